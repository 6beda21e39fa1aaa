"""What a reviewer's opinion (复核意见) says: points deducted, full marks, figures quoted for the indicator."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from itertools import islice

from scoring.claims.subject import MOST_CLAIMS
from scoring.text.characters import clean
from scoring.text.clauses import sentence_before
from scoring.text.figures import Mention, find_mentions
from scoring.text.numerals import chinese_number
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import printed_places, rounded
from scoring.text.quantity import Quantity, comparable
from scoring.text.units import dimension_and_size

_POINTS = r"(\d{1,9}(?:\.\d{1,9})?|[一二三四五六七八九十两]{1,9})\s*分(?!之)"
_TAKE = r"(?:扣[除减去掉]?|[核调]减|(?<![增加])减去?)(?:了|其)?(?:(?:分值?|分数)[为：:]?)?\s*"
_MINUS = r"(?:^|(?<=[，,。；;、：:（(]))\s*[-－−]\s*"  # 问卷少，-2分
_DEDUCTION = Pattern(rf"(?:{_TAKE}|{_MINUS}){_POINTS}")
_IN_ALL = Pattern(rf"(?:共计|合计|总计|共|总共|累计)\s*{_TAKE}{_POINTS}")
# What stands directly before 扣 where the points are not the opinion's own.
_SCALE = Pattern(r"每[^，。；]{0,20}$|(?:最[多高]|至多)$")  # 每降5%扣1分: a scale, not a deduction
_EARLIER = Pattern(
    "(?:原(?:先|来)?|此前|之前|先前|上次|曾|初[审评核]|上年|去年|[多少误错漏]|不再?|不予|免予?)"
    "(?:已|应|拟|曾|时|定|酌情|意见|复核|自评|中)*$"
)
_BY_RULE = Pattern("(?:应当?|本该|理应|可|须|需)(?:予以?|酌情|再)?$")
_STANDARD = Pattern(r"\s*(?:的|之|/|的评分)(?:标准|原则|规定|规则|办法|要求|[项次个处])")
# Of several deductions, some may be the rules' or the unit's own: 低于90%的扣1分, 自评已扣1分.
_UNCLEAR = Pattern(
    "(?<![未没不])(?:按照?|根据|依据|依照)[^，。；]{0,10}(?:标准|规定|规则|细则|办法)|评分(?:标准|规则|细则|办法)"
    "|(?<![未没不])(?:低于|高于|不足|超过|达到|小于|大于)[^，。；]{0,8}的?，?[扣减]|(?:自评|自查|自我|单位)[已时中自]*扣"
)
# Something has happened since: what was said before it no longer holds.
_SINCE = "(?:补[充交齐正报]|整改|申诉|沟通|复议|解释|说明|核实|复查)[^，。；]{0,8}后(?!的)|改[为成扣]|(?:调整|更正)为"
_TAKEN_BACK = Pattern(_SINCE)
# From here on it is said anew: 补充材料后扣1分, 改为扣1分, 综上扣2分.
_ANEW = Pattern(
    rf"{_SINCE}|综上|综合(?:考虑|以上|上述|判断|认定|评定|分析|来看)|最[终后]"
    "|(?:实际|(?<!发)现)(?:予以|酌情)?扣|(?:故|因此|所以)[该本此]项"
)
_CHANGED = Pattern(r"[，,]?\s*(?:后|现)?(?:改|调整|更正)[为成至]?\s*[\d一二两三四五六七八九十]")
_NONE = Pattern("不扣分|未扣分|不予扣分|不再扣分|免予?扣分")
_FULL = Pattern(r"(?<![不未难])(?:得|给予?|计|评|打|记)(?:了|为|予)?满分|不扣分|未扣分|不予扣分")
_NO_FULL = Pattern(
    r"(?:不能|不应|不宜|未能|未|不|无法|难以|方可|才可|方能|才能|本可|本应|原可|原应|则可|即可)"
    r"(?:再|予以|给予|获)?(?:得|给|计|评|打)(?:予)?满分"
)
# What the opinion gives: 得9分, 核定9分, 不得分.
_GIVEN = Pattern(
    rf"(?:复核|核定|评定|得分?|给予?|[计记评打]|[调核扣]?减[至到为])(?:分数?|得分)?(?:[为是：:\s])*{_POINTS}"
    r"(?!\s*(?:[制值之的/钟]|以[上下内]|[-—~～至到]))|不(?:予)?[得计给](?:分|0分)(?![值数的之/])"
)
# Words before 得9分 that name no other subject than the indicator.
_OF_THE_ITEM = Pattern(
    "[该本此]|项|三级指标|指标|复核|核查|财政|专家组?|评价组|经|综合|综上|所述|考虑|评[定价审]|认定|核[定实]|审核|最[终后]"
    "|故|因此|所以|予以|给予|酌情|实际?|得分|[评打]分|建议|同意|调整|[扣核调]减|[为是后现仅只共合总]"
)
_VERDICT = Pattern("[该本此]项|故|因此|所以|综上|最[终后]|核定|认定|复核")
_NOT_GIVEN = Pattern("自[评查我]|单位|满分|总分|权重|分值|原|初|上年|去年|曾|应|可|不|未")
_RULED = Pattern(
    "若|如果|每|标准|规则|细则|办法|自[评查我]|单位|[≥≤<>＜＞]|以[上下内]|之间|的[，,]$|时[，,]$|者[，,]$"
)
# Not the full mark, without a number: 不得满分, 酌情扣分.
_LESS = Pattern(
    r"(?:不能|不应|不宜|未能|未|不予?|无法)(?:再|获)?[得给计评打]予?满分"
    r"|(?:酌情|适当|予以?|应当?|[须需故])(?:予以?)?扣分(?![值标规细项的]|\s*[\d一二两三四五])"
)
_UNLESS = Pattern(
    r"(?:不(?:予|再|[做作应宜需必须]|需要)?|未(?:予|[做作])?|无[需须]|没有|免予?|可以?|的|则|若[^，。；]*|如果[^，。；]*|以[上下]|否则)$"
    r"|(?:低于|高于|未达到?|不足|超过|少于|大于|小于|不到|未满)\s*\d[^，。；]*[，,]?$"
)
_PART = Pattern(r"每[月季周日天旬次年人户]|平均每|月均|季均|日均|人均|单次")
_WHOLE = Pattern(r"共|全年|总计|合计|累计|整体|总体|综合|年均|一年")
# What stands before a figure that is no result: the target quoted, a difference, points.
_TARGET = Pattern(r"(?<!完成)(?<!达到)(?<!超过)(?:目标值?|指标值|计划|要求|规定)[^，。；]{0,4}$")
_DIFFERENCE = Pattern(r"(?:多|超|超出|增加|减少|少|差|缺|高出|扣|扣除|得|提前|推迟)了?$")
_ABOUT = Pattern("约|近|左右|上下")
_FAULT = Pattern(
    r"[核调]减|减\s*\d|不得[分满]|[扣未没不缺无少低差偏晚迟延错仅只但漏]|重复|滞后|逾期|超|有待|欠|问题|较弱|不足"
)
_SENTENCE = Pattern(r"[，。；、,;\n]")
_BETWEEN = "约为是达到均已应的：:了也都高于低 \t\u3000"  # what stands between a subject and its figure
_NEAR = 40  # characters that are looked at before 扣
_LONG = 200  # and before 得9分
_COMMON = 3  # characters that a quoted subject and the indicator's name must end in alike


class _Standing(Enum):
    """How much a score stated in an opinion weighs."""

    OTHER = 0
    OWN = 1
    VERDICT = 2


@lru_cache(maxsize=1024)  # several rules ask the same of one opinion
def deduction(opinion: str) -> Decimal | None:
    """The points an opinion says it deducts; 0 for 不扣分; None where it does not say, or not clearly.

    Several are added up; 共扣 states the sum itself. A scale (每降5%扣1分) and an earlier deduction
    (原扣2分) do not count, one by the rules (应扣2分) only where there is no other, and what is said
    anew (补充材料后扣1分) takes the place of what stands before it.
    """
    in_all = _IN_ALL.search(opinion)
    if in_all:
        return _points(in_all[1])
    own, by_rule, end = _deductions(opinion)
    rest = opinion[end:]
    taken_back = _NONE.search(rest) or says_full_marks(rest)
    if taken_back and (not own or _TAKEN_BACK.search(rest)):
        return Decimal(0) if _NONE.search(rest) else None
    if (len(own) > 1 and _UNCLEAR.search(opinion)) or (own and _CHANGED.match(rest)):
        return None
    points = own or by_rule
    return sum(points, Decimal(0)) if points else None


def _deductions(opinion: str) -> tuple[list[Decimal], list[Decimal], int]:
    """An opinion's own deductions, those it says the rules ask for, and where the last one ends."""
    own: list[Decimal] = []
    by_rule: list[Decimal] = []
    end = 0
    for match in _DEDUCTION.finditer(opinion):
        before, points = opinion[max(0, match.start() - _NEAR) : match.start()], _points(match[1])
        if _ANEW.search(opinion[end : match.end()]):
            own, by_rule = [], []
        end = match.end()
        if points is None or _SCALE.search(before) or _EARLIER.search(before):
            continue
        asked = _BY_RULE.search(before) or _STANDARD.match(opinion, match.end())
        (by_rule if asked else own).append(points)
    return own, by_rule, end


@lru_cache(maxsize=1024)
def scores_given(opinion: str) -> tuple[Decimal, ...]:
    """The score that an opinion says it gives (得9分, 不得分), and what else it may mean by that; mostly none.

    A score of something else (满分10分, 自评得9分, 问卷平均得9分) or in a rule is none. A verdict (故该项得9分)
    stands above others; otherwise the sum may be meant as well: 得5分 of one half, 得4分 of the other. The first
    200 scores are looked at.
    """
    if says_full_marks(opinion):
        return ()
    stated = list(_stated_scores(opinion))
    verdicts = [points for points, standing in stated if standing is _Standing.VERDICT]
    own = {points for points, standing in stated if standing is _Standing.OWN}
    if verdicts or len(own) != 1:
        return tuple(verdicts[-1:])
    return own.pop(), sum((points for points, _ in stated), Decimal(0))


def _stated_scores(opinion: str) -> Iterator[tuple[Decimal, _Standing]]:
    *_, deducted = _deductions(opinion)
    for match in islice(_GIVEN.finditer(opinion), MOST_CLAIMS):
        points = _points(match[1]) if match[1] else Decimal(0)
        before = opinion[max(0, match.start() - _LONG) : match.start()]
        clause = _SENTENCE.split(before)[-1]
        if points is None or _NOT_GIVEN.search(clause):
            continue
        ruled = _RULED.search(sentence_before(opinion, match.start())) or _UNLESS.search(before)
        if re.search(r"\w", _OF_THE_ITEM.sub("", clause)):
            yield points, _Standing.OTHER
        elif _VERDICT.search(clause + match[0]):
            yield points, _Standing.VERDICT
        else:
            yield points, _Standing.OTHER if ruled or match.start() < deducted else _Standing.OWN


@lru_cache(maxsize=1024)
def says_less_than_full(opinion: str) -> bool:
    """Whether an opinion denies the full mark without saying how many points it takes: 不得满分, 酌情扣分."""
    if says_full_marks(opinion):
        return False
    return any(
        not _UNLESS.search(opinion[max(0, match.start() - _LONG) : match.start()])
        for match in islice(_LESS.finditer(opinion), MOST_CLAIMS)
    )


@lru_cache(maxsize=1024)
def says_full_marks(opinion: str) -> bool:
    """Whether an opinion says that the indicator earns its full mark."""
    return _FULL.search(_NO_FULL.sub("", opinion)) is not None


@lru_cache(maxsize=1024)
def gives_words(opinion: str) -> bool:
    """Whether an opinion is more than blank, a stroke or a bare number."""
    return re.search(r"[^\W\d_]{2}", opinion.removesuffix("分")) is not None


@lru_cache(maxsize=1024)
def names_a_fault(opinion: str) -> bool:
    """Whether an opinion names something that is not as it should be; 同意 or 达到目标 does not."""
    return gives_words(opinion) and _FAULT.search(opinion) is not None


@lru_cache(maxsize=1024)
def figures_for(opinion: str, name: str, unit: str) -> tuple[Mention, ...]:
    """The figures that an opinion quotes for this very indicator, those of the whole year last.

    Either its name stands before the figure (整体故障率低于2% for 系统故障率), or the figure has the unit of
    a counted target (约70次). A percentage needs the name: 100%的群众 is about something else. Figures of a
    part (平均每月5-6次) are left out. A clause is read back 200 characters.
    """
    found = list(_figures_for(opinion, clean(name), unit))
    return tuple(mention for _, mention in sorted(found, key=lambda pair: pair[0]))


def _figures_for(opinion: str, name: str, unit: str) -> Iterator[tuple[bool, Mention]]:
    end = 0
    stops = [0, *(stop.end() for stop in _SENTENCE.finditer(opinion))]
    for mention in find_mentions(opinion):
        opening = stops[bisect_right(stops, mention.start) - 1]
        clause = opinion[max(opening, mention.start - _LONG) : mention.start]
        before = opinion[max(opening, end, mention.start - _LONG) : mention.start]
        end = mention.end
        counted = unit not in ("", "%") and mention.quantity.unit in (unit, *_in_ten_thousands(unit))
        if not counted and not _names(before, name):
            continue
        if not any(other.search(clause) for other in (_PART, _TARGET, _DIFFERENCE)):
            yield _WHOLE.search(clause) is not None, mention


def _in_ten_thousands(unit: str) -> tuple[str, ...]:
    """万人次 counts 人次 as well; sums of money in another unit are mostly other sums."""
    return () if dimension_and_size(unit)[0] == "money" else (f"万{unit}", f"亿{unit}")


def _names(before: str, name: str) -> bool:
    """Whether what stands before a figure ends in the name of the indicator, or in its last words."""
    subject = before.rstrip(_BETWEEN).replace("的", "")
    return len(name) >= _COMMON and subject.endswith(name[-_COMMON:])


def agrees_with(mention: Mention, reported: Quantity, opinion: str) -> bool:
    """Whether a figure that an opinion quotes and the one reported can both be true."""
    if not comparable(mention.quantity, reported):
        return False
    value = _in_unit_of(mention.quantity, reported)
    low = mention.quantity.value
    high = mention.upper.value if mention.upper is not None else low
    if mention.operator is Operator.AT_LEAST or mention.operator is Operator.ABOVE:
        return value >= low
    if mention.operator is Operator.AT_MOST or mention.operator is Operator.BELOW:
        return value <= high
    if _ABOUT.search(opinion[mention.start : mention.end]):
        return abs(value - low) * 20 <= abs(value)  # 约70次 stands for 68: off by a twentieth at most
    return low <= value <= high or rounded(value, printed_places(mention.quantity.text)) == low


def _in_unit_of(quoted: Quantity, reported: Quantity) -> Decimal:
    """What was reported, in the unit of the quote: 4.23万人次 is 42300人次."""
    if not quoted.value or reported.unit in ("", quoted.unit) or not quoted.unit:
        return reported.value
    return reported.magnitude * quoted.value / quoted.magnitude


def _points(text: str) -> Decimal | None:
    return Decimal(text) if text[0].isdigit() else chinese_number(text)

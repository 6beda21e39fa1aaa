"""The points that a reviewer's opinion says it deducts: 扣1分, 下调贰分, 扣权重的20%, 四份缺签字，每份扣0.5分."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from scoring.claims.points_in_words import POINTS, SHARE, points_said
from scoring.claims.reviewer_opinion import says_full_marks
from scoring.text.clauses import clause_before, sentence_before, sentences
from scoring.text.figures import find_mentions
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity, comparable
from scoring.text.time_spoken_of import Period, only_year, period

_TAKE = r"(?:扣[除减去掉过]?|[核调]减|下[调浮]|(?<![增加])减去?)(?:了|其)?(?:(?:分值?|分数)[为：:]?)?\s*"
_MINUS = r"(?:^|(?<=[，,。；;、：:（(]))\s*[-－−]\s*"  # 问卷少，-2分
_OF_WEIGHT = r"(?:[该本此]项?|指标|总?权重|总?分值|满分|总分)*的?\s*"
_BY_SHARE = Pattern(rf"(?:{_TAKE}{_OF_WEIGHT}|按{_OF_WEIGHT}(?=[^，。；]{{1,12}}[扣核]减?)){SHARE}")
_BY_POINTS = Pattern(rf"(?:{_TAKE}|{_MINUS}){POINTS}")
_IN_ALL = Pattern(rf"(?:共计|合计|总计|共|总共|累计)\s*{_TAKE}{POINTS}")
# What stands directly before 扣 where the points are not the opinion's own.
_SCALE = Pattern(r"每[^，。；]{0,20}$|(?:最[多高]|至多|各)$")  # 每降5%扣1分: a scale, not a deduction
_EARLIER = Pattern(
    "(?:原(?:先|来)?|此前|之前|先前|上次|曾|初[审评核]|上年|去年|[多少误错漏]|不再?|不予|免予?)"
    "(?:已|应|拟|曾|时|定|酌情|意见|复核|核查|检查|评价|抽查|自评|中|被)*$"
)
# The unit's own: 单位自扣0.5分, 自评已扣1分, 在自评扣2分的基础上.
_BY_THE_UNIT = Pattern("(?:自[评查行我]|单位)[^，。；缺未无没因]{0,6}$|自$")
# In 在自评得分基础上再扣1分 the points are the reviewer's own, and taken from the unit's score.
_FROM_THE_UNITS = Pattern(
    r"自[评查我](?:(?:得分|总分|分数?)?的?(?:基础|分数)[上之]?|(?:得分|总分|分数?)之?上)[^，。；\d]{0,6}$"
)
_ON_TOP = Pattern("(?:再|另|又|继续|追加)(?:予以|酌情|核减)?扣")
# Of another indicator, or of the funds: 已在资金部分扣1.2分, 项目满意度指标因样本少扣2分, 预算执行率一项已扣1分.
_ON_ANOTHER = Pattern(
    "在[^，。；]{0,8}(?:资金|执行|预算|满意度|前[一述]|上[一述]|另|其[他它余]|下一)[^，。；]{0,8}$"
    "|(?:^|[，、])[^，。；该本此]{2,14}(?<![该本此三二一定性量])(?:指标|部分|一项|一栏|一行)(?:中|里|内|已|另|因|由于|的)[^，。；]{0,16}$"
    # 同组“参与率”指标扣3分, 另一项指标因漏报扣2分
    '|(?:同[组类]|相邻|别的|其[他它余]|另[外一]?|[上下前后][一述列面])[一个项行条的]*[“"「]?[^，。；]{0,12}(?:指标|一[项行栏])[^，。；]{0,10}$'
    '|[“"「《][^”"」》，。；]{2,16}[”"」》](?:这?一?[项个条]|三级|指标)+(?!名称)[^，。；]{0,10}$'
)
# 扣3分的情况见下行
# 另“成活率”指标未达90%，已在该指标中扣2分
_IN_THAT = Pattern("[在于][该其]项?指标[中内里]?(?:已|予以)*$")
_ANOTHER = Pattern('(?:另|其[他它余]|同[组类])[^，。；]{0,4}[“"「]?[^，。；]{0,12}指标')
# 已另行扣1分 beside 此处…扣0.6分
_TAKEN_APART = Pattern("(?:另行?|单独|在[别他另][一]?处)(?:予以|酌情)*$")
_ALREADY = Pattern("已")
_HERE = Pattern("此处|这里|本处|[本此]项(?!目)|本行")
_TOLD_ELSEWHERE = Pattern("的?(?:情况|原因|理由|说明|问题)[^，。；]{0,3}见[^，。；]{0,8}[行项栏条标]")
_NOT_TWICE = Pattern(r"[^。；\n]{0,12}不(?:再|予)?重复扣")
_OF_WHICH = Pattern("其中")
# Of another time, or of what may happen: 曾被扣2分, 如下年不设，将扣2分, 下次核查仍不全的扣1分.
_SUPPOSED = Pattern(
    "曾|将(?:予以|酌情)?$|(?:^|[，,])(?:如果?(?![下图期实数约])|若|倘)|下[一]?[次轮年]|今后|以后(?!的)|后续|明年|来年|次年"
)
_BY_RULE = Pattern("(?:应当?|本该|理应|可|须|需)(?:予以?|酌情|再)?$")
_THRESHOLD = Pattern(
    r"\d\s*[%％]?[^，。；\d]{0,4}(?:至|到|[-－—~～])+\s*\d[\d.]*\s*[%％]?[^，。；\d扣月日号年季页]{0,2}(?:之?间|区间|范围|以?内|的|者|时|[)）\]])*[，,]?$"
    r"|[<>≤≥＜＞]=?\s*[\d.]+[^，。；\d扣]{0,8}[，,]?$|(?:低于|高于|不足|少于|不到|未满|超过|达到|未达到?|小于|大于|以[上下])\s*\d[\d.,]*[^，。；\d扣]{0,6}[，,]?$|\d[^，。；]{0,6}以[上下]的?[，,]?$"
)
_RULED = Pattern(
    "(?<![未没不])(?:按照?|根据|依据|依照)[^，。；]{0,10}(?:标准|规定|规则|细则|办法)|[评计打扣]分(?:标准|规则|细则|办法|要点|依据)|(?:标准|规则|细则|办法)[为是：:]"
)
_STANDARD = Pattern(r"\s*(?:的|之|/|的评分)(?:标准|原则|规定|规则|办法|要求|[项次个处])")
# Of several deductions, some may be the rules'.
_UNCLEAR = Pattern(
    f"{_RULED.source}|(?<![未没不])(?:低于|高于|不足|超过|达到|小于|大于)\\s*\\d[^，。；]{{0,8}}的?，?[扣减]"
)
# Something has happened since: what was said before it no longer holds.
SINCE = "(?:补[充交齐正报]|整改|申诉|沟通|复议|解释|说明|核实|复查)[^，。；]{0,8}后(?!的)|改[为成扣]|(?:调整|更正)为"
_TAKEN_BACK = Pattern(SINCE)
# From here on it is said anew: 补充材料后扣1分, 改为扣1分, 综上扣2分.
_ANEW = Pattern(
    rf"{SINCE}|综上|综合(?:考虑|以上|上述|判断|认定|评定|分析|来看)|最[终后]"
    "|(?:实际|(?<!发)现)(?:予以|酌情)?扣|(?:故|因此|所以)[该本此]项"
)
_CHANGED = Pattern(r"[，,]?\s*(?:后|现)?(?:改|调整|更正)[为成至]?\s*[\d一二两三四五六七八九十]")
_NONE = Pattern("不扣分|未扣分|不予扣分|不再扣分|免予?扣分")
# 四份缺签字，每份扣0.5分
_EACH = Pattern(rf"(?:每(?:缺|少)?一?(?P<unit>[一-鿿])(?:[^，。；\d]{{0,3}})?|各){_TAKE}{POINTS}")
_LIMIT = Pattern("最[多高]|至多|上限|扣完为止|封顶")
# A verdict on this row, not one more rule of a list: 80%以下扣5分；本项79%，低于80%扣5分.
_OWN = Pattern("[本该此]项|实际|故|因此|所以|核查|复核|经查")
_NEXT = 2  # sentences from the end of a rule to the next: its own rest, and the next rule
_NEAR = 40  # characters that are looked at before 扣


class Said(NamedTuple):
    """What an opinion says of points taken: its own, those that the rules ask for, where the last one ends."""

    own: list[Decimal]
    by_rule: list[Decimal]
    end: int


@lru_cache(maxsize=1024)  # several rules ask the same of one opinion
def deduction(opinion: str, weight: Decimal | None = None, year: int | None = None) -> Decimal | None:
    """The points an opinion says it deducts; 0 for 不扣分; None where it does not say, or not clearly.

    Several are added up; 共扣 states the sum itself, and 四份…每份扣0.5分 is multiplied out. A share is one of the
    weight. A scale (每降5%扣1分), an earlier deduction (原扣2分), the unit's own, and those of another indicator or
    year do not count, one by the rules (应扣2分, 不足95%扣2分) only where there is no other, and what is said
    anew (补充材料后扣1分) takes the place of what stands before it.
    """
    in_all = _IN_ALL.search(opinion)
    if in_all:
        return points_said(in_all, weight)
    said = deductions(opinion, weight, year)
    rest = opinion[said.end :]
    taken_back = _NONE.search(rest) or says_full_marks(rest)
    if taken_back and (not said.own or _TAKEN_BACK.search(rest)):
        return Decimal(0) if _NONE.search(rest) else None
    if said.own and said.by_rule and _is_of_thresholds(opinion):
        return None
    if (len(said.own) > 1 and _UNCLEAR.search(opinion)) or (said.own and _CHANGED.match(rest)):
        return None
    points = said.own or said.by_rule
    return sum(points, Decimal(0)) if points else _each(opinion)


def _is_of_thresholds(opinion: str) -> bool:
    """Whether points of a threshold may be the opinion's own: 低于20次，扣1分；缺签字，扣1分."""
    before = (opinion[max(0, match.start() - _NEAR) : match.start()] for match in _statements(opinion))
    return _RULED.search(opinion) is None and any(_THRESHOLD.search(text) for text in before)


def deducts_on_top(opinion: str) -> bool:
    """Whether an opinion deducts more than the unit has taken itself: 单位自扣0.5分，复核再扣1分."""
    clauses_before = [clause_before(opinion, match.start()) for match in _BY_POINTS.finditer(opinion)]
    if any(_FROM_THE_UNITS.search(clause) for clause in clauses_before):
        return True
    if _IN_ALL.search(opinion) or _ON_TOP.search(opinion) is None:
        return False
    return any(_BY_THE_UNIT.search(clause) for clause in clauses_before)


@lru_cache(maxsize=1024)
def deductions(opinion: str, weight: Decimal | None = None, year: int | None = None) -> Said:
    """All that an opinion says of points taken."""
    own: list[Decimal] = []
    by_rule: list[Decimal] = []
    end = 0
    year = year or only_year(opinion)
    rules_to = -1  # the end of a rule that is quoted: others may follow it
    for match in _statements(opinion):
        before, points = opinion[max(0, match.start() - _NEAR) : match.start()], points_said(match, weight)
        if _is_of_a_rule(opinion, match, rules_to):
            rules_to = match.end()
            continue
        if _is_aside(opinion, match, year) or (own and _OF_WHICH.search(opinion[end : match.start()])):
            continue
        if _ANEW.search(opinion[end : match.end()]):
            own, by_rule = [], []
        end = match.end()
        if points is None or _SCALE.search(before) or _EARLIER.search(before):
            continue
        (by_rule if _is_ruled(opinion, match) else own).append(points)
    return Said(own, by_rule, end)


def _statements(opinion: str) -> Iterator[re.Match[str]]:
    """Points and shares taken, in order."""
    found = [*_BY_POINTS.finditer(opinion), *_BY_SHARE.finditer(opinion)]
    yield from sorted(found, key=lambda match: match.start())


def _is_ruled(opinion: str, match: re.Match[str]) -> bool:
    """Whether the points are what the rules ask for: 应扣2分, 按评分标准，覆盖率不足95%扣2分."""
    before = opinion[max(0, match.start() - _NEAR) : match.start()]
    if _BY_RULE.search(before) or _STANDARD.match(opinion, match.end()):
        return True
    return _THRESHOLD.search(before) is not None


def _is_of_a_rule(opinion: str, match: re.Match[str], rules_to: int) -> bool:
    """Whether the points are those of a rule that is quoted: 评分细则：低于80%扣5分；80%至90%扣2分."""
    if _THRESHOLD.search(clause_before(opinion, match.start())) is None:
        return False
    sentence = sentence_before(opinion, match.start())
    goes_on = rules_to >= 0 and len(sentences(opinion[rules_to : match.start()])) <= _NEXT
    return _RULED.search(sentence) is not None or (goes_on and _OWN.search(sentence) is None)


def _is_aside(opinion: str, match: re.Match[str], year: int | None) -> bool:
    """Whether the points are the unit's own, or those of another indicator or time."""
    clause, sentence = clause_before(opinion, match.start()), sentence_before(opinion, match.start())
    from_the_units = _FROM_THE_UNITS.search(clause) is not None
    elsewhere = _BY_THE_UNIT.search(clause) or _ON_ANOTHER.search(clause)
    named_before = _IN_THAT.search(clause) and _ANOTHER.search(sentence)
    if (elsewhere and not from_the_units) or named_before or _NOT_TWICE.match(opinion, match.end()):
        return True
    if _ALREADY.search(clause) and _TAKEN_APART.search(clause) and _HERE.search(opinion):
        return True
    if _SUPPOSED.search(sentence) or _TOLD_ELSEWHERE.match(opinion, match.end()):
        return True
    return period(clause, year) is Period.OTHER


def _each(opinion: str) -> Decimal | None:
    """What 四份缺签字，每份扣0.5分 comes to; None where it is not said how many there are, or where there is a limit."""
    each = _EACH.search(opinion)
    if each is None or _LIMIT.search(opinion) or _RULED.search(opinion):
        return None
    points = points_said(each, None)
    sentence = sentence_before(opinion, each.start())
    if points is None or _SUPPOSED.search(sentence):
        return None
    one = Quantity(Decimal(1), each["unit"] or "", "")
    counts = [m for m in find_mentions(sentence) if m.quantity.unit and comparable(m.quantity, one)]
    return counts[0].quantity.value * points if len(counts) == 1 else None

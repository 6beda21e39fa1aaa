"""The figures that a reviewer's opinion quotes for its indicator (全年检查约70次), and whether they agree with the actual."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from scoring.text.characters import clean
from scoring.text.clauses import clause_before, sentence_before
from scoring.text.figures import Mention, find_mentions
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import printed_places, rounded
from scoring.text.quantity import Quantity, comparable
from scoring.text.time_spoken_of import Period, only_year, period
from scoring.text.units import dimension_and_size

_PART = Pattern(r"每[月季周日天旬次年人户]|平均每|月均|季均|日均|人均|单次")
_WHOLE = Pattern(r"共|全年|总计|合计|累计|整体|总体|综合|年均|一年")
# What stands before a figure that is no result: the target quoted, a difference, points.
_TARGET = Pattern(r"(?<!完成)(?<!达到)(?:目标值?|指标值|计划|要求|规定)[^，。；]{0,4}$|建议[^，。；]{0,12}$")
_DIFFERENCE = Pattern(
    "(?:多|超|超出|增加|减少|少|差|缺|高出|扣|扣除|得|提前|推迟|缺口|缺额|差额)了?$"
    # 少完成1口, 漏做3次; not 至少完成, 减少，多方核对
    "|(?<![至不最减许很较])[多少漏欠缺][^，。；、\\d数次为于种样方个]{1,2}了?$"
)
# What follows a target, 20场的目标, and a bound that the rules set: 不足95%扣2分, 低于90%的，扣1分.
_ASKED = Pattern("的?(?:目标|计划|任务|要求|指标值)")
_TAKEN = Pattern(r"[^，。；]{0,4}(?:的|者|时)?[，,]?(?:每[^，。；]{0,6})?[扣减]\D{0,3}\d")
# Those in which something is amiss, or that were looked at, are some of the whole: 抽查发现30台未喷号, 两处整改后反弹.
_SOME = Pattern(
    "其中|查[看验]|[走回]访|访[谈问]|补[充报交录](?:提供)?了?$|抽(?![水油排])|随机|[发出]现|另[有外]?|前后|其余|剩余|分之|每"
)
_AMISS = Pattern(
    r"[^，。；、,;\d]{0,8}?(?:[未没无缺错漏假]|不(?!低|少|超)|反弹|重复|雷同|模糊|涂改|滞后|逾期|超期|损坏|破损|有误|存在|[只仅]有|延[期迟])"
)
# What is said of the people or things themselves: 30人是农户, 6人为职工.
_OF_THEM = Pattern("[是为系](?!准)")
# A count that is said to be the result; others are of lists, photographs, people asked.
_RESULT = Pattern(
    "共|全年|总|合计|累计|整体|年均|实际|实[有到为点发施办]|完成|达到?|核[实定准]|认定|确认|清点|点[算验数]|统计|[仅只]有?|应为"
)
# What a paper shows is evidence, not the result: 银行回单仅能对应612户, 合同约定的只有68公里.
_ON_PAPER = Pattern("合同约定|协议|回单|发票|对应")
# 仅提供6次活动的方案和照片
_PAPERS = Pattern(
    "[^，。；、的]{0,6}的[^，。；]{0,8}?(?:方案|照片|资料|材料|签到|记录|凭证|发票|证明|清单|影像|回执)"
)
_PIECE = 2  # characters of the name that show a count to be its own: 巡查18次 for 巡查次数
_ABOUT = Pattern("约|近|左右|上下")
_SENTENCE = Pattern(r"[，。；、,;\n]")
_BETWEEN = "约为是达到均已应的：:了也都高于低 \t\u3000"  # what stands between a subject and its figure
_LONG = 200  # a clause is read back as far as this
_COMMON = 3  # characters that a quoted subject and the indicator's name must end in alike


@lru_cache(maxsize=1024)
def figures_for(opinion: str, name: str, unit: str, year: int | None = None) -> tuple[Mention, ...]:
    """The figures that an opinion quotes for this very indicator, those of the whole year last.

    Either its name stands before the figure (整体故障率低于2% for 系统故障率), or the figure has the unit of
    a counted target (约70次). A percentage needs the name: 100%的群众 is about something else. Figures of a
    part (平均每月5-6次, 抽查发现30台未喷号), of another year, and in a rule (不足95%扣2分) are left out. A clause
    is read back 200 characters.
    """
    found = list(_figures_for(opinion, clean(name), unit, year or only_year(opinion)))
    return tuple(mention for _, mention in sorted(found, key=lambda pair: pair[0]))


def _figures_for(opinion: str, name: str, unit: str, year: int | None) -> Iterator[tuple[bool, Mention]]:
    end = 0
    stops = [0, *(stop.end() for stop in _SENTENCE.finditer(opinion))]
    for mention in find_mentions(opinion):
        opening = stops[bisect_right(stops, mention.start) - 1]
        clause = opinion[max(opening, mention.start - _LONG) : mention.start]
        before = opinion[max(opening, end, mention.start - _LONG) : mention.start]
        end = mention.end
        counted = unit not in ("", "%") and mention.quantity.unit in (unit, *_in_ten_thousands(unit))
        named = _names(before, name)
        if not named and (not counted or _is_of_some(opinion, clause, mention)):
            continue
        if not _is_no_result(opinion, clause, mention) and _is_of_the_year(opinion, mention, year):
            yield _WHOLE.search(clause) is not None, mention


def is_said_of_it(opinion: str, name: str, mention: Mention) -> bool:
    """Whether a figure is said to be the result, or stands by a part of the indicator's name: 巡查18次 for 巡查次数.

    Others of its unit may be of lists, photographs, people asked: 发票对应80人.
    """
    clause = clause_before(opinion, mention.start)
    called = clean(name)
    if _ON_PAPER.search(clause) or ("提供" in clause and _PAPERS.match(opinion, mention.end)):
        return False
    own = any(called[at : at + _PIECE] in clause for at in range(len(called) - _PIECE + 1))
    return own or _RESULT.search(clause) is not None


def same_in_another_unit(opinion: str, reported: Quantity) -> Mention | None:
    """The very figure that was reported, in a unit that makes it another: 900平方米 for 900亩."""
    mentions = find_mentions(opinion)
    if any(mention.quantity.magnitude == reported.magnitude for mention in mentions):
        return None
    for mention in mentions:
        same = mention.quantity.value == reported.value and mention.operator is Operator.NONE
        if same and comparable(mention.quantity, reported) and mention.quantity.unit and reported.unit:
            return mention
    return None


def _is_no_result(opinion: str, clause: str, mention: Mention) -> bool:
    """Whether a figure is of a part, the target, a difference, or one that the rules set."""
    if any(other.search(clause) for other in (_PART, _TARGET, _DIFFERENCE)):
        return True
    bounds = mention.operator is not Operator.NONE or mention.upper is not None
    ruled = bounds and _TAKEN.match(opinion, mention.end) is not None
    return ruled or _ASKED.match(opinion, mention.end) is not None


def _is_of_some(opinion: str, clause: str, mention: Mention) -> bool:
    """Whether a count is one of those that were looked at, or in which something is amiss."""
    if _WHOLE.search(clause) or "实际" in clause:
        return False
    if _OF_THEM.match(opinion, mention.end):
        return True
    return _SOME.search(clause) is not None or _AMISS.match(opinion, mention.end) is not None


def _is_of_the_year(opinion: str, mention: Mention, year: int | None) -> bool:
    return period(sentence_before(opinion, mention.start), year) is not Period.OTHER


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

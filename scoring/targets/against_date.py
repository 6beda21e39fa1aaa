"""Dates: as the target, and reported for a figure."""

from __future__ import annotations

from scoring.targets.outcome import MET, MISSED, OTHER_UNIT, UNJUDGED, UNSURE, Comparison
from scoring.targets.target import Target, TargetKind
from scoring.text.dates import Deadline, not_later
from scoring.text.graded_words import bare_words, same_wording, says_done
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity


def against_date(target: Target, limit: Deadline, actual: Target) -> Comparison:
    """12月底前 against a date, a figure or words."""
    next_year = _NEXT_YEAR.search(actual.text)
    if next_year is not None and _NEXT_YEAR.search(target.text) is None:
        return _in_the_next_year(limit, actual)
    if _IN_TIME.fullmatch(bare_words(actual.text)):
        return MET
    if actual.kind is TargetKind.DATE and actual.deadline is not None:
        return Comparison(_in_time(target, limit, actual.deadline), None, True)
    if actual.quantity is not None:
        return _against_figure(limit, actual.quantity, actual.deadline)
    if same_wording(target.text, actual.text):
        return Comparison(True, None, True)
    if not says_done(actual.text):
        return UNJUDGED
    return Comparison(True, None, True) if _SAID_TO_BE_IN_TIME.search(actual.text) else UNSURE


# 次年1月, 翌年一季度
_NEXT_YEAR = Pattern("(?:次年|翌年|来年|明年|转年|第二年|下一?年度?)")
_ONLY_THE_NEXT_YEAR = Pattern(
    "(?:实际|完成|支付|时间|于|在|为|到|至|拖|推迟|延期|延迟|延后|顺延|[:：])*(?:次年|翌年|来年|明年|转年|第二年|下一?年度?)的?"
    "[0-9一二三四十]{1,2}(?:月份?(?:[0-9一二三四五六七八九十]{1,3}[日号]|[上中下]旬|初|中旬?|底|末)?|季度)(?:才|方|底|末|初)*"
    "(?:[^未不没无，,、；;。0-9前]{0,8})"
)
_LATE_IN_THE_YEAR = 7  # a month from which 次年 can only be later


def _in_the_next_year(limit: Deadline, actual: Target) -> Comparison:
    """次年1月 for 年底前 is too late; beside another date, or for a date of a year, nobody knows."""
    late = limit.year is None and limit.month is not None and limit.month >= _LATE_IN_THE_YEAR
    return MISSED if late and _ONLY_THE_NEXT_YEAR.fullmatch(bare_words(actual.text)) else UNSURE


# 按期上线, 如期正式投用
_IN_TIME = Pattern(
    "(?:项目|系统|平台|工程|已经?|均|全部)*(?:按[时期]|如期|准时|提前|按计划|按进度)(?:正式|全部|全面|顺利|成功|完成)*"
    "(?:上线|投用|投入(?:使用|运行|运营)|开通|交付|竣工|完工|建成|通车|通过?验收|验收|发放|拨付|支付|启用|报送|上报|提交|发布|印发|出版|到货|开园|开业|开馆|结题|入住|通[水电气航车])"
    "(?:使用|运行|到位|完毕|完成|了)*"
)


# Before September, or by its end: both are meant by 9月前.
_BEFORE_A_MONTH = Pattern("月份?(?:之|以)?前")


# 已完成 alone does not say when.
_SAID_TO_BE_IN_TIME = Pattern(
    "按[时期]|如期|及时|准时|提前|超额|按计划|按进度|按要求|要求|目标|达标|达成|达到|年[底末]前|预期|指标"
)
_YEAR_AND_MONTH = Pattern(r"((?:19|20)[0-9]{2})\.([0-9]{1,2})")


def _in_time(target: Target, limit: Deadline, actual: Deadline) -> bool | None:
    same_month = limit.day is None and limit.month is not None and limit.month == actual.month
    if same_month and _BEFORE_A_MONTH.search(target.text) is not None:
        return None
    return not_later(limit, actual)


def _against_figure(limit: Deadline, reported: Quantity, date: Deadline | None) -> Comparison:
    if limit.month is None and limit.year is None and reported.unit == "天":
        return Comparison(reported.value <= (limit.day or 0), None, True)  # 每月15日
    month = _YEAR_AND_MONTH.fullmatch(reported.text) if not reported.unit else None
    if month is not None:  # 2023.9
        return Comparison(not_later(limit, Deadline(int(month[1]), int(month[2]), None)), None, True)
    if reported.unit != "月" and reported.dimension == "time":
        return UNJUDGED
    if date is None:
        return OTHER_UNIT
    return Comparison(not_later(limit, date), None, True)  # 11月30日完成100% gives the date too


def figure_against_date(required: Quantity, date: Deadline) -> Comparison:
    """A date reported for a figure; ≤12月 and 10月 are both months."""
    if required.unit == "月" and date.day is None and required.value == int(required.value) <= 12:
        limit = Deadline(None, int(required.value), None)
        return Comparison(not_later(limit, date), None, True)
    return UNJUDGED if required.dimension == "time" else OTHER_UNIT

"""Dates: as the target, and reported for a figure."""

from __future__ import annotations

from scoring.targets.outcome import OTHER_UNIT, UNJUDGED, UNSURE, Comparison
from scoring.targets.target import Target, TargetKind
from scoring.text.dates import Deadline, not_later
from scoring.text.graded_words import same_wording, says_done
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity


def against_date(target: Target, limit: Deadline, actual: Target) -> Comparison:
    """12月底前 against a date, a figure or words."""
    if actual.kind is TargetKind.DATE and actual.deadline is not None:
        return Comparison(_in_time(target, limit, actual.deadline), None, True)
    if actual.quantity is not None:
        return _against_figure(limit, actual.quantity, actual.deadline)
    if same_wording(target.text, actual.text):
        return Comparison(True, None, True)
    if not says_done(actual.text):
        return UNJUDGED
    return Comparison(True, None, True) if _SAID_TO_BE_IN_TIME.search(actual.text) else UNSURE


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

"""Dates: as the target, and reported for a figure."""

from __future__ import annotations

from scoring.targets.outcome import OTHER_UNIT, UNJUDGED, Comparison
from scoring.targets.target import Target, TargetKind
from scoring.text.dates import Deadline, not_later
from scoring.text.graded_words import same_wording, says_done
from scoring.text.quantity import Quantity


def against_date(target: Target, limit: Deadline, actual: Target) -> Comparison:
    """12月底前 against a date, a figure or words."""
    if actual.kind is TargetKind.DATE and actual.deadline is not None:
        return Comparison(not_later(limit, actual.deadline), None, True)
    if actual.quantity is not None:
        return _against_figure(limit, actual.quantity, actual.deadline)
    if says_done(actual.text) or same_wording(target.text, actual.text):
        return Comparison(True, None, True)
    return UNJUDGED


def _against_figure(limit: Deadline, reported: Quantity, date: Deadline | None) -> Comparison:
    if limit.month is None and limit.year is None and reported.unit == "天":
        return Comparison(reported.value <= (limit.day or 0), None, True)  # 每月15日
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

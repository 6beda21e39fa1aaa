"""The date that a form is signed with: whether it is one, and whether the year was over by then."""

from __future__ import annotations

from datetime import date

from scoring.text.pattern import Pattern

_GAP = r"[\s_＿XxＸｘ×*＊〇○□.…]*"  # the blanks of a date: 2025年  月  日, ____年__月__日
_NO_DATE = Pattern(rf"^{_GAP}(?:20{_GAP})?年|年{_GAP}月|月{_GAP}日")
_DAY = Pattern(r"(20\d\d)\s*[年./-]\s*(\d{1,2})(?!\d)\s*(?:月|[./-])\s*(?:(\d{1,2})(?!\d))?")
_DATE = Pattern(r"(20\d\d)\s*[年./-]\s*(\d{1,2})?\s*[月./-]?\s*(\d{1,2})?")


def is_incomplete(text: str) -> bool:
    """Whether a date still has its blanks: 2025年  月  日."""
    return _NO_DATE.search(text) is not None


def names_no_day(text: str) -> bool:
    """Whether a date is none of the calendar's: 2025年2月30日."""
    day = _DAY.search(text)
    if day is None:
        return False
    try:
        date(int(day[1]), int(day[2]), int(day[3] or 1))
    except ValueError:
        return True
    return False


def signed_by_year_end(text: str, year: int) -> bool:
    """Whether a whole and true date lies before the end of a year, on whose last day a form may be signed."""
    if is_incomplete(text) or names_no_day(text):
        return False
    signed = _DATE.search(text)
    if signed is None or int(signed[1]) > year:
        return False
    return (int(signed[2] or 12), int(signed[3] or 31)) < (12, 31)

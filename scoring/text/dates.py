"""Dates as far as they are given (时限): 2023年12月31日, 9月底前, 第四季度, 年底."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from scoring.text.numerals import TO, written_number
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern

_YEAR = r"(?:19|20)[0-9]{2}"
_MONTH = r"(?:[0-9]{1,2}|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
# 2021年12月31日, 2021年, 9月, 2020-2022年, 1-12月, 2023-12-31, 2023.12.31, 10日前. Of a span the
# groups are those of its end; %sm and %sd name them apart where a pattern is used twice.
_MONTH_DAY = rf"(?:{_MONTH} ?月?{TO})?(?P<%sm>{_MONTH}) ?月份?(?: ?(?P<%sd>{_DAY}) ?[日号])?"
# The source of a pattern, for ``written_date`` to read its match.
DATE = (
    rf"(?<![0-9.])(?:{_YEAR} ?(?:年度?)?{TO})?(?P<yy>{_YEAR}|二[〇零○][〇零○一二三四五六七八九]{{2}}) ?年度?(?: ?{_MONTH_DAY % ('y', 'y')})?"
    rf"|(?<![0-9.])(?P<iy>{_YEAR})(?P<stroke>[-/.])(?P<im>[0-9]{{1,2}})(?P=stroke)(?P<id>[0-9]{{1,2}})(?![0-9])"
    rf"|(?<![0-9.])(?P<sy>{_YEAR})[-/](?P<sm>[0-9]{{1,2}})(?![-/0-9.])"
    rf"|(?<![0-9.])(?P<py>{_YEAR})\.(?P<pm>0[1-9]|1[0-2])(?![0-9.%‰十百千万亿元])"
    rf"|(?<![0-9.一二三四五六七八九十百千万亿]){_MONTH_DAY % ('m', 'm')}"
    r"|(?<![0-9.])(?P<od>[0-9]{1,2}) ?[日号](?=之?前|以前)"
)
_DATE_PARTS = (("yy", "iy", "sy", "py"), ("ym", "im", "sm", "pm", "mm"), ("yd", "id", "md", "od"))

_QUARTER = Pattern(r"(?<!每)(?:第|前)?([一二三四1-4])季度|Q([1-4])(?![0-9])")
_HALF_YEAR = Pattern(r"(?<!每)(上|下)半年")
_YEAR_END = Pattern(r"年[底末终]|年底")
_THIS_YEAR = Pattern(
    r"(?:在|于|截至|完成时间[为:]?)?(?:当年度?|本年度?|年内|年度内|全年|整年|全年度|当年内|本年内|年内完成)"
    r"(?:之?前|以前|内)?(?:全部|及时|按时)?(?:完成)?"
)
_ONLY_YEAR = Pattern(
    r"[^0-9]{0,6}(?:(?:19|20)[0-9]{2}[-~—至到]{1,2})?(?:19|20)[0-9]{2} ?年度?(?:[内底末终]|之内)?(?:之?前|以前)?"
    r"(?:全部|全面|及时|按[时期])?(?:完成|完工|竣工|建成|开工|交付|实施|投入使用)?"
)
_BY = Pattern(r"[之以]?前|不晚于|不迟于|截至|截止|以内|内完成|期限")

_DATE_UNITS = frozenset(("日期", "时间", "年月日", "年月", "年/月/日", "年-月-日", "年", "月", "日"))
_COMPACT_DATE = Pattern(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})?")


class Deadline(NamedTuple):
    """A date as far as it is given: 12月底前 has a month only. The numbers are as written, 13月 is 13."""

    year: int | None
    month: int | None
    day: int | None

    @property
    def valid(self) -> bool:
        """False for 13月 and 2月30日."""
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        # A leap year where the year is not given, a long month where the month is not.
        return 1 <= self.day <= _last_day(self.year or 2000, self.month or 1)


def _last_day(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def written_date(match: re.Match[str]) -> Deadline | None:
    """The date in a match of ``DATE``, None when the match is of something else."""
    groups = match.groupdict()
    written = [next((groups[name] for name in names if groups[name]), None) for names in _DATE_PARTS]
    if written == [None, None, None]:
        return None
    return Deadline(*(None if part is None else int(written_number(part) or 0) for part in written))


def date_in_column(plain: str, unit: str) -> Deadline | None:
    """20231231 or 2022 where the unit column says that it is a date."""
    if unit not in _DATE_UNITS:
        return None
    match = _COMPACT_DATE.fullmatch(plain)
    if match is not None:
        return Deadline(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if unit in ("年", "日期", "时间") and len(plain) == 4 and plain.isascii() and plain.isdigit():
        return Deadline(int(plain), None, None)
    return None


def find_deadline(plain: str, dates: Sequence[Deadline]) -> Deadline | None:
    """The last date of a text, or the part of the year that it names: 12月底前, 第四季度, 年底."""
    year = next((date.year for date in reversed(dates) if date.year is not None), None)
    if dates and dates[-1].month is not None:
        return Deadline(year, dates[-1].month, dates[-1].day)
    part = _part_of_year(plain, year)
    if part is not None or not dates:
        return part
    return dates[-1]


def _part_of_year(plain: str, year: int | None) -> Deadline | None:
    """第四季度, 上半年, 年底, 当年: by the end of that part."""
    quarter = _QUARTER.search(plain)
    if quarter is not None:
        number = quarter[1] or quarter[2]
        return Deadline(year, 3 * ("一二三四".find(number) + 1 or int(number)), None)
    half = _HALF_YEAR.search(plain)
    if half is not None:
        return Deadline(year, 6 if half[1] == "上" else 12, None)
    if _YEAR_END.search(plain) is not None or _THIS_YEAR.fullmatch(plain) is not None:
        return Deadline(year, 12, 31)
    return None


def is_date(plain: str, deadline: Deadline) -> bool:
    """Whether a text without a figure is about its date; 2022年度考核优秀 is not."""
    return deadline.month is not None or deadline.day is not None or _ONLY_YEAR.fullmatch(plain) is not None


def deadline_operator(plain: str) -> Operator:
    """≤ where a text says by when (9月底前), none where it gives a day."""
    return Operator.AT_MOST if _BY.search(plain) is not None else Operator.NONE


def not_later(limit: Deadline, actual: Deadline) -> bool | None:
    """Whether ``actual`` is within ``limit``; what one of them leaves open counts in its favour,
    unless it may decide."""
    if not (limit.valid and actual.valid):
        return None
    if limit.year is None and actual.year is not None and limit.month is not None:
        return None  # 12月底前 against 2024年1月5日: of which year?
    if limit.year is not None and actual.year is not None and limit.year != actual.year:
        return actual.year < limit.year
    if limit.month is None and limit.day is None:
        return True
    if limit.month is not None:
        if actual.month is None:
            return True if limit.month == 12 and actual.day is None else None
        if limit.month != actual.month:
            return actual.month < limit.month
    if limit.day is None or actual.day is None:
        last = _last_day(limit.year or 2001, limit.month or 1)
        return True if limit.day is None or limit.day >= last else None
    return actual.day <= limit.day

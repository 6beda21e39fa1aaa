"""Which time running text speaks of: the year that is evaluated, a part of it, or another one."""

from __future__ import annotations

import re
from enum import IntEnum

from scoring.text.clauses import REACH, clauses
from scoring.text.pattern import Pattern

_TO = "[-—–~～至到]"
_GAP = r"\s{0,9}"  # a run of spaces is read once, however long
_TIME = Pattern(
    rf"(?P<other>20\d\d{_GAP}年?{_GAP}{_TO}+{_GAP}(?:20)?\d\d{_GAP}年(?!{_GAP}\d)"  # 2021-2023年
    rf"|20\d\d{_GAP}年(?:{_GAP}\d{{1,2}}{_GAP}月)?(?:以来|起)"
    rf"|(?<![0-9])(?:[上前下][一两二三]?|[去往历次明近]|近?[两二三四五])年度?(?:同期)?(?!度?结[转余]|[级龄])"
    rf"|以[前后]年度(?!结[转余])|后续年度|(?<!今年)(?<!本年)(?<!年初)以来)"
    rf"|(?P<upto>截[至止]到?|(?:(?<!\d)\d{{1,2}}{_GAP}月?份?{_GAP})?{_TO})?{_GAP}(?:(?P<dated>20\d\d){_GAP}[年.]{_GAP})?"
    rf"(?<!\d)(?P<month>1[0-2]|0?[1-9]){_GAP}月(?:份|底|末|{_GAP}\d{{1,2}}{_GAP}日)?"
    rf"|(?P<year>20\d\d){_GAP}年(?!度?结[转余])度?"
    rf"|(?P<part>[上下]?半年|(?:第|[前头])?[一二三四两1-4]个?季度|目前)"
    rf"|(?P<this>本年度?|今年|本次|此次|评价年度)"
    rf"|(?P<whole>全年度?|当年度?|年度|年[终底末])"
)
_COMPARED = Pattern(rf"(?:[较比与同和跟按照据]|[高低多少]于){_GAP}$")
_COMPARING = Pattern(r"度?(?:同期)?(?:相?比|相对)")
_OPENING = Pattern(r"(?:截[至止][^，()]{1,8}\(|[\s而但在于自从由截至止其中，、“]*)")
_RESULT = Pattern(rf"\d{_GAP}(?:[%％分元]|[万亿]元?)")
_YEAR = Pattern(rf"(20\d\d){_GAP}年")


_YEAR_IN_WORDS = Pattern("二[〇○零Ｏ0][〇○零Ｏ0一二三][〇○零Ｏ0一二三四五六七八九](?=年)")
_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")


def years_in_digits(text: str) -> str:
    """A text with 二〇二三年 as 2023年; every character stays in its place."""
    if "二" not in text:
        return text
    return _YEAR_IN_WORDS.sub(lambda year: year[0].translate(_DIGITS), text)


class Period(IntEnum):
    """What time the words in front of a figure mean."""

    UNSAID = 0
    OWN = 1
    PART = 2
    OTHER = 3

    @property
    def evaluated(self) -> bool:
        """The whole year that the form evaluates, said or not."""
        return self <= Period.OWN


def only_year(text: str) -> int | None:
    """The year of a text that names no other."""
    years = {int(year) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def period(spoken: str, year: int | None) -> Period:
    """The time that the end of a sentence speaks of: 上半年执行率50%，全年 means the whole year.

    A time that opens a clause, or has a result of its own, holds on in the clauses that follow; one
    that is compared with (较2022年) does not.
    """
    now = lasting = Period.UNSAID
    for clause in clauses(spoken):
        now = lasting
        opening, last_result = _opening(clause), _last_result(clause)
        for match in _TIME.finditer(clause):
            now = _after(now, match, year)
            if _lasts(clause, match, opening, last_result):
                lasting, opening = now, max(opening, match.end())  # 1月至12月 is one time
    return now


def without_times(text: str) -> str:
    """A text without the times that it names."""
    return _TIME.sub("", text)


def _after(now: Period, match: re.Match[str], year: int | None) -> Period:
    named = match["year"] or match["dated"]
    if match["other"] or (named and int(named) != year):
        return Period.OTHER
    if match["year"] or match["this"]:
        return Period.OWN
    if now is Period.OTHER and not named:
        return now
    if match["whole"] or (match["upto"] and match["month"] == "12"):
        return Period.OWN
    return Period.PART


def _opening(clause: str) -> int:
    """Where the words end that may stand in front of a time that opens a clause."""
    match = _OPENING.match(clause)
    return match.end() if match is not None else 0


def _last_result(clause: str) -> int:
    """Where the last result of a clause begins; -1 where it has none."""
    return max((match.start() for match in _RESULT.finditer(clause)), default=-1)


def _lasts(clause: str, match: re.Match[str], opening: int, last_result: int) -> bool:
    """Whether a time holds on: it stands in the opening of its clause, or a result follows it."""
    before = clause[max(0, match.start() - REACH) : match.start()]
    if _COMPARED.search(before) or _COMPARING.match(clause, match.end()):
        return False
    return match.start() <= opening or match[0].endswith("以来") or last_result >= match.end()

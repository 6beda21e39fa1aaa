"""Which time running text speaks of: the year that is evaluated, a part of it, or another one."""

from __future__ import annotations

import re
from enum import IntEnum

from scoring.text.clauses import clauses
from scoring.text.pattern import Pattern

_TO = "[-—–~～至到]"
_TIME = Pattern(
    rf"(?P<other>20\d\d\s*年?\s*{_TO}+\s*(?:20)?\d\d\s*年(?!\s*\d)"  # 2021-2023年
    r"|20\d\d\s*年(?:\s*\d{1,2}\s*月)?(?:以来|起)"
    r"|(?<![0-9])(?:[上前下][一两二三]?|[去往历次明近]|近?[两二三四五])年度?(?:同期)?(?!度?结[转余]|[级龄])"
    r"|以[前后]年度(?!结[转余])|后续年度|(?<!今年)(?<!本年)(?<!年初)以来)"
    rf"|(?P<upto>截[至止]到?|(?:(?<!\d)\d{{1,2}}\s*月?份?\s*)?{_TO})?\s*(?:(?P<dated>20\d\d)\s*[年.]\s*)?"
    r"(?<!\d)(?P<month>1[0-2]|0?[1-9])\s*月(?:份|底|末|\s*\d{1,2}\s*日)?"
    r"|(?P<year>20\d\d)\s*年(?!度?结[转余])度?"
    r"|(?P<part>[上下]?半年|(?:第|[前头])?[一二三四两1-4]个?季度|目前)"
    r"|(?P<this>本年度?|今年|本次|此次|评价年度)"
    r"|(?P<whole>全年度?|当年度?|年度|年[终底末])"
)
_COMPARED = Pattern(r"(?:[较比与同和跟按照据]|[高低多少]于)\s*$")
_COMPARING = Pattern(r"度?(?:同期)?(?:相?比|相对)")
_OPENING = Pattern(r"[\s而但在于自从由截至止其中，、“]*")
_RESULT = Pattern(r"\d\s*(?:[%％分元]|[万亿]元?)")
_YEAR = Pattern(r"(20\d\d)\s*年")


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
        for match in _TIME.finditer(clause):
            now = _after(now, match, year)
            if _lasts(clause, match):
                lasting = now
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


def _lasts(clause: str, match: re.Match[str]) -> bool:
    if _COMPARED.search(clause[: match.start()]) or _COMPARING.match(clause, match.end()):
        return False
    opening = _OPENING.match(clause)
    opens = opening is not None and match.start() <= opening.end()
    return opens or match[0].endswith("以来") or _RESULT.search(clause, match.end()) is not None

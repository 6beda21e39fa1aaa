"""What a figure is for: 每月2次 is for a month, 全年28次 for the year, 每村1名 for each of many."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from scoring.text.clauses import CLAUSE_ENDS
from scoring.text.numerals import written_number
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity


class Term(NamedTuple):
    """How often a year what a figure is for comes round; 0 where nobody knows (每村, 元/人, 各1次)."""

    fewest: Decimal
    most: Decimal


YEAR = Term(Decimal(1), Decimal(1))
EACH = Term(Decimal(0), Decimal(0))
# Days may be working days.
_TIMES = {
    "年": (1, 1),
    "学年": (1, 1),
    "半年": (2, 2),
    "学期": (2, 2),
    "季": (4, 4),
    "月": (12, 12),
    "半月": (24, 24),
    "半个月": (24, 24),
    "旬": (36, 36),
    "周": (52, 52),
    "星期": (52, 52),
    "工作日": (200, 260),
    "日": (200, 365),
    "天": (200, 365),
}
_SPENT = ("天", "小时")  # of time: 每月开放26天
_NAMES = "学年|学期|半年|半个?月|季|星期|工作日|[年月旬周日天]"
_CLAUSE = f"[^、{CLAUSE_ENDS}]"
_TERM = Pattern(
    rf"(?:(?:每|(?<![第十])一(?=年|周|星期|个月|天))个?(?P<many>[0-9]{{1,2}}|[两二三四五六])?个?(?P<every>{_NAMES})(?!内)|(?P<mean>[年季月周日])均){_CLAUSE}*$"
)
_EACH = Pattern(rf"每{_CLAUSE}{{1,10}}$|各(?:自|有|开展|举办|组织|培训|检查|完成|配备|新?建|购置?)?$")
_IN_ALL = Pattern(
    rf"(?:全年|年内|年度|本年|累计|总共|(?<!公)共(?![享建同青产治])计?|合计|总计|总数){_CLAUSE}{{0,12}}$"
)


def without_term(quantity: Quantity) -> tuple[Quantity, Term | None]:
    """2次/季度 is 2次 and four times a year; 300元/人·月 is 300元/人 and twelve times. Of a day of a person
    (元/人·天) nobody knows how often it comes."""
    above, *below = quantity.unit.replace("·", "/").split("/")
    kept = [each for each in below if each.removesuffix("度") not in _TIMES]
    if len(kept) + 1 != len(below) or (kept and below[-1] in ("天", "日", "工作日")):
        return quantity, None
    name = next(each for each in below if each not in kept)
    unit = "/".join((above, "·".join(kept))) if kept else above
    return replace(quantity, unit=unit), _times(name)


def says_in_all(before: str) -> bool:
    """Whether a figure is said to be the sum: 共210人次, 全年28次; ``before``: what stands in front of it."""
    return _IN_ALL.search(before) is not None


def term_of(before: str, quantity: Quantity) -> Term | None:
    """What a figure is for, None where nothing tells; ``before``: what stands in front of it.

    Shares and times are for nothing.
    """
    dimension = quantity.dimension.partition("/")[0]
    if dimension == "%" or (dimension == "time" and quantity.unit not in _SPENT):
        return None
    if "/" in quantity.unit:
        return without_term(quantity)[1] or EACH
    total, term = _IN_ALL.search(before), _TERM.search(before) or _EACH.search(before)
    if total is not None and (term is None or term.start() < total.start()):
        return YEAR
    if term is None:
        return None
    if "every" not in term.re.groupindex:
        return EACH if dimension != "time" else None
    many = written_number(term["many"]) if term["many"] else None
    return _times(term["every"] or term["mean"], many or Decimal(1))


def _times(name: str, many: Decimal = Decimal(1)) -> Term:
    fewest, most = _TIMES[name.removesuffix("度")]
    return Term(fewest / many, most / many)

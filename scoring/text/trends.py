"""Rises and cuts (趋势) from one period to the next: 由100万元增至106万元, 有所下降."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from scoring.text.clauses import CLAUSE_ENDS
from scoring.text.figure_context import figures_in
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity, comparable, shortened

# A move and nothing else: 有所下降, 同比降低10%. 改善 and 优化 say nothing of more or less.
_PLAIN_MOVE = Pattern(
    r"(?:逐年|逐步|逐渐|稳步|持续|不断|稳中|稳中有|年年|连续|同比|环比|[比较](?:上一?|去|往)年|有所|略有|小幅|大幅|明显|显著|有效|整体|总体|出现|呈|略|有)*"
    r"(?:(?P<rise>提升|提高|增长|增加|上升|上涨|增多)|(?P<fall>负增长|降低|减少|下降|下滑|回落|缩短|降))(?:趋势|态势|幅度)?"
    rf"(?:了|约|近|达到?|为|:)*(?:[0-9][0-9.,]*[^、0-9{CLAUSE_ENDS}]{{0,6}})?"
)


_NO_SUBJECT = Pattern("[由从自]?(?:上一?年|去年|20[0-9]{2}年)?[的为:]?")


def plain_move(plain: str) -> bool | None:
    """True for 有所上升, False for 同比降低10% and 由90%下降到85%; None for a text about anything more."""
    match = _PLAIN_MOVE.fullmatch(plain.strip("。. "))
    if match is not None:
        return match["rise"] is not None
    periods, figures = _both_periods(plain), figures_in(plain)
    if periods is None or len(figures) != 2 or periods[0].magnitude == periods[1].magnitude:
        return None
    if _NO_SUBJECT.fullmatch(plain[: figures[0].start]) is None:
        return None
    return periods[0].magnitude < periods[1].magnitude


@lru_cache(maxsize=1024)
def _both_periods(plain: str) -> tuple[Quantity, Quantity] | None:
    """The figures of an earlier and a later time, where the text says which is which."""
    for first, second in pairwise(figures_in(plain)):
        if first.earlier:
            earlier, later = first.quantity, second.quantity
            if shortened(earlier, later):
                later = replace(later, unit=earlier.unit)
            return (earlier if earlier.unit else Quantity(earlier.value, later.unit, earlier.text)), later
    return None


def gives_both_periods(plain: str) -> bool:
    """Whether a text has a figure of an earlier time beside that of a later one."""
    return _both_periods(plain) is not None


def change_in(plain: str, unit: str) -> Decimal | None:
    """By how much a text's figures rise from one period to the next: in per cent, or in ``unit``."""
    periods = _both_periods(plain)
    if periods is None or periods[0].unit == "%" or periods[0].magnitude == 0:
        return None
    before, after = periods[0].magnitude, periods[1].magnitude
    if unit == "%":
        return (after - before) / before * 100
    size = Quantity(Decimal(1), unit, "")
    return (after - before) / size.magnitude if comparable(size, periods[0]) else None

"""Which rows a printed 小计 sums, and what they come to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice, takewhile
from typing import NamedTuple

from scoring.form.address import Address
from scoring.form.field import Number
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm, Totals
from scoring.points.results import sum_of_scores, sum_of_weights
from scoring.text.printed_numbers import plain, rounded, score_agrees

Rows = tuple[Indicator, ...]
COLUMNS = {"weight": "分值", "self_score": "自评得分", "review_score": "复核分"}


_NOTHING_AGREES = (0, False)
_LONGEST = 100  # rows of one level 1 that are looked at: no form has as many, and time grows with them


class Sum(NamedTuple):
    """A number of a 小计: its column, what is printed, and what the rows come to, as meant and as they stand."""

    column: str
    printed: Number
    computed: Decimal
    as_it_stands: Decimal  # another sum where rows are shifted: LY01 explains it

    @property
    def excess(self) -> Decimal:
        """By how much the printed number exceeds the sum."""
        return rounded((self.printed.value or Decimal(0)) - self.computed)

    @property
    def subject(self) -> tuple[Address, str]:
        """What a rule speaks of that finds it wrong: the cell and the figure in it."""
        return self.printed.at, plain(self.printed.value or Decimal(0))

    @property
    def right(self) -> bool:
        """What is printed is the sum, at the decimals printed."""
        value, text = self.printed.value, self.printed.plain
        sums = (self.computed, self.as_it_stands)
        return value is not None and any(score_agrees(value, text, one) for one in sums)


class Subtotal(NamedTuple):
    """A printed 小计, the rows that it sums, and its numbers that can be judged."""

    rows: Rows
    sums: tuple[Sum, ...]

    @property
    def agreeing(self) -> int:
        """How many of its numbers are what the rows come to."""
        return sum(one.right for one in self.sums)


NO_SUBTOTAL = Subtotal((), ())


def read_subtotals(form: EvaluationForm) -> Iterator[Subtotal]:
    """Each printed 小计; where two readings of its rows are equally good, it has none."""
    previous = 0
    for printed in form.subtotals:
        yield _best_reading(form, printed, previous)
        previous = printed.label.at.row


def _best_reading(form: EvaluationForm, printed: Totals, previous: int) -> Subtotal:
    since, own, *others = _readings(form, printed, previous)
    first = _judged(form, printed, since)
    if first.sums and all(one.right for one in first.sums):
        return first
    # Where the rows since the last 小计 are those of the level 1, only more agreement outweighs them.
    sure = _numbers(since) == _numbers(own)
    ranked = {_numbers(since): ((first.agreeing, sure), first)}
    for rows in (own, *others):
        found = _judged(form, printed, rows)
        ranked.setdefault(_numbers(rows), ((found.agreeing, False), found))
    highest = max(rank for rank, _ in ranked.values())
    best = [found for rank, found in ranked.values() if rank == highest]
    return best[0] if len(best) == 1 and highest != _NOTHING_AGREES else NO_SUBTOTAL


def _readings(form: EvaluationForm, printed: Totals, previous: int) -> Iterator[Rows]:
    """The rows of the level 1 that begins in its row; else those above: since the last 小计, of the level 1 …"""
    rows, here = form.counted_indicators, printed.label.at.row
    start, end = (bisect_right(rows, row, key=lambda one: one.row) for row in (previous, here))
    above, below = rows[:end], rows[end:]
    if below and below[0].level1.at.row == here:
        yield from [tuple(_of_one_level1(below))] * 2
        return
    own = tuple(islice(_of_one_level1(above[::-1]), _LONGEST))
    own2 = tuple(takewhile(lambda row: row.level2.compact == own[0].level2.compact, own))
    yield from (above[start:], own[::-1], own2[::-1])
    if printed is form.subtotals[-1]:
        yield above


def _numbers(rows: Rows) -> tuple[int, ...]:
    return tuple(row.row for row in rows)


def _of_one_level1(rows: Rows) -> Iterable[Indicator]:
    return takewhile(lambda row: row.level1.compact == rows[0].level1.compact, rows)


def _judged(form: EvaluationForm, printed: Totals, rows: Rows) -> Subtotal:
    return Subtotal(rows, tuple(_sums(form, printed, rows))) if rows else NO_SUBTOTAL


def _sums(form: EvaluationForm, printed: Totals, rows: Rows) -> Iterator[Sum]:
    for column in COLUMNS:
        number: Number = getattr(printed, column)
        fields = [getattr(row, column) for row in rows]
        computed = sum_of_weights(fields) if column == "weight" else sum_of_scores(fields)
        if number.value is not None and computed is not None:
            stands = form.as_it_stands(column, computed, {row.row for row in rows})
            yield Sum(column, number, computed, stands)

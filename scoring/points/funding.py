"""The sources of the money: what they come to, column by column of the funds table."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from scoring.form.field import Number, Typed
from scoring.form.model import EvaluationForm, FundLine
from scoring.text.printed_numbers import HUNDRED, same_amount
from scoring.text.quantity import IN_YUAN

_NESTED = ("中央", "省", "市", "县", "区", "镇", "上级", "本级", "当年", "结转")
_MANY_SOURCES = 12  # beyond that nobody nests, and the ways to nest are too many to try


def columns(form: EvaluationForm) -> list[MoneyColumn]:
    """The money columns of a form that has a line of totals and lines of sources."""
    sources = [line for line in form.funds if not line.is_total]
    if not sources:
        return []
    amounts = [tuple(amount for _, amount in line.amounts()) for line in sources]
    money = any(amount.value for line in amounts for amount in line)
    return [
        MoneyColumn(name, total, sources, [line[at] for line in amounts], money=money)
        for at, (name, total) in enumerate(form.total_line.amounts())
    ]


def counted(number: Number) -> Decimal:
    """What a formula takes of a cell: nothing of a text, a hundredth of what a percentage shows."""
    if number.value is None or (number.typed is Typed.TEXT and not number.inferred):
        return Decimal(0)
    return number.value / HUNDRED if number.percent else number.value


def repeats_the_total(form: EvaluationForm, line: FundLine) -> bool:
    """A source that is all the money there is has the faults of the total, and they are named there."""
    total = form.total_line
    if not total.present or line.is_total:
        return False
    return (line.budget.value, line.executed.value) == (total.budget.value, total.executed.value)


class MoneyColumn:
    """A money column of the funds table: its total and the amounts of its sources.

    `money`: there is some in one of the columns.
    """

    def __init__(
        self, name: str, total: Number, sources: list[FundLine], parts: list[Number], *, money: bool
    ) -> None:
        values = [part.value or Decimal(0) for part in parts]
        self.name, self.total = name, total
        self._sources, self._parts, self._values = sources, parts, values
        # What is no amount has its own finding (FD07, LY06), and nothing can be added up.
        self.readable = any(p.value is not None for p in parts) and all(map(_is_amount, parts))
        self.filled = any(values)
        self.flat = sum(values, Decimal(0))
        self._as_it_stands = sum(map(counted, parts), Decimal(0))
        # A stroke is no amount where there is money in another column; where there is none, it says so.
        self._written = any(not (part.empty if money else part.blank) for part in parts)

    @cached_property
    def sums(self) -> set[Decimal]:
        """What the sources may come to: some lines may only detail the one before them."""
        return _possible_sums(self._sources, self._values) if self.readable else set()

    @property
    def meant(self) -> list[Decimal]:
        """The amounts that a total which differs may have been meant for, the printed one first."""
        if self.leaves_out_texts:
            return [self.flat]
        own = [] if self.total.value is None or self.nothing_written else [self.total.value]
        return list(dict.fromkeys([*own, self.flat, min(self.sums)])) if self.differs else own

    @property
    def nothing_written(self) -> bool:
        """The total is a formula that adds up nothing: its nought is no amount."""
        return self.total.calculated and not self.total.value and not self._written

    @property
    def to_fill(self) -> tuple[Number, ...]:
        """The amounts that a formula for the total waits for; none where it has something to add up."""
        return tuple(part for part in self._parts if part.empty) if self.nothing_written else ()

    @property
    def leaves_out_texts(self) -> bool:
        """The total is a formula, right but for amounts typed as text, which no sum takes (LY02)."""
        value = self.total.value
        if not self.total.calculated or value is None or not self.readable or same_amount(value, self.flat):
            return False
        return same_amount(value, self._as_it_stands)

    @property
    def differs(self) -> bool:
        value = self.total.value
        if value is None or value < 0 or not self.readable or not self.filled or self.leaves_out_texts:
            return False
        return not same_amount(value, self.flat) and not any(same_amount(value, s) for s in self.sums)

    @property
    def in_another_unit(self) -> bool:
        value = self.total.value or Decimal(0)
        return any(
            same_amount(value, s * IN_YUAN["万元"]) or same_amount(value * IN_YUAN["万元"], s)
            for s in self.sums
        )


def _is_amount(amount: Number) -> bool:
    return amount.empty if amount.value is None else amount.value >= 0


def _possible_sums(sources: list[FundLine], values: list[Decimal]) -> set[Decimal]:
    """The flat sum, and those in which runs of lines only detail the line before them."""
    if len(sources) > _MANY_SOURCES:
        return {sum(values, Decimal(0))}
    from_line: list[set[Decimal]] = [set() for _ in sources] + [{Decimal(0)}]
    for first in reversed(range(len(sources))):
        for end in _ends_of_details(sources, values, first):
            from_line[first] |= {values[first] + rest for rest in from_line[end]}
    return from_line[0]


def _ends_of_details(sources: list[FundLine], values: list[Decimal], parent: int) -> Iterator[int]:
    """Where the lines that detail a line may end: right after it, or as long as they do not exceed it."""
    yield parent + 1
    detail = Decimal(0)
    for at in range(parent + 1, len(sources)):
        if at == parent + 1 and not _may_detail(sources[at], sources[parent]):
            return
        detail += values[at]
        if detail <= values[parent] or same_amount(detail, values[parent]):
            yield at + 1


def _may_detail(line: FundLine, above: FundLine) -> bool:
    if line.name.startswith("其中"):
        return True
    if "结转" in line.name and any(word in above.name for word in ("当年", "本年")):
        return False  # this year's money does not contain what was left of the last
    return "财政" in above.name and any(word in line.name for word in _NESTED)

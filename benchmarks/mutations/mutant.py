"""One error at a time, put into the clean forms of tests/forms: every kind that a rule claims to find.

A mutation yields ``what, sheet``. It is registered with the rule that must speak and with the rules that
may speak too, because the same error is theirs as well (a weight changed by hand trips WT01 and WT02).
Nothing is random. The rows to change are picked by their names and classes, as a person would pick them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from addin.checking.check import check
from addin.reading.display import display
from addin.reading.layout import Layout
from addin.reading.sheet import Cell, Sheet
from scoring.form.address import Address
from scoring.form.field import ABSENT, Number
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm, FundLine
from scoring.form.taxonomy import level2_class
from scoring.review import Review
from scoring.text.printed_numbers import plain, rounded
from tests.forms import cell, form_sheet

Changes = Mapping[Address, Any]
Mutants = Iterator[tuple[str, Sheet]]


class Clean:
    """A clean form: its sheet, as located and read, and how to write into it."""

    def __init__(self, name: str) -> None:
        (checked,) = check([form_sheet(name)])
        self.name = name
        self.sheet: Sheet = checked.sheet
        self.layout: Layout = checked.layout
        self.review: Review = checked.review
        self.form: EvaluationForm = checked.review.form

    @cached_property
    def rows(self) -> tuple[Indicator, ...]:
        return self.form.filled_indicators

    @property
    def line(self) -> FundLine:
        return self.form.total_funds

    @cached_property
    def sources(self) -> tuple[FundLine, ...]:
        return tuple(line for line in self.form.funds if not line.is_total)

    def put(self, changes: Changes) -> Sheet:
        """The sheet with some cells changed; None empties one. A number keeps the cell's format."""
        cells = dict(self.sheet.cells)
        for at, value in changes.items():
            if at == ABSENT.at:
                raise ValueError(f"{self.name} has no such field")
            old = cells.pop(at, None)
            if value is None or value == "":
                continue
            if isinstance(value, int | Decimal):
                number, form = Decimal(value), old.number_format if old is not None else "General"
                number = number / 100 if "%" in form else number
                cells[at] = Cell(number, display(number, form), None, form)
            else:
                cells[at] = cell(value)
        return replace(self.sheet, cells=cells)

    def formula(self, result: Address, changes: Changes) -> Sheet:
        """The sheet with some cells changed, one of which holds a formula that prints this."""
        sheet = self.put(changes)
        cells = {**sheet.cells, result: sheet.cells[result]._replace(formula="=SUM(A1:A2)")}
        return replace(sheet, cells=cells)

    def of_class(self, *classes: str) -> Iterator[Indicator]:
        return (i for i in self.rows if level2_class(i.level2.text) in classes)

    def target(self, row: Indicator, sign: str, figure: str, unit: str) -> dict[Address, Any]:
        """A target into its cell, or into 指标性质 | 指标值 | 度量单位."""
        columns = self.layout.columns
        if "nature" not in columns:
            return {row.target.at: f"{sign}{figure}{unit}"}
        three = (("nature", sign), ("target", figure), ("unit", unit))
        return {Address(row.row, columns[key]): value for key, value in three}

    def actual(self, row: Indicator, figure: str, unit: str) -> dict[Address, Any]:
        return {row.actual.at: f"{figure}{unit}"}

    def indicator(
        self, row: Indicator, name: str, sign: str, figure: str, unit: str, actual: str
    ) -> dict[Address, Any]:
        """Another indicator in a row; the opinion speaks of none of its figures."""
        changes = {row.name.at: name, **self.target(row, sign, figure, unit)}
        changes |= self.actual(row, actual, unit if actual[-1:].isdigit() else "")
        if row.opinion.present and not row.opinion.blank:
            deducted = "扣" in row.opinion.text
            changes[row.opinion.at] = "资料保存不全，扣1分。" if deducted else "查阅资料，已完成。"
        return changes

    def earned(self, own: Decimal = Decimal(0), review: Decimal = Decimal(0)) -> dict[Address, Any]:
        """The printed totals raised or lowered, as the scores were."""
        totals, changes = self.form.totals, {}
        pairs = [(totals.self_score, own), (totals.review_score, review), (self.form.final_score, review)]
        for field, more in pairs:
            if field.value is not None and more:
                changes[field.at] = field.value + more
        return changes

    def executed(self, share: Decimal) -> dict[Address, Any]:
        """The table as it would be with that share of the budget spent."""
        changes: dict[Address, Any] = {}
        old = self.line.score.value
        for line in self.form.funds:
            budget = line.budget.value
            if not budget or not line.executed.present:
                continue
            changes[line.executed.at] = (budget * share).normalize()
            if line.rate.value is not None:
                changes[line.rate.at] = rounded(share * 100)
        if old is not None and self.line.score.present:
            new = rounded(self.review.results.execution_weight * share)
            changes |= {self.line.score.at: new, **self.earned(new - old, new - old)}
        for key in ("conclusion", "achieved"):  # figures of the old execution are none of this error
            text = self.form.texts.get(key)
            if text is not None and not text.blank and key == "conclusion":
                changes[text.at] = "项目按计划实施，完成了年度任务。"
        return changes


@dataclass(frozen=True)
class Mutation:
    """A way to put in one kind of error."""

    rule: str
    related: frozenset[str]
    make: Callable[[Clean], Mutants]
    profile: str | None  # of whose values the rule speaks; None for a rule of every profile


@dataclass(frozen=True)
class Mutant:
    rule: str
    related: frozenset[str]
    form: str
    what: str
    sheet: Sheet
    profile: str | None


MUTATIONS: list[Mutation] = []


def mutation(
    rule: str, *related: str, profile: str | None = None
) -> Callable[[Callable[[Clean], Mutants]], Callable[[Clean], Mutants]]:
    def register(make: Callable[[Clean], Mutants]) -> Callable[[Clean], Mutants]:
        MUTATIONS.append(Mutation(rule, frozenset(related), make, profile))
        return make

    return register


def mutants(clean: Clean) -> Iterator[Mutant]:
    """All mutants of a form, in a fixed order."""
    for one in MUTATIONS:
        for what, sheet in one.make(clean):
            yield Mutant(one.rule, one.related, clean.name, what, sheet, one.profile)


def written(field: Number) -> bool:
    """A person has typed a number there."""
    return field.value is not None and not field.inferred


def last_digit(value: Decimal, step: int = 1) -> Decimal:
    """The number with its last printed digit one higher."""
    exponent = value.as_tuple().exponent
    return value + step * Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)


def swapped(value: Decimal) -> Decimal | None:
    """The number with two neighbouring digits exchanged: 95.5 and 59.5."""
    text = plain(value)
    for at in range(len(text) - 1):
        if text[at : at + 2].isdigit() and text[at] != text[at + 1] and text[at + 1] != "0":
            return Decimal(text[:at] + text[at + 1] + text[at] + text[at + 2 :])
    return None

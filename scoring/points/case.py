"""What a rule judges: the form as read, the profile, the recomputed results, and what several rules ask of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from scoring.claims.stated_reason import gives_reason
from scoring.form.address import Address
from scoring.form.field import Field, Text
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm
from scoring.points.following import following
from scoring.points.funding import MoneyColumn, columns
from scoring.points.reasons import is_reason, standing_reasons
from scoring.points.results import Results
from scoring.points.subtotals import Subtotal, read_subtotals
from scoring.profiles.profile import Profile
from scoring.text.printed_numbers import rounded

T = TypeVar("T")


@dataclass(frozen=True)
class Case:
    """One form under one profile. Rows of the form that were shifted are put right."""

    form: EvaluationForm
    profile: Profile
    results: Results

    def walked(self, walk: Callable[[EvaluationForm], Iterable[T]]) -> Sequence[T]:
        """What a walk over the form comes by; rules of one scope take the same."""
        if walk not in self._walks:
            self._walks[walk] = tuple(walk(self.form))
        return self._walks[walk]

    @cached_property
    def _walks(self) -> dict[Callable[..., Any], tuple[Any, ...]]:
        return {}

    def unit_explains(self, row: Indicator) -> bool | None:
        """Whether the unit gives a reason for a row, there or in a remark; None where the layout has no place.

        The opinion is the reviewer's: it explains what the reviewer took.
        """
        if not row.deviation_reason.present:
            return None
        reason = self._standing_reasons.get(row.row)
        return (reason is not None and is_reason(reason)) or self._remarks_explain

    def explained(self, row: Indicator) -> bool:
        """Whether anybody, unit or reviewer, says something of the row."""
        return (not row.opinion.empty and row.opinion.typed != "number") or self.unit_explains(row) is True

    def follows(self, result: Field[Any]) -> bool:
        """Whether a result is a formula that is right by the cells before it, one of which is at fault."""
        return result.at in self._following

    @cached_property
    def _following(self) -> frozenset[Address]:
        return following(self.form, self.results, self.profile, self.money_columns)

    @cached_property
    def money_columns(self) -> tuple[MoneyColumn, ...]:
        """The money columns of the funds table, where it has a total and sources."""
        return tuple(columns(self.form))

    @cached_property
    def row_of_wrong_weight(self) -> Indicator | None:
        """The one row that lost just as much as all weights exceed the full mark: its weight is wrong (WT01)."""
        if not self.form.total_funds.present:
            return None
        weights = sum(self.results.level1_weights.values(), self.results.execution_weight)
        excess = rounded(weights - self.profile.number("weights.full"))
        rows = [row for row in self.form.filled_indicators if excess > 0 and row.lost == excess]
        return rows[0] if len(rows) == 1 else None

    @cached_property
    def subtotals(self) -> tuple[Subtotal, ...]:
        """The printed 小计, each with the rows that it sums."""
        return tuple(read_subtotals(self.form))

    @cached_property
    def _standing_reasons(self) -> Mapping[int, Text]:
        return standing_reasons(self.form)

    @cached_property
    def _remarks_explain(self) -> bool:
        return gives_reason(self.form.plain("remarks"), ("",))

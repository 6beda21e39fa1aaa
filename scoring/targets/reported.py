"""The figures of an actual that answer its target."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from scoring.targets.target import Target
from scoring.text.characters import cell_text
from scoring.text.figure_context import Figure, figures_in
from scoring.text.frequency import Term
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity, comparable
from scoring.text.relevant_figures import meant


class Reported(NamedTuple):
    """A figure of an actual that answers the target."""

    quantity: Quantity
    operator: Operator
    upper: Quantity | None
    term: Term | None = None
    about: bool = False
    part: bool = False  # 其中线上60人次, and the whole is not there
    stretched: bool = False  # from quantity to upper only because days and weeks are not counted alike

    def times(self, least: Decimal, most: Decimal) -> Reported:
        """So many times as much, at least and at most."""
        low, far = self.quantity, self.upper or self.quantity
        upper = replace(far, value=far.value * most) if self.upper is not None or least != most else None
        return self._replace(
            quantity=replace(low, value=low.value * least), upper=upper, stretched=least != most
        )


def figures_that_answer(target: Target, required: Quantity, actual: Target) -> list[Reported]:
    """The figures of the actual that can be held against ``required``; parts (其中) only where no other can."""
    plain = cell_text(actual.text)
    figures = figures_in(plain)
    chosen = actual.quantity
    if len(figures) < 2 and chosen is not None and comparable(required, chosen):
        operator = _strict(actual.operator, plain)
        return [Reported(chosen, operator, actual.upper, actual.term, actual.about)]
    fitting = [f for f in figures if f.quantity.unit and comparable(required, f.quantity)]
    if not fitting and chosen is not None and not chosen.unit:
        fitting = [f for f in figures if not f.quantity.unit]
    alike = [f for f in fitting if f.quantity.dimension == required.dimension] or fitting
    if not alike and chosen is not None and comparable(required, chosen):
        return [Reported(chosen, actual.operator, actual.upper, actual.term, actual.about)]
    change = None if target.rising is None and actual.rising is None else target.rising is not None
    return [_as_reported(plain, figure) for figure in meant(alike, change)]


def _as_reported(plain: str, figure: Figure) -> Reported:
    operator = _strict(figure.operator, plain[figure.start : figure.end])
    return Reported(figure.quantity, operator, figure.upper, figure.term, figure.about, figure.part)


_UNDER = Pattern("[0-9%][^0-9]{0,4}[以之]下")


def _strict(operator: Operator, written: str) -> Operator:
    """90%以下 reports less than 90 %, although as a target it allows for 90 %."""
    return Operator.BELOW if operator is Operator.AT_MOST and _UNDER.search(written) else operator

"""The figures of an actual that answer its target."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from scoring.targets.target import Target
from scoring.text.characters import cell_text
from scoring.text.figure_context import Figure, figures_in
from scoring.text.frequency import Term, without_term
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
    stretched: bool = False  # from quantity to upper, nobody knows where: 4600余; weeks counted in days
    at_least: bool = False  # 4600余

    def without_term(self) -> Reported:
        """2次/月 is 2次, twelve times a year."""
        quantity, term = without_term(self.quantity)
        upper = None if self.upper is None else without_term(self.upper)[0]
        return self._replace(quantity=quantity, upper=upper, term=term or self.term)

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
    if len(figures) < 2 and chosen is not None and of_one_measure(required, chosen):
        figure = figures[0] if figures else None
        operator = _reading(plain, actual.operator, figure)
        more = _some_more(plain, figure)
        if more is not None:
            return [Reported(chosen, Operator.NONE, more, actual.term, stretched=True, at_least=True)]
        about = actual.about and operator is Operator.NONE
        return [Reported(chosen, operator, actual.upper, actual.term, about)]
    alike = alike_figures(target, required, actual)
    if not alike and chosen is not None and comparable(required, chosen):
        return [Reported(chosen, actual.operator, actual.upper, actual.term, actual.about)]
    return [as_reported(plain, figure) for figure in alike]


def of_one_measure(required: Quantity, reported: Quantity) -> bool:
    """Whether two figures can be held against each other, each for its own term: 2次/月 and 1次/周."""
    one, other = without_term(required)[0], without_term(reported)[0]
    for_a_term = (one, other) != (required, reported)
    if for_a_term and "/" in required.unit and "/" in reported.unit:  # 500元/人 is not 500元/月
        return one.dimension == other.dimension
    return comparable(one, other)


def alike_figures(target: Target, required: Quantity, actual: Target) -> list[Figure]:
    """The figures of an actual that are of what its target asks for, and are meant."""
    figures, chosen = figures_in(cell_text(actual.text)), actual.quantity
    fitting = [f for f in figures if f.quantity.unit and of_one_measure(required, f.quantity)]
    if not fitting and chosen is not None and not chosen.unit:
        fitting = [f for f in figures if not f.quantity.unit]
    alike = [f for f in fitting if f.quantity.dimension == required.dimension] or fitting
    change = None if target.rising is None and actual.rising is None else target.rising is not None
    return meant(alike, change)


def as_reported(plain: str, figure: Figure) -> Reported:
    """A figure of an actual in plain characters."""
    more = _some_more(plain, figure)
    if more is not None:
        return Reported(
            figure.quantity, Operator.NONE, more, figure.term, part=figure.part, stretched=True, at_least=True
        )
    operator = _reading(plain, figure.operator, figure)
    about = figure.about and operator is Operator.NONE
    return Reported(figure.quantity, operator, figure.upper, figure.term, about, figure.part)


_UNDER = Pattern("[0-9%][^0-9]{0,4}[以之]下")
# 近95% is less than 95 %; so is 95%不到.
_NEARLY = Pattern("(?:将近|接近|逼近|临近|趋近于?|未满|不满|未及|几近|(?<![附最邻就临靠])近)(?:约|于)? ?$")
_NOT_QUITE = Pattern(" ?(?:不到|不足|未满|不满|差一点)")


# 4600余户次: less than 4700.
_SOME_MORE = Pattern("[0-9][万亿]?[余多几]")


def _some_more(plain: str, figure: Figure | None) -> Quantity | None:
    """What 4600余 stays below; None for a figure without 余."""
    if figure is None or figure.upper is not None or not figure.quantity.value:
        return None
    if not _SOME_MORE.search(plain[figure.start : figure.end]):
        return None
    value = figure.quantity.value
    step = Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))
    return replace(figure.quantity, value=value + step)


def _reading(plain: str, operator: Operator, figure: Figure | None) -> Operator:
    """What an actual says of its figure: 90%以下 reports less than 90 %, although as a target it allows for 90 %."""
    if figure is None:
        return operator
    written = plain[figure.start : figure.end]
    if operator is Operator.AT_MOST and _UNDER.search(written):
        return Operator.BELOW
    if operator is Operator.NONE:
        number = written.find(figure.quantity.text)
        before = plain[: figure.start] + written[: max(number, 0)]
        if _NEARLY.search(before) or _NOT_QUITE.match(plain, figure.end):
            return Operator.BELOW
    return operator

"""What a form comes to when it is reckoned again: rate, scores, subtotals, totals, grade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from itertools import product
from typing import Any, NamedTuple

from scoring.form.address import Address
from scoring.form.field import Field, Number
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm, FundLine
from scoring.form.taxonomy import level1_class
from scoring.points.arithmetic import execution_rate, execution_score, grade, total
from scoring.points.funding import columns
from scoring.profiles.profile import Profile
from scoring.text.characters import clean
from scoring.text.numerals import parse_number
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import rate_agrees, rounded, score_agrees

_POINTS = Pattern(r"(\d+(?:\.\d+)?)分")


@dataclass(frozen=True, slots=True)
class Results:
    """The recomputed results; None where the form does not give what they need.

    Rates in per cent, all two decimals. `total` and `subtotals` are of the scores that count: the
    reviewer's where there are any, else the unit's own. Subtotals are without execution. `budget` and
    `executed` are what execution is reckoned from: the printed total, or what the sources come to.
    """

    budget: Decimal | None = None
    executed: Decimal | None = None
    execution_rate: Decimal | None = None
    execution_weight: Decimal = Decimal(0)
    execution_score: Decimal | None = None
    weight_total: Decimal | None = None
    self_total: Decimal | None = None
    review_total: Decimal | None = None
    total: Decimal | None = None
    grade: str | None = None
    subtotals: Mapping[str, Decimal] = field(default_factory=dict)
    level1_weights: Mapping[str, Decimal] = field(default_factory=dict)
    indicators_alone: bool = False  # the form's row of totals leaves execution out


def recompute(form: EvaluationForm, profile: Profile) -> Results:
    """Reckon a form again. Never raises; what cannot be reckoned is None."""
    weight = execution_weight(form, profile)
    funds = _funds_meant(form, weight, profile)
    rate = funds.rate if funds.rate is not None else _rate_alone(form)
    score = execution_score(rate, weight, profile) if rate is not None else _without_budget(funds)
    rows = form.counted_indicators
    own = sum_of_scores([i.self_score for i in rows])
    reviewed = sum_of_scores([i.review_score for i in rows]) if form.reviewed else None
    weights = _weights(form)
    sums = {"self_score": own, "review_score": reviewed}
    alone = _indicators_stand_alone(form, profile, weights) and not _scores_refute(form, sums, weights, score)
    scale = _scale_of_what_applies(form, weight, profile)
    self_total = _scaled(_with_execution(own, score, alone), scale)
    review_total = _scaled(_with_execution(reviewed, score, alone), scale)
    # The grade is out of the full mark, also where the row of totals leaves execution out.
    in_full = alone and weights == profile.number("weights.full")
    counts = _scaled(_with_execution(reviewed if form.reviewed else own, score, in_full), scale)
    return Results(
        budget=funds.budget,
        executed=funds.executed,
        execution_rate=rounded(rate) if rate is not None else None,
        execution_weight=weight,
        execution_score=score,
        weight_total=_with_execution(weights, weight if form.total_funds.present else None, alone),
        self_total=self_total,
        review_total=review_total,
        total=counts,
        grade=grade(counts, profile) if counts is not None else None,
        subtotals=_by_level1(rows, "review_score" if form.reviewed else "self_score"),
        level1_weights=_by_level1(rows, "weight"),
        indicators_alone=alone,
    )


def _scale_of_what_applies(form: EvaluationForm, execution: Decimal, profile: Profile) -> Decimal:
    """What scores are multiplied by where indicators that do not apply (—, 不适用) are left out; else 1."""
    left_out = [row for row in form.filled_indicators if row.actual.dash or row.self_score.dash]
    if profile.word("scoring.not_applicable") != "scaled" or not left_out:
        return Decimal(1)
    applying = [row.weight.value or Decimal(0) for row in form.filled_indicators if row not in left_out]
    weights = sum(applying, execution)
    return profile.number("weights.full") / weights if weights else Decimal(1)


def _scaled(total: Decimal | None, scale: Decimal) -> Decimal | None:
    return total if total is None or scale == 1 else rounded(total * scale)


def level1_name(indicator: Indicator) -> str:
    """The level-1 class of an indicator; the label as written, bare, where it is none of the official."""
    return level1_class(indicator.level1.plain) or clean(indicator.level1.plain)


def execution_weight(form: EvaluationForm, profile: Profile) -> Decimal:
    """The points for execution: as the form states them, else what is left to the full mark where the printed score
    is by that, else by the profile, else none.

    A form without a funds table, or whose indicators alone make the full mark, has none.
    """
    line = form.total_funds
    if not line.present:
        return Decimal(0)
    if line.weight.value is not None and line.weight.value >= 0:
        return line.weight.value
    full, weights = profile.number("weights.full"), _weights(form)
    if weights == full or (form.is_plan and line.score.empty and form.totals.weight.value == full):
        return Decimal(0)  # a plan has no points for execution but those that it prints
    left = full - (weights if weights is not None else _stated_weights(form))
    return (
        left if 0 < left < full and _is_scored_by(line, left, profile) else profile.number("execution.weight")
    )


def _stated_weights(form: EvaluationForm) -> Decimal:
    """What the labels of level 1 print: 产出指标（40分） + 效益指标（30分） …"""
    found = map(stated_points, form.stated_weights.values())
    return sum((points for points in found if points is not None), Decimal(0))


def stated_points(label: Field[Any]) -> Decimal | None:
    """The figure of a label such as 产出指标(50分), or of a column of weights beside it."""
    match = _POINTS.search(label.compact)
    return Decimal(match[1]) if match else parse_number(label.plain.rstrip("%"))


def _is_scored_by(line: FundLine, weight: Decimal, profile: Profile) -> bool:
    """The printed score is what the rate gives for that weight."""
    return _has_score(line, _Funds(line.budget.value, line.executed.value), weight, profile)


class _Funds(NamedTuple):
    budget: Decimal | None
    executed: Decimal | None

    @property
    def rate(self) -> Decimal | None:
        if self.budget is None or self.executed is None:
            return None
        return execution_rate(self.budget, self.executed)


def _funds_meant(form: EvaluationForm, weight: Decimal, profile: Profile) -> _Funds:
    """The amounts of the total line that count.

    A total that its sources do not make (FD03) is a slip of the pen where the printed rate, or else the
    printed score, is that of the sources and not of the total: then the sources count.
    """
    line = form.total_funds
    found = {column.total.at: column.meant for column in columns(form)}
    budgets, spendings = (_counting(amount, found) for amount in (line.budget, line.executed))
    printed, *others = (_Funds(*pair) for pair in product(budgets, spendings))
    for agrees in (_has_rate, partial(_has_score, weight=weight, profile=profile)):
        right = [funds for funds in others if agrees(line, funds)]
        if agrees(line, printed):
            if not right:
                return printed
        elif right:
            return right[0]
    return printed


def _rate_alone(form: EvaluationForm) -> Decimal | None:
    """The rate of a form that prints no amounts: 98 or 98%; a bare 0.98 is told by nothing."""
    line = form.total_funds
    if line.budget.present or line.executed.present or line.rate.value is None:
        return None
    return line.rate.value if line.rate.value > 1 or "%" in line.rate.text else None


def _counting(amount: Number, found: Mapping[Address, list[Decimal]]) -> Sequence[Decimal | None]:
    """The amounts that may count for one of the total line, the printed one first."""
    return found[amount.at] or [None] if amount.at in found else [amount.value]


def _has_rate(line: FundLine, funds: _Funds) -> bool:
    printed, rate = line.rate, funds.rate
    if printed.value is None or rate is None:
        return False
    return rate_agrees(printed.value, printed.plain, rate)


def _has_score(line: FundLine, funds: _Funds, weight: Decimal, profile: Profile) -> bool:
    printed, rate = line.score, funds.rate
    if printed.value is None or rate is None:
        return False
    return score_agrees(printed.value, printed.plain, execution_score(rate, weight, profile))


def _without_budget(funds: _Funds) -> Decimal | None:
    """A project whose budget is written as 0 earns nothing for execution; a blank one is not known.

    Nor is one whose money was spent all the same: its budget is wrong.
    """
    return Decimal(0) if funds.budget == 0 and not funds.executed else None


def _weights(form: EvaluationForm) -> Decimal | None:
    return sum_of_weights(i.weight for i in form.counted_indicators)


def sum_of_weights(weights: Iterable[Number]) -> Decimal | None:
    """The sum of the weights of indicators; None where one is missing, a stroke included."""
    values = [weight.value for weight in weights if weight.present]
    numbers = [value for value in values if value is not None and value >= 0]
    return total(numbers) if numbers and len(numbers) == len(values) else None


def sum_of_scores(fields: Iterable[Number]) -> Decimal | None:
    """The sum of a column; None where it is absent, or a score that belongs into it is missing or no score.

    A percentage among numbers is none: 98% of ten points may be 9.8 or 0.98.
    """
    values = [f for f in fields if f.present]
    if not values or any(f.value < 0 if f.value is not None else not f.dash for f in values):
        return None
    if any(f.percent for f in values) and not all(f.percent for f in values if f.value):
        return None
    return total(f.value for f in values if f.value is not None)


def _with_execution(indicators: Decimal | None, execution: Decimal | None, alone: bool) -> Decimal | None:
    """The total of a column with execution, or without it where the indicators stand alone."""
    if indicators is None or alone:
        return indicators
    return rounded(indicators + execution) if execution is not None else None


def _indicators_stand_alone(form: EvaluationForm, profile: Profile, weights: Decimal | None) -> bool:
    """The form's own total leaves execution out: the indicators' weights make the printed total of weights.

    Where none is printed, and no funds table is there, they do so if they make the full mark.
    """
    printed = form.totals.weight
    if weights is None:
        return False
    if printed.value is not None:
        return score_agrees(printed.value, printed.plain, weights)
    return not form.total_funds.present and weights == profile.number("weights.full")


def _scores_refute(
    form: EvaluationForm,
    columns: Mapping[str, Decimal | None],
    weights: Decimal | None,
    execution: Decimal | None,
) -> bool:
    """The printed totals of scores have execution in them, whatever the printed total of weights says.

    One that is right with execution says so, and one above all the indicators' weights; where one total of
    scores has it and the other has not, the total of weights decides.
    """
    included = [_has_execution(form, name, own, weights, execution) for name, own in columns.items()]
    return True in included and False not in included


def _has_execution(
    form: EvaluationForm,
    column: str,
    own: Decimal | None,
    weights: Decimal | None,
    execution: Decimal | None,
) -> bool | None:
    """Whether the printed total of a column includes execution; None where it does not tell."""
    printed: Number = getattr(form.totals, column)
    if printed.value is None:
        return None
    if own is not None and _comes_to(printed, {own, form.as_it_stands(column, own)}):
        return False if execution else None
    scores = {execution, form.total_funds.score.value}
    sums = {own + score for score in scores if own is not None and score is not None}
    if _comes_to(printed, sums | {form.as_it_stands(column, value) for value in sums}):
        return True
    return True if weights is not None and printed.value > weights else None


def _comes_to(printed: Number, values: set[Decimal]) -> bool:
    return printed.value is not None and any(score_agrees(printed.value, printed.plain, v) for v in values)


def _by_level1(rows: tuple[Indicator, ...], column: str) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for indicator in rows:
        value: Decimal | None = getattr(indicator, column).value
        if value is not None:
            name = level1_name(indicator)
            sums[name] = sums.get(name, Decimal(0)) + value
    return {name: rounded(value) for name, value in sums.items()}

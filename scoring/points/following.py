"""Results that are not at fault: formulas that are right by what stands in the cells they are made from.

Where a cell before them is wrong (a rate mistyped, an amount typed as text, a score missing), that cell has its
finding; the formula follows as soon as it is mended and recalculated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from scoring.form.address import Address
from scoring.form.field import Number, Typed
from scoring.form.model import EvaluationForm, FundLine
from scoring.points.arithmetic import execution_rate, execution_score, grade
from scoring.points.funding import MoneyColumn, counted
from scoring.points.results import Results
from scoring.profiles.profile import Profile
from scoring.text.printed_numbers import rate_agrees, score_agrees

_NOTHING = Decimal(0)


def following(
    form: EvaluationForm, results: Results, profile: Profile, money: Iterable[MoneyColumn]
) -> frozenset[Address]:
    """The cells of results that only follow a cell before them."""
    return frozenset(
        at
        for found in (
            _amounts(money),
            _execution(form, results, profile),
            _totals(form, results),
            _final(form, results, profile),
        )
        for at in found
    )


def sum_as_it_stands(form: EvaluationForm, results: Results, column: str) -> Decimal:
    """What a formula that sums a column (``self_score``) comes to, by what stands in its cells now."""
    rows: list[Number] = [getattr(row, column) for row in form.counted_indicators]
    if not results.indicators_alone:
        rows.append(execution_cell(form, column))
    return sum(map(counted, rows), _NOTHING)


def execution_cell(form: EvaluationForm, column: str) -> Number:
    """What stands for the execution in a column of the indicator table: its weight, or its score."""
    line = form.total_funds
    return line.weight if column == "weight" else line.score


def _amounts(money: Iterable[MoneyColumn]) -> Iterator[Address]:
    """Sums of the money table that leave out amounts typed as text."""
    return (column.total.at for column in money if column.leaves_out_texts)


def _execution(form: EvaluationForm, results: Results, profile: Profile) -> Iterator[Address]:
    """The rate by the amounts printed, the score by the rate or the amounts printed."""
    line = form.total_funds
    rate, score, by_amounts = line.rate, line.score, _rate_of_printed(line)
    if rate.calculated and _follows_rate(rate, by_amounts, line.budget):
        yield rate.at
    if not score.calculated:
        return
    if score.value is None:
        sources = (amount for one in form.funds for _, amount in one.amounts())
        if any(map(_is_no_number, (line.weight, rate, *sources))) or by_amounts is None:
            yield score.at
        return
    weight = results.execution_weight if line.weight.value is None else counted(line.weight)
    rates = [_NOTHING if by_amounts is None else by_amounts]
    if rate.value is not None:
        rates.append(rate.value)
    if any(score_agrees(score.value, score.plain, execution_score(one, weight, profile)) for one in rates):
        yield score.at


def _rate_of_printed(line: FundLine) -> Decimal | None:
    budget, executed = line.budget.value, line.executed.value
    return None if budget is None or executed is None else execution_rate(budget, executed)


def _follows_rate(rate: Number, by_amounts: Decimal | None, budget: Number) -> bool:
    if rate.value is None:
        return False
    if by_amounts is None:
        return not rate.value and not budget.value
    return rate_agrees(rate.value, rate.plain, by_amounts)


def _totals(form: EvaluationForm, results: Results) -> Iterator[Address]:
    for column in ("weight", "self_score", "review_score"):
        printed: Number = getattr(form.totals, column)
        if not printed.calculated:
            continue
        if printed.value is None:
            cells = [getattr(row, column) for row in form.counted_indicators]
            before = (*cells, execution_cell(form, column), form.total_funds.weight)
            if not cells or any(map(_is_no_number, before)):
                yield printed.at
        elif score_agrees(printed.value, printed.plain, sum_as_it_stands(form, results, column)):
            yield printed.at


def _final(form: EvaluationForm, results: Results, profile: Profile) -> Iterator[Address]:
    """The final score and the grade by the printed totals."""
    totals = (form.totals.review_score, form.totals.self_score)
    final = form.final_score
    if final.calculated and final.value is None and any(map(_is_no_number, totals)):
        yield final.at
    values = [one.value for one in (final, *totals) if one.value is not None]
    if form.grade.calculated and any(grade(value, profile) in form.grade.plain for value in values[:1]):
        yield form.grade.at


def _is_no_number(cell: Number) -> bool:
    """A formula cannot reckon with it: a text, an error, something negative."""
    if cell.value is None:
        return cell.error or cell.unreadable or cell.pending
    return cell.value < 0 or (cell.typed is Typed.TEXT and not cell.inferred)

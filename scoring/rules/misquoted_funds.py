"""NR01: texts of the form that quote its amounts and its execution rate wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from scoring.claims.accounts import Table, misquoted
from scoring.claims.misprinted_amounts import misprints
from scoring.claims.project_names import subject_of
from scoring.claims.quoted_funds import Quote, Quoted, agrees, funds_quoted, money_quoted
from scoring.claims.rates_beside_amounts import rates_beside
from scoring.claims.spent_shares import shares_spent
from scoring.claims.sums_of_parts import wrong_sums
from scoring.finding import Finding, report
from scoring.form.field import Number
from scoring.form.model import EvaluationForm, FundLine
from scoring.points.case import Case
from scoring.rule import ERROR, LabelledText, rule, texts
from scoring.text.operators import Operator
from scoring.text.printed_numbers import HUNDRED, plain, same_amount
from scoring.text.quantity import IN_YUAN, Quantity

REPORTS = {"conclusion": "总体评价", "achieved": "实际完成情况"}  # the texts that tell how the project went


def project_and_unit(form: EvaluationForm, text: str) -> tuple[str, ...]:
    """What the project and its unit are called, in a text too: a figure of theirs is one of the whole project."""
    unit = re.sub(r"^[\W\d_]+", "", form.unit.plain)
    return tuple(name for name in (form.project_name, unit, *subject_of(text)) if name)


@rule(
    "NR01",
    "文字引用的资金数据与资金表不符",
    severity=ERROR,
    basis="文字引用的数据应与资金表一致",
    scope=texts(*REPORTS),
)
def quoted_funds_differ(text: LabelledText, case: Case) -> Iterator[Finding]:
    """总体评价、目标的实际完成情况里写的预算、支出或执行率，与资金表对不上。

    为什么：这些文字会被摘录上报，与表内数据矛盾就成了错误信息。
    例：资金表全年预算169.9万元，总体评价写“全年预算为196.9万元”。
    改为：总体评价改为“169.9万元”。
    依据：文字引用的数据应与资金表一致，按文中的小数位四舍五入；其他年份、一部分、申请和计划、评分规则里的数不算。
    """
    if text.field.empty or not case.form.funds:
        return
    said: set[str] = set()
    for wrong in _wrong_quotes(case, text.field.plain):
        if wrong.said.text not in said:
            said.add(wrong.said.text)
            yield _misquoted(text, wrong, case.form.money_unit)


class _Wrong(NamedTuple):
    """A figure of the text, what it is said to be, and what it should be: in the table's unit, rates in per cent."""

    what: Quoted
    said: Quantity
    right: Decimal


def _wrong_quotes(case: Case, text: str) -> Iterator[_Wrong]:
    """What a text gets wrong: what it says of the project in known words, then what its figures alone show."""
    yield from _said_otherwise(case, text)
    table = funds_table(case)
    if table is not None:
        yield from _misprinted(case, text, table)
        yield from _other_shares(case, text, table)
        yield from _not_told_alike(case, text, table)


def _said_otherwise(case: Case, text: str) -> Iterator[_Wrong]:
    """Budget, spending, rate of the project that are not those of the table."""
    for quote in dict.fromkeys(funds_quoted(text, case.form.year, project_and_unit(case.form, text))):
        right = right_values(case, quote)
        if quote.source is not None and not _is_the_budget(case, quote.source):
            continue  # what one of several sources gave
        if quote.operator in (Operator.AT_MOST, Operator.BELOW):
            right = right[:1]  # a part of the money is below any bound
        if not right or any(agrees(quote, value) for value in right):
            continue
        if quote.what is Quoted.INITIAL and _is_reckoned_on(case, text, quote):
            continue
        if _is_a_part(case, text, quote, right[0]):
            continue
        yield _Wrong(quote.what, quote.quantity, right[0])


def _misprinted(case: Case, text: str, table: Table) -> Iterator[_Wrong]:
    """Figures of the table with their digits swapped, and totals that their parts do not come to."""
    size, year = IN_YUAN[case.form.money_unit], case.form.year
    for slip in misprints(
        text, table.budget, table.executed, table.known, year, project_and_unit(case.form, text)
    ):
        if not _is_said_of_an_indicator(case, slip.said.quantity):
            what = Quoted.SPENT if slip.spent else Quoted.BUDGET
            yield _Wrong(what, slip.said.quantity, slip.right / size)
    for total, right in wrong_sums(text, (table.budget, table.executed), table.known, year):
        what = Quoted.SPENT if right == table.executed else Quoted.BUDGET
        yield _Wrong(what, total.quantity, right / size)


def _other_shares(case: Case, text: str, table: Table) -> Iterator[_Wrong]:
    """Rates that do not follow from the amounts beside them, and shares said to be spent or left."""
    rate = case.results.execution_rate
    if rate is None:
        return
    for quantity in rates_beside(text, table.budget, table.executed):
        if not agrees(Quote(Quoted.RATE, quantity), rate):
            yield _Wrong(Quoted.RATE, quantity, rate)
    for share in shares_spent(text, case.form.year):
        if not share.agrees(rate):
            what, right = (Quoted.LEFT, HUNDRED - rate) if share.left else (Quoted.RATE, rate)
            yield _Wrong(what, share.quantity, right)


def _not_told_alike(case: Case, text: str, table: Table) -> Iterator[_Wrong]:
    """Figures that stand in an account of the table's money and are not the table's."""
    size = IN_YUAN[case.form.money_unit]
    for told in misquoted(text, table, case.form.year):
        if not _is_said_of_an_indicator(case, told.mention.quantity):
            right = table.right(told.what)
            yield _Wrong(
                told.what, told.mention.quantity, right if told.what is Quoted.RATE else right / size
            )


def funds_table(case: Case) -> Table | None:
    """The funds of the form in yuan; None where they, or their unit, are not known."""
    size = IN_YUAN.get(case.form.money_unit)
    budget, executed = case.results.budget, case.results.executed
    if size is None or budget is None or executed is None:
        return None
    known = {amount.value * size for line in case.form.funds for _, amount in line.amounts() if amount.value}
    return Table(budget * size, executed * size, frozenset(known | {(budget - executed) * size}))


def _is_said_of_an_indicator(case: Case, quantity: Quantity) -> bool:
    """Whether the amount is a figure of an indicator: a saving, a cost."""
    texts = (
        field.plain
        for indicator in case.form.indicators
        for field in (indicator.name, indicator.target, indicator.actual)
    )
    amount = f"{quantity.value.normalize():f}"
    return any(amount in text for text in texts)


def _misquoted(text: LabelledText, wrong: _Wrong, money_unit: str) -> Finding:
    found, unit = wrong.said.text, "%" if wrong.said.unit == "%" else money_unit
    shown = f"{plain(wrong.right)}{unit}"
    return report(
        text.field,
        f"{REPORTS[text.key]}写{wrong.what}“{found}”，资金表为{shown}",
        found=found,
        expected=shown,
        suggestion=f"核对资金表；资金表无误的，文中改为{shown}",
        speaks_of=((text.field.at, found),),
    )


def right_values(case: Case, quote: Quote) -> list[Decimal]:
    """The figures of the table that the quote may mean, in the table's unit (rates in per cent); total first."""
    lines = sorted(case.form.funds, key=lambda line: not line.is_total)
    if quote.what is Quoted.RATE:
        rate = case.results.execution_rate
        own = [line.rate.value for line in lines if line.rate.value and not line.is_total]
        return [rate, *own] if rate is not None else []
    if case.form.money_unit not in ("万元", "元"):
        return []
    if quote.what is Quoted.LEFT:
        return _left(case, lines)
    reckoned = {Quoted.SPENT: case.results.executed, Quoted.BUDGET: case.results.budget}.get(quote.what)
    amounts = [amount.value for line in lines for amount in _amounts(line, quote)]
    return [value for value in (reckoned, *amounts) if value is not None]


def _left(case: Case, lines: list[FundLine]) -> list[Decimal]:
    """What is left of the budget, and of each source; of the initial budget as well."""
    budget, executed = case.results.budget, case.results.executed
    left = [budget - executed] if budget is not None and executed is not None else []
    for line in lines:
        spent = line.executed.value
        given = (line.budget.value, line.initial_budget.value)
        left += [amount - spent for amount in given if amount is not None and spent is not None]
    return left


def _is_reckoned_on(case: Case, text: str, initial: Quote) -> bool:
    """Whether a text reckons from 年初批复 by what was added or taken off (年中调减60万元) to the budget of the form.

    The form then repeats that budget in the column of the initial one, or has no such column.
    """
    budget = case.results.budget
    columns = {line.initial_budget.value for line in case.form.funds if line.is_total}
    if budget is None or not columns <= {None, budget}:
        return False
    changes = [mention.quantity.magnitude for mention in money_quoted(text)]
    left = {abs(initial.quantity.magnitude - budget * size) for size in IN_YUAN.values()}
    return any(same_amount(change, off) for change in changes for off in left)


def _is_a_part(case: Case, text: str, quote: Quote, right: Decimal) -> bool:
    """Whether another amount of the text makes a quote up to the table's: 上年结转10万元，当年预算50万元; 上缴2万元，结转1万元."""
    size = IN_YUAN.get(case.form.money_unit)
    if size is None or quote.what is Quoted.RATE:
        return False
    off = right * size - quote.quantity.magnitude
    return off > 0 and any(same_amount(mention.quantity.magnitude, off) for mention in money_quoted(text))


def _is_the_budget(case: Case, given: Quantity) -> bool:
    """Whether what a source gave is all that the project has."""
    quote = Quote(Quoted.BUDGET, given)
    return any(agrees(quote, value) for value in right_values(case, quote))


def _amounts(line: FundLine, quote: Quote) -> tuple[Number, ...]:
    """预算 alone may be either column, 投入 any; 年初预算 and 全年预算 name theirs."""
    if quote.what is Quoted.SPENT:
        return (line.executed,)
    if quote.what is Quoted.INVESTED:
        return (line.executed, line.budget, line.initial_budget)
    if quote.what is Quoted.INITIAL:
        return (line.initial_budget,)
    return (line.budget,) if quote.adjusted else (line.budget, line.initial_budget)

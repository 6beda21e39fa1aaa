"""Execution that stands as a row of the indicator table: it is the execution, and counts once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from scoring.form.field import ABSENT, Number
from scoring.form.indicator import Indicator
from scoring.form.model import NO_LINE, EvaluationForm, FundLine
from scoring.form.taxonomy import is_process, level1_class, level2_class
from scoring.text.characters import clean
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import rate_agrees, score_agrees

_EXECUTION = Pattern(
    r"(?:项目|年度|全年|财政|部门|整体|专项)*(?:预算|资金|经费|支出)+(?:执行|支出|使用)?(?:执行)?(?:率|进度|情况|指标|完成率)*(?:[0-9.]+分)?|执行率"
)
_SPENT = Pattern(r"(?:项目|年度|全年|财政|部门)*(?:预算|资金|经费)*(?:支出|执行|使用|支付)(?:率|进度)")
_MONEY = Pattern(
    "(?:项目|专项)?(?:资金|预算|经费|财务)(?:管理|使用|情况)*(?:指标)?"
)  # a level 1 of money alone
_FULL = Decimal(100)


def execution_apart(form: EvaluationForm) -> EvaluationForm:
    """The form with such a row taken for the execution score of its funds table."""
    rows = [row for row in form.indicators if _is_execution(row)]
    among_others = [] if rows else [row for row in form.indicators if _is_execution_of(form, row)]
    rows = rows or among_others
    if len(rows) != 1 or rows[0].weight.value is None:
        return form
    row, line = _named(rows[0]), form.total_funds
    others = tuple(other for other in form.indicators if other is not rows[0])
    if line.weight.value is not None and not _told_twice(row, line, others):
        return form
    total = _with_points_of(line if line.present else replace(NO_LINE, label=row.name, is_total=True), row)
    funds = tuple(total if one is line else one for one in form.funds) if line.present else (total,)
    level1 = row.level1 if among_others else ABSENT
    return replace(form, funds=funds, indicators=others, execution_row=row.name, execution_level1=level1)


def _is_execution(row: Indicator) -> bool:
    """By its name, and by its levels, which say the same or nothing: under 产出 it is an indicator (DS04)."""
    row = _named(row)
    name = clean(row.name.plain)
    if not (_EXECUTION.fullmatch(name) and "执行" in name) and _SPENT.fullmatch(name) is None:
        return False
    levels = [level.plain for level in (row.level1, row.level2) if not level.empty and not level.inferred]
    return not any(level1_class(text) or level2_class(text) for text in levels) and all(
        _EXECUTION.fullmatch(clean(text)) or _MONEY.fullmatch(clean(text)) for text in levels
    )


def _is_execution_of(form: EvaluationForm, row: Indicator) -> bool:
    """资金支出率 under 过程 that says what the amounts come to, and is scored in proportion.

    A form without actuals says it by the score alone. Where its class has a subtotal it stays an indicator:
    the subtotal counts it.
    """
    line, score, weight = form.total_funds, row.self_score, row.weight.value
    if not line.budget.value or line.executed.value is None or score.value is None or weight is None:
        return False
    if form.subtotals or not is_process(row.level1.plain) or level2_class(row.level2.plain):
        return False
    rate = line.executed.value / line.budget.value * _FULL
    if row.actual.present:
        said = row.actual.value.quantity if row.actual.value is not None else None
        if said is None or said.value is None or not rate_agrees(said.value, row.actual.plain, rate):
            return False
        rate = said.value
    called_so = _SPENT.fullmatch(clean(row.name.plain)) is not None
    return called_so and score_agrees(score.value, score.plain, weight * rate / _FULL)


def _named(row: Indicator) -> Indicator:
    """A row whose only label spans the levels and the name is called by it."""
    own = [level for level in (row.level2, row.level1) if not level.empty and not level.inferred]
    return replace(row, name=own[0]) if row.name.empty and own else row


def _told_twice(row: Indicator, line: FundLine, others: Iterable[Indicator]) -> bool:
    """The funds table gives the same points once more: the table of indicators makes the full mark alone."""
    weights = [other.weight.value or Decimal(0) for other in others]
    return row.weight.value == line.weight.value and sum(weights, row.weight.value or Decimal(0)) == _FULL


def _with_points_of(line: FundLine, row: Indicator) -> FundLine:
    own = line.weight.value is not None
    return replace(
        line,
        weight=line.weight if own else row.weight,
        score=line.score if line.score.value is not None else row.self_score,
        review_score=row.review_score,
        rate=line.rate if not line.rate.empty else _rate(row),
        reason=line.reason if not line.reason.empty else row.deviation_reason,
    )


def _rate(row: Indicator) -> Number:
    """The rate that is reported as the row's actual."""
    actual = row.actual.value
    quantity = actual.quantity if actual is not None else None
    value = quantity.value if quantity is not None else None
    return Number(value, row.actual.text, row.actual.at, row.actual.typed, row.actual.calculated)

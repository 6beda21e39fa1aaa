"""OP05: opinions that quote their row wrongly: its actual, its target, its weight."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from scoring.claims.figures_of_opinion import agrees_with, figures_for, is_said_of_it, same_in_another_unit
from scoring.claims.row_quoted import (
    is_the_target,
    reported_quoted,
    shares_reached,
    targets_quoted,
    weights_quoted,
)
from scoring.finding import Finding, report_indicator
from scoring.form.field import Field
from scoring.form.indicator import Indicator
from scoring.points.case import Case
from scoring.rule import WARNING, rule
from scoring.rules.reviewed_scopes import REVIEWED
from scoring.targets.target import Target, TargetKind
from scoring.text.operators import Operator
from scoring.text.printed_numbers import HUNDRED, plain, rate_agrees


@rule(
    "OP05",
    "意见引用的数与完成值不符",
    severity=WARNING,
    basis="复核意见引用的数据应与实际完成值一致",
    scope=REVIEWED,
)
def opinion_quotes_another_figure(row: Indicator, case: Case) -> Iterator[Finding]:
    """复核意见里查到的数，与表上的实际完成值不一致；引用的指标值、分值、完成率与表上不一致的也是。

    为什么：复核人已经查到了真实的数，完成值却没有改过来。
    例：完成值“100%”，意见写“一年共检查约70次”。
    改为：完成值改为“70次”。
    依据：复核意见引用的、就是这个指标的数据，应与表上的完成值、指标值和分值一致；另一指标的数、一部分的数不算。
    """
    written = quoted_otherwise(row, case.form.year)
    if written is None:
        yield from _row_quoted_otherwise(row, case.form.year)
        return
    own = _found(row)
    yield report_indicator(
        row,
        row.opinion,
        f"完成值写“{own.text}”，复核意见查到的是“{written}”",
        related=own,
        found=written,
        expected=f"与完成值“{own.text}”一致，或者改正完成值",
        suggestion="核对原始材料，把完成值改成查实的数",
    )


def _row_quoted_otherwise(row: Indicator, year: int | None) -> Iterator[Finding]:
    """The target, the weight or the share reached, where an opinion gives another than the row has."""
    opinion, target, weight = row.opinion.plain, row.target.value, row.weight.value
    if target is not None and target.quantity is not None and target.kind is TargetKind.NUMBER:
        quoted = list(targets_quoted(opinion, target.quantity.dimension, year))
        if quoted and not any(is_the_target(each, target.quantity, target.upper) for each in quoted):
            written = quoted[0].quantity.text
            yield _quotes_wrongly(
                row, row.target, f"指标值写“{row.target.text}”，复核意见说目标是“{written}”", written
            )
    yield from _reported_otherwise(row)
    for points in weights_quoted(opinion) if weight is not None else ():
        if points != weight:
            written = f"{plain(points)}分"
            yield _quotes_wrongly(
                row, row.weight, f"分值是{row.weight.text}分，复核意见说是{written}", written
            )
    reached = _reached_share(row)
    for share in shares_reached(opinion) if reached is not None else ():
        if reached is not None and not rate_agrees(share, f"{share}%", reached):
            written = f"{plain(share)}%"
            message = f"按指标值和完成值，完成率是{plain(reached)}%，复核意见写“{written}”"
            yield _quotes_wrongly(row, _found(row), message, written)


def _reported_otherwise(row: Indicator) -> Iterator[Finding]:
    """What the opinion says the unit reported, where the form keeps that beside what the reviewer found."""
    own = row.actual.value
    if not row.review_actual.present or own is None or own.quantity is None:
        return
    quoted = list(reported_quoted(row.opinion.plain, own.quantity.unit)) if own.quantity.unit else []
    if quoted and not any(agrees_with(figure, own.quantity, row.opinion.plain) for figure in quoted):
        written = quoted[0].quantity.text
        message = f"单位填的完成值是“{row.actual.text}”，复核意见说自报“{written}”"
        yield _quotes_wrongly(row, row.actual, message, written)


def _quotes_wrongly(row: Indicator, field: Field[Any], message: str, written: str) -> Finding:
    return report_indicator(
        row,
        row.opinion,
        message,
        related=field,
        found=written,
        expected=f"与表上的“{field.text}”一致",
        suggestion="核对表上的数，改正复核意见或表",
    )


def _reached_share(row: Indicator) -> Decimal | None:
    """How much of a count was reached, in per cent; None for a row that is itself a rate, or is not so measured."""
    target, actual = row.target.value, _found(row).value
    if target is None or actual is None or target.quantity is None or actual.quantity is None:
        return None
    one, other = target.quantity, actual.quantity
    simple = target.upper is None and actual.upper is None and target.term is None and actual.term is None
    bounded = target.operator in (Operator.AT_MOST, Operator.BELOW, Operator.WITHIN)
    if not simple or bounded or one.unit == "%" or one.unit != other.unit or not one.value:
        return None
    if "完成" in row.name.plain or actual.operator is not Operator.NONE:
        return None
    return other.magnitude * HUNDRED / one.magnitude


def _found(row: Indicator) -> Field[Target]:
    """The actual that the opinion is about: the reviewer's own where the form has one."""
    return row.review_actual if row.review_actual.present else row.actual


def quoted_otherwise(row: Indicator, year: int | None) -> str | None:
    """The figure that an opinion quotes for the row's own, as written, where it is not the actual."""
    opinion, target, actual = row.opinion.plain, row.target.value, _found(row).value
    if target is None or target.kind is not TargetKind.NUMBER or target.quantity is None:
        return None
    if actual is None or actual.kind is not TargetKind.NUMBER or actual.quantity is None:
        return None
    in_another_unit = same_in_another_unit(opinion, actual.quantity)
    if in_another_unit is not None:
        return opinion[in_another_unit.start : in_another_unit.end]
    quoted = figures_for(opinion, row.name.plain, target.quantity.unit, year)
    own = [figure for figure in quoted if is_said_of_it(opinion, row.name.plain, figure)]
    if not own or any(agrees_with(figure, actual.quantity, opinion) for figure in quoted):
        return None
    return opinion[own[-1].start : own[-1].end]

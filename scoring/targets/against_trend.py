"""A trend as the target (增长10%, 逐年提升), and actuals that rise or fall."""

from __future__ import annotations

from scoring.targets.bounds import Span, bound_of, meets
from scoring.targets.outcome import MISSED, UNSURE, Comparison
from scoring.targets.target import Target
from scoring.text.characters import cell_text
from scoring.text.figure_context import figures_in
from scoring.text.graded_words import same_wording
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity, comparable
from scoring.text.trends import change_in, gives_both_periods, plain_move

_QUALITY = Pattern("改善|优化|好转|向好|增强")  # of these a figure may be less


def against_trend(target: Target, actual: Target) -> Comparison:
    """逐年提升 against what was reported."""
    if same_wording(target.text, actual.text):
        return Comparison(True, None, None)
    if actual.rising is not None and actual.rising is target.rising:
        return Comparison(True, None, None)
    return Comparison(opposite(target, cell_text(actual.text)).met, None, None)


def opposite(target: Target, plain: str) -> Comparison:
    """增长10% against 同比降低10%, which is a miss; against 投诉降低10%, which is about something else."""
    moved = plain_move(plain)
    missed = moved is not None and moved is not target.rising and _QUALITY.search(target.text) is None
    return MISSED if missed else UNSURE


def gives_only_periods(plain: str, required: Quantity) -> bool:
    """Whether a text gives the figures of two periods and not the change itself."""
    figures = [f for f in figures_in(plain) if comparable(required, f.quantity)]
    return gives_both_periods(plain) and all(f.rising is None for f in figures)


def against_change(target: Target, required: Quantity, plain: str) -> Comparison:
    """增长5% against 2022年100万元，2023年106万元: the figures of both periods say it."""
    change = change_in(plain, required.unit)
    if change is None or target.upper is not None:
        return opposite(target, plain)
    rise = round(change if target.rising else -change, 1)
    operator = bound_of(target, required, reverse=False)
    return Comparison(meets(operator, Span(rise, rise), required.value), None, True)

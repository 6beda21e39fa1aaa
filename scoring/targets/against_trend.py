"""A trend as the target (增长10%, 逐年提升), and actuals that rise or fall."""

from __future__ import annotations

from scoring.targets.bounds import Span, bound_of, meets
from scoring.targets.outcome import NOTHING, UNSURE, Comparison
from scoring.targets.target import Target
from scoring.text.characters import cell_text
from scoring.text.figure_context import figures_in
from scoring.text.graded_words import same_wording
from scoring.text.moves import says_unchanged
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity, comparable
from scoring.text.trends import change_in, gives_both_periods, plain_move

_QUALITY = Pattern("改善|优化|好转|向好|增强")  # of these a figure may be less


def against_trend(target: Target, actual: Target) -> Comparison:
    """逐年提升 against what was reported."""
    if same_wording(target.text, actual.text):
        return Comparison(True, None, None, of_degree=True)
    if actual.rising is not None and actual.rising is target.rising:
        return Comparison(True, None, None, of_degree=True)
    return Comparison(opposite(target, cell_text(actual.text)).met, None, None)


def opposite(target: Target, plain: str) -> Comparison:
    """增长10% against 同比降低10%, which is a miss; against 投诉降低10%, which is about something else."""
    moved = plain_move(plain)
    if _QUALITY.search(target.text) is not None:
        return UNSURE
    missed = (moved is not None and moved is not target.rising) or says_unchanged(plain)
    return NOTHING if missed else UNSURE


def turned(target: Target, actual: Target, required: Quantity) -> bool:
    """Whether an actual moves another way than its target, or one that only the name of the indicator tells:
    ≥5% against 同比下降6% is met by 降低率 and missed by 增长率."""
    if actual.rising is None or not _is_about_the_move(actual, required):
        return False
    if target.rising is not None:
        return target.rising != actual.rising
    return actual.rising is False


def _is_about_the_move(actual: Target, required: Quantity) -> bool:
    """Whether the figure of a move is all that an actual gives: not in 98万元，节约2万元."""
    figures = [f for f in figures_in(cell_text(actual.text)) if comparable(required, f.quantity)]
    return bool(figures) and all(f.rising is not None for f in figures)


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

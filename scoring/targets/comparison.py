"""Hold what was reported (实际完成值) against its target (年度指标值).

``compare`` says whether the one meets the other, and ``None`` wherever only a person can tell. Which way
is better, and by how much an actual falls short, is decided here and nowhere else.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from scoring.targets.against_date import against_date
from scoring.targets.against_figure import against_figure
from scoring.targets.against_trend import against_trend
from scoring.targets.against_words import is_nothing
from scoring.targets.denial import denies
from scoring.targets.outcome import UNJUDGED, Comparison
from scoring.targets.target import Target, TargetKind
from scoring.text.graded_words import same_wording
from scoring.text.operators import Operator

_UNREADABLE = frozenset((TargetKind.BLANK, TargetKind.PLACEHOLDER, TargetKind.QUESTION))


@lru_cache(maxsize=4096)  # in Excel the same form is checked again at every click
def compare(target: Target, actual: Target, reverse: bool | None = False) -> Comparison:
    """Whether ``actual`` meets ``target``, and by how much.

    ``reverse``: less is better (故障率, 成本), for a target that has no operator of its own; None where
    nobody can tell, and only what is just as much meets it.
    """
    if target.kind in _UNREADABLE or actual.kind in _UNREADABLE:
        return UNJUDGED
    if target.quantity is not None:
        # Of a cut (能耗减少10%) more is better, although less of the thing is.
        found = against_figure(target, target.quantity, actual, bool(reverse) and target.rising is not False)
        bounded = target.operator not in (Operator.NONE, Operator.EQUAL)
        either = reverse is None and not bounded and found.met is not None and found.ratio != 1
        return replace(found, met=None) if either else found
    if denies(target, actual):
        return Comparison(False, None, True if target.kind is TargetKind.DATE else None)
    if target.kind is TargetKind.DATE and target.deadline is not None:
        return against_date(target, target.deadline, actual)
    if target.kind is TargetKind.TREND:
        return against_trend(target, actual)
    same = same_wording(target.text, actual.text) or (is_nothing(target) and is_nothing(actual))
    return Comparison(True, None, None) if same else UNJUDGED

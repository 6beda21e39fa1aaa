"""Hold what was reported (实际完成值) against its target (年度指标值).

``compare`` says whether the one meets the other, and ``None`` wherever only a person can tell. Which way
is better, and by how much an actual falls short, is decided here and nowhere else.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from scoring.targets.against_date import against_date
from scoring.targets.against_figure import against_figure
from scoring.targets.against_ratio import against_ratio
from scoring.targets.against_scale import against_scale, is_of_degree
from scoring.targets.against_trend import against_trend
from scoring.targets.against_words import is_nothing
from scoring.targets.denial import denies
from scoring.targets.outcome import UNJUDGED, Comparison
from scoring.targets.target import Target, TargetKind
from scoring.text.graded_words import same_wording
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern

_UNREADABLE = frozenset((TargetKind.BLANK, TargetKind.PLACEHOLDER, TargetKind.QUESTION))
_AND_NONE = Pattern("[，,、；;且并](?:均|应|须|同时)?(?:无|未|没有|不(?![低少高超大小])|零)[^0-9０-９]{2,}$")
_OF_A_LIMIT = Pattern("工作日|日历天")  # a term is counted in these, and no length of what was done


@lru_cache(maxsize=4096)  # in Excel the same form is checked again at every click
def compare(target: Target, actual: Target, reverse: bool | None = False) -> Comparison:
    """Whether ``actual`` meets ``target``, and by how much.

    ``reverse``: less is better (故障率, 成本), for a target that has no operator of its own; None where
    nobody can tell, and only what is just as much meets it.
    """
    if target.kind in _UNREADABLE or actual.kind in _UNREADABLE:
        return UNJUDGED
    found = against_ratio(target, actual) or against_scale(target, actual)
    if found is not None:
        at_once = "一次" in target.text and "一次" not in actual.text
        return replace(found, met=None) if found.met and at_once else found
    if reverse is None and target.is_duration and _OF_A_LIMIT.search(target.text) is not None:
        reverse = True
    if target.quantity is not None:
        # Of a cut (能耗减少10%) more is better, although less of the thing is.
        found = against_figure(target, target.quantity, actual, bool(reverse) and target.rising is not False)
        bounded = target.operator not in (Operator.NONE, Operator.EQUAL)
        if found.met is False and _AND_NONE.search(target.text) is not None:
            found = replace(found, measured=None)  # 95%以上，且无投诉: what is missing is no share of it all
        either = reverse is None and not bounded and found.met is not None and found.ratio != 1
        return replace(found, met=None) if either else found
    if denies(target, actual):
        return Comparison(False, None, True if target.kind is TargetKind.DATE else None)
    if target.kind is TargetKind.DATE and target.deadline is not None:
        return against_date(target, target.deadline, actual)
    if target.kind is TargetKind.TREND:
        return against_trend(target, actual)
    same = same_wording(target.text, actual.text) or (is_nothing(target) and is_nothing(actual))
    return Comparison(True, None, None, of_degree=is_of_degree(target.text)) if same else UNJUDGED

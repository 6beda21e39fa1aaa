"""A figure as the target, and an actual in words: 完成, 未开展, 无."""

from __future__ import annotations

from scoring.targets.against_trend import opposite
from scoring.targets.bounds import LOWER, UPPER
from scoring.targets.denial import denies, says_not_begun, says_undone
from scoring.targets.outcome import MISSED, NOTHING, OTHER_UNIT, UNJUDGED, UNSURE, Comparison
from scoring.targets.target import Target, TargetKind
from scoring.text.characters import cell_text
from scoring.text.graded_words import says_done, says_it_stands, says_nothing, says_reached, says_whole
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity
from scoring.text.spans_in_words import says_at_once
from scoring.text.units import is_measure

PRODUCT = Pattern(r"[^ ] ?[×✕*] ?[0-9]")  # 7期×30人

_MET = Comparison(True, None, True)


def is_nothing(value: Target) -> bool:
    """无, 未发生, 0起."""
    if value.quantity is not None:
        return value.quantity.value == 0
    return says_nothing(value.text)


def figure_against_words(target: Target, required: Quantity, actual: Target, reverse: bool) -> Comparison:
    """完成 says that a percentage was reached; for a count it does not say how many."""
    less_is_better = target.operator in UPPER or reverse or required.value == 0
    if is_nothing(actual) and (less_is_better or target.operator is Operator.EQUAL):
        return _MET if less_is_better else UNSURE
    if _plainly_met(target, required, actual, less_is_better):
        return _MET
    if _moved_otherwise(target, actual) or (not less_is_better and says_not_begun(actual.text)):
        return NOTHING
    if _plainly_missed(target, actual, less_is_better):
        return MISSED
    if required.unit and target.rising is not None and target.rising is actual.rising:
        return UNSURE  # 下降5% against 有所下降
    one = required.magnitude == 1 and required.unit and not is_measure(required.unit)
    if one and not less_is_better and says_it_stands(actual.text):
        return _MET  # 新建泵站1座: 已建成
    if required.dimension == "%":
        return _share_against_words(actual, less_is_better or target.operator is Operator.WITHIN)
    bounded = actual.operator is not Operator.NONE or actual.kind is TargetKind.TREND
    return UNJUDGED if bounded or PRODUCT.search(cell_text(actual.text)) else OTHER_UNIT


def _plainly_met(target: Target, required: Quantity, actual: Target, less_is_better: bool) -> bool:
    """当日办结 for 5日内, 全覆盖 for 100%."""
    if required.dimension == "time":
        return target.operator not in LOWER and says_at_once(actual.text, required)
    return required.unit == "%" and not less_is_better and says_whole(actual.text)


def _moved_otherwise(target: Target, actual: Target) -> bool:
    """Whether the words say that it fell where it was to rise, or did not move."""
    return target.rising is not None and opposite(target, cell_text(actual.text)).met is False


def _plainly_missed(target: Target, actual: Target, less_is_better: bool) -> bool:
    """Whether the words say that the target was not reached, or the opposite of it."""
    denied = target.rising is not None and denies(target, actual)
    return denied or (not less_is_better and says_undone(actual.text))


def _share_against_words(actual: Target, less_is_better: bool) -> Comparison:
    if not says_done(actual.text):
        return UNJUDGED
    return UNSURE if less_is_better and not says_reached(actual.text) else _MET

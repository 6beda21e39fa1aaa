"""Hold what was reported (实际完成值) against its target (年度指标值).

``compare`` says whether the one meets the other, and ``None`` wherever only a person can tell.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from scoring.characters import cell_text
from scoring.deadline import Deadline, not_later
from scoring.mentions import read_figures
from scoring.operators import Operator
from scoring.quantity import Quantity, comparable
from scoring.target import Kind, Target
from scoring.wording import bare_words, says_done, says_nothing, says_reached


class Comparison(NamedTuple):
    """How an actual stands to its target."""

    met: bool | None  # None: only a person can judge
    ratio: Decimal | None  # actual ÷ target in the same unit
    same_unit: bool | None  # False: 100% reported for 五十次, or for a date


_UNJUDGED = Comparison(None, None, None)
_OTHER_UNIT = Comparison(None, None, False)


def compare(target: Target, actual: Target, reverse: bool = False) -> Comparison:
    """Whether ``actual`` meets ``target``, and by how much.

    ``reverse``: less is better (故障率, 成本), for a target that has no operator of its own.
    """
    unreadable = (Kind.BLANK, Kind.PLACEHOLDER, Kind.QUESTION)
    if target.kind in unreadable or actual.kind in unreadable:
        return _UNJUDGED
    if target.quantity is not None:
        return _against_figure(target, target.quantity, actual, reverse)
    if target.kind is Kind.DATE:
        return _against_date(target, actual)
    if target.kind is Kind.TREND:
        return _against_trend(target, actual)
    same = _same_words(target, actual) or (_is_nothing(target) and _is_nothing(actual))
    return Comparison(True, None, None) if same else _UNJUDGED


def _same_words(target: Target, actual: Target) -> bool:
    return bare_words(target.text) == bare_words(actual.text)


def _is_nothing(value: Target) -> bool:
    """无, 未发生, 0起."""
    if value.quantity is not None:
        return value.quantity.value == 0
    return says_nothing(value.text)


def _against_figure(target: Target, wanted: Quantity, actual: Target, reverse: bool) -> Comparison:
    if actual.kind is Kind.DATE:
        return _figure_against_date(target, wanted, actual)
    if actual.quantity is None:
        return _figure_against_words(target, wanted, actual, reverse)
    got = _matching(wanted, actual)
    if got is None:
        return _OTHER_UNIT
    if target.rising is not None and actual.rising is not None and target.rising != actual.rising:
        return Comparison(None, None, True)
    operator = _effective(target.operator, wanted, reverse)
    if target.upper is not None:
        return _against_range(target, operator, wanted, target.upper, got)
    value, want = _in_one_unit(got.quantity, wanted)
    top = _in_one_unit(got.upper, wanted)[0] if got.upper is not None else value
    return Comparison(_met(operator, _span(got.operator, value, top), want), _ratio(value, want), True)


def _effective(operator: Operator, wanted: Quantity, reverse: bool) -> Operator:
    """The bound that a target sets: none written is ≥, or ≤ where less is better."""
    if operator in (Operator.NONE, Operator.EQUAL) and wanted.value == 0:
        return Operator.AT_MOST  # of 0起 nobody asks for more
    if operator is Operator.EQUAL and wanted.unit == "%" and wanted.value == 100:
        return Operator.AT_LEAST
    if operator is Operator.NONE:
        return Operator.AT_MOST if reverse else Operator.AT_LEAST
    return operator


class _Reported(NamedTuple):
    """The figure of an actual that answers the target."""

    quantity: Quantity
    operator: Operator
    upper: Quantity | None


def _matching(wanted: Quantity, actual: Target) -> _Reported | None:
    """The figure of the actual, or another of its text, that can be held against ``wanted``."""
    if actual.quantity is not None and comparable(wanted, actual.quantity):
        return _Reported(actual.quantity, actual.operator, actual.upper)
    for mention in read_figures(cell_text(actual.text))[0]:
        if mention.quantity.unit and comparable(wanted, mention.quantity):
            return _Reported(mention.quantity, mention.operator, mention.upper)
    return None


def _against_range(
    target: Target, operator: Operator, low: Quantity, high: Quantity, got: _Reported
) -> Comparison:
    """90%-95% asks for 90 % (where less is better, for 95 % at most); ≥98%且≤100% asks for both.

    The ratio is to the end that the actual lies beyond, and 1 between them.
    """
    far = got.upper if got.upper is not None else got.quantity
    value, lowest = _in_one_unit(got.quantity, low)
    value_high, highest = _in_one_unit(got.quantity, high)
    at_least = Operator.AT_LEAST if operator is Operator.AT_MOST else operator
    above = _met(at_least, _span(got.operator, value, _in_one_unit(far, low)[0]), lowest)
    below = _met(Operator.AT_MOST, _span(got.operator, value_high, _in_one_unit(far, high)[0]), highest)
    met = below if operator is Operator.AT_MOST else above
    if target.operator is not Operator.NONE:
        met = _both(above, below)
    if value < lowest:
        return Comparison(met, _ratio(value, lowest), True)
    return Comparison(met, _ratio(value_high, highest) if value_high > highest else Decimal(1), True)


def _both(a: bool | None, b: bool | None) -> bool | None:
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def _ratio(got: Decimal, want: Decimal) -> Decimal | None:
    return got / want if want else None


# Two units of one dimension differ by rounding at most by this share (a 亩 has no finite decimal).
_ROUNDING = Decimal("1e-9")


def _in_one_unit(got: Quantity, want: Quantity) -> tuple[Decimal, Decimal]:
    """Both values in one unit.

    A number without a unit is in that of the other, 28 against 30万元 is 28万元, unless reading it
    in the base unit brings the two much closer: 285000 against 30万元, 2.5万 against 2000. Against
    a percentage, 0.98 is 98 %.
    """
    if got.unit == want.unit:
        return got.value, want.value
    a, b = got.magnitude, want.magnitude
    if got.unit and want.unit:
        return (b, b) if abs(a - b) <= abs(b) * _ROUNDING else (a, b)
    if want.unit == "%" and want.value > 10 and 0 < got.value <= 1:
        return got.value * 100, want.value
    if _apart(a, b) * _MUCH_CLOSER <= _apart(got.value, want.value):
        return a, b
    return got.value, want.value


_MUCH_CLOSER = 10


def _apart(a: Decimal, b: Decimal) -> Decimal:
    """How many times the one is the other, whichever is larger."""
    return max(abs(a / b), abs(b / a)) if a and b else Decimal(1)


_Span = tuple[Decimal | None, Decimal | None, bool, bool]


def _span(operator: Operator, low: Decimal, high: Decimal) -> _Span:
    """What an actual says it lies between (None: open), and whether the ends are excluded."""
    if operator in (Operator.AT_LEAST, Operator.ABOVE):
        return low, None, operator is Operator.ABOVE, False
    if operator in (Operator.AT_MOST, Operator.BELOW):
        return None, high, False, operator is Operator.BELOW
    if operator is Operator.WITHIN:
        return -abs(high), abs(high), False, False
    return low, high, False, False


def _met(operator: Operator, actual: _Span, bound: Decimal) -> bool | None:
    """Whether all (True), none (False) or some (None) of what the actual may be meets the bound."""
    low, high, above_low, below_high = actual
    if operator is Operator.EQUAL:
        return _equals(low, high, bound)
    if operator is Operator.WITHIN:
        if low is None or high is None:
            return None
        return -abs(bound) <= low and high <= abs(bound)
    if operator in (Operator.AT_LEAST, Operator.ABOVE):
        strict = operator is Operator.ABOVE
        if low is not None and (low > bound or (low == bound and (above_low or not strict))):
            return True
        missed = high is not None and (high < bound or (high == bound and (below_high or strict)))
    else:
        strict = operator is Operator.BELOW
        if high is not None and (high < bound or (high == bound and (below_high or not strict))):
            return True
        missed = low is not None and (low > bound or (low == bound and (above_low or strict)))
    return False if missed else None


def _equals(low: Decimal | None, high: Decimal | None, bound: Decimal) -> bool | None:
    if low is not None and low == high:
        return low == bound
    outside = (low is not None and low > bound) or (high is not None and high < bound)
    return False if outside else None


def _figure_against_date(target: Target, wanted: Quantity, actual: Target) -> Comparison:
    """A date reported for a figure; ≤12月 and 10月 are both months."""
    assert actual.deadline is not None
    if wanted.unit == "月" and actual.deadline.day is None and wanted.value == int(wanted.value) <= 12:
        limit = Deadline(None, int(wanted.value), None)
        return Comparison(not_later(limit, actual.deadline), None, True)
    if wanted.dimension == "time":
        return _UNJUDGED
    return _OTHER_UNIT


def _figure_against_words(target: Target, wanted: Quantity, actual: Target, reverse: bool) -> Comparison:
    """完成 says that a percentage was reached; for a count it does not say how many."""
    upper_bound = target.operator in (Operator.AT_MOST, Operator.BELOW) or reverse or wanted.value == 0
    if _is_nothing(actual) and (upper_bound or target.operator is Operator.EQUAL):
        return Comparison(True if upper_bound else None, None, True)
    if wanted.dimension != "%":
        bounded = actual.operator is not Operator.NONE or actual.kind is Kind.TREND
        return _UNJUDGED if bounded else _OTHER_UNIT
    if not says_done(actual.text):
        return _UNJUDGED
    lower_is_better = target.operator in (Operator.AT_MOST, Operator.BELOW, Operator.WITHIN) or reverse
    if lower_is_better and not says_reached(actual.text):
        return Comparison(None, None, True)
    return Comparison(True, None, True)


def _against_date(target: Target, actual: Target) -> Comparison:
    assert target.deadline is not None
    if actual.kind is Kind.DATE and actual.deadline is not None:
        return Comparison(not_later(target.deadline, actual.deadline), None, True)
    if actual.quantity is not None:
        if target.deadline.month is None and target.deadline.year is None and actual.quantity.unit == "天":
            return Comparison(actual.quantity.value <= (target.deadline.day or 0), None, True)  # 每月15日
        if actual.quantity.unit == "月" or actual.quantity.dimension != "time":
            return _OTHER_UNIT if actual.deadline is None else _dated_anyway(target, actual)
        return _UNJUDGED
    if says_done(actual.text):
        return Comparison(True, None, True)
    same = _same_words(target, actual)
    return Comparison(True, None, True) if same else _UNJUDGED


def _dated_anyway(target: Target, actual: Target) -> Comparison:
    """11月30日完成100% gives the date too."""
    assert target.deadline is not None and actual.deadline is not None
    return Comparison(not_later(target.deadline, actual.deadline), None, True)


def _against_trend(target: Target, actual: Target) -> Comparison:
    if _same_words(target, actual):
        return Comparison(True, None, None)
    if actual.kind is Kind.TREND and actual.rising is not None:
        return Comparison(actual.rising == target.rising, None, None)
    return _UNJUDGED

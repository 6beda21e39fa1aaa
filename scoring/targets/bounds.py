"""The bound that a target sets, and whether what an actual may be lies within it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from scoring.targets.target import Target
from scoring.text.operators import Operator
from scoring.text.quantity import Quantity

UPPER = frozenset((Operator.AT_MOST, Operator.BELOW))
LOWER = frozenset((Operator.AT_LEAST, Operator.ABOVE))


def bound_of(target: Target, required: Quantity, reverse: bool) -> Operator:
    """How the figure ``required`` of a target bounds: with no operator it is ≥, or ≤ where less is better.

    ``=`` is kept where more than asked is another thing than asked, and less is no better.
    """
    operator = target.operator
    if operator not in (Operator.NONE, Operator.EQUAL):
        return operator
    if required.value == 0:
        return Operator.AT_MOST  # of 0起 nobody asks for more
    if operator is Operator.EQUAL and required.unit == "%" and required.value == 100:
        return Operator.AT_LEAST
    if reverse:
        return Operator.AT_MOST  # nobody minds a shorter 工期 or a lower cost
    return Operator.AT_LEAST if operator is Operator.NONE else operator


class Span(NamedTuple):
    """What an actual says that its figure lies between; an end of None is open."""

    low: Decimal | None
    high: Decimal | None
    above_low: bool = False  # the end itself is excluded
    below_high: bool = False


def span(operator: Operator, low: Decimal, high: Decimal) -> Span:
    """What a reported figure may be: 超过40次 is anything above 40."""
    if operator in LOWER:
        return Span(low, None, above_low=operator is Operator.ABOVE)
    if operator in UPPER:
        return Span(None, high, below_high=operator is Operator.BELOW)
    if operator is Operator.WITHIN:
        return Span(-abs(high), abs(high))
    return Span(low, high)


def meets(operator: Operator, reported: Span, bound: Decimal) -> bool | None:
    """Whether all (True), none (False) or some (None) of what the actual may be meets the bound."""
    if operator is Operator.EQUAL:
        return _equals(reported, bound)
    if operator is Operator.WITHIN:
        return _within(reported, abs(bound))
    if operator in UPPER:
        return _reaches(_mirrored(reported), -bound, strict=operator is Operator.BELOW)
    return _reaches(reported, bound, strict=operator is Operator.ABOVE)


def _mirrored(reported: Span) -> Span:
    """The same below zero, so that an upper bound is a lower one."""
    low, high, above_low, below_high = reported
    return Span(None if high is None else -high, None if low is None else -low, below_high, above_low)


def _reaches(reported: Span, bound: Decimal, strict: bool) -> bool | None:
    low, high, above_low, below_high = reported
    if low is not None and (low > bound or (low == bound and (above_low or not strict))):
        return True
    missed = high is not None and (high < bound or (high == bound and (below_high or strict)))
    return False if missed else None


def _within(reported: Span, bound: Decimal) -> bool | None:
    low, high = reported.low, reported.high
    return None if low is None or high is None else -bound <= low and high <= bound


def _equals(reported: Span, bound: Decimal) -> bool | None:
    low, high = reported.low, reported.high
    if low is not None and low == high:
        return low == bound
    outside = (low is not None and low > bound) or (high is not None and high < bound)
    return False if outside else None


def both(one: bool | None, other: bool | None) -> bool | None:
    """Whether both hold; None where that is open."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True

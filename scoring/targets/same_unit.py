"""Bring what was reported and what its target asks for into one unit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity, times_apart

# Two units of one dimension differ by rounding at most by this share (a 亩 has no finite decimal).
_ROUNDING = Decimal("1e-9")
_PER_CENT = Pattern("[%％﹪]|百分")
_MUCH_CLOSER = 10


def in_one_unit(one: Quantity, other: Quantity) -> tuple[Decimal, Decimal]:
    """Both values in one unit.

    A number without a unit is in that of the other, 28 against 30万元 is 28万元, unless reading it
    in the base unit brings the two much closer: 285000 against 30万元, 2.5万 against 2000. Against
    a percentage, 0.98 is 98 %.
    """
    one, other = _in_per_cent(one, other), _in_per_cent(other, one)
    if one.unit == other.unit:
        return one.value, other.value
    a, b = one.magnitude, other.magnitude
    if one.unit and other.unit:
        return (b, b) if abs(a - b) <= abs(b) * _ROUNDING else (a, b)
    in_base = times_apart(a, b) * _MUCH_CLOSER <= times_apart(one.value, other.value)
    return (a, b) if in_base else (one.value, other.value)


def unit_is_open(one: Quantity, other: Quantity) -> bool:
    """Whether an amount without a unit makes as little sense in that of the other as in 元.

    5000 against 50万元: as 万元 it is a hundred times as much, as 元 a hundredth.
    """
    if bool(one.unit) is bool(other.unit) or "money" not in (one.dimension, other.dimension):
        return False
    as_other, as_yuan = times_apart(one.value, other.value), times_apart(one.magnitude, other.magnitude)
    in_yuan = one.magnitude == one.value and other.magnitude == other.value
    if in_yuan or as_other <= _MUCH_CLOSER:
        return False
    return as_yuan < as_other * _MUCH_CLOSER and as_other < as_yuan * _MUCH_CLOSER


def _in_per_cent(quantity: Quantity, other: Quantity) -> Quantity:
    """0.98 against a percentage is 98 %, also in a column of percentages."""
    bare = not quantity.unit or (quantity.unit == "%" and _PER_CENT.search(quantity.text) is None)
    if not bare or other.unit != "%" or other.value <= 10 or not 0 < quantity.value <= 1:
        return quantity
    return replace(quantity, value=quantity.value * 100, unit="%")


# How many days each is: a month has 28 to 31, and a weekend may lie between working days.
_DAYS = {"天": (1, 1), "周": (7, 7), "工作日": (1, 2), "月": (28, 31), "季度": (84, 93), "年": (365, 366)}
_MONTHS = frozenset(("月", "季度", "年"))


def days(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """How many days a length of time has, at least and at most."""
    least, most = _DAYS[quantity.unit]
    return quantity.value * least, quantity.value * most


def may_be_as_long(one: Quantity, other: Quantity) -> bool:
    """3个月 may be 90天, 7天 may be 5个工作日."""
    units = {one.unit, other.unit}
    if len(units) == 1 or not units <= _DAYS.keys() or units <= _MONTHS or units == {"天", "周"}:
        return False
    (low, high), (least, most) = days(one), days(other)
    return low <= most and least <= high

"""A quantity (数值): a figure with its unit, and which of them can be held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scoring.text.units import dimension_and_size, same_count

# What one of the money units of a form is in 元.
IN_YUAN = {"万元": Decimal(10_000), "元": Decimal(1)}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit, as written: 169.9万元 is ``Quantity(169.9, "万元")``."""

    value: Decimal
    unit: str
    text: str

    @property
    def dimension(self) -> str:
        """What is measured: ``"%"``, ``"money"``, ``"length"`` …; for count words the word itself."""
        return dimension_and_size(self.unit)[0]

    @property
    def magnitude(self) -> Decimal:
        """The value in the base unit of the dimension: 169.9万元 is 1699000, in 元."""
        return self.value * dimension_and_size(self.unit)[1]


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities can be held against each other.

    They can when they measure one thing, when one has no unit (735 against 735人次, 100 against
    100%), when both count one kind of thing (5个, 5家), and when only one says per what
    (500元 against 500元/人).
    """
    measured_a, measured_b = a.dimension, b.dimension
    if measured_a == measured_b or not measured_a or not measured_b:
        return True
    above_a, _, below_a = measured_a.partition("/")
    above_b, _, below_b = measured_b.partition("/")
    if below_a and below_b and below_a != below_b:
        return False
    return above_a == above_b or same_count(above_a, above_b)


def shortened(one: Quantity, other: Quantity) -> bool:
    """由100吨标煤降至96.5吨: the unit of the other is that of the one, not written out again."""
    return bool(other.unit) and other.unit != one.unit and one.unit.startswith(other.unit)


def times_apart(one: Decimal, other: Decimal) -> Decimal:
    """How many times the one is the other, whichever is larger; 1 where either is nothing."""
    return max(abs(one / other), abs(other / one)) if one and other else Decimal(1)

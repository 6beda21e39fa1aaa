"""Two quantities in one unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.targets.same_unit import in_one_unit, may_be_as_long, unit_is_open
from scoring.targets.target import parse_actual
from scoring.text.quantity import Quantity


def quantity(text: str) -> Quantity:
    read = parse_actual(text).quantity
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("764000元", "50万元", ("764000", "500000")),
        ("28", "30万元", ("28", "30")),
        ("285000", "30万元", ("285000", "300000")),
        ("0.98", "95%", ("98", "95")),
        ("2750米", "3公里", ("2750", "3000")),
        ("76.4", "50万元", ("76.4", "50")),
    ],
)
def test_in_one_unit(one: str, other: str, values: tuple[str, str]) -> None:
    assert in_one_unit(quantity(one), quantity(other)) == tuple(map(Decimal, values))


@pytest.mark.parametrize(
    ("one", "other", "is_open"),
    [
        ("5000", "50万元", True),
        ("300", "5万元", True),
        ("76.4", "50万元", False),
        ("498000", "50万元", False),
        ("764000", "50万元", False),
        ("3", "50元", False),
        ("5000元", "50万元", False),
        ("5", "1000人", False),
    ],
)
def test_an_amount_may_be_in_either_unit(one: str, other: str, is_open: bool) -> None:
    assert unit_is_open(quantity(one), quantity(other)) is is_open


def test_months_have_no_fixed_length() -> None:
    assert may_be_as_long(quantity("3个月"), quantity("90天"))
    assert not may_be_as_long(quantity("3个月"), quantity("94天"))
    assert not may_be_as_long(quantity("1年"), quantity("12个月"))

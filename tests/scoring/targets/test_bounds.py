"""The bound that a target sets, and what lies within it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.targets.bounds import bound_of, meets, span
from scoring.targets.target import parse_target
from scoring.text.operators import Operator


@pytest.mark.parametrize(
    ("target", "reverse", "operator"),
    [
        ("50次", False, "≥"),
        ("50元", True, "≤"),
        ("=30天", True, "≤"),
        ("=4个", False, "="),
        ("=100%", True, "≥"),
        ("0起", False, "≤"),
        ("≥5%", True, "≥"),
        ("±5%", True, "±"),
    ],
)
def test_the_bound_of_a_target(target: str, reverse: bool, operator: str) -> None:
    read = parse_target(target)
    assert read.quantity is not None
    assert bound_of(read, read.quantity, reverse) == operator


@pytest.mark.parametrize(
    ("bound", "reported", "met"),
    [
        ("≥", "", True),
        (">", "", False),
        (">", ">", True),
        ("≥", ">", True),
        ("≥", "<", False),
        ("≥", "≤", None),
        ("≤", "", True),
        ("<", "", False),
        ("<", "<", True),
        ("≤", ">", False),
        ("≤", "≥", None),
        ("=", "", True),
        ("=", "≥", None),
        ("±", "", True),
        ("±", "≥", None),
    ],
)
def test_what_is_reported_may_be_open(bound: str, reported: str, met: bool | None) -> None:
    """50 for 50, with the operators of both."""
    value = Decimal(50)
    assert meets(Operator(bound), span(Operator(reported), value, value), value) is met


@given(st.integers(-50, 50), st.integers(-50, 50))
def test_upper_and_lower_bounds_mirror_each_other(value: int, bound: int) -> None:
    here, there = Decimal(value), Decimal(bound)
    for lower, upper in ((Operator.AT_LEAST, Operator.AT_MOST), (Operator.ABOVE, Operator.BELOW)):
        one = meets(lower, span(Operator.NONE, here, here), there)
        assert one is meets(upper, span(Operator.NONE, -here, -here), -there)

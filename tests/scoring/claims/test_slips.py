"""Numbers that are others mistyped."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.claims.slips import is_any_slip, significant_digits


@pytest.mark.parametrize(
    ("said", "right", "slip"),
    [
        ("28.9", "29.8", True),
        ("56", "5.6", True),
        ("37", "27", True),
        ("1179", "1197", True),
        ("118.8", "18.8", True),
        ("29.8", "29.8", False),
        ("31", "27", False),
        ("450", "298", False),
        ("0", "29.8", False),
    ],
)
def test_a_slip_of_any_kind(said: str, right: str, slip: bool) -> None:
    assert is_any_slip(Decimal(said), Decimal(right)) is slip


def test_noughts_at_the_ends_say_nothing() -> None:
    assert [significant_digits(Decimal(number)) for number in ("180", "26.82", "0.05")] == [2, 4, 1]

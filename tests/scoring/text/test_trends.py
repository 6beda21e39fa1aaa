"""Rises and cuts from one period to the next."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.text.trends import change_in, gives_both_periods, plain_move


@pytest.mark.parametrize(
    ("text", "unit", "change"),
    [
        ("由100万元增至106万元", "%", "6"),
        ("2022年100万元，2023年94万元", "%", "-6"),
        ("由100人增加到125人", "人", "25"),
        ("由100吨标煤降至96.5吨", "%", "-3.5"),
        ("2023年106万元，2022年100万元", "%", None),
        ("由85%提高到92%", "%", None),
        ("由100万元增至106万元", "人", None),
    ],
)
def test_a_change_is_reckoned_from_both_figures(text: str, unit: str, change: str | None) -> None:
    assert change_in(text, unit) == (None if change is None else Decimal(change))


@pytest.mark.parametrize(
    ("text", "both"), [("30→24分钟", True), ("从4500元增加到5500元", True), ("缩短20%", False)]
)
def test_figures_of_two_periods(text: str, both: bool) -> None:
    assert gives_both_periods(text) is both


@pytest.mark.parametrize(
    ("text", "rising"),
    [("有所上升", True), ("同比降低10%", False), ("由90%下降到85%", False), ("投诉率下降5%", None)],
)
def test_a_move_and_nothing_else(text: str, rising: bool | None) -> None:
    assert plain_move(text) is rising

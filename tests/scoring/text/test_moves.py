"""Words of rising and falling."""

from __future__ import annotations

import pytest

from scoring.text.figure_context import figures_in
from scoring.text.moves import trend_in


@pytest.mark.parametrize(
    ("text", "rising"),
    [
        ("提升20%", True),
        ("缩短20%", False),
        ("降低成本10%", False),
        ("提高参保率95%", None),
        ("不提高20%", None),
        ("检查20次", None),
        ("增加设备20台", None),
    ],
)
def test_by_a_figure(text: str, rising: bool | None) -> None:
    (figure,) = figures_in(text)
    assert figure.rising is rising


@pytest.mark.parametrize(
    ("text", "rising"), [("逐年提高", True), ("发病率持续下降", False), ("有效提升", None), ("", None)]
)
def test_in_words(text: str, rising: bool | None) -> None:
    assert trend_in(text) is rising

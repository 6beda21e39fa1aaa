"""Fills in words that every host reads alike."""

from __future__ import annotations

import pytest

from addin.marking.colours import Colour, read_colour


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("solid:FFFFC7CE", Colour(rgb="FFFFC7CE")),
        ("solid:theme:4:0.5999", Colour(theme=4, tint="0.5999")),
        ("solid:theme:4:-0.25", Colour(theme=4, tint="-0.25")),
        ("solid:indexed:5", Colour(indexed=5)),
        ("solid:red", None),
        ("none", None),
        ("xml:<fill/>", None),
    ],
)
def test_colours(text: str, colour: Colour | None) -> None:
    assert read_colour(text) == colour
    assert colour is None or str(colour) == text

"""The lines that a text takes: words and numbers stay whole, stops with what they follow."""

from __future__ import annotations

import pytest

from addin.marking.wrapping import wrapped_lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 18, 1),
        ("核对各项得分都无误的", 18, 1),  # 139 pixels: ten letters of 13 and a third, and a half
        ("核对各项得分都无误的，", 18, 2),
        ("一二三四五六七八九，", 18, 1),
        ("一二三四五六七1234567", 18, 2),  # a number goes to the next line as a whole
        ("一行\n又一行", 18, 2),
        ("123456789012345678901234567890123456789012345", 18, 3),
        ("字", 1, 1),
    ],
)
def test_lines_of_a_text(text: str, width: float, lines: int) -> None:
    assert wrapped_lines(text, width, 10) == lines


def test_smaller_letters_take_less_room() -> None:
    text = "核对各项得分；得分无误的，等级改为优，或者核对等级的分档。" * 3
    assert wrapped_lines(text, 30, 8) < wrapped_lines(text, 30, 10)

"""The lines that a text takes: as many as are seen, in the narrowest letters of a column."""

from __future__ import annotations

import pytest

from addin.marking.wrapping import wrapped_lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 18, 1),
        ("核对各项得分无误", 18, 1),  # 18 characters are 121 pixels: nine letters of 13 and a third
        ("核对各项得分无误的", 18, 1),
        ("核对各项得分无误的，", 18, 2),
        ("核对各项得分无误的，等级改为优", 18, 2),
        ("一二三四五六七1234567", 18, 2),  # a number goes to the next line as a whole
        ("一行\n又一行", 18, 2),
        ("1234567890123456789012345678901234567890", 18, 3),
        ("字", 1, 1),
    ],
)
def test_lines_of_a_text(text: str, width: float, lines: int) -> None:
    assert wrapped_lines(text, width, 10) == lines


def test_smaller_letters_take_less_room() -> None:
    text = "核对各项得分；得分无误的，等级改为优，或者核对等级的分档。" * 3
    assert wrapped_lines(text, 30, 8) < wrapped_lines(text, 30, 10)

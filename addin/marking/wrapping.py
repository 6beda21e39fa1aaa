"""How many lines a text takes in a cell: rows of our own sheets are made high enough, and no higher."""

from __future__ import annotations

import re
from math import ceil

# Of a character of a column's width where the workbook is in 宋体 or 等线 of 11 points, and of the cell.
_PIXELS, _MARGIN = 8, 5
# What a line is not broken within: a word or a number, and a character with its marks before and after.
_PIECE = re.compile(r"[“‘（《]*(?:[!-~]+|.)[，。；：、！？）》”’…％]*", re.DOTALL)


def wrapped_lines(text: str, width: float, points: float) -> int:
    """The lines of a text in letters of so many points, in a column so many characters wide (as a file counts)."""
    room = (width * _PIXELS - _MARGIN) / (points * 2 / 3)  # in letters half as wide as high
    return sum(_lines(paragraph, max(room, 2)) for paragraph in text.split("\n"))


def _lines(paragraph: str, room: float) -> int:
    lines, used = 1, 0.0
    for piece in _PIECE.findall(paragraph):
        size = sum(1 if letter.isascii() else 2 for letter in piece)
        if used and used + size > room:
            lines, used = lines + 1, 0.0
        over = max(ceil(size / room) - 1, 0)  # of a piece that no line has room for
        lines, used = lines + over, used + size - over * room
    return lines

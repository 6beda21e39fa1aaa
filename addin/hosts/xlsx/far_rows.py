"""Rows far below any form: left out of a large worksheet before it is parsed, put back when it is written.

A sheet that is formatted down to its last row, or that holds a long list below a form, so costs what its first
rows cost. What is left out is not looked into: it goes into the copy as it stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

NEAR_ROWS = 1_000  # what lies further off is no part of a form
MARK = b"<?jixiao-rows-left-out?>"  # stands in their place while the part is parsed

_ROW = re.compile(rb"<([\w.-]+:)?row\b[^<>]*>")
_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d{1,7})["']""")
_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>")
_CONTENT = (b"v", b"f", b"is")  # what the elements begin with that a cell holds
_STEP = 1 << 20
_OVERLAP = 128  # what is looked for may lie across two steps


@dataclass(frozen=True, slots=True)
class FarRows:
    """The bytes of a worksheet part that are left out, from `start` up to `end`."""

    start: int
    end: int
    filled: bool  # whether cells there hold anything

    def pieces(self, part: IO[bytes]) -> Iterator[bytes]:
        """The bytes themselves, out of the whole part."""
        left = self.start
        while left:
            left -= len(part.read(min(left, _STEP))) or left
        left = self.end - self.start
        while left and (piece := part.read(min(left, _STEP))):
            left -= len(piece)
            yield piece


class TooLarge(Exception):
    """More bytes would be parsed than allowed."""


def near_rows(part: IO[bytes], most: int) -> tuple[bytes, FarRows | None]:
    """The bytes of a worksheet part with `MARK` for the far rows, if it has any. Raises TooLarge."""
    head = bytearray()
    counted, searched = 0, 0
    while piece := part.read(_STEP):
        head += piece
        if len(head) > most:
            raise TooLarge
        for row in _ROW.finditer(head, searched):
            number = _NUMBER.search(row[0])
            counted = int(number[1]) if number is not None else counted + 1
            if counted > NEAR_ROWS and MARK not in head:
                start, prefix = row.start(), row[1] or b""
                rest, far = _after(part, bytes(head[start:]), start, prefix, most)
                return bytes(head[:start]) + MARK + rest, far
            searched = row.end()
    return bytes(head), None


def _after(part: IO[bytes], window: bytes, start: int, prefix: bytes, most: int) -> tuple[bytes, FarRows]:
    """What follows the far rows that begin with `window`, and where they are."""
    content = [b"<" + prefix + name for name in _CONTENT]
    at, filled = start, False
    while (end := _end(window)) is None:
        filled = filled or any(element in window for element in content)
        piece = part.read(_STEP)
        if not piece:
            raise TooLarge  # the rows have no end: nothing that could be cut out
        at += max(len(window) - _OVERLAP, 0)
        window = window[-_OVERLAP:] + piece
    filled = filled or any(element in window[:end] for element in content)
    rest = window[end:] + part.read(most)
    if part.read(1) or MARK in rest:
        raise TooLarge
    return rest, FarRows(start, at + end, filled)


def _end(window: bytes) -> int | None:
    found = _END.search(window) if b"sheetData" in window else None
    return None if found is None else found.start()

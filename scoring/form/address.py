"""Where a cell stands: ``Address(row, column)``, counted from 1, written ``B17``.

A form that goes on on another sheet counts its rows on from there: ``MAX_ROW + 1`` is row 1 of its second sheet.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from scoring.text.pattern import Pattern

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

_A1 = Pattern(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Address(NamedTuple):
    """One cell of a sheet."""

    row: int
    column: int

    @property
    def a1(self) -> str:
        """The address on its own sheet as people write it, ``B17``."""
        return f"{column_letters(self.column)}{self.on_sheet.row}"

    @property
    def sheet_number(self) -> int:
        """On which of the sheets of its form it stands, counted from 0."""
        return max(self.row - 1, 0) // MAX_ROW

    @property
    def on_sheet(self) -> Address:
        """Where it stands on its own sheet."""
        return self if self.row <= MAX_ROW else Address((self.row - 1) % MAX_ROW + 1, self.column)

    def counted_on(self, sheet_number: int) -> Address:
        """Where a cell of that sheet of a form stands in the form."""
        return Address(self.row + sheet_number * MAX_ROW, self.column)

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read ``B17`` or ``$B$17``; raises ValueError for anything else or off the sheet."""
        match = _A1.fullmatch(text)
        if match is None:
            raise ValueError(f"not a cell address: {text[:20]!r}")
        column = 0
        for letter in match[1].upper():
            column = column * 26 + ord(letter) - 64
        row = int(match[2])
        if row > MAX_ROW or column > MAX_COLUMN:
            raise ValueError(f"off the sheet: {text!r}")
        return cls(row, column)

    @classmethod
    def read(cls, text: str) -> Address | None:
        """The same for a text that may be anything: None where `parse` raises ValueError."""
        try:
            return cls.parse(text)
        except ValueError:
            return None


def sheet_reference(sheet: str, a1: str) -> str:
    """``'表 1'!B17``, as formulas and links write it."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{a1}"


class Area(NamedTuple):
    """A rectangle of cells, such as a merged area; never expanded, it may be a million rows tall."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def a1(self) -> str:
        """``B2`` for one cell, else ``B2:D4``."""
        first, last = self.anchor.a1, Address(self.bottom, self.right).a1
        return first if first == last else f"{first}:{last}"

    @property
    def anchor(self) -> Address:
        """The top left cell: the one that holds a merged area's value."""
        return Address(self.top, self.left)

    def covers(self, at: Address) -> bool:
        """Whether the cell lies in the area."""
        return self.top <= at.row <= self.bottom and self.left <= at.column <= self.right

    @classmethod
    def parse(cls, text: str) -> Area:
        """Read ``B2:D4`` or ``B2``, with or without ``$``; raises ValueError."""
        first, _, last = text.partition(":")
        start = Address.parse(first)
        end = Address.parse(last) if last else start
        return cls(
            min(start.row, end.row),
            min(start.column, end.column),
            max(start.row, end.row),
            max(start.column, end.column),
        )

"""A sheet as a host hands it over: a sparse grid of cells, and nothing of the host."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from scoring.form.address import Address, Area


class CellError(str):
    """An error value as it stands in a cell: ``#DIV/0!``, ``#REF!``, ``#NAME?`` …"""

    __slots__ = ()


_NOTHING = Address(0, 0)

CellValue = Decimal | str | bool | dt.date | dt.datetime | dt.time | CellError | None


class Cell(NamedTuple):
    """One cell that holds something.

    `value` is what is stored, `text` what the person sees (1 formatted ``0%`` is seen as 100%);
    where the two speak differently, the person's view decides. A formula that gave a blank text has the
    value "", one that was never calculated has None.
    """

    value: CellValue
    text: str
    formula: str | None = None
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sparse grid: only cells with a value or a formula are in `cells`.

    `extent` is the last row and column that hold any cell at all, styled blanks included; what is
    written beside the form goes to the right of it.
    """

    name: str
    cells: Mapping[Address, Cell]
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    extent: Address = _NOTHING
    print_area: Area | None = None
    row_heights: Mapping[int, float] = field(default_factory=dict)  # points; explicit heights only
    hidden: bool = False
    unread: tuple[str, ...] = ()  # where more is written that was not looked into: 第1000行以下
    parts: tuple[Sheet, ...] = ()  # the sheets that this one was put together from (joined.py)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets of the workbook that it stands for: itself, or those it was put together from."""
        return self.parts or (self,)

    def holding(self, at: Address) -> Sheet:
        """The sheet of the workbook on which a cell stands, there at ``at.on_sheet``."""
        return self.sheets[at.sheet_number]

"""Sheets moved about: blank rows and columns put in, one sheet under another."""

from __future__ import annotations

from collections.abc import Callable

from addin.reading.sheet import Sheet
from scoring.form.address import Address, Area


def with_blank_rows(sheet: Sheet, before: int, count: int = 1) -> Sheet:
    """The sheet with blank rows put in before a row."""
    return _mapped(sheet, lambda at: Address(at.row + count, at.column) if at.row >= before else at)


def with_blank_columns(sheet: Sheet, before: int, count: int = 1) -> Sheet:
    """The sheet with blank columns put in before a column."""
    return _mapped(sheet, lambda at: Address(at.row, at.column + count) if at.column >= before else at)


def under(upper: Sheet, lower: Sheet, gap: int = 1) -> Sheet:
    """Two sheets as one, the second below the first."""
    moved = with_blank_rows(lower, 1, upper.extent.row + gap)
    extent = Address(moved.extent.row, max(upper.extent.column, moved.extent.column))
    merges = (*upper.merges, *moved.merges)
    return Sheet(upper.name, {**upper.cells, **moved.cells}, merges=merges, extent=extent)


def with_columns_in_order(sheet: Sheet, first: int, order: list[int], rows: range) -> Sheet:
    """The sheet with columns of some rows put in another order; `order` names the old ones."""
    places = {old: first + position for position, old in enumerate(order)}
    return _mapped(
        sheet,
        lambda at: Address(at.row, places[at.column]) if at.row in rows and at.column in places else at,
    )


def _mapped(sheet: Sheet, move: Callable[[Address], Address]) -> Sheet:
    cells = {move(at): cell for at, cell in sheet.cells.items()}
    merges = tuple(Area(*move(area.anchor), *move(Address(area.bottom, area.right))) for area in sheet.merges)
    return Sheet(sheet.name, cells, merges=merges, extent=move(sheet.extent))

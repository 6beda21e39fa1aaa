"""A marked sheet as it reads without the marks, so that checking it need not clear them first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from addin.marking.areas import first_area
from addin.marking.ledger import BLANK, Entry, EntryKind, Ledger, read_number, same_value, value_text
from addin.reading.display import display
from addin.reading.sheet import Cell, CellValue, Sheet
from scoring.form.address import Address, Area


def unmarked(sheet: Sheet, ledger: Ledger) -> Sheet:
    """The sheet without our hints and print area, with the values that stood there.

    `ledger` speaks of the marks where they stand now. What the person has changed since the marks were
    written stays as they left it.
    """
    cells = dict(sheet.cells)
    for was in (*ledger.of(EntryKind.CELL), *ledger.of(EntryKind.VALUE)):
        at = Address.read(was.cell) if was.sheet == sheet.name else None
        cell = sheet.cells.get(at) if at is not None else None
        if at is None or cell is None or not same_value(content_in_words(cell), was.after):
            continue
        if was.kind is EntryKind.VALUE:
            cells[at] = _as_before(cell, was.before)
        else:
            del cells[at]
    extent = Address(sheet.extent.row, max((at.column for at in cells), default=1))
    return replace(
        sheet,
        cells={at: cell for at, cell in cells.items() if cell.value is not None or cell.formula is not None},
        extent=extent,
        print_area=None if _is_ours(sheet.print_area, sheet.name, ledger) else sheet.print_area,
    )


def stands(was: Entry, sheet: Sheet) -> bool:
    """Whether what we have written in a cell still stands there."""
    at = Address.read(was.cell)
    cell = sheet.cells.get(at) if at is not None else None
    return cell is not None and same_value(content_in_words(cell), was.after)


def content_in_words(cell: Cell) -> str:
    """What a cell holds, in the words of the ledger; "" for a formula."""
    value = cell.value
    if cell.formula is not None:
        return ""
    if isinstance(value, Decimal | bool):
        return value_text(value)
    return value_text(None if value is None else str(value))


def _as_before(cell: Cell, before: str) -> Cell:
    value: CellValue = None
    if before.startswith("n:"):
        value = read_number(before)
    elif before != BLANK:
        value = before.partition(":")[2]
    return Cell(value, display(value, cell.number_format), None, cell.number_format)


def _is_ours(area: Area | None, name: str, ledger: Ledger) -> bool:
    was = ledger.find(EntryKind.PRINT_AREA, name)
    return was is not None and area is not None and first_area(was.after) == area

"""Clean forms of several layouts as sheets, to be changed cell by cell.

A ``.tsv`` is a grid of cells: ``12`` and ``94.3%`` are numbers as Excel would store them, all else text; a
leading ``'`` makes anything text, and a cell ``^`` is merged with the one above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from addin.reading.display import display
from addin.reading.sheet import Cell, CellError, Sheet
from scoring.form.address import Address, Area

HERE = Path(__file__).parent
NAMES = tuple(sorted(path.stem for path in HERE.glob("*.tsv")))
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_MERGED = "^"


def cell(value: Any) -> Cell:
    """A cell from a plain value, or from ``{value:, format:, formula:}``."""
    if isinstance(value, Mapping):
        number_format = value.get("format", "General")
        return _cell(_typed(value.get("value")), number_format, value.get("formula"))
    if isinstance(value, str) and value.endswith("%") and _NUMBER.fullmatch(value[:-1]):
        places = len(value[:-1].partition(".")[2])
        return _cell(Decimal(value[:-1]) / 100, f"0.{'0' * places}%" if places else "0%", None)
    return _cell(_typed(value), "General", None)


def _typed(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(repr(value))
    if isinstance(value, str) and value.startswith("#"):
        return CellError(value)
    if isinstance(value, str):
        return Decimal(value) if _NUMBER.fullmatch(value) else value.removeprefix("'")
    return value


def _cell(value: Any, number_format: str, formula: str | None) -> Cell:
    return Cell(value, display(value, number_format), formula, number_format)


def sheet_of(rows: list[list[Any]], name: str = "Sheet1") -> Sheet:
    """A sheet from rows of plain values; blanks are left out."""
    values = {
        Address(r, c): value
        for r, row in enumerate(rows, 1)
        for c, value in enumerate(row, 1)
        if value not in (None, "")
    }
    cells = {at: cell(value) for at, value in values.items() if value != _MERGED}
    extent = Address(max(at.row for at in cells), max(at.column for at in cells))
    return Sheet(name, cells, merges=tuple(_merges(values)), extent=extent)


def _merges(values: Mapping[Address, Any]) -> Iterable[Area]:
    """The areas that a cell makes with those marked ``^`` under it."""
    for at, value in values.items():
        bottom = at.row
        while values.get(Address(bottom + 1, at.column)) == _MERGED:
            bottom += 1
        if value != _MERGED and bottom > at.row:
            yield Area(at.row, at.column, bottom, at.column)


def form_sheet(
    name: str,
    changes: Mapping[str, Any] | None = None,
    *,
    merges: Iterable[str] = (),
    hidden_rows: Iterable[int] = (),
    hidden_columns: Iterable[str] = (),
) -> Sheet:
    """The clean form of that name, with some cells changed (None or "" empties a cell), merged or hidden."""
    lines = (HERE / f"{name}.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n")
    sheet = sheet_of([line.split("\t") for line in lines])
    cells = dict(sheet.cells)
    for a1, value in (changes or {}).items():
        cells.pop(Address.parse(a1), None)
        if value not in (None, ""):
            cells[Address.parse(a1)] = cell(value)
    return Sheet(
        sheet.name,
        cells,
        merges=(*sheet.merges, *(Area.parse(area) for area in merges)),
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(Address.parse(f"{letters}1").column for letters in hidden_columns),
        extent=sheet.extent,
    )


def write_form(path: Path, *names: str, changes: Mapping[str, Any] | None = None) -> Path:
    """A workbook file with these clean forms, a sheet each; `changes` go into the first."""
    forms = [form_sheet(name, None if position else changes) for position, name in enumerate(names)]
    return write_sheets(
        path, {name.rpartition("/")[2]: form for name, form in zip(names, forms, strict=True)}
    )


def write_sheets(path: Path, sheets: Mapping[str, Sheet]) -> Path:
    """A workbook file with these sheets, their cells alone."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, sheet in sheets.items():
        worksheet = workbook.create_sheet(name)
        for at, one in sheet.cells.items():
            written = worksheet.cell(at.row, at.column)
            written.value = one.formula or (float(one.value) if isinstance(one.value, Decimal) else one.value)
            written.number_format = one.number_format
            if isinstance(one.value, str) and one.formula is None:
                written.data_type = "s"
    workbook.save(path)
    return path

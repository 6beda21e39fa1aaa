"""A worksheet of Excel read into a `Sheet`: at most twelve calls, however many rows it has.

1 UsedRange, 2 its address, 3 the range from A1, 4 values, 5 formulas, 6 looks, 7–8 print area, 9–10 the
date system. Only where Excel gives no XML for the looks there are more (`_MOST_PIECES`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal

from addin.hosts.excel import com
from addin.hosts.excel.com import Com
from addin.hosts.excel.looks import Looks, parse_looks
from addin.marking.areas import first_area
from addin.reading.display import display, from_serial, is_date_format
from addin.reading.sheet import Cell, CellError, CellValue, Sheet
from scoring.form.address import Address, Area

_ADDRESS = re.compile(r"'?(?:.*\])?(?P<name>.+?)'?!(?P<area>[$A-Z0-9:]+)", re.DOTALL)
_XML_SPREADSHEET = 11
_FAR_COLUMN, _MOST_CELLS = 512, 400_000  # a used range beyond is stray formats
_MOST_PIECES = 40

# VT_ERROR comes as an int, a number always as a float: 0x800A0000 and the number of the error.
_FIRST_ERROR = -2_146_828_288
_ERRORS = {
    2000: "#NULL!",
    2007: "#DIV/0!",
    2015: "#VALUE!",
    2023: "#REF!",
    2029: "#NAME?",
    2036: "#NUM!",
    2042: "#N/A",
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2046: "#CONNECT!",
    2047: "#BLOCKED!",
    2048: "#UNKNOWN!",
    2049: "#FIELD!",
    2050: "#CALC!",
}

Rows = Sequence[Sequence[object]]


def read_sheet(sheet: Com) -> Sheet:
    """The sheet as it is now."""
    name, block, extent = _block(sheet)
    values, formulas = rows_of(block.Value2), rows_of(block.Formula)
    looks = _looks(sheet, block, values)
    return Sheet(
        name=name,
        cells=_cells(values, formulas, looks.formats, bool(sheet.Parent.Date1904)),
        merges=looks.merges,
        hidden_rows=looks.hidden_rows,
        hidden_columns=looks.hidden_columns,
        extent=extent,
        print_area=first_area(str(sheet.PageSetup.PrintArea)),
        row_heights=looks.heights,
    )


def read_values(sheet: Com) -> Sheet:
    """Values and formulas alone, in five calls: all that is needed of our own sheets, and when clearing."""
    name, block, extent = _block(sheet)
    cells = _cells(rows_of(block.Value2), rows_of(block.Formula), {}, False)
    return Sheet(name, cells, extent=extent)


def rows_of(block: object) -> Rows:
    """A block as rows; Excel hands a single cell over bare."""
    return block if isinstance(block, tuple) else ((block,),)


def is_formula(formula: object, value: object) -> bool:
    """Whether a cell is computed: a text that only looks like a formula is its own formula."""
    return isinstance(formula, str) and formula.startswith("=") and formula != value


def cell_value(raw: object) -> CellValue:
    """A value as Excel hands it over, numbers at the fifteen digits that Excel holds."""
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, int):
        return CellError(_ERRORS.get(raw - _FIRST_ERROR, "#N/A"))
    if isinstance(raw, float):
        return Decimal(format(raw, ".15g"))
    return str(raw) if raw is not None and raw != "" else None


def _block(sheet: Com) -> tuple[str, Com, Address]:
    """The sheet's name, the range from A1 to its last used cell, and that cell."""
    used = sheet.UsedRange
    name, area = _place(used.GetAddress(True, True, 1, True))
    near = _near(area)
    whole = near == area and area[:2] == (1, 1)
    return name, used if whole else sheet.Range(Area(1, 1, *near[2:]).a1), Address(*near[2:])


def _place(address: str) -> tuple[str, Area]:
    """Name and area in ``'[表.xlsx]自评表 1'!$A$1:$J$44``."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise ValueError(f"not an address: {address!r}")
    return match["name"].replace("''", "'"), Area.parse(match["area"])


def _near(area: Area) -> Area:
    right = min(area.right, _FAR_COLUMN)
    return area._replace(right=right, bottom=min(area.bottom, _MOST_CELLS // right))


def _cells(
    values: Rows, formulas: Rows, formats: Mapping[Address, str], date1904: bool
) -> dict[Address, Cell]:
    cells: dict[Address, Cell] = {}
    for r, (row, row_formulas) in enumerate(zip(values, formulas, strict=True), 1):
        for c, (raw, formula) in enumerate(zip(row, row_formulas, strict=True), 1):
            value = cell_value(raw)
            own = str(formula)[1:] if is_formula(formula, raw) else None
            if value is None and own is None:
                continue
            if raw == "":
                value = ""  # what a formula gave, and not a formula that gave nothing yet
            at = Address(r, c)
            number_format = formats.get(at, "General")
            if isinstance(value, Decimal) and is_date_format(number_format):
                value = from_serial(value, number_format, date1904)
            cells[at] = Cell(value, display(value, number_format), own, number_format)
    return cells


def _looks(sheet: Com, block: Com, values: Rows) -> Looks:
    with suppress(ValueError, TypeError, AttributeError), com.if_possible():
        # GetValue is pywin32's form of the parameterized Value property.
        return parse_looks(block.GetValue(_XML_SPREADSHEET))
    numbers = [
        Address(r, c)
        for r, row in enumerate(values, 1)
        for c, value in enumerate(row, 1)
        if isinstance(value, float)
    ]
    return Looks(formats=dict(_formats_by_asking(sheet, numbers)))


def _formats_by_asking(sheet: Com, cells: Sequence[Address]) -> Iterable[tuple[Address, str]]:
    """The formats of the cells: of all at once if they share one, else of each half, and so on, within bounds."""
    waiting = [list(cells)] if cells else []
    for _ in range(_MOST_PIECES):
        if not waiting:
            return
        piece = waiting.pop(0)
        around = Area(
            min(at.row for at in piece),
            min(at.column for at in piece),
            max(at.row for at in piece),
            max(at.column for at in piece),
        )
        shared = sheet.Range(around.a1).NumberFormat
        if isinstance(shared, str):
            seen = "yyyy/m/d" if shared == "m/d/yyyy" else shared  # one format, as a Chinese Excel shows it
            yield from ((at, seen) for at in piece)
        else:
            waiting += _halves(piece, around)


def _halves(piece: Sequence[Address], around: Area) -> list[list[Address]]:
    """Columns apart first: a form's columns are of one kind each."""
    if around.left < around.right:
        middle = (around.left + around.right) // 2
        halves = [at for at in piece if at.column <= middle], [at for at in piece if at.column > middle]
    else:
        middle = (around.top + around.bottom) // 2
        halves = [at for at in piece if at.row <= middle], [at for at in piece if at.row > middle]
    return [half for half in halves if half]

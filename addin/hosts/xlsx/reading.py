"""A worksheet part read into a `Sheet`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import cast

from lxml import etree

from addin.hosts.problems import Unreadable
from addin.hosts.xlsx import markup
from addin.hosts.xlsx.far_rows import NEAR_ROWS
from addin.hosts.xlsx.text import decode, string_item
from addin.marking.areas import read_area
from addin.reading.display import display, from_serial, is_date_format
from addin.reading.sheet import Cell, CellError, CellValue, Sheet
from scoring.form.address import MAX_COLUMN, MAX_ROW, Address, Area

NEAR_COLUMNS = 512  # what lies further off is no part of a form
MAX_MERGES = 20_000  # near the form
MANY_MERGES = 100_000  # on the whole sheet

_TOO_MANY_MERGES = "合并单元格过多，请取消表格以外的合并后再核查"
_SPREAD_BUDGET = 200_000


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of one workbook share."""

    strings: Sequence[str] = ()
    formats: Mapping[str, str] = field(default_factory=dict)  # by number, as a cell's ``s`` has it
    date1904: bool = False


@dataclass(slots=True)
class _Grid:
    """What one pass over the rows brings together; the tags it looks for."""

    ns: str
    v: str
    f: str
    inline: str
    cells: dict[Address, Cell] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    heights: dict[int, float] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 0
    wide: bool = False  # whether cells hold something that lie too far right
    masters: dict[str, str] = field(default_factory=dict)
    spread: list[tuple[Area, str]] = field(default_factory=list)  # formulas over several cells


def read_sheet(name: str, root: etree._Element, book: Book, print_area: Area | None) -> Sheet:
    """The sheet of a worksheet part's root element."""
    ns = markup.namespace(root)
    grid = _Grid(ns, f"{ns}v", f"{ns}f", f"{ns}is")
    data = root.find(f"{ns}sheetData")
    if data is not None:
        _read_rows(data, ns, book, grid)
    _spread_formulas(grid)
    merges = tuple(_merges(root, ns))
    for top, left, bottom, right in merges:
        is_near = bottom <= NEAR_ROWS and right <= NEAR_COLUMNS
        _extend(grid, bottom if is_near else top, right if is_near else left)
    return Sheet(
        name=name,
        cells=grid.cells,
        merges=merges,
        hidden_rows=frozenset(grid.hidden),
        hidden_columns=frozenset(_hidden_columns(root, ns)),
        extent=Address(grid.last_row, grid.last_column),
        print_area=print_area,
        row_heights=grid.heights,
        unread=(f"第{NEAR_COLUMNS}列以右",) if grid.wide else (),
    )


def _read_rows(data: etree._Element, ns: str, book: Book, grid: _Grid) -> None:
    rows = list(_rows(data, ns, grid))
    cells = cast("list[etree._Element]", _filled(ns)(data))
    ends = [_address(row[-1].get("r")) for _, row in rows if len(row)]
    places = [_address(cell.get("r")) for cell in cells]
    if None in ends or None in places:
        for number, row in rows:
            _read_in_order(row, number, book, grid)
        return
    # Every cell says where it stands, as nearly all programs write it: the many blank ones are passed over.
    for end in filter(None, ends):
        _extend(grid, *end)
    for cell, at in zip(cells, filter(None, places), strict=True):
        _extend(grid, *at)
        _read_cell(cell, at, book, grid)


@lru_cache(maxsize=2)  # there are two dialects
def _filled(ns: str) -> etree.XPath:
    """Finds the cells that hold something."""
    return etree.XPath("m:row/m:c[*]", namespaces={"m": ns[1:-1]})


def _rows(data: etree._Element, ns: str, grid: _Grid) -> Iterator[tuple[int, etree._Element]]:
    """The rows with their numbers; what a row says of itself is noted."""
    number = 0
    for row in data.iterchildren(f"{ns}row"):
        number = markup.whole(row.get("r"), number + 1)
        if not 1 <= number <= MAX_ROW:
            raise Unreadable("文件已损坏（行号超出表格范围），请用 Excel 打开并修复后再核查")
        if markup.is_true(row.get("hidden")):
            grid.hidden.add(number)
        height = row.get("ht")
        if height is not None and (points := markup.real(height)) is not None:
            grid.heights[number] = points
        yield number, row


def _read_in_order(row: etree._Element, number: int, book: Book, grid: _Grid) -> None:
    """Read the cells of a row, some of which stand where the one before them leaves off."""
    column = 0
    for element in row.iterchildren(f"{grid.ns}c"):
        at = place(element.get("r"), number, column + 1)
        at_row, column = at
        _extend(grid, at_row, column)
        if len(element):
            _read_cell(element, at, book, grid)


def _extend(grid: _Grid, row: int, column: int) -> None:
    if row <= NEAR_ROWS and column <= NEAR_COLUMNS:
        if row > grid.last_row:
            grid.last_row = row
        if column > grid.last_column:
            grid.last_column = column


def place(reference: str | None, row: int, column: int) -> Address:
    """Where a cell stands: by its reference, else after the one before it."""
    at = _address(reference)
    if at is not None:
        return at
    if column > MAX_COLUMN:
        raise Unreadable("文件已损坏（列号超出表格范围），请用 Excel 打开并修复后再核查")
    return Address(row, column)


@lru_cache(maxsize=1 << 14)  # forms have their cells where others have theirs
def _address(reference: str | None) -> Address | None:
    return Address.read(reference or "")


def _read_cell(element: etree._Element, at: Address, book: Book, grid: _Grid) -> None:
    if at.column > NEAR_COLUMNS:
        grid.wide = True
        return
    raw = formula = inline = None
    kind = element.get("t")
    for child in element:
        tag = child.tag
        if tag == grid.v:  # <v/> is the blank text that a formula gave, or what a program left for one
            raw = child.text or ("" if kind == "str" else None)
        elif tag == grid.f:
            formula = _formula(child, grid)
        elif tag == grid.inline:
            inline = string_item(child, grid.ns)
    number_format = book.formats.get(element.get("s", "0"), "General")
    value: CellValue
    if inline is not None and kind in (None, "inlineStr"):
        value = inline
    else:
        value = _value(raw, kind, book)
        if isinstance(value, Decimal) and is_date_format(number_format):
            value = from_serial(value, number_format, book.date1904)
    if formula is None and (value is None or value == ""):
        return
    grid.cells[at] = Cell(value, display(value, number_format), formula, number_format)


def _value(raw: str | None, kind: str | None, book: Book) -> CellValue:
    if raw is None:
        return None
    if kind == "s":
        index = markup.whole(raw, -1)
        return book.strings[index] if 0 <= index < len(book.strings) else ""
    if kind is None or kind == "n":
        return _number(raw)
    if kind == "b":
        return markup.is_true(raw.strip())
    if kind == "e":
        return CellError(raw.strip())
    if kind == "d":
        return _iso_moment(raw.strip())
    return decode(raw)


def _number(raw: str) -> CellValue:
    """A number at the fifteen digits that Excel holds; what is none stays the text it is."""
    try:
        number = float(raw)
    except ValueError:
        return raw
    return Decimal(format(number, ".15g")) if isfinite(number) and "_" not in raw else raw


def _iso_moment(raw: str) -> CellValue:
    for parse in (dt.date.fromisoformat, dt.time.fromisoformat, dt.datetime.fromisoformat):
        try:
            moment = parse(raw)
        except ValueError:
            continue
        is_midnight = isinstance(moment, dt.datetime) and moment.time() == dt.time()
        return moment.date() if isinstance(moment, dt.datetime) and is_midnight else moment
    return raw


def _formula(element: etree._Element, grid: _Grid) -> str:
    """A formula's text; a cell that shares one has the text of the cell it shares it with."""
    text = element.text or ""
    kind, index, reference = element.get("t"), element.get("si", ""), element.get("ref")
    if kind == "shared":
        if text:
            grid.masters.setdefault(index, text)
        return text or grid.masters.get(index, "")
    if kind in ("array", "dataTable") and reference:
        area = read_area(reference)
        if area is not None and area.bottom - area.top + area.right - area.left:
            grid.spread.append((area, text))
    return text


def _spread_formulas(grid: _Grid) -> None:
    """The cells that an array formula fills have it too, though only the first one says so."""
    budget = _SPREAD_BUDGET
    for area, formula in grid.spread:
        size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
        budget -= min(size, len(grid.cells))
        if budget < 0:
            return
        if size <= len(grid.cells):
            rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
            inside = [Address(row, column) for row in rows for column in columns]
        else:
            inside = [at for at in grid.cells if area.covers(at)]
        for at in inside:
            cell = grid.cells.get(at)
            if cell is not None and cell.formula is None:
                grid.cells[at] = Cell(cell.value, cell.text, formula, cell.number_format)


@lru_cache(maxsize=4096)  # one form is merged like the next
def _merged(text: str | None) -> Area | None:
    """A merged area; one of a single cell is none."""
    area = read_area(text)
    return None if area is None or area.anchor == area[2:] else area


def _merges(root: etree._Element, ns: str) -> Iterator[Area]:
    listing = root.find(f"{ns}mergeCells")
    items = () if listing is None else listing.iterchildren(f"{ns}mergeCell")
    areas: Iterable[Area] = filter(None, (_merged(item.get("ref")) for item in items))
    if listing is not None and len(listing) > MANY_MERGES:
        raise Unreadable(_TOO_MANY_MERGES)
    if listing is not None and len(listing) > MAX_MERGES:  # those of a long list below a form
        areas = (area for area in areas if area.top <= NEAR_ROWS)
    for count, area in enumerate(areas):
        if count == MAX_MERGES:
            raise Unreadable(_TOO_MANY_MERGES)
        yield area


def _hidden_columns(root: etree._Element, ns: str) -> Iterator[int]:
    budget = 4 * MAX_COLUMN  # the ranges ought not to overlap
    for item in root.iterfind(f"{ns}cols/{ns}col"):
        if not markup.is_true(item.get("hidden")):
            continue
        first = max(markup.whole(item.get("min"), 1), 1)
        last = min(markup.whole(item.get("max"), 0), MAX_COLUMN)
        budget -= max(last - first, 0)
        if budget < 0:
            return
        yield from range(first, last + 1)

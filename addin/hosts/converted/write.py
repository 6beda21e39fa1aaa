"""Tables written as a new .xlsx."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from copy import copy
from math import isfinite
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from addin.hosts.converted.table import Book, Cell, Look, Table, Value
from addin.hosts.problems import Unreadable
from addin.hosts.xlsx.far_rows import NEAR_ROWS
from addin.hosts.xlsx.properties import ORIGINAL
from addin.hosts.xlsx.reading import NEAR_COLUMNS
from addin.marking.wrapping import wrapped_lines
from addin.reading.sheet import CellError
from scoring.form.address import Area, column_letters

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_NAME = 31
_NO_CLOCK = dt.datetime(1980, 1, 1)  # as early as a zip can say
_FONT = "宋体"
_THIN = Side(style="thin")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_POINTS, _LINE = 11, 15.0  # of letters, of a line of them
_LOOKED_AT = 2_000  # letters of a cell: no row is higher than what they take
_LETTERS_FROM, _WIDEST = 8, 40  # of columns whose widths the original does not say

Styles = dict[tuple[str, Look], Any]  # the first cell written with each


def written(book: Book, original: str) -> bytes:
    """The bytes of a workbook with these tables; it keeps the name of the file that they came from."""
    if not any(_is_seen(table) for table in book.tables):
        raise Unreadable("文件里没有表格，或表格是空的，请用原来的程序打开检查")
    workbook: Any = Workbook()
    workbook.remove(workbook.worksheets[0])
    if book.date1904:
        workbook.epoch = CALENDAR_MAC_1904
    styles: Styles = {}
    taken: set[str] = set()
    for table in book.tables:
        table.put_frames()
        sheet = workbook.create_sheet(_free_name(table.name, taken))
        sheet.sheet_state = table.state
        _write(sheet, table, styles)
    # A file that opened on a hidden sheet would be a damaged one.
    workbook.active = next(n for n, table in enumerate(book.tables) if _is_seen(table))
    workbook.custom_doc_props.append(StringProperty(name=ORIGINAL, value=_NOT_IN_XML.sub("", original)))
    return _saved(workbook)


def _saved(workbook: Any) -> bytes:
    """The bytes of it, which say nothing of when it was made: the copy of the same file is the same tomorrow."""
    workbook.properties.created = workbook.properties.modified = _NO_CLOCK
    plain, file = io.BytesIO(), io.BytesIO()
    ExcelWriter(workbook, zipfile.ZipFile(plain, "w")).save()
    with zipfile.ZipFile(plain) as parts, zipfile.ZipFile(file, "w") as archive:
        for name in parts.namelist():
            archive.writestr(zipfile.ZipInfo(name), parts.read(name), zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _is_seen(table: Table) -> bool:
    return table.state == "visible" and any(cell.value is not None for cell in table.cells.values())


def _free_name(name: str, taken: set[str]) -> str:
    plain = _NOT_IN_A_NAME.sub(" ", name).strip().strip("'")[:_LONGEST_NAME] or "表格"
    free, number = plain, 1
    while free.casefold() in taken:
        number += 1
        free = f"{plain[: _LONGEST_NAME - 4]}{number}"
    taken.add(free.casefold())
    return free


def _write(sheet: Any, table: Table, styles: Styles) -> None:
    for at, cell in table.cells.items():
        one = sheet.cell(at.row, at.column)
        if cell.value is not None:
            _put(one, cell.value)
        key = (cell.number_format, cell.look)
        if key not in styles:
            _dress(one, cell)
            styles[key] = one
        else:
            one._style = copy(styles[key]._style)  # a style is looked up once, not for every cell
    for area in table.merges:
        sheet.merged_cells.ranges.add(CellRange(area.a1))  # merge_cells would make every cell that it covers
    _size(sheet, table)
    _fit(sheet)


def _fit(sheet: Any) -> None:
    """In print a form lies on A4 across its whole width."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def _size(sheet: Any, table: Table) -> None:
    """Widths, heights, what is hidden; of rows and columns far from any cell nothing is said."""
    rows = {at.row for at in table.cells} | set(range(1, NEAR_ROWS))
    columns = {at.column for at in table.cells} | set(range(1, NEAR_COLUMNS))
    widths = table.widths or _widths(table)
    for column, width in widths.items():
        if column in columns:
            sheet.column_dimensions[column_letters(column)].width = min(max(width, 1), 255)
    for row, height in (table.heights or _heights(table, widths)).items():
        if row in rows:
            sheet.row_dimensions[row].height = min(max(height, 1), 409)
    for row in table.hidden_rows & rows:
        sheet.row_dimensions[row].hidden = True
    for column in table.hidden_columns & columns:
        sheet.column_dimensions[column_letters(column)].hidden = True


def _put(one: Any, value: Value) -> None:
    if isinstance(value, str):
        one.value = _NOT_IN_XML.sub("", value)
        one.data_type = "e" if isinstance(value, CellError) else "s"  # a text is never a formula
    else:
        one.value = value if not isinstance(value, float) or isfinite(value) else "#NUM!"


def _dress(one: Any, cell: Cell) -> None:
    one.number_format = cell.number_format
    one.font = Font(name=_FONT, size=11, bold=cell.look.bold)
    horizontal = "center" if cell.look.centred else None
    one.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
    if cell.look.framed:
        one.border = _FRAME


def _widths(table: Table) -> dict[int, float]:
    """As wide as the texts that stand in one column alone."""
    merged = {area.anchor for area in table.merges if area.right > area.left}
    widths: dict[int, float] = {}
    for at, cell in table.cells.items():
        if at not in merged:
            widths[at.column] = max(widths.get(at.column, _LETTERS_FROM), min(_length(cell.value), _WIDEST))
    return widths


def _heights(table: Table, widths: Mapping[int, float]) -> dict[int, float]:
    """High enough for what stands in one row, merged or not: no program makes room for merged cells."""
    spans = {area.anchor: area for area in table.merges}
    heights: dict[int, float] = {}
    for at, cell in table.cells.items():
        area = spans.get(at, Area(*at, *at))
        if isinstance(cell.value, str) and area.top == area.bottom:
            room = sum(widths.get(column, _LETTERS_FROM) for column in range(area.left, area.right + 1))
            height = _LINE * wrapped_lines(cell.value[:_LOOKED_AT], room, _POINTS)
            heights[at.row] = max(heights.get(at.row, _LINE), height)
    return heights


def _length(value: Value) -> float:
    lines: Iterable[str] = str(value if value is not None else "").splitlines()
    return 2.0 + max((sum(1 if letter.isascii() else 2 for letter in line) for line in lines), default=0)

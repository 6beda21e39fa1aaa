"""Old Excel files (.xls) and those of WPS (.et), by xlrd."""

from __future__ import annotations

from typing import Any

import xlrd

from addin.hosts.converted.biff import NoWorkbook, Silence, look_over
from addin.hosts.converted.table import Book, Cell, Look, Table, Value
from addin.hosts.problems import Unreadable
from addin.hosts.xlsx.formats import BUILT_IN
from addin.reading.sheet import CellError

_DAMAGED = "文件已损坏或没有下载完整，请重新取得该文件，或用 Excel、WPS 打开并修复后另存为 .xlsx 再核查"
_ENCRYPTED = "文件已加密，请先去除打开密码再核查"
_OTHERS = {
    "WordDocument": "这是旧版 Word 文档（.doc）或 WPS 文字（.wps），请用 Word 或 WPS 打开后另存为 .docx 再核查",
    "PowerPoint Document": "这是演示文稿，不是表格，请用原来的 Excel 或 Word 文件核查",
    "FileHeader": "这是 HWP 文档，请用原来的程序另存为 .docx 再核查",
    "__properties_version1.0": "这是邮件，请先打开邮件，把附件另存出来再核查",
}
_STATES = ("visible", "hidden", "veryHidden")
_LETTER = 256  # of these a column's width has for each character
_POINT = 20
_CENTRED = (2, 6)  # in its cell, across the selection


def read_xls(data: bytes) -> Book:
    """The sheets of an old Excel file; whatever is wrong with it is Unreadable."""
    if _has(data, "EncryptedPackage"):
        raise Unreadable(_ENCRYPTED)
    try:
        look_over(data)
        return _read(data)
    except Unreadable:
        raise
    except NoWorkbook:
        raise Unreadable(_other_kind(data)) from None
    except Exception as problem:  # xlrd raises whatever a damaged file makes its code run into
        is_other = not (_has(data, "Workbook") or _has(data, "Book"))
        is_locked = "encrypted" in str(problem)
        raise Unreadable(_ENCRYPTED if is_locked else _other_kind(data) if is_other else _DAMAGED) from None


def _other_kind(data: bytes) -> str:
    return next((why for name, why in _OTHERS.items() if _has(data, name)), _DAMAGED)


def _has(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in data


def _read(data: bytes) -> Book:
    with xlrd.open_workbook(
        file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=Silence()
    ) as old:
        book = Book(date1904=bool(old.datemode))
        looks = [_look(old, style) for style in old.xf_list]
        formats = [_format(old, style.format_key) for style in old.xf_list]
        for number in range(old.nsheets):
            sheet = old.sheet_by_index(number)
            table = book.add(sheet.name, _STATES[min(max(sheet.visibility, 0), 2)])
            _read_cells(table, sheet, list(zip(formats, looks, strict=True)))
            _read_shape(table, sheet)
            old.unload_sheet(number)
        return book


def _read_cells(table: Table, sheet: Any, styles: list[tuple[str, Look]]) -> None:
    """The cells with contents, and those with a frame."""
    for row in range(sheet.nrows):
        kinds, values, indexes = sheet.row_types(row), sheet.row_values(row), sheet._cell_xf_indexes[row]
        for column, (kind, value, index) in enumerate(zip(kinds, values, indexes, strict=True)):
            number_format, look = styles[index] if 0 <= index < len(styles) else ("General", Look())
            found = _value(kind, value)
            if found is not None:
                table.put(row + 1, column + 1, Cell(found, number_format, look))
            elif look.framed:
                table.frame(row + 1, column + 1, Cell(None, number_format, look))


def _value(kind: int, value: Any) -> Value:
    if kind == xlrd.XL_CELL_TEXT:
        return value or None
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return float(value)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        return CellError(xlrd.error_text_from_code.get(value, "#VALUE!"))
    return None


def _read_shape(table: Table, sheet: Any) -> None:
    """Merges, widths, heights, what is hidden; only where there are cells."""
    rows, columns = sheet.nrows, max(sheet.ncols, 1)
    for top, bottom, left, right in sheet.merged_cells:
        if top < rows and left < columns:
            table.merge(top + 1, left + 1, min(bottom, rows) - top, min(right, columns) - left)
    for column, info in sheet.colinfo_map.items():
        table.widths[column + 1] = info.width / _LETTER
        if info.hidden:
            table.hidden_columns.add(column + 1)
    for row, info in sheet.rowinfo_map.items():
        if info.height and info.height != sheet.default_row_height:
            table.heights[row + 1] = info.height / _POINT
        if info.hidden:
            table.hidden_rows.add(row + 1)


def _look(old: Any, style: Any) -> Look:
    border, font = style.border, old.font_list[style.font_index]
    framed = border.top_line_style or border.left_line_style or border.bottom_line_style
    return Look(bool(framed), bool(font.bold), style.alignment.hor_align in _CENTRED)


def _format(old: Any, key: int) -> str:
    """The format of a number; those that stand for a format without naming it as a Chinese Excel shows them."""
    if key in BUILT_IN and old.biff_version >= 50:
        return BUILT_IN[key]
    found = old.format_map.get(key)
    return (found.format_str if found is not None else None) or "General"

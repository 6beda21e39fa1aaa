"""Workbooks in the XML of Excel 2003 (XML 电子表格 2003), often named .xls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lxml import etree

from addin.hosts.converted.markup_text import parse_file
from addin.hosts.converted.table import Book, Cell, Look, Table, Value
from addin.hosts.converted.values import serial_of
from addin.hosts.problems import Unreadable
from addin.hosts.xlsx import markup
from addin.hosts.xlsx.far_rows import NEAR_ROWS
from addin.reading.sheet import CellError
from scoring.form.address import MAX_COLUMN, MAX_ROW

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_NAMED = {
    "General Number": "General",
    "General Date": "yyyy/m/d h:mm",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "Medium Date": "d-mmm-yy",
    "Short Date": "yyyy/m/d",
    "Long Time": "h:mm:ss",
    "Medium Time": "h:mm AM/PM",
    "Short Time": "h:mm",
    "Currency": '"¥"#,##0.00',
    "Euro Currency": '"€"#,##0.00',
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
}
_STATES = {"SheetHidden": "hidden", "SheetVeryHidden": "veryHidden"}
_LETTER = 5.25  # points of a column's width

Styles = dict[str, tuple[str, Look]]


def read_xml(data: bytes) -> Book:
    """The tables of a workbook in XML; raises Unreadable."""
    root = parse_file(data, "XML 表格")
    if root.tag != f"{_SS}Workbook":
        raise Unreadable("这个 XML 文件不是 Excel 的表格，请用 Excel 打开后另存为 .xlsx 再核查")
    styles = _styles(root)
    book = Book()
    for sheet in root.iterchildren(f"{_SS}Worksheet"):
        visible = sheet.findtext(f"{_X}WorksheetOptions/{_X}Visible", "").strip()
        table = book.add(sheet.get(f"{_SS}Name", ""), _STATES.get(visible, "visible"))
        body = sheet.find(f"{_SS}Table")
        if body is not None:
            _read_columns(table, body)
            _read_rows(table, body, styles)
    return book


def _styles(root: etree._Element) -> Styles:
    """Every style by its name, what it does not say taken from its parent, which stands before it."""
    styles: Styles = {}
    for style in root.iterfind(f"{_SS}Styles/{_SS}Style"):
        number_format, look = styles.get(style.get(f"{_SS}Parent", "Default"), ("General", Look()))
        said = style.find(f"{_SS}NumberFormat")
        if said is not None:
            number_format = said.get(f"{_SS}Format", "General")
        alignment, font = style.find(f"{_SS}Alignment"), style.find(f"{_SS}Font")
        look = Look(
            framed=look.framed or style.find(f"{_SS}Borders/{_SS}Border") is not None,
            bold=look.bold or (font is not None and markup.is_true(font.get(f"{_SS}Bold"))),
            centred=look.centred or (alignment is not None and alignment.get(f"{_SS}Horizontal") == "Center"),
        )
        styles[style.get(f"{_SS}ID", "")] = (_NAMED.get(number_format, number_format), look)
    return styles


def _read_columns(table: Table, body: etree._Element) -> None:
    for first, item in _counted(body, "Column", MAX_COLUMN):
        width = markup.real(item.get(f"{_SS}Width"))
        for column in range(first, min(first + _number(item, "Span"), MAX_COLUMN) + 1):
            if width is not None:
                table.widths[column] = width / _LETTER
            if markup.is_true(item.get(f"{_SS}Hidden")):
                table.hidden_columns.add(column)


def _read_rows(table: Table, body: etree._Element, styles: Styles) -> None:
    for number, row in _counted(body, "Row", MAX_ROW):
        height = markup.real(row.get(f"{_SS}Height"))
        if height is not None and number <= NEAR_ROWS:
            table.heights[number] = height
        if markup.is_true(row.get(f"{_SS}Hidden")):
            last = min(number + _number(row, "Span"), max(number, NEAR_ROWS))
            table.hidden_rows.update(range(number, last + 1))
        for column, cell in _counted(row, "Cell", MAX_COLUMN):
            number_format, look = styles.get(
                cell.get(f"{_SS}StyleID", row.get(f"{_SS}StyleID", "Default")), ("General", Look())
            )
            value = _value(cell.find(f"{_SS}Data"))
            if value is not None:
                table.put(number, column, Cell(value, number_format, look))
            elif look.framed:
                table.frame(number, column, Cell(None, number_format, look))
            table.merge(number, column, _number(cell, "MergeDown") + 1, _number(cell, "MergeAcross") + 1)


def _counted(parent: etree._Element, name: str, last: int) -> Iterator[tuple[int, etree._Element]]:
    """The children of a name with their numbers: by their index, else after the one before."""
    before = 0
    for item in parent.iterchildren(f"{_SS}{name}"):
        number = markup.whole(item.get(f"{_SS}Index"), before + 1)
        if not before < number <= last:
            raise Unreadable("文件已损坏（行号或列号超出表格范围），请用 Excel 打开并修复后再核查")
        yield number, item
        across = "MergeAcross" if name == "Cell" else "Span"
        before = number + min(_number(item, across), last)


def _number(item: etree._Element, name: str) -> int:
    return max(markup.whole(item.get(f"{_SS}{name}"), 0), 0)


def _value(data: etree._Element | None) -> Value:
    if data is None:
        return None
    text = "".join(map(str, data.itertext()))
    kind = data.get(f"{_SS}Type", "String")
    if kind == "Number":
        try:
            number = Decimal(text.strip())
        except InvalidOperation:
            return text
        return number if number.is_finite() and abs(number.adjusted()) < 300 else text
    if kind == "DateTime":
        return _serial(text.strip())
    if kind == "Boolean":
        return markup.is_true(text.strip())
    return (CellError(text) if kind == "Error" else text) or None


def _serial(text: str) -> Value:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    if moment.year == 1899:  # a time of day
        return serial_of(moment.time())
    return serial_of(moment) or text

"""OpenDocument spreadsheets (.ods), as LibreOffice and WPS write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lxml import etree

from addin.hosts.converted.markup_text import parse_part
from addin.hosts.converted.table import TOO_MUCH, Book, Cell, Look, Table
from addin.hosts.converted.values import Shown, as_shown, moment_as_shown
from addin.hosts.problems import Unreadable
from addin.hosts.xlsx import markup
from addin.hosts.xlsx.far_rows import NEAR_ROWS
from addin.hosts.xlsx.package import Package
from addin.hosts.xlsx.reading import NEAR_COLUMNS
from addin.reading.sheet import CellError
from scoring.form.address import MAX_COLUMN, MAX_ROW

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"

_N = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TABLE, _TEXT, _STYLE, _FO = (
    _N % name for name in ("office", "table", "text", "style", "xsl-fo-compatible")
)
_NUMBERS = {"float", "percentage", "currency"}
_LENGTH = re.compile(r"([0-9.]+)(mm|cm|in|pt)")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0}
_LETTER = 5.25  # points of a column's width
_DURATION = re.compile(r"PT([0-9]{1,2})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]+)?S")
_GROUPS = ("header-rows", "rows", "row-group", "header-columns", "columns", "column-group")
_HIDING = ("collapse", "filter")
_DEEPEST = 50


def read_ods(package: Package) -> Book:
    """The sheets of an OpenDocument file; raises Unreadable."""
    kind = package.content("mimetype").strip()
    if not kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise Unreadable("这是 OpenDocument 的文字或演示文稿，不是表格，请另存为 .docx 或 .xlsx 再核查")
    if MANIFEST in package and b"encryption-data" in package.content(MANIFEST):
        raise Unreadable("文件已加密，请先去除打开密码再核查")
    root = parse_part(package.content(CONTENT), CONTENT)
    sheets = root.find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    if sheets is None:
        raise Unreadable("文件已损坏（其中没有表格），请用原来的程序打开并修复后再核查")
    styles = {style.get(f"{_STYLE}name", ""): style for style in root.iter(f"{_STYLE}style")}
    reader = _Reader(styles)
    book = Book()
    for sheet in sheets.iterchildren(f"{_TABLE}table"):
        shown = reader.property(sheet, "table-properties", f"{_TABLE}display")
        name = sheet.get(f"{_TABLE}name", "")
        reader.read(book.add(name, "hidden" if shown == "false" else "visible"), sheet)
    return book


class _Reader:
    """Reads sheets by the styles of their document."""

    def __init__(self, styles: dict[str, etree._Element]) -> None:
        self._styles = styles
        self._looks: dict[str, Look] = {}

    def property(self, item: etree._Element, group: str, name: str) -> str:
        """What the style of an item says of it."""
        style = self._styles.get(item.get(f"{_TABLE}style-name", ""))
        found = style.find(f"{_STYLE}{group}") if style is not None else None
        return found.get(name, "") if found is not None else ""

    def read(self, table: Table, sheet: etree._Element) -> None:
        """The cells of a sheet and how they lie."""
        defaults = self._read_columns(table, sheet)
        for number, many, row in _counted(sheet, "table-row", MAX_ROW):
            height = _points(self.property(row, "table-row-properties", f"{_STYLE}row-height"))
            hidden = row.get(f"{_TABLE}visibility") in _HIDING
            held = [
                (column, times, cell, made)
                for column, times, cell in _counted(row, "table-cell", MAX_COLUMN)
                if (made := self._cell(cell, defaults.get(column, ""))) is not None
            ]
            if not any(made.value is not None for *_, made in held):
                many = min(many, NEAR_ROWS - number + 1)
            for at in range(number, number + many):
                if height:
                    table.heights[at] = height
                if hidden:
                    table.hidden_rows.add(at)
                self._put_row(table, at, held)

    def _read_columns(self, table: Table, sheet: etree._Element) -> dict[int, str]:
        """Widths and what is hidden; the style of the cells of each column that have none of their own."""
        defaults: dict[int, str] = {}
        for first, many, item in _counted(sheet, "table-column", MAX_COLUMN):
            width = _points(self.property(item, "table-column-properties", f"{_STYLE}column-width"))
            for column in range(first, min(first + many, NEAR_COLUMNS + 1)):
                defaults[column] = item.get(f"{_TABLE}default-cell-style-name", "")
                if width:
                    table.widths[column] = width / _LETTER
                if item.get(f"{_TABLE}visibility") in _HIDING:
                    table.hidden_columns.add(column)
        return defaults

    def _put_row(self, table: Table, row: int, held: list[tuple[int, int, etree._Element, Cell]]) -> None:
        for column, times, cell, made in held:
            if made.value is None:
                times = min(times, NEAR_COLUMNS - column + 1)
            for at in range(column, column + times):
                if made.value is not None:
                    table.put(row, at, made)
                else:
                    table.frame(row, at, made)
            rows = markup.whole(cell.get(f"{_TABLE}number-rows-spanned"), 1)
            columns = markup.whole(cell.get(f"{_TABLE}number-columns-spanned"), 1)
            table.merge(row, column, max(rows, 1), max(columns, 1))

    def _cell(self, cell: etree._Element, default: str) -> Cell | None:
        """The cell with its contents or its frame; None where it has neither."""
        look = self._look(cell.get(f"{_TABLE}style-name", default))
        value, number_format = _value(cell)
        if value is None and not look.framed:
            return None
        return Cell(value, number_format, look)

    def _look(self, name: str) -> Look:
        if name not in self._looks:
            self._looks[name] = self._make_look(name)
        return self._looks[name]

    def _make_look(self, name: str) -> Look:
        style = self._styles.get(name)
        if style is None:
            return Look()
        said: dict[str, str] = {}
        for group in style:
            said |= {str(key): str(value) for key, value in group.attrib.items()}
        borders = (said.get(f"{_FO}border{side}", "none") for side in ("", "-top", "-bottom", "-left"))
        return Look(
            any(border != "none" for border in borders),
            said.get(f"{_FO}font-weight") == "bold",
            said.get(f"{_FO}text-align") == "center",
        )


def _counted(parent: etree._Element, name: str, last: int) -> Iterator[tuple[int, int, etree._Element]]:
    """The rows, columns or cells with the number of the first, and how many are alike; covered ones only count."""
    at = 1
    repeated = f"{_TABLE}number-{'rows' if name == 'table-row' else 'columns'}-repeated"
    for item in _listed(parent, name, 0):
        many = max(markup.whole(item.get(repeated), 1), 1)
        if at > last:
            raise Unreadable("文件已损坏（行号或列号超出表格范围），请用原来的程序打开并修复后再核查")
        if item.tag == f"{_TABLE}{name}":
            yield at, min(many, last - at + 1), item
        at += many


def _listed(parent: etree._Element, name: str, depth: int) -> Iterator[etree._Element]:
    """The items themselves, those in groups too."""
    if depth > _DEEPEST:
        raise Unreadable(TOO_MUCH)
    wanted = {f"{_TABLE}{name}", f"{_TABLE}covered-{name}"}
    groups = {f"{_TABLE}table-{group}" for group in _GROUPS}
    for item in parent:
        if item.tag in wanted:
            yield item
        elif item.tag in groups:
            yield from _listed(item, name, depth + 1)


def _value(cell: etree._Element) -> Shown:
    """What the cell holds, under a format that shows it as the program that wrote it did."""
    text = "\n".join(_text(line) for line in cell.iterchildren(f"{_TEXT}p"))
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind in _NUMBERS:
        try:
            number = Decimal(cell.get(f"{_OFFICE}value", ""))
        except InvalidOperation:
            number = Decimal("NaN")
        return (
            as_shown(number, text)
            if number.is_finite() and abs(number.adjusted()) < 300
            else (text, "General")
        )
    if kind in ("date", "time"):
        moment = _moment(cell)
        return (text, "General") if moment is None else moment_as_shown(moment, text)
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true", "General"
    if text.startswith("#") and cell.get(f"{_TABLE}formula") is not None:
        return CellError(text), "General"
    return text or None, "General"


def _moment(cell: etree._Element) -> dt.date | dt.time | None:
    said = cell.get(f"{_OFFICE}date-value", "")
    clock = _DURATION.fullmatch(cell.get(f"{_OFFICE}time-value", ""))
    try:
        if clock is not None:
            return dt.time(int(clock[1]), int(clock[2]), int(clock[3]))
        return dt.datetime.fromisoformat(said) if "T" in said else dt.date.fromisoformat(said)
    except ValueError:
        return None


def _text(item: etree._Element) -> str:
    """The text of a paragraph; notes within it are none of it."""
    parts = [item.text or ""]
    for child in item:
        name = markup.local(child)
        if name == "s":
            parts.append(" " * min(markup.whole(child.get(f"{_TEXT}c"), 1), 1_000))
        elif name in ("tab", "line-break"):
            parts.append("\n" if name == "line-break" else " ")
        elif name not in ("annotation", "note", "ruby-text"):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _points(length: str) -> float | None:
    found = _LENGTH.fullmatch(length)
    number = markup.real(found[1]) if found is not None else None
    return None if found is None or number is None else number * _POINTS[found[2]]

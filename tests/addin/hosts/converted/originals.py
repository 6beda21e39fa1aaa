"""Forms as other programs would have saved them: made here, so that a test shows the very contents it is about."""

from __future__ import annotations

import csv
import html
import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from addin.reading.sheet import Sheet
from scoring.form.address import Address, Area

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES = "urn:oasis:names:tc:opendocument:xmlns"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def word_parts(body: str) -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }


def word(path: Path, body: str) -> Path:
    """A Word document of this body."""
    return zipped(path, word_parts(body))


def p(text: str) -> str:
    """A paragraph; a line break in the text is one in Word."""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:r>{lines}</w:r></w:p>"


def tc(text: str, settings: str = "") -> str:
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def tbl(*rows: str, grid: str = "") -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.split())
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def tr(*cells: str, settings: str = "") -> str:
    return f"<w:tr><w:trPr>{settings}</w:trPr>{''.join(cells)}</w:tr>"


def _covers(sheet: Sheet) -> dict[Address, Area]:
    return {
        Address(row, column): area
        for area in sheet.merges
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    }


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cells.get(Address(row, column))
    return cell.text if cell is not None else ""


def sheet_as_word(path: Path, sheet: Sheet) -> Path:
    """The sheet as one table of a document, its merges as those of Word."""
    covers = _covers(sheet)
    rows = []
    for row in range(1, sheet.extent.row + 1):
        cells, column = [], 1
        while column <= sheet.extent.column:
            area = covers.get(Address(row, column), Area(row, column, row, column))
            across = f'<w:gridSpan w:val="{area.right - column + 1}"/>'
            down = (
                ""
                if area.top == area.bottom
                else "<w:vMerge/>"
                if row > area.top
                else '<w:vMerge w:val="restart"/>'
            )
            cells.append(tc(_text(sheet, row, column), across + down))
            column = area.right + 1
        rows.append(tr(*cells))
    return word(path, tbl(*rows, grid="1200 " * sheet.extent.column))


def sheet_as_html(path: Path, sheet: Sheet) -> Path:
    """The sheet as a web page in the encoding of a Chinese Windows, named as its maker likes."""
    covers = _covers(sheet)
    lines = ['<html><head><meta charset="gb2312"></head><body><table border=1>']
    for row in range(1, sheet.extent.row + 1):
        lines.append("<tr>")
        for column in range(1, sheet.extent.column + 1):
            area = covers.get(Address(row, column), Area(row, column, row, column))
            if area.anchor == (row, column):
                spans = f"rowspan={area.bottom - area.top + 1} colspan={area.right - area.left + 1}"
                text = html.escape(_text(sheet, row, column)).replace("\n", "<br>")
                lines.append(f"<td {spans}>{text}</td>")
        lines.append("</tr>")
    path.write_bytes("\n".join([*lines, "</table></body></html>"]).encode("gb18030"))
    return path


def sheet_as_text(path: Path, sheet: Sheet, separator: str = ",", encoding: str = "gb18030") -> Path:
    """The sheet as Excel saves it as a text, what is seen of each cell."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(
        [_text(sheet, row, column) for column in range(1, sheet.extent.column + 1)]
        for row in range(1, sheet.extent.row + 1)
    )
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def ods_parts(tables: str, styles: str = "") -> dict[str, str | bytes]:
    spaces = " ".join(
        f'xmlns:{short}="{NAMES}:{name}:1.0"'
        for short, name in {
            "office": "office",
            "table": "table",
            "text": "text",
            "style": "style",
            "fo": "xsl-fo-compatible",
        }.items()
    )
    return {
        "mimetype": ODS,
        "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>",
    }


def ods(path: Path, rows: str, styles: str = "") -> Path:
    """An OpenDocument file of one sheet with these rows (and columns)."""
    return zipped(path, ods_parts(f'<table:table table:name="自评表">{rows}</table:table>', styles))


def xml_2003(rows: str, styles: str = "", options: str = "") -> str:
    """A workbook in the XML of Excel 2003 with these rows (and columns)."""
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<Styles>{styles}</Styles><Worksheet ss:Name="自评表"><Table>{rows}</Table>{options}</Worksheet></Workbook>'
    )


def record(code: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", code, len(body)) + body


def label(row: int, column: int, text: str, style: int = 0) -> bytes:
    return record(0x0204, struct.pack("<HHHHB", row, column, style, len(text), 1) + text.encode("utf-16-le"))


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, style, value))


def old_excel(*records: bytes, formats: tuple[int, ...] = (0,), visible: int = 0, own: bytes = b"") -> bytes:
    """An .xls of one sheet 自评表 with these records; a style for each of the formats."""
    begin, end = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 1997, 0, 0)), record(0x000A)
    fonts = record(0x0031, struct.pack("<HHHHHBBBBBB", 220, 0, 8, 400, 0, 0, 0, 134, 0, 1, 0) + b"A")
    styles = b"".join(record(0x00E0, struct.pack("<HHH", 0, key, 0) + bytes(14)) for key in formats)
    name = "自评表"
    head = record(0x0042, struct.pack("<H", 1200)) + own + fonts * 5 + styles
    length = len(begin + head) + 4 + 8 + 2 * len(name) + len(end)
    listing = struct.pack("<IBBBB", length, visible, 0, len(name), 1) + name.encode("utf-16-le")
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 1997, 0, 0)) + b"".join(records) + end
    return begin + head + record(0x0085, listing) + end + sheet

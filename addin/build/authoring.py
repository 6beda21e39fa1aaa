"""The looks that our own workbooks share, and saving them so that the same content gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import IO, Any, Literal

from lxml import etree
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils.cell import absolute_coordinate
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from scoring.form.address import Address

_THIN = Side(style="thin", color="FF808080")
BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
READING = Alignment(horizontal="left", vertical="center", wrap_text=True)
READING_FROM_TOP = Alignment(horizontal="left", vertical="top", wrap_text=True)
TITLE_FONT = Font(name="宋体", size=16, bold=True)
LABEL_FONT = Font(name="宋体", size=10, bold=True)
TEXT_FONT = Font(name="宋体", size=10)
LINE = 13.5  # points of a line of 10-point text
# With these columns the indicator table of every form begins.
INDICATOR_HEADINGS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值")

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Of a label of level 1 (addin/build/formulas.py): the first row of its block, and the name.
_LABEL = re.compile(r'IF\(ROW\(\)=ROW\(INDEX\(\$[A-Z]+\$(\d+):[^,]+,1\)\),"([^"]+)"&')
_NO_CLOCK = dt.datetime(2024, 1, 1)

Content = dict[str, Any]


def content(name: str) -> Content:
    """What is written into a workbook: the TOML file of that name."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def form_workbook(name: str, widths: Mapping[str, float]) -> tuple[Workbook, Worksheet]:
    """A workbook with one sheet, its columns as wide as `widths` says."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    for column, width in widths.items():
        sheet.column_dimensions[column].width = width
    return workbook, sheet


def put(
    sheet: Worksheet,
    area: str,
    value: object,
    *,
    font: Font = TEXT_FONT,
    alignment: Alignment = CENTRED,
    border: bool = True,
) -> None:
    """Write a value into an area, merged where it is more than one cell, with a border all round."""
    rows = sheet[area] if ":" in area else ((sheet[area],),)
    for row in rows if border else ():
        for cell in row:
            cell.border = BORDER
    first = rows[0][0]
    first.value = None if value == "" else value  # a blank text would not be a blank cell
    first.font, first.alignment = font, alignment
    if ":" in area:
        sheet.merge_cells(area)


def put_row(
    sheet: Worksheet,
    columns: str,
    row: int,
    values: Iterable[object],
    *,
    font: Font = TEXT_FONT,
    reading: str = "",
) -> None:
    """Write a value into each of these columns; those of `reading` have text to read, and are not centred."""
    for column, value in zip(columns, values, strict=True):
        put(sheet, f"{column}{row}", value, font=font, alignment=READING if column in reading else CENTRED)


def put_headings(sheet: Worksheet, columns: str, row: int, labels: Iterable[str]) -> None:
    """The headings of a table, with room for two lines."""
    put_row(sheet, columns, row, labels, font=LABEL_FONT)
    sheet.row_dimensions[row].height = 2 * LINE + 4


def name_area(sheet: Worksheet, name: str, area: str) -> None:
    """Give a cell or an area a name that the whole workbook knows."""
    workbook = sheet.parent
    assert isinstance(workbook, Workbook)
    on_sheet = f"'{sheet.title}'!{absolute_coordinate(area)}"
    workbook.defined_names[name] = DefinedName(name, attr_text=on_sheet)


def merge_down(sheet: Worksheet, column: str, labels: list[str], first: int) -> None:
    """Merge the cells of a column whose label is blank with the one above; `first` is the first row."""
    starts = [n for n, label in enumerate(labels) if label] + [len(labels)]
    for start, end in pairwise(starts):
        if end - start > 1:
            sheet.merge_cells(f"{column}{first + start}:{column}{first + end - 1}")


def lines_of(text: str, width: int) -> int:
    """Lines that a text takes in a column of `width` half-width characters."""
    taken = sum(2 if ord(char) > 0x2E7F else 1 for char in text)
    return -(-taken // width)


def print_on_a4(
    sheet: Worksheet, area: str, orientation: Literal["landscape", "portrait"] = "landscape"
) -> None:
    """A4, as wide as the page, as many pages as it takes."""
    sheet.print_area = area
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.5, 0.6, 0.3
    sheet.print_options.horizontalCentered = True


def keep_headings(sheet: Worksheet, row: int) -> None:
    """The headings of the indicator table stay on the screen, and come again on each page.

    Above them stands the head of the form, and stays too: a smaller picture leaves room for the rows. Where the
    goals have grown so long that none is left, 填表说明 says how to take the panes off.
    """
    sheet.freeze_panes = f"A{row + 1}"
    sheet.sheet_view.zoomScale = 80
    sheet.print_title_rows = f"{row}:{row}"


def save(workbook: Workbook, target: Path | IO[bytes]) -> None:
    """Save without a clock: fixed dates in the properties and in the archive."""
    workbook.properties.creator = "jixiao"
    workbook.properties.created = _NO_CLOCK
    raw = io.BytesIO()
    workbook.save(raw)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in made.namelist():
            data = made.read(name)
            if name == "docProps/core.xml":
                data = _undated(data)
            elif name.startswith("xl/worksheets/sheet"):
                data = _with_blank_results(data)
            out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def _undated(core: bytes) -> bytes:
    """openpyxl stamps the time of saving; take the fixed one instead."""
    root = etree.fromstring(core)
    for element in root.iter("{http://purl.org/dc/terms/}modified"):
        element.text = f"{_NO_CLOCK:%Y-%m-%dT%H:%M:%SZ}"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _with_blank_results(worksheet: bytes) -> bytes:
    """openpyxl writes formulas without results: a form that nobody has filled in shows blank ones.

    A label of level 1 shows its name.

    A preview, a phone or our own file check reads what is stored and reckons nothing.
    """
    if b"<f>" not in worksheet:
        return worksheet
    root = etree.fromstring(worksheet)
    for formula in root.iter(f"{_MAIN}f"):
        cell = formula.getparent()
        assert cell is not None
        cell.set("t", "str")
        for old in cell.findall(f"{_MAIN}v"):
            cell.remove(old)
        label = _LABEL.match(formula.text or "")
        shows = label is not None and Address.parse(cell.get("r", "")).row == int(label[1])
        etree.SubElement(cell, f"{_MAIN}v").text = label[2] if label and shows else ""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

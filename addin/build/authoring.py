"""The looks that our own workbooks share, and saving them so that the same content gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

from lxml import etree
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_THIN = Side(style="thin", color="FF808080")
BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
READING = Alignment(horizontal="left", vertical="center", wrap_text=True)
TITLE_FONT = Font(name="宋体", size=16, bold=True)
LABEL_FONT = Font(name="宋体", size=10, bold=True)
TEXT_FONT = Font(name="宋体", size=10)

_NO_CLOCK = dt.datetime(2024, 1, 1)


def put(
    sheet: Worksheet, area: str, value: object, *, font: Font = TEXT_FONT, alignment: Alignment = CENTRED
) -> None:
    """Write a value into an area, merged where it is more than one cell, with a border all round."""
    rows = sheet[area] if ":" in area else ((sheet[area],),)
    for row in rows:
        for cell in row:
            cell.border = BORDER
    first = rows[0][0]
    first.value, first.font, first.alignment = value, font, alignment
    if ":" in area:
        sheet.merge_cells(area)


def print_on_a4(sheet: Worksheet, area: str) -> None:
    """A4, landscape, as wide as the page, as many pages as it takes."""
    sheet.print_area = area
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.print_options.horizontalCentered = True


def save(workbook: Workbook, path: Path) -> None:
    """Save without a clock: fixed dates in the properties and in the archive."""
    workbook.properties.creator = "jixiao"
    workbook.properties.created = _NO_CLOCK
    raw = io.BytesIO()
    workbook.save(raw)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in made.namelist():
            data = made.read(name)
            if name == "docProps/core.xml":
                data = _undated(data)
            out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def _undated(core: bytes) -> bytes:
    """openpyxl stamps the time of saving; take the fixed one instead."""
    root = etree.fromstring(core)
    for element in root.iter("{http://purl.org/dc/terms/}modified"):
        element.text = f"{_NO_CLOCK:%Y-%m-%dT%H:%M:%SZ}"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

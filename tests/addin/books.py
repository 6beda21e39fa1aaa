"""Workbooks for tests of the Excel host, and what is seen of one, to be compared."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.colors import Color

from addin.hosts.xlsx import Workbook
from addin.reading.locate import locate
from tests.forms import form_sheet, write_form

# Several faults of several families in one form, on results, targets, scores, texts.
FAULTS: dict[str, dict[str, Any]] = {
    "review": {
        "I7": 9.5,
        "H7": "90%",
        "F21": "良",
        "H19": 95,
        "I14": "扣2分",
        "H13": 20,
        "D17": "",
        "F20": "九十",
    },
    "self": {"G6": "100%", "H6": 10, "E14": "9月前", "F16": "300元", "B3": ""},
    "three_columns": {"I24": 99, "J24": "差", "G15": "80%", "I20": "'15"},
}


def personal_form(path: Path) -> Path:
    """A faulty review form as people keep it: notes, colours of every kind, a formula, merges, heights."""
    write_form(
        path, "review", changes={**FAULTS["review"], "G19": {"value": 99.55, "formula": "=SUM(G12:G18)+9.55"}}
    )
    book = openpyxl.load_workbook(path)
    sheet = book["review"]
    sheet["H13"].comment = Comment("王欣:\n请核对台账😀", "王欣", 90, 160)
    sheet["A5"].comment = Comment("与他人无关", "李明")
    sheet["H13"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["H19"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.4))
    sheet["F21"].fill = PatternFill("lightGrid", fgColor="FF112233", bgColor="FF445566")
    sheet["H7"].font = Font(name="仿宋", bold=True, color="FF0000FF")
    sheet["I14"].alignment = Alignment(wrap_text=True)
    for area in ("A1:I1", "A12:A15", "A16:A18", "C22:I22", "F21:I21"):
        sheet.merge_cells(area)
    sheet.column_dimensions["A"].width = 21
    sheet.row_dimensions[14].height = 80
    sheet.row_dimensions[29].hidden = True
    book.create_sheet("填表说明")["A1"] = "说明"
    book.save(path)
    return path


def long_form(path: Path, rows: int) -> Path:
    """A review form with so many indicator rows, half of them alike."""
    write_form(path, "review")
    book = openpyxl.load_workbook(path)
    sheet = book["review"]
    for row in range(19, 19 + max(rows - 7, 0)):
        sheet.insert_rows(row)
        for column in range(2, 10):
            above, own = sheet.cell(18, column), sheet.cell(row, column)
            own.value, own.number_format = above.value, above.number_format
    book.save(path)
    return path


def seen(sheet: Any) -> dict[str, Any]:
    """Everything that a check may change on a sheet: cell by cell, and around the cells."""
    cells = {cell.coordinate: cell_seen(cell) for cell in sheet._cells.values()}
    return {
        "cells": {at: what for at, what in cells.items() if what != (None,) * 5},
        "merges": sorted(map(str, sheet.merged_cells.ranges)),
        "widths": {k: round(v.width, 1) for k, v in sheet.column_dimensions.items() if v.width != 13},
        "print_area": sheet.print_area,
        "freeze": sheet.freeze_panes,
        "state": sheet.sheet_state,
        "filter": sheet.auto_filter.ref,
        "header": (sheet.print_title_rows or "").replace("$", ""),
        "conditions": sorted(
            (str(area.sqref), rule.formula, rule.dxf and rule.dxf.fill and rule.dxf.fill.bgColor.rgb)
            for area in sheet.conditional_formatting
            for rule in area.rules
        ),
        "lists": sorted((str(v.sqref), v.formula1) for v in sheet.data_validations.dataValidation),
    }


def cell_seen(cell: Any) -> tuple[Any, ...]:
    value = round(cell.value, 9) if isinstance(cell.value, float) else cell.value
    note = cell.comment.text if cell.comment else None
    link = cell.hyperlink.location if cell.hyperlink else None
    return value, fill_seen(cell.fill), note, link, cell.number_format if value is not None else None


def fill_seen(fill: Any) -> Any:
    if fill.fill_type is None:
        return None
    colours = (fill.fgColor,) if fill.fill_type == "solid" else (fill.fgColor, fill.bgColor)
    said = [(c.rgb,) if c.type == "rgb" else (c.type, c.theme, round(c.tint, 6)) for c in colours]
    return (fill.fill_type, *said)


def book_seen(book: Any, but: tuple[str, ...] = ()) -> Mapping[str, dict[str, Any]]:
    return {sheet.title: seen(sheet) for sheet in book.worksheets if sheet.title not in but}


def fonts_seen(sheet: Any) -> dict[str, Any]:
    return {
        c.coordinate: (c.font.b, c.font.name, copy(c.alignment.wrap_text))
        for c in sheet._cells.values()
        if c.value
    }


def saved(book: Any, path: Path) -> Workbook:
    """The workbook as a file that the file host opens."""
    book.save(path)
    return Workbook.open(path)


def form_over_two_sheets(path: Path, name: str, changes: Mapping[str, Any] | None = None) -> Path:
    """A clean form, some of its cells changed, whose indicator table stands on a sheet of its own: 指标完成."""
    (layout,) = locate(form_sheet(name))
    book = openpyxl.load_workbook(write_form(path, name, changes=changes))
    head = book[name]
    head.title = "基本情况"
    table = book.create_sheet("指标完成")
    for row in head.iter_rows(min_row=layout.header_row):
        for cell in row:
            moved = table.cell(cell.row - layout.header_row + 1, cell.column, cell.value)
            moved.number_format, moved.data_type = cell.number_format, cell.data_type
    head.delete_rows(layout.header_row, head.max_row)
    book.save(path)
    return path

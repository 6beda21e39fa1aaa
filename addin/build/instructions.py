"""The sheet 填表说明: how the form is filled in, and the values of the profile that its formulas need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from addin.build.authoring import (
    CENTRED,
    LABEL_FONT,
    LINE,
    READING,
    READING_FROM_TOP,
    TITLE_FONT,
    content,
    lines_of,
    name_area,
    print_on_a4,
    put,
)
from addin.marking.edits import PROFILE_NAME
from addin.templates import GRADE_BOUNDS, GRADE_NAMES, PROFILE_WEIGHT, profile_cells
from scoring.form.address import Area, column_letters

LEVEL1_KEYS, LEVEL2_LIST = "jixiao_level1_keys", "jixiao_level2_list"
_WIDTHS = {"A": 16, "B": 80}


def add_instructions(workbook: Workbook, words: Mapping[str, Any], kind: str) -> None:
    """Append the sheet; `kind` (review, self) chooses its paragraphs."""
    sheet = workbook.create_sheet(words["title"])
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    put(sheet, "A1:B1", words["title"], font=TITLE_FONT, border=False)
    sheet.row_dimensions[1].height = 30
    row = 1
    for row, (heading, text) in enumerate((*words["before"], *words[kind], *words["after"]), 2):
        put(sheet, f"A{row}", heading, font=LABEL_FONT)
        put(sheet, f"B{row}", text, alignment=READING_FROM_TOP)
        sheet.row_dimensions[row].height = lines_of(text, int(_WIDTHS["B"]) - 4) * LINE + 6
    last = _profile(sheet, words, row + 2)
    print_on_a4(sheet, f"A1:B{last}", "portrait")
    _lists(sheet, words["lists"])


def _profile(sheet: Worksheet, words: Mapping[str, Any], row: int) -> int:
    """The table of profile values, each cell named. Returns its last row."""
    labels = words["profile_labels"]
    put(sheet, f"A{row}:B{row}", words["profile_heading"], font=LABEL_FONT, alignment=READING)
    put(sheet, f"A{row + 1}", labels["name"])
    put(sheet, f"A{row + 2}", labels["weight"])
    put(sheet, f"A{row + 3}", labels["grade"], font=LABEL_FONT)
    put(sheet, f"B{row + 3}", labels["bound"], font=LABEL_FONT, alignment=READING)
    values = profile_cells(None)
    first = row + 4
    last = first + len(values[GRADE_NAMES]) - 1
    for name, area in (
        (PROFILE_NAME, f"B{row + 1}"),
        (PROFILE_WEIGHT, f"B{row + 2}"),
        (GRADE_NAMES, f"A{first}:A{last}"),
        (GRADE_BOUNDS, f"B{first}:B{last}"),
    ):
        name_area(sheet, name, area)
        alignment = CENTRED if name == GRADE_NAMES else READING
        for at, value in enumerate(values[name], Area.parse(area).top):
            put(sheet, f"{area[0]}{at}", value, alignment=alignment)
    note = last + 1
    put(sheet, f"A{note}:B{note}", words["profile_note"], alignment=READING, border=False)
    return note


def _lists(sheet: Worksheet, heading: str) -> None:
    """The choices of level 2, a column for each level 1, beside what is printed."""
    lists: dict[str, list[str]] = content("template")["level2"]
    put(sheet, "D1", heading, font=LABEL_FONT, border=False, alignment=READING)
    known = list(lists)[:-1]
    for row, key in enumerate(known, 2):
        put(sheet, f"D{row}", key)
    name_area(sheet, LEVEL1_KEYS, f"D2:D{len(known) + 1}")
    for number, (key, words) in enumerate(lists.items(), 1):
        column = column_letters(4 + number)
        sheet.column_dimensions[column].width = 20
        put(sheet, f"{column}1", key, font=LABEL_FONT)
        for row, word in enumerate(words, 2):
            put(sheet, f"{column}{row}", word)
        name_area(sheet, f"{LEVEL2_LIST}{number}", f"{column}2:{column}{len(words) + 1}")

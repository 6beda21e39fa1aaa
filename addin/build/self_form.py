"""The national self-evaluation form (项目支出绩效自评表): its layout, filled with given content."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from addin.build.authoring import (
    CENTRED,
    INDICATOR_HEADINGS,
    LABEL_FONT,
    LINE,
    READING,
    TITLE_FONT,
    Content,
    form_workbook,
    keep_headings,
    merge_down,
    print_on_a4,
    put,
    put_headings,
    put_row,
)

SHEET = "绩效自评表"
_WIDTHS = {"A": 8, "B": 13, "C": 17, "D": 26, "E": 18, "F": 18, "G": 10, "H": 11, "I": 40}
_FUNDS = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率（%）", "得分")
_INDICATORS = (*INDICATOR_HEADINGS, "分值", "得分", "偏差原因分析及改进措施")


def self_form(content: Content) -> Workbook:
    """A workbook with one self-evaluation form, ready to print on A4."""
    workbook, sheet = form_workbook(SHEET, _WIDTHS)
    _head(sheet, content)
    row = _funds(sheet, content["funds"], 5)
    row = _goals(sheet, content, row)
    header = row
    row = _indicators(sheet, content["indicators"], header)
    put(sheet, f"A{row}:F{row}", "总分", font=LABEL_FONT)
    put_row(sheet, "GHI", row, [None] * 3)
    print_on_a4(sheet, f"A1:I{row}")
    keep_headings(sheet, header)
    return workbook


def _head(sheet: Worksheet, content: Content) -> None:
    put(sheet, "A1:I1", content["title"], font=TITLE_FONT, border=False)
    put(sheet, "A2:I2", content["year"], border=False)
    sheet.row_dimensions[1].height = 30
    put(sheet, "A3:C3", "项目名称", font=LABEL_FONT)
    put(sheet, "D3:I3", content["project"], alignment=READING)
    put(sheet, "A4:C4", "主管部门", font=LABEL_FONT)
    put(sheet, "D4:E4", content["department"], alignment=READING)
    put(sheet, "F4", "实施单位", font=LABEL_FONT)
    put(sheet, "G4:I4", content["unit"], alignment=READING)


def _funds(sheet: Worksheet, lines: list[list[Any]], header: int) -> int:
    """The funds table; the row after it."""
    end = header + len(lines)
    put(sheet, f"A{header}:A{end}", "项目资金（万元）", font=LABEL_FONT)
    put(sheet, f"B{header}:C{header}", None)
    put_row(sheet, "DEFGHI", header, _FUNDS, font=LABEL_FONT)
    for row, (label, *values) in enumerate(lines, header + 1):
        put(sheet, f"B{row}:C{row}", label, alignment=CENTRED if row == header + 1 else READING)
        put_row(sheet, "DEFGHI", row, values)
    return end + 1


def _goals(sheet: Worksheet, content: Content, row: int) -> int:
    put(sheet, f"A{row}:A{row + 1}", "年度总体目标", font=LABEL_FONT)
    for area, label, key in (
        ("B{0}:E{0}", "预期目标", "expected"),
        ("F{0}:I{0}", "实际完成情况", "achieved"),
    ):
        put(sheet, area.format(row), label, font=LABEL_FONT)
        put(sheet, area.format(row + 1), content[key], alignment=READING)
    sheet.row_dimensions[row + 1].height = 5 * LINE
    return row + 2


def _indicators(sheet: Worksheet, rows: list[list[Any]], header: int) -> int:
    """The indicator table; a blank level 1 is merged with the one above. Returns the row after it."""
    end = header + len(rows)
    put(sheet, f"A{header}:A{end}", "绩效指标", font=LABEL_FONT)
    put_headings(sheet, "BCDEFGHI", header, _INDICATORS)
    for row, values in enumerate(rows, header + 1):
        put_row(sheet, "BCDEFGHI", row, values, reading="I")
    merge_down(sheet, "B", [values[0] for values in rows], header + 1)
    return end + 1

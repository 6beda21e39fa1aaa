"""The review form (绩效核查评分意见表): its layout, filled with given content."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from addin.build.authoring import (
    INDICATOR_HEADINGS,
    LABEL_FONT,
    LINE,
    READING,
    TITLE_FONT,
    Content,
    form_workbook,
    keep_headings,
    lines_of,
    merge_down,
    print_on_a4,
    put,
    put_headings,
    put_row,
)
from addin.templates import grade_label
from scoring.profiles.profile import DEFAULT_PROFILE, load_profile

SHEET = "评分意见表"
_WIDTHS = {"A": 13, "B": 15, "C": 19, "D": 22, "E": 14, "F": 10, "G": 10, "H": 12, "I": 46}
_FUNDS = (
    "资金来源",
    "年初预算\n（万元）",
    "全年预算\n（万元）",
    "全年执行\n（万元）",
    "分值",
    "执行率（%）",
    "得分",
)
_INDICATORS = (*INDICATOR_HEADINGS, "权重（分值）", "自评得分", "财政/专家复核分", "财政/专家复核意见")


def review_form(content: Content) -> Workbook:
    """A workbook with one review form, ready to print on A4."""
    workbook, sheet = form_workbook(SHEET, _WIDTHS)
    _head(sheet, content)
    last = _indicators(sheet, content["indicators"], 11)
    end = _conclusions(sheet, content, last + 1)
    print_on_a4(sheet, f"A1:I{end}")
    keep_headings(sheet, 11)
    return workbook


def _head(sheet: Worksheet, content: Content) -> None:
    put(sheet, "A1:I1", content["title"], font=TITLE_FONT)
    sheet.row_dimensions[1].height = 30
    put(sheet, "A2:B3", "基本信息", font=LABEL_FONT)
    for row, label, key in ((2, "项目名称", "project"), (3, "预算单位及代码", "unit")):
        put(sheet, f"C{row}", label, font=LABEL_FONT)
        put(sheet, f"D{row}:I{row}", content[key], alignment=READING)
    put(sheet, "A4:B7", "项目资金（万元）", font=LABEL_FONT)
    put_headings(sheet, "CDEFGHI", 4, _FUNDS)
    for row, line in enumerate(content["funds"], 5):
        put_row(sheet, "CDEFGHI", row, line)
    put(sheet, "A8:B9", "年度总体目标", font=LABEL_FONT)
    put(sheet, "C8:E8", "预期目标", font=LABEL_FONT)
    put(sheet, "F8:I8", "实际完成情况", font=LABEL_FONT)
    put(sheet, "C9:E9", content["expected"], alignment=READING)
    put(sheet, "F9:I9", content["achieved"], alignment=READING)
    sheet.row_dimensions[9].height = 4 * LINE
    put(sheet, "A10:I10", "指标评分表", font=LABEL_FONT)


def _indicators(sheet: Worksheet, rows: list[list[Any]], header: int) -> int:
    """The indicator table; blank level cells are merged with the one above. Returns its last row."""
    put_headings(sheet, "ABCDEFGHI", header, _INDICATORS)
    first = header + 1
    for row, values in enumerate(rows, first):
        put_row(sheet, "ABCDEFGHI", row, values, reading="I")
        sheet.row_dimensions[row].height = max(2, lines_of(str(values[8]), 44)) * LINE + 4
    for position, column in enumerate("AB"):
        merge_down(sheet, column, [values[position] for values in rows], first)
    return header + len(rows)


def _conclusions(sheet: Worksheet, content: Content, row: int) -> int:
    """Totals, grade, texts, suggested indicators, closing lines. Returns the last row."""
    level1 = [values[0].partition(" ")[0] for values in content["indicators"] if values[0]]
    put(sheet, f"A{row}:E{row}", f"合计（{'+'.join(['项目资金情况', *level1])}）", font=LABEL_FONT)
    put_row(sheet, "FGHI", row, [*content["totals"], None])
    for label, key in (
        ("财政复核总分", "final_score"),
        (grade_label(load_profile(DEFAULT_PROFILE)), "grade"),
    ):
        row += 1
        put(sheet, f"A{row}:E{row}", label, font=LABEL_FONT)
        put(sheet, f"F{row}:I{row}", content[key])
    sheet.row_dimensions[row].height = 2 * LINE + 4
    for label, key in (
        ("总体评价", "conclusion"),
        ("存在问题\n（包括项目管理、资金管理、绩效表现、自评工作质量、预算安排等方面）", "problems"),
        ("改进建议\n（包括管理优化、绩效提升、自评工作完善及预算调整等）", "advice"),
        ("对下年度预算安排建议", "next_budget"),
    ):
        row += 1
        put(sheet, f"A{row}:B{row}", label, font=LABEL_FONT)
        put(sheet, f"C{row}:I{row}", content[key], alignment=READING)
        lines = max(lines_of(label, 26), lines_of(content[key], 130))
        sheet.row_dimensions[row].height = lines * LINE + 6
    return _suggested(sheet, content, row + 1)


def _suggested(sheet: Worksheet, content: Content, row: int) -> int:
    rows = [["一级指标", "二级指标", "三级指标", "指标值"], *content["suggested"]]
    put(sheet, f"A{row}:B{row + len(rows) - 1}", "建议的绩效指标", font=LABEL_FONT)
    for values in rows:
        for area, value in zip(("C{0}", "D{0}", "E{0}:F{0}", "G{0}:I{0}"), values, strict=True):
            put(sheet, area.format(row), value)
        row += 1
    for line in content["closing"]:
        put(sheet, f"A{row}:I{row}", line, alignment=READING)
        row += 1
    return row - 1

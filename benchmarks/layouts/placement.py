"""Where the form stands: away from A1, on two sheets, with others on its sheet or in its book."""

from __future__ import annotations

from benchmarks.layouts.change import change
from benchmarks.layouts.page import Page
from benchmarks.mutations import Clean
from scoring.form.address import Address
from tests.forms import cell, sheet_of


@change("上方空5行")
def lower(page: Page) -> None:
    page.insert_rows(1, 5)


@change("左边空3列")
def further_right(page: Page) -> None:
    page.insert_columns(1, 3)


@change("从AB40开始")
def far_away(page: Page) -> None:
    page.insert_rows(1, 39)
    page.insert_columns(1, 27)


@change("上方有填表说明")
def instructions_above(page: Page) -> None:
    page.insert_rows(1, 3)
    page.write(Address(1, 1), "填表说明：请各单位于3月底前报送，表内金额保留两位小数。")
    page.write(Address(2, 1), "一、自评得分由单位据实填写；二、偏差原因要写明。")
    page.may_differ |= {"栏目notes"}


@change("右边有别的字")
def notes_beside(page: Page) -> None:
    column = page.right + 2
    page.write(Address(page.first_row, column), "请核对这一行的台账")
    page.write(Address(page.first_row + 1, column), "已核对")


@change("一张表分在两张工作表上（指标表另页）")
def on_two_sheets(page: Page) -> None:
    page.split = page.header_rows[0]


@change("另有封面工作表")
def cover_sheet(page: Page) -> None:
    page.beside.append(sheet_of([["绩效自评材料"], ["目录"], ["一、自评表"], ["二、佐证材料"]], "封面"))


@change("另有指标库工作表")
def sheet_of_names(page: Page) -> None:
    rows = [["一级指标", "二级指标", "三级指标"], ["产出指标", "数量指标", "培训人次"]]
    page.beside.append(sheet_of([list(row) for row in rows], "指标库"))


@change("一张工作表上两张表")
def two_forms(page: Page) -> None:
    page.below = Clean("self")
    start = page.bottom + 2
    for at, one in page.below.sheet.cells.items():
        page.cells[Address(at.row + start, at.column)] = one


@change("表下有建议的绩效指标")
def suggested_indicators(page: Page) -> None:
    row = page.bottom + 1
    headings = ("建议的绩效指标", "一级指标", "二级指标", "三级指标", "指标值")
    for n, text in enumerate(headings):
        page.cells[Address(row, page.left + n)] = cell(text)
    for n, text in enumerate(("产出指标", "数量指标", "培训人次", "XX人次"), 1):
        page.cells[Address(row + 1, page.left + n)] = cell(text)

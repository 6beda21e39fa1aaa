"""The heading of the indicator table over several rows, merged or not, repeated, with marks and line breaks."""

from __future__ import annotations

import re

from benchmarks.layouts.change import change
from benchmarks.layouts.page import Impossible, Page
from scoring.form.address import Address, Area


def _single(page: Page) -> int:
    """The only row of the heading."""
    page.on_one_page()
    rows = page.header_rows
    if len(rows) != 1:
        raise Impossible("two rows already")
    return rows[0]


def _over(page: Page, text: str, *keys: str, merged: bool = True) -> None:
    """A heading over these columns, which stand side by side, in a row of its own above theirs."""
    row = _single(page)
    columns = sorted(page.column(key) for key in keys)
    if columns != list(range(columns[0], columns[-1] + 1)):
        raise Impossible("not side by side")
    page.insert_rows(row)
    for at in [at for at in page.cells if at.row == row + 1 and at.column not in columns]:
        page.move(lambda here, gone=at: Address(row, here.column) if here == gone else here)  # type: ignore[misc]
        if merged:
            page.merges.append(Area(row, at.column, row + 1, at.column))
    page.write(Address(row, columns[0]), text)
    if merged:
        page.merges.append(Area(row, columns[0], row, columns[-1]))


@change("两行表头：指标完成情况下分指标值、完成值（合并）")
def target_and_actual_under_one(page: Page) -> None:
    _over(page, "指标完成情况", "target", "actual")


@change("两行表头：指标完成情况下分指标值、完成值（不合并）")
def target_and_actual_unmerged(page: Page) -> None:
    _over(page, "指标完成情况", "target", "actual", merged=False)


@change("两行表头：评分情况下分分值、得分")
def weight_and_score_under_one(page: Page) -> None:
    _over(page, "评分情况", "weight", page.score_key)


@change("两行表头：绩效指标下分一级、二级、三级")
def levels_under_one(page: Page) -> None:
    _over(page, "绩效指标", "level1", "level2", "name")


@change("两行表头：自评情况下分完成值、得分")
def actual_and_score_under_one(page: Page) -> None:
    keys = ("actual", "weight", page.score_key) if "weight" in page.keys else ("actual", page.score_key)
    _over(page, "自评情况", *keys)


@change("三行表头")
def three_rows(page: Page) -> None:
    _over(page, "指标完成情况", "target", "actual")
    row = page.header_rows[0]
    page.insert_rows(row)
    page.write(Address(row, page.column("level1")), "绩效指标及评分")


@change("表头竖向合并两行")
def heading_two_rows_tall(page: Page) -> None:
    row = _single(page)
    page.insert_rows(row + 1)
    for at in [at for at in page.cells if at.row == row]:
        page.merges.append(Area(row, at.column, row + 1, at.column))


@change("三级指标占两列（合并）")
def name_two_columns_wide(page: Page) -> None:
    column = page.column("name")
    page.insert_columns(column + 1)
    for row in page.table:
        if Address(row, column) in page.cells:
            page.merges.append(Area(row, column, row, column + 1))


@change("指标值占两列（合并）")
def target_two_columns_wide(page: Page) -> None:
    row, column = _single(page), page.column("target")
    page.insert_columns(column + 1)
    for here in (row, *(now for _, now in page.rows())):
        page.merges.append(Area(here, column, here, column + 1))


@change("表头上加一行小标题")
def line_above_heading(page: Page) -> None:
    row = page.header_rows[0]
    page.insert_rows(row)
    page.write(Address(row, page.left), "二、绩效指标完成情况")


@change("表头下加栏次行（1、2、3……）")
def numbers_below_heading(page: Page) -> None:
    row = page.header_rows[-1]
    page.insert_rows(row + 1)
    for n, key in enumerate(sorted(page.keys, key=page.column), 1):
        page.write(Address(row + 1, page.column(key)), f"（{n}）")


@change("列名带字母（完成值（B）、得分（D））")
def letters_in_headings(page: Page) -> None:
    for letter, key in zip("ABCD", ("target", "actual", "weight", page.score_key), strict=True):
        if key in page.keys:
            page.write(page.heading(key), f"{page.text(page.heading(key)).partition('（')[0]}（{letter}）")


@change("列名带满分（分值（100分））")
def points_in_headings(page: Page) -> None:
    page.write(page.heading("weight"), "分值（100分）")


def _headings(page: Page) -> list[Address]:
    """The headings of all columns, on every page."""
    return [at for key in page.columns() for at in (page.heading(key), *page.repeated_headings(key))]


@change("列名中间换行")
def line_breaks_in_headings(page: Page) -> None:
    for at in _headings(page):
        text = page.text(at)
        page.write(at, f"{text[: len(text) // 2]}\n{text[len(text) // 2 :]}")


@change("列名字间有空格")
def blanks_in_headings(page: Page) -> None:
    for at in _headings(page):
        page.write(at, " ".join(page.text(at)))


def _page_break(page: Page) -> int:
    """The heading once more before a row in the middle; gives that row."""
    rows = [now for _, now in page.rows()]
    before, header = rows[len(rows) // 2], page.header_rows
    page.insert_rows(before, len(header))
    for n, row in enumerate(header):
        for at in [at for at in page.cells if at.row == row]:
            page.write(Address(before + n, at.column), page.text(at))
    return before + len(header)


@change("换页重复表头")
def page_break(page: Page) -> None:
    _page_break(page)


@change("换页重复表头和一级指标")
def page_break_with_level(page: Page) -> None:
    row = _page_break(page)
    column = page.column("level1")
    level1 = next(i.level1.text for i, now in page.rows() if now == row)
    if Address(row, column) not in page.cells:
        page.write(Address(row, column), level1)


@change("换页重复一级指标（续）")
def level_continued(page: Page) -> None:
    column = page.column("level1")
    for level1, rows in page.groups():
        if len(rows) > 2 and Address(rows[2][1], column) not in page.cells:
            page.write(Address(rows[2][1], column), f"{re.split('[（(]', level1)[0].strip()}（续）")
            return
    raise Impossible("groups too small")


@change("换页重复标题和表头")
def page_break_with_title(page: Page) -> None:
    row = _page_break(page) - len(page.header_rows)
    title = page.clean.form.title
    page.insert_rows(row)
    page.write(Address(row, page.left), f"{title.text}（续表）")

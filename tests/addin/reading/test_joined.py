"""A form whose head stands on one sheet and whose indicators stand on the next is read as one; no others are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from addin.checking.check import check
from addin.marking.mark import Checked
from addin.reading.joined import located
from addin.reading.locate import locate
from addin.reading.sheet import Sheet
from scoring.form.address import Address, Area
from tests.forms import NAMES, form_sheet, sheet_of

HEAD: list[list[Any]] = [
    ["项目支出绩效自评表（一）基本情况"],
    ["项目名称", "河道保洁", "", "年度", "2024"],
    ["主管部门", "示例市水务局", "", "实施单位", "示例市河道管理所"],
    ["资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["年度资金总额", "", 60, 60, 57, 10, "95%", 9.5],
    ["年度目标", "保持河道清洁。", "", "", "完成情况", "清理河道42公里。"],
]
TABLE: list[list[Any]] = [
    ["项目支出绩效自评表（二）指标完成情况"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
    ["产出指标", "数量指标", "清理河道长度", "≥40公里", "42公里", 30, 30],
    ["", "质量指标", "水面无漂浮物比例", "≥95%", "96%", 20, 20],
    ["效益指标", "社会效益指标", "岸线整洁率", "≥90%", "93%", 30, 30],
    ["满意度指标", "服务对象满意度", "居民满意度", "≥90%", "92%", 10, 10],
    ["总分", "", "", "", "", 100, 99.5],
]
PROJECT = ["项目名称", "河道保洁"]
FUNDS = HEAD[3:5]
TITLE_PAGE = [["项目支出绩效自评表"], PROJECT, ["填报单位", "示例市河道管理所"]]
COVER = [["绩效自评材料"], ["项目名称：河道保洁"], ["填报单位：示例市河道管理所"], ["2025年3月"]]
INSTRUCTIONS = [["填表说明"], ["一、项目名称按批复填写。"], ["二、资金以万元为单位。"]]
NAMES_ALONE = [["一级指标", "二级指标", "三级指标"], ["产出指标", "数量指标", "培训人次"]]


def sheets(*grids: list[list[Any]]) -> list[Sheet]:
    return [sheet_of(grid, f"第{number}张") for number, grid in enumerate(grids, 1)]


def parts(*grids: list[list[Any]]) -> list[list[str]]:
    """Which sheets were put together."""
    return [[part.name for part in one.sheet.sheets] for one in located(sheets(*grids))]


def split(name: str) -> tuple[Sheet, Sheet, int]:
    """A clean form on two sheets, and the rows that stand on the first."""
    sheet = form_sheet(name)
    up = locate(sheet)[0].header_row - 1

    def part(cells: Iterable[Address], lift: int, title: str) -> Sheet:
        merges = [a for a in sheet.merges if (a.top > up) is bool(lift)]
        return replace(
            sheet,
            name=title,
            cells={Address(at.row - lift, at.column): sheet.cells[at] for at in cells},
            merges=tuple(Area(a.top - lift, a.left, a.bottom - lift, a.right) for a in merges),
        )

    first = part((at for at in sheet.cells if at.row <= up), 0, "基本情况")
    return first, part((at for at in sheet.cells if at.row > up), up, "指标完成"), up


def told(checked: Checked, up: int) -> list[tuple[Any, ...]]:
    """The findings, their cells as they stand on one sheet."""

    def whole(at: Address) -> Address:
        return Address(at.on_sheet.row + up * at.sheet_number, at.column)

    return [
        (f.rule, f.level, [whole(at) for at in f.cells], f.found, f.expected) for f in checked.review.findings
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_form_on_two_sheets_is_read_as_on_one(name: str) -> None:
    first, second, up = split(name)
    (one,), (both,) = check([form_sheet(name)]), check([first, second])
    assert told(both, up) == told(one, 0)
    assert both.review.results == one.review.results
    assert {k: t.text for k, t in both.review.form.texts.items()} == {
        k: t.text for k, t in one.review.form.texts.items()
    }
    assert [t.text for t in both.review.form.not_understood] == [
        t.text for t in one.review.form.not_understood
    ]


def test_each_half_gives_its_own() -> None:
    (checked,) = check(sheets(HEAD, TABLE))
    form = checked.review.form
    assert form.title.text == HEAD[0][0]
    assert (form.year, form.text("project"), form.unit.text) == (2024, "河道保洁", "示例市河道管理所")
    assert (form.text("expected"), form.text("achieved")) == ("保持河道清洁。", "清理河道42公里。")
    assert [(line.budget.value, line.executed.value, line.score.value) for line in form.funds] == [
        (60, 57, Decimal("9.5"))
    ]
    assert len(form.indicators) == 4
    assert checked.review.of("WT01") == ()  # the ten points of execution count
    assert checked.review.results.total == Decimal("99.5")
    assert form.not_understood == ()


def test_every_cell_knows_its_sheet_and_its_place_there() -> None:
    (checked,) = check(sheets(HEAD, TABLE))
    form, sheet = checked.review.form, checked.sheet
    places = [
        (sheet.holding(at).name, at.a1, at.on_sheet)
        for at in (form.field("project").at, form.funds[0].score.at, form.totals.self_score.at)
    ]
    assert places == [
        ("第1张", "B2", Address(2, 2)),
        ("第1张", "H5", Address(5, 8)),
        ("第2张", "G7", Address(7, 7)),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (HEAD, [TABLE[0], PROJECT, *TABLE[1:]]),  # the name is repeated
        (HEAD, [["填报单位：示例市河道管理所"], *TABLE[1:]]),
        ([*HEAD[:3], *HEAD[5:]], [*TABLE, *FUNDS]),  # the funds stand below the indicators
        ([*HEAD[:5]], [TABLE[0], HEAD[5], *TABLE[1:]]),  # the goals above them
        (HEAD[:3], [*TABLE[1:], *FUNDS]),
    ],
)
def test_what_stands_on_which_of_the_two_differs(first: list[list[Any]], second: list[list[Any]]) -> None:
    assert parts(first, second) == [["第1张", "第2张"]]
    (checked,) = check(sheets(first, second))
    form = checked.review.form
    assert (form.text("project"), form.funds[0].executed.value, len(form.indicators)) == ("河道保洁", 57, 4)


@pytest.mark.parametrize(
    "grids",
    [
        ([*HEAD, *TABLE], [*HEAD, *TABLE]),
        ([*HEAD, *TABLE], TABLE),
        (COVER, [*HEAD, *TABLE]),
        (COVER, TABLE),
        (TITLE_PAGE, [*HEAD, *TABLE]),
        (TITLE_PAGE, TABLE),
        (INSTRUCTIONS, [*HEAD, *TABLE]),
        (INSTRUCTIONS, TABLE),
        (NAMES_ALONE, [*HEAD, *TABLE]),
        (NAMES_ALONE, TABLE),
        (TABLE, HEAD),
        (HEAD, NAMES_ALONE, TABLE),
    ],
    ids=[
        "two forms",
        "a form, a table",
        "cover",
        "cover, table",
        "title page",
        "title page, table",
        "instructions",
        "instructions, table",
        "list of names",
        "list of names, table",
        "table before head",
        "list between",
    ],
)
def test_other_sheets_stay_by_themselves(grids: tuple[list[list[Any]], ...]) -> None:
    assert parts(*grids) == [[f"第{number}张"] for number in range(1, len(grids) + 1)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([["资金使用情况表"], PROJECT, *FUNDS], [["项目名称", "公园维护"], *TABLE[1:]]),
        ([["资金使用情况表"], *FUNDS], [["项目名称", "公园维护"], *TABLE[1:]]),
        ([["资金使用情况表"], *FUNDS], TABLE),  # nobody knows whose they are
        (HEAD, [["填报单位：示例市公园管理处"], *TABLE[1:]]),
        (HEAD, [["项目名称", ""], *TABLE[1:]]),  # a form that is not filled in
        (HEAD, [*FUNDS, *TABLE[1:]]),
    ],
)
def test_what_belongs_to_another_project_stays_by_itself(
    first: list[list[Any]], second: list[list[Any]]
) -> None:
    assert parts(first, second) == [["第1张"], ["第2张"]]


def test_several_projects_each_on_two_sheets() -> None:
    other = [[("公园维护" if text == "河道保洁" else text) for text in row] for row in HEAD]
    assert parts(HEAD, TABLE, other, TABLE) == [["第1张", "第2张"], ["第3张", "第4张"]]
    assert [c.review.form.text("project") for c in check(sheets(HEAD, TABLE, other, TABLE))] == [
        "河道保洁",
        "公园维护",
    ]


def test_a_hidden_sheet_between_the_two_does_not_part_them() -> None:
    first, names, second = sheets(HEAD, NAMES_ALONE, TABLE)
    found = located([first, replace(names, hidden=True), second])
    assert [[part.name for part in one.sheet.sheets] for one in found] == [["第1张", "第3张"], ["第2张"]]


def test_a_hidden_head_is_nobodys() -> None:
    first, second = sheets(HEAD, TABLE)
    assert [one.sheet.parts for one in located([replace(first, hidden=True), second])] == [(), ()]

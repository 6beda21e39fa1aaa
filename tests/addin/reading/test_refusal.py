"""A sheet that is no form is refused in words: what was found, what is missing, what to do."""

from __future__ import annotations

from typing import Any

import pytest

from addin.checking.check import check
from addin.reading.refusal import NoForm
from addin.reading.sheet import Sheet
from tests.forms import sheet_of

ROW = ["产出指标", "数量指标", "植树株数", "≥900株", "920株", 20, 20]


def refusal(*rows: list[Any]) -> str:
    with pytest.raises(NoForm) as refused:
        check([sheet_of([list(row) for row in rows])])
    return str(refused.value)


def test_an_empty_sheet() -> None:
    with pytest.raises(NoForm, match="工作表“封面”是空的"):
        check([Sheet("封面", {})])


def test_no_sheet_at_all() -> None:
    with pytest.raises(NoForm, match="没有可以读取的工作表"):
        check([])


def test_a_sheet_of_something_else_says_what_was_looked_for_and_what_stands_there() -> None:
    said = refusal(["2024年采购合同台账"], ["合同名称", "金额"], ["办公桌椅", 8000])
    assert "一个也没有找到" in said
    assert "“2024年采购合同台账”" in said
    assert said.endswith("。")


@pytest.mark.parametrize(
    ("heading", "found", "missing"),
    [
        (
            ["一级指标", "二级指标", "三级指标", "责任科室"],
            ("一级指标", "二级指标", "三级指标"),
            "年度指标值或实际完成值、分值或得分",
        ),
        (["三级指标", "分值", "得分"], ("三级指标", "分值", "得分"), "年度指标值或实际完成值"),
        (["年度指标值", "实际完成值", "分值"], ("年度指标值", "实际完成值", "分值"), "三级指标（指标名称）"),
        (["三级指标", "年度指标值", "责任科室"], ("三级指标", "年度指标值"), "分值或得分"),
    ],
)
def test_the_nearest_heading_is_quoted_and_what_it_lacks(
    heading: list[str], found: tuple[str, ...], missing: str
) -> None:
    said = refusal(["绩效自评表"], heading, ROW[: len(heading)])
    assert "第2行" in said
    assert all(f"“{text}”" in said for text in found)
    assert f"缺少{missing}" in said
    assert "请确认" in said


def test_no_column_is_named_that_is_not_there() -> None:
    said = refusal(["三级指标", "责任科室", "分值"], ["植树株数", "绿化科", 20])
    before = said.partition("缺少")[0]
    assert "“分值”" in before
    assert "得分" not in before
    assert "责任科室" not in before


def test_of_several_sheets_the_nearest_are_named() -> None:
    sheets = [
        Sheet("说明", {}),
        sheet_of([["三级指标", "分值", "得分"], ["植树株数", 20, 20]], "指标"),
        sheet_of([["通讯录"]], "附表"),
    ]
    with pytest.raises(NoForm) as refused:
        check(sheets)
    said = str(refused.value)
    assert said.index("“指标”") < said.index("“附表”")


def test_a_sheet_that_is_no_form_beside_one_that_is_stops_nothing() -> None:
    form = sheet_of(
        [["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"], ROW], "自评表"
    )
    assert [one.sheet.name for one in check([Sheet("封面", {}), form])] == ["自评表"]


@pytest.mark.parametrize(
    "heading",
    [
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["二级指标", "三级指标", "目标值", "完成值"],
        ["三级指标", "完成值", "得分"],
        ["一级指标", "二级指标", "绩效内容", "考核任务数", "落实情况"],
    ],
)
def test_what_a_person_can_read_is_not_refused(heading: list[str]) -> None:
    cells = {
        **{"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "植树株数", "绩效内容": "植树株数"},
        **{"指标值": "≥900株", "目标值": "≥900株", "考核任务数": "≥900株"},
        **{"完成值": "920株", "落实情况": "920株", "得分": 20},
    }
    (checked,) = check([sheet_of([heading, [cells[text] for text in heading]])])
    assert [row.name.text for row in checked.review.form.indicators] == ["植树株数"]

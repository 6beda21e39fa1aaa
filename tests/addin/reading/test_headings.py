"""The rows of labels over a table: which rows they are, and what stands over each column."""

from __future__ import annotations

from typing import Any

import pytest

from addin.reading.grid import Grid
from addin.reading.headings import Band, indicator_bands
from scoring.form.address import Area
from tests.forms import sheet_of

ONE_ROW = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROW = ["产出指标", "数量指标", "栽种乔木株数", "≥300株", "310株", "20", "20"]


def bands(*rows: list[Any], merges: tuple[str, ...] = ()) -> list[Band]:
    sheet = sheet_of([list(row) for row in rows])
    areas = (*sheet.merges, *map(Area.parse, merges))
    return list(indicator_bands(Grid.of(type(sheet)(sheet.name, sheet.cells, areas, extent=sheet.extent))))


def own(band: Band) -> dict[int, str]:
    return {column: heading.own for column, heading in band.headings.items()}


def test_one_row_of_labels() -> None:
    (band,) = bands(["某某绩效自评表"], ONE_ROW, ROW)
    assert (band.top, band.bottom) == (2, 2)
    assert list(own(band).values()) == ONE_ROW


def test_a_second_row_parts_the_columns_that_the_first_one_spans() -> None:
    upper = ["一级指标", "二级指标", "三级指标", "年度指标值", "", "", "完成情况", "分值", "得分"]
    (band,) = bands(upper, ["", "", "", "性质", "数值", "单位"], ROW, merges=("D1:F1",))
    assert (band.top, band.bottom) == (1, 2)
    assert own(band)[5] == "数值"
    assert band.headings[5].over == "年度指标值"
    assert band.headings[7].over == ""


@pytest.mark.parametrize("over", ["绩效指标", "评价指标", "考核指标"])
def test_one_label_over_three_levels_belongs_to_the_heading(over: str) -> None:
    head = [over, "", "", "分值", "目标设定", "目标实现", "自评得分"]
    row = ["产出指标", "数量指标", "出车次数", 15, "≥240次", "246次", 15]
    (band,) = bands(head, ["一级", "二级", "三级"], row, merges=("A1:C1",))
    assert (band.top, band.bottom) == (1, 2)
    assert list(own(band).values())[:4] == ["一级", "二级", "三级", "分值"]


def test_a_label_over_the_levels_belongs_to_the_heading() -> None:
    upper = ["绩效指标", "", "", "年度指标值", "实际完成值", "自评", ""]
    lower = ["一级指标", "二级指标", "三级指标", "", "", "分值", "得分"]
    (band,) = bands(upper, lower, ROW, merges=("A1:C1", "F1:G1"))
    assert (band.top, band.bottom) == (1, 2)
    assert own(band) == {
        1: "一级指标",
        2: "二级指标",
        3: "三级指标",
        4: "年度指标值",
        5: "实际完成值",
        6: "分值",
        7: "得分",
    }
    assert band.headings[7].over == "自评"


def test_what_stands_over_two_like_columns_tells_them_apart() -> None:
    upper = ["一级指标", "二级指标", "三级指标", "指标值", "单位自评", "", "复核", ""]
    lower = ["", "", "", "", "完成值", "得分", "完成值", "得分"]
    (band,) = bands(upper, lower, ROW, merges=("E1:F1", "G1:H1"))
    assert [band.headings[column].over for column in (5, 6, 7, 8)] == ["单位自评", "单位自评", "复核", "复核"]


def test_the_score_beneath_the_weight_is_of_the_heading() -> None:
    upper = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值"]
    (band,) = bands(
        upper, ["", "", "", "", "", "得分"], ["产出指标", "数量指标", "栽种乔木株数", "≥300株", "310株", "20"]
    )
    assert band.bottom == 2
    assert band.headings[6].labels == ("分值", "得分")


def test_so_it_is_under_a_label_over_both() -> None:
    upper = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "评分情况"]
    rows = (["", "", "", "", "", "分值"], ["", "", "", "", "", "得分"])
    (band,) = bands(upper, *rows, ROW[:6], ["", "", "", "", "", "20"])
    assert (band.top, band.bottom) == (1, 3)
    assert band.headings[6].labels == ("评分情况", "分值", "得分")


def test_a_heading_on_a_later_page_is_a_band_of_its_own() -> None:
    assert [band.top for band in bands(ONE_ROW, ROW, ROW, ONE_ROW, ROW)] == [1, 4]


def test_the_first_indicator_is_no_part_of_the_heading() -> None:
    (band,) = bands(ONE_ROW, ["产出指标", "数量指标", "指标1", "目标", "完成", "", ""], ROW)
    assert band.bottom == 1


def test_the_title_of_the_part_is_no_part_of_the_heading() -> None:
    (band,) = bands(["二、绩效指标完成情况"], ["年度绩效目标1（80分）", *ONE_ROW[:4]], ["", *ROW[:4]])
    assert (band.top, band.bottom) == (2, 2)


def test_what_is_no_heading() -> None:
    funds = ["资金来源", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    assert bands(funds, ["年度资金总额", 10, 10, 10, 10, "100%", 10]) == []
    assert bands(["一级指标", "二级指标"], ["产出指标", "数量指标"]) == []
    assert bands(["项目名称", "道路清扫"], ["实施单位", "环卫所"]) == []
    assert bands(["说明", "一级指标、二级指标和三级指标由单位填写，年度指标值要量化，分值合计100分。"]) == []
    assert bands(["一级指标", "二级指标", "三级指标", 300, 310, 20, 20]) == []


def test_three_rows_that_are_told_from_the_lowest() -> None:
    rows = (
        ["绩效指标", "", "", "年度指标值", "", "", "实际完成值", "分值"],
        ["", "", "", "", "", "", "", "得分"],
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "", ""],
    )
    (band,) = bands(*rows, ROW, merges=("A1:A2", "D1:D2", "G1:G2"))
    assert (band.top, band.bottom) == (1, 3)
    assert [own(band)[at] for at in (4, 5, 6, 7, 8)] == [
        "指标性质",
        "指标值",
        "度量单位",
        "实际完成值",
        "得分",
    ]


def test_a_label_in_the_list_stands_under_one_that_is_not() -> None:
    upper = ["一级指标", "二级指标", "三级指标", "指标完成情况", "", "分值"]
    (band,) = bands(
        upper, ["", "", "", "年度指标值（A）"], ["产出指标", "数量指标", "栽种株数", "≥300株", "", 20]
    )
    assert (band.top, band.bottom) == (1, 2)
    assert own(band)[4] == "年度指标值(A)"

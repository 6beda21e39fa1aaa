"""Which rows are indicators: page breaks, numbered columns, subtotals, parts, what comes after the table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from addin.checking.check import check
from addin.marking.mark import Checked
from addin.reading.table_rows import numbers_the_columns
from scoring.form.address import Area
from scoring.form.model import EvaluationForm
from tests.forms import form_sheet, sheet_of

TITLE = ["2024年度项目支出绩效自评表"]
HEADING = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
TREES = ["产出指标", "数量指标", "植树株数", "≥900株", "920株", 40, 40]
GRASS = ["", "质量指标", "苗木成活率", "≥95%", "96%", 20, 20]
VISITORS = ["效益指标", "社会效益指标", "公园游客人次", "≥5万人次", "5.2万人次", 40, 40]
TOTALS = ["合计", "", "", "", "", 100, 100]
NAMES = ["植树株数", "苗木成活率", "公园游客人次"]


def read(*rows: list[Any]) -> Checked:
    (checked,) = check([sheet_of([list(row) for row in rows])])
    return checked


def names(*rows: list[Any]) -> list[str]:
    return [row.name.text for row in read(*rows).review.form.indicators]


def test_the_rows_between_the_heading_and_the_totals() -> None:
    form = read(TITLE, HEADING, TREES, GRASS, VISITORS, TOTALS).review.form
    assert [row.name.text for row in form.indicators] == NAMES
    assert form.totals.self_score.value == Decimal(100)


@pytest.mark.parametrize(
    "break_",
    [
        [HEADING],
        [TITLE, HEADING],
        [["", *HEADING[1:]]],
        [[], TITLE, HEADING],
        [[*HEADING[:5], "分 值", "得 分"]],
        [["2024年度项目支出绩效自评表（续表）"], HEADING],
    ],
    ids=[
        *("heading", "title and heading", "without its first label", "after a blank row", "typed otherwise"),
        "under another title that is continued",
    ],
)
def test_a_page_break_repeats_the_heading_and_not_the_form(break_: list[list[Any]]) -> None:
    checked = read(TITLE, HEADING, TREES, GRASS, *break_, VISITORS, TOTALS)
    assert [row.name.text for row in checked.review.form.indicators] == NAMES
    assert [f for f in checked.review.findings if f.level == "error"] == []


def test_a_heading_may_be_misspelt_on_one_of_the_pages() -> None:
    spelt = [*HEADING, "偏差原因分析及改进措施"]
    misspelt = [*HEADING, "情况"]
    for first, second in ((spelt, misspelt), (misspelt, spelt)):
        assert names(TITLE, first, TREES, GRASS, second, VISITORS, TOTALS) == NAMES


def test_tables_of_two_forms_without_titles_and_totals_keep_their_rows() -> None:
    other = ["一级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
    row = ["产出指标", "清淤河道长度", "≥10公里", "10公里", 100, 100]
    forms = check([sheet_of([TITLE, HEADING, TREES, GRASS, VISITORS, other, row])])
    assert [[i.name.text for i in one.review.form.indicators] for one in forms] == [NAMES, ["清淤河道长度"]]


def test_a_heading_in_no_list_is_repeated_though_the_pages_read_otherwise() -> None:
    heading = ["绩效内容", *HEADING[1:]]
    first = [["维护", "数量指标", "植树株数", "≥900株", "920株", 40, 40], GRASS]
    assert names(TITLE, heading, *first, heading, VISITORS, TOTALS) == NAMES


FUNDS = [
    ["资金来源", "", "", "全年预算数", "全年执行数", "分值", "得分"],
    ["年度资金总额", "", "", 80, 76, 10, 9.5],
    ["其中：财政拨款", "", "", 80, 76],
]


@pytest.mark.parametrize(
    "between",
    [[], [["二、资金执行情况（万元）"]], [["注：得分不含预算执行部分。"]], [[], ["三、预算执行情况"]]],
    ids=["nothing", "its title", "a note", "a blank row and its title"],
)
def test_a_funds_table_below_ends_the_indicators_and_is_read(between: list[list[Any]]) -> None:
    form = read(TITLE, HEADING, TREES, GRASS, VISITORS, *between, *FUNDS, ["总分", *TOTALS[1:]]).review.form
    assert [row.name.text for row in form.indicators] == NAMES
    assert [line.label.text for line in form.funds] == ["年度资金总额", "其中：财政拨款"]
    assert form.total_funds.score.value == Decimal("9.5")
    assert form.totals.self_score.value == Decimal(100)


def test_an_indicator_of_execution_is_no_heading_of_funds() -> None:
    row = ["过程", "预算执行", "预算执行率", "≥95%", "96%", 20, 20]
    assert names(TITLE, HEADING, TREES, row, VISITORS, TOTALS) == [NAMES[0], "预算执行率", NAMES[2]]


SCORED = [
    ["评分项", "评价内容", "", "分值", "自评分", "评分标准"],
    ["项目决策10分", "立项程序", "审批手续完备性", 6, 6, "", "手续齐全得6分"],
    ["", "绩效目标", "目标细化程度", 4, 3, "", "一项未细化扣1分"],
]
BELOW = [
    ["评分项", *HEADING[1:]],
    ["项目绩效80分", *TREES[1:5], 30, 30],
    ["", *GRASS[1:]],
    ["", "社会效益指标", *VISITORS[2:5], 30, 29],
]


def scored_form(*between: list[Any]) -> EvaluationForm:
    """A form with indicators that are scored by a standard, and 评价内容 over two columns."""
    rows = [TITLE, *SCORED, *between, *BELOW, [*TOTALS[:5], 90, 88]]
    sheet = sheet_of([list(row) for row in rows])
    (one,) = check([replace(sheet, merges=(Area(2, 2, 2, 3),))])
    return one.review.form


def test_rows_scored_by_a_standard_above_other_columns_belong_to_the_form() -> None:
    form = scored_form()
    assert [row.name.text for row in form.indicators] == ["审批手续完备性", "目标细化程度", *NAMES]
    assert [row.level2.text for row in form.indicators][:2] == ["立项程序", "绩效目标"]
    assert [row.level1.text for row in form.indicators] == ["项目决策10分"] * 2 + ["项目绩效80分"] * 3
    assert sum(row.weight.value or 0 for row in form.indicators) == Decimal(90)
    assert sum(row.self_score.value or 0 for row in form.indicators) == Decimal(88)
    assert not form.indicators[0].target.present


def test_their_subtotal_is_read_in_their_own_columns() -> None:
    (subtotal,) = scored_form(["小计", "", "", 10, 9]).subtotals
    assert (subtotal.weight.value, subtotal.self_score.value) == (Decimal(10), Decimal(9))


def test_another_title_begins_another_form() -> None:
    other = ["2024年度道路养护绩效自评表"]
    forms = check([sheet_of([TITLE, HEADING, TREES, TOTALS, other, HEADING, VISITORS, TOTALS])])
    assert [len(one.review.form.indicators) for one in forms] == [1, 1]


@pytest.mark.parametrize(
    "marks",
    [
        [1, 2, 3, 4, 5, 6, 7],
        ["1列", "2列", "3列", "4列", "5列", "6列", "7列"],
        ["（1）", "（2）", "（3）", "（4）", "（5）", "（6）", "（7）"],
        ["A", "B", "C", "D", "E", "F", "G"],
        ["栏次", 1, 2, 3, 4, 5, 6],
    ],
)
def test_a_row_that_numbers_the_columns_is_no_indicator(marks: list[Any]) -> None:
    assert names(TITLE, HEADING, marks, TREES, GRASS, VISITORS, TOTALS) == NAMES


@pytest.mark.parametrize(
    "texts",
    [
        {1: "产出指标", 2: "数量指标", 4: "1", 5: "2", 6: "3", 7: "4"},
        {1: "1", 2: "2", 3: "3"},
        {1: "1", 2: "3", 3: "5", 4: "7"},
        {1: "4", 2: "4", 3: "4", 4: "4"},
        {1: "≥1", 2: "2个", 3: "3", 4: "4"},
    ],
)
def test_figures_that_count_no_columns(texts: dict[int, str]) -> None:
    assert not numbers_the_columns(texts)


def test_subtotals_are_none_of_the_indicators() -> None:
    subtotal = ["", "小计", "", "", "", 60, 60]
    form = read(TITLE, HEADING, TREES, GRASS, subtotal, VISITORS, TOTALS).review.form
    assert [row.name.text for row in form.indicators] == NAMES
    assert [sums.weight.value for sums in form.subtotals] == [Decimal(60)]


class TestParts:
    """其中：… details the row above, and has no points of its own."""

    PARTS = (["", "", "其中：乔木", "≥600株", "610株", "", ""], ["", "", "灌木", "≥300株", "310株", "", ""])

    def test_a_blank_weight_is_none_missing(self) -> None:
        checked = read(TITLE, HEADING, TREES, *self.PARTS, GRASS, VISITORS, TOTALS)
        assert checked.review.of("WT05", "SC09") == ()
        parts = [row.name.text for row in checked.review.form.indicators if row.is_part]
        assert parts == ["其中：乔木", "灌木"]

    def test_what_is_detailed_is_judged_all_the_same(self) -> None:
        part = ["", "", "其中：乔木", "≥600株", "", "", ""]
        checked = read(TITLE, HEADING, TREES, part, GRASS, VISITORS, TOTALS)
        assert not checked.review.form.indicators[0].is_part
        assert len(checked.review.form.indicators) == 4

    def test_one_with_points_is_an_indicator(self) -> None:
        part = ["", "", "其中：乔木", "≥600株", "610株", 10, 10]
        rows = read(
            TITLE, HEADING, [*TREES[:5], 30, 30], part, GRASS, VISITORS, TOTALS
        ).review.form.indicators
        assert [row.is_part for row in rows] == [False] * 4

    def test_a_row_without_points_that_details_nothing_lacks_them(self) -> None:
        bare = ["", "", "补植株数", "≥50株", "60株", "", ""]
        checked = read(TITLE, HEADING, TREES, bare, GRASS, VISITORS, TOTALS)
        assert [f.cell.a1 for f in checked.review.of("WT05")] == ["F4"]


class TestScoreBeneathTheWeight:
    ROWS = (
        [*HEADING[:5], "分值"],
        ["", "", "", "", "", "得分"],
        TREES[:6],
        ["", "", "", "", "", 38],
        [*VISITORS[:5], 60],
        ["", "", "", "", "", 60],
        ["合计", "", "", "", "", 100],
        ["", "", "", "", "", 98],
    )

    def test_each_indicator_takes_two_rows(self) -> None:
        form = read(TITLE, *self.ROWS).review.form
        assert [(row.weight.value, row.self_score.value) for row in form.indicators] == [
            (Decimal(40), Decimal(38)),
            (Decimal(60), Decimal(60)),
        ]

    def test_so_do_the_totals(self) -> None:
        totals = read(TITLE, *self.ROWS).review.form.totals
        assert (totals.weight.value, totals.self_score.value) == (Decimal(100), Decimal(98))


@pytest.mark.parametrize(
    ("marks", "numbers"),
    [
        ("（1）（2）（3）（5）（4）（6）", True),
        ("（1）（2）（3）（6）（9）", True),
        ("（1）（2）（3）（3）（4）", False),
        ("（1）（2）（3）（4）（5）（6）-（8）", True),
    ],
)
def test_the_numbers_of_columns_that_were_moved_or_taken_out(marks: str, numbers: bool) -> None:
    texts = dict(enumerate(marks.replace("）（", "） （").split(), 1))
    assert numbers_the_columns(texts) is numbers


def test_bare_numbers_out_of_order_may_be_the_numbers_of_columns_or_scores() -> None:
    assert numbers_the_columns(dict(enumerate(["1", "2", "3", "5", "4", "6"], 1)))
    assert not numbers_the_columns({1: "合计", **dict(enumerate(["10", "9", "8", "7"], 5))})


class TestTheEndOfTheTable:
    @pytest.mark.parametrize(
        "text", ["说明：得分由单位自评。", "填表人：张三", "其他需要说明事项", "评价等级"]
    )
    def test_what_comes_after_the_indicators_is_none(self, text: str) -> None:
        assert names(TITLE, HEADING, TREES, GRASS, VISITORS, [text]) == NAMES

    @pytest.mark.parametrize(
        "row", [["复评总分", "", "", "", "", 98.5], ["", "综合结论", "总分99.15分，各项任务均已完成。"]]
    )
    def test_so_is_what_a_label_announces_that_is_in_no_list(self, row: list[Any]) -> None:
        assert names(TITLE, HEADING, TREES, GRASS, VISITORS, row) == NAMES

    def test_a_heading_of_funds_may_state_its_points(self) -> None:
        heading = ["预算执行情况（10分）", "资金来源", "全年预算数", "全年执行数", "执行率", "分值", "得分"]
        line = ["", "年度资金总额", 100, 96, "96%", 10, 9.6]
        assert names(TITLE, HEADING, TREES, GRASS, VISITORS, heading, line) == NAMES

    def test_an_indicator_may_be_called_like_a_result(self) -> None:
        grade = ["", "", "服务评价等级", "良以上", "优", 10, 10]
        assert "服务评价等级" in names(TITLE, HEADING, TREES, GRASS, grade, VISITORS, TOTALS)


class TestPlans:
    PLAN = (
        ["建议的绩效指标"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "养护绿地面积", "≥3万平方米"],
    )

    def test_targets_that_a_reviewer_suggests_beside_a_report_are_no_form(self) -> None:
        forms = check([sheet_of([TITLE, HEADING, TREES, GRASS, VISITORS, TOTALS, *map(list, self.PLAN)])])
        assert [row.name.text for one in forms for row in one.review.form.indicators] == NAMES

    def test_nor_before_it(self) -> None:
        forms = check([sheet_of([*map(list, self.PLAN), TITLE, HEADING, TREES, GRASS, VISITORS, TOTALS])])
        assert [row.name.text for one in forms for row in one.review.form.indicators] == NAMES

    def test_alone_they_are_a_plan_and_the_message_says_so(self) -> None:
        (checked,) = check([form_sheet("others/plan")])
        assert checked.review.form.is_plan
        assert [f.rule for f in checked.review.findings if f.level != "info"] == []
        assert "计划" in checked.review.of("LY15")[0].message

    @pytest.mark.parametrize("execution", [0, 10])
    def test_its_weights_may_leave_points_for_execution(self, execution: int) -> None:
        changes = {"E8": 20 - execution, "E15": 100 - execution}
        (checked,) = check([form_sheet("others/plan", changes)])
        assert checked.review.of("WT01", "WT06") == ()

    def test_weights_that_make_no_full_mark_are_said_without_execution(self) -> None:
        (checked,) = check([form_sheet("others/plan", {"E8": 15})])
        (finding,) = checked.review.of("WT01")
        assert finding.message == "指标分值合计95分，不是100分"

"""Execution that stands among the indicators is the execution, and counts once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from addin.checking.check import check
from scoring.review import Review
from tests.forms import form_sheet, sheet_of

FUNDS = ["资金来源", "", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
HEADING = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
EXECUTION = ["预算执行", "预算执行率", "预算执行率", "100%", "95%", 10, 9.5]
INDICATORS = [
    ["产出指标", "数量指标", "改造公厕座数", "≥8座", "8座", 30, 30],
    ["", "质量指标", "改造验收合格率", "100%", "100%", 10, 10],
    ["", "时效指标", "改造完成时间", "10月底前", "9月20日", 10, 10],
    ["效益指标", "社会效益指标", "日均使用人次", "≥900人次", "960人次", 30, 30],
    ["满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "95%", 10, 10],
]
TOTALS = ["合计", "", "", "", "", 100, 99.5]


def review(funds: list[list[Any]], *rows: list[Any], totals: list[Any] | None = None) -> Review:
    title = [
        ["2024年度项目支出绩效自评表"],
        ["项目名称", "", "", "公厕改造"],
        ["实施单位", "", "", "示例区环卫所"],
    ]
    (checked,) = check([sheet_of([*title, *funds, HEADING, *rows, totals or TOTALS])])
    return checked.review


def funds_table(weight: Any, score: Any) -> list[list[Any]]:
    return [FUNDS, ["年度资金总额", "", "", 200, 200, 190, weight, "95%", score]]


WITHOUT_POINTS = [[*FUNDS[:6], "执行率"], ["年度资金总额", "", "", 200, 200, 190, "95%"]]


def test_the_funds_table_has_no_points_and_the_row_gives_them() -> None:
    found = review(WITHOUT_POINTS, EXECUTION, *INDICATORS)
    line = found.form.total_funds
    assert (line.budget.value, line.weight.value, line.score.value) == (
        Decimal(200),
        Decimal(10),
        Decimal("9.5"),
    )
    assert [row.name.text for row in found.form.indicators] == [row[2] for row in INDICATORS]
    assert found.form.execution_row.text == "预算执行率"
    assert [f for f in found.findings if f.level != "info"] == []


def test_there_is_no_funds_table_at_all() -> None:
    found = review([], EXECUTION, *INDICATORS)
    line = found.form.total_funds
    assert (line.rate.value, line.weight.value, line.score.value) == (
        Decimal(95),
        Decimal(10),
        Decimal("9.5"),
    )
    assert [f for f in found.findings if f.level != "info"] == []


def test_its_score_is_checked_like_that_of_the_funds_table() -> None:
    wrong = [*EXECUTION[:-1], 9]
    for funds in (WITHOUT_POINTS, []):
        found = review(funds, wrong, *INDICATORS, totals=[*TOTALS[:-1], 99])
        assert [f.cell.a1[0] for f in found.of("FD02")] == ["G"]


def test_the_funds_table_says_the_same_points_once_more() -> None:
    found = review(funds_table(10, 9.5), EXECUTION, *INDICATORS)
    assert found.results.self_total == Decimal("99.5")
    assert [f for f in found.findings if f.level != "info"] == []


@pytest.mark.parametrize("name", ["预算执行率", "资金执行率", "预算执行情况", "项目资金执行率"])
def test_it_is_told_by_its_name(name: str) -> None:
    row = ["预算执行", "预算执行率", name, *EXECUTION[3:]]
    assert review(WITHOUT_POINTS, row, *INDICATORS).form.execution_row.text == name


@pytest.mark.parametrize("levels", [("", ""), ("—", "—"), ("预算执行", ""), ("资金执行", "资金执行率")])
def test_its_levels_say_the_same_or_nothing(levels: tuple[str, str]) -> None:
    row = [*levels, "预算执行率", *EXECUTION[3:]]
    assert review(WITHOUT_POINTS, row, *INDICATORS).form.execution_row.present


def test_its_only_label_may_span_the_levels_and_the_name() -> None:
    found = review(WITHOUT_POINTS, *INDICATORS, ["预算执行率（10分）", "", "", *EXECUTION[3:]])
    assert found.form.execution_row.text == "预算执行率（10分）"
    assert [row.name.text for row in found.form.indicators] == [row[2] for row in INDICATORS]


def test_under_an_official_class_it_stays_an_indicator_that_only_counts_spending() -> None:
    own = ["产出指标", "时效指标", "预算执行率", "100%", "95%", 10, 9.5]
    found = review(funds_table(10, 9.5), own, *INDICATORS, totals=["合计", "", "", "", "", 110, 109])
    assert not found.form.execution_row.present
    assert next(row.name.text for row in found.form.indicators) == "预算执行率"
    assert [f.cell.a1 for f in found.of("DS04")] == ["C7"]


@pytest.mark.parametrize("name", ["制度执行率", "计划执行情况", "预算编制及时率", "资金到位率"])
def test_other_rates_are_indicators(name: str) -> None:
    row = ["产出指标", "质量指标", name, *EXECUTION[3:]]
    assert not review(WITHOUT_POINTS, row, *INDICATORS).form.execution_row.present


def test_the_firms_table_has_a_review_of_it_too() -> None:
    (checked,) = check([form_sheet("others/firm")])
    line = checked.review.form.total_funds
    assert (line.score.value, line.review_score.value) == (Decimal("9.65"), Decimal("9.65"))


PROCESS = [
    ["过程", "资金管理", "资金支出率", "100%", "95%", 10, 9.5],
    ["", "事项管理", "监管有效性", "有效", "有效", 10, 10],
]
FEWER = [[*INDICATORS[0][:5], 20, 20], *INDICATORS[1:]]


def test_spending_under_the_process_is_the_execution_where_it_says_what_the_amounts_come_to() -> None:
    found = review(WITHOUT_POINTS, *PROCESS, *FEWER)
    assert found.form.execution_row.text == "资金支出率"
    assert found.form.total_funds.score.value == Decimal("9.5")
    assert found.results.self_total == Decimal("99.5")
    assert [f for f in found.findings if f.level != "info"] == []


def test_a_form_without_actuals_says_it_by_the_score() -> None:
    rows = [[*row[:3], row[5], row[6]] for row in (*PROCESS, *FEWER)]
    funds = ["预算数（万元）", 100, "执行数（万元）", 95]
    heads = ["一级指标", "二级指标", "三级指标", "分值", "得分"]
    sheet = sheet_of([["2024年度项目绩效评价评分表"], funds, heads, *rows])
    (checked,) = check([sheet])
    assert checked.review.form.execution_row.text == "资金支出率"


def test_a_level_that_states_its_points_counts_the_row_of_execution() -> None:
    def stating(points: str) -> list[str]:
        rows = [[f"过程({points})", *PROCESS[0][1:]], PROCESS[1]]
        return [f.cell.a1 for f in review(WITHOUT_POINTS, *rows, *FEWER).of("WT02")]

    assert (stating("20分"), len(stating("30分"))) == ([], 1)


@pytest.mark.parametrize(
    "row",
    [
        ["过程", "资金管理", "资金支出率", "100%", "90%", 10, 9],
        ["过程", "资金管理", "资金支出率", "100%", "95%", 10, 8],
        ["过程", "资金管理", "资金到位率", "100%", "95%", 10, 9.5],
        ["产出指标", "数量指标", "资金支出率", "100%", "95%", 10, 9.5],
    ],
    ids=["another rate", "scored otherwise", "money received", "an output"],
)
def test_else_it_stays_an_indicator(row: list[Any]) -> None:
    form = review(WITHOUT_POINTS, row, PROCESS[1], *FEWER).form
    assert row[2] in [one.name.text for one in form.indicators]
    assert not form.execution_row.present

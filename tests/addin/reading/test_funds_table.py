"""The funds table: one heading row or two, pairs of label and amount, above the indicators or below."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from addin.checking.check import check
from addin.reading.funds_layout import FundsLayout
from addin.reading.funds_table import find_funds
from addin.reading.grid import Grid
from scoring.form.address import Area
from scoring.form.model import EvaluationForm
from tests.forms import form_sheet, sheet_of

HEADING = ["资金来源", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
TOTAL = ["年度资金总额", 100, 120, 114, 10, "95%", 9.5]
SOURCE = ["其中：财政拨款", 80, 80, 76, "—", "95%", "—"]
OTHER = ["其他资金", 20, 40, 38, "—", "95%", "—"]
COLUMNS = {"line": 1, "initial_budget": 2, "budget": 3, "executed": 4, "weight": 5, "rate": 6, "score": 7}


def funds(*rows: list[Any], merges: tuple[str, ...] = (), plan: bool = False) -> FundsLayout | None:
    sheet = sheet_of([list(row) for row in rows])
    areas = tuple(map(Area.parse, merges))
    grid = Grid.of(type(sheet)(sheet.name, sheet.cells, areas, extent=sheet.extent))
    return find_funds(grid, [(1, len(rows))], plan=plan)


def located(*rows: list[Any], merges: tuple[str, ...] = (), plan: bool = False) -> FundsLayout:
    found = funds(*rows, merges=merges, plan=plan)
    assert found is not None
    return found


def test_a_heading_and_a_line_for_each_source() -> None:
    found = located(HEADING, TOTAL, SOURCE, OTHER)
    assert found.columns == COLUMNS
    assert [row for row, _ in found.lines] == [2, 3, 4]


@pytest.mark.parametrize(
    ("role", "heading"),
    [
        ("budget", "下达资金额度"),
        ("budget", "本年预算安排数"),
        ("executed", "实际支付金额"),
        ("executed", "本年支出（决算）数"),
        ("rate", "支付进度"),
        ("initial_budget", "年初批复金额"),
        ("score", "预算执行得分"),
    ],
)
def test_a_heading_in_no_list_is_told_by_its_words(role: str, heading: str) -> None:
    row = [heading if COLUMNS[role] == n else text for n, text in enumerate(HEADING, 1)]
    assert located(row, TOTAL, SOURCE).columns == COLUMNS


def test_two_rows_of_heading() -> None:
    upper = ["资金来源", "预算数", "", "执行情况", "", "得分情况", ""]
    lower = ["", "年初", "调整后", "执行数", "执行率", "分值", "得分"]
    found = located(upper, lower, [*TOTAL[:4], "95%", 10, 9.5], merges=("B1:C1", "D1:E1", "F1:G1"))
    roles = ("initial_budget", "budget", "executed", "rate", "weight", "score")
    assert [found.columns[role] for role in roles] == [2, 3, 4, 5, 6, 7]
    assert [row for row, _ in found.lines] == [3]


@pytest.mark.parametrize(
    ("points", "roles"),
    [
        (("权重", "分数"), {"weight": 5, "score": 6}),
        (("分数", "得分"), {"weight": 5, "score": 6}),
        (("分数一", "分数二"), {}),
        (("分数", ""), {}),
    ],
)
def test_points_that_may_be_either_are_what_the_other_column_is_not(
    points: tuple[str, str], roles: dict[str, int]
) -> None:
    found = located(
        ["资金来源", "全年预算数", "全年执行数", "执行率", *points], ["总额", 50, 48, "96%", 10, 9.6]
    )
    assert {role: at for role, at in found.columns.items() if role in ("weight", "score")} == roles


def test_a_budget_alone_is_read_where_the_total_of_the_money_is_named() -> None:
    found = located(["资金（万元）", "年度预算"], ["年度资金总额", 18])
    assert found.columns == {"budget": 2}
    assert funds(["工作任务", "预算金额"], ["道路养护", 18], ["合计", 18]) is None


def test_pairs_of_label_and_amount() -> None:
    found = located(["预算数", 100, "执行数", 95, "执行率", "95%"])
    assert {role: at.a1 for role, at in found.pairs.items()} == {
        "budget": "B1",
        "executed": "D1",
        "rate": "F1",
    }
    assert not found.columns


def test_pairs_over_two_rows() -> None:
    found = located(["年初预算数", 90, "全年预算数", 100], ["全年执行数", 95, "执行率", "95%"])
    assert {role: at.a1 for role, at in found.pairs.items()} == {
        **{"initial_budget": "B1", "budget": "D1"},
        **{"executed": "B2", "rate": "D2"},
    }


def test_pairs_whose_labels_are_told_by_their_words() -> None:
    found = located(["年度预算金额（万元）", 45, "年度实际支付（万元）", 43.2, "分值/得分", "10/9.6"])
    assert {role: at.a1 for role, at in found.pairs.items()} == {
        **{"budget": "B1", "executed": "D1"},
        **{"weight_and_score": "F1"},
    }


def test_the_only_budget_is_what_execution_is_reckoned_from() -> None:
    assert located(["预算批复数", 756.44, "实际支出数", 722.4]).pairs["budget"].a1 == "B1"
    table = located(["资金来源", "年初预算", "支出数"], ["合计", 100, 95])
    assert table.columns == {"line": 1, "budget": 2, "executed": 3}


def test_a_heading_that_nobody_knows_may_be_that_of_the_budget() -> None:
    assert funds(["资金来源", "年初预算", "某某数", "支出数"], ["合计", 100, 110, 95]) is None


def test_what_does_not_speak_of_money_is_no_label_of_an_amount() -> None:
    assert funds(["计划改造数", 45, "全年完成数", 43]) is None


def test_a_plan_has_a_budget_and_nothing_executed() -> None:
    lines = (["年度资金总额：", 330], ["其中：财政拨款", 330], ["其他资金", 0])
    assert funds(*lines) is None
    found = located(*lines, plan=True)
    assert found.columns == {"budget": 2}
    assert [row for row, _ in found.lines] == [1, 2, 3]


@pytest.mark.parametrize(
    "rows",
    [
        [["资金", "金额", "金额"], ["年度资金总额", 285, 300]],
        [["资金来源", "全年预算数", "全年执行数"]],
        [["项目名称", "公厕改造"], ["预算数", 100]],
        [["预算数", "见附件", "执行数", "见附件"]],
        [
            ["一级指标", "二级指标", "三级指标", "指标值", "完成值"],
            ["产出指标", "数量指标", "改造座数", "8座", "8座"],
        ],
    ],
)
def test_what_is_no_funds_table(rows: list[list[Any]]) -> None:
    assert funds(*rows) is None


def test_the_table_ends_where_texts_begin() -> None:
    found = located(HEADING, TOTAL, SOURCE, ["年度目标", "改造公厕八座，方便群众如厕，提升环境卫生水平。"])
    assert [row for row, _ in found.lines] == [2, 3]


@pytest.mark.parametrize(
    "row",
    [
        ["注：1.得分不超过分值。2.定性指标分三档。"],
        ["3.未完成的指标请说明原因。"],
        ["评价总体意见", "全年预算120万元，支出114万元，执行率95%。"],
        ["说明", "自评得分由项目单位填报。"],
        ["建议的绩效指标", "一级指标", "二级指标", "三级指标", "指标值"],
    ],
)
def test_what_stands_under_the_lines_is_none_of_them(row: list[Any]) -> None:
    assert [at for at, _ in located(HEADING, TOTAL, SOURCE, row).lines] == [2, 3]


def test_a_line_may_be_called_by_a_sentence_where_it_has_amounts() -> None:
    found = located(HEADING, TOTAL, ["其中：市级拨款。", *SOURCE[1:]])
    assert [at for at, _ in found.lines] == [2, 3]


@pytest.mark.parametrize(
    "above", [["说明", "自评得分由项目单位填报。"], ["项目类别", "1、部门预算项目☑ 2、市直专项□"]]
)
def test_a_text_over_the_heading_is_no_row_of_it(above: list[Any]) -> None:
    assert located(above, HEADING, TOTAL).heading_rows == (2,)
    assert located(above, ["资金", "预算数"], ["年度资金总额", 120], plan=True).heading_rows == (2,)


def test_a_label_of_something_else_may_head_a_column_of_two_rows() -> None:
    upper = ["项目名称", "预算数", "执行情况", ""]
    found = located(upper, ["", "", "执行数", "执行率"], ["公厕改造", 120, 114, "95%"], merges=("C1:D1",))
    assert [found.columns[role] for role in ("budget", "executed", "rate")] == [2, 3, 4]


def test_three_rows_of_heading() -> None:
    rows = (
        ["资金来源", "预算数", "", "执行情况", "", "分值", "得分"],
        ["", "", "", "执行数", "执行率", "", ""],
        ["", "年初预算", "全年预算", "", "", "", ""],
    )
    found = located(*rows, [*TOTAL[:4], "95%", 10, 9.5], merges=("B1:C1", "D1:E1"))
    roles = ("initial_budget", "budget", "executed", "rate", "weight", "score")
    assert [found.columns[role] for role in roles] == [2, 3, 4, 5, 6, 7]


def read(*rows: list[Any]) -> EvaluationForm:
    sheet = sheet_of([["2024年度项目支出绩效自评表"], *[list(row) for row in rows]])
    (checked,) = check([sheet])
    return checked.review.form


INDICATORS = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "改造公厕座数", "≥8座", "8座", 50, 50],
    ["效益指标", "社会效益指标", "日均使用人次", "≥900人次", "960人次", 40, 40],
    ["合计", "", "", "", "", 100, 99.5],
]


def test_the_funds_may_stand_below_the_indicators() -> None:
    form = read(*INDICATORS, HEADING, TOTAL, SOURCE, OTHER)
    assert [line.name for line in form.funds] == ["年度资金总额", "其中：财政拨款", "其他资金"]
    assert form.total_funds.score.value == Decimal("9.5")
    assert len(form.indicators) == 2


def test_weight_and_score_in_one_cell() -> None:
    heading = ["资金来源", "年初预算数", "全年预算数", "全年执行数", "执行率", "分值/得分"]
    form = read(heading, ["年度资金总额", 100, 120, 114, "95%", "10/9.5"], *INDICATORS)
    line = form.total_funds
    assert (line.weight.value, line.score.value) == (Decimal(10), Decimal("9.5"))


def test_the_goal_on_the_row_of_its_label_is_no_source_of_money() -> None:
    form = read(
        HEADING, TOTAL, ["年度总体目标", "改造公厕八座。", "", "", "改造公厕八座，全部开放。"], *INDICATORS
    )
    assert [line.name for line in form.funds] == ["年度资金总额"]
    assert form.text("expected") == "改造公厕八座。"


def test_a_table_without_weights_and_scores_is_read_and_accused_of_nothing() -> None:
    (checked,) = check([form_sheet("others/transfer")])
    assert [line.budget.value for line in checked.review.form.funds] == [
        Decimal(820),
        Decimal(500),
        Decimal(320),
    ]
    assert checked.review.of("SC09", "FD02") == ()


@pytest.mark.parametrize("label", ["得分（20分*执行率）", "得分（20分）"])
def test_the_label_of_a_score_states_the_weight_of_pairs_too(label: str) -> None:
    form = read(["全年预算数", 460, "全年执行数", 437, "执行率", "95%", label, 19], *INDICATORS)
    assert form.total_funds.weight.value == Decimal(20)


def test_what_the_heading_of_the_indicators_leaves_is_the_weight_of_execution() -> None:
    heading = [
        "年度绩效目标1（80分）",
        "一级指标",
        "二级指标",
        "三级指标",
        "年初目标值",
        "实际完成值",
        "得分",
    ]
    rows = [
        ["", "产出指标", "数量指标", "改造公厕座数", "≥8座", "8座", 40],
        ["", "效益指标", "社会效益指标", "日均使用人次", "≥900人次", "960人次", 40],
        ["总分", "", "", "", "", "", 99],
    ]
    pairs = ["全年预算数", 460, "全年执行数", 437, "执行率", "95%", "得分", 19]
    (checked,) = check([sheet_of([["2024年度公厕改造项目自评表"], pairs, heading, *rows])])
    assert checked.review.form.total_funds.weight.value == Decimal(20)
    assert checked.review.of("FD02", "SC02") == ()
    bare = [heading[0].partition("（")[0], *heading[1:]]
    (checked,) = check([sheet_of([["2024年度公厕改造项目自评表"], pairs, bare, *rows])])
    assert not checked.review.form.total_funds.weight.present


def test_a_heading_in_two_rows_tells_whose_rules_hold() -> None:
    rows = [
        ["预算执行情况（万元）（20分）", "", "预算数（A）", "执行情况", "", "得分（20分*执行率）"],
        ["", "", "", "执行数（B）", "执行率（B/A）", ""],
        ["", "年度财政资金总额", 460, 437, "95%", 19],
    ]
    sheet = sheet_of([["2024年度公厕改造项目自评表"], *rows, *INDICATORS])
    (checked,) = check([sheet])
    assert checked.review.profile.name == "hubei"


def test_a_plan_that_prints_a_score_of_execution_has_points_for_it() -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "分值"],
        ["产出指标", "数量指标", "改造公厕座数", "≥8座", 50],
        ["效益指标", "社会效益指标", "日均使用人次", "≥900人次", 40],
        ["合计", "", "", "", 100],
    ]
    pairs = ["全年预算数", 150, "全年执行数", 141, "执行率", "94%", "执行得分", 9.4]
    (checked,) = check([sheet_of([["2024年度项目支出绩效目标表"], pairs, *rows])])
    assert checked.review.form.is_plan
    assert checked.review.of("FD02", "WT01") == ()

"""The JSON of a check carries every field as it was read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from addin.checking.check import check
from addin.cli.as_json import checked_as_json, explained_as_json
from tests.forms import form_sheet, sheet_of


def told(*rows: list[Any], name: str = "", **changes: Any) -> Any:
    sheet = form_sheet(name, changes) if name else sheet_of([list(row) for row in rows])
    (checked,) = check([sheet])
    return json.loads(checked_as_json(Path("a.xlsx"), checked, {}))


PLAN = (
    ["项目支出绩效目标申报表"],
    ["项目名称", "某项目", "实施单位", "某单位"],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "房屋间数", "≥3间"],
    ["效益指标", "社会效益指标", "受益户数", "≥20户"],
)
FIRM = (
    ["项目支出绩效自评复核表"],
    ["项目名称", "某项目", "主管部门", "某局"],
    ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "自评得分", "复核完成值", "复核得分", "复核偏差", "评分标准", "备注"],
    ["预算执行", "预算执行率", "预算执行率", "100%", "95%", 10, 9.5, "95%", 9.5, "0%", "按比例得分", "凭证一致"],
    ["产出指标", "数量指标", "房屋间数", "≥3间", "3间", 90, 90, "2间", 60, "33.33%", "每少一间扣30分", "实点两间，扣30分"],
    ["合计", "", "", "", "", 100, 99.5, "", 69.5],
)  # fmt: skip


def test_texts_totals_and_results_as_printed() -> None:
    form = told(name="review")["form"]
    assert form["kind"] == "review"
    assert form["texts"]["problems"] == "上架记录保存不全。"
    assert set(form["texts"]) >= {
        "expected",
        "achieved",
        "conclusion",
        "advice",
        "next_budget",
        "group",
        "date",
    }
    assert form["totals"] == {
        "label": "合计（项目资金情况+产出指标+效益指标）",
        "row": 19,
        "weight": 100,
        "self_score": 99.55,
        "review_score": 98.55,
    }
    assert (form["final_score"], form["grade"], form["money_unit"]) == (98.55, "优", "万元")
    assert [one["name"] for one in form["suggested"]] == ["夜间开放天数"]
    assert form["department"] == ""
    assert told(name="self")["form"]["department"] == "示例区体育局"


def test_subtotals_as_printed() -> None:
    rows = told(name="subtotals")["form"]["subtotals"]
    assert [row["label"] for row in rows] == ["小计"] * 4
    assert all(row["weight"] is not None for row in rows)


def test_both_actuals_deviation_standard_and_the_row_of_the_execution() -> None:
    form = told(*FIRM)["form"]
    assert form["execution_row"] == 4
    (row,) = form["indicators"]
    assert (row["actual"], row["review_actual"], row["deviation"]) == ("3间", "2间", 33.33)
    assert (row["standard"], row["opinion"]) == ("每少一间扣30分", "实点两间，扣30分")
    assert form["funds"][0]["review_score"] == 9.5


def test_the_kind_of_a_form_that_reports_less() -> None:
    assert told(*PLAN)["form"]["kind"] == "plan"
    unscored = [[*row, done] for row, done in zip(PLAN[2:], ("完成值", "3间", "21户"), strict=True)]
    assert told(["项目绩效自评表"], *unscored)["form"]["kind"] == "unscored"
    assert told(name="self")["form"]["kind"] == "report"


def test_the_cells_that_were_not_understood_are_listed_and_counted() -> None:
    reading = told(name="self", J12="补充", J13="甲")["reading"]
    assert reading["not_understood"] == [{"cell": "J12", "text": "补充"}, {"cell": "J13", "text": "甲"}]
    assert reading["cells_written"] - reading["cells_understood"] == 2
    (column,) = [one for one in reading["columns"] if one["cell"] == "J12"]
    assert (column["role"], column["instead"], column["guessed"]) == (None, [], False)


def test_labels_are_shown_as_they_were_typed() -> None:
    reading = told(name="self", A3="项目名称：", F12="实际\n完成值")["reading"]
    assert "实际\n完成值" in [column["label"] for column in reading["columns"]]
    assert next(one for one in reading["fields"] if one["field"] == "project")["label"] == "项目名称："


def test_an_explanation_says_by_what_the_profile_was_told() -> None:
    (checked,) = check([form_sheet("review")])
    line = json.loads(explained_as_json(Path("a.xlsx"), checked))
    assert (line["profile"], line["profile_by"]) == ("xiaolan_2023", "按表名里的地区识别")
    (chosen,) = check([form_sheet("review")], checked.review.profile)
    assert json.loads(explained_as_json(Path("a.xlsx"), chosen))["profile_by"] is None

"""The unit, the project and the goal of a form under each label that offices use for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from addin.checking.check import check
from addin.reading.labelled import without_code
from addin.reading.sheet import Sheet
from scoring.form.address import Address, Area
from scoring.form.model import EvaluationForm
from scoring.text.characters import bare
from tests.addin.reading.sheets import with_blank_rows
from tests.forms import cell, form_sheet


def form_with(cells: dict[str, str]) -> EvaluationForm:
    (checked,) = check([form_sheet("self", cells)])
    return checked.review.form


@pytest.mark.parametrize(
    "label",
    [
        *(
            "实施单位",
            "部门",
            "单位",
            "部门（单位）名称",
            "承担单位",
            "用款单位",
            "申报单位",
            "单　位：",
            "部\n门",
        ),
        *("项目承担单位", "资金用款单位", "单位（部门）名称", "被抽评单位", "被复核单位"),
    ],
)
def test_the_unit_stands_beside_its_label(label: str) -> None:
    assert form_with({"C4": label}).unit.text == "示例区青少年体育中心"


@pytest.mark.parametrize(
    "text", ["部门：示例区图书馆", "单位:示例区图书馆", "申报单位（盖章）：示例区图书馆"]
)
def test_the_unit_stands_in_the_cell_of_its_label(text: str) -> None:
    assert form_with({"C4": "", "D4": "", "A2": text}).unit.text == "示例区图书馆"


def test_the_unit_that_carries_the_project_out_goes_before_the_one_above_the_form() -> None:
    assert form_with({"A2": "部门：示例区体育局"}).unit.text == "示例区青少年体育中心"


def test_a_department_that_is_called_like_the_unit_is_the_unit() -> None:
    one = {"A2": "部门：示例区青少年体育中心", "A4": "上级主管部门"}
    assert form_with(one).text("department") == "示例区体育局"
    assert form_with({**one, "A2": "部门：示例区教育局"}).text("department") == "示例区教育局"


@pytest.mark.parametrize(("at", "key"), [("C4", "unit"), ("A3", "project")])
@pytest.mark.parametrize("colon", ["：", "：：", "： ："])
def test_a_colon_typed_twice_is_no_part_of_the_content(at: str, key: str, colon: str) -> None:
    label = "实施单位" if key == "unit" else "项目名称"
    beside = {"C4": "D4", "A3": "B3"}[at]
    assert form_with({at: f"{label}{colon}湖滨步道修缮", beside: ""}).field(key).text == "湖滨步道修缮"


def test_a_label_told_by_its_words_is_no_part_of_the_content_of_its_cell() -> None:
    unit = form_with({"C4": "项目执行单位：示例区图书馆", "D4": ""}).unit
    assert unit.text == "示例区图书馆"


@pytest.mark.parametrize("title", ["2024年度项目绩效目标完成情况表", "项目绩效目标完成情况表"])
def test_a_title_announces_nothing(title: str) -> None:
    form = form_with({"A1": title, "G1": "自评得分：99.03分"})
    assert form.text("achieved").startswith("暑期开班24期")
    assert form.title.text == title


@pytest.mark.parametrize("text", ["单位：万元", "单位：元", "单位：人民币元", "（单位：万元）"])
def test_the_unit_of_money_is_no_unit(text: str) -> None:
    assert not form_with({"C4": "", "D4": "", "A2": text}).unit.present


@pytest.mark.parametrize("text", ["金额单位：万元", "单位：元", "（金额单位:人民币万元）", "万元"])
def test_the_unit_of_money_beside_a_blank_label_is_no_unit(text: str) -> None:
    above = {"A2": "填报单位：", "D2": text}
    assert form_with(above).unit.text == "示例区青少年体育中心"
    assert not form_with({**above, "C4": "", "D4": ""}).unit.present


@pytest.mark.parametrize(
    "label",
    [
        "项目名称",
        "专项资金名称",
        "项目名称及编码",
        "项 目 名 称",
        "项目（专项）名称",
        "抽评项目",
        "评价项目",
        "政策（项目）名称",
    ],
)
def test_the_project_stands_beside_its_label(label: str) -> None:
    assert form_with({"A3": label}).field("project").text == "青少年游泳普及培训"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("51000021R000000019951-工资性支出", "工资性支出"),
        ("工资性支出-51000021R000000019951", "工资性支出"),
        ("工资性支出（510000210019951）", "工资性支出"),
        ("（510000210019951）工资性支出", "工资性支出"),
        ("510000210019951 工资性支出", "工资性支出"),
        ("510000210019951\n2024年运转经费", "2024年运转经费"),
        ("51092324T000010263357-2023年公共机构补助", "2023年公共机构补助"),
        ("图书馆夜间开放（2024-0017）", "图书馆夜间开放"),
        ("图书馆夜间开放（二期）", "图书馆夜间开放（二期）"),
        ("51000021R0019951", "51000021R0019951"),
        ("2024年图书馆夜间开放", "2024年图书馆夜间开放"),
        ("图书馆夜间开放2024", "图书馆夜间开放2024"),
        ("G318国道养护", "G318国道养护"),
        ("5G基站2期-扩容", "5G基站2期-扩容"),
    ],
)
def test_a_project_is_known_without_its_code(text: str, name: str) -> None:
    assert without_code(text) == name
    form = form_with({"A3": "项目名称及编码", "B3": text})
    assert (form.project_name, form.text("project")) == (bare(name), text)


def test_a_code_in_the_name_itself_stays() -> None:
    text = "51000021R000000019951-工资性支出"
    assert form_with({"B3": text}).field("project").text == text


@pytest.mark.parametrize("unchanged", ["未调整", "同年初目标", "—"])
def test_a_goal_that_was_not_adjusted_is_the_first_one(unchanged: str) -> None:
    goal = "组织暑期游泳培训，让更多学生学会游泳。"
    heads = {
        "A10": "整体目标",
        "B10": "年初绩效目标",
        "D10": "全年（调整）绩效目标",
        "F10": "全年目标实际完成情况",
    }
    form = form_with({**heads, "B11": goal, "D11": unchanged, "F11": "已完成培训。"})
    assert form.field("expected").text == goal
    assert form_with({**heads, "B11": "旧目标。", "D11": goal}).field("expected").text == goal


@pytest.mark.parametrize("label", ["年度总体目标", "年度绩效目标", "项目绩效目标"])
def test_the_goal_stands_on_the_row_of_its_label(label: str) -> None:
    goal = "组织暑期游泳培训，让更多学生学会游泳。"
    form = form_with({"A10": label, "B10": goal, "F10": "", "B11": "", "F11": ""})
    assert form.field("expected").text == goal


def test_a_goal_with_headings_of_its_own_stands_below_them() -> None:
    assert form_with({"A10": "年度绩效目标"}).field("expected").at.a1 == "B11"


def goal_under_a_label_of_two_rows(sheet: Sheet) -> str:
    """Where the goal of the form is read, 总体目标 beside it standing over two rows."""
    (checked,) = check([replace(sheet, merges=(*sheet.merges, Area.parse("A10:A11")))])
    return checked.review.form.field("expected").at.a1


def test_the_heading_of_the_indicators_is_no_goal() -> None:
    assert goal_under_a_label_of_two_rows(form_sheet("self", {"A10": "总体目标"})) == "B11"
    assert goal_under_a_label_of_two_rows(form_sheet("self", {"A10": "总体目标", "A12": "指标表"})) == "B11"


def test_a_line_that_stands_over_the_indicators_is_no_goal() -> None:
    sheet = with_blank_rows(form_sheet("self", {"A10": "总体目标"}), 12)
    cells = {**sheet.cells, Address(12, 1): cell("绩效指标")}
    assert goal_under_a_label_of_two_rows(replace(sheet, cells=cells)) == "B11"


def goals_in_rows(*more: str) -> EvaluationForm:
    """The form with its goals in several rows: those of the unit from B11 down, what was achieved from F11."""
    sheet = with_blank_rows(form_sheet("self"), 12, len(more))
    cells = dict(sheet.cells)
    for row, text in enumerate(more, 12):
        cells[Address(row, 2)] = cell(text)
    (checked,) = check([replace(sheet, cells=cells)])
    return checked.review.form


def test_a_goal_may_go_on_in_the_rows_below() -> None:
    form = goals_in_rows("目标2：家长满意。", "目标3：学生养成锻炼习惯。")
    assert form.text("expected").splitlines()[1:] == ["目标2：家长满意。", "目标3：学生养成锻炼习惯。"]
    assert form.field("expected").at.a1 == "B11"
    assert form.text("achieved").startswith("暑期开班24期")
    assert form.not_understood == ()


def test_so_does_one_under_the_label_of_the_whole_goal() -> None:
    sheet = with_blank_rows(form_sheet("self", {"B10": "年度绩效目标"}), 12)
    more = {Address(12, 2): cell("目标2：办事群众满意。"), Address(12, 6): cell("办事群众满意。")}
    (checked,) = check([replace(sheet, cells={**sheet.cells, **more})])
    assert checked.review.form.text("expected").endswith("目标2：办事群众满意。")


@pytest.mark.parametrize("unseen", ["\u00a0", "\u200b", "\u3000"])
def test_what_cannot_be_seen_behind_a_line_makes_no_difference(unseen: str) -> None:
    form = goals_in_rows(f"办事群众满意。{unseen}")
    assert "办事群众满意。" in form.text("expected")


def test_a_line_over_the_indicators_is_no_more_of_the_goal() -> None:
    assert goals_in_rows("绩效指标及评分").text("expected") == "组织暑期游泳培训，让更多学生学会游泳。"


@pytest.mark.parametrize("label", ["实施单位", "项目类型", "金额"])
def test_it_ends_where_a_label_or_another_column_begins(label: str) -> None:
    sheet = with_blank_rows(form_sheet("self"), 12)
    cells = {**sheet.cells, Address(12, 1): cell(label), Address(12, 2): cell("不是目标")}
    (checked,) = check([replace(sheet, cells=cells)])
    assert checked.review.form.text("expected") == "组织暑期游泳培训，让更多学生学会游泳。"

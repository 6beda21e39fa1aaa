"""Every cell of a form is a label, a field, or listed as not understood; nothing that was dropped counts as read."""

from __future__ import annotations

import pytest

from addin.checking.check import check
from addin.checking.files import check_file
from addin.reading.labels import is_note
from addin.templates import FILES, TEMPLATES, StandardForm
from scoring.form.model import EvaluationForm
from tests.forms import NAMES, form_sheet, sheet_of


def form(name: str, **changes: object) -> EvaluationForm:
    (checked,) = check([form_sheet(name, changes)])
    return checked.review.form


def lost(read: EvaluationForm) -> list[str]:
    return [text.at.a1 for text in read.not_understood]


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_a_clean_form_is_understood(name: str) -> None:
    read = form(name)
    assert lost(read) == []
    assert read.cells_written == sum(bool(cell.text.strip()) for cell in form_sheet(name).cells.values())


@pytest.mark.parametrize("standard", StandardForm)
def test_the_live_table_beside_our_blank_forms_is_ours(standard: StandardForm) -> None:
    (checked,) = check_file(TEMPLATES / FILES[standard], write_copy=False).forms
    read = checked.review.form
    assert lost(read) == []
    cells = {at: cell for at, cell in checked.sheet.cells.items() if at.column <= checked.layout.right}
    assert read.cells_written == len([c for c in cells.values() if c.text.strip() or c.formula is not None])


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_below_or_beside_the_tables_without_a_label_is_listed(name: str) -> None:
    sheet = form_sheet(name)
    below, (row, *_) = sheet.extent.row + 2, check([sheet])[0].layout.rows
    beside = f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[sheet.extent.column + 1]}{row}"
    strays = {
        f"C{below}": "照片三张",
        f"A{below + 1}": "另有十二册台账未装订",
        f"B{below + 2}": 3.75,
        beside: "甲",
    }
    assert sorted(lost(form(name, **strays))) == sorted(strays)


class TestOfTheIndicators:
    def test_all_that_stands_under_an_unknown_heading_is_listed_with_it(self) -> None:
        read = form("self", J12="补充", J13="甲", J15="产出指标")
        assert lost(read) == ["J12", "J13", "J15"]

    def test_a_column_without_a_heading_is_listed(self) -> None:
        assert lost(form("self", K14="待核")) == ["K14"]

    def test_two_columns_that_are_about_as_good_are_listed_their_headings_known(self) -> None:
        rows = [["项目支出绩效自评表"], ["项目名称", "某项目", "实施单位", "某单位"]]
        rows += [["一级指标", "二级指标", "三级指标", "指标值", "指标值", "分值", "得分"]]
        rows += [["产出指标", "数量指标", "房屋间数", "12", "12", "50", "50"]]
        rows += [["效益指标", "社会效益指标", "受益户数", "300", "310", "50", "50"]]
        (checked,) = check([sheet_of([list(row) for row in rows])])
        assert [column.at.a1 for column in checked.review.form.columns if column.instead] == ["D3", "E3"]
        assert lost(checked.review.form) == ["D4", "E4", "D5", "E5"]

    def test_a_text_in_a_row_of_totals_is_no_result(self) -> None:
        assert lost(form("self", E20="大部分完成")) == ["E20"]

    def test_a_column_that_is_known_and_not_judged_is_known(self) -> None:
        assert lost(form("self", J12="佐证材料", J13="台账")) == []

    def test_the_names_said_once_more_beside_the_actuals_are_known(self) -> None:
        names = {f"J{row}": form_sheet("self").cells[at].text for row, at in _names("self")}
        assert lost(form("self", J12="三级指标", **names)) == []
        assert "J13" in lost(form("self", J12="三级指标", **{**names, "J13": "别的名称"}))


class TestOfTheFunds:
    def test_a_column_that_nobody_knows_is_listed(self) -> None:
        assert lost(form("self", D5="丙栏"))[:1] == ["D5"]

    def test_an_amount_is_never_the_label_of_its_line(self) -> None:
        read = form("self", C5="丙栏")
        assert [line.label.text for line in read.funds] == [line.label.text for line in form("self").funds]
        assert {"C5", "C6"} <= set(lost(read))

    def test_lines_that_are_not_read_as_such_are_listed(self) -> None:
        """Two columns of amounts that nobody can tell apart: there is no funds table."""
        read = form("self", D5="金额", E5="金额")
        assert not read.funds
        assert {"B6", "D6", "E6", "B7", "D7"} <= set(lost(read))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "注：本表一式两份",
            "备注：按实填写",
            "说明：金额保留两位小数",
            "附件2",
            "附表1：",
            "公开14表",
            "表3",
        ),
        *("单位：万元", "金额单位：元", "（2023年度）", "（        年度）", "(2023年度) 金额单位：元"),
        *("第2页 共3页", "- 2 -", "续表", "（盖章）", "（公章）", "报表编号：510000_0013zp", "2024年3月"),
        *(
            "填表人：王某",
            "项目负责人（签字）：",
            "联系电话：0000-0000000",
            "填报日期：2025.3.1",
            "财务负责人：（略）",
        ),
    ],
)
def test_what_is_printed_on_a_form_or_says_who_filled_it_in_is_a_note(text: str) -> None:
    assert is_note(text)


@pytest.mark.parametrize("text", ["另附照片三张", "12", "2024", "已完成", "电话已换", "表扬三次", "附近居民"])
def test_what_a_person_wrote_is_no_note(text: str) -> None:
    assert not is_note(text)


def test_a_suggested_indicator_is_read() -> None:
    (one,) = form("review").suggested
    assert (one.level1.text, one.name.text, one.target.text) == ("产出指标", "夜间开放天数", "XX天")


def test_a_row_that_numbers_the_columns_is_known() -> None:
    rows = [["项目支出绩效自评表"], ["项目名称", "某项目", "实施单位", "某单位"]]
    rows += [["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"], list("1234567")]
    rows += [["产出指标", "数量指标", "房屋间数", "≥3间", "3间", "100", "100"]]
    (checked,) = check([sheet_of([list(row) for row in rows])])
    assert lost(checked.review.form) == []


def _names(name: str) -> list[tuple[int, object]]:
    return [(row.row, row.name.at) for row in form(name).indicators]

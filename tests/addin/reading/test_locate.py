"""A form is found by its labels, wherever it stands and however they are written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.checking.check import check
from addin.reading.layout import Layout
from addin.reading.locate import locate
from addin.reading.refusal import NoForm
from addin.reading.sheet import Sheet
from scoring.form.address import Address
from tests.addin.reading.sheets import under, with_blank_columns, with_blank_rows, with_columns_in_order
from tests.forms import NAMES, cell, form_sheet, sheet_of


def the_form(sheet: Sheet) -> Layout:
    (layout,) = locate(sheet)
    return layout


def letters(layout: Layout) -> dict[str, str]:
    return {role: Address(1, column).a1[:-1] for role, column in layout.columns.items()}


class TestColumns:
    def test_of_a_review_form(self) -> None:
        assert letters(the_form(form_sheet("review"))) == {
            "level1": "A",
            "level2": "B",
            "name": "C",
            "target": "D",
            "actual": "E",
            "weight": "F",
            "self_score": "G",
            "review_score": "H",
            "opinion": "I",
        }

    def test_a_heading_in_two_rows(self) -> None:
        layout = the_form(form_sheet("three_columns"))
        found = letters(layout)
        assert [found[key] for key in ("nature", "target", "unit", "actual")] == ["D", "E", "F", "G"]
        assert (layout.header_row, layout.rows[0]) == (12, 14)

    def test_a_heading_in_two_rows_with_the_names_above(self) -> None:
        above = {"A12": "一级指标", "B12": "二级指标", "C12": "三级指标", "A13": "", "B13": "", "C13": ""}
        layout = the_form(form_sheet("three_columns", above))
        assert letters(layout) == letters(the_form(form_sheet("three_columns")))
        assert layout.rows[0] == 14

    @pytest.mark.parametrize("text", ["年度指标值", "分值", "单位"])
    def test_a_row_that_repeats_a_label_is_no_heading(self, text: str) -> None:
        layout = the_form(form_sheet("no_weights", {"D9": text}))
        assert letters(layout) == letters(the_form(form_sheet("no_weights")))
        assert 9 in layout.rows

    def test_a_weight_before_the_target(self) -> None:
        order = [7, 5, 6]  # 分值 | 年度指标值 | 实际完成值
        found = letters(the_form(with_columns_in_order(form_sheet("self"), 5, order, range(12, 21))))
        assert [found[key] for key in ("weight", "target", "actual", "self_score")] == ["E", "F", "G", "H"]

    @pytest.mark.parametrize(
        ("cell", "text", "role"),
        [
            ("E12", "年度\n指标值", "target"),
            ("E12", "年 度 指 标 值（Ａ）", "target"),
            ("F12", "全年实际值（B）", "actual"),
            ("G12", "权重(分值)", "weight"),
            ("H12", "自评 得分", "self_score"),
            ("I12", "未完成原因和改进措施：", "deviation_reason"),
            ("D12", "绩效指标名称", "name"),
        ],
    )
    def test_a_label_in_another_spelling(self, cell: str, text: str, role: str) -> None:
        layout = the_form(form_sheet("self", {cell: text}))
        assert layout.columns[role] == Address.parse(cell).column

    def test_levels_without_headings_are_told_by_what_stands_below(self) -> None:
        layout = the_form(form_sheet("no_weights", {"B8": "", "C8": ""}))
        assert set(layout.columns) == {"level1", "level2", "name", "target", "actual", "self_score"}
        assert [r.evidence for r in layout.readings if r.role == "level1"] == [
            ("没有表头", "下面是一级指标的名称")
        ]


class TestRows:
    def test_end_at_the_totals(self) -> None:
        layout = the_form(form_sheet("self"))
        assert (layout.rows, layout.totals_row) == (tuple(range(13, 20)), 20)

    def test_end_at_the_remarks_and_the_totals_come_after(self) -> None:
        layout = the_form(form_sheet("three_columns"))
        assert (layout.rows[-1], layout.totals_row) == (22, 24)

    def test_end_without_totals(self) -> None:
        layout = the_form(form_sheet("review", {"A19": "", "F19": "", "G19": "", "H19": ""}))
        assert (layout.rows[-1], layout.totals_row) == (18, None)

    def test_pass_over_a_heading_repeated_on_the_next_page(self) -> None:
        heading = {
            f"{column}17": form_sheet("self").cells[Address.parse(f"{column}12")].text for column in "BCDEFGH"
        }
        layout = the_form(form_sheet("self", heading))
        assert layout.rows == (13, 14, 15, 16, 18, 19)
        assert layout.totals_row == 20

    def test_pass_over_a_repeated_heading_of_two_rows(self) -> None:
        sheet = form_sheet("three_columns")
        heading = {at: cell for at, cell in sheet.cells.items() if at.row in (12, 13)}
        cells = dict(with_blank_rows(sheet, 19, 2).cells)
        cells |= {Address(at.row + 7, at.column): cell for at, cell in heading.items()}
        (checked,) = check([Sheet(sheet.name, cells)])
        assert checked.layout.rows == (*range(14, 19), *range(21, 25))
        assert {f.rule for f in checked.review.findings} == {"SC14"}  # nothing but that every score is full

    def test_leave_out_the_suggested_indicators(self) -> None:
        assert the_form(form_sheet("review")).rows == tuple(range(12, 19))


class TestNamesThatAreLabels:
    """An indicator may be called what ends the table elsewhere."""

    @pytest.mark.parametrize(
        "word", ["等级", "评价等级", "说明", "注", "备注", "联系人", "存在问题", "合计", "综合评价"]
    )
    @pytest.mark.parametrize("name", NAMES)
    def test_an_indicator_of_that_name_ends_nothing(self, name: str, word: str) -> None:
        plain = the_form(form_sheet(name))
        for row in plain.rows:
            if Address(row, plain.columns["target"]) in form_sheet(name).cells:
                layout = the_form(form_sheet(name, {Address(row, plain.columns["name"]).a1: word}))
                assert (layout.rows, layout.totals_row, layout.grade) == (
                    plain.rows,
                    plain.totals_row,
                    plain.grade,
                )

    def test_nor_does_it_where_nothing_is_filled_in_but_target_and_weight(self) -> None:
        blank = {f"{column}{row}": "" for column in "FH" for row in range(13, 21)}
        layout = the_form(form_sheet("self", blank | {"C14": "", "D14": "评价等级"}))
        assert layout.rows == tuple(range(13, 20))

    def test_a_page_break_below_it_begins_no_form(self) -> None:
        layout = the_form(form_sheet("page_break", {"D15": "指标1：评价等级", "D14": "评价等级"}))
        assert layout.rows == the_form(form_sheet("page_break")).rows

    @pytest.mark.parametrize(
        "line",
        [
            {"D": "总分", "G": "100", "H": "99.03"},
            {"D": "合计", "E": "—", "F": "—", "G": "100", "H": "99.03"},
            {"D": "评价等级", "E": "优"},
            {"D": "说明", "E": "自评得分由项目单位填报。"},
            {"D": "联系人", "E": "（略）", "F": "电话", "G": "07602023000"},
            {"D": "财政复核总分", "H": "99.03"},
            {"B": "评价结论", "D": "存在问题", "E": "一期推迟。"},
        ],
    )
    def test_a_line_below_the_table_ends_it_in_that_column_too(self, line: dict[str, str]) -> None:
        gone = {f"{column}20": "" for column in "AGH"}
        layout = the_form(form_sheet("self", gone | {f"{c}20": text for c, text in line.items()}))
        assert layout.rows == tuple(range(13, 20))


class TestFunds:
    def test_lines_and_their_labels(self) -> None:
        funds = the_form(form_sheet("self")).funds
        assert funds is not None
        assert [at.a1 for _, at in funds.lines] == ["B6", "B7", "B8", "B9"]
        assert set(funds.columns) == {"initial_budget", "budget", "executed", "weight", "rate", "score"}

    def test_may_be_absent(self) -> None:
        rows = {f"{column}{row}": "" for column in "ABCDEFGH" for row in range(5, 10)}
        assert the_form(form_sheet("self", rows)).funds is None


class TestTexts:
    def test_beside_and_below_their_labels(self) -> None:
        texts = the_form(form_sheet("self")).texts
        assert {key: at.a1 for key, at in texts.items()} == {
            "project": "B3",
            "department": "B4",
            "unit": "D4",
            "expected": "B11",
            "achieved": "F11",
        }

    def test_in_one_cell_with_the_label(self) -> None:
        texts = the_form(form_sheet("review")).texts
        assert (texts["date"].a1, texts["group"].a1, texts["conclusion"].a1) == ("A30", "A28", "C22")

    def test_a_label_with_content_stands_in_for_a_blank_one(self) -> None:
        assert the_form(form_sheet("no_weights", {"E4": ""})).texts["unit"].a1 == "A2"

    def test_results_under_the_table(self) -> None:
        layout = the_form(form_sheet("review"))
        assert layout.final_score == Address.parse("F20")
        assert layout.grade == Address.parse("F21")
        assert the_form(form_sheet("three_columns")).grade == Address.parse("J24")

    def test_a_blank_grade_is_looked_for_beside_its_label(self) -> None:
        assert the_form(form_sheet("review", {"F21": ""})).grade == Address.parse("B21")


class TestPlace:
    def test_a_form_far_down_and_to_the_right(self) -> None:
        sheet = with_blank_columns(with_blank_rows(form_sheet("self"), 1, 39), 1, 3)
        layout, original = the_form(sheet), the_form(form_sheet("self"))
        assert layout.title == Address.parse("D40")
        assert layout.rows == tuple(row + 39 for row in original.rows)
        assert dict(layout.columns) == {role: at + 3 for role, at in original.columns.items()}

    def test_two_forms_on_one_sheet(self) -> None:
        upper, lower = locate(under(form_sheet("self"), form_sheet("no_weights")))
        assert upper.title == Address.parse("A1") and lower.title == Address.parse("A22")
        assert upper.bottom < lower.top
        assert upper.rows[-1] < lower.rows[0]
        assert {lower.funds is not None, upper.funds is not None} == {True}

    def test_two_forms_without_titles(self) -> None:
        upper, lower = locate(under(form_sheet("self", {"A1": ""}), form_sheet("self", {"A1": ""}), gap=0))
        assert (upper.title, lower.title) == (None, None)
        assert upper.bottom < lower.top
        assert lower.texts["project"].a1 == "B23"

    def test_two_forms_of_which_the_first_has_no_row_of_totals(self) -> None:
        upper = form_sheet("self", {f"{letter}20": "" for letter in "ABCDEFGHI"})
        first, second = locate(under(upper, form_sheet("self")))
        assert second.title == Address(first.bottom + 1, 1)
        assert second.texts["project"].row > first.rows[-1]

    def test_a_plan_over_a_report_is_a_form_of_its_own(self) -> None:
        plan, report = locate(under(form_sheet("others/plan"), form_sheet("self")))
        assert "actual" not in plan.columns
        assert "actual" in report.columns

    @pytest.mark.parametrize("title", ["2024年度青少年项目绩效自评表（续表）", "续表：项目支出绩效自评表"])
    def test_a_title_that_is_continued_begins_no_form(self, title: str) -> None:
        sheet = with_blank_rows(form_sheet("self"), 16, 2)
        heading = {Address(17, at.column): one for at, one in sheet.cells.items() if at.row == 12}
        page = {Address(16, 1): cell(title), **heading}
        (layout,) = locate(replace(sheet, cells={**sheet.cells, **page}))
        assert len(layout.rows) == 7

    @pytest.mark.parametrize(
        "above",
        [
            {"A1": "项目支出绩效自评情况", "G1": "自评得分：99.03分"},
            {"A1": "一、自评得分由单位据实填写；二、偏差原因要写明。", "A2": "项目支出绩效自评情况"},
        ],
    )
    def test_a_line_that_opens_the_form_is_its_title(self, above: dict[str, str]) -> None:
        layout = the_form(form_sheet("self", {"A2": "", **above}))
        row = 2 if "A2" in above else 1
        assert layout.title == Address(row, 1)

    def test_the_title_nearest_above_is_the_form_s(self) -> None:
        sheet = with_blank_rows(form_sheet("self"), 1, 2)
        cells = {**sheet.cells, Address(1, 1): form_sheet("review").cells[Address(1, 1)]}
        assert the_form(Sheet("s", cells)).title == Address.parse("A3")


class TestNoForm:
    def said(self, sheet: Sheet) -> str:
        with pytest.raises(NoForm) as problem:
            locate(sheet)
        return str(problem.value)

    def test_an_empty_sheet(self) -> None:
        assert self.said(Sheet("封面", {})) == "工作表“封面”是空的。"

    def test_another_table_says_what_was_looked_for_and_found(self) -> None:
        said = self.said(sheet_of([["固定资产台账"], ["编号", "名称"]], "台账"))
        for part in ("台账", "三级指标", "实际完成值", "一个也没有找到", "固定资产台账"):
            assert part in said

    def test_a_heading_that_lacks_columns(self) -> None:
        said = self.said(sheet_of([["一级指标", "三级指标", "年度指标值"]]))
        assert "第1行的表头只有“一级指标”、“三级指标”、“年度指标值”，缺少分值或得分" in said

    def test_a_row_of_names_that_is_no_heading_of_indicators(self) -> None:
        said = self.said(sheet_of([["序号", "指标名称", "责任人", "得分"], [1, "出勤", "某人", 9]]))
        assert "缺少年度指标值或实际完成值" in said


# What a form has wrong, wherever blank rows and columns come to stand.
FAULTS = {
    "review": {"H7": 1, "E18": "98%", "I14": "", "F21": "良"},
    "self": {"C6": 300000, "H14": 16, "I15": "", "G20": 99},
    "three_columns": {"G9": "100%", "G14": "100%", "C22": "学生满意率", "I24": 99},
    "no_weights": {"F7": 20, "C13": "受益", "F11": "100%", "G15": 98},
    "sichuan": {"F9": "97%", "J15": 21, "K17": "", "J22": 99},
    "hubei_shared": {"F9": 20, "E13": "XX", "G15": 8, "G21": 100},
    "weight_first": {"G6": 10, "E17": 12, "D20": "", "H24": 100},
    "standard_column": {"D7": 46, "I13": "满分", "H14": "", "I19": 99},
    "page_break": {"E6": 141.5, "C18": "质量指标", "I16": "", "G22": 99},
    "weight_line": {"G6": "96%", "B19": "(35分)", "F15": "", "H22": 98},
    "subtotals": {"H6": 9, "G15": 16, "D17": "监测数据合格率", "H24": 99},
    "before_review": {"H7": 1, "G12": 16, "E17": "", "G18": 99},
    "offset": {"K44": 92, "L53": 9, "M54": "得满分", "H59": "良"},
}


def moved(sheet: Sheet, rows: list[int], columns: list[int]) -> Sheet:
    """The sheet with blank rows and columns put in before the given ones."""
    for row in sorted(rows, reverse=True):
        sheet = with_blank_rows(sheet, row)
    for column in sorted(columns, reverse=True):
        sheet = with_blank_columns(sheet, column)
    return sheet


def assert_same_findings(form: str, faulty: bool, rows: list[int], columns: list[int]) -> None:
    def place(at: Address) -> Address:
        return Address(
            at.row + sum(r <= at.row for r in rows), at.column + sum(c <= at.column for c in columns)
        )

    sheet = form_sheet(form, FAULTS[form] if faulty else None)
    (before,), (after,) = check([sheet]), check([moved(sheet, rows, columns)])
    assert before.review.results == after.review.results
    assert [(f.rule, f.level, f.cells) for f in after.review.findings] == [
        (f.rule, f.level, tuple(place(at) for at in f.cells)) for f in before.review.findings
    ]


@pytest.mark.parametrize("form", NAMES)
@pytest.mark.parametrize("at", range(1, 33))
def test_one_blank_row_or_column_anywhere(form: str, at: int) -> None:
    first = min(form_sheet(form).cells)  # one form begins at D40
    assert_same_findings(form, True, [at + first.row - 1], [])
    if at < 12:
        assert_same_findings(form, True, [], [at + first.column - 1])


@settings(max_examples=100)
@given(
    st.sampled_from(NAMES),
    st.booleans(),
    st.lists(st.integers(1, 32), max_size=4),
    st.lists(st.integers(1, 11), max_size=4),
)
def test_blank_rows_and_columns_move_the_findings_and_change_none(
    form: str, faulty: bool, rows: list[int], columns: list[int]
) -> None:
    assert_same_findings(form, faulty, rows, columns)

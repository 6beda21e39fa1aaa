"""Which column is which: by its heading, by what stands below, by its neighbours; and what cannot be told is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from addin.checking.check import check
from addin.marking.mark import Checked
from addin.reading.sheet import Sheet
from scoring.form.address import Address, Area
from scoring.form.columns import TITLES, ColumnReading
from tests.addin.reading.sheets import with_blank_columns, with_columns_in_order
from tests.forms import NAMES, cell, form_sheet, sheet_of

LEVELS = {"B": "level1", "C": "level2", "D": "name"}
SELF = {**LEVELS, "E": "target", "F": "actual", "G": "weight", "H": "self_score", "I": "deviation_reason"}
ROWS = range(13, 20)  # of the indicators of the form `self`


def checked(sheet: Sheet) -> Checked:
    (one,) = check([sheet])
    return one


def readings(changes: Mapping[str, Any], form: str = "self") -> dict[str, ColumnReading]:
    """How each column of the form was read, by its letter."""
    form_read = checked(form_sheet(form, changes)).review.form
    return {one.at.a1.rstrip("0123456789"): one for one in form_read.columns}


def roles(changes: Mapping[str, Any], form: str = "self") -> dict[str, str]:
    return {letter: one.role for letter, one in readings(changes, form).items() if one.role}


def of_rows(sheet: Sheet) -> list[tuple[str, ...]]:
    """What was read of each indicator."""
    rows = checked(sheet).review.form.indicators
    return [
        tuple(f.text for f in (i.level1, i.level2, i.name, i.target, i.actual, i.weight, i.self_score))
        for i in rows
    ]


class TestByTheHeading:
    @pytest.mark.parametrize("name", NAMES)
    def test_the_columns_of_a_clean_form_are_told_by_their_headings(self, name: str) -> None:
        form = checked(form_sheet(name)).review.form
        assert [one for one in form.columns if one.guessed or one.instead] == []

    def test_a_usual_form(self) -> None:
        assert roles({}) == SELF

    @pytest.mark.parametrize(
        ("at", "heading"),
        [
            ("E12", "预期要达到的目标"),
            ("F12", "年末完成的实绩"),
            ("G12", "应得分数"),
            ("H12", "单位自查打分"),
            ("I12", "没有完成的原因"),
            ("D12", "考核评价内容"),
        ],
    )
    def test_a_heading_in_no_list_is_told_by_its_words(self, at: str, heading: str) -> None:
        assert roles({at: heading}) == SELF
        assert not any(one.guessed for one in readings({at: heading}).values())

    def test_the_columns_may_stand_in_any_order(self) -> None:
        swapped = with_columns_in_order(form_sheet("self"), 5, [8, 7, 6, 5], range(12, 21))
        assert of_rows(swapped) == of_rows(form_sheet("self"))

    def test_swapped_columns_are_told_although_their_headings_are_in_no_list(self) -> None:
        sheet = form_sheet("self", {"E12": "预期要达到的目标", "F12": "年末完成的实绩"})
        assert of_rows(with_columns_in_order(sheet, 5, [6, 5], range(12, 21))) == of_rows(form_sheet("self"))


class TestByTheContents:
    @pytest.mark.parametrize("at", ["B12", "C12", "E12"])
    def test_a_heading_that_says_nothing_is_told_by_what_stands_below(self, at: str) -> None:
        changes = {at: "栏目甲"}
        assert roles(changes) == SELF
        assert [one.at.a1 for one in readings(changes).values() if one.guessed] == [at]

    def test_a_column_that_nothing_tells_is_left_unknown(self) -> None:
        changes = {"J12": "经办科室", "J13": "培训科", "J14": "培训科"}
        assert roles(changes) == SELF
        assert not readings(changes)["J"].instead

    def test_of_two_columns_of_targets_the_one_without_signs_says_what_was_done(self) -> None:
        both = readings({"E12": "指标值", "F12": "指标值"})
        assert (both["E"].role, both["F"].role) == ("target", "actual")
        assert both["F"].guessed

    def test_serial_numbers_are_no_scores(self) -> None:
        numbers = {f"J{row}": n for n, row in enumerate(ROWS, 1)}
        assert roles({"J12": "项次", **numbers})["J"] == "serial"


class TestSeveralOfAKind:
    def test_the_second_of_two_scores_is_the_reviewers(self) -> None:
        assert roles({"G10": "得分", "H10": "得分"}, "review") == roles({}, "review")

    def test_what_stands_over_two_scores_tells_whose_they_are(self) -> None:
        rows = [
            ["2024年度项目支出绩效自评复核表"],
            ["一级指标", "二级指标", "三级指标", "指标值", "复核", "", "自评", "", "权重"],
            ["", "", "", "", "完成值", "得分", "完成值", "得分", ""],
            ["产出指标", "数量指标", "清淤河道长度", "≥10公里", "9公里", 18, "10公里", 20, 20],
            ["效益指标", "社会效益指标", "受益居民户数", "≥800户", "800户", 80, "800户", 80, 80],
        ]
        sheet = replace(sheet_of(rows), merges=(Area.parse("E2:F2"), Area.parse("G2:H2")))
        first = checked(sheet).review.form.indicators[0]
        assert (first.self_score.text, first.review_score.text) == ("20", "18")
        assert (first.actual.text, first.review_actual.text) == ("10公里", "9公里")

    @pytest.mark.parametrize(("points", "right"), [("", True), (40, True), (15, False), (30, False)])
    def test_a_level_repeated_on_each_row_states_its_points_once_or_in_all(
        self, points: Any, right: bool
    ) -> None:
        rows = [
            ["2024年度项目支出绩效自评表"],
            ["一级指标", "权重", "二级指标", "权重", "三级指标", "权重", "指标值", "完成值", "得分"],
            ["产出指标", 60, "数量指标", 40, "清淤河道长度", 25, "≥10公里", "10公里", 25],
            ["产出指标", "", "数量指标", points, "清运淤泥数量", 15, "≥2万吨", "2万吨", 15],
            ["产出指标", "", "时效指标", 20, "完工时间", 20, "11月底前", "10月30日", 20],
            ["效益指标", 40, "社会效益指标", 40, "受益居民户数", 40, "≥800户", "800户", 40],
            ["合计", "", "", "", "", 100, "", "", 100],
        ]
        assert (checked(sheet_of(rows)).review.of("WT02") == ()) is right

    def test_of_three_columns_of_weights_the_last_is_the_indicators_own(self) -> None:
        rows = [
            ["2024年度项目支出绩效自评表"],
            ["一级指标", "权重", "二级指标", "权重", "三级指标", "权重", "指标值", "完成值", "得分"],
            ["产出指标", 60, "数量指标", 40, "清淤河道长度", 25, "≥10公里", "10公里", 25],
            ["", "", "", "", "清运淤泥数量", 15, "≥2万吨", "2万吨", 15],
            ["", "", "时效指标", 20, "完工时间", 20, "11月底前", "10月30日", 20],
            ["效益指标", 40, "社会效益指标", 40, "受益居民户数", 40, "≥800户", "800户", 40],
            ["合计", "", "", "", "", 100, "", "", 100],
        ]
        form = checked(sheet_of(rows)).review.form
        told = [
            "level1",
            "level1_weight",
            "level2",
            "level2_weight",
            "name",
            "weight",
            "target",
            "actual",
            "self_score",
        ]
        assert [one.role for one in form.columns] == told
        assert not any(one.guessed for one in form.columns)
        assert [row.weight.text for row in form.indicators] == ["25", "15", "20", "40"]
        assert [row.level2_weight.text for row in form.indicators] == ["40", "40", "20", "40"]
        assert {name: field.text for name, field in form.stated_weights.items()} == {
            "产出指标": "60",
            "效益指标": "40",
        }

    def test_the_weights_of_the_levels_are_checked_against_the_indicators_own(self) -> None:
        rows = [
            ["2024年度项目支出绩效自评表"],
            ["一级指标", "权重", "二级指标", "权重", "三级指标", "权重", "指标值", "完成值", "得分"],
            ["产出指标", 60, "数量指标", 45, "清淤河道长度", 40, "≥10公里", "10公里", 40],
            ["", "", "时效指标", 20, "完工时间", 20, "11月底前", "10月30日", 20],
            ["效益指标", 50, "社会效益指标", 40, "受益居民户数", 40, "≥800户", "800户", 40],
        ]
        assert [one.cell.a1 for one in checked(sheet_of(rows)).review.of("WT02")] == ["D3", "B5"]

    def test_of_two_columns_of_units_the_one_after_the_target_counts(self) -> None:
        rows = [
            ["2024年度项目支出绩效自评表"],
            ["二级指标", "三级指标", "目标值", "单位", "完成值", "单位", "分值", "得分"],
            ["数量指标", "清淤河道长度", "≥10", "公里", 10, "公里", 60, 60],
            ["社会效益指标", "受益居民户数", "≥800", "户", 800, "户", 40, 40],
        ]
        form = checked(sheet_of(rows)).review.form
        assert [row.target.text for row in form.indicators] == ["≥10公里", "≥800户"]
        assert [one.at.a1 for one in form.columns if one.instead] == []

    def test_of_two_columns_of_targets_the_adjusted_one_counts(self) -> None:
        sheet = sheet_of(
            [
                ["三级指标", "年初指标值", "调整后指标值", "全年完成值", "权重", "得分"],
                ["培训场次", "≥12场", "≥10场", "10场", 50, 50],
                ["培训人数", "≥320人", "未调整", "330人", 50, 50],
            ]
        )
        assert [row.target.text for row in checked(sheet).review.form.indicators] == ["≥10场", "≥320人"]

    def test_several_experts_and_their_average(self) -> None:
        assert [one.role for one in readings({}, "others/experts").values()][6:10] == [
            *["expert_score"] * 3,
            "review_score",
        ]


class TestRemarks:
    def test_the_remarks_of_a_reviewer_are_his_opinion(self) -> None:
        assert roles({}, "others/firm")["K"] == "opinion"
        assert roles({"I10": "备注"}, "review")["I"] == "opinion"

    def test_those_of_the_unit_may_be_the_reason(self) -> None:
        assert roles({"I12": "备注"})["I"] == "remark"
        rows = checked(form_sheet("self", {"I12": "备注"})).review.form.indicators
        assert [row.deviation_reason.text[:7] for row in rows if row.deviation_reason.present] == [
            "一期因台风推迟"
        ]

    def test_reasons_of_deductions_are_those_of_the_unit_where_nobody_reviews(self) -> None:
        assert roles({"I12": "扣分原因"})["I"] == "deviation_reason"
        assert roles({"I10": "扣分原因"}, "review")["I"] == "opinion"

    def test_where_there_is_a_column_for_opinions_remarks_are_none(self) -> None:
        assert roles({"J10": "备注", "J11": "见附件"}, "review")["I"] == "opinion"


class TestReasonsOfDeductions:
    @pytest.mark.parametrize("heading", ["扣分原因", "扣分理由", "扣 分 原 因"])
    def test_they_are_the_unit_s_own_where_nobody_has_reviewed_the_form(self, heading: str) -> None:
        assert roles({"I12": heading})["I"] == "deviation_reason"

    def test_they_are_the_reviewer_s_where_somebody_has(self) -> None:
        assert roles({"H12": "复核得分", "I12": "扣分原因"})["I"] == "opinion"
        assert roles({}, "others/experts")["K"] == "opinion"


class TestWhatCannotBeTold:
    ALIKE = {"E12": "指标值", "F12": "指标值"} | {
        f"E{row}": text
        for row, text in zip(ROWS, ("24期", "92%", "96%", "239元", "1260人", "有效", "95%"), strict=True)
    }

    def test_two_readings_that_are_as_good_are_both_said_and_neither_is_taken(self) -> None:
        both = readings(self.ALIKE)
        assert (both["E"].role, both["F"].role) == ("", "")
        assert both["E"].instead and both["F"].instead

    def test_nobody_is_accused_on_account_of_it(self) -> None:
        review = checked(form_sheet("self", self.ALIKE)).review
        assert [f.message for f in review.findings if f.level != "info"] == []

    def test_a_column_of_targets_that_is_not_found_is_no_target_missing_in_every_row(self) -> None:
        review = checked(form_sheet("self", {"E12": "情况"} | {f"E{row}": "见文件" for row in ROWS})).review
        assert review.of("TG07") == ()


def test_a_label_over_a_blank_column_is_no_column() -> None:
    assert "A" not in {letter for letter, one in readings({"B12": "维度"}).items() if one.role or one.instead}


def test_every_role_has_a_title_and_every_reading_its_evidence() -> None:
    for name in (*NAMES, "others/firm", "others/experts", "others/plan", "others/transfer"):
        for one in checked(form_sheet(name)).review.form.columns:
            assert not one.role or one.role in TITLES
            assert one.evidence and all(one.evidence)


class TestWeightsOfTheLevels:
    """The form `self`: the level 1 in column B; a column of weights put in after it."""

    def with_weights(self, changes: Mapping[str, Any]) -> Sheet:
        sheet = with_blank_columns(form_sheet("self", changes), 3)
        weights = {"C12": "分值", "C13": 50, "C17": 30, "C19": 10}
        return replace(
            sheet, cells={**sheet.cells, **{Address.parse(at): cell(v) for at, v in weights.items()}}
        )

    def roles_of(self, changes: Mapping[str, Any]) -> dict[str, str]:
        columns = checked(self.with_weights(changes)).review.form.columns
        return {one.at.a1.rstrip("0123456789"): one.role for one in columns if one.role}

    def test_the_weight_of_an_indicator_may_be_told_by_words(self) -> None:
        read = self.roles_of({"G12": "应得分"})
        assert (read["C"], read["H"]) == ("level1_weight", "weight")

    def test_it_may_stand_in_one_cell_with_the_score(self) -> None:
        joined = {f"G{row}": "10/10" for row in ROWS} | {f"H{row}": "" for row in ROWS}
        read = self.roles_of({"G12": "分值/得分", "H12": "", **joined})
        assert (read["C"], read["H"]) == ("level1_weight", "weight_and_score")

    def test_it_may_not_be_told_at_all(self) -> None:
        none = {f"{letter}{row}": "" for letter in "GH" for row in (12, *ROWS, 20)}
        form = checked(self.with_weights(none)).review.form
        assert {one.role for one in form.columns} & {"weight", "level1_weight"} == {"level1_weight"}
        assert not any(row.weight.present for row in form.indicators)

    def test_the_only_weights_may_stand_right_of_the_levels_and_be_those_of_the_indicators(self) -> None:
        sheet = self.with_weights({f"{letter}{row}": "" for letter in "G" for row in (12, *ROWS)})
        filled = {Address(row, 3): cell(10) for row in ROWS}
        form = checked(replace(sheet, cells={**sheet.cells, **filled})).review.form
        assert "weight" in {one.role for one in form.columns}


class TestReasonsOfTheReviewer:
    @pytest.mark.parametrize("heading", ["复核扣分原因", "核查扣分原因", "审核扣分原因"])
    def test_they_are_his_even_where_he_has_no_column_for_scores(self, heading: str) -> None:
        assert roles({"I12": heading})["I"] == "opinion"

    def test_where_the_opinions_are_in_doubt_remarks_are_none(self) -> None:
        read = readings({"I10": "复核情况", "J10": "备注", "J11": "见附件"}, "before_review")
        assert read["I"].instead
        assert read["J"].role == "remark"


def test_execution_among_the_levels_speaks_against_none() -> None:
    levels = {"B12": "绩效内容", "B13": "预算执行", "B14": "产出指标", "C13": "预算执行", "D13": "预算执行率"}
    read = readings(levels | {"B17": "", "B19": ""})
    assert (read["B"].role, read["B"].guessed) == ("level1", True)

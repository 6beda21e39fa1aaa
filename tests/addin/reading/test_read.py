"""From a sheet to a form in which every value knows its cell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from addin.reading.locate import locate
from addin.reading.read import read
from addin.reading.sheet import Sheet
from scoring.form.address import Address, Area
from scoring.form.field import Number, Typed
from scoring.form.model import EvaluationForm
from scoring.targets.target import TargetKind
from scoring.text.operators import Operator
from tests.addin.reading.sheets import under
from tests.forms import NAMES, form_sheet


def form_of(sheet: Sheet) -> EvaluationForm:
    (layout,) = locate(sheet)
    return read(sheet, layout)


def read_form(name: str, changes: dict[str, Any] | None = None) -> EvaluationForm:
    return form_of(form_sheet(name, changes))


def score(typed: Any) -> Number:
    """H14 of the self-evaluation form, with this typed into it."""
    found = read_form("self", {"H14": typed}).indicators[1].self_score
    assert found is not None
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_value_stands_in_the_cell_that_it_names(name: str) -> None:
    sheet = form_sheet(name)
    form = form_of(sheet)
    fields = [form.title, *form.texts.values(), *(line.label for line in form.funds)]
    fields += [i.name for i in form.indicators]
    for field in (f for f in fields if f.text):
        assert field.text in sheet.cells[field.at].text
    numbers = [amount for line in form.funds for _, amount in line.amounts()]
    numbers += [number for i in form.indicators for _, number in i.scores()]
    for number in (n for n in numbers if n.value is not None):
        assert number.value == sheet.cells[number.at].value


def test_what_the_title_and_the_lines_near_it_say() -> None:
    assert read_form("review").year == 2024
    assert read_form("self").year == 2024  # （2024年度） stands under the title
    assert read_form("self", {"A2": ""}).year is None
    assert read_form("review").is_review and not read_form("self").is_review


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2024年度项目支出绩效自评情况", True),
        ("2024年度绩效目标实现情况", True),
        ("2024年度重点工作安排", False),
        ("年度绩效目标", False),
    ],
)
def test_a_first_line_on_performance_is_a_title_whatever_it_ends_in(text: str, title: bool) -> None:
    assert (read_form("self", {"A1": text, "A2": ""}).title.text == text) is title


@pytest.mark.parametrize(
    ("name", "changes", "unit"),
    [
        ("review", {}, "万元"),
        ("self", {}, "元"),
        ("no_weights", {}, "万元"),
        ("self", {"A5": "项目资金"}, ""),
        ("self", {"A5": "项目资金", "H2": "金额单位：万元"}, "万元"),
        ("self", {"A5": "项目资金", "H2": "（单位:元）"}, "元"),
    ],
)
def test_the_unit_of_money(name: str, changes: dict[str, Any], unit: str) -> None:
    assert read_form(name, changes).money_unit == unit


@pytest.mark.parametrize(
    ("typed", "value", "kind"),
    [
        (15, "15", Typed.NUMBER),
        ("'15", "15", Typed.TEXT),
        ("'１５", "15", Typed.TEXT),
        ("15分", "15", Typed.TEXT),
        ({"value": 0.955, "format": "0.0%"}, "95.5", Typed.NUMBER),
        ({"value": 15, "format": '0"分"'}, "15", Typed.NUMBER),
        ("—", None, Typed.TEXT),
        ("满分", None, Typed.TEXT),
        ("", None, Typed.BLANK),
        ("#DIV/0!", None, Typed.ERROR),
    ],
)
def test_a_number_as_a_person_sees_it(typed: Any, value: str | None, kind: Typed) -> None:
    field = score(typed)
    assert (field.value, field.typed) == (Decimal(value) if value else None, kind)


def test_blank_dash_error_and_unreadable_are_told_apart() -> None:
    assert score("").blank and score("").empty
    assert score("--").dash and score("--").empty and not score("--").blank
    assert score("#REF!").error and not score("#REF!").unreadable
    assert score("满分").unreadable
    assert score({"formula": "=G14", "value": 15}).calculated


class TestLevels:
    def test_a_merged_level_is_carried_down(self) -> None:
        form = read_form("self")
        assert [i.level1.text for i in form.indicators] == ["产出指标"] * 4 + ["效益指标"] * 2 + [
            "满意度指标"
        ]
        assert [i.level1.inferred for i in form.indicators][:2] == [False, True]
        assert form.indicators[1].level1.at == Address.parse("B13")

    def test_merged_areas_hold_the_value_in_their_first_cell(self) -> None:
        sheet = form_sheet("self", {"C14": ""})
        merges = (Area.parse("B13:B16"), Area.parse("C13:C14"), Area.parse("A12:A19"))
        form = form_of(Sheet(sheet.name, sheet.cells, merges))
        assert [i.level2.text for i in form.indicators][:3] == ["数量指标", "数量指标", "时效指标"]

    def test_a_class_is_not_carried_into_another_level1(self) -> None:
        level2 = read_form("self", {"C17": ""}).indicators[4].level2
        assert level2.blank and level2.at == Address.parse("C17")

    def test_points_on_a_line_of_their_own(self) -> None:
        form = read_form("self", {"B14": "（50分）"})
        assert {i.level1.text for i in form.indicators[:4]} == {"产出指标"}
        assert form.stated_weights["产出指标"].at == Address.parse("B14")

    def test_a_class_without_indicators_is_no_indicator(self) -> None:
        form = read_form("three_columns")
        assert 18 not in [i.row for i in form.indicators]
        assert form.indicators[4].level2.text == "社会效益指标"

    def test_a_subtotal_is_no_indicator(self) -> None:
        form = read_form("self", {"C16": "", "D16": "小计", "E16": "", "F16": "", "I16": ""})
        assert 16 not in [i.row for i in form.indicators]

    def test_subtotals_are_read_with_their_numbers(self) -> None:
        form = read_form("subtotals")
        read = [(sums.label.at.a1, sums.weight.value, sums.self_score.value) for sums in form.subtotals]
        assert read == [
            ("D14", 20, 20),
            ("C18", 40, 40),
            ("B21", 20, Decimal("19.78")),
            ("D23", 10, 10),
        ]
        assert not form.subtotals[0].review_score.present
        assert {number.at.a1 for number in form.numbers} >= {"G14", "H14", "G18", "H18", "G21", "H21"}

    def test_a_level1_may_begin_in_the_row_of_its_subtotal(self) -> None:
        form = read_form("subtotals", {"B14": "产出指标（40分）", "B15": "", "C15": "", "C18": ""})
        below = [i for i in form.indicators if i.row in (15, 16, 17)]
        assert {i.level1.text for i in below} == {"产出指标（40分）"}
        assert below[0].level2.text == ""  # that of the level 1 above is not carried into it
        assert form.stated_weights["产出指标(40分)"].at.a1 == "B14"


class TestTargets:
    def test_from_three_columns(self) -> None:
        target = read_form("three_columns").indicators[0].target
        assert target.text == "≧260个" and target.at == Address.parse("E14")
        assert target.value is not None and target.value.operator is Operator.AT_LEAST

    def test_an_actual_takes_the_unit_of_its_column(self) -> None:
        actual = read_form("three_columns").indicators[0].actual.value
        assert actual is not None and actual.quantity is not None and actual.quantity.unit == "个"

    def test_a_percent_format_is_a_percentage(self) -> None:
        changes = {"F14": {"value": 0.92, "format": "0%"}}
        actual = read_form("self", changes).indicators[1].actual.value
        assert actual is not None and actual.quantity is not None
        assert (actual.quantity.value, actual.quantity.unit) == (92, "%")

    def test_words_and_dates(self) -> None:
        kinds = [i.target.value.kind for i in read_form("no_weights").indicators if i.target.value]
        assert kinds[2] is TargetKind.DATE
        assert read_form("self").indicators[5].target.value == read_form("self").indicators[5].actual.value


class TestFunds:
    def test_the_total_line(self) -> None:
        line = read_form("review").total_funds
        assert line is not None and line.label.at == Address.parse("C7")
        assert line.weight.present and line.weight.value == 10

    def test_a_weight_that_stands_in_the_heading(self) -> None:
        line = read_form("no_weights").total_funds
        assert line is not None and line.weight.present
        assert (line.weight.value, line.weight.at.a1, line.weight.inferred) == (20, "A6", True)
        line = read_form("no_weights", {"A6": "预算执行情况（万元）"}).total_funds
        assert line is not None and line.weight.present and line.weight.at.a1 == "F6"

    def test_without_a_funds_table(self) -> None:
        form = read_form("self", {f"{c}{r}": "" for c in "ABCDEFGH" for r in range(5, 10)})
        assert form.funds == () and not form.total_funds.present
        assert len(form.filled_indicators) == 7


class TestStages:
    def test_an_unreviewed_form(self) -> None:
        form = read_form("review", {f"{c}{r}": "" for c in "HI" for r in range(12, 20)})
        assert form.is_review and not form.reviewed

    def test_an_unscored_form(self) -> None:
        form = read_form("self", {f"{c}{r}": "" for c in "FH" for r in range(13, 20)})
        assert all(s.blank for i in form.indicators for _, s in i.scores())
        assert len(form.filled_indicators) == 7  # the targets are there

    def test_a_template(self) -> None:
        form = read_form("self", {f"{c}{r}": "" for c in "EFH" for r in range(13, 20)})
        assert form.filled_indicators == ()

    def test_without_totals(self) -> None:
        assert not read_form("self", {"A20": "", "G20": "", "H20": ""}).totals.present


def test_texts_without_their_labels() -> None:
    form = read_form("review")
    assert form.text("date") == "2025.3.18"
    assert form.text("project") == "社区图书室夜间开放服务项目"
    assert form.text("remarks") == ""
    assert read_form("three_columns", {"B23": "因暴雨推迟"}).text("remarks") == "因暴雨推迟"


def test_two_forms_on_one_sheet_do_not_mix() -> None:
    sheet = under(form_sheet("self"), form_sheet("no_weights"))
    upper, lower = (read(sheet, layout) for layout in locate(sheet))
    assert (upper.text("project"), lower.text("project")) == ("青少年游泳普及培训", "乡村道路保洁")
    assert (len(upper.indicators), len(lower.indicators)) == (7, 6)
    assert upper.totals.present and lower.totals.present
    assert upper.totals.label.at.row < lower.title.at.row < lower.totals.label.at.row

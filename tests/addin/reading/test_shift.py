"""Rows that slipped by a column, and how they read when put right."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.reading.locate import locate
from addin.reading.read import read
from scoring.form.address import Address
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm
from tests.forms import NAMES, form_sheet


def form_of(name: str, changes: dict[str, Any] | None = None) -> EvaluationForm:
    sheet = form_sheet(name, changes)
    (layout,) = locate(sheet)
    return read(sheet, layout)


def row(form: EvaluationForm, number: int) -> Indicator:
    return next(indicator for indicator in form.indicators if indicator.row == number)


def slipped(name: str, number: int, first: str, last: str, step: int) -> dict[str, Any]:
    """The cells first..last of a row moved by a column, over what stands there; the one left behind is blank."""
    sheet = form_sheet(name)
    old = {at.column: cell for at, cell in sheet.cells.items() if at.row == number}
    changes: dict[str, Any] = {}
    left, right = Address.parse(f"{first}1").column, Address.parse(f"{last}1").column
    for column in range(left, right + 1):
        changes[Address(number, column).a1] = ""
    for column in range(left, right + 1):
        cell = old.get(column)
        moved = {"value": cell.value, "format": cell.number_format} if cell is not None else ""
        changes[Address(number, column + step).a1] = moved
    return changes


def content(indicator: Indicator) -> list[str]:
    numbers = [number.text for _, number in indicator.scores()]
    weight = indicator.weight.text if indicator.weight.present else ""
    return [indicator.name.text, indicator.target.text, indicator.actual.text, weight, *numbers]


SLIPS = [
    ("self", 17, "D", "H", -1),
    ("self", 17, "D", "H", +1),
    ("self", 14, "D", "H", -1),
    ("self", 19, "D", "H", +1),
    ("review", 16, "C", "G", -1),
    ("review", 18, "C", "G", -1),
    ("three_columns", 15, "C", "I", -1),
    ("three_columns", 20, "C", "I", +1),
    ("weight_line", 20, "D", "H", -1),  # the name is like its class, the target like a name: 达到90%以上
]


@pytest.mark.parametrize(("name", "number", "first", "last", "step"), SLIPS)
def test_a_slipped_row_reads_as_it_was_meant(
    name: str, number: int, first: str, last: str, step: int
) -> None:
    form = form_of(name, slipped(name, number, first, last, step))
    assert content(row(form, number)) == content(row(form_of(name), number))
    (shift,) = form.shifts
    assert shift.row == number
    assert all(to.column - origin.column == -step for origin, to in shift.moved)


@pytest.mark.parametrize("remark", ["见附件", "ok", 9, "100%", "已核对，10分"])
@pytest.mark.parametrize("headed", [False, True])
@pytest.mark.parametrize(("name", "number", "first", "last", "step"), [s for s in SLIPS if s[4] < 0])
def test_a_remark_beside_the_table_changes_nothing(
    name: str, number: int, first: str, last: str, step: int, headed: bool, remark: Any
) -> None:
    (layout,) = locate(form_sheet(name))
    slip = slipped(name, number, first, last, step)
    beside = {Address(number, layout.right + 1).a1: remark}
    beside |= {Address(layout.header_row, layout.right + 1).a1: "备注"} if headed else {}
    assert form_of(name, slip | beside).shifts == form_of(name, slip).shifts != ()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("remark", ["见附件", 9])
def test_a_remark_beside_a_clean_row_is_no_reason(name: str, remark: Any) -> None:
    (layout,) = locate(form_sheet(name))
    remarks = {Address(row, layout.right + 1).a1: remark for row in layout.rows}
    assert form_of(name, remarks).shifts == ()


def test_what_slipped_out_of_the_table_is_put_right_with_the_rest() -> None:
    slip = slipped("no_weights", 11, "D", "G", +1)
    (shift,) = form_of("no_weights", slip).shifts
    assert shift.moved[-1][0].a1 == "H11"
    assert content(row(form_of("no_weights", slip), 11)) == content(row(form_of("no_weights"), 11))


def test_what_the_totals_say_is_said_where_a_score_is_missing_too() -> None:
    (shift,) = form_of("self", slipped("self", 17, "D", "H", -1)).shifts
    assert "自评得分合计改正后与表内的99.03一致，按现状算不出合计" in shift.totals


def test_values_keep_the_cells_where_they_stand() -> None:
    form = form_of("self", slipped("self", 17, "D", "H", -1))
    indicator = row(form, 17)
    assert indicator.name.at.a1 == "C17" and indicator.weight.present and indicator.weight.at.a1 == "F17"


def test_the_class_is_carried_down_and_said_to_be_inferred() -> None:
    form = form_of("self", slipped("self", 18, "D", "H", -1) | {"D18": "≥60%", "E18": "70%"})
    (shift,) = form.shifts
    assert shift.level2 == "社会效益指标"
    assert row(form, 18).level2.inferred


def test_a_value_typed_again_after_the_slip_is_surplus() -> None:
    changes = {"B17": "志愿者活动次数", "C17": "不少于20次", "D17": "22次", "E17": 10, "F17": 10, "G17": 10}
    (shift,) = form_of("review", changes).shifts
    assert shift.surplus == Address.parse("G17") and shift.surplus_text == "10"
    assert [origin.a1 for origin, _ in shift.moved] == ["B17", "C17", "D17", "E17", "F17"]


@pytest.mark.parametrize("name", NAMES)
def test_no_row_of_a_clean_form_is_shifted(name: str) -> None:
    assert form_of(name).shifts == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"E14": "92%", "F14": "≥90%"},  # target and actual exchanged
        {"F14": ""},
        {"H14": "满分"},
        {"D14": "100"},
        {"C14": ""},
        {"C14": "质量方面"},
        {"I14": 0},
        {"E14": "", "F14": "", "G14": "", "H14": ""},
        {"E14": "通过验收", "F14": "通过验收"},
    ],
)
def test_a_slip_in_one_cell_is_no_shift(changes: dict[str, Any]) -> None:
    assert form_of("self", changes).shifts == ()


def test_weights_that_make_their_total_refute_a_shift() -> None:
    """However odd the row looks: put right, 100 would no longer come out."""
    assert (
        form_of(
            "self", {"C17": "参训学生人数", "D17": "≥1200人", "E17": "1260人", "F17": 1260, "H17": 20}
        ).shifts
        == ()
    )


@settings(max_examples=100)
@given(st.sampled_from(NAMES), st.lists(st.text("指标率≥%0159次、优", max_size=6), min_size=9, max_size=9))
def test_whatever_a_row_holds_nothing_raises(name: str, texts: list[str]) -> None:
    first = form_of(name).indicators[0].row
    form = form_of(name, {Address(first, column).a1: text for column, text in enumerate(texts, 2)})
    assert all(len(shift.moved) >= 3 for shift in form.shifts)


@pytest.mark.parametrize("step", [-1, +1])
def test_a_slip_in_a_plan_which_has_no_actuals(step: int) -> None:
    form = form_of("others/plan", slipped("others/plan", 10, "C", "E", step))
    assert not row(form, 10).actual.present
    assert content(row(form, 10))[:2] == ["修缮工程完工率", "≥95%"]
    assert [shift.row for shift in form.shifts] == [10]

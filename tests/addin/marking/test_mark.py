"""What a check writes: results, fills, notes, the 核查提示 column, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from addin.checking.check import check
from addin.marking.edits import AddNote, Edit, Fill, Hint, Look, SetPrintArea, SetValue, SetWidth
from addin.marking.mark import marks, open_findings
from addin.marking.settlements import Settlement, key_of
from addin.reading.sheet import Sheet
from scoring.form.address import Address, Area
from tests.forms import form_sheet


def edits_for(sheet: Sheet, settled: Any = None) -> list[Edit]:
    return list(marks(check([sheet]), settled or {}))


def of(edits: list[Edit], kind: type) -> list[Any]:
    return [edit for edit in edits if isinstance(edit, kind)]


def test_a_form_without_findings_is_left_as_it_is() -> None:
    assert edits_for(form_sheet("offset")) == []


def test_each_finding_has_a_fill_a_note_and_a_hint_in_its_row() -> None:
    edits = edits_for(form_sheet("review", {"F21": "良", "C22": "六个图书室全部按计划开放。"}))
    assert of(edits, Fill) == [Fill("Sheet1", Address.parse("F21"), Look.ERROR)]
    (note,) = of(edits, AddNote)
    assert note.at.a1 == "F21"
    for part in ("错误 SC05", "应评为“优”", "应为：优", "怎么办：", "依据："):
        assert part in note.text
    assert [(hint.at.a1, hint.look) for hint in of(edits, Hint)] == [("J1", Look.HEADER), ("J21", Look.HINT)]


def test_the_gravest_finding_colours_a_cell_and_one_note_holds_all() -> None:
    edits = edits_for(form_sheet("review", {"H12": 16, "I12": "10"}))
    notes = {note.at.a1: note.text for note in of(edits, AddNote)}
    assert "SC01" in notes["H12"]
    assert len({fill.at for fill in of(edits, Fill)}) == len(of(edits, Fill))


@pytest.mark.parametrize(
    ("changes", "cell", "value"),
    [
        ({"H7": Decimal("96.5")}, "H7", Decimal("95.5")),
        ({"H7": "96.5%"}, "H7", Decimal("0.955")),
        ({"H7": "'96.5%"}, "H7", "95.5%"),
        ({"H7": Decimal("0.965")}, "H7", Decimal("0.955")),
        ({"I7": 10}, "I7", Decimal("9.55")),
        ({"H19": 99}, "H19", Decimal("98.55")),
        ({"F21": "良"}, "F21", "优"),
    ],
)
def test_a_typed_result_that_is_wrong_is_recomputed_in_the_notation_of_its_writer(
    changes: dict[str, Any], cell: str, value: Decimal | str
) -> None:
    edits = of(edits_for(form_sheet("review", changes)), SetValue)
    assert SetValue("Sheet1", Address.parse(cell), value) in edits


def test_the_note_of_a_recomputed_cell_says_that_it_shows_the_result_already() -> None:
    edits = edits_for(form_sheet("review", {"F21": "良", "E14": "'100%"}))
    notes = {note.at.a1: note.text for note in of(edits, AddNote)}
    assert [at for at, text in notes.items() if "已是重新计算的结果" in text] == ["F21"]


def test_a_formula_stays_a_formula() -> None:
    sheet = form_sheet("review", {"H19": {"value": 99, "formula": "=SUM(H12:H18)"}})
    edits = edits_for(sheet)
    assert Address.parse("H19") in {fill.at for fill in of(edits, Fill)}
    assert of(edits, SetValue) == []


def test_a_typed_subtotal_that_is_wrong_is_recomputed_and_a_formula_stays() -> None:
    edits = edits_for(form_sheet("subtotals", {"G18": 45, "H21": "'20"}))
    assert {edit.at.a1: edit.value for edit in of(edits, SetValue)} == {"G18": Decimal(40), "H21": "19.78"}
    formula = {"value": 45, "formula": "=SUM(G15:G17)"}
    edits = edits_for(form_sheet("subtotals", {"G18": formula}))
    assert of(edits, SetValue) == []
    (note,) = of(edits, AddNote)
    assert note.at.a1 == "G18" and "检查这一格公式的范围" in note.text and "已是重新计算" not in note.text


def test_a_total_beyond_the_full_mark_is_written_into_no_cell() -> None:
    printed = {"value": 98.55, "formula": "=SUM(H13:H18)+I7+15"}
    edits = edits_for(form_sheet("review", {"F12": 17, "G12": 17, "H12": 17, "H14": 10, "H19": printed}))
    assert "SC03" in {note.at.a1: note.text for note in of(edits, AddNote)}["H19"]
    assert [edit for edit in of(edits, SetValue) if edit.at.a1 in ("H19", "F20")] == []


def test_the_full_mark_is_not_asked_of_a_cell_that_shows_it() -> None:
    """A row put in above 合计 that its formulas do not reach: the form shows 100, its weights come to 102."""
    printed = {"value": 100, "formula": "=SUM(G13:G18)+F6+12"}
    edits = edits_for(form_sheet("self", {"G13": 17, "H13": 17, "G20": printed}))
    notes = {note.at.a1: note.text for note in of(edits, AddNote)}
    assert "应为：100" not in notes["G20"] and "求和公式" in notes["G20"]
    assert "应为：各项合计100" in notes["G13"]


def test_the_results_that_are_replaced_agree_with_one_another() -> None:
    edits = edits_for(form_sheet("review", {"H16": 10, "I16": "登记缺失，扣10分。"}))
    assert {edit.at.a1: edit.value for edit in of(edits, SetValue)} == {
        "H19": Decimal("88.55"),
        "F20": Decimal("88.55"),
        "F21": "良",
    }
    notes = {note.at.a1: note.text for note in of(edits, AddNote)}
    assert "SC03" in notes["F20"] and "已是重新计算的结果" in notes["F20"]


def test_a_total_of_weights_that_is_the_full_mark_stays() -> None:
    assert of(edits_for(form_sheet("self", {"G13": 16})), SetValue) == []


def test_a_slip_in_the_total_of_funds_replaces_no_result_that_is_right() -> None:
    assert of(edits_for(form_sheet("review", {"E7": 800})), SetValue) == []


def test_a_result_that_no_cell_can_hold_is_said_and_not_written() -> None:
    huge = {f"G{row}": Decimal("1.7E+308") for row in range(13, 20)} | {"G20": Decimal(99)}
    edits = edits_for(form_sheet("self", huge))
    assert [e for e in of(edits, SetValue) if e.at.a1 == "G20"] == []
    (note,) = [e for e in of(edits, AddNote) if e.at.a1 == "G20"]
    assert "WT06" in note.text or "WT01" in note.text


def test_no_input_of_a_person_is_ever_given_a_value() -> None:
    wrong = {"F12": 20, "G13": 18, "E14": "'100%", "D7": 0, "F7": 70, "A12": "产出指标 (45分)", "F21": "差"}
    touched = {edit.at.a1 for edit in of(edits_for(form_sheet("review", wrong)), SetValue)}
    assert touched <= {"H7", "I7", "F19", "G19", "H19", "F20", "F21"}


def test_the_hint_column_is_right_of_everything_and_outside_the_print_area() -> None:
    sheet = form_sheet("review", {"F21": "良", "L3": "旁注"})
    edits = edits_for(sheet)
    assert {hint.at.column for hint in of(edits, Hint)} == {13}
    assert of(edits, SetWidth)[0].column == 13
    assert of(edits, SetPrintArea) == [SetPrintArea("Sheet1", Area(1, 1, 30, 12))]


@pytest.mark.parametrize("stray", ["AZ3", "XFD1"])
def test_a_stray_text_far_off_does_not_carry_the_hints_away(stray: str) -> None:
    edits = edits_for(form_sheet("review", {"F21": "良", stray: "旁注"}))
    assert {hint.at.column for hint in of(edits, Hint)} == {10}


def test_a_print_area_of_the_persons_own_is_kept() -> None:
    sheet = replace(form_sheet("review", {"F21": "良"}), print_area=Area(1, 1, 30, 11))
    edits = edits_for(sheet)
    assert of(edits, SetPrintArea) == []
    assert {hint.at.column for hint in of(edits, Hint)} == {12}


def test_a_hint_wraps_only_where_the_row_is_tall_enough_already() -> None:
    sheet = form_sheet("review", {"F21": "良", "C22": "六个图书室全部按计划开放。"})
    (tall,) = [h for h in of(edits_for(replace(sheet, row_heights={21: 60.0})), Hint) if h.at.row == 21]
    (low,) = [h for h in of(edits_for(sheet), Hint) if h.at.row == 21]
    assert tall.wrap and not low.wrap


def test_of_several_findings_in_a_low_row_the_titles_are_given() -> None:
    sheet = form_sheet("review", {"E12": "100%", "D12": "全年检查不少于五十次", "I12": "10"})
    (low,) = [h for h in of(edits_for(sheet), Hint) if h.at.row == 12]
    (tall,) = [h for h in of(edits_for(replace(sheet, row_heights={12: 90.0})), Hint) if h.at.row == 12]
    assert low.text == "【提】指标值与完成值单位不同；【提】复核意见空白或只有数字（详见批注）"
    assert "单位不同，无法比较\n【提】" in tall.text and tall.wrap


def test_findings_share_no_line_where_the_row_has_room_for_one_each() -> None:
    sheet = form_sheet("review", {"E12": "100%", "D12": "全年检查不少于五十次", "I12": "10"})
    (hint,) = [h for h in of(edits_for(replace(sheet, row_heights={12: 30.0})), Hint) if h.at.row == 12]
    first, second = hint.text.split("\n")
    assert first.startswith("【提】") and second.startswith("【提】") and hint.wrap
    assert second.endswith("（详见批注）") or "单位不同，无法比较" in first


def test_in_a_row_the_gravest_finding_comes_first_and_each_has_its_letter() -> None:
    sheet = form_sheet("review", {"D12": "全年检查不少于五十次", "E12": "100%", "H12": 20})
    (hint,) = [h for h in of(edits_for(replace(sheet, row_heights={12: 120.0})), Hint) if h.at.row == 12]
    letters = [line[:3] for line in hint.text.split("\n")]
    assert letters == sorted(letters, key=("【错】", "【提】", "【参】").index) and len(set(letters)) > 1


def test_what_is_said_of_the_whole_form_stands_at_its_top() -> None:
    sheet = form_sheet("review", {"B12": "质量指标"})  # now there is no 数量指标
    hints = {h.at.row: h.text for h in of(edits_for(sheet), Hint)}
    assert set(hints) == {1} and hints[1].startswith("【提】")


def test_a_settled_finding_is_not_marked_and_its_result_not_replaced() -> None:
    sheet = form_sheet("review", {"F21": "良", "C22": "六个图书室全部按计划开放。"})
    (checked,) = check([sheet])
    (finding,) = checked.review.of("SC05")
    settled = {key_of("Sheet1", finding): Settlement("属实不改", "党组会议确定")}
    assert edits_for(sheet, settled) == []
    assert finding not in open_findings(checked, settled)
    unsettled = {key_of("Sheet1", finding): Settlement("属实不改", "")}
    assert edits_for(sheet, unsettled) == edits_for(sheet)


def test_the_text_of_a_form_reaches_a_hint_as_text() -> None:
    edits = edits_for(form_sheet("review", {"C12": "=cmd|' /C calc'!A0", "F12": ""}))
    texts = [edit.text for edit in edits if isinstance(edit, Hint | AddNote)]
    assert any("=cmd" in text for text in texts)
    assert not any(text.startswith(("=", "+", "-", "@")) for text in texts)

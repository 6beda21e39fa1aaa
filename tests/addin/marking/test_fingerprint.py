"""The sum over what people have filled in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from addin.marking.fingerprint import fingerprint
from addin.reading.sheet import Cell
from scoring.form.address import Address
from tests.forms import form_sheet


def test_a_form_has_the_same_fingerprint_each_time() -> None:
    assert fingerprint([form_sheet("review")]) == fingerprint([form_sheet("review")])


@pytest.mark.parametrize("changes", [{"E14": "3%"}, {"L40": "旁注"}, {"H12": 9}])
def test_a_changed_or_added_value_changes_it(changes: dict[str, object]) -> None:
    assert fingerprint([form_sheet("review", changes)]) != fingerprint([form_sheet("review")])


def test_so_does_the_name_of_a_sheet() -> None:
    sheet = form_sheet("review")
    assert fingerprint([replace(sheet, name="改名")]) != fingerprint([sheet])


def test_what_formulas_come_to_and_how_lines_are_ended_does_not_count() -> None:
    sheet = form_sheet("review", {"A12": "一行\n二行", "I7": {"value": 10, "formula": "F7/E7*10"}})
    other = form_sheet("review", {"A12": "一行\r\n二行", "I7": {"value": 9, "formula": "F7 / E7 * 10"}})
    assert fingerprint([sheet]) == fingerprint([other])


def test_nor_do_looks() -> None:
    sheet = form_sheet("review")
    cell = sheet.cells[Address.parse("H12")]
    plain = Cell(cell.value, f"{cell.text}.00", None, "0.00")
    assert fingerprint([replace(sheet, cells={**sheet.cells, Address.parse("H12"): plain})]) == fingerprint(
        [sheet]
    )


def test_nor_do_hidden_sheets_and_what_programs_write_as_formulas() -> None:
    sheet = form_sheet("review", {"L1": {"value": True}, "L2": "#N/A"})
    other = form_sheet(
        "review", {"L1": {"value": True, "formula": "TRUE()"}, "L2": {"value": "#N/A", "formula": "NA()"}}
    )
    hidden = replace(form_sheet("self"), name="名单", hidden=True)
    assert fingerprint([sheet]) == fingerprint([other, hidden])

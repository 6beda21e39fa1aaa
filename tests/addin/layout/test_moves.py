"""Marks found again after a person has inserted rows or renamed the sheet of a checked copy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from addin.layout.ledger import ABSENT, Entry, Kind, Ledger
from addin.layout.moves import Displaced, find_moves
from addin.layout.sheet import Sheet
from scoring.address import Address
from tests.addin.layout.sheets import with_blank_columns, with_blank_rows
from tests.forms import form_sheet

HINTS = {"J1": "核查提示", "J7": "【错误】执行率算错", "J14": "【提示】完成值可疑"}
MARKED = form_sheet("review", HINTS)
LEDGER = Ledger(
    [
        *(Entry(Kind.CELL, MARKED.name, cell, ABSENT, f"s:{text}") for cell, text in HINTS.items()),
        Entry(Kind.VALUE, MARKED.name, "H7", "n:95", "n:100"),
        Entry(Kind.FILL, MARKED.name, "E14", "none", "solid:FFFFEB9C"),
        Entry(Kind.PRINT_AREA, MARKED.name, "", ABSENT, f"'{MARKED.name}'!$A$1:$I$30"),
    ]
)


def cells_of(sheet: Sheet) -> dict[str, str]:
    """Where the ledger leads on a sheet, by what it was."""
    ledger = find_moves(LEDGER, [sheet]).ledger(LEDGER)
    return {
        was.cell: now.cell for kind in Kind for was, now in zip(LEDGER.of(kind), ledger.of(kind), strict=True)
    }


def test_marks_that_lie_where_they_were_put_have_not_moved() -> None:
    assert all(was == now for was, now in cells_of(MARKED).items())


def test_marks_go_along_with_a_row_inserted_above_them() -> None:
    assert cells_of(with_blank_rows(MARKED, 8)) == {
        "": "",
        "J1": "J1",
        "J7": "J7",
        "J14": "J15",
        "H7": "H7",
        "E14": "E15",
    }


def test_the_print_area_grows_with_the_rows() -> None:
    ledger = find_moves(LEDGER, [with_blank_rows(MARKED, 8, 2)]).ledger(LEDGER)
    assert ledger.of(Kind.PRINT_AREA)[0].after.endswith("!A1:I32")


def test_a_hint_that_the_person_deleted_says_nothing() -> None:
    cells = {at: cell for at, cell in MARKED.cells.items() if at != Address.parse("J7")}
    assert cells_of(with_blank_rows(replace(MARKED, cells=cells), 2))["E14"] == "E15"


def test_a_renamed_sheet_is_found_by_its_hints() -> None:
    moves = find_moves(LEDGER, [replace(form_sheet("self"), name="另一张"), replace(MARKED, name="改名")])
    assert moves.sheet(MARKED.name) == "改名"
    assert {entry.sheet for entry in moves.ledger(LEDGER).of(Kind.FILL)} == {"改名"}


def test_of_a_deleted_sheet_nothing_is_looked_for() -> None:
    assert find_moves(LEDGER, [replace(form_sheet("self"), name="另一张")]).sheets == {}


def test_an_inserted_column_is_said() -> None:
    with pytest.raises(Displaced, match="插入或删除过列"):
        find_moves(LEDGER, [with_blank_columns(MARKED, 5)])


def test_a_sheet_copied_with_its_marks_is_said() -> None:
    with pytest.raises(Displaced, match="Sheet1 \\(2\\)"):
        find_moves(LEDGER, [MARKED, replace(MARKED, name="Sheet1 (2)")])


def test_a_ledger_that_somebody_tampered_with_does_no_harm() -> None:
    odd = Ledger(
        [
            Entry(Kind.CELL, "Sheet1", "J-1", ABSENT, "s:核查提示"),
            Entry(Kind.PRINT_AREA, "Sheet1", "", "", "x"),
        ]
    )
    assert find_moves(odd, [MARKED]).ledger(odd).of(Kind.CELL) == odd.of(Kind.CELL)

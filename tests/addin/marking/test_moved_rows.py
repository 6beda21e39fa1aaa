"""Marks found again after a person has inserted rows or renamed the sheet of a checked copy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from addin.marking.ledger import ABSENT, Entry, EntryKind, Ledger
from addin.marking.moved_rows import Displaced, find_moves
from addin.reading.sheet import Sheet
from scoring.form.address import Address
from tests.addin.reading.sheets import with_blank_columns, with_blank_rows
from tests.forms import cell, form_sheet

HINTS = {"J1": "核查提示", "J7": "【错误】执行率算错", "J14": "【提示】完成值可疑"}
MARKED = form_sheet("review", HINTS)
LEDGER = Ledger(
    [
        *(Entry(EntryKind.CELL, MARKED.name, cell, ABSENT, f"s:{text}") for cell, text in HINTS.items()),
        Entry(EntryKind.VALUE, MARKED.name, "H7", "n:95", "n:100"),
        Entry(EntryKind.FILL, MARKED.name, "E14", "none", "solid:FFFFEB9C"),
        Entry(EntryKind.PRINT_AREA, MARKED.name, "", ABSENT, f"'{MARKED.name}'!$A$1:$I$30"),
    ]
)


def cells_of(sheet: Sheet) -> dict[str, str]:
    """Where the ledger leads on a sheet, by what it was."""
    ledger = find_moves(LEDGER, [sheet]).ledger(LEDGER)
    return {
        was.cell: now.cell
        for kind in EntryKind
        for was, now in zip(LEDGER.of(kind), ledger.of(kind), strict=True)
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
    assert ledger.of(EntryKind.PRINT_AREA)[0].after.endswith("!A1:I32")


def test_a_hint_that_the_person_deleted_says_nothing() -> None:
    cells = {at: cell for at, cell in MARKED.cells.items() if at != Address.parse("J7")}
    assert cells_of(with_blank_rows(replace(MARKED, cells=cells), 2))["E14"] == "E15"


def test_the_print_area_begins_where_its_first_row_is_now() -> None:
    ledger = find_moves(LEDGER, [with_blank_rows(MARKED, 1)]).ledger(LEDGER)
    assert ledger.of(EntryKind.PRINT_AREA)[0].after.endswith("!A2:I31")


def test_the_rows_that_came_below_a_marked_one_are_known() -> None:
    assert find_moves(LEDGER, [with_blank_rows(MARKED, 8, 2)]).inserted(MARKED.name) == [8, 9]


def test_one_text_in_several_rows_leads_nobody_astray() -> None:
    """Two forms on a sheet say the same: a row deleted in the first does not jump to the second."""
    words = ["核查提示", "甲", "乙", "丙", "核查提示", "甲", "丁"]
    rows = [1, 12, 13, 14, 45, 56, 57]
    ledger = Ledger(
        [
            Entry(EntryKind.CELL, "Sheet1", f"J{row}", ABSENT, f"s:{text}")
            for row, text in zip(rows, words, strict=True)
        ]
    )
    left = [(row - (row > 12), text) for row, text in zip(rows, words, strict=True) if row != 12]
    sheet = replace(form_sheet("review"), cells={Address(row, 10): cell(text) for row, text in left})
    assert find_moves(ledger, [sheet]).rows["Sheet1"] == {1: 0, 13: -1, 14: -1, 45: -1, 56: -1, 57: -1}


def test_a_renamed_sheet_is_told_from_another_marked_one() -> None:
    """All hints of the one stand on the other too; the other was renamed, and nothing was copied."""
    both = Ledger(
        [
            *(Entry(EntryKind.CELL, "甲", at, ABSENT, f"s:{text}") for at, text in list(HINTS.items())[:2]),
            *(Entry(EntryKind.CELL, "乙", at, ABSENT, f"s:{text}") for at, text in HINTS.items()),
        ]
    )
    sheets = [replace(form_sheet("review", {"J1": HINTS["J1"], "J7": HINTS["J7"]}), name="甲")]
    moves = find_moves(both, [*sheets, replace(MARKED, name="乙单位")])
    assert moves.sheets == {"乙": "乙单位"}


def test_where_most_hints_have_gone_nobody_can_be_sure() -> None:
    cells = {at: cell for at, cell in MARKED.cells.items() if at.column != 10}
    assert find_moves(LEDGER, [replace(MARKED, cells=cells)]).unsure == {MARKED.name}
    assert find_moves(LEDGER, [MARKED]).unsure == set()


def test_a_renamed_sheet_is_found_by_its_hints() -> None:
    moves = find_moves(LEDGER, [replace(form_sheet("self"), name="另一张"), replace(MARKED, name="改名")])
    assert moves.sheet(MARKED.name) == "改名"
    assert {entry.sheet for entry in moves.ledger(LEDGER).of(EntryKind.FILL)} == {"改名"}


def test_of_a_deleted_sheet_nothing_is_looked_for() -> None:
    assert find_moves(LEDGER, [replace(form_sheet("self"), name="另一张")]).sheets == {}


def test_an_inserted_column_is_said() -> None:
    with pytest.raises(Displaced, match="插入或删除过列"):
        find_moves(LEDGER, [with_blank_columns(MARKED, 5)])


def test_a_sheet_copied_with_its_marks_is_said() -> None:
    with pytest.raises(Displaced, match="Sheet1 \\(2\\)”带着另一张表的核查标记"):
        find_moves(LEDGER, [MARKED, replace(MARKED, name="Sheet1 (2)")])


def test_a_ledger_that_somebody_tampered_with_does_no_harm() -> None:
    odd = Ledger(
        [
            Entry(EntryKind.CELL, "Sheet1", "J-1", ABSENT, "s:核查提示"),
            Entry(EntryKind.PRINT_AREA, "Sheet1", "", "", "x"),
        ]
    )
    assert find_moves(odd, [MARKED]).ledger(odd).of(EntryKind.CELL) == odd.of(EntryKind.CELL)


def test_cells_of_new_rows_that_look_like_a_marked_one_above_are_named() -> None:
    moves = find_moves(LEDGER, [with_blank_rows(MARKED, 8, 2)])
    alike = [(was.cell, at.a1) for was, at in moves.look_alikes(moves.ledger(LEDGER))]
    assert alike == [("J7", "J8"), ("J7", "J9")]


def test_the_colours_of_a_sheet_without_its_hints_are_to_be_looked_at() -> None:
    cells = {at: cell for at, cell in MARKED.cells.items() if at.column != 10}
    moves = find_moves(LEDGER, [replace(MARKED, cells=cells)])
    assert moves.doubtful(LEDGER) == {MARKED.name: {Address.parse("E14"): "solid:FFFFEB9C"}}
    assert find_moves(LEDGER, [MARKED]).doubtful(LEDGER) == {}


def test_every_host_says_it_of_its_own_workbook() -> None:
    with pytest.raises(Displaced) as reason:
        find_moves(LEDGER, [with_blank_columns(MARKED, 5)])
    assert reason.value.in_words("副本", "，或者在原文件上修改后重新核查") == (
        "副本里插入或删除过列（或单元格），核查标记已对不上位置，副本没有改动。"
        "请撤销所作的插入、删除再核查，或者在原文件上修改后重新核查"
    )
    assert reason.value.in_words("工作簿").endswith("工作簿没有改动。请撤销所作的插入、删除再核查")


@pytest.mark.parametrize(("before", "alike"), [(15, ["J15", "E15"]), (8, []), (31, [])])
def test_new_rows_below_the_last_marked_one_are_known_by_where_the_sheet_ends(
    before: int, alike: list[str]
) -> None:
    ledger = Ledger(LEDGER)
    ledger.note_bottom(MARKED)
    moves = find_moves(ledger, [with_blank_rows(MARKED, before)])
    now = moves.ledger(ledger)
    assert [at.a1 for was, at in moves.look_alikes(now) if was.cell in ("E14", "J14")] == alike[::-1]


def test_a_value_of_ours_below_the_end_of_a_sheet_is_no_new_row() -> None:
    ledger = Ledger([*LEDGER, Entry(EntryKind.VALUE, MARKED.name, "F40", "blank:", "s:优")])
    ledger.note_bottom(MARKED)
    assert find_moves(ledger, [form_sheet("review", {**HINTS, "F40": "优"})]).rows == {}


def test_a_row_copied_with_its_hint_has_our_marks_too() -> None:
    copied = with_blank_rows(MARKED, 18)
    copied = replace(copied, cells={**copied.cells, Address.parse("J18"): cell(HINTS["J14"])})
    ledger = find_moves(LEDGER, [copied]).ledger(LEDGER)
    assert ledger.find(EntryKind.CELL, MARKED.name, "J18") is not None
    fill = ledger.find(EntryKind.FILL, MARKED.name, "E18")
    assert fill is not None and (fill.before, fill.after) == ("none", "solid:FFFFEB9C")
    assert ledger.find(EntryKind.CELL, MARKED.name, "J14") is not None


def test_words_of_a_person_in_the_column_of_hints_are_not_ours() -> None:
    noted = replace(MARKED, cells={**MARKED.cells, Address.parse("J18"): cell("已与单位核对")})
    ledger = find_moves(LEDGER, [noted]).ledger(LEDGER)
    assert ledger.find(EntryKind.CELL, MARKED.name, "J18") is None

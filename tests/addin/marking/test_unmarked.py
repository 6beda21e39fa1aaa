"""A marked sheet read as if there were no marks."""

from __future__ import annotations

from dataclasses import replace

from addin.marking.ledger import ABSENT, Entry, EntryKind, Ledger
from addin.marking.unmarked import unmarked
from addin.reading.sheet import Sheet
from scoring.form.address import Address, Area
from tests.forms import form_sheet

PLAIN = replace(form_sheet("review", hidden_rows=(29,), hidden_columns=("C",)), hidden=True)


def marked(**changes: str) -> Sheet:
    """The form with these cells written over, and a print area of ours."""
    written = form_sheet("review", changes)
    extent = Address(PLAIN.extent.row, 10)
    return replace(PLAIN, cells=written.cells, extent=extent, print_area=Area(1, 1, 30, 9))


def entry(kind: EntryKind, cell: str, before: str, after: str) -> Entry:
    return Entry(kind, PLAIN.name, cell, before, after)


def test_all_but_the_marks_stays_as_it_is() -> None:
    ledger = Ledger(
        [
            entry(EntryKind.CELL, "J7", ABSENT, "s:【错误】执行率算错"),
            entry(EntryKind.VALUE, "I7", "n:9.55", "n:10"),
            entry(EntryKind.PRINT_AREA, "", ABSENT, f"'{PLAIN.name}'!$A$1:$I$30"),
        ]
    )
    assert unmarked(marked(J7="【错误】执行率算错", I7="10"), ledger) == PLAIN


def test_what_the_person_has_changed_since_stays() -> None:
    ledger = Ledger(
        [
            entry(EntryKind.CELL, "J7", ABSENT, "s:【错误】执行率算错"),
            entry(EntryKind.VALUE, "I7", "n:9.5", "n:10"),
        ]
    )
    sheet = marked(J7="已核对", I7="9.6")
    assert unmarked(sheet, ledger) == sheet


def test_a_value_under_a_hint_comes_back() -> None:
    ledger = Ledger(
        [
            entry(EntryKind.CELL, "J7", "style:x", "s:【错误】执行率算错"),
            entry(EntryKind.VALUE, "J7", "s:备注", "s:【错误】执行率算错"),
        ]
    )
    cells = unmarked(marked(J7="【错误】执行率算错"), ledger).cells
    assert cells[Address.parse("J7")].value == "备注"

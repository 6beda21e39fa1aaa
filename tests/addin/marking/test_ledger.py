"""What stood in a workbook before, in words that every host reads alike."""

from __future__ import annotations

from decimal import Decimal

import pytest

from addin.marking.edits import MARKS_SHEET
from addin.marking.ledger import (
    Entry,
    EntryKind,
    Ledger,
    read_ledger,
    read_width,
    same_value,
    same_width,
    value_text,
)
from addin.reading.sheet import Cell, Sheet
from scoring.form.address import Address


def as_read(ledger: Ledger) -> Sheet:
    """The ledger's sheet as a host reads it: empty cells are not there."""
    written = ledger.to_sheet()
    assert (written.name, written.hidden) == (MARKS_SHEET, True)
    cells = {
        Address(row, column): Cell(str(cell.value), str(cell.value))
        for row, line in enumerate(written.rows, 1)
        for column, cell in enumerate(line, 1)
        if cell is not None and cell.value != ""
    }
    return Sheet(MARKS_SHEET, cells)


def test_a_ledger_is_read_as_it_was_written() -> None:
    ledger = Ledger()
    ledger.note(EntryKind.FILL, "表", "B2", "none", "solid:FFFFC7CE")
    ledger.note(EntryKind.PRINT_AREA, "表", "", "absent", "'表'!$A$1:$B$2")
    again = read_ledger(as_read(ledger))
    assert again is not None
    assert again.of(EntryKind.FILL) == [Entry(EntryKind.FILL, "表", "B2", "none", "solid:FFFFC7CE")]
    assert again.of(EntryKind.PRINT_AREA) == ledger.of(EntryKind.PRINT_AREA)


def test_the_first_before_and_the_last_after_count() -> None:
    ledger = Ledger()
    ledger.note(EntryKind.VALUE, "表", "B2", "n:10", "n:9")
    ledger.note(EntryKind.VALUE, "表", "B2", "n:9", "n:8")
    assert ledger.of(EntryKind.VALUE) == [Entry(EntryKind.VALUE, "表", "B2", "n:10", "n:8")]


def test_a_sheet_without_our_signature_is_no_ledger() -> None:
    assert read_ledger(Sheet(MARKS_SHEET, {Address(1, 1): Cell("别的", "别的")})) is None
    assert read_ledger(Sheet(MARKS_SHEET, {})) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("169.9"), "n:169.9"), ("优", "s:优"), (True, "b:1"), (None, "blank:")],
)
def test_values(value: Decimal | str | bool | None, text: str) -> None:
    assert value_text(value) == text


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("n:9.5", "n:9.50", True),
        ("n:59.99499999999999", "n:59.995", True),
        ("n:9.5", "s:9.5", False),
        ("s:一\r\n二", "s:一\n二", True),
        ("s:一", "s:一 ", False),
        ("n:x", "n:x", True),
    ],
)
def test_the_same_value_in_other_writing(one: str, other: str, same: bool) -> None:
    assert same_value(one, other) is same


def test_an_accepted_value_is_forgotten_and_its_colour_is_not() -> None:
    ledger = Ledger()
    for kind in (EntryKind.VALUE, EntryKind.FILL, EntryKind.SHEET):
        ledger.note(kind, "表", "B2", "n:10", "n:9")
    ledger.note(EntryKind.SOURCE, "", "", "", "abc")
    accepting = ledger.accepting({("表", "B2")})
    assert [entry.kind for entry in accepting] == [EntryKind.FILL, EntryKind.SHEET, EntryKind.SOURCE]
    assert (accepting.source, accepting.sheets(), Ledger().source) == ("abc", {"表"}, "")


@pytest.mark.parametrize(
    ("text", "width"), [("w:9.14", 9.14), ("a:8", 8.0), ("absent", None), ("w:nan", None), ("x:9", None)]
)
def test_widths(text: str, width: float | None) -> None:
    assert read_width(text) == width
    assert same_width(text, "w:9") is (width is not None and text == "w:9.14")

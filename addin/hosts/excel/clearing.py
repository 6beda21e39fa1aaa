"""Our marks taken out again, by the ledger and by the signature in the notes."""

from __future__ import annotations

from collections.abc import Iterator

from addin.hosts.excel import com
from addin.hosts.excel.com import Com
from addin.hosts.excel.contents import content_of, raw_of
from addin.hosts.excel.fills import fill_text, put_fill
from addin.hosts.excel.notes import clear_notes
from addin.hosts.excel.own_sheets import column_width, file_width, put_ledger, remove_sheet
from addin.marking.areas import first_area
from addin.marking.edits import MARKS_SHEET
from addin.marking.ledger import ABSENT, BLANK, Entry, EntryKind, Ledger, read_width, same_value, same_width
from addin.marking.moved_rows import Moves
from addin.marking.notes import known_notes
from scoring.form.address import Address

LOOKS_ONLY = "looks:"  # after, of a cell in which we have written nothing
_AUTOMATIC, _BOTTOM = -4105, -4107


def clear(book: Com, ledger: Ledger | None, moves: Moves, keeps_ledger: bool = False) -> None:
    """Put everything back that the moved ledger knows; without a ledger there are only notes to clear.

    First the ledger is written anew, as begun and with what is really to be put back: so clearing can be
    done again wherever it is cut off. With `keeps_ledger` it stays, for the check that follows.
    """
    sheets = _sheets(book, ledger)
    if ledger is None:
        for sheet in sheets.values():
            clear_notes(sheet, None)
        return
    ledger = _surveyed(ledger, sheets, moves)
    if com.worksheet(book, MARKS_SHEET) is not None:
        put_ledger(book, ledger.to_sheet())
    _put_back(ledger, sheets)
    book.Application.Calculate()  # formulas may rest on values that we had replaced
    # The ledger itself last: as long as it is there, clearing can be done again.
    ours = {was.sheet for was in ledger.of(EntryKind.SHEET)} - ({MARKS_SHEET} if keeps_ledger else set())
    for name in sorted(ours, key=lambda name: (name == MARKS_SHEET, name)):
        remove_sheet(book, name)
    if keeps_ledger:
        put_ledger(book, ledger.having(_is_not_a_mark).to_sheet())


def _is_not_a_mark(entry: Entry) -> bool:
    """Whether an entry still counts when all marks are out and the ledger stays."""
    return entry.kind in (EntryKind.SETTLED, EntryKind.SOURCE) or entry.sheet == MARKS_SHEET


def _surveyed(ledger: Ledger, sheets: dict[str, Com], moves: Moves) -> Ledger:
    """The ledger as begun: without the fills that a person has changed, with the looks of inserted rows.

    In one that is begun already all fills are ours, some of them half given or half taken back.
    """
    changed = set()
    if not ledger.begun:
        found = _cells(EntryKind.FILL, ledger, sheets)
        changed = {was for was, cell in found if fill_text(cell.Interior) != was.after}
    begun = Ledger((entry for entry in ledger if entry not in changed), begun=True)
    # A row inserted below a marked one has its colours, and those of the hint beside it.
    for was, below in moves.look_alikes(ledger):
        if was.sheet not in sheets or begun.find(was.kind, was.sheet, below.a1) is not None:
            continue
        cell = sheets[was.sheet].Range(below.a1)
        if was.kind is EntryKind.FILL:
            if fill_text(cell.Interior) == was.after:
                begun.note(EntryKind.FILL, was.sheet, below.a1, was.before, was.after)
        elif was.after != BLANK and not cell.HasFormula and cell.Value2 is None:
            begun.note(EntryKind.CELL, was.sheet, below.a1, was.before, LOOKS_ONLY)
    return begun


def _put_back(ledger: Ledger, sheets: dict[str, Com]) -> None:
    """Take all marks out; each step can be done again."""
    for name, sheet in sheets.items():
        clear_notes(sheet, known_notes(ledger, name))
    for was, cell in _cells(EntryKind.FILL, ledger, sheets):
        put_fill(cell.Interior, was.before)
    for was, cell in _cells(EntryKind.VALUE, ledger, sheets):
        _put_value_back(was, cell)
    for was, cell in _cells(EntryKind.CELL, ledger, sheets):
        if was.after != BLANK:
            _clear_hint(was, cell, ledger)
    for was in ledger.of(EntryKind.WIDTH):
        _put_width_back(was, sheets)
    for was in ledger.of(EntryKind.PRINT_AREA):
        _put_print_area_back(was, sheets)


def _sheets(book: Com, ledger: Ledger | None) -> dict[str, Com]:
    """The sheets that the ledger speaks of and that are still there; all without a ledger."""
    if ledger is None:
        sheets = [book.Worksheets(n) for n in range(1, book.Worksheets.Count + 1)]
        return {str(sheet.Name): sheet for sheet in sheets}
    found = {name: com.worksheet(book, name) for name in sorted(ledger.sheets())}
    return {name: sheet for name, sheet in found.items() if sheet is not None}


def _cells(kind: EntryKind, ledger: Ledger, sheets: dict[str, Com]) -> Iterator[tuple[Entry, Com]]:
    for was in ledger.of(kind):
        at = Address.read(was.cell)
        if was.sheet in sheets and at is not None:
            yield was, sheets[was.sheet].Range(at.a1)


def _put_value_back(was: Entry, cell: Com) -> None:
    if not cell.HasFormula and same_value(content_of(cell.Value2), was.after):
        is_text_cell = was.before.startswith("s:") and cell.NumberFormat == "@"
        cell.Value = raw_of(was.before, is_text_cell)


def _clear_hint(was: Entry, cell: Com, ledger: Ledger) -> None:
    """A cell that was blank before; what a person has written into it since stays, without our colours."""
    if not cell.HasFormula and same_value(content_of(cell.Value2), was.after):
        under = ledger.find(EntryKind.VALUE, was.sheet, was.cell)
        cell.Value = None if under is None else raw_of(under.before)
    _put_looks_back(was, cell)


def _put_looks_back(was: Entry, cell: Com) -> None:
    if was.before == ABSENT:
        cell.ClearFormats()
        return
    # The row or column is coloured: only what a hint changes is taken back.
    cell.Font.ColorIndex = _AUTOMATIC
    cell.Font.Bold = False
    cell.WrapText = False
    cell.VerticalAlignment = _BOTTOM


def _put_width_back(was: Entry, sheets: dict[str, Com]) -> None:
    at = Address.read(f"{was.cell}1")
    if at is None or was.sheet not in sheets:
        return
    column = sheets[was.sheet].Columns(at.column)
    if not same_width(f"w:{file_width(float(column.ColumnWidth or 0)):.2f}", was.after):
        return
    before = read_width(was.before)
    if before is not None:
        column.ColumnWidth = column_width(before)
    else:
        column.UseStandardWidth = True


def _put_print_area_back(was: Entry, sheets: dict[str, Com]) -> None:
    if was.sheet not in sheets:
        return
    # A PC without a printer may refuse, always; one refusal alone may have been something else.
    for _ in range(2):
        with com.if_possible():
            setup = sheets[was.sheet].PageSetup
            now = str(setup.PrintArea)
            if "," not in now and first_area(now) == first_area(was.after):
                setup.PrintArea = "" if was.before == ABSENT else was.before.rpartition("!")[2]
            return

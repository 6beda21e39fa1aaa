"""Our marks taken out again, by the ledger and by the signature in the notes."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from addin.hosts.excel import com
from addin.hosts.excel.com import Com
from addin.hosts.excel.contents import content_of, raw_of
from addin.hosts.excel.fills import fill_text, put_fill
from addin.hosts.excel.notes import clear_note, our_words
from addin.hosts.excel.own_sheets import column_width, file_width, remove_sheet
from addin.marking.edits import MARKS_SHEET
from addin.marking.ledger import ABSENT, BLANK, Entry, EntryKind, Ledger, same_value
from scoring.form.address import Address, Area

_AUTOMATIC, _BOTTOM = -4105, -4107


@dataclass(slots=True)
class _Place:
    """A sheet on its way back; `rows` says where rows stand now that were marked, by where their notes are."""

    sheet: Com
    rows: dict[int, int] = field(default_factory=dict)

    def cell(self, was: Entry) -> Com | None:
        """Where a row of the ledger leads now: rows between two notes have moved as the upper one has."""
        at = _address(was.cell)
        if at is None:
            return None
        above = max((row for row in self.rows if row <= at.row), default=None)
        moved = 0 if above is None else self.rows[above] - above
        return self.sheet.Range(Address(max(at.row + moved, 1), at.column).a1)


def clear(book: Com, ledger: Ledger | None) -> None:
    """Put everything back that the ledger knows; without a ledger there are only notes to clear."""
    places = _places(book, ledger)
    for name, place in places.items():
        _clear_notes(name, place, ledger)
    if ledger is None:
        return
    for was, place in _of(EntryKind.FILL, ledger, places):
        _put_fill_back(was, place)
    for was, place in _of(EntryKind.VALUE, ledger, places):
        _put_value_back(was, place)
    for was, place in _of(EntryKind.CELL, ledger, places):
        _clear_hint(was, place, ledger)
    for was, place in _of(EntryKind.WIDTH, ledger, places):
        _put_width_back(was, place)
    for was, place in _of(EntryKind.PRINT_AREA, ledger, places):
        _put_print_area_back(was, place)
    # The ledger itself last: as long as it is there, clearing can be done again.
    ours = {was.sheet for was in ledger.of(EntryKind.SHEET)}
    for name in sorted(ours, key=lambda name: (name == MARKS_SHEET, name)):
        remove_sheet(book, name)


def _places(book: Com, ledger: Ledger | None) -> dict[str, _Place]:
    """The sheets that the ledger speaks of and that are still there; all without a ledger."""
    if ledger is None:
        sheets = [book.Worksheets(n) for n in range(1, book.Worksheets.Count + 1)]
        return {str(sheet.Name): _Place(sheet) for sheet in sheets}
    names = {was.sheet: None for kind in EntryKind if kind is not EntryKind.SHEET for was in ledger.of(kind)}
    found = {name: com.worksheet(book, name) for name in names}
    return {name: _Place(sheet) for name, sheet in found.items() if sheet is not None}


def _of(kind: EntryKind, ledger: Ledger, places: dict[str, _Place]) -> Iterable[tuple[Entry, _Place]]:
    return ((was, places[was.sheet]) for was in ledger.of(kind) if was.sheet in places)


def _clear_notes(name: str, place: _Place, ledger: Ledger | None) -> None:
    """Our part of every note on a sheet; notes go along with their rows, so they tell where rows went."""
    known = [was for was in ledger.of(EntryKind.NOTE) if was.sheet == name] if ledger else []
    notes = place.sheet.Comments
    found: list[tuple[Address, Com, str]] = []
    for number in range(1, notes.Count + 1):
        note = notes(number)
        text = our_words(note)
        if text is not None:
            found.append((Address.parse(note.Parent.GetAddress(False, False)), note, text))
    for at, note, text in sorted(found, key=lambda item: item[0]):
        was = _which(at, text, known)
        if was is not None:
            known.remove(was)
            old = _address(was.cell)
            if old is not None:
                place.rows[old.row] = at.row
        clear_note(note, text, was.after if was else "", was.before if was else "")


def _which(at: Address, text: str, known: list[Entry]) -> Entry | None:
    """The entry of a note: the one of its cell, else the first that says the same."""
    said = [was for was in known if was.after and was.after.strip() in text]
    here = next((was for was in known if was.cell == at.a1), None)
    return here if here in said or not said else said[0]


def _put_fill_back(was: Entry, place: _Place) -> None:
    cell = place.cell(was)
    if cell is not None:
        interior = cell.Interior
        if fill_text(interior) == was.after:
            put_fill(interior, was.before)


def _put_value_back(was: Entry, place: _Place) -> None:
    cell = place.cell(was)
    if cell is None:
        return
    if not cell.HasFormula and same_value(content_of(cell.Value2), was.after):
        is_text_cell = was.before.startswith("s:") and cell.NumberFormat == "@"
        cell.Value = raw_of(was.before, is_text_cell)


def _clear_hint(was: Entry, place: _Place, ledger: Ledger) -> None:
    """A cell that was blank before; what a person has written into it since stays, without our colours."""
    cell = place.cell(was) if was.after != BLANK else None
    if cell is None:
        return
    is_ours = not cell.HasFormula and same_value(content_of(cell.Value2), was.after)
    if is_ours:
        under = ledger.find(EntryKind.VALUE, was.sheet, was.cell)
        cell.Value = None if under is None else raw_of(under.before)
    if was.before == ABSENT:
        cell.ClearFormats()
        return
    # The row or column is coloured: only what a hint changes is taken back.
    cell.Font.ColorIndex = _AUTOMATIC
    cell.Font.Bold = False
    cell.WrapText = False
    cell.VerticalAlignment = _BOTTOM


def _put_width_back(was: Entry, place: _Place) -> None:
    at = _address(f"{was.cell}1")
    if at is None:
        return
    column = place.sheet.Columns(at.column)
    now = file_width(float(column.ColumnWidth or 0))
    if abs(now - _width(was.after)) >= 1:
        return
    if was.before.startswith(("w:", "a:")):
        column.ColumnWidth = column_width(_width(was.before))
    else:
        column.UseStandardWidth = True


def _put_print_area_back(was: Entry, place: _Place) -> None:
    with suppress(com.error()):
        setup = place.sheet.PageSetup
        if _area(str(setup.PrintArea)) == _area(was.after):
            setup.PrintArea = "" if was.before == ABSENT else was.before.rpartition("!")[2]


def _width(text: str) -> float:
    try:
        return float(text.partition(":")[2])
    except ValueError:
        return 0.0


def _area(text: str) -> Area | None:
    try:
        return Area.parse(text.rpartition("!")[2])
    except ValueError:
        return None


def _address(text: str) -> Address | None:
    try:
        return Address.parse(text)
    except ValueError:
        return None

"""Our marks taken out again, by the ledger and by the signature in the notes."""

from __future__ import annotations

from lxml import etree

from addin.hosts.xlsx import columns, names
from addin.hosts.xlsx.contents import Contents, ListedSheet
from addin.hosts.xlsx.notes import Notes
from addin.hosts.xlsx.own_sheets import remove_sheet
from addin.hosts.xlsx.sheet_data import SheetData, set_style, style_of
from addin.hosts.xlsx.styles import Styles
from addin.hosts.xlsx.unused_styles import drop_unused
from addin.marking.areas import first_area
from addin.marking.edits import MARKS_SHEET, RESULT_SHEET
from addin.marking.ledger import ABSENT, BLANK, Entry, EntryKind, Ledger, same_value, same_width
from addin.marking.moved_rows import Moves
from addin.marking.notes import known_notes
from scoring.form.address import Address


class Clearing:
    """One workbook on its way back."""

    def __init__(self, contents: Contents, moves: Moves) -> None:
        self._contents = contents
        self._moves = moves
        self._package = contents.package
        self._grids: dict[str, SheetData] = {}
        self._entries = {entry.name: entry for entry in reversed(contents.listed())}

    def clear(self, ledger: Ledger | None) -> None:
        """Put everything back that the ledger knows; without a ledger there are only notes to clear."""
        if ledger is None:
            self._clear_notes(ledger)
            return
        if ledger.of(EntryKind.FILL) or ledger.of(EntryKind.VALUE) or ledger.of(EntryKind.CELL):
            styles = Styles(self._contents)
            self._tidy_inserted_rows(ledger, styles)
            self._restyle(ledger, styles)
        self._clear_notes(ledger)
        for was in ledger.of(EntryKind.WIDTH):
            self._put_width_back(was)
        for was in ledger.of(EntryKind.PRINT_AREA):
            self._put_print_area_back(was)
        ours = {was.sheet for was in ledger.of(EntryKind.SHEET)} | {RESULT_SHEET, MARKS_SHEET}
        for name in sorted(ours):
            entry = next((entry for entry in self._contents.listed() if entry.name == name), None)
            if entry is not None:
                remove_sheet(self._contents, entry)
        for was in ledger.of(EntryKind.TABLES):
            drop_unused(self._contents, was.before)

    def _tidy_inserted_rows(self, ledger: Ledger, styles: Styles) -> None:
        """A row inserted below a marked one has its colours, and those of the hint beside it."""
        for was, below in self._moves.look_alikes(ledger):
            at, grid = self._place(was)
            if grid is not None and at is not None:
                self._uncolour(was, grid, below, styles, grid.style_at(at))

    @staticmethod
    def _uncolour(was: Entry, grid: SheetData, at: Address, styles: Styles, marked: int) -> None:
        cell = grid.get(at)
        style = grid.style_at(at)
        if cell is None:
            return
        if was.kind is EntryKind.FILL and styles.fill_of(style) == was.after:
            set_style(cell, styles.with_fill(style, was.before))
        elif was.kind is EntryKind.CELL and style == marked and not len(cell):
            grid.remove(at)

    def _clear_notes(self, ledger: Ledger | None) -> None:
        for entry in self._entries.values():
            Notes(self._contents, entry).clear(known_notes(ledger, entry.name))

    def _restyle(self, ledger: Ledger, styles: Styles) -> None:
        """Fills and values first: a cell that we made and nobody uses goes after that."""
        for was in ledger.of(EntryKind.FILL):
            cell = self._cell(was)
            if cell is not None and styles.fill_of(style := style_of(cell)) == was.after:
                set_style(cell, styles.with_fill(style, was.before))
        for was in ledger.of(EntryKind.STYLE):
            cell = self._cell(was)
            if cell is not None and styles.looks_like(style_of(cell), was.before):
                styles.put_back(cell, was.before)
        for was in ledger.of(EntryKind.VALUE):
            self._put_value_back(was, ledger)
        for was in ledger.of(EntryKind.CELL):
            self._clear_cell(was, ledger, styles)
        for was in ledger.of(EntryKind.ROW):
            at, grid = self._place(was)
            if grid is not None and at is not None:
                grid.put_row_back(at.row, was.before, was.after)

    def _put_value_back(self, was: Entry, ledger: Ledger) -> None:
        at, grid = self._place(was)
        if grid is None or at is None or grid.has_formula(at):
            return
        if same_value(grid.content(at), was.after):
            kept = ledger.find(EntryKind.MARKUP, was.sheet, was.cell)
            grid.put_as_written(at, kept.before if kept is not None else "", was.before)

    def _clear_cell(self, was: Entry, ledger: Ledger, styles: Styles) -> None:
        at, grid = self._place(was)
        cell = self._cell(was)
        if grid is None or at is None or cell is None:
            return
        is_ours = not grid.has_formula(at) and same_value(grid.content(at), was.after)
        if is_ours:
            under = ledger.find(EntryKind.VALUE, was.sheet, was.cell)
            grid.put(at, BLANK if under is None else under.before)
        if was.before != ABSENT:
            styles.put_back(cell, was.before)
        elif not len(cell):
            grid.remove(at)
        elif was.after != BLANK:
            cell.attrib.pop("s")  # the person has written here since: their words, not our colours

    def _put_width_back(self, was: Entry) -> None:
        entry = self._entries.get(was.sheet)
        at = Address.read(f"{was.cell}1")
        if entry is None or at is None:
            return
        root = self._package.root(entry.part)
        if same_width(columns.width_text(root, at.column), was.after):
            columns.put_width_back(root, at.column, was.before)
            self._package.touch(entry.part)

    def _put_print_area_back(self, was: Entry) -> None:
        entry = self._entries.get(was.sheet)
        if entry is None:
            return
        now = names.print_area_text(self._contents, entry.index)
        if now is not None and "," not in now and first_area(now) == first_area(was.after):
            before = None if was.before == ABSENT else was.before
            names.put_print_area(self._contents, entry.index, before)

    def _cell(self, was: Entry) -> etree._Element | None:
        """The cell that a row of the ledger speaks of, if it is still there."""
        at, grid = self._place(was)
        return grid.get(at) if grid is not None and at is not None else None

    def _place(self, was: Entry) -> tuple[Address | None, SheetData | None]:
        """Where a row of the ledger leads now; nowhere if the sheet has gone or has another name."""
        entry, at = self._entries.get(was.sheet), Address.read(was.cell)
        if entry is None or at is None:
            return None, None
        return at, self._grid(entry)

    def _grid(self, entry: ListedSheet) -> SheetData:
        if entry.name not in self._grids:
            root = self._package.root(entry.part)
            self._grids[entry.name] = SheetData(root, self._contents.strings)
            self._package.touch(entry.part)
        return self._grids[entry.name]

"""Edits carried out in Excel: every change first noted in the ledger, then made.

For each marked cell a bounded number of calls; the 核查提示 column and our own sheets go as blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import singledispatchmethod

from addin.hosts.base import name_taken, too_long
from addin.hosts.excel import com
from addin.hosts.excel.com import Com
from addin.hosts.excel.contents import content_of, raw_of
from addin.hosts.excel.fills import fill_text, put_fill
from addin.hosts.excel.notes import add_note
from addin.hosts.excel.own_sheets import column_width, file_width, replace_sheet, runs
from addin.hosts.problems import Refused
from addin.marking.colours import OUR_FILL
from addin.marking.edits import (
    MARKS_SHEET,
    AddNote,
    Edit,
    Fill,
    Hint,
    Look,
    PutSheet,
    SetPrintArea,
    SetValue,
    SetWidth,
)
from addin.marking.ledger import ABSENT, BLANK, EntryKind, Ledger, fits, same_value
from addin.reading.sheet import Sheet
from scoring.form.address import Address, Area, column_letters

KEPT_LOOK = "style:kept"  # before a hint: the cell looked otherwise than plain, and that is left to it
HINT_COLOUR = 0x06009C  # 9C0006, in Excel's order
CENTRE = -4108
NO_PATTERN = -4142


class Marking:
    """One round of edits on a workbook."""

    def __init__(self, book: Com, sheet_as_read: Callable[[str], Sheet], ledger: Ledger) -> None:
        self._book = book
        self._ledger = ledger
        self._as_read = sheet_as_read
        self._notes: dict[tuple[str, Address], str] = {}  # what we have added to any note
        self._sheets: dict[str, Com] = {}

    def carry_out(self, edits: Iterable[Edit]) -> None:
        """Make the edits in their order, the hints of a sheet as one block, then write the ledger."""
        hints: dict[str, list[Hint]] = {}
        others: list[Edit] = []
        for edit in edits:
            if isinstance(edit, Hint):
                hints.setdefault(edit.sheet, []).append(edit)
            else:
                others.append(edit)
        for edit in others:
            if not isinstance(edit, PutSheet):
                self._make(edit)
        for sheet, of_sheet in hints.items():
            self._write_hints(sheet, of_sheet)
        for edit in others:
            if isinstance(edit, PutSheet):
                self._make(edit)
        self._write_ledger()

    @singledispatchmethod
    def _make(self, edit: object) -> None:
        raise TypeError(f"not an edit: {edit!r}")

    @_make.register
    def _(self, edit: SetValue) -> None:
        cell = self._cell(edit.sheet, edit.at)
        known = self._as_read(edit.sheet).cells.get(edit.at)
        if known is not None and known.formula is not None:
            raise ValueError(f"a formula stands in {edit.sheet}!{edit.at.a1}")
        is_number = isinstance(edit.value, Decimal)
        after = f"n:{format(edit.value, 'f')}" if is_number else f"s:{edit.value}"
        before = content_of(cell.Value2)
        if not fits(before):
            raise Refused(too_long(edit.at))
        if not same_value(before, after):
            self._ledger.note(EntryKind.VALUE, edit.sheet, edit.at.a1, before, after)
            cell.Value = raw_of(after, known is not None and known.number_format == "@")

    @_make.register
    def _(self, edit: Fill) -> None:
        at = self._merged(edit.sheet, edit.at).anchor
        interior = self._cell(edit.sheet, at).Interior
        before, after = fill_text(interior), OUR_FILL[edit.look]
        if before is not None and fits(before):
            self._ledger.note(EntryKind.FILL, edit.sheet, at.a1, before, after)
            put_fill(interior, after)

    @_make.register
    def _(self, edit: AddNote) -> None:
        at = self._merged(edit.sheet, edit.at).anchor
        added = add_note(self._cell(edit.sheet, at), edit.text, self._notes.get((edit.sheet, at)))
        if added is not None:
            size, ours = added
            self._notes[edit.sheet, at] = ours
            self._ledger.note(EntryKind.NOTE, edit.sheet, at.a1, size or ABSENT, ours if fits(ours) else "")

    @_make.register
    def _(self, edit: SetWidth) -> None:
        sheet = self._sheet(edit.sheet)
        column = sheet.Columns(edit.column)
        width = column.ColumnWidth
        before = ABSENT if width == sheet.StandardWidth else f"w:{file_width(width):.2f}"
        letters = column_letters(edit.column)
        self._ledger.note(EntryKind.WIDTH, edit.sheet, letters, before, f"w:{edit.width:g}")
        column.ColumnWidth = column_width(edit.width)

    @_make.register
    def _(self, edit: SetPrintArea) -> None:
        quoted, first, last = edit.sheet.replace("'", "''"), edit.area.anchor, Address(*edit.area[2:])
        local = f"${column_letters(first.column)}${first.row}:${column_letters(last.column)}${last.row}"
        # A PC without a printer may refuse: then the hints are printed too, and that is all.
        with suppress(com.error()):
            self._sheet(edit.sheet).PageSetup.PrintArea = local
            self._ledger.note(EntryKind.PRINT_AREA, edit.sheet, "", ABSENT, f"'{quoted}'!{local}")

    @_make.register
    def _(self, edit: PutSheet) -> None:
        if self._ledger.find(EntryKind.SHEET, edit.name) is None:
            if com.worksheet(self._book, edit.name) is not None:
                raise Refused(name_taken(edit.name))
            self._ledger.note(EntryKind.SHEET, edit.name, "", ABSENT, "")
        replace_sheet(self._book, edit)

    def _write_hints(self, sheet: str, hints: Sequence[Hint]) -> None:
        """The whole column as one block: it lies right of everything that is written on the sheet."""
        self._ledger.note_bottom(self._as_read(sheet))
        column = hints[0].at.column
        texts = {hint.at.row: hint.text for hint in hints}
        area = Area(min(texts), column, max(texts), column)
        block = self._sheet(sheet).Range(area.a1)
        before = ABSENT if block.Interior.Pattern == NO_PATTERN else KEPT_LOOK
        for hint in hints:
            content = f"s:{hint.text}" if hint.text else BLANK
            self._ledger.note(EntryKind.CELL, sheet, hint.at.a1, before, content)
        rows = range(area.top, area.bottom + 1)
        block.Value = tuple((com.as_text(texts.get(row, "")) or None,) for row in rows)
        groups: dict[tuple[Look, bool], list[Address]] = {}
        for hint in hints:
            groups.setdefault((hint.look, hint.wrap), []).append(hint.at)
        for (look, wrap), places in groups.items():
            for address in com.chunks(runs(places)):
                self._dress_hints(self._sheet(sheet).Range(address), look, wrap)

    @staticmethod
    def _dress_hints(cells: Com, look: Look, wrap: bool) -> None:
        cells.VerticalAlignment = CENTRE
        cells.WrapText = wrap
        if look is Look.HEADER:
            cells.Font.Bold = True
        else:
            cells.Font.Color = HINT_COLOUR

    def _write_ledger(self) -> None:
        if self._ledger.find(EntryKind.SHEET, MARKS_SHEET) is None:
            self._ledger.note(EntryKind.SHEET, MARKS_SHEET, "", ABSENT, "")
        replace_sheet(self._book, self._ledger.to_sheet())

    def _merged(self, sheet: str, at: Address) -> Area:
        """The merged area that a cell belongs to, or the cell alone."""
        alone = Area(at.row, at.column, at.row, at.column)
        return next((area for area in self._as_read(sheet).merges if area.covers(at)), alone)

    def _cell(self, sheet: str, at: Address) -> Com:
        return self._sheet(sheet).Range(at.a1)

    def _sheet(self, name: str) -> Com:
        if name not in self._sheets:
            self._sheets[name] = self._book.Worksheets(name)
        return self._sheets[name]

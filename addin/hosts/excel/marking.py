"""Edits carried out in Excel: all changes first listed in the ledger, then made.

For each marked cell a bounded number of calls; the 核查提示 column and our own sheets go as blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import partial, singledispatchmethod

from addin.hosts.base import name_taken, too_long
from addin.hosts.excel import com
from addin.hosts.excel.com import Com
from addin.hosts.excel.contents import content_of, raw_of
from addin.hosts.excel.fills import fill_text, put_fill
from addin.hosts.excel.notes import plan_note
from addin.hosts.excel.own_sheets import column_width, file_width, put_ledger, replace_sheet, runs
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
    """One round of edits on a workbook: planned whole, then listed in the ledger, then made.

    Planning changes nothing; from the ledger on, everything that follows can be taken back by it.
    """

    def __init__(self, book: Com, sheet_as_read: Callable[[str], Sheet], ledger: Ledger) -> None:
        self._book = book
        self._ledger = ledger
        self._as_read = sheet_as_read
        self._notes: dict[tuple[str, Address], list[str]] = {}
        self._hints: dict[str, list[Hint]] = {}
        self._sheets: dict[str, Com] = {}
        self._steps: list[Callable[[], object]] = []

    def plan(self, edits: Iterable[Edit]) -> None:
        """Look at everything that the edits will change, and enter it in the ledger."""
        sheets: list[PutSheet] = []
        for edit in edits:
            if isinstance(edit, PutSheet):
                sheets.append(edit)
            else:
                self._plan(edit)
        for (sheet, at), texts in self._notes.items():
            self._plan_note(sheet, at, texts)
        for sheet, hints in self._hints.items():
            self._plan_hints(sheet, hints)
        for put in sheets:
            self._plan_sheet(put)
        self._ledger.note(EntryKind.SHEET, MARKS_SHEET, "", ABSENT, "")

    def carry_out(self) -> None:
        """Write the ledger, make the edits, the hints of a sheet as one block, and say in the ledger that all is done."""
        self._ledger.begun = True
        put_ledger(self._book, self._ledger.to_sheet())
        for step in self._steps:
            step()
        done = self._ledger.having(lambda entry: entry.kind is not EntryKind.SETTLED)
        done.begun = False
        put_ledger(self._book, done.to_sheet())

    @singledispatchmethod
    def _plan(self, edit: object) -> None:
        raise TypeError(f"not an edit: {edit!r}")

    @_plan.register
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
            written = raw_of(after, known is not None and known.number_format == "@")
            self._steps.append(partial(setattr, cell, "Value", written))

    @_plan.register
    def _(self, edit: Fill) -> None:
        at = self._merged(edit.sheet, edit.at).anchor
        interior = self._cell(edit.sheet, at).Interior
        before, after = fill_text(interior), OUR_FILL[edit.look]
        if before is not None and fits(before):
            self._ledger.note(EntryKind.FILL, edit.sheet, at.a1, before, after)
            self._steps.append(partial(put_fill, interior, after))

    @_plan.register
    def _(self, edit: AddNote) -> None:
        at = self._merged(edit.sheet, edit.at).anchor
        self._notes.setdefault((edit.sheet, at), []).append(edit.text)

    @_plan.register
    def _(self, edit: Hint) -> None:
        self._hints.setdefault(edit.sheet, []).append(edit)

    @_plan.register
    def _(self, edit: SetWidth) -> None:
        sheet = self._sheet(edit.sheet)
        column = sheet.Columns(edit.column)
        width = column.ColumnWidth
        before = ABSENT if width == sheet.StandardWidth else f"w:{file_width(width):.2f}"
        letters = column_letters(edit.column)
        self._ledger.note(EntryKind.WIDTH, edit.sheet, letters, before, f"w:{edit.width:g}")
        self._steps.append(partial(setattr, column, "ColumnWidth", column_width(edit.width)))

    @_plan.register
    def _(self, edit: SetPrintArea) -> None:
        quoted, first, last = edit.sheet.replace("'", "''"), edit.area.anchor, Address(*edit.area[2:])
        local = f"${column_letters(first.column)}${first.row}:${column_letters(last.column)}${last.row}"
        self._ledger.note(EntryKind.PRINT_AREA, edit.sheet, "", ABSENT, f"'{quoted}'!{local}")
        self._steps.append(partial(_set_print_area, self._sheet(edit.sheet), local))

    def _plan_note(self, sheet: str, at: Address, texts: Sequence[str]) -> None:
        planned = plan_note(self._cell(sheet, at), texts)
        if planned is not None:
            size, ours, step = planned
            self._ledger.note(EntryKind.NOTE, sheet, at.a1, size or ABSENT, ours if fits(ours) else "")
            self._steps.append(step)

    def _plan_sheet(self, edit: PutSheet) -> None:
        if self._ledger.find(EntryKind.SHEET, edit.name) is None:
            if com.worksheet(self._book, edit.name) is not None:
                raise Refused(name_taken(edit.name))
            self._ledger.note(EntryKind.SHEET, edit.name, "", ABSENT, "")
        self._steps.append(partial(replace_sheet, self._book, edit))

    def _plan_hints(self, sheet: str, hints: Sequence[Hint]) -> None:
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
        written = tuple((com.as_text(texts.get(row, "")) or None,) for row in rows)
        self._steps.append(partial(setattr, block, "Value", written))
        groups: dict[tuple[Look, bool], list[Address]] = {}
        for hint in hints:
            groups.setdefault((hint.look, hint.wrap), []).append(hint.at)
        for (look, wrap), places in groups.items():
            for address in com.chunks(runs(places)):
                self._steps.append(partial(_dress_hints, self._sheet(sheet).Range(address), look, wrap))

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


def _set_print_area(sheet: Com, area: str) -> None:
    # A PC without a printer may refuse: then the hints are printed too, and that is all.
    with com.if_possible():
        sheet.PageSetup.PrintArea = area


def _dress_hints(cells: Com, look: Look, wrap: bool) -> None:
    cells.VerticalAlignment = CENTRE
    cells.WrapText = wrap
    if look is Look.HEADER:
        cells.Font.Bold = True
    else:
        cells.Font.Color = HINT_COLOUR

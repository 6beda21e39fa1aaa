"""Edits carried out: every change first noted in the ledger, then made in its part."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from lxml import etree

from addin.hosts.base import name_taken, too_long
from addin.hosts.problems import Refused
from addin.hosts.xlsx import columns, names
from addin.hosts.xlsx.contents import Contents, ListedSheet
from addin.hosts.xlsx.kept_cells import written_cell
from addin.hosts.xlsx.looks import beside_the_form
from addin.hosts.xlsx.notes import Notes
from addin.hosts.xlsx.own_sheets import add_sheet, remove_sheet
from addin.hosts.xlsx.sheet_data import SheetData, absolute, number_text, set_style
from addin.hosts.xlsx.styles import Styles
from addin.hosts.xlsx.unused_styles import table_lengths
from addin.marking.colours import OUR_FILL
from addin.marking.edits import (
    MARKS_SHEET,
    AddNote,
    Edit,
    Fill,
    Hint,
    PutSheet,
    SetPrintArea,
    SetValue,
    SetWidth,
)
from addin.marking.ledger import ABSENT, BLANK, EntryKind, Ledger, fits, same_value
from addin.reading.sheet import Sheet
from scoring.form.address import Address, Area, column_letters


class Marking:
    """One round of edits on a workbook."""

    def __init__(self, contents: Contents, sheets: Iterable[Sheet], ledger: Ledger) -> None:
        self._contents = contents
        self._package = contents.package
        self._ledger = ledger
        ledger.note(EntryKind.TABLES, "", "", table_lengths(contents), "")
        self._styles = Styles(contents)
        self._sheets: dict[str, Sheet] = {}
        for sheet in sheets:
            self._sheets.setdefault(sheet.name, sheet)
        self._entries: dict[str, ListedSheet] = {}
        self._grids: dict[str, SheetData] = {}
        self._notes: dict[str, Notes] = {}
        self._anchors: dict[str, dict[Address, Area]] = {}

    def carry_out(self, edits: Iterable[Edit]) -> None:
        """Make the edits in their order, then write the ledger."""
        for edit in edits:
            self._make(edit)
        for notes in self._notes.values():
            notes.write()
        self._ledger.note(EntryKind.SHEET, MARKS_SHEET, "", ABSENT, "")
        self._put_sheet(self._ledger.to_sheet())

    def _make(self, edit: Edit) -> None:
        match edit:
            case SetValue():
                self._set_value(edit)
            case Fill():
                self._fill(edit)
            case AddNote():
                self._add_note(edit)
            case Hint():
                self._hint(edit)
            case SetWidth():
                self._set_width(edit)
            case SetPrintArea():
                self._set_print_area(edit)
            case PutSheet():
                self._put_sheet(edit)
            case _:
                raise TypeError(f"not an edit: {edit!r}")

    def _set_value(self, edit: SetValue) -> None:
        number = edit.value if isinstance(edit.value, Decimal) else None
        if number is not None and not number.is_finite():
            raise ValueError(f"not a number to be written: {number}")
        after = f"s:{edit.value}" if number is None else f"n:{number_text(number)}"
        self._put(edit.sheet, edit.at, after)

    def _fill(self, edit: Fill) -> None:
        at = self._merged(edit.sheet, edit.at).anchor
        grid, cell = self._ensure(edit.sheet, at)
        style, fill = grid.style_at(at), OUR_FILL[edit.look]
        self._ledger.note(EntryKind.FILL, edit.sheet, at.a1, self._styles.fill_of(style), fill)
        self._ledger.note(EntryKind.STYLE, edit.sheet, at.a1, self._styles.fingerprint(cell.get("s")), "")
        set_style(cell, self._styles.with_fill(style, fill))

    def _add_note(self, edit: AddNote) -> None:
        entry = self._entry(edit.sheet)
        if edit.sheet not in self._notes:
            self._notes[edit.sheet] = Notes(self._contents, entry)
        cell = self._merged(edit.sheet, edit.at)
        added = self._notes[edit.sheet].add(cell, edit.text)
        if added is not None:
            before, after = added
            kept = after if fits(after) else ""
            self._ledger.note(EntryKind.NOTE, edit.sheet, cell.anchor.a1, before or ABSENT, kept)

    def _hint(self, edit: Hint) -> None:
        self._ledger.note_bottom(self._sheets[edit.sheet])
        content = f"s:{edit.text}" if edit.text else BLANK
        grid = self._grid(edit.sheet)
        known = grid.get(edit.at)
        before = ABSENT if known is None else self._styles.fingerprint(known.get("s"))
        if grid.content(edit.at) != BLANK and not self._ledger.find(EntryKind.CELL, edit.sheet, edit.at.a1):
            if self._sheets[edit.sheet].unread:  # it may stand where nothing was read
                raise Refused(
                    f"工作表“{edit.sheet}”写得太宽，核查提示没有地方写。请删去表格右边无关的内容后再核查"
                )
            self._put(edit.sheet, edit.at, content)
        self._ledger.note(EntryKind.CELL, edit.sheet, edit.at.a1, before, content)
        cell = self._made(edit.sheet, edit.at)
        grid.put(edit.at, content)
        set_style(cell, self._styles.style(beside_the_form(edit.look, edit.text, edit.wrap)))
        self._package.touch(self._entry(edit.sheet).part)

    def _set_width(self, edit: SetWidth) -> None:
        entry = self._entry(edit.sheet)
        root = self._package.root(entry.part)
        before, after = columns.width_text(root, edit.column), f"w:{edit.width:g}"
        self._ledger.note(EntryKind.WIDTH, edit.sheet, column_letters(edit.column), before, after)
        columns.put_width(root, edit.column, after)
        self._package.touch(entry.part)

    def _set_print_area(self, edit: SetPrintArea) -> None:
        entry = self._entry(edit.sheet)
        quoted = entry.name.replace("'", "''")
        before = names.print_area_text(self._contents, entry.index)
        after = f"'{quoted}'!{absolute(edit.area)}"
        self._ledger.note(EntryKind.PRINT_AREA, edit.sheet, "", ABSENT if before is None else before, after)
        names.put_print_area(self._contents, entry.index, after)

    def _put_sheet(self, edit: PutSheet) -> None:
        known = self._contents.find(edit.name)
        if known is not None and self._ledger.find(EntryKind.SHEET, known.name) is None:
            raise Refused(name_taken(edit.name))
        self._ledger.note(EntryKind.SHEET, edit.name, "", ABSENT, "")
        if known is not None:
            remove_sheet(self._contents, known)
        add_sheet(self._contents, self._styles, edit)
        self._entries = {}

    def _put(self, sheet: str, at: Address, after: str) -> None:
        """Write a value over a typed one."""
        grid = self._grid(sheet)
        read = self._sheets[sheet].cells.get(at)
        if grid.has_formula(at) or (read is not None and read.formula is not None):
            raise ValueError(f"a formula stands in {sheet}!{at.a1}")
        before = grid.content(at)
        if not fits(before):
            raise Refused(too_long(at))
        if same_value(before, after):
            return
        known = grid.get(at)
        if known is not None and fits(written := written_cell(known)):
            self._ledger.note(EntryKind.MARKUP, sheet, at.a1, written, "")
        grid, _ = self._ensure(sheet, at)
        self._ledger.note(EntryKind.VALUE, sheet, at.a1, before, after)
        grid.put(at, after)

    def _ensure(self, sheet: str, at: Address) -> tuple[SheetData, etree._Element]:
        """A cell that is there, be it made for the purpose; its part is going to change."""
        grid = self._grid(sheet)
        if grid.get(at) is None:
            self._ledger.note(EntryKind.CELL, sheet, at.a1, ABSENT, BLANK)
        self._package.touch(self._entry(sheet).part)
        return grid, self._made(sheet, at)

    def _made(self, sheet: str, at: Address) -> etree._Element:
        """The element of a cell; what its row says of itself before it comes is kept."""
        grid = self._grid(sheet)
        before = grid.spans(at.row)
        cell = grid.ensure(at)
        if (after := grid.spans(at.row)) != before:
            self._ledger.note(EntryKind.ROW, sheet, f"A{at.row}", before, after)
        return cell

    def _merged(self, sheet: str, at: Address) -> Area:
        """The merged area that a cell belongs to, or the cell alone."""
        if sheet not in self._anchors:
            self._entry(sheet)
            self._anchors[sheet] = {area.anchor: area for area in self._sheets[sheet].merges}
        known = self._anchors[sheet].get(at)
        if known is not None:
            return known
        row, column = at
        for area in self._anchors[sheet].values():
            if area.top <= row <= area.bottom and area.left <= column <= area.right:
                return area
        return Area(row, column, row, column)

    def _grid(self, sheet: str) -> SheetData:
        if sheet not in self._grids:
            root = self._package.root(self._entry(sheet).part)
            self._grids[sheet] = SheetData(root, self._contents.strings)
        return self._grids[sheet]

    def _entry(self, sheet: str) -> ListedSheet:
        if sheet not in self._sheets:
            raise ValueError(f"no such sheet: {sheet!r}")
        if not self._entries:
            self._entries = {entry.name: entry for entry in reversed(self._contents.listed())}
        return self._entries[sheet]

"""What stood in a workbook before it was marked, as text that every host can write and read.

The ledger lies in the very hidden sheet `MARKS_SHEET`: a signature, then a row for everything that
was changed. Excel may have saved the copy in between, with other style numbers and other ways to store
a string: so nothing that is put back hangs on how a file is made up. Files also keep how it was written (`STYLE`,
`MARKUP`, `ROW`, `TABLES`); that is believed only where it still means what is put back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from math import isfinite

from addin.marking.edits import MARKS_SHEET, PutSheet, SheetCell
from addin.reading.sheet import Sheet
from scoring.form.address import Address

SIGNATURE = "jixiao.marks"
VERSION = "1"

BEGUN = "begun"  # beside the version: marks are being written or taken out, what is listed may not be there

ABSENT = "absent"  # before: there was no such cell, width, print area, note, sheet

_MAX_TEXT = 32_000  # a cell holds 32,767 characters


class EntryKind(StrEnum):
    """What a row of the ledger is about."""

    FILL = "fill"  # fills, as `Colour` or ``xml:…``
    VALUE = "value"  # values, as `value_text` writes them
    CELL = "cell"  # a cell made or restyled: before, its style; after, what was written into it
    NOTE = "note"  # after: our part of the note
    WIDTH = "width"  # `cell` is a column's letters
    PRINT_AREA = "print_area"
    BOTTOM = "bottom"  # after: the last row of a sheet with hints that held anything
    SHEET = "sheet"  # a sheet that we put there
    SOURCE = "source"  # after: the fingerprint of the workbook that was marked
    STYLE = "style"  # before: the style of a cell that was given a fill
    MARKUP = "markup"  # before: how a value that was replaced was written
    ROW = "row"  # `cell` is the first of a row; the columns that the row says it has cells in
    TABLES = "tables"  # before: how long the tables of the styles were
    SETTLED = "settled"  # kept while a check is under way: before, the finding; after, the person's word


_KINDS = {str(kind): kind for kind in EntryKind}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what stood where, and what stands there since."""

    kind: EntryKind
    sheet: str
    cell: str
    before: str
    after: str


class Ledger:
    """The rows of one workbook; of several changes to one place the first `before` counts.

    It is written before the changes that it lists, as `begun`, and once more when they are made.
    """

    def __init__(self, entries: Iterable[Entry] = (), begun: bool = False) -> None:
        self._entries: dict[tuple[EntryKind, str, str], Entry] = {}
        self._of_kind: dict[EntryKind, dict[tuple[str, str], Entry]] = {kind: {} for kind in EntryKind}
        for entry in entries:
            self._keep(entry)
        self.begun = begun

    def _keep(self, entry: Entry) -> None:
        self._entries[entry.kind, entry.sheet, entry.cell] = entry
        self._of_kind[entry.kind][entry.sheet, entry.cell] = entry

    def note(self, kind: EntryKind, sheet: str, cell: str, before: str, after: str) -> None:
        """Keep what stood at a place before it was changed."""
        known = self._entries.get((kind, sheet, cell))
        first = before if known is None else known.before
        self._keep(Entry(kind, sheet, cell, first, after))

    def note_bottom(self, sheet: Sheet) -> None:
        """Keep where a sheet ends that is about to be given hints: so rows that come below the last one show."""
        if self.find(EntryKind.BOTTOM, sheet.name) is None:
            bottom = max((at.row for at in sheet.cells), default=0)
            self.note(EntryKind.BOTTOM, sheet.name, "", "", str(bottom))

    def of(self, kind: EntryKind) -> list[Entry]:
        """The entries of a kind in the order in which they came."""
        return list(self._of_kind[kind].values())

    def __iter__(self) -> Iterator[Entry]:
        """All entries, kind by kind."""
        return (entry for kind in EntryKind for entry in self.of(kind))

    def sheets(self) -> set[str]:
        """The names of the sheets that were marked, not those that were added."""
        return {entry.sheet for entry in self if entry.kind is not EntryKind.SHEET and entry.sheet}

    def accepting(self, places: Collection[tuple[str, str]]) -> Ledger:
        """The ledger without the old values at these places (sheet, cell): what replaced them stays for good."""
        return self.having(
            lambda entry: entry.kind is not EntryKind.VALUE or (entry.sheet, entry.cell) not in places
        )

    def having(self, wanted: Callable[[Entry], bool]) -> Ledger:
        """The ledger with those entries alone."""
        return Ledger(filter(wanted, self), self.begun)

    @property
    def source(self) -> str:
        """The fingerprint of the workbook that a marked copy was made from; "" where nobody kept it."""
        kept = self.find(EntryKind.SOURCE, "")
        return kept.after if kept is not None else ""

    def find(self, kind: EntryKind, sheet: str, cell: str = "") -> Entry | None:
        """What is known of one place."""
        return self._entries.get((kind, sheet, cell))

    def to_sheet(self) -> PutSheet:
        """The sheet to be written."""
        rows: list[tuple[str, ...]] = [(SIGNATURE, VERSION, BEGUN) if self.begun else (SIGNATURE, VERSION)]
        rows += [
            (str(entry.kind), entry.sheet, entry.cell, entry.before, entry.after)
            for entry in self._entries.values()
        ]
        cells = tuple(tuple(SheetCell(text) if text else None for text in row) for row in rows)
        return PutSheet(MARKS_SHEET, cells, hidden=True)


def read_ledger(sheet: Sheet) -> Ledger | None:
    """The ledger on a sheet; None where the sheet is not ours."""

    def text(row: int, column: int) -> str:
        cell = sheet.cells.get(Address(row, column))
        return cell.value if cell is not None and isinstance(cell.value, str) else ""

    if text(1, 1) != SIGNATURE:
        return None
    entries = []
    for row in sorted({at.row for at in sheet.cells if at.row > 1}):
        kind = _KINDS.get(text(row, 1))
        if kind is not None:
            entries.append(Entry(kind, *(text(row, column) for column in range(2, 6))))
    return Ledger(entries, begun=text(1, 3) == BEGUN)


BLANK = "blank:"


def value_text(value: Decimal | str | bool | None) -> str:
    """A value with its kind: ``n:169.9``, ``s:优``, ``b:1``, ``blank:``."""
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return f"b:{int(value)}"
    return f"n:{value}" if isinstance(value, Decimal) else f"s:{value}"


def fits(text: str) -> bool:
    """Whether a text can be kept in a cell of the ledger."""
    return len(text) <= _MAX_TEXT


def same_value(one: str, other: str) -> bool:
    """Whether two value texts mean the same, though two programs may have stored it differently."""
    if one.startswith("n:") and other.startswith("n:"):
        try:
            return format(float(one[2:]), ".15g") == format(float(other[2:]), ".15g")
        except ValueError:
            return one == other
    return _lines(one) == _lines(other)


def read_number(text: str) -> Decimal | None:
    """The number in ``n:…``; None where there is none."""
    try:
        number = Decimal(text[2:])
    except InvalidOperation:
        return None
    return number if text.startswith("n:") and number.is_finite() else None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


# Widths of a column: absent; ``w:9.14`` set by somebody; ``a:9.14`` found by the program.


def read_width(text: str) -> float | None:
    """The characters in ``w:9.14`` or ``a:9.14``; None where there is no width."""
    kind, _, number = text.partition(":")
    try:
        width = float(number)
    except ValueError:
        return None
    return width if kind in ("w", "a") and isfinite(width) else None


def same_width(one: str, other: str) -> bool:
    """Whether two widths are the same; Excel rounds them to whole pixels."""
    first, second = read_width(one), read_width(other)
    return first is not None and second is not None and abs(first - second) < 1

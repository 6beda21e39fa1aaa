"""Where marked cells stand now, after a person has inserted rows in a checked workbook or renamed its sheet.

The texts of the 核查提示 column go along with their rows: by them the rows are found again, whoever holds
the workbook.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import pairwise

from addin.marking.edits import MARKS_SHEET, RESULT_SHEET
from addin.marking.ledger import Entry, EntryKind, Ledger
from addin.marking.unmarked import content_in_words
from addin.reading.sheet import Sheet
from scoring.form.address import Address

WrittenHint = tuple[Address, str]  # where it was written, and its words as the ledger has them

BOOK = "〔本簿〕"  # in the message of `Displaced`: the workbook, however its host calls it


class Displaced(Exception):
    """The marks no longer lie where they were put, and nobody can tell where they belong."""

    def in_words(self, book: str, otherwise: str = "") -> str:
        """The reason in Chinese, of a workbook that is called so; `otherwise` is another way out."""
        return str(self).replace(BOOK, book) + otherwise


@dataclass(frozen=True, slots=True)
class Moves:
    """What sheets are called now, and by how much the rows below a marked one have moved."""

    sheets: dict[str, str] = field(default_factory=dict)
    rows: dict[str, dict[int, int]] = field(default_factory=dict)  # rows in ascending order
    unsure: set[str] = field(default_factory=set)  # sheets most of whose hints have gone
    # Rows copied with their hints: each as it is counted now, with the marked row that it is a copy of.
    copied: dict[str, dict[int, int]] = field(default_factory=dict)

    def sheet(self, name: str) -> str:
        """What a sheet is called now."""
        return self.sheets.get(name, name)

    def at(self, sheet: str, at: Address) -> Address:
        """Where a cell stands now: rows have moved as the marked row above them, or the first below."""
        rows = self.rows.get(sheet)
        if not rows:
            return at
        marked = list(rows)
        known = marked[max(bisect_right(marked, at.row) - 1, 0)]
        return Address(max(at.row + rows[known], 1), at.column)

    def a1(self, sheet: str, text: str) -> str:
        """The same for a written address; what is none stays as it is."""
        at = Address.read(text)
        return text if at is None else self.at(sheet, at).a1

    def inserted(self, sheet: str) -> list[int]:
        """The rows right below a marked one that have come since, as they are counted now."""
        moved = self.rows.get(sheet, {}).items()
        return [
            upper + shift + 1 + n
            for (upper, shift), (_, lower) in pairwise(moved)
            for n in range(lower - shift)
        ]

    def ledger(self, ledger: Ledger) -> Ledger:
        """The ledger as it would be had the marks been written where they stand now."""
        moved = Ledger((self._entry(entry) for entry in ledger), ledger.begun)
        for entry in self._in_copies(ledger):
            if moved.find(entry.kind, entry.sheet, entry.cell) is None:
                moved.note(entry.kind, entry.sheet, entry.cell, entry.before, entry.after)
        return moved

    def _in_copies(self, ledger: Ledger) -> Iterator[Entry]:
        """What copied rows have taken along: the hint and the fills of the row that they are copies of."""
        for entry in (*ledger.of(EntryKind.FILL), *ledger.of(EntryKind.CELL)):
            at = Address.read(entry.cell)
            for row, original in self.copied.get(entry.sheet, {}).items():
                if at is not None and at.row == original:
                    cell = Address(row, at.column).a1
                    yield replace(entry, sheet=self.sheet(entry.sheet), cell=cell)

    def look_alikes(self, ledger: Ledger) -> Iterator[tuple[Entry, Address]]:
        """Cells of inserted rows that have taken on the looks of a marked cell above, each with its entry.

        `ledger` is the moved one. A spreadsheet gives a new row the looks of the row above.
        """
        inserted = {self.sheet(name): set(self.inserted(name)) for name in self.rows}
        for entry in (*ledger.of(EntryKind.FILL), *ledger.of(EntryKind.CELL)):
            at, rows = Address.read(entry.cell), inserted.get(entry.sheet, set())
            row = at.row + 1 if at is not None else 0
            while at is not None and row in rows:
                yield entry, Address(row, at.column)
                row += 1

    def doubtful(self, ledger: Ledger) -> dict[str, dict[Address, str]]:
        """The fills that the moved ledger has given to sheets most of whose hints have gone, by sheet and cell.

        One that is not in its place means that rows have moved too, and nobody can tell how.
        """
        fills: dict[str, dict[Address, str]] = {self.sheet(name): {} for name in self.unsure}
        for entry in ledger.of(EntryKind.FILL):
            at = Address.read(entry.cell)
            if entry.sheet in fills and at is not None:
                fills[entry.sheet][at] = entry.after
        return fills

    def _entry(self, entry: Entry) -> Entry:
        name, after = self.sheet(entry.sheet), entry.after
        if entry.kind is EntryKind.PRINT_AREA:
            quoted, _, area = after.rpartition("!")
            first, _, last = area.replace("$", "").partition(":")
            after = f"{quoted}!{self.a1(entry.sheet, first)}:{self.a1(entry.sheet, last)}"
        return replace(entry, sheet=name, cell=self.a1(entry.sheet, entry.cell), after=after)


def hints_gone() -> Displaced:
    """What is to be said where a fill of `Moves.doubtful` is not in its place."""
    return Displaced(
        f"{BOOK}里的“核查提示”大多已被删去，标记的位置又变过，分不清哪些是核查写的，{BOOK}没有改动。"
        "请撤销所作的删除再核查"
    )


def find_moves(ledger: Ledger, sheets: Sequence[Sheet]) -> Moves:
    """How the marks of a workbook have moved; the sheets' looks do not matter. Raises Displaced."""
    marked: dict[str, list[WrittenHint]] = {}
    for entry in ledger.of(EntryKind.CELL):
        at = Address.read(entry.cell)
        if at is not None and entry.after.startswith("s:"):  # else somebody has tampered with the ledger
            marked.setdefault(entry.sheet, []).append((at, entry.after))
    moves = Moves()
    lowest = _lowest(ledger)
    for name, sheet in _sheets(marked, sheets).items():
        if sheet.name != name:
            moves.sheets[name] = sheet.name
        rows = _rows(sorted(marked[name]), sheet)
        if 2 * len(rows) < len(marked[name]):
            moves.unsure.add(name)
        rows |= _end(ledger, name, rows, sheet, lowest.get(name, 0))
        if any(rows.values()):
            moves.rows[name] = rows
        if copied := _copied(sorted(marked[name]), rows, sheet):
            moves.copied[name] = copied
    return moves


def _copied(hints: Sequence[WrittenHint], rows: Mapping[int, int], sheet: Sheet) -> dict[int, int]:
    """Rows with a hint that belongs to another one, each with that one's row as it was written."""
    by_words = {words: at for at, words in reversed(hints)}
    at_home = {row + shift for row, shift in rows.items()}
    column = hints[0][0].column
    return {
        at.row: by_words[words].row
        for at, cell in sheet.cells.items()
        if at.column == column and at.row not in at_home and (words := content_in_words(cell)) in by_words
    }


def _lowest(ledger: Ledger) -> dict[str, int]:
    """The lowest row of each sheet in which something was written."""
    lowest: dict[str, int] = {}
    for entry in ledger:
        if (at := Address.read(entry.cell)) is not None:
            lowest[entry.sheet] = max(lowest.get(entry.sheet, 0), at.row)
    return lowest


def _end(ledger: Ledger, name: str, rows: Mapping[int, int], sheet: Sheet, lowest: int) -> dict[int, int]:
    """The row below all that was there, as one more that has moved, where rows have come below the marked ones."""
    bottom = ledger.find(EntryKind.BOTTOM, name)
    if bottom is None or not bottom.after.isdecimal() or not rows:
        return {}
    end = int(bottom.after)
    shift = max((at.row for at in sheet.cells), default=0) - end
    # What was written below the end has moved it itself.
    return {end + 1: shift} if end >= lowest and shift > rows[max(rows)] else {}


def _sheets(marked: Mapping[str, Sequence[WrittenHint]], sheets: Sequence[Sheet]) -> dict[str, Sheet]:
    """The marked sheets as they are now: by their names, the renamed ones by most of their hints."""
    found = {sheet.name: sheet for sheet in reversed(sheets) if sheet.name in marked}
    others = [sheet for sheet in sheets if sheet.name not in (*marked, RESULT_SHEET, MARKS_SHEET)]
    for name, hints in marked.items():
        best = max(others, key=lambda sheet: _count(hints, sheet), default=None)
        if name not in found and best is not None and 2 * _count(hints, best) >= len(hints):
            found[name] = best  # else it was deleted: nothing is left to put back
            others.remove(best)
    for hints in marked.values():
        for sheet in others:
            if _count(hints, sheet) == len(hints):
                raise Displaced(
                    f"工作表“{sheet.name}”带着另一张表的核查标记，像是整张复制出来的，{BOOK}没有改动。"
                    "请撤销这次复制"
                )
    return found


def _count(hints: Iterable[WrittenHint], sheet: Sheet) -> int:
    """How many of the hints are to be read anywhere on a sheet."""
    texts = {content_in_words(cell) for cell in sheet.cells.values()}
    return sum(words in texts for _, words in hints)


def _rows(hints: Sequence[WrittenHint], sheet: Sheet) -> dict[int, int]:
    """By how much each marked row has moved; a hint that the person has deleted or changed says nothing."""
    words = [text for _, text in hints]
    known = set(words)
    places = [at for at in sorted(sheet.cells) if content_in_words(sheet.cells[at]) in known]
    now = [at for at in places if at.column == hints[0][0].column]
    if len(now) == len(hints) and all(at == was for at, (was, _) in zip(now, hints, strict=True)):
        return {at.row: 0 for at in now}
    texts = [content_in_words(sheet.cells[at]) for at in now]
    if any(content_in_words(sheet.cells[at]) not in texts for at in places):
        raise Displaced(
            f"{BOOK}里插入或删除过列（或单元格），核查标记已对不上位置，{BOOK}没有改动。"
            "请撤销所作的插入、删除再核查"
        )
    # One text may stand in several rows: what fits best in order counts.
    pairs = SequenceMatcher(None, words, texts, autojunk=False)
    return {
        hints[pair.a + n][0].row: now[pair.b + n].row - hints[pair.a + n][0].row
        for pair in pairs.get_matching_blocks()
        for n in range(pair.size)
    }

"""Where marked cells stand now, after a person has inserted rows in a checked copy or renamed its sheet.

The texts of the 核查提示 column go along with their rows: by them the rows are found again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import pairwise

from addin.marking.edits import MARKS_SHEET, RESULT_SHEET
from addin.marking.ledger import Entry, EntryKind, Ledger
from addin.marking.unmarked import said
from addin.reading.sheet import Sheet
from scoring.form.address import Address

Hint = tuple[Address, str]  # where it was written, and its words as the ledger has them


class Displaced(Exception):
    """The marks no longer lie where they were put, and nobody can tell where they belong."""


@dataclass(frozen=True, slots=True)
class Moves:
    """What sheets are called now, and by how much the rows below a marked one have moved."""

    sheets: dict[str, str] = field(default_factory=dict)
    rows: dict[str, dict[int, int]] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)  # sheets most of whose hints have gone

    def sheet(self, name: str) -> str:
        """What a sheet is called now."""
        return self.sheets.get(name, name)

    def at(self, sheet: str, at: Address) -> Address:
        """Where a cell stands now: rows have moved as the marked row above them, or the first below."""
        rows = self.rows.get(sheet, {})
        known = max((row for row in rows if row <= at.row), default=min(rows, default=0))
        return Address(max(at.row + rows.get(known, 0), 1), at.column)

    def a1(self, sheet: str, text: str) -> str:
        """The same for a written address; what is none stays as it is."""
        try:
            return self.at(sheet, Address.parse(text)).a1
        except ValueError:
            return text

    def inserted(self, sheet: str) -> list[int]:
        """The rows right below a marked one that have come since, as they are counted now."""
        moved = sorted(self.rows.get(sheet, {}).items())
        return [
            upper + shift + 1 + n
            for (upper, shift), (_, lower) in pairwise(moved)
            for n in range(lower - shift)
        ]

    def ledger(self, ledger: Ledger) -> Ledger:
        """The ledger as it would be had the marks been written where they stand now."""
        return Ledger(self._entry(entry) for kind in EntryKind for entry in ledger.of(kind))

    def _entry(self, entry: Entry) -> Entry:
        name, after = self.sheet(entry.sheet), entry.after
        if entry.kind is EntryKind.PRINT_AREA:
            quoted, _, area = after.rpartition("!")
            first, _, last = area.replace("$", "").partition(":")
            after = f"{quoted}!{self.a1(entry.sheet, first)}:{self.a1(entry.sheet, last)}"
        return replace(entry, sheet=name, cell=self.a1(entry.sheet, entry.cell), after=after)


def find_moves(ledger: Ledger, sheets: Sequence[Sheet]) -> Moves:
    """How the marks of a workbook have moved. Raises Displaced, with the reason in Chinese."""
    marked: dict[str, list[Hint]] = {}
    for entry in ledger.of(EntryKind.CELL):
        with suppress(ValueError):  # a ledger that somebody has tampered with
            if entry.after.startswith("s:"):
                hint = Address.parse(entry.cell), entry.after
                marked.setdefault(entry.sheet, []).append(hint)
    moves = Moves()
    for name, sheet in _sheets(marked, sheets).items():
        if sheet.name != name:
            moves.sheets[name] = sheet.name
        rows = _rows(sorted(marked[name]), sheet)
        if any(rows.values()):
            moves.rows[name] = rows
        if 2 * len(rows) < len(marked[name]):
            moves.unsure.add(name)
    return moves


def _sheets(marked: Mapping[str, Sequence[Hint]], sheets: Sequence[Sheet]) -> dict[str, Sheet]:
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
                    f"工作表“{sheet.name}”带着另一张表的核查标记，像是整张复制出来的，副本没有改动。"
                    "请撤销这次复制，或者在原文件上修改后重新核查"
                )
    return found


def _count(hints: Iterable[Hint], sheet: Sheet) -> int:
    """How many of the hints are to be read anywhere on a sheet."""
    texts = {said(cell) for cell in sheet.cells.values()}
    return sum(words in texts for _, words in hints)


def _rows(hints: Sequence[Hint], sheet: Sheet) -> dict[int, int]:
    """By how much each marked row has moved; a hint that the person has deleted or changed says nothing."""
    words = [text for _, text in hints]
    places = [at for at in sorted(sheet.cells) if said(sheet.cells[at]) in set(words)]
    now = [at for at in places if at.column == hints[0][0].column]
    if len(now) == len(hints) and all(at == was for at, (was, _) in zip(now, hints, strict=True)):
        return {at.row: 0 for at in now}
    texts = [said(sheet.cells[at]) for at in now]
    if any(said(sheet.cells[at]) not in texts for at in places):
        raise Displaced(
            "副本里插入或删除过列（或单元格），核查标记已对不上位置，副本没有改动。"
            "请撤销所作的插入、删除再核查，或者在原文件上修改后重新核查"
        )
    # One text may stand in several rows: what fits best in order counts.
    pairs = SequenceMatcher(None, words, texts, autojunk=False)
    return {
        hints[pair.a + n][0].row: now[pair.b + n].row - hints[pair.a + n][0].row
        for pair in pairs.get_matching_blocks()
        for n in range(pair.size)
    }

"""Where marked cells stand now, after a person has inserted rows in a checked copy or renamed its sheet.

The texts of the 核查提示 column go along with their rows: by them the rows are found again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from addin.layout.edits import MARKS_SHEET, RESULT_SHEET
from addin.layout.ledger import Entry, Kind, Ledger, same_value
from addin.layout.sheet import Sheet
from addin.layout.unmarked import said
from scoring.address import Address

Hint = tuple[Address, str]  # where it was written, and its words as the ledger has them


class Displaced(Exception):
    """The marks no longer lie where they were put, and nobody can tell where they belong."""


@dataclass(frozen=True, slots=True)
class Moves:
    """What sheets are called now, and by how much the rows below a marked one have moved."""

    sheets: dict[str, str] = field(default_factory=dict)
    rows: dict[str, dict[int, int]] = field(default_factory=dict)

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

    def ledger(self, ledger: Ledger) -> Ledger:
        """The ledger as it would be had the marks been written where they stand now."""
        return Ledger(self._entry(entry) for kind in Kind for entry in ledger.of(kind))

    def _entry(self, entry: Entry) -> Entry:
        name, after = self.sheet(entry.sheet), entry.after
        if entry.kind is Kind.PRINT_AREA:
            quoted, _, area = after.rpartition("!")
            first, _, last = area.replace("$", "").partition(":")
            after = f"{quoted}!{first}:{self.a1(entry.sheet, last)}"
        return replace(entry, sheet=name, cell=self.a1(entry.sheet, entry.cell), after=after)


def find_moves(ledger: Ledger, sheets: Sequence[Sheet]) -> Moves:
    """How the marks of a workbook have moved. Raises Displaced, with the reason in Chinese."""
    marked: dict[str, list[Hint]] = {}
    for entry in ledger.of(Kind.CELL):
        with suppress(ValueError):  # a ledger that somebody has tampered with
            if entry.after.startswith("s:"):
                marked.setdefault(entry.sheet, []).append((Address.parse(entry.cell), entry.after))
    own = {sheet.name: sheet for sheet in reversed(sheets) if sheet.name in marked}
    others = [sheet for sheet in sheets if sheet.name not in (*marked, RESULT_SHEET, MARKS_SHEET)]
    moves = Moves()
    for name, hints in marked.items():
        sheet = _sheet_of(own.get(name), hints, others)
        if sheet is None:
            continue  # deleted: nothing is left to put back
        if sheet.name != name:
            moves.sheets[name] = sheet.name
        rows = _rows(hints, sheet)
        if any(rows.values()):
            moves.rows[name] = rows
    return moves


def _sheet_of(own: Sheet | None, hints: Sequence[Hint], others: Sequence[Sheet]) -> Sheet | None:
    """The sheet that was marked: the one of its name, else the one that holds most of the hints."""
    doubles = [sheet for sheet in others if _count(hints, sheet) == len(hints)]
    if len(doubles) > (own is None):
        raise Displaced(f"工作表“{doubles[-1].name}”是连同核查标记一起复制的，请先将它删除，再核查副本")
    best = own or max(others, key=lambda sheet: _count(hints, sheet), default=None)
    return best if own is not None or best is None or 2 * _count(hints, best) >= len(hints) else None


def _count(hints: Iterable[Hint], sheet: Sheet) -> int:
    """How many of the hints are to be read anywhere on a sheet."""
    texts = {said(cell) for cell in sheet.cells.values()}
    return sum(words in texts for _, words in hints)


def _rows(hints: Sequence[Hint], sheet: Sheet) -> dict[int, int]:
    """By how much each marked row has moved; a hint that the person has deleted or changed says nothing."""
    places: dict[str, list[Address]] = {}
    for at in sorted(sheet.cells):
        places.setdefault(said(sheet.cells[at]), []).append(at)
    rows: dict[int, int] = {}
    floor = 0
    for at, words in sorted(hints):
        if at in sheet.cells and same_value(said(sheet.cells[at]), words) and at.row > floor:
            now = at
        else:
            below = [place for place in places.get(words, ()) if place.row > floor]
            if not below:
                continue
            now = below[0]
        if now.column != at.column:
            raise Displaced(
                "副本里插入或删除过列（或单元格），核查标记已对不上位置，副本没有改动。"
                "请撤销所作的插入、删除再核查，或者在原文件上修改后重新核查"
            )
        rows[at.row] = now.row - at.row
        floor = now.row
    return rows

"""The texts of a sheet as they lie: what stands right of a cell, below it, in the next row that is written."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from addin.reading.labels import live_subtotals
from addin.reading.sheet import Sheet
from scoring.form.address import Address, Area
from scoring.text.characters import clean, normalise

_NO_CELLS: Mapping[int, str] = {}


def _drop_live_table(rows: dict[int, dict[int, str]]) -> None:
    """Without the live table that our blank forms have beside the form: it is ours, and part of no form."""
    labels = live_subtotals()
    corners = {
        label: Address(row, column)
        for row, texts in rows.items()
        for column, text in texts.items()
        if text.startswith(labels) and (label := clean(text)) in labels
    }
    if len(corners) < 2 or len({at.column for at in corners.values()}) > 1:
        return
    (top, left), (bottom, _) = sorted(corners.values())
    for row in [row for row in rows if top <= row <= bottom]:
        rows[row] = {column: text for column, text in rows[row].items() if column < left}
        if not rows[row]:
            del rows[row]


@dataclass(frozen=True, slots=True)
class Grid:
    """The texts of a sheet by row and column, ascending, in plain characters, and its merged areas by their first cell."""

    name: str
    rows: Mapping[int, Mapping[int, str]]
    order: tuple[int, ...]  # the rows that hold something, ascending
    anchors: Mapping[tuple[int, int], Area]

    @classmethod
    def of(cls, sheet: Sheet) -> Grid:
        """The texts that a person sees, as they are compared, and the cells that hold a formula."""
        rows: dict[int, dict[int, str]] = {}
        for at in sorted(sheet.cells):
            cell = sheet.cells[at]
            text = normalise(cell.text)
            if cell.formula is not None or text.strip():
                rows.setdefault(at[0], {})[at[1]] = text
        _drop_live_table(rows)
        return cls(sheet.name, rows, tuple(rows), {area[:2]: area for area in sheet.merges})

    def row(self, row: int) -> Mapping[int, str]:
        """The texts of a row by column."""
        return self.rows.get(row, _NO_CELLS)

    def text(self, at: Address) -> str:
        """The text of a cell, "" where there is none."""
        return self.row(at.row).get(at.column, "")

    def between(self, top: int, bottom: int) -> Iterator[tuple[int, Mapping[int, str]]]:
        """The rows that hold something, from `top` to `bottom`."""
        rows = self.order[bisect_left(self.order, top) : bisect(self.order, bottom)]
        return ((row, self.rows[row]) for row in rows)

    def written(self, row: int, step: int) -> int:
        """The next row below (+1) or above (-1) on its sheet that holds something; the row itself where there is none."""
        at = bisect(self.order, row) if step > 0 else bisect_left(self.order, row) - 1
        found = self.order[at] if 0 <= at < len(self.order) else row
        return found if Address(found, 1).sheet_number == Address(row, 1).sheet_number else row

    def right_of(self, at: Address) -> int:
        """The first column after the cell, or after the merged area that it begins."""
        area = self.anchors.get(at)
        return (area.right if area else at.column) + 1

    def below(self, at: Address) -> int:
        """The first row after the cell, or after the merged area that it begins."""
        area = self.anchors.get(at)
        return (area.bottom if area else at.row) + 1

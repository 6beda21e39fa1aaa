"""Paragraphs and tables as they follow each other in a document, laid out down one sheet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from addin.hosts.converted.table import Book, Cell, Look, Table
from addin.hosts.converted.values import typed
from scoring.form.address import Address, Area

NAME = "表格"  # of the one sheet

_FRAMED = Look(framed=True)


@dataclass(slots=True)
class TextCell:
    """A cell of a table in a document; `column` counts from 0 over the grid of the table.

    `content` is what stands in it in order: texts, and tables within the table.
    """

    column: int
    columns: int = 1
    rows: int = 1
    content: list[Block] = field(default_factory=list)
    is_text: bool = False  # whatever it looks like
    look: Look = _FRAMED

    @property
    def text(self) -> str:
        """All of it in lines; of a table within, a line a row."""
        return "\n".join(_flat(block) for block in self.content).strip("\n")


@dataclass(slots=True)
class Row:
    """A row of a table in a document."""

    cells: list[TextCell] = field(default_factory=list)
    hidden: bool = False


@dataclass(slots=True)
class Grid:
    """A table in a document; widths in characters, by its columns, where it says them."""

    rows: list[Row] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)


Block = str | Grid


def lay_out(book: Book, blocks: Sequence[Block]) -> None:
    """Put them down a new sheet in their order, a paragraph over the whole width."""
    table = book.add(NAME)
    blocks = [part for block in blocks for part in _opened(block)]
    grids = [(grid, _starts(grid)) for grid in blocks if isinstance(grid, Grid)]
    width = max((len(starts) for _, starts in grids), default=1)
    _size_columns(table, grids)
    row, merges = 1, list[Area]()
    for block in blocks:
        if isinstance(block, Grid):
            merges += _put_grid(table, block, row)
            row += len(block.rows)
        elif block.strip():
            value, number_format = typed(block)
            table.put(row, 1, Cell(value, number_format, Look(centred=row == 1)))
            merges.append(Area(row, 1, row, width))
            row += 1
    for area in merges:
        _merge(table, area)


def _flat(block: Block) -> str:
    if isinstance(block, str):
        return block
    lines = ("　".join(filter(None, [cell.text for cell in row.cells])) for row in block.rows)
    return "\n".join(line for line in lines if line)


def _opened(block: Block) -> Iterator[Block]:
    """A table that only holds others in place, row by row: they stand in its stead."""
    if isinstance(block, str):
        yield block
        return
    kept = Grid(widths=block.widths, hidden_columns=block.hidden_columns)
    for row in block.rows:
        holder = _holder(row)
        if holder is None:
            kept.rows.append(row)
            continue
        if kept.rows:
            yield kept
            kept = Grid(widths=block.widths, hidden_columns=block.hidden_columns)
        for inner in holder.content:
            yield from _opened(inner)
    if kept.rows:
        yield kept


def _holder(row: Row) -> TextCell | None:
    """The only cell of a row with anything in it, where that is a table."""
    filled = [cell for cell in row.cells if cell.text.strip()]
    alone = len(filled) == 1 and any(isinstance(block, Grid) for block in filled[0].content)
    return filled[0] if alone else None


def _starts(grid: Grid) -> list[int]:
    """The columns in which cells begin: those of the new table."""
    return sorted({cell.column for row in grid.rows for cell in row.cells})


def _put_grid(table: Table, grid: Grid, top: int) -> Iterator[Area]:
    """Put the cells down; the areas that are one cell each."""
    starts = _starts(grid)
    for number, row in enumerate(grid.rows):
        at = top + number
        if row.hidden:
            table.hidden_rows.add(at)
        for cell in row.cells:
            left = bisect_left(starts, cell.column)
            columns = bisect_left(starts, cell.column + cell.columns) - left
            rows = min(cell.rows, len(grid.rows) - number)
            area = Area(at, left + 1, at + rows - 1, left + max(columns, 1))
            _put_cell(table, cell, area)
            yield area


def _put_cell(table: Table, cell: TextCell, area: Area) -> None:
    text = cell.text
    value, number_format = (text or None, "General") if cell.is_text or not text else typed(text)
    table.put(*area.anchor, Cell(value, number_format, cell.look))
    blank = Cell(look=cell.look)  # the frame goes round all of a merged cell
    for at in _covered(area):
        table.put(*at, blank)


def _covered(area: Area) -> Iterator[Address]:
    for row in range(area.top, area.bottom + 1):
        for column in range(area.left, area.right + 1):
            if (row, column) != area.anchor:
                yield Address(row, column)


def _merge(table: Table, area: Area) -> None:
    """Make one cell of an area, but never so that a text of another cell disappears under it."""
    if all(table.cells[at].value is None for at in _covered(area) if at in table.cells):
        table.merge(area.top, area.left, area.bottom - area.top + 1, area.right - area.left + 1)


def _size_columns(table: Table, grids: Sequence[tuple[Grid, list[int]]]) -> None:
    """The widths of the table with the most columns; a column that it hides is hidden."""
    if not grids:
        return
    grid, starts = max(grids, key=lambda each: len(each[1]))
    ends = [*starts[1:], max(len(grid.widths), starts[-1] + 1)]
    for column, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        if grid.widths[start:end]:
            table.widths[column] = sum(grid.widths[start:end])
        if grid.hidden_columns.issuperset(range(start, end)):
            table.hidden_columns.add(column)

"""Paragraphs and tables as they follow each other in a document, laid out down one sheet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from addin.hosts.converted.table import Book, Cell, Look, Table
from addin.hosts.converted.values import typed

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
    row = 1
    for block in blocks:
        if isinstance(block, Grid):
            _put_grid(table, block, row)
            row += len(block.rows)
        elif block.strip():
            value, number_format = typed(block)
            table.put(row, 1, Cell(value, number_format, Look(centred=row == 1)))
            table.merge(row, 1, 1, width)
            row += 1


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


def _put_grid(table: Table, grid: Grid, top: int) -> None:
    starts = _starts(grid)
    for number, row in enumerate(grid.rows):
        at = top + number
        if row.hidden:
            table.hidden_rows.add(at)
        for cell in row.cells:
            left = bisect_left(starts, cell.column)
            columns = bisect_left(starts, cell.column + cell.columns) - left
            _put_cell(table, cell, at, left + 1, min(cell.rows, len(grid.rows) - number), columns)


def _put_cell(table: Table, cell: TextCell, top: int, left: int, rows: int, columns: int) -> None:
    text = cell.text
    value, number_format = (text, "General") if cell.is_text or not text else typed(text)
    table.put(top, left, Cell(value or None if text == "" else value, number_format, cell.look))
    blank = Cell(look=cell.look)  # the frame goes round all of a merged cell
    for row in range(top, top + rows):
        for column in range(left, left + columns):
            if (row, column) != (top, left):
                table.put(row, column, blank)
    table.merge(top, left, rows, columns)


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

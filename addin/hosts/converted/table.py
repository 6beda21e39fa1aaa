"""A table as any program may have made it: what is written as a new .xlsx, and nothing of where it came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from addin.hosts.problems import Unreadable
from addin.reading.sheet import CellError
from scoring.form.address import MAX_COLUMN, MAX_ROW, Address, Area

MAX_CELLS = 20_000  # of all tables of a file; a form has some hundred
MAX_TEXT = 32_767  # characters that a cell of Excel takes
_MAX_TABLES = 200
_MAX_COVERED = 200_000  # by merges

Value = Decimal | float | str | bool | CellError | None

TOO_MUCH = "表格内容过多，不像一份表，请删去表格以外的内容，或用 Excel 打开后另存为 .xlsx 再核查"


class Look(NamedTuple):
    """As much of how a cell looks as makes the new table like the original."""

    framed: bool = False
    bold: bool = False
    centred: bool = False


class Cell(NamedTuple):
    """A value and the format in which it is seen; a number under a date format is a day."""

    value: Value = None
    number_format: str = "General"
    look: Look = Look()


@dataclass(slots=True)
class Table:
    """One sheet to be; widths are in characters, heights in points. Made by `Book.add`."""

    name: str
    count: Callable[[], None]
    cells: dict[Address, Cell] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    state: str = "visible"
    _covered: set[Address] = field(default_factory=set)
    _frames: list[tuple[int, int, Cell]] = field(default_factory=list)

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Put a cell down; raises Unreadable off the sheet, and where there are more than a form can have."""
        if not (0 < row <= MAX_ROW and 0 < column <= MAX_COLUMN):
            raise Unreadable("文件已损坏（单元格超出表格范围），请用原来的程序打开并修复后再核查")
        if isinstance(cell.value, str) and len(cell.value) > MAX_TEXT:
            raise Unreadable(f"一个单元格里的文字超过 {MAX_TEXT} 个字，Excel 放不下，请分开写再核查")
        self.count()
        self.cells[Address(row, column)] = cell

    def frame(self, row: int, column: int, cell: Cell) -> None:
        """A blank cell with a frame; whole columns of them may go on far below the table."""
        if len(self._frames) < _MAX_COVERED:
            self._frames.append((row, column, cell))

    def put_frames(self) -> None:
        """Put those down that lie within the rows and columns with contents, when all of these are there."""
        bottom = max((at.row for at in self.cells), default=0)
        right = max((at.column for at in self.cells), default=0)
        for row, column, cell in self._frames:
            if row <= bottom and column <= right and Address(row, column) not in self.cells:
                self.put(row, column, cell)

    def merge(self, top: int, left: int, rows: int, columns: int) -> None:
        """Make one cell of several; what overlaps another merge is left alone, as Excel takes no such file."""
        rows, columns = min(rows, MAX_ROW - top + 1), min(columns, MAX_COLUMN - left + 1)
        if rows * columns < 2:
            return
        if rows * columns + len(self._covered) > _MAX_COVERED:
            raise Unreadable(TOO_MUCH)
        cells = {Address(top + r, left + c) for r in range(rows) for c in range(columns)}
        if self._covered.isdisjoint(cells):
            self._covered |= cells
            self.merges.append(Area(top, left, top + rows - 1, left + columns - 1))


@dataclass(slots=True)
class Book:
    """The tables of one file, a sheet each."""

    tables: list[Table] = field(default_factory=list)
    date1904: bool = False
    _cells: int = 0

    def add(self, name: str, state: str = "visible") -> Table:
        """A new table under the others."""
        if len(self.tables) >= _MAX_TABLES:
            raise Unreadable(TOO_MUCH)
        self.tables.append(Table(name, self._count, state=state))
        return self.tables[-1]

    def _count(self) -> None:
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise Unreadable(TOO_MUCH)

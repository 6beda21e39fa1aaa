"""插入指标行 / 删除指标行: which row it is by the cursor, and what moves with it. What is decided here Excel carries out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from addin.checking.one_finding import cursor
from addin.checking.session import OURS, earlier_check
from addin.hosts.excel import Workbook, indicator_rows
from addin.hosts.problems import Refused
from addin.reading.grid import Grid
from addin.reading.labels import label
from addin.reading.locate import Layout, locate
from addin.reading.refusal import NoForm
from addin.reading.sheet import Sheet
from scoring.form.address import Address, Area

_NOWHERE = "光标不在指标表里，没有改动。请选中指标表中的一格，再点一次。"
_EMPTY = "这张指标表里还没有指标行，不知道照哪一行插入。请先在表头下面填一行。"
_SUBTOTAL = "光标在小计行，没有改动。请选中一个指标所在的行，再点一次。"
_NO_INDICATOR = "光标在表头或合计行，没有改动。请选中要删除的指标所在的行，再点一次。"
_SEVERAL = "选中的是几行共用的单元格，不知道删除哪一行。请选中那一行的三级指标，再点一次。"
_LAST = "指标表里只有这一行了，不能删除。"
_LEVELS = ("level1", "level2")
_QUOTED = 40  # characters of a row that a question shows


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to be inserted below `above`: what is merged in it or with it, and the formulas that it takes over."""

    above: int
    merges: tuple[Area, ...]
    formulas: tuple[int, ...]  # columns
    name: Address  # where the person goes on


@dataclass(frozen=True, slots=True)
class GoneRow:
    """A row to be deleted: the labels that the next row takes over, and what is written in it."""

    row: int
    labels: tuple[Address, ...]
    content: str


def insert(book: Workbook) -> None:
    """Insert a row below that of the cursor, and go there. Raises Refused where that cannot be."""
    sheet = _sheet(book)
    new = new_row(sheet, cursor(book))
    found = book.book.Worksheets(sheet.name)
    indicator_rows.insert(found, new.above, new.merges, new.formulas)
    book.book.Application.Goto(found.Range(new.name.a1))


def row_to_delete(book: Workbook) -> GoneRow:
    """What would be deleted where the cursor stands; raises Refused where there is nothing to delete."""
    return gone_row(_sheet(book), cursor(book))


def delete(book: Workbook, gone: GoneRow) -> None:
    """Delete the row."""
    indicator_rows.delete(book.book.Worksheets(book.active_sheet), gone.row, gone.labels)


def new_row(sheet: Sheet, at: Address) -> NewRow:
    """Below the row of the cursor; from a heading or 合计 at the end of the table, from a label at its block's."""
    table = _table(sheet, at)
    above = table.row_to_follow(at)
    merges = []
    for area in sheet.merges:
        if area.top == area.bottom == above:
            merges.append(area._replace(top=above + 1, bottom=above + 1))
        # One that goes on below Excel stretches itself.
        elif area.bottom == above and area.right < table.name:
            merges.append(area._replace(bottom=above + 1))
    levels = {table.layout.columns.get(level) for level in _LEVELS}
    formulas = tuple(
        place.column
        for place, cell in sorted(sheet.cells.items())
        if place.row == above
        and cell.formula is not None
        and place.column not in levels
        and table.shared(place) is None
    )
    return NewRow(above, tuple(merges), formulas, Address(above + 1, table.name))


def gone_row(sheet: Sheet, at: Address) -> GoneRow:
    """The row of the cursor, if it is that of an indicator."""
    table = _table(sheet, at)
    rows = list(table.indicator_rows())
    if table.is_subtotal(at.row):
        raise Refused(_SUBTOTAL)
    if at.row not in rows:
        raise Refused(_NO_INDICATOR)
    if table.shared(at) is not None:
        raise Refused(_SEVERAL)
    if not any(row <= table.bottom for row in rows if row != at.row):
        raise Refused(_LAST)
    labels = tuple(table.labels_to_keep(at.row))
    content = "、".join(table.typed(at.row, besides={place.column for place in labels}))
    return GoneRow(at.row, labels, content[:_QUOTED])


def _sheet(book: Workbook) -> Sheet:
    """The sheet in front as it reads without marks; raises Refused where rows cannot come or go."""
    name = book.active_sheet
    if name in OURS:
        raise Refused(_NOWHERE)
    if book.book.Worksheets(name).ProtectContents:
        raise Refused(f"工作表“{name}”受保护，不能增减行。请先在“审阅”中撤销工作表保护。")
    (sheet,) = book.read((name,))
    return earlier_check(book).plain(sheet)


def _table(sheet: Sheet, at: Address) -> _Table:
    try:
        layouts = locate(sheet)
    except NoForm:
        raise Refused(_NOWHERE) from None
    grid = Grid.of(sheet)
    for layout in layouts:
        if layout.header_row <= at.row:
            if not layout.rows and at.row in (layout.header_row, layout.totals_row):
                raise Refused(_EMPTY)
            table = _Table(sheet, grid, layout)
            if layout.rows and (at.row <= table.reach or at.row == layout.totals_row):
                return table
    raise Refused(_NOWHERE)


@dataclass(frozen=True, slots=True)
class _Table:
    """The indicator table of a form that has at least one row; rows that are blank yet count too."""

    sheet: Sheet
    grid: Grid
    layout: Layout

    @property
    def name(self) -> int:
        """The column of the names."""
        return self.layout.columns["name"]

    @property
    def top(self) -> int:
        """The first row below the heading."""
        return max(self.grid.written(self.layout.rows[0], -1), self.layout.header_row) + 1

    @property
    def bottom(self) -> int:
        """The last row above 合计; where other things follow, the last that is written or merged with one."""
        last = self.layout.rows[-1]
        below = self.grid.written(last, +1)
        if below > last and below == self.layout.totals_row:
            return below - 1
        merged = (area.bottom for area in self.sheet.merges if area.top <= last <= area.bottom)
        return max((last, *merged))

    @property
    def reach(self) -> int:
        """The last row in which a cursor means this table: blank ones below its last may have been inserted."""
        below = self.grid.written(self.bottom, +1)
        return max(self.bottom, below - 1)

    def indicator_rows(self) -> Iterator[int]:
        """The rows of indicators, filled in or not: no heading that comes again, no 小计."""
        known = set(self.layout.rows)
        for row in range(self.top, self.reach + 1):
            is_heading = row not in known and bool(self.grid.row(row))
            if not is_heading and not self.is_subtotal(row):
                yield row

    def is_subtotal(self, row: int) -> bool:
        """Whether a label of the row says 小计."""
        texts = [text for column, text in self.grid.row(row).items() if column <= self.name]
        return any(label("results", t) == "subtotal" or t.strip().endswith("小计") for t in texts)

    def shared(self, at: Address) -> Area | None:
        """The merged area around a cell, where it takes more than one row."""
        around = (area for area in self.sheet.merges if area.covers(at) and area.bottom > area.top)
        return next(around, None)

    def row_to_follow(self, at: Address) -> int:
        """The row below which a new one comes."""
        rows = list(self.indicator_rows())
        if not any(row <= self.bottom for row in rows):
            raise Refused(_EMPTY)
        if self.is_subtotal(at.row):
            raise Refused(_SUBTOTAL)
        if at.row not in rows:
            return max(row for row in rows if row <= self.bottom)
        area = self.shared(at)
        block = [row for row in rows if area is not None and area.top <= row <= area.bottom]
        return block[-1] if block else at.row

    def labels_to_keep(self, row: int) -> Iterator[Address]:
        """Those that speak of the rows below too: merged with them, or the cells below blank in the same block."""
        columns = self.layout.columns
        below = self.grid.row(row + 1)
        goes_on = row + 1 in self.indicator_rows()
        level1 = columns.get("level1", 0)
        for column in range(1, self.name):
            at = Address(row, column)
            if not self.grid.text(at).strip():
                continue
            area = self.shared(at)
            is_level = column in (level1, columns.get("level2"))
            blank = not (below.get(column, "").strip() or below.get(level1, "").strip())
            if (area is not None and area.top == row) or (area is None and is_level and goes_on and blank):
                yield at

    def typed(self, row: int, besides: Collection[int]) -> Iterator[str]:
        """What a person has written in the row; level 2 is printed in every row of a blank form."""
        passed_over = {*besides, self.layout.columns.get("level2")}
        for column, text in self.grid.row(row).items():
            is_typed = self.sheet.cells[Address(row, column)].formula is None
            if column <= self.layout.right and column not in passed_over and is_typed:
                yield " ".join(text.split())

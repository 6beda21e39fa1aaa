"""Which cell is which field: finds the forms on a sheet by evidence, never by fixed addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from addin.reading.funds_table import FundsLayout, find_funds
from addin.reading.grade import is_labelled_grade, stated_grade
from addin.reading.grid import Grid
from addin.reading.headings import Band, indicator_bands
from addin.reading.labelled import announced_texts, beside, labelled, lines_below
from addin.reading.labels import is_any_label, is_ignored_heading, is_title, label
from addin.reading.refusal import what_was_found
from addin.reading.roles import columns_of
from addin.reading.sheet import Sheet
from addin.reading.stated import stated_total
from addin.reading.table_rows import NUMBERS, ends_table, indicator_rows, late_totals, likely_rows
from scoring.form.address import Address
from scoring.form.columns import ColumnReading
from scoring.text.characters import clean
from scoring.text.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the fields of one form stand on its sheet."""

    sheet: str
    title: Address | None
    top: int
    bottom: int
    header_row: int
    columns: Mapping[str, int]
    rows: tuple[int, ...]  # of the indicator table, totals not among them
    funds: FundsLayout | None
    totals_row: int | None
    totals_label: Address | None
    final_score: Address | None
    grade: Address | None
    texts: Mapping[str, Address] = field(default_factory=dict)
    more_lines: Mapping[str, tuple[Address, ...]] = field(default_factory=dict)  # of texts that go on below
    stated_total: Address | None = None  # a total outside a row of totals: 自评得分：98分
    heading_rows: tuple[int, ...] = ()  # of the indicator table, repeated ones too
    readings: tuple[ColumnReading, ...] = ()  # of the columns of the indicator table, and on what evidence

    @property
    def right(self) -> int:
        """The last column of the indicator table."""
        return max(self.columns.values())

    @property
    def experts(self) -> tuple[int, ...]:
        """The columns of several experts' scores."""
        return tuple(reading.at.column for reading in self.readings if reading.role == "expert_score")

    @property
    def unknown_headings(self) -> tuple[Address, ...]:
        """The headings that announce no column known; left of the first level they only gather it."""
        first = self.columns.get("level1", 0)
        return tuple(
            reading.at
            for reading in self.readings
            if not reading.role and reading.at.column > first and not is_ignored_heading(reading.label)
            if reading.label and not reading.instead
        )


_DONE = ("actual", "review_actual")
_ON_PERFORMANCE = Pattern("绩效.*(?:自评|评价|复核|目标|情况)")
_LINE = 40  # characters of a title


class _Table(NamedTuple):
    """An indicator table: its heading, the columns, the same heading repeated on later pages."""

    band: Band
    columns: dict[str, int]
    readings: tuple[ColumnReading, ...]
    repeated: tuple[Band, ...]


def locate(sheet: Sheet) -> tuple[Layout, ...]:
    """The forms on a sheet, from the top down. Raises NoForm where there is none."""
    grid = Grid.of(sheet)
    tables = tuple(_tables(grid))
    # Beside a report, a table of targets alone is what its reviewer suggests (建议的绩效指标).
    tables = tuple(table for table in tables if not _is_plan(table.columns)) or tables[:1]
    if not tables:
        raise what_was_found(grid)
    starts = _starts(grid, [table.band.top for table in tables])
    last_row = max(grid.rows)
    layouts = []
    for n, table in enumerate(tables):
        end = starts[n + 1][0] - 1 if n + 1 < len(starts) else last_row
        layouts.append(_layout(grid, starts[n], table, end))
    return tuple(layouts)


def _tables(grid: Grid) -> Iterator[_Table]:
    """The indicator tables of the sheet; a heading that is repeated on a new page belongs to the one before."""
    bands = tuple(indicator_bands(grid))
    last_row = max(grid.rows, default=0)
    current: _Table | None = None
    for n, band in enumerate(bands):
        end = bands[n + 1].top - 1 if n + 1 < len(bands) else last_row
        columns, readings = columns_of(grid, band, likely_rows(grid, band, end))
        columns = _with_names(columns)
        if not _is_table(columns, readings):
            continue
        if current is not None and _is_repeated(grid, current, band, columns):
            current = current._replace(repeated=(*current.repeated, _with_title(grid, current, band)))
            continue
        if current is not None:
            yield current
        current = _Table(band, columns, readings, ())
    if current is not None:
        yield current


def _with_names(columns: dict[str, int]) -> dict[str, int]:
    """A form of two levels names its indicators in the second."""
    if "name" not in columns and "level2" in columns:
        return {("name" if role == "level2" else role): at for role, at in columns.items()}
    return columns


def _is_table(columns: Mapping[str, int], readings: Iterable[ColumnReading]) -> bool:
    """A table of indicators: what they are, and two things of what was aimed at, was done, is it worth.

    Under both levels (一级指标, 二级指标) one of them is enough: a plan may hold targets alone.
    """
    told = {*columns, *(role for reading in readings for role in reading.instead)}
    levels = [key for key in ("level1", "level2") if key in columns]
    values = sum(key in told for key in ("target", "actual", "review_actual"))
    points = any(key in columns for key in NUMBERS)
    told_by = values + len(levels)
    return "name" in columns and values > 0 and (points or (bool(levels) and told_by > 2))


def _is_plan(columns: Mapping[str, int]) -> bool:
    """Targets alone (绩效目标申报表): a plan, and no report."""
    return "target" in columns and not any(key in columns for key in (*_DONE, "self_score", "review_score"))


def _is_repeated(grid: Grid, table: _Table, band: Band, columns: Mapping[str, int]) -> bool:
    """The same columns, and no form ends and none begins between the two headings.

    The title may be repeated with them; another title, a project or funds begin another form.
    """
    upper = (table.repeated or (table.band,))[-1].bottom
    titles = {
        clean(text)
        for _, texts in grid.between(1, table.band.top)
        for text in texts.values()
        if is_title(text)
    }
    return columns.items() <= table.columns.items() and not any(
        (is_title(text) and clean(text) not in titles)
        or label("funds", text) == "executed"
        or label("texts", text) == "project"
        or ends_table(texts, column, table.columns)
        for _, texts in grid.between(upper + 1, band.top - 1)
        for column, text in texts.items()
    )


def _with_title(grid: Grid, table: _Table, band: Band) -> Band:
    """The repeated heading, and the title that stands right above it."""
    above = grid.written(band.top, -1)
    if above > table.band.bottom and any(is_title(text) for text in grid.row(above).values()):
        return Band(above, band.bottom, band.headings)
    return band


def _starts(grid: Grid, header_rows: list[int]) -> list[tuple[int, Address | None]]:
    """Where each form begins: at the last title above its heading, else right after the form before."""
    starts: list[tuple[int, Address | None]] = []
    floor = 1
    for header in header_rows:
        title = next(
            (
                Address(row, column)
                for row, texts in reversed(list(grid.between(floor, header - 1)))
                for column, text in texts.items()
                if is_title(text) and not _is_announced(texts, column)
            ),
            None,
        )
        title = title or _likely_title(grid, floor, header - 1)
        starts.append((title.row if title else floor, title))
        floor = _table_end(grid, header)
    return [(1, starts[0][1]), *starts[1:]]


def _likely_title(grid: Grid, top: int, bottom: int) -> Address | None:
    """Where no text is a title by its end: the first row, if it holds nothing but a line on performance."""
    row, texts = next(grid.between(top, bottom), (0, {}))
    for column, text in texts.items():
        if len(texts) == 1 and _ON_PERFORMANCE.search(text) and not is_any_label(text) and len(text) <= _LINE:
            return Address(row, column)
    return None


def _is_announced(texts: Mapping[int, str], column: int) -> bool:
    """A label stands before it: 项目名称 | …经费支出绩效自评表 is a name and no title."""
    return any(before < column and label("texts", text) is not None for before, text in texts.items())


def _table_end(grid: Grid, header: int) -> int:
    """The first row after an indicator table that can belong to another form."""
    for row, texts in grid.between(header + 1, max(grid.rows)):
        if any(label("results", text) == "totals" for text in texts.values()):
            return row + 1
    return header + 1


def _layout(grid: Grid, start: tuple[int, Address | None], table: _Table, end: int) -> Layout:
    top, title = start
    band, columns = table.band, table.columns
    rows, totals_label = indicator_rows(grid, band, columns, end, table.repeated)
    after = totals_label.row if totals_label else (rows[-1] + 1 if rows else band.bottom + 1)
    totals_label = totals_label or late_totals(grid, after, columns, end)
    results = labelled(grid, "results", after, end)
    final_score = results.get("final_score")
    outside = ((top, band.top - 1), (after, end))
    funds = find_funds(grid, outside, plan=_is_plan(columns))
    fund_rows = funds.rows if funds is not None else frozenset()
    grade = _grade(grid, results.get("grade"), totals_label, end)
    stated = None if totals_label else stated_total(grid, outside, fund_rows)
    texts = announced_texts(grid, top, band.top, after, end, max(columns.values()), fund_rows)
    return Layout(
        sheet=grid.name,
        title=title,
        top=top,
        bottom=end,
        header_row=band.top,
        columns=columns,
        rows=tuple(rows),
        funds=funds,
        totals_row=totals_label.row if totals_label else None,
        totals_label=totals_label,
        final_score=beside(grid, final_score) if final_score is not None else None,
        grade=grade or _grade_above(grid, top, band.top - 1),
        texts=texts,
        more_lines=lines_below(grid, texts, band.top - 1),
        stated_total=stated,
        heading_rows=tuple(row for one in (band, *table.repeated) for row in range(one.top, one.bottom + 1)),
        readings=table.readings,
    )


def _grade_above(grid: Grid, top: int, bottom: int) -> Address | None:
    """等级：优 over the tables."""
    for row, texts in grid.between(top, bottom):
        for column, text in texts.items():
            if is_labelled_grade(text):
                return Address(row, column)
            if label("results", text) == "grade":
                return _grade_beside(grid, Address(row, column))
    return None


def _grade(grid: Grid, announced: Address | None, totals: Address | None, bottom: int) -> Address | None:
    """The cell that states the grade: beside its label, in one cell with it, or at the end of the 总分 row (云南)."""
    if announced is not None:
        return _grade_beside(grid, announced)
    top = totals.row if totals is not None else bottom + 1
    for row, texts in grid.between(top, bottom):
        for column, text in texts.items():
            if is_labelled_grade(text) or (row == top and stated_grade(text)):
                return Address(row, column)
    return None


def _grade_beside(grid: Grid, announced: Address) -> Address | None:
    """The next cell, or the ticked one where the grades stand side by side; None where none is ticked."""
    start = grid.right_of(announced)
    following = ((column, text) for column, text in grid.row(announced.row).items() if column >= start)
    texts = dict(takewhile(lambda item: not is_any_label(item[1]), following))
    together = stated_grade(" ".join(texts.values()))
    if together:
        return next(Address(announced.row, column) for column, text in texts.items() if together in text)
    several = sum(stated_grade(text) is not None for text in texts.values()) > 1
    return None if several else beside(grid, announced)

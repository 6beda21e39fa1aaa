"""Which cell is which field: finds the forms on a sheet by evidence, never by fixed addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import NamedTuple

from addin.reading.evidence import results_read
from addin.reading.funds_table import find_funds
from addin.reading.grade import grade_above, grade_cell
from addin.reading.grid import Grid
from addin.reading.headings import Band, indicator_bands
from addin.reading.labelled import announced_texts, beside, labelled, lines_below
from addin.reading.labels import is_any_label, is_note, is_title, label
from addin.reading.layout import Layout, Stretch
from addin.reading.refusal import what_was_found
from addin.reading.roles import columns_of
from addin.reading.sheet import Sheet
from addin.reading.stated import stated_total, states_total
from addin.reading.table_rows import NUMBERS, ends_table, indicator_rows, late_totals, likely_rows
from scoring.form.address import MAX_ROW, Address
from scoring.form.columns import ColumnReading
from scoring.text.characters import clean
from scoring.text.pattern import Pattern

_LONGEST_LINE = 40
_OPENING = Pattern("绩效|自评|评价|考核")
_PROSE = Pattern("[。；：:]")
_CONTINUED = Pattern(r"[(（]\s*续\s*表?\s*[)）]|续表")
_DONE = ("actual", "review_actual")


class _Table(NamedTuple):
    """An indicator table: its heading, the columns, the same heading repeated on later pages."""

    band: Band
    columns: dict[str, int]
    readings: tuple[ColumnReading, ...]
    repeated: tuple[Band, ...]
    earlier: tuple[_Table, ...] = ()  # of the same form, scored by a standard alone

    @property
    def top(self) -> int:
        """The first row of the first heading."""
        return (self.earlier[0] if self.earlier else self).band.top

    def stretch(self, rows: Iterable[int]) -> Stretch:
        """The table with its rows."""
        headings = (row for one in (self.band, *self.repeated) for row in range(one.top, one.bottom + 1))
        return Stretch(tuple(headings), self.columns, tuple(rows), self.readings)


def locate(sheet: Sheet) -> tuple[Layout, ...]:
    """The forms on a sheet, from the top down. Raises NoForm where there is none."""
    grid = Grid.of(sheet)
    found = tuple(_tables(grid))
    # Beside a report, a table of targets alone is what its reviewer suggests (建议的绩效指标).
    tables = tuple(_forms(grid, found)) or found[:1]
    suggested = [table for table in found if table not in tables and _is_plan(table.columns)]
    if not tables:
        raise what_was_found(grid)
    starts = _starts(grid, [table.top for table in tables])
    last_row = max(grid.rows)
    layouts = []
    for n, table in enumerate(tables):
        end = starts[n + 1][0] - 1 if n + 1 < len(starts) else last_row
        theirs = [one for one in suggested if table.band.bottom < one.band.top <= end]
        layouts.append(replace(_layout(grid, starts[n], table, end), suggested=_suggested(grid, theirs, end)))
    return tuple(layouts)


def _forms(grid: Grid, found: tuple[_Table, ...]) -> Iterator[_Table]:
    """The tables that report, and the plans above the first of them that have a title or project of their own."""
    reported = [table for table in found if not _is_plan(table.columns)]
    for table in found:
        first = bool(reported) and table.top < reported[0].top
        if table in reported or (
            first and _has_head(grid, table) and not _goes_on(grid, table, reported[0].band)
        ):
            yield table


def _has_head(grid: Grid, table: _Table) -> bool:
    """A title or the name of a project stands above a table."""
    above = grid.between(1, table.top - 1)
    return any(
        is_title(text) or label("texts", text) == "project" for _, texts in above for text in texts.values()
    )


def _suggested(grid: Grid, tables: Iterable[_Table], end: int) -> tuple[Stretch, ...]:
    return tuple(
        table.stretch(indicator_rows(grid, table.band, table.columns, end, ())[0]) for table in tables
    )


def _earlier(grid: Grid, table: _Table) -> Iterator[Stretch]:
    """The stretches above a table, each up to the heading of the next."""
    for one, following in pairwise((*table.earlier, table)):
        end = following.band.top - 1
        yield one.stretch(indicator_rows(grid, one.band, one.columns, end, one.repeated)[0])


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
        earlier: tuple[_Table, ...] = ()
        if current is not None and _is_scored_alone(current.columns) and _goes_on(grid, current, band):
            earlier = (*current.earlier, current)
        elif current is not None:
            yield current
        current = _Table(band, columns, readings, (), earlier)
    if current is not None:
        yield current


def _with_names(columns: dict[str, int]) -> dict[str, int]:
    """A form of two levels names its indicators in the second."""
    if "name" not in columns and "level2" in columns:
        return {("name" if role == "level2" else role): at for role, at in columns.items()}
    return columns


def _is_table(columns: Mapping[str, int], readings: Iterable[ColumnReading]) -> bool:
    """A table of indicators: what they are, and two things of what was aimed at, was done, is it worth."""
    if "name" in columns and _is_scored_alone(columns):
        return True
    told = {*columns, *(role for reading in readings for role in reading.instead)}
    levels = sum(key in columns for key in ("level1", "level2"))
    values = sum(key in told for key in ("target", "actual", "review_actual"))
    points = any(key in columns for key in NUMBERS)
    return "name" in columns and values > 0 and (points or levels + values > 2)


def _is_scored_alone(columns: Mapping[str, int]) -> bool:
    """Points and scores by a standard, and neither targets nor actuals (部门整体支出绩效评价自评表)."""
    levels = any(key in columns for key in ("level1", "level2"))
    values = any(key in columns for key in ("target", *_DONE))
    scores = any(key in columns for key in ("self_score", "review_score"))
    return levels and not values and scores and "weight" in columns


def _is_plan(columns: Mapping[str, int]) -> bool:
    """Targets alone (绩效目标申报表): a plan, and no report."""
    return "target" in columns and not any(key in columns for key in (*_DONE, "self_score", "review_score"))


def _is_repeated(grid: Grid, table: _Table, band: Band, columns: Mapping[str, int]) -> bool:
    """The same columns or the same labels but one, and no form ends and none begins between the two headings."""
    same = columns.items() <= table.columns.items() or _labels_alike(band, table.band)
    return same and _goes_on(grid, table, band)


def _labels_alike(one: Band, other: Band) -> bool:
    """The labels whatever was made of them: one may be misspelt, what stands below another on the next page."""
    pairs = [
        (clean(one.headings[at].own), clean(other.headings[at].own))
        for at in one.headings.keys() & other.headings.keys()
    ]
    same = sum(first == second for first, second in pairs)
    return len(one.headings) == len(other.headings) == len(pairs) and same >= len(pairs) - 1


def _goes_on(grid: Grid, table: _Table, band: Band) -> bool:
    """No form ends and none begins between a table and the heading of another.

    The title may be repeated on a new page, or one say that it is 续表; another title, a project or funds begin
    another form.
    """
    upper = (table.repeated or (table.band,))[-1].bottom
    titles = {
        clean(text)
        for _, texts in grid.between(1, table.band.top)
        for text in texts.values()
        if is_title(text)
    }
    return not any(
        (is_title(text) and clean(text) not in titles and not _CONTINUED.search(text))
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
    """Where each form begins: at the last title above its heading, else right after the form before.

    A form over several sheets has its title on the first that has one.
    """
    starts: list[tuple[int, Address | None]] = []
    floor, ended = 1, True
    for header, following in zip_longest(header_rows, header_rows[1:]):
        above = list(grid.between(floor, header - 1))
        title = next(
            (
                Address(row, column)
                for row, texts in _upwards(above)
                for column, text in texts.items()
                if is_title(text) and not _is_announced(texts, column)
            ),
            _first_line(above),
        )
        untitled = floor if ended else header
        starts.append((title.row if title else untitled, title))
        end = _table_end(grid, header, following or max(grid.rows))
        floor, ended = end or header + 1, end is not None
    return [(1, starts[0][1]), *starts[1:]]


def _upwards(rows: Iterable[tuple[int, Mapping[int, str]]]) -> list[tuple[int, Mapping[int, str]]]:
    """The rows from the bottom up, those of the first sheet before those of the next."""
    return sorted(rows, key=lambda item: (Address(item[0], 1).sheet_number, -item[0]))


def _by_sheet(top: int, bottom: int) -> Iterator[tuple[int, int]]:
    """The stretch of rows, parted where a form goes on on its next sheet."""
    while top <= bottom:
        last = min(bottom, top + MAX_ROW - Address(top, 1).on_sheet.row)
        yield top, last
        top = last + 1


def _first_line(above: Iterable[tuple[int, Mapping[int, str]]]) -> Address | None:
    """A line that opens the form and speaks of 绩效 or 自评, where no title does: 项目支出绩效自评情况."""
    for row, texts in above:
        (column, text), *others = texts.items()
        if any(map(is_any_label, texts.values())):
            return None
        opens = len(text) <= _LONGEST_LINE and all(states_total(other) for _, other in others)
        if opens and _OPENING.search(text) and not _PROSE.search(text):
            return Address(row, column)
        if others or not (is_note(text) or _PROSE.search(text)):
            return None  # instructions may stand above it
    return None


def _is_announced(texts: Mapping[int, str], column: int) -> bool:
    """A label stands before it: 项目名称 | …经费支出绩效自评表 is a name and no title."""
    return any(before < column and label("texts", text) is not None for before, text in texts.items())


def _table_end(grid: Grid, header: int, following: int) -> int | None:
    """The first row after the totals of a table, if they stand above the heading of another form, `following`."""
    for row, texts in grid.between(header + 1, following):
        if any(label("results", text) == "totals" for text in texts.values()):
            return row + 1
    return None


def _layout(grid: Grid, start: tuple[int, Address | None], table: _Table, end: int) -> Layout:
    top, title = start
    band, columns = table.band, table.columns
    rows, totals_label = indicator_rows(grid, band, columns, end, table.repeated)
    after = totals_label.row if totals_label else (rows[-1] + 1 if rows else band.bottom + 1)
    results = labelled(grid, "results", after, end)
    final_score = results.get("final_score")
    outside = (*_by_sheet(top, table.top - 1), *_by_sheet(after, end))
    funds = find_funds(grid, outside, plan=_is_plan(columns))
    fund_rows = funds.rows if funds is not None else frozenset()
    totals_label = totals_label or late_totals(grid, after, columns, end, fund_rows)
    stated = None if totals_label else stated_total(grid, outside, fund_rows)
    grade = grade_cell(grid, results.get("grade"), totals_label or stated, end) or grade_above(
        grid, top, table.top - 1
    )
    score_at = beside(grid, final_score) if final_score is not None else None
    tables = frozenset() if funds is not None and funds.pairs else fund_rows  # pairs stand among other labels
    texts = announced_texts(grid, top, table.top, after, end, max(columns.values()), tables)
    places = {text.key: text.at for text in texts if text.used}
    said = results_read(
        grid,
        (
            ("totals", totals_label or _label_before(grid, stated, "totals"), totals_label or stated),
            ("final_score", final_score, score_at),
            ("grade", _label_before(grid, grade, "grade") or results.get("grade"), grade),
        ),
    )
    return Layout(
        grid=grid,
        title=title,
        top=top,
        bottom=end,
        header_row=band.top,
        columns=columns,
        rows=tuple(rows),
        funds=funds,
        totals_row=totals_label.row if totals_label else None,
        totals_label=totals_label,
        final_score=score_at,
        grade=grade,
        texts=places,
        more_lines=lines_below(grid, places, table.top - 1),
        stated_total=stated,
        heading_rows=table.stretch(rows).heading_rows,
        earlier=tuple(_earlier(grid, table)),
        readings=table.readings,
        fields=(*texts, *said),
    )


def _label_before(grid: Grid, at: Address | None, key: str) -> Address | None:
    """The label in front of a result, or of which its own cell begins; None where there is none."""
    if at is None:
        return None
    before = [column for column in grid.row(at.row) if column <= at.column]
    labels = (column for column in reversed(before) if label("results", grid.row(at.row)[column]) == key)
    return next((Address(at.row, column) for column in labels), None)

"""Every cell of a form is accounted for: a label, a field, or listed as not understood.

In the tables a cell counts as read only where its column is known and its row is one that is read; outside
them a cell is read as a field, announces one, or is a remark of the printed form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from typing import Any

from addin.reading.fields import Reader
from addin.reading.grade import stated_grade
from addin.reading.grid import Grid
from addin.reading.labelled import numbers_before
from addin.reading.labels import is_any_label, is_note, is_title, is_unit_of_money
from addin.reading.layout import Layout
from addin.reading.likeness import likeness
from addin.reading.table_rows import numbers_the_columns
from scoring.form.address import Address
from scoring.form.field import Field
from scoring.form.model import EvaluationForm
from scoring.form.taxonomy import level1_class

_LIKE_A_LABEL = 0.6
_UNJUDGED = ("added", "half_year", "review_note")  # columns of the funds table that are known, and no more
_LEVELS = {"level1", "level2", "level1_weight", "level2_weight", "serial"}
_FIELDS = attrgetter(*(name for name in EvaluationForm.__dataclass_fields__ if name != "unknown_headings"))
_Place = tuple[int, int]  # an address, as sets of cells are compared with it
_POINTS = {"weight", "self_score", "review_score", "weight_and_score", "expert_score", "deviation"}
_IN_TOTALS = _POINTS | {"level1_weight", "level2_weight", "interim_score", "deducted"}


def account_for(form: EvaluationForm, layout: Layout, reader: Reader) -> EvaluationForm:
    """The form with the cells that nothing was made of, and the number of all that are written."""
    grid = layout.grid
    written = tuple(grid.between(layout.top, layout.bottom))
    known = _of_fields(form)
    known.update(_of_goals(layout), _of_indicators(form, layout), _of_funds(layout), _of_suggestions(layout))
    closed = set(_of_unknown_columns(layout))
    left = [
        Address(row, column)
        for row, texts in written
        for column, text in texts.items()
        if (row, column) not in known and text.strip()
    ]
    numbering = {row for row, texts in written if numbers_the_columns(texts)}
    lost = [
        at
        for at in left
        if at in closed
        or not (at.row in numbering or _explains_itself(grid.text(at), grid, at, layout.header_row))
    ]
    return replace(
        form,
        not_understood=tuple(map(reader.text, lost)),
        cells_written=sum(len(texts) for _, texts in written),
        unknown_headings=(*form.unknown_headings, *map(reader.text, _headings_of(lost, layout))),
    )


def _headings_of(lost: Iterable[Address], layout: Layout) -> Iterator[Address]:
    """The headings left of the first level that turn out to be no mere titles: something stands below them."""
    columns = {at.column for at in lost if at.row in layout.rows}
    for reading in layout.readings:
        unknown = not reading.role and not reading.instead and bool(reading.label)
        if unknown and reading.at.column in columns and reading.at not in layout.unknown_headings:
            yield reading.at


def _of_fields(form: EvaluationForm) -> set[_Place]:
    """The cells of all fields, however deep they lie, and those of their labels."""
    cells: set[_Place] = {at for reading in form.fields for at in (reading.at, reading.label_at)}
    waiting: list[Any] = list(_FIELDS(form))
    while waiting:
        value = waiting.pop()
        kind: object = type(value)
        if kind is Field:
            cells.add(value.at)
        elif kind is tuple:
            waiting += value
        elif kind is dict:
            waiting += value.values()
        elif (inside := _inside(kind)) is not None:
            waiting += inside(value)
    return cells


@lru_cache(maxsize=64)
def _inside(kind: object) -> Callable[[Any], tuple[Any, ...]] | None:
    """What gives the values in a dataclass (of more than one); None where it is none."""
    names = getattr(kind, "__dataclass_fields__", ())
    return attrgetter(*names) if names else None


def _of_indicators(form: EvaluationForm, layout: Layout) -> Iterator[_Place]:
    """The headings, and in each row the columns that are read there; 序号 and 佐证材料 are known, not judged."""
    nameless, right = set(layout.unknown_headings), layout.right + 1
    headings = {*layout.heading_rows, *(row for part in layout.earlier for row in part.heading_rows)}
    for row in headings:
        yield from (at for column in range(1, right) if (at := (row, column)) not in nameless)
    whole = {row.row for row in form.indicators} | {text.at.row for text in form.template_rows}
    whole |= {form.execution_row.at.row} if form.execution_row.present else set()
    sums = {sums.label.at.row for sums in form.subtotals}
    for part in layout.parts:
        told = {reading.at.column: reading.role for reading in part.readings if reading.role}
        for row in part.rows:
            roles = None if row in whole else _LEVELS | _POINTS if row in sums else _LEVELS
            yield from ((row, at) for at, role in told.items() if roles is None or role in roles)
    if layout.totals_row is not None:
        yield from ((layout.totals_row, column) for column, role in told.items() if role in _IN_TOTALS)


def _of_goals(layout: Layout) -> Iterator[_Place]:
    """The lines in which the goals go on, and the numbers before them and before the first."""
    for key, lines in layout.more_lines.items():
        yield from lines
        for at in (layout.texts[key], *lines):
            yield from ((at.row, column) for column in numbers_before(layout.grid, at))


def _of_unknown_columns(layout: Layout) -> Iterator[_Place]:
    """Where no label explains a cell: the columns of the table of which nobody knows what they hold."""
    doubtful = (reading.at for reading in layout.readings if reading.instead)
    unknown = {at.column for at in (*layout.unknown_headings, *doubtful)}
    yield from ((row, column) for row in layout.rows for column in unknown)
    if layout.funds is not None:
        nameless = [reading.at.column for reading in layout.funds.readings if not reading.role]
        yield from ((row, column) for row, _ in layout.funds.lines for column in nameless)


def _of_funds(layout: Layout) -> Iterator[_Place]:
    """Headings of the funds table, the labels before them, and those of each line."""
    if layout.funds is None or not layout.funds.columns:
        return
    first = min(column for role, column in layout.funds.columns.items() if role != "line")
    nameless = {reading.at for reading in layout.funds.readings if not reading.role}
    columns = range(1, max(layout.funds.columns.values()) + 1)
    for row in layout.funds.heading_rows:
        yield from (at for column in columns if (at := (row, column)) not in nameless)
    for row, label in layout.funds.lines:
        yield from ((row, column) for column in range(1, min(label.column, first) + 1))
        yield from ((row, layout.funds.columns[role]) for role in _UNJUDGED if role in layout.funds.columns)


def _of_suggestions(layout: Layout) -> Iterator[_Place]:
    for table in layout.suggested:
        columns = table.columns.values()
        yield from ((row, at) for row in (*table.heading_rows, *table.rows) for at in columns)


def _explains_itself(text: str, grid: Grid, at: Address, top: int) -> bool:
    """A label, a remark of the printed form: nothing that a person filled in."""
    if (
        is_any_label(text)
        or is_note(text)
        or is_title(text)
        or level1_class(text) is not None
        or stated_grade(text) is not None
    ):
        return True
    if at.row <= top and max(likeness("texts", text).values(), default=0.0) >= _LIKE_A_LABEL:
        return True  # 年初绩效目标 | 年终完成情况 over the columns
    if not is_unit_of_money(text):
        return False
    before = [column for column in grid.row(at.row) if column < at.column]
    return bool(before) and is_note(grid.row(at.row)[before[-1]])

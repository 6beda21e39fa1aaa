"""Forms over two sheets: what they are and are for on one sheet, their indicators on the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from addin.reading.funds_layout import FundsLayout
from addin.reading.funds_table import find_funds
from addin.reading.grid import Grid
from addin.reading.labelled import announced_texts, own_content, without_code
from addin.reading.labels import is_title
from addin.reading.layout import Layout
from addin.reading.locate import locate
from addin.reading.refusal import NoForm
from addin.reading.sheet import Sheet
from scoring.form.address import MAX_ROW, Address, Area
from scoring.text.characters import compact

_PROJECT = ("project", "project_and_code")
_UNIT = ("unit", "unit_and_code")
_GOALS = ("expected", "achieved", "goal")


@dataclass(frozen=True, slots=True)
class Located:
    """A sheet, or two that make one form, and the forms on it; without any, `refusal` says why."""

    sheet: Sheet
    layouts: tuple[Layout, ...] = ()
    refusal: NoForm | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """What a sheet or a layout says of its form beside the indicators."""

    project: str | None  # None where it has no such label
    unit: str | None
    has_funds: bool
    has_goals: bool
    has_title: bool

    @property
    def is_head(self) -> bool:
        """It says whose form it is, and that it is one: by its title, the money, the goals."""
        return bool(self.project or self.unit) and (self.has_funds or self.has_goals or self.has_title)

    @property
    def is_whole(self) -> bool:
        """Nothing can be missing beside it."""
        return self.has_funds and self.has_goals

    def goes_on_with(self, table: _Head) -> bool:
        """The sheet of an indicator table has nothing of its own that this head has, but for the same names.

        A head that says no more than names and a title may be a cover: then that sheet has none of them.
        """
        same_project = table.project is None or (table.project != "" and table.project == self.project)
        same_unit = not (table.unit and self.unit) or table.unit == self.unit
        twice = (self.has_funds and table.has_funds) or (self.has_goals and table.has_goals)
        if not (self.has_funds or self.has_goals):
            return table.project is None and table.unit is None and not table.has_title
        return same_project and same_unit and not twice


def located(sheets: Iterable[Sheet]) -> list[Located]:
    """The forms on the sheets of a workbook, given in their order; a form over two sheets once.

    The first of the two has the head of a form and no indicator table, the next visible one an indicator
    table and no head of its own.
    """
    found: list[Located] = []
    before: int | None = None  # the place of the visible sheet before
    for sheet in sheets:
        one = _located(sheet)
        both = None if sheet.hidden or before is None else _both(found[before], one)
        if both is not None and before is not None:
            found[before], before = both, None
            continue
        found.append(one)
        before = before if sheet.hidden else len(found) - 1
    return found


def may_be_a_part(sheet: Sheet) -> bool:
    """Whether a sheet read alone may be half of a form: a head without a table, or a table without a head."""
    one = _located(sheet)
    if one.refusal is not None:
        return _head_alone(sheet).is_head
    return not _head_of(sheet, one.layouts[0]).is_whole


def _located(sheet: Sheet) -> Located:
    try:
        return Located(sheet, locate(sheet))
    except NoForm as refusal:
        return Located(sheet, refusal=refusal)


def _both(first: Located, second: Located) -> Located | None:
    """Two sheets as one where they make one form."""
    if first.refusal is None or second.refusal is not None:
        return None
    table = _head_of(second.sheet, second.layouts[0])
    if table.is_whole:
        return None
    head = _head_alone(first.sheet)
    if not head.is_head or not head.goes_on_with(table):
        return None
    both = _located(joined(first.sheet, second.sheet))
    return both if both.layouts else None


def _head_alone(sheet: Sheet) -> _Head:
    """What a sheet without an indicator table says."""
    grid = Grid.of(sheet)
    if not grid.rows:
        return _Head(None, None, False, False, False)
    last, right = max(grid.rows), max(at.column for at in sheet.cells)
    funds = find_funds(grid, ((1, last),))
    rows = funds.rows if funds is not None else frozenset()
    texts = {
        one.key: one.at for one in announced_texts(grid, 1, last + 1, last + 1, last, right, rows) if one.used
    }
    return _head(
        grid, texts, funds, any(is_title(text) for _, row in grid.between(1, last) for text in row.values())
    )


def _head_of(sheet: Sheet, layout: Layout) -> _Head:
    """What stands beside the indicators on their own sheet."""
    return _head(Grid.of(sheet), layout.texts, layout.funds, layout.title is not None)


def _head(grid: Grid, texts: Mapping[str, Address], funds: FundsLayout | None, has_title: bool) -> _Head:
    return _Head(
        _name(grid, texts, _PROJECT),
        _name(grid, texts, _UNIT),
        # One amount beside 合计 may be the total of the weights.
        has_funds=funds is not None and (bool(funds.pairs) or len(funds.columns) > 1),
        has_goals=any(_content(grid, texts[key]) for key in _GOALS if key in texts),
        has_title=has_title,
    )


def _name(grid: Grid, texts: Mapping[str, Address], keys: Sequence[str]) -> str | None:
    """What the first of these labels announces, "" where it is blank; None where there is none of them."""
    found = [without_code(_content(grid, texts[key])) for key in keys if key in texts]
    return next(filter(None, found), found[0] if found else None)


def _content(grid: Grid, at: Address) -> str:
    """The content of a cell that may hold its label too."""
    return compact(own_content(grid.text(at)))


def joined(first: Sheet, second: Sheet) -> Sheet:
    """One sheet of two to be read, the rows of the second counted on from ``MAX_ROW``.

    How they look and are printed is asked of the parts.
    """
    parts = (first, second)
    return Sheet(
        name="、".join(part.name for part in parts),
        cells={at.counted_on(n): cell for n, part in enumerate(parts) for at, cell in part.cells.items()},
        merges=tuple(_counted_on(area, n) for n, part in enumerate(parts) for area in part.merges),
        hidden_rows=frozenset(row + n * MAX_ROW for n, part in enumerate(parts) for row in part.hidden_rows),
        # A column has one number on both: only what is seen on neither is hidden for sure.
        hidden_columns=first.hidden_columns & second.hidden_columns,
        extent=second.extent.counted_on(1),
        parts=parts,
    )


def _counted_on(area: Area, sheet_number: int) -> Area:
    return Area(
        *area.anchor.counted_on(sheet_number), *Address(area.bottom, area.right).counted_on(sheet_number)
    )

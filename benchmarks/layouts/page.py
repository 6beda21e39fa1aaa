"""A clean form on its way to another layout: every cell that stood on it knows where it stands now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from addin.reading.labels import label
from addin.reading.sheet import Cell, Sheet
from benchmarks.mutations import Clean
from scoring.form.address import Address, Area
from scoring.form.indicator import Indicator
from scoring.form.taxonomy import level1_class


class Impossible(Exception):
    """The form has not what the change is made to (湖北 has no weights)."""


class Page:
    """The cells of a form, to be moved and rewritten; `may_differ` and `renamed` say what is right afterwards."""

    def __init__(self, clean: Clean) -> None:
        self.clean = clean
        self.cells: dict[Address, Cell] = dict(clean.sheet.cells)
        self.merges: list[Area] = list(clean.sheet.merges)
        self.hidden_columns: set[int] = set(clean.sheet.hidden_columns)
        self.places = {at: at for at in self.cells}  # on the clean form -> now
        self.may_differ: set[str] = set()  # beginnings of kinds or keys of facts, or codes of rules
        self.renamed: dict[str, str] = {}  # texts that are another text now
        self.split: int | None = None  # the row from which the form stands on a second sheet
        self.beside: list[Sheet] = []  # other sheets, before the form's
        self.below: Clean | None = None  # another form under this one

    # --- where things are

    def at(self, old: Address) -> Address:
        """Where a cell of the clean form stands now."""
        if old not in self.places:
            raise Impossible(f"{self.clean.name}!{old.a1}")
        return self.places[old]

    def heading(self, key: str) -> Address:
        """The heading of a column of the indicator table."""
        layout = self.clean.layout
        if key not in layout.columns:
            raise Impossible(key)
        two = [Address(layout.header_row + step, layout.columns[key]) for step in (0, 1)]
        named = [at for at in two if label("indicator", self.text_before(at)) == key]
        return self.at((named or two)[-1 if named else 0])

    def column(self, key: str) -> int:
        return self.heading(key).column

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The columns of the clean form, from left to right."""
        return tuple(k for k, _ in sorted(self.clean.layout.columns.items(), key=lambda item: item[1]))

    @cached_property
    def score_key(self) -> str:
        return next(k for k in ("self_score", "review_score") if k in self.keys)

    def columns(self) -> dict[str, int]:
        """The columns that still have a heading, from left to right."""
        found = {}
        for key in self.keys:
            with suppress(Impossible):
                found[key] = self.column(key)
        return dict(sorted(found.items(), key=lambda item: item[1]))

    @property
    def header_rows(self) -> range:
        """The rows of the heading; two where 指标性质 and the like stand under 年度指标值."""
        rows = [self.heading(key).row for key in self.columns()]
        return range(min(rows), max(rows) + 1)

    def repeated_headings(self, key: str) -> list[Address]:
        """The heading of a column on later pages, whatever it is called by now."""
        first = self.heading(key)
        below = (at for at in self.cells if at.column == first.column and at.row in self.table)
        again = (at for at in below if at.row > first.row)
        return [
            at
            for at in again
            if label("indicator", self.text(at)) == key or self.text(at) == self.text(first)
        ]

    def on_one_page(self) -> None:
        """Raises Impossible where the heading is repeated: a change of one would leave the other as it was."""
        if self.repeated_headings("name"):
            raise Impossible("the heading is repeated")

    def rows(self) -> Iterator[tuple[Indicator, int]]:
        """The indicators of the clean form and the rows in which they stand now."""
        for row in self.clean.form.indicators:
            yield row, self.at(row.name.at if not row.name.blank else row.actual.at).row

    def groups(self) -> list[tuple[str, list[tuple[Indicator, int]]]]:
        """The indicators by level 1, in order."""
        groups: list[tuple[str, list[tuple[Indicator, int]]]] = []
        for row, now in self.rows():
            name = row.level1.text
            if not groups or groups[-1][0] != name:
                groups.append((name, []))
            groups[-1][1].append((row, now))
        return groups

    @property
    def first_row(self) -> int:
        return min(now for _, now in self.rows())

    @property
    def last_row(self) -> int:
        """The last row that is an indicator's."""
        return max(now for _, now in self.rows())

    @property
    def totals(self) -> Address:
        """The label of the result row."""
        return self.at(self.clean.form.totals.label.at)

    @property
    def table(self) -> range:
        """The rows of the indicator table: heading, indicators, results."""
        label_at = self.clean.form.totals.label.at
        rows = set(self.clean.layout.rows)  # those of the template too
        end = max(now.row for old, now in self.places.items() if old.row in rows) + 1
        end = max(end, self.row_after(self.last_row))
        if label_at in self.places:
            end = max(end, self.row_after(*self.places[label_at]))
        return range(self.header_rows[0], end)

    def row_after(self, row: int, column: int | None = None) -> int:
        """The row after an indicator; after two where its cells are merged over both, the score in the lower one."""
        at = Address(row, column or self.column("name"))
        return next((area.bottom for area in self.merges if area.anchor == at), row) + 1

    @property
    def top(self) -> int:
        return min(at.row for at in self.cells)

    @property
    def bottom(self) -> int:
        return max(at.row for at in self.cells)

    @property
    def left(self) -> int:
        return min(at.column for at in self.cells)

    @property
    def right(self) -> int:
        return max(at.column for at in self.cells)

    def fund_heading(self, key: str) -> Address:
        funds = self.clean.layout.funds
        if funds is None or key not in funds.columns:
            raise Impossible(key)
        return self.at(Address(funds.header_row, funds.columns[key]))

    def fund_rows(self) -> range:
        """The rows of the funds table with its heading."""
        funds = self.clean.layout.funds
        if funds is None:
            raise Impossible("funds")
        rows = [self.at(at).row for _, at in funds.lines]
        head = next(self.at(Address(funds.header_row, c)) for c in funds.columns.values())
        return range(head.row, max(rows) + 1)

    def texts_labels(self, key: str) -> Iterator[Address]:
        """The cells that hold a label of a text field, outside the indicator table."""
        old_rows = {row.row for row in self.clean.form.indicators}
        for old, one in self.clean.sheet.cells.items():
            if label("texts", one.text) == key and old.row not in old_rows and old in self.places:
                yield self.places[old]

    def text_label(self, key: str) -> Address:
        found = next(self.texts_labels(key), None)
        if found is None or self.clean.form.text(key) == "":
            raise Impossible(key)
        return found

    def labels(self) -> Iterator[Address]:
        """Every cell with a known label: headings, labels of lines, texts and results, levels."""
        content = {field.at for field in self.clean.form.texts.values()}
        tables = ("indicator", "funds", "fund_lines", "results", "texts", "sections")
        for old, one in self.clean.sheet.cells.items():
            known = any(label(table, one.text) for table in tables) or level1_class(one.text)
            if known and old not in content and old in self.places:
                yield self.places[old]

    def text(self, at: Address) -> str:
        return self.cells[at].text if at in self.cells else ""

    def text_before(self, old: Address) -> str:
        one = self.clean.sheet.cells.get(old)
        return one.text if one is not None else ""

    # --- changing it

    def write(self, at: Address, value: Any) -> None:
        """Another content for a cell, or a new cell; "" empties it."""
        if value in (None, ""):
            self.clear(at)
        elif isinstance(value, Decimal):
            self.cells[at] = Cell(value, f"{value:f}")
        else:
            text = str(value)
            self.cells[at] = Cell(text, text)

    def clear(self, at: Address) -> None:
        self.cells.pop(at, None)
        self.places = {old: now for old, now in self.places.items() if now != at}

    def clear_rows(self, rows: Iterable[int]) -> None:
        gone = set(rows)
        for at in [at for at in self.cells if at.row in gone]:
            self.clear(at)
        self.merges = [area for area in self.merges if area.top not in gone]

    def move(self, to: Callable[[Address], Address]) -> None:
        """Every cell to another place."""
        self.cells = {to(at): one for at, one in self.cells.items()}
        self.places = {old: to(now) for old, now in self.places.items()}
        self.merges = [Area(*to(a.anchor), *to(Address(a.bottom, a.right))) for a in self.merges]
        self.hidden_columns = {to(Address(1, column)).column for column in self.hidden_columns}

    def insert_rows(self, before: int, count: int = 1) -> None:
        self.move(lambda at: Address(at.row + count, at.column) if at.row >= before else at)

    def insert_columns(self, before: int, count: int = 1) -> None:
        self.move(lambda at: Address(at.row, at.column + count) if at.column >= before else at)

    def order_columns(self, keys: Iterable[str]) -> None:
        """Some columns of the indicator table exchanged among the places that they have."""
        order = list(keys)
        self.on_one_page()
        if len(self.header_rows) > 1 and "nature" not in self.keys:
            raise Impossible("a heading over several columns would be torn")
        columns = {key: self.column(key) for key in order}
        places = dict(zip(columns.values(), sorted(columns.values()), strict=True))
        if list(places) == list(places.values()):
            raise Impossible("already so")
        rows = self.table
        self.merges = [a for a in self.merges if a.top not in rows or a.left == a.right]
        self.move(lambda at: Address(at.row, places.get(at.column, at.column)) if at.row in rows else at)

    def add_column(self, before: int, heading: str, texts: Mapping[int, Any] | None = None) -> int:
        """A new column with a heading; `texts` by row."""
        rows = self.header_rows
        pages = [rows[0], *(at.row for at in self.repeated_headings("name"))]
        self.insert_columns(before)
        for row in pages:
            self.write(Address(row, before), heading)
        if len(rows) > 1:
            self.merges.append(Area(rows[0], before, rows[-1], before))
        for row, text in (texts or {}).items():
            self.write(Address(row, before), text)
        return before

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """One merged area; those that it would cross are dissolved, and nothing of what it covers is left."""
        inside = [at for at in self.cells if top <= at.row <= bottom and left <= at.column <= right]
        if any(at != (top, left) for at in inside):
            raise Impossible("something would be lost")
        apart = (
            a for a in self.merges if a.bottom < top or a.top > bottom or a.right < left or a.left > right
        )
        self.merges = [*apart, Area(top, left, bottom, right)]

    # --- the outcome

    def sheets(self) -> list[Sheet]:
        """The workbook as it is now: the other sheets, then the form's, two where it is split."""
        sheets = [self._sheet("Sheet1", self.cells, self.merges)]
        if self.split is not None:
            first, second = (
                {at: one for at, one in self.cells.items() if (at.row >= self.split) is lower}
                for lower in (False, True)
            )
            up = self.split - 1
            sheets = [
                self._sheet("第1页", first, [a for a in self.merges if a.bottom <= up]),
                self._sheet(
                    "第2页",
                    {Address(at.row - up, at.column): one for at, one in second.items()},
                    [a._replace(top=a.top - up, bottom=a.bottom - up) for a in self.merges if a.top > up],
                ),
            ]
        return [*self.beside, *sheets]

    def read_at(self) -> Mapping[Address, Address]:
        """Where the cells of the clean form stand for the reading, which counts the rows of a second sheet on."""
        if self.split is None:
            return self.places
        return {old: self._counted_on(now, self.split) for old, now in self.places.items()}

    @staticmethod
    def _counted_on(at: Address, split: int) -> Address:
        return at if at.row < split else Address(at.row - split + 1, at.column).counted_on(1)

    def is_as_it_was(self) -> bool:
        """Nothing has been done to the clean form yet."""
        sheets = self.sheets()
        if len(sheets) > 1:
            return False
        (now,), clean = sheets, self.clean.sheet
        return (now.cells, now.merges, now.hidden_columns) == (
            clean.cells,
            clean.merges,
            clean.hidden_columns,
        )

    def _sheet(self, name: str, cells: Mapping[Address, Cell], merges: Iterable[Area]) -> Sheet:
        extent = Address(max(at.row for at in cells), max(at.column for at in cells))
        base = replace(self.clean.sheet, name=name, cells=dict(sorted(cells.items())), extent=extent)
        return replace(base, merges=tuple(merges), hidden_columns=frozenset(self.hidden_columns))

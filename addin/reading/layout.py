"""Which cell of a sheet is which field of the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from addin.reading.column import REVIEWED
from addin.reading.funds_layout import FundsLayout
from addin.reading.grid import Grid
from addin.reading.labels import is_ignored_heading
from scoring.form.address import Address
from scoring.form.columns import ColumnReading, FieldReading


@dataclass(frozen=True, slots=True)
class Stretch:
    """A table of indicators beside that of the layout, with columns of its own: its heading, columns by role, rows."""

    heading_rows: tuple[int, ...]
    columns: Mapping[str, int]
    rows: tuple[int, ...]
    readings: tuple[ColumnReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the fields of one form stand on its sheet."""

    grid: Grid  # the texts that they were found among
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
    fields: tuple[FieldReading, ...] = ()  # of labelled texts and results, and on what evidence
    suggested: tuple[Stretch, ...] = ()  # the indicators that a reviewer suggests
    earlier: tuple[Stretch, ...] = ()  # indicators above that are scored by a standard alone (决策, 管理)

    @property
    def parts(self) -> tuple[Layout, ...]:
        """The stretches of the table from the top down, each as if it were the table."""
        above = (
            replace(self, columns=one.columns, rows=one.rows, readings=one.readings, earlier=())
            for one in self.earlier
        )
        return (*above, self)

    @property
    def right(self) -> int:
        """The last column of the indicator table."""
        return max(self.columns.values())

    @property
    def experts(self) -> tuple[int, ...]:
        """The columns of several experts' scores."""
        return tuple(reading.at.column for reading in self.readings if reading.role == "expert_score")

    @property
    def is_review(self) -> bool:
        """Whether there are columns for a reviewer, known by their headings."""
        return any(
            reading.role in ("review_score", "review_actual")
            or (reading.role == "opinion" and any(word in reading.label for word in REVIEWED))
            for reading in self.readings
        )

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

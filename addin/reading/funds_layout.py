"""Where the funds table stands: its columns, or its pairs of label and amount."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from scoring.form.address import Address
from scoring.form.columns import ColumnReading, FieldReading

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FundsLayout:
    """The funds table: its heading row, its columns, and its lines (row, label cell).

    Where labels and amounts stand side by side there are no columns but `pairs`.
    """

    header_row: int
    columns: Mapping[str, int]
    lines: tuple[tuple[int, Address], ...]
    heading: Address | None  # 项目资金（万元）, 预算执行情况（20分）
    pairs: Mapping[str, Address] = field(default_factory=dict)
    heading_rows: tuple[int, ...] = ()
    readings: tuple[ColumnReading, ...] = ()  # of the columns, and on what evidence
    fields: tuple[FieldReading, ...] = ()  # of the pairs

    @property
    def rows(self) -> frozenset[int]:
        """The rows of the table, its heading too."""
        rows = {self.header_row, *(row for row, _ in self.lines), *(at.row for at in self.pairs.values())}
        return frozenset(rows | ({self.heading.row} if self.heading is not None else set()))


def with_the_only_budget(places: dict[str, T]) -> dict[str, T]:
    """预算批复数 beside what was spent: where there is one budget alone, execution is reckoned from it."""
    if "budget" in places or not {"initial_budget", "executed"} <= places.keys():
        return places
    return {("budget" if role == "initial_budget" else role): place for role, place in places.items()}

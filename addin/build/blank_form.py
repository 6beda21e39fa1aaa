"""A blank form on its sheet and where its fields stand: read by `locate`, as a filled one will be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from openpyxl.worksheet.worksheet import Worksheet

from addin.build import formulas
from addin.reading.labels import label
from addin.reading.layout import Layout
from addin.reading.locate import locate
from addin.reading.sheet import Cell, Sheet
from scoring.form.address import Address, Area, column_letters


def located(sheet: Worksheet) -> Layout:
    """Where the fields of a blank form stand."""
    texts = {
        Address(cell.row, cell.column): Cell(None, str(cell.value), None)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    merges = tuple(Area.parse(str(area)) for area in sheet.merged_cells.ranges)
    (layout,) = locate(Sheet(sheet.title, texts, merges))
    return layout


@dataclass(frozen=True)
class Form:
    """A blank form and where its fields stand."""

    sheet: Worksheet
    layout: Layout

    def column(self, role: str) -> str:
        """The cells of a column of the indicator table: ``H12:H23``."""
        letters = column_letters(self.layout.columns[role])
        return f"{letters}{self.layout.rows[0]}:{letters}{self.layout.rows[-1]}"

    def spanned(self, role: str) -> str:
        """The same cells for a sum: all between the heading and the row of totals, whatever is inserted."""
        letters, layout = column_letters(self.layout.columns[role]), self.layout
        heading = column_letters(layout.columns["name"])
        return formulas.between(letters, f"${heading}${layout.header_row}", f"$A${layout.totals_row}")

    def sources(self, role: str) -> str:
        """The amounts of the sources of 年度资金总额, above or below it."""
        assert self.layout.funds is not None
        letters = column_letters(self.layout.funds.columns[role])
        if self.total_funds_row == self.fund_rows[0]:
            below = f"$A${self.fund_rows[-1] + 1}"
            return formulas.between(letters, f"{letters}{self.total_funds_row}", below)
        above = self.layout.funds.header_row
        return formulas.between(letters, f"{letters}{above}", f"{letters}{self.total_funds_row}")

    def headed(self, role: str) -> str:
        """The same cells with their heading: what holds for all of these holds for a row inserted right below it."""
        letters = column_letters(self.layout.columns[role])
        return f"{letters}{self.layout.header_row}:{letters}{self.layout.rows[-1]}"

    def heading(self, role: str) -> str:
        """The heading of a column, as a formula of a range that begins with it refers to it: ``$H11``."""
        return f"${column_letters(self.layout.columns[role])}{self.layout.header_row}"

    @cached_property
    def blocks(self) -> tuple[range, ...]:
        """The rows of each level 1, from its label on."""
        letters = column_letters(self.layout.columns["level1"])
        starts = [row for row in self.layout.rows if self.sheet[f"{letters}{row}"].value is not None]
        return tuple(range(start, end) for start, end in pairwise([*starts, self.layout.rows[-1] + 1]))

    def fund(self, role: str, row: int) -> str:
        """A cell of the funds table."""
        assert self.layout.funds is not None
        return f"{column_letters(self.layout.funds.columns[role])}{row}"

    def in_totals(self, role: str) -> str:
        """The cell of the row of totals in a column of the indicator table."""
        return f"{column_letters(self.layout.columns[role])}{self.layout.totals_row}"

    @cached_property
    def fund_rows(self) -> tuple[int, ...]:
        """The lines of the funds table."""
        assert self.layout.funds is not None
        return tuple(row for row, _ in self.layout.funds.lines)

    @cached_property
    def total_funds_row(self) -> int:
        """The line 年度资金总额."""
        assert self.layout.funds is not None
        for row, at in self.layout.funds.lines:
            if label("fund_lines", str(self.sheet[at.a1].value)) == "total":
                return row
        raise AssertionError("no line 年度资金总额")

    @cached_property
    def execution_weight(self) -> str:
        """The weight of 年度资金总额."""
        return self.fund("weight", self.total_funds_row)

    @cached_property
    def results(self) -> dict[str, str]:
        """The cells of results by their names in design.md; rates of single sources are not among them."""
        found = {
            "execution_rate": self.fund("rate", self.total_funds_row),
            "execution_score": self.fund("score", self.total_funds_row),
            "weight_total": self.in_totals("weight"),
            "self_total": self.in_totals("self_score"),
        }
        if "review_score" in self.layout.columns:
            found["review_total"] = self.in_totals("review_score")
        for name, at in (("final_score", self.layout.final_score), ("grade", self.layout.grade)):
            if at is not None:
                found[name] = at.a1
        return found

    @cached_property
    def names(self) -> dict[str, str]:
        """All cells of the form that get a name."""
        names = {**self.results, "execution_weight": self.execution_weight}
        if self.layout.grade is not None:
            names["grade_label"] = f"A{self.layout.grade.row}"
        return names

    @cached_property
    def texts(self) -> dict[str, Address]:
        """The cells of the labelled texts; a blank one right above the headings is not taken for a heading."""
        header = self.layout.header_row
        return {
            key: Address(header - 1, at.column) if at.row == header else at
            for key, at in self.layout.texts.items()
        }

    def roles(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Those columns that the indicator table has."""
        return tuple(role for role in wanted if role in self.layout.columns)

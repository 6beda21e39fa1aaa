"""Forms of many layouts, written by someone who had not seen the reading, and what a person reads in them.

A file holds the `grid` of a sheet (a line a row, tabs between the cells, ``\\n`` for a line break in a cell), its
`merges` and, where the form goes on over further sheets, these as `more_sheets`; `expect` is what a person reads:

- fields with their texts and cells; the texts are compared without white space and unseen characters;
- `funds` from the total line down; `execution_row` is that row of the indicator table which is the execution;
- `sub_rows`: rows of 其中, parts of the indicator above them without points of their own;
- `findings` that a person comes to, `may` for those that are debatable, `must_not` for likely false alarms;
- `doubtful`: why two readings are as good; `expect` is then one of them, and right is to say so and judge neither;
- `also`: the further forms of the same sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from addin.reading.sheet import Cell, Sheet
from scoring.form.address import Address, Area

HERE = Path(__file__).parent
NAMES = tuple(sorted(path.stem for path in HERE.glob("*.yaml")))
_NUMBER = re.compile(r"-?[0-9]+(?:\.([0-9]+))?")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.([0-9]+))?")


@dataclass(frozen=True)
class LayoutForm:
    """A form as it lies on its sheets, and what a person reads in it."""

    about: str
    sheets: tuple[Sheet, ...]
    expect: tuple[Mapping[str, Any], ...]  # one for each form on the sheets

    @property
    def doubtful(self) -> bool:
        return any("doubtful" in form for form in self.expect)


def load(name: str) -> LayoutForm:
    """The form of that name."""
    data = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    first, *others = data["expect"], *data["expect"].get("also", ())
    sheets = (data, *data.get("more_sheets", ()))
    return LayoutForm(data["about"], tuple(map(_sheet, sheets)), (first, *others))


def _sheet(data: Mapping[str, Any]) -> Sheet:
    cells = dict(_cells(data["grid"]))
    extent = Address(max(at.row for at in cells), max(at.column for at in cells))
    return Sheet(data["sheet"], cells, tuple(map(Area.parse, data.get("merges", ()))), extent=extent)


def _cells(grid: str) -> Iterator[tuple[Address, Cell]]:
    for row, line in enumerate(grid.rstrip("\n").split("\n"), 1):
        for column, text in enumerate(line.split("\t"), 1):
            if text.strip():
                yield Address(row, column), _cell(text.replace("\\n", "\n"))


def _cell(text: str) -> Cell:
    """Numbers as Excel would store and show them: 12, 94.30%, 1,800.00; full-width digits are a text."""
    number, percent = text.removesuffix("%"), text.endswith("%")
    for pattern, whole in ((_NUMBER, "0"), (_THOUSANDS, "#,##0")):
        found = pattern.fullmatch(number)
        if found is not None:
            value = Decimal(number.replace(",", ""))
            places = f".{'0' * len(found[1])}" if found[1] else ""
            return Cell(value / 100 if percent else value, text, None, f"{whole}{places}{'%' * percent}")
    return Cell(text, text)

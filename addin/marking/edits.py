"""What may be written to a sheet: a closed set of small, reversible edits that every host carries out.

A host keeps what stood there before (fills, values, column width, print area) in the very hidden
sheet `MARKS_SHEET` of the same workbook, so that any host can clear the marks of any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from scoring.form.address import Address, Area

RESULT_SHEET = "核查结果"
MARKS_SHEET = "jixiao.marks"
PROFILE_NAME = "jixiao_profile"  # the name under which a workbook keeps its choice of scoring rules
HINT_HEADER = "核查提示"
NOTE_SIGNATURE = "【绩效核查】"  # a note of ours begins with it; what stands before it is the person's


class Look(StrEnum):
    """How a written cell looks; a host knows the fonts, fills and borders behind each."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    TITLE = "title"
    HEADER = "header"
    TEXT = "text"
    PLAIN = "plain"  # words round a table, as wide as the page
    SMALL = "small"  # the same, of less weight
    LINK = "link"
    INPUT = "input"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class SetValue:
    """Put a recomputed result where a typed one stood. A cell with a formula is never given one."""

    sheet: str
    at: Address
    value: Decimal | str


@dataclass(frozen=True, slots=True)
class Fill:
    """Colour a cell by severity (`Look.ERROR`, `WARNING` or `INFO`); font, border, format stay."""

    sheet: str
    at: Address
    look: Look


@dataclass(frozen=True, slots=True)
class AddNote:
    """Put our text into the cell's note, after the person's own words where there are any.

    `text` comes without `NOTE_SIGNATURE`; the host puts that before it. A threaded comment is left alone.
    """

    sheet: str
    at: Address
    text: str


@dataclass(frozen=True, slots=True)
class Hint:
    """A line of the 核查提示 column; `look` is HINT, or HEADER for its heading.

    `wrap` is set only where the row is tall enough already, so that no row grows.
    """

    sheet: str
    at: Address
    text: str
    look: Look = Look.HINT
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class SetWidth:
    """Width of a column in characters."""

    sheet: str
    column: int
    width: float


@dataclass(frozen=True, slots=True)
class SetPrintArea:
    """Keep what we write beside the form out of print; only where the sheet has no print area."""

    sheet: str
    area: Area


class SheetCell(NamedTuple):
    """A cell of a sheet of ours: text is text, never a formula; `link` is ``'sheet'!A1`` of this workbook."""

    value: str | Decimal | int
    look: Look = Look.TEXT
    link: str | None = None
    choices: tuple[str, ...] = ()


class Alert(NamedTuple):
    """Cells that are red while a condition holds: a formula without ``=``, for the first row of the cells.

    It names columns absolutely and rows relatively: ``$K9=""``.
    """

    cells: Area
    condition: str


@dataclass(frozen=True, slots=True)
class PutSheet:
    """Put a whole sheet of ours at the end of the workbook, replacing ours of that name.

    `rows` start at A1; `spans` are areas to merge; `widths` in characters; `heights` in points, a row
    without one has the usual; `freeze_row` stays in view; `header_row` is repeated on every printed page;
    `filter` is the table that can be filtered, its headings first; `alert` colours while the person types;
    with `hidden` it is a very hidden one.
    """

    name: str
    rows: tuple[tuple[SheetCell | None, ...], ...]
    widths: tuple[float, ...] = ()
    heights: tuple[float, ...] = ()
    spans: tuple[Area, ...] = ()
    freeze_row: int = 0
    header_row: int = 0
    filter: Area | None = None
    alert: Alert | None = None
    hidden: bool = False


Edit = SetValue | Fill | AddNote | Hint | SetWidth | SetPrintArea | PutSheet

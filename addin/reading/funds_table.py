"""The funds table (项目资金): a heading with a line for each source, or pairs of label and amount."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from addin.reading.grid import Grid
from addin.reading.headings import stacks
from addin.reading.labelled import beside
from addin.reading.labels import is_any_label, label
from addin.reading.likeness import SLIP, likeness, made_of
from scoring.form.address import Address
from scoring.form.model import is_dash
from scoring.text.numerals import parse_number
from scoring.text.pattern import Pattern

_LIKE_ENOUGH = 0.5
_NEEDED = ("budget", "executed")
_AMOUNTS = ("initial_budget", "budget", "executed")
_LONGEST_AMOUNT = 20
_DIGIT = Pattern("[0-9０-９一二三四五六七八九十百千万]")


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

    @property
    def rows(self) -> frozenset[int]:
        """The rows of the table, its heading too."""
        rows = {self.header_row, *(row for row, _ in self.lines), *(at.row for at in self.pairs.values())}
        return frozenset(rows | ({self.heading.row} if self.heading is not None else set()))


def find_funds(grid: Grid, rows: Iterable[tuple[int, int]]) -> FundsLayout | None:
    """The funds table in these stretches of rows (first, last), the first that there is."""
    stretches = tuple(rows)
    for top, bottom in stretches:
        found = _table(grid, top, bottom)
        if found is not None:
            return found
    for top, bottom in stretches:
        found = _pairs(grid, top, bottom)
        if found is not None:
            return found
    return None


def _table(grid: Grid, top: int, bottom: int) -> FundsLayout | None:
    for row, texts in grid.between(top, bottom):
        if sum(bool(likeness("funds", text)) for text in texts.values()) < len(_NEEDED):
            continue
        for last in (row, grid.written(row, +1)):
            columns = _columns(grid, row, min(last, bottom))
            if all(key in columns for key in _NEEDED):
                return _with_lines(grid, row, last, columns, bottom)
    return None


def _columns(grid: Grid, top: int, bottom: int) -> dict[str, int]:
    """The columns by role; a role that two headings are like goes to the likelier, then to the first."""
    if any(parse_number(text) is not None for row in {top, bottom} for text in grid.row(row).values()):
        return {}
    claims = sorted(
        ((like, -column, role) for column, role, like in _claims(grid, top, bottom)), reverse=True
    )
    columns: dict[str, int] = {}
    for _, column, role in claims:
        if role not in columns and -column not in columns.values():
            columns[role] = -column
    return columns


def _claims(grid: Grid, top: int, bottom: int) -> Iterator[tuple[int, str, float]]:
    """How like each column is to each role: column, role, likeness."""
    for column, heading in stacks(grid, top, bottom):
        like = dict(likeness("funds", heading.own))
        if heading.over and max(like.values(), default=0.0) < SLIP:
            like |= made_of("funds", heading.over + heading.own)
        yield from ((column, role, value) for role, value in like.items() if value >= _LIKE_ENOUGH)


def _with_lines(grid: Grid, row: int, last: int, columns: dict[str, int], bottom: int) -> FundsLayout:
    first = min(column for key, column in columns.items() if key != "line")
    lines = []
    for below, texts in grid.between(last + 1, bottom):
        labels = [
            column for column, text in texts.items() if column < first and label("sections", text) is None
        ]
        if not labels and not lines and parse_number(texts.get(columns["budget"], "")) is not None:
            labels = [max(first - 1, 1)]  # the only line, without a label
        if not labels or any(label("texts", text) for text in texts.values()) or _is_prose(texts, columns):
            break
        lines.append((below, Address(below, labels[-1])))
    heading = next((Address(row, column) for column in grid.row(row) if column < first), None)
    return FundsLayout(last, columns, tuple(lines), heading)


def _is_prose(texts: Mapping[int, str], columns: Mapping[str, int]) -> bool:
    """What stands where amounts are to be is no amount that somebody got wrong, but something else."""
    amounts = [texts.get(columns[key], "") for key in _AMOUNTS if key in columns]
    written = [text.strip() for text in amounts if text.strip() and not is_dash(text)]
    return bool(written) and not any(_DIGIT.search(text) and len(text) <= _LONGEST_AMOUNT for text in written)


def _pairs(grid: Grid, top: int, bottom: int) -> FundsLayout | None:
    """预算数 | 100 | 执行数 | 95 | 执行率 | 95%: each label with its amount to its right."""
    pairs: dict[str, Address] = {}
    labels: dict[str, Address] = {}
    for row, texts in grid.between(top, bottom):
        for column, text in texts.items():
            role = label("funds", text)
            at = Address(row, column)
            if role is None or role in pairs or not _is_amount(grid, beside(grid, at)):
                continue
            pairs[role], labels[role] = beside(grid, at), at
    if not all(key in pairs for key in _NEEDED):
        return None
    at = labels["budget"]
    return FundsLayout(at.row, {}, ((at.row, at),), None, pairs)


def _is_amount(grid: Grid, at: Address) -> bool:
    text = grid.text(at)
    return (
        not is_any_label(text)
        and parse_number(text.strip().removesuffix("元").removesuffix("万")) is not None
    )

"""Which cell is which field: finds the forms on a sheet by their labels, never by fixed addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from addin.reading.grade import is_labelled_grade, stated_grade
from addin.reading.grid import Grid
from addin.reading.labelled import announced_texts, beside, labelled
from addin.reading.labels import is_any_label, is_ignored_heading, is_title, label, likely_label
from addin.reading.sheet import Sheet
from scoring.form.address import Address
from scoring.form.model import is_dash
from scoring.form.taxonomy import level1_class, level2_class
from scoring.text.numerals import parse_number

_DIGIT = re.compile("[0-9０-９]")
_NUMBERS = ("weight", "self_score", "review_score")
_FULL_MARK = 100  # a larger figure is a telephone number or a year


@dataclass(frozen=True, slots=True)
class FundsLayout:
    """The funds table: its heading row, its columns, and its lines (row, label cell)."""

    header_row: int
    columns: Mapping[str, int]
    lines: tuple[tuple[int, Address], ...]
    heading: Address | None  # 项目资金（万元）, 预算执行情况（20分）


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the fields of one form stand on its sheet."""

    sheet: str
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
    unknown_headings: tuple[Address, ...] = ()  # of columns of the indicator table that nobody knows

    @property
    def right(self) -> int:
        """The last column of the indicator table."""
        return max(self.columns.values())


class NoForm(Exception):
    """There is no evaluation form on the sheet; the message says what was looked for and what was found.

    `found` says the latter alone, `labels` how many of a form's column headings are there.
    """

    def __init__(self, message: str, found: str = "", labels: int = -1) -> None:
        super().__init__(message)
        self.found, self.labels = found, labels


NEEDED_COLUMNS = "一级指标、二级指标、三级指标、实际完成值、分值（或得分）"


def locate(sheet: Sheet) -> tuple[Layout, ...]:
    """The forms on a sheet, from the top down. Raises NoForm where there is none."""
    grid = Grid.of(sheet)
    headers = tuple(_headers(grid))
    if not headers:
        raise _what_was_found(grid)
    starts = _starts(grid, [row for row, _, _ in headers])
    last_row = max(grid.rows)
    layouts = []
    for n, (row, bottom, columns) in enumerate(headers):
        end = starts[n + 1][0] - 1 if n + 1 < len(starts) else last_row
        layouts.append(_layout(grid, starts[n], row, bottom, columns, end))
    return tuple(layouts)


def _headers(grid: Grid) -> Iterator[tuple[int, int, dict[str, int]]]:
    """The headings of indicator tables: first row, last row, columns by role. Repeated ones are left out."""
    previous_end = 0
    previous: dict[str, int] = {}
    for row in grid.rows:
        if row <= previous_end or "name" not in _roles(grid.row(row)).values():
            continue
        top, bottom, roles = _heading_around(grid, row)
        columns: dict[str, int] = {}
        for column in sorted(roles):
            columns.setdefault(roles[column], column)
        if "actual" in columns and any(key in columns for key in _NUMBERS):
            if not (
                columns.items() <= previous.items() and _nothing_between(grid, previous_end, top, previous)
            ):
                yield top, bottom, columns
            previous_end, previous = bottom, columns


def _nothing_between(grid: Grid, upper: int, lower: int, columns: Mapping[str, int]) -> bool:
    """No form ends and none begins between two headings: the lower one is repeated on a new page."""
    return not any(
        is_title(text) or label("funds", text) == "executed" or _ends_table(texts, column, columns)
        for _, texts in grid.between(upper + 1, lower - 1)
        for column, text in texts.items()
    )


def _heading_around(grid: Grid, row: int) -> tuple[int, int, dict[int, str]]:
    """A heading may take two rows: 年度指标值 over 指标性质 / 指标值 / 度量单位, above or below the name."""
    roles = _roles(grid.row(row))
    upper, lower = grid.written(row, -1), grid.written(row, +1)
    above, below = _roles(grid.row(upper)), _roles(grid.row(lower))
    if "actual" in above.values() and "actual" not in roles.values():
        return upper, row, {**above, **roles}
    if (
        below
        and len(below) == len(grid.row(lower))  # labels and nothing else
        and all(roles.get(column) in (None, "target") for column in below)
        and set(below.values()) <= {"nature", "target", "unit", "weight"}
    ):
        return row, lower, {**roles, **below}
    return row, row, roles


def _roles(texts: Mapping[int, str], table: str = "indicator") -> dict[int, str]:
    """What the columns of a row would be if it were a heading; a slip in a label counts where none is exact."""
    roles = {
        column: role for column, text in texts.items() if (role := likely_label(table, text)) is not None
    }
    if len(roles) < 2:  # most rows are no heading
        return roles
    exact = {column: label(table, texts[column]) for column in roles}
    known = set(exact.values())
    return {column: role for column, role in roles.items() if exact[column] or role not in known}


def _unknown_headings(grid: Grid, top: int, bottom: int, columns: Mapping[str, int]) -> Iterator[Address]:
    """The headings to the right of the first level that announce no column known."""
    first = min(columns[key] for key in ("level1", "level2", "name") if key in columns)
    for row, texts in grid.between(top, bottom):
        for column, text in texts.items():
            known = column in columns.values() or likely_label("indicator", text) is not None
            if column > first and text.strip() and not known and not is_ignored_heading(text):
                yield Address(row, column)


def _starts(grid: Grid, header_rows: list[int]) -> list[tuple[int, Address | None]]:
    """Where each form begins: at the last title above its heading, else right after the form before."""
    starts: list[tuple[int, Address | None]] = []
    floor = 1
    for header in header_rows:
        title = next(
            (
                Address(row, column)
                for row, texts in reversed(list(grid.between(floor, header - 1)))
                for column, text in texts.items()
                if is_title(text) and not _is_announced(texts, column)
            ),
            None,
        )
        starts.append((title.row if title else floor, title))
        floor = _table_end(grid, header)
    return [(1, starts[0][1]), *starts[1:]]


def _is_announced(texts: Mapping[int, str], column: int) -> bool:
    """A label stands before it: 项目名称 | …经费支出绩效自评表 is a name and no title."""
    return any(before < column and label("texts", text) is not None for before, text in texts.items())


def _table_end(grid: Grid, header: int) -> int:
    """The first row after an indicator table that can belong to another form."""
    for row, texts in grid.rows.items():
        if row > header and any(label("results", text) == "totals" for text in texts.values()):
            return row + 1
    return header + 1


def _layout(
    grid: Grid,
    start: tuple[int, Address | None],
    header: int,
    header_end: int,
    columns: dict[str, int],
    end: int,
) -> Layout:
    top, title = start
    rows, totals_label = _indicator_rows(grid, header_end, columns, end)
    after = totals_label.row if totals_label else (rows[-1] + 1 if rows else header_end + 1)
    totals_label = totals_label or _late_totals(grid, after, columns, end)
    results = labelled(grid, "results", after, end)
    final_score = results.get("final_score")
    return Layout(
        sheet=grid.name,
        title=title,
        top=top,
        bottom=end,
        header_row=header,
        columns=columns,
        rows=tuple(rows),
        funds=_funds(grid, top, header),
        totals_row=totals_label.row if totals_label else None,
        totals_label=totals_label,
        final_score=beside(grid, final_score) if final_score is not None else None,
        grade=_grade(grid, results.get("grade"), totals_label, end),
        texts=announced_texts(grid, top, header, after, end, max(columns.values())),
        unknown_headings=tuple(_unknown_headings(grid, header, header_end, columns)),
    )


def _indicator_rows(
    grid: Grid, header_end: int, columns: Mapping[str, int], end: int
) -> tuple[list[int], Address | None]:
    """The rows of the indicator table, and the label of its result row where there is one."""
    first_number = min(columns[key] for key in (*_NUMBERS, "actual") if key in columns)
    rows: list[int] = []
    for row, texts in grid.between(header_end + 1, end):
        for column, text in texts.items():
            if column >= first_number:
                break
            if _ends_table(texts, column, columns):
                return rows, Address(row, column) if label("results", text) == "totals" else None
        repeated = any(label("indicator", texts.get(columns[key], "")) == key for key in ("name", "actual"))
        if not repeated:
            rows.append(row)
    return rows, None


def _late_totals(grid: Grid, after: int, columns: Mapping[str, int], end: int) -> Address | None:
    """云南's form prints the 总分 below the remarks (其他需要说明事项)."""
    scores = [columns[key] for key in _NUMBERS if key in columns]
    for row, texts in grid.between(after, end):
        for column, text in texts.items():
            if label("results", text) == "totals" and any(s in texts and s > column for s in scores):
                return Address(row, column)
    return None


def _ends_table(texts: Mapping[int, str], column: int, columns: Mapping[str, int]) -> bool:
    """A label of what comes after the indicators, and not the name of one that is called so."""
    text = texts[column]
    return (
        label("results", text) in ("totals", "final_score", "grade")
        or label("sections", text) == "after"
        or label("texts", text) in ("conclusion", "problems", "advice", "next_budget", "group", "institution")
    ) and not _names_an_indicator(texts, column, columns)


def _names_an_indicator(texts: Mapping[int, str], column: int, columns: Mapping[str, int]) -> bool:
    """The label stands where names stand (合计, 评价等级), and the row has what an indicator has.

    That is a target or an actual beside its class, or a target beside a score or an actual; a row of totals
    has sums alone, a line of text no figures.
    """
    if column != columns["name"]:
        return False
    classes = (texts.get(columns[key], "") for key in ("level1", "level2") if key in columns)
    target, actual = (_written(texts, columns.get(key)) for key in ("target", "actual"))
    if any(level1_class(text) or level2_class(text) for text in classes):
        return bool(target or actual)
    scored = any(_is_score(_written(texts, columns.get(key))) for key in _NUMBERS)
    return bool(target) and (scored or bool(actual and _DIGIT.search(target)))


def _written(texts: Mapping[int, str], column: int | None) -> str:
    """What is written in a column of a row; a stroke is nothing."""
    text = texts.get(column or 0, "").strip()
    return "" if is_dash(text) else text


def _is_score(text: str) -> bool:
    number = parse_number(text.removesuffix("分"))
    return number is not None and 0 <= number <= _FULL_MARK


def _funds(grid: Grid, top: int, header: int) -> FundsLayout | None:
    for row, texts in grid.between(top, header - 1):
        columns: dict[str, int] = {}
        for column, role in _roles(texts, "funds").items():
            columns.setdefault(role, column)
        if "budget" in columns and "executed" in columns:
            return _fund_lines(grid, row, columns, header)
    return None


def _fund_lines(grid: Grid, row: int, columns: dict[str, int], header: int) -> FundsLayout:
    first = min(column for key, column in columns.items() if key != "line")
    lines = []
    for below, texts in grid.between(row + 1, header - 1):
        labels = [
            column for column, text in texts.items() if column < first and label("sections", text) is None
        ]
        if not labels or any(label("texts", text) for text in texts.values()):
            break
        lines.append((below, Address(below, labels[-1])))
    heading = next((Address(row, column) for column in grid.row(row) if column < first), None)
    return FundsLayout(row, columns, tuple(lines), heading)


def _grade(grid: Grid, announced: Address | None, totals: Address | None, bottom: int) -> Address | None:
    """The cell that states the grade: beside its label, in one cell with it, or at the end of the 总分 row (云南)."""
    if announced is not None:
        return _grade_beside(grid, announced)
    top = totals.row if totals is not None else bottom + 1
    for row, texts in grid.between(top, bottom):
        for column, text in texts.items():
            if is_labelled_grade(text) or (row == top and stated_grade(text)):
                return Address(row, column)
    return None


def _grade_beside(grid: Grid, announced: Address) -> Address | None:
    """The next cell, or the ticked one where the grades stand side by side; None where none is ticked."""
    start = grid.right_of(announced)
    following = ((column, text) for column, text in grid.row(announced.row).items() if column >= start)
    texts = dict(takewhile(lambda item: not is_any_label(item[1]), following))
    together = stated_grade(" ".join(texts.values()))
    if together:
        return next(Address(announced.row, column) for column, text in texts.items() if together in text)
    several = sum(stated_grade(text) is not None for text in texts.values()) > 1
    return None if several else beside(grid, announced)


def _what_was_found(grid: Grid) -> NoForm:
    sheet = f"工作表“{grid.name}”"
    roles = {role for row in grid.rows for role in _roles(grid.row(row)).values()}
    if not grid.rows:
        return NoForm(f"{sheet}是空的。", f"{sheet}是空的")
    if roles:
        names = {
            "level1": "一级指标",
            "level2": "二级指标",
            "name": "三级指标",
            "target": "指标值",
            "actual": "实际完成值",
        }
        seen = "、".join(chinese for role, chinese in names.items() if role in roles) or "零星的列名"
        return NoForm(
            f"{sheet}里没有完整的指标表：要找的列是{NEEDED_COLUMNS}，只找到{seen}，它们不在同一个表头里或缺少其余各列。",
            f"{sheet}里只找到{seen}",
            len(roles),
        )
    texts = (" ".join(text.split()) for row in grid.rows.values() for text in row.values())
    first = f"最先出现的是“{next(filter(None, texts), '')[:30]}”"
    return NoForm(
        f"{sheet}里没有绩效自评表的指标表：要找的列是{NEEDED_COLUMNS}，一个也没有找到；表里{first}。",
        f"{sheet}里{first}",
        0,
    )

"""The funds table (项目资金): a heading with a line for each source, or pairs of label and amount."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, zip_longest

from addin.reading.evidence import announced, one_line
from addin.reading.funds_layout import FundsLayout, with_the_only_budget
from addin.reading.funds_pairs import LIKE_ENOUGH, OF_MONEY, is_amount, pairs
from addin.reading.grid import Grid
from addin.reading.headings import NAMING, stacks
from addin.reading.labelled import beside
from addin.reading.labels import is_note, label
from addin.reading.likeness import SLIP, likeness, made_of
from scoring.form.address import Address
from scoring.form.columns import ColumnReading
from scoring.form.field import is_dash
from scoring.text.numerals import parse_number
from scoring.text.pattern import Pattern

_LINES = 4  # below the heading: enough to see what a column holds
_DEEPEST = 3
_NEEDED = ("budget", "executed")
_POINTS = ("weight", "score")
_AMOUNTS = ("initial_budget", "budget", "executed")
_MONEY = Pattern("资金|拨款|财政|其中|结转|收入|支出|合计|总额|经费|自筹|补助|专户|国库|债券|贷款")
_PROSE = Pattern("[一-鿿]{5}|[。；，]")  # 约三十万元 is an amount of sorts
_LIKE_A_TEXT = 0.6
_SENTENCE = Pattern("。.|[。；]$")
_DIGIT = Pattern("[0-9０-９一二三四五六七八九十百千万]")


def find_funds(grid: Grid, rows: Iterable[tuple[int, int]], *, plan: bool = False) -> FundsLayout | None:
    """The funds table in these stretches of rows (first, last), the first that there is.

    That of a plan has a budget, and nothing executed.
    """
    stretches = tuple(rows)
    needed = _NEEDED[:1] if plan else _NEEDED
    ways = (_table, pairs, _amounts_beside_labels) if plan else (_table, pairs)
    found = (way(grid, top, bottom, needed) for way in ways for top, bottom in stretches)
    alone = (_budget_alone(grid, top, bottom) for top, bottom in stretches)
    return next((funds for funds in chain(found, alone) if funds is not None), None)


def _budget_alone(grid: Grid, top: int, bottom: int) -> FundsLayout | None:
    """年度预算 over 年度资金总额 | 18, and no column of what was executed."""
    found = _table(grid, top, bottom, _NEEDED[:1])
    names = [grid.text(at) for _, at in found.lines] if found is not None else []
    of_money = any(label("fund_lines", name) == "total" and OF_MONEY.search(name) for name in names)
    return found if of_money else None


def _table(grid: Grid, top: int, bottom: int, needed: Collection[str]) -> FundsLayout | None:
    for row, texts in grid.between(top, bottom):
        if sum(bool(likeness("funds", text)) for text in texts.values()) < len(needed):
            continue
        for last, columns in _ways(grid, row, bottom):
            if all(key in columns for key in needed):
                found = _with_lines(grid, row, last, columns, bottom)
                if found.lines:
                    return replace(
                        found,
                        heading_rows=tuple(at for at, _ in grid.between(row, last)),
                        readings=tuple(_readings(grid, row, last, found)),
                    )
    return None


def _ways(grid: Grid, row: int, bottom: int) -> Iterator[tuple[int, dict[str, int]]]:
    """Where a heading may end that begins in a row, three rows at most, and its columns then."""
    ways = []
    last = row
    for _ in range(1 if _is_a_text(grid.row(row)) else _DEEPEST):
        ways.append((last, _columns(grid, row, min(last, bottom))))
        yield ways[-1]
        last = grid.written(last, +1)
    for last, columns in ways:
        if _is_all_read(grid, row, last, columns):
            yield last, with_the_only_budget(columns)


def _is_a_text(texts: Mapping[int, str]) -> bool:
    """项目类别 | 部门预算项目: a label of something else, and what it announces: no upper row of this heading."""
    cells = tuple(texts.values())
    return any(
        _announces_a_text(text) and not likeness("funds", behind)
        for text, behind in zip_longest(cells, cells[1:], fillvalue="")
    )


def _announces_a_text(text: str) -> bool:
    if label("texts", text) is not None:
        return label("funds", text) is None
    of_texts, of_funds = (max(likeness(kind, text).values(), default=0.0) for kind in ("texts", "funds"))
    return of_texts > max(of_funds, _LIKE_A_TEXT)


def _columns(grid: Grid, top: int, bottom: int) -> dict[str, int]:
    """The columns by role; a role that two headings are like goes to the likelier, then to the first."""
    if bottom > top and _holds_amounts(grid, top, bottom):
        return {}
    claims = sorted(
        ((like, -column, role) for column, role, like in _claims(grid, top, bottom)), reverse=True
    )
    points = _points(claims)
    columns: dict[str, int] = {}
    for _, column, role in claims:
        if role not in columns and -column not in (*columns.values(), *points):
            columns[role] = -column
    left = [role for role in _POINTS if role not in columns]
    if len(points) == len(left) == 1:  # 权重 and 分数: what is no weight is the score
        columns[left[0]] = points[0]
    return columns


def _is_all_read(grid: Grid, top: int, bottom: int, columns: Mapping[str, int]) -> bool:
    """No heading among the columns is one that nobody knows: it may be that of the budget."""
    read = columns.values()
    return all(column in read for column, _ in stacks(grid, top, bottom) if column > min(read, default=0))


def _points(claims: Iterable[tuple[float, int, str]]) -> tuple[int, ...]:
    """The columns of points that are as like weights as scores: 分数."""
    likenesses: dict[int, dict[str, float]] = {}
    for like, column, role in claims:
        likenesses.setdefault(-column, {})[role] = like
    return tuple(
        column
        for column, like in likenesses.items()
        if like.keys() == set(_POINTS) and len(set(like.values())) == 1
    )


def _readings(grid: Grid, top: int, bottom: int, funds: FundsLayout) -> Iterator[ColumnReading]:
    """How each column was read, from the labels of the lines rightwards."""
    roles = {column: role for role, column in funds.columns.items()}
    labels = max(at.column for _, at in funds.lines)
    likenesses = {(column, role): like for column, role, like in _claims(grid, top, bottom)}
    for column, heading in stacks(grid, top, bottom):
        if column <= labels and column not in roles:
            continue
        role, own = roles.get(column, ""), one_line(heading.own)
        like = likenesses.get((column, role), 0.0)
        said = announced("表头", "funds", role, own, like) if role else f"表头“{own}”没有说清"
        if role and heading.over and max(likeness("funds", own).values(), default=0.0) < SLIP:
            said = f"“{one_line(heading.over)}”之下的{said}"
        yield ColumnReading(role, heading.at, own, (said,))


def _holds_amounts(grid: Grid, top: int, lower: int) -> bool:
    """The second row is none of the heading: amounts stand under the labels of the first."""
    under = (
        grid.row(lower).get(column, "") for column, text in grid.row(top).items() if likeness("funds", text)
    )
    return any(map(_is_figure, under))


def _claims(grid: Grid, top: int, bottom: int) -> Iterator[tuple[int, str, float]]:
    """How like each column is to each role: column, role, likeness."""
    for column, heading in stacks(grid, top, bottom):
        like = dict(likeness("funds", heading.own))
        if heading.over and max(like.values(), default=0.0) < SLIP:
            like |= made_of("funds", heading.over + heading.own)
        likely = {role: value for role, value in like.items() if value >= LIKE_ENOUGH}
        words = bool(likely.keys() - {"line"}) and _holds_no_numbers(grid, column, bottom)
        for role, value in likely.items():
            if role == "line" or not words:
                yield column, role, value


def _holds_no_numbers(grid: Grid, column: int, heading: int) -> bool:
    """Words stand below and no number: 年度预算数（万元） over the names of the sources is no column of amounts."""
    rows = (texts for _, texts in grid.between(heading + 1, heading + _LINES))
    below = [text for texts in rows if (text := texts.get(column, "").strip())]
    return len(below) > 1 and not any(_DIGIT.search(text) or is_dash(text) for text in below)


def _with_lines(grid: Grid, row: int, last: int, columns: dict[str, int], bottom: int) -> FundsLayout:
    first = min(column for key, column in columns.items() if key != "line")
    lines: list[tuple[int, Address]] = []
    for below, texts in grid.between(last + 1, bottom):
        labels = [
            column
            for column, text in texts.items()
            if column < first and label("sections", text) is None and not _is_figure(text)
        ]
        if not labels and not lines and parse_number(texts.get(columns["budget"], "")) is not None:
            labels = [max(first - 1, 1)]  # the only line, without a label
        if not labels and lines and set(texts) <= {columns.get("weight_and_score")}:
            continue  # the score beneath the weight
        if not labels or any(_is_labelled(text) or _is_result(text) for text in texts.values()):
            break
        if _is_remark(texts, columns, texts.get(labels[-1], "")) or _heads_indicators(texts):
            break
        if any(map(_is_sum_of_points, texts.values())) or _is_prose(
            texts, columns, texts.get(labels[-1], "")
        ):
            break
        lines.append((below, Address(below, labels[-1])))
    heading = next((Address(row, column) for column in grid.row(row) if column < first), None)
    return FundsLayout(last, columns, tuple(lines), heading)


def _is_remark(texts: Mapping[int, str], columns: Mapping[str, int], line: str) -> bool:
    """注：…… under the lines, or a sentence without amounts, is none of them."""
    if any(texts.get(columns[key], "").strip() for key in _AMOUNTS if key in columns):
        return False
    return is_note(line) or _SENTENCE.search(line.strip()) is not None


def _heads_indicators(texts: Mapping[int, str]) -> bool:
    """建议的绩效指标 | 一级指标 | 二级指标 …: another table begins."""
    return sum(label("indicator", text) in NAMING for text in texts.values()) > 1


def _is_figure(text: str) -> bool:
    """An amount, or a stroke for none: what stands in a column that nobody knows is no label."""
    return parse_number(text) is not None or is_dash(text)


def _is_labelled(text: str) -> bool:
    """The label of a text, its content behind a colon too: 自评结论：……"""
    return label("texts", text.partition(":")[0]) is not None


def _is_result(text: str) -> bool:
    return label("results", text) in ("final_score", "grade")


def _is_sum_of_points(text: str) -> bool:
    """三、自评总分 below the lines is none of them; 合计 may be the line of the whole."""
    return label("results", text) == "totals" and label("fund_lines", text) != "total"


def _is_prose(texts: Mapping[int, str], columns: Mapping[str, int], line: str) -> bool:
    """What stands where amounts are to be is no amount that somebody got wrong, but something else."""
    amounts = [texts.get(columns[key], "") for key in _AMOUNTS if key in columns]
    written = [text.strip() for text in amounts if text.strip() and not is_dash(text)]
    if not written or any(_DIGIT.search(text) and not _PROSE.search(text) for text in written):
        return False
    return _MONEY.search(line) is None or any(_PROSE.search(text) for text in written)


def _amounts_beside_labels(grid: Grid, top: int, bottom: int, needed: Collection[str]) -> FundsLayout | None:
    """年度资金总额：| 330 over 其中：财政拨款 | 330: one amount a line, without a heading."""
    for row, texts in grid.between(top, bottom):
        for column, text in texts.items():
            at = Address(row, column)
            if label("fund_lines", text) == "total" and is_amount(grid, beside(grid, at)):
                columns = {"budget": beside(grid, at).column}
                return replace(_with_lines(grid, row, row - 1, columns, bottom), header_row=row)
    return None

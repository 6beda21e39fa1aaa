"""Headings of tables: the one to three rows of labels over a table, and what stands over each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from addin.reading.grid import Grid
from addin.reading.labels import is_ignored_heading, label
from addin.reading.likeness import likeliest, likeness
from scoring.form.address import MAX_COLUMN, Address
from scoring.form.taxonomy import level1_class, level2_class
from scoring.text.numerals import parse_number
from scoring.text.pattern import Pattern

NAMING = ("level1", "level2", "name")
_LIKE_A_HEADING = 0.4
_DEEPEST = 3
_LONGEST = 20  # characters of a heading
_FEWEST_COLUMNS, _FEWEST_ROWS, _ROWS_LOOKED_AT = 5, 3, 12  # of a table that its heading does not tell
_BOUND = Pattern(r"\s*(?:[≥≤<>＞＜]|不[少低高超]于|不超过)")


@dataclass(frozen=True, slots=True)
class Heading:
    """The labels over one column from the top down; the last is its own, the others span several columns."""

    at: Address
    labels: tuple[str, ...]

    @property
    def own(self) -> str:
        return self.labels[-1]

    @property
    def over(self) -> str:
        """The labels that span more than this column."""
        return "".join(self.labels[:-1])


@dataclass(frozen=True, slots=True)
class Band:
    """The heading of a table: its rows, and the heading of each column that has one."""

    top: int
    bottom: int
    headings: Mapping[int, Heading]


def roles_in(texts: Mapping[int, str], table: str) -> dict[int, str]:
    """The likeliest role of each cell of a row, were it a heading."""
    return {column: role for column, text in texts.items() if (role := likeliest(table, text))}


def indicator_bands(grid: Grid) -> Iterator[Band]:
    """The bands that may be headings of indicator tables.

    They announce three roles or more, one of a level or name; where none on the sheet does, what stands over
    targets and points is one, whatever its words.
    """
    bands = tuple(_announcing_bands(grid))
    yield from bands or _bands_over_values(grid)


def _bands_over_values(grid: Grid) -> Iterator[Band]:
    """A row of short words over rows with targets (≥36个) in one column and points in another."""
    for at, row in enumerate(grid.order):
        texts = grid.row(row)
        if len(texts) < _FEWEST_COLUMNS or any(
            len(text) > _LONGEST or parse_number(text) is not None for text in texts.values()
        ):
            continue
        below = [grid.row(number) for number in grid.order[at + 1 : at + 1 + _ROWS_LOOKED_AT]]
        targets = Counter(column for one in below for column, text in one.items() if _BOUND.match(text))
        points = Counter(column for one in below for column, text in one.items() if _is_points(text))
        begins = any(_BOUND.match(text) for one in below[:2] for text in one.values())
        if begins and _most(targets) >= _FEWEST_ROWS and _most(points) >= _FEWEST_ROWS:
            yield _band_around(grid, row, 0)
            return


def _most(counted: Counter[int]) -> int:
    return max(counted.values(), default=0)


def _is_points(text: str) -> bool:
    number = parse_number(text.strip())
    return number is not None and 0 < number <= 100


def _announcing_bands(grid: Grid) -> Iterator[Band]:
    previous = 0
    for row in grid.order:
        texts = grid.row(row)
        if row <= previous or len(texts) < 2 or not _names(texts):
            continue
        band = _band_around(grid, row, previous)
        roles = {role for heading in band.headings.values() for role in likeness("indicator", heading.own)}
        if len(roles) >= 3 and any(_is_value(role) for role in roles):
            yield band
            previous = band.bottom


def _is_value(role: str) -> bool:
    return role in ("target", "actual", "weight", "self_score", "weight_and_score", "review_score")


def _names(texts: Mapping[int, str]) -> bool:
    """Whether a row may be the row of a heading in which the names of the indicators are announced."""
    if any(parse_number(text) is not None for text in texts.values()):
        return False
    roles = set(roles_in(texts, "indicator").values())
    if any(role in NAMING for role in roles):
        return len(roles) >= 2
    return len(roles) >= 3 and any(map(is_ignored_heading, texts.values()))  # 绩效指标 over the levels


def _band_around(grid: Grid, row: int, floor: int) -> Band:
    """The rows above and below that belong to the same heading."""
    top = bottom = row
    main = grid.row(row)
    while row - top < _DEEPEST - 1:
        upper = grid.written(top, -1)
        if not floor < upper < top or not (_reaches(grid, upper, top) or _stands_over(grid, upper, main)):
            break
        top = upper
    while bottom - row < _DEEPEST - 1:
        lower = grid.written(bottom, +1)
        reached = any(_reaches(grid, one, lower) for one in range(top, bottom + 1))
        if lower == bottom or not (reached or _stands_under(grid, lower, row, bottom)):
            break
        bottom = lower
    return Band(top, bottom, dict(stacks(grid, top, bottom)))


def _reaches(grid: Grid, upper: int, lower: int) -> bool:
    """Labels of a row, without a number in it, are merged down into another: both are of one heading."""
    texts = grid.row(upper)
    areas = [area for column in texts if (area := grid.anchors.get((upper, column))) is not None]
    reaching = sum(area.bottom >= lower for area in areas)
    return reaching > 1 and not any(parse_number(text) is not None for text in texts.values())


def _stands_over(grid: Grid, upper: int, main: Mapping[int, str]) -> bool:
    """The row above announces columns that the row of the names leaves open, and holds nothing but labels."""
    above = grid.row(upper)
    roles = roles_in(above, "indicator")
    if any(parse_number(text) is not None for text in above.values()):
        return False
    if not all(column in roles or is_ignored_heading(text) for column, text in above.items()):
        return False
    if min(above) <= min(main) and all(label("sections", text) for text in above.values()):
        return False  # 二、绩效指标完成情况: the title of the part
    own = roles_in(main, "indicator")
    missing = {role for role in roles.values() if role not in own.values() and role != "remark"}
    return bool(missing) and all(
        column not in main or _spans(grid, Address(upper, column)) for column in roles
    )


def _spans(grid: Grid, at: Address) -> bool:
    """The label stands over several columns: merged, or with blanks to its right."""
    area = grid.anchors.get(at)
    return (area is not None and area.right > at.column) or at.column + 1 not in grid.row(at.row)


def _stands_under(grid: Grid, lower: int, main: int, bottom: int) -> bool:
    """The row below holds labels and nothing else, each in a column that the rows above leave open or span."""
    below = grid.row(lower)
    if not _is_labels(below):
        return False
    # 评价指标 over 一级 | 二级 | 三级
    levels = sum(label("indicator", text) in NAMING for text in below.values()) > 1
    for column, text in below.items():
        like = likeness("indicator", text)
        over = [r for r in range(main, bottom + 1) if column in grid.row(r)]
        nearest = grid.row(over[-1])[column] if over else ""
        if label("indicator", text) == "self_score" and label("indicator", nearest) == "weight":
            continue  # the score beneath the weight, as in the rows below
        labels = [r for r in over if not is_ignored_heading(grid.row(r)[column])]
        if any(
            not (_parted(grid, Address(r, column), below) or _says_more(text, grid.row(r)[column]))
            for r in labels
        ):
            return False
        named = set(like) & set(NAMING)
        if named and not all(is_ignored_heading(grid.row(r)[column]) for r in over) and not levels:
            return False
    return bool(below)


def _is_labels(texts: Mapping[int, str]) -> bool:
    """Most of the row are like headings, and the rest may be ones that nobody knows."""
    like = [
        max(likeness("indicator", text).values(), default=0.0) >= _LIKE_A_HEADING for text in texts.values()
    ]
    known = (label("results", text) or level1_class(text) or level2_class(text) for text in texts.values())
    short = all(len(text) <= _LONGEST and parse_number(text) is None for text in texts.values())
    return bool(like) and short and 2 * sum(like) > len(like) and not any(known)


def _parted(grid: Grid, at: Address, below: Mapping[int, str]) -> bool:
    """The row below parts the label over a column: another column stands under it too."""
    area = grid.anchors.get(at)
    if area is not None and area.right > at.column:
        return True
    following = min((column for column in grid.row(at.row) if column > at.column), default=MAX_COLUMN)
    return any(at.column < column < following for column in below)


def _says_more(own: str, over: str) -> bool:
    """年度指标值 under 指标完成情况: a label in the list under one that is not."""
    return label("indicator", own) is not None and label("indicator", over) is None


def stacks(grid: Grid, top: int, bottom: int) -> Iterator[tuple[int, Heading]]:
    """The labels over each column."""
    rows = [(row, texts) for row, texts in grid.between(top, bottom)]
    columns = sorted({column for _, texts in rows for column in texts})
    for column in columns:
        own = [(row, column, texts[column]) for row, texts in rows if column in texts]
        row, _, text = own[-1]
        over = [spanning for above, texts in rows if above < row if (spanning := _over(grid, above, column))]
        yield column, Heading(Address(row, column), (*over, text))


def _over(grid: Grid, row: int, column: int) -> str:
    """The label of a row that stands over a column, its own or one that spans it."""
    texts = grid.row(row)
    left = max((c for c in texts if c <= column), default=None)
    if left is None:
        return ""
    area = grid.anchors.get(Address(row, left))
    if area is not None and area.right < column:
        return ""
    return texts[left]

"""The rows of an indicator table: where they begin, and which row ends them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from addin.reading.grid import Grid
from addin.reading.headings import NAMING, Band, roles_in
from addin.reading.labels import is_note, is_subtotal, label
from addin.reading.likeness import made_of
from addin.reading.points import points_of
from addin.reading.stated import states_total
from scoring.form.address import Address
from scoring.form.field import is_dash
from scoring.form.taxonomy import level1_class, level2_class
from scoring.text.characters import clean, compact
from scoring.text.pattern import Pattern

NUMBERS = ("weight", "self_score", "review_score", "weight_and_score")
_ENDING_TEXTS = ("conclusion", "problems", "advice", "next_budget", "group", "institution")
_COLUMN_MARK = Pattern(r"(?P<bracket>[(])?(?:(?P<number>[0-9]{1,2})|(?P<letter>[A-Z]))[)]?[列栏]?")
_FEWEST_MARKS = 4
_FEWEST_HEADINGS = 3
_FUNDED = frozenset({"budget", "executed"})  # without which there is no funds table
_LONGEST_MARK = 8  # characters, line breaks in them too
_SURE = 0.7
_DIGIT = Pattern("[0-9０-９]")


def likely_rows(grid: Grid, band: Band, end: int) -> tuple[int, ...]:
    """The rows below a heading before it is known which column is which: to judge the columns by."""
    rows = []
    for row, texts in grid.between(band.bottom + 1, end):
        if _heads_funds(texts) or any(_ends(text) for text in texts.values()):
            break
        if not numbers_the_columns(texts) and not any(map(is_subtotal, texts.values())):
            rows.append(row)
    return tuple(rows)


def numbers_the_columns(texts: Mapping[int, str]) -> bool:
    """A row under a heading that numbers its columns: 1 | 2 | 3 …, 1列 | 2列 …, 栏次 | A | B …"""
    if len(texts) < _FEWEST_MARKS or any(len(text) > _LONGEST_MARK for text in texts.values()):
        return False
    marks = [mark for text in texts.values() if (mark := _COLUMN_MARK.fullmatch(compact(text)))]
    if len(marks) < _FEWEST_MARKS or len(texts) - len(marks) > 1:
        return False
    counted = [int(mark["number"] or ord(mark["letter"]) - ord("A") + 1) for mark in marks]
    if all(mark["bracket"] for mark in marks):
        return len(set(counted)) == len(counted)  # a column was moved or taken out
    first, in_order = min(counted), list(range(min(counted), min(counted) + len(counted)))
    return counted == in_order or (first == 1 and sorted(counted) == in_order)


def indicator_rows(
    grid: Grid, band: Band, columns: Mapping[str, int], end: int, repeated: Iterable[Band]
) -> tuple[list[int], Address | None]:
    """The rows of the indicator table, and the label of its result row where there is one."""
    first_number = min(columns[key] for key in (*NUMBERS, "actual", "target") if key in columns)
    naming = {columns[key] for key in (*NAMING, "classes") if key in columns}  # points may stand before them
    headings = {row for other in repeated for row in range(other.top, other.bottom + 1)}
    rows: list[int] = []
    for row, texts in grid.between(band.bottom + 1, end):
        if row not in headings and _heads_funds(texts):
            return rows, None
        if all(map(is_note, texts.values())):
            continue
        if row not in headings and _heads_another(texts, columns):
            return rows, None
        for column, text in texts.items():
            if column >= first_number and column not in naming:
                continue
            if ends_table(texts, column, columns):
                return rows, Address(row, column) if _is_totals(text) else None
        if row not in headings and not numbers_the_columns(texts) and not _repeats_headings(texts, columns):
            rows.append(row)
    return rows, None


def _heads_funds(texts: Mapping[int, str]) -> bool:
    """The headings of a funds table below the indicators, or the title over it: 二、资金执行情况."""
    if len(texts) == 1:
        return all(label("sections", text) == "funds" for text in texts.values())
    roles = roles_in(texts, "funds")
    if not _FUNDED.issubset(roles.values()) or 2 * len(roles) <= len(texts):
        return False
    if any(label("indicator", text) in NAMING for text in texts.values()):
        return False  # a heading repeated on a new page
    # 预算执行情况（10分） is a label all the same.
    return not any(_DIGIT.search(clean(text)) or is_dash(text) for text in texts.values())


def _heads_another(texts: Mapping[int, str], columns: Mapping[str, int]) -> bool:
    """Headings of other things where values are to stand (应到位 | 实支 | 分值): another table begins."""
    values = [text for at, text in texts.items() if at > columns["name"]]
    if len(values) < _FEWEST_HEADINGS or any(_DIGIT.search(text) for text in values):
        return False
    heads = sum(bool(roles_in({0: text}, "funds") or label("indicator", text)) for text in values)
    return heads >= _FEWEST_HEADINGS and not _repeats_headings(texts, columns)


def _repeats_headings(texts: Mapping[int, str], columns: Mapping[str, int]) -> bool:
    """A row of headings that are those of the columns that they stand in, as at the top of a page."""
    own = sum(label("indicator", texts.get(column, "")) == role for role, column in columns.items())
    return own >= _FEWEST_HEADINGS


def late_totals(
    grid: Grid, after: int, columns: Mapping[str, int], end: int, funds: Collection[int] = ()
) -> Address | None:
    """云南's form prints the 总分 below the remarks (其他需要说明事项), others below the rows of the funds."""
    scores = [columns[key] for key in NUMBERS if key in columns]
    for row, texts in grid.between(after, end):
        if row in funds:
            continue
        for column, text in texts.items():
            if _is_totals(text) and any(s in texts and s > column for s in scores):
                return Address(row, column)
    return None


def ends_table(texts: Mapping[int, str], column: int, columns: Mapping[str, int]) -> bool:
    """A label of what comes after the indicators, and not the name of one that is called so."""
    if _ends(texts[column]):
        return not _names_an_indicator(texts, column, columns)
    if any(_written(texts, columns.get(key)) for key in ("target", "actual")):
        return False
    return states_total(texts[column]) or _nearly_ends(texts[column])


def _nearly_ends(text: str) -> bool:
    """A label in no list that is made of the words of one: 复评总分, 综合结论."""
    results, said = made_of("results", text), made_of("texts", text)
    likely = (*results.values(), *(said.get(key, 0.0) for key in _ENDING_TEXTS))
    return max(likely) >= _SURE


def _is_totals(text: str) -> bool:
    key = label("results", text)
    return key == "totals" or (key is None and made_of("results", text).get("totals", 0.0) >= _SURE)


@lru_cache(maxsize=8192)
def _ends(text: str) -> bool:
    return (
        label("results", text) in ("totals", "final_score", "grade")
        or label("sections", text) == "after"
        or label("texts", text) in _ENDING_TEXTS
    )


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
    scored = any(points_of(_written(texts, columns.get(key))) is not None for key in NUMBERS)
    return bool(target) and (scored or bool(actual and _DIGIT.search(target)))


def _written(texts: Mapping[int, str], column: int | None) -> str:
    """What is written in a column of a row; a stroke is nothing."""
    text = texts.get(column or 0, "").strip()
    return "" if is_dash(text) else text

"""Cells that a label announces: beside it, below it, or behind its colon in the same cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar

from addin.reading.evidence import announced, one_line
from addin.reading.grid import Grid
from addin.reading.labels import (
    below_keys,
    instead,
    is_any_label,
    is_ignored_heading,
    is_title,
    is_unit_of_money,
    label,
    likely_label,
)
from addin.reading.likeness import SLIP, likeness, made_of
from scoring.form.address import Address
from scoring.form.columns import FieldReading
from scoring.form.field import is_dash
from scoring.text.characters import bare

T = TypeVar("T")

_COLON = re.compile("[:：]")
_LIKE_ENOUGH = 0.6
_SURE = 0.7
_NAMES = ("project", "unit", "unit_above", "department", "institution", "group")
_GOALS = ("expected", "achieved")
_UNCHANGED = re.compile(
    "(?:未|无|没有|不)(?:作|做)?(?:调整|变化|变更|变)|(?:同|与)(?:年初|左|上)(?:目标)?(?:一致|相同)?"
)
_LINE_OF_TEXT = re.compile("^(?:目标|[(]?[0-9一二三四五六七八九十]+[)、.]|[①-⑳])|[。；;]$")
_NUMBER_OF_A_GOAL = re.compile("(?:目标)?[0-9一二三四五六七八九十]{1,2}")
_BELOW_THE_TABLE = ("conclusion", "problems", "advice")


def labelled(grid: Grid, table: str, top: int, bottom: int) -> dict[str, Address]:
    """The cells that hold labels of a table of labels.toml, by key; one spelt right goes before a slip."""
    found: dict[str, Address] = {}
    misspelt: dict[str, Address] = {}
    for row, texts in grid.between(top, bottom):
        for column, text in texts.items():
            key = label(table, text)
            if key is not None:
                found.setdefault(key, Address(row, column))
            else:
                for near in _nearly(table, text):
                    misspelt.setdefault(near, Address(row, column))
    return misspelt | found


def _nearly(table: str, text: str) -> Iterator[str]:
    """The keys of the labels that a text is a slip away from, or made of the words of."""
    slip = likely_label(table, text)
    if slip is not None:
        yield slip
    elif table == "results" and not is_any_label(text):
        yield from (key for key, like in made_of(table, text).items() if like >= _SURE)


def beside(grid: Grid, at: Address) -> Address:
    """The cell whose content a label announces: the next one written to its right, else the one beside it."""
    start = grid.right_of(at)
    for column, text in grid.row(at.row).items():
        if column >= start:
            blocked = is_any_label(text) or own_content(text) != text
            return Address(at.row, start if blocked else column)
    return Address(at.row, start)


class _Announced(NamedTuple):
    """A cell that may be a label of a text, where its content is, and how well it is one (the best first)."""

    quality: int
    likeness: float
    label: Address
    content: Address

    def reading(self, grid: Grid, key: str, *, used: bool) -> FieldReading:
        """What is made of it; a content that stands beside it `second` is what was done."""
        text = _COLON.split(grid.text(self.label), maxsplit=1)[0]
        second = self.quality == _BESIDE and beside(grid, self.label) != self.content
        how = "内容是右边的第二段文字" if second else _HOW[self.quality]
        said = (announced("标签", "texts", key, text, self.likeness), how)
        return FieldReading(key, self.content, self.label, one_line(text), said, self.likeness < SLIP, used)


_OWN_CELL, _BESIDE, _BELOW, _BLANK = 3, 2, 1, 0
_HOW = {_OWN_CELL: "内容在冒号后面", _BESIDE: "内容在右边", _BELOW: "内容在下面", _BLANK: "还没有内容"}


def announced_texts(
    grid: Grid, top: int, header: int, after: int, end: int, right: int, funds: Collection[int]
) -> tuple[FieldReading, ...]:
    """The labelled texts above and below the indicator table, whose last column is `right`.

    Of several labels of one text the one that has a content counts, then the one that is spelt right, then
    the upper one; the others with a content are not `used`. The rows of the funds table have none.
    """
    found: dict[str, list[_Announced]] = {}
    for first, last in ((top, header - 1), (after, end)):
        for row, texts in grid.between(first, last):
            if row in funds:
                continue
            for column, text in texts.items():
                for key, like in _keys(text).items():
                    if first == top or (like >= SLIP and key not in instead()) or key in _BELOW_THE_TABLE:
                        found.setdefault(key, []).append(
                            _announced(grid, key, like, Address(row, column), right, last)
                        )
    _take_the_second_text(grid, found)
    best = {
        key: max(them, key=lambda a: (a.quality, a.likeness, -a.label.row)) for key, them in found.items()
    }
    contents = {key: one for key, one in best.items() if one.quality > _BLANK or _is_to_come(grid, one)}
    if (
        "unit_above" in contents
        and "department" not in contents
        and {"unit", "unit_and_code"} & contents.keys()
        and not _says_the_same(grid, contents["unit_above"], contents.get("unit"))
    ):
        contents["department"] = contents["unit_above"]  # 部门 beside 用款单位
    unit = contents.get("unit")
    if "unit_above" in contents and unit is not None and unit.quality == _BLANK and unit.label.row > header:
        del contents["unit"]  # 填报单位（盖章）： below the form waits for a stamp
    idle = {other for other, fields in instead().items() if any(key in contents for key in fields)}
    used = {key: one for key, one in contents.items() if key not in idle}
    return tuple(_readings(grid, found, used))


def _says_the_same(grid: Grid, one: _Announced, other: _Announced | None) -> bool:
    """部门：第三中学 above 实施单位 | 第三中学: it is the unit."""
    return other is not None and own_content(bare(grid.text(one.content))) == own_content(
        bare(grid.text(other.content))
    )


def _is_to_come(grid: Grid, one: _Announced) -> bool:
    """A label that is spelt right, and a blank cell for its content; not the label of something else."""
    return one.likeness >= SLIP and (one.content == one.label or not grid.text(one.content).strip())


def _readings(
    grid: Grid, found: Mapping[str, list[_Announced]], used: Mapping[str, _Announced]
) -> Iterator[FieldReading]:
    """The texts that count, and the others whose labels are spelt right."""
    yield from (one.reading(grid, key, used=True) for key, one in used.items())
    taken = {one.content for one in used.values()}
    for key, them in found.items():
        for one in them:
            if one.quality > _BLANK and one.likeness >= SLIP and one.content not in taken:
                yield one.reading(grid, key, used=False)


def lines_below(grid: Grid, contents: Mapping[str, Address], bottom: int) -> dict[str, tuple[Address, ...]]:
    """The cells in which the goals go on below their first: 目标1：… over 目标2：…, in rows of nothing else."""
    goals = {key: at for key, at in contents.items() if key in (*_GOALS, "goal")}
    found: dict[str, tuple[Address, ...]] = {}
    for key, at in goals.items():
        columns = {other.column for other in goals.values() if other.row == at.row}
        numbered = bool(numbers_before(grid, at))
        for row, texts in grid.between(grid.below(at), bottom):
            numbers = numbers_before(grid, Address(row, min(columns))) if numbered else []
            lines = {column: bare(text) for column, text in texts.items() if column not in numbers}
            goes_on = numbers if numbered else all(map(_LINE_OF_TEXT.search, lines.values()))
            if not goes_on or not lines.keys() <= columns:
                break
            if at.column in texts:
                found[key] = (*found.get(key, ()), Address(row, at.column))
    return found


def numbers_before(grid: Grid, at: Address) -> list[int]:
    """The columns left of a goal that number it: 1, 2, 3 below 序号; 目标1, 目标2."""
    left = ((column, bare(text)) for column, text in grid.row(at.row).items() if column < at.column)
    return [column for column, text in left if _NUMBER_OF_A_GOAL.fullmatch(text)]


def _take_the_second_text(grid: Grid, found: dict[str, list[_Announced]]) -> None:
    """总体目标 | 建设周转宿舍200套 | 建成周转宿舍200套: what was aimed at, and what was done."""
    if "achieved" in found:
        return
    for goal in (*found.get("expected", ()), *found.get("goal", ())):
        if goal.quality == _BESIDE:
            start = grid.right_of(goal.content)
            others = [column for column, text in grid.row(goal.label.row).items() if column >= start]
            if len(others) == 1 and not is_like_a_label(grid.row(goal.label.row)[others[0]]):
                content = Address(goal.label.row, others[0])
                found["achieved"] = [_Announced(_BESIDE, goal.likeness, goal.label, content)]


@lru_cache(maxsize=8192)
def _keys(text: str) -> Mapping[str, float]:
    """What a cell may be the label of, alone or with its content behind a colon."""
    content = content_after_colon(text)
    if is_unit_of_money(content) or is_unchanged(text) or is_title(text):
        return {}
    like = likeness("texts", _COLON.split(text, maxsplit=1)[0] if content else text)
    return {key: value for key, value in like.items() if value >= _LIKE_ENOUGH}


def _announced(grid: Grid, key: str, like: float, at: Address, right: int, last: int) -> _Announced:
    """What a label announces; nothing that stands right of `right`, and below it nothing after the row `last`."""
    text = grid.text(at)
    if content_after_colon(text):
        return _Announced(_OWN_CELL, like, at, at)
    start = grid.right_of(at)
    following = next((column for column in grid.row(at.row) if column >= start), None)
    if following is not None and is_unit_of_money(grid.row(at.row)[following]):
        return _Announced(_BLANK, 0.0, at, at)
    if following is not None and _is_content(key, grid.row(at.row)[following]):
        quality = _BLANK if key in _GOALS and is_unchanged(grid.row(at.row)[following]) else _BESIDE
        return _Announced(quality, like, at, Address(at.row, following))
    if key in below_keys():
        under = _below(grid, at)
        if under.row <= last and not is_unchanged(grid.text(under)) and not is_like_a_label(grid.text(under)):
            return _Announced(_BELOW, like, at, under)
        return _Announced(_BLANK, like, at, Address(grid.below(at), at.column))
    # 日期： over the whole width has its content to come in its own cell, not beside the form.
    return _Announced(_BLANK, like, at, at if start > right else Address(at.row, start))


def _is_content(key: str, text: str) -> bool:
    """Neither a label nor, where a name is announced, one with its own content: 填报日期：2023年3月20日."""
    return not is_like_a_label(text) and (key not in _NAMES or own_content(text) == text)


def is_unchanged(text: str) -> bool:
    """未调整, 同年初, a stroke or nothing: what was aimed at first still holds."""
    plain = bare(text)
    return not plain or is_dash(plain) or _UNCHANGED.fullmatch(plain) is not None


@lru_cache(maxsize=8192)
def is_like_a_label(text: str) -> bool:
    """Whether a text is a label, in the list or made of the words of one: it is nobody's content."""
    return (
        is_any_label(text)
        or is_ignored_heading(text)
        or any(like >= _LIKE_ENOUGH for like in likeness("texts", text).values())
    )


def with_other_labels(texts: Mapping[str, T]) -> dict[str, T]:
    """The texts, what stands under another label (专项资金名称) taken for the field that it stands for."""
    others = instead()
    return {others[key][0] if key in others else key: text for key, text in texts.items()}


# 51000021R000000019951-工资性支出, 工资性支出（2024-0017）: a code is long and mostly digits, a name never is.
_CODE = r"(?:(?=[A-Za-z]*\d{3})[A-Za-z\d]{8,}|\((?=[A-Za-z]*\d{3})[A-Za-z\d-]{6,}\))"
_BETWEEN = r"[\s\-—_:/、，]"
_CODE_BEFORE = re.compile(rf"{_CODE}(?:{_BETWEEN}+|(?=[^\W\d_a-zA-Z]))(?=.)")
_CODE_BEHIND = re.compile(rf"(?<=.)(?:{_BETWEEN}+|(?<=[^\W\d_a-zA-Z])|(?=\()){_CODE}$")


def without_code(text: str) -> str:
    """A project's name without the code before or behind it; the text as typed where they cannot be told apart."""
    plain = bare(text)
    before, behind = _CODE_BEFORE.match(plain), _CODE_BEHIND.search(plain)
    if before:
        return plain[before.end() :]
    return plain[: behind.start()] if behind else text


def content_after_colon(text: str) -> str:
    """What stands after the first colon of ``日期：2024.10.26``; "" where nothing does."""
    colon = _COLON.search(text)
    return text[colon.end() :].strip().lstrip(":：").lstrip() if colon else ""


def own_content(text: str, key: str = "") -> str:
    """What a cell says that may hold its label too, one like that of `key`; "" where it holds the label alone."""
    before = text.partition(":")[0]
    labelled = label("texts", before) is not None or likeness("texts", before).get(key, 0.0) >= _LIKE_ENOUGH
    return content_after_colon(text) if labelled else text


def _below(grid: Grid, at: Address) -> Address:
    """The cell under a label; where blank rows stand between, the next one written in that column."""
    following = grid.written(grid.below(at) - 1, +1)
    row = following if at.column in grid.row(following) else grid.below(at)
    return Address(row, at.column)

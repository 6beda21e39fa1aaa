"""Cells that a label announces: beside it, below it, or behind its colon in the same cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from addin.reading.grid import Grid
from addin.reading.labels import below_keys, instead, is_any_label, is_unit_of_money, label, likely_label
from scoring.form.address import Address
from scoring.text.characters import bare

T = TypeVar("T")

_COLON = re.compile("[:：]")


def labelled(grid: Grid, table: str, top: int, bottom: int) -> dict[str, Address]:
    """The cells that hold labels of a table of labels.toml, by key; one spelt right goes before a slip."""
    found: dict[str, Address] = {}
    misspelt: dict[str, Address] = {}
    for row, texts in grid.between(top, bottom):
        for column, text in texts.items():
            key = label(table, text)
            if key is not None:
                found.setdefault(key, Address(row, column))
            elif (near := likely_label(table, text)) is not None:
                misspelt.setdefault(near, Address(row, column))
    return misspelt | found


def beside(grid: Grid, at: Address) -> Address:
    """The cell whose content a label announces: the next one written to its right, else the one beside it."""
    start = grid.right_of(at)
    for column, text in grid.row(at.row).items():
        if column >= start:
            blocked = is_any_label(text)
            return Address(at.row, start if blocked else column)
    return Address(at.row, start)


def announced_texts(
    grid: Grid, top: int, header: int, after: int, end: int, right: int
) -> dict[str, Address]:
    """The cells of the labelled texts above and below the indicator table, whose last column is `right`."""
    found = _own(labelled(grid, "texts", after, end)) | labelled(grid, "texts", top, header - 1)
    together = _own(_labels_with_content(grid, after, end)) | _labels_with_content(grid, top, header - 1)
    contents = {key: _content(grid, key, at) for key, at in found.items()}
    contents = {key: at for key, at in contents.items() if not is_unit_of_money(grid.text(at))}
    blank = {key for key, at in contents.items() if not grid.text(at).strip()}
    # 日期： over the whole width has its content to come in its own cell, not beside the form.
    contents |= {key: found[key] for key in blank if contents[key].column > right}
    contents |= {key: at for key, at in together.items() if key not in contents or key in blank}
    idle = {other for other, fields in instead().items() if any(key in contents for key in fields)}
    return {key: at for key, at in contents.items() if key not in idle}


def _own(found: dict[str, Address]) -> dict[str, Address]:
    """Without the labels that only above the indicators stand for a field: 单位 may be a column below."""
    return {key: at for key, at in found.items() if key not in instead()}


def _labels_with_content(grid: Grid, top: int, bottom: int) -> dict[str, Address]:
    """Label and content in one cell: ``日期：2024.10.26``."""
    found: dict[str, Address] = {}
    for row, texts in grid.between(top, bottom):
        for column, text in texts.items():
            content = content_after_colon(text)
            key = label("texts", _COLON.split(text)[0]) if content else None
            if key is not None and not is_unit_of_money(content):
                found.setdefault(key, Address(row, column))
    return found


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
    return text[colon.end() :].strip() if colon else ""


def _content(grid: Grid, key: str, at: Address) -> Address:
    if content_after_colon(grid.text(at)):
        return at
    if key in below_keys():
        start = grid.right_of(at)
        right = next((column for column in grid.row(at.row) if column >= start), None)
        if right is None or is_any_label(grid.row(at.row)[right]):
            return _below(grid, at)
    return beside(grid, at)


def _below(grid: Grid, at: Address) -> Address:
    """The cell under a label; where blank rows stand between, the next one written in that column."""
    following = grid.written(grid.below(at) - 1, +1)
    row = following if at.column in grid.row(following) else grid.below(at)
    return Address(row, at.column)

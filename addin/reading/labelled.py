"""Cells that a label announces: beside it, below it, or behind its colon in the same cell."""

from __future__ import annotations

import re

from addin.reading.grid import Grid
from addin.reading.labels import below_keys, is_any_label, label, likely_label
from scoring.form.address import Address

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
    found = {**labelled(grid, "texts", after, end), **labelled(grid, "texts", top, header - 1)}
    together = _labels_with_content(grid, after, end) | _labels_with_content(grid, top, header - 1)
    contents = {key: _content(grid, key, at) for key, at in found.items()}
    blank = {key for key, at in contents.items() if not grid.text(at).strip()}
    # 日期： over the whole width has its content to come in its own cell, not beside the form.
    contents |= {key: found[key] for key in blank if contents[key].column > right}
    return contents | {key: at for key, at in together.items() if key not in contents or key in blank}


def _labels_with_content(grid: Grid, top: int, bottom: int) -> dict[str, Address]:
    """Label and content in one cell: ``日期：2024.10.26``."""
    found: dict[str, Address] = {}
    for row, texts in grid.between(top, bottom):
        for column, text in texts.items():
            key = label("texts", _COLON.split(text)[0]) if content_after_colon(text) else None
            if key is not None:
                found.setdefault(key, Address(row, column))
    return found


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

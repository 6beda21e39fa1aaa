"""Who makes which kind of file, and the few ways in which most of them change the ordinary book."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.hostile.archive import save
from tests.hostile.form import Grid, Parts, book

Maker = Callable[[Path], None]
MAKERS: dict[str, Maker] = {}


def kind(maker: Maker) -> Maker:
    """Enter a function as the maker of the kind that bears its name."""
    return enter(maker.__name__.replace("_", "-"), maker)


def enter(name: str, maker: Maker) -> Maker:
    assert name not in MAKERS, name
    MAKERS[name] = maker
    return maker


def changed(part: str, old: str, new: str, parts: Parts | None = None) -> Parts:
    """The book with something else in one of its parts."""
    parts = book() if parts is None else parts
    assert old in str(parts[part]), (part, old)
    parts[part] = str(parts[part]).replace(old, new)
    return parts


def with_part(name: str, content: str | bytes) -> Parts:
    return book() | {name: content}


def without(*names: str) -> Parts:
    return {name: content for name, content in book().items() if name not in names}


def with_cell(at: str, xml: str) -> Parts:
    """The book with one cell of the form written otherwise."""
    parts = book()
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet], count = re.subn(rf'<c r="{at}"[^>]*>.*?</c>', lambda _: xml, str(parts[sheet]))
    assert count == 1, at
    return parts


def with_text(lines: Grid, row: int, column: int, text: str) -> Grid:
    lines[row][column] = text
    return lines


def saved(make: Callable[[], Parts]) -> Maker:
    return lambda path: save(path, make())

"""A sheet whose texts are typed otherwise: the same to a reader, other characters to a program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from random import Random
from typing import Any

from addin.marking.mark import Checked
from addin.reading.labels import is_any_label, is_title, label
from addin.reading.sheet import Cell, Sheet
from scoring.finding import Finding
from scoring.form.address import Address
from scoring.form.columns import ColumnReading, FieldReading
from scoring.form.field import Field
from scoring.form.taxonomy import level1_class, level2_class
from scoring.text.characters import compact

UNSEEN = (
    *("\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad", "\u202a", "\u202c"),
    *("\u2066", "\u2069", "\ufe0e", "\ufe0f", "_x200B_", "_xFEFF_"),
)
SPACES = (" ", "\u00a0", "\u3000", "\u2003", "\t", "\n", "\r\n", "_x000D_", "_x000D_\n")
WIDE = str.maketrans("%():0123456789", "％（）：０１２３４５６７８９")
NARROW = str.maketrans("％（）：０１２３４５６７８９", "%():0123456789")


def typed_otherwise(sheet: Sheet, random: Random) -> Sheet:
    """The sheet with one, several or all of its texts typed otherwise."""
    texts = [at for at, cell in sorted(sheet.cells.items()) if _is_typed_text(cell)]
    chosen = random.choice((random.sample(texts, 1), random.sample(texts, min(5, len(texts))), texts))
    cells = dict(sheet.cells)
    for at in chosen:
        text = _otherwise(cells[at].text, random)
        cells[at] = cells[at]._replace(value=text, text=text)
    return replace(sheet, cells=cells)


def _is_typed_text(cell: Cell) -> bool:
    return type(cell.value) is str and cell.formula is None and cell.text == cell.value and bool(cell.text)


def _otherwise(text: str, random: Random) -> str:
    text = random.choice((text, text.translate(WIDE), text.translate(NARROW)))
    if _is_label(text):
        text = _inserted(text, random.choice(SPACES), random)
    for _ in range(random.randrange(4)):
        text = _inserted(text, random.choice(UNSEEN), random)
    ends = ("", *UNSEEN, *SPACES)
    return f"{random.choice(ends)}{text}{random.choice(ends)}"


def _is_label(text: str) -> bool:
    """A text in which a space or a line break means nothing."""
    known = is_any_label(text) or is_title(text) or label("fund_lines", text)
    return bool(known or level1_class(text) or level2_class(text))


def _inserted(text: str, what: str, random: Random) -> str:
    """Not into an escape that was put in before."""
    at = random.choice([i for i in range(len(text) + 1) if "_x" not in text[max(0, i - 6) : i + 1]] or [0])
    return text[:at] + what + text[at:]


def form_as_compared(checked: Checked) -> Any:
    """Everything that a form holds, its texts as they are compared."""
    return _as_compared(checked.review.form)


def _as_compared(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return compact(value)
    if isinstance(value, ColumnReading | FieldReading):  # labels and evidence are words for the person
        return [one for name, one in value._asdict().items() if name not in ("label", "evidence")]
    if isinstance(value, Field):
        return tuple(map(_as_compared, (*value,)))
    if is_dataclass(value) and not isinstance(value, type):
        return [_as_compared(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, dict):
        return [(compact(key), _as_compared(one)) for key, one in value.items()]
    if isinstance(value, frozenset):
        return {_as_compared(one) for one in value}
    if isinstance(value, tuple):
        return tuple(map(_as_compared, value))
    return value


def findings_of(checked: Checked) -> list[tuple[str, tuple[Address, ...]]]:
    """The rules and cells of what is found; of LY02 all cells at once, which tells them by how they were typed."""
    found = checked.review.findings
    odd = sorted({at for one in found if one.rule == "LY02" for at in one.cells})
    return [*sorted(_others(found)), ("LY02", tuple(odd))]


def _others(found: tuple[Finding, ...]) -> Iterator[tuple[str, tuple[Address, ...]]]:
    return ((one.rule, one.cells) for one in found if one.rule != "LY02")

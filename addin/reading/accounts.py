"""Every cell of a form is accounted for: a label, a field, or listed as not understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from addin.reading.fields import Reader
from addin.reading.labelled import is_like_a_label
from addin.reading.labels import is_note, is_unit_of_money, label
from addin.reading.locate import Layout
from scoring.form.address import Address
from scoring.form.model import EvaluationForm, Field
from scoring.text.characters import bare

_SHORTEST_REPEATED = 3  # characters: a shorter text says nothing of where it comes from


def account_for(form: EvaluationForm, layout: Layout, reader: Reader) -> EvaluationForm:
    """The form with the cells that nothing was made of, and the number of all that are written."""
    read = tuple(_fields(form))
    known = {field.at for field in read} | set(_of_the_tables(layout))
    repeated = {field.compact for field in read if len(field.compact) >= _SHORTEST_REPEATED}
    written = [
        at
        for at, cell in reader.sheet.cells.items()
        if layout.top <= at.row <= layout.bottom and (bare(cell.text) or cell.formula is not None)
    ]
    left = (at for at in sorted(written) if at not in known)
    texts = (text for at in left if (text := reader.text(at)).compact not in repeated)
    lost = tuple(text for text in texts if not _explains_itself(text.text))
    return replace(form, not_understood=lost, cells_written=len(written))


def _fields(value: Any) -> Iterator[Field[Any]]:
    """Every field that is read from a cell, however deep."""
    if isinstance(value, Field):
        if value.present:
            yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _fields(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _fields(item)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _fields(getattr(value, part.name))


def _of_the_tables(layout: Layout) -> Iterator[Address]:
    """Headings, and the columns that are known and not judged (序号, 佐证材料)."""
    told = {reading.at.column for reading in layout.readings if reading.role}
    yield from (Address(row, column) for row in layout.rows for column in told)
    yield from (Address(row, column) for row in layout.heading_rows for column in range(1, layout.right + 1))
    yield from (at for below in layout.more_lines.values() for at in below)
    if layout.funds is not None:
        left = min(layout.funds.columns.values(), default=1)
        yield from (Address(row, column) for row in layout.funds.rows for column in range(1, left + 1))
        heads = (layout.funds.header_row, *([layout.funds.heading.row] if layout.funds.heading else []))
        yield from (Address(row, column) for row in heads for column in layout.funds.columns.values())


def _explains_itself(text: str) -> bool:
    """A label, a remark of the printed form, a numbered column: nothing that a person filled in."""
    before, colon, _ = text.replace("：", ":").partition(":")
    announced = bool(colon) and label("sections", before) == "after"  # 填表人：…
    return not text or is_like_a_label(text) or is_note(text) or is_unit_of_money(text) or announced

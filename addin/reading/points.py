"""Weight and score in one column: 10/9.5 in one cell, or the score in the cell beneath."""

from __future__ import annotations

from addin.reading.fields import Reader
from scoring.form.address import Address
from scoring.form.field import Number
from scoring.text.numerals import parse_number
from scoring.text.pattern import Pattern

_PAIR = Pattern(r"\s*(?P<first>[0-9.]+)\s*分?\s*[/／|、]\s*(?P<second>[0-9.]+)\s*分?\s*")


def is_pair(text: str) -> bool:
    """Whether a text is a weight and a score: ``10/9.5``."""
    return _PAIR.fullmatch(text) is not None


def paired_number(reader: Reader, at: Address, *, first: bool) -> Number:
    """The weight (`first`) or the score; blank where the cell is, unreadable where it holds no number."""
    field = reader.number(at)
    found = _PAIR.fullmatch(field.plain)
    if found is None and field.value is not None:
        return field if first else reader.number(Address(at.row + 1, at.column))
    if found is None:
        return field._replace(value=None)
    text = found["first" if first else "second"]
    return field._replace(value=parse_number(text), text=text, inferred=True)

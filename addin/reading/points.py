"""Weight and score in one cell: 10/9.5."""

from __future__ import annotations

from addin.reading.fields import Reader
from scoring.form.address import Address
from scoring.form.model import Number
from scoring.text.characters import normalise
from scoring.text.numerals import parse_number
from scoring.text.pattern import Pattern

_PAIR = Pattern(r"\s*(?P<first>[0-9.]+)\s*分?\s*[/／|、]\s*(?P<second>[0-9.]+)\s*分?\s*")


def paired_number(reader: Reader, at: Address, *, first: bool) -> Number:
    """One of the two numbers of such a cell; blank where the cell is, unreadable where it holds no two."""
    field = reader.number(at)
    found = _PAIR.fullmatch(normalise(field.text))
    if found is None:
        return field._replace(value=None)
    text = found["first" if first else "second"]
    return field._replace(value=parse_number(text), text=text, inferred=True)

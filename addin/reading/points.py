"""Weights and scores by row and role, also where both have one column: 10/9.5, or the score in the cell beneath."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from addin.reading.fields import Reader
from scoring.form.address import Address
from scoring.form.field import ABSENT, Number
from scoring.text.numerals import parse_number
from scoring.text.pattern import Pattern

_FULL_MARK = 100  # a larger figure is a telephone number or a year
_LABELLED = Pattern(
    r"\s*(?P<label>[一-鿿][^0-9]{1,9}(?:[(（]满分[0-9.]+分?[)）])?\s*[:：]?)\s*(?P<number>[0-9]+(?:\.[0-9]+)?%?)\s*(?:分|万元|元)?\s*"
)
_PAIR = Pattern(r"\s*(?P<first>[0-9.]+)\s*分?\s*[/／|、]\s*(?P<second>[0-9.]+)\s*分?\s*")


def points_of(text: str) -> Decimal | None:
    """The points that a text is: 10, 9.5分; None where it is no number, or more than a full mark."""
    number = parse_number(text.removesuffix("分"))
    return number if number is not None and 0 <= number <= _FULL_MARK else None


def is_pair(text: str) -> bool:
    """Whether a text is a weight and a score: ``10/9.5``."""
    return _PAIR.fullmatch(text) is not None


def label_before_number(text: str) -> str:
    """The label of a cell that holds its number too: 标准分10, 自评得 9.50分, 得分（满分10）：9.8; "" where it is none."""
    found = _LABELLED.fullmatch(text)
    return found["label"].rstrip(": ") if found is not None else ""


def labelled_number(field: Number) -> Number:
    """The number behind the label in its own cell."""
    found = _LABELLED.fullmatch(field.plain)
    if found is None or field.value is not None:
        return field
    return field._replace(
        value=parse_number(found["number"].rstrip("%")), text=found["number"], inferred=True
    )


def number_in(reader: Reader, columns: Mapping[str, int], row: int, role: str) -> Number:
    """The number of that role in a row; not `present` where the table has no column for it."""
    if role in columns:
        return reader.number(Address(row, columns[role]))
    if "weight_and_score" in columns and role in ("weight", "self_score"):
        return paired_number(reader, Address(row, columns["weight_and_score"]), first=role == "weight")
    return ABSENT


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

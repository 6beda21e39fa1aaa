"""A value of the form: what was typed, what it means, and the cell it stands in."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from scoring.form.address import Address
from scoring.text.characters import bare, compact

T = TypeVar("T")

_DASHES = frozenset({"-", "--", "---", "—", "——", "–", "/", "\\", "*", "×", "无", "不适用"})


def is_dash(text: str) -> bool:
    """Whether a text is a stroke for "not applicable": ``--``, ``—``, ``/``."""
    return bare(text) in _DASHES


class Typed(StrEnum):
    """What kind of thing was typed into a cell."""

    BLANK = "blank"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    ERROR = "error"
    PENDING = "pending"  # a formula that nobody has calculated yet: "" is a result, this is none
    ABSENT = "absent"  # the layout has no such cell


class Field(NamedTuple, Generic[T]):
    """A value of the form, its text as the person sees it, and the cell it stands in.

    Messages quote `text`; whatever is judged or compared is `plain`.

    `value` is None where nothing is written, or where what is written cannot be read as a `T`. A field that
    the layout lacks is there all the same, not `present`: it is blank, and nobody is to blame for it.
    """

    value: T | None
    text: str
    at: Address
    typed: Typed = Typed.TEXT
    calculated: bool = False  # the cell holds a formula
    inferred: bool = False  # carried down from a row above, or put right by a repair

    @property
    def plain(self) -> str:
        """The text as it is compared: without regard to how its characters were typed."""
        return bare(self.text)

    @property
    def compact(self) -> str:
        """A label or name as it is compared: as `plain`, and without white space."""
        return compact(self.text)

    @property
    def present(self) -> bool:
        """The layout has such a cell."""
        return self.typed is not Typed.ABSENT

    @property
    def missing(self) -> bool:
        """The layout has such a cell, and nothing to judge is written in it."""
        return self.typed is not Typed.ABSENT and self.empty

    @property
    def blank(self) -> bool:
        """Nothing is written, no formula either."""
        return not bare(self.text) and not self.calculated

    @property
    def dash(self) -> bool:
        """A stroke for "not applicable": ``--``, ``—``, ``/``."""
        return is_dash(self.text)

    @property
    def empty(self) -> bool:
        """Blank or a stroke: nothing to judge."""
        text = bare(self.text)
        return text in _DASHES or (not text and not self.calculated)

    @property
    def error(self) -> bool:
        """A formula error, ``#DIV/0!``."""
        return self.typed is Typed.ERROR

    @property
    def pending(self) -> bool:
        """A formula without a result: the workbook was never calculated and saved."""
        return self.typed is Typed.PENDING

    @property
    def unreadable(self) -> bool:
        """Something is written, and it is not the kind of value that belongs here."""
        return self.value is None and bool(self.plain) and not self.dash and not self.error

    @property
    def percent(self) -> bool:
        """A number that the sheet holds as a hundredth of what it shows: 10% is 0.1 to every formula."""
        return self.typed is Typed.NUMBER and self.text.strip().endswith("%")


Number = Field[Decimal]
Text = Field[str]
ABSENT: Field[Any] = Field(None, "", Address(0, 0), Typed.ABSENT)

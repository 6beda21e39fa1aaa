"""Reading single fields off a sheet: the text a person sees, the number it stands for, its cell."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from addin.reading.sheet import Cell, CellError, Sheet
from scoring.form.address import Address
from scoring.form.field import Field, Number, Text, Typed
from scoring.targets.target import Target, parse_actual, parse_target
from scoring.text.characters import bare
from scoring.text.numerals import parse_number
from scoring.text.operators import Operator, read_symbol

_NUMBER_WITH_UNIT = re.compile(r"([-+]?[\d,，.]+)\s*(?:分|万元|元|%)")


def blank(at: Address) -> Text:
    """A field in which nothing is written."""
    return Field(None, "", at, Typed.BLANK)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the fields of one sheet; a cell under a merged area reads as blank."""

    sheet: Sheet

    def seen(self, at: Address) -> str:
        """The bare text of a cell as it is compared, "" where there is none."""
        cell = self.sheet.cells.get(at)
        return bare(cell.text) if cell is not None else ""

    def text(self, at: Address) -> Text:
        """The text of a cell."""
        cell = self.sheet.cells.get(at)
        if cell is None:
            return blank(at)
        return Field(bare(cell.text) or None, cell.text.strip(), at, _typed(cell), cell.formula is not None)

    def number(self, at: Address) -> Number:
        """The number a person sees in a cell; `value` is None where it is none."""
        cell = self.sheet.cells.get(at)
        if cell is None:
            return Field(None, "", at, Typed.BLANK)
        return Field(_number(cell), cell.text.strip(), at, _typed(cell), cell.formula is not None)

    def target(
        self, at: Address | None, nature_at: Address | None, unit_at: Address | None, row: int
    ) -> Field[Target]:
        """A target from one column, or from 指标性质 | 指标值 | 度量单位; its text as a person would say it."""
        where = at or nature_at or Address(row, 1)
        target = self.text(at) if at else blank(where)
        nature = self.text(nature_at) if nature_at else blank(where)
        unit = self._unit(unit_at)
        parsed = parse_target(target.plain, nature.plain, unit.plain)
        sign = (
            nature if read_symbol(nature.plain) is not Operator.NONE else blank(where)
        )  # 定性, 正向 are none
        shown = f"{'' if sign.plain in target.plain else sign.text}{target.text}"
        shown += "" if target.plain.endswith(unit.plain) else unit.text
        return Field(parsed, "" if target.blank else shown, where, target.typed, target.calculated)

    def _unit(self, at: Address | None) -> Text:
        """The unit of the 度量单位 column; a stroke is none."""
        unit = self.text(at) if at else blank(Address(1, 1))
        return unit._replace(value=None, text="") if unit.dash else unit

    def actual(self, at: Address, unit_at: Address | None) -> Field[Target]:
        """An actual; a bare number takes the unit of its 度量单位 column."""
        text = self.text(at)
        unit = self._unit(unit_at)
        return Field(parse_actual(text.plain, unit.plain), text.text, at, text.typed, text.calculated)


def _typed(cell: Cell) -> Typed:
    value = cell.value
    if isinstance(value, Decimal):
        return Typed.NUMBER
    if isinstance(value, CellError):
        return Typed.ERROR
    if isinstance(value, (dt.date, dt.time)):
        return Typed.DATE
    if value is None and cell.formula is not None:
        return Typed.PENDING
    return Typed.TEXT if value is not None and bare(cell.text) else Typed.BLANK


def _number(cell: Cell) -> Decimal | None:
    """The number a person sees: 1 formatted ``0%`` is 100, ``30分`` typed as text is 30."""
    if isinstance(cell.value, CellError):
        return None
    text = bare(cell.text)
    if isinstance(cell.value, Decimal):
        return _percent(cell.value, text) if text.endswith("%") else cell.value
    with_unit = _NUMBER_WITH_UNIT.fullmatch(text)
    return parse_number(with_unit[1] if with_unit else text)


def _percent(value: Decimal, text: str) -> Decimal:
    """0.98 formatted ``0%`` is 98; 98 under the format ``0"%"`` is 98 too: the text decides."""
    seen = parse_number(text.rstrip("%"))
    if seen is not None and abs(value - seen) <= abs(value * 100 - seen):
        return value
    return value * 100

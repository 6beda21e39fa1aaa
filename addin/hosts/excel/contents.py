"""What a cell holds, between Excel's values and the words of the ledger."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from addin.hosts.excel import com
from addin.hosts.excel.reading import cell_value
from addin.marking.ledger import BLANK, read_number, value_text
from addin.reading.sheet import CellError

_FIRST_DAY = dt.datetime(1899, 12, 30)


def content_of(raw: object) -> str:
    """What ``Value2`` gave, in words."""
    value = cell_value(raw)
    if isinstance(value, CellError):
        return f"e:{value}"
    if isinstance(value, Decimal):
        return f"n:{format(value, 'f')}"
    return value_text(value if isinstance(value, str | bool) else None)


def raw_of(content: str, is_text_cell: bool = False) -> float | str | bool | None:
    """What to write into a cell so that it holds what the words say."""
    kind, _, value = content.partition(":")
    if content == BLANK:
        return None
    if kind == "n":
        number = read_number(content)
        return float(number) if number is not None else com.as_text(value)
    if kind == "b":
        return value == "1"
    if kind == "e":
        return value
    if kind == "d":
        return _serial(value)
    return value if is_text_cell else com.as_text(value)


def _serial(moment: str) -> float | str:
    """A file may store a moment as ISO text; in Excel it is a serial number."""
    try:
        since = dt.datetime.fromisoformat(moment) - _FIRST_DAY
    except (ValueError, TypeError):
        return com.as_text(moment)
    return since.total_seconds() / 86_400

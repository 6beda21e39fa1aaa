"""Texts that are plainly numbers become numbers, under the format in which they are seen: 95% is 0.95 as ``0%``."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from addin.hosts.converted.table import Value
from addin.reading.display import display

Shown = tuple[Value, str]  # a value and its number format

_DIGITS = 15  # that Excel holds: longer ones, as of identity cards, are texts
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?%?", re.ASCII)
_SHOWN = re.compile(
    r"(?P<before>[^0-9.,%-]*)(?P<minus>-?)(?P<whole>[0-9][0-9,]*)(?P<decimals>\.[0-9]+)?(?P<percent>%?)(?P<after>[^0-9%]*)"
)
_DATE_FORMATS = (
    "yyyy/m/d",
    "yyyy-mm-dd",
    "yyyy/mm/dd",
    "yyyy-m-d",
    "yyyy.m.d",
    "yyyy.mm.dd",
    'yyyy"年"m"月"d"日"',
    'yyyy"年"mm"月"dd"日"',
    'yyyy"年"m"月"',
    'yyyy"年"mm"月"',
    'm"月"d"日"',
    "mm/dd/yyyy",
    "m/d/yyyy",
    "mm/dd/yy",
    "yyyy-mm-dd hh:mm:ss",
    "yyyy/m/d h:mm",
    "h:mm:ss",
    "hh:mm:ss",
    "h:mm",
    "hh:mm",
)
_DAY_ZERO = dt.datetime(1899, 12, 30)
_DAY_SIXTY = dt.datetime(1900, 3, 1)  # before it Excel counts otherwise


def typed(text: str) -> Shown:
    """The value and number format of a text as a person typed it; what is not plainly a number stays a text."""
    plain = text.strip()
    if _NUMBER.fullmatch(plain) is None or sum(letter.isdigit() for letter in plain) > _DIGITS:
        return text, "General"
    number = Decimal(plain.rstrip("%").replace(",", ""))
    value = number / 100 if plain.endswith("%") else number
    if display(value, "General") == plain:
        return value, "General"
    return as_shown(value, plain)


def as_shown(value: Decimal, text: str) -> Shown:
    """A number under a format that shows it as `text`; the text itself where there is none."""
    found = _SHOWN.fullmatch(text)
    formats = ["General"] if found is None else [_format(found), "General"]
    fitting = (each for each in formats if display(value, each) == text)
    number_format = next(fitting, None)
    return (text, "General") if number_format is None else (value, number_format)


def _format(shown: re.Match[str]) -> str:
    whole = (
        "#,##0" if "," in shown["whole"] else "0" * (len(shown["whole"]) if shown["whole"][0] == "0" else 1)
    )
    decimals = f".{'0' * (len(shown['decimals']) - 1)}" if shown["decimals"] else ""
    return f"{_quoted(shown['before'])}{whole}{decimals}{shown['percent']}{_quoted(shown['after'])}"


def _quoted(text: str) -> str:
    return f'"{text}"' if text and '"' not in text else ""


def moment_as_shown(moment: dt.date | dt.time, text: str) -> Shown:
    """A day or a time as Excel counts it, under a format that shows it as `text`; else the text itself."""
    serial = serial_of(moment)
    for number_format in _DATE_FORMATS if serial is not None else ():
        if display(moment, number_format) == text:
            return serial, number_format
    return text, "General"


def serial_of(moment: dt.date | dt.time) -> float | None:
    """The number that a moment is in Excel; None for one before 1 March 1900, and for one with a time zone."""
    if isinstance(moment, dt.time):
        moment = dt.datetime.combine(_DAY_ZERO.date(), moment)
        first = _DAY_ZERO
    else:
        first = _DAY_SIXTY
        moment = moment if isinstance(moment, dt.datetime) else dt.datetime.combine(moment, dt.time())
    if moment.tzinfo is not None or moment < first:
        return None
    return (moment - _DAY_ZERO) / dt.timedelta(days=1)

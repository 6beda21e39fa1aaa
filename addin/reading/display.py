"""What a person sees in a cell: a value written out by its number format."""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from addin.reading.number_format import GENERAL, Kind, Role, Section, parse
from addin.reading.sheet import CellError, CellValue

_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)  # wide enough for any float written out
_ONE = Decimal(1)
_LAST_SERIAL = 2_958_465  # 9999-12-31
_SECONDS = 86_400
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def display(value: CellValue, number_format: str) -> str:
    """The text of a cell. What the format cannot say, or we cannot interpret, is shown as General."""
    if value is None:
        return ""
    if isinstance(value, str):
        if isinstance(value, CellError) or number_format in ("General", "@", ""):
            return str(value)
        return _text(value, number_format)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return _number(value, number_format)
    return _moment(value, number_format)


@lru_cache(maxsize=1024)
def is_date_format(number_format: str) -> bool:
    """Whether numbers under this format are moments: it has year, month, day or clock parts."""
    return parse(number_format).numbers[0].kind is Kind.DATE


@lru_cache(maxsize=1024)
def _has_day_parts(number_format: str) -> bool:
    tokens = parse(number_format).numbers[0].tokens
    return any(token.role is Role.DATE_PART and token.text[0] in "ymdea" for token in tokens)


def from_serial(serial: Decimal, number_format: str, date1904: bool = False) -> CellValue:
    """The moment a serial number stands for under a date format; an impossible one stays a number."""
    if not 0 <= serial < _LAST_SERIAL + 1:
        return serial
    days = int(serial)
    milliseconds = int(((serial - days) * _SECONDS * 1000).to_integral_value(ROUND_HALF_UP))
    clock = dt.timedelta(milliseconds=milliseconds)
    if days == 0 and not date1904:
        # Day 0 is the 0th of January 1900: only its clock means anything.
        if _has_day_parts(number_format) or clock >= dt.timedelta(days=1):
            return serial
        return (dt.datetime.min + clock).time()
    if days == 60 and not date1904:
        return serial  # 1900-02-29, a day that Excel believes in
    if date1904:
        start = dt.datetime(1904, 1, 1)
    else:
        start = dt.datetime(1899, 12, 30) if days > 60 else dt.datetime(1899, 12, 31)
    try:
        moment = start + dt.timedelta(days=days) + clock
    except OverflowError:
        return serial
    return moment if milliseconds else moment.date()


def _text(value: str, number_format: str) -> str:
    section = parse(number_format).text
    if section is None or section.kind is not Kind.TEXT:
        # A text section without @, as in ``0;-0;0;``, hides the text.
        return value if section is None else _literals(section)
    return "".join(value if token.role is Role.VALUE else token.text for token in section.tokens)


def _literals(section: Section) -> str:
    return "".join(token.text for token in section.tokens if token.role is Role.LITERAL).strip()


@lru_cache(maxsize=4096)  # the same weights and scores stand in form after form
def _number(value: Decimal, number_format: str) -> str:
    if not value.is_finite():
        return str(value)
    if number_format == "General":
        return _general(value)
    section, drop_sign = _choose(value, parse(number_format).numbers)
    minus = "-" if value < 0 and not drop_sign else ""
    if section.kind is Kind.GENERAL:
        text = _general(abs(value))
        body = "".join(text if token.role is Role.VALUE else token.text for token in section.tokens)
    elif section.kind is Kind.NUMBER:
        body = _digits(abs(value), section)
    elif section.kind is Kind.DATE:
        moment = from_serial(value, number_format)
        return _general(value) if isinstance(moment, Decimal) else display(moment, number_format)
    elif section.kind is Kind.ELAPSED:
        body = _elapsed(abs(value), section)
    else:
        body = _literals(section)
    return minus + body.strip()


def _choose(value: Decimal, sections: tuple[Section, ...]) -> tuple[Section, bool]:
    """The section for a value, and whether it says the sign itself."""
    usual = {1: (">=",), 2: (">=", "<"), 3: (">", "<", "=")}[len(sections)]
    for i, section in enumerate(sections):
        compare, bound = section.condition or (usual[i], Decimal(0))
        is_rest = section.condition is None and i == len(sections) - 1
        if is_rest or _COMPARE[compare](value, bound):
            return section, i > 0 and compare in "<=" and not bound
    return GENERAL.numbers[0], False


def _general(value: Decimal) -> str:
    """As Excel's General: eleven characters at most, else scientific."""
    plain = str(value)
    if len(plain) <= 11 and plain.isdigit():
        return plain
    if value < 0:
        return "-" + _general(-value)
    if not value:
        return "0"
    power = value.adjusted()
    if -10 < power < 11:
        decimals = 9 - power if power > -1 else 9
        text = format(_EXACT.quantize(value, _ONE.scaleb(-max(decimals, 0))), "f")
        text = text.rstrip("0").rstrip(".") if "." in text else text
        if power > -5 or Decimal(text) == value:
            return text
    return _scientific(value)


def _scientific(value: Decimal) -> str:
    power = value.adjusted()
    mantissa = _EXACT.quantize(value.scaleb(-power), Decimal("0.00001"))
    if mantissa >= 10:
        mantissa, power = mantissa / 10, power + 1
    text = format(mantissa.normalize(), "f")
    return f"{text}E{'-' if power < 0 else '+'}{abs(power):02d}"


def _digits(value: Decimal, section: Section) -> str:
    """A number written into the placeholders of its section."""
    scaled, power = _EXACT.scaleb(value, section.shift), 0
    unit = _ONE.scaleb(-section.decimals)
    if any(token.role is Role.EXPONENT for token in section.tokens):
        power = scaled.adjusted() if scaled else 0
        if _EXACT.quantize(_EXACT.scaleb(scaled, -power), unit) >= 10:
            power += 1
        scaled = _EXACT.scaleb(scaled, -power)
    whole, _, fraction = format(_EXACT.quantize(scaled, unit), "f").partition(".")
    return _head(whole.lstrip("0"), section) + _tail(fraction, power, section)


def _head(whole: str, section: Section) -> str:
    """All up to the point: digits go to the placeholders from the right, the first takes the rest."""
    head = []
    for token in section.tokens:
        if token.role in (Role.POINT, Role.EXPONENT):
            break
        head.append(token)
    open_places = sum(token.role is Role.WHOLE for token in head)
    out: list[str] = []
    written = 0
    for token in reversed(head):
        if token.role is not Role.WHOLE:
            out.append(token.text)
            continue
        open_places -= 1
        take = len(whole) if open_places == 0 else min(1, len(whole))
        whole, taken = whole[: len(whole) - take], whole[len(whole) - take :]
        for digit in reversed(taken or ("0" if token.text == "0" else "")):
            if section.grouped and written and written % 3 == 0:
                out.append(",")
            out.append(digit)
            written += 1
    if not any(token.role is Role.WHOLE for token in head):
        out.append(whole)
    return "".join(reversed(out))


def _tail(fraction: str, power: int, section: Section) -> str:
    """The point and all after it."""
    places = [token.text for token in section.tokens if token.role is Role.DECIMAL]
    while places and places[-1] != "0" and fraction.endswith("0"):
        places.pop()
        fraction = fraction[:-1]
    width = sum(token.role is Role.POWER for token in section.tokens)
    out, digits, exponent, started = [], iter(fraction), f"{abs(power):0{width}d}", False
    for token in section.tokens:
        if token.role is Role.EXPONENT:
            started = True
            sign = "-" if power < 0 else token.text[1].replace("-", "")
            out.append("E" + sign + exponent)
        elif token.role is Role.POINT:
            started = True
            out.append(".")
        elif token.role is Role.DECIMAL:
            out.append(next(digits, ""))
        elif started and token.role is Role.LITERAL:
            out.append(token.text)
    return "".join(out)


def _elapsed(value: Decimal, section: Section) -> str:
    """A duration, ``[h]:mm:ss``: the bracketed part takes all that is above it."""
    left = int((value * _SECONDS).to_integral_value(ROUND_HALF_UP))
    units = {"h": 3600, "m": 60, "n": 60, "s": 1}
    out = []
    for token in section.tokens:
        if token.role is Role.LITERAL:
            out.append(token.text)
        elif token.role in (Role.ELAPSED_PART, Role.DATE_PART) and token.text[0] in units:
            count, left = divmod(left, units[token.text[0]])
            out.append(f"{count:0{len(token.text)}d}")
    return "".join(out)


def _moment(value: dt.date | dt.time, number_format: str) -> str:
    section = parse(number_format).numbers[0]
    if section.kind is not Kind.DATE:
        return _plain_moment(value)
    if isinstance(value, dt.time):
        if _has_day_parts(number_format):
            return _plain_moment(value)
        at = dt.datetime.combine(dt.date.min, value)
    else:
        at = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
    has_halves = any(token.role is Role.HALF_DAY for token in section.tokens)
    return "".join(_date_part(at, token.role, token.text, has_halves) for token in section.tokens).strip()


def _plain_moment(value: dt.date | dt.time) -> str:
    """A moment under a format that says nothing of dates."""
    clock = f"{value:%H:%M:%S}" if isinstance(value, dt.datetime | dt.time) else ""
    day = f"{value.year}/{value.month}/{value.day}" if isinstance(value, dt.date) else ""
    return f"{day} {clock}".strip()


def _date_part(at: dt.datetime, role: Role, text: str, has_halves: bool) -> str:
    if role is Role.LITERAL:
        return text
    if role is Role.HALF_DAY:
        morning, _, afternoon = text.partition("/")
        return morning if at.hour < 12 else afternoon
    if role is Role.SUBSECOND:
        return f"{at.microsecond / 1_000_000:.{min(len(text) - 1, 6)}f}"[1:]
    letter, width = text[0], len(text)
    if letter in "ye":
        return f"{at.year % 100:02d}" if letter == "y" and width < 3 else f"{at.year:04d}"
    if letter == "a":
        return ("周" if width == 3 else "星期") + "一二三四五六日"[at.weekday()]
    if letter in "md" and width > 2:
        name = _MONTHS[at.month - 1] if letter == "m" else _DAYS[at.weekday()]
        return {3: name[:3], 5: name[:1]}.get(width, name)
    hour = (at.hour % 12 or 12) if has_halves else at.hour
    number = {"m": at.month, "d": at.day, "h": hour, "n": at.minute, "s": at.second}[letter]
    return f"{number:0{min(width, 2)}d}"

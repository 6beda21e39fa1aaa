"""A number format code such as ``#,##0.00;[Red]-0.00`` taken apart once, into sections of tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum, auto
from functools import lru_cache

MAX_DECIMALS = 30  # as in Excel; a longer one is not meant seriously

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | [\\!](?P<escaped>.)
    | (?P<pad>[_*].?)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|G/通用格式)
    | (?P<ampm>AM/PM|A/P|上午/下午)
    | (?P<exponent>E[+-])
    | (?P<part>y+|m+|d+|h+|s+|e+|a{3,4})
    | (?P<subsecond>(?<=s)\.0+)
    | (?P<digit>[0\#?])
    | (?P<text>@)
    | (?P<end>;)
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)


class Kind(Enum):
    """What a section makes of a value."""

    GENERAL = auto()
    NUMBER = auto()
    DATE = auto()
    ELAPSED = auto()
    TEXT = auto()
    LITERAL = auto()


class Role(Enum):
    """What one token of a section stands for."""

    LITERAL = auto()
    VALUE = auto()  # General or @
    WHOLE = auto()  # digit placeholders: before the point, after it, in the exponent
    DECIMAL = auto()
    POWER = auto()
    POINT = auto()
    EXPONENT = auto()
    DATE_PART = auto()  # in lower case; a minute is written n
    ELAPSED_PART = auto()
    SUBSECOND = auto()
    HALF_DAY = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a section with its role."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the parts between semicolons."""

    kind: Kind
    tokens: tuple[Token, ...] = ()
    condition: tuple[str, Decimal] | None = None
    decimals: int = 0
    grouped: bool = False
    shift: int = 0  # powers of ten: +2 a percent sign, -3 a trailing comma


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format code: sections for numbers, and the one for text where there is one."""

    numbers: tuple[Section, ...]
    text: Section | None = None


GENERAL = NumberFormat((Section(Kind.GENERAL, (Token(Role.VALUE, "General"),)),))


@lru_cache(maxsize=1024)
def parse(code: str) -> NumberFormat:
    """Take a format code apart; what cannot be interpreted is General."""
    if not code or len(code) > 255:
        return GENERAL
    raw: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        name = match.lastgroup or "other"
        if name == "end":
            raw.append([])
        else:
            raw[-1].append((name, match[name]))
    sections = [_section(tokens) for tokens in raw[:4]]
    text = sections.pop() if len(sections) == 4 or sections[-1].kind is Kind.TEXT else None
    return NumberFormat(tuple(sections) or GENERAL.numbers, text)


def _section(raw: list[tuple[str, str]]) -> Section:
    names = {name for name, _ in raw}
    brackets = [text for name, text in raw if name == "bracket"]
    condition = next(filter(None, map(_condition, brackets)), None)
    if any(_ELAPSED.fullmatch(text) for text in brackets):
        return Section(Kind.ELAPSED, _date_tokens(raw), condition)
    if "digit" in names:
        return _number(raw, condition)
    if names & {"part", "ampm"}:
        return Section(Kind.DATE, _date_tokens(raw), condition)
    tokens = tuple(_plain(raw))
    if "general" in names:
        return Section(Kind.GENERAL, tokens, condition)
    return Section(Kind.TEXT if "text" in names else Kind.LITERAL, tokens, condition)


def _condition(bracket: str) -> tuple[str, Decimal] | None:
    match = _CONDITION.fullmatch(bracket)
    if match is None:
        return None
    try:
        return match[1], Decimal(match[2])
    except InvalidOperation:
        return None


def _literal(name: str, text: str) -> str:
    """The characters a token puts on the sheet: none for padding, colours and locales."""
    if name == "pad":
        return ""
    if name == "bracket":
        return text[1:].partition("-")[0] if text.startswith("$") else ""
    return text


def _plain(raw: list[tuple[str, str]]) -> list[Token]:
    return [
        Token(Role.VALUE, text) if name in ("general", "text") else Token(Role.LITERAL, _literal(name, text))
        for name, text in raw
    ]


def _date_tokens(raw: list[tuple[str, str]]) -> tuple[Token, ...]:
    """Date tokens; an m beside an hour or before a second is a minute."""
    tokens: list[Token] = []
    for name, text in raw:
        if name == "part":
            tokens.append(Token(Role.DATE_PART, text.lower()))
        elif name == "bracket" and _ELAPSED.fullmatch(text):
            tokens.append(Token(Role.ELAPSED_PART, text.lower()))
        elif name == "ampm":
            tokens.append(Token(Role.HALF_DAY, text.upper()))
        elif name == "subsecond":
            tokens.append(Token(Role.SUBSECOND, text))
        else:
            tokens.append(Token(Role.LITERAL, _literal(name, text)))
    parts = [i for i, token in enumerate(tokens) if token.role in (Role.DATE_PART, Role.ELAPSED_PART)]
    for order, i in enumerate(parts):
        before = tokens[parts[order - 1]].text[0] if order else ""
        after = tokens[parts[order + 1]].text[0] if order + 1 < len(parts) else ""
        is_minute = tokens[i].text[0] == "m" and (before == "h" or after == "s")
        if is_minute and tokens[i].role is Role.DATE_PART:
            tokens[i] = Token(Role.DATE_PART, tokens[i].text.replace("m", "n"))
    return tuple(tokens)


def _number(raw: list[tuple[str, str]], condition: tuple[str, Decimal] | None) -> Section:
    """A section with digit placeholders; a fraction such as ``# ?/?`` is not interpreted."""
    digits = [i for i, (name, _) in enumerate(raw) if name == "digit"]
    first, last = digits[0], digits[-1]
    role, tokens, grouped, shift = Role.WHOLE, [], False, 0
    for i, (name, text) in enumerate(raw):
        if name == "digit":
            tokens.append(Token(role, text))
        elif name == "exponent":
            role = Role.POWER
            tokens.append(Token(Role.EXPONENT, text.upper()))
        elif (name, text) == ("other", ".") and role is Role.WHOLE:
            role = Role.DECIMAL
            tokens.append(Token(Role.POINT, "."))
        elif (name, text) == ("other", ",") and i > first:
            grouped, shift = (True, shift) if i < last else (grouped, shift - 3)
        elif (name, text) == ("other", "/") and first < i < last:
            return GENERAL.numbers[0]
        else:
            shift += 2 * (text == "%" and name == "other")
            tokens.append(Token(Role.LITERAL, _literal(name, text)))
    decimals = sum(token.role is Role.DECIMAL for token in tokens)
    wholes = sum(token.role is Role.WHOLE for token in tokens)
    powers = sum(token.role is Role.POWER for token in tokens)
    too_odd = decimals > MAX_DECIMALS or (role is Role.POWER and (wholes != 1 or not powers))
    return (
        GENERAL.numbers[0]
        if too_odd
        else Section(Kind.NUMBER, tuple(tokens), condition, decimals, grouped, shift)
    )

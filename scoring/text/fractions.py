"""Fractions (分数) and tenths (成数) as percentages: 三分之二 is 66.66%, ≥3/4 is ≥75%, 过半 is >50%, 八成五 85%. Digits beyond the second are cut off,
so that a rate printed with two decimals reaches its fraction.
"""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, Decimal

from scoring.text.pattern import Pattern

_ONES = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
_IN_WORDS = Pattern("(?<![百千万一二三四五六七八九十])([二两三四五六七八九十])分之([一二两三四五六七八九])")
# 3/4 alone may be a date: a bound makes it a share.
_IN_DIGITS = Pattern(
    r"(?:(?<=[≥≤<>])|(?<=[<>]=)|(?<=不低于)|(?<=不少于)|(?<=不高于)|(?<=不超过)) ?([1-9]\d?)/([1-9]\d?)(?![\d/.])"
    r"|^([1-9]\d?)/([1-9]\d?)(?=[及或]?以[上下])"
)
_HALF = Pattern("^(?:超过半数|超过一半|过半数?|半数以上|一半以上)$")
TENTHS = Pattern(
    "(?<![一二三四五六七八九十分])([一二三四五六七八九])成([一二三四五六七八九半])?(?![立员为果效本功分绩长熟人批品都套交就])"
)
_DIGITS = dict(zip("一二三四五六七八九半", "1234567895", strict=True))
_CENT = Decimal("0.01")


def fractions_as_percentages(plain: str) -> str:
    """A text in plain characters with its fractions as percentages."""
    if "半" in plain:
        plain = _HALF.sub(">50%", plain)
    if "分之" in plain:
        plain = _IN_WORDS.sub(lambda found: _per_cent(_ONES[found[2]], _ONES[found[1]]) or found[0], plain)
    if "成" in plain:
        plain = TENTHS.sub(tenths_as_percentage, plain)
    return _IN_DIGITS.sub(_digits, plain) if "/" in plain else plain


def _digits(found: re.Match[str]) -> str:
    part, whole = (int(found[1] or found[3]), int(found[2] or found[4]))
    return _per_cent(part, whole) or found[0]


def _per_cent(part: int, whole: int) -> str:
    if part >= whole:
        return ""
    share = (Decimal(part * 100) / whole).quantize(_CENT, rounding=ROUND_DOWN)
    return f"{share.normalize():f}%"


def tenths_as_percentage(found: re.Match[str]) -> str:
    """八成 is 80%, 八成五 85%."""
    return f"{_DIGITS[found[1]]}{_DIGITS[found[2]] if found[2] else 0}%"

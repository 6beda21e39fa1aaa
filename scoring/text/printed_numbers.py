"""Numbers as a form prints them: rounded half up, and whether a printed one is the true one at its places."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from scoring.text.characters import normalise
from scoring.text.pattern import Pattern

HUNDRED = Decimal(100)
LARGEST = Decimal("9.99999999999999E+307")  # that a cell can hold
_RATIO_SLACK = Decimal("0.5")  # points that a ratio such as 1 or 0.96 may be off
_WIDE = Context(
    prec=700, rounding=ROUND_HALF_UP
)  # what the numbers of two cells come to, to any printed place
_MOST_PLACES = 30  # more no number format prints
_CENT = Decimal("0.01")
_DECIMALS = Pattern(r"\.([0-9]+)")
_NOISE = Decimal("0.0000005")


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """Half up to `places` decimals: 59.995 is 60.00."""
    return value.quantize(_CENT if places == 2 else Decimal(1).scaleb(-places), context=_WIDE)


def plain(value: Decimal) -> str:
    """The number as a person writes it: no exponent, no trailing zeros, at most two decimals."""
    text = f"{rounded(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def printed_places(text: str) -> int:
    """How many decimals a number is printed with: 2 in ``86.19%``, 1 in ``98.6分``, 0 in ``100``."""
    decimals = _DECIMALS.search(normalise(text))
    return min(len(decimals[1]), _MOST_PLACES) if decimals else 0


def rate_agrees(printed: Decimal, text: str, rate: Decimal) -> bool:
    """Whether a printed rate is the true one (per cent), in any usual notation.

    86.18 %, 86.18, 86% and 0.8618 are one rate: the digits printed decide. A ratio may be off by half a
    point at most, so 1 stands for 99.6 % and not for 95.8 %.
    """
    places = printed_places(text)
    seen = rounded(printed, places)  # a formula holds more digits than its cell shows
    if seen == rounded(rate, places):
        return True
    if "%" in text or "％" in text:
        return False
    ratio_is_right = seen == rounded(rate / HUNDRED, places)
    return ratio_is_right and abs(seen * HUNDRED - rate) <= _RATIO_SLACK


def same_amount(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts or scores are one but for the noise that binary sums leave (76.39999999999999)."""
    return abs(one - other) < _NOISE


def exact(value: Decimal) -> str:
    """The number with all its digits, but for the noise of binary sums: no exponent, no trailing zeros."""
    text = f"{rounded(value, 6):f}"
    return text.rstrip("0").rstrip(".")


def score_agrees(printed: Decimal, text: str, value: Decimal) -> bool:
    """Whether a printed score or total is the computed one, at the decimals printed (one or two)."""
    places = min(max(printed_places(text), 1), 2)
    return rounded(printed) == rounded(value) or rounded(printed, places) == rounded(value, places)

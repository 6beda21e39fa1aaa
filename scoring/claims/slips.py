"""Slips of the pen: a number that is another one mistyped."""

from __future__ import annotations

from decimal import Decimal

_FEWEST_DIGITS = 3  # 12 and 21 are two numbers, 836 and 863 one that is mistyped


def is_slip(said: Decimal, right: Decimal) -> bool:
    """Whether a number is another with two neighbouring figures swapped, or a nought more or less in its decimals."""
    if max(map(significant_digits, (said, right))) < _FEWEST_DIGITS:
        return False
    one, two = _printed(said), _printed(right)
    return _is_swapped(said, right) or _has_nought_more(one, two) or _has_nought_more(two, one)


def is_any_slip(said: Decimal, right: Decimal) -> bool:
    """Whether a number is another with figures swapped, one figure wrong, too many or too few, or the point moved.

    That is no evidence alone: 80 is so near to 60 as well.
    """
    if not said or not right or said == right:
        return False
    one, two = map(_significant, (said, right))
    if one == two or _is_swapped(said, right):
        return True
    if len(one) == len(two):
        return sum(a != b for a, b in zip(one, two, strict=True)) == 1 and _like_in_size(said, right)
    longer, shorter = sorted((one, two), key=len, reverse=True)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def significant_digits(number: Decimal) -> int:
    """How many figures a number has without the noughts at its ends: 2 in 180, 4 in 26.82."""
    return len(_significant(number))


def _significant(number: Decimal) -> str:
    return _printed(number).replace(".", "").strip("0")


def _like_in_size(said: Decimal, right: Decimal) -> bool:
    return said.adjusted() == right.adjusted()


def _printed(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_swapped(said: Decimal, right: Decimal) -> bool:
    places = max(len(_printed(number).partition(".")[2]) for number in (said, right))
    one, two = (f"{number:.{places}f}" for number in (said, right))
    if len(one) != len(two):
        return False
    one, two = one.replace(".", ""), two.replace(".", "")
    apart = [at for at, (left, right_) in enumerate(zip(one, two, strict=True)) if left != right_]
    if len(apart) != 2 or apart[1] - apart[0] != 1:
        return False
    first, second = apart
    return one[first] == two[second] and one[second] == two[first]


def _has_nought_more(longer: str, shorter: str) -> bool:
    """31.08 beside 31.8."""
    whole, _, decimals = longer.partition(".")
    other_whole, _, other_decimals = shorter.partition(".")
    noughts = [at for at, digit in enumerate(decimals) if digit == "0"]
    return whole == other_whole and any(
        decimals[:at] + decimals[at + 1 :] == other_decimals for at in noughts
    )

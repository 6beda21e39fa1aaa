"""Read numbers: in digits (``215,457.6``) and in Chinese numerals (中文数字: 一百零五, 三点五万)."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from scoring.text.characters import CELL_LIMIT, normalise
from scoring.text.pattern import Pattern

# No form holds a longer number; what is longer is a code or damage.
LONGEST_NUMBER = 30

# Sources of patterns: a number in digits, the characters of numerals, and what joins the ends of a span.
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
NUMERALS = "零〇○一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億"
ONE_TO_NINE = "[一二三四五六七八九]"
TO = r" ?(?:-{1,2}|—{1,2}|–|~|至|到) ?"

# What numerals end in (三点五万), and what a unit of any kind may be counted in: 万元, 万人次, 百人.
MULTIPLIERS: dict[str, Decimal] = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1_000),
    "万": Decimal(10_000),
    "十万": Decimal(100_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "十亿": Decimal(1_000_000_000),
    "百亿": Decimal(10_000_000_000),
    "千亿": Decimal(100_000_000_000),
    "万亿": Decimal(1_000_000_000_000),
}

_PLAIN_NUMBER = Pattern(
    r"[-+]?(?:[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)?(?:(?<=[0-9])|(?=\.))(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,2})?"
)
_LOOSE_SPACE = Pattern(r"(?<=[-+,.]) +| +(?=[,.])")


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Decimal | None:
    """A plain number: ``215,457.6``, ``１００``, `` 16.67 ``; None with anything else, as in 98%.

    A space inside is let pass beside a separator and in front of three digits (1 000 000);
    ``10 20`` are two numbers, hence none.
    """
    if len(text) > CELL_LIMIT:
        return None
    plain = _LOOSE_SPACE.sub("", normalise(text).replace("，", ",").strip())
    if not plain or len(plain) > LONGEST_NUMBER or _PLAIN_NUMBER.fullmatch(plain) is None:
        return None
    return Decimal(plain.replace(",", "").replace(" ", ""))


_FORMAL = str.maketrans("〇○两壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸", "零零二一二三四五六七八九十百千万亿二三六")
_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")}
_THOUSANDS = Pattern(
    rf"(?:({ONE_TO_NINE})千)?(零?)(?:({ONE_TO_NINE})百)?(零?)(?:({ONE_TO_NINE}?)(十))?(零?)({ONE_TO_NINE})?"
)


@lru_cache(maxsize=1024)
def chinese_number(text: str) -> Decimal | None:
    """The value of a Chinese numeral (中文数字): 一百零五, 两千三百, 三点五万, 半; None when it is none.

    五六 (five or six) is no number, nor is a bare 百 or 万.
    """
    if len(text) > LONGEST_NUMBER:
        return None
    plain = text.strip().translate(_FORMAL).replace("廿", "二十").replace("卅", "三十")
    if plain == "半":
        return Decimal("0.5")
    whole, point, rest = plain.partition("点")
    value = _whole(whole)
    if value is None or not point:
        return None if value is None else Decimal(value)
    decimals = rest.rstrip("十百千万亿")
    if not decimals or any(char not in _VALUES for char in decimals):
        return None
    scale = rest[len(decimals) :]
    if scale and scale not in MULTIPLIERS:
        return None
    number = Decimal(f"{value}.{''.join(str(_VALUES[char]) for char in decimals)}")
    return number * MULTIPLIERS[scale] if scale else number


def _whole(text: str) -> int | None:
    """A whole number, split at 亿 and 万."""
    for name, size in (("亿", 10**8), ("万", 10**4)):
        high, found, low = text.rpartition(name)
        if not found:
            continue
        above = _whole(high)
        if above is None or above == 0:
            return None
        if not low:
            return above * size
        if len(low) == 1 and low in _VALUES and low != "零":
            return above * size + _VALUES[low] * size // 10  # 一万二 is 12,000
        below = _whole(low) if low.strip("零") else None
        return None if below is None or below >= size else above * size + below
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int | None:
    if text and all(char in _VALUES for char in text):
        # Digit by digit, as years and room numbers are read; 五六 is a guess, not 56.
        if len(text) == 1 or len(text) > 3 or (len(text) == 3 and "零" in text):
            return int("".join(str(_VALUES[char]) for char in text))
        if text[0] != "零" or len(text) > 2:
            return None
    match = _THOUSANDS.fullmatch(text)
    if match is None or not text:
        return None
    thousands, _, hundreds, _, tens, ten, _, ones = match.groups()
    value = 1000 * _VALUES[thousands or "零"] + 100 * _VALUES[hundreds or "零"]
    if ten:
        value += 10 * _VALUES[tens or "一"]
    if ones:
        # 一百五 is 150, 一千二 is 1,200; with 零 between, 一百零五, the last digit counts ones.
        gap = not ten and not any(match.group(2, 4, 7)) and (hundreds or thousands)
        value += _VALUES[ones] * ((10 if hundreds else 100) if gap else 1)
    return value


def written_number(number: str) -> Decimal | None:
    """A number in digits or in Chinese numerals."""
    if len(number) > LONGEST_NUMBER or (number.startswith("00") and number.isdigit()):
        return None  # 007 and the end of 5，000 are no numbers
    return Decimal(number.replace(",", "")) if number[0] in "0123456789" else chinese_number(number)

"""Text in plain characters: half width, one spelling of each sign (全角转半角)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from scoring.text.pattern import Pattern

# A cell is read up to here: nobody writes a figure behind 2,000 characters.
CELL_LIMIT = 2_000

_PLAIN: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
# One character stands for one, so that positions in the text stay.
for _plain_char, _variants in {
    "%": "﹪",
    "≥": "≧⩾≮",
    "≤": "≦⩽≯",
    "=": "﹦═",
    "<": "﹤",
    ">": "﹥",
    "-": "−‒﹣",
    "~": "〜∼",
    "+": "﹢",
    "(": "﹙",
    ")": "﹚",
    "[": "〔【",
    "]": "〕】",
    "·": "•・",
    " ": "\u3000\u00a0\u2002\u2003\u2009\u200b\ufeff\t\r",
}.items():
    _PLAIN |= {ord(variant): _plain_char for variant in _variants}
# The full-width comma is punctuation and separates no thousands.
del _PLAIN[ord("，")]


def normalise(text: str) -> str:
    """The text in plain characters (half width, one spelling of each operator), position by position."""
    return text.translate(_PLAIN)


def is_latin(char: str) -> bool:
    """Whether a character is an unaccented Latin letter."""
    return char.isascii() and char.isalpha()


_SPLIT_THOUSANDS = Pattern(r"[<>=≥≤]{0,2} ?[0-9]{1,3}(?:[ ，][0-9]{3})+(?![0-9])")


def cell_text(text: str) -> str:
    """The text in plain characters; a lone 》 or 《 is an operator that the keyboard got wrong."""
    plain = normalise(text[:CELL_LIMIT]).strip()
    for wrong, other, right in (("》", "《", ">="), ("《", "》", "<="), ("〉", "〈", ">"), ("〈", "〉", "<")):
        if wrong in plain and other not in plain:
            plain = plain.replace(wrong + "=", right).replace(wrong, right)
    thousands = _SPLIT_THOUSANDS.match(plain)
    if thousands is not None:  # 50 000元, 5，000元
        plain = thousands[0].replace(" ", "").replace("，", "") + plain[thousands.end() :]
    return plain


_BRACKETS = Pattern(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")


_LEADER = Pattern(r"^(?:指标\d+[:、.]?|[★☆*●◆]+|其中:?|\d+[.、)]|\(\d+\)|[①-⑳])+")


_SPACE = Pattern(r"\s+")


@lru_cache(maxsize=4096)
def compact(text: str) -> str:
    """A text in half-width characters and without white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text[:200]))


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """A label or name without spaces, brackets and list marks: ``1.系统故障率（%）`` is 系统故障率."""
    flat = _LEADER.sub("", compact(text))
    while (bare := _BRACKETS.sub("", flat)) != flat:
        flat = bare
    return flat.partition("(")[0].strip(":;,。、") or flat

"""Text in plain characters: half width, one spelling of each sign (全角转半角)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from scoring.text.fractions import fractions_as_percentages
from scoring.text.pattern import Pattern

# A cell is read up to here: nobody writes a figure behind 2,000 characters.
CELL_LIMIT = 2_000

# Full-width signs, digits and letters are their half-width twins; not so the stops of sentences: the full-width
# comma separates no thousands, and ；！？ end what 。 ends.
_STOPS = "，；！？"
_PLAIN: dict[int, str] = {
    code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _STOPS
}
for _plain_char, _variants in {
    "%": "﹪",
    "≥": "≧⩾≮",
    "≤": "≦⩽≯",
    "=": "﹦═",
    "<": "﹤",
    ">": "﹥",
    "-": "−‐‑‒﹣",
    "~": "〜∼",
    "+": "﹢",
    "(": "﹙︵",
    ")": "﹚︶",
    "[": "〔【",
    "]": "〕】",
    "·": "•・",
    ":": "﹕︓∶",
    ".": "﹒",
    "，": "﹐︐",
    "、": "﹑︑",
    "；": "﹔︔",
    "¥": "￥",
}.items():
    _PLAIN |= {ord(variant): _plain_char for variant in _variants}
# What nobody sees: controls, soft hyphens, joiners, fillers, marks of direction,
# selectors of a variant.
for _plain_char, _spans in {
    " ": ((0x09, 0x09), (0xA0, 0xA0), (0x2000, 0x200A), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000)),
    "\n": ((0x0B, 0x0D), (0x85, 0x85), (0x2028, 0x2029)),
    "": (
        *(
            (0x00, 0x08),
            (0x0E, 0x1F),
            (0x7F, 0x84),
            (0x86, 0x9F),
            (0xAD, 0xAD),
            (0x034F, 0x034F),
            (0x061C, 0x061C),
        ),
        *((0x115F, 0x1160), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F)),
        *((0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB)),
        *((0xE0001, 0xE0001), (0xE0020, 0xE007F), (0xE0100, 0xE01EF)),
    ),
}.items():
    for _first, _last in _spans:
        _PLAIN |= dict.fromkeys(range(_first, _last + 1), _plain_char)
# Radicals and compatibility forms, as texts copied out of a PDF have them, are the characters that they look like.
# What NFKC would take apart or bring down to the line stays: ① marks a list, m² and ℃ are units.
for _first, _last in ((0x2E9F, 0x2FD5), (0xF900, 0xFAD9)):
    _PLAIN |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(_first, _last + 1)}

_ESCAPE = Pattern(r"_x([0-9A-Fa-f]{4})_(?:(?<=_x000[Dd]_)\n)?")


@lru_cache(maxsize=8192)  # the same labels and values are asked of again and again
def normalise(text: str) -> str:
    """The text as it is compared: half width, one spelling of each sign, nothing that nobody sees.

    What programs leave of Excel's escapes (``_x000D_``) is the character that it stands for, where nobody sees
    that one. What people are shown and what is written back is the text as it was typed.
    """
    if text.isascii() and text.isprintable() and "_x" not in text:
        return text
    plain = text.replace("\r\n", "\n").translate(_PLAIN)
    return _ESCAPE.sub(_unseen, plain) if "_x" in plain else plain


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """The text as it is compared, without the space around it."""
    return normalise(text).strip()


def _unseen(escape: re.Match[str]) -> str:
    plain = _PLAIN.get(int(escape[1], 16), escape[0])
    return escape[0] if plain.strip() else plain


def is_latin(char: str) -> bool:
    """Whether a character is an unaccented Latin letter."""
    return char.isascii() and char.isalpha()


_SPLIT_THOUSANDS = Pattern(r"[<>=≥≤]{0,2} ?[0-9]{1,3}(?:[ ，][0-9]{3})+(?![0-9])")


def cell_text(text: str) -> str:
    """A cell in plain characters: a lone 》 is an operator that the keyboard got wrong, 三分之二 is 66.66%."""
    plain = normalise(text[:CELL_LIMIT]).strip()
    for wrong, other, right in (("》", "《", ">="), ("《", "》", "<="), ("〉", "〈", ">"), ("〈", "〉", "<")):
        if wrong in plain and other not in plain:
            plain = plain.replace(wrong + "=", right).replace(wrong, right)
    thousands = _SPLIT_THOUSANDS.match(plain)
    if thousands is not None:  # 50 000元, 5，000元
        plain = thousands[0].replace(" ", "").replace("，", "") + plain[thousands.end() :]
    return fractions_as_percentages(plain)


_BRACKETS = Pattern(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")


_LEADER = Pattern(
    r"^(?:\d+(?:\.\d+){2,}(?=[一-鿿])|指标\d+[:、.]?|[★☆*●◆]+|其中:?|\d+[.、)]|\(\d+\)|[①-⒛㈠-㈩㊀-㊉❶-❿]|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]))+"
)


_SPACE = Pattern(r"\s+")
_LONGEST_LABEL, _MOST_COMPARED = 400, 200  # characters, with and without what is not seen


@lru_cache(maxsize=4096)
def compact(text: str) -> str:
    """A label or name as it is compared: in half-width characters and without white space."""
    return unicodedata.normalize("NFKC", _without_space(text))


def _without_space(text: str) -> str:
    return _SPACE.sub("", normalise(text[:_LONGEST_LABEL]))[:_MOST_COMPARED]


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """A label or name without spaces, brackets and list marks: ``1.系统故障率（%）`` is 系统故障率, ``三、总分`` 总分."""
    flat = unicodedata.normalize("NFKC", _LEADER.sub("", _without_space(text)))  # NFKC makes 1 of ①
    while (bare := _BRACKETS.sub("", flat)) != flat:
        flat = bare
    return flat.partition("(")[0].strip(":;,。、") or flat

"""How like a column heading is to those of each role: spelt so, a slip away, or made of the same words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from addin.reading.labels import is_ignored_heading, label, likely_label, signs, untranslated

EXACT, SLIP = 1.0, 0.9  # a heading in the list, one that differs by a character
MADE_OF_WORDS = 0.8  # as like as words alone can make it
_FEWEST = 0.3  # less likeness than this is none
_SHORTEST, _LONGEST = 2, 20
_PROSE = "。；;，,!！?？"
_NOTHING: Mapping[str, float] = {}


@lru_cache(maxsize=8192)
def likeness(table: str, text: str) -> Mapping[str, float]:
    """The roles of a table (``indicator``, ``funds``) that a heading may announce, each from 0.3 to 1.

    One that is spelt as in labels.toml, or a slip away, stands for that role alone.
    """
    role = label(table, text)
    if role is not None:
        return {role: EXACT}
    if is_ignored_heading(text):
        return _NOTHING
    role = likely_label(table, text)
    return {role: SLIP} if role is not None else made_of(table, text)


@lru_cache(maxsize=8192)
def likeliest(table: str, text: str) -> str | None:
    """The role that a heading is likest to announce; None where it is like none."""
    like = likeness(table, text)
    return max(like, key=lambda role: like[role]) if like else None


@lru_cache(maxsize=8192)
def made_of(table: str, text: str) -> Mapping[str, float]:
    """The roles whose words a heading is made of, whatever the list says of the whole."""
    name = untranslated(text)
    if not _SHORTEST <= len(name) <= _LONGEST or any(mark in name for mark in _PROSE):
        return _NOTHING
    if text.rstrip().endswith("。"):
        return _NOTHING  # a sentence, however short
    found = ((role, _made_of(name, words)) for role, words in signs(table).items())
    return {role: like for role, like in found if like >= _FEWEST}


def _made_of(name: str, words: Mapping[str, int]) -> float:
    """The weight of the words in the name; what they leave unexplained makes it less."""
    there = {word: weight for word, weight in words.items() if word in name}
    covered = {
        at
        for word, weight in there.items()
        if weight > 0
        for start in range(len(name))
        if name.startswith(word, start)
        for at in range(start, start + len(word))
    }
    explained = 0.4 + 0.6 * len(covered) / len(name)
    return min(sum(there.values()) / 10, MADE_OF_WORDS) * explained

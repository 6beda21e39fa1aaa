"""Whose a figure, score or grade is: what stands before it has to be empty words, or name the project or its unit."""

from __future__ import annotations

import re

from scoring.text.clauses import STOP
from scoring.text.pattern import Pattern
from scoring.text.time_spoken_of import without_times

_NAME = 3  # characters of a name that are enough to know it by
_LONG = 200  # a clause is read back as far as this
# In a text that states more results than this, no more are looked at.
MOST_CLAIMS = 200


def clause_before(text: str, since: int, at: int) -> str:
    """What stands before a place in its clause, and behind ``since``; at most 200 characters."""
    return STOP.split(text[max(since, at - _LONG) : at])[-1]


def other_subject(before: str, empty: Pattern, names: tuple[str, ...]) -> bool:
    """Whether the words before 预算, 得分 … name something else than the project."""
    if any(names_alike(before, name) for name in names):
        return False
    project, _, rest = before.rpartition("项目")
    return _named(rest, empty) or (bool(names) and _named(project, empty))


def _named(words: str, empty: Pattern) -> bool:
    return re.search(r"\w", empty.sub("", without_times(words))) is not None


def names_alike(words: str, name: str) -> bool:
    """Whether the words, those of a clause, hold more than half of a name in one piece."""
    half = len(name) // 2 + 1
    if not _NAME <= half <= len(words):
        return False
    return any(name[i : i + half] in words for i in range(len(name) - half + 1))

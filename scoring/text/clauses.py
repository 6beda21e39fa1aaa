"""Where sentences and clauses of running text end: the one place that says so.

A comma that separates thousands (1,234) ends nothing. Nothing is looked for farther off than ``REACH``
characters, so that a text without stops costs no more than one with them.
"""

from __future__ import annotations

from scoring.text.pattern import Pattern

# For character classes: what ends a sentence, and what ends a clause of one.
SENTENCE_ENDS = r"。；！？;!?\n"
CLAUSE_ENDS = rf"，,{SENTENCE_ENDS}"

FULL_STOP = Pattern(f"[{SENTENCE_ENDS}]")
STOP = Pattern(rf"[，{SENTENCE_ENDS}]|,(?![0-9]{{3}}(?![0-9]))|(?<![0-9]),")

REACH = 200  # characters: a sentence is read as far as this


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, without their stops; empty ones too."""
    return FULL_STOP.split(text)


def clauses(text: str) -> list[str]:
    """The clauses of a text in order, without their stops; empty ones too."""
    return STOP.split(text)


def sentence_before(text: str, at: int) -> str:
    """What stands before a place in its sentence."""
    return FULL_STOP.split(text[max(0, at - REACH) : at])[-1]


def sentence_after(text: str, at: int) -> str:
    """What follows a place in its sentence."""
    return FULL_STOP.split(text[at : at + REACH], 1)[0]


def clause_before(text: str, at: int) -> str:
    """What stands before a place in its clause."""
    return STOP.split(text[max(0, at - REACH) : at])[-1]

"""Which part of a note is ours: what is put behind a person's words, and what is taken out again.

Pure: a host knows how a note is stored, and nothing of what belongs to whom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from addin.marking.edits import NOTE_SIGNATURE
from addin.marking.ledger import EntryKind, Ledger
from scoring.form.address import Address

AUTHOR = "绩效核查"

_GAP = "\n\n"  # a blank line between the person's words and ours
_THREAD_MARKS = ("[Threaded comment]", "[线程批注]")


@dataclass(frozen=True, slots=True)
class KnownNote:
    """What the ledger knows of a note: how the person's box lay, and our whole part of the text."""

    box: str
    ours: str


@dataclass(frozen=True, slots=True)
class OurPart:
    """The characters from `start` to `end` of a note are ours; with `whole` nobody has said anything else."""

    start: int
    end: int
    whole: bool
    box: str


def is_thread(text: str) -> bool:
    """Whether a note only stands for a threaded comment, for programs that know none."""
    return text.lstrip().startswith(_THREAD_MARKS)


def may_be_ours(text: str) -> bool:
    """Whether some of a note may be ours."""
    return NOTE_SIGNATURE in text and not is_thread(text)


def addition(before: str, earlier: str | None, text: str) -> tuple[str, str]:
    """What to put behind a note that says `before`, and all that is ours in it then.

    `earlier` is what is ours in it already, from the same round of marking.
    """
    ours = f"{NOTE_SIGNATURE}\n{text}" if earlier is None else f"{earlier}{_GAP}{text}"
    added = ours if earlier is None else text
    return (_GAP + added if before else added), ours


def known_notes(ledger: Ledger | None, sheet: str) -> dict[Address, KnownNote] | None:
    """The notes of ours on a sheet, as the moved ledger has them; None without a ledger."""
    if ledger is None:
        return None
    found = {}
    for entry in ledger.of(EntryKind.NOTE):
        at = Address.read(entry.cell)
        if entry.sheet == sheet and at is not None:
            found[at] = KnownNote(entry.before, entry.after.replace("\r\n", "\n"))
    return found


def our_part(at: Address, text: str, known: Mapping[Address, KnownNote] | None) -> OurPart | None:
    """The part of the note of a cell that is ours; None where it is a person's alone.

    A person's own note may quote one of ours: with a ledger only those that it knows are touched.
    """
    if not may_be_ours(text):
        return None
    note = _known(at, text, known or {})
    if note is None and known is not None:
        return None
    note = note or KnownNote("", "")
    start = text.rfind(note.ours) if note.ours else -1
    end = start + len(note.ours)
    if start < 0:  # changed since, or too long for the ledger: all from the signature on
        start, end = text.index(NOTE_SIGNATURE), len(text)
    if text[:start].endswith(_GAP):
        start -= len(_GAP)
    kept = (text[:start] + text[end:]).strip()
    return OurPart(start, end, kept in ("", f"{AUTHOR}:", f"{AUTHOR}："), note.box)


def _known(at: Address, text: str, known: Mapping[Address, KnownNote]) -> KnownNote | None:
    """The note of this cell, or, where its words are not here, another one's that are."""
    here = known.get(at)
    if here is not None and here.ours and here.ours in text:
        return here
    others = (note for note in known.values() if note.ours and note.ours in text)
    return next(others, here)

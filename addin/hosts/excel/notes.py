"""Notes: our words in a cell's legacy note, beside the person's. Threaded comments are left alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from math import ceil

from addin.hosts.excel import com
from addin.hosts.excel.com import Com
from addin.marking.notes import KnownNote, OurPart, addition, is_thread, may_be_ours, our_part
from scoring.form.address import Address

_WIDTH, _LINE, _MARGIN, _MAX_HEIGHT = 225, 12, 10, 480  # points
_HALF_CHARACTERS = 46  # in a line of 宋体 9 at that width
_SIZE = "size:"


def plan_note(cell: Com, texts: Sequence[str]) -> tuple[str, str, Callable[[], None]] | None:
    """What putting our texts into the note of a cell will be; None where a thread is left alone.

    Else how large the person's box is ("" for a note of ours), our whole part, and the step that writes it.
    """
    if _has_thread(cell):
        return None
    note = cell.Comment
    before = "" if note is None else str(note.Text())
    if is_thread(before):
        return None
    said, ours = before, None
    added: list[str] = []
    for text in texts:
        more, ours = addition(said, ours, text)
        added.append(more)
        said += more
    return "" if note is None else _size(note), ours or "", partial(_write_note, cell, note, before, added)


def _write_note(cell: Com, note: Com | None, before: str, added: Sequence[str]) -> None:
    said = before
    for more in added:
        if note is None:
            note = cell.AddComment(more)
        else:
            note.Text(more, _length(said) + 1, False)  # inserted at the end: the person's fonts stay
        said += more
    if note is not None:
        _fit(note, said)


def clear_notes(sheet: Com, known: Mapping[Address, KnownNote] | None) -> None:
    """Take our texts out of all notes of a sheet; `known` is what the ledger knows of them."""
    notes = sheet.Comments
    found: list[tuple[Com, str, OurPart]] = []
    for number in range(1, notes.Count + 1):
        note = notes(number)
        text = str(note.Text())
        if not may_be_ours(text):
            continue
        ours = our_part(Address.parse(note.Parent.GetAddress(False, False)), text, known)
        if ours is not None:
            found.append((note, text, ours))
    for note, text, ours in found:  # only now: what is deleted is no longer counted
        _clear_note(note, text, ours)


def _clear_note(note: Com, text: str, ours: OurPart) -> None:
    if ours.whole:
        note.Delete()
        return
    # The size first: as long as our words are there, clearing can be done again.
    _put_size(note, ours.box)
    start, length = _length(text[: ours.start]) + 1, _length(text[ours.start : ours.end])
    note.Shape.TextFrame.Characters(start, length).Delete()
    kept = text[: ours.start] + text[ours.end :]
    if str(note.Text()) != kept:
        note.Text(kept)  # the words are right, at the price of their fonts


def _has_thread(cell: Com) -> bool:
    """Whether the cell has a threaded comment, beside which no note can be; an Excel before 2019 has none."""
    with suppress(AttributeError), com.if_possible():
        return cell.CommentThreaded is not None
    return False


def _length(text: str) -> int:
    """Characters as Excel counts them: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _fit(note: Com, text: str) -> None:
    """Make the box so large that the text can be read whole."""
    widths = [len(line.encode("gb18030", "replace")) for line in text.split("\n")]
    lines = sum(max(1, ceil(width / _HALF_CHARACTERS)) for width in widths)
    shape = note.Shape
    shape.Width = _WIDTH
    shape.Height = min(lines * _LINE + _MARGIN, _MAX_HEIGHT)


def _size(note: Com) -> str:
    shape = note.Shape
    return f"{_SIZE}{shape.Width:g}x{shape.Height:g}"


def _put_size(note: Com, size: str) -> None:
    """Let a person's box be as large as it was; where a file's check kept an anchor, it stays as it is."""
    if not size.startswith(_SIZE):
        return
    width, _, height = size.removeprefix(_SIZE).partition("x")
    shape = note.Shape
    shape.Width, shape.Height = float(width), float(height)

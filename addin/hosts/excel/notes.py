"""Notes: our words in a cell's legacy note, beside the person's. Threaded comments are left alone."""

from __future__ import annotations

from math import ceil

from addin.hosts.excel import com
from addin.hosts.excel.com import Com
from addin.marking.edits import NOTE_SIGNATURE

GAP = "\n\n"  # a blank line between the person's words and ours
AUTHOR = "绩效核查"

_THREAD_MARKS = ("[Threaded comment]", "[线程批注]")
_WIDTH, _LINE, _MARGIN, _MAX_HEIGHT = 225, 12, 10, 480  # points
_HALF_CHARACTERS = 46  # in a line of 宋体 9 at that width
_SIZE = "size:"


def add_note(cell: Com, text: str) -> tuple[str, str] | None:
    """Put our text into the note of a cell; None where a thread is left alone.

    Else for the ledger: how large the person's box was ("" for a note of ours), and our whole part.
    """
    if _has_thread(cell):
        return None
    note = cell.Comment
    if note is None:
        whole = f"{NOTE_SIGNATURE}\n{text}"
        _fit(cell.AddComment(whole), whole)
        return "", whole
    before = str(note.Text())
    if before.lstrip().startswith(_THREAD_MARKS):
        return None
    ours = text if NOTE_SIGNATURE in before else f"{NOTE_SIGNATURE}\n{text}"
    added = GAP + ours if before else ours
    note.Text(added, _length(before) + 1, False)  # inserted at the end: the person's fonts stay
    whole = before + added
    size = "" if whole.startswith(NOTE_SIGNATURE) else _size(note)
    _fit(note, whole)
    return size, whole[_our_part(whole, "")[0] :]


def our_words(note: Com) -> str | None:
    """All that a note says where some of it is ours; None for other people's notes."""
    text = str(note.Text())
    is_ours = NOTE_SIGNATURE in text and not text.lstrip().startswith(_THREAD_MARKS)
    return text if is_ours else None


def clear_note(note: Com, text: str, known: str, size: str) -> None:
    """Take our part out of a note that says `text`; the whole note where the person said nothing."""
    start, end = _our_part(text, known)
    kept = text[:start] + text[end:]
    if kept.strip() in ("", f"{AUTHOR}:", f"{AUTHOR}："):
        note.Delete()
        return
    note.Shape.TextFrame.Characters(_length(text[:start]) + 1, _length(text[start:end])).Delete()
    if str(note.Text()) != kept:
        note.Text(kept)  # the words are right, at the price of their fonts
    _put_size(note, size)


def _our_part(text: str, known: str) -> tuple[int, int]:
    """Where our part of a note begins and ends; without the ledger, from the signature to the end."""
    start = text.index(NOTE_SIGNATURE)
    if text[:start].endswith(GAP):
        start -= len(GAP)
    ours = known.replace("\r\n", "\n").lstrip("\n")
    body = text[start:].lstrip("\n")
    if ours and body.startswith(ours):
        return start, len(text) - len(body) + len(ours)
    return start, len(text)


def _has_thread(cell: Com) -> bool:
    """Whether the cell has a threaded comment, beside which no note can be; an Excel before 2019 has none."""
    try:
        return cell.CommentThreaded is not None
    except (AttributeError, com.error()):
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

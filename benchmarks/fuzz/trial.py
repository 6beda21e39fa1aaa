"""What a check of a damaged file must keep to, whatever the damage."""

from __future__ import annotations

import re
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from types import FrameType

from addin.checking.check import check
from addin.checking.cleared import clear_file
from addin.checking.files import FileCheck, check_file, copy_path
from addin.hosts.files import open_file
from addin.hosts.problems import Problem
from addin.marking.fingerprint import fingerprint
from addin.reading.refusal import NoForm
from tests.hostile.kinds import Kind
from tests.hostile.outcome import CHINESE, copied

CLEARED = "清除.xlsx"
HANG = 10  # seconds for all that is done with one file; the promise of 2 s is measured in tests/hostile
# Which sheet holds the form is by chance here, so any sheet and its notes may be written.
WRITTEN = ("xl/worksheets/*", "xl/comments*", "xl/drawings/*.vml", "[[]content_types].xml")
_OURS = {"the name _xlnm.Print_Area is gone"}  # a blank one, which is no area: marking sets one


class AnyFile(Kind):
    """What may be written into a damaged file; the names of parts are told without regard to capitals."""

    def may_write(self, part: str) -> bool:
        return super().may_write(part) or super().may_write(part.casefold().lstrip("/"))


class Hung(BaseException):
    """A case took too long; no `except Exception` on its way stops it."""


@dataclass
class Result:
    """What came of one case: `came` in a word, and what is wrong with that."""

    came: str
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0


@contextmanager
def bounded(seconds: int) -> Iterator[None]:
    """Raises Hung in the midst of what takes longer."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Hung

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def judge(folder: Path, suffix: str, data: bytes) -> Result:
    """Check the file in an empty folder, and say what came of it."""
    original = folder / f"表{suffix}"
    original.write_bytes(data)
    result, start = Result("failed"), perf_counter()
    try:
        with bounded(HANG):
            _judge(original, result)
    except Hung:
        result.wrong.append(f"took more than {HANG} s")
    except Exception:
        result.wrong.append(traceback.format_exc())
    result.seconds = perf_counter() - start
    if original.read_bytes() != data:
        result.wrong.append("the original is no longer what it was")
    left = {path.name for path in folder.iterdir()} - {original.name, copy_path(original).name, CLEARED}
    if left:
        result.wrong.append(f"left behind: {sorted(left)}")
    return result


def _judge(original: Path, result: Result) -> None:
    copy = copy_path(original)
    try:
        first = check_file(original)
    except (Problem, NoForm) as refusal:
        result.came = type(refusal).__name__
        result.wrong += _said(str(refusal))
        return
    if first.copy is None:
        result.came = "no copy"
        result.wrong += _said(first.problem or "")
        return
    result.came = "copy"
    result.wrong += [*_again(original, copy, first, result), *_cleared(original, copy)]
    if original.suffix in {".xlsx", ".xlsm"}:
        found = copied(AnyFile("fuzz", "a damaged file", frozenset(), written=WRITTEN), original, copy)
        result.wrong += [wrong for wrong in found if wrong not in _OURS]


def _said(message: str) -> Iterator[str]:
    """A refusal is in Chinese, short, and has no characters that a terminal acts upon."""
    if (
        not CHINESE.search(message)
        or len(message) > 600
        or re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", message)
    ):
        yield f"says {message!r}"


def _again(original: Path, copy: Path, first: FileCheck, result: Result) -> Iterator[str]:
    """The original checked again, and the copy itself: the same findings, the same bytes.

    Of what is damaged a check in place may once write the mended spelling (an empty part of relations left out,
    say): that is counted, and the check after it must leave the bytes alone.
    """
    made = copy.read_bytes()
    yield from _checked_again(original, first)
    if copy.read_bytes() != made:
        yield "the original checked again: other bytes"
    yield from _checked_again(copy, first)
    if (second := copy.read_bytes()) != made:
        result.came = "copy mended in place"
        yield from _checked_again(copy, first)
        if copy.read_bytes() != second:
            yield "the copy checked a third time: other bytes"


def _checked_again(path: Path, first: FileCheck) -> Iterator[str]:
    again = check_file(path)
    if again.copy is None:
        yield f"checked again, {path.name}: {again.problem}"
    elif _findings(again) != _findings(first):
        yield f"checked again, {path.name}: other findings"


def _findings(result: FileCheck) -> list[object]:
    return [form.review.findings for form in result.forms]


def _cleared(original: Path, copy: Path) -> Iterator[str]:
    """The copy without our marks is a form that holds what the original held, and no more of ours."""
    target = copy.with_name(CLEARED)
    clear_file(copy, target)
    cleared, before = open_file(target).book, open_file(original).book
    if fingerprint(cleared.sheets) != fingerprint(before.sheets):
        yield "cleared, it is not the original"
    if cleared.is_marked:
        yield "cleared, it is marked"
    check(cleared.sheets)

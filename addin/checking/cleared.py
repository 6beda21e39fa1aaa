"""Taking our marks out of a file: ``jixiao clear``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from addin.checking import session
from addin.checking.files import refuse_if_reserved
from addin.checking.session import earlier_check
from addin.checking.targets import State, prepare, refuse_if_changed, state
from addin.hosts.problems import Refused
from addin.hosts.xlsx import Workbook


@dataclass(frozen=True, slots=True)
class Cleared:
    """What came of clearing a file. `written` is None where there was nothing to take out."""

    written: Path | None
    was_marked: bool  # else only notes of ours were in it


def clear_file(path: Path, output: Path | None = None, force: bool = False) -> Cleared:
    """Take everything of ours out of a checked copy, in place or into another file (`output`).

    What a person has changed in it stays, results that they have accepted (已改) too. Words that they wrote in
    核查结果 would be lost in place: there it takes `force`, as in a workbook that its owner has reserved.
    Raises Unreadable or Refused, the file then being as it was.
    """
    target = path if output is None else output
    there = state(target)
    book = Workbook.open(path)
    settled = len(earlier_check(book).settled)
    was_marked = session.clear(book)
    if not book.is_changed:
        return Cleared(None, was_marked)
    prepare(target)
    in_place = there is not None and target.samefile(path)
    if there is not None and not in_place:
        raise Refused(f"“{target.name}”已经存在，没有覆盖它。请用 -o 另选文件名")
    if settled and in_place and not force:
        raise Refused(
            f"“核查结果”里写有{settled}条处理或理由，清除会一并去掉，所以没有清除。"
            "要留着它们的，用 -o 写到另一个文件；不要了的，在命令后面加 --force"
        )
    refuse_if_reserved(book, force)
    book.save(target, partial(_prove, target, there))
    return Cleared(target, was_marked)


def _prove(target: Path, there: State, draft: Path) -> None:
    if Workbook.open(draft).is_marked:
        raise Refused("标记没有清除干净，所以没有写")
    refuse_if_changed(target, there)

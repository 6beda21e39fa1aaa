"""Checking a workbook file: read it, review its forms, write the marked copy beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from addin.checking.session import Session, earlier_check, take_marks_out
from addin.checking.targets import State, name_parts, prepare, refuse_if_changed, state
from addin.hosts.problems import Problem, Refused, Unreadable
from addin.hosts.xlsx import Workbook
from addin.marking.fingerprint import fingerprint
from addin.marking.mark import Checked
from addin.marking.settlements import Settlements
from scoring.profiles.profile import Profile

COPY_SUFFIX = "-核查"
_NOT_CLEARED = "标记去掉以后与原表不一样。请用 Excel 打开后另存，再核查一次"


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What came of checking one file. `problem` says why there is no copy although one was wanted."""

    path: Path
    forms: tuple[Checked, ...]
    settled: Settlements
    copy: Path | None = None
    problem: str | None = None


def copy_path(path: Path, output: Path | None = None) -> Path:
    """Where the checked copy goes: ``a-核查.xlsx`` beside ``a.xlsx``, or as `output` says (file or folder)."""
    stem, suffix = name_parts(path)
    name = f"{stem}{COPY_SUFFIX}{suffix}"
    if output is None:
        return path.with_name(name)
    return output / name if output.is_dir() else output


def check_file(
    path: Path,
    output: Path | None = None,
    profile: Profile | None = None,
    write_copy: bool = True,
    force: bool = False,
) -> FileCheck:
    """Check a workbook; with `write_copy` write the marked copy, never touching the original.

    A marked copy itself (``a-核查.xlsx``) is brought up to date in place. Raises `Unreadable` or `NoForm`
    where there is nothing to check; where only the copy cannot be written, `problem` says so. `force` writes
    it even where the owner wants nothing written (marked as final and the like).
    """
    seen = state(path)
    book = Workbook.open(path)
    in_place = book.is_marked and path.stem.endswith(COPY_SUFFIX) and output is None
    session = Session(book, profile, in_place)
    if not write_copy:
        forms = session.look()
        session.settle(_settlements_beside(copy_path(path, output)), forms)
        return FileCheck(path, forms, session.settled)
    forms = session.check()
    target = path if in_place else copy_path(path, output)
    try:
        refuse_if_reserved(book, force)
        there = prepare(target)
        if in_place:
            there = seen  # a person may have saved it since it was read
        session.settle(_settlements_of_earlier_copy(target, path, book), forms)
        contents = fingerprint(book.sheets)
        session.mark(forms)
        book.save(target, partial(_prove, target, there, contents))
    except Problem as problem:
        return FileCheck(path, forms, session.settled, problem=str(problem))
    return FileCheck(path, forms, session.settled, copy=target)


def refuse_if_reserved(book: Workbook, force: bool) -> None:
    """Raise Refused where the owner wants nothing written and nobody insists."""
    if not force and (why := book.reservation) is not None:
        raise Refused(f"{why}。仍然要写的，在命令后面加 --force")


def _prove(target: Path, there: State, contents: str, draft: Path) -> None:
    """Raise Refused where the copy could not be checked again, or not be cleared to the same contents."""
    try:
        copy = Workbook.open(draft)
        take_marks_out(copy, in_place=False)
        doubt = "" if fingerprint(copy.sheets) == contents else _NOT_CLEARED
    except Problem as problem:
        doubt = str(problem)
    if doubt:
        raise Refused(f"写出的副本再核查时会出错，所以没有写：{doubt}")
    refuse_if_changed(target, there)


def _settlements_beside(copy: Path) -> Settlements:
    """The settlements in the copy of an earlier check, if there is one that can be read."""
    try:
        return earlier_check(Workbook.open(copy), in_place=False).settled
    except (OSError, Problem):
        return {}


def _settlements_of_earlier_copy(target: Path, path: Path, book: Workbook) -> Settlements:
    """The settlements in the copy that is about to be replaced.

    Neither a file that is not ours nor what a person has corrected in a copy of ours is ever replaced.
    """
    if not target.exists():
        return {}
    if path.exists() and target.samefile(path):
        if not Workbook.open(target).is_marked:
            raise Refused("副本不能写到原文件上，请用 -o 另选文件名")
        return {}
    try:
        earlier = Workbook.open(target)
        ours = earlier.is_marked
    except Unreadable:
        ours = False
    if not ours:
        raise Refused(
            f"“{target.name}”已经存在，而且不是核查副本，没有覆盖它。请将它改名，或用 -o 另选文件名"
        )
    left = take_marks_out(earlier, in_place=False)
    made_from = left.ledger.source if left.ledger is not None else ""
    if fingerprint(earlier.sheets) not in (made_from, fingerprint(book.sheets)):
        raise Refused(
            f"“{target.name}”里填写的内容有人改过，没有覆盖它。"
            "要保留这些修改，请核查这个副本本身；要以原文件为准，请先将副本改名或删除"
        )
    return left.settled

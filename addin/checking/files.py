"""Checking a workbook file: read it, review its forms, write the marked copy beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from addin.checking.session import Session, earlier_check, take_marks_out
from addin.checking.targets import State, name_parts, prepare, refuse_if_changed, state
from addin.hosts.files import Format, OpenedFile, open_file
from addin.hosts.problems import Problem, Refused, Unreadable
from addin.hosts.xlsx import Workbook
from addin.marking.fingerprint import fingerprint
from addin.marking.mark import Checked
from addin.marking.settlements import Settlements
from scoring.profiles.profile import Profile

COPY_SUFFIX = "-核查"
_NOT_CLEARED = "标记去掉以后与原表不一样。请用 Excel 打开后另存，再核查一次"

# The copy of a file of these names has the same; all others are new workbooks.
_KEPT = {".xlsx", ".xlsm", ".xltx", ".xltm"}


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What came of checking one file. `problem` says why there is no copy although one was wanted.

    Of a `format` other than .xlsx the forms lie on the sheets of a new workbook, laid out as the original.
    """

    path: Path
    forms: tuple[Checked, ...]
    settled: Settlements
    copy: Path | None = None
    problem: str | None = None
    format: Format = Format.XLSX


def copy_suffix(path: Path) -> str:
    """What the name of the copy of a file ends in."""
    suffix = name_parts(path)[1]
    return suffix if suffix.casefold() in _KEPT else ".xlsx"


def copy_path(path: Path, output: Path | None = None) -> Path:
    """Where the checked copy goes: ``a-核查.xlsx`` beside ``a.xlsx`` or ``a.xls``, or as `output` says (file or folder)."""
    name = f"{name_parts(path)[0]}{COPY_SUFFIX}{copy_suffix(path)}"
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
    file = open_file(path)
    book = file.book
    in_place = book.is_marked and path.stem.endswith(COPY_SUFFIX) and output is None
    session = Session(book, profile, in_place)
    if not write_copy:
        forms = session.look()
        session.settle(_settlements_beside(copy_path(path, output), path, file), forms)
        return FileCheck(path, forms, session.settled, format=file.format)
    forms = session.check()
    target = path if in_place else copy_path(path, output)
    try:
        _refuse_a_name(target, file)
        refuse_if_reserved(book, force)
        there = prepare(target)
        if in_place:
            there = seen  # a person may have saved it since it was read
        session.settle(_settlements_of_earlier_copy(target, path, file), forms)
        contents = fingerprint(book.sheets)
        session.mark(forms)
        book.save(target, partial(_prove, book, target, there, contents))
    except Problem as problem:
        return FileCheck(path, forms, session.settled, problem=str(problem), format=file.format)
    return FileCheck(path, forms, session.settled, copy=target, format=file.format)


def refuse_if_reserved(book: Workbook, force: bool) -> None:
    """Raise Refused where the owner wants nothing written and nobody insists."""
    if not force and (why := book.reservation) is not None:
        raise Refused(f"{why}。仍然要写的，在命令后面加 --force")


def _prove(book: Workbook, target: Path, there: State, contents: str, draft: Path) -> None:
    """Raise Refused where the copy could not be checked again, or not be cleared to the same contents.

    `book` has been written into the draft: both at once would take twice the memory.
    """
    book.release()
    try:
        copy = Workbook.open(draft)
        take_marks_out(copy, in_place=False)
        doubt = "" if fingerprint(copy.sheets) == contents else _NOT_CLEARED
    except Problem as problem:
        doubt = str(problem)
    if doubt:
        raise Refused(f"写出的副本再核查时会出错，所以没有写：{doubt}")
    refuse_if_changed(target, there)


def _refuse_a_name(target: Path, file: OpenedFile) -> None:
    """A new workbook has no macros: Excel would not open it under the name of one that has."""
    if file.is_converted and target.suffix.casefold() != ".xlsx":
        raise Refused(
            f"原文件是{file.format.chinese}，副本是新的 .xlsx 文件，请用 -o 指定以 .xlsx 结尾的文件名"
        )


def _settlements_beside(copy: Path, path: Path, file: OpenedFile) -> Settlements:
    """The settlements in the copy of an earlier check, if there is one of this file that can be read."""
    try:
        earlier = Workbook.open(copy)
        is_of_another = _other_original(earlier, copy, path, file)
        return {} if is_of_another else earlier_check(earlier, in_place=False).settled
    except (OSError, Problem):
        return {}


def _other_original(copy: Workbook, copy_at: Path, path: Path, file: OpenedFile) -> str:
    """What a copy was made from where that was not this file: ``a.xls`` and ``a.xlsx`` may lie side by side."""
    own = path.suffix if file.is_converted else (file.book.original or path.suffix)
    others = copy.original or copy_at.suffix
    same = Path(f"_{others}").suffix.casefold() == Path(f"_{own}").suffix.casefold()
    return "" if same else copy.original or f"{path.stem}{copy_at.suffix}"


def _settlements_of_earlier_copy(target: Path, path: Path, file: OpenedFile) -> Settlements:
    """The settlements in the copy that is about to be replaced.

    Neither a file that is not ours, nor the copy of another one, nor what a person has corrected in a copy of
    ours is ever replaced.
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
    if other := _other_original(earlier, target, path, file):
        raise Refused(
            f"“{target.name}”是“{other}”的核查副本，没有覆盖它。请将其中一份原文件改名，或用 -o 另选文件名"
        )
    left = take_marks_out(earlier, in_place=False)
    made_from = left.ledger.source if left.ledger is not None else ""
    if fingerprint(earlier.sheets) not in (made_from, fingerprint(file.book.sheets)):
        raise Refused(
            f"“{target.name}”里填写的内容有人改过，没有覆盖它。"
            "要保留这些修改，请核查这个副本本身；要以原文件为准，请先将副本改名或删除"
        )
    return left.settled

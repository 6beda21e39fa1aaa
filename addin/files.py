"""Checking a workbook file: read it, review its forms, write the marked copy beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from addin.check import check, edits
from addin.hosts.problems import Problem, Refused, Unreadable
from addin.hosts.xlsx import Workbook
from addin.layout.edits import RESULT_SHEET
from addin.layout.mark import Checked
from addin.layout.settle import Settlements, read_settlements
from scoring.profile import Profile, ProfileProblem, load_profile

COPY_SUFFIX = "-核查"


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
    name = f"{path.stem}{COPY_SUFFIX}{path.suffix}"
    if output is None:
        return path.with_name(name)
    return output / name if output.is_dir() else output


def check_file(
    path: Path, output: Path | None = None, profile: Profile | None = None, write_copy: bool = True
) -> FileCheck:
    """Check a workbook; with `write_copy` write the marked copy, never touching the original.

    A marked copy itself (``a-核查.xlsx``) is brought up to date in place. Raises `Unreadable` or `NoForm`
    where there is nothing to check; where only the copy cannot be written, `problem` says so.
    """
    book = Workbook.open(path)
    profile = profile or _chosen_profile(book)
    settled: Settlements = {}
    own_copy = book.is_marked and path.stem.endswith(COPY_SUFFIX)
    if book.is_marked:
        settled = _settlements(book)
        book.clear_marks()
    if not write_copy:
        return FileCheck(path, check(book.sheets, profile), settled)
    target = path if own_copy and output is None else copy_path(path, output)
    try:
        settled = {**settled, **_settlements_of_earlier_copy(target, path)}
        forms = check(book.sheets, profile)
        book.apply(edits(forms, settled))
        book.save(target)
    except Problem as problem:
        return FileCheck(path, check(book.sheets, profile), settled, problem=str(problem))
    return FileCheck(path, forms, settled, copy=target)


def _chosen_profile(book: Workbook) -> Profile | None:
    """The scoring rules that the workbook itself names; one that there is not is said, not passed over."""
    name = book.chosen_profile
    if not name:
        return None
    try:
        return load_profile(name)
    except ProfileProblem as problem:
        raise Unreadable(f"工作簿“填表说明”所选的评分办法不能用：{problem}") from None


def _settlements_of_earlier_copy(target: Path, source: Path) -> Settlements:
    """The settlements in the copy that is about to be replaced; a file that is not ours is never replaced."""
    if not target.exists() or (source.exists() and target.samefile(source)):
        if target.exists() and not Workbook.open(target).is_marked:
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
    return _settlements(earlier)


def _settlements(book: Workbook) -> Settlements:
    sheet = next((sheet for sheet in book.sheets if sheet.name == RESULT_SHEET), None)
    return read_settlements(sheet) if sheet is not None else {}

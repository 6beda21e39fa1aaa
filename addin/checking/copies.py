"""The files of one run of ``jixiao check``: which of them are checked, and where each copy may go."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from addin.checking.files import FileCheck, check_file, copy_path, copy_suffix
from addin.checking.targets import name_parts
from addin.hosts.xlsx import Workbook
from scoring.profiles.profile import Profile

# What Excel (~$a.xlsx) and WPS (.~a.xlsx) keep beside a workbook while it is open.
_LOCKS = ("~$", ".~")

Identity = tuple[int, int | Path]


class Copies:
    """Where the checked copies of a run go: beside their originals, or as ``-o`` says.

    It remembers those that were written: no copy replaces another one of the same run.
    """

    def __init__(self, output: str | None = None, force: bool = False) -> None:
        self.output = output
        self._force = force
        self._originals: dict[Identity, Path] = {}  # by the copies that were written of them

    def has_folder(self) -> bool:
        """Whether several files can go there."""
        return self.output is None or _is_folder(Path(self.output))

    def target(self, path: Path) -> Path:
        """The copy of a file."""
        if not path.name:  # . or /: nothing that has a copy
            return path
        if self.output is None or self.has_folder():
            return copy_path(path, None if self.output is None else Path(self.output))
        return Path(self.output)

    def check(self, path: Path, profile: Profile | None) -> FileCheck:
        """Check a file and write its copy; where the copy has no place to go, `problem` says so."""
        refusal = self._refusal(path)
        if refusal is not None:
            return replace(check_file(path, None, profile, write_copy=False), problem=refusal)
        # A copy that is checked itself stays in its place unless -o names another.
        outcome = check_file(
            path, None if self.output is None else self.target(path), profile, force=self._force
        )
        copy = None if outcome.copy is None else _identity(outcome.copy)
        if copy is not None:
            self._originals[copy] = path
        return outcome

    def _refusal(self, path: Path) -> str | None:
        target = self.target(path)
        if not self.has_folder() and (why := misplaced(path, str(self.output))):
            return why
        try:
            target.exists()
        except OSError:
            return f"“{target}”写不进去：文件名太长，或没有打开所在文件夹的权限。请用 -o 另选文件名或文件夹"
        there = _identity(target)
        if there in self._originals:
            return (
                f"“{target}”是这一次核查“{self._originals[there]}”写出的副本，没有覆盖它。"
                "请将其中一份原文件改名，或分两次核查，用 -o 指定不同的文件夹"
            )
        return None


def misplaced(path: Path, output: str) -> str | None:
    """Why the copy of a file cannot be called so; a folder that is there is no such name."""
    target = Path(output)
    if output.endswith(("/", os.sep)):
        return f"文件夹“{output}”不存在或打不开，请先新建这个文件夹"
    if name_parts(target)[1].casefold() != copy_suffix(path).casefold():
        wanted = (
            "与原文件“{}”相同"
            if copy_suffix(path) == name_parts(path)[1]
            else "是 .xlsx（“{}”的副本是新的工作簿）"
        )
        return (
            f"“{output}”不是已有的文件夹；作为文件名，后缀要{wanted.format(path.name)}，"
            "否则 Excel 打不开。请改 -o 后面的名称"
        )
    if not _is_folder(target.parent):
        return f"文件夹“{target.parent}”不存在或打不开，请先新建这个文件夹"
    return None


def sorted_out(files: Sequence[Path], copies: Copies) -> tuple[list[Path], list[str]]:
    """The files to check, and a line for each that is left out."""
    originals = {copy: path for path in files for copy in _copies_of(path, copies)}
    wanted: list[Path] = []
    left_out: list[str] = []
    for path in files:
        original = originals.get(path.absolute())
        if path.name.startswith(_LOCKS):
            left_out.append(f"{path}：Excel 或 WPS 打开文件时的临时文件，不核查")
        elif path in wanted:
            left_out.append(f"{path}：重复给出，只核查一次")
        elif original is not None and _is_copy(path):
            left_out.append(f"{path}：是“{original}”的核查副本，只核查原文件")
        else:
            wanted.append(path)
    return wanted, left_out


def _copies_of(path: Path, copies: Copies) -> set[Path]:
    return {Copies().target(path).absolute(), copies.target(path).absolute()} - {path.absolute()}


def _is_copy(path: Path) -> bool:
    try:
        return Workbook.open(path).is_marked
    except Exception:  # what is wrong with it is said when it is checked
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # in a folder that is closed to us
        return False


def _identity(path: Path) -> Identity | None:
    """The file itself, however its name is spelt; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino or path.absolute()  # some network drives number nothing

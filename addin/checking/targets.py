"""Where a file of ours may be written: what stands in the way is said before anything is opened."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from addin.hosts.problems import Refused
from addin.hosts.xlsx.drafts import remove_left_behind

State = tuple[int, int, int] | None  # what changes with a file's contents; None where there is none

# What Excel, WPS and LibreOffice keep beside a workbook while it is open.
_LOCKS = ("~${}", ".~{}", ".~lock.{}#")


def name_parts(path: Path) -> tuple[str, str]:
    """Stem and suffix of a file's name; a name such as ``.xlsx`` is nothing but suffix."""
    if not path.suffix and path.name.startswith("."):
        return "", path.name
    return path.stem, path.suffix


def state(path: Path) -> State:
    """What tells later whether a file has been changed since."""
    try:
        found = path.lstat()
    except (OSError, ValueError):
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def prepare(target: Path) -> State:
    """Make sure that a file can be written there, and remove what a killed run has left for it; raises Refused.

    Its state comes back, for `refuse_if_changed`.
    """
    try:
        found = target.lstat()
    except FileNotFoundError:
        remove_left_behind(target)
        return None
    except (OSError, ValueError):
        raise Refused(
            f"不能写成“{target.name}”：文件名太长，或所在的文件夹不能用，请用 -o 另选文件名"
        ) from None
    reason = _in_the_way(target, found)
    if reason is not None:
        raise Refused(f"“{target.name}”{reason}")
    remove_left_behind(target)
    return state(target)


def refuse_if_changed(target: Path, before: State) -> None:
    """Raise Refused where a file is no longer as it was, or has come since."""
    if state(target) != before:
        raise Refused(f"“{target.name}”刚刚被别人或另一次核查改动过，没有覆盖它，请再运行一次")


def _in_the_way(target: Path, found: os.stat_result) -> str | None:
    if stat.S_ISLNK(found.st_mode):
        return "是指向别处的链接，没有写入，以免改动别处的文件。请删除这个链接，或用 -o 另选文件名"
    if stat.S_ISDIR(found.st_mode):
        return "是文件夹，不能写成文件。请将它改名，或用 -o 另选文件名"
    if not stat.S_ISREG(found.st_mode):
        return "是管道或设备，不是文件，没有写入。请用 -o 另选文件名"
    if not found.st_mode & stat.S_IWRITE or not os.access(target, os.W_OK):
        return "是只读的，没有覆盖它。请在文件的“属性”中取消“只读”，或用 -o 另选文件名"
    lock = next((name for name in _locks(target) if os.path.lexists(target.with_name(name))), None)
    if lock is not None:
        return f"正在别处打开，没有覆盖它。请先关闭；没有打开的，删除旁边留下的“{lock}”"
    return None


def _locks(target: Path) -> list[str]:
    return [lock.format(target.name) for lock in _LOCKS]

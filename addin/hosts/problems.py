"""What can be wrong with a file, said in words that a member of staff can act upon."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件超过了这个磁盘或账户所允许的大小",
    errno.EROFS: "这个磁盘是只读的",
    errno.ENAMETOOLONG: "文件名太长",
}


class Problem(Exception):
    """Something about a file that its owner has to put right; the message is in Chinese."""


class Unreadable(Problem):
    """The file is not a workbook that can be read."""


class Refused(Problem):
    """The workbook can be read, but marks cannot be written into it."""


def aside(problem: BaseException) -> list[str]:
    """What was noted on a failure, and on what caused it, while it went by."""
    notes: list[str] = []
    cause: BaseException | None = problem
    while cause is not None:
        notes += getattr(cause, "__notes__", [])
        cause = cause.__cause__
    return notes


def reason(error: OSError) -> str:
    """Why the system would not read or write, in Chinese."""
    return _REASONS.get(error.errno or 0, "请检查文件名、磁盘空间和文件夹")

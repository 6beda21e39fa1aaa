"""A mistake of ours, said in words that staff can act upon; its details go to a file in the user's own folder."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from pathlib import Path

from scoring import __version__

NAME = "jixiao-errors.txt"
_MOST = 200_000  # characters; then it begins anew


def unforeseen(problem: BaseException, what: str) -> str:
    """What was not done, what to do, and the file that has the details; `problem` is no sentence for staff."""
    said = [f"jixiao 出错了，{what}（{type(problem).__name__}）。"]
    if sys.platform == "win32":
        said.append("请运行 jixiao addin doctor（用安装包的，双击“安装.cmd”），按它的提示处理。")
    if kept := keep_details(problem):
        said.append(f"详细情况记在“{kept}”，请把这个文件发给维护人员。")
    return "\n".join(said)


def keep_details(problem: BaseException) -> Path | None:
    """Add a failure to the file; where that is, or None where it could not be written. Nothing leaves the PC."""
    head = f"jixiao {__version__}, Python {platform.python_version()}, {platform.system()}\n"
    text = head + "".join(traceback.format_exception(problem)) + "\n"
    try:
        folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / ".local" / "share") / "jixiao"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / NAME
        grown = path.exists() and path.stat().st_size > _MOST
        with path.open("w" if grown else "a", encoding="utf-8") as file:
            file.write(text)
    except (OSError, RuntimeError):  # no home folder, no room
        return None
    return path

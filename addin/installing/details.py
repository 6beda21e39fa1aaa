"""Where the details of a failure are kept: a small text file in the user's own folder."""

from __future__ import annotations

import os
import platform
import traceback
from pathlib import Path

from scoring import __version__

NAME = "jixiao-errors.txt"
_MOST = 200_000  # characters; then it begins anew


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

"""The file that is written beside its target before it takes its place, and what killed runs have left of such.

A run holds its draft: by a lock, on Windows by having it open. What nobody holds was left behind.
"""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import IO

_SUFFIX = ".tmp"


def new_draft(path: Path) -> tuple[Path, IO[bytes]]:
    """A new file in the folder of the target, open and held."""
    while True:
        draft = path.with_name(f"{_prefix(path)}{secrets.token_hex(4)}{_SUFFIX}")
        file = draft.open("xb")
        _hold(file)
        if draft.exists():
            return draft, file
        file.close()  # another run took it for left behind in the moment before it was held


def remove_left_behind(path: Path) -> None:
    """Remove the drafts for this target that killed runs have left; where that cannot be, they stay."""
    prefix = _prefix(path)
    with suppress(OSError):
        for draft in list(path.parent.iterdir()):
            if draft.name.startswith(prefix) and draft.suffix == _SUFFIX and draft.is_file():
                _remove_unheld(draft)


def _remove_unheld(draft: Path) -> None:
    with suppress(OSError):
        if sys.platform == "win32":
            draft.unlink()  # fails while a run has it open
            return
        with draft.open("rb") as file:
            if _hold(file):
                draft.unlink()


def _hold(file: IO[bytes]) -> bool:
    """Lock a draft until it is closed; whether that was to be had."""
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:  # held by another run, or a network drive without locks
            return False
    return True


def _prefix(path: Path) -> str:
    """What the drafts for a target begin with: short, however long its own name is."""
    return f".jixiao-{sha256(os.fsencode(path.name)).hexdigest()[:16]}-"

"""Workbooks edited in LibreOffice by uno_rows.py, and what their macros said."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).with_name("uno_rows.py")


def in_libreoffice(
    tasks: Sequence[dict[str, Any]], folder: Path, seconds: int = 300, **environment: str
) -> list[list[Any]]:
    """Carry out tasks (`uno_rows.py` says what one is) with a profile in `folder`; what each one's macros said."""
    order = {"soffice": shutil.which("soffice"), "profile": (folder / "profile").as_uri(), "tasks": tasks}
    done = subprocess.run(
        [_python_with_uno(), str(SCRIPT)],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        timeout=seconds,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    said: list[list[Any]] = json.loads(done.stdout.splitlines()[-1])
    return said


def _python_with_uno() -> str:
    """Distributions give `uno` to their own Python alone."""
    for python in ("/usr/bin/python3", "python3"):
        path = shutil.which(python)
        if path and subprocess.run([path, "-c", "import uno"], capture_output=True).returncode == 0:
            return path
    if os.environ.get("JIXIAO_REQUIRE_LIBREOFFICE") == "1":
        pytest.fail("a Python with uno (python3-uno) is required and not there")
    pytest.skip("no Python with uno (python3-uno)")

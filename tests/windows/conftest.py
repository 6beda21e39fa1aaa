"""On Windows alone, or under Wine: .ci/windows says how. Elsewhere nothing of this folder is collected."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

collect_ignore_glob = [] if sys.platform == "win32" else ["test_*.py"]

WINE_IS_TO_BLAME = 75  # exit code: not a wrong answer of ours


@pytest.fixture(scope="session")
def bundle() -> Path:
    """The folder that was unpacked; its Python runs these tests."""
    return Path(sys.executable).parent.parent


@pytest.fixture(scope="session")
def given() -> Path:
    """Forms, and what Linux made of them (tests/windows/expected.py)."""
    return Path(os.environ["JIXIAO_EXPECTED"])

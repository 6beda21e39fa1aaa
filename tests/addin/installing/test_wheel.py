"""What is installed from a wheel: everything that runs and opens, and nothing that it looks for in the sources."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from addin.templates import TEMPLATES
from scoring import __version__

ROOT = TEMPLATES.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site-packages")
    return folder / "site-packages"


def python(installed: Path, *arguments: str) -> str:
    """What Python prints with the wheel's files alone."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=installed.parent,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def test_the_guide_is_where_the_button_looks_for_it(installed: Path) -> None:
    guide = Path(python(installed, "-c", "import addin.macros; print(addin.macros.GUIDE)"))
    assert guide.is_relative_to(installed)
    assert guide.read_bytes() == (TEMPLATES / guide.name).read_bytes()


def test_the_addin_and_the_templates_are_in_it(installed: Path) -> None:
    packed = {each.name for each in (installed / "workbook_templates").iterdir()}
    assert packed == {each.name for each in TEMPLATES.iterdir()}


def test_python_runs_the_command_where_the_search_path_lacks_it(installed: Path) -> None:
    assert python(installed, "-m", "jixiao", "--version") == f"jixiao {__version__}"
    assert "jixiao check" in python(installed, "-m", "jixiao", "check", "--help")

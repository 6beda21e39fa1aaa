"""A version stands in one place; where a second cannot be avoided, the two are held together."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from addin.installing import XLWINGS
from scoring import __version__

ROOT = Path(__file__).parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_our_own_version_is_read_from_the_code() -> None:
    assert "version" in PROJECT["project"]["dynamic"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "scoring/__init__.py"


def test_xlwings_is_installed_in_the_version_that_is_built_in() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    named = [name for extra in extras.values() for name in extra if "xlwings" in name]
    assert named == [f"xlwings=={XLWINGS}"]


def test_the_guide_names_that_version() -> None:
    guide = (ROOT / "docs" / "user-guide.md").read_text(encoding="utf-8")
    assert set(re.findall(r"xlwings==([0-9.]+)", guide)) == {XLWINGS}


def test_there_is_one_story_of_installing() -> None:
    """The three steps stand word for word wherever they are told, and name the file that there is."""
    told = (ROOT / "docs" / "user-guide.md").read_text(encoding="utf-8")
    steps = re.findall(r"^1\. 从 python\.org.*?^3\. [^\n]+\n", told, re.MULTILINE | re.DOTALL)
    assert len(steps) == 1 and "py -m jixiao addin install" in steps[0]
    for name in ("README.md", "docs/release-check.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert text.count(steps[0]) == 1
        assert "[excel]" not in text.replace(steps[0], "")
        told += text
    assert set(re.findall(r"jixiao-[^\s\"]+\.whl", told)) == {f"jixiao-{__version__}-py3-none-any.whl"}

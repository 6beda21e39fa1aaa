"""Every kind of broken or hostile file is checked or refused in words, within bounds, and the person's work is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.generate import MAKERS, make
from tests.hostile.kinds import KINDS, Kind
from tests.hostile.outcome import Place, run

pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="measured by wait4")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that goes when the test ends: some files here are of hundreds of megabytes."""
    yield tmp_path
    shutil.rmtree(tmp_path, ignore_errors=True)


def test_every_kind_is_described_and_made() -> None:
    assert MAKERS.keys() == KINDS.keys()
    assert len(KINDS) >= 130


@pytest.mark.parametrize(
    "name", ["ordinary", "bomb-lying-sheet", "merges-200-000", "strict", "noise", "zip-64"]
)
def test_a_kind_is_the_same_on_every_day(folder: Path, name: str) -> None:
    for file in ("one", "another"):
        make(name, folder / file)
    assert (folder / "one").read_bytes() == (folder / "another").read_bytes()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_check_holds_its_promise(folder: Path, kind: Kind) -> None:
    place = Place.under(folder, kind.file)
    try:
        make(kind.name, place.file)
    except PermissionError as problem:
        pytest.skip(str(problem))
    outcome = run(kind, place)
    assert not outcome.wrong, f"{kind.what}\n{outcome.said[-2000:]}"

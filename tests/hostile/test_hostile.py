"""Every kind of broken or hostile file is checked or refused in words, within bounds, and the person's work is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.archive import save
from tests.hostile.evil import EVIL
from tests.hostile.form import PICTURE, book, worksheet
from tests.hostile.generate import MAKERS, make
from tests.hostile.kinds import KINDS, Kind
from tests.hostile.outcome import Place, copied, run

OURS = "xl/worksheets/sheet3.xml"  # the sheet that a check adds
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


BAD_COPIES: dict[str, tuple[dict[str, str | bytes], str]] = {
    "a picture that is another": ({PICTURE: b"another"}, f"{PICTURE} is no longer what it was"),
    "a text that is a formula": (
        {OURS: worksheet(f'<row r="1"><c r="A1"><f>A1&amp;{EVIL}</f></c></row>')},
        "has become",
    ),
    "a text that is a target": (
        {OURS: worksheet("", after=f'<hyperlink location="http://{EVIL}"/>')},
        "has become",
    ),
    "a part that is broken": ({OURS: "<worksheet>"}, "not well formed"),
}


@pytest.mark.parametrize("name", BAD_COPIES)
def test_a_bad_copy_is_told(folder: Path, name: str) -> None:
    written, said = BAD_COPIES[name]
    original, copy = folder / "表.xlsx", folder / "表-核查.xlsx"
    save(original, book())
    save(copy, book() | written)
    assert any(said in wrong for wrong in copied(KINDS["ordinary"], original, copy))


def test_a_good_copy_is_told(folder: Path) -> None:
    original, copy = folder / "表.xlsx", folder / "表-核查.xlsx"
    save(original, book())
    save(
        copy,
        book() | {OURS: worksheet(f'<row r="1"><c r="A1" t="inlineStr"><is><t>={EVIL}</t></is></c></row>')},
    )
    assert list(copied(KINDS["ordinary"], original, copy)) == []

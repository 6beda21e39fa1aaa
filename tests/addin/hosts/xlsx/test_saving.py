"""A file is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from addin.hosts.problems import Refused
from addin.hosts.xlsx import Workbook
from addin.marking.edits import Fill, Look
from scoring.form.address import Address
from tests.addin.hosts.xlsx.conftest import NAME, Write

ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
EDITS = [Fill(NAME, Address(1, 1), Look.ERROR)]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_without_edits_the_parts_are_the_same(write: Write, tmp_path: Path) -> None:
    source, target = write(ROW), tmp_path / "b.xlsx"
    Workbook.open(source).save(target)
    assert target.read_bytes() == source.read_bytes()


def test_the_opened_file_is_replaced_under_its_own_name(write: Write) -> None:
    source = write(ROW)
    book = Workbook.open(source)
    book.apply(EDITS)
    book.save(source)
    assert Workbook.open(source).is_marked
    assert names(source.parent) == [source.name]


def test_the_opened_file_is_not_replaced_under_another_name(write: Write, tmp_path: Path) -> None:
    source, link = write(ROW), tmp_path / "b.xlsx"
    os.link(source, link)
    with pytest.raises(Refused):
        Workbook.open(source).save(link)


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_what_fails_leaves_nothing_behind(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    source, target = write(ROW), tmp_path / "b.xlsx"
    target.write_bytes(b"before")
    book = Workbook.open(source)
    book.apply(EDITS)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail) if step == "replace" else monkeypatch.setattr(
        os, "fsync", fail
    )
    with pytest.raises(Refused, match=r"b\.xlsx"):
        book.save(target)
    assert target.read_bytes() == b"before"
    assert names(tmp_path) == sorted([source.name, "b.xlsx"])


def test_a_folder_that_is_not_there(write: Write, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        Workbook.open(write(ROW)).save(tmp_path / "没有" / "b.xlsx")


def test_the_same_edits_give_the_same_bytes(write: Write, tmp_path: Path) -> None:
    outcomes = []
    for name in ("b.xlsx", "c.xlsx"):
        book = Workbook.open(write(ROW))
        book.apply(EDITS)
        book.save(tmp_path / name)
        outcomes.append((tmp_path / name).read_bytes())
    assert outcomes[0] == outcomes[1]

"""Files read piece by piece, and parts that are copied as they are packed."""

from __future__ import annotations

import os
import random
import zipfile
from pathlib import Path

import pytest

from addin.hosts.problems import Problem, Unreadable
from addin.hosts.xlsx import Workbook, zipped
from addin.marking.edits import Fill, Look
from scoring.form.address import Address
from tests.addin.hosts.xlsx.conftest import NAME, Build, Write

ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
PICTURE = random.Random(1).randbytes(3 << 20)


@pytest.fixture
def with_picture(build: Build, write: Write) -> Path:
    return write({**build(ROW), "xl/media/章.png": PICTURE})


@pytest.mark.parametrize("in_memory", [0, 1 << 30])
def test_a_large_file_is_marked_as_a_small_one_is(
    with_picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_memory: int
) -> None:
    monkeypatch.setattr(zipped, "IN_MEMORY", in_memory)
    book = Workbook.open(with_picture)
    book.apply([Fill(NAME, Address(1, 1), Look.ERROR)])
    book.save(tmp_path / "b.xlsx")
    with zipfile.ZipFile(tmp_path / "b.xlsx") as archive:
        assert archive.testzip() is None
        assert archive.read("xl/media/章.png") == PICTURE
        assert archive.getinfo("xl/media/章.png").compress_type == zipfile.ZIP_DEFLATED


def test_a_part_is_copied_as_it_is_packed_a_damaged_one_too(with_picture: Path, tmp_path: Path) -> None:
    data = bytearray(with_picture.read_bytes())
    data[1 << 20] ^= 0xFF
    with_picture.write_bytes(data)
    Workbook.open(with_picture).save(tmp_path / "b.xlsx")
    assert bytes(data[1 << 18 : 2 << 20]) in (tmp_path / "b.xlsx").read_bytes()


def test_a_part_that_is_not_where_the_directory_says(with_picture: Path, tmp_path: Path) -> None:
    data = with_picture.read_bytes()
    at = data.index(b"PK\x03\x04", data.index("xl/media/章.png".encode()) - 40)
    with_picture.write_bytes(data[:at] + b"PK\x00\x00" + data[at + 4 :])
    with pytest.raises(Problem):
        Workbook.open(with_picture).save(tmp_path / "b.xlsx")
    assert not (tmp_path / "b.xlsx").exists()


def test_a_large_file_that_is_saved_meanwhile_is_not_read_on(
    with_picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipped, "IN_MEMORY", 0)
    book = Workbook.open(with_picture)
    os.utime(with_picture, ns=(1, 1))
    with pytest.raises(Problem):
        book.save(tmp_path / "b.xlsx")
    assert not (tmp_path / "b.xlsx").exists()


def test_parts_that_lie_over_each_other_are_refused(with_picture: Path) -> None:
    with zipfile.ZipFile(with_picture, "a") as archive:
        picture = archive.getinfo("xl/media/章.png")
        again = zipfile.ZipInfo("xl/media/again.png")
        archive.writestr(again, b"")
        for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
            setattr(again, name, getattr(picture, name))
    with pytest.raises(Unreadable, match="损坏"):
        Workbook.open(with_picture)

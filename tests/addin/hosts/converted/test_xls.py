"""Old Excel files: formats, dates, merges, what is hidden; what xlrd stumbles over is refused in words."""

from __future__ import annotations

import random
import struct

import pytest

from addin.hosts.problems import Unreadable
from scoring.form.address import Address
from tests.addin.hosts.converted.conftest import Read, grid, merges
from tests.addin.hosts.converted.originals import label, number, old_excel, record

DATES_1904 = record(0x0022, struct.pack("<H", 1))


def row_info(row: int, height: int, hidden: bool) -> bytes:
    return record(0x0208, struct.pack("<HHHHHHI", row, 0, 2, height, 0, 0, 0x100 | 0x40 | (hidden << 5)))


def column_info(first: int, last: int, width: int, hidden: bool) -> bytes:
    return record(0x007D, struct.pack("<HHHHHH", first, last, width, 0, int(hidden), 0))


@pytest.mark.parametrize(
    ("one", "seen"),
    [
        (number(0, 0, 0.98, 1), "98%"),
        (number(0, 0, 98.5), "98.5"),
        (number(0, 0, 45356, 2), "2024/3/5"),
        (number(0, 0, 45356, 3), "2024年3月5日"),
        (number(0, 0, 45356.5, 4), "3月5日"),
        (label(0, 0, "=1+1"), "=1+1"),
        (label(0, 0, "007"), "007"),
        (label(0, 0, "一\n二"), "一\n二"),
        (record(0x0205, struct.pack("<HHHBB", 0, 0, 0, 1, 0)), "TRUE"),
        (record(0x0205, struct.pack("<HHHBB", 0, 0, 0, 7, 1)), "#DIV/0!"),
        (record(0x027E, struct.pack("<HHHI", 0, 0, 0, (50 << 2) | 2)), "50"),
        (number(0, 0, float("inf")), "#NUM!"),
    ],
)
def test_a_cell(read: Read, one: bytes, seen: str) -> None:
    sheet = read(old_excel(one, formats=(0, 9, 14, 31, 58)))
    assert grid(sheet) == [[seen]]
    assert sheet.cells[Address(1, 1)].formula is None


def test_dates_that_count_from_1904(read: Read) -> None:
    assert grid(read(old_excel(number(0, 0, 43894, 1), formats=(0, 14), own=DATES_1904))) == [["2024/3/5"]]


def test_merges_and_what_is_hidden(read: Read) -> None:
    sheet = read(
        old_excel(
            row_info(1, 300, True),
            column_info(1, 1, 2560, True),
            label(0, 0, "标题"),
            label(1, 0, "a"),
            label(1, 1, "b"),
            record(0x00E5, struct.pack("<H4H", 1, 0, 0, 0, 1)),
        )
    )
    assert grid(sheet) == [["标题", ""], ["a", "b"]]
    assert merges(sheet) == {"A1:B1"}
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {2})


@pytest.mark.parametrize("visible", [1, 2])
def test_a_workbook_with_hidden_sheets_only_has_none(read: Read, visible: int) -> None:
    with pytest.raises(Unreadable, match="没有表格"):
        read(old_excel(label(0, 0, "a"), visible=visible))


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
MULBLANK = record(0x00BE, struct.pack("<HH", 0, 0) + bytes(512) + struct.pack("<H", 255))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(COMPOUND, "损坏", id="a compound file of nothing"),
        pytest.param(COMPOUND + b"\1" * 4096, "损坏", id="noise"),
        pytest.param(COMPOUND + "EncryptedPackage".encode("utf-16-le"), "加密", id="encrypted"),
        pytest.param(old_excel(own=record(0x002F, bytes(54))), "加密", id="encrypted of old"),
        pytest.param(old_excel(*[label(n // 200, n % 200, "a") for n in range(31_000)]), "过多", id="cells"),
        pytest.param(old_excel(MULBLANK * 1_000), "过多", id="blank cells"),
        pytest.param(
            old_excel(label(0, 0, "a"), column_info(0, 255, 9, False) * 3_000), "过多", id="columns"
        ),
        pytest.param(old_excel(label(0, 0, "a"), formats=(0,) * 40_000), "过多", id="styles"),
        pytest.param(old_excel(record(0x1234) * 400_000), "过多", id="records"),
        pytest.param(old_excel(own=record(0x00FC, struct.pack("<II", 1, 1 << 30))), "过多", id="strings"),
        pytest.param(old_excel(label(0, 0, "a"), record(0x00E5, bytes(8000)) * 25), "过多", id="merges"),
        pytest.param(
            old_excel(label(65535, 255, "a"), record(0x00E5, struct.pack("<H4H", 1, 0, 65535, 0, 255))),
            "过多",
            id="a merge over all",
        ),
        pytest.param(
            old_excel(label(0, 0, "字" * 4_000), own=record(0x00E0, b"\0")), "损坏", id="a short style"
        ),
    ],
)
def test_refused_in_words(read: Read, content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read(content)


def test_damage_is_refused_in_words_or_read(read: Read) -> None:
    whole = old_excel(
        label(0, 0, "标题"),
        number(1, 0, 0.98, 1),
        record(0x00E5, struct.pack("<H4H", 1, 0, 0, 0, 1)),
        formats=(0, 9),
    )
    chance = random.Random(20241026)
    for _ in range(600):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        cut = chance.choice([len(data), len(data), chance.randrange(4, len(data))])
        try:
            read(bytes(data[:cut]))
        except Unreadable as problem:
            assert str(problem)

"""Large worksheets: their far rows are neither parsed nor lost, and it is said where they hold something."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from addin.checking import session
from addin.hosts.problems import Unreadable
from addin.hosts.xlsx import Workbook
from addin.hosts.xlsx.far_rows import MARK, NEAR_ROWS, TooLarge, near_rows
from addin.marking.edits import AddNote, Fill, Look
from scoring.form.address import Address
from tests.addin.hosts.xlsx.conftest import NAME, Build, Write

SHEET = "xl/worksheets/sheet1.xml"
FORM = '<row r="1"><c r="A1"><v>1</v></c></row>'
EDITS = [Fill(NAME, Address(1, 1), Look.ERROR), AddNote(NAME, Address(1, 1), "说明")]


def styled(number: int) -> str:
    return f'<row r="{number}" spans="1:9" s="1" customFormat="1" ht="15" customHeight="1"/>'


def filled(number: int) -> str:
    return f'<row r="{number}"><c r="A{number}" s="1"><v>{number}</v></c><c r="B{number}" s="1"/></row>'


def long(row: Callable[[int], str], rows: int = 30_000) -> str:
    return FORM + "".join(map(row, range(2, rows)))


def sheet_part(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return archive.read(SHEET).decode()


@pytest.mark.parametrize("row", [styled, filled])
def test_the_far_rows_of_a_marked_copy_are_those_of_the_original(
    write: Write, tmp_path: Path, row: Callable[[int], str]
) -> None:
    source, copy = write(long(row)), tmp_path / "b.xlsx"
    book = Workbook.open(source)
    book.apply(EDITS)
    book.save(copy)
    before, after = sheet_part(source), sheet_part(copy)
    far = before.index(f'<row r="{NEAR_ROWS + 1}"')
    end = before.index("</sheetData>")
    assert before[far:end] == after[after.index(f'<row r="{NEAR_ROWS + 1}"') : after.index("</sheetData>")]
    assert MARK.decode() not in after
    assert "legacyDrawing" in after and "legacyDrawing" not in before
    back = Workbook.open(copy)
    session.clear(back)
    back.save(copy)
    assert Workbook.open(copy).sheets == Workbook.open(source).sheets


def test_it_is_said_where_far_rows_hold_something(write: Write) -> None:
    (sheet,) = Workbook.open(write(long(filled))).sheets
    assert sheet.unread == ("第1000行以下",)
    assert max(at.row for at in sheet.cells) == NEAR_ROWS
    (sheet,) = Workbook.open(write(long(styled))).sheets
    assert sheet.unread == ()


def test_a_small_sheet_is_read_to_its_end(write: Write) -> None:
    (sheet,) = Workbook.open(write(long(filled, 5_000))).sheets
    assert sheet.unread == ()
    assert max(at.row for at in sheet.cells) == 4_999


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("<row", "<x:row").replace("</row", "</x:row"), id="prefixed"),
        pytest.param(lambda text: re.sub(r'<row r="\d+"', "<row", text), id="rows without numbers"),
        pytest.param(lambda text: text.replace('r="', "r='").replace('" s', "' s"), id="single quotes"),
    ],
)
def test_rows_are_found_however_they_are_written(change: Callable[[str], str]) -> None:
    rows = change(FORM + "".join(map(styled, range(2, 2_001))))
    part = f"<sheetData>{rows}</sheetData><mergeCells/>".encode()
    if b"<x:row" in part:
        part = part.replace(b"sheetData", b"x:sheetData").replace(b"<x:sheet", b"<x:sheet")
    data, far = near_rows(io.BytesIO(part), 1 << 20)
    assert far is not None
    assert data.replace(MARK, b"".join(far.pieces(io.BytesIO(part)))) == part
    assert data.count(b"row") - data.count(b"</") <= NEAR_ROWS + 2


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(b"<sheetData>" + b" " * (3 << 20), id="no rows"),
        pytest.param(b"<sheetData>" + b"<row/>" * 2_000 + b" " * (3 << 20), id="no end"),
        pytest.param(b"<row/>" * 2_000 + b"</sheetData>" + b" " * (3 << 20), id="much behind the rows"),
        pytest.param(b"<row/>" * 200_000 + b"</sheetData>" + MARK, id="our mark behind the rows"),
        pytest.param(MARK + b"<row/>" * 400_000 + b"</sheetData>", id="our mark before the rows"),
    ],
)
def test_what_cannot_be_cut_is_too_large(part: bytes) -> None:
    with pytest.raises(TooLarge):
        near_rows(io.BytesIO(part), 2 << 20)


def test_a_part_that_lies_about_its_size_is_not_unpacked_beyond_it(build: Build, write: Write) -> None:
    parts = build(long(filled))
    source = write(parts)
    size = len(str(parts[SHEET]).encode())
    data = source.read_bytes().replace(size.to_bytes(4, "little"), (30_000).to_bytes(4, "little"))
    source.write_bytes(data)
    with pytest.raises(Unreadable, match="损坏"):
        Workbook.open(source).sheets  # noqa: B018

"""What is read of a file of another format, written so that a test shows it at a glance."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from addin.hosts.files import open_file
from addin.reading.sheet import Sheet
from scoring.form.address import Address

Read = Callable[[str | bytes], Sheet]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The first sheet of a file with these contents, whatever it is called."""

    def read_it(content: str | bytes) -> Sheet:
        path = tmp_path / "原表"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return open_file(path).book.sheets[0]

    return read_it


def grid(sheet: Sheet) -> list[list[str]]:
    """What a person sees of a sheet, row by row."""
    last = max(at.row for at in sheet.cells), max(at.column for at in sheet.cells)
    return [
        [text_at(sheet, row, column) for column in range(1, last[1] + 1)] for row in range(1, last[0] + 1)
    ]


def text_at(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cells.get(Address(row, column))
    return cell.text if cell is not None else ""


def merges(sheet: Sheet) -> set[str]:
    return {area.a1 for area in sheet.merges}

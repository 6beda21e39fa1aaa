"""A look over the records of an old Excel file before xlrd takes them in: how much there is of what costs time."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from xlrd.compdoc import CompDoc

from addin.hosts.converted.table import MAX_CELLS, TOO_MUCH
from addin.hosts.problems import Unreadable

MAX_OLD_FILE = 64 << 20  # with pictures in it

_MAX_RECORDS = 150_000
_MAX_GLOBALS = 30_000  # records before the sheets: a style takes a kilobyte and more
_MAX_STRINGS = 100_000
_MAX_ROWS = 300_000  # of all sheets, blank ones within too: xlrd makes a list for each
_MAX_MERGES = 20_000
_MAX_COLUMNS = 2_000  # records of the widths of columns, of up to 256 each
_COMPOUND = b"\xd0\xcf\x11\xe0"

_EOF, _SHEET, _STRINGS, _MERGES, _COLUMNS = 0x000A, 0x0085, 0x00FC, 0x00E5, 0x007D
_CELLS = {0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x00D6, 0x00FD, 0x027E}
_CELLS |= {0x0201, 0x0203, 0x0204, 0x0205, 0x0206, 0x0406}
_MANY_CELLS = {0x00BE: 2, 0x00BD: 6}  # bytes of each


class NoWorkbook(Exception):
    """A compound file that holds something else."""


class Silence(io.TextIOBase):
    """Where xlrd says what it wonders about."""

    def write(self, text: str) -> int:
        """Take it and keep nothing."""
        return len(text)


def look_over(data: bytes) -> None:
    """Raise Unreadable where there is more than a form can have, NoWorkbook where there is none."""
    stream, base, length = _stream(data)
    scan = _Scan(memoryview(stream)[base : base + length])
    for place in scan.sheets():
        scan.count_sheet(place)


def _stream(data: bytes) -> tuple[bytes, int, int]:
    if not data.startswith(_COMPOUND):
        return data, 0, len(data)
    compound = CompDoc(data, logfile=Silence())
    for name in ("Workbook", "Book"):
        stream, base, length = compound.locate_named_stream(name)
        if stream is not None:
            return stream, base, length
    raise NoWorkbook


class _Scan:
    """Goes from record to record, of the globals and of each sheet, and counts."""

    def __init__(self, stream: memoryview) -> None:
        self._stream = stream
        self._records = self._cells = self._rows = self._merges = self._columns = 0

    def sheets(self) -> list[int]:
        """Where the sheets begin, as the globals say; the one sheet of an older file is the file."""
        places = []
        for code, at, size in self._walk(0):
            if code == _SHEET and size >= 4:
                places.append(struct.unpack_from("<I", self._stream, at)[0])
            elif code == _STRINGS and size >= 8:
                self._refuse_over(struct.unpack_from("<I", self._stream, at + 4)[0], _MAX_STRINGS)
        self._refuse_over(self._records, _MAX_GLOBALS if places else _MAX_RECORDS)
        return places or [0]

    def count_sheet(self, place: int) -> None:
        """Count what a sheet has."""
        last_row = 0
        for code, at, size in self._walk(place):
            if code in _CELLS or code in _MANY_CELLS:
                self._cells += (size - 6) // _MANY_CELLS[code] if code in _MANY_CELLS else 1
                if size >= 2:
                    last_row = max(last_row, struct.unpack_from("<H", self._stream, at)[0] + 1)
            elif code == _MERGES:
                self._merges += size // 8
            elif code == _COLUMNS:
                self._columns += 1
            self._refuse_over(self._cells, MAX_CELLS * 4)  # blank ones too
            self._refuse_over(self._merges, _MAX_MERGES)
            self._refuse_over(self._columns, _MAX_COLUMNS)
        self._rows += last_row
        self._refuse_over(self._rows, _MAX_ROWS)

    def _walk(self, at: int) -> Iterator[tuple[int, int, int]]:
        """Every record from there to the end of its part: what it is, where its body begins, how long that is."""
        while at + 4 <= len(self._stream):
            code, size = struct.unpack_from("<HH", self._stream, at)
            if code == _EOF:
                return
            if at + 4 + size > len(self._stream):
                return
            self._records += 1
            self._refuse_over(self._records, _MAX_RECORDS)
            yield code, at + 4, size
            at += 4 + size

    def _refuse_over(self, count: int, limit: int) -> None:
        if count > limit:
            raise Unreadable(TOO_MUCH)

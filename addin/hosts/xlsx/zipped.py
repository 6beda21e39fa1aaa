"""Entries of a zip file copied as they are packed: not unpacked, not looked into, however large."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

IN_MEMORY = 16 << 20  # a larger file is read piece by piece

_STEP = 1 << 20
_LOCAL = struct.Struct("<4s22xHH")
_SIGNATURE = b"PK\x03\x04"


class OnDisk(io.RawIOBase):
    """A file that is opened for each piece that is read: nobody is kept from replacing it meanwhile.

    Raises OSError where that happened.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at = 0
        self._seen = self._state()

    def seekable(self) -> bool:
        """Always."""
        return True

    def readable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Where the next piece begins."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, as with every file."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._seen[0]}[whence]
        if start + offset < 0:
            raise ValueError("before the beginning")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read the next piece."""
        with self._path.open("rb", buffering=0) as file:
            file.seek(self._at)
            count = file.readinto(buffer) or 0
        if self._state() != self._seen:
            raise OSError("changed while it was read")
        self._at += count
        return count

    def _state(self) -> tuple[int, int, int]:
        now = self._path.stat()
        return now.st_size, now.st_mtime_ns, now.st_ino


def opened(path: Path) -> IO[bytes]:
    """A file to be read at any place."""
    if path.stat().st_size > IN_MEMORY:
        return io.BufferedReader(OnDisk(path), _STEP)
    return io.BytesIO(path.read_bytes())


def packed(file: IO[bytes], entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of an entry as they are packed in `file`. Raises BadZipFile where they are not there."""
    file.seek(entry.header_offset)
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(_SIGNATURE):
        raise zipfile.BadZipFile("no entry where the directory says")
    _, name, extra = _LOCAL.unpack(head)
    file.seek(name + extra, io.SEEK_CUR)
    left = entry.compress_size
    while left:
        piece = file.read(min(left, _STEP))
        if not piece:
            raise zipfile.BadZipFile("the file ends within an entry")
        left -= len(piece)
        yield piece


def write_packed(
    archive: zipfile.ZipFile, file: IO[bytes], info: zipfile.ZipInfo, pieces: Iterable[bytes]
) -> None:
    """Put an entry into an archive on `file` as it was packed; sizes, checksum and method are those of `info`."""
    method, size, checksum = info.compress_type, info.file_size, info.CRC
    info.compress_type = zipfile.ZIP_STORED
    with archive.open(info, "w") as target:
        for piece in pieces:
            target.write(piece)
    info.compress_type, info.file_size, info.CRC = method, size, checksum
    end = file.tell()
    file.seek(info.header_offset)
    file.write(info.FileHeader(zip64=False))
    file.seek(end)

"""Zip files written by hand, so that a header can say what is not so, and bombs that cost nothing to make."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

WHEN = (2024, 1, 1, 0, 0, 0)
STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
MEGABYTE = 1 << 20


def as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def save(path: Path, parts: Mapping[str, str | bytes], method: int = DEFLATED) -> None:
    """An ordinary zip, the same on every day."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, WHEN)
            info.compress_type = method
            archive.writestr(info, as_bytes(content))


def save_streamed(
    path: Path,
    parts: Mapping[str, str | bytes],
    name: str,
    chunks: Iterable[str | bytes],
    method: int = DEFLATED,
) -> None:
    """An ordinary zip with one large part, which is never whole in memory."""
    with zipfile.ZipFile(path, "w", compresslevel=1) as archive:
        for other, content in parts.items():
            if other != name:
                archive.writestr(zipfile.ZipInfo(other, WHEN), as_bytes(content), DEFLATED)
        info = zipfile.ZipInfo(name, WHEN)
        info.compress_type = method
        with archive.open(info, "w", force_zip64=False) as part:
            for chunk in chunks:
                part.write(as_bytes(chunk))


@dataclass
class Entry:
    """One entry of a zip: what it holds, and what its two headers say of it."""

    name: str
    packed: bytes
    crc: int
    size: int
    method: int = DEFLATED
    flags: int = 0x800
    local_size: int | None = None  # what the header before the data says, where it is another size
    central_size: int | None = None  # what the directory says
    local_name: str | None = None
    extra: bytes = b""
    attributes: int = 0


def entry(name: str, content: str | bytes) -> Entry:
    data = as_bytes(content)
    pack = zlib.compressobj(6, zlib.DEFLATED, -15)
    return Entry(name, pack.compress(data) + pack.flush(), zlib.crc32(data), len(data))


def repeated(name: str, head: str | bytes, block: str | bytes, times: int, tail: str | bytes = b"") -> Entry:
    """`head`, `times` times `block`, `tail`: the block is packed once, so that a gigabyte is made in no time."""
    head, block, tail = as_bytes(head), as_bytes(block), as_bytes(tail)
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = pack.compress(head) + pack.flush(zlib.Z_FULL_FLUSH)
    packed = pack.compress(block) + pack.flush(zlib.Z_FULL_FLUSH)
    last = pack.compress(tail) + pack.flush()
    crc = zlib.crc32(head)
    for _ in range(times):
        crc = zlib.crc32(block, crc)
    size = len(head) + times * len(block) + len(tail)
    return Entry(name, first + packed * times + last, zlib.crc32(tail, crc), size)


def local_header(each: Entry) -> bytes:
    name = (each.local_name or each.name).encode()
    size = each.size if each.local_size is None else each.local_size
    return (
        struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, each.flags, each.method, 0, 0x5821, each.crc, len(each.packed), size, len(name), 0)
        + name
    )  # fmt: skip


def directory_header(each: Entry, offset: int) -> bytes:
    name = each.name.encode()
    size = each.size if each.central_size is None else each.central_size
    return (
        struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 0x314, 20, each.flags, each.method, 0, 0x5821, each.crc, len(each.packed),
                    size, len(name), len(each.extra), 0, 0, 0, each.attributes, offset)
        + name + each.extra
    )  # fmt: skip


def end(count: int, length: int, start: int, *, disk: int = 0, comment: bytes = b"") -> bytes:
    return (
        struct.pack("<4sHHHHIIH", b"PK\5\6", disk, disk, count, count, length, start, len(comment)) + comment
    )


def write(
    path: Path, entries: Iterable[Entry], *, disk: int = 0, comment: bytes = b"", before: bytes = b""
) -> None:
    """A zip of these entries; entries that are one object share one place in the file (they overlap)."""
    places: dict[int, int] = {}
    directory = []
    with path.open("wb") as file:
        file.write(before)
        for each in entries:
            at = places.setdefault(id(each.packed), file.tell())
            if at == file.tell():
                file.write(local_header(each))
                file.write(each.packed)
            directory.append(directory_header(each, at))
        start = file.tell()
        listing = b"".join(directory)
        file.write(listing + end(len(directory), len(listing), start, disk=disk, comment=comment))


def entries(parts: Mapping[str, str | bytes], *instead: Entry) -> list[Entry]:
    """The parts as entries, some of them replaced or added."""
    others = {each.name: each for each in instead}
    kept = [others.pop(name) if name in others else entry(name, content) for name, content in parts.items()]
    return [*kept, *others.values()]


def patched(path: Path, magic: bytes, offset: int, value: bytes, *, name: str = "") -> None:
    """Overwrite a field in each header of a kind, or in that of one part."""
    data = bytearray(path.read_bytes())
    for at in places_of(data, magic):
        start = at + (30 if magic == b"PK\3\4" else 46)
        if data[start : start + len(name.encode())] == name.encode():
            data[at + offset : at + offset + len(value)] = value
    path.write_bytes(data)


def places_of(data: bytes | bytearray, magic: bytes) -> Iterator[int]:
    at = data.find(magic)
    while at >= 0:
        yield at
        at = data.find(magic, at + 4)

"""A workbook file as a package of parts: looked over before it is unpacked, changed part by part."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO

from lxml import etree

from addin.hosts.problems import Unreadable
from addin.hosts.xlsx import markup
from addin.hosts.xlsx.far_rows import MARK, FarRows, TooLarge, near_rows
from addin.hosts.xlsx.sniff import Kind, first_bytes, kind_of, open_bytes
from addin.hosts.xlsx.zipped import packed

MAX_PARTS = 5_000
MAX_TOTAL = 512 << 20
MAX_PART = 256 << 20
MAX_PARSED = 32 << 20
MAX_COST = 160 << 20  # bytes of memory for all parts that are parsed
LARGE = 1 << 20  # a worksheet of fewer bytes is parsed with all its rows
MAX_RATIO = 200
RATIO_MATTERS_FROM = 8 << 20

_DAMAGED = "文件已损坏或没有下载完整，请重新取得该文件，或用 Excel 打开并修复后再核查"
_BOMB = "文件解压后过大，不像正常的表格，为安全起见不予读取"
_TOO_MUCH = "表格内容过多，无法核查，请删去表格以外的空白行列，或把要核查的表另存为单独的文件后再核查"
# What zipfile and zlib raise on damaged archives.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    NotImplementedError,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
)


@lru_cache(maxsize=1024)  # workbooks name their parts alike
def part_key(name: str) -> str:
    """Part names are the same when they differ in case or in the slash only."""
    return name.replace("\\", "/").lstrip("/").casefold()


class Package:
    """The parts of one file, or of its bytes, with the changes made to them since it was opened."""

    def __init__(self, source: Path | IO[bytes] | bytes) -> None:
        if isinstance(source, Path):
            self._file, head = open_bytes(source)
        else:
            self._file = io.BytesIO(source) if isinstance(source, bytes) else source
            head = first_bytes(self._file)
        if kind_of(head) is not Kind.ZIP:
            raise Unreadable("这不是 Excel 工作簿，请用 Excel 打开后另存为 .xlsx 再核查")
        self._zip = _open_zip(self._file)
        self._entries = _look_over(self._zip)
        self._added: dict[str, str] = {}  # key to name, in the order in which they came
        self._removed: set[str] = set()
        self._content: dict[str, bytes] = {}
        self._roots: dict[str, etree._Element] = {}
        self._touched: set[str] = set()
        self._replaced: set[str] = set()
        self._far: dict[str, FarRows] = {}
        self._cost = 0

    def __contains__(self, name: str) -> bool:
        key = part_key(name)
        return key in self._added or (key in self._entries and key not in self._removed)

    def __iter__(self) -> Iterator[str]:
        """The keys of all parts there are now, the added ones at the end."""
        yield from (key for key in self._entries if key not in self._removed)
        yield from self._added

    def entry(self, key: str) -> zipfile.ZipInfo | None:
        """The zip entry that a part came in; None for an added one."""
        return self._entries.get(key)

    def name(self, key: str) -> str:
        """The name of a part as it is written in the file."""
        return self._added[key] if key in self._added else self._entries[key].filename

    def content(self, name: str) -> bytes:
        """The bytes of a part as they are now."""
        key = part_key(name)
        if name not in self:
            raise Unreadable(f"文件不完整，缺少 {name}，请用 Excel 打开并修复后再核查")
        if key in self._touched:
            return markup.serialise(self._roots[key], self._content.get(key))
        if key not in self._content:
            self._content[key] = self._unpack(key)
        return self._content[key]

    def root(self, name: str) -> etree._Element:
        """The root element of an XML part; who changes it says so with `touch`."""
        key = part_key(name)
        if key not in self._roots:
            self._parse(key, name, self.content(name))
        return self._roots[key]

    def sheet_root(self, name: str) -> etree._Element:
        """The root element of a worksheet part, without the rows far below where it is a large one."""
        key = part_key(name)
        entry = self._entries.get(key)
        if key in self._roots or key in self._content or entry is None or entry.file_size < LARGE:
            return self.root(name)
        self._look_at(entry, MAX_PART)
        try:
            with self._zip.open(entry) as part:
                data, far = near_rows(part, MAX_PARSED)
        except TooLarge:
            raise Unreadable(_TOO_MUCH) from None
        except ZIP_ERRORS:
            raise Unreadable(_DAMAGED) from None
        if far is not None:
            self._far[key] = far
        self._parse(key, name, data)
        return self._roots[key]

    def has_more_rows(self, name: str) -> bool:
        """Whether rows that hold something were left out of a worksheet part."""
        far = self._far.get(part_key(name))
        return far is not None and far.filled

    def touch(self, name: str) -> None:
        """The root of this part was changed."""
        self._touched.add(part_key(name))

    def put(self, name: str, content: bytes) -> None:
        """Add a part or replace its bytes; a removed part comes back to its old place."""
        key = part_key(name)
        self._forget(key)
        self._content[key] = content
        if key in self._entries:
            self._removed.discard(key)
            self._replaced.add(key)
        else:
            self._added[key] = name

    def remove(self, name: str) -> None:
        """Take a part out."""
        key = part_key(name)
        self._forget(key)
        self._added.pop(key, None)
        if key in self._entries:
            self._removed.add(key)

    def changed(self, key: str) -> bool:
        """Whether a part must be written anew."""
        return key in self._added or key in self._replaced or key in self._touched

    @property
    def is_changed(self) -> bool:
        """Whether any part was changed, added or taken out."""
        return bool(self._added or self._removed or self._replaced or self._touched)

    def pieces(self, key: str) -> Iterator[bytes]:
        """The bytes of a part as it is to be written, the rows that were left out in their place again."""
        content, far = self.content(self.name(key)), self._far.get(key)
        if far is None:
            yield content
            return
        before, _, after = content.partition(MARK)
        yield before
        with self._zip.open(self._entries[key]) as part:
            yield from far.pieces(part)
        yield after

    def packed(self, key: str) -> Iterator[bytes]:
        """The bytes of an unchanged part as they are packed in the file."""
        return packed(self._file, self._entries[key])

    @property
    def comment(self) -> bytes:
        """The comment of the zip archive."""
        return self._zip.comment

    @property
    def has_odd_names(self) -> bool:
        """Whether a part has a name in an unknown encoding, which could not be written as it was."""
        return any(
            not entry.filename.isascii() and not entry.flag_bits & 0x800 for entry in self._entries.values()
        )

    def release(self) -> None:
        """Give back the memory of what was parsed, for a package that is not used any more."""
        self._roots.clear()
        self._content.clear()

    def _forget(self, key: str) -> None:
        self._content.pop(key, None)
        self._roots.pop(key, None)
        self._touched.discard(key)
        self._replaced.discard(key)
        self._far.pop(key, None)

    def _parse(self, key: str, name: str, data: bytes) -> None:
        self._cost += markup.cost(data)
        if self._cost > MAX_COST:
            raise Unreadable(_TOO_MUCH)
        self._roots[key] = markup.parse(data, name)

    def _unpack(self, key: str) -> bytes:
        entry = self._entries[key]
        self._look_at(entry, MAX_PARSED)
        try:
            with self._zip.open(entry) as part:
                return part.read(entry.file_size)  # no more than that, whatever there is
        except ZIP_ERRORS:
            raise Unreadable(_DAMAGED) from None

    @staticmethod
    def _look_at(entry: zipfile.ZipInfo, most: int) -> None:
        """Refuse a part that says of itself that it is too large."""
        too_dense = entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        if entry.file_size > most or (too_dense and entry.file_size > RATIO_MATTERS_FROM):
            raise Unreadable(_BOMB)


def _open_zip(file: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except ZIP_ERRORS:
        raise Unreadable(_DAMAGED) from None


def _look_over(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The entries by key, after everything that can be told from the directory alone."""
    entries: dict[str, zipfile.ZipInfo] = {}
    infos = archive.infolist()
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_TOTAL:
        raise Unreadable(_BOMB)
    if sum(info.compress_size for info in infos) > archive.start_dir:  # parts that lie over each other
        raise Unreadable(_DAMAGED)
    for info in infos:
        if info.flag_bits & 0x1:
            raise Unreadable("文件已加密，请先去除密码再核查")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("文件的压缩方式不是 Excel 所用的，请用 Excel 打开后另存为 .xlsx 再核查")
        key = part_key(info.filename)
        if ".." in key.split("/") or ":" in key or "\0" in key:
            raise Unreadable("文件内部的路径指向文件之外，不是 Excel 写出的文件，为安全起见不予读取")
        if key in entries:
            raise Unreadable("文件内部有重名的部件，不知以哪个为准，请用 Excel 打开后另存再核查")
        entries[key] = info
    return entries

"""A workbook file as a package of parts: looked over before it is unpacked, written part by part."""

from __future__ import annotations

import io
import os
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from addin.hosts.problems import Unreadable
from addin.hosts.xlsx import markup
from addin.hosts.xlsx.sniff import read_zip_bytes

MAX_PARTS = 5_000
MAX_TOTAL = 512 << 20
MAX_PARSED = 64 << 20
MAX_RATIO = 200
RATIO_MATTERS_FROM = 8 << 20

_EPOCH = (1980, 1, 1, 0, 0, 0)
_DAMAGED = "文件已损坏或没有下载完整，请重新取得该文件，或用 Excel 打开并修复后再核查"
_BOMB = "文件解压后过大，不像正常的表格，为安全起见不予读取"
# What zipfile and zlib raise on damaged archives.
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError)


def part_key(name: str) -> str:
    """Part names are the same when they differ in case or in the slash only."""
    return name.replace("\\", "/").lstrip("/").casefold()


class Package:
    """The parts of one file, with the changes made to them."""

    def __init__(self, path: Path) -> None:
        self._zip, self._entries = _look_over(read_zip_bytes(path))
        self._original: dict[str, bytes] = {}
        self._roots: dict[str, etree._Element] = {}
        self._changed: set[str] = set()
        self._removed: set[str] = set()
        self._added: dict[str, bytes | None] = {}  # None: serialised from its root

    @property
    def keys(self) -> set[str]:
        """The keys of all parts there are now."""
        return {*self._entries, *self._added} - self._removed

    def has(self, name: str) -> bool:
        """Whether there is such a part now."""
        key = part_key(name)
        return key not in self._removed and (key in self._entries or key in self._added)

    def stored_name(self, key: str) -> str:
        """The name of a part as the file writes it."""
        return self._entries[key].filename if key in self._entries else key

    @property
    def has_odd_names(self) -> bool:
        """Names in an unknown encoding could not be written as they were."""
        return any(
            not entry.filename.isascii() and not entry.flag_bits & 0x800 for entry in self._entries.values()
        )

    def bytes_of(self, name: str) -> bytes:
        """The bytes of a part as they are now."""
        key = part_key(name)
        if not self.has(key):
            raise Unreadable(f"文件不完整，缺少 {name}，请用 Excel 打开并修复后再核查")
        if key in self._changed and key in self._roots:
            return markup.serialise(self._roots[key], self._original.get(key))
        added = self._added.get(key)
        return added if added is not None else self._unpack(key)

    def root(self, name: str) -> etree._Element:
        """The root element of an XML part; after changing it say so with `touch`."""
        key = part_key(name)
        if key in self._removed or key not in self._roots:
            self._roots[key] = markup.parse(self.bytes_of(name), name)
        return self._roots[key]

    def touch(self, name: str) -> None:
        """The root of this part was changed."""
        self._changed.add(part_key(name))

    def put(self, name: str, content: bytes) -> None:
        """Add a part or replace its bytes; a removed part comes back to its old place."""
        key = part_key(name)
        self._removed.discard(key)
        self._roots.pop(key, None)
        self._changed.discard(key)
        self._added[key if key in self._entries else name] = content

    def put_root(self, name: str, root: etree._Element) -> None:
        """Add an XML part that may be changed further."""
        self.put(name, markup.serialise(root, None))

    def remove(self, name: str) -> None:
        """Take a part out."""
        key = part_key(name)
        self._roots.pop(key, None)
        self._changed.discard(key)
        if key in self._entries:
            self._removed.add(key)
        self._added.pop(key, None)

    def _unpack(self, key: str) -> bytes:
        if key not in self._original:
            entry = self._entries[key]
            _check_parsed(entry)
            self._original[key] = _unzip(self._zip, entry)
        return self._original[key]

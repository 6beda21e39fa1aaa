"""Files that are no workbooks at all, whatever their names say."""

from __future__ import annotations

import gzip
import random
import tarfile
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

from tests.hostile.registry import enter

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TABLE = "一级指标,得分\n产出,10\n"


def tar() -> bytes:
    data = BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.xlsx"), BytesIO())
    return data.getvalue()


STRANGERS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "one-byte": lambda: b"P",
    "zeros": lambda: bytes(4_096),
    "zip-empty": lambda: b"PK\5\6" + bytes(18),
    "zip-in-name-only": lambda: b"PK\3\4" + b"\xff" * 2_000,
    "zip-end-only": lambda: b"PK\5\6" + b"\xff" * 18,
    "encrypted": lambda: COMPOUND + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(1_000),
    "suffix-wrong-xls": lambda: COMPOUND + bytes(504) + "Workbook".encode("utf-16-le") + bytes(1_000),
    "suffix-wrong-xls-cut": lambda: COMPOUND,
    "suffix-wrong-biff": lambda: b"\x09\x08\x10\0\0\6\5\0" + bytes(500),
    "suffix-wrong-csv": lambda: TABLE.encode(),
    "suffix-wrong-csv-in-gbk": lambda: TABLE.encode("gbk"),
    "suffix-wrong-csv-in-utf-16": lambda: TABLE.encode("utf-16"),
    "suffix-wrong-html": lambda: b"<html><table></table></html>",
    "suffix-wrong-xml-2003": lambda: (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    ),
    "suffix-wrong-pdf": lambda: b"%PDF-1.7\n" + bytes(100),
    "suffix-wrong-png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "suffix-wrong-rar": lambda: b"Rar!\x1a\x07\1\0" + bytes(100),
    "suffix-wrong-7z": lambda: b"7z\xbc\xaf\x27\x1c" + bytes(100),
    "suffix-wrong-gzip": lambda: gzip.compress(TABLE.encode(), mtime=0),
    "suffix-wrong-tar": tar,
    "suffix-wrong-program": lambda: b"MZ" + bytes(500),
    "suffix-wrong-rtf": lambda: b"{\\rtf1 }",
    "suffix-wrong-json": lambda: b'{"file": 1}',
    "text-of-a-hundred-megabytes": lambda: TABLE.encode() * 4_000_000,
    "noise": lambda: random.Random(20241026).randbytes(100_000),
    "terminal-commands": lambda: b"\x1b[2J\x1b]0;jixiao.invalid\x07" * 100,
}


def written(content: Callable[[], bytes], path: Path) -> None:
    path.write_bytes(content())


for name, content in STRANGERS.items():
    enter(name, partial(written, content))

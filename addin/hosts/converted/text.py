"""Texts in the encodings of a Chinese Windows; tables in texts (.csv, .tsv)."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterable

from addin.hosts.converted.flow import NAME
from addin.hosts.converted.table import TOO_MUCH, Book, Cell
from addin.hosts.converted.values import typed
from addin.hosts.problems import Unreadable

MAX_TEXT_FILE = 16 << 20  # with markup in it
_MAX_TABLE = 4 << 20  # without

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SEPARATORS = ",\t;"
_LOOKED_AT = 200  # lines, to tell the separator
_SAID = re.compile(r'\s*"?sep=([,;\t])"?\r?\n', re.IGNORECASE)
_AS_TEXT = re.compile(r'="([^"]*)"')  # how a program tells Excel that a code is no number
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decoded(data: bytes, said: str = "") -> str:
    """The text of bytes: by their mark, as UTF-8, as Big5 where `said` is that, as GB 18030; raises Unreadable."""
    if len(data) > MAX_TEXT_FILE:
        raise Unreadable(TOO_MUCH)
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    others = ["utf-8", *(["big5"] if said.strip().lower().startswith("big5") else []), "gb18030"]
    for encoding in [marked] if marked else others:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if _CONTROL.search(text) is None:
            return text
    raise Unreadable("文字的编码认不出来，请用 Excel 打开，看到的文字是对的，再另存为 .xlsx 核查")


def read_text(data: bytes) -> Book:
    """The table of a text file, its cells apart by commas, tabs or semicolons."""
    if len(data) > _MAX_TABLE:
        raise Unreadable(TOO_MUCH)
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    said = _SAID.match(text)
    body = text[said.end() :] if said else text
    book = Book()
    table = book.add(NAME)
    try:
        separator = said[1] if said else _separator(body)
        for number, row in enumerate(csv.reader(io.StringIO(body), delimiter=separator), 1):
            for column, written in enumerate(row, 1):
                if written.strip():
                    table.put(number, column, _cell(written))
    except csv.Error:
        raise Unreadable(
            "文本中的表格不完整（可能缺一个引号），请用 Excel 打开检查后另存为 .xlsx 再核查"
        ) from None
    return book


def _cell(written: str) -> Cell:
    as_text = _AS_TEXT.fullmatch(written)
    return Cell(as_text[1]) if as_text else Cell(*typed(written))


def _separator(text: str) -> str:
    """What most probably parts the cells: programs write all rows alike, people at least use one sign most."""
    lines = list(itertools.islice(io.StringIO(text), _LOOKED_AT))
    ranked = max((_evenness(lines, sign), sign) for sign in _SEPARATORS)
    if not ranked[0][1]:
        raise Unreadable(
            "这是文本文件，里面没有用逗号、制表符或分号分开的表格，请用原来的 Excel 或 Word 文件核查"
        )
    return ranked[1]


def _evenness(lines: Iterable[str], sign: str) -> tuple[bool, int]:
    counts = [len(row) for row in csv.reader(lines, delimiter=sign) if row]
    return len(set(counts)) == 1 and counts[0] > 1, sum(counts) - len(counts)

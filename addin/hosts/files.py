"""Any file that may hold a form: an .xlsx or .xlsm as it is, another one as a new workbook laid out alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

from addin.hosts.converted.biff import MAX_OLD_FILE
from addin.hosts.converted.docx import read_docx
from addin.hosts.converted.html import read_html
from addin.hosts.converted.ods import CONTENT, read_ods
from addin.hosts.converted.table import TOO_MUCH, Book
from addin.hosts.converted.text import read_text
from addin.hosts.converted.xls import read_xls
from addin.hosts.converted.xml2003 import read_xml
from addin.hosts.problems import Unreadable
from addin.hosts.xlsx import Workbook
from addin.hosts.xlsx.package import Package
from addin.hosts.xlsx.relations import inside, related
from addin.hosts.xlsx.sniff import UNREADABLE, Kind, kind_of, open_bytes
from addin.marking.edits import MARKS_SHEET


class Format(StrEnum):
    """What a file is by its contents."""

    XLSX = "xlsx"
    XLS = "xls"
    XML = "xml"
    HTML = "html"
    TEXT = "csv"
    ODS = "ods"
    DOCX = "docx"

    @property
    def chinese(self) -> str:
        """As staff call it."""
        return _CHINESE[self]


_CHINESE = {
    Format.XLSX: "Excel 工作簿",
    Format.XLS: "旧版的 .xls（或 .et）表格",
    Format.XML: "XML 2003 表格",
    Format.HTML: "网页（HTML）表格",
    Format.TEXT: "文本（CSV）表格",
    Format.ODS: "OpenDocument 表格（.ods）",
    Format.DOCX: "Word 文档",
}
_READERS: dict[Kind, tuple[Format, Callable[[bytes], Book]]] = {
    Kind.COMPOUND: (Format.XLS, read_xls),
    Kind.XML: (Format.XML, read_xml),
    Kind.HTML: (Format.HTML, read_html),
    Kind.TEXT: (Format.TEXT, read_text),
}


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file as a workbook, and what it was."""

    book: Workbook
    format: Format

    @property
    def is_converted(self) -> bool:
        """Whether the workbook is a new one."""
        return self.format is not Format.XLSX


def open_file(path: Path) -> OpenedFile:
    """Open a file of any format; whatever is wrong with it is `Unreadable`."""
    file, head = open_bytes(path)
    kind = kind_of(head)
    if kind is not Kind.ZIP:
        format, read = _READERS[kind]
        return _opened(path, format, read(_whole(file)))
    package = Package(file)
    main = related(package, "", "officeDocument")
    if main is not None and inside(main).startswith("word/"):
        return _opened(path, Format.DOCX, read_docx(package, main.part))
    if main is None and "mimetype" in package and CONTENT in package:
        return _opened(path, Format.ODS, read_ods(package))
    return OpenedFile(Workbook(path, package), Format.XLSX)


def _whole(file: IO[bytes]) -> bytes:
    """All of a file that is not too large for any of the readers."""
    try:
        data = file.read(MAX_OLD_FILE + 1)
    except OSError:
        raise Unreadable(UNREADABLE) from None
    if len(data) > MAX_OLD_FILE:
        raise Unreadable(TOO_MUCH)
    return data


def _opened(path: Path, format: Format, book: Book) -> OpenedFile:
    if any(table.name == MARKS_SHEET for table in book.tables):
        raise Unreadable(
            f"这是核查副本另存成的{format.chinese}，标记已经不全，请核查 .xlsx 的副本本身，或者核查原文件"
        )
    from addin.hosts.converted.write import written  # openpyxl takes longer to load than a check to run

    return OpenedFile(Workbook(path, Package(written(book, path.name))), format)

"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import codecs
import errno
import re
import stat
from enum import Enum, auto
from pathlib import Path
from typing import IO

from addin.hosts.problems import Unreadable
from addin.hosts.xlsx.zipped import opened

MAX_FILE = 256 << 20
_HEAD = 1 << 20  # what a file is shows here, in most cases in the first bytes

UNREADABLE = "文件无法读取，请检查文件名和磁盘，或复制到本机后再试"

OTHERWISE = "请用 Excel、WPS 或 Word 打开原来的表，另存为 .xlsx 或 .docx 再核查"

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_BARE_SHEET = re.compile(
    rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00"
)  # a sheet of Excel 2 to 5 in no compound file
_PICTURE = "这是图片，不是表格，请用原来的 Excel 或 Word 文件核查；只有图片的，请照着填入空白表（jixiao new）"
_PDF = "这是 PDF 文件，不是表格，请用原来的 Excel 或 Word 文件核查；只有 PDF 的，请用 WPS 或 Word 转成 .docx 再核查"
_PACKED = "这是压缩包，请先解压再核查"
_OTHERS = {
    b"%PDF": _PDF,
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"BM": _PICTURE,
    b"RIFF": _PICTURE,
    b"Rar!": _PACKED,
    b"7z\xbc\xaf": _PACKED,
    b"\x1f\x8b": _PACKED,
    b"{\\rtf": "这是 RTF 文档，请用 Word 或 WPS 打开后另存为 .docx 再核查",
    b"MIME-Version:": "这是单个文件网页（.mht），请用 Excel 打开后另存为 .xlsx 再核查",
}


class Kind(Enum):
    """How the bytes of a file are to be taken."""

    ZIP = auto()
    COMPOUND = auto()  # an old Excel or Word file
    XML = auto()  # a workbook in the XML of Excel 2003
    HTML = auto()
    TEXT = auto()


def open_bytes(path: Path) -> tuple[IO[bytes], bytes]:
    """A file to be read at any place, and its first bytes; one that cannot be read is refused with its reason."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise Unreadable("这是文件夹，不是文件，请选择其中的表格文件")
        if not stat.S_ISREG(found.st_mode):  # reading it might never end
            raise Unreadable("这是管道或设备，不是文件，请选择表格文件")
        if found.st_size > MAX_FILE:
            raise Unreadable("文件超过 256 MB，无法核查，请删去图片等无关内容后再试")
        file = opened(path)
        return file, first_bytes(file)
    except FileNotFoundError:
        raise Unreadable("文件不存在，请检查文件名和所在文件夹") from None
    except PermissionError:
        raise Unreadable("没有读取这个文件的权限，或文件正被其他程序占用，请关闭后再试") from None
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        if isinstance(error, OSError) and error.errno == errno.ELOOP:
            raise Unreadable("这个链接绕了一圈又指回自己，找不到文件，请选择原来的文件") from None
        raise Unreadable(UNREADABLE) from None


def first_bytes(file: IO[bytes]) -> bytes:
    """What `kind_of` looks at; the file stands at its beginning again."""
    head = file.read(_HEAD)
    file.seek(0)
    return head


def kind_of(data: bytes) -> Kind:
    """What the bytes begin as; what no form can be is refused with the way out."""
    if data.startswith(_ZIP):
        return Kind.ZIP
    if data.startswith(_COMPOUND) or _BARE_SHEET.match(data):
        return Kind.COMPOUND
    _refuse_others(data)
    head = _head_text(data)
    if head is None:
        raise Unreadable(f"这不是 Excel 工作簿，也不是认得的表格文件，{OTHERWISE}")
    if not head.startswith("<"):
        return Kind.TEXT
    return Kind.XML if "urn:schemas-microsoft-com:office:spreadsheet" in head else Kind.HTML


def _refuse_others(data: bytes) -> None:
    if not data.strip(b"\0"):
        raise Unreadable("文件是空的，没有任何内容，请重新取得该文件")
    if data.startswith(_EMPTY_ZIP):
        raise Unreadable("文件是空的压缩包，不是 Excel 工作簿")
    for magic, reason in _OTHERS.items():
        if data.startswith(magic) and not (len(magic) < 3 and _head_text(data) is not None):
            raise Unreadable(reason)


def _head_text(data: bytes) -> str | None:
    """The beginning of a text file; None where it is not text."""
    head = data[:2048]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "ignore").strip()
    if b"\0" in head:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        # The cut may fall within a character; a few odd bytes at the end are forgiven.
        for cut in range(4):
            try:
                return head[: len(head) - cut].decode(encoding).strip()
            except UnicodeDecodeError:
                continue
    return None

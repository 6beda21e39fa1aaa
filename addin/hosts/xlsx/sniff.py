"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import codecs
import errno
import stat
from pathlib import Path
from typing import IO

from addin.hosts.problems import Unreadable
from addin.hosts.xlsx.zipped import opened

MAX_FILE = 256 << 20
_HEAD = 1 << 20  # what a file is shows here, in most cases in the first bytes

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_OTHERS = {
    b"%PDF": "这是 PDF 文件，不是表格，请用原来的 Excel 文件核查",
    b"\x89PNG": "这是图片，不是表格，请用原来的 Excel 文件核查",
    b"\xff\xd8\xff": "这是图片，不是表格，请用原来的 Excel 文件核查",
    b"Rar!": "这是压缩包，请先解压再核查",
    b"7z\xbc\xaf": "这是压缩包，请先解压再核查",
    b"\x1f\x8b": "这是压缩包，请先解压再核查",
}


def open_zip(path: Path) -> IO[bytes]:
    """A file that begins as a zip does, to be read at any place; anything else is refused with its reason."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise Unreadable("这是文件夹，不是文件，请选择其中的 Excel 文件")
        if not stat.S_ISREG(found.st_mode):  # reading it might never end
            raise Unreadable("这是管道或设备，不是文件，请选择 Excel 文件")
        if found.st_size > MAX_FILE:
            raise Unreadable("文件超过 256 MB，无法核查，请删去图片等无关内容后再试")
        file = opened(path)
        head = file.read(_HEAD)
    except FileNotFoundError:
        raise Unreadable("文件不存在，请检查文件名和所在文件夹") from None
    except PermissionError:
        raise Unreadable("没有读取这个文件的权限，或文件正被其他程序占用，请关闭后再试") from None
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        if isinstance(error, OSError) and error.errno == errno.ELOOP:
            raise Unreadable("这个链接绕了一圈又指回自己，找不到文件，请选择原来的文件") from None
        raise Unreadable("文件无法读取，请检查文件名和磁盘，或复制到本机后再试") from None
    if not head.startswith(_ZIP):
        raise Unreadable(_reason(head))
    file.seek(0)
    return file


def _reason(data: bytes) -> str:
    if not data.strip(b"\0"):
        return "文件是空的，没有任何内容，请重新取得该文件"
    if data.startswith(_EMPTY_ZIP):
        return "文件是空的压缩包，不是 Excel 工作簿"
    if data.startswith(_COMPOUND):
        return _compound_reason(data)
    for magic, reason in _OTHERS.items():
        if data.startswith(magic):
            return reason
    head = _head_text(data)
    if head is None:
        return "这不是 Excel 工作簿，请用 Excel 打开后另存为 .xlsx 再核查"
    if head.startswith("<"):
        is_workbook = "urn:schemas-microsoft-com:office:spreadsheet" in head
        kind = "XML 2003 表格" if is_workbook else "网页（HTML/XML）"
        return f"这是{kind}，只是用了 Excel 的文件名，请用 Excel 打开后另存为 .xlsx 再核查"
    return "这是文本文件（如 CSV），不是 Excel 工作簿，请用 Excel 打开后另存为 .xlsx 再核查"


def _compound_reason(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "文件已加密，请先去除打开密码再核查"
    return "这是旧版 .xls（或 WPS 的 .et）文件，请用 Excel 或 WPS 另存为 .xlsx 再核查"


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

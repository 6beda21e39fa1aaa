"""What a file is goes by its contents; what no form can be is refused with the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.hosts.files import Format, open_file
from addin.hosts.problems import Unreadable
from tests.addin.hosts.converted.originals import (
    label,
    ods,
    old_excel,
    p,
    tbl,
    tc,
    tr,
    word,
    xml_2003,
    zipped,
)
from tests.forms import write_form

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "空的", id="empty"),
        pytest.param(b"\0" * 4096, "空的", id="zeros"),
        pytest.param(b"PK\x05\x06" + b"\0" * 18, "空的压缩包", id="empty zip"),
        pytest.param(COMPOUND + "WordDocument".encode("utf-16-le"), r"\.doc.*另存为 \.docx", id="doc or wps"),
        pytest.param(COMPOUND + "PowerPoint Document".encode("utf-16-le"), "演示文稿", id="ppt"),
        pytest.param(COMPOUND + "EncryptedPackage".encode("utf-16-le"), "已加密", id="encrypted"),
        pytest.param(b"%PDF-1.7", "PDF.*原来的 Excel 或 Word 文件", id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "图片.*原来的 Excel 或 Word 文件", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF", "图片", id="jpeg"),
        pytest.param(b"II*\0\x08\0\0\0", "图片", id="tiff"),
        pytest.param(b"BM\x9a\0\0\0\0\0\0\0", "图片", id="bmp"),
        pytest.param(b"Rar!\x1a\x07", "解压", id="rar"),
        pytest.param(b"{\\rtf1\\ansi", "RTF", id="rtf"),
        pytest.param(b"MIME-Version: 1.0\r\n", "单个文件网页", id="mht"),
        pytest.param(bytes(range(256)), "不是 Excel 工作簿", id="noise"),
        pytest.param(b"PK\x03\x04" + b"\xff" * 2000, "损坏", id="a zip in name only"),
    ],
)
def test_what_is_no_form_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=said):
        open_file(path)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="文件不存在"):
        open_file(tmp_path / "没有.xlsx")
    with pytest.raises(Unreadable, match="文件夹"):
        open_file(tmp_path)
    with pytest.raises(Unreadable):
        open_file(tmp_path / "坏\0名.xlsx")


def test_a_zip_that_holds_something_else(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="压缩包"):
        open_file(zipped(tmp_path / "a.xlsx", {"自评表.xlsx": b""}))


def test_contents_tell_and_names_do_not(tmp_path: Path) -> None:
    path = tmp_path / "表.doc"
    write_form(path, "review")
    assert open_file(path).format is Format.XLSX
    word(path, tbl(tr(tc("a"))))
    assert open_file(path).format is Format.DOCX
    ods(path, "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>")
    assert open_file(path).format is Format.ODS
    for content, format in (
        (old_excel(label(0, 0, "a")), Format.XLS),
        (xml_2003('<Row><Cell><Data ss:Type="String">a</Data></Cell></Row>').encode(), Format.XML),
        (b"<table><tr><td>a</td></tr></table>", Format.HTML),
        (b"BM,a\nb,c", Format.TEXT),
    ):
        path.write_bytes(content)
        assert open_file(path).format is format


def test_a_checked_copy_saved_in_another_format_is_no_copy_any_more(tmp_path: Path) -> None:
    rows = "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
    path = ods(tmp_path / "a-核查.ods", rows + '</table:table><table:table table:name="jixiao.marks">')
    with pytest.raises(Unreadable, match=r"副本.*\.xlsx 的副本本身"):
        open_file(path)


def test_the_same_file_gives_the_same_table(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", p("标题") + tbl(tr(tc("a"), tc("95%"))))
    assert open_file(path).book.sheets == open_file(path).book.sheets
    assert open_file(path).book.original == "a.docx"

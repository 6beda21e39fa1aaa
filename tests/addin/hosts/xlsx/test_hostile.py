"""Files that are no workbooks, broken ones, and ones made to do harm: refused in words, and fast."""

from __future__ import annotations

import contextlib
import io
import random
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from addin.checking import session
from addin.hosts.problems import Problem, Unreadable
from addin.hosts.xlsx import Workbook
from addin.marking.edits import AddNote, Fill, Hint, Look, SetPrintArea, SetWidth
from scoring.form.address import Address, Area
from tests.addin.hosts.xlsx.conftest import MAIN, Build, Parts, Write

ROW = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>'
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE x [<!ENTITY a0 "lol">{ENTITIES}]>'


def changed(part: str, old: str, new: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        assert old in str(parts[part])
        parts[part] = str(parts[part]).replace(old, new)

    return change


def without(part: str) -> Callable[[Parts], None]:
    return lambda parts: parts.__delitem__(part)


def added(part: str, content: str | bytes = b"x") -> Callable[[Parts], None]:
    return lambda parts: parts.__setitem__(part, content)


def with_doctype(doctype: str) -> Callable[[Parts], None]:
    return changed(STRINGS, "<sst", f"{doctype}<sst")


def utf_16_doctype(parts: Parts) -> None:
    text = str(parts[STRINGS]).replace("<sst", f"{LAUGHS}<sst").replace("UTF-8", "UTF-16")
    parts[STRINGS] = text.encode("utf-16")


def binary_workbook(parts: Parts) -> None:
    parts["xl/workbook.bin"] = parts.pop("xl/workbook.xml")
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("workbook.xml", "workbook.bin")


def other_document(*names: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        for part in list(parts):
            if part != "[Content_Types].xml":
                del parts[part]
        parts.update(dict.fromkeys(names, "x"))

    return change


REFUSED: dict[str, tuple[Callable[[Parts], None], str]] = {
    "no workbook part": (without("xl/workbook.xml"), "没有工作簿"),
    "no sheet part": (without(SHEET), "缺少"),
    "no relation to the sheet": (changed("xl/workbook.xml", 'r:id="rId1"', 'r:id="rId77"'), "缺少工作表"),
    "no sheets": (changed("xl/workbook.xml", "<sheet ", "<sheat "), "没有工作表"),
    "xlsb": (binary_workbook, "xlsb"),
    "a presentation": (other_document("ppt/presentation.xml"), "演示文稿"),
    "a page to be printed": (other_document("OFD.xml"), "OFD"),
    "the workbook is something else": (
        changed("xl/workbook.xml", "workbook", "wordbook"),
        "不是 Excel 工作簿",
    ),
    "the sheet is something else": (changed(SHEET, "worksheet", "chartsheet"), "不是工作表"),
    "laughs": (with_doctype(LAUGHS), "DOCTYPE"),
    "laughs in utf-16": (utf_16_doctype, "DOCTYPE"),
    "a file from outside": (
        with_doctype('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
        "DOCTYPE",
    ),
    "an innocent doctype": (with_doctype("<!DOCTYPE sst>"), "DOCTYPE"),
    "an unknown entity": (changed(STRINGS, "<t>", "<t>&e;"), "XML"),
    "cut markup": (changed(SHEET, "</worksheet>", ""), "XML"),
    "a control character": (changed(STRINGS, "<t>", "<t>&#x1;"), "XML"),
    "wrong bytes": (
        lambda parts: parts.__setitem__(STRINGS, str(parts[STRINGS]).encode() + b"\xff\xfe"),
        "XML",
    ),
    "an empty part": (lambda parts: parts.__setitem__(SHEET, b""), "XML"),
    "deep nesting": (changed(SHEET, "<sheetData>", "<sheetData>" + "<a>" * 5000), "XML"),
    "a name that climbs": (added("../../evil.xml"), "路径"),
    "a name that climbs on Windows": (added("..\\evil.xml"), "路径"),
    "a name with a drive": (added("c:/evil.xml"), "路径"),
    "a target that climbs": (
        changed("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "../../../etc/passwd"),
        "文件之外",
    ),
    "a target in quotes that climbs": (
        changed("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "%2e%2e/%2e%2e/%2e%2e/etc/passwd"),
        "文件之外",
    ),
    "an external sheet": (
        changed("xl/_rels/workbook.xml.rels", 'sheet1.xml"', 'sheet1.xml" TargetMode="External"'),
        "文件之外",
    ),
    "the same name in other letters": (added("xl/Workbook.xml"), "重名"),
    "a row beyond the last": (changed(SHEET, '<row r="1"', '<row r="9999999"'), "行号"),
    "too many cells": (
        changed(SHEET, "</row>", "</row>" + ("<row>" + '<c s="1"/>' * 600 + "</row>") * 900),
        "内容过多",
    ),
    "too many tags": (changed(SHEET, "</row>", "<c/>" * 4_000_001 + "</row>"), "过大"),
    "a part of spaces": (changed(SHEET, "<sheetData>", "<sheetData>" + " " * (9 << 20)), "过大"),
    "too many parts": (lambda parts: parts.update({f"x/{n}": b"" for n in range(5_001)}), "过大"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_broken_and_hostile_workbooks_are_refused(build: Build, write: Write, name: str) -> None:
    change, said = REFUSED[name]
    parts = build(ROW, strings="<si><t>优</t></si>")
    change(parts)
    path = write(parts)
    with pytest.raises(Unreadable, match=said):
        Workbook.open(path).sheets  # noqa: B018


READ: dict[str, Callable[[Parts], None]] = {
    "a merge over a million rows": changed(
        SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="K1:L1048576"/></mergeCells>'
    ),
    "a merge over all": changed(
        SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A50:XFD1048576"/></mergeCells>'
    ),
    "ten thousand merges": changed(
        SHEET,
        "</sheetData>",
        "</sheetData><mergeCells>"
        + "".join(f'<mergeCell ref="K{2 * n}:L{2 * n + 1}"/>' for n in range(50, 10_050))
        + "</mergeCells>",
    ),
    "the farthest cell": changed(
        SHEET, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    ),
    "many empty rows": changed(
        SHEET, "</sheetData>", "".join(f'<row r="{n}" ht="15"/>' for n in range(50, 100_000)) + "</sheetData>"
    ),
    "columns over columns": changed(
        SHEET,
        "<sheetData>",
        "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 5_000 + "</cols><sheetData>",
    ),
    "array formulas over everything": changed(
        SHEET, "</row>", '<c><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c>' * 2_000 + "</row>"
    ),
    "array formulas one over another": changed(
        SHEET, "</row>", '<c><f t="array" ref="A1:A900">1</f><v>1</v></c>' * 2_000 + "</row>"
    ),
    "attributes without end": changed(
        SHEET, '<row r="1"', '<row r="1" ' + " ".join(f'a{n}="1"' for n in range(20_000))
    ),
    "numbers without end": changed(SHEET, "<v>1</v>", f"<v>{'9' * 5_000}</v>"),
    "an index without end": changed(SHEET, "<v>0</v>", f"<v>{'9' * 5_000}</v>"),
    "a format without end": changed("xl/styles.xml", "0.00_ ", "0" * 100_000),
    "a folder entry": added("xl/worksheets/"),
    "no styles": without("xl/styles.xml"),
    "no strings": without(STRINGS),
    "a large picture": added("xl/media/image1.bin", b"\0" * (20 << 20)),
}


@pytest.mark.parametrize("name", READ)
def test_odd_workbooks_are_read_all_the_same(build: Build, write: Write, name: str) -> None:
    parts = build(ROW, strings="<si><t>优</t></si>")
    READ[name](parts)
    path = write(parts)
    sheet = Workbook.open(path).sheets[0]
    assert sheet.cells


def test_the_same_part_twice(build: Build, write: Write) -> None:
    path = write(build(ROW))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning):
        archive.writestr(SHEET, "<x/>")
    with pytest.raises(Unreadable, match="重名"):
        Workbook.open(path)


@pytest.mark.parametrize(
    ("offset", "value", "said"),
    [(8, 1, "加密"), (10, 99, "压缩方式")],
    ids=["encrypted entries", "a compression of its own"],
)
def test_entries_that_cannot_be_unpacked(
    build: Build, write: Write, offset: int, value: int, said: str
) -> None:
    path = write(build(ROW))
    data = path.read_bytes()
    for found in re.finditer(b"PK\x01\x02", data):
        at = found.start() + offset
        data = data[:at] + struct.pack("<H", value) + data[at + 2 :]
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=said):
        Workbook.open(path)


@pytest.mark.parametrize("more", [0, 64 << 20])
def test_sizes_that_lie(build: Build, write: Write, more: int) -> None:
    parts = build(ROW)
    parts[SHEET] = str(parts[SHEET]) + " " * more  # never unpacked
    path = write(parts)
    data = path.read_bytes()
    for found in re.finditer(b"PK\x01\x02", data):
        at = found.start() + 24
        data = data[:at] + struct.pack("<I", 100) + data[at + 4 :]
    path.write_bytes(data)
    with pytest.raises(Unreadable):
        Workbook.open(path).sheets  # noqa: B018


def test_a_download_that_broke_off(build: Build, write: Write) -> None:
    path = write(build(ROW))
    whole = path.read_bytes()
    for length in range(4, len(whole), max(len(whole) // 40, 1)):
        path.write_bytes(whole[:length])
        with pytest.raises(Unreadable, match=r"损坏|空的"):
            Workbook.open(path)


def opens_or_says_why(path: Path) -> bool:
    """Any other exception than `Unreadable` goes through, and fails the test."""
    try:
        return len(Workbook.open(path).sheets) >= 0
    except Unreadable as problem:
        return bool(str(problem))


def test_flipped_bytes_never_raise_anything_else(build: Build, write: Write) -> None:
    path = write(build(ROW, strings="<si><t>优</t></si>"))
    whole = path.read_bytes()
    chance = random.Random(20241026)
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        path.write_bytes(bytes(data))
        assert opens_or_says_why(path)


def test_changed_markup_never_raises_anything_else(build: Build, write: Write) -> None:
    chance = random.Random(20241026)
    parts = build(ROW, strings="<si><t>优</t></si>")
    for _ in range(400):
        broken = dict(parts)
        name = chance.choice([*broken])
        text = str(broken[name])
        cut = sorted(chance.sample(range(len(text)), 2))
        broken[name] = (
            text[: cut[0]]
            + chance.choice(["", "<", '"', "9", "</", "../"])
            + text[cut[chance.random() < 0.5] :]
        )
        with contextlib.suppress(Unreadable):
            Workbook.open(write(broken)).sheets  # noqa: B018


def test_a_bomb_is_seen_before_it_is_unpacked(build: Build, write: Write, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, body in build(ROW).items():
            archive.writestr(part, body)
        with archive.open("xl/media/image1.bin", "w", force_zip64=True) as stream:
            for _ in range(513):
                stream.write(bytes(1 << 20))
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(buffer.getvalue())
    with pytest.raises(Unreadable, match="过大"):
        Workbook.open(path)


def test_marking_a_broken_workbook_is_refused_in_words_or_done(build: Build, write: Write) -> None:
    chance = random.Random(20241026)
    comments = '<comments xmlns="{}"><authors><author>王欣</author></authors><commentList>{}</commentList></comments>'
    parts = build(ROW, strings="<si><t>优</t></si>", before='<cols><col min="1" max="3" width="9"/></cols>')
    parts["xl/comments1.xml"] = comments.format(
        MAIN,
        '<comment ref="A1" authorId="0"><text><t>请核对</t></text></comment>',
    )
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        str(parts["_rels/.rels"])
        .replace("officeDocument/2006/relationships/officeDocument", "x/comments")
        .replace("xl/workbook.xml", "../comments1.xml")
    )
    for _ in range(400):
        broken = dict(parts)
        name = chance.choice([*broken])
        text = str(broken[name])
        words = re.findall(r"\w+", text)
        old, new = chance.choice(words), chance.choice([*words, "", "9", "-1", "x"])
        broken[name] = text.replace(old, new, chance.choice([1, -1]))
        with contextlib.suppress(Problem):
            book = Workbook.open(write(broken))
            sheet = book.sheets[0].name
            book.apply(
                [
                    Fill(sheet, Address(1, 1), Look.ERROR),
                    AddNote(sheet, Address(1, 1), "说明"),
                    Hint(sheet, Address(1, 400), "提示"),
                    SetWidth(sheet, 2, 30),
                    SetPrintArea(sheet, Area(1, 1, 2, 2)),
                ]
            )
            book.save(write(broken, "b.xlsx"))
            session.clear(book)
            assert book.sheets

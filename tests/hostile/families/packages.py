"""Zip archives that are broken or made by hand, and parts that point where they should not."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.hostile.archive import DEFLATED, STORED, WHEN, entries, entry, patched, save, save_streamed, write
from tests.hostile.form import (
    CONTENT_TYPES,
    OTHER,
    PICTURE,
    ROOT_RELS,
    SHEET,
    SHEET_RELS,
    STRINGS,
    STYLES,
    TYPE,
    WORKBOOK,
    WORKBOOK_RELS,
    Parts,
    book,
    relations,
    types,
    workbook,
)
from tests.hostile.registry import changed, enter, kind, saved, with_part, without

LOCAL, CENTRAL = b"PK\3\4", b"PK\1\2"


def target(new: str) -> Parts:
    """The form's sheet is said to be elsewhere."""
    return changed(WORKBOOK_RELS, '"worksheets/sheet1.xml"', new)


def other_document(*names: str) -> Parts:
    return {CONTENT_TYPES: types(), **dict.fromkeys(names, "x")}


def macros() -> Parts:
    parts = with_part("xl/vbaProject.bin", bytes(range(256)) * 8)
    parts[CONTENT_TYPES] = types().replace(
        f"{TYPE}.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    parts[WORKBOOK_RELS] = str(parts[WORKBOOK_RELS]).replace(
        "</Rel", '<Relationship Id="rId66" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Rel'
    )  # fmt: skip
    return parts


def signed() -> Parts:
    parts = with_part("_xmlsignatures/origin.sigs", b"") | {"_xmlsignatures/sig1.xml": "<Signature/>"}
    kind_ = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    link = f'<Relationship Id="rId9" Type="{kind_}" Target="_xmlsignatures/origin.sigs"/></Rel'
    parts[ROOT_RELS] = str(parts[ROOT_RELS]).replace("</Rel", link)
    return parts


PACKAGES: dict[str, Callable[[], Parts]] = {
    "traversal-name": lambda: with_part("../../evil.xml", "<x/>"),
    "traversal-name-on-windows": lambda: with_part("..\\..\\evil.xml", "<x/>"),
    "traversal-name-absolute": lambda: with_part("/etc/evil.xml", "<x/>"),
    "traversal-name-with-a-drive": lambda: with_part("c:/evil.xml", "<x/>"),
    "traversal-target": lambda: target('"../../../etc/passwd"'),
    "traversal-target-escaped": lambda: target('"%2e%2e/%2e%2e/%2e%2e/etc/passwd"'),
    "traversal-target-of-a-file": lambda: target('"file:///etc/passwd" TargetMode="External"'),
    "traversal-target-on-the-net": lambda: target('"http://127.0.0.1:9/x.xml" TargetMode="External"'),
    "target-absolute": lambda: target('"/xl/worksheets/sheet1.xml"'),
    "target-with-dots": lambda: target('"../xl/./worksheets/sheet1.xml"'),
    "target-with-backslashes": lambda: target('"worksheets\\sheet1.xml"'),
    "target-in-other-letters": lambda: target('"Worksheets/Sheet1.xml"'),
    "target-empty": lambda: target('""'),
    "duplicate-part-in-other-letters": lambda: with_part("xl/Workbook.xml", "<x/>"),
    "duplicate-relation": lambda: changed(WORKBOOK_RELS, "rId2", "rId1"),
    "duplicate-sheet-name": lambda: book() | {WORKBOOK: workbook("自评表", "自评表")},
    "duplicate-sheet-relation": lambda: changed(WORKBOOK, 'r:id="rId2"', 'r:id="rId1"'),
    "missing-workbook": lambda: without(WORKBOOK),
    "missing-sheet": lambda: without(SHEET),
    "missing-other-sheet": lambda: without(OTHER),
    "missing-styles": lambda: without(STYLES),
    "missing-strings": lambda: without(STRINGS),
    "missing-content-types": lambda: without(CONTENT_TYPES),
    "missing-root-relations": lambda: without(ROOT_RELS),
    "missing-workbook-relations": lambda: without(WORKBOOK_RELS),
    "missing-relation-of-the-sheet": lambda: changed(WORKBOOK, 'r:id="rId1"', 'r:id="rId77"'),
    "missing-sheets": lambda: book() | {WORKBOOK: workbook()},
    "missing-theme": lambda: without("xl/theme/theme1.xml"),
    "missing-drawing": lambda: changed(SHEET, "</mergeCells>", '</mergeCells><drawing r:id="rId1"/>')
    | {SHEET_RELS: relations(("rId1", "drawing", "../drawings/drawing1.xml"))},
    "missing-comments": lambda: changed(SHEET, "</mergeCells>", '</mergeCells><legacyDrawing r:id="rId2"/>')
    | {SHEET_RELS: relations(("rId1", "comments", "../comments1.xml"), ("rId2", "vmlDrawing", "../drawings/v.vml"))},
    "cyclic-relations": lambda: with_part(SHEET_RELS, relations(("rId1", "worksheet", "sheet1.xml"), ("rId2", "worksheet", "sheet2.xml")))
    | {"xl/worksheets/_rels/sheet2.xml.rels": relations(("rId1", "worksheet", "sheet1.xml"))},
    "cyclic-workbook": lambda: changed(WORKBOOK_RELS, "styles.xml", "workbook.xml"),
    "cyclic-root": lambda: changed(ROOT_RELS, WORKBOOK, ROOT_RELS),
    "cyclic-sheet-is-the-workbook": lambda: target('"workbook.xml"'),
    "cyclic-strings-are-the-sheet": lambda: changed(WORKBOOK_RELS, "sharedStrings.xml", "worksheets/sheet1.xml"),
    "content-type-of-a-picture": lambda: changed(CONTENT_TYPES, f"{TYPE}.worksheet+xml", "image/png"),
    "link-to-the-outside": lambda: changed(SHEET, "</mergeCells>", '</mergeCells><hyperlinks><hyperlink ref="B3" r:id="rId1"/></hyperlinks>')
    | {SHEET_RELS: relations(("rId1", "hyperlink", "http://jixiao.invalid/a"))},
    "link-to-a-share": lambda: with_part("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    | {"xl/externalLinks/_rels/externalLink1.xml.rels": relations(("rId1", "externalLinkPath", "file://server/share/x.xlsx"))},
    "folder-entries": lambda: book() | {"xl/": b"", "xl/worksheets/": b"", "docProps/": b""},
    "part-name-chinese": lambda: with_part("xl/media/图片1.png", b"x"),
    "part-name-of-30-000-bytes": lambda: with_part("xl/media/" + "x" * 30_000, b"x"),
    "part-name-with-escapes": lambda: with_part("xl/media/\x1b]0;jixiao.invalid\x07\u202e\n.png", b"x"),
    "macros-in-an-xlsm": macros,
    "macros-in-an-xlsx": lambda: with_part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "signed": signed,
    "document-of-word": lambda: other_document("word/document.xml"),
    "document-of-powerpoint": lambda: other_document("ppt/presentation.xml"),
    "document-of-openoffice": lambda: {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"},
    "document-xlsb": lambda: {ROOT_RELS: relations(("rId1", "officeDocument", "xl/workbook.bin")), "xl/workbook.bin": b"x"},
    "archive-of-other-files": lambda: {"读我.txt": "x", "照片.jpg": b"\xff\xd8\xff"},
}  # fmt: skip
for name, make in PACKAGES.items():
    enter(name, saved(make))


@kind
def duplicate_part(path: Path) -> None:
    """Two sheets of one name: what one program checks is not what another shows."""
    write(path, [*entries(book()), entry(SHEET, book()[OTHER])])


@kind
def duplicate_part_of_a_picture(path: Path) -> None:
    write(path, [*entries(book()), entry(PICTURE, b"another")])


def ordinary(path: Path) -> bytes:
    save(path, book())
    return path.read_bytes()


def truncated(share: float, path: Path) -> None:
    data = ordinary(path)
    path.write_bytes(data[: int(len(data) * share)])


for name, share in {
    "truncated-to-a-tenth": 0.1,
    "truncated-to-half": 0.5,
    "truncated-before-the-end": 0.99,
}.items():
    enter(name, partial(truncated, share))


@kind
def truncated_by_one_byte(path: Path) -> None:
    path.write_bytes(ordinary(path)[:-1])


@kind
def truncated_in_front(path: Path) -> None:
    path.write_bytes(ordinary(path)[1_000:])


@kind
def zeros_at_the_end(path: Path) -> None:
    """A disk that lost its last blocks: the length is right, the end is zeros."""
    data = ordinary(path)
    path.write_bytes(data[:-2_000] + bytes(2_000))


@kind
def zeros_in_the_middle(path: Path) -> None:
    data = ordinary(path)
    at = data.index(SHEET.encode()) + 100
    path.write_bytes(data[:at] + bytes(512) + data[at + 512 :])


def flipped(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0x10
    path.write_bytes(data)


@kind
def flipped_in_the_first_header(path: Path) -> None:
    ordinary(path)
    flipped(path, 2)


@kind
def flipped_in_the_directory(path: Path) -> None:
    flipped(path, ordinary(path).index(CENTRAL) + 1)


@kind
def flipped_in_the_end_record(path: Path) -> None:
    flipped(path, ordinary(path).index(b"PK\5\6") + 16)


@kind
def flipped_in_the_sheet(path: Path) -> None:
    flipped(path, ordinary(path).index(SHEET.encode()) + 300)


@kind
def flipped_in_the_strings(path: Path) -> None:
    flipped(path, ordinary(path).index(STRINGS.encode()) + 500)


@kind
def flipped_in_a_picture(path: Path) -> None:
    """A picture that was damaged long ago is the person's, damaged as it is."""
    save(path, book(), STORED)
    flipped(path, path.read_bytes().index(b"\x89PNG") + 100)


def sum_wrong(part: str, path: Path) -> None:
    ordinary(path)
    patched(path, LOCAL, 14, b"\1\2\3\4", name=part)
    patched(path, CENTRAL, 16, b"\1\2\3\4", name=part)


enter("sum-wrong-of-the-sheet", partial(sum_wrong, SHEET))
enter("sum-wrong-of-a-picture", partial(sum_wrong, PICTURE))


def method(number: int, path: Path) -> None:
    """Every part says that it is packed in a way of its own."""
    ordinary(path)
    patched(path, LOCAL, 8, struct.pack("<H", number))
    patched(path, CENTRAL, 10, struct.pack("<H", number))


enter("method-unknown", partial(method, 99))
enter("method-not-what-it-is", partial(method, STORED))


def packed_by(number: int, path: Path) -> None:
    save(path, book(), number)


enter("method-stored", partial(packed_by, STORED))
enter("method-bzip2", partial(packed_by, zipfile.ZIP_BZIP2))
enter("method-lzma", partial(packed_by, zipfile.ZIP_LZMA))


@kind
def encrypted_entries(path: Path) -> None:
    ordinary(path)
    patched(path, LOCAL, 6, b"\1")
    patched(path, CENTRAL, 8, b"\1")


@kind
def zip_with_sizes_after_the_data(path: Path) -> None:
    """As programs write that cannot go back: sizes stand behind the data."""

    class Pipe:
        def __init__(self) -> None:
            self.file = path.open("wb")

        def write(self, data: bytes) -> int:
            return self.file.write(data)

        def flush(self) -> None:
            self.file.flush()

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w") as archive:  # type: ignore[call-overload]
        for name, content in book().items():
            archive.writestr(zipfile.ZipInfo(name, WHEN), content, DEFLATED)
    pipe.file.close()


@kind
def zip_64(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in book().items():
            with archive.open(zipfile.ZipInfo(name, WHEN), "w", force_zip64=True) as part:
                part.write(content.encode() if isinstance(content, str) else content)


@kind
def zip_of_several_disks(path: Path) -> None:
    write(path, entries(book()), disk=7)


@kind
def zip_with_a_comment(path: Path) -> None:
    write(path, entries(book()), comment=b"PK\5\6" + b"x" * 65_000)


@kind
def zip_with_something_in_front(path: Path) -> None:
    write(path, entries(book()), before=b"MZ" + bytes(500))


@kind
def zip_with_something_behind(path: Path) -> None:
    path.write_bytes(ordinary(path) + b"\r\n<!-- behind -->" * 10)


@kind
def zip_with_two_directories(path: Path) -> None:
    """One archive behind the other: which one holds, depends on the program."""
    path.write_bytes(ordinary(path) * 2)


@kind
def zip_with_other_names_before_the_data(path: Path) -> None:
    parts = entries(book())
    for each in parts:
        each.local_name = "x" * len(each.name)
    write(path, parts)


@kind
def zip_with_a_link(path: Path) -> None:
    link = entry("xl/media/link.png", "/etc/passwd")
    link.attributes = 0o120777 << 16
    write(path, entries(book(), link))


@kind
def zip_directory_beyond_the_file(path: Path) -> None:
    data = ordinary(path)
    path.write_bytes(data[:-6] + struct.pack("<IH", 0x7FFFFFFF, 0))


@kind
def zip_of_many_small_blocks(path: Path) -> None:
    save_streamed(path, book(), "xl/media/blocks.bin", (bytes([n % 256]) * 1_000 for n in range(5_000)))

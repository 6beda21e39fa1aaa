"""Files that are small until they are inflated, and headers that lie about how much is in them."""

from __future__ import annotations

import struct
from functools import partial
from pathlib import Path

from tests.hostile.archive import Entry, entries, entry, repeated, save, write
from tests.hostile.form import (
    CONTENT_TYPES,
    HEAD,
    MAIN,
    OFFICE,
    PICTURE,
    SHEET,
    SHEET_RELS,
    STRINGS,
    STYLES,
    THEME,
    WORKBOOK,
    WORKBOOK_RELS,
    book,
    relations,
)
from tests.hostile.registry import changed, enter, kind, with_part

SAID = 30_000  # what a lying header says
SPACES = " " * (1 << 20)
COMMENTS, VML, APP = "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "docProps/app.xml"


def swollen(part: str, times: int = 1_000, block: str = SPACES) -> Entry:
    """A part with a gigabyte of blanks before its last tag."""
    text = str(book()[part])
    cut = text.rindex("</")
    return repeated(part, text[:cut], block, times, text[cut:])


def lying(each: Entry, said: int = SAID) -> Entry:
    each.local_size = each.central_size = said
    return each


def lying_bomb(part: str, path: Path) -> None:
    write(path, entries(book(), lying(swollen(part))))


for name, part in {
    "bomb-lying-sheet": SHEET,
    "bomb-lying-strings": STRINGS,
    "bomb-lying-styles": STYLES,
    "bomb-lying-workbook": WORKBOOK,
    "bomb-lying-workbook-rels": WORKBOOK_RELS,
    "bomb-lying-content-types": CONTENT_TYPES,
    "bomb-lying-theme": THEME,
    "bomb-lying-custom-xml": "customXml/item1.xml",
}.items():
    enter(name, partial(lying_bomb, part))


@kind
def bomb_honest_sheet(path: Path) -> None:
    write(path, entries(book(), swollen(SHEET)))


@kind
def bomb_honest_strings(path: Path) -> None:
    write(path, entries(book(), swollen(STRINGS)))


@kind
def bomb_lying_in_the_directory_only(path: Path) -> None:
    bomb = swollen(SHEET)
    bomb.central_size = SAID
    write(path, entries(book(), bomb))


@kind
def bomb_lying_before_the_data_only(path: Path) -> None:
    bomb = swollen(SHEET)
    bomb.local_size = SAID
    write(path, entries(book(), bomb))


@kind
def bomb_of_cells(path: Path) -> None:
    """Cells with values, without end, in a part that lies."""
    block = "<row>" + '<c s="1"><v>1</v></c>' * 1_000 + "</row>"
    text = str(book()[SHEET])
    cut = text.index("</sheetData>")
    write(path, entries(book(), lying(repeated(SHEET, text[:cut], block, 40_000, text[cut:]))))


@kind
def bomb_of_strings(path: Path) -> None:
    block = "<si><t>a</t></si>" * 50_000
    write(path, entries(book(), lying(swollen(STRINGS, 1_000, block))))


@kind
def bomb_in_an_xml_comment(path: Path) -> None:
    head = str(book()[SHEET]).removesuffix("</worksheet>") + "<!--"
    write(path, entries(book(), lying(repeated(SHEET, head, "x" * (1 << 20), 1_000, "--></worksheet>"))))


@kind
def bomb_in_one_text(path: Path) -> None:
    head, tail = f'{HEAD}<sst xmlns="{MAIN}"><si><t>', "</t></si></sst>"
    write(path, entries(book(), repeated(STRINGS, head, "绩" * 300_000, 300, tail)))


@kind
def bomb_in_one_attribute(path: Path) -> None:
    head, tail = str(book()[SHEET]).split("<sheetData>")
    bomb = repeated(SHEET, f'{head}<sheetData a="', "x" * (1 << 20), 300, f'">{tail}')
    write(path, entries(book(), lying(bomb)))


@kind
def bomb_in_the_media(path: Path) -> None:
    write(path, entries(book(), repeated("xl/media/image2.png", b"", bytes(1 << 20), 1_000)))


@kind
def bomb_lying_in_the_media(path: Path) -> None:
    write(path, entries(book(), lying(repeated("xl/media/image2.png", b"", bytes(1 << 20), 1_000))))


def with_notes() -> dict[str, str | bytes]:
    """The book with a person's note on A1."""
    parts = changed(
        CONTENT_TYPES, "</Types>", '<Default Extension="vml" ContentType="application/vml"/></Types>'
    )
    parts[SHEET] = str(parts[SHEET]).replace("</worksheet>", '<legacyDrawing r:id="rId2"/></worksheet>')
    parts[SHEET_RELS] = relations(
        ("rId1", "comments", "../comments1.xml"), ("rId2", "vmlDrawing", "../drawings/vmlDrawing1.vml")
    )
    parts[COMMENTS] = (
        f'{HEAD}<comments xmlns="{MAIN}"><authors><author>a</author></authors><commentList>'
        '<comment ref="A1" authorId="0"><text><t>自己的批注</t></text></comment></commentList></comments>'
    )
    parts[VML] = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"></xml>'
    )
    return parts


def notes_bomb(part: str, path: Path) -> None:
    parts = with_notes()
    text = str(parts[part])
    cut = text.rindex("</")
    write(path, entries(parts, lying(repeated(part, text[:cut], SPACES, 1_000, text[cut:]))))


enter("bomb-lying-comments", partial(notes_bomb, COMMENTS))
enter("bomb-lying-vml", partial(notes_bomb, VML))


@kind
def bomb_lying_app_xml(path: Path) -> None:
    bomb = repeated(APP, f'{HEAD}<Properties xmlns="{OFFICE}">', SPACES, 1_000, "</Properties>")
    write(path, entries(with_part(APP, ""), lying(bomb)))


@kind
def bomb_lying_calc_chain(path: Path) -> None:
    parts = changed(
        WORKBOOK_RELS,
        "</Rel",
        f'<Relationship Id="rId77" Type="{OFFICE}/calcChain" Target="calcChain.xml"/></Rel',
    )
    bomb = repeated(
        "xl/calcChain.xml",
        f'{HEAD}<calcChain xmlns="{MAIN}">',
        '<c r="A1" i="1"/>' * 50_000,
        1_000,
        "</calcChain>",
    )
    write(path, entries(parts, lying(bomb)))


@kind
def bomb_in_a_zip_in_the_media(path: Path) -> None:
    """A bomb as an embedded document: nobody asked us to open it."""
    inner = path.with_name("inner")
    write(inner, [repeated("a.bin", b"", bytes(1 << 20), 1_000)])
    save(path, with_part("xl/embeddings/archive.bin", inner.read_bytes()))
    inner.unlink()


@kind
def bomb_overlapping(path: Path) -> None:
    """A thousand entries that all are the same megabytes of the file."""
    kernel = repeated("x", b"", bytes(1 << 20), 50)
    copies = [
        Entry(f"xl/media/x{n}.bin", kernel.packed, kernel.crc, kernel.size, local_name="xl/media/x0.bin")
        for n in range(1_000)
    ]
    write(path, entries(book(), *copies))


@kind
def bomb_overlapping_sheets(path: Path) -> None:
    """The other sheet is the same place in the file as the strings, under another name."""
    strings = entry(STRINGS, book()[STRINGS])
    other = Entry("xl/worksheets/sheet2.xml", strings.packed, strings.crc, strings.size, local_name=STRINGS)
    write(path, entries(book(), strings, other))


@kind
def size_said_four_gigabytes(path: Path) -> None:
    write(path, entries(book(), lying(entry(SHEET, book()[SHEET]), 0xFFFFFFFE)))


@kind
def size_said_an_exabyte(path: Path) -> None:
    """The zip64 field says 2^60 bytes."""
    sheet = entry(SHEET, book()[SHEET])
    sheet.central_size, sheet.extra = 0xFFFFFFFF, struct.pack("<HHQ", 1, 8, 1 << 60)
    write(path, entries(book(), sheet))


@kind
def size_said_nothing(path: Path) -> None:
    write(path, entries(book(), lying(entry(SHEET, book()[SHEET]), 0)))


@kind
def size_said_too_small(path: Path) -> None:
    write(path, entries(book(), lying(entry(SHEET, book()[SHEET]), 100)))


@kind
def size_said_of_a_picture(path: Path) -> None:
    write(path, entries(book(), lying(entry(PICTURE, book()[PICTURE]), 0xFFFFFFF0)))

"""XML that is broken, unusual, or reaches for something outside."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.hostile.archive import save
from tests.hostile.form import (
    CONTENT_TYPES,
    MAIN,
    OFFICE,
    OTHER,
    PACKAGE,
    SHEET,
    STRINGS,
    STYLES,
    WORKBOOK,
    Parts,
    book,
    grid,
)
from tests.hostile.registry import changed, enter, kind, saved, with_cell

STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
BLANK = "（空）"
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
FILE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def doctype(text: str, part: str = STRINGS, use: str = "") -> Parts:
    """The strings with a document type, and an entity of it in the project's name."""
    parts = book()
    plain = str(parts[part])
    root = re.search(r"<\w+ ", plain)
    assert root
    parts[part] = plain[: root.start()] + text + plain[root.start() :]
    if use:
        parts[part] = str(parts[part]).replace("社区图书角建设", use)
    return parts


def encoded(encoding: str, said: str, *names: str, mark: bytes = b"") -> Parts:
    """Parts in another encoding than UTF-8."""
    parts = book()
    for name in names or [name for name, content in parts.items() if isinstance(content, str)]:
        parts[name] = mark + str(parts[name]).replace("UTF-8", said).encode(encoding)
    return parts


def prefixed(text: str) -> str:
    """The elements of the main namespace under the prefix x."""
    text = text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    return re.sub(r"<(/?)(?!\?|r:|x:)([A-Za-z])", r"<\1x:\2", text)


def in_prefix() -> Parts:
    return book() | {name: prefixed(str(book()[name])) for name in (SHEET, OTHER, STRINGS, STYLES, WORKBOOK)}


def strict() -> Parts:
    return {
        name: content.replace(MAIN, STRICT_MAIN).replace(OFFICE, STRICT_OFFICE)
        if isinstance(content, str)
        else content
        for name, content in book().items()
    }


def bare(pattern: str) -> Parts:
    """The form's sheet without something that is optional."""
    parts = book()
    parts[SHEET] = re.sub(pattern, "", str(parts[SHEET]))
    return parts


def in_full() -> Parts:
    """Every cell of the form is there, so that none needs to say where it is."""
    parts = book([[text or BLANK for text in line] for line in grid()])
    parts[STRINGS] = str(parts[STRINGS]).replace(BLANK, "")
    parts[SHEET] = re.sub(r'(<(?:row|c)) r="[A-Z]*\d+"', r"\1", str(parts[SHEET]))
    return parts


def raw(part: str, old: bytes, new: bytes) -> Parts:
    parts = book()
    content = str(parts[part]).encode()
    assert old in content
    parts[part] = content.replace(old, new)
    return parts


TITLE = '<t xml:space="preserve">社区图书角建设</t>'
MARKUP: dict[str, Callable[[], Parts]] = {
    "entities-laughs": lambda: doctype(f'<!DOCTYPE x [<!ENTITY a0 "lol">{LAUGHS}]>', use="&a9;"),
    "entities-laughs-in-the-sheet": lambda: doctype(f'<!DOCTYPE x [<!ENTITY a0 "lol">{LAUGHS}]>', SHEET),
    "entities-laughs-in-content-types": lambda: doctype(f'<!DOCTYPE x [<!ENTITY a0 "lol">{LAUGHS}]>', CONTENT_TYPES),
    "entities-quadratic": lambda: doctype(f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>', use="&a;" * 50_000),
    "entity-of-a-file": lambda: doctype(FILE, use="&e;"),
    "entity-of-a-device": lambda: doctype(FILE.replace("/etc/passwd", "/dev/zero"), use="&e;"),
    "entity-of-an-address": lambda: doctype(FILE.replace("file:///etc/passwd", "http://127.0.0.1:9/x"), use="&e;"),
    "entity-of-a-parameter": lambda: doctype('<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'),
    "entity-unknown": lambda: changed(STRINGS, "社区图书角建设", "&unknown;"),
    "doctype-innocent": lambda: doctype("<!DOCTYPE sst>"),
    "doctype-outside": lambda: doctype('<!DOCTYPE sst SYSTEM "http://127.0.0.1:9/x.dtd">'),
    "doctype-in-utf-16": lambda: book()
    | {STRINGS: str(doctype(f'<!DOCTYPE x [<!ENTITY a0 "lol">{LAUGHS}]>')[STRINGS]).replace("UTF-8", "UTF-16").encode("utf-16")},
    "doctype-in-a-part-that-is-not-ours": lambda: doctype('<!DOCTYPE note [<!ENTITY e "x">]>', "customXml/item1.xml"),
    "utf-16-sheet": lambda: encoded("utf-16", "UTF-16", SHEET),
    "utf-16-all": lambda: encoded("utf-16", "UTF-16"),
    "utf-16-big-endian": lambda: encoded("utf-16-be", "UTF-16", SHEET, STRINGS, mark=b"\xfe\xff"),
    "utf-16-without-its-mark": lambda: encoded("utf-16-le", "UTF-16", SHEET),
    "utf-32-sheet": lambda: encoded("utf-32", "UTF-32", SHEET),
    "utf-8-with-a-mark": lambda: encoded("utf-8", "UTF-8", mark=b"\xef\xbb\xbf"),
    "utf-7-said": lambda: encoded("utf-7", "UTF-7", STRINGS),
    "gbk-said": lambda: encoded("gbk", "GBK", STRINGS),
    "gbk-not-said": lambda: encoded("gbk", "UTF-8", STRINGS),
    "encoding-unknown": lambda: encoded("utf-8", "KLINGON-8", SHEET),
    "surrogates-in-utf-8": lambda: raw(STRINGS, "社区".encode(), b"\xed\xa0\x80"),
    "nul-in-the-sheet": lambda: raw(SHEET, b"<sheetData>", b"\0<sheetData>"),
    "control-character-reference": lambda: changed(STRINGS, "社区", "&#x1;"),
    "prefixed": in_prefix,
    "strict": strict,
    "no-r-at-all": in_full,
    "no-r-on-rows": lambda: bare(r'(?<=<row) r="\d+"'),
    "no-dimension-but-spans": lambda: changed(SHEET, "<row ", '<row spans="1:1" '),
    "dimension-too-small": lambda: book(before='<dimension ref="A1"/>'),
    "dimension-too-large": lambda: book(before='<dimension ref="A1:XFD1048576"/>'),
    "dimension-nonsense": lambda: book(before='<dimension ref="绩效"/>'),
    "nesting-100-000-deep": lambda: changed(SHEET, "<sheetData>", "<a>" * 100_000 + "<sheetData>"),
    "nesting-100-000-deep-and-closed": lambda: changed(
        SHEET, "<sheetData>", "<a>" * 100_000 + "</a>" * 100_000 + "<sheetData>"
    ),
    "attributes-100-000": lambda: changed(SHEET, '<row r="1"', '<row r="1" ' + " ".join(f'a{n}=""' for n in range(100_000))),
    "namespaces-20-000": lambda: changed(SHEET, "<sheetData", "<sheetData " + " ".join(f'xmlns:n{n}="u{n}"' for n in range(20_000))),
    "markup-cut": lambda: changed(SHEET, "</worksheet>", ""),
    "markup-with-two-roots": lambda: changed(SHEET, "</worksheet>", "</worksheet><worksheet/>"),
    "markup-after-the-end": lambda: changed(SHEET, "</worksheet>", "</worksheet>=1+1"),
    "markup-with-an-attribute-twice": lambda: changed(SHEET, '<row r="1"', '<row r="1" r="2"'),
    "markup-with-two-tables": lambda: changed(SHEET, "</sheetData>", "</sheetData><sheetData/>"),
    "markup-in-another-order": lambda: changed(SHEET, "<sheetData>", '<mergeCells><mergeCell ref="A2:I2"/></mergeCells><sheetData>'),
    "markup-of-another-kind": lambda: changed(SHEET, "worksheet", "chartsheet"),
    "part-empty": lambda: book() | {SHEET: b""},
    "part-of-noise": lambda: book() | {SHEET: bytes(range(256)) * 40},
    "alternate-content": lambda: changed(
        SHEET,
        "</worksheet>",
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x14"/></mc:AlternateContent><extLst><ext uri="{0}"/></extLst></worksheet>',
    ),
    "comments-in-values": lambda: with_cell("G13", '<c r="G13" s="1"><v>2<!-- 9 -->0</v></c>'),
    "cdata-in-texts": lambda: changed(STRINGS, TITLE, "<t><![CDATA[社区图书角建设]]></t>"),
    "xml-1-1": lambda: changed(SHEET, 'version="1.0"', 'version="1.1"'),
    "xinclude": lambda: changed(
        STRINGS, TITLE, '<t><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/></t>'
    ),
    "stylesheet-instruction": lambda: changed(SHEET, "<worksheet", '<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?><worksheet'),
    "package-namespace-wrong": lambda: changed(CONTENT_TYPES, PACKAGE, "urn:nothing"),
}  # fmt: skip
for name, make in MARKUP.items():
    enter(name, saved(make))


@kind
def markup_of_a_web_page_inside(path: Path) -> None:
    save(path, book() | {WORKBOOK: "<html><body>404 Not Found</body></html>"})

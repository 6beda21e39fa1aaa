"""XML parts in and out: parsed without trust, written as they were."""

from __future__ import annotations

import re

from lxml import etree

from addin.hosts.problems import Unreadable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"

DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# What libxml2 takes for an element and for an attribute with its value, measured; a text costs as an element does.
_ELEMENT, _ATTRIBUTE = 120, 240

_DAMAGED = "文件已损坏（其中的 {part} 不是正确的 XML），请用 Excel 打开并修复后再核查"
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_DECLARED = re.compile(rb"\s*<\?xml[^>]*\?>\s*")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([^"']+)["']""")

_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    strip_cdata=False,
    collect_ids=False,
)


def cost(data: bytes) -> int:
    """About how many bytes of memory the tree of a part takes, told before it is parsed."""
    return len(data) + _ELEMENT * data.count(b"<") + _ATTRIBUTE * data.count(b"=")


def parse(data: bytes, part: str) -> etree._Element:
    """The root element of a part; whatever is wrong with it is `Unreadable`."""
    if any(doctype in data for doctype in _DOCTYPES):
        raise Unreadable(f"文件中的 {part} 含有 DOCTYPE 声明，Excel 不会写出这样的文件，为安全起见不予读取")
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.LxmlError, ValueError, LookupError):
        raise Unreadable(_DAMAGED.format(part=part)) from None
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(_DAMAGED.format(part=part))
    return root


def serialise(root: etree._Element, original: bytes | None) -> bytes:
    """The bytes of a changed part, under the declaration it had."""
    body = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=False)
    return _declaration(original) + body


def _declaration(original: bytes | None) -> bytes:
    if original is None:
        return DECLARATION
    bom = b"\xef\xbb\xbf" if original.startswith(b"\xef\xbb\xbf") else b""
    declared = _DECLARED.match(original[len(bom) :])
    if declared is None:
        # UTF-16 has its declaration in UTF-16: what is written now is UTF-8.
        return DECLARATION if original[:2] in (b"\xff\xfe", b"\xfe\xff") else bom
    encoding = _ENCODING.search(declared[0])
    if encoding is not None and encoding[1].upper() not in (b"UTF-8", b"UTF8"):
        return DECLARATION
    return bom + declared[0]


def make(ns: str, local_name: str, /, **attributes: str) -> etree._Element:
    """A new element; put into a tree it takes the prefix that is in use there."""
    return etree.Element(f"{ns}{local_name}", attrib=attributes)


def elements(ns: str, text: str) -> list[etree._Element]:
    """New elements from markup of ours; as with `make`, a tree gives them the prefix in use there."""
    return list(etree.fromstring(f'<in xmlns="{ns[1:-1]}">{text}</in>'))


def namespace(element: etree._Element) -> str:
    """The namespace of an element in braces, ready to be put before a local name."""
    tag = element.tag
    return tag[: tag.index("}") + 1] if isinstance(tag, str) and tag.startswith("{") else ""


def local(element: etree._Element) -> str:
    """The local name; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def relation_id(element: etree._Element) -> str | None:
    """The ``r:id`` of an element, transitional or strict."""
    return element.get(f"{{{RELATIONS}}}id") or element.get(f"{{{STRICT_RELATIONS}}}id")


def make_linked(ns: str, local_name: str, id: str, attributes: dict[str, str]) -> etree._Element:
    """A new element that leads to another part by its ``r:id``, last of its attributes."""
    relations = STRICT_RELATIONS if ns[1:-1] == STRICT_MAIN else RELATIONS
    element = etree.Element(f"{ns}{local_name}", attributes, nsmap={"r": relations})
    element.set(f"{{{relations}}}id", id)
    return element


def drop(element: etree._Element, attribute: str) -> None:
    """Take an attribute away where it is there."""
    if element.get(attribute) is not None:
        del element.attrib[attribute]


def detach(element: etree._Element) -> None:
    """Take an element out of its tree, leaving what follows it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def is_true(text: str | None) -> bool:
    """An xsd:boolean attribute."""
    return text in ("1", "true", "on")


def whole(text: str | None, default: int) -> int:
    """A whole number in an attribute, or the default where there is none or it is not one."""
    if text is None or len(text) > 12:
        return default
    try:
        return int(text)
    except ValueError:
        return default


def real(text: str | None) -> float | None:
    """A finite number in an attribute."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if abs(number) < 1e9 else None


_WORKSHEET_CHILDREN = """
    sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
    protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells
    phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup
    headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing
    legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts
    extLst
"""
_WORKSHEET_ORDER = {name: order for order, name in enumerate(_WORKSHEET_CHILDREN.split())}


def insert_in_order(worksheet: etree._Element, item: etree._Element) -> None:
    """Put an element into a worksheet where the schema wants it."""
    order = _WORKSHEET_ORDER[local(item)]
    for child in worksheet:
        name = local(child)
        # Alternate content on this level holds controls or OLE objects.
        following = (
            _WORKSHEET_ORDER["oleObjects"] if name == "AlternateContent" else _WORKSHEET_ORDER.get(name, -1)
        )
        if following > order:
            worksheet.insert(worksheet.index(child), item)
            return
    worksheet.append(item)

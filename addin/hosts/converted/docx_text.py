"""What a person reads of a paragraph in Word: not what was deleted, is hidden, or is a field's instruction."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from addin.hosts.converted.table import TOO_MUCH
from addin.hosts.problems import Unreadable
from addin.hosts.xlsx import markup

_DROPPED = {
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "drawing",
    "pict",
    "object",
    "AlternateContent",
    "pPr",
    "rPr",
    "sdtPr",
    "sdtEndPr",
    "rt",  # how a character is read
    "annotationRef",
}
_SIGNS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-", "ptab": " "}
# Ticks and boxes of Wingdings and Wingdings 2, by the last two digits of their codes.
_BOXES = {
    "52": "☑",
    "FE": "☑",
    "FD": "☒",
    "54": "☒",
    "53": "☒",
    "A3": "□",
    "A8": "□",
    "6F": "□",
    "FC": "√",
    "50": "√",
}
_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}
_DEEPEST = 100


def tag(element: etree._Element, name: str) -> str:
    """A name in the namespace of an element: there are two dialects."""
    return f"{markup.namespace(element)}{name}"


def content_of(parent: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
    """The children of an element; what is only wrapped, in a content control say, in its place."""
    if depth > _DEEPEST:
        raise Unreadable(TOO_MUCH)
    for item in parent:
        if markup.local(item) in _WRAPPERS:
            yield from content_of(item, depth + 1)
        else:
            yield item


def paragraph(item: etree._Element) -> str | None:
    """The text of a paragraph; None for one that was deleted."""
    text = "".join(_texts(item, 0))
    was_deleted = item.find(f"{tag(item, 'pPr')}/{tag(item, 'rPr')}/{tag(item, 'del')}") is not None
    return None if was_deleted and not text.strip() else text


def _texts(item: etree._Element, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise Unreadable(TOO_MUCH)
    for child in item:
        name = markup.local(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "sym":
            yield _BOXES.get(child.get(tag(child, "char"), "")[-2:].upper(), "")
        elif name not in _DROPPED and not (name == "r" and _is_hidden(child)):
            yield from _texts(child, depth + 1)


def boxes(item: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
    """The contents of the text boxes that hang on a paragraph; what is there for older programs only is left out."""
    if depth > _DEEPEST:
        raise Unreadable(TOO_MUCH)
    for child in item:
        name = markup.local(child)
        if name == "txbxContent":
            yield child
        elif name not in ("Fallback", "del", "moveFrom"):
            yield from boxes(child, depth + 1)


def _is_hidden(run: etree._Element) -> bool:
    return is_on(run.find(f"{tag(run, 'rPr')}/{tag(run, 'vanish')}"))


def is_on(setting: etree._Element | None) -> bool:
    """A setting that is there and does not say no."""
    return setting is not None and setting.get(tag(setting, "val"), "1") not in ("0", "false", "off")

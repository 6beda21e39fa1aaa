"""Strings as SpreadsheetML has them: rich runs, phonetics, ``_x000D_`` escapes."""

from __future__ import annotations

import re

from lxml import etree

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def decode(text: str) -> str:
    """Undo the ``_xHHHH_`` escapes."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if any("\ud800" <= character <= "\udfff" for character in plain):
        # Halves of one character are joined, a half alone is no character.
        plain = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return plain


def encode(text: str) -> str:
    """The text as XML can hold it: what it cannot is escaped, and so is what looks like an escape."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: f"_x005F{match[0]}", text)
    return text if text.isprintable() else _NOT_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def keeps_space(text: str) -> bool:
    """Whether a ``t`` element must say that its space counts."""
    return text != text.strip() or "\n" in text


def string_item(item: etree._Element, ns: str) -> str:
    """The text of an ``si``, ``is`` or comment ``text``: plain or runs, without phonetic guides."""
    t, r = ns + "t", ns + "r"
    only = item[0] if len(item) == 1 else None
    if only is not None and only.tag == t:
        return decode(only.text or "")
    pieces = []
    for child in item:
        if child.tag == t:
            pieces.append(child.text or "")
        elif child.tag == r:
            pieces.extend(run.text or "" for run in child if run.tag == t)
    return decode("".join(pieces))

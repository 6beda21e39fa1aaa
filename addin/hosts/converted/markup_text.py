"""XML from a document, parsed within bounds."""

from __future__ import annotations

import re

from lxml import etree

from addin.hosts.converted.table import MAX_CELLS, TOO_MUCH
from addin.hosts.converted.text import MAX_TEXT_FILE, decoded
from addin.hosts.problems import Unreadable
from addin.hosts.xlsx import markup

MAX_TAGS = 400_000
_MAX_ATTRIBUTES = 300  # of one tag: what many cost grows with their square
_LONG_TAG = 1_000

_DECLARED = re.compile(r"""\s*<\?xml[^>]*?(?:encoding\s*=\s*["']([^"']+)["'])?[^>]*\?>""")
_ASCII_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9_.:-]+)["']""")


def check_size(data: bytes) -> None:
    """Raise Unreadable before anything is parsed that would take much time or memory."""
    if len(data) > MAX_TEXT_FILE or data.count(b"<") > MAX_TAGS:
        raise Unreadable(TOO_MUCH)
    for piece in data.split(b"<"):
        if len(piece) > _LONG_TAG and len(piece.partition(b">")[0].split()) > _MAX_ATTRIBUTES:
            raise Unreadable(TOO_MUCH)


def refuse_many(root: etree._Element, *tags: str) -> None:
    """Raise Unreadable where there are more rows and cells than a form can have, blank ones too."""
    if sum(1 for _ in root.iter(*tags)) > 2 * MAX_CELLS:
        raise Unreadable(TOO_MUCH)


def parse_part(data: bytes, name: str) -> etree._Element:
    """The root of a part of a document; raises Unreadable."""
    check_size(data)
    return markup.parse(data, name)


def parse_file(data: bytes, name: str) -> etree._Element:
    """The root of a file that is XML, also where it says GB2312 and is more; raises Unreadable."""
    said = _ASCII_DECLARED.search(data[:200])
    text = decoded(data, said[1].decode("ascii") if said else "")
    declared = _DECLARED.match(text)
    return parse_part(text[declared.end() if declared else 0 :].lstrip().encode(), name)

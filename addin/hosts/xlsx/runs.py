"""The text of a note as runs: ours added behind a person's, and cut out again."""

from __future__ import annotations

from xml.sax.saxutils import escape

from lxml import etree

from addin.hosts.xlsx import markup
from addin.hosts.xlsx.text import decode, encode


def note_text(comment: etree._Element) -> str:
    """All that a note says."""
    return "".join(decode(text.text or "") for text in _texts(comment))


def note_run(text: str) -> str:
    """The markup of a run in the hand in which Excel writes notes on a Chinese system."""
    hand = '<sz val="9"/><color indexed="81"/><rFont val="宋体"/><family val="3"/><charset val="134"/>'
    return f'<r><rPr>{hand}</rPr><t xml:space="preserve">{escape(encode(text))}</t></r>'


def add_run(comment: etree._Element, run: etree._Element) -> None:
    """Put a run behind what a note says already."""
    ns = markup.namespace(comment)
    text = comment.find(f"{ns}text")
    if text is None:
        text = etree.SubElement(comment, f"{ns}text")
    plain = text.find(f"{ns}t")
    if plain is not None:
        # Excel writes plain text or runs, never both.
        wrap = markup.make(ns, "r")
        text.replace(plain, wrap)
        wrap.append(plain)
    runs = list(text.iterchildren(f"{ns}r"))
    text.insert(text.index(runs[-1]) + 1 if runs else 0, run)


def cut_runs(comment: etree._Element, start: int, end: int) -> None:
    """Cut the characters from `start` to `end` out; runs left empty go."""
    offset = 0
    for text in list(_texts(comment)):
        plain = decode(text.text or "")
        first, last = max(start - offset, 0), max(end - offset, 0)
        offset += len(plain)
        kept = plain[:first] + plain[last:]
        if kept == plain:
            continue
        text.text = encode(kept)
        if not kept:
            parent = text.getparent()
            markup.detach(parent if parent is not None and markup.local(parent) == "r" else text)
    _unwrap(comment)


def _unwrap(comment: etree._Element) -> None:
    """A single run without a font of its own is plain text again."""
    ns = markup.namespace(comment)
    text = comment.find(f"{ns}text")
    runs = [] if text is None else list(text.iterchildren(f"{ns}r"))
    if text is not None and len(runs) == 1 and [markup.local(child) for child in runs[0]] == ["t"]:
        text.replace(runs[0], runs[0][0])


def _texts(comment: etree._Element) -> list[etree._Element]:
    """The ``t`` elements of a note in their order, phonetic guides left out."""
    ns = markup.namespace(comment)
    found = []
    for child in comment.iterfind(f"{ns}text/*"):
        if child.tag == f"{ns}t":
            found.append(child)
        elif child.tag == f"{ns}r":
            found.extend(child.iterchildren(f"{ns}t"))
    return found

"""Fills between the styles part and the words of the ledger."""

from __future__ import annotations

from lxml import etree

from addin.hosts.problems import Unreadable
from addin.hosts.xlsx import markup
from addin.marking.colours import NO_FILL, OTHER_FILL, read_colour


def fill_text(fill: etree._Element) -> str:
    """A ``fill`` element in words."""
    pattern = fill[0] if len(fill) == 1 else None
    if pattern is None or markup.local(pattern) != "patternFill":
        return NO_FILL if not len(fill) else _as_is(fill)
    kind = pattern.get("patternType", "none")
    if kind == "none":
        return NO_FILL
    foreground = next((child for child in pattern if markup.local(child) == "fgColor"), None)
    if kind != "solid" or foreground is None:
        return _as_is(fill)
    colour = [(str(key), str(value)) for key, value in foreground.items() if key != "tint"]
    if len(colour) != 1:
        return _as_is(fill)
    (key, value), tint = colour[0], foreground.get("tint", "")
    prefix = "" if key == "rgb" else f"{key}:"
    text = f"solid:{prefix}{value}" + (f":{tint}" if tint not in ("", "0") else "")
    known = read_colour(text)
    return _as_is(fill) if known is None else str(known)


def fill_element(text: str, ns: str) -> etree._Element | None:
    """The ``fill`` element for words of the ledger; None where they make no sense."""
    if text.startswith(OTHER_FILL):
        return _from_markup(text.removeprefix(OTHER_FILL))
    fill = markup.make(ns, "fill")
    pattern = etree.SubElement(fill, f"{ns}patternFill")
    if text == NO_FILL:
        pattern.set("patternType", "none")
        return fill
    colour = read_colour(text)
    if colour is None:
        return None
    pattern.set("patternType", "solid")
    foreground = etree.SubElement(pattern, f"{ns}fgColor")
    for key in ("rgb", "theme", "indexed"):
        value = getattr(colour, key)
        if value is not None:
            foreground.set(key, str(value))
    if colour.tint:
        foreground.set("tint", colour.tint)
    etree.SubElement(pattern, f"{ns}bgColor", indexed="64")
    return fill


def _as_is(fill: etree._Element) -> str:
    markup_text = etree.tostring(fill, method="c14n", exclusive=True, with_tail=False)
    return OTHER_FILL + markup_text.decode("utf-8")


def _from_markup(text: str) -> etree._Element | None:
    try:
        fill = markup.parse(text.encode("utf-8"), "fill")
    except Unreadable:
        return None
    return fill if markup.local(fill) == "fill" else None

"""The styles part: the same cell in another colour, and the looks of what we write.

What is there already is found before anything is appended, so that marking twice grows nothing.
"""

from __future__ import annotations

import posixpath
import zlib
from copy import deepcopy
from functools import cached_property

from lxml import etree

from addin.hosts.xlsx import content_types, markup
from addin.hosts.xlsx.contents import Contents
from addin.hosts.xlsx.fills import fill_element, fill_text
from addin.hosts.xlsx.looks import Style
from addin.hosts.xlsx.relations import add_relation, inside, related
from addin.layout.ledger import NO_FILL

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles")
_MINIMAL = {
    "fonts": '<font><sz val="11"/><name val="宋体"/><charset val="134"/></font>',
    "fills": '<fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>',
    "borders": "<border><left/><right/><top/><bottom/><diagonal/></border>",
    "cellStyleXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
    "cellXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
}


class Styles:
    """The tables of the styles part; an index into ``cellXfs`` is a cell's style."""

    def __init__(self, contents: Contents) -> None:
        self._package = contents.package
        self.part = _styles_part(contents)
        self._root = self._package.root(self.part)
        self._ns = markup.namespace(self._root)
        self._fonts = self._table("fonts")
        self._fills = self._table("fills")
        self._borders = self._table("borders")
        self._table("cellStyleXfs")
        self._xfs = self._table("cellXfs")
        self._fill_texts = [fill_text(fill) for fill in self._items(self._fills)]
        self._xf_keys = [_xf_key(xf) for xf in self._items(self._xfs)]
        self._known: dict[tuple[int, str], int] = {}
        self._styles: dict[Style, int] = {}
        self._font_numbers: dict[tuple[object, ...], int] = {}
        self._said: dict[str, list[str]] = {}  # what the items of a table say, by its name

    def fill_of(self, style: int) -> str:
        """The fill of a style in words."""
        number = markup.whole(self._xf(style).get("fillId"), 0)
        return self._fill_texts[number] if 0 <= number < len(self._fill_texts) else NO_FILL

    def with_fill(self, style: int, fill: str) -> int:
        """The style that differs from this one in its fill only."""
        if (style, fill) not in self._known:
            xf = deepcopy(self._xf(style))
            xf.set("fillId", str(self._fill(fill)))
            xf.set("applyFill", "1")
            self._known[style, fill] = self._find_or_append_xf(xf)
        return self._known[style, fill]

    def style(self, wanted: Style) -> int:
        """The style of a cell of ours."""
        if wanted not in self._styles:
            ns = self._ns
            font, border = self._font(wanted), self._border if wanted.border else 0
            xf = markup.make(
                ns,
                "xf",
                numFmtId="0",
                fontId=str(font),
                fillId=str(self._fill(wanted.fill)),
                borderId=str(border),
                xfId="0",
            )
            if wanted.quoted:
                xf.set("quotePrefix", "1")
            for part in ("applyFont", "applyFill", "applyBorder", "applyAlignment"):
                xf.set(part, "1")
            xf.append(wanted.alignment(ns))
            self._styles[wanted] = self._find_or_append_xf(xf)
        return self._styles[wanted]

    def _font(self, wanted: Style) -> int:
        looks = (wanted.bold, wanted.underline, wanted.size, wanted.colour)
        if looks not in self._font_numbers:
            font = wanted.font(self._items(self._fonts)[0], self._ns)
            self._font_numbers[looks] = self._find_or_append(self._fonts, font)
        return self._font_numbers[looks]

    @cached_property
    def _border(self) -> int:
        return self._find_or_append(self._borders, Style.border_element(self._ns))

    def fingerprint(self, style: int) -> str:
        """A style said so that it is found again: its number, and a sum over all that it looks like."""
        return f"style:{style}:{self._sum(self._xf(style)):08x}"

    def from_fingerprint(self, text: str) -> int:
        """The style of a fingerprint; where nothing looks like it any more, the plain one."""
        _, _, rest = text.partition(":")
        number, _, wanted = rest.partition(":")
        index = markup.whole(number, 0)
        xfs = self._items(self._xfs)
        if 0 <= index < len(xfs) and f"{self._sum(xfs[index]):08x}" == wanted:
            return index
        return next((i for i, xf in enumerate(xfs) if f"{self._sum(xf):08x}" == wanted), 0)

    def _sum(self, xf: etree._Element) -> int:
        parts = [_canonical(child) for child in xf if isinstance(child.tag, str)]
        parts.append(xf.get("numFmtId", "0"))
        for table, attribute in (
            (self._fonts, "fontId"),
            (self._fills, "fillId"),
            (self._borders, "borderId"),
        ):
            items = self._items(table)
            number = markup.whole(xf.get(attribute), 0)
            if 0 <= number < len(items):
                parts.append(_canonical(items[number]))
        return zlib.crc32("|".join(parts).encode())

    def _xf(self, style: int) -> etree._Element:
        xfs = self._items(self._xfs)
        return xfs[style] if 0 <= style < len(xfs) else xfs[0]

    def _fill(self, text: str) -> int:
        if text in self._fill_texts:
            return self._fill_texts.index(text)
        element = fill_element(text, self._ns)
        if element is None:
            return self._fill(NO_FILL)
        self._append(self._fills, element)
        self._fill_texts.append(text)
        return len(self._fill_texts) - 1

    def _find_or_append_xf(self, xf: etree._Element) -> int:
        key = _xf_key(xf)
        if key not in self._xf_keys:
            self._append(self._xfs, xf)
            self._xf_keys.append(key)
        return self._xf_keys.index(key)

    def _find_or_append(self, table: etree._Element, item: etree._Element) -> int:
        wanted = _canonical(item)
        said = self._said.setdefault(table.tag, [])
        said += map(_canonical, self._items(table)[len(said) :])
        if wanted not in said:
            self._append(table, item)
            said.append(wanted)
        return said.index(wanted)

    def _append(self, table: etree._Element, item: etree._Element) -> None:
        last = self._items(table)[-1]
        item.tail, last.tail = last.tail, last.tail and table.text
        table.insert(table.index(last) + 1, item)
        table.set("count", str(len(self._items(table))))
        self._package.touch(self.part)

    @staticmethod
    def _items(table: etree._Element) -> list[etree._Element]:
        return [item for item in table if isinstance(item.tag, str)]

    def _table(self, name: str) -> etree._Element:
        """A table of the styles part; one that is missing or empty gets its least content."""
        found = self._root.find(f"{self._ns}{name}")
        if found is not None and self._items(found):
            return found
        least = etree.fromstring(f'<{name} xmlns="{self._ns[1:-1]}">{_MINIMAL[name]}</{name}>')
        least.set("count", str(len(least)))
        if found is not None:
            self._root.replace(found, least)
        else:
            before = _ORDER[: _ORDER.index(name)]
            place = sum(markup.local(child) in before for child in self._root)
            self._root.insert(place, least)
        self._package.touch(self.part)
        return least


def _canonical(element: etree._Element) -> str:
    """What an element says, whatever its prefixes and spacing."""
    inner = ",".join(_canonical(child) for child in element if isinstance(child.tag, str))
    return f"{markup.local(element)}{sorted(element.items())}({(element.text or '').strip()}{inner})"


def _xf_key(xf: etree._Element) -> tuple[object, ...]:
    """What makes two formats the same; ``applyFill`` does not, the fill is told by its number."""
    attributes = frozenset(item for item in xf.attrib.items() if item[0] != "applyFill")
    return (attributes, *(_canonical(child) for child in xf if isinstance(child.tag, str)))


def _styles_part(contents: Contents) -> str:
    package = contents.package
    relation = related(package, contents.part, "styles")
    if relation is not None and inside(relation) in package:
        return relation.part
    part = posixpath.join(posixpath.dirname(contents.part), "styles.xml")
    package.put(part, markup.DECLARATION + f'<styleSheet xmlns="{contents.ns[1:-1]}"/>'.encode())
    if relation is None:
        add_relation(package, contents.part, "styles", part, contents.strict)
    content_types.add_override(package, part, _TYPE)
    return part

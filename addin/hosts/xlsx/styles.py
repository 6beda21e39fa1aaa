"""The styles part: the same cell in another colour, and the looks of what we write.

What is there already is found before anything is appended, so that marking twice grows nothing.
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Callable, Hashable
from copy import deepcopy
from functools import cached_property, lru_cache

from lxml import etree

from addin.hosts.xlsx import content_types, markup
from addin.hosts.xlsx.contents import Contents
from addin.hosts.xlsx.fills import fill_element, fill_text
from addin.hosts.xlsx.looks import ALERT, BORDER, Style, face
from addin.hosts.xlsx.relations import add_relation, inside, related
from addin.hosts.xlsx.sheet_data import set_style
from addin.marking.colours import NO_FILL

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_MINIMAL = {
    "fonts": '<font><sz val="11"/><name val="宋体"/><charset val="134"/></font>',
    "fills": '<fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>',
    "borders": "<border><left/><right/><top/><bottom/><diagonal/></border>",
    "cellStyleXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
    "cellXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    "dxfs": ALERT,
}


class _Table:
    """One table of the styles part: its items in order, and the number of each by what it says."""

    def __init__(self, element: etree._Element, key: Callable[[etree._Element], Hashable]) -> None:
        self.items = list(element.iterchildren(etree.Element))
        self.key = key
        self._element = element

    @cached_property
    def numbers(self) -> dict[Hashable, int]:
        """Of items that say the same, the first counts."""
        numbers: dict[Hashable, int] = {}
        for number, item in enumerate(self.items):
            numbers.setdefault(self.key(item), number)
        return numbers

    def append(self, item: etree._Element, key: Hashable) -> int:
        """Put an item at the end, indented like the one before it; its number."""
        last = self.items[-1]
        item.tail, last.tail = last.tail, last.tail and self._element.text
        last.addnext(item)
        self.numbers[key] = len(self.items)
        self.items.append(item)
        if self._element.get("count") is not None:
            self._element.set("count", str(len(self.items)))
        return self.numbers[key]


class Styles:
    """The tables of the styles part; an index into ``cellXfs`` is a cell's style."""

    def __init__(self, contents: Contents) -> None:
        self._package = contents.package
        self.part = _styles_part(contents)
        self._root = self._package.root(self.part)
        self._ns = markup.namespace(self._root)
        self._fonts = _Table(self._table("fonts"), _canonical)
        self._fills = _Table(self._table("fills"), fill_text)
        self._borders = _Table(self._table("borders"), _canonical)
        self._table("cellStyleXfs")
        self._xfs = _Table(self._table("cellXfs"), _xf_key)
        self._face = face(self._fonts.items[0])
        self._known: dict[tuple[int, str], int] = {}
        self._styles: dict[Style, int] = {}

    def fill_of(self, style: int) -> str:
        """The fill of a style in words."""
        number = markup.whole(self._xf(style).get("fillId"), 0)
        return fill_text(self._fills.items[number]) if 0 <= number < len(self._fills.items) else NO_FILL

    def with_fill(self, style: int, fill: str) -> int:
        """The style that differs from this one in its fill only."""
        if (style, fill) not in self._known:
            xf = deepcopy(self._xf(style))
            xf.set("fillId", str(self._fill(fill)))
            xf.set("applyFill", "1")
            key = _xf_key(xf)
            known = self._xfs.numbers.get(key)
            self._known[style, fill] = self._append(self._xfs, xf, key) if known is None else known
        return self._known[style, fill]

    def style(self, wanted: Style) -> int:
        """The style of a cell of ours."""
        if wanted not in self._styles:
            font = self._number(self._fonts, wanted.font(self._face))
            border = self._number(self._borders, BORDER) if wanted.border else 0
            xf = wanted.format(font, self._fill(wanted.fill), border)
            self._styles[wanted] = self._number(self._xfs, xf)
        return self._styles[wanted]

    @property
    def alert(self) -> int:
        """The number of the change of looks by which a cell is red while a condition holds."""
        return self._number(_Table(self._table("dxfs"), _canonical), ALERT)

    def fingerprint(self, written: str | None) -> str:
        """A cell's style said so that it is found again: as written, and a sum over all that it looks like."""
        return f"style:{written or ''}:{self._sum(self._xf(markup.whole(written, 0))):08x}"

    def put_back(self, cell: etree._Element, fingerprint: str) -> None:
        """Let a cell have the style of a fingerprint, written as it was."""
        style = self._from_fingerprint(fingerprint)
        if style or not fingerprint.startswith("style::"):
            set_style(cell, style)
        else:
            markup.drop(cell, "s")

    def looks_like(self, style: int, fingerprint: str) -> bool:
        """Whether a style looks like the one of a fingerprint."""
        return fingerprint.endswith(f":{self._sum(self._xf(style)):08x}")

    def _from_fingerprint(self, text: str) -> int:
        """The style of a fingerprint; where nothing looks like it any more, the plain one."""
        _, _, rest = text.partition(":")
        number, _, wanted = rest.partition(":")
        index, xfs = markup.whole(number, 0), self._xfs.items
        if 0 <= index < len(xfs) and f"{self._sum(xfs[index]):08x}" == wanted:
            return index
        return next((i for i, xf in enumerate(xfs) if f"{self._sum(xf):08x}" == wanted), 0)

    def _sum(self, xf: etree._Element) -> int:
        parts = [*map(_canonical, xf.iterchildren(etree.Element)), xf.get("numFmtId", "0")]
        for table, attribute in (
            (self._fonts, "fontId"),
            (self._fills, "fillId"),
            (self._borders, "borderId"),
        ):
            number = markup.whole(xf.get(attribute), 0)
            if 0 <= number < len(table.items):
                parts.append(_canonical(table.items[number]))
        return zlib.crc32(repr(parts).encode())

    def _xf(self, style: int) -> etree._Element:
        xfs = self._xfs.items
        return xfs[style] if 0 <= style < len(xfs) else xfs[0]

    def _fill(self, text: str) -> int:
        known = self._fills.numbers.get(text)
        if known is not None:
            return known
        element = fill_element(text, self._ns)
        return self._fill(NO_FILL) if element is None else self._append(self._fills, element, text)

    def _number(self, table: _Table, item: str) -> int:
        """The number of an item that says the same as this markup, appended if need be."""
        key = _key_of_markup(table.key, self._ns, item)
        known = table.numbers.get(key)
        return self._append(table, markup.elements(self._ns, item)[0], key) if known is None else known

    def _append(self, table: _Table, item: etree._Element, key: Hashable) -> int:
        self._package.touch(self.part)
        return table.append(item, key)

    def _table(self, name: str) -> etree._Element:
        """A table of the styles part; one that is missing or empty gets its least content."""
        found = self._root.find(f"{self._ns}{name}")
        if found is not None and next(found.iterchildren(etree.Element), None) is not None:
            return found
        least = etree.fromstring(f'<{name} xmlns="{self._ns[1:-1]}">{_MINIMAL[name]}</{name}>')
        least.set("count", str(len(least)))
        if found is not None:
            if found.get("count") is not None:
                found.set("count", str(len(least)))
            found.extend(least)
        else:
            before = _ORDER[: _ORDER.index(name)]
            place = sum(markup.local(child) in before for child in self._root)
            self._root.insert(place, least)
        self._package.touch(self.part)
        return least if found is None else found


@lru_cache(maxsize=256)  # our own looks are the same in every workbook
def _key_of_markup(key: Callable[[etree._Element], Hashable], ns: str, item: str) -> Hashable:
    return key(*markup.elements(ns, item))


def _canonical(element: etree._Element) -> Hashable:
    """What an element says, whatever its prefixes and spacing."""
    children = tuple(map(_canonical, element.iterchildren(etree.Element)))
    return element.tag, *sorted(element.items()), (element.text or "").strip(), children


def _xf_key(xf: etree._Element) -> Hashable:
    """What makes two formats the same; ``applyFill`` does not, the fill is told by its number."""
    attributes = frozenset(item for item in xf.items() if item[0] != "applyFill")
    return attributes, *map(_canonical, xf.iterchildren(etree.Element))


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

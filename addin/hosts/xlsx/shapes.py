"""The VML part in which the boxes of notes are drawn, worked on as text.

Excel itself writes VML that is no XML at times (an unclosed ``<br>`` in a button's caption), and
form controls live in the same part: all but our own shapes stays as it is, letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from scoring.form.address import Address

EMPTY = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout></xml>'
)
_NAMESPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_SHAPE_TYPE = (
    '<v:shapetype{namespaces} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NOTE = (
    '<v:shape{namespaces} id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:0;margin-top:0;'
    'width:{width}pt;height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
_ANY_ID = re.compile(r"_x0000_s(\d{1,9})")
_BLOCK = re.compile(r"<(?:[\w.-]+:)?idmap\b[^>]*\bdata=[\"']([\d,\s]*)[\"']")
_SHAPE = re.compile(r"<([\w.-]+:|)shape\b[^>]*(?<!/)>(?:(?!</\1shape>).)*</\1shape>", re.DOTALL)
_DRAWN = re.compile(r"<(?:[\w.-]+:)?(?:shape|rect|roundrect|oval|line|polyline|image|group|arc|curve)\b")
_ANCHOR = re.compile(r"(<(?:[\w.-]+:)?Anchor>)([^<]*)(</)")
_IS_NOTE = re.compile(r"ObjectType=[\"']Note[\"']")
_ROW = re.compile(r"<(?:[\w.-]+:)?Row>\s*(\d{1,7})\s*</")
_COLUMN = re.compile(r"<(?:[\w.-]+:)?Column>\s*(\d{1,7})\s*</")
_END = re.compile(r"</xml\s*>\s*$")


@dataclass(frozen=True, slots=True)
class Box:
    """Where the box of a note lies: an anchor in cells and pixels, and its size in points."""

    anchor: tuple[int, int, int, int, int, int, int, int]
    width: int
    height: int

    @property
    def anchor_text(self) -> str:
        """The anchor as VML writes it."""
        return ", ".join(map(str, self.anchor))


def blocks(vml: str) -> set[int]:
    """The blocks of 1,024 shape ids that a drawing has taken."""
    return {int(number) for data in _BLOCK.findall(vml) for number in re.findall(r"\d{1,6}", data)}


def is_drawable(vml: str) -> bool:
    """Whether shapes can be added."""
    return _END.search(vml) is not None and "urn:schemas-microsoft-com:vml" in vml


def has_shapes(vml: str) -> bool:
    """Whether anything is drawn at all."""
    return _DRAWN.search(vml) is not None


def add_notes(vml: str, boxes: Mapping[Address, Box]) -> str:
    """Draw the boxes of notes, hidden until the mouse is over their cells."""
    if not boxes:
        return vml
    first = 1024 * min(blocks(vml), default=1)
    last = max(map(int, _ANY_ID.findall(vml)), default=0)
    root = vml[: vml.find(">", vml.find("<xml"))]
    namespaces = "".join(
        f' xmlns:{prefix}="{uri}"'
        for prefix, uri in _NAMESPACES.items()
        if f'xmlns:{prefix}="{uri}"' not in root
    )
    shapes = [
        _NOTE.format(
            namespaces=namespaces,
            id=id,
            width=box.width,
            height=box.height,
            anchor=box.anchor_text,
            row=at.row - 1,
            column=at.column - 1,
        )
        for id, (at, box) in enumerate(boxes.items(), max(first, last) + 1)
    ]
    if 'id="_x0000_t202"' not in vml:
        shapes.insert(0, _SHAPE_TYPE.format(namespaces=namespaces))
    end = _END.search(vml)
    place = end.start() if end else len(vml)
    return vml[:place] + "".join(shapes) + vml[place:]


def anchor(vml: str, at: Address) -> str | None:
    """Where the box of a cell's note lies: empty where that is not said, None where it has no box."""
    for match in _SHAPE.finditer(vml):
        if _cell(match[0]) == at:
            found = _ANCHOR.search(match[0])
            return found[2].strip() if found else ""
    return None


def put_anchors(vml: str, places: Mapping[Address, str]) -> str:
    """Move the boxes of notes; all else about them stays."""

    def moved(match: re.Match[str]) -> str:
        cell = _cell(match[0])
        place = None if cell is None else places.get(cell)
        return match[0] if place is None else _ANCHOR.sub(rf"\g<1>{place}\g<3>", match[0])

    return _SHAPE.sub(moved, vml) if places else vml


def is_anchor(text: str) -> bool:
    """Whether a text is eight numbers, as an anchor is."""
    return re.fullmatch(r"\d{1,7}(\s*,\s*\d{1,7}){7}", text) is not None


def remove_notes(vml: str, cells: Collection[Address]) -> str:
    """Take the boxes of the notes of these cells away."""
    return vml if not cells else _SHAPE.sub(lambda match: "" if _cell(match[0]) in cells else match[0], vml)


def _cell(shape: str) -> Address | None:
    """The cell whose note a shape shows; None for any other shape."""
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if row is None or column is None or _IS_NOTE.search(shape) is None:
        return None
    return Address(int(row[1]) + 1, int(column[1]) + 1)

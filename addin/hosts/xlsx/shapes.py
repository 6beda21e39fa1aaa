"""The VML part in which the boxes of notes are drawn, worked on as text.

Excel itself writes VML that is no XML at times (an unclosed ``<br>`` in a button's caption), and
form controls live in the same part: all but our own shapes stays as it is, letter by letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scoring.address import Address

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


def add_note(vml: str, at: Address, box: Box) -> str:
    """Draw the box of a note, hidden until the mouse is over its cell."""
    used = [int(number) for number in _ANY_ID.findall(vml)]
    first = 1024 * min(blocks(vml), default=1)
    root = vml[: vml.find(">", vml.find("<xml"))]
    namespaces = "".join(
        f' xmlns:{prefix}="{uri}"'
        for prefix, uri in _NAMESPACES.items()
        if f'xmlns:{prefix}="{uri}"' not in root
    )
    shape = _NOTE.format(
        namespaces=namespaces,
        id=max([first, *used]) + 1,
        width=box.width,
        height=box.height,
        anchor=box.anchor_text,
        row=at.row - 1,
        column=at.column - 1,
    )
    if 'id="_x0000_t202"' not in vml:
        shape = _SHAPE_TYPE.format(namespaces=namespaces) + shape
    end = _END.search(vml)
    place = end.start() if end else len(vml)
    return vml[:place] + shape + vml[place:]


def anchor(vml: str, at: Address) -> str | None:
    """Where the box of a cell's note lies: empty where that is not said, None where it has no box."""
    for match in _SHAPE.finditer(vml):
        if _is_note_of(match[0], at):
            found = _ANCHOR.search(match[0])
            return found[2].strip() if found else ""
    return None


def put_anchor(vml: str, at: Address, place: str) -> str:
    """Move the box of a cell's note; all else about it stays."""

    def moved(match: re.Match[str]) -> str:
        if not _is_note_of(match[0], at):
            return match[0]
        return _ANCHOR.sub(lambda found: found[1] + place + found[3], match[0])

    return _SHAPE.sub(moved, vml)


def is_anchor(text: str) -> bool:
    """Whether a text is eight numbers, as an anchor is."""
    return re.fullmatch(r"\d{1,7}(\s*,\s*\d{1,7}){7}", text) is not None


def remove_note(vml: str, at: Address) -> str:
    """Take the box of a cell's note away."""
    if re.search(rf"Row>\s*{at.row - 1}\s*</", vml) is None:
        return vml  # the usual case, found out at a glance
    return _SHAPE.sub(lambda match: "" if _is_note_of(match[0], at) else match[0], vml)


def _is_note_of(shape: str, at: Address) -> bool:
    return (
        re.search(r"ObjectType=[\"']Note[\"']", shape) is not None
        and re.search(rf"<(?:[\w.-]+:)?Row>\s*{at.row - 1}\s*</", shape) is not None
        and re.search(rf"<(?:[\w.-]+:)?Column>\s*{at.column - 1}\s*</", shape) is not None
    )

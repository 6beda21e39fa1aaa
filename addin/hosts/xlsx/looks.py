"""How what we write looks: fonts, fills and borders behind each `Look`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from lxml import etree

from addin.hosts.xlsx import markup
from addin.marking.colours import FONT_SIZE, FONT_SIZES, NO_FILL, OUR_FILL
from addin.marking.edits import Look

_SIDES = ("left", "right", "top", "bottom")
_LINES = "".join(f'<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>' for side in _SIDES)
BORDER = f"<border>{_LINES}<diagonal/></border>"  # a thin grey line on every side
_RED = OUR_FILL[Look.ERROR].rpartition(":")[2]
ALERT = (
    f'<dxf><fill><patternFill><bgColor rgb="{_RED}"/></patternFill></fill></dxf>'  # seen is the background
)
_KEPT_OF_FONT = ("name", "family", "charset", "scheme")  # ours has the face of the person's own


@dataclass(frozen=True, slots=True)
class Style:
    """A style of ours in terms of what is seen."""

    fill: str = NO_FILL
    border: bool = False
    bold: bool = False
    underline: bool = False
    size: str | None = None
    colour: str | None = None
    wrap: bool = False
    vertical: str = "center"
    left: bool = False  # numbers too: they stand beside words
    quoted: bool = False  # text that Excel would take for a formula when it is entered again

    def font(self, face: Face) -> str:
        """The workbook's own font, changed where this style says so."""
        colour = f'<color rgb="{self.colour}"/>' if self.colour else ""
        marks = ("<b/>" if self.bold else "") + ("<u/>" if self.underline else "")
        return f"<font>{marks}<sz val={quoteattr(self.size or face.size)}/>{colour}{face.markup}</font>"

    def format(self, font: int, fill: int, border: int) -> str:
        """The cell format of this style, whose font, fill and border have these numbers."""
        quoted = ' quotePrefix="1"' if self.quoted else ""
        across = ' horizontal="left"' if self.left else ""
        wrapped = ' wrapText="1"' if self.wrap else ""
        return (
            f'<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0"{quoted} '
            'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f'<alignment{across} vertical="{self.vertical}"{wrapped}/></xf>'
        )


class Face(NamedTuple):
    """What we keep of the workbook's own font: its size, and the markup that names it."""

    size: str
    markup: str


def face(font: etree._Element) -> Face:
    """The face of a ``font`` element."""
    values = {markup.local(child): child.get("val", "") for child in font}
    kept = (f"<{key} val={quoteattr(value)}/>" for key, value in values.items() if key in _KEPT_OF_FONT)
    return Face(values.get("sz") or "11", "".join(kept))


_SIZE = str(FONT_SIZE)
_ON_OUR_SHEETS = {
    Look.ERROR: Style(fill=OUR_FILL[Look.ERROR], border=True, size=_SIZE, vertical="top", left=True),
    Look.WARNING: Style(fill=OUR_FILL[Look.WARNING], border=True, size=_SIZE, vertical="top"),
    Look.INFO: Style(fill=OUR_FILL[Look.INFO], border=True, size=_SIZE, vertical="top"),
    Look.TITLE: Style(bold=True, size=str(FONT_SIZES[Look.TITLE])),
    Look.HEADER: Style(fill=OUR_FILL[Look.HEADER], border=True, bold=True, size=_SIZE, wrap=True),
    Look.TEXT: Style(border=True, size=_SIZE, wrap=True, vertical="top", left=True),
    Look.PLAIN: Style(size=_SIZE, wrap=True, vertical="top"),
    Look.SMALL: Style(size=str(FONT_SIZES[Look.SMALL]), wrap=True, vertical="top"),
    Look.LINK: Style(border=True, underline=True, size=_SIZE, colour="FF0563C1", vertical="top"),
    Look.INPUT: Style(fill=OUR_FILL[Look.INPUT], border=True, size=_SIZE, wrap=True, vertical="top"),
    Look.HINT: Style(colour="FF9C0006", wrap=True),
}
_QUOTED = {look: replace(style, quoted=True) for look, style in _ON_OUR_SHEETS.items()}


def on_our_sheet(look: Look, quoted: bool) -> Style:
    """The style of a cell on a sheet of ours."""
    return (_QUOTED if quoted else _ON_OUR_SHEETS)[look]


def beside_the_form(look: Look, text: str, wrap: bool) -> Style:
    """The style of a cell of the 核查提示 column: no fill, no border, the form ends before it."""
    if look is Look.HEADER:
        return Style(bold=True, wrap=wrap, quoted=looks_like_formula(text))
    return Style(colour="FF9C0006", wrap=wrap, quoted=looks_like_formula(text))


def looks_like_formula(value: object) -> bool:
    """Whether a value is a text that Excel would take for a formula."""
    return isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))

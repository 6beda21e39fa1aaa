"""How what we write looks: fonts, fills and borders behind each `Look`."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from addin.hosts.xlsx import markup
from addin.hosts.xlsx.fills import SEVERITY_FILL
from addin.layout.edits import Look
from addin.layout.ledger import NO_FILL, Colour

_GREY_LINE = "FFBFBFBF"
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
    quoted: bool = False  # text that Excel would take for a formula when it is entered again

    def font(self, base: etree._Element, ns: str) -> etree._Element:
        """The workbook's own font, changed where this style says so."""
        font = markup.make(ns, "font")
        if self.bold:
            etree.SubElement(font, f"{ns}b")
        if self.underline:
            etree.SubElement(font, f"{ns}u")
        size = base.find(f"{ns}sz")
        own_size = size.get("val") if size is not None else None
        etree.SubElement(font, f"{ns}sz", val=self.size or own_size or "11")
        if self.colour:
            etree.SubElement(font, f"{ns}color", rgb=self.colour)
        for child in base:
            if markup.local(child) in _KEPT_OF_FONT:
                kept = deepcopy(child)
                kept.tail = None
                font.append(kept)
        return font

    @staticmethod
    def border_element(ns: str) -> etree._Element:
        """A thin grey line on every side."""
        border = markup.make(ns, "border")
        for side in ("left", "right", "top", "bottom"):
            line = etree.SubElement(border, f"{ns}{side}", style="thin")
            etree.SubElement(line, f"{ns}color", rgb=_GREY_LINE)
        etree.SubElement(border, f"{ns}diagonal")
        return border

    def alignment(self, ns: str) -> etree._Element:
        """Where the text stands in its cell."""
        alignment = markup.make(ns, "alignment", vertical=self.vertical)
        if self.wrap:
            alignment.set("wrapText", "1")
        return alignment


_ON_OUR_SHEETS = {
    Look.ERROR: Style(fill=SEVERITY_FILL[Look.ERROR], border=True, vertical="top"),
    Look.WARNING: Style(fill=SEVERITY_FILL[Look.WARNING], border=True, vertical="top"),
    Look.INFO: Style(fill=SEVERITY_FILL[Look.INFO], border=True, vertical="top"),
    Look.TITLE: Style(bold=True, size="14"),
    Look.HEADER: Style(fill=str(Colour(rgb="FFF2F2F2")), border=True, bold=True, wrap=True),
    Look.TEXT: Style(border=True, wrap=True, vertical="top"),
    Look.LINK: Style(border=True, underline=True, colour="FF0563C1", vertical="top"),
    Look.INPUT: Style(fill=str(Colour(rgb="FFFFFFE1")), border=True, wrap=True, vertical="top"),
    Look.HINT: Style(colour="FF9C0006", wrap=True),
}
_QUOTED = {look: replace(style, quoted=True) for look, style in _ON_OUR_SHEETS.items()}


def on_our_sheet(look: Look, text: str | None) -> Style:
    """The style of a cell on a sheet of ours."""
    return (_QUOTED if _looks_like_formula(text) else _ON_OUR_SHEETS)[look]


def beside_the_form(look: Look, text: str, wrap: bool) -> Style:
    """The style of a cell of the 核查提示 column: no fill, no border, the form ends before it."""
    if look is Look.HEADER:
        return Style(bold=True, wrap=wrap, quoted=_looks_like_formula(text))
    return Style(colour="FF9C0006", wrap=wrap, quoted=_looks_like_formula(text))


def _looks_like_formula(text: str | None) -> bool:
    return text is not None and text.startswith(("=", "+", "-", "@", "\t", "\r"))

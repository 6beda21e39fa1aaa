"""The button 重算并核查 on the sheet of evaluation_form.xlsm: a shape that runs a macro of the book itself."""

from __future__ import annotations

from lxml import etree

from addin.build.package import Parts, put_tree, relate, relations_of, set_content_type, tree

MACRO = "JixiaoSheetButton"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
# What follows <drawing> in a worksheet: it has to stand before these.
_AFTER = (
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
# Not printed, moves with the cells, keeps its size. [0]! is this book, whatever its name.
_SHAPE = """\
<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:oneCellAnchor>\
<xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>76200</xdr:colOff>\
<xdr:row>{row}</xdr:row><xdr:rowOff>38100</xdr:rowOff></xdr:from>\
<xdr:ext cx="1143000" cy="304800"/>\
<xdr:sp macro="[0]!{macro}" textlink=""><xdr:nvSpPr>\
<xdr:cNvPr id="2" name="jixiao button" descr="重新计算并核查这张表"/><xdr:cNvSpPr/></xdr:nvSpPr>\
<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1143000" cy="304800"/></a:xfrm>\
<a:prstGeom prst="roundRect"><a:avLst/></a:prstGeom>\
<a:solidFill><a:srgbClr val="1F5FA8"/></a:solidFill></xdr:spPr>\
<xdr:txBody><a:bodyPr vertOverflow="clip" horzOverflow="clip" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>\
<a:lstStyle/><a:p><a:pPr algn="ctr"/><a:r><a:rPr lang="zh-CN" sz="1100" b="1">\
<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:rPr><a:t>重算并核查</a:t></a:r></a:p></xdr:txBody></xdr:sp>\
<xdr:clientData fPrintsWithSheet="0"/></xdr:oneCellAnchor></xdr:wsDr>"""


class Occupied(Exception):
    """The sheet has a drawing of its own already."""


def add_button(parts: Parts, sheet: str, column: int, row: int) -> None:
    """Put the button over a cell (counted from 0) of the sheet with this part name."""
    root = tree(parts, sheet)
    if root.find(f"{{{_MAIN}}}drawing") is not None:
        raise Occupied(sheet)
    drawing = "xl/drawings/jixiao_button.xml"
    put_tree(parts, drawing, etree.fromstring(_SHAPE.format(column=column, row=row, macro=MACRO)))
    set_content_type(parts, drawing, _DRAWING_TYPE)
    relation = relate(parts, relations_of(sheet), f"{_OFFICE}/drawing", f"/{drawing}")
    element = etree.Element(f"{{{_MAIN}}}drawing")
    element.set(f"{{{_OFFICE}}}id", relation)
    later = next((each for each in root if etree.QName(each).localname in _AFTER), None)
    if later is None:
        root.append(element)
    else:
        later.addprevious(element)
    put_tree(parts, sheet, root)

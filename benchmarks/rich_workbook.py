"""A form with all that people's files hold beside it: notes, a thread, a stamp, controls, validation, protection, links.

Written part by part, as Excel and WPS write such parts, over the ordinary form of tests/hostile.
"""

from __future__ import annotations

import struct
import zlib

from tests.hostile.form import (
    ACTUAL,
    CONTENT_TYPES,
    HEAD,
    MAIN,
    OFFICE,
    PICTURE,
    ROOT_RELS,
    SCORE,
    SHEET,
    SHEET_RELS,
    THEME,
    TYPE,
    WORKBOOK,
    WORKBOOK_RELS,
    Parts,
    book,
    grid,
    relations,
    types,
)

DRAW = "http://schemas.openxmlformats.org/drawingml/2006"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

BEFORE = """<sheetPr codeName="Sheet1"><tabColor rgb="FFFF9900"/></sheetPr>
<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
<sheetFormatPr defaultRowHeight="15"/>
<cols><col min="1" max="9" width="12.5" customWidth="1" style="1"/><col min="12" max="13" width="9" hidden="1" outlineLevel="1"/></cols>"""
PROTECTED = """<sheetProtection sheet="1" password="CC1A" objects="1"/>
<protectedRanges><protectedRange name="打分区" sqref="H13:H18"/></protectedRanges>"""
AFTER = f"""<phoneticPr fontId="0" type="noConversion"/>
<conditionalFormatting sqref="H13:H18"><cfRule type="dataBar" priority="1"><dataBar><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar></cfRule></conditionalFormatting>
<dataValidations count="1"><dataValidation type="decimal" allowBlank="1" sqref="G13:G18"><formula1>0</formula1><formula2>100</formula2></dataValidation></dataValidations>
<hyperlinks><hyperlink ref="B3" r:id="rId8"/></hyperlinks>
<printOptions horizontalCentered="1"/><pageMargins left="0.7" right="0.7" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>
<pageSetup paperSize="9" orientation="landscape" r:id="rId1"/><headerFooter><oddFooter>&amp;C第 &amp;P 页</oddFooter></headerFooter>
<rowBreaks count="1" manualBreakCount="1"><brk id="12" max="16383" man="1"/></rowBreaks>
<ignoredErrors><ignoredError sqref="D7" numberStoredAsText="1"/></ignoredErrors>
<drawing r:id="rId2"/><legacyDrawing r:id="rId3"/>
<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x14" xmlns:x14="{X14}"><controls><control shapeId="1100" r:id="rId6" name="复选框 1"/></controls></mc:Choice></mc:AlternateContent>
<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{X14}"><x14:dataValidations count="1" xmlns:xm="{XM}"><x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>说明!$A$1:$A$4</xm:f></x14:formula1><xm:sqref>J13</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"""
COMMENTS = f"""{HEAD}<comments xmlns="{MAIN}"><authors><author>王欣</author><author>tc={{B2A9C1D0-1111-4222-8333-444455556666}}</author></authors><commentList>
<comment ref="H13" authorId="0" shapeId="0"><text><r><rPr><b/><sz val="9"/></rPr><t xml:space="preserve">王欣:
</t></r><r><t>请核对台账</t></r></text></comment>
<comment ref="H14" authorId="1" shapeId="0"><text><t>[线程批注]

请核对</t></text></comment></commentList></comments>"""


def _shape(number: int, row: int) -> str:
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1">'
        '<v:textbox><div></div></v:textbox><x:ClientData ObjectType="Note"><x:Anchor>9, 15, 0, 10, 10, 20, 3, 4</x:Anchor>'
        f"<x:Row>{row}</x:Row><x:Column>7</x:Column></x:ClientData></v:shape>"
    )


VML = f"""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>
<v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" path="m,l,21600r21600,l21600,xe"/>
<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>
<v:shape id="_x0000_s1100" type="#_x0000_t201" style="position:absolute"><v:textbox><div>已盖章</div></v:textbox>
<x:ClientData ObjectType="Checkbox"><x:Anchor>2, 0, 30, 0, 3, 0, 31, 0</x:Anchor><x:Checked>1</x:Checked></x:ClientData></v:shape>
{_shape(1025, 12)}{_shape(1026, 13)}</xml>"""
DRAWING = f"""{HEAD}<xdr:wsDr xmlns:xdr="{DRAW}/spreadsheetDrawing" xmlns:a="{DRAW}/main" xmlns:r="{OFFICE}">
<xdr:oneCellAnchor><xdr:from><xdr:col>7</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>20</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="900000" cy="900000"/>
<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="公章" descr="专用章"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>
<xdr:oneCellAnchor><xdr:from><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>20</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="900000" cy="400000"/>
<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="3" name="文本框 1"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="zh-CN"/><a:t>复核专用（盖章处）</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>"""
EXTERNAL = f"""{HEAD}<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{OFFICE}" r:id="rId1"><sheetNames><sheetName val="Sheet1"/></sheetNames>
<sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1"><v>7</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>"""
CELL_IMAGES = f"""{HEAD}<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" xmlns:xdr="{DRAW}/spreadsheetDrawing" xmlns:r="{OFFICE}" xmlns:a="{DRAW}/main">
<etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="ID_AB12"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill><xdr:spPr/></xdr:pic></etc:cellImage></etc:cellImages>"""
OTHER_TYPES = {
    "xl/comments1.xml": f"{TYPE}.comments+xml",
    "xl/threadedComments/threadedComment1.xml": "application/vnd.ms-excel.threadedcomments+xml",
    "xl/persons/person.xml": "application/vnd.ms-excel.person+xml",
    "xl/drawings/drawing1.xml": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "xl/ctrlProps/ctrlProp1.xml": "application/vnd.ms-excel.controlproperties+xml",
    "xl/externalLinks/externalLink1.xml": f"{TYPE}.externalLink+xml",
    "xl/cellimages.xml": "application/vnd.wps-officedocument.cellimage+xml",
    "xl/calcChain.xml": f"{TYPE}.calcChain+xml",
    THEME: "application/vnd.openxmlformats-officedocument.theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
SHEET_LINKS = (
    ("rId1", "printerSettings", "../printerSettings/printerSettings1.bin"),
    ("rId2", "drawing", "../drawings/drawing1.xml"),
    ("rId3", "vmlDrawing", "../drawings/vmlDrawing1.vml"),
    ("rId4", "comments", "../comments1.xml"),
    ("rId6", "ctrlProp", "../ctrlProps/ctrlProp1.xml"),
    ("rId8", "hyperlink", "https://example.org/台账"),
)
THREAD_LINK = '<Relationship Id="rId5" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"/>'
BOOK_LINKS = f"""<Relationship Id="rId9004" Type="{OFFICE}/externalLink" Target="externalLinks/externalLink1.xml"/>
<Relationship Id="rId9005" Type="{OFFICE}/calcChain" Target="calcChain.xml"/>
<Relationship Id="rId9006" Type="{OFFICE}/customXml" Target="../customXml/item1.xml"/>
<Relationship Id="rId9007" Type="http://schemas.microsoft.com/office/2017/10/relationships/person" Target="persons/person.xml"/>
<Relationship Id="rId9008" Type="http://www.wps.cn/officeDocument/2020/cellImage" Target="cellimages.xml"/>"""


def stamp() -> bytes:
    """A small picture that every program can show."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + bytes((220, y, y)) * 64 for y in range(64))
    header = struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def rich_workbook() -> Parts:
    """The parts of it."""
    lines = grid()
    lines[17][ACTUAL], lines[18][SCORE] = "85%", "98"  # faults, so that a check has something to write
    parts = book(lines, before=BEFORE)
    sheet = str(parts[SHEET]).replace("</sheetData>", f"</sheetData>{PROTECTED}")
    sheet = sheet.replace(
        '<c r="G19" s="1"><v>100</v></c>', '<c r="G19" s="1"><f>10+SUM(G13:G18)</f><v>100</v></c>'
    )
    parts[SHEET] = sheet.replace("</mergeCells>", f"</mergeCells>{AFTER}")
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in OTHER_TYPES.items()
    )
    vml = '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
    parts[CONTENT_TYPES] = types(more=overrides).replace("<Override", f"{vml}<Override", 1)
    parts[ROOT_RELS] = relations(("rId1", "officeDocument", WORKBOOK))
    parts[WORKBOOK] = str(parts[WORKBOOK]).replace(
        "</sheets>",
        '</sheets><externalReferences><externalReference r:id="rId9004"/></externalReferences>'
        '<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">自评表!$1:$2</definedName><definedName name="满分">自评表!$G$19</definedName></definedNames>'
        '<calcPr calcId="191029"/>',
    )
    parts[WORKBOOK_RELS] = str(parts[WORKBOOK_RELS]).replace("</Rel", f"{BOOK_LINKS}</Rel")
    links = relations(*SHEET_LINKS).replace("</Rel", f"{THREAD_LINK}</Rel")
    return parts | {
        SHEET_RELS: links,
        PICTURE: stamp(),
        "xl/comments1.xml": COMMENTS,
        "xl/threadedComments/threadedComment1.xml": f'{HEAD}<ThreadedComments xmlns="{THREADS}"><threadedComment ref="H14" dT="2024-10-26T08:00:00.00" personId="{{0A0A0A0A-0000-4000-8000-000000000001}}" id="{{B2A9C1D0-1111-4222-8333-444455556666}}"><text>请核对</text></threadedComment></ThreadedComments>',
        "xl/persons/person.xml": f'{HEAD}<personList xmlns="{THREADS}"><person displayName="王欣" id="{{0A0A0A0A-0000-4000-8000-000000000001}}" userId="wx" providerId="None"/></personList>',
        "xl/drawings/drawing1.xml": DRAWING,
        "xl/drawings/_rels/drawing1.xml.rels": relations(("rId1", "image", "../media/image1.png")),
        "xl/drawings/vmlDrawing1.vml": VML,
        "xl/printerSettings/printerSettings1.bin": b"\0P\0R" * 60,
        "xl/ctrlProps/ctrlProp1.xml": f'{HEAD}<formControlPr xmlns="{X14}" objectType="CheckBox" checked="Checked" lockText="1" noThreeD="1"/>',
        "xl/externalLinks/externalLink1.xml": EXTERNAL,
        "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
            ("rId1", "externalLinkPath", "file:///D:/other.xlsx")
        ),
        "xl/cellimages.xml": CELL_IMAGES,
        "xl/_rels/cellimages.xml.rels": relations(("rId1", "image", "media/image1.png")),
        "xl/calcChain.xml": f'{HEAD}<calcChain xmlns="{MAIN}"><c r="G19" i="1"/></calcChain>',
    }

"""A workbook with all that people's files contain: marking it loses nothing."""

from __future__ import annotations

import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from addin.checking import session
from addin.hosts.problems import Refused
from addin.hosts.xlsx import Workbook
from addin.marking.edits import (
    RESULT_SHEET,
    AddNote,
    Edit,
    Fill,
    Hint,
    Look,
    PutSheet,
    SetPrintArea,
    SetValue,
    SetWidth,
    SheetCell,
)
from scoring.form.address import Address, Area
from tests.addin.hosts.xlsx.conftest import (
    MAIN,
    OFFICE,
    PACKAGE,
    Build,
    Write,
    marked,
    marked_again,
    meaning,
    parts_of,
)

THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NAME = "评分意见表"

ROWS = """
<row r="1" spans="1:4" x14ac:dyDescent="0.25"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>10</v></c><c r="D1" t="b"><v>1</v></c></row>
<row r="2" spans="1:4" ht="30" customHeight="1"><c r="A2" t="s"><v>1</v></c><c r="B2" cm="1"><f t="array" ref="B2">SUM(B1)</f><v>10</v></c><c r="C2" t="e" vm="1"><v>#VALUE!</v></c></row>
<row r="3" spans="1:4"><c r="A3"><v>98</v><extLst><ext uri="{kept}"/></extLst></c></row>"""
BEFORE = """<sheetPr codeName="Sheet1"><tabColor rgb="FFFF9900"/></sheetPr><dimension ref="A1:D3"/>
<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>
<sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/>
<cols><col min="1" max="6" width="12.5" customWidth="1" style="1"/><col min="12" max="13" hidden="1" outlineLevel="1"/></cols>"""
AFTER = f"""<sheetProtection sheet="1" password="CC1A" objects="1"/><protectedRanges><protectedRange name="打分区" sqref="B1:B3"/></protectedRanges>
<mergeCells count="1"><mergeCell ref="C1:C2"/></mergeCells>
<conditionalFormatting sqref="B1:B3"><cfRule type="dataBar" priority="1"><dataBar><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar><extLst><ext uri="{{B025F937}}"/></extLst></cfRule></conditionalFormatting>
<dataValidations count="1"><dataValidation type="list" sqref="D3"><formula1>"优,良"</formula1></dataValidation></dataValidations>
<pageMargins left="0.7" right="0.7" top="0.7" bottom="0.7" header="0.3" footer="0.3"/><pageSetup paperSize="9" r:id="rId1"/><headerFooter><oddHeader>&amp;C&amp;G</oddHeader></headerFooter>
<drawing r:id="rId2"/><legacyDrawing r:id="rId3"/><legacyDrawingHF r:id="rId4"/>
<mc:AlternateContent><mc:Choice Requires="x14"><controls><control shapeId="1100" r:id="rId7" name="复选框 1"/></controls></mc:Choice></mc:AlternateContent>
<extLst><ext uri="{{CCE6A557}}" xmlns:x14="{X14}"><x14:dataValidations count="1" xmlns:xm="urn:xm"><x14:dataValidation type="list"><x14:formula1><xm:f>选项!$A$2</xm:f></x14:formula1></x14:dataValidation></x14:dataValidations></ext></extLst>"""
VML = """<xml xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
 <o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>
 <v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" path="m,l,21600r21600,l21600,xe"/>
 <v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>
 <v:shape id="_x0000_s1100" type="#_x0000_t201" style='position:absolute'><v:textbox><div>保留<br>两行</div></v:textbox>
  <x:ClientData ObjectType="Checkbox"><x:Anchor>2, 0, 30, 0, 3, 0, 31, 0</x:Anchor><x:Row>0</x:Row><x:Column>1</x:Column></x:ClientData></v:shape>
 <v:shape id="_x0000_s1025" type="#_x0000_t202" style='position:absolute;visibility:hidden'>
  <x:ClientData ObjectType="Note"><x:Anchor>1, 15, 0, 10, 2, 20, 3, 4</x:Anchor><x:Row>0</x:Row><x:Column>0</x:Column></x:ClientData></v:shape>
 <v:shape id="_x0000_s1026" type="#_x0000_t202" style='position:absolute;visibility:hidden'>
  <x:ClientData ObjectType="Note"><x:Anchor>4, 15, 0, 10, 5, 20, 3, 4</x:Anchor><x:Row>0</x:Row><x:Column>3</x:Column></x:ClientData></v:shape>
</xml>"""
COMMENTS = f"""<comments xmlns="{MAIN}"><authors><author>王欣</author><author>tc={{B2A9}}</author></authors><commentList>
<comment ref="A1" authorId="0" shapeId="0"><text><r><rPr><b/><sz val="9"/></rPr><t xml:space="preserve">王欣:
</t></r><r><t>请核对台账</t></r></text></comment>
<comment ref="D1" authorId="1" shapeId="0"><text><t>[Threaded comment]

请核对</t></text></comment></commentList></comments>"""


def relationships(*items: tuple[str, str]) -> str:
    body = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(items, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


@pytest.fixture
def source(build: Build, write: Write) -> Path:
    parts = build(
        ROWS,
        before=BEFORE,
        after=AFTER,
        strings="<si><t>评价组</t><rPh sb='0' eb='1'><t>píng</t></rPh></si><si><r><rPr><b/></rPr><t>粗</t></r><r><t>细</t></r></si>",
        workbook='<externalReferences><externalReference r:id="rId95"/></externalReferences>'
        '<definedNames><definedName name="满分">评分意见表!$B$1</definedName></definedNames><calcPr calcId="191029"/>'
        '<extLst><ext uri="{140A7094}"><x15:workbookPr xmlns:x15="urn:x15" chartTrackingRefBase="1"/></ext></extLst>',
        sheets=(NAME, "选项"),
    )
    sheet = str(parts["xl/worksheets/sheet1.xml"])
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(
        "<worksheet ",
        f'<worksheet xmlns:mc="{MC}" mc:Ignorable="x14ac xr" xmlns:x14ac="urn:x14ac" xmlns:xr="urn:xr" xr:uid="{{1111}}" ',
    )
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        f'<Relationship Id="rId95" Type="{OFFICE}/externalLink" Target="externalLinks/externalLink1.xml"/>'
        f'<Relationship Id="rId96" Type="{OFFICE}/vbaProject" Target="vbaProject.bin"/>'
        f'<Relationship Id="rId97" Type="{OFFICE}/calcChain" Target="calcChain.xml"/></Relationships>',
    )
    parts |= {
        "xl/worksheets/_rels/sheet1.xml.rels": relationships(
            ("printerSettings", "../printerSettings/printerSettings1.bin"),
            ("drawing", "../drawings/drawing1.xml"),
            ("vmlDrawing", "../drawings/vmlDrawing1.vml"),
            ("vmlDrawing", "../drawings/vmlDrawing2.vml"),
            ("comments", "../comments1.xml"),
            ("threadedComment", "../threadedComments/threadedComment1.xml"),
            ("ctrlProp", "../ctrlProps/ctrlProp1.xml"),
        ),
        "xl/comments1.xml": COMMENTS,
        "xl/threadedComments/threadedComment1.xml": f'<ThreadedComments xmlns="{THREADS}"><threadedComment ref="D1" id="{{B2}}"><text>请核对</text></threadedComment></ThreadedComments>',
        "xl/persons/person.xml": f'<personList xmlns="{THREADS}"/>',
        "xl/drawings/vmlDrawing1.vml": VML,
        "xl/drawings/vmlDrawing2.vml": VML.replace('data="1"', 'data="2"').replace("_x0000_s1", "_x0000_s2"),
        "xl/drawings/drawing1.xml": "<wsDr/>",
        "xl/media/image1.png": b"\x89PNG" + bytes(range(256)),
        "xl/printerSettings/printerSettings1.bin": b"\0P\0R" * 60,
        "xl/ctrlProps/ctrlProp1.xml": f'<formControlPr xmlns="{X14}" objectType="CheckBox"/>',
        "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"/>',
        "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="B2" i="1"/></calcChain>',
        "xl/cellimages.xml": "<etc:cellImages xmlns:etc='http://www.wps.cn/officeDocument/2017/etCustomData'/>",
        "xl/vbaProject.bin": COMPOUND,
        "customXml/item1.xml": "<form id='2023'/>",
        "docProps/app.xml": "<Properties><TitlesOfParts/></Properties>",
    }
    return write(parts, "表.xlsm")


COMPOUND = b"\xd0\xcf\x11\xe0" + bytes(300)
EDITS: tuple[Edit, ...] = (
    Fill(NAME, Address(1, 2), Look.ERROR),
    Fill(NAME, Address(2, 3), Look.WARNING),
    SetValue(NAME, Address(3, 1), Decimal("95.5")),
    AddNote(NAME, Address(1, 1), "与台账不符"),
    AddNote(NAME, Address(1, 2), "应为 9 分"),
    AddNote(NAME, Address(1, 4), "讨论不动"),
    Hint(NAME, Address(1, 5), "核查提示", Look.HEADER),
    Hint(NAME, Address(3, 5), "得分不符"),
    SetWidth(NAME, 5, 40),
    SetPrintArea(NAME, Area(1, 1, 3, 4)),
    PutSheet(RESULT_SHEET, ((SheetCell("A1"),),)),
)
CHANGED = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml",
}
ADDED = ["xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml"]


def content(part: bytes) -> Counter[str]:
    """Every element and attribute of a part; style numbers, values and counts aside, which do change."""
    found: Counter[str] = Counter()
    for element in etree.fromstring(part).iter():
        found[str(element.tag)] += 1
        found.update(f"{element.tag!r} {name!r}" for name in element.attrib)
    return found


def test_every_other_part_is_the_same_byte_for_byte(source: Path) -> None:
    before, after = parts_of(source), parts_of(marked(source, *EDITS))
    assert list(after) == [*before, *ADDED]
    assert {name for name in before if before[name] != after[name]} == CHANGED


@pytest.mark.parametrize("part", sorted(CHANGED - {"xl/drawings/vmlDrawing1.vml"}))
def test_a_changed_part_loses_nothing(source: Path, part: str) -> None:
    before, after = parts_of(source)[part], parts_of(marked(source, *EDITS))[part]
    lost = content(before) - content(after)
    assert not lost
    assert (
        before.partition(b"<?xml")[2].partition(b"?>")[0] == after.partition(b"<?xml")[2].partition(b"?>")[0]
    )


def test_the_root_keeps_its_namespaces(source: Path) -> None:
    root = etree.fromstring(parts_of(marked(source, *EDITS))["xl/worksheets/sheet1.xml"])
    assert root.get(f"{{{MC}}}Ignorable") == "x14ac xr"
    assert {"mc", "x14ac", "xr", "r"} <= set(root.nsmap)


def test_form_controls_keep_their_shapes(source: Path) -> None:
    before = parts_of(source)["xl/drawings/vmlDrawing1.vml"].decode()
    after = parts_of(marked(source, *EDITS))["xl/drawings/vmlDrawing1.vml"].decode()
    head = before[: before.index(' <v:shape id="_x0000_s1025"')]
    assert after.startswith(head)
    assert after.count("_x0000_t202") == before.count("_x0000_t202") + 1
    assert "_x0000_s1101" in after


def test_notes_and_threads(source: Path) -> None:
    text = parts_of(marked(source, *EDITS))["xl/comments1.xml"].decode()
    assert (
        '<r><rPr><b/><sz val="9"/></rPr><t xml:space="preserve">王欣:\n</t></r><r><t>请核对台账</t></r>'
        in text
    )
    assert "与台账不符" in text
    assert "讨论不动" not in text


def test_all_comes_back(source: Path) -> None:
    path = marked(source, *EDITS)
    book = Workbook.open(path)
    session.clear(book)
    assert book.sheets == Workbook.open(source).sheets
    book.save(path)
    before, after = parts_of(source), parts_of(path)
    assert list(after) == list(before)
    sheet = "xl/worksheets/sheet1.xml"  # its root has its namespaces in another order
    assert meaning(after.pop(sheet)) == meaning(before.pop(sheet))
    assert after == before


def test_marking_again_gives_the_same_bytes(source: Path) -> None:
    first = marked(source, *EDITS)
    assert marked_again(first, *EDITS).read_bytes() == first.read_bytes()


def test_a_broken_drawing_of_notes_is_not_drawn_into(source: Path, write: Write) -> None:
    with zipfile.ZipFile(source) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    (drawing,) = (name for name in parts if name.endswith("vmlDrawing1.vml"))
    parts[drawing] = VML.replace('id="_x0000_s1025"', "id=")
    book = Workbook.open(write(parts, "坏.xlsx"))
    with pytest.raises(Refused, match="批注的图形无法识别"):
        book.apply([AddNote(NAME, Address(2, 2), "说明")])

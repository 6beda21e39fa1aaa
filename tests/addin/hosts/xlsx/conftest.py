"""Workbooks made part by part, so that a test shows the very markup it is about; marked copies; their parts."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree.ElementTree import canonicalize

import pytest

from addin.checking import session
from addin.hosts.xlsx import Workbook
from addin.marking.edits import Edit

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAME = "自评表"  # of the first sheet

Parts = dict[str, str | bytes]
Build = Callable[..., Parts]
Write = Callable[..., Path]

STYLES = f"""{HEAD}<styleSheet xmlns="{MAIN}">
<numFmts count="2"><numFmt numFmtId="176" formatCode="0.00_ "/><numFmt numFmtId="177" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>
<fonts count="1"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor theme="4" tint="0.5999"/><bgColor indexed="64"/></patternFill></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="8">
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="176" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="177" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="31" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="0" fontId="0" fillId="2" borderId="0" xfId="0" applyFill="1"><alignment wrapText="1"/></xf>
</cellXfs>
<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>"""


def _build(
    data: str = "",
    *,
    before: str = "",
    after: str = "",
    strings: str = "",
    workbook: str = "",
    sheets: tuple[str, ...] = (NAME,),
) -> Parts:
    """The parts of a workbook: `data` is what its first sheet has in ``sheetData``."""
    sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{sheet_type}.worksheet+xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    listing = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    parts: Parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{sheet_type}.sheet.main+xml"/>{overrides}'
        f'<Override PartName="/xl/styles.xml" ContentType="{sheet_type}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{sheet_type}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr/>'
        f"<sheets>{listing}</sheets>{workbook}</workbook>",
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}'
        f'<Relationship Id="rId90" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId91" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{strings}</sst>',
    }
    for n in range(1, len(sheets) + 1):
        body = f"{before}<sheetData>{data}</sheetData>{after}" if n == 1 else "<sheetData/>"
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{body}</worksheet>'
        )
    return parts


@pytest.fixture
def build() -> Build:
    """Builds the parts of a workbook."""
    return _build


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes parts into a file; given markup instead, the rows of a one-sheet workbook."""

    def to_file(parts: Mapping[str, str | bytes] | str = "", name: str = "表.xlsx") -> Path:
        content = _build(parts) if isinstance(parts, str) else parts
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, body in content.items():
                archive.writestr(zipfile.ZipInfo(part, (2024, 10, 26, 8, 0, 0)), body, zipfile.ZIP_DEFLATED)
        return path

    return to_file


def strict(text: str) -> str:
    """A part in the namespaces of Strict Open XML."""
    return text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
        OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"
    )


def marked(source: Path, *edits: Edit) -> Path:
    """A copy beside the file, with these edits."""
    book = Workbook.open(source)
    book.apply(edits)
    target = source.with_stem(f"{source.stem}-核查")
    book.save(target)
    return target


def marked_again(path: Path, *edits: Edit) -> Path:
    """A copy beside a marked file: its marks are taken out, then these edits are made."""
    book = Workbook.open(path)
    session.clear(book)
    book.apply(edits)
    target = path.with_stem("再")
    book.save(target)
    return target


def parts_of(path: Path) -> dict[str, bytes]:
    """The parts of a file in their order, none of them twice."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert len(set(names)) == len(names)
        return {name: archive.read(name) for name in names}


def meaning(part: bytes) -> str:
    """A part without what is mere spelling; an empty list of names says no more than none."""
    return canonicalize(part.decode()).replace("<definedNames></definedNames>", "")

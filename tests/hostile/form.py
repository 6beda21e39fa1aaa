"""The ordinary, faultless self-evaluation form that every kind starts from, as the parts of a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELS = "_rels/.rels"
WORKBOOK = "xl/workbook.xml"
WORKBOOK_RELS = "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
STRINGS = "xl/sharedStrings.xml"
SHEET = "xl/worksheets/sheet1.xml"
SHEET_RELS = "xl/worksheets/_rels/sheet1.xml.rels"
OTHER = "xl/worksheets/sheet2.xml"
THEME = "xl/theme/theme1.xml"
PICTURE = "xl/media/image1.png"

Parts = dict[str, str | bytes]
Grid = list[list[str]]

FORM = """\
项目支出绩效自评表
（2024年度）
项目名称\t社区图书角建设
主管部门\t示例县文化局\t实施单位\t示例县图书馆
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t50\t50\t49\t10\t98%\t9.8
\t其中：当年财政拨款\t50\t50\t49\t—\t\t—
\t上年结转资金\t0\t0\t0\t—\t\t—
\t其他资金\t0\t0\t0\t—\t\t—
年度总体目标\t预期目标\t\t\t\t实际完成情况
\t建成社区图书角，方便居民就近借书。\t\t\t\t建成图书角20个，配书6000册，居民就近借书更方便。
绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
\t产出指标\t数量指标\t建成图书角数量\t≥20个\t20个\t20\t20
\t\t质量指标\t图书验收合格率\t=100%\t100%\t10\t10
\t\t时效指标\t建设按期完成率\t=100%\t100%\t10\t10
\t\t成本指标\t每个图书角建设成本\t≤2.5万元\t2.45万元\t10\t10
\t效益指标\t社会效益指标\t借阅图书人次\t≥3000人次\t3150人次\t30\t30
\t满意度指标\t服务对象满意度指标\t居民满意度\t≥90%\t94%\t10\t10
总分\t\t\t\t\t\t100\t99.8
"""
INDICATORS = range(12, 18)  # the rows of the grid that hold indicators
NAME, TARGET, ACTUAL, WEIGHT, SCORE, REASON = 3, 4, 5, 6, 7, 8  # their columns


def grid() -> Grid:
    """The form, row by row; each call gives one that may be changed."""
    width = 9
    return [(line.split("\t") + [""] * width)[:width] for line in FORM.splitlines()]


def column(number: int) -> str:
    """The letters of a column, from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal() and text.isascii()


def cell(text: str, at: str, indexes: dict[str, int]) -> str:
    """A cell as Excel writes it: a number, a per cent with its format, or a shared string."""
    if is_number(text):
        return f'<c r="{at}" s="1"><v>{text}</v></c>'
    if is_number(text.removesuffix("%")):
        return f'<c r="{at}" s="2"><v>{float(text[:-1]) / 100!r}</v></c>'
    index = indexes.setdefault(text, len(indexes))
    return f'<c r="{at}" s="1" t="s"><v>{index}</v></c>'


def rows(lines: Grid, indexes: dict[str, int]) -> str:
    """The rows of a sheet; the texts are entered in `indexes`."""
    return "".join(
        f'<row r="{y}">'
        + "".join(cell(text, f"{column(x)}{y}", indexes) for x, text in enumerate(line, 1) if text)
        + "</row>"
        for y, line in enumerate(lines, 1)
    )


def worksheet(data: str, before: str = "", after: str = "") -> str:
    return f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'


def string_table(texts: Iterable[str]) -> str:
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    return f'{HEAD}<sst xmlns="{MAIN}">{items}</sst>'


def relations(*links: tuple[str, str, str]) -> str:
    """Relations of (identifier, type, target); a target with ``://`` in it lies outside."""
    found = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for name, kind, target in links
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


def types(sheets: int = 2, more: str = "") -> str:
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{TYPE}.worksheet+xml"/>'
        for n in range(1, sheets + 1)
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="bin" ContentType="application/octet-stream"/>'
        f'<Override PartName="/{WORKBOOK}" ContentType="{TYPE}.sheet.main+xml"/>{overrides}'
        f'<Override PartName="/{STYLES}" ContentType="{TYPE}.styles+xml"/>'
        f'<Override PartName="/{STRINGS}" ContentType="{TYPE}.sharedStrings+xml"/>{more}</Types>'
    )


def workbook(*names: str, before: str = "", after: str = "") -> str:
    """The workbook part: one `sheet` for each name, with rId1, rId2, …"""
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheets>{sheets}</sheets>{after}</workbook>'


def workbook_relations(sheets: int = 2) -> str:
    return relations(
        *((f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, sheets + 1)),
        ("rId9001", "styles", "styles.xml"),
        ("rId9002", "sharedStrings", "sharedStrings.xml"),
        ("rId9003", "theme", "theme/theme1.xml"),
    )


STYLE_SHEET = f"""{HEAD}<styleSheet xmlns="{MAIN}">
<fonts count="1"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment wrapText="1"/></xf>
<xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>"""


def book(lines: Grid | None = None, before: str = "", after: str = "") -> Parts:
    """The parts of the workbook: the form, and parts that a check has no business with."""
    indexes: dict[str, int] = {}
    data = rows(grid() if lines is None else lines, indexes)
    merged = '<mergeCells count="1"><mergeCell ref="A1:I1"/></mergeCells>'
    return {
        CONTENT_TYPES: types(),
        ROOT_RELS: relations(
            ("rId1", "officeDocument", WORKBOOK), ("rId2", "customXml", "customXml/item1.xml")
        ),
        WORKBOOK: workbook("自评表", "说明"),
        WORKBOOK_RELS: workbook_relations(),
        STYLES: STYLE_SHEET,
        STRINGS: string_table(indexes),
        SHEET: worksheet(data, before, merged + after),
        OTHER: worksheet('<row r="1"><c r="A1" t="inlineStr"><is><t>填表人自己的说明</t></is></c></row>'),
        THEME: f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="主题"></a:theme>',
        PICTURE: b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "customXml/item1.xml": f'{HEAD}<note xmlns="urn:example">  as it  was </note>',
        "docProps/core.xml": f'{HEAD}<coreProperties xmlns="{PACKAGE}/metadata/core-properties"/>',
    }

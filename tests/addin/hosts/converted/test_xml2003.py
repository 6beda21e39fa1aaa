"""Workbooks in the XML of Excel 2003: indexes, merges, types, formats of styles."""

from __future__ import annotations

import pytest

from addin.hosts.problems import Unreadable
from tests.addin.hosts.converted.conftest import Read, grid, merges
from tests.addin.hosts.converted.originals import xml_2003


def data(text: str, kind: str = "String", attributes: str = "") -> str:
    return f'<Cell {attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


ACROSS = "ss:MergeAcross='2'"
DOWN = "ss:MergeDown='1'"
AT_4 = "ss:Index='4'"
AT_3 = "ss:Index='3'"
OVER_ALL = "ss:MergeAcross='16000' ss:MergeDown='1000000'"
STYLES = (
    '<Style ss:ID="Default"/><Style ss:ID="s1"><NumberFormat ss:Format="0%"/></Style>'
    '<Style ss:ID="s2" ss:Parent="s1"><Font ss:Bold="1"/></Style>'
    '<Style ss:ID="s3"><NumberFormat ss:Format="Fixed"/></Style>'
    '<Style ss:ID="s4"><NumberFormat ss:Format="Short Date"/></Style>'
)


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        (data("0.98", "Number", 'ss:StyleID="s1"'), "98%"),
        (data("0.98", "Number", 'ss:StyleID="s2"'), "98%"),
        (data("98.456", "Number", 'ss:StyleID="s3"'), "98.46"),
        (data("98.5", "Number"), "98.5"),
        (data("2024-03-05T00:00:00.000", "DateTime", 'ss:StyleID="s4"'), "2024/3/5"),
        (data("1", "Boolean"), "TRUE"),
        (data("#DIV/0!", "Error"), "#DIV/0!"),
        (data("007"), "007"),
        (data("=1+1"), "=1+1"),
        (data("一&#10;二"), "一\n二"),
        (data("<B xmlns='http://www.w3.org/TR/REC-html40'>粗</B>字"), "粗字"),
        (data("nonsense", "Number"), "nonsense"),
        (data("1e999999", "Number"), "1e999999"),
        (
            '<Cell ss:Formula="=1+1"><Data ss:Type="Number">2</Data><Comment><ss:Data>注</ss:Data></Comment></Cell>',
            "2",
        ),
    ],
)
def test_a_cell(read: Read, cell: str, seen: str) -> None:
    assert grid(read(xml_2003(f"<Row>{cell}</Row>", STYLES))) == [[seen]]


def test_indexes_and_merges(read: Read) -> None:
    sheet = read(
        xml_2003(
            f"<Row>{data('标题', attributes=ACROSS)}{data('右')}</Row>"
            f"<Row ss:Index='3'>{data('产出', attributes=DOWN)}{data('d', attributes=AT_4)}</Row>"
        )
    )
    assert grid(sheet) == [["标题", "", "", "右"], [""] * 4, ["产出", "", "", "d"]]
    assert merges(sheet) == {"A1:C1", "A3:A4"}


def test_what_is_hidden_stays_hidden(read: Read) -> None:
    rows = f"<Column/><Column ss:Hidden='1' ss:Span='1'/><Row>{data('a')}</Row><Row ss:Hidden='1'>{data('b')}</Row>"
    sheet = read(xml_2003(rows))
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {2, 3})


def test_more_characters_than_it_says(read: Read) -> None:
    text = xml_2003(f"<Row>{data('朱镕基')}</Row>").replace('"1.0"', '"1.0" encoding="gb2312"', 1)
    assert grid(read(text.encode("gb18030"))) == [["朱镕基"]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(xml_2003("").replace("<Workbook", "<!DOCTYPE x [<!ENTITY a 'b'>]><Workbook"), "DOCTYPE", id="entities"),
        pytest.param(xml_2003(f"<Row>{data('a')}</Row>")[:-20], "不是正确的 XML", id="cut off"),
        pytest.param(xml_2003(""), "没有表格", id="empty"),
        pytest.param(xml_2003(f"<Row ss:Index='9999999'>{data('a')}</Row>"), "超出", id="a row beyond the last"),
        pytest.param(xml_2003(f"<Row>{data('a', attributes=AT_3)}{data('b', attributes=AT_3)}</Row>"), "超出", id="one upon another"),
        pytest.param(xml_2003(f"<Row>{data('a', attributes=OVER_ALL)}</Row>"), "过多", id="a merge over all"),
        pytest.param(xml_2003(f"<Row>{data('a')}</Row>" * 30_001), "过多", id="cells"),
        pytest.param('<?xml version="1.0"?><a xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "不是 Excel", id="something else"),
    ],
)  # fmt: skip
def test_refused_in_words(read: Read, content: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read(content)

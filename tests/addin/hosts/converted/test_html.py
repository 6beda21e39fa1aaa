"""Web pages named .xls: spans, several tables, encodings, entities; nothing fetched, nothing run."""

from __future__ import annotations

import pytest

from addin.hosts.problems import Unreadable
from tests.addin.hosts.converted.conftest import Read, grid, merges


@pytest.mark.parametrize(
    ("page", "rows"),
    [
        pytest.param("<table><tr><td>a<td>95%</table>", [["a", "95%"]], id="tags left open"),
        pytest.param("<table><tr><th>甲</th><td>&lt;5 &amp; &yen;3&nbsp;元</td></tr></table>", [["甲", "<5 & ¥3 元"]], id="entities"),
        pytest.param("<table><tr><td>a<br>b<p>c</td><td> x \n y </td></tr></table>", [["a\nb\nc", "x y"]], id="lines"),
        pytest.param("<table><tr><td>a</td><td><script>x()</script><style>b{}</style><!-- n -->c</td></tr></table>", [["a", "c"]], id="scripts"),
        pytest.param("<h1>标题</h1><p>单位：<b>某局</b></p><table><tr><td>a</td><td>b</td></tr></table>尾", [["标题", ""], ["单位：某局", ""], ["a", "b"], ["尾", ""]], id="texts round it"),
        pytest.param("<table><tr><td>a</td></tr></table><table><tr><td>b</td><td>c</td></tr></table>", [["a", ""], ["b", "c"]], id="two tables"),
        pytest.param("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>", [["a", "b"]], id="a table that only holds one"),
        pytest.param("<table><tr><td>x</td><td><table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table></td></tr></table>", [["x", "a　b\nc"]], id="a table in a cell"),
        pytest.param("<table><tr><td style=\"mso-number-format:'\\@'\">12</td><td>12</td></tr></table>", [["12", "12"]], id="a text"),
        pytest.param("<table><thead><tr><td>a</td></tr></thead><tbody><tr><td>=1+1</td></tr></tbody></table>", [["a"], ["=1+1"]], id="groups"),
        pytest.param("<!DOCTYPE html [<!ENTITY x 'lol'>]><table><tr><td>a&x;</td></tr></table>", [["]>"], ["a&x;"]], id="entities of its own"),
        pytest.param("<table><tr><td>a</td><td><img src='http://x/y.png'>b</td></tr></table>", [["a", "b"]], id="pictures"),
    ],
)  # fmt: skip
def test_what_is_seen(read: Read, page: str, rows: list[list[str]]) -> None:
    assert grid(read(page)) == rows


def test_a_text_and_a_number_that_look_alike(read: Read) -> None:
    cells = read("<table><tr><td style=\"mso-number-format:'\\@'\">12</td><td>12</td></tr></table>").cells
    assert [type(cell.value).__name__ for cell in cells.values()] == ["str", "Decimal"]


def test_spans(read: Read) -> None:
    sheet = read(
        "<table><tr><td rowspan=2>产出</td><td colspan=2>数量</td></tr><tr><td>a</td><td>b</td></tr>"
        "<tr><td colspan=3>合计</td></tr></table>"
    )
    assert grid(sheet) == [["产出", "数量", ""], ["", "a", "b"], ["合计", "", ""]]
    assert merges(sheet) == {"A1:A2", "B1:C1", "A3:C3"}


def test_what_is_hidden_stays_hidden(read: Read) -> None:
    sheet = read(
        "<table><col width=70><col width=70 style='display:none'><col width=70>"
        "<tr><td>a</td><td>b</td><td>c</td></tr><tr style='display:none'><td>d</td></tr></table>"
    )
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {2})


@pytest.mark.parametrize(
    "page",
    [
        '<meta charset="gb2312"><table><tr><td>朱镕基绩效</td></tr></table>'.encode("gb18030"),
        '<meta http-equiv=Content-Type content="text/html; charset=gbk"><table><tr><td>朱镕基绩效</td></tr></table>'.encode("gbk"),
        "<table><tr><td>朱镕基绩效</td></tr></table>".encode("gbk"),
        "<table><tr><td>朱镕基绩效</td></tr></table>".encode(),
        "\ufeff<table><tr><td>朱镕基绩效</td></tr></table>".encode("utf-16-le"),
        '<meta charset="gb2312"><table><tr><td>朱镕基绩效</td></tr></table>'.encode(),
        '<meta charset="nonsense"><table><tr><td>朱镕基绩效</td></tr></table>'.encode("gbk"),
    ],
)  # fmt: skip
def test_encodings(read: Read, page: bytes) -> None:
    assert grid(read(page)) == [["朱镕基绩效"]]


def test_no_text_disappears_under_a_merged_cell(read: Read) -> None:
    sheet = read(
        "<table><tr><td rowspan=3 colspan=2>a</td><td>b</td></tr><tr><td>c</td></tr>"
        "<tr><td>d</td></tr></table><table><tr><td>e</td><td rowspan=2>f</td></tr><tr><td colspan=3>g</td></tr></table>"
    )
    seen = {text for row in grid(sheet) for text in row}
    assert seen == {"", *"abcdefg"}
    covered = {at for area in sheet.merges for at in sheet.cells if area.covers(at) and at != area.anchor}
    assert not covered


def test_overlapping_spans_give_a_file_that_excel_takes(read: Read) -> None:
    sheet = read("<table><tr><td>a</td><td rowspan=2>b</td></tr><tr><td colspan=2>c</td></tr></table>")
    assert merges(sheet) == {"B1:B2"}


@pytest.mark.parametrize(
    ("page", "said"),
    [
        pytest.param("<html><p>说明</p></html>", "没有表格", id="no table"),
        pytest.param("<table></table>", "没有表格", id="an empty one"),
        pytest.param(
            "<html><frameset><frame src='a.files/sheet001.htm'></frameset></html>", "没有表格", id="frames"
        ),
        pytest.param(
            "<table>" + "<tr><td rowspan=60000 colspan=900>a" * 100 + "</table>", "过多", id="spans"
        ),
        pytest.param("<table>" + "<tr><td>" * 200_001, "过多", id="cells"),
        pytest.param("<table " + "a " * 100_000 + "><tr><td>a</table>", "过多", id="attributes"),
        pytest.param("<table>" + "<tr><td>a" * 700_000, "过多", id="tags"),
        pytest.param("<table><tr><td>" + "<b>一</b> " * 120_000, "32767", id="a text without end"),
        pytest.param("<table><tr><td>" * 5_000 + "a", "过多", id="tables in tables"),
    ],
)
def test_refused_in_words(read: Read, page: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read(page)

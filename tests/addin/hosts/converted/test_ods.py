"""OpenDocument spreadsheets: what is repeated, covered, hidden; percentages, days and texts as they are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.hosts.files import Format, open_file
from addin.hosts.problems import Unreadable
from addin.reading.sheet import Sheet
from tests.addin.hosts.converted.conftest import grid, merges
from tests.addin.hosts.converted.originals import ods, ods_parts, zipped


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", more: str = "", kind: str = "string") -> str:
    lines = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="{kind}" {more}>{lines}</table:table-cell>'


def number(text: str, value: str, kind: str = "float") -> str:
    return cell(text, f'office:value="{value}"', kind)


BLANK = '<table:table-cell table:number-columns-repeated="{}"/>'
COVERED = "<table:covered-table-cell/>"


def sheet_of(path: Path, rows: str, styles: str = "") -> Sheet:
    file = open_file(ods(path / "原表.xlsx", rows, styles))  # whatever it is called
    assert file.format is Format.ODS
    return file.book.sheets[0]


@pytest.mark.parametrize(
    ("one", "seen", "value"),
    [
        (number("98%", "0.98", "percentage"), "98%", "Decimal"),
        (number("98.50%", "0.985", "percentage"), "98.50%", "Decimal"),
        (number("98.46", "98.456"), "98.46", "Decimal"),
        (number("1,800.00", "1800"), "1,800.00", "Decimal"),
        (number("¥80.00", "80", "currency"), "¥80.00", "Decimal"),
        (number("1/2", "0.5"), "1/2", "str"),
        (number("多", "nonsense"), "多", "str"),
        (cell("2024年3月5日", 'office:date-value="2024-03-05"', "date"), "2024年3月5日", "date"),
        (cell("五日", 'office:date-value="2024-03-05"', "date"), "五日", "str"),
        (cell("08:30", 'office:time-value="PT08H30M00S"', "time"), "08:30", "time"),
        (cell("TRUE", 'office:boolean-value="true"', "boolean"), "TRUE", "bool"),
        (cell("12"), "12", "str"),
        (cell("=1+1"), "=1+1", "str"),
        (cell("一\n二"), "一\n二", "str"),
        (cell('一<text:s text:c="2"/>二<text:line-break/>三'), "一  二\n三", "str"),
        (cell("字<text:note>注</text:note><text:span>体</text:span>"), "字体", "str"),
        (
            '<table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p>'
            "</office:annotation><text:p>字</text:p></table:table-cell>",
            "字",
            "str",
        ),
    ],
)
def test_a_cell(tmp_path: Path, one: str, seen: str, value: str) -> None:
    (found,) = sheet_of(tmp_path, row(one)).cells.values()
    assert (found.text, type(found.value).__name__, found.formula) == (seen, value, None)


def test_what_is_repeated_and_covered(tmp_path: Path) -> None:
    sheet = sheet_of(
        tmp_path,
        row(cell("标题", 'table:number-columns-spanned="3"'), COVERED, COVERED, BLANK.format(16381))
        + row(cell("产出", 'table:number-rows-spanned="2"'), BLANK.format(1), cell("a"))
        + row(COVERED, cell("b", 'table:number-columns-repeated="2"'))
        + row(BLANK.format(16384), more='table:number-rows-repeated="3"')
        + row(cell("同"), more='table:number-rows-repeated="2"')
        + row(BLANK.format(16384), more='table:number-rows-repeated="1048000"'),
    )
    blank = [""] * 3
    assert grid(sheet) == [
        ["标题", "", ""], ["产出", "", "a"], ["", "b", "b"], blank, blank, blank, ["同", "", ""], ["同", "", ""],
    ]  # fmt: skip
    assert merges(sheet) == {"A1:C1", "A2:A3"}


def test_what_is_hidden_stays_hidden(tmp_path: Path) -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    sheet = sheet_of(
        tmp_path, columns + row(cell("a"), cell("b")) + row(cell("c"), more='table:visibility="filter"')
    )
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {2})


def test_frames_that_go_on_below_the_table(tmp_path: Path) -> None:
    framed = '<style:style style:name="f"><style:table-cell-properties fo:border="1pt solid"/></style:style>'
    blank = '<table:table-cell table:style-name="f" table:number-columns-repeated="40"/>'
    rows = row(cell("a"), blank, cell("b")) + row(blank) * 2_000
    rows += row(blank * 10, more='table:number-rows-repeated="1000"') * 300
    assert grid(sheet_of(tmp_path, rows, framed)) == [["a", *[""] * 40, "b"]]


def test_a_hidden_sheet(tmp_path: Path) -> None:
    style = '<style:style style:name="t1"><style:table-properties table:display="false"/></style:style>'
    tables = "".join(
        f'<table:table table:name="{name}" {more}>{row(cell("a"))}</table:table>'
        for name, more in (("表", ""), ("底稿", 'table:style-name="t1"'))
    )
    book = open_file(zipped(tmp_path / "a.ods", ods_parts(tables, style))).book
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("表", False), ("底稿", True)]


ENCRYPTED = "<manifest><file-entry><encryption-data/></file-entry></manifest>"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param(
            {"META-INF/manifest.xml": ENCRYPTED, "content.xml": b"\x01\x02"}, "加密", id="encrypted"
        ),
        pytest.param({"mimetype": "application/vnd.oasis.opendocument.text"}, "文字", id="a text"),
        pytest.param({"content.xml": "<a/>"}, "没有表格", id="no sheets"),
        pytest.param({"content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}, "DOCTYPE", id="entities"),
        pytest.param({"content.xml": "<a>"}, "不是正确的 XML", id="cut off"),
        pytest.param(
            ods_parts(
                "<table:table>"
                + row(
                    cell("a", 'table:number-columns-repeated="16384"'),
                    more='table:number-rows-repeated="1048576"',
                )
                + "</table:table>"
            ),
            "过多",
            id="all cells of a sheet",
        ),
        pytest.param(
            ods_parts(
                "<table:table>"
                + row(cell("a", 'table:number-columns-spanned="16384" table:number-rows-spanned="1048576"'))
                + "</table:table>"
            ),
            "过多",
            id="a merge over all",
        ),
    ],
)
def test_refused_in_words(tmp_path: Path, changes: dict[str, str | bytes], said: str) -> None:
    parts = {**ods_parts(f"<table:table>{row(cell('a'))}</table:table>"), **changes}
    with pytest.raises(Unreadable, match=said):
        open_file(zipped(tmp_path / "a.ods", parts))

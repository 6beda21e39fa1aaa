"""Word documents: texts and tables down one sheet; merges, nested tables, changes that were tracked."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.hosts.files import Format, open_file
from addin.hosts.problems import Unreadable
from addin.reading.sheet import Sheet
from tests.addin.hosts.converted.conftest import grid, merges
from tests.addin.hosts.converted.originals import p, tbl, tc, tr, word, word_parts, zipped


def sheet_of(path: Path, body: str) -> Sheet:
    file = open_file(word(path / "原表.xls", body))  # whatever it is called
    assert file.format is Format.DOCX
    return file.book.sheets[0]


def run(*parts: str) -> str:
    return f"<w:p>{''.join(parts)}</w:p>"


def t(text: str, settings: str = "") -> str:
    return f"<w:r><w:rPr>{settings}</w:rPr><w:t>{text}</w:t></w:r>"


SPAN = '<w:gridSpan w:val="{}"/>'.format
DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_title_texts_and_tables_in_their_order(tmp_path: Path) -> None:
    sheet = sheet_of(
        tmp_path,
        p("项目支出绩效自评表") + p("") + p("填报单位：某局　　单位：万元") + tbl(tr(tc("项目名称"), tc("图书室")))
        + p("指标如下") + tbl(tr(tc("a"), tc("b"), tc("c"))) + p("填表人：张三"),
    )  # fmt: skip
    assert grid(sheet) == [
        ["项目支出绩效自评表", "", ""],
        ["填报单位：某局　　单位：万元", "", ""],
        ["项目名称", "图书室", ""],
        ["指标如下", "", ""],
        ["a", "b", "c"],
        ["填表人：张三", "", ""],
    ]
    assert merges(sheet) == {"A1:C1", "A2:C2", "A4:C4", "A6:C6"}


def test_spans_and_merges(tmp_path: Path) -> None:
    sheet = sheet_of(
        tmp_path,
        tbl(
            tr(tc("产出", DOWN), tc("数量", SPAN(2)), tc("x")),
            tr(tc("", ON), tc("a"), tc("b"), tc("c")),
            tr(tc("合计", SPAN(3)), tc("95%")),
            grid="1000 1000 1000 1000",
        ),
    )
    assert grid(sheet) == [["产出", "数量", "", "x"], ["", "a", "b", "c"], ["合计", "", "", "95%"]]
    assert merges(sheet) == {"A1:A2", "B1:C1", "A3:C3"}


def test_edges_drawn_by_hand_and_columns_in_which_nothing_begins(tmp_path: Path) -> None:
    """Two rows whose edges are 2 mm apart have the same columns; a span of every row is one column."""
    sheet = sheet_of(
        tmp_path,
        tbl(
            tr(tc("指标", SPAN(2)), tc("目标", SPAN(2)), tc("完成")),
            tr(tc("藏书", SPAN(1)), tc("500册", SPAN(3)), tc("512册")),
            grid="1000 100 1000 1000 1500",
        ),
    )
    assert grid(sheet) == [["指标", "目标", "完成"], ["藏书", "500册", "512册"]]
    assert merges(sheet) == set()


def test_a_merge_does_not_cover_a_text(tmp_path: Path) -> None:
    """A merged cell that is narrower further down: the texts beside it are there still."""
    sheet = sheet_of(
        tmp_path,
        tbl(tr(tc("a", DOWN + SPAN(2)), tc("b")), tr(tc("", ON), tc("c"), tc("d")), grid="900 900 900"),
    )
    assert grid(sheet) == [["a", "", "b"], ["", "c", "d"]]
    assert merges(sheet) == set()


def test_rows_that_begin_further_right(tmp_path: Path) -> None:
    sheet = sheet_of(
        tmp_path, tbl(tr(tc("a"), tc("b")), tr(tc("c"), settings='<w:gridBefore w:val="1"/>'), grid="900 900")
    )
    assert grid(sheet) == [["a", "b"], ["", "c"]]


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        pytest.param(p("一\n二"), "一\n二", id="a line break"),
        pytest.param(p("一") + p("二"), "一\n二", id="two paragraphs"),
        pytest.param(run(t("9"), t("5%")), "95%", id="runs"),
        pytest.param(run(t("9"), "<w:del><w:r><w:delText>4</w:delText></w:r></w:del><w:ins>" + t("5") + "</w:ins>"), "95", id="tracked changes"),
        pytest.param(run("<w:moveFrom>" + t("旧") + "</w:moveFrom><w:moveTo>" + t("新") + "</w:moveTo>"), "新", id="moved"),
        pytest.param(p("一") + "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>二</w:delText></w:r></w:del></w:p>", "一", id="a paragraph taken out"),
        pytest.param(run(t("看"), t("不见", "<w:vanish/>"), t("见", '<w:vanish w:val="0"/>')), "看见", id="hidden text"),
        pytest.param(run("<w:r><w:instrText>PAGE</w:instrText></w:r>", t("3")), "3", id="a field"),
        pytest.param(run("<w:hyperlink>" + t("链接") + "</w:hyperlink><w:smartTag>" + t("标") + "</w:smartTag>"), "链接标", id="wrapped runs"),
        pytest.param("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>" + p("控件") + "</w:sdtContent></w:sdt>", "控件", id="a content control"),
        pytest.param(run('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', t("优")), "☑优", id="a ticked box"),
        pytest.param(run("<w:r><w:tab/></w:r>", t("a"), "<w:r><w:noBreakHyphen/></w:r>", t("b")), "a-b", id="signs"),
        pytest.param(run(t("=1+1")), "=1+1", id="no formula"),
        pytest.param(run(t("007")), "007", id="a code"),
        pytest.param(tbl(tr(tc("甲"), tc("乙")), tr(tc("丙"))) + p("丁"), "甲　乙\n丙\n丁", id="a table within"),
    ],
)  # fmt: skip
def test_what_is_read_of_a_cell(tmp_path: Path, content: str, seen: str) -> None:
    sheet = sheet_of(tmp_path, tbl(tr(tc("项"), tc(content))))
    assert grid(sheet)[0][1].strip() == seen
    assert all(cell.formula is None for cell in sheet.cells.values())


def test_a_text_box_stands_under_its_paragraph_and_once(tmp_path: Path) -> None:
    box = "<w:txbxContent>" + p("自评表") + "</w:txbxContent>"
    both = f'<mc:AlternateContent xmlns:mc="mc"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    assert grid(sheet_of(tmp_path, run(t("标题"), f"<w:r>{both}</w:r>") + tbl(tr(tc("a"))))) == [
        ["标题"],
        ["自评表"],
        ["a"],
    ]


def test_a_row_taken_out(tmp_path: Path) -> None:
    body = tbl(tr(tc("a")), tr(tc("b"), settings="<w:del/>"), tr(tc("c"), settings="<w:ins/>"))
    assert grid(sheet_of(tmp_path, body)) == [["a"], ["c"]]


def test_a_table_that_only_holds_others(tmp_path: Path) -> None:
    inner = p("表一") + tbl(tr(tc("a"), tc("b")))
    assert grid(sheet_of(tmp_path, tbl(tr(tc(inner)), tr(tc("c"))))) == [["表一", ""], ["a", "b"], ["c", ""]]


def test_numbers_are_numbers_as_they_are_seen(tmp_path: Path) -> None:
    cells = sheet_of(tmp_path, tbl(tr(tc("95%"), tc("12.50"), tc("80")))).cells.values()
    assert [(str(c.value), c.text) for c in cells] == [("0.95", "95%"), ("12.5", "12.50"), ("80", "80")]


def test_the_stricter_dialect(tmp_path: Path) -> None:
    parts = {
        name: str(part).replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, part in word_parts(tbl(tr(tc("a"), tc("b", SPAN(2))))).items()
    }
    assert grid(open_file(zipped(tmp_path / "a.docx", parts)).book.sheets[0]) == [["a", "b"]]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param(p("只有文字"), "没有表格", id="no table"),
        pytest.param(tbl(tr(tc(""))), "没有表格", id="a blank one"),
        pytest.param("<w:tbl><w:tr>", "不是正确的 XML", id="cut off"),
        pytest.param(tbl(tr(tc("a")) * 20_001), "过多", id="rows"),
        pytest.param(tbl(*[tr(tc("a", SPAN(999)), tc("b", SPAN(999)))]), "过多", id="columns"),
        pytest.param(
            "<w:tbl><w:tr><w:tc>" * 12 + p("a") + "</w:tc></w:tr></w:tbl>" * 12, "过多", id="nested"
        ),
        pytest.param(tbl(tr(tc("字" * 40_000))), "32767", id="more than a cell takes"),
    ],
)
def test_refused_in_words(tmp_path: Path, body: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        open_file(word(tmp_path / "a.docx", body))


def test_entities(tmp_path: Path) -> None:
    parts = word_parts(tbl(tr(tc("a"))))
    parts["word/document.xml"] = "<!DOCTYPE x [<!ENTITY e 'x'>]>" + str(parts["word/document.xml"])
    with pytest.raises(Unreadable, match="DOCTYPE"):
        open_file(zipped(tmp_path / "a.docx", parts))

"""The Excel host by itself: few calls, looks by XML or without it, notes of others, texts that stay texts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from addin.checking.check import check
from addin.hosts.excel import Workbook, com
from addin.hosts.excel.looks import parse_looks
from addin.hosts.excel.reading import read_sheet
from addin.hosts.problems import Refused
from addin.hosts.xlsx import Workbook as File
from addin.marking.edits import AddNote, Fill, Hint, Look, PutSheet, SetValue, SheetCell
from addin.marking.ledger import Ledger
from addin.marking.moved_rows import Moves
from addin.reading.sheet import CellError, Sheet
from scoring.form.address import Address, Area
from tests.addin.books import FAULTS, long_form, personal_form
from tests.addin.fake_excel import AppX, BookX
from tests.addin.fake_looks import Com
from tests.forms import NAMES, write_form

Open = Callable[[Path], BookX]


def wrapped(book: BookX) -> Any:
    """The book as xlwings hands it to a macro."""
    import xlwings as xw

    return xw.books.active.api


def read(book: BookX, name: str) -> Sheet:
    return read_sheet(wrapped(book).Worksheets(name))


def marked(book: BookX, *edits: Any) -> Any:
    """The openpyxl sheet after these edits."""
    host = Workbook(wrapped(book))
    name = book.sheets[0].title()
    book.app.alerts = False
    host.apply(edits)
    return book.wb[name]


@pytest.mark.parametrize("name", NAMES)
def test_reads_a_form_as_the_file_host_does(name: str, tmp_path: Path, open_book: Open) -> None:
    path = write_form(tmp_path / "表.xlsx", name, changes=FAULTS.get(name))
    book = open_book(path)
    assert read(book, name) == File.open(path).sheets[0]


def test_reads_merges_heights_hidden_rows_formulas_and_print_area(tmp_path: Path, open_book: Open) -> None:
    path = personal_form(tmp_path / "表 1.xlsx")
    prepared = openpyxl.load_workbook(path)
    sheet = prepared["review"]
    sheet.print_area = "A1:I30"
    sheet.title = "它's 表"
    sheet["K2"].value, sheet["K2"].number_format = 45646, "yyyy-mm-dd"
    sheet["K3"].value = "#DIV/0!"
    sheet["K4"].value = True
    prepared.save(path)
    book = open_book(path)
    ours, theirs = read(book, "它's 表"), File.open(path).sheets[0]
    assert dict(ours.cells) == dict(theirs.cells)
    assert isinstance(ours.cells[Address.parse("K3")].value, CellError)
    assert sorted(ours.merges) == sorted(theirs.merges)
    assert (ours.hidden_rows, ours.print_area, ours.extent) == ({29}, Area(1, 1, 30, 9), theirs.extent)
    assert ours.row_heights == theirs.row_heights


def test_a_formula_that_gave_a_blank_text_is_calculated(tmp_path: Path, open_book: Open) -> None:
    blank = {"value": 1, "formula": '=IF(1,"","")'}
    book = open_book(write_form(tmp_path / "表.xlsx", "review", changes={"H19": blank, "F21": blank}))
    for cell in ("H19", "F21"):
        book.sheets[0].vals[cell].value = ""
    sheet = read(book, "review")
    assert [sheet.cells[Address.parse(cell)].value for cell in ("H19", "F21")] == ["", ""]
    (checked,) = check([sheet])
    assert checked.review.of("LY12") == ()


@pytest.mark.parametrize("rows", [8, 200])
def test_reads_in_at_most_twelve_calls(rows: int, tmp_path: Path, open_book: Open) -> None:
    book = open_book(long_form(tmp_path / "表.xlsx", rows))
    sheet = wrapped(book).Worksheets("review")
    Com.counter.names.clear()
    assert len(read_sheet(sheet).cells) > rows * 6
    assert len(Com.counter) <= 12, Com.counter.names


def test_reads_percentages_without_the_xml_too(app: AppX, tmp_path: Path, open_book: Open) -> None:
    path = write_form(tmp_path / "表.xlsx", "self")
    book = open_book(path)
    app.without_xml = True
    Com.counter.names.clear()
    ours, theirs = read(book, "self"), File.open(path).sheets[0]
    assert {at: cell.text for at, cell in ours.cells.items()} == {
        at: c.text for at, c in theirs.cells.items()
    }
    assert len(Com.counter) < 100


def test_parses_spans_jumps_parents_and_named_formats() -> None:
    looks = parse_looks(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles>'
        '<Style ss:ID="Default" ss:Name="Normal"><NumberFormat/></Style>'
        '<Style ss:ID="s16" ss:Name="Percent"><NumberFormat ss:Format="0%"/></Style>'
        '<Style ss:ID="s62" ss:Parent="s16"/><Style ss:ID="s63"><NumberFormat ss:Format="Short Date"/></Style>'
        '</Styles><Worksheet ss:Name="表"><Table><Column ss:Index="2" ss:Span="1" ss:Hidden="1"/>'
        '<Column ss:StyleID="s63"/><Row ss:Hidden="1" ss:Span="1"/><Row ss:Index="5" ss:Height="42">'
        '<Cell ss:StyleID="s62" ss:MergeAcross="1" ss:MergeDown="2"/><Cell ss:Index="4"/></Row></Table></Worksheet></Workbook>'
    )
    assert looks.formats == {Address(5, 1): "0%", Address(5, 4): "yyyy/m/d"}
    assert looks.merges == (Area(5, 1, 7, 2),)
    assert (looks.hidden_rows, looks.hidden_columns, looks.heights) == ({1, 2}, {2, 3}, {5: 42.0})
    with pytest.raises(ValueError):
        parse_looks("<Workbook/>")


def test_a_marked_cell_costs_a_bounded_number_of_calls(tmp_path: Path, open_book: Open) -> None:
    """However many cells there are: each at most twenty-five, personal note and theme colour included."""
    costs = []
    for count in (5, 40):
        book = open_book(personal_form(tmp_path / f"{count}.xlsx"))
        sheet = book.wb["review"]
        for row in range(1, count + 1):
            sheet.cell(row, 12).comment = Comment("自己的话", "李明")
            sheet.cell(row, 12).fill = PatternFill("solid", fgColor="FF00FF00")
        edits = [
            edit
            for row in range(1, count + 1)
            for edit in (
                Fill("review", Address(row, 12), Look.ERROR),
                AddNote("review", Address(row, 12), "有误"),
                Hint("review", Address(row, 14), "【错误】有误"),
            )
        ]
        Com.counter.names.clear()
        marked(book, *edits)
        costs.append(len(Com.counter))
    assert (costs[1] - costs[0]) / 35 <= 25


def test_a_threaded_comment_is_left_alone(tmp_path: Path, open_book: Open) -> None:
    book = open_book(write_form(tmp_path / "表.xlsx", "review"))
    sheet = book.wb["review"]
    sheet["A1"].comment = Comment("[Threaded comment]\n旧版看到的话", "x")
    sheet["A2"].comment = Comment("新的讨论", "x")
    book.sheets[0].threads |= {(2, 1), (3, 1)}
    marked(book, *(AddNote("review", Address(row, 1), "有误") for row in (1, 2, 3)))
    assert sheet["A3"].comment is None
    assert [sheet.cell(row, 1).comment.text for row in (1, 2)] == [
        "[Threaded comment]\n旧版看到的话",
        "新的讨论",
    ]


def test_texts_are_never_taken_for_formulas_dates_or_numbers(tmp_path: Path, open_book: Open) -> None:
    book = open_book(write_form(tmp_path / "表.xlsx", "review", changes={"H7": "'90%", "F21": "良"}))
    texts = ["=1+1", "+5", "-3", "@A1", "9月5日", "95%", "12", "'引号", "TRUE", "#N/A", "优", "【错误】1-2"]
    sheet = marked(
        book,
        SetValue("review", Address.parse("H7"), "95.5%"),
        SetValue("review", Address.parse("I7"), Decimal("9.55")),
        PutSheet("核查结果", tuple((SheetCell(text),) for text in texts)),
    )
    assert [cell.value for cell in book.wb["核查结果"]["A"]] == texts
    assert all(cell.data_type == "s" for cell in book.wb["核查结果"]["A"])
    assert (sheet["H7"].value, sheet["I7"].value) == ("95.5%", 9.55)


def test_a_formula_is_never_overwritten(tmp_path: Path, open_book: Open) -> None:
    book = open_book(
        write_form(tmp_path / "表.xlsx", "review", changes={"I7": {"value": 9.5, "formula": "=9.5"}})
    )
    with pytest.raises(ValueError, match="I7"):
        marked(book, SetValue("review", Address.parse("I7"), Decimal("9.55")))
    assert book.wb["review"]["I7"].value == "=9.5"


def test_a_sheet_of_that_name_that_is_not_ours_is_neither_overwritten_nor_removed(
    tmp_path: Path, open_book: Open
) -> None:
    book = open_book(write_form(tmp_path / "表.xlsx", "review"))
    book.wb.create_sheet("核查结果")["A1"] = "别人的"
    book.sheets.append(type(book.sheets[0])(book, book.wb["核查结果"], book.wb["核查结果"]))
    with pytest.raises(Refused):
        marked(book, Fill("review", Address(1, 1), Look.ERROR), PutSheet("核查结果", ()))
    assert book.wb["核查结果"]["A1"].value == "别人的"
    assert book.wb["review"]["A1"].fill.fill_type is None


def test_clearing_an_unmarked_book_changes_nothing(tmp_path: Path, open_book: Open) -> None:
    book = open_book(personal_form(tmp_path / "表.xlsx"))
    Workbook(wrapped(book)).clear(None, Moves())
    Workbook(wrapped(book)).clear(Ledger(), Moves())
    assert book.wb["review"]["A5"].comment.text == "与他人无关"


@pytest.mark.parametrize("stub", ["pywintypes", "win32com.client", "xlwings._xlwindows"])
def test_nothing_of_the_stubs_is_left_behind(stub: str) -> None:
    import sys

    import xlwings as xw

    assert stub not in sys.modules
    assert all(engine.name != "excel" for engine in xw.engines)


def test_chunks_keep_to_what_a_range_takes() -> None:
    parts = list(com.chunks(f"AA{n}" for n in range(1000, 1200)))
    assert ",".join(parts).split(",") == [f"AA{n}" for n in range(1000, 1200)]
    assert max(map(len, parts)) <= 255

"""A form over two sheets is marked on both, in a file and in Excel, and both are as before when it is cleared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from jsonschema import Draft202012Validator
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from typer.testing import CliRunner

from addin import macros
from addin.checking import session
from addin.checking.files import check_file
from addin.checking.session import Session
from addin.cli import main
from addin.hosts.xlsx import Workbook
from addin.marking.edits import MARKS_SHEET, RESULT_SHEET
from tests.addin.books import book_seen, form_over_two_sheets
from tests.addin.checking.kept import InExcel, InFile, Keep, Kept
from tests.addin.cli.test_schema import SCHEMA
from tests.addin.fake_excel import BookX, excel
from tests.addin.hosts.xlsx.conftest import meaning, parts_of
from tests.forms import write_form

HEAD, TABLE = "基本情况", "指标完成"
# In the head the score of execution, in the table a score above its weight and a sum of the weights.
FAULTS = {"H6": 10, "H13": 20, "G20": 99}
FOUND = {(HEAD, "H6", "FD02"), (TABLE, "H2", "SC01"), (TABLE, "G9", "WT06")}


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """The table begins on row 12 of the form in one piece: H13 is H2 on its own sheet, G20 is G9."""
    path = form_over_two_sheets(tmp_path / "表.xlsx", "self", FAULTS)
    book = openpyxl.load_workbook(path)
    book[HEAD]["H6"].comment = Comment("甲：请核对", "甲")
    book[TABLE]["H2"].fill = PatternFill("solid", fgColor="FF00FF00")
    book.create_sheet("填表说明")["A1"] = "说明"
    book.save(path)
    return path


def notes(sheet: Any) -> dict[str, list[str]]:
    """The rules in the note of each cell."""
    cells = (cell for row in sheet.iter_rows() for cell in row if cell.comment)
    return {
        c.coordinate: [
            line.split()[1]
            for line in c.comment.text.splitlines()
            if line.startswith(("错误 ", "提示 ", "参考 "))
        ]
        for c in cells
    }


def hints(sheet: Any, column: str) -> dict[str, str]:
    return {cell.coordinate: cell.value for cell in sheet[column] if cell.value}


def test_the_findings_are_those_of_the_form_in_one_piece(keep: Keep, faulty: Path) -> None:
    assert set(keep(faulty).findings()) == FOUND


def test_each_sheet_has_its_own_marks(keep: Keep, faulty: Path) -> None:
    book = keep(faulty).book
    head, table = book[HEAD], book[TABLE]
    assert notes(head) == {"H6": ["FD02"]}
    assert notes(table) == {"H2": ["SC01"], "G9": ["WT06"]}
    assert [cell.fill.fill_type for cell in (head["H6"], table["H2"], table["G9"])] == ["solid"] * 3
    assert (set(hints(head, "I")), set(hints(table, "J"))) == ({"I1", "I6"}, {"J1", "J2", "J9"})
    assert (head.print_area, table.print_area) == ("'基本情况'!$A$1:$H$11", "'指标完成'!$A$1:$I$9")


def test_results_are_put_right_on_their_own_sheets(keep: Keep, faulty: Path) -> None:
    book = keep(faulty).book
    assert (book[HEAD]["H6"].value, book[TABLE]["H2"].value, book[TABLE]["G9"].value) == (9.43, 20, 100)


def test_the_list_of_findings_leads_to_the_right_sheet(keep: Keep, faulty: Path) -> None:
    rows = [row for row in keep(faulty).book[RESULT_SHEET].iter_rows(max_col=5) if row[2].hyperlink]
    assert {(r[1].value, r[2].value, r[4].value[:4]) for r in rows} == FOUND
    assert [r[2].hyperlink.location for r in rows] == [f"'{r[1].value}'!{r[2].value}" for r in rows]


def test_clearing_leaves_both_as_they_were(keep: Keep, faulty: Path) -> None:
    before = book_seen(openpyxl.load_workbook(faulty))
    kept = keep(faulty)
    assert kept.check() == ""
    assert kept.clear() == ""
    assert book_seen(kept.book) == before


def test_a_second_check_leaves_the_same(keep: Keep, faulty: Path) -> None:
    kept = keep(faulty)
    before = book_seen(kept.book)
    assert kept.check() == ""
    assert book_seen(kept.book) == before


def settle(kept: Kept, sheet: str, cell: str, reason: str) -> None:
    def change(book: Any) -> None:
        rows = book[RESULT_SHEET].iter_rows(max_col=12)
        row = next(row for row in rows if (row[1].value, row[2].value) == (sheet, cell))
        row[10].value, row[11].value = "属实不改", reason

    kept.change(change)


@pytest.mark.parametrize(("sheet", "cell", "now"), [(HEAD, "H6", "H7"), (TABLE, "H2", "H3")])
def test_a_settlement_is_kept_where_a_row_is_inserted(
    sheet: str, cell: str, now: str, keep: Keep, faulty: Path
) -> None:
    kept = keep(faulty)
    settle(kept, sheet, cell, "按会议决定")
    kept.change(lambda book: book[sheet].insert_rows(1))
    assert (sheet, now) not in [place[:2] for place in kept.findings()]
    assert kept.check() == ""
    assert now not in notes(kept.book[sheet]) or notes(kept.book[sheet])[now] == []
    assert len(kept.findings()) == 2


def test_clearing_a_file_gives_its_parts_back(tmp_path: Path) -> None:
    path = form_over_two_sheets(tmp_path / "表.xlsx", "self", FAULTS)
    copy = check_file(path).copy
    assert copy is not None
    marked = Workbook.open(copy)
    session.clear(marked)
    marked.save(copy)
    before, after = (
        {
            name: meaning(part).replace(' s="0"', "")  # says no more than no style
            for name, part in parts_of(book).items()
            if name != "xl/styles.xml"  # colours once added stay there, unused
        }
        for book in (path, copy)
    )
    assert before == after


def test_both_hosts_leave_the_same_workbook(faulty: Path, said: list[str]) -> None:
    other = faulty.with_stem("另一份")
    other.write_bytes(faulty.read_bytes())
    with excel() as app:
        in_excel = book_seen(InExcel(app, other, said).book, but=(MARKS_SHEET,))
    assert book_seen(InFile(faulty).book, but=(MARKS_SHEET,)) == in_excel


@pytest.mark.parametrize("front", [HEAD, TABLE])
def test_in_excel_either_sheet_may_be_in_front(front: str, faulty: Path, said: list[str]) -> None:
    with excel() as app:
        app.open = BookX(app, faulty)
        app.open.wb.active = app.open.wb.sheetnames.index(front)
        macros.recalculate_and_check()
        assert said[0].endswith("改正了2格：“基本情况”H6 10→9.43，“指标完成”G9 99→100。")
        assert set(notes(app.open.wb[HEAD])) == {"H6"}
        assert "H2" in notes(app.open.wb[TABLE])
        macros.clear_marks()
        assert MARKS_SHEET not in app.open.wb.sheetnames


def test_in_excel_a_sheet_beside_the_form_is_not_checked_with_it(tmp_path: Path, said: list[str]) -> None:
    """The next sheet is read to see whether the form goes on there; it is a form of its own."""
    path = form_over_two_sheets(tmp_path / "表.xlsx", "self", FAULTS)
    book = openpyxl.load_workbook(path)
    head = book.copy_worksheet(book[HEAD])
    table = book.copy_worksheet(book[TABLE])
    head["B3"], table.title = "另一个项目", "另一张"
    book.save(path)
    with excel() as app:
        app.open = BookX(app, path)
        app.open.wb.active = 1
        macros.recalculate_and_check()
        assert "H6" in notes(app.open.wb[HEAD])
        assert (notes(app.open.wb[head.title]), notes(app.open.wb["另一张"])) == ({}, {})


def test_a_file_checked_without_a_copy_finds_the_same(faulty: Path) -> None:
    looked = Session(Workbook.open(faulty)).look()
    marked = check_file(faulty).forms
    assert [form.review.findings for form in looked] == [form.review.findings for form in marked]


def test_the_json_names_the_sheet_of_each_cell(faulty: Path) -> None:
    result = CliRunner().invoke(main.app, ["check", "--no-copy", "--format", "json", str(faulty)])
    (line,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert line["sheet"] == TABLE
    assert {(f["sheet"], f["cell"], f["rule"]) for f in line["findings"]} == FOUND
    assert {(fund["sheet"], fund["row"]) for fund in line["form"]["funds"]} == {
        (HEAD, row) for row in range(6, 10)
    }
    assert [row["row"] for row in line["form"]["indicators"]] == list(range(2, 9))


def test_the_json_names_the_other_sheet_among_the_cells_of_a_finding(tmp_path: Path) -> None:
    never = {"value": None, "formula": "=1"}
    path = form_over_two_sheets(tmp_path / "表.xlsx", "self", {"H6": never, "H20": never})
    result = CliRunner().invoke(main.app, ["check", "--no-copy", "--format", "json", str(path)])
    (line,) = [json.loads(line) for line in result.stdout.splitlines()]
    Draft202012Validator(SCHEMA).validate(line)
    (finding,) = (finding for finding in line["findings"] if finding["rule"] == "LY12")
    assert (finding["sheet"], finding["cells"]) == (HEAD, ["H6", f"'{TABLE}'!H9"])


def test_a_finding_about_both_sheets_is_marked_on_both(keep: Keep, tmp_path: Path) -> None:
    never = {"value": None, "formula": "=1"}
    path = form_over_two_sheets(tmp_path / "表.xlsx", "self", {"H6": never, "H20": never})
    book = keep(path).book
    assert "LY12" in notes(book[HEAD])["H6"]
    assert "LY12" in notes(book[TABLE])["H9"]


def test_in_excel_a_locked_sheet_beside_a_form_locks_nothing(tmp_path: Path, said: list[str]) -> None:
    """Without goals the form may go on on the next sheet, which is looked at and left alone."""
    goals = dict.fromkeys(("A10", "B10", "F10", "B11", "F11"), "")
    path = write_form(tmp_path / "表.xlsx", "self", changes={**FAULTS, **goals})
    book = openpyxl.load_workbook(path)
    book.create_sheet("填表说明")["A1"] = "说明"
    book.save(path)
    with excel() as app:
        app.open = BookX(app, path)
        app.open.sheets[1].protected = True
        macros.recalculate_and_check()
        assert said[0].startswith("总分")
        assert "H6" in notes(app.open.wb["self"])


@pytest.mark.parametrize("locked", [0, 1])
def test_in_excel_a_form_one_half_of_which_is_locked_is_not_marked(
    locked: int, faulty: Path, said: list[str]
) -> None:
    with excel() as app:
        app.open = BookX(app, faulty)
        app.open.sheets[locked].protected = True
        before = book_seen(app.open.wb)
        macros.recalculate_and_check()
        assert "保护" in said[0]
        assert book_seen(app.open.wb) == before

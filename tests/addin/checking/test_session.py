"""What happens round a check, the same whoever holds the workbook: a file and Excel are put through one test."""

from __future__ import annotations

from copy import copy
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from addin import macros
from addin.checking.files import check_file
from addin.marking.edits import MARKS_SHEET, RESULT_SHEET
from tests.addin.books import FAULTS, book_seen
from tests.addin.checking.kept import Change, InExcel, InFile, Keep, Kept
from tests.addin.fake_excel import BookX, excel
from tests.forms import write_form

FAULTY = {"F21": "良", "I7": 9.5, "H13": 20}  # the grade and a score are put right; a score only marked


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return write_form(tmp_path / "表.xlsx", "review", changes=FAULTY)


def settle(action: str, reason: str = "", cell: str = "F21") -> Change:
    """The person's word on the finding at a cell, on 核查结果."""

    def change(book: Any) -> None:
        results = book[RESULT_SHEET]
        row = next(c.row for c in results["C"] if c.value == cell)
        results.cell(row, 11).value, results.cell(row, 12).value = action, reason

    return change


def insert(row: int, count: int = 1, sheet: str = "review") -> Change:
    """Blank rows, which look like the one above them as in Excel."""

    def change(book: Any) -> None:
        changed = book[sheet]
        changed.insert_rows(row, count)
        for column in range(1, changed.max_column + 1) if row > 1 else ():
            above = changed.cell(row - 1, column)
            for new in range(row, row + count):
                if above.has_style:
                    changed.cell(new, column)._style = copy(above._style)

    return change


def rename(book: Any) -> None:
    book["review"].title = "改名"


def settled_in(kept: Kept, sheet: str = "review") -> list[tuple[str, ...]]:
    """Sheet, 位置, rule, 处理 and 理由 of the findings that somebody has said something of."""
    rows = [[cell.value for cell in row] for row in kept.book[RESULT_SHEET].iter_rows(max_col=12)]
    return [(r[1], r[2], r[4][:4], r[10], r[11]) for r in rows if r[0] != "序号" and len(r) > 11 and r[10]]


def marks_left(book: Any) -> list[str]:
    """Cells of the form that have a note, a fill, or stand in the column of hints."""
    sheet = book.worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    return [c.coordinate for c in cells if c.comment or c.fill.fill_type or (c.column == 10 and c.value)]


@pytest.mark.parametrize("row", [*range(1, 24)])
def test_a_settlement_is_kept_wherever_a_row_is_inserted(row: int, keep: Keep, faulty: Path) -> None:
    kept = keep(faulty)
    kept.change(settle("属实不改", "按会议决定"))
    kept.change(insert(row))
    now = f"F{21 + (row <= 21)}"
    assert (now, "SC05") not in [(cell, rule) for _, cell, rule in kept.findings()]
    assert kept.check() == ""
    assert ("review", now, "SC05", "属实不改", "按会议决定") in settled_in(kept)
    assert kept.book["review"][now].comment is None
    assert kept.book["review"][now].value == "良"


@pytest.mark.parametrize("row", [1, 8, 14, 21, 22])
def test_a_settlement_outlives_rows_inserted_after_the_next_check(row: int, keep: Keep, faulty: Path) -> None:
    """Then nothing is written beside it any more that would go along with its row."""
    kept = keep(faulty)
    kept.change(settle("属实不改", "按会议决定"))
    assert kept.check() == ""
    kept.change(insert(row))
    assert kept.check() == ""
    now = f"F{21 + (row <= 21)}"
    assert ("review", now, "SC05", "属实不改", "按会议决定") in settled_in(kept)
    assert kept.book["review"][now].comment is None


@pytest.mark.parametrize("row", [*range(2, 24)])
def test_what_was_there_comes_back_wherever_rows_were_inserted(row: int, keep: Keep, faulty: Path) -> None:
    kept = keep(faulty)
    kept.change(insert(row, 2))
    assert kept.clear() == ""
    sheet = kept.book["review"]
    assert kept.book.sheetnames == ["review"]
    assert sheet.cell(21 + 2 * (row <= 21), 6).value == "良"
    assert sheet.cell(7 + 2 * (row <= 7), 9).value == 9.5
    assert marks_left(kept.book) == []


def test_a_row_inserted_and_filled_in_keeps_no_colour_of_ours(keep: Keep, faulty: Path) -> None:
    def fill_in(book: Any) -> None:
        book["review"]["F22"].value = book["review"]["A22"].value = "补充"

    kept = keep(faulty)
    for change in (insert(22), fill_in):  # below the last row that is marked
        kept.change(change)
    assert kept.book["review"]["F22"].fill.fill_type is not None
    assert kept.check() == ""
    assert kept.book["review"]["F22"].fill.fill_type is None


@pytest.mark.parametrize("row", [1, 8, 14, 22])
def test_a_second_check_finds_the_same_where_a_row_was_inserted(row: int, keep: Keep, faulty: Path) -> None:
    kept = keep(faulty)
    before = kept.findings()
    kept.change(insert(row))
    moved = [(sheet, cell, rule) for sheet, cell, rule in kept.findings()]
    assert [rule for *_, rule in moved] == [rule for *_, rule in before]
    assert kept.check() == ""
    assert kept.findings() == moved


@pytest.mark.parametrize(
    ("action", "reason", "value", "has_note"),
    [
        ("已改", "", "优", False),
        ("属实不改", "按会议决定", "良", False),
        ("误报", "另有规定", "良", False),
        ("误报", "", "优", True),
    ],
)
def test_each_word_means_the_same_to_every_host(
    action: str, reason: str, value: str, has_note: bool, keep: Keep, faulty: Path
) -> None:
    kept = keep(faulty)
    kept.change(settle(action, reason))
    assert kept.check() == ""
    grade = kept.book["review"]["F21"]
    assert (grade.value, grade.comment is not None) == (value, has_note)
    assert kept.clear() == ""
    # What was accepted is the person's own from then on; anything else is theirs as they typed it.
    assert kept.book["review"]["F21"].value == ("优" if action == "已改" else "良")
    assert kept.book["review"]["I7"].value == 9.5


def test_an_accepted_result_stays_though_the_marks_are_cleared_at_once(keep: Keep, faulty: Path) -> None:
    kept = keep(faulty)
    kept.change(settle("已改"))
    assert kept.clear() == ""
    assert (kept.book["review"]["F21"].value, kept.book["review"]["I7"].value) == ("优", 9.5)


def test_an_accepted_result_is_no_finding_where_nothing_is_written(keep: Keep, faulty: Path) -> None:
    kept = keep(faulty)
    assert "SC05" in [rule for *_, rule in kept.findings()]
    kept.change(settle("已改"))
    assert "SC05" not in [rule for *_, rule in kept.findings()]


def test_an_accepted_result_is_accepted_in_an_inserted_rows_wake(keep: Keep, faulty: Path) -> None:
    kept = keep(faulty)
    kept.change(settle("已改"))
    kept.change(insert(9))
    assert kept.check() == ""
    assert kept.book["review"]["F22"].value == "优"
    assert kept.book["review"]["F22"].comment is None


def test_a_renamed_sheet_keeps_its_settlements_and_one_column_of_hints(keep: Keep, faulty: Path) -> None:
    kept = keep(faulty)
    kept.change(settle("误报", "另有规定"))
    kept.change(rename)
    assert kept.check() == ""
    assert ("改名", "F21", "SC05", "误报", "另有规定") in settled_in(kept)
    hints = [c.column_letter for row in kept.book["改名"].iter_rows(min_col=10) for c in row if c.value]
    assert set(hints) == {"J"}
    assert kept.clear() == ""
    assert marks_left(kept.book) == []
    assert kept.book["改名"]["F21"].value == "良"


def test_notes_of_a_person_that_quote_ours_stay(keep: Keep, faulty: Path) -> None:
    book = openpyxl.load_workbook(faulty)
    notes = {"A4": "转：【绩效核查】请看", "F21": "【绩效核查】\n我抄来的批注", "H13": "李明:\n请核对"}
    for cell, text in notes.items():
        book["review"][cell].comment = Comment(text, "甲")
    book.save(faulty)
    kept = keep(faulty)
    assert kept.book["review"]["F21"].comment.text.startswith(f"{notes['F21']}\n\n【绩效核查】\n错误 SC05")
    assert kept.check() == ""
    assert kept.book["review"]["A4"].comment.text == notes["A4"]
    assert kept.clear() == ""
    assert {cell: kept.book["review"][cell].comment.text for cell in notes} == notes


def test_an_inserted_column_is_said_and_nothing_is_changed(keep: Keep, faulty: Path) -> None:
    kept = keep(faulty)
    kept.change(lambda book: book["review"].insert_cols(5))
    before = book_seen(kept.book)
    for said in (kept.check(), kept.clear()):
        assert "插入或删除过列" in said
        assert "〔" not in said
    assert book_seen(kept.book) == before


def test_a_sheet_copied_with_its_marks_is_said_and_nothing_is_changed(keep: Keep, faulty: Path) -> None:
    kept = keep(faulty)
    kept.change(lambda book: book.copy_worksheet(book["review"]))
    before = book_seen(kept.book)
    assert "整张复制" in kept.check()
    assert book_seen(kept.book) == before


def test_hints_and_rows_changed_together_are_said_and_nothing_is_changed(keep: Keep, faulty: Path) -> None:
    def without_hints(book: Any) -> None:
        for row in book["review"].iter_rows(min_col=10, max_col=10):
            row[0].value = None

    kept = keep(faulty)
    kept.change(without_hints)
    assert kept.check() == ""  # hints alone: the colours are in their places
    kept.change(without_hints)
    kept.change(insert(5))
    before = book_seen(kept.book)
    assert "大多已被删去" in kept.check()
    assert book_seen(kept.book) == before


def test_a_check_that_writes_nothing_finds_what_one_that_writes_finds(keep: Keep, tmp_path: Path) -> None:
    for name, faults in FAULTS.items():
        kept = keep(write_form(tmp_path / f"{name}.xlsx", name, changes=faults))
        looked = kept.findings()
        assert kept.check() == ""
        rows = [[cell.value for cell in row] for row in kept.book[RESULT_SHEET].iter_rows(max_col=5)]
        heading = next(number for number, row in enumerate(rows) if row[0] == "序号")
        listed = [(row[1], row[2], row[4][:4]) for row in rows[heading + 1 :] if row[1]]
        assert sorted(looked) == sorted(listed)


def test_scoring_rules_that_there_are_not_are_said(keep: Keep, faulty: Path) -> None:
    def choose(book: Any) -> None:
        book.defined_names["jixiao_profile"] = DefinedName("jixiao_profile", attr_text='"火星"')

    kept = keep(faulty)
    kept.change(choose)
    before = book_seen(kept.book)
    assert "“填表说明”所选的评分办法不能用" in kept.check()
    assert book_seen(kept.book) == before


def test_a_copy_checked_in_excel_still_knows_its_original(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_form(tmp_path / "表.xlsx", "review", changes=FAULTY)
    copy = check_file(path).copy
    assert copy is not None
    monkeypatch.setattr(macros, "show", lambda app, message: None)
    with excel() as app:
        app.open = BookX(app, copy)
        macros.recalculate_and_check()
        app.open.wb.save(copy)
    prepared = openpyxl.load_workbook(path)
    prepared["review"]["E14"].value = "3%"
    prepared.save(path)
    assert check_file(path).copy == copy  # nobody has changed the copy: it is made anew


def copy_row(original: int, above: int, sheet: str = "review") -> Change:
    """A row copied with all its looks and inserted above another one, as Excel's 插入复制的单元格 does."""

    def change(book: Any) -> None:
        changed = book[sheet]
        changed.insert_rows(above)
        for column in range(1, changed.max_column + 1):
            source, target = changed.cell(original, column), changed.cell(above, column)
            target.value, target._style = source.value, copy(source._style)

    return change


def test_a_copied_row_keeps_neither_hint_nor_colour(keep: Keep, faulty: Path) -> None:
    kept = keep(faulty)
    marked = kept.book["review"]
    hints = {cell.value: cell.column for cell in marked[13] if str(cell.value).startswith("【")}
    assert hints
    kept.change(copy_row(13, 17))
    assert kept.check() == ""
    again = [cell.column for cell in kept.book["review"][1] if cell.value == "核查提示"]
    assert again in ([], [*hints.values()]), "the column has not moved"
    assert kept.clear() == ""
    left = kept.book["review"]
    assert not [c.coordinate for row in left.iter_rows() for c in row if str(c.value).startswith("【")]
    assert left["H17"].fill.fill_type == left["H14"].fill.fill_type


def test_both_hosts_leave_the_same_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settled, accepted, moved, checked again: cell by cell the same in a file and in Excel."""
    seen = []
    said: list[str] = []
    monkeypatch.setattr(macros, "show", lambda app, message: said.append(message))
    with excel() as app:
        for number, host in enumerate((InFile, lambda path: InExcel(app, path, said))):
            kept = host(write_form(tmp_path / f"{number}.xlsx", "review", changes=FAULTY))
            for change in (settle("已改"), settle("误报", "已核对", "H13"), insert(13), insert(3, 2)):
                kept.change(change)
            assert kept.check() == ""
            seen.append(book_seen(kept.book, but=(MARKS_SHEET,)))
    assert seen[0] == seen[1]

"""Our marks taken out of a checked copy; what is a person's stays, or is asked for first."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from addin.checking.cleared import clear_file
from addin.checking.files import check_file
from addin.hosts.problems import Refused, Unreadable
from addin.hosts.xlsx import Workbook
from addin.marking.edits import MARKS_SHEET, RESULT_SHEET
from tests.addin.books import book_seen, personal_form
from tests.addin.checking.test_files import insert_row, settle
from tests.conftest import Convert
from tests.forms import write_form


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return personal_form(tmp_path / "自评.xlsx")


@pytest.fixture
def copy(form: Path) -> Path:
    copy = check_file(form).copy
    assert copy is not None
    return copy


def seen(path: Path) -> object:
    return book_seen(openpyxl.load_workbook(path))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_in_place_it_is_the_original_again(form: Path, copy: Path) -> None:
    outcome = clear_file(copy)
    assert (outcome.written, outcome.was_marked) == (copy, True)
    assert seen(copy) == seen(form)
    assert Workbook.open(copy).sheets == Workbook.open(form).sheets
    assert names(form.parent) == ["自评-核查.xlsx", "自评.xlsx"]


def test_into_another_file_the_copy_stays_as_it_is(form: Path, copy: Path) -> None:
    kept, target = copy.read_bytes(), form.with_name("上报.xlsx")
    assert clear_file(copy, target).written == target
    assert copy.read_bytes() == kept
    assert seen(target) == seen(form)


def test_marked_twice(form: Path, copy: Path) -> None:
    check_file(copy)
    check_file(form)
    clear_file(copy)
    assert seen(copy) == seen(form)


def test_a_file_without_marks_is_left_alone(form: Path) -> None:
    before = form.read_bytes()
    for output in (None, form.with_name("b.xlsx")):
        outcome = clear_file(form, output)
        assert (outcome.written, outcome.was_marked) == (None, False)
    assert form.read_bytes() == before
    assert names(form.parent) == ["自评.xlsx"]


def test_notes_of_ours_on_a_sheet_that_was_moved_to_another_workbook(form: Path, copy: Path) -> None:
    book = openpyxl.load_workbook(copy)
    for name in (MARKS_SHEET, RESULT_SHEET):
        del book[name]
    book.save(copy)
    outcome = clear_file(copy)
    assert (outcome.written, outcome.was_marked) == (copy, False)
    notes = {
        cell: note
        for cell, (_, _, note, *_) in book_seen(openpyxl.load_workbook(copy))["review"]["cells"].items()
    }
    assert {note for note in notes.values() if note} == {"王欣:\n请核对台账😀", "与他人无关"}


class TestWhatAPersonDidInTheCopy:
    def change(self, copy: Path) -> None:
        book = openpyxl.load_workbook(copy)
        sheet = book["review"]
        sheet["E14"] = "3%"
        sheet["F21"] = "中"  # over our result
        sheet["B13"].fill = PatternFill("solid", fgColor="FF00FFFF")
        sheet["B12"].comment = Comment("再问一下", "李明")
        sheet["J13"] = "自己写在核查提示里的"
        sheet.column_dimensions["B"].width = 33
        book.create_sheet("我的附表")["A1"] = 7
        book.save(copy)

    def test_stays(self, form: Path, copy: Path) -> None:
        self.change(copy)
        clear_file(copy)
        sheet = openpyxl.load_workbook(copy)["review"]
        assert [sheet[at].value for at in ("E14", "F21", "J13")] == ["3%", "中", "自己写在核查提示里的"]
        assert sheet["B13"].fill.fgColor.rgb == "FF00FFFF"
        assert sheet["B12"].comment.text == "再问一下"
        assert sheet.column_dimensions["B"].width == 33
        assert openpyxl.load_workbook(copy).sheetnames == ["review", "填表说明", "我的附表"]

    def test_and_the_rest_is_as_in_the_original(self, form: Path, copy: Path) -> None:
        self.change(copy)
        clear_file(copy)
        self.change(form)
        assert seen(copy) == seen(form)

    def test_a_row_that_they_inserted(self, form: Path, copy: Path) -> None:
        insert_row(copy, 14)
        insert_row(form, 14)
        clear_file(copy)
        there, here = (book_seen(openpyxl.load_workbook(path))["review"] for path in (form, copy))
        for what in ("cells", "merges", "widths"):
            assert here[what] == there[what]

    def test_columns_that_they_inserted_are_refused_and_nothing_is_changed(self, copy: Path) -> None:
        book = openpyxl.load_workbook(copy)
        book["review"].insert_cols(2)
        book.save(copy)
        before = copy.read_bytes()
        with pytest.raises(Refused, match="插入或删除过列"):
            clear_file(copy)
        assert copy.read_bytes() == before


class TestWhatAPersonHasSettled:
    @pytest.fixture
    def settled(self, copy: Path) -> Path:
        settle(copy, "属实不改", "评审会议定为良")
        return copy

    def test_is_not_dropped_without_a_word(self, settled: Path) -> None:
        before = settled.read_bytes()
        with pytest.raises(Refused, match=r"写有1条处理或理由.*-o.*--force"):
            clear_file(settled)
        assert settled.read_bytes() == before

    def test_is_kept_in_the_copy_where_another_file_is_written(self, form: Path, settled: Path) -> None:
        before = settled.read_bytes()
        clear_file(settled, form.with_name("上报.xlsx"))
        assert settled.read_bytes() == before
        assert seen(form.with_name("上报.xlsx")) == seen(form)

    def test_is_dropped_where_somebody_insists(self, form: Path, settled: Path) -> None:
        clear_file(settled, force=True)
        assert seen(settled) == seen(form)

    def test_a_result_that_they_have_accepted_stays(self, form: Path, copy: Path) -> None:
        settle(copy, "已改", "")
        clear_file(copy, force=True)
        assert openpyxl.load_workbook(form)["review"]["F21"].value == "良"
        assert openpyxl.load_workbook(copy)["review"]["F21"].value == "优"


class TestWhereItIsNotWritten:
    def test_over_another_file(self, form: Path, copy: Path) -> None:
        before = form.read_bytes()
        with pytest.raises(Refused, match="已经存在"):
            clear_file(copy, form)
        assert form.read_bytes() == before

    def test_in_a_copy_that_is_open_elsewhere(self, copy: Path) -> None:
        copy.with_name(f"~${copy.name}").write_bytes(b"\x06")
        with pytest.raises(Refused, match="正在别处打开"):
            clear_file(copy)

    def test_in_one_that_is_reserved(self, form: Path, copy: Path) -> None:
        book = openpyxl.load_workbook(copy)
        book.security.lockStructure = True
        book.save(copy)
        with pytest.raises(Refused, match=r"结构受保护.*--force"):
            clear_file(copy)
        clear_file(copy, force=True)
        assert openpyxl.load_workbook(copy).security.lockStructure
        assert seen(copy) == seen(form)

    def test_where_there_is_no_workbook(self, tmp_path: Path) -> None:
        (tmp_path / "a.xlsx").write_text("不是工作簿", encoding="utf-8")
        for name in ("a.xlsx", "没有.xlsx"):
            with pytest.raises(Unreadable):
                clear_file(tmp_path / name)


def test_a_copy_that_libreoffice_has_saved(form: Path, copy: Path, soffice: Convert) -> None:
    saved = soffice(copy, "xlsx")
    clear_file(saved)
    before, after = Workbook.open(form), Workbook.open(saved)
    assert [sheet.name for sheet in after.sheets] == [sheet.name for sheet in before.sheets]
    for one, other in zip(before.sheets, after.sheets, strict=True):
        assert {at: cell.value for at, cell in one.cells.items() if cell.formula is None} == {
            at: cell.value for at, cell in other.cells.items() if cell.formula is None
        }
    sheets = [openpyxl.load_workbook(path)["review"] for path in (form, saved)]
    for at in ("F21", "H13", "I7", "E13"):
        fills = [(sheet[at].fill.fill_type, sheet[at].fill.fgColor.rgb) for sheet in sheets]
        assert at == "F21" or fills[0][0] == fills[1][0], (
            at
        )  # LibreOffice turns a pattern into a plain colour
    assert {cell.comment.text.strip() for row in sheets[1] for cell in row if cell.comment} == {
        "王欣:\n请核对台账😀",
        "与他人无关",
    }


def test_the_cleared_file_opens_in_libreoffice(form: Path, copy: Path, soffice: Convert) -> None:
    clear_file(copy)
    there, here = (openpyxl.load_workbook(soffice(path, "xlsx"))["review"] for path in (form, copy))
    assert [[cell.value for cell in row] for row in there] == [[cell.value for cell in row] for row in here]


@pytest.mark.parametrize(
    "changes",
    [
        {"F21": "#N/A"},
        {"F20": {"value": 98, "format": "yyyy/m/d"}, "F21": "良"},
        {"I7": "'9.5", "F20": "九十"},
        {"F21": "良\n", "I14": "扣2分\r\n"},
    ],
)
def test_whatever_a_result_was(tmp_path: Path, changes: dict[str, object]) -> None:
    """An error pasted as a value, a number that is shown as a date, texts with line breaks."""
    form = write_form(tmp_path / "表.xlsx", "review", changes=changes)
    outcome = check_file(form)
    assert outcome.problem is None and outcome.copy is not None
    assert check_file(form).problem is None
    clear_file(outcome.copy)
    assert seen(outcome.copy) == seen(form)

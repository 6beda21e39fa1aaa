"""Checking files: the copy beside the original, checked again, settled, refused."""

from __future__ import annotations

import re
import zipfile
from itertools import takewhile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from addin.checking.files import check_file, copy_path
from addin.hosts.problems import Refused, Unreadable
from addin.marking.edits import RESULT_SHEET
from addin.marking.mark import open_findings
from addin.reading.refusal import NoForm
from addin.templates import StandardForm, new_form
from scoring.profiles.profile import load_profile
from tests.forms import write_form


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return write_form(
        tmp_path / "自评.xlsx", "review", changes={"F21": "良", "C22": "六个图书室全部按计划开放。"}
    )


def column(copy: Path, title: str) -> list[str]:
    sheet = openpyxl.load_workbook(copy)[RESULT_SHEET]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    heading = next(n for n, row in enumerate(rows) if row[0] == "序号")
    position = rows[heading].index(title)
    return [row[position] for row in takewhile(lambda row: row[1], rows[heading + 1 :])]


def settle(copy: Path, action: str, reason: str) -> None:
    book = openpyxl.load_workbook(copy)
    sheet = book[RESULT_SHEET]
    row = next(c.row for c in sheet["E"] if str(c.value).startswith("SC05"))
    sheet.cell(row, 11).value, sheet.cell(row, 12).value = action, reason
    book.save(copy)


def test_the_copy_stands_beside_the_original_which_is_untouched(form: Path) -> None:
    before = form.read_bytes()
    outcome = check_file(form)
    assert outcome.copy == form.with_name("自评-核查.xlsx")
    assert form.read_bytes() == before
    assert sorted(path.name for path in form.parent.iterdir()) == ["自评-核查.xlsx", "自评.xlsx"]


def test_the_copy_shows_the_finding_in_the_row_in_the_cell_and_on_the_result_sheet(form: Path) -> None:
    book = openpyxl.load_workbook(check_file(form).copy)
    sheet = book["review"]
    assert sheet["F21"].value == "优"
    assert sheet["F21"].fill.fgColor.rgb == "FFFFC7CE"
    assert "应评为“优”" in sheet["F21"].comment.text
    assert "应评为“优”" in sheet["J21"].value
    links = [cell.hyperlink.location for cell in book[RESULT_SHEET]["C"] if cell.hyperlink]
    assert links == ["'review'!F21"]


def test_a_second_check_of_the_unchanged_form_writes_the_same_bytes(form: Path) -> None:
    first = check_file(form).copy
    assert first is not None
    written = first.read_bytes()
    assert check_file(form).copy == first
    assert first.read_bytes() == written


def test_checking_the_copy_brings_it_up_to_date_in_place(form: Path) -> None:
    copy = check_file(form).copy
    assert copy is not None
    written = copy.read_bytes()
    again = check_file(copy)
    assert again.copy == copy
    assert copy.read_bytes() == written
    assert [f.rule for f in again.forms[0].review.findings] == ["SC05"]


def test_what_a_person_settled_survives_and_is_not_marked_again(form: Path) -> None:
    copy = check_file(form).copy
    assert copy is not None
    settle(copy, "属实不改", "评审会议定为良")
    check_file(form)
    assert openpyxl.load_workbook(copy)["review"]["F21"].comment is None
    assert openpyxl.load_workbook(copy)["review"]["F21"].value == "良"
    assert column(copy, "处理") == ["属实不改"]
    assert column(copy, "理由") == ["评审会议定为良"]


def test_what_is_settled_in_the_copy_counts_where_no_copy_is_written(form: Path) -> None:
    copy = check_file(form).copy
    assert copy is not None
    settle(copy, "误报", "已核对")
    outcome = check_file(form, write_copy=False)
    assert open_findings(outcome.forms[0], outcome.settled) == []


def test_a_settled_finding_speaks_again_when_the_value_changes(form: Path) -> None:
    copy = check_file(form).copy
    assert copy is not None
    settle(copy, "误报", "另有规定")
    write_form(form, "review", changes={"F21": "中", "C22": "六个图书室全部按计划开放。"})
    check_file(form)
    assert openpyxl.load_workbook(copy)["review"]["F21"].comment is not None


def test_a_value_that_the_person_has_corrected_in_the_copy_stays(form: Path) -> None:
    copy = check_file(form).copy
    assert copy is not None
    book = openpyxl.load_workbook(copy)
    book["review"]["F21"].value = "差"
    book.save(copy)
    assert check_file(copy).forms[0].review.of("SC05")[0].found == "差"


def test_a_file_that_is_not_ours_is_never_overwritten(form: Path) -> None:
    other = write_form(form.with_name("自评-核查.xlsx"), "self")
    before = other.read_bytes()
    outcome = check_file(form)
    assert outcome.copy is None
    assert outcome.problem is not None and "不是核查副本" in outcome.problem
    assert other.read_bytes() == before
    assert outcome.forms[0].review.findings


def test_the_original_is_never_the_target(form: Path) -> None:
    before = form.read_bytes()
    assert check_file(form, output=form).problem is not None
    assert form.read_bytes() == before


def test_the_copy_goes_where_it_is_told(form: Path, tmp_path: Path) -> None:
    folder = tmp_path / "副本"
    folder.mkdir()
    assert check_file(form, output=folder).copy == folder / "自评-核查.xlsx"
    assert check_file(form, output=tmp_path / "b.xlsx").copy == tmp_path / "b.xlsx"
    assert copy_path(Path("a.xlsm")) == Path("a-核查.xlsm")


def test_without_a_copy_nothing_is_written(form: Path) -> None:
    check_file(form, write_copy=False)
    assert [path.name for path in form.parent.iterdir()] == ["自评.xlsx"]


def test_a_folder_that_is_not_there_is_said_and_the_findings_still_come(form: Path, tmp_path: Path) -> None:
    outcome = check_file(form, output=tmp_path / "没有" / "b.xlsx")
    assert outcome.problem is not None and "无法写入" in outcome.problem
    assert outcome.forms


def test_what_is_found_does_not_depend_on_whether_the_copy_can_be_written(tmp_path: Path) -> None:
    wrong = {"F21": "良", "B17": "效率提升程度", "C17": "≥10%"}
    form = write_form(tmp_path / "自评.xlsx", "review", changes=wrong)
    written, failed = check_file(form), check_file(form, output=tmp_path / "无" / "b.xlsx")
    assert failed.problem is not None
    assert failed.forms[0].review == written.forms[0].review


def test_a_name_that_is_too_long_for_a_copy_is_said_and_the_findings_still_come(tmp_path: Path) -> None:
    form = write_form(tmp_path / f"{'名' * 83}.xlsx", "review", changes={"F21": "良"})
    outcome = check_file(form)
    assert outcome.problem is not None and "太长" in outcome.problem
    assert outcome.forms[0].review.of("SC05")


def correct(copy: Path, cell: str, value: object) -> None:
    book = openpyxl.load_workbook(copy)
    book["review"][cell].value = value
    book.save(copy)


def test_what_a_person_corrected_in_the_copy_is_not_lost_by_checking_the_original(form: Path) -> None:
    copy = check_file(form).copy
    assert copy is not None
    correct(copy, "E14", "3%")
    kept = copy.read_bytes()
    outcome = check_file(form)
    assert outcome.copy is None
    assert outcome.problem is not None and "有人改过" in outcome.problem
    assert copy.read_bytes() == kept


def test_nor_after_the_copy_itself_has_been_checked(form: Path) -> None:
    copy = check_file(form).copy
    assert copy is not None
    correct(copy, "E14", "3%")
    assert check_file(copy).copy == copy
    assert check_file(form).problem is not None
    assert openpyxl.load_workbook(copy)["review"]["E14"].value == "3%"


def test_the_copy_of_an_original_that_was_corrected_is_replaced(form: Path) -> None:
    copy = check_file(form).copy
    assert copy is not None
    correct(form, "E14", "3%")
    assert check_file(form).copy == copy
    assert openpyxl.load_workbook(copy)["review"]["E14"].value == "3%"


def test_the_same_correction_in_both_is_no_reason_to_refuse(form: Path) -> None:
    copy = check_file(form).copy
    assert copy is not None
    correct(copy, "E14", "3%")
    correct(form, "E14", "3%")
    assert check_file(form).copy == copy


def insert_row(path: Path, before: int) -> None:
    """Put a blank row into the first sheet, as Excel does: cells, merges, notes and their boxes move down."""

    def moved(match: re.Match[str]) -> str:
        letters, row = match[1], int(match[2])
        return f"{letters}{row + (row >= before)}"

    def moved_box(match: re.Match[str]) -> str:
        row = int(match[1])
        return f"<x:Row>{row + (row + 1 >= before)}</x:Row>"

    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            text = content.decode()
            if name in ("xl/worksheets/sheet1.xml", "xl/comments1.xml", "xl/comments/comment1.xml"):
                text = re.sub(
                    r' (?:r|ref)="[A-Z0-9:]+"', lambda m: re.sub(r"([A-Z]*)(\d+)", moved, m[0]), text
                )
            elif name.endswith(".vml"):
                text = re.sub(r"<x:Row>(\d+)</x:Row>", moved_box, text)
            archive.writestr(name, text)


def test_a_row_inserted_in_the_copy_takes_its_marks_along(form: Path) -> None:
    copy = check_file(form).copy
    assert copy is not None
    settle(copy, "误报", "已核对")
    insert_row(copy, 9)
    outcome = check_file(copy)
    assert [(f.rule, f.cell.a1) for f in outcome.forms[0].review.findings] == [("SC05", "F22")]
    sheet = openpyxl.load_workbook(copy)["review"]
    assert sheet["F22"].value == "良"  # what the person settled is not replaced, wherever it stands now
    assert sheet["F22"].comment is None
    assert sheet["F22"].fill.fill_type is None
    assert [cell.coordinate for row in sheet.iter_rows(min_col=10) for cell in row if cell.value] == []


def test_a_row_inserted_in_the_original_does_not_lose_what_is_settled_in_the_copy(form: Path) -> None:
    copy = check_file(form).copy
    assert copy is not None
    settle(copy, "误报", "已核对")
    insert_row(form, 9)
    assert check_file(form).copy == copy
    assert column(copy, "位置") == ["F22"]
    assert column(copy, "理由") == ["已核对"]
    assert openpyxl.load_workbook(copy)["review"]["F22"].comment is None


def test_a_row_inserted_between_marked_ones_keeps_the_hints_in_their_column(tmp_path: Path) -> None:
    wrong = {"E12": "100%", "D12": "全年检查不少于五十次", "F21": "良"}
    form = write_form(tmp_path / "自评.xlsx", "review", changes=wrong)
    copy = check_file(form).copy
    assert copy is not None
    book = openpyxl.load_workbook(copy)
    marked = book["review"]["E12"].fill.fgColor.rgb
    insert_row(copy, 13)
    book = openpyxl.load_workbook(copy)
    sheet = book["review"]
    for cell, like in (("E13", "E12"), ("J13", "J12")):  # as Excel does: the new row looks like the one above
        sheet[cell]._style = sheet[like]._style
    book.save(copy)
    outcome = check_file(copy)
    assert outcome.copy == copy
    sheet = openpyxl.load_workbook(copy)["review"]
    assert {cell.column_letter for row in sheet.iter_rows(min_col=10) for cell in row if cell.value} == {"J"}
    assert sheet["E12"].fill.fgColor.rgb == marked
    assert sheet["E13"].fill.fill_type is None


def test_hints_and_a_row_deleted_together_are_more_than_anybody_can_put_right(tmp_path: Path) -> None:
    wrong = {"E12": "100%", "D12": "全年检查不少于五十次", "F21": "良"}
    form = write_form(tmp_path / "自评.xlsx", "review", changes=wrong)
    copy = check_file(form).copy
    assert copy is not None
    book = openpyxl.load_workbook(copy)
    for row in book["review"].iter_rows(min_col=10, max_col=10):
        row[0].value = None
    book.save(copy)
    assert check_file(copy).copy == copy  # hints alone: the colours are in their places
    for row in (book := openpyxl.load_workbook(copy))["review"].iter_rows(min_col=10, max_col=10):
        row[0].value = None
    book.save(copy)
    insert_row(copy, 9)
    kept = copy.read_bytes()
    with pytest.raises(Refused, match="大多已被删去"):
        check_file(copy)
    assert copy.read_bytes() == kept


def test_a_note_of_a_person_that_quotes_ours_stays(form: Path) -> None:
    book = openpyxl.load_workbook(form)
    book["review"]["A4"].comment = Comment("转：【绩效核查】请看", "甲")
    book["review"]["F21"].comment = Comment("【绩效核查】\n我抄来的批注", "甲")
    book.save(form)
    copy = check_file(form).copy
    assert copy is not None
    check_file(copy)
    notes = openpyxl.load_workbook(copy)["review"]
    assert notes["A4"].comment.text == "转：【绩效核查】请看"
    assert notes["F21"].comment.text.startswith("【绩效核查】\n我抄来的批注\n\n【绩效核查】\n错误 SC05")


def test_in_the_copy_a_result_put_right_is_accepted_by_saying_so(form: Path) -> None:
    copy = check_file(form).copy
    assert copy is not None
    settle(copy, "已改", "")
    assert check_file(copy).forms[0].review.findings == ()
    sheet = openpyxl.load_workbook(copy)["review"]
    assert sheet["F21"].value == "优"
    assert sheet["F21"].comment is None


def test_a_renamed_sheet_of_the_copy_keeps_its_one_column_of_hints(form: Path) -> None:
    copy = check_file(form).copy
    assert copy is not None
    book = openpyxl.load_workbook(copy)
    book["review"].title = "改名"
    book.save(copy)
    check_file(copy)
    sheet = openpyxl.load_workbook(copy)["改名"]
    assert {cell.column_letter for row in sheet.iter_rows(min_col=10) for cell in row if cell.value} == {"J"}


def test_two_sheets_are_two_forms_and_one_result_sheet(tmp_path: Path) -> None:
    path = write_form(tmp_path / "a.xlsx", "review", "self", changes={"F21": "良"})
    outcome = check_file(path)
    assert [checked.sheet.name for checked in outcome.forms] == ["review", "self"]
    assert outcome.copy is not None
    assert set(column(outcome.copy, "工作表")) == {"review", "self"}


def test_a_file_without_a_form_names_what_was_looked_for_and_what_was_found(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "职工通讯录"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(NoForm, match=r"三级指标.*职工通讯录"):
        check_file(tmp_path / "a.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.parametrize(
    ("sheets", "found"),
    [
        (
            {"说明": [], "通讯录": ["职工\n通讯录"]},
            "工作表“通讯录”里最先出现的是“职工 通讯录”；工作表“说明”是空的。",
        ),
        (
            {"封面": ["绩效"], "目录": ["序号"], "附件": [], "表": ["三级指标", "年度指标值"], "空": []},
            "工作表“表”第1行只找到“三级指标”、“年度指标值”，缺少分值或得分；工作表“封面”里最先出现的是“绩效”；"
            "工作表“目录”里最先出现的是“序号”；等5张工作表。",
        ),
    ],
)
def test_a_workbook_without_a_form_is_told_in_one_line_the_nearest_sheets_first(
    tmp_path: Path, sheets: dict[str, list[str]], found: str
) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, cells in sheets.items():
        book.create_sheet(name).append(cells)
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(NoForm) as problem:
        check_file(tmp_path / "a.xlsx")
    assert str(problem.value) == (
        "没有找到绩效自评表的指标表：要找的列是三级指标（指标名称）、年度指标值或实际完成值、分值或得分，"
        f"要在同一个表头里。{found}"
    )


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="不存在"):
        check_file(tmp_path / "a.xlsx")


def test_a_word_without_a_reason_settles_nothing_and_the_reason_is_asked_for(form: Path) -> None:
    copy = check_file(form).copy
    assert copy is not None
    settle(copy, "误报", "")
    check_file(form)
    assert openpyxl.load_workbook(copy)["review"]["F21"].comment is not None
    assert "请在“理由”栏写明理由" in column(copy, "怎么办")[0]
    assert column(copy, "处理") == ["误报"]


def test_what_is_said_to_be_mended_and_is_not_is_pointed_out(form: Path) -> None:
    copy = check_file(form).copy
    assert copy is not None
    settle(copy, "已改", "")
    check_file(form)
    (what_to_do,) = column(copy, "怎么办")
    assert what_to_do.endswith("已选“已改”，但问题仍在，请再核对")


def test_settled_findings_are_counted_apart(form: Path) -> None:
    copy = check_file(form).copy
    assert copy is not None
    settle(copy, "误报", "已核对")
    check_file(form)
    said = [row[0].value for row in openpyxl.load_workbook(copy)[RESULT_SHEET].iter_rows(max_row=9)]
    assert any("0个错误，0个提示，0个参考，另有1个已写明理由，不再标记" in str(line) for line in said)


def test_the_scoring_rules_that_a_workbook_names_are_used(tmp_path: Path) -> None:
    new_form(StandardForm.SELF, tmp_path / "a.xlsx", load_profile("sichuan"))
    assert check_file(tmp_path / "a.xlsx").forms[0].review.profile.name == "sichuan"
    assert (
        check_file(tmp_path / "a.xlsx", profile=load_profile("hubei")).forms[0].review.profile.name == "hubei"
    )


def test_scoring_rules_that_there_are_not_are_said(tmp_path: Path) -> None:
    path = write_form(tmp_path / "a.xlsx", "self")
    book = openpyxl.load_workbook(path)
    book.defined_names["jixiao_profile"] = DefinedName("jixiao_profile", attr_text='"火星"')
    book.save(path)
    with pytest.raises(Unreadable, match="火星"):
        check_file(path)


def test_a_template_is_checked_by_the_values_that_its_formulas_reckon_by(tmp_path: Path) -> None:
    """The title is of 湖北, whose weight of execution is 20; the sheet's formulas take the 10 of 填表说明."""
    path = tmp_path / "a.xlsx"
    new_form(StandardForm.REVIEW, path)
    book = openpyxl.load_workbook(path)
    form = book.worksheets[0]
    form["A1"].value = "湖北省项目支出绩效核查评分意见表"
    (at,) = book.defined_names["jixiao_execution_weight"].destinations
    form[at[1].replace("$", "")].value = None
    book.save(path)
    review = check_file(path).forms[0].review
    assert review.profile.name == "hubei"
    assert review.profile.number("execution.weight") == review.results.execution_weight == 10
    chosen = check_file(path, profile=load_profile("hubei")).forms[0].review
    assert chosen.profile.number("execution.weight") == 20


def test_values_of_a_template_that_are_no_values_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    new_form(StandardForm.SELF, path)
    book = openpyxl.load_workbook(path)
    for name, value in (("jixiao_profile_weight", "十"), ("jixiao_grade_bounds", None)):
        ((sheet, area),) = book.defined_names[name].destinations
        book[sheet][area.replace("$", "").partition(":")[0]].value = value
    book.save(path)
    assert check_file(path).forms[0].review.profile == load_profile("mof_2020")


def test_the_workbook_may_name_its_scoring_rules_as_people_call_them(tmp_path: Path) -> None:
    path = write_form(tmp_path / "a.xlsx", "self")
    book = openpyxl.load_workbook(path)
    book.defined_names["jixiao_profile"] = DefinedName("jixiao_profile", attr_text='"小榄"')
    book.save(path)
    assert check_file(path).forms[0].review.profile.name == "xiaolan_2023"

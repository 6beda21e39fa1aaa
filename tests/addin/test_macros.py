"""The macros, run through the real xlwings engine: the same marks as a file check, everything restored, refusals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from addin import macros
from addin.checking import session
from addin.checking.files import check_file
from addin.hosts.xlsx import Workbook
from addin.marking.edits import MARKS_SHEET, NOTE_SIGNATURE, RESULT_SHEET
from scoring.profiles.profile import profile_names
from tests.addin.books import FAULTS, book_seen, fonts_seen, long_form, personal_form, saved
from tests.addin.fake_excel import AppX, BookX
from tests.addin.fake_looks import Com
from tests.forms import NAMES, write_form

Open = Callable[[Path], BookX]
RULES = Path(__file__).parent.parent / "rules"


def rule_cases() -> list[Any]:
    """A faulty form for every fourth rule."""
    found = []
    for path in sorted(RULES.glob("*.yaml"))[::4]:
        case = yaml.safe_load(path.read_text(encoding="utf-8"))["fail"][0]
        found.append(pytest.param(case["form"], case.get("set", {}), id=path.stem))
    return found


CASES = [pytest.param(name, {}, id=name) for name in NAMES]
CASES += [pytest.param(name, faults, id=f"{name}-faulty") for name, faults in FAULTS.items()]


def checked_file(path: Path) -> Any:
    """The marked copy that the file check writes."""
    outcome = check_file(path)
    assert outcome.copy is not None
    return openpyxl.load_workbook(outcome.copy)


@pytest.mark.parametrize(("name", "faults"), CASES + rule_cases())
def test_marks_every_cell_as_the_file_check_does(
    name: str, faults: dict[str, Any], tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    path = write_form(tmp_path / "表.xlsx", name, changes=faults)
    book = open_book(path)
    macros.recalculate_and_check()
    without = (MARKS_SHEET,)
    assert book_seen(book.wb, but=without) == book_seen(checked_file(path), but=without)
    assert len(said) == 1


def test_a_personal_form_is_marked_alike_and_comes_back_exactly(
    tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    path = personal_form(tmp_path / "表.xlsx")
    original = openpyxl.load_workbook(path)
    book = open_book(path)
    macros.recalculate_and_check()
    marked, of_file = (
        book_seen(book.wb, but=(MARKS_SHEET,)),
        book_seen(checked_file(path), but=(MARKS_SHEET,)),
    )
    assert marked == of_file
    assert book.wb["review"]["H13"].comment.text.startswith(f"王欣:\n请核对台账😀\n\n{NOTE_SIGNATURE}\n")
    macros.clear_marks()
    assert book_seen(book.wb) == book_seen(original)
    assert fonts_seen(book.wb["review"]) == fonts_seen(original["review"])
    note, own = book.wb["review"]["H13"].comment, original["review"]["H13"].comment
    assert (note.width, note.height) == (own.width, own.height)
    assert said[1] == "标记已清除，表恢复原样。"


def test_the_message_names_total_grade_errors_and_warnings(
    tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    open_book(write_form(tmp_path / "表.xlsx", "review", changes={"F21": "良"}))
    macros.recalculate_and_check()
    assert said == [
        "总分98.55，等级优（原填良），执行率95.5%。\n1个错误，0个提示，0个参考。\n改正了1格：F21 良→优。"
    ]


def test_a_second_check_of_an_unchanged_form_writes_the_same(
    tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    book = open_book(personal_form(tmp_path / "表.xlsx"))
    macros.recalculate_and_check()
    first = book_seen(book.wb)
    macros.recalculate_and_check()
    assert book_seen(book.wb) == first
    assert said[0] == said[1]


def test_settled_findings_are_carried_over(tmp_path: Path, open_book: Open, said: list[str]) -> None:
    book = open_book(write_form(tmp_path / "表.xlsx", "review", changes={"F21": "良"}))
    macros.recalculate_and_check()
    results = book.wb[RESULT_SHEET]
    row = next(row for row in range(1, 30) if results.cell(row, 3).value == "F21")
    results.cell(row, 11).value, results.cell(row, 12).value = "属实不改", "按会议决定"
    book.wb.active = book.wb.index(results)  # people press the button from here too
    macros.recalculate_and_check()
    assert said[1] == "总分98.55，等级优（原填良），执行率95.5%。\n0个错误，0个提示，0个参考。"
    assert book.wb["review"]["F21"].comment is None
    assert book.wb[RESULT_SHEET].cell(row, 12).value == "按会议决定"
    assert book.wb.active.title == RESULT_SHEET


def settled(book: BookX, action: str, reason: str) -> None:
    """The person's word on the finding at F21."""
    results = book.wb[RESULT_SHEET]
    row = next(row for row in range(1, 30) if results.cell(row, 3).value == "F21")
    results.cell(row, 11).value, results.cell(row, 12).value = action, reason


def test_what_is_settled_goes_along_with_its_row(tmp_path: Path, open_book: Open, said: list[str]) -> None:
    book = open_book(write_form(tmp_path / "表.xlsx", "review", changes={"F21": "良"}))
    macros.recalculate_and_check()
    settled(book, "属实不改", "按会议决定")
    book.wb["review"].insert_rows(9)
    macros.recalculate_and_check()
    assert "0个错误" in said[1]
    assert (book.wb["review"]["F22"].value, book.wb["review"]["F22"].comment) == ("良", None)
    listed = [[cell.value for cell in row] for row in book.wb[RESULT_SHEET].iter_rows(max_col=12)]
    assert ["F22", "属实不改", "按会议决定"] in [[row[2], row[10], row[11]] for row in listed]


def test_a_result_put_right_is_accepted_by_saying_so(
    tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    book = open_book(write_form(tmp_path / "表.xlsx", "review", changes={"F21": "良"}))
    macros.recalculate_and_check()
    settled(book, "已改", "")
    macros.recalculate_and_check()
    grade = book.wb["review"]["F21"]
    assert (grade.value, grade.comment) == ("优", None)
    assert said[1] == "总分98.55，等级优，执行率95.5%。\n0个错误，0个提示，0个参考。"
    macros.clear_marks()
    assert book.wb["review"]["F21"].value == "优"


def test_forms_checked_before_keep_their_marks_and_settlements(
    tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    book = open_book(write_form(tmp_path / "表.xlsx", "self", "review", changes=FAULTS["self"]))
    macros.recalculate_and_check()
    marked = {a1 for a1 in ("G6", "H6") if book.wb["self"][a1].comment}
    book.wb.active = 1
    macros.recalculate_and_check()
    assert marked and marked == {a1 for a1 in ("G6", "H6") if book.wb["self"][a1].comment}
    assert [line.partition("”")[0] for line in said[1].split("\n")] == ["“self", "“review"]
    assert book_seen(book.wb, but=(MARKS_SHEET,)) == book_seen(
        checked_file(tmp_path / "表.xlsx"), but=(MARKS_SHEET,)
    )


def test_what_the_file_host_marked_is_cleared_in_excel(
    tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    path = personal_form(tmp_path / "表.xlsx")
    copy = check_file(path).copy
    assert copy is not None
    book = open_book(copy)
    macros.clear_marks()
    assert book_seen(book.wb) == book_seen(openpyxl.load_workbook(path))


def test_what_excel_marked_is_cleared_by_the_file_host(
    tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    path = personal_form(tmp_path / "表.xlsx")
    book = open_book(path)
    macros.recalculate_and_check()
    file = saved(book.wb, tmp_path / "存.xlsx")
    assert file.is_marked
    session.clear(file)
    file.save(tmp_path / "清.xlsx")
    assert book_seen(openpyxl.load_workbook(tmp_path / "清.xlsx")) == book_seen(openpyxl.load_workbook(path))


def test_what_the_person_changed_after_the_check_stays(
    tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    book = open_book(write_form(tmp_path / "表.xlsx", "review", changes={"F21": "良", "I7": 9.5}))
    macros.recalculate_and_check()
    sheet = book.wb["review"]
    assert (sheet["F21"].value, sheet["I7"].value) == ("优", 9.55)
    sheet["I7"].value = 9.6
    sheet["F21"].fill = openpyxl.styles.PatternFill("solid", fgColor="FF00FF00")
    macros.clear_marks()
    assert (sheet["F21"].value, sheet["I7"].value) == ("良", 9.6)
    assert sheet["F21"].fill.fgColor.rgb == "FF00FF00"


def test_the_last_check_is_taken_back_and_what_comes_back_is_listed(
    tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    path = write_form(tmp_path / "表.xlsx", "review", changes={"F21": "良", "I7": 9.5, "H13": 20})
    book = open_book(path)
    macros.undo_check()
    assert said.pop() == "工作簿里没有可以撤销的核查。"
    macros.recalculate_and_check()
    book.wb["review"]["I7"].value = 9.6  # changed since: it stays
    macros.undo_check()
    assert said[1].startswith("已撤销本次核查：标记已去掉，改回了")
    assert "F21　优 → 良" in said[1] and "I7" not in said[1]
    assert (book.wb["review"]["F21"].value, book.wb["review"]["I7"].value) == ("良", 9.6)
    book.wb["review"]["I7"].value = 9.5
    assert book_seen(book.wb) == book_seen(openpyxl.load_workbook(path))


def test_what_people_have_settled_outlives_taking_a_check_back(
    tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    path = write_form(tmp_path / "表.xlsx", "review", changes={"F21": "良"})
    book = open_book(path)
    macros.recalculate_and_check()
    settled(book, "属实不改", "按会议决定")
    macros.undo_check()
    assert "写过的处理和理由保留到下次核查" in said[-1]
    assert RESULT_SHEET not in book.wb.sheetnames
    green = openpyxl.styles.PatternFill("solid", fgColor="FF00FF00")
    book.wb["review"]["F21"].fill, book.wb["review"]["A1"].fill = green, green  # by the person
    macros.clear_marks()
    assert book.wb["review"]["F21"].fill.fgColor.rgb == "FF00FF00"


def test_after_taking_a_check_back_the_next_one_writes_the_same(
    tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    path = write_form(tmp_path / "表.xlsx", "review", changes={"F21": "良"})
    book = open_book(path)
    macros.recalculate_and_check()
    settled(book, "属实不改", "按会议决定")
    macros.recalculate_and_check()
    marked = book_seen(book.wb)
    macros.undo_check()
    macros.recalculate_and_check()
    assert book_seen(book.wb) == marked
    macros.undo_check()
    macros.clear_marks()
    assert book_seen(book.wb) == book_seen(openpyxl.load_workbook(path))


def test_rows_added_after_the_check_do_not_keep_marks_from_being_cleared(
    tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    book = open_book(write_form(tmp_path / "表.xlsx", "review", changes={"F21": "良", "H13": 20}))
    macros.recalculate_and_check()
    book.wb["review"].move_range("A16:J30", rows=2)  # as Excel moves cells, their notes and looks along
    macros.clear_marks()
    cells = [c for row in book.wb["review"].iter_rows() for c in row]
    assert [c.coordinate for c in cells if c.comment or c.fill.fill_type] == []
    assert book.wb["review"]["F23"].value == "良"


def test_check_only_writes_nothing(tmp_path: Path, open_book: Open, said: list[str]) -> None:
    path = personal_form(tmp_path / "表.xlsx")
    book = open_book(path)
    Com.counter.names.clear()
    macros.check_only()
    changed = {name for name in Com.counter.names if name.endswith("=")}
    assert changed == {"StatusBar=", "ScreenUpdating=", "EnableEvents=", "DisplayAlerts="}
    assert book_seen(book.wb) == book_seen(openpyxl.load_workbook(path))
    assert "F21 错误：" in said[0]
    before = said[0]
    macros.recalculate_and_check()
    macros.check_only()  # the marks of the form are no part of it
    assert said[2] == before


def test_quiet_while_it_works_and_as_before_afterwards(
    app: AppX, tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    open_book(write_form(tmp_path / "表.xlsx", "review"))
    app.bar, app.events = "别的加载项的话", False
    macros.recalculate_and_check()
    assert app.history[:4] == ["bar=正在重算并核查……", "updating=False", "events=False", "alerts=False"]
    assert (app.bar, app.updating, app.events, app.alerts) == ("别的加载项的话", True, False, True)


def test_a_failure_takes_back_what_was_written_and_restores_excel(
    app: AppX, tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    path = personal_form(tmp_path / "表.xlsx")
    book = open_book(path)
    app.fail_on_add = True
    macros.recalculate_and_check()
    assert said == ["Excel 拒绝了这一步：内存不足"]
    assert (app.bar, app.updating, app.events, app.alerts) == (False, True, True, True)
    left = {name: what for name, what in book_seen(book.wb).items() if name != "Sheet99"}
    assert left == book_seen(openpyxl.load_workbook(path))


REFUSALS = {
    "protected sheet": ("受保护", lambda book: setattr(book.sheets[0], "protected", True)),
    "protected structure": ("结构受保护", lambda book: setattr(book, "protected", True)),
    "read only": ("只读", lambda book: setattr(book, "read_only", True)),
    "no form": ("没有绩效自评表", lambda book: setattr(book.wb, "active", 1)),
    "sheet of ours by name": ("改名", lambda book: setattr(book.sheets[1].ws, "title", RESULT_SHEET)),
    "editing": ("结束编辑", lambda book: setattr(book.app, "editing", True)),
    "no workbook": ("没有打开的工作簿", lambda book: setattr(book.app, "open", None)),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_refuses_clearly_and_changes_nothing(
    case: str, app: AppX, tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    words, spoil = REFUSALS[case]
    book = open_book(personal_form(tmp_path / "表.xlsx"))
    spoil(book)
    before = book_seen(book.wb)
    macros.recalculate_and_check()
    assert len(said) == 1 and words in said[0]
    assert book_seen(book.wb) == before
    assert (app.bar, app.updating, app.events, app.alerts) == (False, True, True, True)
    assert app.entered == []


def test_formulas_of_ours_are_entered_again_once_and_no_text_becomes_a_formula(
    app: AppX, tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    path = write_form(tmp_path / "重算.xlsx", "self")
    prepared = openpyxl.load_workbook(path)
    prepared["self"]["H6"].value = "=IFERROR('C:\\旧 电脑\\jixiao.xlam'!PERF_EXEC_SCORE(D6,E6,F6),9.43)"
    prepared.save(path)
    book = open_book(path)
    macros.recalculate_and_check()
    assert book.wb["self"]["H6"].value == "=IFERROR(PERF_EXEC_SCORE(D6,E6,F6),9.43)"
    assert (book.wb["self"]["E15"].value, book.wb["self"]["E15"].data_type) == ("=100%", "s")
    assert set(app.entered) == {"H6"} and app.calculated
    app.entered.clear()
    macros.recalculate_and_check()
    assert app.entered == []


def test_goes_from_one_open_finding_to_the_next_and_back(
    app: AppX, tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    open_book(write_form(tmp_path / "表.xlsx", "review", changes={"F21": "良", "I7": 9.5}))
    app.at = (1, 1)
    macros.next_finding()
    assert said == ["还没有核查过。请先点“重算并核查”。"]
    macros.recalculate_and_check()
    visited = []
    for go in (macros.next_finding, macros.next_finding, macros.next_finding, macros.previous_finding):
        go()
        visited.append(app.at)
    assert visited == [(7, 9), (21, 6), (7, 9), (21, 6)]


def test_the_way_goes_by_gravity_and_shows_the_finding_and_its_note(
    app: AppX, tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    book = open_book(write_form(tmp_path / "表.xlsx", "review", changes={"D13": "", "F21": "良"}))
    macros.recalculate_and_check()
    app.at = (1, 1)
    macros.next_finding()
    assert app.at == (21, 6)  # an error, below the warning
    assert app.bar.startswith("【绩效核查】错误 SC05")
    assert book.sheets[0].shown == {"F21"}
    macros.next_finding()
    assert app.at == (13, 4) and book.sheets[0].shown == {"D13"} and "TG07" in app.bar
    macros.clear_marks()
    assert book.sheets[0].shown == set() and app.bar is False


def at(app: AppX, row: int, column: int) -> None:
    app.at = (row, column)


def test_a_finding_is_settled_with_its_reason_there_and_then(
    app: AppX, tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    book = open_book(write_form(tmp_path / "表.xlsx", "review", changes={"D13": "", "F21": "良"}))
    macros.keep_as_is()
    assert said == ["还没有核查过。请先点“重算并核查”。"]
    macros.recalculate_and_check()
    app.said = [False, "  ", "按会议决定", "3月5日已核"]
    at(app, 21, 6)
    marked = book_seen(book.wb)
    macros.keep_as_is()
    macros.keep_as_is()
    assert said[2:] == ["没有写理由，没有改动。"] * 2 and book_seen(book.wb) == marked
    macros.keep_as_is()
    assert "已记为“属实不改”" in said[4] and "0个错误" in said[4]
    assert (book.wb["review"]["F21"].value, book.wb["review"]["F21"].comment) == ("良", None)
    book.wb.active = book.wb.index(book.wb[RESULT_SHEET])
    row = next(row for row in range(1, 30) if book.wb[RESULT_SHEET].cell(row, 3).value == "D13")
    at(app, row, 6)  # in the row of a finding on 核查结果
    macros.false_alarm()
    assert book.wb["review"]["D13"].comment is None
    assert [book.wb[RESULT_SHEET].cell(row, column).value for column in (11, 12)] == ["误报", "3月5日已核"]
    macros.false_alarm()
    assert "没有待处理的问题" in said[-1]


def test_a_result_is_adopted_for_good(app: AppX, tmp_path: Path, open_book: Open, said: list[str]) -> None:
    book = open_book(write_form(tmp_path / "表.xlsx", "review", changes={"F21": "良", "I7": 9.5, "D13": ""}))
    at(app, 7, 9)
    macros.adopt()  # also before a check
    assert book.wb["review"]["I7"].value == 9.55 and book.wb["review"]["I7"].comment is None
    at(app, 21, 6)
    macros.adopt()
    assert said[1].startswith("F21已采用“优”。") and "0个错误" in said[1]
    at(app, 13, 4)
    macros.adopt()
    assert said[2] == "这一格没有可以直接采用的数：请看批注里的“怎么办”。"
    macros.clear_marks()
    assert [book.wb["review"][a1].value for a1 in ("F21", "I7")] == ["优", 9.55]


def test_a_formula_is_not_replaced_by_what_is_adopted(
    app: AppX, tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    changes = {"H19": {"value": 99, "formula": "=SUM(H12:H18)"}}
    book = open_book(write_form(tmp_path / "表.xlsx", "review", changes=changes))
    book.sheets[0].vals["H19"].value = 99
    macros.recalculate_and_check()
    at(app, 19, 8)
    macros.adopt()
    assert said[1].startswith("H19是公式，没有改动") and "请核对公式" in said[1]
    assert "公式算出的是99，应为98.55。" in said[1]
    assert book.wb["review"]["H19"].value == "=SUM(H12:H18)"


def test_the_result_sheet_is_opened(app: AppX, tmp_path: Path, open_book: Open, said: list[str]) -> None:
    book = open_book(write_form(tmp_path / "表.xlsx", "review", changes={"F21": "良"}))
    macros.show_results()
    macros.recalculate_and_check()
    macros.show_results()
    assert said[0].startswith("还没有核查过") and book.wb.active.title == RESULT_SHEET


def test_the_profile_is_kept_in_the_workbook_and_used(
    app: AppX, tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    book = open_book(write_form(tmp_path / "表.xlsx", "self"))
    macros.show_profile()
    assert said == ["这个工作簿现用的评分办法：按表的标题识别。"]
    assert "jixiao_profile" not in book.wb.defined_names
    macros.choose_profile("xiaolan_2023")
    macros.show_profile()
    assert said[1].startswith("评分办法：中山市小榄镇") and "中山市小榄镇" in said[2]
    macros.choose_profile(macros.BY_TITLE)
    assert "jixiao_profile" not in book.wb.defined_names
    macros.choose_profile("xiaolan_2023")
    kept = book.wb.defined_names["jixiao_profile"]
    assert kept.hidden and kept.attr_text.strip('"') in profile_names()
    macros.recalculate_and_check()
    stamp = " ".join(str(cell.value) for cell in book.wb[RESULT_SHEET]["A"][:4])
    assert kept.attr_text.strip('"') in stamp


def test_the_template_keeps_its_profile_in_its_named_cells(app: AppX, said: list[str]) -> None:
    macros.new_form("review")
    assert app.open is not None
    macros.choose_profile("xiaolan_2023")
    name = app.open.Names("jixiao_profile")
    chosen = name.RefersToRange.Value2
    assert chosen in profile_names()
    bounds = app.open.Names("jixiao_grade_bounds").RefersToRange.Value2
    assert bounds[0] == (0.0,)


def test_self_test_and_guide_say_what_is_there(app: AppX, said: list[str]) -> None:
    macros.self_test()
    macros.show_guide()
    assert "函数：没有加载" in said[0] and "核查：可用" in said[0]
    assert "重算并核查" in said[1]


def test_the_guide_is_opened_as_a_page(app: AppX, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(macros.os, "startfile", opened.append, raising=False)
    macros.show_guide()
    assert opened == [macros.GUIDE] and macros.GUIDE.is_file() and said == []


def test_a_guide_that_cannot_be_opened_is_said_in_short(
    app: AppX, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_program(page: Path) -> None:
        raise OSError(1155, "no program for this kind of file")

    monkeypatch.setattr(macros.os, "startfile", no_program, raising=False)
    macros.show_guide()
    assert "重算并核查" in said[0]


def test_a_marked_workbook_without_its_ledger_still_gives_its_notes_back(
    tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    book = open_book(personal_form(tmp_path / "表.xlsx"))
    macros.recalculate_and_check()
    ours = next(sheet for sheet in book.sheets if sheet.title() == MARKS_SHEET)
    book.sheets.remove(ours)
    book.wb.remove(ours.ws)
    macros.clear_marks()
    assert book.wb["review"]["H13"].comment.text == "王欣:\n请核对台账😀"
    assert book.wb["review"]["F21"].comment is None
    assert book.wb["review"]["A5"].comment.text == "与他人无关"


def test_calls_do_not_grow_with_rows(app: AppX, tmp_path: Path, open_book: Open, said: list[str]) -> None:
    counts = []
    for rows in (8, 200):
        open_book(long_form(tmp_path / f"{rows}.xlsx", rows))
        Com.counter.names.clear()
        macros.check_only()
        counts.append(len(Com.counter))
    assert counts[0] == counts[1]


def test_calls_for_a_marked_form_do_not_grow_with_rows(
    app: AppX, tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    counts = []
    for rows in (8, 24):
        open_book(long_form(tmp_path / f"{rows}.xlsx", rows))
        macros.recalculate_and_check()
        Com.counter.names.clear()
        macros.check_only()
        counts.append(len(Com.counter))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("macro", [macros.recalculate_and_check, macros.next_finding, macros.self_test])
def test_without_an_excel_it_is_said(
    macro: Callable[[], None], app: AppX, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Started from Python: no button, no Excel."""

    def nobody(*_: object) -> Any:
        raise RuntimeError("no Excel calls")

    monkeypatch.setattr(macros.xw.Book, "caller", nobody)
    monkeypatch.setattr(type(macros.xw.apps), "active", None)
    macro()
    assert said == ["Excel 没有运行"]


def test_an_excel_that_cannot_be_asked_is_said_with_the_details(
    app: AppX, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(macros, "_excel", lambda: 1 / 0)
    macros.recalculate_and_check()
    (message,) = said
    assert message.startswith("jixiao 出错了，这一步没有做完（ZeroDivisionError）。")
    kept = tmp_path / "jixiao" / "jixiao-errors.txt"
    assert str(kept) in message and "Traceback" in kept.read_text(encoding="utf-8")


def test_the_file_host_reads_the_excel_hosts_ledger(tmp_path: Path, open_book: Open, said: list[str]) -> None:
    path = write_form(tmp_path / "表.xlsx", "review", changes=FAULTS["review"])
    book = open_book(path)
    macros.recalculate_and_check()
    book.wb.save(tmp_path / "标.xlsx")
    ours = Workbook.open(tmp_path / "标.xlsx")
    session.clear(ours)
    theirs = Workbook.open(path)
    assert {s.name: dict(s.cells) for s in ours.sheets} == {s.name: dict(s.cells) for s in theirs.sheets}

"""插入指标行 / 删除指标行 over the fake Excel: which row, what comes along, what stays, and where they refuse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from addin import macros
from addin.hosts.excel.reading import read_values
from addin.reading.locate import locate
from addin.templates import TEMPLATES
from tests.addin.books import FAULTS, book_seen
from tests.addin.fake_excel import AppX, BookX
from tests.addin.fake_looks import Com
from tests.forms import NAMES, write_form

Open = Callable[[Path], BookX]


@pytest.fixture
def form(app: AppX, open_book: Open) -> BookX:
    """The blank review form: rows 12 to 23 in three blocks, 合计 in 24."""
    return open_book(TEMPLATES / "evaluation_form.xlsx")


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What the person answers to the question whether a row shall go."""
    given: list[bool] = []
    monkeypatch.setattr(macros, "confirm", lambda app, question: given.pop(0))
    return given


def merges(book: BookX) -> set[str]:
    return {str(area) for area in book.wb.active.merged_cells.ranges}


def insert(app: AppX, at: tuple[int, int]) -> None:
    app.at = at
    macros.insert_indicator_row()


def delete(app: AppX, at: tuple[int, int]) -> None:
    app.at = at
    macros.delete_indicator_row()


@pytest.mark.parametrize(
    ("at", "row", "stretched"),
    [
        pytest.param((12, 3), 13, ["A12:A18", "A19:A22", "A23:A24"], id="the first row"),
        pytest.param((17, 3), 18, ["A12:A18", "A19:A22", "A23:A24"], id="the last row of a block"),
        pytest.param((12, 1), 18, ["A12:A18", "A19:A22", "A23:A24"], id="the label of a block"),
        pytest.param((23, 6), 24, ["A12:A17", "A18:A21", "A22:A24"], id="the last row"),
        pytest.param((11, 3), 24, ["A12:A17", "A18:A21", "A22:A24"], id="the heading"),
        pytest.param((24, 6), 24, ["A12:A17", "A18:A21", "A22:A24"], id="the totals"),
    ],
)
def test_a_row_comes_in_the_block_of_the_cursor(
    app: AppX, form: BookX, said: list[str], at: tuple[int, int], row: int, stretched: list[str]
) -> None:
    sheet = form.wb.active
    sheet.cell(row - 1, 3).value = "设备"
    insert(app, at)
    assert not said
    assert {area for area in merges(form) if area.startswith("A") and area < "A25"} >= set(stretched)
    assert "A32:B41" in merges(form) and "A25:E25" in merges(form)
    assert [cell.value for cell in sheet[row]][:9] == [None] * 9
    assert sheet.cell(row, 6).number_format == sheet.cell(row - 1, 6).number_format == "0.00"
    assert sheet.cell(row, 6).fill.fgColor.rgb == sheet.cell(row - 1, 6).fill.fgColor.rgb
    assert sheet.cell(row - 1, 3).value == "设备"
    assert app.at == (row, 3)


def test_what_was_copied_last_is_not_inserted(app: AppX, form: BookX, said: list[str]) -> None:
    app.copying = 1
    insert(app, (12, 3))
    assert not said and "A12:A18" in merges(form)


@pytest.mark.parametrize("name", NAMES)
def test_in_every_layout_a_row_below_each_indicator_comes_and_goes(
    name: str, app: AppX, tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    book = open_book(write_form(tmp_path / "表.xlsx", name))
    before = cells(book)
    layouts = locate(read_values(book.sheets[0]))
    for layout in layouts:
        for row in layout.rows:
            insert(app, (row, layout.columns["name"]))
            if said:  # a 小计
                assert "小计行" in said.pop()
                continue
            assert app.at == (row + 1, layout.columns["name"])
            insert(app, app.at)  # a blank row is one of the table, even before 合计
            delete(app, app.at)
            if row != layout.rows[-1] or layout.totals_row == row + 1:
                assert len(locate(read_values(book.sheets[0]))) == len(layouts)
            delete(app, (row + 1, layout.columns["name"]))
            assert not said and cells(book) == before


def test_the_end_of_the_table_is_before_the_last_subtotal(
    app: AppX, tmp_path: Path, open_book: Open, said: list[str]
) -> None:
    book = open_book(write_form(tmp_path / "表.xlsx", "subtotals"))
    (layout,) = locate(read_values(book.sheets[0]))
    assert layout.totals_row is not None
    insert(app, (layout.totals_row, 1))
    assert app.at == (layout.totals_row - 1, layout.columns["name"]) and not said
    assert book.wb.active.cell(layout.totals_row, layout.columns["name"]).value == "小计"


def cells(book: BookX) -> dict[str, Any]:
    return {cell.coordinate: cell.value for row in book.wb.active.iter_rows() for cell in row if cell.value}


def test_inserted_rows_that_are_blank_yet_belong_to_the_table(
    app: AppX, form: BookX, said: list[str]
) -> None:
    for _ in range(3):
        insert(app, app.at if app.at[0] > 20 else (24, 1))
    assert "A22:A26" in merges(form)
    assert app.at == (26, 3)
    delete(app, (25, 3))
    assert "A22:A25" in merges(form) and not said


def test_formulas_and_merges_of_the_row_above_come_along(app: AppX, form: BookX) -> None:
    sheet = form.wb.active
    sheet["H14"] = "=G14"
    sheet.merge_cells("I14:J14")
    insert(app, (14, 3))
    assert sheet["H15"].value == "=G15"
    assert {"I14:J14", "I15:J15"} <= merges(form)


def test_level2_merged_is_stretched_at_its_end_and_its_formula_is_not_taken_over(
    app: AppX, form: BookX
) -> None:
    sheet = form.wb.active
    sheet["B13"] = None
    sheet.merge_cells("B12:B13")
    sheet["B17"] = '="成本指标"'
    insert(app, (13, 3))
    assert "B12:B14" in merges(form)
    insert(app, (18, 3))
    assert sheet["B19"].value is None


def test_the_first_row_of_a_block_goes_and_its_label_stays(
    app: AppX, form: BookX, said: list[str], answers: list[bool]
) -> None:
    sheet = form.wb.active
    delete(app, (18, 3))
    assert not said and not answers
    assert sheet["A18"].value == "效益指标" and sheet["B18"].value == "社会效益指标"
    assert {"A12:A17", "A18:A20", "A21:A22", "A30:B39"} <= merges(form)


def test_a_label_that_is_not_merged_goes_down_to_the_next_row(app: AppX, form: BookX) -> None:
    sheet = form.wb.active
    sheet.unmerge_cells("A12:A17")
    sheet["B13"] = None
    delete(app, (12, 3))
    assert (sheet["A12"].value, sheet["B12"].value) == ("产出指标", "数量指标")


def test_the_only_row_of_a_block_takes_its_label_along_after_a_question(
    app: AppX, form: BookX, said: list[str], answers: list[bool]
) -> None:
    delete(app, (22, 3))
    answers += [False, True]
    delete(app, (22, 3))
    assert said == ["没有删除。"] and form.wb.active["A22"].value == "满意度指标"
    delete(app, (22, 3))
    assert str(form.wb.active["A22"].value).startswith("合计")


def test_a_row_with_content_goes_after_a_question_only(
    app: AppX, form: BookX, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def no(app: Any, question: str) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(macros, "confirm", no)
    form.wb.active["C14"], form.wb.active["F14"] = "设备验收合格率", 10
    delete(app, (14, 4))
    assert asked == ["第14行已有内容：设备验收合格率、10.00\n\n确定删除这一行吗？"]
    assert form.wb.active["C14"].value == "设备验收合格率" and said == ["没有删除。"]


def test_the_last_row_that_is_left_stays(
    app: AppX, form: BookX, said: list[str], answers: list[bool]
) -> None:
    answers += [True] * 12
    for _ in range(11):
        delete(app, (12, 3))
    assert not said
    delete(app, (12, 3))
    assert said == ["指标表里只有这一行了，不能删除。"]


@pytest.mark.parametrize(
    ("at", "what"),
    [((2, 1), "不在指标表里"), ((30, 3), "不在指标表里"), ((33, 3), "不在指标表里")],
    ids=["above", "below", "suggested"],
)
def test_refuses_outside_the_table(
    app: AppX, form: BookX, said: list[str], at: tuple[int, int], what: str
) -> None:
    before = book_seen(form.wb)
    insert(app, at)
    delete(app, at)
    assert len(said) == 2 and all(what in each for each in said)
    assert book_seen(form.wb) == before


def test_refuses_on_headings_totals_labels_subtotals_and_protected_sheets(
    app: AppX, form: BookX, said: list[str]
) -> None:
    form.wb.active["C17"], form.wb.active["F17"] = "小计", 50
    before = book_seen(form.wb)
    for at in ((11, 3), (24, 6), (12, 1), (17, 3)):
        delete(app, at)
    insert(app, (17, 6))
    form.sheets[0].protected = True
    insert(app, (14, 3))
    delete(app, (14, 3))
    hints = ["表头或合计行", "表头或合计行", "几行共用", "小计行", "小计行", "受保护", "受保护"]
    assert [hint in each for hint, each in zip(hints, said, strict=True)] == [True] * 7
    assert book_seen(form.wb) == before


def test_a_sheet_without_a_form_is_refused(app: AppX, form: BookX, said: list[str]) -> None:
    form.wb.active = form.wb.create_sheet("空")
    form.sheets.append(type(form.sheets[0])(form, form.wb.active, form.wb.active))
    insert(app, (1, 1))
    assert "不在指标表里" in said[0]


def test_an_insertion_that_fails_is_taken_back(
    app: AppX, form: BookX, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.addin import fake_com

    before = book_seen(form.wb)

    def fails(self: Any) -> None:
        raise fake_com.fail("不能合并")

    monkeypatch.setattr(fake_com.RangeX, "Merge", fails)
    insert(app, (17, 3))
    assert "不能合并" in said[0]
    assert book_seen(form.wb)["评分意见表"]["merges"] == before["评分意见表"]["merges"]
    assert str(form.wb.active["A24"].value).startswith("合计")


def test_marks_move_with_the_rows_and_come_out_again(
    app: AppX, tmp_path: Path, open_book: Open, said: list[str], answers: list[bool]
) -> None:
    path = write_form(tmp_path / "表.xlsx", "review", changes=FAULTS["review"])
    expected = openpyxl.load_workbook(path)
    book = open_book(path)
    macros.recalculate_and_check()
    insert(app, (13, 3))
    macros.recalculate_and_check()
    answers.append(True)
    delete(app, (14, 3))
    macros.recalculate_and_check()
    macros.clear_marks()
    assert said[-1] == "标记已清除，表恢复原样。"
    assert book_seen(book.wb) == book_seen(expected)


def test_calls_do_not_grow_with_the_rows(app: AppX, form: BookX) -> None:
    counts = []
    for _ in range(2):
        start = len(Com.counter)
        insert(app, (12, 1))
        counts.append(len(Com.counter) - start)
        for _ in range(20):
            insert(app, (13, 3))
    assert counts[0] == counts[1] and counts[0] < 60


def test_a_label_that_is_a_formula_stays_one(app: AppX, form: BookX, said: list[str]) -> None:
    form.wb.active["A18"] = '="效益"&"指标"'
    form.sheets[0].vals["A18"] = "效益指标"
    delete(app, (18, 3))
    assert form.wb.active["A18"].value == '="效益"&"指标"' and not said


def test_a_label_that_cannot_be_written_back_is_told(
    app: AppX, form: BookX, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> None:
        raise Com.error(-2146827284, "拒绝", None, None)

    monkeypatch.setattr(form.sheets[0], "enter", fails)
    delete(app, (18, 3))
    assert said == ["行已删除，但“效益指标”没有能写回，请在A18补填。"]

"""Marks are taken out again: what was there before comes back, what the person did since stays."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from addin.checking import session
from addin.hosts.xlsx import Workbook
from addin.marking.edits import (
    MARKS_SHEET,
    NOTE_SIGNATURE,
    RESULT_SHEET,
    AddNote,
    Edit,
    Fill,
    Hint,
    Look,
    PutSheet,
    SetPrintArea,
    SetValue,
    SetWidth,
    SheetCell,
)
from addin.reading.sheet import Sheet
from scoring.form.address import Address, Area
from tests.addin.hosts.xlsx.conftest import NAME, marked, marked_again, meaning, parts_of

OTHER = "填表说明"
ALL: tuple[Edit, ...] = (
    Fill(NAME, Address(2, 1), Look.ERROR),
    Fill(NAME, Address(2, 2), Look.WARNING),
    Fill(NAME, Address(9, 9), Look.INFO),
    SetValue(NAME, Address(2, 2), Decimal("9.5")),
    SetValue(NAME, Address(2, 3), "良"),
    AddNote(NAME, Address(2, 1), "应为 9.5 分\n依据：评分细则"),
    AddNote(NAME, Address(2, 2), "原值 10"),
    AddNote(NAME, Address(2, 2), "另见资金"),
    AddNote(OTHER, Address(1, 1), "另一张表"),
    Hint(NAME, Address(1, 5), "核查提示", Look.HEADER),
    Hint(NAME, Address(2, 5), "=得分不符", wrap=True),
    SetWidth(NAME, 5, 40),
    SetPrintArea(NAME, Area(1, 1, 9, 4)),
    PutSheet(RESULT_SHEET, ((SheetCell("A2", Look.LINK, link=f"'{NAME}'!A2"),),), freeze_row=1),
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A form as people make them: a personal note, personal colours, a formula, merges, a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = NAME
    sheet.append(["指标", "得分", "等级"])
    sheet.append(["设备检查次数", 10, "优"])
    sheet.append(["合计", "=B2", None])
    sheet["A2"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["B3"].fill = PatternFill("lightGrid", fgColor="FF112233")
    sheet["B2"].comment = Comment("请核对台账", "王欣")
    sheet["B2"].number_format = "0.00"
    sheet.merge_cells("A4:C4")
    sheet.column_dimensions["A"].width = 30
    book.create_sheet(OTHER)["A1"] = "说明"
    path = tmp_path / "表.xlsx"
    book.save(path)
    return path


def clear(path: Path) -> Path:
    book = Workbook.open(path)
    session.clear(book)
    target = path.with_name("清除.xlsx")
    book.save(target)
    return target


def sheets(path: Path) -> tuple[Sheet, ...]:
    return Workbook.open(path).sheets


def look_of(path: Path) -> dict[str, object]:
    """Fills, notes and widths as openpyxl sees them."""
    seen: dict[str, object] = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                fill = cell.fill
                note = cell.comment.text if cell.comment else None
                key = f"{sheet.title}!{cell.coordinate}"
                seen[key] = (fill.patternType, fill.fgColor.rgb, note, cell.number_format)
        for letters, column in sheet.column_dimensions.items():
            seen[f"{sheet.title}!{letters}"] = column.width
        seen[f"{sheet.title} print area"] = sheet.print_area
    return seen


def test_all_comes_back(source: Path) -> None:
    cleared = clear(marked(source, *ALL))
    assert sheets(cleared) == sheets(source)
    assert look_of(cleared) == look_of(source)
    assert not Workbook.open(cleared).is_marked


def test_nothing_of_ours_is_left(source: Path) -> None:
    after, before = parts_of(clear(marked(source, *ALL))), parts_of(source)
    assert list(after) == list(before)
    for name in after:
        assert NOTE_SIGNATURE.encode() not in after[name]
        assert meaning(after[name]) == meaning(before[name]), name
    assert after["xl/styles.xml"] == before["xl/styles.xml"]


def test_a_second_check_of_an_unchanged_form_writes_the_same_bytes(source: Path) -> None:
    first = marked(source, *ALL)
    assert marked_again(first, *ALL).read_bytes() == first.read_bytes()


def test_marking_over_marks_keeps_the_first_before(source: Path) -> None:
    first = marked(source, *ALL)
    book = Workbook.open(first)
    book.apply([SetValue(NAME, Address(2, 2), Decimal(8)), Fill(NAME, Address(2, 2), Look.ERROR)])
    book.save(first)
    assert sheets(clear(first)) == sheets(source)


def test_clearing_an_unmarked_workbook_changes_nothing(source: Path) -> None:
    after, before = parts_of(clear(source)), parts_of(source)
    assert list(after.values()) == list(before.values())


def test_the_persons_note_is_kept_before_ours(source: Path) -> None:
    text = look_of(marked(source, *ALL))[f"{NAME}!B2"]
    assert isinstance(text, tuple)
    assert text[2] == f"请核对台账\n\n{NOTE_SIGNATURE}\n原值 10\n\n另见资金"


def resaved(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    """The copy after a person has worked on it in a program that writes everything anew."""
    book = openpyxl.load_workbook(path)
    change(book)
    target = path.with_name("改.xlsx")
    book.save(target)
    return target


def test_a_copy_that_another_program_saved_is_cleared_too(source: Path) -> None:
    cleared = clear(resaved(marked(source, *ALL), lambda book: None))
    assert sheets(cleared) == sheets(source)
    assert look_of(cleared) == look_of(source)


def test_a_value_that_the_person_changed_since_stays(source: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book[NAME]["B2"] = 7

    cells = sheets(clear(resaved(marked(source, *ALL), change)))[0].cells
    assert cells[Address(2, 2)].value == 7
    assert cells[Address(2, 3)].value == "优"


def test_a_colour_that_the_person_gave_since_stays(source: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book[NAME]["A2"].fill = PatternFill("solid", fgColor="FF0000FF")

    seen = look_of(clear(resaved(marked(source, *ALL), change)))[f"{NAME}!A2"]
    assert isinstance(seen, tuple)
    assert seen[1] == "FF0000FF"


def test_words_that_the_person_wrote_into_our_note_stay(source: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        note = book[NAME]["A2"].comment
        book[NAME]["A2"].comment = Comment(f"{note.text}\n已与科室核对", "王欣")

    seen = look_of(clear(resaved(marked(source, *ALL), change)))[f"{NAME}!A2"]
    assert isinstance(seen, tuple)
    assert seen[2] is not None
    assert seen[2].strip() == "已与科室核对"


def test_words_that_the_person_wrote_into_the_hint_column_stay(source: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book[NAME]["E2"] = "我的备注"

    cells = sheets(clear(resaved(marked(source, *ALL), change)))[0].cells
    assert cells[Address(2, 5)].value == "我的备注"
    assert Address(1, 5) not in cells


def test_a_width_and_a_print_area_that_the_person_set_since_stay(source: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book[NAME].column_dimensions["E"].width = 12
        book[NAME].print_area = "A1:C9"

    seen = look_of(clear(resaved(marked(source, *ALL), change)))
    assert seen[f"{NAME}!E"] == 12
    assert seen[f"{NAME} print area"] == f"'{NAME}'!$A$1:$C$9"


def test_local_names_follow_when_our_sheets_go_from_the_middle(source: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book[OTHER].print_area = "A1:B2"
        book.move_sheet(OTHER, 2)

    cleared = clear(resaved(marked(source, *ALL), change))
    assert [(sheet.name, sheet.print_area) for sheet in sheets(cleared)] == [
        (NAME, None),
        (OTHER, Area(1, 1, 2, 2)),
    ]


def test_a_sheet_that_is_gone_or_renamed_is_no_obstacle(source: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book[NAME].title = "改名"

    assert [sheet.name for sheet in sheets(clear(resaved(marked(source, *ALL), change)))] == ["改名", OTHER]


@pytest.mark.parametrize(
    "row",
    [
        ["fill", NAME, "A2", "xml:<!DOCTYPE x>", "solid:FFFFC7CE"],
        ["fill", NAME, "ZZZ9", "none", "none"],
        ["fill", NAME, "A2", "solid:nonsense", "solid:FF00FF00"],
        ["value", NAME, "B2", "n:x", "n:10"],
        ["width", NAME, "A", "w:nan", "w:30"],
        ["cell", "没有", "A1", "style:9:x", "s:1"],
        ["unknown", "", "", "", ""],
        ["print_area"],
    ],
)
def test_a_ledger_that_somebody_tampered_with_does_no_harm(source: Path, row: list[str]) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book[MARKS_SHEET].append(row)

    assert len(sheets(clear(resaved(marked(source), change)))) == 2


ADDRESSES = st.builds(Address, st.integers(1, 6), st.integers(1, 6))
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=30)
ANY_EDIT = st.one_of(
    st.builds(Fill, st.just(NAME), ADDRESSES, st.sampled_from([Look.ERROR, Look.WARNING, Look.INFO])),
    st.builds(AddNote, st.just(NAME), ADDRESSES, TEXTS),
    st.builds(
        Hint, st.just(NAME), st.builds(Address, st.integers(1, 9), st.just(8)), TEXTS, wrap=st.booleans()
    ),
    st.builds(SetWidth, st.just(NAME), st.integers(1, 9), st.sampled_from([5.0, 12.5, 40.0])),
    st.builds(SetPrintArea, st.just(NAME), st.just(Area(1, 1, 9, 4))),
    st.builds(
        SetValue,
        st.just(NAME),
        st.sampled_from([Address(2, 1), Address(2, 2), Address(2, 3), Address(6, 6)]),
        st.one_of(TEXTS, st.decimals(-1000, 1000, places=2)),
    ),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ANY_EDIT, max_size=12))
def test_whatever_was_marked_comes_back(source: Path, edits: list[Edit]) -> None:
    first = marked(source, *edits)
    cleared = clear(first)
    assert sheets(cleared) == sheets(source)
    assert look_of(cleared) == look_of(source)
    before, after = parts_of(source), parts_of(cleared)
    assert list(map(meaning, after.values())) == list(map(meaning, before.values()))
    again = Workbook.open(cleared)
    again.apply(edits)
    assert marked_again(first, *edits).read_bytes() == first.read_bytes()

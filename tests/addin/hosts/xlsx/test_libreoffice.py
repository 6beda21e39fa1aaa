"""LibreOffice opens what is written, and sees what was meant."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl

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
from scoring.form.address import Address, Area
from tests.addin.hosts.xlsx.conftest import NAME, marked
from tests.conftest import Convert

EDITS: tuple[Edit, ...] = (
    Fill(NAME, Address(2, 1), Look.ERROR),
    SetValue(NAME, Address(2, 2), Decimal("9.5")),
    AddNote(NAME, Address(2, 2), "应为 9.5 分"),
    Hint(NAME, Address(2, 5), "=得分不符"),
    SetWidth(NAME, 5, 40),
    SetPrintArea(NAME, Area(1, 1, 4, 3)),
    PutSheet(
        RESULT_SHEET, ((SheetCell("A2", Look.LINK, link=f"'{NAME}'!A2"), SheetCell("=1+1")),), freeze_row=1
    ),
)


def form(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = NAME
    sheet.append(["指标", "得分"])
    sheet.append(["设备检查次数", 10])
    book.save(folder / "表.xlsx")
    return folder / "表.xlsx"


def test_libreoffice_reads_a_marked_copy(tmp_path: Path, soffice: Convert) -> None:
    seen = openpyxl.load_workbook(soffice(marked(form(tmp_path), *EDITS), "xlsx"))
    sheet = seen[NAME]
    assert seen.sheetnames == [NAME, RESULT_SHEET, MARKS_SHEET]
    assert sheet["A2"].fill.fgColor.rgb == "FFFFC7CE"
    assert sheet["B2"].value == 9.5
    assert sheet["B2"].comment.text == f"{NOTE_SIGNATURE}\n应为 9.5 分"
    assert (sheet["E2"].value, sheet["E2"].data_type) == ("=得分不符", "s")
    assert (seen[RESULT_SHEET]["B1"].value, seen[RESULT_SHEET]["B1"].data_type) == ("=1+1", "s")
    assert seen[MARKS_SHEET].sheet_state != "visible"


def test_marks_are_cleared_after_libreoffice_saved_the_copy(tmp_path: Path, soffice: Convert) -> None:
    source = form(tmp_path)
    copy = Workbook.open(soffice(marked(source, *EDITS), "xlsx"))
    assert copy.is_marked
    session.clear(copy)
    assert [sheet.name for sheet in copy.sheets] == [NAME]
    assert {at: cell.value for at, cell in copy.sheets[0].cells.items()} == {
        at: cell.value for at, cell in Workbook.open(source).sheets[0].cells.items()
    }
    copy.save(tmp_path / "清除.xlsx")
    cleared = openpyxl.load_workbook(tmp_path / "清除.xlsx")[NAME]
    assert cleared["A2"].fill.patternType is None
    assert cleared["B2"].comment is None

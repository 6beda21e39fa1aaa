"""A form has one review: as it was made, through our reader, through openpyxl, and when LibreOffice has saved it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from addin.checking.check import check
from addin.checking.cleared import clear_file
from addin.checking.files import check_file, copy_path
from addin.hosts.xlsx import Workbook
from addin.reading.display import display
from addin.reading.refusal import NoForm
from addin.reading.sheet import Cell, CellError, CellValue, Sheet
from scoring.form.address import Address, Area
from tests.addin.books import FAULTS
from tests.conftest import Convert
from tests.forms import NAMES, form_sheet, write_sheets
from tests.fuzz.forms import ORDINARY, forms

ANY_FOLDER = [HealthCheck.function_scoped_fixture]  # every example overwrites the file of the one before
Found = list[tuple[str, str, str, str]]


def found(sheets: list[Sheet]) -> Found | str:
    """The findings of all forms on these sheets, or why there is none."""
    try:
        reviewed = check(sheets)
    except NoForm as refusal:
        return str(refusal)
    return [
        (form.sheet.name, f.rule, f.cell.a1, f.message) for form in reviewed for f in form.review.findings
    ]


def through_openpyxl(path: Path) -> list[Sheet]:
    return [_sheet(worksheet) for worksheet in openpyxl.load_workbook(path, data_only=True).worksheets]


def _sheet(worksheet: Any) -> Sheet:
    cells = {
        Address(one.row, one.column): Cell(
            value := _value(one), display(value, one.number_format), None, one.number_format
        )
        for line in worksheet.iter_rows()
        for one in line
        if one.value not in (None, "")
    }
    merges = tuple(Area.parse(area.coord) for area in worksheet.merged_cells.ranges)
    extent = Address(worksheet.max_row, worksheet.max_column)
    return Sheet(worksheet.title, cells, merges, extent=extent)


def _value(one: Any) -> CellValue:
    value = one.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(format(value, ".15g"))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date()
    return CellError(value) if one.data_type == "e" else value


@settings(max_examples=60, derandomize=True, suppress_health_check=ANY_FOLDER)
@given(form=forms())
def test_through_our_reader_and_through_openpyxl(form: Sheet, tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "表.xlsx", {form.name: form})
    made = found([form])
    assert found(list(Workbook.open(path).sheets)) == made
    assert found(through_openpyxl(path)) == made


@settings(max_examples=30, derandomize=True, suppress_health_check=ANY_FOLDER)
@given(form=forms())
def test_checked_twice_and_cleared(form: Sheet, tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "表.xlsx", {form.name: form})
    copy, cleared = copy_path(path), tmp_path / "清除.xlsx"
    for made in (copy, cleared):
        made.unlink(missing_ok=True)
    before = path.read_bytes()
    assert check_file(path).copy == copy
    first = copy.read_bytes()
    check_file(path)
    assert copy.read_bytes() == first
    check_file(copy)
    assert copy.read_bytes() == first
    clear_file(copy, cleared)
    assert Workbook.open(cleared).sheets == Workbook.open(path).sheets
    assert path.read_bytes() == before


@settings(max_examples=3, derandomize=True, suppress_health_check=ANY_FOLDER)
@given(drawn=st.lists(forms(ORDINARY), min_size=12, max_size=12))
def test_when_libreoffice_has_saved_it(drawn: list[Sheet], tmp_path: Path, soffice: Convert) -> None:
    clean = {name: form_sheet(name, FAULTS.get(name)) for name in NAMES}
    path = write_sheets(tmp_path / "表.xlsx", {**clean, **{f"表{n}": form for n, form in enumerate(drawn)}})
    through_libreoffice = soffice(path, "xlsx")
    expected = found(list(Workbook.open(path).sheets))
    assert isinstance(expected, list) and len(expected) > len(drawn)
    assert found(list(Workbook.open(through_libreoffice).sheets)) == expected
    assert found(through_openpyxl(through_libreoffice)) == expected

"""A worksheet part as it is read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from addin.hosts.xlsx import Workbook
from addin.reading.sheet import Cell, CellError, Sheet
from scoring.form.address import Address, Area
from tests.addin.hosts.xlsx.conftest import MAIN, Build, Write, strict


def read(path: Path) -> Sheet:
    return Workbook.open(path).sheets[0]


def cell(path: Path, at: str = "A1") -> Cell:
    return read(path).cells[Address.parse(at)]


@pytest.mark.parametrize(
    ("markup", "value", "text"),
    [
        ('<c r="A1"><v>169.9</v></c>', Decimal("169.9"), "169.9"),
        ('<c r="A1" t="n"><v>59.99499999999999</v></c>', Decimal("59.995"), "59.995"),
        ('<c r="A1"><v>1E-3</v></c>', Decimal("0.001"), "0.001"),
        ('<c r="A1"><v>100.0</v></c>', Decimal("100"), "100"),
        ('<c r="A1" s="1"><v>1</v></c>', Decimal("1"), "100%"),
        ('<c r="A1" s="2"><v>0.958</v></c>', Decimal("0.958"), "95.80%"),
        ('<c r="A1" s="3"><v>12.345</v></c>', Decimal("12.345"), "12.35"),
        ('<c r="A1" s="4"><v>45591</v></c>', dt.date(2024, 10, 26), "2024年10月26日"),
        ('<c r="A1" s="5"><v>45591</v></c>', dt.date(2024, 10, 26), "2024年10月26日"),
        ('<c r="A1" s="6"><v>45591.5</v></c>', dt.datetime(2024, 10, 26, 12), "2024/10/26"),
        ('<c r="A1" s="6"><v>99999999999</v></c>', Decimal("99999999999"), "99999999999"),
        ('<c r="A1" t="d"><v>2024-10-26</v></c>', dt.date(2024, 10, 26), "2024/10/26"),
        ('<c r="A1" t="b"><v>1</v></c>', True, "TRUE"),
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', CellError("#DIV/0!"), "#DIV/0!"),
        ('<c r="A1" t="str"><v>优_x000D_良</v></c>', "优\r良", "优\r良"),
        ('<c r="A1" t="inlineStr"><is><t>优</t></is></c>', "优", "优"),
        ('<c r="A1" t="inlineStr"><is><r><t>优</t></r><r><t>良</t></r></is></c>', "优良", "优良"),
        ('<c r="A1"><v>NaN</v></c>', "NaN", "NaN"),
        ('<c r="A1"><v>1e999</v></c>', "1e999", "1e999"),
        ('<c r="A1"><v>五十</v></c>', "五十", "五十"),
        ('<c r="A1" s="999"><v>5</v></c>', Decimal(5), "5"),
        ('<c r="A1" s="x"><v>5</v></c>', Decimal(5), "5"),
    ],
)
def test_each_kind_of_value(write: Write, markup: str, value: object, text: str) -> None:
    found = cell(write(f'<row r="1">{markup}</row>'))
    assert (found.value, found.text, type(found.value)) == (value, text, type(value))


def test_the_number_format_comes_along(write: Write) -> None:
    assert cell(write('<row r="1"><c r="A1" s="2"><v>1</v></c></row>')).number_format == "0.00%"


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("<t>指标</t>", "指标"),
        ("<r><t>设备</t></r><r><rPr><b/></rPr><t>到位率</t></r>", "设备到位率"),
        ('<t>评价组</t><rPh sb="0" eb="1"><t>píng</t></rPh>', "评价组"),
        ("<t>第一行_x000D_\n第二行</t>", "第一行\r\n第二行"),
        ("<t>_x005F_x0041_</t>", "_x0041_"),
        ("<t>_xD83D__xDE00_</t>", "😀"),
    ],
)
def test_shared_strings(build: Build, write: Write, item: str, text: str) -> None:
    parts = build('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=f"<si>{item}</si>")
    assert cell(write(parts)).value == text


def test_a_shared_string_that_is_not_there_is_empty(write: Write) -> None:
    sheet = read(write('<row r="1"><c r="A1" t="s"><v>7</v></c><c r="B1"><v>1</v></c></row>'))
    assert list(sheet.cells) == [Address(1, 2)]


def test_formulas_keep_their_text_and_result(write: Write) -> None:
    found = cell(write('<row r="1"><c r="A1"><f>SUM(B1:C1)</f><v>3</v></c></row>'))
    assert (found.formula, found.value) == ("SUM(B1:C1)", Decimal(3))


def test_cells_that_share_a_formula_all_have_it(write: Write) -> None:
    sheet = read(
        write(
            '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*2</f><v>2</v></c></row>'
            '<row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c></row>'
        )
    )
    assert [found.formula for found in sheet.cells.values()] == ["B1*2", "B1*2"]


def test_cells_filled_by_an_array_formula_have_it(write: Write) -> None:
    sheet = read(
        write(
            '<row r="1"><c r="A1"><f t="array" ref="A1:A2">SORT(B1:B2)</f><v>2</v></c></row>'
            '<row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>4</v></c></row>'
        )
    )
    assert [found.formula for found in sheet.cells.values()] == ["SORT(B1:B2)", "SORT(B1:B2)", None]


def test_a_formula_that_shows_nothing_is_still_a_cell(write: Write) -> None:
    assert cell(write('<row r="1"><c r="A1" t="str"><f>IF(1,"","")</f><v></v></c></row>')).formula is not None


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        ('t="str"><f>IF(1,"","")</f><v></v>', ""),
        ('t="str"><f>IF(1,"","")</f><v/>', ""),
        ("><f>A2+1</f><v></v>", None),  # as openpyxl writes it: nobody has calculated it
        ("><f>A2+1</f><v/>", None),
        ("><f>A2+1</f>", None),
        ('t="str"><f>A2&amp;"年"</f>', None),
        ("><f>A2+1</f><v>0</v>", Decimal(0)),
    ],
)
def test_a_blank_result_is_a_result(write: Write, stored: str, value: object) -> None:
    assert cell(write(f'<row r="1"><c r="A1" {stored}</c></row>')).value == value


def test_blank_cells_count_for_the_extent_only(write: Write) -> None:
    sheet = read(write('<row r="2"><c r="A2"><v>1</v></c><c r="D2" s="1"/></row>'))
    assert (list(sheet.cells), sheet.extent) == ([Address(2, 1)], Address(2, 4))


def test_a_cell_far_below_is_read_but_is_not_the_extent(write: Write) -> None:
    sheet = read(
        write('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="C1048576"><v>2</v></c></row>')
    )
    assert sheet.cells[Address(1_048_576, 3)].value == 2
    assert sheet.extent == Address(1, 1)


def test_a_cell_far_to_the_right_is_not_read_and_that_is_said(write: Write) -> None:
    sheet = read(write('<row r="1"><c r="A1"><v>1</v></c><c r="SS1"><v>2</v></c></row>'))
    assert list(sheet.cells) == [Address(1, 1)]
    assert sheet.unread == ("第512列以右",)


def test_cells_and_rows_without_reference_follow_one_another(write: Write) -> None:
    sheet = read(write("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"))
    assert [at.a1 for at in sheet.cells] == ["A1", "B1", "A2"]


def test_merges_are_areas_however_large(build: Build, write: Write) -> None:
    merges = (
        '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="K2:L1048576"/><mergeCell ref="?"/></mergeCells>'
    )
    sheet = read(write(build('<row r="1"><c r="A1"><v>1</v></c></row>', after=merges)))
    assert sheet.merges == (Area(1, 1, 1, 3), Area(2, 11, 1_048_576, 12))
    assert sheet.extent == Address(2, 11)


def test_hidden_rows_and_columns_and_heights(build: Build, write: Write) -> None:
    cols = '<cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="5" width="9"/></cols>'
    rows = '<row r="1" ht="30" customHeight="1"/><row r="2" hidden="1"/><row r="3" ht="x"/>'
    sheet = read(write(build(rows, before=cols)))
    assert sheet.hidden_columns == {2, 3}
    assert sheet.hidden_rows == {2}
    assert sheet.row_heights == {1: 30.0}


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("'自评表'!$A$1:$I$44", Area(1, 1, 44, 9)),
        ("自评表!$A$1:$I$44,自评表!$K$1:$L$4", Area(1, 1, 44, 9)),
        ("'a,''b'!$B$2", Area(2, 2, 2, 2)),
        ("自评表!$A:$I", Area(1, 1, 1_048_576, 9)),
        ("自评表!$1:$40", Area(1, 1, 40, 16_384)),
        ("#REF!", None),
        ("OFFSET(自评表!$A$1,0,0,5,5)", None),
        ("", None),
    ],
)
def test_print_area(build: Build, write: Write, text: str, area: Area | None) -> None:
    names = f'<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">{text}</definedName></definedNames>'
    assert read(write(build(workbook=names))).print_area == area


def test_dates_counted_from_1904(build: Build, write: Write) -> None:
    parts = build('<row r="1"><c r="A1" s="6"><v>44129</v></c></row>')
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(
        "<workbookPr/>", '<workbookPr date1904="1"/>'
    )
    assert cell(write(parts)).value == dt.date(2024, 10, 26)


def test_all_worksheets_in_order_but_very_hidden_ones(build: Build, write: Write) -> None:
    parts = build(sheets=("一", "二", "三"))
    listing = str(parts["xl/workbook.xml"])
    listing = listing.replace('name="一"', 'name="一" state="hidden"')
    parts["xl/workbook.xml"] = listing.replace('name="二"', 'name="二" state="veryHidden"')
    assert [sheet.name for sheet in Workbook.open(write(parts)).sheets] == ["一", "三"]


def test_chart_sheets_are_passed_over(build: Build, write: Write) -> None:
    parts = build(sheets=("图", "表"))
    rels = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = rels.replace("/worksheet", "/chartsheet", 1)
    assert [sheet.name for sheet in Workbook.open(write(parts)).sheets] == ["表"]


def prefixed(text: str) -> str:
    plain = text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    for name in ("worksheet", "sheetData", "row", "c", "v", "workbook", "workbookPr", "sheets", "sheet"):
        for end in (" ", ">", "/"):
            plain = plain.replace(f"<{name}{end}", f"<x:{name}{end}").replace(
                f"</{name}{end}", f"</x:{name}{end}"
            )
    return plain


@pytest.mark.parametrize("dialect", [prefixed, strict])
def test_dialects(build: Build, write: Write, dialect: object) -> None:
    parts = build('<row r="1"><c r="A1"><v>1</v></c></row>')
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        parts[name] = dialect(str(parts[name]))  # type: ignore[operator]
    if dialect is strict:
        for name in ("_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"):
            parts[name] = strict(str(parts[name]))
    assert cell(write(parts)).value == 1


def test_parts_in_utf_16(build: Build, write: Write) -> None:
    parts = build('<row r="1"><c r="A1" t="inlineStr"><is><t>优</t></is></c></row>')
    sheet = str(parts["xl/worksheets/sheet1.xml"]).replace('encoding="UTF-8"', 'encoding="UTF-16"')
    parts["xl/worksheets/sheet1.xml"] = sheet.encode("utf-16")
    assert cell(write(parts)).value == "优"


def test_part_names_differ_in_case_only(build: Build, write: Write) -> None:
    parts = build('<row r="1"><c r="A1"><v>1</v></c></row>')
    parts["xl/Worksheets/Sheet1.XML"] = parts.pop("xl/worksheets/sheet1.xml")
    assert cell(write(parts)).value == 1


def test_without_styles_all_is_general(build: Build, write: Write) -> None:
    parts = build('<row r="1"><c r="A1" s="1"><v>1</v></c></row>')
    del parts["xl/styles.xml"]
    assert cell(write(parts)).text == "1"


def test_what_openpyxl_writes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["B2"] = 0.958
    sheet["B2"].number_format = "0.0%"
    sheet["B3"] = "显著提升"
    sheet["B4"] = "=B2*100"
    sheet["B5"] = dt.datetime(2024, 10, 26)
    sheet.merge_cells("B6:D6")
    sheet.print_area = "A1:D9"
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert [c.text for c in found.cells.values()][:2] == ["95.8%", "显著提升"]
    assert found.cells[Address(4, 2)].formula == "B2*100"
    assert found.cells[Address(5, 2)].value == dt.date(2024, 10, 26)
    assert found.merges == (Area(6, 2, 6, 4),)
    assert found.print_area == Area(1, 1, 9, 4)

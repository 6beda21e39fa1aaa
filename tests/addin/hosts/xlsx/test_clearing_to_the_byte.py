"""What is put back is put back as it was written: where it stood, in its markup, with no style left over."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill

from addin.checking import session
from addin.checking.files import check_file
from addin.hosts.xlsx import Workbook
from addin.marking.edits import (
    MARKS_SHEET,
    AddNote,
    Alert,
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
from addin.templates import TEMPLATES
from scoring.form.address import Address, Area
from tests import layouts
from tests.addin.books import FAULTS, form_over_two_sheets, personal_form
from tests.addin.hosts.xlsx.conftest import NAME, STYLES, Build, Write, marked, meaning, parts_of
from tests.forms import NAMES, write_form

SHEET = "xl/worksheets/sheet1.xml"
RESULTS = PutSheet(
    "核查结果",
    (
        (SheetCell("序号", Look.HEADER), SheetCell("错误", Look.ERROR)),
        (SheetCell(1), SheetCell("", Look.INPUT)),
    ),
    alert=Alert(Area(2, 2, 2, 2), '$B2=""'),
)
EDITS: tuple[Edit, ...] = (
    Fill(NAME, Address(1, 1), Look.ERROR),
    Fill(NAME, Address(1, 2), Look.WARNING),
    SetValue(NAME, Address(1, 1), "优"),
    SetValue(NAME, Address(1, 2), Decimal("9.5")),
    AddNote(NAME, Address(1, 1), "应为优"),
    Hint(NAME, Address(1, 5), "等级不符"),
    SetWidth(NAME, 5, 40),
    SetPrintArea(NAME, Area(1, 1, 2, 4)),
    RESULTS,
)


def cleared(copy: Path) -> Path:
    book = Workbook.open(copy)
    assert session.clear(book)
    target = copy.with_name("清除.xlsx")
    book.save(target)
    return target


def there_and_back(source: Path, *edits: Edit) -> Path:
    copy = marked(source, *edits)
    assert parts_of(copy)[SHEET] != parts_of(source)[SHEET]
    return cleared(copy)


ROWS = {
    "a text among the shared strings": '<c r="A1" t="s"><v>0</v></c>',
    "a rich one": '<c r="A1" t="s"><v>1</v></c>',
    "a rich one in line": '<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>良</t></r><r><t>好</t></r></is></c>',
    "a result of a formula that was pasted as text": '<c r="A1" t="str"><v>良</v></c>',
    "a number with noughts, and a blank one": '<c r="A1"><v>9.50</v></c><c r="B1" s="3"/>',
    "a style that says nothing": '<c r="A1" s="0" t="s"><v>0</v></c><c r="B1"><v>10</v></c>',
    "one of two styles that look alike": '<c r="A1" s="8" t="s"><v>0</v></c><c r="B1" s="9"><v>10</v></c>',
    "attributes of every kind": '<c r="A1" t="s" cm="1"><v>0</v></c><c r="B1" s="7" t="e" vm="1"><v>#VALUE!</v></c>',
    "a formula": '<c r="B1" s="2"><f>SUM(C1:D1)</f><v>10</v></c>',
    "an extension": '<c r="A1"><v>98</v><extLst><ext uri="{kept}"/></extLst></c>',
    "a cell where the hint goes": '<c r="A1" t="s"><v>0</v></c><c r="E1" s="7"/>',
    "a remark where the hint goes": '<c r="A1" t="s"><v>0</v></c><c r="E1" t="s"><v>1</v></c>',
}


@pytest.mark.parametrize("spans", ["", ' spans="1:4"', ' spans="1:9" ht="30"'])
@pytest.mark.parametrize("cells", ROWS.values(), ids=ROWS)
def test_a_row_comes_back_to_the_byte(build: Build, write: Write, cells: str, spans: str) -> None:
    parts = build(
        f'<row r="1"{spans}>{cells}</row><row r="2"{spans}><c r="A2"><v>1</v></c></row>',
        strings="<si><t>良</t></si><si><r><rPr><b/></rPr><t>粗</t></r><r><t>细</t></r></si><si><t>良</t></si>",
    )
    twins = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyFill="1"/>' * 2
    parts["xl/styles.xml"] = STYLES.replace("\n</cellXfs>", f"{twins}\n</cellXfs>").replace('"8"', '"10"')
    source = write(parts)
    edits = [
        edit
        for edit in EDITS
        if not isinstance(edit, SetValue) or not ("<f>" in cells and edit.at.column == 2)
    ]
    assert parts_of(there_and_back(source, *edits)) == parts_of(source)


COLUMNS = {
    "a wide range": '<cols><col min="1" max="8" width="12.5" style="1" customWidth="1"/></cols>',
    "its end": '<cols><col min="2" max="5" width="12.5"/><col min="6" max="9" hidden="1"/></cols>',
    "a column of its own": '<cols><col min="4" max="4" width="9"/><col min="5" max="5" width="7"/></cols>',
    "none": "",
}


@pytest.mark.parametrize("columns", COLUMNS.values(), ids=COLUMNS)
def test_a_range_of_columns_is_one_again(build: Build, write: Write, columns: str) -> None:
    source = write(build('<row r="1"><c r="A1"><v>1</v></c></row>', before=columns))
    assert parts_of(there_and_back(source, *EDITS)) == parts_of(source)


def test_a_workbook_without_styles_has_none_again(build: Build, write: Write) -> None:
    parts = build('<row r="1"><c r="A1"><v>1</v></c></row>')
    del parts["xl/styles.xml"]
    for name in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        pieces = str(parts[name]).replace("/>", "/>\0").split("\0")
        parts[name] = "".join(piece for piece in pieces if "styles" not in piece)
    source = write(parts)
    assert parts_of(there_and_back(source, *EDITS)) == parts_of(source)


@pytest.mark.parametrize(
    "changes", ["", '<dxfs count="0"/>', '<dxfs count="1"><dxf><font><b/></font></dxf></dxfs>']
)
def test_changes_of_looks_are_those_that_were_there(build: Build, write: Write, changes: str) -> None:
    parts = build('<row r="1"><c r="A1"><v>1</v></c></row>')
    parts["xl/styles.xml"] = STYLES.replace("</styleSheet>", f"{changes}</styleSheet>")
    source = write(parts)
    assert parts_of(there_and_back(source, *EDITS)) == parts_of(source)


def test_a_style_of_ours_that_the_person_uses_since_stays(build: Build, write: Write) -> None:
    """A mark copied to another cell, a rule that has the looks of ours."""
    source = write(build('<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row>'))
    copy = marked(source, *EDITS)
    book = openpyxl.load_workbook(copy)
    book[NAME]["C1"].fill = PatternFill("solid", fgColor="FFFFC7CE")
    book[NAME].conditional_formatting.add("A1", FormulaRule(["A1>9"], fill=PatternFill(bgColor="FFFFC7CE")))
    book.save(copy)
    sheet = openpyxl.load_workbook(cleared(copy))[NAME]
    assert sheet["C1"].fill.fgColor.rgb == "FFFFC7CE"
    assert sheet["A1"].fill.fill_type is None
    (area,) = sheet.conditional_formatting
    assert area.rules[0].dxf.fill.bgColor.rgb == "FFFFC7CE"


@pytest.mark.parametrize(
    "row",
    [
        ["markup", NAME, "A1", "<c><f>1+1</f></c>", ""],
        ["markup", NAME, "A1", "<!DOCTYPE c><c/>", ""],
        ["style", NAME, "A1", "style:99999:0", ""],
        ["row", NAME, "A1", "x", "1:5"],
        ["tables", "", "", "cellXfs=0 fonts=-9 fills dxfs=-9", ""],
    ],
)
def test_a_ledger_that_somebody_tampered_with_does_no_harm(
    build: Build, write: Write, row: list[str]
) -> None:
    source = write(build('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings="<si><t>良</t></si>"))
    copy = marked(source, *EDITS)
    book = openpyxl.load_workbook(copy)
    book[MARKS_SHEET].append(row)
    book.save(copy)
    assert openpyxl.load_workbook(cleared(copy))[NAME]["A1"].value == "良"


@pytest.mark.parametrize("index", [1, 2, 7])
def test_a_name_of_a_sheet_that_is_not_there_stays_the_persons(
    build: Build, write: Write, index: int
) -> None:
    name = f'<definedName name="_xlnm.Print_Area" localSheetId="{index}">{NAME}!$A$1</definedName>'
    source = write(
        build('<row r="1"><c r="A1"><v>1</v></c></row>', workbook=f"<definedNames>{name}</definedNames>")
    )
    copy = marked(source, *EDITS)
    listed = etree.fromstring(parts_of(copy)["xl/workbook.xml"]).findall("{*}definedNames/{*}definedName")
    theirs = [item for item in listed if item.text == f"{NAME}!$A$1"]
    assert [item.get("localSheetId") for item in theirs] == [str(index + 2)]  # behind our two sheets too
    assert parts_of(cleared(copy)) == parts_of(source)


# Forms as they are checked.


def whole(path: Path) -> dict[str, str | bytes]:
    """The parts by what they say; pictures and the like to the byte."""
    parts = parts_of(path)
    return {name: meaning(part) if name.endswith((".xml", ".rels")) else part for name, part in parts.items()}


def assert_comes_back(source: Path) -> None:
    copy = check_file(source).copy
    assert copy is not None
    assert whole(cleared(copy)) == whole(source)
    again = check_file(copy).copy  # marked twice
    assert again == copy
    assert whole(cleared(copy)) == whole(source)


@pytest.mark.parametrize("name", NAMES)
def test_every_layout(tmp_path: Path, name: str) -> None:
    assert_comes_back(write_form(tmp_path / "表.xlsx", name, changes=FAULTS.get(name, {"A1": ""})))


def written(sheets: tuple[Sheet, ...], path: Path) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        made = book.create_sheet(sheet.name)
        for at, cell in sheet.cells.items():
            made[at.a1] = float(cell.value) if isinstance(cell.value, Decimal) else cell.text
            made[at.a1].number_format = cell.number_format
        for area in sheet.merges:
            made.merge_cells(area.a1)
    book.save(path)
    return path


@pytest.mark.parametrize("name", layouts.NAMES)
def test_forms_of_other_hands(tmp_path: Path, name: str) -> None:
    assert_comes_back(written(layouts.load(name).sheets, tmp_path / "表.xlsx"))


def test_a_form_as_people_keep_it(tmp_path: Path) -> None:
    assert_comes_back(personal_form(tmp_path / "表.xlsx"))


def test_a_form_over_two_sheets(tmp_path: Path) -> None:
    assert_comes_back(form_over_two_sheets(tmp_path / "表.xlsx", "review", {"F21": "良"}))


@pytest.mark.parametrize("template", sorted(path.name for path in TEMPLATES.glob("*form*.xls[xm]")))
def test_the_forms_that_come_with_it(tmp_path: Path, template: str) -> None:
    source = tmp_path / template
    source.write_bytes((TEMPLATES / template).read_bytes())
    assert_comes_back(source)

"""What an edit writes into a file, as other programs read it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from addin.hosts.problems import Refused
from addin.hosts.xlsx import Workbook
from addin.marking.edits import (
    MARKS_SHEET,
    NOTE_SIGNATURE,
    RESULT_SHEET,
    AddNote,
    Alert,
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
from tests.addin.hosts.xlsx.conftest import NAME, STYLES, Build, Write, marked, marked_again, parts_of, strict

A1 = Address(1, 1)
STRINGS = "<si><t>优</t></si>"
ROW = '<row r="1" spans="1:3"><c r="A1" s="7"><v>9</v></c><c r="B1" t="s"><v>0</v></c><c r="C1"><f>A1</f><v>9</v></c></row>'


@pytest.fixture
def source(build: Build, write: Write) -> Path:
    return write(build(ROW, strings=STRINGS))


def opened(path: Path, name: str = NAME) -> Worksheet:
    sheet = openpyxl.load_workbook(path)[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def part(path: Path, name: str) -> str:
    return parts_of(path)[name].decode()


@pytest.mark.parametrize(
    ("look", "colour"), [(Look.ERROR, "FFFFC7CE"), (Look.WARNING, "FFFFEB9C"), (Look.INFO, "FFDDEBF7")]
)
def test_a_fill_changes_the_colour_and_nothing_else(source: Path, look: Look, colour: str) -> None:
    cell = opened(marked(source, Fill(NAME, A1, look)))["A1"]
    assert cell.fill.fgColor.rgb == colour
    assert cell.alignment.wrap_text
    assert cell.value == 9


def test_the_fill_of_a_merged_area_lies_on_its_first_cell(build: Build, write: Write) -> None:
    merge = '<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>'
    sheet = opened(
        marked(write(build(ROW, after=merge, strings=STRINGS)), Fill(NAME, Address(2, 3), Look.ERROR))
    )
    assert sheet["A1"].fill.fgColor.rgb == "FFFFC7CE"


def test_a_cell_that_is_not_there_is_made_in_its_place(build: Build, write: Write) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row r="5"><c r="A5"/></row>'
    path = marked(
        write(build(rows)), Fill(NAME, Address(1, 2), Look.INFO), Fill(NAME, Address(3, 1), Look.INFO)
    )
    places = [token.split('"')[0] for token in part(path, "xl/worksheets/sheet1.xml").split(' r="')[1:]]
    assert places == ["1", "A1", "B1", "C1", "3", "A3", "5", "A5"]


def test_a_new_cell_has_the_style_of_its_column(build: Build, write: Write) -> None:
    cols = '<cols><col min="2" max="4" width="9" style="1"/></cols>'
    cell = opened(marked(write(build(before=cols)), Fill(NAME, Address(3, 3), Look.INFO)))["C3"]
    assert cell.number_format == "0%"


@pytest.mark.parametrize(
    "value", [Decimal("95.33"), Decimal("0"), Decimal("1E+2"), "良", "=1+1", "<&>", "第一\n第二"]
)
@pytest.mark.parametrize("at", ["A1", "B1", "E7"])
def test_a_value_replaces_what_was_typed(source: Path, at: str, value: Decimal | str) -> None:
    path = marked(source, SetValue(NAME, Address.parse(at), value))
    found = Workbook.open(path).sheets[0].cells[Address.parse(at)]
    assert (found.value, found.formula) == (value, None)


def test_a_formula_is_never_replaced(source: Path) -> None:
    with pytest.raises(ValueError, match="formula"):
        Workbook.open(source).apply([SetValue(NAME, Address(1, 3), Decimal(1))])


def test_a_sheet_that_is_not_there_is_a_mistake_in_the_program(source: Path) -> None:
    with pytest.raises(ValueError, match="no such sheet"):
        Workbook.open(source).apply([Fill("没有", A1, Look.INFO)])


def test_a_note_begins_with_our_signature(source: Path) -> None:
    note = opened(marked(source, AddNote(NAME, A1, "应为 9.5 分"))).cell(1, 1).comment
    assert note is not None
    assert (note.text, note.author) == (f"{NOTE_SIGNATURE}\n应为 9.5 分", "绩效核查")


def test_two_notes_of_one_cell_are_one(source: Path) -> None:
    note = opened(marked(source, AddNote(NAME, A1, "一"), AddNote(NAME, A1, "二"))).cell(1, 1).comment
    assert note is not None
    assert note.text == f"{NOTE_SIGNATURE}\n一\n\n二"


def test_a_long_note_has_a_large_box(source: Path) -> None:
    short = part(marked(source, AddNote(NAME, A1, "短")), "xl/drawings/vmlDrawing1.vml")
    long = part(marked(source, AddNote(NAME, A1, "长" * 400)), "xl/drawings/vmlDrawing1.vml")

    def bottom(vml: str) -> int:
        return int(vml.split("<x:Anchor>")[1].split(",")[6])

    assert bottom(long) > bottom(short) + 10


def test_hints_stand_beside_the_form(source: Path) -> None:
    edits = (
        Hint(NAME, Address(1, 5), "核查提示", Look.HEADER),
        Hint(NAME, Address(2, 5), "=执行率不符", wrap=True),
        SetWidth(NAME, 5, 40),
        SetPrintArea(NAME, Area(1, 1, 9, 3)),
    )
    sheet = opened(marked(source, *edits))
    assert sheet["E1"].font.b
    assert (sheet["E2"].value, sheet["E2"].data_type) == ("=执行率不符", "s")
    assert sheet["E2"].quotePrefix
    assert sheet["E2"].alignment.wrap_text
    assert sheet.column_dimensions["E"].width == 40
    assert sheet.print_area == f"'{NAME}'!$A$1:$C$9"


def test_one_column_is_taken_out_of_a_range(build: Build, write: Write) -> None:
    cols = '<cols><col min="1" max="9" width="9.5" customWidth="1" style="1"/></cols>'
    path = marked(write(build(ROW, before=cols)), SetWidth(NAME, 5, 30))
    widths = [token.split('"')[0] for token in part(path, "xl/worksheets/sheet1.xml").split(' width="')[1:]]
    assert widths == ["9.5", "30", "9.5"]


def test_a_sheet_of_ours(source: Path) -> None:
    rows = (
        (SheetCell("核查结果", Look.TITLE), None, None),
        tuple(SheetCell(text, Look.HEADER) for text in ("单元格", "说明", "处理")),
        (
            SheetCell("A1", Look.LINK, link=f"'{NAME}'!A1"),
            SheetCell("=cmd|' /C calc'!A0", Look.ERROR),
            SheetCell("", Look.INPUT, choices=("已改", "属实不改", "误报")),
        ),
        (
            SheetCell(3),
            SheetCell(Decimal("95.33")),
            SheetCell("", Look.INPUT, choices=("已改", "属实不改", "误报")),
        ),
    )
    sheet = opened(
        marked(source, PutSheet(RESULT_SHEET, rows, (10, 50, 12), spans=(Area(1, 1, 1, 3),), freeze_row=2)),
        RESULT_SHEET,
    )
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("=cmd|' /C calc'!A0", "s")
    assert sheet["B3"].quotePrefix
    assert sheet["B3"].fill.fgColor.rgb == "FFFFC7CE"
    assert (sheet["A4"].value, sheet["B4"].value) == (3, 95.33)
    assert sheet["A3"].hyperlink is not None
    assert sheet["A3"].hyperlink.location == f"'{NAME}'!A1"
    assert sheet.freeze_panes == "A3"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:C1"]
    assert sheet.column_dimensions["B"].width == 50
    (choices,) = sheet.data_validations.dataValidation
    assert (str(choices.sqref), choices.formula1) == ("C3:C4", '"已改,属实不改,误报"')


def test_a_sheet_may_be_wider_than_the_alphabet(source: Path) -> None:
    row = tuple(SheetCell(number) for number in range(1, 31))
    assert opened(marked(source, PutSheet("宽表", (row,))), "宽表")["AD1"].value == 30


def test_the_ledger_is_very_hidden(source: Path) -> None:
    path = marked(source, Fill(NAME, A1, Look.ERROR))
    assert opened(path, MARKS_SHEET).sheet_state == "veryHidden"
    assert [sheet.name for sheet in Workbook.open(path).sheets] == [NAME]
    assert Workbook.open(path).is_marked
    assert not Workbook.open(source).is_marked


@pytest.mark.parametrize("name", [RESULT_SHEET, MARKS_SHEET, MARKS_SHEET.upper()])
def test_a_persons_sheet_of_our_name_is_not_touched(build: Build, write: Write, name: str) -> None:
    book = Workbook.open(write(build(sheets=(NAME, name))))
    assert book.refusal() is not None
    assert "改名" in book.refusal()
    with pytest.raises(Refused, match="改名"):
        book.apply([PutSheet(RESULT_SHEET, ())])


def test_signed_and_shared_workbooks_are_not_marked(build: Build, write: Write) -> None:
    signed = build()
    signed["_xmlsignatures/origin.sigs"] = b""
    shared = build()
    shared["xl/_rels/workbook.xml.rels"] = str(shared["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>", '<Relationship Id="r" Type="x/revisionHeaders" Target="r.xml"/></Relationships>'
    )
    assert "数字签名" in (Workbook.open(write(signed)).refusal() or "")
    assert "共享" in (Workbook.open(write(shared)).refusal() or "")


def test_cells_without_reference_are_marked_where_they_stand(write: Write) -> None:
    path = marked(
        write("<row><c><v>1</v></c><c><v>2</v></c></row>"), SetValue(NAME, Address(1, 2), Decimal(5))
    )
    assert [cell.value for cell in Workbook.open(path).sheets[0].cells.values()] == [1, 5]


def test_a_workbook_without_styles_gets_some(build: Build, write: Write) -> None:
    parts = build(ROW, strings=STRINGS)
    del parts["xl/styles.xml"]
    path = marked(write(parts), Fill(NAME, A1, Look.ERROR), Hint(NAME, Address(1, 9), "提示"))
    assert opened(path)["A1"].fill.fgColor.rgb == "FFFFC7CE"


def test_strict_and_prefixed_workbooks_are_marked(build: Build, write: Write) -> None:
    parts = {name: strict(str(body)) for name, body in build(ROW).items()}
    edits = (
        Fill(NAME, A1, Look.ERROR),
        AddNote(NAME, A1, "说明"),
        PutSheet(RESULT_SHEET, ((SheetCell("一"),),)),
    )
    path = marked(write(parts), *edits)
    assert [sheet.name for sheet in Workbook.open(path).sheets] == [NAME, RESULT_SHEET]
    assert Workbook.open(path).is_marked


def test_control_characters_do_not_break_the_file(source: Path) -> None:
    text = "坏\x01字_x0041_\ud800"
    path = marked(source, Hint(NAME, Address(1, 9), text), AddNote(NAME, A1, text))
    assert Workbook.open(path).sheets[0].cells[Address(1, 9)].value == "坏\x01字_x0041_\ufffd"


def test_marking_twice_grows_no_styles(source: Path) -> None:
    edits = (Fill(NAME, A1, Look.ERROR), Hint(NAME, Address(1, 9), "提示"))
    first = marked(source, *edits)
    second = marked_again(first, *edits)
    assert part(first, "xl/styles.xml") == part(second, "xl/styles.xml")


@pytest.mark.parametrize(
    "tables", ["", '<dxfs count="0"/>', '<dxfs count="1"><dxf><font><b/></font></dxf></dxfs>']
)
def test_cells_are_red_while_a_condition_holds(tables: str, build: Build, write: Write) -> None:
    styles = STYLES.replace("</styleSheet>", f"{tables}</styleSheet>")
    source = write({**build(ROW, strings=STRINGS), "xl/styles.xml": styles})
    alert = Alert(Area(1, 2, 2, 2), 'AND($A1="误报",TRIM($B1)="")')
    rows = ((SheetCell("误报"), SheetCell("")), (SheetCell("已改"), SheetCell("")))
    (area,) = opened(
        marked(source, PutSheet(RESULT_SHEET, rows, alert=alert)), RESULT_SHEET
    ).conditional_formatting
    (rule,) = area.rules
    assert (str(area.sqref), rule.formula) == ("B1:B2", [alert.condition])
    assert rule.dxf.fill.bgColor.rgb == "FFFFC7CE"


def test_comments_among_the_content_types(build: Build, write: Write) -> None:
    parts = build(ROW, strings=STRINGS)
    types = str(parts["[Content_Types].xml"]).replace("<Override", "<!-- by hand --><?x y?><Override", 1)
    path = marked(write(parts | {"[Content_Types].xml": types}), AddNote(NAME, A1, "应为 9.5 分"))
    assert "<!-- by hand --><?x y?>" in part(path, "[Content_Types].xml")
    assert (opened(path)["A1"].comment or Comment("", "")).text.endswith("应为 9.5 分")


def test_a_working_folder_that_is_gone(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    path = marked(source, AddNote(NAME, A1, "应为 9.5 分"))
    assert 'Target="../comments1.xml"' in part(path, "xl/worksheets/_rels/sheet1.xml.rels")

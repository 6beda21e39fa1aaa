"""Files of other formats checked from end to end: the findings, the copy, its name, what people settled."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from addin.checking.files import check_file
from addin.hosts.files import Format
from addin.hosts.xlsx import Workbook
from addin.reading.sheet import Sheet
from tests.addin.books import FAULTS
from tests.addin.cli.test_main import run
from tests.addin.hosts.converted.originals import sheet_as_html, sheet_as_text, sheet_as_word
from tests.conftest import Convert
from tests.forms import NAMES, form_sheet, write_form
from tests.layouts import NAMES as LAYOUTS
from tests.layouts import load

TEXT_NUMBERS = "LY02"  # a number typed as a text: HTML, text files and Word do not tell the two apart


def found(path: Path) -> list[tuple[str, str, str]]:
    forms = check_file(path, write_copy=False).forms
    return [(f.rule, f.cell.a1, f.message) for form in forms for f in form.review.findings]


def without(rule: str, findings: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return [finding for finding in findings if finding[0] != rule]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("write", [sheet_as_word, sheet_as_html, sheet_as_text])
def test_a_form_has_the_findings_of_the_workbook(name: str, write: object, tmp_path: Path) -> None:
    assert callable(write)
    changes = FAULTS.get(name, {})
    expected = found(write_form(tmp_path / "表.xlsx", name, changes=changes))
    found_in_it = found(write(tmp_path / "表", form_sheet(name, changes)))
    assert without(TEXT_NUMBERS, found_in_it) == without(TEXT_NUMBERS, expected)


@pytest.mark.parametrize("to", ["xls", "ods", "html"])
def test_as_libreoffice_saves_them(soffice: Convert, tmp_path: Path, to: str) -> None:
    for name in ("review", "self", "three_columns"):
        path = write_form(tmp_path / f"{name}.xlsx", name, changes=FAULTS[name])
        rule = TEXT_NUMBERS if to == "html" else ""
        assert without(rule, found(soffice(path, to))) == without(rule, found(path))


ONE_SHEET = [name for name in LAYOUTS if len(load(name).sheets) == 1]


@pytest.mark.parametrize("to", ["xls", "ods"])
def test_layouts_as_libreoffice_saves_them(soffice: Convert, tmp_path: Path, to: str) -> None:
    """Every tenth layout, its merges too, in one workbook a sheet each."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name in ONE_SHEET[::10]:
        _put(book.create_sheet(name[:31]), load(name).sheets[0])
    book.save(tmp_path / "表.xlsx")
    assert found(soffice(tmp_path / "表.xlsx", to)) == found(tmp_path / "表.xlsx")


def _put(sheet: object, form: Sheet) -> None:
    for at, one in form.cells.items():
        cell = sheet.cell(at.row, at.column)  # type: ignore[attr-defined]
        cell.value = one.value if isinstance(one.value, str) else float(str(one.value))
        cell.number_format = one.number_format
        cell.data_type = "s" if isinstance(one.value, str) else "n"
    for area in form.merges:
        sheet.merge_cells(area.a1)  # type: ignore[attr-defined]


@pytest.fixture
def document(folder: Path) -> Path:
    return sheet_as_word(Path("a.docx"), form_sheet("review", FAULTS["review"]))


def test_the_copy_is_a_new_workbook_and_the_original_is_as_it_was(document: Path) -> None:
    before = document.read_bytes()
    result = run("check", document)
    assert result.exit_code == 1
    assert "原文件是Word 文档，核查副本是按原表排列的新 .xlsx 文件" in result.stdout.replace("\n", "")
    assert "图片、印章" in result.stdout
    assert document.read_bytes() == before
    book = openpyxl.load_workbook("a-核查.xlsx")
    assert book.sheetnames[:2] == ["表格", "核查结果"]
    assert Workbook.open(Path("a-核查.xlsx")).original == "a.docx"


def test_nothing_is_said_of_a_copy_where_none_is_written(document: Path) -> None:
    assert "核查副本" not in run("check", document, "--no-copy").stdout
    assert "新 .xlsx 文件中" in run("explain", document).stdout
    assert not Path("a-核查.xlsx").exists()


def test_json_names_the_format(document: Path) -> None:
    for words in (("check", document, "--no-copy"), ("explain", document)):
        (line,) = run(*words, "--format", "json").stdout.splitlines()
        assert json.loads(line)["format"] == "docx"


def test_a_text_is_no_formula_in_the_copy(folder: Path) -> None:
    check_file(sheet_as_text(Path("a.csv"), form_sheet("review", {"I14": "=cmd|' /C calc'!A0"})))
    cell = openpyxl.load_workbook("a-核查.xlsx")["表格"]["I14"]
    assert (cell.data_type, cell.value) == ("s", "=cmd|' /C calc'!A0")


def settle(copy: Path, action: str, reason: str) -> None:
    book = openpyxl.load_workbook(copy)
    sheet = book["核查结果"]
    head = next(row for row in sheet.iter_rows() if "处理" in [cell.value for cell in row])
    columns = {cell.value: cell.column for cell in head}
    sheet.cell(head[0].row + 1, columns["处理"]).value = action
    sheet.cell(head[0].row + 1, columns["理由"]).value = reason
    book.save(copy)


def test_the_copy_says_nothing_of_when_it_was_made(document: Path) -> None:
    """Else the copy of the same file would be another one at every check."""
    run("check", document)
    with zipfile.ZipFile("a-核查.xlsx") as copy:
        assert {info.date_time for info in copy.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert re.findall(rb">(\d{4}-\d\d-\d\d)T", copy.read("docProps/core.xml")) == [b"1980-01-01"] * 2


class TestCheckedAgain:
    def test_the_same_copy(self, document: Path) -> None:
        run("check", document)
        first = Path("a-核查.xlsx").read_bytes()
        run("check", document)
        assert Path("a-核查.xlsx").read_bytes() == first

    def test_what_was_settled_in_the_copy_is_kept(self, document: Path) -> None:
        run("check", document)
        settle(Path("a-核查.xlsx"), "属实不改", "按批复")
        assert "1个已处理" in run("check", document, "--no-copy").stdout
        assert "1个已处理" in run("check", document).stdout
        assert "1个已处理" in run("check", "a-核查.xlsx").stdout

    def test_what_was_corrected_in_the_copy_is_not_lost(self, document: Path) -> None:
        run("check", document)
        book = openpyxl.load_workbook("a-核查.xlsx")
        book["表格"]["B3"] = "改过"
        book.save("a-核查.xlsx")
        assert "有人改过，没有覆盖它" in run("check", document).stdout.replace("\n", "")

    def test_the_original_and_its_copy_in_one_run(self, document: Path) -> None:
        run("check", document)
        result = run("check", document, "a-核查.xlsx", "--format", "json")
        assert "是“a.docx”的核查副本，只核查原文件" in result.stderr


class TestNamesakes:
    """a.docx and a.xlsx side by side would have the same copy."""

    @pytest.mark.parametrize("order", [("a.docx", "a.xlsx"), ("a.xlsx", "a.docx"), ("a.html", "a.docx")])
    def test_neither_replaces_the_copy_of_the_other(self, document: Path, order: tuple[str, str]) -> None:
        write_form(Path("a.xlsx"), "self")
        sheet_as_html(Path("a.html"), form_sheet("self"))
        run("check", order[0])
        before = Path("a-核查.xlsx").read_bytes()
        result = run("check", order[1])
        assert result.exit_code == 2
        assert f"“a-核查.xlsx”是“{order[0]}”的核查副本，没有覆盖它" in result.stdout.replace("\n", "")
        assert Path("a-核查.xlsx").read_bytes() == before

    def test_nor_in_one_run(self, document: Path) -> None:
        write_form(Path("a.xlsx"), "self")
        result = run("check", "a.docx", "a.xlsx")
        assert result.exit_code == 2
        assert "是这一次核查“a.docx”写出的副本" in result.stdout.replace("\n", "")

    def test_what_was_settled_for_one_is_not_taken_for_the_other(self, document: Path) -> None:
        write_form(Path("a.xlsx"), "review", changes=FAULTS["review"])
        run("check", "a.xlsx")
        settle(Path("a-核查.xlsx"), "属实不改", "按批复")
        assert "已处理" not in run("check", "a.docx", "--no-copy").stdout

    def test_the_pair_renamed_belongs_together_still(self, document: Path) -> None:
        run("check", "a.docx")
        Path("a.docx").rename("b.docx")
        Path("a-核查.xlsx").rename("b-核查.xlsx")
        assert run("check", "b.docx").exit_code == 1


class TestOtherNames:
    @pytest.mark.parametrize(("name", "code"), [("b.xlsx", 1), ("b.docx", 2), ("b.xlsm", 2)])
    def test_the_name_of_the_copy_ends_in_xlsx(self, document: Path, name: str, code: int) -> None:
        result = run("check", document, "-o", name)
        assert result.exit_code == code
        assert Path(name).exists() == (code == 1)
        assert ("后缀要是 .xlsx" in result.stdout.replace("\n", "")) == (code == 2)

    def test_a_document_named_as_a_workbook_with_macros(self, folder: Path) -> None:
        path = sheet_as_word(Path("a.xlsm"), form_sheet("review"))
        outcome = check_file(path)
        assert outcome.format is Format.DOCX
        assert outcome.copy is None and outcome.problem is not None and ".xlsx 结尾" in outcome.problem

    def test_no_suffix_at_all(self, folder: Path) -> None:
        assert check_file(sheet_as_html(Path("表"), form_sheet("review"))).copy == Path("表-核查.xlsx")

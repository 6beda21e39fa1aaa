"""The VBA that is built in: what it is, that it compiles as far as Linux can tell, and that no workbook steers it."""

from __future__ import annotations

import ast
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import olefile
import pytest
import xlwings
from oletools.olevba import VBA_Parser
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.exceptions import VBACompileError
from pyvbaanalysis import analyze_office_file

from addin.build import vba
from addin.build.hardening import DoesNotFit, harden
from addin.build.macro_books import ADDIN, FORM, build_macro_books
from addin.build.package import pack, unpack
from addin.build.wrappers import Wrappers, wrappers
from addin.checking.files import check_file
from addin.hosts.xlsx import Workbook as Book
from addin.installing import XLWINGS
from addin.templates import FILES, TEMPLATES, StandardForm
from tests.addin.build.entered import ON_THEIR_SHEET, WITH_RANGES, in_a_workbook
from tests.conftest import Convert
from tests.windows import vba as windows

FUNCTIONS = {
    "PERF_EXEC_RATE",
    "PERF_EXEC_SCORE",
    "PERF_SCORE",
    "PERF_SUBTOTAL",
    "PERF_TOTAL",
    "PERF_GRADE",
    "PERF_TARGET",
    "PERF_DEDUCTION",
    "PERF_CHECK_ROW",
    "PERF_CHECK",
    "PERF_WEIGHTS",
    "PERF_DIFF",
    "PERF_RANK",
    "PERF_RULE",
    "PERF_VERSION",
}
BOOKS = (ADDIN, FORM)
SOUND = """\
Option Explicit
Public Sub Try()
    Dim total As Long
    total = 1
    If total = 2 Then
        total = Twice(3)
    End If
    MsgBox total
End Sub
Private Function Twice(n As Long) As Long
    Twice = 2 * n
End Function
"""


@pytest.fixture(scope="module")
def made() -> Wrappers:
    return wrappers()


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("books")
    shutil.copy(TEMPLATES / FILES[StandardForm.REVIEW], folder)
    build_macro_books(folder)
    return folder


@pytest.fixture(scope="module")
def original() -> str:
    path = Path(xlwings.__file__).with_name("xlwings_custom_addin.bas")
    return path.read_bytes().decode("ascii").replace("\r\n", "\n")


def without_attributes(source: str) -> str:
    lines = source.replace("\r\n", "\n").split("\n")
    return "\n".join(line for line in lines if not line.startswith("Attribute ")).strip()


def procedures(source: str) -> set[str]:
    return set(re.findall(r"(?m)^(?:Public |Private )?(?:Sub|Function) (\w+)\(", source))


# What is in the files


@pytest.mark.parametrize("book", BOOKS)
def test_olevba_reads_the_source_that_was_built_in(books: Path, made: Wrappers, book: str) -> None:
    expected = {**vba.modules(made.source), "ThisWorkbook": vba.on_open()}
    read = {
        stream.rpartition("/")[2]: code
        for _, stream, _, code in VBA_Parser(str(books / book)).extract_macros()
    }
    for name, source in expected.items():
        assert without_attributes(read[name]) == without_attributes(source)
    assert {name for name in read if not name.startswith("Sheet")} == set(expected)
    assert all(code.isascii() for code in read.values())


@pytest.mark.parametrize("book", BOOKS)
def test_excel_compiles_from_source(books: Path, book: str) -> None:
    """A project without the cache that Excel of one version and bitness would take for its own."""
    project = olefile.OleFileIO(io.BytesIO(unpack((books / book).read_bytes())[vba.PROJECT]))
    assert project.parsing_issues == []
    assert project.openstream("VBA/_VBA_PROJECT").read().hex() == "cc61ffff000000"
    assert not any("SRP" in "/".join(stream) for stream in project.listdir())


def test_two_builds_give_one_hash(books: Path, tmp_path: Path) -> None:
    """The second in a process that orders its sets in another way."""
    shutil.copy(books / FILES[StandardForm.REVIEW], tmp_path)
    build = "import sys, pathlib; from addin.build.macro_books import build_macro_books as build; "
    subprocess.run(
        [sys.executable, "-c", f"{build}build(pathlib.Path(sys.argv[1]))", str(tmp_path)],
        env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(TEMPLATES.parent)},
        check=True,
    )
    for book in BOOKS:
        one, two = (hashlib.sha256((folder / book).read_bytes()) for folder in (books, tmp_path))
        assert one.hexdigest() == two.hexdigest()


@pytest.mark.parametrize("book", BOOKS)
def test_the_repository_holds_what_is_built(books: Path, book: str) -> None:
    """By parts: another zlib packs the same parts into other bytes."""
    assert unpack((TEMPLATES / book).read_bytes()) == unpack((books / book).read_bytes())


def test_every_function_is_wrapped_and_has_texts(made: Wrappers) -> None:
    assert procedures(made.source) == FUNCTIONS
    assert {text.name for text in made.texts} == FUNCTIONS
    for text in made.texts:
        assert text.description and all(text.arguments), text.name


def test_a_function_without_python_gives_an_error_value(made: Wrappers) -> None:
    """A text would pass by the IFERROR of a template and stand where its native formula should."""
    assert made.source.count("= CVErr(xlErrNA)") == len(FUNCTIONS)
    assert "Err.Description" not in made.source


# Functions without their ranges


@pytest.mark.parametrize("entered", ON_THEIR_SHEET)
def test_a_function_can_be_entered_without_its_ranges(made: Wrappers, entered: str) -> None:
    """Excel refuses a formula that lacks an argument the signature wants."""
    excel = in_a_workbook(made, TEMPLATES / FILES[StandardForm.REVIEW], "L5")
    volatile, (*_, sheet, place) = excel.evaluate(entered)
    assert volatile is True
    assert sheet[10][:2] == ["一级指标", "二级指标"]
    own, merges, _, profile = place.split("|")
    assert (own, profile) == ("L5", "")
    assert {"A1:I1", "A12:A17"} <= set(merges.split(","))


@pytest.mark.parametrize("entered", WITH_RANGES)
def test_with_its_ranges_a_function_reads_no_sheet_and_is_not_volatile(made: Wrappers, entered: str) -> None:
    excel = in_a_workbook(made, TEMPLATES / FILES[StandardForm.REVIEW], "L5")
    volatile, (*_, sheet, place) = excel.evaluate(entered)
    assert not volatile
    assert (sheet, place) == (None, "")


@pytest.mark.parametrize(
    ("refers", "profile"), [('"湖北"', "湖北"), ("'表'!$D$9", "sichuan"), (None, ""), ("'表'!$E$9", "")]
)
def test_what_is_read_of_a_sheet(made: Wrappers, tmp_path: Path, refers: str | None, profile: str) -> None:
    """Values from A1 on, its own cell, merges, cells seen as rates, the rules that the workbook has chosen."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "表"
    for at, value, number_format in (("B3", 0.98, "0.00%"), ("C3", 98, '0"%"'), ("D3", 98, "0\\%")):
        sheet[at], sheet[at].number_format = value, number_format
    sheet["D9"] = "sichuan"
    sheet.merge_cells("B5:C6")
    if refers:
        workbook.defined_names["jixiao_profile"] = DefinedName("jixiao_profile", attr_text=refers)
    workbook.save(tmp_path / "book.xlsx")
    excel = in_a_workbook(made, tmp_path / "book.xlsx", "F20")
    _, (*_, values, place) = excel.evaluate("PERF_TOTAL()")
    assert place == f"F20|B5:C6|B3|{profile}"
    assert (values[2][1:4], values[8][3]) == ([0.98, 98.0, 98.0], "sichuan")


def test_volatile_where_its_ranges_are_missing_and_nowhere_else(made: Wrappers) -> None:
    lines = re.findall(r"(?m)^Function (\w+)\(.*\)\n    If (.+) Then Application.Volatile$", made.source)
    assert dict(lines) == {entered.partition("(")[0]: missing for entered, missing in ON_THEIR_SHEET.items()}
    assert made.source.count("Volatile") == len(ON_THEIR_SHEET)
    assert made.source.count("JixiaoSheet(") == made.source.count("JixiaoPlace(") == 2 * len(ON_THEIR_SHEET)
    assert "here" not in re.findall(r"(?m)^Function .*$", made.source)[0]


def test_the_wizard_shows_no_argument_that_only_the_wrapper_fills(made: Wrappers) -> None:
    count = {text.name: len(text.arguments) for text in made.texts}
    assert count["PERF_GRADE"] == 2 and count["PERF_SUBTOTAL"] == 3 and count["PERF_CHECK"] == 2
    assert all(len(text.description) <= 255 and text.description.endswith("。") for text in made.texts)


@pytest.mark.parametrize("name", ["PERF_EXEC_RATE", "PERF_CHECK", "PERF_TARGET", "PERF_DIFF", "PERF_RULE"])
def test_the_wizard_says_what_spills(made: Wrappers, name: str) -> None:
    (text,) = (text for text in made.texts if text.name == name)
    assert "占" in text.description


def test_the_wizard_says_how_a_score_is_judged_and_when_there_is_none(made: Wrappers) -> None:
    (text,) = (text for text in made.texts if text.name == "PERF_SCORE")
    for word in ("完成的得满分", "比例", "定性", "由人判断，返回空白"):
        assert word in text.description


# That it compiles, as far as two checkers can tell


@pytest.mark.parametrize("book", BOOKS)
def test_the_analyser_finds_nothing_undeclared_unknown_or_unclosed(books: Path, book: str) -> None:
    found = {
        (module, each.code, each.message)
        for module, problems in analyze_office_file(books / book).items()
        for each in problems
        if each.severity.value != "information"
    }
    assert found == set()


def test_the_interpreter_compiles_every_module(made: Wrappers) -> None:
    """Block by block: it knows a missing End If, which the analyser passes over."""
    excel = ExcelApplication.open(TEMPLATES / ADDIN, with_vba=False)
    modules = {**vba.modules(made.source), "OnOpen": vba.on_open()}
    for name, source in modules.items():
        excel.add_module(source, name=name)  # raises where a block is not closed
    assert len(modules) > 1


def test_the_two_checks_would_tell(tmp_path: Path) -> None:
    """Between them they know an undeclared name, an unknown procedure, a missing End If."""

    def analysed(source: str) -> set[str]:
        path = tmp_path / "try.xlsm"
        form = unpack((TEMPLATES / FILES[StandardForm.REVIEW]).read_bytes())
        path.write_bytes(pack(vba.add_project(form, {"Try": source})))
        return {each.code for found in analyze_office_file(path).values() for each in found}

    assert analysed(SOUND) == set()
    assert analysed(SOUND.replace("    Dim total As Long\n", "")) == {"undeclared-variable"}
    assert "undeclared-variable" in analysed(SOUND.replace("Twice(3)", "Thrice(3)"))
    with pytest.raises(VBACompileError):
        excel = ExcelApplication.open(TEMPLATES / ADDIN, with_vba=False)
        excel.add_module(SOUND.replace("    End If\n", ""), name="Try")


@pytest.mark.parametrize("book", BOOKS)
def test_the_interpreter_runs_what_it_read_from_the_book(books: Path, book: str) -> None:
    excel = ExcelApplication.open(books / book)
    assert excel.evaluate('JixiaoText("TITLE")') == "绩效核查"
    assert excel.evaluate('JixiaoText("no such text")') == "no such text"


# That no workbook steers it


@pytest.mark.parametrize("book", BOOKS)
def test_python_runs_our_macros_and_nothing_else(books: Path, book: str) -> None:
    excel = ExcelApplication.open(books / book)
    ours = 'JixiaoMayRun("import addin.macros; addin.macros.clear_marks()")'
    assert excel.evaluate(ours) is True
    for choice in ("choose_profile('xiaolan_2023')", "choose_profile('')", "new_form('self')"):
        assert excel.evaluate(f'JixiaoMayRun("import addin.macros; addin.macros.{choice}")') is True
    for other in (
        "import addin.macros; addin.macros.choose_profile('a'); import os#')",
        "import addin.macros; addin.macros.new_form('A b')",
        "import addin.macros; addin.macros.clear_marks('a')",
        "import addin.macros; addin.macros.choose_profile()",
        "import os",
        "import addin.macros; addin.macros.os.abort()",
        "import addin.macros; addin.macros.clear_marks(); import os",
    ):
        assert not excel.evaluate(f'JixiaoMayRun("{other}")')


def test_settings_come_from_the_users_own_file_alone() -> None:
    """A workbook with a sheet jixiao.conf, or such a file beside it, cannot choose the interpreter."""
    source = vba.modules("")["xlwings"]
    assert "Sheets(" not in source
    assert "Worksheets" not in source
    assert re.findall(r"\w*Workbook\b", source) == ["ThisWorkbook"]  # through which macros find Excel
    assert re.findall(r'[^\n]*"\.conf"', source) == [
        '    GetConfigFilePath = Environ("USERPROFILE") & "\\." & PROJECT_NAME & "\\" & PROJECT_NAME & ".conf"'
    ]
    assert set(re.findall(r'GetConfig\("([^"]+)"', source)) == {"INTERPRETER_WIN", "PYTHONPATH"}


def test_the_sheet_of_a_hostile_workbook_is_not_read(tmp_path: Path, original: str) -> None:
    """The same in action: xlwings' own module takes the interpreter from the sheet, ours does not."""
    hostile = tmp_path / "hostile.xlsm"
    workbook = Workbook()
    sheet = workbook.create_sheet("myaddin.conf")  # the name that xlwings' own module looks for
    sheet["A1"], sheet["B1"] = "INTERPRETER_WIN", "C:/evil/python.exe"
    workbook.copy_worksheet(sheet).title = "jixiao.conf"
    workbook.save(hostile)

    def interpreter(module: str) -> object:
        """What GetConfig says, where what the interpreter of VBA leaves out is stood in for."""
        module = module.replace('Environ("USERPROFILE")', '"C:/nobody"').replace(
            "Private Function", "Function"
        )
        module = re.sub(r"(?m)^( *#(?:Const|If) .*?) *'.*$", r"\1", module)
        module = module.replace("Attr = GetAttr(FileSpec)", "Err.Raise 53")  # no file is there
        module = module.replace("GetConfig = ExpandEnvironmentStrings(GetConfig)", "")
        excel = ExcelApplication.open(hostile, with_vba=False)
        excel.add_module(module, name="xlwings")
        return excel.evaluate('GetConfig("INTERPRETER_WIN")')

    assert interpreter(original) == "C:/evil/python.exe"
    assert interpreter(harden(original)) == ""


def test_everything_is_started_by_its_full_path() -> None:
    """The current folder, often that of a workbook just opened, comes before the system's in a search."""
    source = vba.modules("")["xlwings"]
    assert source.count("cmd.exe") == source.count('Environ("SystemRoot") & "\\System32\\cmd.exe /C ') == 1
    assert '"[a-z]:\\*.exe"' in source
    assert " -P -B -c " in source  # no modules from the current folder
    assert '"pythonw"' not in source and '"python"' not in source
    assert "CreateObject" not in source and "Shell" not in source


def test_one_command_line_for_every_workbook() -> None:
    command = re.search(r"(?s)Private Function XLPyCommand\(\).*?End Function", vba.modules("")["xlwings"])
    assert command and "FullName" not in command.group()
    assert 'PYTHONPATH = "false"' in command.group()


def test_the_command_line_is_what_windows_should_be_given(original: str) -> None:
    """Two layers of quotes, for cmd.exe and for Python; and what Python is given is a program."""
    settings = {"INTERPRETER_WIN": r"C:\My Python\python.exe", "PYTHONPATH": r"D:\it's mine"}
    source = harden(original).replace("Private Function", "Function")
    source = source.replace('Environ("SystemRoot")', r'"C:\Windows"')
    for key, value in settings.items():
        source = source.replace(f'GetConfig("{key}")', f'"{value}"')
    excel = ExcelApplication.open(TEMPLATES / ADDIN, with_vba=False)
    excel.add_module(source, name="xlwings")
    command = str(excel.evaluate("XLPyCommand()"))
    start = r'C:\Windows\System32\cmd.exe /C ""C:\My Python\python.exe" -P -B -c "'
    assert command.startswith(start) and command.endswith('""')
    assert command == windows.command(settings, r"C:\Windows")  # what .ci/windows has started
    program = command.removeprefix(start).removesuffix('""').replace(r"\"", '"')
    called = [each for each in ast.walk(ast.parse(program)) if isinstance(each, ast.Call)]
    given = {ast.unparse(each.func): ast.literal_eval(each.args[0]) for each in called}
    assert given == {
        "xlwings.utils.prepare_sys_path": r"false;;;;;;D:\it's mine",
        "xlwings.serve": "$(CLSID)",
    }


def test_only_two_entries_are_left_of_the_module(original: str) -> None:
    """Public procedures of an add-in can be called from a cell of any workbook."""
    source = harden(original)
    public = {
        name
        for scope, name in re.findall(r"(?m)^(Public |Private |)(?:Sub|Function) (\w+)\(", source)
        if scope != "Private "
    }
    assert public == {"RunPython", "XLPy"}
    assert all(line.lstrip().startswith("Private") for line in source.split("\n") if "Declare " in line)
    assert "Option Private Module" in source


def test_the_licence_notice_of_xlwings_is_kept(original: str) -> None:
    notice = re.search(r"(?s)'xlwings is distributed under a BSD.*?SUCH DAMAGE\.", original)
    assert notice and notice.group() in harden(original)


def test_another_version_of_the_module_fails_the_build(original: str) -> None:
    with pytest.raises(DoesNotFit):
        harden(original.replace(XLWINGS, "0.37.9"))
    with pytest.raises(DoesNotFit):
        harden(original + "Sub KillPy()\nEnd Sub\n")
    with pytest.raises(DoesNotFit):
        harden(original.replace("' Defaults", "' defaults"))


def test_functions_do_not_look_into_the_open_workbook(made: Wrappers) -> None:
    """Given the active workbook, xlwings would look there for sheets of Python code."""
    assert "ActiveWorkbook" not in made.source


# The form with macros is the form


def test_the_form_is_that_of_the_workbook_without_macros() -> None:
    plain, macros = (Book.open(TEMPLATES / name).sheets for name in (FILES[StandardForm.REVIEW], FORM))
    for one, other in zip(plain, macros, strict=True):
        assert (one.name, one.cells, one.merges) == (other.name, other.cells, other.merges)


def test_a_check_keeps_macros_ribbon_and_button(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsm"
    shutil.copy(TEMPLATES / FORM, form)
    outcome = check_file(form)
    assert outcome.copy is not None and len(outcome.forms) == 1
    before, after = unpack(form.read_bytes()), unpack(outcome.copy.read_bytes())
    kept = [name for name in before if re.search("vba|customUI|drawings/jixiao|jixiao_texts", name)]
    assert len(kept) == 4
    assert [name for name in kept if after.get(name) != before[name]] == []


def test_libreoffice_opens_it(soffice: Convert) -> None:
    assert soffice(TEMPLATES / FORM, "pdf").stat().st_size > 0

"""The VBA as it is built in, run by LibreOffice from jixiao.xlam and evaluation_form.xlsm: every procedure that is pure.

What reaches for Python (`Declare`) LibreOffice does not carry out; .ci/windows does that. The two procedures that
make rows are in test_indicator_rows.py.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from addin.build.macro_books import ADDIN, FORM
from addin.build.texts_sheet import MESSAGES
from addin.templates import TEMPLATES
from tests.addin.build.in_libreoffice import in_libreoffice
from tests.windows import vba

OURS = "import addin.macros; addin.macros."
PYTHON = r"D:\my files (1)\python\python.exe"  # LibreOffice reads Chinese here in a code page of its own
TRACEBACK = "Traceback (most recent call last):\n  File 1\nKeyError"
SHORT = "下标越界"

Called = Callable[..., Any]


class Runs:
    """What the procedures of both books answered, in one run of LibreOffice."""

    def __init__(self, folder: Path) -> None:
        self.home, self.local = folder / "home", folder / "local"
        # LibreOffice takes a backslash for a part of a name here: a folder is one beside it.
        self.settings = Path(vba.config_file({"USERPROFILE": str(self.home)}))
        self.settings.write_text(
            f'"INTERPRETER_WIN","{PYTHON}"\r\n"PYTHONPATH","D:\\it\'s mine"\r\n', encoding="utf-8"
        )
        self.local.mkdir()
        self.calls: list[list[Any]] = [
            *(["call", "JixiaoSupport.JixiaoMayRun", code] for code in (*ALLOWED, *REFUSED)),
            ["call", "JixiaoSupport.JixiaoFailure", MESSAGES["NO_INTERPRETER"]],
            ["call", "JixiaoSupport.JixiaoFailure", SHORT],
            ["call", "JixiaoSupport.JixiaoFailure", TRACEBACK],
            ["call", "JixiaoSupport.JixiaoKept", str(self.local), TRACEBACK],
            *(["call", "JixiaoSupport.JixiaoText", key] for key in MESSAGES),
            ["call", "xlwings.RunPython", "import os; os.abort()"],
            ["call", "xlwings.GetConfigFilePath"],
            ["call", "xlwings.GetConfig", "INTERPRETER_WIN"],
            ["call", "xlwings.GetConfig", "PYTHONPATH"],
            ["call", "xlwings.GetConfig", "NO_SUCH_SETTING"],
            ["call", "xlwings.InterpreterPath"],
            ["call", "xlwings.FileExists", str(self.settings)],
            ["call", "xlwings.FileExists", str(self.local)],
            ["call", "xlwings.ParentFolder", r"C:\a b\c.exe"],
            ["call", "JixiaoOwnSheet.JixiaoSheet", False],
            ["call", "JixiaoOwnSheet.JixiaoPlace", False],
            *(["call", "JixiaoOwnSheet.JixiaoIsRate", shown] for shown in RATES),
        ]
        tasks = []
        for book in (ADDIN, FORM):
            source = Path(shutil.copy(TEMPLATES / book, folder))
            tasks.append(
                {
                    "source": str(source),
                    "target": str(folder / f"{source.stem}.out.xlsx"),
                    "steps": self.calls,
                }
            )
        places = {"USERPROFILE": str(self.home), "LOCALAPPDATA": str(self.local)}
        self.answers = dict(zip((ADDIN, FORM), in_libreoffice(tasks, folder, **places), strict=True))


ALLOWED = [
    f"{OURS}{call}" for call in ("clear_marks()", "choose_profile('xiaolan_2023')", "new_form('self')")
]
REFUSED = [
    "import os",
    f"{OURS}clear_marks(); import os",
    f"{OURS}os.abort()",
    f"{OURS}choose_profile('a'); import os#')",
    f"{OURS}new_form('A b')",
]
RATES = {"0%": True, "0.00%": True, "0.00": False, '0.0"%"': False, r"0\%": False}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    return Runs(tmp_path_factory.mktemp("vba"))


@pytest.fixture(params=[ADDIN, FORM])
def called(request: pytest.FixtureRequest, runs: Runs) -> Called:
    """The answer of a procedure of this book."""
    answers = runs.answers[request.param]

    def answered(procedure: str, *arguments: Any) -> Any:
        return answers[runs.calls.index(["call", procedure, *arguments])]

    return answered


def test_python_runs_our_macros_and_nothing_else(called: Called) -> None:
    assert all(called("JixiaoSupport.JixiaoMayRun", code) is True for code in ALLOWED)
    assert not any(called("JixiaoSupport.JixiaoMayRun", code) for code in REFUSED)
    assert called("xlwings.RunPython", "import os; os.abort()") is None  # and no word about it


def test_texts_come_from_the_books_own_sheet(called: Called) -> None:
    for key, text in MESSAGES.items():
        assert called("JixiaoSupport.JixiaoText", key) == text


def test_a_failure_is_told_in_chinese_and_a_traceback_is_kept(called: Called, runs: Runs) -> None:
    failed = MESSAGES["FAILED"]
    assert called("JixiaoSupport.JixiaoFailure", MESSAGES["NO_INTERPRETER"]) == MESSAGES["NO_INTERPRETER"]
    assert called("JixiaoSupport.JixiaoFailure", SHORT) == f"{failed}\r\n\r\n原因：{SHORT}"
    told = called("JixiaoSupport.JixiaoFailure", TRACEBACK)
    assert told.startswith(f"{failed}\r\n\r\n{MESSAGES['DETAILS']}") and "Traceback" not in told
    path = rf"{runs.local}\jixiao-excel-errors.txt"
    assert (
        called("JixiaoSupport.JixiaoKept", str(runs.local), TRACEBACK)
        == f"\r\n\r\n{MESSAGES['DETAILS']}{path}"
    )
    kept = Path(path).read_text(encoding="utf-8")
    assert kept.replace("\r\n", "\n").count(TRACEBACK) == 2  # of either book: added, not written over


def test_settings_are_those_of_the_users_own_file(called: Called, runs: Runs) -> None:
    read = vba.settings(runs.settings.read_bytes(), "utf-8")
    assert called("xlwings.GetConfigFilePath") == str(runs.settings)
    for key in ("INTERPRETER_WIN", "PYTHONPATH"):
        assert called("xlwings.GetConfig", key) == read[key]
    assert called("xlwings.GetConfig", "NO_SUCH_SETTING") == ""
    assert called("xlwings.InterpreterPath") == PYTHON


def test_paths(called: Called, runs: Runs) -> None:
    assert called("xlwings.FileExists", str(runs.settings)) is True
    assert called("xlwings.FileExists", str(runs.local)) is False  # a folder
    assert called("xlwings.ParentFolder", r"C:\a b\c.exe") == r"C:\a b"


def test_with_its_ranges_a_function_is_handed_no_sheet(called: Called) -> None:
    assert called("JixiaoOwnSheet.JixiaoSheet", False) is None
    assert called("JixiaoOwnSheet.JixiaoPlace", False) == ""
    for shown, is_rate in RATES.items():
        assert called("JixiaoOwnSheet.JixiaoIsRate", shown) is is_rate

"""Every worksheet function as a cell calls it: the DLL of xlwings, COM, the Python of the bundle."""

from __future__ import annotations

import ctypes
import ctypes.wintypes
import datetime as dt
import decimal
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import pythoncom
import pywintypes
import win32com.client

from addin import functions
from addin.templates import TEMPLATES
from scoring import __version__
from tests.addin.fake_excel import AppX, BookX
from tests.windows import excel_server, vba
from tests.windows.conftest import WINE_IS_TO_BLAME

OUT = object()  # an argument that the formula leaves out
EMPTY = None
HEADERS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "自评得分")
ROW = ("产出指标", "数量指标", "巡检次数", "不少于50次", "40次", 10.0, 10.0)


@pytest.fixture(scope="module", autouse=True)
def reached() -> Iterator[None]:
    """XLPy answers. Where xlwings' own plain command line is not answered either, it is not for our sake."""
    try:
        vba.xlpy()
    except (RuntimeError, pywintypes.com_error):
        try:
            vba.xlpy(f'"{sys.executable}" -B -c "import xlwings; xlwings.serve(\'$(CLSID)\')"')
        except (RuntimeError, pywintypes.com_error) as problem:
            pytest.exit(f"COM does not come up: {problem}", WINE_IS_TO_BLAME)
        raise
    yield


def packed(value: Any) -> Any:
    return vba.missing() if value is OUT else excel_server.outside(value)


def rows(answer: Any) -> Any:
    """An answer as rows of cells: one cell comes as its value, one row as that row."""
    if not isinstance(answer, tuple):
        return ((answer,),)
    return answer if isinstance(answer[0], tuple) else (answer,)


def cells(name: str, *arguments: Any) -> Any:
    return rows(vba.call_function(name, *map(packed, arguments)))


CASES: list[tuple[str, tuple[Any, ...], Any]] = [
    ("PERF_GRADE", (89.99, OUT), "良"),
    ("PERF_GRADE", (95.0, "小榄"), "优"),
    ("PERF_GRADE", ("95", OUT), "请填数字"),
    ("PERF_GRADE", (((95.0,), (81.5,)), OUT), (("优",), ("良",))),
    ("PERF_GRADE", (((95.0, 70.0), (59.0, 81.5)), OUT), (("优", "中"), ("差", "良"))),
    ("PERF_EXEC_RATE", (60.0, 57.3), 95.5),
    ("PERF_EXEC_RATE", (((60.0,), (100.0,)), ((57.3,), (0.0,))), ((95.5,), (0.0,))),
    ("PERF_EXEC_SCORE", (80.0, 76.4, OUT, OUT), 9.55),
    ("PERF_EXEC_SCORE", (60.0, 57.3, 20.0, "xiaolan_2023"), 19.1),
    ("PERF_SCORE", ("≥95%", "100%", 10.0, OUT), 10.0),
    ("PERF_SCORE", ("不少于50次", "40次", 10.0, OUT), 8.0),
    ("PERF_TARGET", ("全年巡检不少于四十次",), ("≥", 40.0, "次", "数值")),
    ("PERF_DEDUCTION", ("资料不完整，扣1分",), 1.0),
    (
        "PERF_SUBTOTAL",
        ((("产出指标",), (EMPTY,), ("效益指标",)), ((10.0,), (9.5,), (8.0,)), "产出指标"),
        19.5,
    ),
    ("PERF_TOTAL", (9.55, ((50.0,), (38.5,), ("",))), 98.05),
    ("PERF_DIFF", (((10.0,), (9.0,)), ((9.5,), (9.0,))), ((0.5,), (0.0,))),
    ("PERF_RANK", (90.0, ((90.0,), (95.0,), (80.0,))), 2.0),
]


def shown(name: str, *arguments: Any) -> Any:
    return vba.call_function(name, *map(packed, arguments))


@pytest.mark.parametrize(("name", "arguments", "expected"), CASES)
def test_a_cell_shows(name: str, arguments: tuple[Any, ...], expected: Any) -> None:
    assert shown(name, *arguments) == expected


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("PERF_VERSION", (), f"jixiao {__version__}"),
        ("PERF_RULE", ("sc5",), "等级"),
        ("PERF_RULE", ("XX99",), "XX99"),
        ("PERF_GRADE", (91.0, "no_such"), "no_such"),
        ("PERF_GRADE", ("九十二分左右", OUT), "请填数字"),
        ("PERF_GRADE", (True, OUT), "数"),
        ("PERF_EXEC_RATE", (0.0, 57.3), "没有预算"),
        ("PERF_WEIGHTS", (((50.0,), (40.0,)), 10.0, OUT), "正好"),
        ("PERF_CHECK_ROW", ((ROW,), (HEADERS,)), "按比例最多8分"),
        ("PERF_CHECK", ((("a", "b"), (EMPTY, 1.0)), OUT), "没有"),
    ],
)
def test_a_cell_says(name: str, arguments: tuple[Any, ...], words: str) -> None:
    assert words in " ".join(str(each) for row in cells(name, *arguments) for each in row)


@pytest.fixture
def sheet(tmp_path: Path) -> Any:
    """The sample in an Excel, with two cells more: an error, and a text beside it."""
    excel_server.prepare()
    app = AppX()
    app.open = BookX(app, TEMPLATES / "sample_review_form.xlsx")
    sheet = app.open.ActiveSheet
    sheet.ws["Y1"], sheet.ws["Y2"] = "#N/A", 95
    sheet.ws["Y1"].data_type = "e"
    return sheet


def test_cells_are_handed_over_as_ranges(sheet: Any) -> None:
    assert shown("PERF_GRADE", sheet.Range("Y2"), OUT) == "优"
    assert shown("PERF_GRADE", sheet.Range("Y1"), OUT) == "单元格有错误"
    assert shown("PERF_GRADE", sheet.Range("Y1:Y2"), OUT) == (("单元格有错误",), ("优",))
    assert shown("PERF_EXEC_RATE", sheet.Range("E7"), sheet.Range("F7")) == pytest.approx(
        100 * sheet.ws["F7"].value / sheet.ws["E7"].value, abs=0.005
    )


def test_a_whole_form_is_checked_in_a_formula(sheet: Any, given: Path) -> None:
    """The values of its cells alone: what hangs on how a number is shown is not seen."""
    told = json.loads((given / "own_sheet.json").read_text(encoding="utf-8"))
    table = cells("PERF_CHECK", sheet.UsedRange, OUT)
    found = {row[3] for row in table[1:]}
    assert found and found <= {message for _, message in told["found"]}


def test_money_and_dates_are_taken() -> None:
    """Cells formatted so come as VARIANTs of their own kinds."""
    money = win32com.client.VARIANT(pythoncom.VT_CY, decimal.Decimal("95.5"))
    assert shown("PERF_GRADE", money, OUT) == "优"
    date = pywintypes.Time(dt.datetime(2024, 11, 30))
    assert shown("PERF_SCORE", "2024年12月底前", date, 10.0, OUT) == 10.0


def test_without_their_ranges_they_answer_for_the_form_on_their_sheet(given: Path) -> None:
    told = json.loads((given / "own_sheet.json").read_text(encoding="utf-8"))

    def answered(entered: str) -> Any:
        *typed, sheet, place = told["given"][entered]
        typed = [OUT if value is None else value for value in typed]
        return cells(entered.partition("(")[0], *typed, tuple(map(tuple, sheet)), place)

    for entered, expected in told["answers"].items():
        assert answered(entered) == ((expected,),), entered
    table = answered("PERF_CHECK()")
    assert {(row[0], row[3]) for row in table[1:]} == {tuple(each) for each in told["found"]}
    assert "正好" in answered("PERF_WEIGHTS()")[0][0]
    in_row = [message for cell, message in told["found"] if cell in ("C17", "I17")]
    assert len(in_row) == 2 and all(message in answered("PERF_CHECK_ROW()")[0][0] for message in in_row)


def test_every_function_was_called() -> None:
    called = {name for name, *_ in CASES} | {
        "PERF_VERSION",
        "PERF_RULE",
        "PERF_WEIGHTS",
        "PERF_CHECK_ROW",
        "PERF_CHECK",
    }
    assert called == {name for name in dir(functions) if name.startswith("PERF_")}


def test_what_does_not_exist_is_an_error_for_the_wrapper_to_catch() -> None:
    with pytest.raises(pywintypes.com_error):
        cells("PERF_NO_SUCH", 1.0)


def test_the_dll_is_that_of_the_users_own_folder() -> None:
    name = ctypes.create_unicode_buffer(500)
    handle = ctypes.wintypes.HMODULE(vba.dll()._handle)
    ctypes.windll.kernel32.GetModuleFileNameW(handle, name, 500)
    folder, *_ = vba.dll_folders(dict(os.environ), vba.configured_here())
    assert name.value.lower() == rf"{folder}\{vba.DLL}".lower()

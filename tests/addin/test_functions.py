"""The UDFs: shapes, answers, and never an exception; called as Excel calls them and as Python does."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin import functions as f
from addin.udf.answers import ERROR_CELL, NEGATIVE, NO_BUDGET, NOT_A_NUMBER, TOO_LARGE
from scoring.profiles.profile import load_profile, profile_names
from tests.forms import NAMES, form_sheet

NA = -2146826246


def one(answer: Any) -> Any:
    assert len(answer) == len(answer[0]) == 1
    return answer[0][0]


def block(name: str) -> list[list[Any]]:
    """A form as Excel hands it to a UDF: numbers as floats, no formats."""
    sheet = form_sheet(name)
    rows: list[list[Any]] = [[None] * sheet.extent.column for _ in range(sheet.extent.row)]
    for at, cell in sheet.cells.items():
        is_text = isinstance(cell.value, str)
        rows[at.row - 1][at.column - 1] = cell.value if is_text else float(cell.value)  # type: ignore[arg-type]
    return rows


@pytest.mark.parametrize(
    ("budget", "executed", "rate"),
    [
        (80.0, 76.4, 95.5),
        (3.0, 2.0, 66.67),
        (100.0, 59.995, 60.0),  # half up
        (46.0, None, ""),
        (None, 43.7, ""),
        (None, None, ""),
        (0.0, 0.0, ""),
        (0.0, None, ""),
        (0.0, 5.0, NO_BUDGET),
        ("八十", 5.0, NOT_A_NUMBER),
        (True, 5.0, NOT_A_NUMBER),
        (80.0, -1.0, NEGATIVE),
        (80.0, "#N/A", ERROR_CELL),
        (NA, "x", ERROR_CELL),
    ],
)
def test_execution_rate(budget: Any, executed: Any, rate: Any) -> None:
    assert one(f.PERF_EXEC_RATE([[budget]], [[executed]])) == rate
    assert one(f.PERF_EXEC_RATE(budget, executed)) == rate


def test_execution_score_takes_weight_and_profile() -> None:
    assert one(f.PERF_EXEC_SCORE(80.0, 76.4)) == 9.55
    assert one(f.PERF_EXEC_SCORE(80.0, 76.4, 20.0)) == 19.1
    assert one(f.PERF_EXEC_SCORE(80.0, 90.0, [[20.0]], [["xiaolan_2023"]])) == 20.0
    assert one(f.PERF_EXEC_SCORE(80.0, 76.4, "二十")) == NOT_A_NUMBER
    assert "评分办法" in one(f.PERF_EXEC_SCORE(80.0, 76.4, None, "无此办法"))


@pytest.mark.parametrize("profile", profile_names())
def test_grades_at_their_bounds(profile: str) -> None:
    for bound, name in load_profile(profile).bands("grades.bands"):
        assert one(f.PERF_GRADE(float(bound), profile)) == name
    full = load_profile(profile).number("weights.full")
    assert one(f.PERF_GRADE(float(full), profile)) == load_profile(profile).bands("grades.bands")[0][1]
    assert one(f.PERF_GRADE(float(full) + 1, profile)) == f"超过满分{full}分"
    assert one(f.PERF_GRADE(89.995)) == one(f.PERF_GRADE(90.0)) != one(f.PERF_GRADE(89.99))


@pytest.mark.parametrize(
    ("target", "actual", "weight", "score"),
    [
        ("≥95%", 0.9, 10.0, 9.47),  # 90% as Excel hands it over
        ("不少于五十次", "40次", 10.0, 8.0),
        ("不少于五十次", 60.0, 10.0, 10.0),
        ("±5%", "8%", 10.0, ""),
        ("≥24次", "5次", 3.0, 0.63),
        ("有效提升", "有所改善", 10.0, ""),
        ("有效提升", "有效提升", 10.0, ""),  # the same words again: a person must judge
        ("持续改善", "持续改善", 10.0, ""),
        ("≥95%", None, 10.0, ""),
        (None, None, None, ""),
        ("≥95%", "96%", "十分", NOT_A_NUMBER),
        ("#REF!", "96%", 10.0, ERROR_CELL),
        ("≥95%", "96%", -1.0, NEGATIVE),
    ],
)
def test_score_of_an_indicator(target: Any, actual: Any, weight: Any, score: Any) -> None:
    assert one(f.PERF_SCORE(target, actual, weight)) == score


def test_a_range_in_is_the_same_shape_out() -> None:
    column = [[80.0], [None], ["x"]]
    assert f.PERF_EXEC_RATE(column, [[40.0], [1.0], [1.0]]) == [[50.0], [""], [NOT_A_NUMBER]]
    assert f.PERF_GRADE([[95.0, 85.0]]) == [["优", "良"]]
    assert f.PERF_EXEC_SCORE([[80.0, 80.0]], [[40.0, 80.0]], 20.0) == [[10.0, 20.0]]
    assert f.PERF_DEDUCTION([["扣2分。"], [None], ["达到目标"]]) == [[2.0], [""], [""]]
    assert one(f.PERF_EXEC_RATE([[1.0], [2.0]], [[1.0, 2.0]])) == "各区域的大小不一致"


def test_subtotal_carries_merged_labels_down() -> None:
    labels = [["产出指标(50分)"], [None], ["效益指标"], [None]]
    scores = [[15.0], [9.5], [20.0], [None]]
    assert one(f.PERF_SUBTOTAL(labels, scores, "产出指标")) == 24.5
    assert one(f.PERF_SUBTOTAL(labels, scores, "效益指标(30分)")) == 20.0
    assert one(f.PERF_SUBTOTAL(labels, [[1.0], [1.0], [None], [None]], "效益指标")) == ""
    assert (
        one(f.PERF_SUBTOTAL(labels, scores, "满意度指标"))
        == "没有一级指标“满意度指标”，有：产出指标、效益指标"
    )
    assert one(f.PERF_SUBTOTAL(labels, [["x"], [1.0], [1.0], [1.0]], "产出指标")) == NOT_A_NUMBER
    assert one(f.PERF_SUBTOTAL(labels, [[1.0]], "产出指标")) == "各区域的大小不一致"


def test_a_number_that_no_cell_can_hold_is_said_to_be_one() -> None:
    most = 1.7e308
    assert one(f.PERF_TOTAL(most, [[most]])) == TOO_LARGE
    assert one(f.PERF_SUBTOTAL([["产出指标"], [None]], [[most], [most]], "产出指标")) == TOO_LARGE
    assert isinstance(one(f.PERF_TOTAL(9.0, [[9e307]])), float)
    assert isinstance(one(f.PERF_TOTAL(float("inf"), [[1.0]])), str)
    assert isinstance(one(f.PERF_TOTAL(float("nan"), [[1.0]])), str)


def test_total_passes_messages_on_and_is_blank_without_scores() -> None:
    assert one(f.PERF_TOTAL(9.55, [[15.0], [None], [10.0]])) == 34.55
    assert one(f.PERF_TOTAL(9.55, [[None], [None]])) == ""
    assert one(f.PERF_TOTAL(NO_BUDGET, [[15.0]])) == NO_BUDGET
    assert one(f.PERF_TOTAL(9.55, [["无"]])) == NOT_A_NUMBER
    assert one(f.PERF_TOTAL(9.55, [["--"], ["—"], ["/"]])) == ""
    assert one(f.PERF_TOTAL("—", [["--"], [15.0]])) == 15
    assert one(f.PERF_TOTAL("#N/A", [["x"]])) == ERROR_CELL
    assert one(f.PERF_GRADE(NO_BUDGET)) == NO_BUDGET


def test_target_is_taken_apart() -> None:
    assert f.PERF_TARGET("设备检查次数不少于五十次") == [["≥", 50.0, "次", "数值"]]
    assert f.PERF_TARGET([[None]]) == [["", "", "", ""]]
    assert f.PERF_TARGET("2024年12月底前")[0][1] == "2024年12月"


@pytest.mark.parametrize("name", NAMES)
def test_a_clean_form_as_a_range_has_no_errors(name: str) -> None:
    assert [row for row in f.PERF_CHECK(block(name)) if len(row) > 1 and row[1] == "错误"] == []


def test_check_gives_a_table_with_cells_from_the_ranges_top_left() -> None:
    rows = block("review")
    rows[20][5] = "差"
    table = f.PERF_CHECK([["其他"] * len(rows[0]), *rows])
    assert table[0] == ["单元格", "程度", "规则", "问题", "应为"]
    assert ["F22", "错误", "优"] in [[row[0], row[1], row[4]] for row in table]
    assert "没有" in one(f.PERF_CHECK([["备注"]]))
    assert one(f.PERF_CHECK([[None]])) == "所选区域是空的。"


def test_check_row_speaks_of_the_row_alone() -> None:
    rows = block("review")
    assert [one(f.PERF_CHECK_ROW([row], [rows[10]])) for row in rows[11:18]] == [""] * 7
    spoiled = [*rows[12]]
    spoiled[7] = 20.0
    assert one(f.PERF_CHECK_ROW([spoiled], [rows[10]])).startswith("【错误】")
    assert "没有" in one(f.PERF_CHECK_ROW([["a"]], [["b"]]))


BLANK_ARGUMENTS = [[None]]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda: f.PERF_SUBTOTAL([["产出指标"], [None]], [[1.0, 2.0]], "产出指标"), "各区域的大小不一致"),
        (
            lambda: f.PERF_SUBTOTAL([["产出指标"]], [[1.0]], BLANK_ARGUMENTS),
            "请填要合计的一级指标，如“产出指标”",
        ),
        (lambda: f.PERF_SUBTOTAL([["产出指标"]], [[1.0]]), "请选要合计的一级指标"),
        (lambda: f.PERF_SUBTOTAL([[1.0]], [["产出指标"]], "产出指标"), "一级指标和得分填反了"),
        (
            lambda: f.PERF_SUBTOTAL([["产出指标"]], [[1.0]], [["产出指标"], ["效益指标"]]),
            "要合计的一级指标只能选一个单元格",
        ),
        (lambda: f.PERF_TOTAL([[15.0], [10.0]], 9.5), "预算执行得分只能选一个单元格"),
        (lambda: f.PERF_TOTAL(9.5), "请选各指标得分"),
        (lambda: f.PERF_EXEC_RATE(80.0), "请选全年执行数"),
        (lambda: f.PERF_EXEC_RATE(executed=80.0), "请选全年预算数"),
        (lambda: f.PERF_GRADE(), "请选总分"),
        (lambda: f.PERF_GRADE(90.0, [["小榄"], ["湖北"]]), "评分办法只能选一个单元格"),
        (lambda: f.PERF_TARGET([["≥3次"], ["≥4次"]]), "指标值只能选一个单元格"),
        (lambda: f.PERF_CHECK_ROW([["a"], ["b"]], [["b"]]), "只能选指标表中的一行"),
        (lambda: f.PERF_WEIGHTS([[None], [None]]), "还没有分值"),
        (lambda: f.PERF_DIFF([[1.0], [2.0]], [[1.0, 2.0]]), "各区域的大小不一致"),
        (lambda: f.PERF_DIFF([[1.0], [2.0]], [[1.0]]), "各区域的大小不一致"),
        (lambda: f.PERF_RANK([[90.0], [80.0]], 90.0), "分数和全部分数填反了"),
    ],
)
def test_arguments_that_do_not_fit_are_told(answer: Any, said: str) -> None:
    assert one(answer()) == said


def test_a_merged_cell_is_one_cell() -> None:
    assert one(f.PERF_TOTAL([[9.5, None]], [[15.0], [10.0]])) == 34.5
    assert f.PERF_TARGET([["≥98%", None], [None, None]]) == [["≥", 98.0, "%", "数值"]]


def test_check_row_tells_what_is_no_row_from_a_row_without_problems() -> None:
    rows = block("review")
    assert one(f.PERF_CHECK_ROW([[None] * len(rows[10])], [rows[10]])) == "这一行是空的"
    assert one(f.PERF_CHECK_ROW([rows[18]], [rows[10]])) == "这一行不是指标"
    assert one(f.PERF_CHECK_ROW([rows[10]], [rows[11]])) == "行和表头填反了"


def test_profiles_answer_to_their_chinese_names() -> None:
    for name in ("小榄", "小榄镇", [["湖北"]], "四川", "江西", "全国", "衔接资金"):
        assert one(f.PERF_GRADE(95.0, name)) == "优"
    assert one(f.PERF_EXEC_SCORE(80.0, 40.0, None, "湖北")) == 10.0
    assert one(f.PERF_EXEC_SCORE(80.0, 40.0, None, "全国")) == 5.0


def test_weights_say_what_is_missing() -> None:
    assert one(f.PERF_WEIGHTS([[50.0], [None], [40.0]])) == "指标90分＋预算执行10分＝100分，正好"
    assert one(f.PERF_WEIGHTS([[50.0], [30.0]])) == "指标80分＋预算执行10分＝90分，还差10分"
    assert one(f.PERF_WEIGHTS([[50.0], [33.5]], 20.0)) == "指标83.5分＋预算执行20分＝103.5分，多3.5分"
    assert one(f.PERF_WEIGHTS([[50.0], [30.0]], None, "湖北")) == "指标80分＋预算执行20分＝100分，正好"
    assert one(f.PERF_WEIGHTS([[50.0], ["三十"]])) == NOT_A_NUMBER
    assert one(f.PERF_WEIGHTS([[50.0], ["#N/A"]])) == ERROR_CELL


def test_the_difference_is_self_less_review() -> None:
    own, review = [[10.0], [9.5], [None], [8.0], [None], ["x"]], [[9.0], [9.6], [3.0], [None], [None], [1.0]]
    assert f.PERF_DIFF(own, review) == [[1.0], [-0.1], ["没有自评得分"], ["没有复核分"], [""], [NOT_A_NUMBER]]
    assert one(f.PERF_DIFF(10.0, 10.0)) == 0.0


def test_equal_scores_share_a_rank() -> None:
    scores = [[90.0], [95.5], [90.0], [None], ["没有预算"], [60.0]]
    assert f.PERF_RANK(scores, scores) == [[2.0], [1.0], [2.0], [""], [NOT_A_NUMBER], [4.0]]
    assert one(f.PERF_RANK(60.0, scores)) == 4.0
    assert one(f.PERF_RANK(61.0, scores)) == "不在所选的分数中"


@pytest.mark.parametrize("stroke", ["—", "--", "/", "——"])
def test_a_stroke_is_no_number_and_no_error(stroke: str) -> None:
    assert one(f.PERF_DIFF(10.0, stroke)) == "没有复核分"
    assert one(f.PERF_DIFF(stroke, 10.0)) == "没有自评得分"
    assert one(f.PERF_DIFF(stroke, stroke)) == ""
    assert one(f.PERF_WEIGHTS([[stroke], [90.0]])) == "指标90分＋预算执行10分＝100分，正好"
    assert one(f.PERF_WEIGHTS([[stroke], [None]])) == "还没有分值"
    assert one(f.PERF_RANK(stroke, [[stroke], [90.0]])) == ""
    assert one(f.PERF_RANK(90.0, [[stroke], [90.0]])) == 1.0


def test_a_tenth_is_no_ten_points() -> None:
    assert one(f.PERF_DEDUCTION("扣十分之一")) == ""
    assert one(f.PERF_DEDUCTION("扣十分")) == 10.0


def test_rule_and_version_are_words() -> None:
    assert one(f.PERF_RULE("sc05")).startswith("SC05 评价等级与总分不符\n")
    for same in ("SC05", "sc5", " Sc05 ", "ＳＣ０５", "sc-5", "SC 05"):
        assert f.PERF_RULE(same) == f.PERF_RULE("sc05"), same
    assert f.PERF_RULE([["SC05"], ["XX99"], [None]])[1:] == [
        ["没有编号为“XX99”的规则"],
        ["请填规则编号，如“SC05”"],
    ]
    assert one(f.PERF_VERSION()).startswith("jixiao ")


ANYTHING = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.integers(NA - 50, NA + 50),
    st.datetimes(),
)
BLOCKS = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(ANYTHING, min_size=width, max_size=width), min_size=1, max_size=3)
)


@settings(max_examples=60)
@given(st.lists(BLOCKS, min_size=4, max_size=4))
def test_whatever_cells_hold_excel_is_given_an_answer(blocks: list[Any]) -> None:
    a, b, c, d = blocks
    answers = [
        f.PERF_EXEC_RATE(a, b),
        f.PERF_EXEC_SCORE(a, b, c, d),
        f.PERF_SCORE(a, b, c, d, a),
        f.PERF_TARGET(a),
    ]
    answers += [
        f.PERF_SUBTOTAL(a, b, c),
        f.PERF_TOTAL(a, b),
        f.PERF_GRADE(a, b),
        f.PERF_DEDUCTION(a),
        f.PERF_RULE(a),
    ]
    answers += [f.PERF_CHECK_ROW(a, b), f.PERF_CHECK(a, d)]
    answers += [f.PERF_WEIGHTS(a, b, c), f.PERF_DIFF(a, b), f.PERF_RANK(a, b)]
    on_sheet: dict[str, Any] = {"here": a, "place": "B2|A1:B1|A2|"}
    answers += [f.PERF_GRADE(**on_sheet), f.PERF_SUBTOTAL(b, **on_sheet), f.PERF_CHECK(**on_sheet)]
    for answer in answers:
        values = [value for row in answer for value in row]
        assert all(isinstance(value, float | str) for value in values)
        assert "无法计算" not in "".join(map(str, values))


def test_called_as_excel_calls_it() -> None:
    """Through xlwings' own conversion, in a process of its own: the decorators are real on Windows alone."""
    program = """
import sys, types, datetime
from tests.addin.fake_excel import excel
with excel():
    import xlwings as xw
    sys.modules["win32com.server.util"] = types.ModuleType("win32com.server.util")
    from xlwings import udfs
    xw.func, xw.arg, xw.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
    from addin import functions as f
    from xlwings import conversion
    def call(function, *cells):
        infos = function.__xlfunc__["args"]
        values = [conversion.read(None, cell, info["options"]) for cell, info in zip(cells, infos)]
        values += [info["optional"] for info in infos[len(cells):]]
        return conversion.write(function(*values), None, function.__xlfunc__["ret"]["options"])
    assert call(f.PERF_EXEC_RATE, ((80.0,), (-2146826246,)), ((76.4,), (1.0,))) == [[95.5], ["单元格有错误"]]
    assert call(f.PERF_GRADE, 95.0) == [["优"]]
    assert call(f.PERF_EXEC_SCORE, 80.0, 76.4) == [[9.55]]
    assert call(f.PERF_TARGET, "≥98%") == [["≥", 98.0, "%", "数值"]]
    names = [name for name in dir(f) if name.startswith("PERF_")]
    assert len(names) == 15
    for name in names:
        info = getattr(f, name).__xlfunc__
        assert info["category"] == "绩效核查", name
        assert all(not arg["doc"].startswith("Positional") for arg in info["args"]), name
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_entered_without_ranges_in_a_filled_form() -> None:
    """From the generated VBA through xlwings: what a person who enters the formula sees, as the check has it.

    Excel is called once, by the cell: a caller that is asked for anything fails the test.
    """
    program = """
import sys, types
from addin.build.wrappers import wrappers
from addin.checking.check import check
from addin.hosts.xlsx import Workbook
from addin.templates import TEMPLATES
from tests.addin.build.entered import ON_THEIR_SHEET, in_a_workbook
from tests.addin.fake_excel import excel

form = TEMPLATES / "sample_review_form.xlsx"
(checked,) = check(Workbook.open(form).sheets)
book = in_a_workbook(wrappers(), form, "L17")
given = {entered: book.evaluate(entered)[1] for entered in ON_THEIR_SHEET}

class Caller:
    def __getattr__(self, name):
        raise AssertionError(name)

with excel():
    import xlwings as xw
    for name in ("win32com.server.util", "xlwings.com_server"):
        sys.modules[name] = types.ModuleType(name)
    sys.modules["xlwings.com_server"].loop = None
    from xlwings import udfs
    xw.func, xw.arg, xw.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret

    def shown(entered):
        *typed, sheet, place = given[entered]
        missing = -2147352572  # as VBA hands over an argument that is left out
        arguments = [missing if value is None else value for value in typed]
        name = entered.partition("(")[0]
        return udfs.call_udf("addin.functions", name, [*arguments, sheet, place], None, Caller())

    results, found = checked.review.results, checked.review.findings
    assert shown("PERF_EXEC_RATE()") == [[float(results.execution_rate)]]
    assert shown("PERF_EXEC_SCORE()") == [[float(results.execution_score)]]
    assert shown('PERF_SUBTOTAL("产出指标")') == [[float(results.subtotals["产出指标"])]]
    assert shown("PERF_TOTAL()") == [[float(results.total)]]
    assert shown("PERF_GRADE()") == [[results.grade]] == [["优"]]
    assert shown("PERF_WEIGHTS()") == [["指标90分＋预算执行10分＝100分，正好"]]
    table = shown("PERF_CHECK()")
    assert {(row[0], row[3]) for row in table[1:]} == {(f.cell.a1, f.message) for f in found}
    row = [f.message for f in found if f.cell.row == 17]
    assert len(row) == 2 and all(message in shown("PERF_CHECK_ROW()")[0][0] for message in row)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_scoring_needs_no_xlwings() -> None:
    program = "import sys; sys.modules['xlwings'] = None; import addin.udf.worksheet, scoring.review, addin.checking.check"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_date_beside_a_date_is_judged() -> None:
    assert one(f.PERF_SCORE("2024年12月底前", dt.datetime(2024, 11, 30), 10.0)) == 10.0

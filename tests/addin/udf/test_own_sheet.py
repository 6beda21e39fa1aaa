"""Functions without their ranges: for the form on their own sheet, whatever its layout, as the check has it."""

from __future__ import annotations

from typing import Any

import pytest

from addin import functions as f
from addin.checking.check import check
from addin.reading.sheet import Sheet
from addin.udf.ranges import NOTHING_FOUND, TABLE_HEADER
from scoring.finding import Severity
from scoring.form.address import Address
from scoring.points.results import level1_name
from tests.forms import NAMES, form_sheet

FAR = "AZ3"  # right of every form


def handed_over(sheet: Sheet) -> list[list[Any]]:
    """The values of a sheet as the VBA reads them, up to where the functions stand."""
    rows: list[list[Any]] = [[None] * 60 for _ in range(sheet.extent.row + 5)]
    for at, cell in sheet.cells.items():
        is_text = isinstance(cell.value, str)
        rows[at.row - 1][at.column - 1] = cell.value if is_text else float(cell.value)  # type: ignore[arg-type]
    return rows


def place(sheet: Sheet, own: str = FAR, profile: str = "") -> str:
    merges = ",".join(area.a1 for area in sheet.merges)
    rates = ",".join(at.a1 for at, cell in sheet.cells.items() if "%" in cell.number_format)
    return f"{own}|{merges}|{rates}|{profile}"


def one(answer: Any) -> Any:
    assert len(answer) == len(answer[0]) == 1
    return answer[0][0]


def own(name: str, at: str = FAR, profile: str = "") -> dict[str, Any]:
    sheet = form_sheet(name)
    return {"here": handed_over(sheet), "place": place(sheet, at, profile)}


@pytest.mark.parametrize("name", NAMES)
def test_they_answer_what_the_check_recomputes(name: str) -> None:
    (checked,) = check([form_sheet(name)])
    results, form, here = checked.review.results, checked.review.form, own(name)
    assert results.total is not None
    assert one(f.PERF_TOTAL(**here)) == float(results.total)
    assert one(f.PERF_GRADE(**here)) == results.grade
    if results.execution_rate is not None:
        assert one(f.PERF_EXEC_RATE(**here)) == float(results.execution_rate)
        assert one(f.PERF_EXEC_SCORE(**here)) == float(results.execution_score)  # type: ignore[arg-type]
    for row in form.filled_indicators:
        subtotal = results.subtotals.get(level1_name(row))
        if subtotal is not None:
            assert one(f.PERF_SUBTOTAL(row.level1.text, **here)) == float(subtotal)
    if results.weight_total is not None:
        assert one(f.PERF_WEIGHTS(**here)).endswith("分，正好")
    else:
        assert one(f.PERF_WEIGHTS(**here)) == "分值没有填全"


@pytest.mark.parametrize("name", NAMES)
def test_they_find_what_the_check_finds(name: str) -> None:
    (checked,) = check([form_sheet(name)])
    shown = f.PERF_CHECK(**own(name))
    wanted = {(finding.cell.a1, finding.message) for finding in checked.review.findings}
    assert {(row[0], row[3]) for row in shown[1:]} == wanted
    for row in checked.review.form.indicators:
        said = one(f.PERF_CHECK_ROW(**own(name, f"AZ{row.row}")))
        graver = [
            x for x in checked.review.findings if x.cell.row == row.row and x.level is not Severity.INFO
        ]
        assert (said == "") is not any(graver)
        assert all(finding.message in said for finding in graver)


def test_the_row_is_that_on_which_it_stands() -> None:
    (checked,) = check([form_sheet("review")])
    first = checked.review.form.indicators[0]
    here = own("review", f"AZ{first.row}")
    here["here"][first.row - 1][first.self_score.at.column - 1] = 99.0
    assert "【错误】" in one(f.PERF_CHECK_ROW(**here))
    below = {**here, "place": place(form_sheet("review"), f"AZ{first.row + 1}")}
    assert one(f.PERF_CHECK_ROW(**below)) == ""
    for row in first.target.at.row - 1, 1, 500:
        here["place"] = place(form_sheet("review"), f"AZ{row}")
        assert one(f.PERF_CHECK_ROW(**here)) == "这一行不是指标"


def test_its_own_value_is_none() -> None:
    """In the cell of the grade, or of the total, a function does not read itself."""
    (checked,) = check([form_sheet("review")])
    grade, total = checked.review.form.grade.at, checked.review.form.total_funds.rate.at
    at_grade = own("review", grade.a1)
    at_grade["here"][grade.row - 1][grade.column - 1] = "差"
    assert one(f.PERF_GRADE(**at_grade)) == checked.review.results.grade
    assert grade.a1 not in [
        row[0] for row in f.PERF_CHECK(**at_grade) if row[-1] == checked.review.results.grade
    ]
    elsewhere = {**at_grade, "place": place(form_sheet("review"))}
    assert grade.a1 in [row[0] for row in f.PERF_CHECK(**elsewhere)]
    at_rate = own("review", total.a1)
    at_rate["here"][total.row - 1][total.column - 1] = 3.0
    assert one(f.PERF_EXEC_RATE(**at_rate)) == float(checked.review.results.execution_rate)  # type: ignore[arg-type]


def test_what_the_functions_wrote_beside_the_form_is_not_checked() -> None:
    here = own("review", "AZ3")
    rows, grade = here["here"], check([form_sheet("review")])[0].review.form.grade.at
    rows[grade.row - 1][grade.column - 1] = "差"
    before = f.PERF_CHECK(**here)
    assert before[0] == list(TABLE_HEADER)
    for r, row in enumerate(before, 3):
        for c, value in enumerate(row, 14):
            rows[r - 1][c - 1] = value
    rows[12][12] = "【错误】得分99分，超过分值10分"
    rows[9][11], rows[13][11] = "核查提示", "错 一级指标"
    assert f.PERF_CHECK(**here) == before
    rows[grade.row - 1][grade.column - 1] = None


def test_a_named_profile_goes_before_the_workbooks_choice_and_the_title() -> None:
    sheet = form_sheet("review")
    assert one(f.PERF_WEIGHTS(**own("review"))) == "指标90分＋预算执行10分＝100分，正好"
    chosen = own("review", profile="hubei")
    for row in chosen["here"]:
        for column, value in enumerate(row):
            if value == "分值":
                funds = chosen["here"].index(row), column
    for row in chosen["here"][funds[0] + 1 : funds[0] + 5]:
        row[funds[1]] = row[funds[1] + 2] = (
            None  # neither the weight nor the score, which tells it by the rate
        )
    chosen["place"] = place(sheet, profile="湖北")
    assert one(f.PERF_WEIGHTS(**chosen)) == "指标90分＋预算执行20分＝110分，多10分"
    assert one(f.PERF_WEIGHTS(profile="小榄", **chosen)) == "指标90分＋预算执行10分＝100分，正好"
    assert one(f.PERF_EXEC_SCORE(weight=50.0, **own("review"))) == round(
        one(f.PERF_EXEC_RATE(**own("review"))) / 2, 2
    )
    assert "没有叫“火星”的评分办法" in one(f.PERF_GRADE(profile="火星", **own("review")))


def test_what_is_missing_is_said() -> None:
    here = own("review")
    (checked,) = check([form_sheet("review")])
    form = checked.review.form

    def without(*places: Address) -> dict[str, Any]:
        rows = [list(row) for row in here["here"]]
        for at in places:
            rows[at.row - 1][at.column - 1] = None
        return {**here, "here": rows}

    budget, executed = form.total_funds.budget.at, form.total_funds.executed.at
    assert one(f.PERF_EXEC_RATE(**without(budget))) == "没有填全年预算数"
    assert one(f.PERF_EXEC_SCORE(**without(executed))) == "没有填全年执行数"
    assert one(f.PERF_GRADE(**without(executed))) == "没有填全年执行数"
    first = form.indicators[0]
    assert one(f.PERF_TOTAL(**without(first.review_score.at))) == "得分没有填全"
    assert one(f.PERF_WEIGHTS(**without(first.weight.at))) == "分值没有填全"
    unknown = one(f.PERF_SUBTOTAL("影响指标", **here))
    assert unknown.startswith("没有一级指标“影响指标”，有：产出指标")
    assert one(f.PERF_SUBTOTAL(None, **here)).startswith("请填")
    assert one(f.PERF_SUBTOTAL([["产出指标"], ["效益指标"]], **here)) == "一级指标的名称只能选一个单元格"


def test_a_sheet_without_a_form_says_so() -> None:
    nowhere = {"here": [["备注", None], [None, 3.0]], "place": "D1|||"}
    for answer in (f.PERF_GRADE(**nowhere), f.PERF_CHECK(**nowhere), f.PERF_CHECK_ROW(**nowhere)):
        assert "没有" in one(answer) and "区域" not in one(answer)
    assert isinstance(one(f.PERF_TOTAL(here=[[None]], place="A1|||")), str)


def test_of_several_forms_the_one_around_it_counts() -> None:
    upper, lower = handed_over(form_sheet("review")), handed_over(form_sheet("review"))
    (checked,) = check([form_sheet("review")])
    score = checked.review.form.indicators[0].review_score
    assert score.value is not None and checked.review.results.total is not None
    lower[score.at.row - 1][score.at.column - 1] = float(score.value) - 1
    both = [*upper, *lower]
    merges = form_sheet("review").merges
    down = [area._replace(top=area.top + len(upper), bottom=area.bottom + len(upper)) for area in merges]
    areas = ",".join(area.a1 for area in (*merges, *down))
    total = float(checked.review.results.total)
    for row, answer in ((5, total), (len(upper) + 5, total - 1), (999, total - 1)):
        assert one(f.PERF_TOTAL(here=both, place=f"AZ{row}|{areas}||")) == answer


def test_a_clean_form_is_said_to_be_clean() -> None:
    clean = [name for name in NAMES if not check([form_sheet(name)])[0].review.findings]
    for name in clean:
        assert f.PERF_CHECK(**own(name)) == [[NOTHING_FOUND]]

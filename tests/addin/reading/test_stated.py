"""A total that stands in a heading or in a sentence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from addin.checking.check import check
from addin.reading.grid import Grid
from addin.reading.stated import points_in, stated_total, states_total
from scoring.form.address import Address
from scoring.form.model import EvaluationForm
from tests.forms import form_sheet, sheet_of


def found(*rows: list[Any]) -> Address | None:
    grid = Grid.of(sheet_of([list(row) for row in rows]))
    return stated_total(grid, [(1, len(rows))], ())


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("自评得分：98分", "98"),
        ("自评总分: 99.23 分", "99.23"),
        ("自评得分：98.5分，等级：优", "98.5"),
        ("综合得分＝87.6分", "87.6"),
        ("总得分合计：90", "90"),
        ("得分：88分", "88"),
    ],
)
def test_a_text_that_states_a_total(text: str, points: str) -> None:
    assert found([text]) == Address(1, 1)
    assert points_in(text) == points
    assert states_total(text)


@pytest.mark.parametrize(
    "text",
    [
        "自评得分",
        "得分（20分*执行率）",
        "得分：10×执行率",
        "复核得分：95分",
        "财政审核总分：95分",
        "自评得分98分以上为优",
        "项目自评得分：由实施单位按照评分标准逐项计算，满分为100分，得分：98分，并报主管部门审核后公开。",
        "自评等级：优",
    ],
)
def test_a_text_that_states_none(text: str) -> None:
    assert found([text]) is None


def test_a_conclusion_may_state_it() -> None:
    text = "三、自评结论：自评总分87.2分（其中预算执行9.2分，绩效指标78分），等级为良。"
    assert found([text]) == Address(1, 1)
    assert points_in(text) == "87.2"
    assert not states_total(text)  # where a table has its row of totals, that counts


def test_the_points_may_stand_beside_their_label() -> None:
    assert found(["项目名称", "河道清淤", "自评得分", 96.5]) == Address(1, 4)
    assert found(["项目名称", "河道清淤", "自评得分", "优"]) is None
    assert found(["自评得分", 2024]) is None


def test_a_row_of_the_funds_table_is_passed_over() -> None:
    grid = Grid.of(sheet_of([["自评得分：9.6分"]]))
    assert stated_total(grid, [(1, 1)], {1}) is None


def form(changes: dict[str, Any]) -> EvaluationForm:
    (checked,) = check([form_sheet("self", {"A20": None, "G20": None, "H20": None, **changes})])
    return checked.review.form


@pytest.mark.parametrize(
    ("at", "text"), [("F2", "自评得分：99.03分"), ("A20", "自评总分：99.03分，评价等级：优。")]
)
def test_a_form_without_a_row_of_totals_has_the_one_that_it_states(at: str, text: str) -> None:
    totals = form({at: text}).totals
    assert (totals.self_score.value, totals.self_score.at.a1) == (Decimal("99.03"), at)
    assert not totals.weight.present


def test_a_row_of_totals_goes_before_a_sentence() -> None:
    (checked,) = check([form_sheet("self", {"F2": "自评得分：97分"})])
    assert checked.review.form.totals.self_score.at.a1 == "H20"


def test_a_stated_total_that_is_wrong_is_found_where_it_stands() -> None:
    (checked,) = check([form_sheet("self", {"A20": None, "G20": None, "H20": None, "F2": "自评得分：98分"})])
    assert [finding.cell.a1 for finding in checked.review.of("SC02")] == ["F2"]

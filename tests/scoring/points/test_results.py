"""A form reckoned again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from addin.checking.check import check
from scoring.points.results import Results
from scoring.profiles.profile import load_profile
from tests.forms import form_sheet

D = Decimal


def results(form: str, changes: dict[str, Any] | None = None) -> Results:
    (checked,) = check([form_sheet(form, changes)])
    return checked.review.results


def test_a_self_evaluation_form() -> None:
    found = results("self")
    assert (found.execution_rate, found.execution_weight, found.execution_score) == (
        D("94.30"),
        10,
        D("9.43"),
    )
    assert (found.weight_total, found.self_total, found.review_total) == (100, D("99.03"), None)
    assert (found.total, found.grade) == (D("99.03"), "优")
    assert found.subtotals == {"产出指标": D("49.6"), "效益指标": 30, "满意度指标": 10}
    assert found.level1_weights == {"产出指标": 50, "效益指标": 30, "满意度指标": 10}


def test_the_reviewer_s_scores_count_where_there_are_any() -> None:
    found = results("review")
    assert (found.self_total, found.review_total, found.total) == (D("99.55"), D("98.55"), D("98.55"))
    unreviewed = results("review", {f"H{row}": "" for row in range(12, 20)})
    assert (unreviewed.review_total, unreviewed.total) == (None, D("99.55"))


def test_results_do_not_rest_on_printed_ones() -> None:
    assert results("review", {"H7": 1, "I7": 10, "G19": 1, "H19": 2, "F20": 3, "F21": "差"}) == results(
        "review"
    )


@pytest.mark.parametrize(
    ("form", "changes", "weight"),
    [
        ("no_weights", {}, 20),  # stated in the heading: 预算执行情况（20分）
        ("self", {}, 10),
        ("self", {"F6": 20}, 20),
        ("self", {"F6": ""}, 10),  # by the profile
        ("self", {"F6": "", "G13": 25}, 0),  # the indicators alone make 100
    ],
)
def test_the_weight_of_execution(form: str, changes: dict[str, Any], weight: int) -> None:
    assert results(form, changes).execution_weight == weight


def test_a_percent_format_is_what_a_person_sees() -> None:
    assert results("self", {"D6": {"value": 320000, "format": "#,##0.00"}}).execution_rate == D("94.3")


@pytest.mark.parametrize(
    "changes",
    [
        {"H14": ""},
        {"H14": "满分"},
        {"H14": "#REF!"},
        {"H14": -15},
        {"D6": ""},
        {"E6": "约30万"},
        {"D6": 0, "D7": 0, "D8": 0},
    ],
)
def test_what_cannot_be_reckoned_is_none(changes: dict[str, Any]) -> None:
    found = results("self", changes)
    assert (found.self_total, found.total, found.grade) == (None, None, None)


def test_a_stroke_for_a_score_counts_nothing() -> None:
    assert results("self", {"H18": "—"}).self_total == D("89.03")


def test_without_budget_and_spending_execution_earns_nothing() -> None:
    nothing = dict.fromkeys(("D6", "D7", "D8", "E6", "E7", "E8"), 0)
    assert results("self", nothing).execution_score == 0


def test_an_overspent_budget_earns_no_more_than_the_weight() -> None:
    assert results("self", {"E6": 640000, "E7": 620000}).execution_score == 10


def test_a_row_of_totals_may_leave_execution_out_and_the_grade_does_not() -> None:
    for changes in ({"F19": 90, "G19": 90, "H19": 89}, {"F19": 90, "G19": "", "H19": ""}):
        found = results("review", changes)
        assert (found.weight_total, found.self_total, found.review_total) == (90, 90, 89)
        assert (found.total, found.grade) == (D("98.55"), "优")


@pytest.mark.parametrize(
    "scores",
    [
        {},
        {"G19": ""},
        {"H19": ""},
        {"G19": 97},  # wrong, and more than the indicators can give
        {"H7": 10, "G19": 100, "H19": ""},  # right with the printed, wrong score of execution
    ],
)
def test_totals_of_scores_with_execution_refute_a_total_of_weights_without(scores: dict[str, Any]) -> None:
    found = results("review", {"F19": 90, **scores})
    assert (found.weight_total, found.self_total, found.review_total) == (100, D("99.55"), D("98.55"))


def test_where_one_total_of_scores_has_execution_and_the_other_not_the_weights_decide() -> None:
    assert results("review", {"F19": 90, "H19": 89}).self_total == 90
    assert results("review", {"H19": 89}).review_total == D("98.55")


def test_a_shifted_row_is_reckoned_as_it_was_meant() -> None:
    shifted = {"C17": "参训学生人数", "D17": "≥1200人", "E17": "1260人", "F17": 20, "G17": 20, "H17": ""}
    assert results("self", shifted).self_total == D("99.03")


@pytest.mark.parametrize(
    ("changes", "executed", "score"),
    [
        ({}, 301760, "9.43"),
        ({"E6": 310000}, 301760, "9.43"),  # rate and score are those of the sources
        ({"E6": 310000, "G6": "90%"}, 301760, "9.43"),  # the score is
        ({"E6": 310000, "H6": 9}, 301760, "9.43"),  # the rate is
        ({"E6": 310000, "G6": "96.88%"}, 310000, "9.69"),  # the rate is that of the total
        ({"E6": 310000, "G6": "90%", "H6": 9}, 310000, "9.69"),  # of neither
        ({"E6": 310000, "G6": "", "H6": ""}, 310000, "9.69"),
        ({"E6": ""}, None, None),
    ],
)
def test_a_total_of_funds_that_is_a_slip_does_not_count(
    changes: dict[str, Any], executed: int | None, score: str | None
) -> None:
    found = results("self", changes)
    assert found.executed == executed
    assert found.execution_score == (None if score is None else D(score))


@pytest.mark.parametrize(("value", "total"), [("kept", "84.03"), ("scaled", "98.86")])
def test_an_indicator_that_does_not_apply_is_left_out_where_the_profile_says_so(
    value: str, total: str
) -> None:
    """15 of 100 points do not apply: 84.03 of 85 is 98.86 of 100."""
    base = load_profile("mof_2020")
    chosen = replace(
        base,
        parameters={
            **base.parameters,
            "scoring.not_applicable": replace(base.parameters["scoring.not_applicable"], value=value),
        },
    )
    (checked,) = check([form_sheet("self", {"F13": "不适用", "H13": "—"})], chosen)
    assert checked.review.results.self_total == D(total)

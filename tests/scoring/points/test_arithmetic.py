"""How rates, scores, totals and grades are reckoned."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scoring.points.arithmetic import (
    execution_rate,
    execution_score,
    grade,
    indicator_score,
    lenient_score,
    total,
)
from scoring.profiles.profile import load_profile
from scoring.targets.comparison import compare
from scoring.targets.target import parse_actual, parse_target
from scoring.text.printed_numbers import (
    exact,
    plain,
    printed_places,
    rate_agrees,
    rounded,
    same_amount,
    score_agrees,
)

MOF = load_profile("mof_2020")
D = Decimal


@pytest.mark.parametrize(
    ("value", "places", "seen"),
    [
        ("59.995", 2, "60.00"),
        ("1E+40", 2, "1E+40"),
        ("2.5", 0, "3"),
        ("0.125", 2, "0.13"),
        ("-2.5", 0, "-3"),
        ("86.18304", 1, "86.2"),
    ],
)
def test_halves_round_up(value: str, places: int, seen: str) -> None:
    assert rounded(D(value), places) == D(seen)


@pytest.mark.parametrize(
    ("score", "name"),
    [
        ("100", "优"),
        ("90", "优"),
        ("89.995", "优"),
        ("89.99", "良"),
        ("80", "良"),
        ("79.99", "中"),
        ("60", "中"),
        ("59.995", "中"),
        ("59.99", "差"),
        ("0", "差"),
    ],
)
def test_a_bound_belongs_to_the_better_grade_as_printed(score: str, name: str) -> None:
    assert grade(D(score), MOF) == name


@pytest.mark.parametrize(
    ("printed", "text", "rate"),
    [
        ("95.8", "95.8", "95.8"),
        ("95.8", "95.8%", "95.8"),
        ("95.8", "９５．８％", "95.8"),
        ("0.958", "0.958", "95.8"),
        ("0.96", "0.96", "95.8"),
        ("96", "96", "95.8"),
        ("86", "86%", "86.18"),
        ("86.18304", "86.18%", "86.18304"),
        ("100", "100", "100"),
        ("1", "1", "100"),
        ("1", "1", "99.6"),
        ("95.50000000000001", "95.5", "95.5"),
    ],
)
def test_one_rate_in_many_notations(printed: str, text: str, rate: str) -> None:
    assert rate_agrees(D(printed), text, D(rate))


@pytest.mark.parametrize(
    ("printed", "text", "rate"),
    [
        ("86.19", "86.19%", "86.183"),
        ("1", "1", "95.8"),
        ("1", "1%", "100"),
        ("0.96", "0.96%", "95.8"),
        ("96", "96.0%", "95.8"),
        ("9.58", "9.58", "95.8"),
        ("0.9", "0.9", "86.18"),
    ],
)
def test_a_wrong_digit_is_another_rate(printed: str, text: str, rate: str) -> None:
    assert not rate_agrees(D(printed), text, D(rate))


@pytest.mark.parametrize(
    ("text", "places"), [("100", 0), ("86.19%", 2), ("98.6分", 1), ("1,234.50", 2), ("８．６", 1), ("", 0)]
)
def test_decimals_as_printed(text: str, places: int) -> None:
    assert printed_places(text) == places


def test_a_rate_needs_a_budget() -> None:
    assert execution_rate(D(0), D(0)) is None
    assert execution_rate(D(-1), D(5)) is None
    assert execution_rate(D(80), D("76.4")) == D("95.5")


@pytest.mark.parametrize(
    ("rate", "weight", "score"),
    [("86.18304", "10", "8.62"), ("106.25", "10", "10"), ("-5", "10", "0"), ("95", "20", "19")],
)
def test_execution_earns_its_share_and_no_more_than_the_weight(rate: str, weight: str, score: str) -> None:
    assert execution_score(D(rate), D(weight), MOF) == D(score)


@pytest.mark.parametrize(
    ("printed", "text", "value"), [("9.6", "9.6", "9.55"), ("99.03", "99.03", "99.0349")]
)
def test_a_score_agrees_at_its_printed_decimals(printed: str, text: str, value: str) -> None:
    assert score_agrees(D(printed), text, D(value))


def test_a_score_printed_whole_is_not_rounded_further() -> None:
    assert not score_agrees(D(9), "9", D("9.4"))
    assert not score_agrees(D(100), "100", D("99.55"))


def score(target: str, actual: str, reverse: bool = False) -> Decimal | None:
    return indicator_score(parse_target(target), parse_actual(actual), D(10), MOF, reverse)


@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [
        ("≥50次", "70次", "10"),
        ("≥50次", "40次", "8"),
        ("≥3家", "1家", "3.33"),
        ("≤250元", "300元", "8.33"),
        ("≤250元", "200元", "10"),
        ("=100%", "96%", "9.6"),
        ("0起", "1起", "0"),
        ("12月底前", "11月完成", "10"),
    ],
)
def test_points_by_the_target_rules(target: str, actual: str, points: str) -> None:
    assert score(target, actual) == D(points)


@pytest.mark.parametrize(("target", "actual"), [("有效", "较好"), ("≥50次", "100%"), ("≥50次", "超过40次")])
def test_what_only_a_person_can_judge_has_no_points(target: str, actual: str) -> None:
    assert score(target, actual) is None


def test_a_cost_without_operator_is_an_upper_bound() -> None:
    assert score("250元", "300元", reverse=True) == D("8.33")
    assert score("250元", "300元") == D(10)


def test_the_more_lenient_of_two_reverse_formulas() -> None:
    """T÷A gives 8.33 for 300 of 250, 1−(A−T)÷T gives 8."""
    target, actual = parse_target("≤250元"), parse_actual("300元")
    assert lenient_score(compare(target, actual), D(10)) == D("8.33")
    assert lenient_score(compare(target, parse_actual("240元")), D(10)) is None
    assert lenient_score(compare(parse_target("≥24期"), parse_actual("20期")), D(15)) == D("12.5")


FULL_MARKS: dict[str, list[list[Any]]] = yaml.safe_load(
    (Path(__file__).parent / "full_marks.yaml").read_text("utf-8")
)


def written(kind: str) -> list[Any]:
    return [pytest.param(*row, id=" / ".join(map(str, row))) for row in FULL_MARKS[kind]]


def pairs(kind: str) -> list[Any]:
    rows = ([target, actual, bool(reverse)] for target, actual, *reverse in FULL_MARKS[kind])
    return [pytest.param(*row, id=" / ".join(map(str, row))) for row in rows]


@pytest.mark.parametrize(("target", "actual", "reverse"), pairs("missed"))
def test_a_missed_target_earns_no_full_marks(target: str, actual: str, reverse: bool) -> None:
    read = parse_target(target), parse_actual(actual)
    lenient, points = lenient_score(compare(*read, reverse), D(10)), score(target, actual, reverse)
    assert compare(*read, reverse).met is False
    assert points is not None and points < 10
    assert lenient is None or points <= lenient < 10  # no formula gives a share of nothing (0起)


@pytest.mark.parametrize(("target", "actual", "reverse"), pairs("outside_a_band"))
def test_what_leaves_a_band_has_no_formula(target: str, actual: str, reverse: bool) -> None:
    outcome = compare(parse_target(target), parse_actual(actual), reverse)
    assert outcome.met is False
    assert score(target, actual, reverse) is None and lenient_score(outcome, D(10)) is None


@pytest.mark.parametrize(("target", "actual", "reverse"), pairs("met"))
def test_what_is_reached_earns_the_weight(target: str, actual: str, reverse: bool) -> None:
    assert score(target, actual, reverse) == D(10)
    assert lenient_score(compare(parse_target(target), parse_actual(actual), reverse), D(10)) in (None, D(10))


@pytest.mark.parametrize(("target", "actual", "reverse"), pairs("unclear"))
def test_what_nobody_can_tell_is_not_called_missed(target: str, actual: str, reverse: bool) -> None:
    assert compare(parse_target(target), parse_actual(actual), reverse).met is not False


@pytest.mark.parametrize(("target", "actual", "reverse"), pairs("just_as_much"))
def test_just_as_much_as_was_to_be_passed(target: str, actual: str, reverse: bool) -> None:
    assert compare(parse_target(target), parse_actual(actual), reverse).met is False
    assert score(target, actual, reverse) == D(10)


def test_a_rate_beyond_what_a_cell_holds_is_rounded_all_the_same() -> None:
    rate = execution_rate(D("1E-300"), D("1E+308"))
    assert rate is not None and rounded(rate) == rate
    assert not rate_agrees(D("95.5"), "95.5%", rate)


@pytest.mark.parametrize(("weight", "target", "actual", "points"), written("halves"))
def test_points_are_divided_last(weight: float, target: str, actual: str, points: float) -> None:
    read = parse_target(target), parse_actual(actual)
    assert indicator_score(*read, D(str(weight)), MOF) == D(str(points))
    assert lenient_score(compare(*read), D(str(weight))) == D(str(points))


@pytest.mark.parametrize(
    ("budget", "executed", "weight", "points"),
    [("24", "5", "3", "0.63"), ("48", "25", "18", "9.38"), ("7.2", "6.9", "9", "8.63")],
)
def test_an_execution_score_is_exact_at_halves(budget: str, executed: str, weight: str, points: str) -> None:
    rate = execution_rate(D(budget), D(executed))
    assert rate is not None
    assert execution_score(rate, D(weight), MOF) == D(points)


def test_a_missed_target_in_another_term_is_exact_at_halves() -> None:
    """20 times in a year for twice a month: 20 of 24."""
    target, actual = parse_target("每月不少于2次"), parse_actual("全年5次")
    assert lenient_score(compare(target, actual), D(3)) == D("0.63")


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.decimals(0, 100, places=2))
def test_proportional_points_are_the_exact_share(target: int, actual: int, weight: Decimal) -> None:
    points = indicator_score(parse_target(f"≥{target}次"), parse_actual(f"{actual}次"), weight, MOF)
    assert points is not None
    share = min(Fraction(actual, target), Fraction(1)) * Fraction(weight) * 100
    assert points == Decimal(math.floor(share + Fraction(1, 2))) / 100


def test_below_zero_no_formula_applies() -> None:
    assert lenient_score(compare(parse_target("≥-5%"), parse_actual("-8%")), D(10)) is None
    assert score("≥-5%", "-8%") is None


def test_sums_of_binary_fractions_are_the_same_amount() -> None:
    assert same_amount(D("76.39999999999999"), D("76.4"))
    assert not same_amount(D("76.4"), D("76.4001"))
    assert total([D("0.1"), D("0.2"), D("0.005")]) == D("0.31")


def test_numbers_as_a_person_writes_them() -> None:
    assert [plain(D(v)) for v in ("100.00", "9.50", "1E+2", "0")] == ["100", "9.5", "100", "0"]
    assert [exact(D(v)) for v in ("76.4003", "320000", "76.39999999999999")] == ["76.4003", "320000", "76.4"]


@given(st.decimals(0, 200, places=4), st.decimals(0, 100, places=2))
def test_a_score_is_never_below_zero_nor_above_the_weight(rate: Decimal, weight: Decimal) -> None:
    assert 0 <= execution_score(rate, weight, MOF) <= rounded(weight)


@given(st.decimals(0, 100, places=3), st.decimals(0, 100, places=3))
def test_a_better_score_never_earns_a_worse_grade(one: Decimal, other: Decimal) -> None:
    order = "差中良优"
    low, high = sorted((one, other))
    assert order.index(grade(low, MOF)) <= order.index(grade(high, MOF))


@given(st.decimals(0, 200, places=3), st.integers(0, 3))
def test_a_rate_as_rounded_always_agrees(rate: Decimal, places: int) -> None:
    seen = rounded(rate, places)
    assert rate_agrees(seen, f"{seen}%", rate)
    assert rate_agrees(seen, f"{seen}", rate)

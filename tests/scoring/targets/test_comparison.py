"""Whether an actual meets its target, and by how much. The cases are in targets.yaml."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scoring.targets.comparison import compare
from scoring.targets.outcome import Comparison
from scoring.targets.target import parse_actual, parse_target
from tests.scoring.targets.target_cases import CASES, name, plain


@pytest.mark.parametrize("case", CASES, ids=name)
def test_case(case: dict[str, Any]) -> None:
    written = case["target"]
    unit = written.get("unit", "")
    target = parse_target(written["text"], written.get("nature", ""), unit)
    comparison = compare(target, parse_actual(case["actual"], unit), written.get("reverse", False))
    assert {
        "met": comparison.met,
        "ratio": None if comparison.ratio is None else plain(round(comparison.ratio, 4)),
        "same_unit": comparison.same_unit,
    } == case["compared"]


def met(target: str, actual: str, reverse: bool = False) -> bool | None:
    return compare(parse_target(target), parse_actual(actual), reverse).met


PAIRS = yaml.safe_load((Path(__file__).parent / "pairs.yaml").read_text("utf-8"))
OUTCOMES = {
    "met": (True, True),
    "missed": (False, True),
    "unjudged": (None, True),
    "other_unit": (None, False),
}


@pytest.mark.parametrize(
    ("outcome", "pair"),
    [pytest.param(kind, pair, id=" / ".join(map(str, pair))) for kind in OUTCOMES for pair in PAIRS[kind]],
)
def test_as_officials_write_it(outcome: str, pair: list[Any]) -> None:
    target, actual, *reverse = pair
    seen = compare(parse_target(target), parse_actual(actual), bool(reverse))
    assert (seen.met, seen.same_unit) == OUTCOMES[outcome]


@pytest.mark.parametrize(
    ("target", "actual", "ratio"),
    [
        ("12次", "每月1次", "1"),
        ("每季度1次", "4次", "1"),
        ("每月不少于2次", "全年20次", "0.8333"),
        ("每日一次", "365次", None),
        ("每村1名", "12名", None),
        ("≥200人次", "210人次（含线上60人次）", "1.05"),
    ],
)
def test_the_ratio_is_in_one_term(target: str, actual: str, ratio: str | None) -> None:
    found = compare(parse_target(target), parse_actual(actual)).ratio
    assert (None if found is None else plain(round(found, 4))) == ratio


@pytest.mark.parametrize(
    ("target", "actual"), [("95%", "0.98"), ("95", "0.98"), ("95", "1"), ("0.95", "0.98")]
)
def test_a_ratio_in_a_column_of_percentages(target: str, actual: str) -> None:
    seen = compare(parse_target(target, "≥", "%"), parse_actual(actual, "%"))
    assert (seen.met, seen.ratio) == (True, Decimal(actual) / Decimal("0.95"))


@pytest.mark.parametrize(
    ("target", "actual", "reached"),
    [
        ("12个月", "10个月", None),
        ("12个月", "1年", True),
        ("≥12个月", "10个月", False),
        ("≤12个月", "10个月", True),
    ],
)
def test_more_or_less_may_be_better(target: str, actual: str, reached: bool | None) -> None:
    assert compare(parse_target(target), parse_actual(actual), None).met is reached


def test_a_term_of_just_so_long_may_be_shorter() -> None:
    assert met("=12个月", "10个月", reverse=True) is True


def test_a_product_is_not_reckoned() -> None:
    assert compare(parse_target("24小时"), parse_actual("7×24小时")) == Comparison(None, None, None)
    assert met("7×24小时", "7×24小时") is True


def test_blank_and_unfilled_cells_are_not_judged() -> None:
    for target in ("", "--", "XX", "是否及时"):
        assert compare(parse_target(target), parse_actual("5次")) == Comparison(None, None, None)


def test_a_copied_target_is_met() -> None:
    for text in (
        "≥266米",
        "≤5%",
        "=100%",
        "±10%",
        "超过3次",
        "低于2%",
        "5-6次",
        "12月底前",
        "有效",
        "逐年提升",
    ):
        assert met(text, text) is True, text


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(1, 1000))
def test_more_never_turns_a_met_forward_target_into_a_missed_one(t: int, a: int, more: int) -> None:
    for target in (f"≥{t}次", f">{t}次", f"{t}次"):
        if met(target, f"{a}次"):
            assert met(target, f"{a + more}次") is True


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(1, 1000))
def test_less_never_turns_a_met_reverse_target_into_a_missed_one(t: int, a: int, less: int) -> None:
    for target in (f"≤{t}次", f"<{t}次", f"{t}次"):
        if met(target, f"{a}次", reverse=True) and a >= less:
            assert met(target, f"{a - less}次", reverse=True) is True


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_the_ratio_is_actual_by_target(t: int, a: int) -> None:
    comparison = compare(parse_target(f"≥{t}次"), parse_actual(f"{a}次"))
    assert comparison == Comparison(a >= t, Decimal(a) / t, True)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_the_unit_in_which_money_is_written_does_not_matter(t: int, a: int) -> None:
    actual = f"{Decimal(a) / 10_000}万元"
    assert met(f"≤{t}元", actual) is (a <= t)
    assert met(f"≥{t}元", actual) is (a >= t)


class TestAnyText:
    WORDS = (
        "≥ ≤ > < = ± 不低于 不超过 达到 控制在 提升 降低 逐年 是否 定性 50 五十 1.5 0 00 2023 2023年 12月 31日 2月30日 "
        "前 底 % ‰ 次 万 万元 元/人 工作日 - ~ 至 且 、 （ ） 以上 以内 左右 余 多 每 第 半 完成 未 无 零 XX … 》 《 ? 1e99 /"
    )
    PIECES = st.sampled_from(WORDS.split())
    TEXTS = st.text(max_size=40) | st.lists(PIECES, max_size=8).map("".join)

    @given(TEXTS, TEXTS, st.sampled_from(["", "≥", "定性", "反向指标", "》"]), TEXTS, st.booleans())
    def test_never_raises(self, text: str, actual: str, nature: str, unit: str, reverse: bool) -> None:
        target = parse_target(text, nature, unit)
        comparison = compare(target, parse_actual(actual, unit), reverse)
        assert target.official in (True, False)
        assert comparison.ratio is None or comparison.ratio.is_finite()

    @pytest.mark.parametrize(
        "piece", ["9", "(", "一", "1 ", "1,", "≥", "提升", "2023年", "1万", "不", "XX", "……", "每"]
    )
    def test_a_huge_text_does_no_harm(self, piece: str) -> None:
        text = piece * (100_000 // len(piece))
        comparison = compare(parse_target(text, text, text), parse_actual(text, text))
        assert comparison.ratio is None or comparison.ratio.is_finite()

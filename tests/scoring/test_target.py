"""What a person reads in a target, and whether an actual meets it. The cases are in targets.yaml."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scoring.quantity import Operator
from scoring.target import Comparison, Deadline, Kind, Target, compare, parse_actual, parse_target

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "targets.yaml").read_text("utf-8"))


def plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def described(target: Target) -> dict[str, Any]:
    """A target in the words of targets.yaml; what is not there is left out."""
    found: dict[str, Any] = {"kind": target.kind.value}
    if target.operator:
        found["operator"] = target.operator.value
    if target.quantity is not None:
        found["value"] = plain(target.quantity.value)
        if target.quantity.unit:
            found["unit"] = target.quantity.unit
    if target.upper is not None:
        found["upper"] = plain(target.upper.value) + target.upper.unit
    if target.deadline is not None:
        date = target.deadline
        found["date"] = "-".join(
            "?" if part is None else str(part) for part in (date.year, date.month, date.day)
        )
        if not date.valid:
            found["valid"] = False
    if target.rising is not None:
        found["rising"] = target.rising
    if target.kind is Kind.QUALITATIVE:
        found["official"] = target.official
    return found


def name(case: dict[str, Any]) -> str:
    target = case["target"]
    return f"{target.get('nature', '')}{target['text']}{target.get('unit', '')} / {case['actual']}"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_case(case: dict[str, Any]) -> None:
    written = case["target"]
    unit = written.get("unit", "")
    target = parse_target(written["text"], written.get("nature", ""), unit)
    actual = parse_actual(case["actual"], unit)
    comparison = compare(target, actual, written.get("reverse", False))

    assert described(target) == case["read"]
    assert described(actual) == case["reported"]
    assert {
        "met": comparison.met,
        "ratio": None if comparison.ratio is None else plain(round(comparison.ratio, 4)),
        "same_unit": comparison.same_unit,
    } == case["compared"]


def met(target: str, actual: str, reverse: bool = False) -> bool | None:
    return compare(parse_target(target), parse_actual(actual), reverse).met


class TestReading:
    def test_the_text_is_kept(self) -> None:
        assert parse_target(" ≧735 人次 ").text == "≧735 人次"

    def test_reaching_bounds_a_target_and_reports_an_actual(self) -> None:
        assert parse_target("达到85%").operator is Operator.AT_LEAST
        assert parse_actual("达到85%").operator is Operator.NONE

    def test_none_is_a_blank_target_and_a_word_in_an_actual(self) -> None:
        assert parse_target("无").kind is Kind.BLANK
        assert parse_actual("无").kind is Kind.QUALITATIVE

    def test_the_operator_of_the_cell_goes_before_that_of_its_column(self) -> None:
        assert parse_target("≤5", "≥", "次").operator is Operator.AT_MOST

    def test_a_unit_in_the_cell_goes_before_that_of_its_column(self) -> None:
        target = parse_target("3公里", "≥", "米")
        assert target.quantity is not None
        assert target.quantity.unit == "公里"

    def test_a_figure_of_a_qualitative_target_is_still_a_figure(self) -> None:
        assert parse_target("100", "定性", "%").kind is Kind.NUMBER

    @pytest.mark.parametrize(
        "text",
        [
            "有效",
            "显著提升",
            "良好",
            "及时",
            "效果明显",
            "达成预期指标",
            "严格执行",
            "较好",
            "优",
            "合格",
            "达标",
            "完成",
        ],
    )
    def test_official_wordings(self, text: str) -> None:
        assert parse_target(text).official

    @pytest.mark.parametrize(
        "text", ["好坏", "优良中低差", "树立新风尚", "扶助性事业", "是否有效", "XX", "", "98%"]
    )
    def test_other_wordings(self, text: str) -> None:
        assert not parse_target(text).official

    @pytest.mark.parametrize(
        ("deadline", "valid"),
        [
            (Deadline(2023, 12, 31), True),
            (Deadline(None, 2, 29), True),
            (Deadline(2023, 2, 29), False),
            (Deadline(None, 2, 30), False),
            (Deadline(None, 13, None), False),
            (Deadline(None, 0, None), False),
            (Deadline(None, None, 31), True),
            (Deadline(None, None, 32), False),
            (Deadline(2023, None, None), True),
        ],
    )
    def test_dates_that_exist(self, deadline: Deadline, valid: bool) -> None:
        assert deadline.valid is valid


class TestComparing:
    def test_blank_and_unfilled_cells_are_not_judged(self) -> None:
        for target in ("", "--", "XX", "是否及时"):
            assert compare(parse_target(target), parse_actual("5次")) == Comparison(None, None, None)

    def test_a_copied_target_is_met(self) -> None:
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
    def test_more_never_turns_a_met_forward_target_into_a_missed_one(self, t: int, a: int, more: int) -> None:
        for target in (f"≥{t}次", f">{t}次", f"{t}次"):
            if met(target, f"{a}次"):
                assert met(target, f"{a + more}次") is True

    @given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(1, 1000))
    def test_less_never_turns_a_met_reverse_target_into_a_missed_one(self, t: int, a: int, less: int) -> None:
        for target in (f"≤{t}次", f"<{t}次", f"{t}次"):
            if met(target, f"{a}次", reverse=True) and a >= less:
                assert met(target, f"{a - less}次", reverse=True) is True

    @given(st.integers(1, 10**6), st.integers(0, 10**6))
    def test_the_ratio_is_actual_by_target(self, t: int, a: int) -> None:
        comparison = compare(parse_target(f"≥{t}次"), parse_actual(f"{a}次"))
        assert comparison == Comparison(a >= t, Decimal(a) / t, True)

    @given(st.integers(1, 10**6), st.integers(1, 10**6))
    def test_the_unit_in_which_money_is_written_does_not_matter(self, t: int, a: int) -> None:
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
    def test_a_huge_text_is_read_in_no_time(self, piece: str) -> None:
        text = piece * (100_000 // len(piece))
        compare(parse_target(text, text, text), parse_actual(text, text))

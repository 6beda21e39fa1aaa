"""What a person reads in a target and in an actual. The cases are in targets.yaml."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.targets.target import Target, TargetKind, parse_actual, parse_target
from scoring.text.operators import Operator
from tests.scoring.targets.target_cases import CASES, name, plain


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
    if target.kind is TargetKind.QUALITATIVE:
        found["official"] = target.official
    return found


@pytest.mark.parametrize("case", CASES, ids=name)
def test_case(case: dict[str, Any]) -> None:
    written = case["target"]
    unit = written.get("unit", "")
    assert described(parse_target(written["text"], written.get("nature", ""), unit)) == case["read"]
    assert described(parse_actual(case["actual"], unit)) == case["reported"]


def test_the_text_is_kept() -> None:
    assert parse_target(" ≧735 人次 ").text == "≧735 人次"


def test_reaching_bounds_a_target_and_reports_an_actual() -> None:
    assert parse_target("达到85%").operator is Operator.AT_LEAST
    assert parse_actual("达到85%").operator is Operator.NONE


def test_none_is_a_blank_target_and_a_word_in_an_actual() -> None:
    assert parse_target("无").kind is TargetKind.BLANK
    assert parse_actual("无").kind is TargetKind.QUALITATIVE


def test_the_operator_of_the_cell_goes_before_that_of_its_column() -> None:
    assert parse_target("≤5", "≥", "次").operator is Operator.AT_MOST


def test_a_unit_in_the_cell_goes_before_that_of_its_column() -> None:
    target = parse_target("3公里", "≥", "米")
    assert target.quantity is not None
    assert target.quantity.unit == "公里"


def test_a_figure_of_a_qualitative_target_is_still_a_figure() -> None:
    assert parse_target("100", "定性", "%").kind is TargetKind.NUMBER


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
def test_official_wordings(text: str) -> None:
    assert parse_target(text).official


@pytest.mark.parametrize(
    "text", ["好坏", "优良中低差", "树立新风尚", "扶助性事业", "是否有效", "XX", "", "98%"]
)
def test_other_wordings(text: str) -> None:
    assert not parse_target(text).official

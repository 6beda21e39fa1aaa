"""Opinions beside their scores: which rules speak of them (opinions.yaml, opinions_more.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scoring.profiles.profile import load_profile
from tests.blind.forms import FIRST_ROW, checked

CASES = [
    case
    for name in ("opinions.yaml", "opinions_more.yaml")
    for case in yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
]
_INDICATOR = {"name": "巡查次数", "target": "≥20次", "actual": "20次"}
_OTHER = {
    **_INDICATOR,
    "name": "对照数量",
    "weight": 10,
    "self_score": 10,
    "review_score": 10,
    "opinion": "属实。",
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case['opinion']}{case['scores']}") for case in CASES]
)
def test_what_is_said_of_an_opinion(case: dict[str, Any]) -> None:
    weight, own, review = case["scores"]
    row = {**_INDICATOR, **case, "weight": weight, "self_score": own, "review_score": review}
    profile = load_profile("review_firm") if case.get("kind") == "firm" else None
    found = checked([row, _OTHER], reviewed=True, profile=profile).review.findings
    said = {f.rule for f in found if f.cell.row == FIRST_ROW and f.rule.startswith("OP")}
    assert sorted(said) == case["faults"]

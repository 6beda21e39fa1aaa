"""Whether the reasons of two rows are alike, so that like points are due (like_faults.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.blind.forms import checked

CASES = yaml.safe_load(Path(__file__).with_name("like_faults.yaml").read_text(encoding="utf-8"))
_NAMES = ("巡查次数", "整改合格率")


def _row(name: str, weight: int, review: float, opinion: str) -> dict[str, Any]:
    return {
        "name": name,
        "target": "≥20次",
        "actual": "20次",
        "weight": weight,
        "self_score": weight,
        "review_score": review,
        "opinion": opinion,
    }


@pytest.mark.parametrize(
    "case", [pytest.param(case, id="／".join(row[2] for row in case["rows"])) for case in CASES]
)
def test_like_faults_are_compared_and_others_are_not(case: dict[str, Any]) -> None:
    rows = [_row(name, *row) for name, row in zip(_NAMES, case["rows"], strict=True)]
    found = checked(rows, reviewed=True).review.findings
    assert any(f.rule == "OP07" for f in found) is case["fires"]

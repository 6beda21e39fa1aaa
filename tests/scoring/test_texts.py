"""Running texts that quote the form: which rules speak of them (texts.yaml, and texts_by_cause.yaml)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.judgement.texts import checked_text

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "texts.yaml").read_text(encoding="utf-8"))
BY_CAUSE = yaml.safe_load((HERE / "texts_by_cause.yaml").read_text(encoding="utf-8"))
RULES = ("FD09", "NR01", "NR02", "NR08", "NR09")


def named(cases: list[dict[str, Any]], cause: str = "") -> list[Any]:
    return [pytest.param(case, id=f"{cause} {case['text']}".strip()) for case in cases]


@pytest.mark.parametrize(
    "case", named(CASES) + [param for cause, cases in BY_CAUSE.items() for param in named(cases, cause)]
)
def test_what_is_said_of_a_text(case: dict[str, Any]) -> None:
    budget, executed = (Decimal(str(amount)) for amount in case["funds"])
    own, *review = (Decimal(str(score)) for score in case["scores"])
    found = checked_text(
        case["text"], budget, executed, own, review[0] if review else None, case.get("year", 2023)
    )
    assert sorted({finding.rule for finding in found.review.of(*RULES)}) == case["faults"]

"""Running texts that quote the form: which rules speak of them (texts.yaml)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.judgement.texts import checked_text

CASES = yaml.safe_load(Path(__file__).with_name("texts.yaml").read_text(encoding="utf-8"))
RULES = ("FD09", "NR01", "NR02", "NR08", "NR09")


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"]) for case in CASES])
def test_what_is_said_of_a_text(case: dict[str, Any]) -> None:
    budget, executed = (Decimal(str(amount)) for amount in case["funds"])
    own, *review = (Decimal(str(score)) for score in case["scores"])
    found = checked_text(case["text"], budget, executed, own, review[0] if review else None)
    assert sorted({finding.rule for finding in found.review.of(*RULES)}) == case["faults"]

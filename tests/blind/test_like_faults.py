"""Rows with like faults and others, judged as people judged them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.blind.forms import cases, checked


@pytest.mark.parametrize("case", [pytest.param(case, id=case["why"]) for case in cases("like_faults")])
def test_like_faults_deducted_differently_are_found(case: dict[str, Any]) -> None:
    found = checked(case["rows"], reviewed=True, funds=case.get("funds")).review.findings
    assert any(f.rule == "OP07" for f in found) is case["fires"]

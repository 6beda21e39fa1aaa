"""Independent errors do not hide each other, and one cause gives one finding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from addin.checking.check import check
from scoring.review import review
from tests.forms import form_sheet

CASES = yaml.safe_load(Path(__file__).with_name("independent_errors.yaml").read_text(encoding="utf-8"))


def codes(case: dict[str, Any]) -> set[str]:
    (checked,) = check([form_sheet(case["form"], case["set"])])
    profile = checked.review.profile
    profile = replace(profile, rules={**profile.rules, **case.get("profile_rules", {})})
    return {finding.rule for finding in review(checked.review.form, profile).findings}


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_each_error_is_told_and_none_twice(case: dict[str, Any]) -> None:
    found = codes(case)
    assert set(case["says"]) <= found
    assert found.isdisjoint(case["silent"])

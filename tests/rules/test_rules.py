"""Every rule: forms that must trip it and forms that must not (``<CODE>.yaml``), and a page that explains it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from addin.checking.check import check
from scoring.profiles.profile import load_profile
from scoring.rules import RULES
from tests.forms import NAMES, form_sheet

HERE = Path(__file__).parent
PAGE = ("为什么：", "例：", "改为：", "依据：")


def cases(kind: str) -> list[Any]:
    """The cases of one kind: ``(code, case)`` with a readable name."""
    found = []
    for path in sorted(HERE.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))[kind]:
            found.append(pytest.param(path.stem, case, id=f"{path.stem}-{case['name']}"))
    return found


def findings(case: dict[str, Any]) -> list[Any]:
    profile = load_profile(case["profile"]) if "profile" in case else None
    kept = {key: case[key] for key in ("merges", "hidden_rows", "hidden_columns") if key in case}
    forms = check([form_sheet(case["form"], case.get("set"), **kept)], profile)
    return [finding for checked in forms for finding in checked.review.findings]


def _untouched(case: dict[str, Any]) -> dict[str, Any]:
    return {key: case[key] for key in ("form", "profile") if key in case}


@pytest.mark.parametrize(("code", "case"), cases("fail"))
def test_a_faulty_form_trips_the_rule_at_these_cells(code: str, case: dict[str, Any]) -> None:
    seen = [finding for finding in findings(case) if finding.rule == code]
    assert [finding.cell.a1 for finding in seen] == case["cells"]
    for key in ("found", "expected", "basis", "level"):
        if key in case:
            assert [getattr(finding, key) for finding in seen] == case[key]
    for text in case.get("says", []):
        assert any(text in finding.message for finding in seen)


@pytest.mark.parametrize(("code", "case"), cases("fail"))
def test_an_error_in_one_place_accuses_no_other(code: str, case: dict[str, Any]) -> None:
    allowed = {code, *case.get("also", [])}
    others = {f.rule for f in findings(case)} - {f.rule for f in findings(_untouched(case))}
    assert others <= allowed


@pytest.mark.parametrize(("code", "case"), cases("pass"))
def test_a_sound_form_does_not_trip_the_rule(code: str, case: dict[str, Any]) -> None:
    assert [finding for finding in findings(case) if finding.rule == code] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_clean_form_has_no_errors_and_no_warnings(name: str) -> None:
    # The row …… that its template prints is still there.
    left = {"LY05"} if name == "weight_first" else set()
    assert {f.rule for f in findings({"form": name}) if f.level != "info"} == left


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_cases_a_page_and_a_basis(code: str) -> None:
    data = yaml.safe_load((HERE / f"{code}.yaml").read_text(encoding="utf-8"))
    assert data["pass"] and data["fail"]
    page = RULES[code].page
    assert [heading for heading in PAGE if heading not in page] == []
    assert RULES[code].basis and RULES[code].title


def test_every_case_file_belongs_to_a_rule() -> None:
    assert {path.stem for path in HERE.glob("*.yaml")} == set(RULES)

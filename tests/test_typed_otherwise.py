"""What is compared is never what was typed: full width or half, characters that nobody sees, spaces in labels."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.checking.check import check
from addin.reading.sheet import Sheet
from scoring.profiles.profile import Profile, load_profile
from tests.forms import NAMES, form_sheet
from tests.rules.test_rules import cases
from tests.typed_otherwise import findings_of, form_as_compared, typed_otherwise


def _assert_read_alike(sheet: Sheet, random: Random, profile: Profile | None = None) -> None:
    before, after = check([sheet], profile), check([typed_otherwise(sheet, random)], profile)
    assert [form_as_compared(one) for one in after] == [form_as_compared(one) for one in before]
    assert [findings_of(one) for one in after] == [findings_of(one) for one in before]


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=25)
@given(random=st.randoms(use_true_random=True))
def test_a_clean_form_typed_otherwise_is_the_same_form(name: str, random: Random) -> None:
    _assert_read_alike(form_sheet(name), random)


def test_messages_quote_what_was_typed() -> None:
    (checked,) = check([form_sheet("self", {"D14": "结业测试合格率（％）", "F14": "８５％", "H14": 15})])
    found = [one for one in checked.review.findings if one.rule == "SC06"]
    assert [one.message for one in found if "结业测试合格率（％）" in one.message and "８５％" in one.message]


@pytest.mark.parametrize(("code", "case"), [*cases("fail"), *cases("pass")])
def test_a_form_typed_otherwise_has_the_same_findings(code: str, case: dict[str, Any]) -> None:
    kept = {key: case[key] for key in ("merges", "hidden_rows", "hidden_columns") if key in case}
    profile = load_profile(case["profile"]) if "profile" in case else None
    _assert_read_alike(form_sheet(case["form"], case.get("set"), **kept), Random(case["name"]), profile)

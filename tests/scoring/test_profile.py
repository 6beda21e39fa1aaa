"""Profiles: dated rules, each value with its reference."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from scoring.profile import (
    DEFAULT_PROFILE,
    Profile,
    ProfileProblem,
    load_profile,
    profile_names,
    recognise_profile,
)
from scoring.rules import RULES


@pytest.fixture(params=profile_names())
def profile(request: pytest.FixtureRequest) -> Profile:
    return load_profile(request.param)


def test_every_value_has_a_reference(profile: Profile) -> None:
    assert [key for key, parameter in profile.parameters.items() if not parameter.reference.strip()] == []


def test_every_profile_has_a_name_a_title_and_a_date(profile: Profile) -> None:
    assert profile.title and isinstance(profile.date, dt.date)
    assert load_profile(profile.name) is profile


def test_every_profile_has_every_value_of_the_default(profile: Profile) -> None:
    assert set(load_profile(DEFAULT_PROFILE).parameters) <= set(profile.parameters)


def test_numbers_are_decimals(profile: Profile) -> None:
    assert isinstance(profile.number("weights.full"), Decimal)
    assert isinstance(profile.number("scoring.over_achievement"), Decimal)
    assert all(isinstance(weight, Decimal) for weight in profile.table("weights.level1").values())


def test_grade_bands_fall_and_end_at_zero(profile: Profile) -> None:
    bounds = [bound for bound, _ in profile.bands("grades.bands")]
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[-1] == 0


def test_the_level1_weights_and_execution_make_the_full_mark(profile: Profile) -> None:
    parts = sum(profile.table("weights.level1").values(), profile.number("execution.weight"))
    assert parts == profile.number("weights.full")


def test_every_basis_that_a_rule_takes_from_the_profile_is_there(profile: Profile) -> None:
    keys = [r.basis.removeprefix("profile:") for r in RULES.values() if r.basis.startswith("profile:")]
    assert [key for key in keys if key not in profile.parameters] == []


def test_xiaolan_gives_what_differs_and_inherits_the_rest() -> None:
    base, local = load_profile("mof_2020"), load_profile("xiaolan_2023")
    assert local.table("weights.level1") == {"产出指标": 50, "效益指标": 40}
    assert local.number("weights.full") == base.number("weights.full")
    assert local.parameters["scoring.forward"] is base.parameters["scoring.forward"]


def test_what_was_not_read_in_its_source_says_so() -> None:
    base = load_profile("mof_2020")
    assert "execution.weight" in base.unverified
    assert "grades.bands" not in base.unverified
    assert base.basis("execution.weight").endswith("（未核对原文）")
    assert base.own_setting("weights.largest_share")
    assert not base.own_setting("grades.bands")


def test_what_a_local_profile_read_is_verified_there() -> None:
    assert load_profile("xiaolan_2023").verified("execution.weight")


def test_an_unknown_name_is_told_which_there_are() -> None:
    with pytest.raises(ProfileProblem, match=r"没有名为“火星”.*mof_2020.*xiaolan_2023"):
        load_profile("火星")


@pytest.mark.parametrize("name", ["../mof_2020", "", "mof_2020.toml", "/etc/passwd"])
def test_a_name_is_no_path(name: str) -> None:
    with pytest.raises(ProfileProblem):
        load_profile(name)


def test_the_title_chooses_the_profile() -> None:
    assert recognise_profile("2024年度中山市小榄镇财政项目支出绩效核查评分意见表").name == "xiaolan_2023"
    assert recognise_profile("财政项目支出绩效自评表").name == DEFAULT_PROFILE
    assert recognise_profile("").name == DEFAULT_PROFILE

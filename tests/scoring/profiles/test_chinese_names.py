"""Profiles by the names that people have for them, from the profiles' own data."""

from __future__ import annotations

import pytest

from scoring.profiles.chinese_names import profile_called
from scoring.profiles.profile import ProfileProblem, load_profile, profile_names


@pytest.mark.parametrize(
    ("name", "profile"),
    [
        ("小榄", "xiaolan_2023"),
        ("小榄镇", "xiaolan_2023"),
        ("湖北", "hubei"),
        ("湖北省", "hubei"),
        ("四川", "sichuan"),
        ("江西 ", "jiangxi"),
        ("全国", "mof_2020"),
        ("财政部", "mof_2020"),
        ("中央部门", "mof_2021"),
        ("衔接资金", "anhui_transfer"),
        ("Hubei", "hubei"),
    ],
)
def test_people_have_their_names_for_it(name: str, profile: str) -> None:
    assert profile_called(name) is load_profile(profile)


@pytest.mark.parametrize("profile", profile_names())
def test_each_answers_to_its_name_and_title(profile: str) -> None:
    known = load_profile(profile)
    assert profile_called(profile) is profile_called(known.title) is known


@pytest.mark.parametrize("name", ["火星", "项目支出", "省", "2023", "../hubei"])
def test_what_is_none_or_several_is_said_with_those_there_are(name: str) -> None:
    with pytest.raises(ProfileProblem, match=r"没有叫.*可用的有：.*全国.*湖北.*江西.*四川.*小榄"):
        profile_called(name)

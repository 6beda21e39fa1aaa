"""Profiles by the names that people have for them: 小榄, 湖北省, 衔接资金, a title, or mof_2020."""

from __future__ import annotations

import re

from scoring.profiles.profile import DEFAULT_PROFILE, Profile, ProfileProblem, load_profile, profile_names
from scoring.text.characters import clean

NATIONAL = "全国"

_KIND = re.compile("(?<=..)[省市县区镇乡州盟旗]$")
_MOST_SHOWN = 20  # characters of what was asked for


def profile_called(name: str) -> Profile:
    """The profile of this name: its file's, a place or word by which it is recognised, or a part of its title.

    Raises ProfileProblem where there is none, or where several have the word in their titles.
    """
    if name in profile_names():
        return load_profile(name)
    asked = _bare(name)
    if asked == NATIONAL:
        return load_profile(DEFAULT_PROFILE)
    profiles = [load_profile(each) for each in profile_names()]
    by_word = [p for p in profiles if asked.lower() == p.name or asked in map(_bare, _words(p))]
    found = by_word or [p for p in profiles if len(asked) > 1 and asked in clean(p.title)]
    if len(found) == 1:
        return found[0]
    first = sorted(profiles, key=lambda profile: profile.name != DEFAULT_PROFILE)
    names = "、".join(_shown(profile) for profile in first)
    raise ProfileProblem(f"没有叫“{name[:_MOST_SHOWN]}”的评分办法。可用的有：{names}")


def _words(profile: Profile) -> tuple[str, ...]:
    by = profile.recognised
    return (*by.regions, *by.subjects, *by.units, profile.title)


def _shown(profile: Profile) -> str:
    """What people would type: a place before a title."""
    return NATIONAL if profile.name == DEFAULT_PROFILE else _bare(_words(profile)[0])


def _bare(name: str) -> str:
    return _KIND.sub("", clean(name))

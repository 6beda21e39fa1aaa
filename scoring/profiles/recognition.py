"""Which profile a form is of: by its title, its headings, or the name of its unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache

from scoring.profiles.profile import DEFAULT_PROFILE, Profile, Recognised, load_profile, profile_names


def recognise_profile(title: str, headings: Collection[str] = (), unit: str = "") -> Profile:
    """The profile that the title, else the headings, else the unit's name tells, else the default.

    `headings` are those of the form, as `compact` gives them; each that a profile lists must be part of one.
    """
    return recognised(title, headings, unit)[0]


def recognised(title: str, headings: Collection[str] = (), unit: str = "") -> tuple[Profile, str]:
    """As `recognise_profile`; and by what, in words for the person."""
    profiles = [load_profile(name) for name in profile_names()]
    evidence: tuple[tuple[str, Callable[[Recognised], bool]], ...] = (
        ("表名里的用语", lambda by: any(word in title for word in by.subjects)),
        ("表名里的地区", lambda by: any(_title_of(region).search(title) for region in by.regions)),
        (
            "列名",
            lambda by: (
                bool(by.headings) and all(any(part in one for one in headings) for part in by.headings)
            ),
        ),
        ("单位名称", lambda by: any(_unit_of(place).match(unit) for place in by.units)),
    )
    for said, tells in evidence:
        for profile in profiles:
            if tells(profile.recognised):
                return profile, f"按{said}识别"
    return load_profile(DEFAULT_PROFILE), "表名、列名、单位都没有指明，用默认的"


_KIND = re.compile("(?<=..)[省市县区镇乡州盟旗]$")


_CHINESE = "[一-鿿]"


_ABOVE = f"(?:{_CHINESE}{{2,4}}[省市县区])"  # 中山市小榄镇


_TITLE_WORDS = "财政|部门|预算|项目|专项|转移支付|支出|绩效|省级|市级|县级|镇级|本级|年度|[0-9]"


@cache
def _title_of(region: str) -> re.Pattern[str]:
    """The region as a place of a title: 太湖北岸 is none, 四川北路 is none, 四川成都市 is one."""
    before, below = f"(?:^|[^一-鿿]|年度?|{_ABOVE})", f"(?!.{{0,2}}[路街道巷]){_CHINESE}{{2,3}}[市县州]"
    after = f"(?:{_TITLE_WORDS}|{below}|[^一-鿿]|$)"
    short = re.escape(_KIND.sub("", region))
    return re.compile(f"{before}(?:{re.escape(region)}|{short}{after})")


@cache
def _unit_of(region: str) -> re.Pattern[str]:
    """A unit's name that begins with the region: ``301002-中山市小榄镇…``."""
    return re.compile(f"[^一-鿿]*{_ABOVE}*{re.escape(region)}")

"""Profiles (评分办法): the dated scoring rules of one jurisdiction, as data with a reference a value.

A profile is a TOML file. Every value is a table ``{value, reference, verified}``; a profile may inherit
another one and gives only what differs. `verified = false` marks a value that was not read in its source.
A person's own file does the same over one that comes with jixiao; ``[rules]`` sets rules off or graver.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from scoring.profiles.own_file import Problem, Unreadable, parse, problems

DEFAULT_PROFILE = "mof_2020"

_PROFILES = Path(__file__).parent


class ProfileProblem(Exception):
    """A profile that is not there or cannot be used; the message is for staff."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of a profile and where it comes from."""

    value: Any
    reference: str
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Recognised:
    """What tells a form of this profile. ``湖北省`` in a title is also 湖北 before other words of a title."""

    regions: tuple[str, ...] = ()  # with 省, 市, 镇 …; where they stand as a place in the title
    subjects: tuple[str, ...] = ()  # words anywhere in the title
    headings: tuple[str, ...] = ()  # column headings, all of them
    units: tuple[str, ...] = ()  # places by which the unit's name begins

    @property
    def words(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.regions, *self.subjects, *self.headings, *self.units)))


@dataclass(frozen=True, slots=True)
class Profile:
    """The scoring rules in force. Scores in points, shares in per cent, all numbers `Decimal`."""

    name: str
    title: str
    date: dt.date
    recognised: Recognised
    parameters: Mapping[str, Parameter]
    rules: Mapping[str, str] = field(default_factory=dict)  # code → off, error, warning or info

    def number(self, key: str) -> Decimal:
        """A single number, such as ``execution.weight``."""
        value = self.parameters[key].value
        assert isinstance(value, Decimal)
        return value

    def names(self, key: str) -> tuple[str, ...]:
        """A list of words, such as ``classes.required``."""
        return tuple(self.parameters[key].value)

    def word(self, key: str) -> str:
        """A choice, such as ``scoring.reverse``."""
        return str(self.parameters[key].value)

    def table(self, key: str) -> Mapping[str, Decimal]:
        """Numbers by name, such as ``weights.level1``."""
        value = self.parameters[key].value
        assert isinstance(value, dict)
        return value

    def classes(self, key: str) -> Mapping[str, tuple[str, ...]]:
        """Lists of words by name, such as ``classes.official``."""
        value: dict[str, list[str]] = self.parameters[key].value
        return {name: tuple(words) for name, words in value.items()}

    def bands(self, key: str) -> tuple[tuple[Decimal, str], ...]:
        """Lower bounds with their names, highest first; a bound belongs to its band."""
        return tuple((row[0], row[1]) for row in self.parameters[key].value)

    def verified(self, key: str) -> bool:
        """Whether the value was read in its source."""
        return self.parameters[key].verified

    def basis(self, key: str) -> str:
        """The reference of a value, as a finding prints it."""
        parameter = self.parameters[key]
        return parameter.reference if parameter.verified else f"{parameter.reference}（未核对原文）"

    def own_setting(self, key: str) -> bool:
        """Whether the value is only this tool's (本工具设定), given by no source."""
        return "本工具设定" in self.parameters[key].reference

    @property
    def unverified(self) -> tuple[str, ...]:
        """The keys of the values that were not read in their source."""
        return tuple(key for key, parameter in self.parameters.items() if not parameter.verified)


@cache
def profile_names() -> tuple[str, ...]:
    """The profiles that come with jixiao."""
    return tuple(
        sorted(p.name.removesuffix(".toml") for p in _PROFILES.iterdir() if p.name.endswith(".toml"))
    )


def load_profile(name: str | Path) -> Profile:
    """The profile of that name, or the one in a person's own file.

    Raises ProfileProblem naming the profiles there are, or the lines of the file that are wrong. Only a
    `Path` is a file: a name may come from a cell of anybody's workbook.
    """
    return _own(name) if isinstance(name, Path) else _shipped(name)


@cache
def _shipped(name: str) -> Profile:
    if name not in profile_names():
        raise ProfileProblem(f"没有名为“{name}”的评分办法。可用的有：{'、'.join(profile_names())}")
    return _build(
        tomllib.loads((_PROFILES / f"{name}.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    )


def _own(path: Path) -> Profile:
    text = _text_of(path)
    try:
        data = parse(text)
    except Unreadable as problem:
        raise ProfileProblem(f"{path}：{problem}") from None
    known = {key: parameter.value for key, parameter in _shipped(DEFAULT_PROFILE).parameters.items()}
    wrong = problems(data, text, known, profile_names(), _rule_codes())
    if wrong:
        raise ProfileProblem("\n".join([f"{path} 有{len(wrong)}处要改：", *map(str, wrong)]))
    base = _shipped(data.get("inherits", DEFAULT_PROFILE))
    own = {"name": path.stem, "title": f"{base.title}（自定：{path.name}）", "date": base.date, **data}
    profile = _build({**own, "inherits": base.name})
    unequal = _unequal_weights(profile)
    if unequal:
        raise ProfileProblem(f"{path}：{unequal}")
    return profile


_LARGEST = 1_000_000  # bytes: a profile has a few thousand


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise ProfileProblem(f"{path} 太大，不是评分办法文件")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ProfileProblem(f"{path} 不是 UTF-8 编码；用记事本“另存为”时，编码选 UTF-8") from None
    except OSError as error:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else f"不能读取（{error.strerror}）"
        raise ProfileProblem(f"{path}：{why}") from None


def _rule_codes() -> Collection[str]:
    from scoring.rules import RULES  # the rules know profiles: at the top this would go round in a circle

    return RULES


def _unequal_weights(profile: Profile) -> Problem | None:
    """The weights of the parts and of execution make the full mark, or nothing that is said of totals is right."""
    parts, execution = sum(profile.table("weights.level1").values()), profile.number("execution.weight")
    full = profile.number("weights.full")
    if parts + execution == full:
        return None
    return Problem(
        0,
        f"weights.level1 合计{parts}分，加 execution.weight {execution}分，不是 weights.full {full}分；三项要一起改",
    )


def recognise_profile(title: str, headings: Collection[str] = (), unit: str = "") -> Profile:
    """The profile that the title, else the headings, else the unit's name tells, else the default.

    `headings` are those of the form, as `taxonomy.compact` gives them; all that a profile lists must be there.
    """
    profiles = [load_profile(name) for name in profile_names()]
    told: tuple[Callable[[Recognised], bool], ...] = (
        lambda by: any(word in title for word in by.subjects),
        lambda by: any(_title_of(region).search(title) for region in by.regions),
        lambda by: bool(by.headings) and all(heading in headings for heading in by.headings),
        lambda by: any(_unit_of(place).match(unit) for place in by.units),
    )
    for tells in told:
        for profile in profiles:
            if tells(profile.recognised):
                return profile
    return load_profile(DEFAULT_PROFILE)


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


def _build(data: dict[str, Any]) -> Profile:
    base = _shipped(data["inherits"]) if "inherits" in data else None
    return Profile(
        name=data["name"],
        title=data["title"],
        date=data["date"],
        recognised=_recognised(data.get("recognise", {})),
        parameters={**(base.parameters if base else {}), **_parameters(data)},
        rules={**(base.rules if base else {}), **data.get("rules", {})},
    )


def _recognised(data: Mapping[str, list[str]]) -> Recognised:
    regions, subjects, headings, units = (
        tuple(data.get(key, ())) for key in ("region", "title", "headings", "unit")
    )
    return Recognised(regions, subjects, headings, units)


def _parameters(data: dict[str, Any]) -> dict[str, Parameter]:
    return {
        f"{section}.{key}": Parameter(
            _decimal(entry["value"]), entry["reference"], entry.get("verified", True)
        )
        for section, entries in data.items()
        if isinstance(entries, dict) and section not in ("recognise", "rules")
        for key, entry in entries.items()
    }


def _decimal(value: Any) -> Any:
    """TOML integers become Decimal too, so that no rule meets two kinds of number."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, list):
        return [_decimal(item) for item in value]
    if isinstance(value, dict):
        return {key: _decimal(item) for key, item in value.items()}
    return value

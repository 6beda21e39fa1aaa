"""Profiles (评分办法): the dated scoring rules of one jurisdiction, as data with a reference a value.

A profile is a TOML file. Every value is a table ``{value, reference, verified}``; a profile may inherit
another one and gives only what differs. `verified = false` marks a value that was not read in its source.
A person's own file does the same (own_file.py); ``[rules]`` sets rules off or graver.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

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

    def checks(self, code: str) -> bool:
        """Whether a rule is not switched off."""
        return self.rules.get(code) != "off"

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

    @property
    def review_criteria(self) -> tuple[str, ...]:
        """The cases for which a reviewer's criteria (口径) say what is lost: ``no_evidence``; mostly none."""
        return tuple(key.removeprefix("review.") for key in self.parameters if key.startswith("review."))

    def lost_by(self, case: str) -> tuple[Decimal, ...]:
        """The shares of the weight, per cent, of which one is lost in a case of the reviewer's criteria."""
        parameter = self.parameters.get(f"review.{case}")
        return tuple(parameter.value) if parameter is not None else ()

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


@cache
def load_profile(name: str) -> Profile:
    """The profile of that name, one of those that come with jixiao.

    Raises ProfileProblem naming the profiles there are. A name may come from a cell of anybody's workbook:
    it never leads to a file.
    """
    if name not in profile_names():
        raise ProfileProblem(f"没有名为“{name}”的评分办法。可用的有：{'、'.join(profile_names())}")
    text = (_PROFILES / f"{name}.toml").read_text(encoding="utf-8")
    return build_profile(tomllib.loads(text, parse_float=Decimal))


def build_profile(data: Mapping[str, Any]) -> Profile:
    """The profile that the data of a file make, over the one that it inherits."""
    base = load_profile(data["inherits"]) if "inherits" in data else None
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


def _parameters(data: Mapping[str, Any]) -> dict[str, Parameter]:
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

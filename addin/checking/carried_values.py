"""The values of a profile (评分办法) that a workbook made from our templates carries on its sheet 填表说明.

Its formulas reckon by them, whatever the title of the form says: so the check does too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from addin.hosts.base import Host
from addin.templates import GRADE_BOUNDS, GRADE_NAMES, PROFILE_WEIGHT
from scoring.profiles.profile import Parameter, Profile

Carried = Mapping[str, Any]  # by the key of the profile

_WHERE = "本工作簿“填表说明”所列"


def carried_values(host: Host) -> Carried:
    """What the workbook carries, of which a profile can be made; nothing of one that is not from our templates."""
    found: dict[str, Any] = {}
    match host.named_cells(PROFILE_WEIGHT):
        case [Decimal() as weight] if weight >= 0:
            found["execution.weight"] = weight
    bounds, names = host.named_cells(GRADE_BOUNDS), host.named_cells(GRADE_NAMES)
    bands = [(bound, name) for bound, name in zip(bounds, names, strict=False) if _is_band(bound, name)]
    ascending = [bound for bound, _ in bands]
    if bands and len(bands) == len(bounds) == len(names) and ascending == sorted(set(ascending)):
        found["grades.bands"] = bands[::-1]
    return found


def _is_band(bound: Decimal | str, name: Decimal | str) -> bool:
    return isinstance(bound, Decimal) and isinstance(name, str) and bool(name)


def by_carried_values(profile: Profile, carried: Carried) -> Profile:
    """The profile with those values of the workbook that differ from its own."""
    own: Mapping[str, Any] = {
        "execution.weight": profile.number("execution.weight"),
        "grades.bands": list(profile.bands("grades.bands")),
    }
    changed = {key: Parameter(value, _WHERE) for key, value in carried.items() if value != own[key]}
    if not changed:
        return profile
    return replace(profile, parameters={**profile.parameters, **changed})

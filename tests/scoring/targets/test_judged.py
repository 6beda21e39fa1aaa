"""Pairs as a careful person judges them, with the name of the indicator and without. The cases are in judged.yaml."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from addin import functions
from scoring.form.address import Address
from scoring.form.field import ABSENT, Field, Text, Typed
from scoring.form.indicator import Indicator
from scoring.points.arithmetic import points_of
from scoring.profiles.profile import DEFAULT_PROFILE, load_profile
from scoring.targets.target import Target, parse_actual, parse_target

CASES: dict[str, list[list[Any]]] = yaml.safe_load(Path(__file__).with_name("judged.yaml").read_text("utf-8"))
MOF = load_profile(DEFAULT_PROFILE)
AT = Address(1, 1)


def field(value: str) -> Text:
    return Field(value, value, AT, Typed.TEXT)


def parsed(target: Target, text: str) -> Field[Target]:
    return Field(target, text, AT, Typed.TEXT)


def row_of(name: str, target: str, actual: str) -> Indicator:
    return Indicator(
        1,
        ABSENT,
        ABSENT,
        field(name),
        parsed(parse_target(target), target),
        parsed(parse_actual(actual), actual),
    )


@pytest.mark.parametrize(
    ("name", "target", "actual", "met", "points"),
    [
        pytest.param(*case, id=f"{cause}: {case[1]} / {case[2]}")
        for cause, cases in CASES.items()
        for case in cases
    ],
)
def test_a_pair_is_judged_as_a_person_would(
    name: str, target: str, actual: str, met: bool | None, points: float | str | None
) -> None:
    outcome = row_of(name, target, actual).outcome
    assert outcome is not None and outcome.met is met
    by_the_check = points_of(outcome, Decimal(10), MOF)
    (((by_the_function,),)) = functions.PERF_SCORE(target, actual, 10.0)
    (((by_name,),)) = functions.PERF_SCORE(target, actual, 10.0, None, name)
    assert by_name == ("" if by_the_check is None else float(by_the_check))
    if points == "-":
        assert by_the_function == ""
    else:
        wanted = None if points is None else Decimal(str(points))
        assert by_the_check == wanted
        assert by_the_function == ("" if wanted is None else float(wanted))

"""How units are spelled."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.text import units
from scoring.text.units import canonical_unit, is_measure, unit_at
from tests.scoring.shorthand import ALPHABET


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("百分比", "%"),
        ("（万元）", "万元"),
        ("批（次）", "批"),
        ("KM", "公里"),
        ("垛", "垛"),
        ("--", ""),
        ("无", ""),
    ],
)
def test_a_unit_column(text: str, unit: str) -> None:
    assert canonical_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("万元的", ("万元", "的")),
        (" (份)", ("份", "")),
        ("元/人·月", ("元/人·月", "")),
        ("人/次", ("人次", "")),
        ("minor", None),
        ("m宽", ("米", "宽")),
        ("(份", None),
    ],
)
def test_a_unit_behind_a_number(text: str, expected: tuple[str, str] | None) -> None:
    found = unit_at(text, 0)
    assert (found and (found[0], text[found[1] :])) == expected


@pytest.mark.parametrize(
    ("unit", "measures"), [("万元", True), ("公里", True), ("%", True), ("次", False), ("垛", False)]
)
def test_what_measures(unit: str, measures: bool) -> None:
    assert is_measure(unit) is measures


@given(st.text(max_size=60) | st.text(alphabet=ALPHABET, max_size=60))
def test_never_raises(text: str) -> None:
    canonical_unit(text)


def test_every_spelling_is_of_one_unit() -> None:
    tables = tomllib.loads(Path(units.__file__).with_name("units.toml").read_text("utf-8"))
    families = tables["measures"].values()
    spelled = [
        *(spelling for family in families for entry in family.values() for spelling in entry["spellings"]),
        *(word for words in tables["counted"].values() for word in words),
        *(spelling for spellings in tables["spelled"].values() for spelling in spellings),
    ]
    assert len(spelled) == len(set(spelled))
    assert all(entry["size"] > 0 for family in families for entry in family.values())

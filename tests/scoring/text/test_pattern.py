"""A regular expression that is compiled on first use."""

from __future__ import annotations

import re

import pytest

from scoring.text.pattern import Pattern


def test_it_costs_nothing_until_it_is_used() -> None:
    broken = Pattern("(")
    with pytest.raises(re.error):
        broken.search("")


def test_the_methods_are_those_of_re() -> None:
    pattern, text = Pattern("[0-9]+"), "a1b22c333"
    compiled = re.compile(pattern.source)
    for start in (0, 2, 9):
        assert str(pattern.search(text, start)) == str(compiled.search(text, start))
        assert str(pattern.match(text, start)) == str(compiled.match(text, start))
        assert list(map(str, pattern.finditer(text, start))) == list(map(str, compiled.finditer(text, start)))
    assert pattern.fullmatch(text) is None
    assert pattern.fullmatch("22") is not None
    assert pattern.findall(text) == ["1", "22", "333"]
    assert pattern.split(text) == ["a", "b", "c", ""]
    assert pattern.split(text, 1) == ["a", "b22c333"]
    assert pattern.sub("#", text) == "a#b#c#"
    assert pattern.sub(lambda match: str(len(match[0])), text) == "a1b2c3"

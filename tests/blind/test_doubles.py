"""Pairs of indicators, judged as people judged them."""

from __future__ import annotations

import pytest

from benchmarks.judgement.doubles import measure


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("doubles", 50),
        ("doubles_later", 45),
        ("doubles_latest", 23),
        ("doubles_fifth", 12),
        ("doubles_sixth", 13),
    ],
)
def test_what_the_rule_finds_among_the_pairs(file: str, found: int) -> None:
    tally = measure(file)
    assert tally.found.total() >= found, tally.cases
    assert tally.false.total() <= 0, tally.cases

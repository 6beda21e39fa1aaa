"""Pairs of indicators, judged as people judged them."""

from __future__ import annotations

from benchmarks.judgement.doubles import measure


def test_what_the_rule_finds_among_the_pairs() -> None:
    tally = measure()
    assert tally.found.total() >= 50, tally.cases
    assert tally.false.total() <= 0, tally.cases

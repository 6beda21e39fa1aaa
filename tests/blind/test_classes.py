"""Indicators under their classes, judged as people judged them."""

from __future__ import annotations

from benchmarks.judgement.classes import measure


def test_what_the_rule_finds_among_the_classes() -> None:
    tally = measure()
    assert tally.found.total() >= 123, tally.cases
    assert tally.false.total() <= 0, tally.cases

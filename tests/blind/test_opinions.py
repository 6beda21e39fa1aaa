"""Opinions beside the scores that they explain, judged as people judged them."""

from __future__ import annotations

from benchmarks.judgement.opinions import measure


def test_what_the_rules_find_in_the_opinions() -> None:
    tally = measure()
    assert tally.found.total() >= 41, tally.cases
    assert tally.false.total() <= 0, tally.cases

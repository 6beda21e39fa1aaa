"""Rows against each other and against the funds, judged as people judged them."""

from __future__ import annotations

from benchmarks.judgement.rows import measure


def test_what_the_rules_find_between_rows() -> None:
    tally = measure()
    assert tally.found.total() >= 59, tally.cases
    assert tally.false.total() <= 1, tally.cases

"""Running texts that quote the form, judged as people judged them."""

from __future__ import annotations

from benchmarks.judgement.texts import measure


def test_what_the_rules_find_in_the_texts() -> None:
    tally = measure()
    assert tally.found.total() >= 84, tally.cases
    assert tally.false.total() <= 0, tally.cases

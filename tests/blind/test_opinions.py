"""Opinions beside the scores that they explain, judged as people judged them."""

from __future__ import annotations

import pytest

from benchmarks.judgement.opinions import measure


@pytest.mark.parametrize(
    ("half", "found"),
    [
        ("opinions", 41),
        ("opinions_unseen", 39),
        ("opinions_later", 69),
        ("opinions_latest", 25),
        ("opinions_fifth", 33),
        ("opinions_sixth", 25),
        ("opinions_seventh", 30),
        ("opinions_eighth", 31),
    ],
)
def test_what_the_rules_find_in_the_opinions(half: str, found: int) -> None:
    tally = measure(half)
    assert tally.found.total() >= found, tally.cases
    assert tally.false.total() <= 0, tally.cases

"""Indicators under their classes, judged as people judged them."""

from __future__ import annotations

import pytest

from benchmarks.judgement.classes import measure


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("classes", 126),
        ("classes_later", 78),
        ("classes_latest", 39),
        ("classes_fifth", 27),
        ("classes_sixth", 27),
    ],
)
def test_what_the_rule_finds_among_the_classes(file: str, found: int) -> None:
    tally = measure(file)
    assert tally.found.total() >= found, tally.cases
    assert tally.false.total() <= 0, tally.cases

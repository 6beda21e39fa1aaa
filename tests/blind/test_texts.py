"""Running texts that quote the form, judged as people judged them."""

from __future__ import annotations

import pytest

from benchmarks.judgement.texts import measure


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("texts", 84),
        ("texts_later", 73),
        ("texts_latest", 33),
        ("texts_fifth", 30),
        ("texts_sixth", 23),
        ("texts_seventh", 29),
        ("texts_eighth", 28),
    ],
)
def test_what_the_rules_find_in_the_texts(file: str, found: int) -> None:
    tally = measure(file)
    assert tally.found.total() >= found, tally.cases
    assert tally.false.total() <= 0, tally.cases

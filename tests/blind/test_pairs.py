"""Targets and actuals, judged as people judged them."""

from __future__ import annotations

import pytest

from benchmarks.judgement.pairs import measure


def test_later_pairs_are_judged_as_people_judged_them() -> None:
    judged = measure("pairs_later")
    assert judged.met["right"] >= 246 and judged.met["wrong"] <= 2, judged.cases
    assert judged.full_mark["right"] >= 245, judged.cases
    assert judged.points["right"] >= 242 and judged.points["wrong"] <= 3, judged.cases


@pytest.mark.parametrize("half", ["pairs", "pairs_unseen"])
def test_pairs_are_judged_as_people_judged_them(half: str) -> None:
    judged = measure(half)
    assert judged.met["right"] >= 240, judged.cases
    assert judged.full_mark["right"] >= 240, judged.cases
    assert judged.points["right"] >= 236 and judged.points["wrong"] == 0, judged.cases

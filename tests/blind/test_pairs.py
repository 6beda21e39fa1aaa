"""Targets and actuals, judged as people judged them."""

from __future__ import annotations

import pytest

from benchmarks.judgement.pairs import measure


def test_later_pairs_are_judged_as_people_judged_them() -> None:
    judged = measure("pairs_later")
    assert judged.met["right"] >= 246 and judged.met["wrong"] <= 2, judged.cases
    assert judged.full_mark["right"] >= 245, judged.cases
    assert judged.points["right"] >= 242 and judged.points["wrong"] <= 3, judged.cases


def test_the_latest_pairs_are_judged_as_people_judged_them() -> None:
    judged = measure("pairs_latest")
    assert judged.met["right"] >= 145 and judged.met["wrong"] <= 1, judged.cases
    assert judged.full_mark["right"] >= 147, judged.cases
    assert judged.points["right"] >= 142 and judged.points["wrong"] <= 2, judged.cases


# Words of degree that repeat the target are unknown to the fifth person and met to the others.
@pytest.mark.parametrize(
    ("file", "met", "by_the_rules"), [("pairs_fifth", 139, 145), ("pairs_sixth", 145, 148)]
)
def test_pairs_of_two_more_people(file: str, met: int, by_the_rules: int) -> None:
    judged = measure(file)
    assert judged.met["right"] >= met, judged.cases
    assert judged.full_mark["right"] >= by_the_rules and judged.full_mark["wrong"] <= 1, judged.cases
    assert judged.points["right"] >= 144 and judged.points["wrong"] <= 1, judged.cases


# 显著提升 beside 有所提升 is a miss for one person of three: it is left to a person.
@pytest.mark.parametrize(("half", "right"), [("pairs", 239), ("pairs_unseen", 240)])
def test_pairs_are_judged_as_people_judged_them(half: str, right: int) -> None:
    judged = measure(half)
    assert judged.met["right"] >= right, judged.cases
    assert judged.full_mark["right"] >= right, judged.cases
    assert judged.points["right"] >= 236 and judged.points["wrong"] == 0, judged.cases

"""Where sentences and clauses end."""

from __future__ import annotations

import pytest

from scoring.text.clauses import (
    REACH,
    clause_before,
    clauses,
    sentence_before,
    sentences,
)


@pytest.mark.parametrize("stop", "。；！？;!?\n")
def test_a_full_stop_ends_sentence_and_clause(stop: str) -> None:
    assert sentences(f"甲，乙{stop}丙") == ["甲，乙", "丙"]
    assert clauses(f"甲{stop}丙") == ["甲", "丙"]


@pytest.mark.parametrize("stop", "，,")
def test_a_comma_ends_a_clause(stop: str) -> None:
    assert sentences(f"甲{stop}乙") == [f"甲{stop}乙"]
    assert clauses(f"甲{stop}乙") == ["甲", "乙"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("支出1,234.5万元", ["支出1,234.5万元"]),
        ("支出1,234,567元,节约", ["支出1,234,567元", "节约"]),
        ("完成5,6项", ["完成5", "6项"]),
        ("完成,123项", ["完成", "123项"]),
    ],
)
def test_a_comma_between_thousands_ends_nothing(text: str, parts: list[str]) -> None:
    assert clauses(text) == parts


def test_what_stands_round_a_place() -> None:
    text = "前句。甲句，乙处，丙句！后句"
    at = text.index("处")
    assert (sentence_before(text, at), clause_before(text, at)) == ("甲句，乙", "乙")


def test_a_text_without_stops_is_read_as_far_as_it_reaches() -> None:
    text = "长" * 1000
    assert sentence_before(text, 500) == clause_before(text, 500) == "长" * REACH

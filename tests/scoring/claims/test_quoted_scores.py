"""The scores and grades that running text states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.claims.quoted_scores import grades_quoted, scores_quoted


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("综上，项目的自评复核分数为98.55分", ["98.55"]),
        ("自评得分99.55分，复核得分98.55分", ["99.55", "98.55"]),
        ("总分100分，实得98.55分", ["100", "98.55"]),
        ("产出指标得49分，扣1分", []),
        ("数量得分15分，过程得分20分", []),
        ("质量提升项目得分98分", ["98"]),
    ],
)
def test_total_scores(text: str, scores: list[str]) -> None:
    assert [str(score.value) for score in scores_quoted(text)] == scores


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("复核等级为优。", ["优"]),
        ("评为“良”", ["良"]),
        ("完成情况结果为良好", []),
        ("优化流程", []),
        ("评定为良好", ["良"]),
    ],
)
def test_grades(text: str, grades: list[str]) -> None:
    assert [grade.letter for grade in grades_quoted(text)] == grades


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("自评得分98分，等级为优", ["自评", "自评"]),
        ("复核得分98分，复核等级为优", ["复核", "复核"]),
        ("自评复核分数为98分", [""]),
    ],
)
def test_whose_result_it_is(text: str, whose: list[str]) -> None:
    assert [str(quote.whose) for quote in (*scores_quoted(text), *grades_quoted(text))] == whose


@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    scores_quoted(text), grades_quoted(text)

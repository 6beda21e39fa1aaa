"""Figures of two periods."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.claims.compared_periods import compares_periods


@pytest.mark.parametrize(
    "text",
    [
        "平均办理时间由30分钟缩短到24分钟",
        "由35000人次增加到42300人次",
        "会游泳的学生比例由60%提高到80%",
        "2023年为60%，2024年为80%",
        "上年合格率90%，本年96%",
    ],
)
def test_figures_of_both_periods(text: str) -> None:
    assert compares_periods(text)


@pytest.mark.parametrize(
    "text",
    [
        "较2022年提升20%以上",
        "提升20%",
        "从调查看，满意度98%，知晓率95%，达到目标",
        "较2022年提升20%以上，2023年满意度95%",
        "明显提高",
        "",
    ],
)
def test_one_percentage_is_no_evidence_of_itself(text: str) -> None:
    assert not compares_periods(text)


@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    compares_periods(text)

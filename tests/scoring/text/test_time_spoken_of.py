"""Which time the words in front of a figure speak of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.text.time_spoken_of import Period, only_year, period, without_times


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("预算执行率", Period.UNSAID),
        ("全年", Period.OWN),
        ("2024年度", Period.OWN),
        ("2023年度", Period.OTHER),
        ("上年同期", Period.OTHER),
        ("2021-2023年共", Period.OTHER),
        ("自2022年以来", Period.OTHER),
        ("上半年50%，", Period.PART),
        ("上半年50%，全年", Period.OWN),
        ("2023年50%，全年", Period.OTHER),
        ("2023年50%，2024年", Period.OWN),
        ("第三季度", Period.PART),
        ("截至2024年6月，", Period.PART),
        ("截至2024年12月31日，", Period.OWN),
        ("截至2025年3月，", Period.OTHER),
        ("1-12月", Period.OWN),
        ("1-6月", Period.PART),
        ("较2023年增长，", Period.UNSAID),
        ("项目于2022年立项，", Period.UNSAID),
        ("上年结转20万元，", Period.UNSAID),
    ],
)
def test_the_time_that_is_meant(said: str, meant: Period) -> None:
    assert period(said, 2024) is meant


def test_the_only_year_of_a_text() -> None:
    assert only_year("2024年预算，2024年支出") == 2024
    assert only_year("2023年预算，2024年支出") is None


def test_a_text_without_its_times() -> None:
    assert without_times("截至2024年12月31日支出") == "支出"


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    period(text, 2024), only_year(text), without_times(text)

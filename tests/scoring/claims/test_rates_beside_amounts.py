"""Rates that stand behind the two amounts that they are the ratio of."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.claims.rates_beside_amounts import rates_beside

BUDGET, EXECUTED = Decimal(1_680_000), Decimal(1_512_000)


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("下达168万元，发放151.2万元，发放率94%", ["94%"]),
        ("预算168万元，执行151.2万元，资金使用率为90%", ["90%"]),
        ("预算168万元，执行151.2万元，设备使用率85%", []),
        ("预算168万元，执行151.2万元，满意率85%", []),
        ("预算168万元，执行151.2万元，服务300人，发放率94%", []),
        ("下达168万元。发放151.2万元，发放率94%", []),
        ("下达180万元，发放151.2万元，发放率84%", []),
    ],
)
def test_rates_of_the_two_amounts(text: str, rates: list[str]) -> None:
    assert [rate.text for rate in rates_beside(text, BUDGET, EXECUTED)] == rates


@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    list(rates_beside(text, BUDGET, EXECUTED))

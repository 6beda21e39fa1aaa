"""Shares of the money said to be spent or left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.claims.spent_shares import shares_spent


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("预算执行八成", [("80", False)]),
        ("资金花掉了九成五", [("95", False)]),
        ("全年支付预算的80%", [("80", False)]),
        ("尚有三成预算资金未支付", [("30", True)]),
        ("资金结余率为20%", [("20", True)]),
        ("未支付资金占预算的30%", [("30", True)]),
        ("场馆使用80%", []),
        ("资金的80%用于补助", []),
        ("上年资金执行八成", []),
        ("合同签订后支付三成预付款", []),
        ("尚有三成农户未参保", []),
    ],
)
def test_what_is_said_to_be_spent_or_left(text: str, shares: list[tuple[str, bool]]) -> None:
    assert [(f"{each.quantity.value}", each.left) for each in shares_spent(text, 2023)] == shares


@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    list(shares_spent(text, 2023))

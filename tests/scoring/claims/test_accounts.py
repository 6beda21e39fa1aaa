"""What a text tells of one sum of money, held against the table."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.claims.accounts import Table, accounts_told, misquoted
from scoring.claims.quoted_funds import Quoted

BUDGET, EXECUTED = Decimal(298_000), Decimal(268_200)
TABLE = Table(BUDGET, EXECUTED, frozenset((BUDGET, EXECUTED, BUDGET - EXECUTED)))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("文体活动经费预算28.9万元，支出26.82万元，执行率90%", ["28.9万元"]),
        ("文体活动经费预算29.8万元，支出28.62万元，执行率90%", ["28.62万元"]),
        ("文体活动经费预算29.8万元，支出26.82万元，执行率80%", ["80%"]),
        ("文体活动经费29.8万元，支出26.82万元，结余3.98万元", ["3.98万元"]),
        ("文体活动经费预算29.8万元，支出26.82万元，执行率90%", []),
        ("书画比赛预算12万元，支出10.8万元，执行率90%", []),
        ("上年预算28.9万元，支出26.82万元，执行率90%", []),
        ("文体活动经费预算29.8万元，其中书画比赛支出10.8万元", []),
        ("合同价28.9万元，支出26.82万元，执行率90%", []),
    ],
)
def test_the_figure_that_does_not_fit_the_others(text: str, wrong: list[str]) -> None:
    assert [told.mention.quantity.text for told in misquoted(text, TABLE, 2023)] == wrong


def test_what_a_figure_is_said_to_be() -> None:
    first, *_ = (
        account
        for account in accounts_told("预算29.8万元，支付资金26.82万元，余2.98万元", 2023)
        if account.told
    )
    assert [told.what for told in first.told] == [Quoted.BUDGET, Quoted.SPENT, Quoted.LEFT]


def test_the_figures_of_the_table_are_told_of_no_other_money() -> None:
    told = [account for account in accounts_told("2022年预算29.8万元，支出26.82万元", 2022) if account.told]
    assert [TABLE.is_told_by(account) for account in told] == [True]


@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    list(misquoted(text, TABLE, 2023))

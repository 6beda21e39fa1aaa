"""Totals that their parts do not come to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.claims.sums_of_parts import wrong_sums

SPENT = Decimal(960_000)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("支付40万元、35万元、21万元，累计支付69万元", ["69万元"]),
        ("设计费36万元，施工费60万元，合计99万元", ["99万元"]),
        ("支付40万元、35万元、21万元，累计支付96万元", []),
        ("支付40万元、35万元，累计支付69万元", []),
        ("2021年36万元，2022年60万元，累计99万元", []),
        ("支付40万元、35万元、21万元。累计支付69万元", []),
    ],
)
def test_a_total_beside_its_parts(text: str, wrong: list[str]) -> None:
    assert [
        total.quantity.text for total, _ in wrong_sums(text, (SPENT,), frozenset((SPENT,)), 2023)
    ] == wrong


@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    list(wrong_sums(text, (SPENT,), frozenset(), 2023))

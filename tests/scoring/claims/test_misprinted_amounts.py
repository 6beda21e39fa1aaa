"""Amounts that are a figure of the funds table misprinted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.claims.misprinted_amounts import misprints
from scoring.claims.slips import is_slip

BUDGET, EXECUTED = Decimal(936_000), Decimal(834_000)
KNOWN = frozenset((BUDGET, EXECUTED))


@pytest.mark.parametrize(
    ("said", "right", "slip"),
    [
        ("86.3", "83.6", True),
        ("2.64", "2.46", True),
        ("3108.00", "3180", True),
        ("31.08", "31.8", True),
        ("31.8", "31.08", True),
        ("83.60", "83.6", False),
        ("81.3", "83.6", False),
        ("68.3", "83.6", False),
        ("21", "12", False),
        ("210", "120", False),
        ("3108", "318", False),
        ("863", "83.6", False),
    ],
)
def test_what_is_a_slip(said: str, right: str, slip: bool) -> None:
    assert is_slip(Decimal(said), Decimal(right)) is slip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("累计列支84.3万元", []),  # nobody says up to when
        ("全年累计列支84.3万元", ["84.3万元"]),
        ("敬老补贴预算96.3万元", ["96.3万元"]),
        ("实际报账84.3万元，预算为93.6万元", ["84.3万元"]),
        ("实际报账84.3万元，其中9000元退回，净额83.4万元", []),
        ("支付40万元，又支付44.3万元，共支付84.3万元", []),
        ("核定预算84.3万元", []),  # it is the spending that looks like it
        ("列支约84.3万元", []),
    ],
)
def test_amounts_of_the_project_in_its_year(text: str, found: list[str]) -> None:
    slips = misprints(text, BUDGET, EXECUTED, KNOWN, 2023)
    assert [slip.said.quantity.text for slip in slips] == found


@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    list(misprints(text, BUDGET, EXECUTED, KNOWN, 2023))

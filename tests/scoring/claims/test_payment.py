"""All is said to be paid."""

from __future__ import annotations

import pytest

from scoring.claims.payment import full_payment


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("资金已全部支付", "全部支付"),
        ("经费已足额支付。", "足额支付"),
        ("已支付100%的资金", "支付100%的资金"),
        ("款项已结清", "已结清"),
        ("资金未全部支付", None),
        ("足额支付人员工资", None),
        ("已支付100%的首期款", None),
    ],
)
def test_all_is_said_to_be_paid(text: str, claim: str | None) -> None:
    found = full_payment(text)
    assert (found is None) == (claim is None) and (claim or "") in (found or "")

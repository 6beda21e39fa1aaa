"""What an opinion quotes of its row besides the actual."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.claims.row_quoted import shares_reached, targets_quoted, weights_quoted


@pytest.mark.parametrize(
    ("opinion", "targets"),
    [
        ("目标值为维修90眼以上，记录缺失", ["90眼"]),
        ("年度目标为25眼", ["25眼"]),
        ("超过目标值5眼", []),
        ("原目标为30眼", []),
    ],
)
def test_the_target(opinion: str, targets: list[str]) -> None:
    assert [mention.quantity.text for mention in targets_quoted(opinion, "眼", 2023)] == targets


def test_the_weight_and_the_share_reached() -> None:
    assert list(weights_quoted("该指标分值8分，问卷满分100分")) == [Decimal(8)]
    assert list(shares_reached("完成率80%，整改完成率70%")) == [Decimal(80)]

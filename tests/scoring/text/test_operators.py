"""The words and signs that bound a figure."""

from __future__ import annotations

import pytest

from scoring.text.figures import find_mentions
from scoring.text.operators import Operator, read_symbol
from tests.scoring.shorthand import brief


@pytest.mark.parametrize(
    ("operator", "spellings"),
    [
        (
            Operator.AT_LEAST,
            ["≥", "≧", ">=", "> =", "＞＝", "不少于", "不低于", "不得低于", "至少", "大于等于"],
        ),
        (Operator.AT_MOST, ["≤", "≦", "<=", "＜＝", "不超过", "不高于", "不得超过", "最多", "小于等于"]),
        (Operator.ABOVE, [">", "＞", "超过", "高于", "大于"]),
        (Operator.BELOW, ["<", "＜", "低于", "少于", "小于"]),
        (Operator.EQUAL, ["=", "＝", "═", "﹦", "等于"]),
        (Operator.WITHIN, ["±", "正负"]),
    ],
)
@pytest.mark.parametrize("space", ["", " ", "　"])
@pytest.mark.parametrize("figure", ["95%", "９５％", "百分之九十五", "95 %"])
def test_operators_survive_spacing_and_width(
    operator: Operator, spellings: list[str], space: str, figure: str
) -> None:
    for spelling in spellings:
        (mention,) = find_mentions(f"完好率{spelling}{space}{figure}。")
        assert brief(mention) == f"{operator}95%", spelling


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("5次以上", "≥"),
        ("5次及以上", "≥"),
        ("5天以内", "≤"),
        ("5天内", "≤"),
        ("5项内容", ""),
        ("5次左右", ""),
    ],
)
def test_operators_behind_the_figure(text: str, operator: str) -> None:
    assert find_mentions(text)[0].operator == operator


@pytest.mark.parametrize(
    ("symbols", "operator"),
    [("> =", "≥"), ("<=", "≤"), ("≥=", "≥"), (">", ">"), ("<", "<"), ("=", "="), ("±", "±"), ("", "")],
)
def test_a_run_of_symbols(symbols: str, operator: str) -> None:
    assert read_symbol(symbols) == operator

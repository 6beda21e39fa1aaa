"""What a text says of its figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from scoring.text.figure_context import Figure, figures_in
from scoring.text.figures import Mention
from scoring.text.frequency import EACH, YEAR, Term
from scoring.text.relevant_figures import meant

PLAIN = Figure(*figures_in("50次")[0][: len(Mention._fields)])


def context(figure: Figure) -> dict[str, Any]:
    """What is known of a figure beyond the figure itself."""
    known = figure._asdict()
    return {name: known[name] for name in Figure._fields[5:] if known[name] != getattr(PLAIN, name)}


@pytest.mark.parametrize(
    ("text", "contexts"),
    [
        ("检查50次", [{}]),
        ("提升20%", [{"rising": True}]),
        ("约200人", [{"about": True}]),
        ("200人左右", [{"about": True}]),
        ("每月2次", [{"term": Term(Decimal(12), Decimal(12))}]),
        ("每村1名", [{"term": EACH}]),
        ("全年28次", [{"term": YEAR, "in_all": True}]),
        ("210人次，其中线上60人次", [{}, {"part": True}]),
        ("210人次，其中线上60人次。另有30人次", [{}, {"part": True}, {}]),
        (
            "210人次（含线上60人次）".replace("（", "(").replace("）", ")"),
            [{}, {"part": True, "bracketed": True}],
        ),
        ("由85%提高到92%", [{"earlier": True}, {}]),
        ("85%→92%", [{"earlier": True}, {}]),
        ("目标200人次，完成190人次", [{"aside": True}, {}]),
        ("完成3次！每季度1次", [{}, {"term": Term(Decimal(4), Decimal(4))}]),
        ("每季度评比！完成3次", [{}]),
    ],
)
def test_of_each_figure(text: str, contexts: list[dict[str, Any]]) -> None:
    assert [context(figure) for figure in figures_in(text)] == contexts


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("210人次，其中线上60人次", ["210人次"]),
        ("线上60人次、线下150人次，共210人次", ["210人次"]),
        ("2022年100万元，2023年106万元", ["106万元"]),
        ("预算100万元，实际支出98万元", ["98万元"]),
        ("其中线上60人次", ["60人次"]),
    ],
)
def test_which_are_meant(text: str, figures: list[str]) -> None:
    assert [f.quantity.text for f in meant(figures_in(text))] == figures

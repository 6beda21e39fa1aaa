"""Funds as pairs of label and amount: 预算数 | 100 | 执行数 | 95, 标准分10."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from addin.reading.evidence import announced, one_line
from addin.reading.funds_layout import FundsLayout, with_the_only_budget
from addin.reading.grid import Grid
from addin.reading.labelled import beside
from addin.reading.labels import is_any_label, label
from addin.reading.likeness import SLIP, likeness
from addin.reading.points import is_pair, label_before_number
from addin.reading.stated import states_total
from scoring.form.address import Address
from scoring.form.columns import FieldReading
from scoring.text.numerals import parse_number
from scoring.text.pattern import Pattern

LIKE_ENOUGH = 0.5
OF_MONEY = Pattern("预算|资金|经费|支出|支付|执行|元")


def pairs(grid: Grid, top: int, bottom: int, needed: Collection[str]) -> FundsLayout | None:
    """预算数 | 100 | 执行数 | 95 | 执行率 | 95%: each label with its amount to its right.

    A role that two labels are like goes to the likelier, then to the first.
    """
    claims = sorted(_claimed(grid, top, bottom), key=lambda claim: -claim[0])
    labels: dict[str, tuple[Address, float]] = {}
    for like, role, at in claims:
        if role not in labels and at not in {other for other, _ in labels.values()}:
            labels[role] = at, like
    labels = with_the_only_budget(labels)
    if not all(key in labels for key in needed):
        return None
    at, _ = labels["budget"]
    places = {role: _place_of_number(grid, label_at) for role, (label_at, _) in labels.items()}
    fields = tuple(_pair(grid, role, *labels[role]) for role in places)
    return FundsLayout(at.row, {}, ((at.row, at),), None, places, fields=fields)


def _claimed(grid: Grid, top: int, bottom: int) -> Iterator[tuple[float, str, Address]]:
    """The labels with an amount to their right: how like each is to which role, and its cell."""
    for row, texts in grid.between(top, bottom):
        for column, text in texts.items():
            at = Address(row, column)
            own = "" if states_total(text) else label_before_number(text)
            for role, like in likeness("funds", own or text).items():
                if own and like >= SLIP:
                    yield like, role, at
                if own or (like < SLIP and not (like >= LIKE_ENOUGH and _is_of_money(text))):
                    continue
                amount = beside(grid, at)
                if is_amount(grid, amount) or (role == "weight_and_score" and is_pair(grid.text(amount))):
                    yield like, role, at


def _is_of_money(text: str) -> bool:
    """A label in no list that speaks of money; 年度资金总额 names a line, and is the label of no column."""
    return OF_MONEY.search(text) is not None and label("fund_lines", text) is None


def _pair(grid: Grid, role: str, label_at: Address, like: float) -> FieldReading:
    text, at = grid.text(label_at), _place_of_number(grid, label_at)
    own = label_before_number(text) or text
    said = (announced("标签", "funds", role, own, like), "数额在同一格" if at == label_at else "数额在右边")
    return FieldReading(role, at, label_at, one_line(own), said, like < SLIP)


def _place_of_number(grid: Grid, label_at: Address) -> Address:
    return label_at if label_before_number(grid.text(label_at)) else beside(grid, label_at)


def is_amount(grid: Grid, at: Address) -> bool:
    """Whether a cell holds a number, with its unit or without, and is no label."""
    text = grid.text(at)
    return not is_any_label(text) and parse_number(text.strip().rstrip("元万%％分")) is not None

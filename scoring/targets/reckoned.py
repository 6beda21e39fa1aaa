"""Figures that an actual does not write out, and a person reckons: 还差2场 of 30, 180/200 for a share."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from scoring.targets.bounds import UPPER, bound_of
from scoring.targets.reported import Reported
from scoring.targets.target import Target
from scoring.text.characters import cell_text
from scoring.text.figures import Mention, find_mentions, read_figures
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import HUNDRED
from scoring.text.quantity import Quantity, comparable
from scoring.text.shares import share_in
from scoring.text.shortfalls import off_budget, off_target


def reckoned_figure(target: Target, required: Quantity, plain: str, reverse: bool) -> Reported | None:
    """The figure that an actual in plain characters comes to; None where nothing is to be reckoned."""
    if target.rising is not None or target.upper is not None:
        return None
    if required.unit == "%":
        share = share_in(plain)
        if share is not None:
            fewer_is_better = bound_of(target, required, reverse) in UPPER
            value = share.per_cent if fewer_is_better or not share.bad else HUNDRED - share.per_cent
            return Reported(Quantity(value, "%", plain), Operator.NONE, None, target.term)
    summed = _summed(plain)
    if summed is not None and comparable(required, summed):
        return Reported(summed, Operator.NONE, None, None)
    spent = _for_each_period(target, plain)
    if spent is not None and comparable(required, spent):
        return Reported(spent, Operator.NONE, None, None)
    upper = bound_of(target, required, reverse) in UPPER
    off = off_target(plain) or (off_budget(plain) if upper and required.dimension == "money" else None)
    return None if off is None or _is_of_parts(target) else _off_by(target, required, off)


_TERM = r"[0-9]+(?:\.[0-9]+)?[^0-9+＋=.]{0,4}"
_PLUS = Pattern(rf"{_TERM}(?:[+＋]{_TERM})+")  # 20场+28场
_IN_BOTH_HALVES = Pattern(
    "(?:上[、]?下半年|上半年[、和及与，]下半年)(?:各|分别)[^0-9]{0,6}(?P<each>[^，,；;。]*)[。]?"
)


def _summed(plain: str) -> Quantity | None:
    """20场+28场; 上、下半年各14场."""
    halves = _IN_BOTH_HALVES.fullmatch(plain)
    if halves is None and _PLUS.fullmatch(plain) is None:
        return None
    quantities = [mention.quantity for mention in find_mentions(plain)]
    units = {quantity.unit for quantity in quantities} - {""}
    if not quantities or len(units) > 1 or (halves is not None and len(quantities) > 1):
        return None
    times = 1 if halves is None else 2
    total = sum((quantity.value for quantity in quantities), Decimal(0)) * times
    return Quantity(total, units.pop() if units else "", plain)


# 每天12小时，开放350天: so much a period, and how many of them.
_A_PERIOD = Pattern(r"(?:每个?(?P<each>天|日|周|月|季度|学期)|(?P<mean>[日周月])均)[^0-9，,；;。每]{0,6}$")
_RATE_AND_COUNT = 2  # figures
_PERIODS = {"天": "天", "日": "天", "周": "周", "月": "月", "个月": "月", "季度": "季度", "学期": "学期"}


def _for_each_period(target: Target, plain: str) -> Quantity | None:
    """What so much a period comes to; None unless a text says just that, and its target is for no term."""
    found = find_mentions(plain)
    if target.term is not None or len(found) != _RATE_AND_COUNT or any(_is_open(each) for each in found):
        return None
    for rate, count in (found, found[::-1]):
        period = _A_PERIOD.search(plain[: rate.start])
        unit = _PERIODS.get(count.quantity.unit)
        if period is None or unit is None or _A_PERIOD.search(plain[: count.start]):
            continue
        if unit == _PERIODS[period["each"] or period["mean"]]:
            return replace(rate.quantity, value=rate.quantity.value * count.quantity.value)
    return None


def _is_open(mention: Mention) -> bool:
    return mention.upper is not None or mention.operator is not Operator.NONE


def _is_of_parts(target: Target) -> bool:
    return len(read_figures(cell_text(target.text), levels=True)[0]) > 1


def _off_by(target: Target, required: Quantity, off: Quantity) -> Reported | None:
    """``required`` more or less what it was passed or missed by."""
    if required.unit != "%" and off.unit == "%":
        value = required.value * (HUNDRED + off.value) / HUNDRED
    elif comparable(required, off) and (off.unit or abs(off.value) <= abs(required.value)):
        size = Quantity(Decimal(1), required.unit, "").magnitude
        value = required.value + (off.magnitude / size if off.unit else off.value)
    else:
        return None
    if value < 0:
        return None
    return Reported(replace(required, value=value), Operator.NONE, None, target.term)

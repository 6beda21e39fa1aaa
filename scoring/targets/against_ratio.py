"""Ratios (≥1:3, 2:1): how much there is for each one."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from scoring.targets.bounds import UPPER
from scoring.targets.outcome import UNSURE, Comparison, measured_outcome
from scoring.targets.target import Target
from scoring.text.characters import cell_text
from scoring.text.operators import Operator, operator_before
from scoring.text.pattern import Pattern

_SIDE = r"([0-9]+(?:\.[0-9]+)?)"
_RATIO = Pattern(rf"[^0-9:∶比]{{0,8}}?{_SIDE} ?[:∶比] ?{_SIDE}(?P<behind>[及或]?以[上下内])?[。]?")


_MANY = 5  # for each one: of people rather than of money


class _Ratio(NamedTuple):
    operator: Operator
    first: Decimal
    second: Decimal


def against_ratio(target: Target, actual: Target) -> Comparison | None:
    """None where one of the two is no ratio."""
    asked, reported = _ratio_in(target), _ratio_in(actual)
    if asked is None or reported is None or reported.operator is not Operator.NONE:
        return None
    if asked.first * reported.second == asked.second * reported.first:
        return Comparison(asked.operator not in (Operator.ABOVE, Operator.BELOW), Decimal(1), True)
    if asked.second == reported.second == 1:
        return _for_each_one(asked.operator, reported.first, asked.first)
    if asked.first == reported.first == 1:
        found = _for_each_one(asked.operator, reported.second, asked.second)
        # Of ≥1:20 teachers 1:18 is more of them; of ≥1:3 of money 1:2.4 is less.
        return found if found.met or asked.second < _MANY else UNSURE
    return UNSURE


def _for_each_one(operator: Operator, reported: Decimal, asked: Decimal) -> Comparison:
    if operator in UPPER:
        return measured_outcome(reported <= asked, reported, asked, less_is_better=True)
    return measured_outcome(reported >= asked, reported, asked)


def _ratio_in(value: Target) -> _Ratio | None:
    plain = cell_text(value.text)
    found = _RATIO.fullmatch(plain) if ":" in plain or "∶" in plain or "比" in plain else None
    if found is None or not Decimal(found[1]) or not Decimal(found[2]):
        return None
    operator = operator_before(plain, found.start(1), 0, levels=False)[0]
    if found["behind"]:
        operator = Operator.AT_LEAST if found["behind"].endswith("上") else Operator.AT_MOST
    return _Ratio(operator, Decimal(found[1]), Decimal(found[2]))

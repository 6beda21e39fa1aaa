"""Targets of which nothing but the name of the indicator tells whether more or less is better."""

from __future__ import annotations

from decimal import Decimal

from scoring.targets.target import Target, TargetKind
from scoring.text.operators import Operator

_SMALL_SHARE = Decimal(20)  # per cent: of faults more often than of what is good
_OF_INCIDENTS = frozenset(("起", "例", "宗"))


def leaves_direction_open(target: Target) -> bool:
    """Whether a target without an operator may be meant either way: 20万元 is a cost or an income, 3% a rate of
    faults or of savings, 30天 a limit or what was served."""
    quantity = target.quantity
    if (
        quantity is None
        or target.kind is not TargetKind.NUMBER
        or not quantity.value
        or target.upper is not None
    ):
        return False
    if target.operator not in (Operator.NONE, Operator.EQUAL):
        return False
    dimension = quantity.dimension.partition("/")[0]
    if dimension == "%":
        return 0 < quantity.value <= _SMALL_SHARE
    return dimension in ("money", "time") or quantity.unit in _OF_INCIDENTS

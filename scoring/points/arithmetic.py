"""The arithmetic of a form: rates, scores, totals, grade. `Decimal`, half up, at the place the form prints.

Sources are named by the profile; what no source settles is said here.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from scoring.profiles.profile import Profile
from scoring.targets.comparison import Comparison, compare
from scoring.targets.target import Target
from scoring.text.operators import Operator
from scoring.text.printed_numbers import HUNDRED, rounded


def execution_rate(budget: Decimal, executed: Decimal) -> Decimal | None:
    """全年执行 ÷ 全年预算 in per cent, unrounded; None where no rate can be."""
    return executed / budget * HUNDRED if budget > 0 and executed >= 0 else None


def execution_score(rate: Decimal, weight: Decimal, profile: Profile) -> Decimal:
    """The points that an execution rate in per cent earns, two decimals; never above the weight."""
    if profile.word("execution.scoring") != "linear":
        raise ValueError(f"unknown execution.scoring in profile {profile.name}")
    return rounded(min(max(rate, Decimal(0)), HUNDRED) / HUNDRED * weight)


def total(parts: Iterable[Decimal]) -> Decimal:
    """The sum, at two decimals."""
    return rounded(sum(parts, Decimal(0)))


def grade(score: Decimal, profile: Profile) -> str:
    """优 / 良 / 中 / 差: the band of the profile; a bound belongs to the better grade."""
    seen = rounded(score)
    bands = profile.bands("grades.bands")
    return next((name for bound, name in bands if seen >= bound), bands[-1][1])


def indicator_score(
    target: Target, actual: Target, weight: Decimal, profile: Profile, reverse: bool | None = False
) -> Decimal | None:
    """The points that the target rules give, two decimals; None where only a person can judge.

    Met: the full weight. Missed: in proportion, never above the weight and never below zero.
    `reverse` says that less is better although the target has no operator of its own (成本, 故障率).
    """
    outcome = compare(target, actual, reverse)
    if outcome.met is None:
        return None
    if outcome.met:
        return rounded(weight)
    degree = _degree(target, outcome, profile, reverse)
    return None if degree is None else rounded(min(max(degree, Decimal(0)), Decimal(1)) * weight)


def lenient_score(
    target: Target, actual: Target, weight: Decimal, reverse: bool | None = False
) -> Decimal | None:
    """The most points that any known formula gives for a missed target; None where none applies.

    Reverse indicators are scored T÷A in 湖北 and 江西, 1−(A−T)÷T on the national platform.
    """
    outcome = compare(target, actual, reverse)
    if outcome.met is not False or outcome.ratio is None or outcome.ratio == 1:
        return None  # 95% for ＞95%: no formula takes anything off, and it is no full mark
    if not is_reverse(target, reverse):
        return rounded(_share(outcome.ratio) * weight)
    return rounded(max(_share(_inverse(outcome.ratio)), _share(2 - outcome.ratio)) * weight)


def _degree(target: Target, outcome: Comparison, profile: Profile, reverse: bool | None) -> Decimal | None:
    if outcome.ratio is None:
        return Decimal(0) if target.quantity is not None and target.quantity.value == 0 else None
    if not is_reverse(target, reverse):
        return outcome.ratio
    if profile.word("scoring.reverse") == "T/A":
        return _inverse(outcome.ratio)
    return 2 - outcome.ratio


def is_reverse(target: Target, reverse: bool | None) -> bool:
    """Whether less is better for a target: ≤, or no operator of its own where `reverse` says so."""
    if target.operator in (Operator.AT_MOST, Operator.BELOW):
        return True
    return bool(reverse) and target.operator is Operator.NONE and target.rising is not False


def _share(degree: Decimal) -> Decimal:
    return min(max(degree, Decimal(0)), Decimal(1))


def _inverse(ratio: Decimal) -> Decimal:
    return 1 / ratio if ratio > 0 else Decimal(1)

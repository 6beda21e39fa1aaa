"""The arithmetic of a form: rates, scores, totals, grade. `Decimal`, half up, at the place the form prints.

Sources are named by the profile; what no source settles is said here.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from scoring.profiles.profile import Profile
from scoring.targets.comparison import compare
from scoring.targets.outcome import Comparison, Measured
from scoring.targets.target import Target
from scoring.text.printed_numbers import HUNDRED, rounded

# A rate that has no finite decimal ends after 28 digits: 5 of 24 earns 0.624…98 of 3 points, and means 0.625.
_KNOWN_PLACES = 20


def execution_rate(budget: Decimal, executed: Decimal) -> Decimal | None:
    """全年执行 ÷ 全年预算 in per cent, unrounded; None where no rate can be."""
    return executed * HUNDRED / budget if budget > 0 and executed >= 0 else None


def execution_score(rate: Decimal, weight: Decimal, profile: Profile) -> Decimal:
    """The points that an execution rate in per cent earns, two decimals; never above the weight."""
    if profile.word("execution.scoring") != "linear":
        raise ValueError(f"unknown execution.scoring in profile {profile.name}")
    points = min(max(rate, Decimal(0)), HUNDRED) * weight / HUNDRED
    return rounded(rounded(points, _KNOWN_PLACES))


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

    `reverse` says that less is better although the target has no operator of its own (成本, 故障率).
    """
    return points_of(compare(target, actual, reverse), weight, profile)


def points_of(outcome: Comparison, weight: Decimal, profile: Profile) -> Decimal | None:
    """The points for how an actual stands to its target, two decimals; None where only a person can judge.

    Met: the full weight, but for words of degree (有效). Missed: in proportion, never above the weight and
    never below zero.
    """
    if outcome.met is None or (outcome.met and outcome.of_degree):
        return None
    if outcome.met:
        return rounded(weight)
    measured = outcome.measured
    if measured is None or measured.bound < 0:
        return None
    if measured.bound == 0:
        return rounded(Decimal(0))
    if measured.less_is_better and profile.word("scoring.reverse") == "T/A":
        return _bound_by_reported(measured, weight)
    return _less_the_excess(measured, weight) if measured.less_is_better else _reached(measured, weight)


def lenient_score(outcome: Comparison, weight: Decimal) -> Decimal | None:
    """The most points that any known formula gives for a missed target; None where none applies.

    Reverse indicators are scored T÷A in 湖北 and 江西, 1−(A−T)÷T on the national platform.
    """
    measured = outcome.measured
    if outcome.met is not False or measured is None or measured.bound <= 0:
        return None
    if measured.reported == measured.bound:
        return None  # 95% for ＞95%: no formula takes anything off, and it is no full mark
    if not measured.less_is_better:
        return _reached(measured, weight)
    return max(_bound_by_reported(measured, weight), _less_the_excess(measured, weight))


def falls_short(outcome: Comparison) -> bool:
    """Whether a missed target is missed by something that takes points, however little: not 5个 for =4个."""
    measured = outcome.measured
    if measured is None or outcome.met is not False:
        return outcome.met is False
    beyond = measured.reported > measured.bound
    return beyond if measured.less_is_better else not beyond


def _reached(measured: Measured, weight: Decimal) -> Decimal:
    """A÷T of the weight."""
    return _share(measured.reported, measured.bound, weight)


def _bound_by_reported(measured: Measured, weight: Decimal) -> Decimal:
    """T÷A of the weight, for an A above T."""
    return _share(measured.bound, measured.reported, weight)


def _less_the_excess(measured: Measured, weight: Decimal) -> Decimal:
    """1−(A−T)÷T of the weight."""
    return _share(2 * measured.bound - measured.reported, measured.bound, weight)


def _share(part: Decimal, whole: Decimal, weight: Decimal) -> Decimal:
    """``part`` ÷ ``whole`` of the weight, never above it nor below zero; divided last, so that halves are exact."""
    if part >= whole:
        return rounded(weight)
    return rounded(max(part, Decimal(0)) * weight / whole)

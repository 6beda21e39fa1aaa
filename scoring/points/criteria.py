"""What a reviewer's criteria (口径, the profile's ``[review]``) make of a row, by what the opinion says of it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from scoring.claims.criteria import criteria_named
from scoring.form.indicator import Indicator
from scoring.profiles.profile import Profile
from scoring.targets.target import TargetKind
from scoring.text.printed_numbers import HUNDRED, rounded

# The cases of `[review]` in Chinese.
CASES = {
    "no_evidence": "没有佐证",
    "no_survey": "满意度没有数据",
    "unrelated": "与项目无关",
    "not_examinable": "定性指标无法考核",
    "over_achievement": "超额完成",
    "partly_done": "几项任务有一项未完成",
    "doubled": "指标重复",
    "misplaced": "归类不当",
    "payment_as_output": "以资金支付作产出",
}


class Ruled(NamedTuple):
    """One case that applies to a row, and the scores that may be given then; `of_weight` are those that a person would reckon."""

    case: str
    scores: tuple[Decimal, ...]
    of_weight: tuple[Decimal, ...]


def ruled_scores(row: Indicator, profile: Profile) -> tuple[Ruled, ...]:
    """The cases of the profile's criteria that the opinion names and that the row bears out.

    A share is lost of the weight; where the unit has taken points itself, of what it left as well.
    """
    weight = row.weight.value
    if weight is None or not profile.review_criteria or row.opinion.empty:
        return ()
    named = criteria_named(row.opinion.plain)
    return tuple(
        Ruled(
            case,
            _scores(row, weight, shares),
            tuple(weight * (HUNDRED - share) / HUNDRED for share in shares),
        )
        for case in profile.review_criteria
        for shares in [profile.lost_by(case)]
        if case in named and shares and _bears_out(case, row)
    )


def is_ruled(row: Indicator, score: Decimal, profile: Profile) -> bool:
    """Whether a score is one that the profile's criteria give for what the opinion says of the row."""
    return any(rounded(score) in ruled.scores for ruled in ruled_scores(row, profile))


def _scores(row: Indicator, weight: Decimal, shares: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    own = row.self_score.value if row.self_score.value is not None else weight
    bases = ((weight, weight), (own, weight), (own, own))
    scores = [base - of * share / HUNDRED for base, of in bases for share in shares]
    return tuple(dict.fromkeys(rounded(max(score, Decimal(0))) for score in scores))


def _bears_out(case: str, row: Indicator) -> bool:
    """Whether the row is one that the case can be about."""
    target, outcome = row.target.value, row.outcome
    if case == "no_survey":
        return "满意" in row.name.plain + row.level2.plain
    if case == "not_examinable":
        return target is not None and (
            target.kind is TargetKind.QUALITATIVE
            or (target.kind is TargetKind.TREND and target.quantity is None)  # 持续优化
        )
    if case == "over_achievement":
        return outcome is not None and outcome.met is True
    return True

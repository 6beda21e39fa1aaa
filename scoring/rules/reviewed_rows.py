"""SC 得分: what a form prints beside two scores of a row: the deviation of one from the other, an average."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.finding import Finding, report_indicator
from scoring.form.field import Number
from scoring.form.indicator import Indicator
from scoring.points.case import Case
from scoring.rule import ERROR, INDICATOR, WARNING, rule
from scoring.text.printed_numbers import plain, rate_agrees, rounded, score_agrees


@rule(
    "SC16",
    "复核偏差有误",
    severity=ERROR,
    basis="复核指标偏差＝（自评得分－复核得分）÷自评得分",
    scope=INDICATOR,
    since="0.2.0",
)
def printed_deviation_is_wrong(row: Indicator, case: Case) -> Iterator[Finding]:
    """表上印的复核偏差，与自评得分、复核得分算出来的不同。

    为什么：偏差是报告里比较各项目的依据，错了排序和结论就错了。
    例：自评10分，复核8分，偏差印15%。
    改为：（10－8）÷10＝20%。
    依据：复核指标偏差＝（自评得分－复核得分）÷自评得分；印差的分数，或者以复核得分为基数的，也认。
    """
    own, review, printed = row.self_score.value, row.review_score.value, row.deviation
    if printed.value is None or own is None or review is None or own == 0:
        return
    lost = own - review
    rates = [lost / base * 100 for base in (own, review, row.weight.value) if base]
    if score_agrees(printed.value, printed.text, lost) or any(_agrees(printed, rate) for rate in rates):
        return
    right = rounded(lost / own * 100)
    yield report_indicator(
        row,
        printed,
        f"的复核偏差印{printed.text}，按自评{plain(own)}分、复核{plain(review)}分应为{plain(right)}%",
        related=[row.self_score, row.review_score],
        expected=f"{plain(right)}%",
        suggestion="改正偏差，或者核对两个得分",
    )


@rule(
    "SC15",
    "复核得分与复核完成值不符",
    severity=WARNING,
    basis="profile:scoring.forward",
    scope=INDICATOR,
    silences=("OP01", "OP04"),
    since="0.2.0",
)
def review_score_does_not_follow_from_its_actual(row: Indicator, case: Case) -> Iterator[Finding]:
    """复核完成值达到了指标值，复核得分却扣了分，复核意见里没有理由。

    为什么：复核得分要按复核查实的完成值评；查实完成了又扣分，没有理由就说不清。
    例：指标值≥95%，复核完成值97%，分值10分，复核得分8分，备注空着。
    改为：复核得分改为满分；另有原因的，在备注里写明。
    依据：定量指标完成的得满分；没有完成而得分偏高的由 SC06 提。
    """
    reviewed = row.as_reviewed
    weight, score = row.weight.value, row.review_score.value
    if reviewed is None or weight is None or score is None or score >= weight or not row.opinion.empty:
        return
    if reviewed.outcome is not None and reviewed.outcome.met is True:
        yield report_indicator(
            row,
            row.review_score,
            f"的复核完成值“{row.review_actual.text}”达到了指标值“{row.target.text}”，"
            f"复核却扣了{plain(weight - score)}分，没有写理由",
            related=row.review_actual,
            expected=plain(weight),
            suggestion="核对复核得分；另有扣分原因的，在复核意见（备注）里写明",
        )


def _agrees(printed: Number, rate: Decimal) -> bool:
    """Either sign is met with, as a rate or as a share of one."""
    value = printed.value if printed.value is not None else Decimal(0)
    return rate_agrees(value, printed.text, rate) or rate_agrees(
        abs(value), printed.text.lstrip("-－"), abs(rate)
    )


@rule(
    "SC18",
    "专家平均分有误",
    severity=ERROR,
    basis="平均分＝各专家评分之和÷人数",
    scope=INDICATOR,
    since="0.2.0",
)
def average_of_the_experts_is_wrong(row: Indicator, case: Case) -> Iterator[Finding]:
    """平均分不等于各位专家评分的平均数。

    为什么：总分由平均分相加，平均分错了，总分和等级就错了。
    例：三位专家评8分、9分、9分，平均分写9分。
    改为：8.67分；去掉最高分和最低分的，算出来相符也认。
    依据：平均分＝各专家评分之和÷人数，没有评分的专家不计。
    """
    scores = sorted(score.value for score in row.expert_scores if score.value is not None)
    printed = row.review_score
    if len(scores) < 2 or printed.value is None or any(score.unreadable for score in row.expert_scores):
        return
    averages = [_average(scores), *([_average(scores[1:-1])] if len(scores) > 3 else [])]
    if any(score_agrees(printed.value, printed.text, average) for average in averages):
        return
    right = rounded(averages[0])
    yield report_indicator(
        row,
        printed,
        f"的平均分印{printed.text}分，{len(scores)}位专家的平均分是{plain(right)}分",
        related=list(row.expert_scores),
        expected=plain(right),
        correction=right,
        suggestion="改正平均分，或者核对各位专家的评分",
    )


def _average(scores: list[Decimal]) -> Decimal:
    return sum(scores, Decimal(0)) / len(scores)

"""SC 得分: the scores of the indicators."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.finding import WHOLE_FORM, Finding, report, report_indicator
from scoring.form.field import Number
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm
from scoring.points.arithmetic import falls_short, lenient_score
from scoring.points.case import Case
from scoring.points.criteria import is_ruled
from scoring.points.reasons import reason_in_words
from scoring.points.results import sum_of_weights
from scoring.rule import EACH_ACTUAL, ERROR, FORM, INDICATOR, INDICATOR_ROWS, INFO, WARNING, rule
from scoring.targets.target import TargetKind
from scoring.text.graded_words import in_points
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import plain, same_amount, score_agrees

_FULL_MARK = Decimal(100)
_FEWEST_ROWS = 3  # fewer say nothing


@rule("SC01", "得分超过分值", severity=ERROR, basis="得分最高不能超过该指标分值上限", scope=INDICATOR)
def score_exceeds_weight(row: Indicator, case: Case) -> Iterator[Finding]:
    """某项得分比它的分值还高。

    为什么：得分不能超过分值，超了总分就虚高。
    例：分值10分，自评得分12分。
    改为：自评得分改为不超过10分；或者分值填错的，改正分值。
    依据：各项得分最高不能超过该指标分值上限。
    """
    for name, score in row.scores():
        weight = _weight_of_score(row, score, case.form)
        if weight is None or score.value is None:
            continue
        if score.value <= weight or same_amount(score.value, weight):
            continue
        yield report_indicator(
            row,
            score,
            f"的{name}{in_points(score.text)}，超过分值{plain(weight)}分",
            related=row.weight,
            expected=f"不超过{plain(weight)}",
            suggestion="核对得分和分值，改正填错的一个",
        )


def _weight_of_score(row: Indicator, score: Number, form: EvaluationForm) -> Decimal | None:
    """What a score is out of: where it is merged over several rows, the weights of all of them."""
    area = next((area for area in form.shared_scores if area.anchor == score.at), None)
    if area is None:
        return row.weight.value
    rows = (one for one in form.indicators if area.top <= one.row <= area.bottom)
    return sum_of_weights(one.weight for one in rows)


@rule("SC06", "未完成指标得分偏高", severity=WARNING, basis="profile:scoring.forward", scope=EACH_ACTUAL)
def missed_target_scored_too_high(row: Indicator, case: Case) -> Iterator[Finding]:
    """没有达到指标值，得分却是满分，或者比按比例应得的还高。

    为什么：没完成就应当扣分，否则评分没有区分度。
    例：指标值≥100%，实际完成90%，分值10分，得10分。
    改为：按比例得9分；确有特殊情况的，写明理由。
    依据：定量指标未完成的按比例记分；反向指标有两种算法，取宽的一种；与指标值相反的（健全／不健全）不得满分。
    """
    outcome, score, weight = row.outcome, row.counting_score, row.weight.value
    if outcome is None or outcome.met is not False or score.value is None or weight is None:
        return
    most = lenient_score(outcome, weight)
    if score.value > weight or (most is None and score.value < weight):
        return
    full = score.value == weight and falls_short(outcome)  # even where its share rounds to all of the weight
    if (
        most is not None
        and not full
        and (score.value <= most or score_agrees(score.value, score.plain, most))
    ):
        return
    if is_ruled(row, score.value, case.profile):
        return
    in_proportion = most is not None and most < weight
    limit = f"按比例最多{plain(most)}分" if in_proportion and most is not None else "不应得满分"
    expected = f"不超过{plain(most)}" if in_proportion and most is not None else f"低于{plain(weight)}"
    yield report_indicator(
        row,
        score,
        f"指标值{row.target.text}、完成{row.actual.text}，未达到，{limit}，得了{in_points(score.text)}",
        related=(row.actual, row.target),
        expected=expected,
        suggestion=f"得分改为{expected}，或者核对完成值{_and_why(row, case)}",
        basis=_REVERSE_BASIS if outcome.less_is_better else "",
    )


def _and_why(row: Indicator, case: Case) -> str:
    """What else is to do where nobody says why: SC08 speaks of points that were taken off."""
    return "；确实没有完成的，写明原因" if case.unit_explains(row) is False else ""


_REVERSE_BASIS = "反向指标未完成的，得分不超过两种算法中较宽的一种：按指标值÷完成值，或者按超出的比例扣"


@rule(
    "SC07",
    "已完成却扣分且无原因",
    severity=WARNING,
    basis="定量指标完成的得满分；扣分应说明原因",
    scope=INDICATOR,
)
def met_target_lost_points(row: Indicator, case: Case) -> Iterator[Finding]:
    """实际完成值达到了指标值，自评却没有给满分，也没有写原因。

    为什么：完成了就应得满分；自己扣分而不说明，别人不知道问题在哪里。
    例：指标值100%，完成100%，分值10分，自评7分，偏差原因空着。
    改为：得10分；确有不足的，在偏差原因里写明为什么扣3分。
    依据：定量指标完成的得满分。
    """
    outcome, lost, own = row.outcome, row.lost, row.self_score
    if outcome is None or outcome.met is not True or not lost or lost < 0 or row is case.row_of_wrong_weight:
        return
    if case.unit_explains(row) is False:
        yield report_indicator(
            row,
            own,
            f"已达到指标值（{row.target.text}／{row.actual.text}），却扣了{plain(lost)}分，{reason_in_words(row)}",
            expected=row.weight.text,
            suggestion="得分改为满分，或者在偏差原因中写明扣分的原因",
            speaks_of=(own.at, row.target.at, row.actual.at),
        )


@rule(
    "SC08",
    "扣分或未完成无原因",
    severity=WARNING,
    basis="未完成的指标应说明偏差原因及改进措施",
    scope=INDICATOR,
)
def lost_points_without_reason(row: Indicator, case: Case) -> Iterator[Finding]:
    """指标没有完成或者扣了分，原因一栏却空着。

    为什么：自评表要求逐项说明偏差原因和改进措施，这是绩效管理的目的。
    例：指标值100%，完成98%，分值10分，自评9分，偏差原因空着，或者只写“已完成”“无偏差”。
    改为：写明“两户因外出未调查到，次年补查”之类的原因。
    依据：未完成的指标应说明偏差原因及改进措施。
    """
    lost, own, place = row.lost, row.self_score, row.deviation_reason
    if lost is None or lost <= 0 or row is case.row_of_wrong_weight:
        return
    if case.unit_explains(row) is not False or (row.outcome is not None and row.outcome.met is True):
        return
    yield report_indicator(
        row,
        place,
        f"自评扣了{plain(lost)}分，{reason_in_words(row)}",
        related=own,
        found=f"{in_points(own.text)}，原因{place.text[:20] or '空'}",
        expected="写明偏差原因及改进措施",
        suggestion="在偏差原因一栏写明没有完成的原因和改进措施",
        speaks_of=(place.at, own.at, row.actual.at),
    )


@rule(
    "SC10",
    "得分为负或不是数字",
    severity=ERROR,
    basis="得分填写0至分值之间的数字",
    scope=INDICATOR_ROWS,
    silences=("SC07", "SC08", "OP06"),
)
def score_is_no_score(rows: tuple[Indicator, ...], case: Case) -> Iterator[Finding]:
    """得分是负数，或者写了文字。

    为什么：不是数字的得分无法相加，总分会算错。
    例：自评得分写“满分”“已完成”，或者-2。
    改为：填0至分值之间的数字。
    依据：得分填写0至分值之间的数字。
    """
    form, totals = case.form, case.form.totals
    fields = [(row.name.text, name, score) for row in rows for name, score in row.scores()]
    fields += [
        ("资金执行", "得分", form.total_funds.score),
        ("合计", "自评得分", totals.self_score),
        ("合计", "复核分", totals.review_score),
        ("财政复核总分", "得分", form.final_score),
    ]
    for owner, name, score in fields:
        negative = score.value is not None and score.value < 0
        if (negative or (score.unreadable and not _says_what_is_missing(score))) and not case.follows(score):
            yield report(
                score,
                f"“{owner}”的{name}{'的公式得出' if score.calculated else '写'}“{score.text[:20]}”，"
                f"{'是负数' if negative else '不是数字'}",
                found=score.text[:40],
                expected="0至分值之间的数字",
                suggestion="检查公式和它引用的单元格" if score.calculated else "改填数字得分",
            )


# A formula that tells what it lacks: what it lacks has a finding of its own.
_LACKS = Pattern("没有填|没有填全|还没有|不是数|请(?:先|填)|填写")


def _says_what_is_missing(score: Number) -> bool:
    return score.calculated and _LACKS.search(score.plain) is not None


@rule(
    "SC14",
    "自评各项都是满分",
    severity=INFO,
    basis="自评应如实反映完成情况",
    scope=FORM,
    since="0.2.0",
)
def every_self_score_is_full(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """每个指标的自评得分都等于分值，资金部分也是满分。

    为什么：全部满分的表，复核时要逐项看佐证。
    例：十二个指标，自评得分都等于分值。
    改为：确实都完成的，备好佐证材料；有没完成的，如实扣分。
    依据：自评应如实反映完成情况；只是提醒复核的人，不是说填错了。
    """
    rows = [row for row in form.filled_indicators if row.weight.value and row.self_score.present]
    line = form.total_funds
    earned, weight = case.results.execution_score, case.results.execution_weight
    whole = not line.present or weight == 0 or (weight > 0 and earned == weight == line.score.value)
    full = all(row.self_score.value == row.weight.value for row in rows)
    if len(rows) < _FEWEST_ROWS or not full or not whole:
        return
    yield report(
        rows[0].self_score,
        f"{len(rows)}个指标的自评得分都是满分",
        found="满分",
        expected="如实评分",
        suggestion="复核时逐项看佐证材料；有没完成的，如实扣分",
        speaks_of=(WHOLE_FORM,),
    )


@rule(
    "SC11", "超额完成较多未说明", severity=INFO, basis="profile:scoring.over_achievement", scope=EACH_ACTUAL
)
def far_exceeded_without_reason(row: Indicator, case: Case) -> Iterator[Finding]:
    """实际完成值远远超过指标值，又没有说明原因。

    为什么：超得太多，说明当初指标值定低了，下年度应当调整。
    例：指标值50次，实际完成70次，没有说明。
    改为：说明超额的原因，例如“新增两个服务点”；下年度提高指标值。
    依据：评分办法规定的超额比例；没有规定的，为本工具设定（130%），只供参考。
    """
    factor = case.profile.number("scoring.over_achievement")
    outcome, target = row.outcome, row.target.value
    if outcome is None or outcome.ratio is None or outcome.met is not True or outcome.ratio < factor:
        return
    if target is None or target.kind is not TargetKind.NUMBER or row.lower_is_better:
        return
    if target.operator not in (Operator.AT_LEAST, Operator.ABOVE, Operator.NONE) or case.explained(row):
        return
    yield report_indicator(
        row,
        row.actual,
        f"指标值{row.target.text}、完成{row.actual.text}，是指标值的{plain(outcome.ratio * 100)}%，没有说明原因",
        related=row.target,
        expected=f"不到指标值的{plain(factor * 100)}%，或者说明原因",
        suggestion="说明超额完成的原因；指标值定低了的，下年度提高",
    )


# What an actual claims, by the wording of the three grades; the worst that fits is meant.
_CLAIMS = (
    (2, Pattern(r"未达成|未完成|未实现|效果较差|效果不明显|没有完成")),
    (1, Pattern(r"部分达成|部分完成|部分实现|基本达成|一定效果|有待提高")),
    (0, Pattern(r"达成预期|全部达成|全部完成|已达成|完全达成")),
)


@rule(
    "SC12",
    "定性得分与所述档次不符",
    severity=WARNING,
    basis="profile:scoring.qualitative",
    scope=EACH_ACTUAL,
    silences=("SC06",),
)
def qualitative_score_outside_its_band(row: Indicator, case: Case) -> Iterator[Finding]:
    """定性指标的得分，不在完成情况所说的那一档里。

    为什么：定性指标按三档评分，说“部分达成”就不能得满分。
    例：完成情况写“部分达成预期指标”，分值10分，得10分。
    改为：这一档得6至8分；或者改正对完成情况的描述。
    依据：评分办法的定性指标分档。
    """
    bands = case.profile.bands("scoring.qualitative")
    score, weight, target = row.counting_score, row.weight.value, row.target.value
    if target is None or target.kind is not TargetKind.QUALITATIVE:
        return
    if score.value is None or not weight or score.value > weight:
        return
    claim = next((band for band, words in _CLAIMS if words.search(row.actual.plain)), None)
    if claim is None or claim >= len(bands):
        return
    low, high = bands[claim][0], bands[claim - 1][0] if claim else _FULL_MARK
    if low <= score.value / weight * 100 <= high:
        return
    lowest, highest = plain(low * weight / 100), plain(high * weight / 100)
    yield report_indicator(
        row,
        score,
        f"完成情况写“{row.actual.text}”，属于“{bands[claim][1]}”一档，"
        f"应得{lowest}至{highest}分，得了{in_points(score.text)}",
        related=row.actual,
        expected=f"{lowest}至{highest}",
        suggestion="按档次改正得分，或者改正对完成情况的描述",
    )

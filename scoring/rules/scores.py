"""SC 得分: scores, totals, grade."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.claims.quoted_results import gives_reason
from scoring.claims.stated_reason import as_above, states_reason
from scoring.finding import Finding
from scoring.form.model import FundLine, Indicator, Number
from scoring.points.arithmetic import lenient_score
from scoring.points.results import Case
from scoring.rule import ERROR, INFO, WARNING, rule
from scoring.targets.target import TargetKind
from scoring.text.graded_words import in_points
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import plain, rounded, same_amount, score_agrees

_GRADE = Pattern("优|良|中|差")
_FULL_MARK = Decimal(100)


def counting_score(indicator: Indicator) -> Number | None:
    """The score that counts: the reviewer's where it is written, else the unit's own."""
    review = indicator.review_score
    return review if review is not None and review.value is not None else indicator.self_score


def _unit_explains(case: Case, indicator: Indicator) -> bool | None:
    """Whether the unit gives a reason in the row or in a remark below; None where the layout has no place.

    The opinion is the reviewer's: it explains what the reviewer took.
    """
    place = indicator.deviation_reason
    if place is None:
        return None
    return _row_explains(case, indicator) or gives_reason(case.form.text("remarks"), ("",))


def _row_explains(case: Case, indicator: Indicator) -> bool:
    """Whether the unit's words in a row are a reason; 同上 is what stands above."""
    rows = [i for i in case.form.indicators if i.row <= indicator.row]
    said = (i.deviation_reason for i in reversed(rows) if i.deviation_reason is not None)
    place = next((text for text in said if not as_above(text.text)), None)
    return place is not None and place.typed != "number" and states_reason(place.text)


def _reason_said(indicator: Indicator) -> str:
    """How a finding tells what stands for a reason: 没有写原因."""
    place = indicator.deviation_reason
    if place is None or place.blank:
        return "没有写原因"
    said = f"“{place.text[:20]}”"
    return f"原因写{said}，上面没有原因" if as_above(place.text) else f"{said}不是原因"


def _explained(case: Case, indicator: Indicator) -> bool:
    """Whether anybody, unit or reviewer, says something of the row."""
    opinion = indicator.opinion
    if opinion is not None and not opinion.empty and opinion.typed != "number":
        return True
    return _unit_explains(case, indicator) is True


def _lost(indicator: Indicator) -> Decimal | None:
    """The points that the unit's own score falls short of the weight; None where either is missing."""
    weight, own = indicator.weight, indicator.self_score
    if weight is None or own is None or weight.value is None or own.value is None:
        return None
    return rounded(weight.value - own.value)


def _row_of_wrong_weight(case: Case) -> Indicator | None:
    """The one row that lost just as much as all weights exceed the full mark: its weight is wrong (WT01)."""
    if case.form.total_funds is None:
        return None
    weights = sum(case.results.level1_weights.values(), case.results.execution_weight)
    excess = rounded(weights - case.profile.number("weights.full"))
    rows = [i for i in case.form.filled_indicators if excess > 0 and _lost(i) == excess]
    return rows[0] if len(rows) == 1 else None


@rule("SC01", "得分超过分值", severity=ERROR, basis="得分最高不能超过该指标分值上限")
def score_exceeds_weight(case: Case) -> Iterator[Finding]:
    """某项得分比它的分值还高。

    为什么：得分不能超过分值，超了总分就虚高。
    例：分值10分，自评得分12分。
    改为：自评得分改为不超过10分；或者分值填错的，改正分值。
    依据：各项得分最高不能超过该指标分值上限。
    """
    for indicator in case.form.filled_indicators:
        weight = indicator.weight
        for name, score in indicator.scores():
            if weight is None or weight.value is None or score.value is None:
                continue
            if score.value <= weight.value or same_amount(score.value, weight.value):
                continue
            yield Finding(
                cells=(score.at,),
                related=(weight.at,),
                message=f"指标“{indicator.label}”的{name}{in_points(score.text)}，超过分值{plain(weight.value)}分",
                found=score.text,
                expected=f"不超过{plain(weight.value)}",
                suggestion="核对得分和分值，改正填错的一个",
            )


def _wrong_total(
    case: Case, column: str, name: str, computed: Decimal | None, repeated: Number | None = None
) -> Iterator[Finding]:
    """The printed total of a column is not what its scores make; nor is the cell that repeats it."""
    printed: Number | None = getattr(case.form.totals, column, None)
    if printed is None or printed.value is None or computed is None:
        return
    if computed > case.profile.number("weights.full"):
        return  # no total can be: the weights are wrong, and WT01 or SC01 says so
    explained = case.form.as_it_stands(column, computed)
    if any(score_agrees(printed.value, printed.text, value) for value in (computed, explained)):
        return
    without = "不" if case.results.indicators_alone else ""
    also = repeated is not None and repeated.value == printed.value
    yield Finding(
        cells=(printed.at, repeated.at) if repeated is not None and also else (printed.at,),
        message=f"{name}合计写{in_points(printed.text)}，各项相加（{without}含资金执行得分）为{plain(computed)}分"
        f"{'，财政复核总分照抄了这个数' if also else ''}",
        found=printed.text,
        expected=plain(computed),
        suggestion=f"核对各项得分；各项无误的，合计改为{plain(computed)}{'，财政复核总分同改' if also else ''}",
    )


@rule("SC02", "自评总分有误", severity=ERROR, basis="总分＝资金执行得分＋各指标得分")
def self_total_is_wrong(case: Case) -> Iterator[Finding]:
    """合计行的自评总分不等于各项得分之和。

    为什么：总分决定等级，是这张表最重要的数。
    例：各指标得分合计88分，资金执行得分10分，总分写100。
    改为：总分写98。
    依据：总分＝资金执行得分＋各指标得分。
    """
    yield from _wrong_total(case, "self_score", "自评得分", case.results.self_total)


@rule("SC03", "复核总分有误", severity=ERROR, basis="复核总分＝资金执行得分＋各指标复核分")
def review_total_is_wrong(case: Case) -> Iterator[Finding]:
    """合计行的复核分不等于各项复核分之和。

    为什么：复核总分是最后定等级的分数。
    例：各项复核分合计88分，资金执行得分10分，合计行写99。
    改为：合计行写98。
    依据：复核总分＝资金执行得分＋各指标复核分。
    """
    repeated = case.form.final_score if _final_is_the_total(case) else None
    yield from _wrong_total(case, "review_score", "复核分", case.results.review_total, repeated)


def _final_is_the_total(case: Case) -> bool:
    """The final score is that of the row of totals, unless that row leaves execution out."""
    return case.results.total in (None, case.results.review_total)


@rule("SC04", "财政复核总分与复核合计不符", severity=ERROR, basis="财政复核总分＝合计行的复核分")
def final_score_differs(case: Case) -> Iterator[Finding]:
    """“财政复核总分”一栏与合计行的复核分不一致。

    为什么：两处是同一个分数，不一致就不知道以哪个为准。
    例：合计行复核分98，财政复核总分写96。
    改为：两处都写98。
    依据：财政复核总分＝合计行的复核分；合计行不含资金执行得分的，另加资金执行得分。
    """
    final, totals, computed = case.form.final_score, case.form.totals, case.results.review_total
    if final is None or final.value is None or computed is None:
        return
    printed = totals.review_score.value if totals and totals.review_score else None
    same = _final_is_the_total(case)
    if same and final.value == printed:
        return  # SC03 speaks of both
    expected = computed if same or case.results.total is None else case.results.total
    if score_agrees(final.value, final.text, expected):
        return
    yield Finding(
        cells=(final.at,),
        message=f"财政复核总分写{in_points(final.text)}，各项复核分相加{'' if same else '（含资金执行得分）'}"
        f"为{plain(expected)}分",
        found=final.text,
        expected=plain(expected),
        suggestion=f"财政复核总分改为{plain(expected)}{'，与合计行一致' if same else ''}",
    )


@rule("SC05", "评价等级与总分不符", severity=ERROR, basis="profile:grades.bands")
def grade_is_not_what_the_total_earns(case: Case) -> Iterator[Finding]:
    """评价等级不是总分应得的等级。

    为什么：等级要上报、公开，并与下年度预算挂钩。
    例：总分89.5分，等级写“优”。
    改为：89.5分应为“良”；正好90分是“优”。
    依据：评分办法的等级分档，界限值归较好的一档；总分按重新计算的为准。
    """
    printed, earned = case.form.grade, case.results.grade
    match = _GRADE.search(printed.text) if printed is not None and len(printed.text) <= 6 else None
    if printed is None or match is None or earned is None or match[0] == earned:
        return
    yield Finding(
        cells=(printed.at,),
        message=f"总分{plain(case.results.total or Decimal(0))}分应评为“{earned}”，表上写“{match[0]}”",
        found=match[0],
        expected=earned,
        suggestion=f"核对各项得分；得分无误的，等级改为“{earned}”",
    )


@rule("SC06", "未完成指标得分偏高", severity=WARNING, basis="profile:scoring.forward")
def missed_target_scored_too_high(case: Case) -> Iterator[Finding]:
    """没有达到指标值，得分却是满分，或者比按比例应得的还高。

    为什么：没完成就应当扣分，否则评分没有区分度。
    例：指标值≥100%，实际完成90%，分值10分，得10分。
    改为：按比例得9分；确有特殊情况的，写明理由。
    依据：定量指标未完成的按比例记分；反向指标有两种算法，取宽的一种；与指标值相反的（健全／不健全）不得满分。
    """
    for indicator in case.form.filled_indicators:
        seen, score, weight = indicator.outcome, counting_score(indicator), indicator.weight
        if seen is None or seen.met is not False or score is None or weight is None:
            continue
        if score.value is None or weight.value is None or score.value > weight.value:
            continue
        most = _most(indicator, weight.value)
        if most is None and score.value < weight.value:
            continue
        if most is not None and (score.value <= most or score_agrees(score.value, score.text, most)):
            continue
        limit = f"按比例最多{plain(most)}分" if most is not None else "不应得满分"
        expected = f"不超过{plain(most)}" if most is not None else f"低于{plain(weight.value)}"
        yield Finding(
            cells=(score.at,),
            related=(indicator.actual.at, indicator.target.at),
            message=f"指标“{indicator.label}”指标值{indicator.target.text}、完成{indicator.actual.text}，未达到，"
            f"{limit}，得了{in_points(score.text)}",
            found=score.text,
            expected=expected,
            suggestion=f"得分改为{expected}，或者核对完成值",
            basis=_REVERSE_BASIS if most is not None and seen.less_is_better else "",
        )


_REVERSE_BASIS = "反向指标未完成的，得分不超过两种算法中较宽的一种：按指标值÷完成值，或者按超出的比例扣"


def _most(indicator: Indicator, weight: Decimal) -> Decimal | None:
    target, actual = indicator.target.value, indicator.actual.value
    if target is None or actual is None:
        return None
    return lenient_score(target, actual, weight, indicator.lower_is_better)


@rule("SC07", "已完成却扣分且无原因", severity=WARNING, basis="定量指标完成的得满分；扣分应说明原因")
def met_target_lost_points(case: Case) -> Iterator[Finding]:
    """实际完成值达到了指标值，自评却没有给满分，也没有写原因。

    为什么：完成了就应得满分；自己扣分而不说明，别人不知道问题在哪里。
    例：指标值100%，完成100%，分值10分，自评7分，偏差原因空着。
    改为：得10分；确有不足的，在偏差原因里写明为什么扣3分。
    依据：定量指标完成的得满分。
    """
    wrong = _row_of_wrong_weight(case)
    for indicator in case.form.filled_indicators:
        seen, lost, own = indicator.outcome, _lost(indicator), indicator.self_score
        if seen is None or seen.met is not True or own is None or not lost or lost < 0 or indicator is wrong:
            continue
        if _unit_explains(case, indicator) is False:
            yield Finding(
                cells=(own.at,),
                message=f"指标“{indicator.label}”已达到指标值（{indicator.target.text}／{indicator.actual.text}），"
                f"却扣了{plain(lost)}分，{_reason_said(indicator)}",
                found=own.text,
                expected=indicator.weight.text if indicator.weight else "",
                suggestion="得分改为满分，或者在偏差原因中写明扣分的原因",
            )


@rule("SC08", "扣分或未完成无原因", severity=WARNING, basis="未完成的指标应说明偏差原因及改进措施")
def lost_points_without_reason(case: Case) -> Iterator[Finding]:
    """指标没有完成或者扣了分，原因一栏却空着。

    为什么：自评表要求逐项说明偏差原因和改进措施，这是绩效管理的目的。
    例：指标值100%，完成98%，分值10分，自评9分，偏差原因空着，或者只写“已完成”“无偏差”。
    改为：写明“两户因外出未调查到，次年补查”之类的原因。
    依据：未完成的指标应说明偏差原因及改进措施。
    """
    wrong = _row_of_wrong_weight(case)
    for indicator in case.form.filled_indicators:
        lost, own, seen = _lost(indicator), indicator.self_score, indicator.outcome
        if own is None or lost is None or lost <= 0 or indicator is wrong:
            continue
        place = indicator.deviation_reason
        if place is None or _unit_explains(case, indicator) or (seen is not None and seen.met is True):
            continue
        yield Finding(
            cells=(place.at,),
            related=(own.at,),
            message=f"指标“{indicator.label}”自评扣了{plain(lost)}分，{_reason_said(indicator)}",
            found=f"{in_points(own.text)}，原因{place.text[:20] or '空'}",
            expected="写明偏差原因及改进措施",
            suggestion="在偏差原因一栏写明没有完成的原因和改进措施",
        )


@rule("SC09", "缺少得分", severity=ERROR, basis="填了完成值的指标都应有得分")
def score_is_missing(case: Case) -> Iterator[Finding]:
    """填了实际完成值，却没有填得分；或者各项得分都填了，合计、总分、等级空着。

    为什么：缺一项得分，总分就算不出来。
    例：完成值95%，自评得分空着。
    改为：补填得分。
    依据：填了完成值的指标都应有得分；填了全年执行的，资金部分也应有得分；复核已经开始的，每项都应有复核分。
    """
    line = case.form.total_funds
    if line is not None and line.executed and line.executed.value and _lacks_score(line):
        yield Finding(
            cells=tuple(f.at for f in (line.score,) if f is not None),
            message="资金部分填了全年执行，没有填得分",
            found=line.score.text if line.score is not None and line.score.dash else "空",
            expected=plain(case.results.execution_score)
            if case.results.execution_score is not None
            else "得分",
            suggestion="补填资金执行得分",
            basis=case.profile.basis("execution.scoring"),
        )
    rows = [i for i in case.form.filled_indicators if not i.actual.empty]
    own = [i for i in rows if i.self_score is not None and i.self_score.empty]
    reviewed = (
        [i for i in rows if i.review_score is not None and i.review_score.empty] if case.form.reviewed else []
    )
    for name, missing, cells in (
        ("自评得分", own, tuple(i.self_score.at for i in own if i.self_score)),
        ("复核分", reviewed, tuple(i.review_score.at for i in reviewed if i.review_score)),
    ):
        if missing:
            names = "、".join(f"“{i.label}”" for i in missing[:3]) + ("等" if len(missing) > 3 else "")
            counted = f"{names}{len(missing)}个指标" if len(missing) > 1 else f"指标{names}"
            yield Finding(
                cells=cells,
                message=f"{counted}填了完成值，没有填{name}",
                found="空",
                expected="得分",
                suggestion=f"补填{name}",
            )
    yield from _results_missing(case)


def _results_missing(case: Case) -> Iterator[Finding]:
    """All scores of a column are there, and what they come to is not."""
    form, rows = case.form, case.form.filled_indicators
    own = _all_given([i.self_score for i in rows])
    reviewed = form.reviewed and _all_given([i.review_score for i in rows])
    totals = form.totals
    missing = [
        (name, field)
        for name, field, due in (
            ("自评得分合计", totals.self_score if totals is not None else None, own),
            ("复核分合计", totals.review_score if totals is not None else None, reviewed),
            ("财政复核总分", form.final_score, reviewed),
            ("评价等级", form.grade, reviewed),
        )
        if due and field is not None and field.blank
    ]
    if missing:
        names = "、".join(name for name, _ in missing)
        yield Finding(
            cells=tuple(field.at for _, field in missing),
            message=f"各项得分已填，{names}没有填",
            found="空",
            expected=names,
            suggestion=f"补填{names}",
            severity=WARNING,
            basis="合计、总分和等级由各项得分算出，得分填齐的都应填写",
        )


def _all_given(scores: list[Number | None]) -> bool:
    there = [score for score in scores if score is not None]
    return bool(there) and all(score.value is not None for score in there)


def _lacks_score(line: FundLine) -> bool:
    """The funds have no score: nothing is written, or a stroke although there is a weight."""
    score, weight = line.score, line.weight
    return score is not None and (score.blank or (score.dash and weight is not None and bool(weight.value)))


@rule(
    "SC10",
    "得分为负或不是数字",
    severity=ERROR,
    basis="得分填写0至分值之间的数字",
    silences=("SC07", "SC08", "OP06"),
)
def score_is_no_score(case: Case) -> Iterator[Finding]:
    """得分是负数，或者写了文字。

    为什么：不是数字的得分无法相加，总分会算错。
    例：自评得分写“满分”“已完成”，或者-2。
    改为：填0至分值之间的数字。
    依据：得分填写0至分值之间的数字。
    """
    fields = [(i.name.text, name, score) for i in case.form.indicators for name, score in i.scores()]
    line, totals = case.form.total_funds, case.form.totals
    if line is not None and line.score is not None:
        fields.append(("资金执行", "得分", line.score))
    if totals is not None:
        fields += [
            ("合计", n, s) for n, s in (("自评得分", totals.self_score), ("复核分", totals.review_score)) if s
        ]
    if case.form.final_score is not None:
        fields.append(("财政复核总分", "得分", case.form.final_score))
    for owner, name, score in fields:
        negative = score.value is not None and score.value < 0
        if negative or score.unreadable:
            yield Finding(
                cells=(score.at,),
                message=f"“{owner}”的{name}写“{score.text[:20]}”，{'是负数' if negative else '不是数字'}",
                found=score.text[:40],
                expected="0至分值之间的数字",
                suggestion="改填数字得分",
            )


@rule("SC11", "超额完成较多未说明", severity=INFO, basis="profile:scoring.over_achievement")
def far_exceeded_without_reason(case: Case) -> Iterator[Finding]:
    """实际完成值远远超过指标值，又没有说明原因。

    为什么：超得太多，说明当初指标值定低了，下年度应当调整。
    例：指标值50次，实际完成70次，没有说明。
    改为：说明超额的原因，例如“新增两个服务点”；下年度提高指标值。
    依据：评分办法规定的超额比例；没有规定的，为本工具设定（130%），只供参考。
    """
    factor = case.profile.number("scoring.over_achievement")
    for indicator in case.form.filled_indicators:
        seen, target = indicator.outcome, indicator.target.value
        if (
            seen is None
            or seen.ratio is None
            or target is None
            or seen.met is not True
            or seen.ratio < factor
        ):
            continue
        reverse = indicator.lower_is_better
        if target.operator not in (Operator.AT_LEAST, Operator.ABOVE, Operator.NONE) or reverse:
            continue
        if target.kind is not TargetKind.NUMBER or _explained(case, indicator):
            continue
        yield Finding(
            cells=(indicator.actual.at,),
            related=(indicator.target.at,),
            message=f"指标“{indicator.label}”指标值{indicator.target.text}、完成{indicator.actual.text}，"
            f"是指标值的{plain(seen.ratio * 100)}%，没有说明原因",
            found=indicator.actual.text,
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
    silences=("SC06",),
)
def qualitative_score_outside_its_band(case: Case) -> Iterator[Finding]:
    """定性指标的得分，不在完成情况所说的那一档里。

    为什么：定性指标按三档评分，说“部分达成”就不能得满分。
    例：完成情况写“部分达成预期指标”，分值10分，得10分。
    改为：这一档得6至8分；或者改正对完成情况的描述。
    依据：评分办法的定性指标分档。
    """
    bands = case.profile.bands("scoring.qualitative")
    for indicator in case.form.filled_indicators:
        score, weight, target = counting_score(indicator), indicator.weight, indicator.target.value
        if target is None or target.kind is not TargetKind.QUALITATIVE or score is None or weight is None:
            continue
        if score.value is None or not weight.value or score.value > weight.value:
            continue
        claim = next((band for band, words in _CLAIMS if words.search(indicator.actual.text)), None)
        if claim is None or claim >= len(bands):
            continue
        low, high = bands[claim][0], bands[claim - 1][0] if claim else _FULL_MARK
        share = score.value / weight.value * 100
        if low <= share <= high:
            continue
        lowest, highest = plain(low * weight.value / 100), plain(high * weight.value / 100)
        yield Finding(
            cells=(score.at,),
            related=(indicator.actual.at,),
            message=f"指标“{indicator.label}”完成情况写“{indicator.actual.text}”，属于“{bands[claim][1]}”一档，"
            f"应得{lowest}至{highest}分，得了{in_points(score.text)}",
            found=score.text,
            expected=f"{lowest}至{highest}",
            suggestion="按档次改正得分，或者改正对完成情况的描述",
        )


@rule("SC13", "指标得分率高于执行率", severity=INFO, basis="profile:scoring.outrun_execution")
def scores_outrun_execution(case: Case) -> Iterator[Finding]:
    """指标得分率明显高于资金执行得分率。

    为什么：钱没花完而绩效接近满分，要么预算编多了，要么自评偏高。
    例：资金执行得5分（满分10分），指标得90分（满分90分）。
    改为：说明资金节约的原因，或者重新评定指标得分。
    依据：(指标得分率－执行得分率)÷指标得分率超过5%的预警，按本表的分值计算。
    """
    results, rows = case.results, case.form.filled_indicators
    weight = sum((i.weight.value for i in rows if i.weight and i.weight.value), Decimal(0))
    total, execution = results.total, results.execution_score
    if not weight or total is None or not execution or not results.execution_weight:
        return
    earned = (total - execution) / weight
    spent = execution / results.execution_weight
    limit = case.profile.number("scoring.outrun_execution")
    if earned <= 0 or earned > 1 or (earned - spent) / earned * 100 <= limit:
        return
    line = case.form.total_funds
    at = line.score.at if line and line.score else line.label.at if line else rows[0].name.at
    yield Finding(
        cells=(at,),
        message=f"指标得分率{plain(earned * 100)}%，资金执行得分率{plain(spent * 100)}%，相差较大",
        found=f"{plain(earned * 100)}%",
        expected=f"与{plain(spent * 100)}%相近",
        suggestion="说明资金没有用完而绩效较高的原因，或者重新核定指标得分",
    )

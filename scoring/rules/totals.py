"""SC 得分: totals, grade, and scores that are missing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.finding import Finding, report
from scoring.form.field import ABSENT, Number
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm
from scoring.points.case import Case
from scoring.rule import ERROR, FORM, INDICATORS, INFO, WARNING, rule
from scoring.rules.subtotals import likely_cause
from scoring.text.graded_words import in_points
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import plain, score_agrees

_GRADE = Pattern("优|良|中|差")


def _wrong_total(
    case: Case, column: str, name: str, computed: Decimal | None, repeated: Number = ABSENT
) -> Iterator[Finding]:
    """The printed total of a column is not what its scores make; nor is the cell that repeats it."""
    printed: Number = getattr(case.form.totals, column)
    if printed.value is None or computed is None:
        return
    beyond = computed > case.profile.number("weights.full")
    if beyond and not printed.calculated:
        return  # no total can be: the weights are wrong, and WT01 or SC01 says so
    explained = case.form.as_it_stands(column, computed)
    if any(score_agrees(printed.value, printed.plain, value) for value in (computed, explained)):
        return
    if case.follows(printed):
        return
    also = repeated.value == printed.value
    where = (printed, repeated) if also else printed
    if (execution := _wrong_execution_in(case, printed, computed)) is not None:
        yield report(
            where,
            f"{name}合计写{in_points(printed.text)}，是按原填的资金执行得分{plain(execution)}分相加的；"
            f"执行得分改正后，合计为{plain(computed)}分",
            expected=plain(computed),
            suggestion=f"改执行得分时，合计同改为{plain(computed)}",
            correction=computed,
            severity=INFO,
        )
        return
    cause = likely_cause(case, column, computed)
    without = "不" if case.results.indicators_alone else ""
    yield report(
        where,
        f"{name}合计写{in_points(printed.text)}，各项相加（{without}含资金执行得分）为{plain(computed)}分"
        f"{'，财政复核总分照抄了这个数' if also else ''}{cause.words}",
        expected=plain(computed),
        suggestion=cause.to_do
        or f"核对各项得分；各项无误的，合计改为{plain(computed)}{'，财政复核总分同改' if also else ''}",
        correction=None if beyond else computed,
    )


def _wrong_execution_in(case: Case, printed: Number, computed: Decimal) -> Decimal | None:
    """The printed score of execution where it alone makes a printed total differ: FD02 speaks of the cause."""
    score, right = case.form.total_funds.score.value, case.results.execution_score
    if score is None or right is None or score == right or case.results.indicators_alone:
        return None
    assert printed.value is not None
    return score if score_agrees(printed.value, printed.plain, computed - right + score) else None


@rule("SC02", "自评总分有误", severity=ERROR, basis="总分＝资金执行得分＋各指标得分", scope=FORM)
def self_total_is_wrong(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """合计行的自评总分不等于各项得分之和。

    为什么：总分决定等级，是这张表最重要的数。
    例：各指标得分合计88分，资金执行得分10分，总分写100。
    改为：总分写98。
    依据：总分＝资金执行得分＋各指标得分。
    """
    yield from _wrong_total(case, "self_score", "自评得分", case.results.self_total)


@rule("SC03", "复核总分有误", severity=ERROR, basis="复核总分＝资金执行得分＋各指标复核分", scope=FORM)
def review_total_is_wrong(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """合计行的复核分不等于各项复核分之和。

    为什么：复核总分是最后定等级的分数。
    例：各项复核分合计88分，资金执行得分10分，合计行写99。
    改为：合计行写98。
    依据：复核总分＝资金执行得分＋各指标复核分。
    """
    repeated = form.final_score if _final_is_the_total(case) else ABSENT
    yield from _wrong_total(case, "review_score", "复核分", case.results.review_total, repeated)


def _final_is_the_total(case: Case) -> bool:
    """The final score is that of the row of totals, unless that row leaves execution out."""
    return case.results.total in (None, case.results.review_total)


@rule("SC04", "财政复核总分与复核合计不符", severity=ERROR, basis="财政复核总分＝合计行的复核分", scope=FORM)
def final_score_differs(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """“财政复核总分”一栏与合计行的复核分不一致。

    为什么：两处是同一个分数，不一致就不知道以哪个为准。
    例：合计行复核分98，财政复核总分写96。
    改为：两处都写98。
    依据：财政复核总分＝合计行的复核分；合计行不含资金执行得分的，另加资金执行得分。
    """
    final, computed = form.final_score, case.results.review_total
    if final.value is None or computed is None:
        return
    same = _final_is_the_total(case)
    if same and final.value == form.totals.review_score.value:
        return  # SC03 speaks of both
    right = computed if same or case.results.total is None else case.results.total
    if score_agrees(final.value, final.plain, right):
        return
    yield report(
        final,
        f"财政复核总分写{in_points(final.text)}，各项复核分相加{'' if same else '（含资金执行得分）'}"
        f"为{plain(right)}分",
        expected=plain(right),
        suggestion=f"财政复核总分改为{plain(right)}{'，与合计行一致' if same else ''}",
        correction=right,
    )


@rule("SC05", "评价等级与总分不符", severity=ERROR, basis="profile:grades.bands", scope=FORM)
def grade_is_not_what_the_total_earns(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """评价等级不是总分应得的等级。

    为什么：等级要上报、公开，并与下年度预算挂钩。
    例：总分89.5分，等级写“优”。
    改为：89.5分应为“良”；正好90分是“优”。
    依据：评分办法的等级分档，界限值归较好的一档；总分按重新计算的为准。
    """
    printed, earned = form.grade, case.results.grade
    match = _GRADE.search(printed.plain) if len(printed.plain) <= 6 else None
    if match is None or earned is None or match[0] == earned or case.follows(printed):
        return
    yield report(
        printed,
        f"总分{plain(case.results.total or Decimal(0))}分应评为“{earned}”，表上写“{match[0]}”",
        found=match[0],
        expected=earned,
        suggestion=f"核对各项得分；得分无误的，等级改为“{earned}”",
        correction=earned,
    )


@rule("SC09", "缺少得分", severity=ERROR, basis="填了完成值的指标都应有得分", scope=INDICATORS)
def score_is_missing(rows: tuple[Indicator, ...], case: Case) -> Iterator[Finding]:
    """填了实际完成值，却没有填得分；或者各项得分都填了，合计、总分、等级空着。

    为什么：缺一项得分，总分就算不出来。
    例：完成值95%，自评得分空着。
    改为：补填得分。
    依据：填了完成值的指标都应有得分；复核已经开始的，每项都应有复核分。资金部分的得分见 FD11。
    """
    reported = [row for row in rows if not row.actual.empty]
    own = [row for row in reported if row.self_score.missing]
    reviewed = [row for row in reported if row.review_score.missing] if case.form.reviewed else []
    for name, column, without in (("自评得分", "self_score", own), ("复核分", "review_score", reviewed)):
        if without:
            yield report(
                [getattr(row, column) for row in without],
                f"{_counted(without)}填了完成值，没有填{name}",
                found="空",
                expected="得分",
                suggestion=f"补填{name}",
            )
    yield from _results_missing(case)


def _counted(rows: list[Indicator]) -> str:
    """The first three by name, and how many there are."""
    names = "、".join(f"“{row.label}”" for row in rows[:3]) + ("等" if len(rows) > 3 else "")
    return f"{names}{len(rows)}个指标" if len(rows) > 1 else f"指标{names}"


def _results_missing(case: Case) -> Iterator[Finding]:
    """All scores of a column are there, and what they come to is not."""
    form, rows = case.form, case.form.filled_indicators
    own = _all_given([row.self_score for row in rows])
    reviewed = form.reviewed and _all_given([row.review_score for row in rows])
    weights = [row.weight for row in rows]
    missing = [
        (name, field)
        for name, field, due in (
            ("分值合计", form.totals.weight, _all_given(weights) and (own or reviewed)),
            ("自评得分合计", form.totals.self_score, own),
            ("复核分合计", form.totals.review_score, reviewed),
            ("财政复核总分", form.final_score, reviewed),
            ("评价等级", form.grade, reviewed),
        )
        if due and field.present and field.blank
    ]
    if missing:
        names = "、".join(name for name, _ in missing)
        yield report(
            [field for _, field in missing],
            f"各项得分已填，{names}没有填",
            found="空",
            expected=names,
            suggestion=f"补填{names}",
            severity=WARNING,
            basis="合计、总分和等级由各项得分算出，得分填齐的都应填写",
        )


def _all_given(scores: list[Number]) -> bool:
    there = [score for score in scores if score.present]
    return bool(there) and all(score.value is not None for score in there)


@rule("SC13", "指标得分率高于执行率", severity=INFO, basis="profile:scoring.outrun_execution", scope=FORM)
def scores_outrun_execution(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """指标得分率明显高于资金执行得分率。

    为什么：钱没花完而绩效接近满分，要么预算编多了，要么自评偏高。
    例：资金执行得5分（满分10分），指标得90分（满分90分）。
    改为：说明资金节约的原因，或者重新评定指标得分。
    依据：(指标得分率－执行得分率)÷指标得分率超过5%的预警，按本表的分值计算。
    """
    results, rows, line = case.results, form.filled_indicators, form.total_funds
    weight = sum((row.weight.value for row in rows if row.weight.value), Decimal(0))
    total, execution = results.total, results.execution_score
    if not weight or total is None or not execution or not results.execution_weight:
        return
    earned = (total - execution) / weight
    spent = execution / results.execution_weight
    limit = case.profile.number("scoring.outrun_execution")
    if earned <= 0 or earned > 1 or (earned - spent) / earned * 100 <= limit:
        return
    place = next((field for field in (line.score, line.label) if field.present), rows[0].name)
    yield report(
        place,
        f"指标得分率{plain(earned * 100)}%，资金执行得分率{plain(spent * 100)}%，相差较大",
        found=f"{plain(earned * 100)}%",
        expected=f"与{plain(spent * 100)}%相近",
        suggestion="说明资金没有用完而绩效较高的原因，或者重新核定指标得分",
    )

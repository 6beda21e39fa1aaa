"""WT 分值: weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from scoring.finding import Finding, Subject, report, report_indicator
from scoring.form.field import Field, Number
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm
from scoring.form.taxonomy import level1_class
from scoring.points.case import Case
from scoring.points.results import level1_name, stated_points
from scoring.points.subtotals import Sum
from scoring.rule import ERROR, FORM, INDICATOR, INFO, WARNING, rule
from scoring.rules.subtotals import likely_cause
from scoring.text.printed_numbers import plain, rounded, score_agrees


def _sum(rows: Iterable[Indicator]) -> Decimal:
    return sum((row.weight.value for row in rows if row.weight.value is not None), Decimal(0))


def _weighted(form: EvaluationForm) -> tuple[Indicator, ...]:
    """The rows in which a weight stands or should stand, when all of them can be read."""
    rows = tuple(row for row in form.counted_indicators if row.weight.present)
    return rows if all(row.weight.value is not None for row in rows) else ()


@rule(
    "WT01",
    "分值之和不等于满分",
    severity=ERROR,
    basis="profile:weights.full",
    scope=FORM,
    silences=("WT03", "WT06", "SC17"),
)
def weights_do_not_make_the_full_mark(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """各指标分值加上资金执行的分值，不等于满分。

    为什么：分值加起来不是100分，总分就没有可比性，评价等级也不可靠。
    例：指标分值70+20+10＝100，资金执行另有10分，合计110分。
    改为：调整指标分值，使指标90分、执行10分，合计100分。
    依据：各项分值（含预算资金执行率）之和为100分。
    """
    full, execution = case.profile.number("weights.full"), case.results.execution_weight
    weights = _sum_of_weights(form)
    if weights is None or not form.total_funds.present or rounded(weights + execution) == full:
        return
    found, total = _where_it_is_told(case, weights), plain(weights + execution)
    with_execution = f"，加资金执行{plain(execution)}分，合计{total}分" if execution else ""
    yield report(
        found.places,
        f"指标分值{found.parts}{with_execution}，不是{plain(full)}分",
        found=total,
        expected=plain(full) if found.at_total else f"各项合计{plain(full)}",
        suggestion=f"调整指标分值，使其与资金执行分值合计{plain(full)}分",
        speaks_of=(*(row.weight.at for row in _weighted(form)), *_right_sums(case, full - execution)),
    )


def _right_sums(case: Case, full: Decimal) -> Iterator[Subject]:
    """The typed sums of weights that are what they must be: a weight is wrong.

    They are a total of the full mark, and subtotals that, one or all, put in place of their rows' weights make
    the indicators' share of it, `full`. What a formula prints is what its range holds.
    """
    total = case.form.totals.weight
    if not total.calculated:
        yield total.at, plain(full + case.results.execution_weight)
    typed = [one for one in _weight_subtotals(case) if not one.printed.calculated]
    missing = rounded(full - _sum(_weighted(case.form)))
    together = sum((one.excess for one in typed), Decimal(0)) == missing
    for one in typed:
        if together or one.excess == missing:
            yield one.subject


def _weight_subtotals(case: Case) -> Iterator[Sum]:
    return (one for found in case.subtotals for one in found.sums if one.column == "weight")


class _Sum(NamedTuple):
    """Where the sum of the indicators' weights is printed or ends, and how it is made up."""

    places: tuple[Field[Any], ...]
    parts: str
    at_total: bool = True  # printed there, a sum that is wrong


def _sum_of_weights(form: EvaluationForm) -> Decimal | None:
    """What the indicators' weights come to, else the points that their level 1 states; None where neither tells."""
    if rows := _weighted(form):
        return _sum(rows)
    names = {row.level1.compact for row in form.filled_indicators}
    if any(row.weight.present for row in form.filled_indicators) or not names:
        return None
    return None if names - set(form.stated_weights) else sum(_stated(form), Decimal(0))


def _stated(form: EvaluationForm) -> list[Decimal]:
    return [p for p in map(stated_points, form.stated_weights.values()) if p is not None]


def _where_it_is_told(case: Case, weights: Decimal) -> _Sum:
    form = case.form
    rows, printed = _weighted(form), form.totals.weight
    if not rows:
        parts = f"{'+'.join(map(plain, _stated(form)))}＝{plain(weights)}分"
        return _Sum(tuple(form.stated_weights.values()), parts)
    parts = f"合计{plain(weights)}分"
    if printed.blank:
        return _Sum((rows[-1].weight,), parts, False)
    if _prints_the_wrong_sum(case):
        return _Sum((printed,), parts)
    return _Sum(_doubtful_weights(case), parts, False)


def _prints_the_wrong_sum(case: Case) -> bool:
    """The printed total is what the weights come to, and not the full mark that it must be."""
    printed, computed = case.form.totals.weight, case.results.weight_total
    if printed.value is None or computed is None or printed.value == case.profile.number("weights.full"):
        return False
    return score_agrees(printed.value, printed.plain, computed)


def _doubtful_weights(case: Case) -> tuple[Number, ...]:
    """Those of the level 1 whose printed points they do not make, else that of the row that lost too much; else all."""
    rows, form = _weighted(case.form), case.form
    wrong = {
        row.row
        for text, label in form.stated_weights.items()
        for below in [[row for row in rows if row.level1.compact == text]]
        if stated_points(label) not in (None, _sum(below))
        for row in below
    }
    for found in case.subtotals:
        if any(one.column == "weight" and not one.right for one in found.sums):
            wrong |= {row.row for row in found.rows}
    if case.row_of_wrong_weight is not None:
        wrong = wrong or {case.row_of_wrong_weight.row}
    return tuple(row.weight for row in rows if not wrong or row.row in wrong)


@rule(
    "WT02",
    "一级指标分值与所属指标不符",
    severity=ERROR,
    basis="一级指标标明的分值＝所属各指标分值之和",
    scope=FORM,
    silences=("SC17",),
)
def stated_weight_is_not_the_sum(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """一级（二级）指标写明的分值，不等于它下面各指标分值之和。

    为什么：标签和明细对不上，说明有指标放错了一级，或者分值改了一处忘了另一处。
    例：写“产出指标(50分)”，下面三个指标的分值合计45分。
    改为：把分值补足到50分，或者把标签改为45分。
    依据：一级指标标明的分值＝所属各指标分值之和。
    """
    for name, label, below in _stated_with_rows(form):
        points, total = stated_points(label), _sum(below)
        if form.execution_level1.at in {row.level1.at for row in below}:
            total += case.results.execution_weight
        if points is None or not below or rounded(total) == rounded(points):
            continue
        speaks_of: list[Subject] = [label.at, *(row.weight.at for row in below)]
        # A typed subtotal that says the same is what it must be: a weight is wrong, or both are.
        speaks_of += [
            one.subject
            for one in _weight_subtotals(case)
            if one.computed == total and one.printed.value == points and not one.printed.calculated
        ]
        yield report(
            label,
            f"“{name}”标明{plain(points)}分，所属指标分值合计{plain(total)}分",
            related=[row.weight for row in below],
            found=plain(points),
            expected=plain(total),
            suggestion="核对所属指标的分值和标签上的分值，改成一致",
            speaks_of=tuple(speaks_of),
        )


def _stated_with_rows(form: EvaluationForm) -> Iterator[tuple[str, Field[Any], list[Indicator]]]:
    """Each level 1 and level 2 that states its points: its name, where they stand, its rows."""
    rows = _weighted(form)
    for text, label in form.stated_weights.items():
        yield level1_class(text) or text, label, [row for row in rows if row.level1.compact == text]
    stated = {row.level2_weight.at: row for row in rows if row.level2_weight.value is not None}
    for at, first in stated.items():
        own = [row for row in rows if row.level2_weight.at == at]
        named = [row for row in rows if _class_of(row) == _class_of(first)]
        # A label that is repeated on each row has its points in the first, or the same in all.
        said = {row.level2_weight.value for row in named} - {None}
        whole = len(said) == 1 and _sum(named) == first.level2_weight.value
        yield first.level2.compact, first.level2_weight, named if whole else own


def _class_of(row: Indicator) -> tuple[str, str]:
    return row.level1.compact, row.level2.compact


@rule("WT03", "一级指标分值与评分办法不同", severity=INFO, basis="profile:weights.level1", scope=FORM)
def level1_weight_departs_from_the_profile(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """一级指标的分值合计与评分办法规定的不同，表上也没有标明自己的分值。

    为什么：一级指标的分值可以调整，但应当有依据；没有标明的，核查人会问。
    例：产出指标合计40分、效益指标30分、满意度指标20分，办法规定50、30、10分。
    改为：按办法调整分值，或者在一级指标后写明分值，例如“产出指标（40分）”。
    依据：评分办法中各一级指标的分值，允许根据项目实际调整。
    """
    rows, sums = _weighted(form), case.results.level1_weights
    official = case.profile.table("weights.level1")
    if not rows or form.stated_weights or not set(sums) <= set(official):
        return
    wrong = {n: w for n, w in sums.items() if rounded(w) != rounded(official[n])}
    if wrong:
        labels = {level1_name(row): row.level1 for row in form.counted_indicators}
        yield report(
            [labels[name] for name in wrong],
            "；".join(f"“{n}”合计{plain(w)}分，办法规定{plain(official[n])}分" for n, w in wrong.items()),
            found="、".join(plain(w) for w in wrong.values()),
            expected="、".join(plain(official[n]) for n in wrong),
            suggestion="按办法调整，或者在一级指标后标明分值并保留调整依据",
            speaks_of=tuple(row.weight.at for row in rows),
        )


@rule("WT04", "单个指标分值过大", severity=WARNING, basis="profile:weights.largest_share", scope=INDICATOR)
def one_indicator_carries_too_much(row: Indicator, case: Case) -> Iterator[Finding]:
    """一个指标的分值占得太多。

    为什么：一项指标决定大半总分，评价就失去了全面性。
    例：全表只有两个指标，其中一个60分。
    改为：增设数量、质量、时效等指标，把分值分开。
    依据：评分办法规定的单个指标分值上限；没有规定的，为本工具设定，只供参考。
    """
    limit = case.profile.number("weights.largest_share")
    # Where the form has no weights, a score shows what the indicator carries at least.
    weight = row.weight if row.weight.present else row.self_score
    if weight.value is not None and weight.value > limit:
        yield report_indicator(
            row,
            weight,
            f"一项占{plain(weight.value)}分，超过{plain(limit)}分",
            found=plain(weight.value),
            expected=f"不超过{plain(limit)}分",
            suggestion="增设其他方面的指标，分散分值",
        )


@rule(
    "WT05",
    "指标没有分值",
    severity=ERROR,
    basis="每个指标都应有大于0的分值",
    scope=INDICATOR,
    silences=("SC01",),
)
def indicator_has_no_weight(row: Indicator, case: Case) -> Iterator[Finding]:
    """指标没有填分值，或者分值是0、负数、文字。

    为什么：没有分值的指标不参加评分，等于没有设置。
    例：分值栏空着，自评得分填10。
    改为：补填分值，并使全表合计100分。
    依据：每个指标都应有大于0的分值。
    """
    weight = row.weight
    if not weight.present or weight.error or (weight.value is None and weight.calculated):
        return
    if weight.value is None or weight.value <= 0:
        yield report_indicator(
            row,
            weight,
            f"的分值{'没有填' if weight.empty else f'写“{weight.text}”'}",
            expected="大于0的数字",
            suggestion="补填分值，并使全表分值合计等于满分",
        )


@rule("WT06", "分值合计有误", severity=ERROR, basis="分值合计＝各指标分值＋资金执行分值", scope=FORM)
def printed_weight_total_is_wrong(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """合计行的分值不等于各分值之和。

    为什么：合计算错，会掩盖分值本身的问题。
    例：各指标分值合计90分，资金执行10分，合计行写99。
    改为：合计行写100。
    依据：分值合计＝各指标分值＋资金执行分值。
    """
    printed, computed = form.totals.weight, case.results.weight_total
    if printed.value is None or computed is None:
        return
    explained = form.as_it_stands("weight", computed)
    if any(score_agrees(printed.value, printed.plain, value) for value in (computed, explained)):
        return
    if case.follows(printed):
        return
    cause = likely_cause(case, "weight", computed)
    yield report(
        printed,
        f"分值合计写{printed.text}，各分值相加为{plain(computed)}{cause.words}",
        expected=plain(computed),
        suggestion=cause.to_do or "核对各项分值；分值无误的，改正合计",
        speaks_of=((printed.at, plain(printed.value)),),
        correction=computed,
    )


@rule(
    "WT07",
    "资金执行的分值不是分值",
    severity=ERROR,
    basis="资金执行的分值填写不小于0的数字",
    scope=FORM,
    since="0.2.0",
    silences=("FD02",),
)
def execution_weight_is_no_weight(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """资金执行的分值是负数，或者写了文字。

    为什么：执行得分按执行率和这个分值计算，分值不对，执行得分和总分都算不出来。
    例：年度资金总额一行的分值写-10，或者写“按规定”。
    改为：填评分办法规定的分值，例如10；不评执行率的填0或“—”。
    依据：资金执行的分值填写不小于0的数字；这样的分值不算，其他各项按评分办法规定的分值核对。
    """
    weight = form.total_funds.weight
    negative = weight.value is not None and weight.value < 0
    if negative or weight.unreadable:
        right = plain(case.results.execution_weight)
        yield report(
            weight,
            f"资金执行的分值写“{weight.text[:20]}”，{'是负数' if negative else '不是数字'}",
            found=weight.text[:40],
            expected=right,
            suggestion=f"按评分办法填写资金执行的分值，例如{right}；不评执行率的填0",
        )

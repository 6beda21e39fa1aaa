"""SC 得分: the errors that these rules claim to find."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.mutations.mutant import Clean, Mutants, last_digit, mutation, swapped
from scoring.form.field import Number
from scoring.targets.target import TargetKind
from scoring.text.operators import Operator
from scoring.text.printed_numbers import plain, rounded


@mutation("SC01", "SC02", "SC17", "SC03", "SC04", "OP02", "OP06", "NR02", "SC05", "SC12")
def score_above_weight(c: Clean) -> Mutants:
    for row in c.rows:
        if row.weight.value is None:
            continue
        for name, score in row.scores():
            if score.value is not None:
                yield f"“{row.name.text}”{name}多1分", c.put({score.at: row.weight.value + 1})
                yield f"“{row.name.text}”{name}多一个0", c.put({score.at: row.weight.value * 10})


@mutation("SC02")
def self_total_changed(c: Clean) -> Mutants:
    yield from _wrong_totals(c, c.form.totals.self_score)


@mutation("SC02", "SC07", "SC08", "OP02", "OP06", "SC05", "NR02", "SC12", "SC17")
def self_score_changed(c: Clean) -> Mutants:
    for row in c.rows:
        if row.self_score.value is not None:
            for less in ("1", "0.1"):
                yield (
                    f"“{row.name.text}”自评得分少{less}分",
                    c.put({row.self_score.at: row.self_score.value - Decimal(less)}),
                )


@mutation("SC03", "NR02")
def review_total_changed(c: Clean) -> Mutants:
    if c.form.reviewed:
        yield from _wrong_totals(c, c.form.totals.review_score)


@mutation("SC03", "OP01", "OP02", "SC05", "NR02", "SC04", "SC12")
def review_score_changed(c: Clean) -> Mutants:
    for row in c.rows:
        if row.review_score.value is not None:
            yield f"“{row.name.text}”复核分少2分", c.put({row.review_score.at: row.review_score.value - 2})


def _wrong_totals(c: Clean, field: Number) -> Mutants:
    if field.value is None:
        return
    execution = c.review.results.execution_score or Decimal(0)
    wrong = {field.value + 1, field.value - 1, field.value - Decimal("0.1"), field.value - execution}
    wrong |= {last_digit(field.value), (field.value / 10).normalize()}
    wrong |= {Decimal(100)} if field.value != 100 else {Decimal(90)}
    if (other := swapped(field.value)) is not None:
        wrong.add(other)
    for value in sorted(wrong - {field.value}):
        yield f"合计写{plain(value)}", c.put({field.at: value})


@mutation("SC17")
def subtotal_changed(c: Clean) -> Mutants:
    for subtotal in c.form.subtotals:
        for field in (subtotal.weight, subtotal.self_score, subtotal.review_score):
            if field.value is not None:
                wrong = {field.value + 1, field.value - 1, field.value - Decimal("0.1"), field.value * 10}
                wrong |= {last_digit(field.value), rounded(field.value, 0)} - {field.value}
                for value in sorted(wrong):
                    yield f"第{subtotal.label.at.row}行小计写{plain(value)}", c.put({field.at: value})


@mutation("SC17", "SC02", "SC03", "OP06", "OP02", "OP01", "NR02", "SC07", "SC08")
def row_changed_under_a_subtotal(c: Clean) -> Mutants:
    """A score of one row is lowered, and neither the subtotal nor the total follows."""
    for row in c.rows if c.form.subtotals else ():
        for name, score in row.scores():
            if score.value is not None:
                yield f"“{row.name.text}”{name}少1分，小计没有改", c.put({score.at: score.value - 1})


@mutation("SC17")
def subtotal_formula_too_short(c: Clean) -> Mutants:
    """A row put in above a subtotal, and its formula does not reach it."""
    for subtotal in c.form.subtotals:
        for field, column in ((subtotal.weight, "weight"), (subtotal.self_score, "self_score")):
            above = [row for row in c.rows if row.row == subtotal.label.at.row - 1]
            for row in above:
                last = getattr(row, column).value
                if field.value is not None and last:
                    yield (
                        f"第{subtotal.label.at.row}行小计公式漏一行",
                        c.formula(field.at, {field.at: field.value - last}),
                    )


@mutation("SC04")
def final_score_changed(c: Clean) -> Mutants:
    yield from _wrong_totals(c, c.form.final_score)


@mutation("SC05")
def grade_changed(c: Clean) -> Mutants:
    grade = c.form.grade
    if not grade.blank:
        for letter in ("优", "良", "中", "差"):
            if letter not in grade.text:
                yield f"等级写{letter}", c.put({grade.at: letter})


@mutation("SC06", "OP05", "TG12", "OP02")
def missed_yet_full_score(c: Clean) -> Mutants:
    """A target missed, and the full mark kept."""
    for row in c.rows:
        target, weight, score = (
            row.target.value,
            row.weight,
            row.review_score if row.review_score.present else row.self_score,
        )
        if target is None or not weight.present or target.quantity is None or row.outcome is None:
            continue
        if not row.outcome.met or score.value != weight.value or row.deviation_reason.text:
            continue
        figure, unit = target.quantity.value, target.quantity.unit
        if target.operator is Operator.WITHIN or not figure:
            continue
        less = target.operator in (Operator.AT_MOST, Operator.BELOW) or row.lower_is_better
        for share in ("0.5", "0.8", "0.9"):
            value = figure / Decimal(share) if less else figure * Decimal(share)
            value = rounded(value) if unit == "%" or value != int(value) else value
            yield (
                f"“{row.name.text}”完成值{plain(value)}{unit}得满分",
                c.put(c.actual(row, plain(value), "" if "unit" in c.layout.columns else unit)),
            )


@mutation("SC06")
def late_yet_full_score(c: Clean) -> Mutants:
    for row in c.rows:
        if row.target.value is not None and row.target.value.kind is TargetKind.DATE and row.weight.present:
            for late in ("2025年2月20日", "2025.3.5"):
                yield f"“{row.name.text}”迟至{late}得满分", c.put({row.actual.at: late})


@mutation("SC07", "OP06", "OP02", "SC12", "NR02", "SC17")
def met_yet_points_lost(c: Clean) -> Mutants:
    for row in c.rows:
        if not row.deviation_reason.present or not row.self_score.value:
            continue
        if row.outcome is None or row.outcome.met is not True:
            continue
        for less in (2, 1):
            changes = {row.self_score.at: row.self_score.value - less, **c.earned(Decimal(-less))}
            yield f"“{row.name.text}”已达到而扣{less}分", c.put(changes)


@mutation("SC08")
def reason_dropped(c: Clean) -> Mutants:
    for row in c.rows:
        if row.deviation_reason.present and not row.deviation_reason.empty:
            for value in (None, "无", "—", "/"):
                yield f"“{row.name.text}”原因写{value}", c.put({row.deviation_reason.at: value})


@mutation("SC08", "SC06", "OP05", "OP06", "OP02", "SC02", "SC12", "NR02", "SC17")
def missed_without_reason(c: Clean) -> Mutants:
    """A target missed and scored in proportion, and no reason given."""
    for row in c.rows:
        target = row.target.value
        if not row.deviation_reason.present or not row.self_score.value:
            continue
        if target is None or target.quantity is None or not row.outcome or row.outcome.met is not True:
            continue
        if target.operator not in (Operator.AT_LEAST, Operator.ABOVE) or row.lower_is_better:
            continue
        unit = "" if "unit" in c.layout.columns else target.quantity.unit
        changes = c.actual(row, plain(target.quantity.value * Decimal("0.8")), unit)
        changes |= {row.self_score.at: row.self_score.value * Decimal("0.8")}
        changes |= c.earned(row.self_score.value * Decimal("-0.2"))
        yield f"“{row.name.text}”未完成扣分而没有原因", c.put(changes)


@mutation("SC09", "SC02", "SC03", "OP02", "OP01")
def score_missing(c: Clean) -> Mutants:
    for row in c.rows:
        for name, score in row.scores():
            if score.value is not None:
                yield f"“{row.name.text}”没有{name}", c.put({score.at: None})


@mutation("SC10", "SC09", "LY02", "OP02")
def score_is_no_number(c: Clean) -> Mutants:
    for row in c.rows:
        for name, score in row.scores():
            if score.value is not None:
                yield f"“{row.name.text}”{name}写满分", c.put({score.at: "满分"})
                yield f"“{row.name.text}”{name}为负", c.put({score.at: -2})
    totals = c.form.totals
    for field in (totals.self_score, totals.review_score):
        if field.value is not None:
            yield "合计写文字", c.put({field.at: "见评分表"})


@mutation("SC11", "OP05")
def far_exceeded(c: Clean) -> Mutants:
    """Half as much again as the target asked, and nothing said of it."""
    for row in c.rows:
        target = row.target.value
        if (
            target is None
            or target.quantity is None
            or target.quantity.unit in ("%", "")
            or row.lower_is_better
        ):
            continue
        if target.operator not in (Operator.AT_LEAST, Operator.ABOVE) or target.kind is not TargetKind.NUMBER:
            continue
        if row.opinion.text or row.deviation_reason.text:
            continue
        unit = "" if "unit" in c.layout.columns else target.quantity.unit
        for share in ("1.4", "3"):
            value = target.quantity.value * Decimal(share)
            yield f"“{row.name.text}”完成{share}倍", c.put(c.actual(row, plain(value), unit))


@mutation("SC12", "SC02", "SC03", "SC07", "SC08", "OP02", "OP06", "SC05", "TG10", "OP05")
def qualitative_out_of_band(c: Clean) -> Mutants:
    """Full marks for a grade that is partly or not reached, or half of them for one that is reached."""
    for row in c.rows:
        if (
            row.target.value is None
            or row.target.value.kind is not TargetKind.QUALITATIVE
            or not row.weight.present
        ):
            continue
        for words in ("部分达成预期指标并具有一定效果", "未达成预期指标且效果较差"):
            yield f"“{row.name.text}”{words}得满分", c.put({row.actual.at: words})
        score = row.review_score if row.review_score.value else row.self_score
        if score.value:
            low = {row.actual.at: "达成预期指标", score.at: score.value * Decimal("0.5")}
            yield f"“{row.name.text}”达成预期指标只得一半", c.put(low)


@mutation("SC16")
def deviation_misprinted(c: Clean) -> Mutants:
    for row in c.rows:
        if row.deviation.value is None or not row.self_score.value:
            continue
        for points in (7, 12):
            yield f"“{row.name.text}”偏差多{points}", c.put({row.deviation.at: row.deviation.value + points})


@mutation("SC15", "SC03", "SC05", "SC16", "OP04")
def reviewed_as_met_and_deducted(c: Clean) -> Mutants:
    for row in c.rows:
        review = row.review_score.value
        reviewed = row.as_reviewed
        if reviewed is None or not review or not row.opinion.empty or reviewed.outcome is None:
            continue
        if reviewed.outcome.met:
            lower = {row.review_score.at: review - 2, **c.earned(review=Decimal(-2))}
            yield f"“{row.name.text}”复核完成，少2分", c.put(lower)


@mutation("SC18", "SC03", "SC05", "OP01", "OP02")
def average_misprinted(c: Clean) -> Mutants:
    for row in c.rows:
        if not row.expert_scores or row.review_score.value is None:
            continue
        lower = {row.review_score.at: row.review_score.value - 1}
        yield f"“{row.name.text}”平均分少1分", c.put({**lower, **c.earned(review=Decimal(-1))})
        one = row.expert_scores[0]
        if one.value is not None:
            yield f"“{row.name.text}”一位专家改了分", c.put({one.at: one.value - 3})


@mutation("SC13", "FD08", "SC05", "SC02")
def scores_outrun_execution(c: Clean) -> Mutants:
    if "weight" in c.layout.columns:
        for share in ("0.8", "0.5"):
            yield f"执行率{share}而指标接近满分", c.put(c.executed(Decimal(share)))

"""OP 复核意见: the errors that these rules claim to find."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from benchmarks.mutations.mutant import Clean, Mutants, mutation
from scoring.form.field import Number, Text
from scoring.form.indicator import Indicator
from scoring.text.printed_numbers import plain


def _reviewed(c: Clean) -> Iterator[tuple[Indicator, Number, Text]]:
    for row in c.rows:
        if c.form.reviewed and row.review_score.present and row.opinion.present and row.review_score.value:
            yield row, row.review_score, row.opinion


@mutation("OP01", "NR02", "SC05", "SC12")
def deducted_without_reason(c: Clean) -> Mutants:
    for row, score, opinion in _reviewed(c):
        for words in (None, "同意。", "查阅资料，符合要求。"):
            changes = {score.at: (score.value or 0) - 2, opinion.at: words, **c.earned(review=Decimal(-2))}
            yield f"“{row.name.text}”复核扣2分，意见写{words}", c.put(changes)


@mutation("OP02", "NR02", "OP01", "OP03", "SC05", "SC12")
def another_deduction(c: Clean) -> Mutants:
    for row, score, opinion in _reviewed(c):
        if "扣" in opinion.text:
            yield (
                f"“{row.name.text}”意见改为扣3分",
                c.put({opinion.at: opinion.text.replace("扣1分", "扣3分")}),
            )
            continue
        if "得满分" in opinion.text:
            changes = {score.at: (score.value or 0) - 2, **c.earned(review=Decimal(-2))}
            yield f"“{row.name.text}”意见得满分而少2分", c.put(changes)
        yield f"“{row.name.text}”意见扣2分而分没有少", c.put({opinion.at: "资料不全，扣2分。"})


@mutation("OP03", "NR02", "OP05")
def opinion_contradictory(c: Clean) -> Mutants:
    for row, score, opinion in _reviewed(c):
        if "得满分" in opinion.text:
            changes = {opinion.at: f"{opinion.text}但资料不全，扣1分。", score.at: (score.value or 0) - 1}
            yield f"“{row.name.text}”得满分又扣1分", c.put({**changes, **c.earned(review=Decimal(-1))})


@mutation("OP04", "OP01", "OP02")
def opinion_no_opinion(c: Clean) -> Mutants:
    for row, _, opinion in _reviewed(c):
        if "扣" not in opinion.text:
            for words in (None, 10, "—", "100%"):
                yield f"“{row.name.text}”意见写{words}", c.put({opinion.at: words})


@mutation("OP05")
def opinion_quotes_another_figure(c: Clean) -> Mutants:
    for row, _, opinion in _reviewed(c):
        actual = row.actual.value
        quantity = actual.quantity if actual is not None else None
        if quantity is None or row.actual.text not in opinion.text:
            continue
        for share in ("0.7", "0.9"):
            other = f"{plain(quantity.value * Decimal(share))}{quantity.unit}"
            yield (
                f"“{row.name.text}”意见写{other}",
                c.put({opinion.at: opinion.text.replace(row.actual.text, other)}),
            )


@mutation("OP06", "SC07", "SC08", "OP02", "SC12")
def review_above_self(c: Clean) -> Mutants:
    for row, _, _ in _reviewed(c):
        if row.self_score.value:
            less = {row.self_score.at: row.self_score.value - 3, **c.earned(Decimal(-3))}
            yield f"“{row.name.text}”自评少3分", c.put(less)


@mutation("OP08", "NR02", "OP04", "OP06", "OP07", "SC05", "SC12", profile="review_firm")
def deducted_otherwise_than_the_criteria_say(c: Clean) -> Mutants:
    full = ((row, score, opinion) for row, score, opinion in _reviewed(c) if "扣" not in opinion.text)
    for row, score, opinion in full:
        for case in ("没有提供任何佐证材料", "该指标与项目无关"):
            changes = {opinion.at: f"{case}，扣1分。", score.at: (score.value or 0) - 1}
            yield f"“{row.name.text}”意见写{case}，只扣1分", c.put(changes | c.earned(review=Decimal(-1)))

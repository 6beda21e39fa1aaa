"""What rows say against each other, and what a form as a whole makes one ask: the errors of TG13, TG14, SC14, OP07, FD11."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

from benchmarks.mutations.mutant import Clean, Mutants, mutation, written
from scoring.form.address import Address


@mutation(
    "TG13", "DS01", "DS02", "DS03", "TG10", "SC11", "OP05", "DS08", "TG11", "OP01", "SC12", "SC06", "SC08"
)
def later_stage_beyond_the_earlier(c: Clean) -> Mutants:
    for first, second in pairwise(c.of_class("数量", "质量")):
        changes = {
            **c.indicator(first, "便民驿站开工数", "≥", "3", "座", "3"),
            **c.indicator(second, "便民驿站完工数", "≥", "3", "座", "5"),
        }
        yield f"“{first.name.text}”“{second.name.text}”改为开工3座、完工5座", c.put(changes)


@mutation("TG14", "OP04", "OP02", "OP03", "OP05", "SC11", "TG01", "SC06", "SC07", "OP01")
def nobody_complained(c: Clean) -> Mutants:
    for row in c.of_class("服务对象满意度"):
        if "满意" in row.name.text:
            for words in ("100%（全年无投诉）", "没有收到任何投诉，满意度100%"):
                seen = {row.opinion.at: "查阅资料，情况属实。"} if not row.opinion.empty else {}
                yield f"“{row.name.text}”填“{words}”", c.put({row.actual.at: words, **seen})


@mutation(
    "SC14",
    "SC17",
    "SC02",
    "SC05",
    "NR02",
    "SC13",
    "SC06",
    "SC08",
    "SC12",
    "FD02",
    "FD01",
    "OP02",
    "OP06",
    "NR01",
    "TG06",
)
def all_full(c: Clean) -> Mutants:
    if not all(written(row.weight) and row.self_score.present for row in c.rows):
        return
    changes: dict[Address, Any] = {
        **c.executed(Decimal(1)),
        **{row.self_score.at: row.weight.value for row in c.rows},
    }
    if not c.review.of("SC14"):
        yield "各项自评都改为满分", c.put(changes)


@mutation("OP07", "SC03", "SC04", "SC05", "NR02", "OP02", "OP05", "SC12", "SC13")
def unequal_deductions(c: Clean) -> Mutants:
    """Two rows with one reason: a fifth of the weight lost in one, half of it in the other."""
    if not c.form.reviewed:
        return
    rows = [row for row in c.rows if row.opinion.present and row.weight.value and row.review_score.value]
    for first, second in pairwise(rows):
        one, two = first.weight.value or Decimal(0), second.weight.value or Decimal(0)
        changes = {
            first.review_score.at: one * Decimal("0.8"),
            first.opinion.at: "没有提供佐证材料，酌情扣分。",
            second.review_score.at: two * Decimal("0.5"),
            second.opinion.at: "没有提供佐证材料，酌情扣分。",
        }
        yield f"“{first.name.text}”扣20%，“{second.name.text}”扣50%", c.put(changes)


@mutation("FD11", "SC02", "SC03", "SC04", "SC05", "NR01", "NR02", "FD10")
def results_of_execution_left_out(c: Clean) -> Mutants:
    line = c.line
    if not line.budget.value or not line.executed.value:
        return
    for name, field in (("执行率", line.rate), ("得分", line.score)):
        if written(field):
            yield f"资金{name}空着", c.put({field.at: None})

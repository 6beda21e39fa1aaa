"""WT 分值: the errors that these rules claim to find."""

from __future__ import annotations

from typing import Any

from benchmarks.mutations.mutant import Clean, Mutants, mutation
from scoring.form.address import Address


@mutation("WT01", "WT02", "WT03", "WT06", "SC01", "SC06", "SC07", "SC08", "OP02")
def weight_changed(c: Clean) -> Mutants:
    for row in c.rows:
        if row.weight.value is None:
            continue
        for more in (1, -1, 5):
            yield f"“{row.name.text}”分值{more:+}", c.put({row.weight.at: row.weight.value + more})
        yield f"“{row.name.text}”分值多一个0", c.put({row.weight.at: row.weight.value * 10})


@mutation("WT01")
def stated_weight_changed_where_there_is_no_column(c: Clean) -> Mutants:
    if "weight" not in c.layout.columns:
        for label in c.form.stated_weights.values():
            yield f"{label.text}改数", c.put({label.at: label.text.replace("0分", "5分")})


@mutation("WT02", "WT01")
def stated_weight_changed(c: Clean) -> Mutants:
    if "weight" in c.layout.columns:
        for label in c.form.stated_weights.values():
            yield f"{label.text}改数", c.put({label.at: label.text.replace("0分", "5分")})


@mutation("WT02", "SC01", "SC07", "SC08", "SC06", "OP02", "WT04")
def weight_moved_to_another_level1(c: Clean) -> Mutants:
    if c.form.stated_weights and "weight" in c.layout.columns:
        first, last = c.rows[0], c.rows[-1]
        assert first.weight and last.weight and first.weight.value and last.weight.value
        moved = {first.weight.at: first.weight.value - 2, last.weight.at: last.weight.value + 2}
        yield "分值从产出挪到满意度", c.put(moved)


@mutation("WT03", "OP02")
def another_share_than_the_profile(c: Clean) -> Mutants:
    first, last = c.rows[0], c.rows[-1]
    if c.form.stated_weights or not first.weight.present or not last.weight.present:
        return
    if set(c.review.results.level1_weights) != {"产出指标", "效益指标", "满意度指标"}:
        return
    moved: dict[Address, Any] = {}
    for row, more in ((first, -5), (last, 5)):
        for field in (row.weight, row.self_score, row.review_score):
            if field.value is not None:
                moved[field.at] = field.value + more
    yield "分值和得分从产出挪5分到满意度", c.put(moved)


@mutation("WT04", "WT01", "WT02", "WT06", "SC07", "SC08", "SC06", "OP02")
def one_weight_too_large(c: Clean) -> Mutants:
    for row in c.rows:
        if row.weight.value is not None:
            yield f"“{row.name.text}”分值60", c.put({row.weight.at: 60})


@mutation("WT05", "WT01", "WT02", "WT06", "SC01", "LY02", "OP02")
def weight_missing(c: Clean) -> Mutants:
    for row in c.rows:
        if row.weight.value is not None:
            for value in (None, 0, "—", "同上"):
                yield f"“{row.name.text}”分值写{value}", c.put({row.weight.at: value})


@mutation("WT06")
def weight_total_changed(c: Clean) -> Mutants:
    totals = c.form.totals
    if totals.weight.value is not None:
        for value in (99, 101, 110, 10, 95, 120):
            yield f"分值合计写{value}", c.put({totals.weight.at: value})


@mutation("WT06", "WT01", "WT02", "WT04", "SC06", "SC07", "SC08", "SC17", "OP02")
def total_formula_too_short(c: Clean) -> Mutants:
    """The formula of the total does not reach a row: it prints less, or the 100 that it printed before."""
    total = c.form.totals.weight
    if total.value is None:
        return
    for row in c.rows:
        if row.weight.value is not None:
            less = {total.at: total.value - row.weight.value}
            yield f"合计公式漏“{row.name.text}”", c.formula(total.at, less)
            more = {row.weight.at: row.weight.value + 2, total.at: total.value}
            yield f"“{row.name.text}”多2分，合计公式仍得100", c.formula(total.at, more)


@mutation("WT07", "FD04")
def execution_weight_that_is_none(c: Clean) -> Mutants:
    weight = c.line.weight
    if weight.value is not None and not weight.inferred:
        for text in (-weight.value, "按规定", "见办法"):
            yield f"资金执行的分值写“{text}”", c.put({weight.at: text})

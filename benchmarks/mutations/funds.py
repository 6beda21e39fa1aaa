"""FD 项目资金: the errors that these rules claim to find."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from benchmarks.mutations.mutant import Clean, Mutants, last_digit, mutation, swapped, written
from scoring.form.address import Address
from scoring.text.printed_numbers import plain


@mutation("FD01")
def rate_changed(c: Clean) -> Mutants:
    for line in c.form.funds:
        if not line.rate.value or not line.budget.value:
            continue
        printed = Decimal(line.rate.text.rstrip("%"))
        for step in (1, -1):
            yield f"{line.label.text}执行率改一个末位", c.put({line.rate.at: last_digit(printed, step)})
        yield f"{line.label.text}执行率少一位小数点", c.put({line.rate.at: line.rate.value / 10})
        if (other := swapped(line.rate.value)) is not None:
            yield f"{line.label.text}执行率两位颠倒", c.put({line.rate.at: other})


@mutation("FD02")
def execution_score_changed(c: Clean) -> Mutants:
    score = c.line.score
    if score.value is None:
        return
    weight = c.review.results.execution_weight
    wrong = {score.value - 1, score.value - Decimal("0.1"), score.value / 10, weight / 2}
    wrong |= {weight, score.value + Decimal("0.15")} if score.value < weight else set()
    for value in sorted(wrong):
        yield f"资金得分写{plain(value)}", c.put({score.at: value})


@mutation("FD03", "FD01", "FD05", "FD06", "FD10")
def sources_do_not_add_up(c: Clean) -> Mutants:
    parts = [line for line in c.sources if line.budget.value]
    for name in ("年初预算", "全年预算", "全年执行"):
        for line in parts:
            amount = next((a for n, a in line.amounts() if n == name and a.value), None)
            if amount is not None and amount.value:
                yield f"{line.label.text}{name}加1", c.put({amount.at: amount.value + 1})
                yield f"{line.label.text}{name}写0", c.put({amount.at: 0})
    first = c.line.initial_budget
    if parts and first.value:
        yield "总额的年初预算改一位", c.put({first.at: first.value + 3})


@mutation("FD04")
def source_scored_too(c: Clean) -> Mutants:
    for line in c.sources:
        if line.weight.present and line.budget.value:
            yield f"{line.label.text}另填分值", c.put({line.weight.at: 10})
        if line.score.present and line.budget.value:
            yield f"{line.label.text}另填得分", c.put({line.score.at: Decimal("9.5")})


@mutation("FD05", "FD01", "FD02", "SC02", "SC03", "SC04", "NR01", "FD06", "FD03")
def budget_and_spending_exchanged(c: Clean) -> Mutants:
    lines = [n for n in c.form.funds if n.budget.value and n.executed.value]
    swap: dict[Address, Any] = {}
    for line in lines:
        swap |= {line.budget.at: line.executed.value, line.executed.at: line.budget.value}
    if c.line.executed.present and c.line.budget.value != c.line.executed.value:
        yield "全年预算与全年执行两列颠倒", c.put(swap)
    more = {n.executed.at: n.budget.value * 2 for n in lines if n.budget.value}
    yield "全年执行多一倍", c.put(more)


@mutation("FD06", "FD03")
def initial_budget_absent(c: Clean) -> Mutants:
    fields = [line.initial_budget for line in c.form.funds if written(line.initial_budget)]
    reason = {c.line.reason.at: None} if c.line.reason.present else {}
    if fields:
        yield "年初预算全部空着", c.put({**{f.at: None for f in fields}, **reason})
        yield "年初预算全部写0", c.put({**{f.at: 0 for f in fields}, **reason})
        half = {f.at: (f.value or Decimal(0)) / 2 for f in fields}
        yield "年初预算只有一半", c.put({**half, **reason})


@mutation("FD07", "FD03", "FD06", "FD01", "LY02", "WT01", "SC02")
def amount_is_no_number(c: Clean) -> Mutants:
    for line in c.form.funds:
        for name, amount in line.amounts():
            if amount.value:
                yield f"{line.label.text}{name}为负", c.put({amount.at: -amount.value})
                yield f"{line.label.text}{name}写文字", c.put({amount.at: "见附件"})


@mutation("FD08", "SC13", "SC05")
def low_execution(c: Clean) -> Mutants:
    reasons = {i.deviation_reason.at: "学员请假" for i in c.rows if i.deviation_reason.text}
    own = {c.line.reason.at: None} if c.line.reason.present else {}
    for share in ("0.85", "0.6", "0.4517"):
        yield f"执行率{share}没有原因", c.put({**c.executed(Decimal(share)), **reasons, **own})


@mutation("FD09")
def text_in_another_unit(c: Clean) -> Mutants:
    text = c.form.texts.get("conclusion")
    if text is not None and "万元" in text.text:
        yield "文中万元写成元", c.put({text.at: text.text.replace("万元", "元", 1)})
        yield "文中各处万元写成元", c.put({text.at: text.text.replace("万元", "元")})


@mutation("FD10", "FD04", "FD01")
def rate_without_budget(c: Clean) -> Mutants:
    for line in c.sources:
        if not line.budget.present or line.budget.value or (line.executed and line.executed.value):
            continue
        if line.rate.present:
            yield f"{line.label.text}没有预算而执行率100%", c.put({line.rate.at: "100%"})
        if line.score.present:
            yield f"{line.label.text}没有预算而得10分", c.put({line.score.at: 10})


@mutation("FD12", "SC09", "FD10", "NR01", "FD03", "FD06", "FD11")
def amounts_left_out(c: Clean) -> Mutants:
    """An amount of every line, and with it the rate and the points that nobody can reckon."""
    results = {
        field.at: None
        for line in c.form.funds
        for field in (line.rate, line.score)
        if field.present and field.value is not None and not field.inferred
    }
    for name in ("全年预算", "全年执行"):
        amounts = [amount for line in c.form.funds for n, amount in line.amounts() if n == name]
        if amounts:
            yield f"{name}一列空着", c.put({**dict.fromkeys((a.at for a in amounts), None), **results})

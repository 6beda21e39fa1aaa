"""One error at a time, put into the clean forms of tests/forms: every kind that a rule claims to find.

A mutation yields ``what, sheet``. It is registered with the rule that must speak and with the rules that
may speak too, because the same error is theirs as well (a weight changed by hand trips WT01 and WT02).
Nothing is random. The rows to change are picked by their names and classes, as a person would pick them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from addin.check import check
from addin.layout.display import display
from addin.layout.locate import Layout
from addin.layout.sheet import Cell, CellError, Sheet
from scoring.address import Address, Area
from scoring.arithmetic import plain, rounded
from scoring.form import EvaluationForm, FundLine, Indicator, Number, Text
from scoring.operators import Operator
from scoring.review import Review
from scoring.target import Kind
from scoring.taxonomy import level2_class
from tests.addin.layout.sheets import with_blank_rows
from tests.forms import cell, form_sheet

Changes = Mapping[Address, Any]
Mutants = Iterator[tuple[str, Sheet]]


class Clean:
    """A clean form: its sheet, as located and read, and how to write into it."""

    def __init__(self, name: str) -> None:
        (checked,) = check([form_sheet(name)])
        self.name = name
        self.sheet: Sheet = checked.sheet
        self.layout: Layout = checked.layout
        self.review: Review = checked.review
        self.form: EvaluationForm = checked.review.form

    @cached_property
    def rows(self) -> tuple[Indicator, ...]:
        return self.form.filled_indicators

    @property
    def line(self) -> FundLine:
        assert self.form.total_funds is not None
        return self.form.total_funds

    @cached_property
    def sources(self) -> tuple[FundLine, ...]:
        return tuple(line for line in self.form.funds if not line.is_total)

    def put(self, changes: Changes) -> Sheet:
        """The sheet with some cells changed; None empties one. A number keeps the cell's format."""
        cells = dict(self.sheet.cells)
        for at, value in changes.items():
            old = cells.pop(at, None)
            if value is None or value == "":
                continue
            if isinstance(value, int | Decimal):
                number, form = Decimal(value), old.number_format if old is not None else "General"
                number = number / 100 if "%" in form else number
                cells[at] = Cell(number, display(number, form), None, form)
            else:
                cells[at] = cell(value)
        return replace(self.sheet, cells=cells)

    def of_class(self, *classes: str) -> Iterator[Indicator]:
        return (i for i in self.rows if level2_class(i.level2.text) in classes)

    def target(self, row: Indicator, sign: str, figure: str, unit: str) -> dict[Address, Any]:
        """A target into its cell, or into 指标性质 | 指标值 | 度量单位."""
        columns = self.layout.columns
        if "nature" not in columns:
            return {row.target.at: f"{sign}{figure}{unit}"}
        three = (("nature", sign), ("target", figure), ("unit", unit))
        return {Address(row.row, columns[key]): value for key, value in three}

    def actual(self, row: Indicator, figure: str, unit: str) -> dict[Address, Any]:
        return {row.actual.at: f"{figure}{unit}"}

    def indicator(
        self, row: Indicator, name: str, sign: str, figure: str, unit: str, actual: str
    ) -> dict[Address, Any]:
        """Another indicator in a row; the opinion speaks of none of its figures."""
        changes = {row.name.at: name, **self.target(row, sign, figure, unit)}
        changes |= self.actual(row, actual, unit if actual[-1:].isdigit() else "")
        if row.opinion is not None and not row.opinion.blank:
            deducted = "扣" in row.opinion.text
            changes[row.opinion.at] = "资料保存不全，扣1分。" if deducted else "查阅资料，已完成。"
        return changes

    def earned(self, own: Decimal = Decimal(0), review: Decimal = Decimal(0)) -> dict[Address, Any]:
        """The printed totals raised or lowered, as the scores were."""
        totals, changes = self.form.totals, {}
        assert totals is not None
        pairs = [(totals.self_score, own), (totals.review_score, review), (self.form.final_score, review)]
        for field, more in pairs:
            if field is not None and field.value is not None and more:
                changes[field.at] = field.value + more
        return changes

    def executed(self, share: Decimal) -> dict[Address, Any]:
        """The table as it would be with that share of the budget spent."""
        changes: dict[Address, Any] = {}
        old = self.line.score.value if self.line.score is not None else None
        for line in self.form.funds:
            budget = line.budget.value if line.budget is not None else None
            if not budget or line.executed is None:
                continue
            changes[line.executed.at] = (budget * share).normalize()
            if line.rate is not None and line.rate.value is not None:
                changes[line.rate.at] = rounded(share * 100)
        if old is not None and self.line.score is not None:
            new = rounded(self.review.results.execution_weight * share)
            changes |= {self.line.score.at: new, **self.earned(new - old, new - old)}
        for key in ("conclusion", "achieved"):  # figures of the old execution are none of this error
            text = self.form.texts.get(key)
            if text is not None and not text.blank and key == "conclusion":
                changes[text.at] = "项目按计划实施，完成了年度任务。"
        return changes


@dataclass(frozen=True)
class Mutation:
    """A way to put in one kind of error."""

    rule: str
    related: frozenset[str]
    make: Callable[[Clean], Mutants]


@dataclass(frozen=True)
class Mutant:
    rule: str
    related: frozenset[str]
    form: str
    what: str
    sheet: Sheet


MUTATIONS: list[Mutation] = []


def mutation(rule: str, *related: str) -> Callable[[Callable[[Clean], Mutants]], Callable[[Clean], Mutants]]:
    def register(make: Callable[[Clean], Mutants]) -> Callable[[Clean], Mutants]:
        MUTATIONS.append(Mutation(rule, frozenset(related), make))
        return make

    return register


def mutants(clean: Clean) -> Iterator[Mutant]:
    """All mutants of a form, in a fixed order."""
    for one in MUTATIONS:
        for what, sheet in one.make(clean):
            yield Mutant(one.rule, one.related, clean.name, what, sheet)


def _written(field: Number | None) -> bool:
    return field is not None and field.value is not None and not field.inferred


def _last_digit(value: Decimal, step: int = 1) -> Decimal:
    """The number with its last printed digit one higher."""
    exponent = value.as_tuple().exponent
    return value + step * Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)


def _swapped(value: Decimal) -> Decimal | None:
    """The number with two neighbouring digits exchanged: 95.5 and 59.5."""
    text = plain(value)
    for at in range(len(text) - 1):
        if text[at : at + 2].isdigit() and text[at] != text[at + 1] and text[at + 1] != "0":
            return Decimal(text[:at] + text[at + 1] + text[at] + text[at + 2 :])
    return None


# FD 项目资金


@mutation("FD01")
def rate_changed(c: Clean) -> Mutants:
    for line in c.form.funds:
        if line.rate is None or not line.rate.value or not line.budget or not line.budget.value:
            continue
        printed = Decimal(line.rate.text.rstrip("%"))
        for step in (1, -1):
            yield f"{line.label.text}执行率改一个末位", c.put({line.rate.at: _last_digit(printed, step)})
        yield f"{line.label.text}执行率少一位小数点", c.put({line.rate.at: line.rate.value / 10})
        if (other := _swapped(line.rate.value)) is not None:
            yield f"{line.label.text}执行率两位颠倒", c.put({line.rate.at: other})


@mutation("FD02")
def execution_score_changed(c: Clean) -> Mutants:
    score = c.line.score
    if score is None or score.value is None:
        return
    weight = c.review.results.execution_weight
    wrong = {score.value - 1, score.value - Decimal("0.1"), score.value / 10, weight / 2}
    wrong |= {weight, score.value + Decimal("0.15")} if score.value < weight else set()
    for value in sorted(wrong):
        yield f"资金得分写{plain(value)}", c.put({score.at: value})


@mutation("FD03", "FD01", "FD05", "FD06", "FD10")
def sources_do_not_add_up(c: Clean) -> Mutants:
    parts = [line for line in c.sources if line.budget and line.budget.value]
    for name in ("年初预算", "全年预算", "全年执行"):
        for line in parts:
            amount = next((a for n, a in line.amounts() if n == name and a.value), None)
            if amount is not None and amount.value:
                yield f"{line.label.text}{name}加1", c.put({amount.at: amount.value + 1})
                yield f"{line.label.text}{name}写0", c.put({amount.at: 0})
    first = c.line.initial_budget
    if parts and first is not None and first.value:
        yield "总额的年初预算改一位", c.put({first.at: first.value + 3})


@mutation("FD04")
def source_scored_too(c: Clean) -> Mutants:
    for line in c.sources:
        if line.weight is not None and line.budget is not None and line.budget.value:
            yield f"{line.label.text}另填分值", c.put({line.weight.at: 10})
        if line.score is not None and line.budget is not None and line.budget.value:
            yield f"{line.label.text}另填得分", c.put({line.score.at: Decimal("9.5")})


@mutation("FD05", "FD01", "FD02", "SC02", "SC03", "SC04", "NR01", "FD06", "FD03")
def budget_and_spending_exchanged(c: Clean) -> Mutants:
    lines = [n for n in c.form.funds if n.budget and n.executed and n.budget.value and n.executed.value]
    swap: dict[Address, Any] = {}
    for line in lines:
        assert line.budget is not None and line.executed is not None
        swap |= {line.budget.at: line.executed.value, line.executed.at: line.budget.value}
    if c.line.budget and c.line.executed and c.line.budget.value != c.line.executed.value:
        yield "全年预算与全年执行两列颠倒", c.put(swap)
    more = {n.executed.at: n.budget.value * 2 for n in lines if n.executed and n.budget and n.budget.value}
    yield "全年执行多一倍", c.put(more)


@mutation("FD06", "FD03")
def initial_budget_absent(c: Clean) -> Mutants:
    fields = [line.initial_budget for line in c.form.funds if _written(line.initial_budget)]
    reason = {c.line.reason.at: None} if c.line.reason is not None else {}
    if fields:
        yield "年初预算全部空着", c.put({**{f.at: None for f in fields if f}, **reason})
        yield "年初预算全部写0", c.put({**{f.at: 0 for f in fields if f}, **reason})
        half = {f.at: (f.value or Decimal(0)) / 2 for f in fields if f is not None}
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
    reasons = {
        i.deviation_reason.at: "学员请假" for i in c.rows if i.deviation_reason and i.deviation_reason.text
    }
    own = {c.line.reason.at: None} if c.line.reason is not None else {}
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
        if line.budget is None or line.budget.value or (line.executed and line.executed.value):
            continue
        if line.rate is not None:
            yield f"{line.label.text}没有预算而执行率100%", c.put({line.rate.at: "100%"})
        if line.score is not None:
            yield f"{line.label.text}没有预算而得10分", c.put({line.score.at: 10})


# WT 分值


@mutation("WT01", "WT02", "WT03", "WT06", "SC01", "SC06", "SC07", "SC08", "OP02")
def weight_changed(c: Clean) -> Mutants:
    for row in c.rows:
        if row.weight is None or row.weight.value is None:
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
    if c.form.stated_weights or first.weight is None or last.weight is None:
        return
    if set(c.review.results.level1_weights) != {"产出指标", "效益指标", "满意度指标"}:
        return
    moved: dict[Address, Any] = {}
    for row, more in ((first, -5), (last, 5)):
        for field in (row.weight, row.self_score, row.review_score):
            if field is not None and field.value is not None:
                moved[field.at] = field.value + more
    yield "分值和得分从产出挪5分到满意度", c.put(moved)


@mutation("WT04", "WT01", "WT02", "WT06", "SC07", "SC08", "SC06", "OP02")
def one_weight_too_large(c: Clean) -> Mutants:
    for row in c.rows:
        if row.weight is not None and row.weight.value is not None:
            yield f"“{row.name.text}”分值60", c.put({row.weight.at: 60})


@mutation("WT05", "WT01", "WT02", "WT06", "SC01", "LY02", "OP02")
def weight_missing(c: Clean) -> Mutants:
    for row in c.rows:
        if row.weight is not None and row.weight.value is not None:
            for value in (None, 0, "—", "同上"):
                yield f"“{row.name.text}”分值写{value}", c.put({row.weight.at: value})


@mutation("WT06")
def weight_total_changed(c: Clean) -> Mutants:
    totals = c.form.totals
    if totals is not None and totals.weight is not None and totals.weight.value is not None:
        for value in (99, 101, 110, 10, 95, 120):
            yield f"分值合计写{value}", c.put({totals.weight.at: value})


# SC 得分


@mutation("SC01", "SC02", "SC03", "SC04", "OP02", "OP06", "NR02", "SC05", "SC12")
def score_above_weight(c: Clean) -> Mutants:
    for row in c.rows:
        if row.weight is None or row.weight.value is None:
            continue
        for name, score in row.scores():
            if score.value is not None:
                yield f"“{row.name.text}”{name}多1分", c.put({score.at: row.weight.value + 1})
                yield f"“{row.name.text}”{name}多一个0", c.put({score.at: row.weight.value * 10})


@mutation("SC02")
def self_total_changed(c: Clean) -> Mutants:
    field = c.form.totals.self_score if c.form.totals else None
    yield from _wrong_totals(c, field)


@mutation("SC02", "SC07", "SC08", "OP02", "OP06", "SC05", "NR02", "SC12")
def self_score_changed(c: Clean) -> Mutants:
    for row in c.rows:
        if row.self_score is not None and row.self_score.value is not None:
            for less in ("1", "0.1"):
                yield (
                    f"“{row.name.text}”自评得分少{less}分",
                    c.put({row.self_score.at: row.self_score.value - Decimal(less)}),
                )


@mutation("SC03", "NR02")
def review_total_changed(c: Clean) -> Mutants:
    field = c.form.totals.review_score if c.form.totals and c.form.reviewed else None
    yield from _wrong_totals(c, field)


@mutation("SC03", "OP01", "OP02", "SC05", "NR02", "SC04", "SC12")
def review_score_changed(c: Clean) -> Mutants:
    for row in c.rows:
        if row.review_score is not None and row.review_score.value is not None:
            yield f"“{row.name.text}”复核分少2分", c.put({row.review_score.at: row.review_score.value - 2})


def _wrong_totals(c: Clean, field: Number | None) -> Mutants:
    if field is None or field.value is None:
        return
    execution = c.review.results.execution_score or Decimal(0)
    wrong = {field.value + 1, field.value - 1, field.value - Decimal("0.1"), field.value - execution}
    wrong |= {_last_digit(field.value), (field.value / 10).normalize()}
    wrong |= {Decimal(100)} if field.value != 100 else {Decimal(90)}
    if (other := _swapped(field.value)) is not None:
        wrong.add(other)
    for value in sorted(wrong - {field.value}):
        yield f"合计写{plain(value)}", c.put({field.at: value})


@mutation("SC04")
def final_score_changed(c: Clean) -> Mutants:
    yield from _wrong_totals(c, c.form.final_score)


@mutation("SC05")
def grade_changed(c: Clean) -> Mutants:
    grade = c.form.grade
    if grade is not None and not grade.blank:
        for letter in ("优", "良", "中", "差"):
            if letter not in grade.text:
                yield f"等级写{letter}", c.put({grade.at: letter})


@mutation("SC06", "OP05", "TG12", "OP02")
def missed_yet_full_score(c: Clean) -> Mutants:
    for row in c.rows:
        target, weight, score = row.target.value, row.weight, row.review_score or row.self_score
        if target is None or weight is None or target.quantity is None or row.outcome is None:
            continue
        if (
            not row.outcome.met
            or score is None
            or score.value != weight.value
            or (row.deviation_reason and row.deviation_reason.text)
        ):
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
        if row.target.value is not None and row.target.value.kind is Kind.DATE and row.weight is not None:
            for late in ("2025年2月20日", "2025.3.5"):
                yield f"“{row.name.text}”迟至{late}得满分", c.put({row.actual.at: late})


@mutation("SC07", "OP06", "OP02", "SC12", "NR02")
def met_yet_points_lost(c: Clean) -> Mutants:
    for row in c.rows:
        if row.deviation_reason is None or row.self_score is None or not row.self_score.value:
            continue
        if row.outcome is None or row.outcome.met is not True:
            continue
        for less in (2, 1):
            changes = {row.self_score.at: row.self_score.value - less, **c.earned(Decimal(-less))}
            yield f"“{row.name.text}”已达到而扣{less}分", c.put(changes)


@mutation("SC08")
def reason_dropped(c: Clean) -> Mutants:
    for row in c.rows:
        if row.deviation_reason is not None and not row.deviation_reason.empty:
            for value in (None, "无", "—", "/"):
                yield f"“{row.name.text}”原因写{value}", c.put({row.deviation_reason.at: value})


@mutation("SC08", "SC06", "OP05", "OP06", "OP02", "SC02", "SC12", "NR02")
def missed_without_reason(c: Clean) -> Mutants:
    for row in c.rows:
        target = row.target.value
        if row.deviation_reason is None or row.self_score is None or not row.self_score.value:
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
    if c.line.score is not None and c.line.score.value is not None:
        yield "资金得分空着", c.put({c.line.score.at: None})


@mutation("SC10", "SC09", "LY02", "OP02")
def score_is_no_number(c: Clean) -> Mutants:
    for row in c.rows:
        for name, score in row.scores():
            if score.value is not None:
                yield f"“{row.name.text}”{name}写满分", c.put({score.at: "满分"})
                yield f"“{row.name.text}”{name}为负", c.put({score.at: -2})
    totals = c.form.totals
    for field in (totals.self_score, totals.review_score) if totals else ():
        if field is not None and field.value is not None:
            yield "合计写文字", c.put({field.at: "见评分表"})


@mutation("SC11", "OP05")
def far_exceeded(c: Clean) -> Mutants:
    for row in c.rows:
        target = row.target.value
        if (
            target is None
            or target.quantity is None
            or target.quantity.unit in ("%", "")
            or row.lower_is_better
        ):
            continue
        if target.operator not in (Operator.AT_LEAST, Operator.ABOVE) or target.kind is not Kind.NUMBER:
            continue
        if (row.opinion and row.opinion.text) or (row.deviation_reason and row.deviation_reason.text):
            continue
        unit = "" if "unit" in c.layout.columns else target.quantity.unit
        for share in ("1.4", "3"):
            value = target.quantity.value * Decimal(share)
            yield f"“{row.name.text}”完成{share}倍", c.put(c.actual(row, plain(value), unit))


@mutation("SC12", "SC02", "SC03", "SC07", "SC08", "OP02", "OP06", "SC05", "TG10", "OP05")
def qualitative_out_of_band(c: Clean) -> Mutants:
    for row in c.rows:
        if row.target.value is None or row.target.value.kind is not Kind.QUALITATIVE or not row.weight:
            continue
        for words in ("部分达成预期指标并具有一定效果", "未达成预期指标且效果较差"):
            yield f"“{row.name.text}”{words}得满分", c.put({row.actual.at: words})
        score = row.review_score if row.review_score and row.review_score.value else row.self_score
        if score is not None and score.value:
            low = {row.actual.at: "达成预期指标", score.at: score.value * Decimal("0.5")}
            yield f"“{row.name.text}”达成预期指标只得一半", c.put(low)


@mutation("SC13", "FD08", "SC05", "SC02")
def scores_outrun_execution(c: Clean) -> Mutants:
    if "weight" in c.layout.columns:
        for share in ("0.8", "0.5"):
            yield f"执行率{share}而指标接近满分", c.put(c.executed(Decimal(share)))


# TG 指标值与完成值


@mutation("TG01", "OP05", "TG06", "SC11", "TG12")
def another_unit(c: Clean) -> Mutants:
    for row in c.rows:
        target = row.target.value
        if target is None or (row.name.blank and not row.target.text):
            continue
        if target.kind is Kind.DATE or (
            target.quantity is not None and target.quantity.dimension not in ("%", "")
        ):
            yield f"“{row.name.text}”完成值写100%", c.put({row.actual.at: "100%"})
        elif target.quantity is not None and target.quantity.unit == "%" and target.kind is Kind.NUMBER:
            yield f"“{row.name.text}”完成值写38次", c.put({row.actual.at: "38次"})
            yield f"“{row.name.text}”完成值写25万元", c.put({row.actual.at: "25万元"})


@mutation("TG02", "OP05")
def actual_copied(c: Clean) -> Mutants:
    for row in c.rows:
        target = row.target.value
        if target is not None and target.quantity is not None and target.operator in (
            Operator.AT_LEAST, Operator.AT_MOST, Operator.ABOVE, Operator.BELOW,
        ):  # fmt: skip
            yield f"“{row.name.text}”完成值照抄", c.put({row.actual.at: row.target.text})


@mutation("TG03", "DS08", "TG10", "SC12", "OP05", "TG09")
def target_unmeasurable(c: Clean) -> Mutants:
    for row in c.rows:
        for text in ("XX", "……", "好坏", "是否有利于事业发展", "努力做好服务工作"):
            yield f"“{row.name.text}”指标值写{text}", c.put(c.target(row, "", text, ""))


@mutation("TG04", "DS08", "SC11", "SC06")
def target_bare(c: Clean) -> Mutants:
    for row in c.rows:
        target = row.target.value
        if target is None or target.quantity is None or target.kind is not Kind.NUMBER:
            continue
        if target.quantity.value == 0 or target.operator is Operator.WITHIN:
            continue
        if "（" not in row.name.text and "(" not in row.name.text:
            yield f"“{row.name.text}”指标值只写数", c.put(c.target(row, "", plain(target.quantity.value), ""))


# What a count counts as done; of 保洁人员人数 or 办理天数 nobody can tell from the name.
_DEEDS = ("改造", "新建", "加装", "培训", "建设", "受益", "惠及", "举办", "更换", "养护", "助餐")
_SHARES, _COUNTS = ("率", "满意度"), ("数", "数量", "次数", "人次", "里程", "面积", "站数")


@mutation("TG05", "SC06", "TG06", "SC07", "OP05", "TG02")
def operator_turned(c: Clean) -> Mutants:
    for row in c.rows:
        target, name = row.target.value, row.name.text.partition("（")[0]
        if target is None or target.quantity is None or target.kind is not Kind.NUMBER:
            continue
        figure, unit = (
            plain(target.quantity.value),
            target.quantity.text.lstrip("0123456789.") or target.quantity.unit,
        )
        done = any(deed in name for deed in _DEEDS) and name.endswith(_COUNTS)
        if done or (name.endswith(_SHARES) and not row.lower_is_better):
            for sign in ("≤", "不超过") if "nature" not in c.layout.columns else ("≤",):
                yield f"“{name}”符号写{sign}", c.put(c.target(row, sign, figure, unit))
        elif name.endswith(("成本", "造价", "起数")):
            yield f"“{name}”符号写≥", c.put(c.target(row, "≥", figure, unit))


@mutation("TG06", "DS01", "DS02", "TG10", "DS08", "TG12")
def completion_rate_for_a_fault_rate(c: Clean) -> Mutants:
    if "weight" not in c.layout.columns:
        return
    for row in c.of_class("质量"):
        for name, sign, figure in (("设备故障率", "≤", "10"), ("数据差错率", "≤", "2")):
            yield f"“{name}”完成值100%得满分", c.put(c.indicator(row, name, sign, figure, "%", "100"))


@mutation("TG07", "DS08", "TG10", "TG08")
def target_missing(c: Clean) -> Mutants:
    for row in c.rows:
        for value in ("", "—"):
            yield f"“{row.name.text}”没有指标值{value}", c.put(c.target(row, "", value, ""))


@mutation("TG08")
def actual_missing(c: Clean) -> Mutants:
    for row in c.rows:
        for value in (None, "—"):
            yield f"“{row.name.text}”没有完成值", c.put({row.actual.at: value})


@mutation("TG09", "TG05", "OP05", "DS08", "SC06", "DS01")
def name_of_another_kind(c: Clean) -> Mutants:
    for row in c.rows:
        name = row.name.text.partition("（")[0]
        if name.endswith("率"):
            yield f"“{name}”指标值写50台", c.put(c.indicator(row, row.name.text, "≥", "50", "台", "52"))
        elif name.endswith(_COUNTS):
            yield f"“{name}”指标值写90%", c.put(c.indicator(row, row.name.text, "≥", "90", "%", "95"))


@mutation("TG10", "DS01", "DS08", "SC02", "SC07")
def timeliness_without_time(c: Clean) -> Mutants:
    for row in c.of_class("时效"):
        if row.deviation_reason is None or not row.deviation_reason.text:
            for name in ("工作开展情况", "制度落实情况", "资料归档率"):
                figure, unit = ("90", "%") if name.endswith("率") else ("良好", "")
                yield f"时效指标“{name}”", c.put(c.indicator(row, name, "", figure, unit, figure))


@mutation("TG11", "DS08", "TG10", "DS01", "SC06")
def change_without_figures(c: Clean) -> Mutants:
    for row in c.of_class("社会效益", "经济效益", "可持续影响", "生态效益"):
        for name, words in (("办事效率提升程度", "提升20%"), ("群众等候时间", "缩短30%")):
            if row.deviation_reason is None or not row.deviation_reason.text:
                change = c.indicator(row, name, "", words, "", words[2:])
                yield f"“{name}”{words}没有前后数", c.put(change)


@mutation("TG12", "SC06", "SC11", "OP05", "TG01", "TG05", "SC07")
def impossible(c: Clean) -> Mutants:
    for row in c.rows:
        name = row.name.text.partition("（")[0]
        if name.endswith(("满意度", "合格率", "及时率", "覆盖率", "完好率", "达标率")):
            yield f"“{name}”完成105%", c.put({row.actual.at: "105%"})
            yield f"“{name}”指标值120%", c.put(c.target(row, "≥", "120", "%"))
        if row.target.value is not None and row.target.value.kind is Kind.DATE:
            yield f"“{name}”指标值2月30日前", c.put({row.target.at: "2月30日前"})
            yield f"“{name}”完成值2024年11月31日", c.put({row.actual.at: "2024年11月31日"})


# DS 指标设置

_WRONG = (
    (("合格率", "完好率"), ("数量指标", "时效指标")),
    (("及时率", "按时开放率", "按期完成率"), ("数量指标", "社会效益指标")),
    (("成本", "造价"), ("数量指标", "质量指标")),
    (("满意度",), ("社会效益指标", "质量指标")),
)


@mutation("DS01", "DS03", "DS06", "TG10", "DS08")
def class_changed(c: Clean) -> Mutants:
    for row in c.rows:
        name = row.name.text.partition("（")[0]
        for endings, classes in _WRONG:
            if name.endswith(endings) and row.level2.at.row == row.row:
                for wrong in classes:
                    yield f"“{name}”归在{wrong}", c.put({row.level2.at: wrong})


@mutation("DS01", "TG09", "DS08", "SC11", "SC06", "TG10")
def name_of_another_class(c: Clean) -> Mutants:
    for row in c.of_class("社会效益", "数量"):
        for name in ("设施完好率", "资料准确率", "办件及时率"):
            yield f"“{name}”归在{row.level2.text}", c.put(c.indicator(row, name, "≥", "90", "%", "96"))


@mutation("DS02", "DS01", "TG10", "DS08", "TG05", "SC06", "SC07")
def measured_twice(c: Clean) -> Mutants:
    rows = c.rows
    for first, second in ((rows[0], rows[-2]), (rows[1], rows[-2])):
        copy = {second.name.at: first.name.text, second.actual.at: first.actual.text}
        for key in ("nature", "target", "unit"):
            if key in c.layout.columns:
                column = c.layout.columns[key]
                old = c.sheet.cells.get(Address(first.row, column))
                copy[Address(second.row, column)] = old.text if old is not None else None
        if second.opinion is not None and second.opinion.text:
            copy[second.opinion.at] = "查阅资料，已完成。"
        yield f"“{first.name.text}”设了两次", c.put(copy)
    pairs = (
        (("设备故障率", "≤", "5", "3"), ("设备正常运行率", "≥", "95", "97")),
        (("资料差错率", "≤", "2", "1"), ("资料准确率", "≥", "98", "99")),
        (("群众满意度", "≥", "90", "95"), ("群众满意率", "≥", "90", "95")),
    )
    quality = next(c.of_class("质量"), None)
    other = next(c.of_class("可持续影响", "生态效益", "社会效益"), None)
    if quality is not None and other is not None:
        for (one, s1, f1, a1), (two, s2, f2, a2) in pairs:
            changes = c.indicator(quality, one, s1, f1, "%", a1) | c.indicator(other, two, s2, f2, "%", a2)
            yield f"“{one}”与“{two}”", c.put(changes)


@mutation("DS03", "DS01", "DS06", "TG10", "DS08")
def class_absent(c: Clean) -> Mutants:
    for name, instead in (("数量", "质量指标"), ("质量", "时效指标"), ("时效", "数量指标")):
        cells = {row.level2.at for row in c.of_class(name)}
        if cells:
            yield f"没有{name}指标", c.put(dict.fromkeys(cells, instead))


@mutation("DS04", "TG10", "DS01", "DS08", "TG09", "SC06", "SC07", "TG05", "SC11")
def spending_as_output(c: Clean) -> Mutants:
    for row in c.of_class("数量", "时效", "质量"):
        for name in ("预算资金执行率", "经费使用率", "资金支付率", "预算支出进度"):
            yield f"“{name}”作指标", c.put(c.indicator(row, name, "≥", "90", "%", "95"))
    for row in c.of_class("数量"):
        yield "补助经费作数量", c.put(c.indicator(row, "补助经费", "", "72890", "元", "72890"))
        yield "投入资金作数量", c.put(c.indicator(row, "项目投入资金", "≥", "50", "万元", "52"))
    for row in c.of_class("数量", "时效"):
        for name in ("经费使用完成情况", "经费完成进度"):
            yield f"“{name}”作指标", c.put(c.indicator(row, name, "", "完成", "", "完成"))
    for row in c.of_class("成本", "经济成本"):
        budget, unit = c.line.budget, c.form.money_unit
        if budget is not None and budget.value:
            change = c.indicator(row, "财政补助资金", "", plain(budget.value), unit, plain(budget.value))
            yield "投入的预算作成本", c.put(change)


@mutation("DS05", "DS03", "DS06", "TG10")
def level2_unofficial(c: Clean) -> Mutants:
    for row in c.rows:
        if row.level2.at.row == row.row:
            for text in ("读者", "其他指标", "工作任务"):
                yield f"“{row.level2.text}”写成{text}", c.put({row.level2.at: text})


@mutation("DS06", "DS01", "DS03", "TG10")
def level2_under_another_level1(c: Clean) -> Mutants:
    for row in c.rows:
        wrong = {"产": ("社会效益指标", "满意度指标"), "效": ("数量指标", "时效指标")}.get(
            row.level1.text[:1], ()
        )
        if row.level2.at.row == row.row:
            for text in wrong:
                yield f"“{row.level1.text}”下写{text}", c.put({row.level2.at: text})


@mutation(
    "DS07", "DS03", "WT01", "WT02", "WT03", "WT06", "SC02", "SC03", "SC04", "SC05", "NR02", "OP01", "OP02"
)
def too_few(c: Clean) -> Mutants:
    columns = [at for key, at in c.layout.columns.items() if key not in ("level1", "level2")]
    for keep in (1, 2):
        gone = {Address(row.row, column): None for row in c.rows[keep:] for column in columns}
        yield f"只留{keep}个指标", c.put(gone)


@mutation("DS08", "NR06")
def promise_unmeasured(c: Clean) -> Mutants:
    text = c.form.texts.get("expected")
    if text is not None:
        used = "".join(row.target.text for row in c.rows)
        for promise, unit in (
            ("培训护林员737人次", "人次"),
            ("改造危房463户", "户"),
            ("新建公厕137座", "座"),
        ):
            if unit in used:
                continue  # a form that measures one figure in this unit may measure this one
            yield f"预期目标添{promise}", c.put({text.at: f"{text.text.rstrip('。')}，{promise}。"})


# OP 复核意见


def _reviewed(c: Clean) -> Iterator[tuple[Indicator, Number, Text]]:
    for row in c.rows:
        if (
            c.form.reviewed
            and row.review_score is not None
            and row.opinion is not None
            and row.review_score.value
        ):
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
        if row.self_score is not None and row.self_score.value:
            less = {row.self_score.at: row.self_score.value - 3, **c.earned(Decimal(-3))}
            yield f"“{row.name.text}”自评少3分", c.put(less)


# NR 文字


@mutation("NR01")
def quoted_funds_changed(c: Clean) -> Mutants:
    text = c.form.texts.get("conclusion")
    if text is None or c.line.budget is None or c.line.executed is None:
        return
    rate = c.line.rate.text if c.line.rate is not None else ""
    for field, unit in (
        (c.line.budget.text, "万元"),
        (c.line.executed.text, "万元"),
        (rate.rstrip("%"), "%"),
    ):
        number = plain(Decimal(field)) if field else ""
        if number and f"{number}{unit}" in text.text:
            for other in (_swapped(Decimal(number)), Decimal(number) + 1, Decimal(number) * 10):
                if other is not None:
                    told = text.text.replace(f"{number}{unit}", f"{plain(other)}{unit}")
                    yield f"总体评价把{number}{unit}写成{plain(other)}{unit}", c.put({text.at: told})


@mutation("NR02")
def quoted_result_changed(c: Clean) -> Mutants:
    text, total = c.form.texts.get("conclusion"), c.review.results.total
    if text is None or text.blank:
        return
    own = c.review.results.self_total
    for score in sorted({plain(total or Decimal(0)), plain(own or Decimal(0))}):
        if f"{score}分" in text.text:
            for other in (_swapped(Decimal(score)), Decimal(score) - 2):
                if other is not None:
                    told = text.text.replace(f"{score}分", f"{plain(other)}分")
                    yield f"总体评价写{plain(other)}分", c.put({text.at: told})
    if "为优" in text.text:
        for letter in "良中差":
            yield f"总体评价写等级{letter}", c.put({text.at: text.text.replace("为优", f"为{letter}")})


@mutation("NR03", "NR07")
def text_missing(c: Clean) -> Mutants:
    for key in ("achieved", "conclusion", "problems", "advice"):
        text = c.form.texts.get(key)
        if text is not None and not text.blank and (c.form.reviewed or not c.form.is_review):
            for words in (None, "（填写说明：100字以内）", "请填写"):
                yield f"{key}写{words}", c.put({text.at: words})


@mutation("NR04")
def advice_not_one(c: Clean) -> Mutants:
    text = c.form.texts.get("next_budget")
    if text is not None and c.form.reviewed:
        yield "没有打勾", c.put({text.at: text.text.replace("√", " ")})
        yield "打了两个勾", c.put({text.at: text.text.replace("（ ）", "（√）", 1)})
        yield "三项都打勾", c.put({text.at: text.text.replace("（ ）", "（√）")})


@mutation("NR05")
def another_project(c: Clean) -> Mutants:
    project, conclusion = c.form.texts.get("project"), c.form.texts.get("conclusion")
    if project is not None and project.text.strip() in c.form.title.text:
        for name in ("农村供水管网维修", "渔业油价补贴"):
            yield f"项目名称写{name}", c.put({project.at: name})
    if conclusion is not None and not conclusion.blank:
        told = f"“农村供水管网维修”项目{conclusion.text.partition('项目')[2]}"
        yield "总体评价写另一个项目", c.put({conclusion.at: told})


@mutation("NR06", "DS08")
def achieved_copied(c: Clean) -> Mutants:
    expected, achieved = c.form.texts.get("expected"), c.form.texts.get("achieved")
    if expected is not None and achieved is not None:
        yield "实际完成情况照抄", c.put({achieved.at: expected.text})
        yield "实际完成情况照抄，标点不同", c.put({achieved.at: expected.text.rstrip("。") + "！"})


@mutation("NR07")
def signature_missing(c: Clean) -> Mutants:
    for key, label in (("date", "日期："), ("group", "评价组："), ("institution", "机构名称：")):
        text = c.form.texts.get(key)
        if text is not None and not text.blank and (c.form.reviewed or not c.form.is_review):
            whole = c.sheet.cells[text.at].text
            left = whole[: whole.find("：") + 1] if "：" in whole else None
            yield f"没有{label}", c.put({text.at: left})


@mutation("NR08")
def another_year(c: Clean) -> Mutants:
    year = c.form.year or 0
    for key in ("conclusion", "achieved"):
        text = c.form.texts.get(key)
        if text is not None and not text.blank:
            yield f"{key}写上一年", c.put({text.at: f"{year - 1}年{text.text}"})
            yield f"{key}写上一年度", c.put({text.at: f"{year - 1}年度，{text.text}"})
    date = c.form.texts.get("date")
    if date is not None and not date.blank:
        label = c.sheet.cells[date.at].text.partition("：")[0]
        for early in (f"{year}年10月8日", f"{year}.3.18", f"{year - 1}年12月30日"):
            yield f"日期写{early}", c.put({date.at: f"{label}：{early}"})


@mutation("NR09", "FD08", "SC13", "SC05", "NR03")
def all_paid_it_says(c: Clean) -> Mutants:
    for key in ("achieved", "conclusion"):
        text = c.form.texts.get(key)
        if text is not None and not text.blank:
            for words in ("已完成相关经费支付。", "资金已全部支付到位。"):
                yield f"{key}写{words}", c.put({**c.executed(Decimal("0.45")), text.at: words})


# LY 填表


@mutation("LY01", "DS03", "DS05", "TG01")
def row_shifted(c: Clean) -> Mutants:
    order = [k for k, _ in sorted(c.layout.columns.items(), key=lambda item: item[1])]
    scores = [k for k in ("weight", "self_score") if k in order]
    if "weight" not in order or order.index("name") > order.index(scores[-1]):
        return
    last = max(order.index(k) for k in scores)
    for row in c.rows:
        texts = {k: c.sheet.cells.get(Address(row.row, c.layout.columns[k])) for k in order}
        for first in ("name", "target" if "nature" not in order else "nature"):
            begin = order.index(first)
            after = order[last + 1] if last + 1 < len(order) else None
            free = after is not None and texts[after] is None
            if free or after is None:
                yield f"“{row.name.text}”从{first}起右移一列", _moved(c, row, begin, last, +1, False)
        if row.level2.at.row != row.row or "nature" not in order:
            begin = order.index("name")
            for surplus in (False, True):
                kept = "，得分重填" if surplus else ""
                yield f"“{row.name.text}”左移一列{kept}", _moved(c, row, begin, last, -1, surplus)


def _moved(c: Clean, row: Indicator, first: int, last: int, step: int, surplus: bool) -> Sheet:
    """The values of some columns of a row one column further; what they leave is blank, or filled in again."""
    places = sorted(c.layout.columns.values())
    beyond = places[-1] + 1
    places = [*places, beyond]
    cells = dict(c.sheet.cells)
    old = [cells.pop(Address(row.row, places[n]), None) for n in range(first, last + 1)]
    if step < 0:
        cells.pop(Address(row.row, places[first - 1]), None)
    for n, one in enumerate(old):
        if one is not None:
            cells[Address(row.row, places[first + n + step])] = one
    if surplus and old[-1] is not None:
        cells[Address(row.row, places[last])] = old[-1]
    return replace(c.sheet, cells=cells)


@mutation("LY02", "OP02")
def number_as_text(c: Clean) -> Mutants:
    for row in c.rows:
        for field in (row.weight, row.self_score, row.review_score):
            if field is None or field.value is None:
                continue
            number = plain(field.value)
            wide = number.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
            for text in (f"{number}分", f"'{wide}", f"'{number}", f"'{number} "):
                yield f"“{row.name.text}”写“{text[1:]}”", c.put({field.at: text})
    for line in c.form.funds:
        for name, amount in line.amounts():
            if amount.value:
                yield (
                    f"{name}写成带单位的文字",
                    c.put({amount.at: f"{plain(amount.value)}{c.form.money_unit}"}),
                )
                if amount.value >= 1000:
                    yield f"{name}写成带逗号的文字", c.put({amount.at: f"'{amount.value:,}"})


@mutation("LY03")
def name_or_unit_missing(c: Clean) -> Mutants:
    for field, what in ((c.form.texts.get("project"), "项目名称"), (c.form.unit, "单位")):
        if field is not None:
            again = [at for at, one in c.sheet.cells.items() if one.text.startswith("单位名称：")]
            elsewhere = {at: None for at in again if what == "单位"}
            yield f"没有{what}", c.put({field.at: None, **elsewhere})
            yield f"{what}写成斜线", c.put({field.at: "/", **elsewhere})


@mutation("LY04")
def unit_without_code(c: Clean) -> Mutants:
    field = c.form.texts.get("unit_and_code")
    if field is not None:
        yield "没有单位代码", c.put({field.at: field.text.partition("-")[2]})


@mutation("LY05")
def template_row_left(c: Clean) -> Mutants:
    below = c.layout.rows[-1] + 1
    roomy = with_blank_rows(c.sheet, below)
    for key, text in (("name", "指标2："), ("name", "……"), ("level1", "……"), ("name", "XX")):
        if key in c.layout.columns:
            cells = {**roomy.cells, Address(below, c.layout.columns[key]): cell(text)}
            yield f"多一行“{text}”", replace(roomy, cells=cells)


@mutation("LY06", "SC09")
def formula_error(c: Clean) -> Mutants:
    fields = [f for row in c.rows for f in (row.weight, row.self_score, row.review_score)]
    fields += [c.line.score, c.line.rate, c.line.budget]
    fields += [c.form.totals.weight, c.form.totals.self_score] if c.form.totals else []
    for n, field in enumerate(f for f in fields if f is not None and f.value is not None and not f.inferred):
        error = CellError(("#REF!", "#DIV/0!", "#NAME?", "#VALUE!")[n % 4])
        cells = {**c.sheet.cells, field.at: Cell(error, str(error), "A1/0", "General")}
        yield f"{field.at.a1}写{error}", replace(c.sheet, cells=cells)


@mutation("LY07")
def scores_hidden(c: Clean) -> Mutants:
    for row in (one for one in c.rows if one.self_score is not None):
        yield f"隐藏第{row.row}行", replace(c.sheet, hidden_rows=frozenset({row.row}))
    for key in ("weight", "self_score"):
        if key in c.layout.columns:
            column = c.layout.columns[key]
            yield f"隐藏{key}列", replace(c.sheet, hidden_columns=frozenset({column}))


@mutation("LY08", "SC02", "SC03", "WT01", "WT02", "WT06", "SC04", "SC01", "NR02", "SC05")
def score_shared(c: Clean) -> Mutants:
    if c.review.profile.word("filling.shared_scores") == "allowed":
        return
    for one, two in zip(c.rows, c.rows[1:], strict=False):
        field = two.self_score
        if two.row != one.row + 1 or field is None or one.self_score is None:
            continue
        if one.level1.text == two.level1.text:
            area = Area(one.row, field.at.column, two.row, field.at.column)
            sheet = c.put({field.at: None})
            yield f"{area.a1}合并", replace(sheet, merges=(*sheet.merges, area))


@mutation("LY09")
def nothing_filled_in(c: Clean) -> Mutants:
    keys = [
        k for k in c.layout.columns if k not in ("level1", "level2", "name", "nature", "unit", "standard")
    ]
    gone = {Address(row.row, c.layout.columns[k]): None for row in c.rows for k in keys}
    for line in c.form.funds:
        gone |= {a.at: None for _, a in line.amounts()}
        gone |= {f.at: None for f in (line.rate, line.score) if f is not None and not f.inferred}
    totals = c.form.totals
    for field in (totals.self_score, totals.review_score, c.form.final_score) if totals else ():
        gone |= {field.at: None} if field is not None else {}
    gone |= {
        t.at: None for k, t in c.form.texts.items() if k in ("conclusion", "problems", "advice", "achieved")
    }
    yield "一项也没有填", c.put(gone)


@mutation("LY10", "LY08", "DS06", "FD01", "NR01", "WT01", "SC02", "SC03", "SC04", "SC05", "NR02")
def part_absent(c: Clean) -> Mutants:
    funds = c.layout.funds
    if funds is not None:
        rows = {funds.header_row, *(row for row, _ in funds.lines)}
        yield (
            "没有资金表",
            replace(c.sheet, cells={a: v for a, v in c.sheet.cells.items() if a.row not in rows}),
        )
    if c.layout.totals_row is not None:
        cells = {a: v for a, v in c.sheet.cells.items() if a.row != c.layout.totals_row}
        yield "没有合计行", replace(c.sheet, cells=cells)


@mutation("LY11", "SC08", "TG08", "SC09", "WT05", "OP01", "OP04", "TG07", "DS03")
def heading_unknown(c: Clean) -> Mutants:
    right = Address(c.layout.header_row, c.layout.right + 1)
    for text in ("上年完成情况", "补充材料清单"):
        yield f"多一列{text}", replace(c.sheet, cells={**c.sheet.cells, right: cell(text)})
    for key in ("deviation_reason", "opinion"):
        if key in c.layout.columns:
            at = Address(c.layout.header_row, c.layout.columns[key])
            yield f"{key}的列名写成情况", c.put({at: "情况"})

"""DS 指标设置: indicators that measure one thing, that are mere spending, too few or too many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, combinations, product

from scoring.finding import Finding, report, report_indicator
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm
from scoring.form.naming.doubles import measures, same_measure
from scoring.form.taxonomy import (
    cost_classes,
    is_bounded,
    is_process,
    level2_class,
    name_kind,
    names_money,
    names_money_earned,
    repeats_execution,
)
from scoring.points.case import Case
from scoring.rule import (
    FORM,
    INFO,
    WARNING,
    rule,
)
from scoring.rules.classes import head_of_another_class
from scoring.text.figures import parse_quantity
from scoring.text.operators import Operator
from scoring.text.quantity import IN_YUAN, Quantity, comparable

_OUTPUTS = ("数量", "质量", "时效")


@rule(
    "DS02",
    "指标重复设置",
    severity=WARNING,
    basis="各指标应考核不同的内容",
    scope=FORM,
    silences=("DS04",),
)
def two_indicators_measure_one_thing(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """两个指标考核的是同一件事：名称相同、同义，或者互为反面。

    为什么：一件事算两次分，分值分配就失真了。
    例：“系统故障率”和“系统正常运行率”；“投诉处理及时率”和“投诉及时处理率”。
    改为：保留一个，另一个换成考核别的方面。
    依据：各指标应考核不同的内容；去掉次序和同义词后对象、计量都相同才算，字面相近而内容不同的（开工与完工）不算；同名同类而只是指标值不同的算重复。
    """
    repeated: dict[int, tuple[Indicator, Indicator, str]] = {}
    for first, second in _likely_pairs(form.filled_indicators):
        known = repeated.get(second.row)
        if known is not None and known[0].row <= first.row:
            continue  # each is told once, beside the first that it repeats
        why = same_measure(first.name.plain, second.name.plain)
        if why is None or (
            first.name.compact == second.name.compact and not _same_target(first, second, case)
        ):
            continue
        repeated[second.row] = first, second, why
    for first, second, why in repeated.values():
        yield report(
            second.name,
            f"指标“{second.label}”与“{first.label}”考核同一件事（{why}）",
            related=first.name,
            expected="考核不同内容的指标",
            suggestion=_instead_of_a_double(second),
            speaks_of=(second.name.at,),  # of the first DS04 may still have to speak
        )


def _instead_of_a_double(row: Indicator) -> str:
    if repeats_execution(row.name.plain):
        return "换成反映办成什么事的指标；执行率只在资金部分计分"
    return "保留其中一个，另一个换成考核其他方面的指标"


def _likely_pairs(rows: Iterable[Indicator]) -> Iterator[tuple[Indicator, Indicator]]:
    """The rows that may measure one thing, two by two: most rows of a long form are compared with none."""
    by_name: dict[str, list[Indicator]] = {}
    for row in rows:
        by_name.setdefault(row.name.compact, []).append(row)
    for one, other in _likely_names(by_name):
        yield from (_in_order(*pair) for pair in product(by_name[one], by_name[other]))
    for name, alike in by_name.items():
        if len(alike) > 1 and measures(name):
            yield from _likely_targets(alike)


def _in_order(one: Indicator, other: Indicator) -> tuple[Indicator, Indicator]:
    return (one, other) if one.row < other.row else (other, one)


def _likely_names(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The different names that may measure one thing, two by two."""
    known: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        found = [known.setdefault(measure, []) for measure in measures(name)]
        yield from ((other, name) for other in dict.fromkeys(chain.from_iterable(found)))
        for alike in found:
            alike.append(name)


def _likely_targets(rows: list[Indicator]) -> Iterator[tuple[Indicator, Indicator]]:
    """The rows of one name whose targets may be one: those of one wording, and all that are quantities."""
    by_target: dict[str, list[Indicator]] = {}
    for row in rows:
        by_target.setdefault(row.target.plain, []).append(row)
    for first, *others in by_target.values():
        yield from ((first, other) for other in others)
    quantities = [row for row in rows if _bare_quantity(row) is not None] if len(by_target) > 1 else []
    yield from combinations(quantities, 2)


def _bare_quantity(row: Indicator) -> Quantity | None:
    """The target where it is a quantity, its symbol left out."""
    return parse_quantity(row.target.plain.strip("≥≤≧≦><＞＜=＝ "))


def _same_target(first: Indicator, second: Indicator, case: Case) -> bool:
    """Whether two indicators of one name are one, although ≥24期 and ≥20期 may differ.

    Not where a target has words of its own (学生≥90%, 家长≥85%), and not in two classes, unless one
    of them stands where it does not belong.
    """
    if first.target.plain == second.target.plain:
        return True
    one, other = _bare_quantity(first), _bare_quantity(second)
    if one is None or other is None:
        return False
    alike = bool(name_kind(first.name.plain)) or is_bounded(first.name.plain) or comparable(one, other)
    together = level2_class(first.level2.plain) == level2_class(second.level2.plain)
    return alike and (together or any(head_of_another_class(row, case) for row in (first, second)))


@rule(
    "DS04",
    "以花钱作产出",
    severity=WARNING,
    basis="预算执行已单独计分，产出应是花钱办成的事",
    scope=FORM,
    silences=("TG10",),
)
def spending_is_no_output(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """把花了多少钱、预算执行率当作产出或时效，或者把投入的钱当作成本。

    为什么：执行率在资金部分已经计过分，再计一次就重复；花钱本身不是产出。
    例：数量指标“补助经费 72890元”；时效指标“预算资金执行率 90%”。
    改为：写办成的事，例如“补助发放人数 ≥120人”。
    依据：预算执行已单独计分；产出指标反映办成的事，成本指标反映单位成本。
    """
    for row in form.indicators:
        own_system = is_process(row.level1.plain) or form.is_scored_alone
        why = "" if row.name.empty or own_system else _why_spending(row, case)
        if why:
            yield report_indicator(
                row,
                row.name,
                why,
                expected="办成的事，或者单位成本",
                suggestion="换成反映办成什么事的指标；执行率只在资金部分计分",
            )


def _why_spending(row: Indicator, case: Case) -> str:
    name, level2 = row.name.compact, level2_class(row.level2.plain)
    if repeats_execution(name):
        return "就是预算执行率，与资金部分重复计分"
    target = row.target.value
    amount = target.quantity if target is not None else None
    if target is None or amount is None or amount.dimension != "money" or names_money_earned(name):
        return ""
    is_the_money = _is_the_money(amount, case)
    if level2 in _OUTPUTS and (is_the_money or (level2 == "数量" and names_money(name))):
        return "是花的钱，不是产出"
    limit = target.operator in (Operator.AT_MOST, Operator.BELOW)  # 总成本≤1000万元 is one
    if level2 in cost_classes() and not limit and is_the_money and names_money(name):
        return "是投入的预算，不是成本"
    return ""


def _is_the_money(amount: Quantity, case: Case) -> bool:
    """It is the amount that the funds table gives as budget or as spent."""
    factor = IN_YUAN.get(case.form.money_unit)
    amounts = (case.results.budget, case.results.executed)
    return factor is not None and any(money and amount.magnitude == money * factor for money in amounts)


@rule("DS07", "指标过少或过多", severity=INFO, basis="profile:classes.fewest", scope=FORM)
def too_few_or_too_many(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """全表的三级指标太少或者太多。

    为什么：太少考核不全，太多抓不住重点，也填不准。
    例：全表只有两个指标。
    改为：每类设一至三个能说明问题的指标。
    依据：评分办法规定的个数；没有规定的，为本工具设定，只供参考。
    """
    rows = form.named_indicators
    fewest, most = case.profile.number("classes.fewest"), case.profile.number("classes.most")
    if not rows or fewest <= len(rows) <= most:
        return
    few = len(rows) < fewest
    yield report(
        rows[0].name,
        f"全表有{len(rows)}个指标，{'少于' if few else '多于'}{fewest if few else most}个",
        found=f"{len(rows)}个",
        expected=f"{fewest}至{most}个",
        suggestion="补充没有考核到的方面" if few else "合并、删减次要的指标",
        basis="profile:classes.fewest" if few else "profile:classes.most",
    )

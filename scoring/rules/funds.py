"""FD 项目资金: the amounts of the funds table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from scoring.claims.quoted_funds import money_quoted
from scoring.finding import Finding, report, report_line
from scoring.form.model import EvaluationForm, FundLine
from scoring.points.case import Case
from scoring.points.funding import MoneyColumn, repeats_the_total
from scoring.points.results import Results
from scoring.rule import ERROR, FORM, FUND_LINE, INFO, WARNING, LabelledText, rule, texts
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import (
    exact,
    plain,
    same_amount,
)
from scoring.text.quantity import IN_YUAN

# Money that no project spends: 服务业营业收入68.5亿元.
_NO_FUNDS = Pattern("收入|营收|产值|销售|税|[贷存]款|产业|生产总值|投资额|交易|债|挽[回损]")
_PER_HEAD = Pattern("每|均|单价|标准|成本")


@rule(
    "FD03",
    "资金总额不等于各来源之和",
    severity=ERROR,
    basis="年度资金总额＝各资金来源之和",
    scope=FORM,
    silences=("FD05", "FD06", "FD08", "FD10"),
)
def total_is_not_the_sum(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """年度资金总额与各资金来源的合计对不上，或者只填了其中的一边。

    为什么：来源与总额不符，说明有一笔钱漏填、多填或填错了行。
    例：总额20000元，财政拨款、上年结转、其他资金都填0。
    改为：把20000元填到它的来源行，例如当年财政拨款20000元。
    依据：年度资金总额＝各资金来源之和，年初预算、全年预算、全年执行逐列核对；“其中”行可以是上一行的明细。
    执行率或得分与各来源之和相符、与总额不符的，执行率和各项分数按各来源之和核对。
    """
    found = case.money_columns
    yield from _unlike([c for c in found if c.differs], case.results)
    yield from _without_sources([c for c in found if c.total.value and c.readable and not c.filled])
    yield from _without_total([c for c in found if c.total.empty and c.readable and c.filled])


def _unlike(wrong: list[MoneyColumn], results: Results) -> Iterator[Finding]:
    if not wrong:
        return
    shown = "，".join(f"{c.name}总额{c.total.text}、各来源合计{exact(c.flat)}" for c in wrong)
    unit = all(c.in_another_unit for c in wrong)
    sums = [_sum_meant(c, results) for c in wrong]
    expected = "、".join(exact(c.flat if s is None else s) for c, s in zip(wrong, sums, strict=True))
    if unit:
        suggestion = "核对总额和各来源的金额单位（元、万元），按表头的单位改成一致"
    elif any(s is not None for s in sums):
        suggestion = f"表上的执行率或得分与各来源之和相符，多半是总额写错；各来源无误的，总额改为{expected}"
    else:
        suggestion = "核对每一行的金额，把漏填的来源补上，或者改正总额"
    yield report(
        [c.total for c in wrong],
        f"资金总额与各来源之和不符：{shown}{'，正好差一万倍，可能是元和万元弄混了' if unit else ''}",
        found="、".join(c.total.text for c in wrong),
        expected="总额和各来源用同一单位" if unit else expected,
        suggestion=suggestion,
    )


def _sum_meant(column: MoneyColumn, results: Results) -> Decimal | None:
    """The sum of the sources, where it counts and the printed total does not."""
    counts = {"全年预算": results.budget, "全年执行": results.executed}.get(column.name)
    return None if counts == column.total.value else counts


def _without_sources(columns: list[MoneyColumn]) -> Iterator[Finding]:
    if columns:
        amounts = "、".join(c.total.text for c in columns)
        yield report(
            [c.total for c in columns],
            f"{'、'.join(f'{c.name}总额{c.total.text}' for c in columns)}，各来源没有填",
            found="各来源为0或空",
            expected=f"各来源合计{amounts}",
            suggestion="把总额填到它的来源行；总额填错的，改正总额",
        )


def _without_total(columns: list[MoneyColumn]) -> Iterator[Finding]:
    if columns:
        sums = "、".join(exact(c.flat) if len(c.sums) == 1 else "各来源之和" for c in columns)
        yield report(
            [c.total for c in columns],
            f"各来源已填，年度资金总额没有填：{'、'.join(c.name for c in columns)}",
            found="空",
            expected=sums,
            suggestion=f"总额补填{sums}",
        )


@rule("FD05", "执行数大于预算数", severity=ERROR, basis="全年执行不应超过调整后的全年预算", scope=FUND_LINE)
def executed_exceeds_budget(line: FundLine, case: Case) -> Iterator[Finding]:
    """全年执行数比全年预算数还大，执行率超过100%。

    为什么：没有预算不能支出；多半是预算数没有含年中追加或上年结转，或者两个数填反了。
    例：全年预算100万元，全年执行120万元。
    改为：全年预算填调整后的数（含追加和结转），例如120万元。
    依据：全年预算是调整后的预算数，支出不得超出预算。
    """
    budget, executed = line.budget.value, line.executed.value
    if budget is None or executed is None or executed <= budget or same_amount(executed, budget):
        return
    if repeats_the_total(case.form, line) or case.follows(line.budget) or case.follows(line.executed):
        return
    yield report_line(
        line,
        line.executed,
        f"全年执行{line.executed.text}大于全年预算{line.budget.text}",
        related=line.budget,
        expected=f"不超过{line.budget.text}",
        suggestion="全年预算应填调整后的数（含追加、结转）；核对两个数是否填反或单位不一致",
    )


@rule("FD06", "预算调整未作说明", severity=INFO, basis="profile:execution.budget_change", scope=FORM)
def budget_change_is_unexplained(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """年初预算为0或空，而全年预算有数；或者两者相差较大，又没有说明。

    为什么：年初没有预算、年中才追加，会影响目标是否合理，核查时要问清楚。
    例：年初预算0，全年预算169.9万元，表内没有说明追加的来由。
    改为：填写真实的年初预算；确属年中追加的，在说明栏写明追加文号或原因。
    依据：年中调整应单独说明；相差多少需要说明由评分办法规定。
    """
    line = form.total_funds
    if not line.initial_budget.present or not line.budget.value:
        return
    if form.unknown_funds_headings:
        return  # the reason may stand there
    if case.follows(line.initial_budget) or case.follows(line.budget):
        return
    before, after = line.initial_budget.value or Decimal(0), line.budget.value
    if line.initial_budget.value is None and not line.initial_budget.empty:
        return
    limit = case.profile.number("execution.budget_change")
    carried = sum(map(_carried_over, form.funds), Decimal(0))
    if before and min(abs(after - before), abs(after - carried - before)) / before * 100 <= limit:
        return
    if any(word in text for text in (*map(form.plain, form.texts), line.reason.plain) for word in _ADJUSTED):
        return
    shown = line.initial_budget.text or "空"
    yield report(
        line.initial_budget,
        f"年初预算为{shown}，全年预算为{line.budget.text}，表内没有说明调整的原因",
        expected=line.budget.text if not before else "",
        suggestion="核对年初预算；确属年中追加或调整的，写明原因或文号",
        basis="年初没有预算而全年有预算的，应说明追加情况" if not before else "",
        speaks_of=(line.initial_budget.at, line.budget.at),
    )


_ADJUSTED = ("追加", "预算调整", "调整预算", "调剂", "压减", "结转")


def _carried_over(line: FundLine) -> Decimal:
    """What a line of money left from last year (上年结转资金) added to the budget in the course of the year."""
    budget = line.budget.value
    if line.is_total or "结转" not in line.name or budget is None:
        return Decimal(0)
    return budget - (line.initial_budget.value or Decimal(0))


@rule(
    "FD07",
    "金额为负或不是数字",
    severity=ERROR,
    basis="资金栏填写不小于0的金额",
    scope=FUND_LINE,
    silences=("FD05",),
)
def amount_is_no_amount(line: FundLine, case: Case) -> Iterator[Finding]:
    """资金表的金额是负数，或者写了文字。

    为什么：不是数字的金额无法核对，也无法计算执行率。
    例：全年执行写“约20万”“见附件”，或者写-5。
    改为：填数字，例如20；没有的填0或“—”。
    依据：资金栏填写不小于0的金额，单位见表头。
    """
    for name, amount in line.amounts():
        negative = amount.value is not None and amount.value < 0
        if (negative or amount.unreadable) and not _sums_a_negative(case.form, line, name):
            yield report_line(
                line,
                amount,
                f"的{name}写“{amount.text}”，{'是负数' if negative else '不是数字'}",
                expected="不小于0的数字",
                suggestion="改填数字；没有这笔钱的填0",
            )


def _sums_a_negative(form: EvaluationForm, line: FundLine, name: str) -> bool:
    """The total is a formula, and one of its sources is negative: that one is at fault."""
    if not line.is_total or not dict(line.amounts())[name].calculated:
        return False
    parts = (dict(one.amounts())[name].value for one in form.funds if not one.is_total)
    return any(part is not None and part < 0 for part in parts)


@rule(
    "FD12",
    "没有填预算数或执行数",
    severity=ERROR,
    basis="填了指标的表，全年预算和全年执行都应填写；没有的填0",
    scope=FORM,
    since="0.2.0",
)
def amount_is_missing(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """指标已经填写，年度资金总额却没有全年预算或全年执行。

    为什么：缺一个数，执行率和执行得分就算不出来，总分也不知道是多少。
    例：全年预算180万元，各来源的全年执行都空着，或者都写“—”。
    改为：补填实际支出的数；确实没有支出的填0。
    依据：填了指标的表，全年预算和全年执行都应填写；没有的填0。
    """
    line = form.total_funds
    if not form.filled_indicators:
        return
    places = {column.name: column.to_fill for column in case.money_columns}
    missing = [
        (name, places.get(name) or (amount,))
        for name, amount in line.amounts()
        if name != "年初预算" and (amount.missing or places.get(name))
    ]
    if missing and not all(amount.dash for _, amount in line.amounts()):
        names = "、".join(name for name, _ in missing)
        yield report(
            [cell for _, cells in missing for cell in cells],
            f"没有填{names}，执行率和执行得分无从计算",
            found=missing[0][1][0].text or "空",
            expected=names,
            suggestion=f"补填{names}；确实没有的填0",
        )


@rule(
    "FD09",
    "金额单位可能写错",
    severity=WARNING,
    basis="文字中的金额应与资金表一致",
    scope=texts("conclusion", "achieved"),
    silences=("NR01",),
)
def amount_is_in_another_unit(text: LabelledText, case: Case) -> Iterator[Finding]:
    """文字中引用的金额与资金表正好差一万倍，多半是元和万元弄混了。

    为什么：单位错了，金额差一万倍，上级汇总时会被放大。
    例：资金表单位是万元，填169.9；总体评价写“全年预算为169.9元”。
    改为：总体评价改为“169.9万元”，或者更正表头的单位。
    依据：同一笔钱在表内各处应当一致。
    """
    table, words = _amounts_in_yuan(case.form), text.field.plain
    for quoted in money_quoted(words) if table else ():
        value = quoted.quantity.magnitude
        clause = re.split("[，。；;]", words[: quoted.start])[-1]
        if value in table or _PER_HEAD.search(clause) or _NO_FUNDS.search(clause):
            continue
        other = next((t for t in table if value in (t * IN_YUAN["万元"], t / IN_YUAN["万元"])), None)
        if other is not None:
            figure, right = quoted.quantity.text, f"{plain(other / IN_YUAN['万元'])}万元"
            yield report(
                text.field,
                f"文中写“{figure}”，资金表为{right}（{plain(other)}元），正好差一万倍",
                found=figure,
                expected=right,
                suggestion="核对表头和文字的金额单位（元、万元），改成一致",
                speaks_of=((text.field.at, figure),),
            )


def _amounts_in_yuan(form: EvaluationForm) -> set[Decimal]:
    factor = IN_YUAN.get(form.money_unit)
    if factor is None:
        return set()
    return {a.value * factor for line in form.funds for _, a in line.amounts() if a.value}

"""FD 项目资金: the funds table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from scoring.claims.quoted_results import gives_reason, money_quoted
from scoring.claims.stated_reason import states_reason
from scoring.finding import Finding
from scoring.form.model import EvaluationForm, FundLine, Number
from scoring.points.arithmetic import execution_rate
from scoring.points.funding import Column, columns, line_name
from scoring.points.results import Case, Results
from scoring.rule import ERROR, INFO, WARNING, rule
from scoring.text.graded_words import in_points
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import (
    exact,
    plain,
    printed_places,
    rate_agrees,
    rounded,
    same_amount,
    score_agrees,
)

_TEN_THOUSAND = Decimal(10_000)
_PER_HEAD = Pattern("每|均|单价|标准|成本")


def _value(number: Number | None) -> Decimal | None:
    return number.value if number is not None else None


def _line_rate(case: Case, line: FundLine) -> Decimal | None:
    budget, executed = _value(line.budget), _value(line.executed)
    if line is case.form.total_funds:
        budget, executed = case.results.budget, case.results.executed
    return execution_rate(budget, executed) if budget is not None and executed is not None else None


def _total_line(form: EvaluationForm) -> FundLine | None:
    return next((line for line in form.funds if line.is_total), None)


def _repeats_the_total(form: EvaluationForm, line: FundLine) -> bool:
    """A source that is all the money there is has the faults of the total, and they are named there."""
    total = _total_line(form)
    if total is None or line.is_total:
        return False
    return (_value(line.budget), _value(line.executed)) == (_value(total.budget), _value(total.executed))


def _rate_of_total(form: EvaluationForm) -> Decimal | None:
    total = _total_line(form)
    return _value(total.rate) if total is not None else None


@rule("FD01", "执行率与金额不符", severity=ERROR, basis="执行率＝全年执行÷全年预算×100%")
def rate_is_wrong(case: Case) -> Iterator[Finding]:
    """表内的执行率不等于全年执行除以全年预算。

    为什么：执行率决定资金部分的得分，也是总体评价要引用的数字；算错了，后面都跟着错。
    例：全年预算250000，全年执行215457.6，执行率写86.19%。
    改为：215457.6÷250000＝86.18%，写86.18%（写86%、0.8618也可以）。
    依据：执行率＝全年执行÷全年预算×100%，按表内的小数位四舍五入；分母是调整后的全年预算，不是年初预算。
    """
    for line in case.form.funds:
        rate = _line_rate(case, line)
        printed = _value(line.rate)
        if rate is None or printed is None or line.rate is None or rate_agrees(printed, line.rate.text, rate):
            continue
        if _repeats_the_total(case.form, line) and _rate_of_total(case.form) == printed:
            continue
        places = min(max(printed_places(line.rate.text), 0), 2)
        expected = f"{rounded(rate, places)}%"
        yield Finding(
            cells=(line.rate.at,),
            message=f"“{line_name(line)}”的执行率写{line.rate.text}，按金额计算应为{expected}",
            found=line.rate.text,
            expected=expected,
            suggestion=f"核对全年预算和全年执行两个金额；金额无误的，执行率改为{expected}",
        )


@rule("FD02", "执行率得分有误", severity=ERROR, basis="profile:execution.scoring")
def execution_score_is_wrong(case: Case) -> Iterator[Finding]:
    """资金部分的得分不是按执行率和分值算出来的数。

    为什么：资金部分通常占10分或20分，直接计入总分。
    例：分值10分，执行率86.18%，得分写9分。
    改为：10×86.18%＝8.62分。
    依据：得分＝执行率×分值，超过100%的按分值计；按重新计算的执行率核对，不以表内的执行率为准。
    """
    line = case.form.total_funds
    expected = case.results.execution_score
    if line is None or line.score is None or line.score.value is None or expected is None:
        return
    rate = _line_rate(case, line)
    if rate is None or score_agrees(line.score.value, line.score.text, expected):
        return
    yield Finding(
        cells=(line.score.at,),
        message=f"资金执行得分写{in_points(line.score.text)}，执行率{plain(rate)}%、分值{plain(case.results.execution_weight)}分，"
        f"应得{plain(expected)}分",
        found=line.score.text,
        expected=plain(expected),
        suggestion=f"得分改为{plain(expected)}",
    )


@rule(
    "FD03",
    "资金总额不等于各来源之和",
    severity=ERROR,
    basis="年度资金总额＝各资金来源之和",
    silences=("FD05", "FD06", "FD10"),
)
def total_is_not_the_sum(case: Case) -> Iterator[Finding]:
    """年度资金总额与各资金来源的合计对不上，或者只填了其中的一边。

    为什么：来源与总额不符，说明有一笔钱漏填、多填或填错了行。
    例：总额20000元，财政拨款、上年结转、其他资金都填0。
    改为：把20000元填到它的来源行，例如当年财政拨款20000元。
    依据：年度资金总额＝各资金来源之和，年初预算、全年预算、全年执行逐列核对；“其中”行可以是上一行的明细。
    执行率或得分与各来源之和相符、与总额不符的，执行率和各项分数按各来源之和核对。
    """
    found = columns(case.form)
    yield from _unlike([c for c in found if c.differs], case.results)
    yield from _without_sources([c for c in found if c.total.value and c.readable and not c.filled])
    yield from _without_total([c for c in found if c.total.empty and c.readable and c.filled])


def _unlike(wrong: list[Column], results: Results) -> Iterator[Finding]:
    if not wrong:
        return
    said = "，".join(f"{c.name}总额{c.total.text}、各来源合计{exact(c.flat)}" for c in wrong)
    unit = all(c.in_another_unit for c in wrong)
    sums = [_sum_meant(c, results) for c in wrong]
    expected = "、".join(exact(c.flat if s is None else s) for c, s in zip(wrong, sums, strict=True))
    if unit:
        suggestion = "核对总额和各来源的金额单位（元、万元），按表头的单位改成一致"
    elif any(s is not None for s in sums):
        suggestion = f"表上的执行率或得分与各来源之和相符，多半是总额写错；各来源无误的，总额改为{expected}"
    else:
        suggestion = "核对每一行的金额，把漏填的来源补上，或者改正总额"
    yield Finding(
        cells=tuple(c.total.at for c in wrong),
        message=f"资金总额与各来源之和不符：{said}{'，正好差一万倍，可能是元和万元弄混了' if unit else ''}",
        found="、".join(c.total.text for c in wrong),
        expected="总额和各来源用同一单位" if unit else expected,
        suggestion=suggestion,
    )


def _sum_meant(column: Column, results: Results) -> Decimal | None:
    """The sum of the sources, where it counts and the printed total does not."""
    counts = {"全年预算": results.budget, "全年执行": results.executed}.get(column.name)
    return None if counts == column.total.value else counts


def _without_sources(columns: list[Column]) -> Iterator[Finding]:
    if columns:
        amounts = "、".join(c.total.text for c in columns)
        yield Finding(
            cells=tuple(c.total.at for c in columns),
            message=f"{'、'.join(f'{c.name}总额{c.total.text}' for c in columns)}，各来源没有填",
            found="各来源为0或空",
            expected=f"各来源合计{amounts}",
            suggestion="把总额填到它的来源行；总额填错的，改正总额",
        )


def _without_total(columns: list[Column]) -> Iterator[Finding]:
    if columns:
        sums = "、".join(exact(c.flat) if len(c.sums) == 1 else "各来源之和" for c in columns)
        yield Finding(
            cells=tuple(c.total.at for c in columns),
            message=f"各来源已填，年度资金总额没有填：{'、'.join(c.name for c in columns)}",
            found="空",
            expected=sums,
            suggestion=f"总额补填{sums}",
        )


@rule("FD04", "来源行另有分值或得分", severity=WARNING, basis="资金部分的分值只计在年度资金总额一行")
def source_has_its_own_score(case: Case) -> Iterator[Finding]:
    """资金来源行（其中：……）也填了分值或得分。

    为什么：资金部分只按总额评一次分，来源行再填会重复计分。
    例：年度资金总额10分，其中：财政拨款又填10分。
    改为：来源行的分值、得分填“—”。
    依据：自评表的资金部分只对年度资金总额计分。
    """
    total = _total_line(case.form)
    if total is None or not (_value(total.weight) or _value(total.score)):
        return
    for line in case.form.funds:
        own = [f for f in (line.weight, line.score) if not line.is_total and f is not None and f.value]
        if own:
            yield Finding(
                cells=tuple(f.at for f in own),
                message=f"“{line_name(line)}”一行另填了分值或得分{'、'.join(f.text for f in own)}，会与总额重复计分",
                found="、".join(f.text for f in own),
                expected="—",
                suggestion="来源行的分值和得分改为“—”，只在年度资金总额一行计分",
            )


@rule("FD05", "执行数大于预算数", severity=ERROR, basis="全年执行不应超过调整后的全年预算")
def executed_exceeds_budget(case: Case) -> Iterator[Finding]:
    """全年执行数比全年预算数还大，执行率超过100%。

    为什么：没有预算不能支出；多半是预算数没有含年中追加或上年结转，或者两个数填反了。
    例：全年预算100万元，全年执行120万元。
    改为：全年预算填调整后的数（含追加和结转），例如120万元。
    依据：全年预算是调整后的预算数，支出不得超出预算。
    """
    for line in case.form.funds:
        budget, executed = _value(line.budget), _value(line.executed)
        if (
            budget is None
            or executed is None
            or line.executed is None
            or line.budget is None
            or executed <= budget
            or same_amount(executed, budget)
            or _repeats_the_total(case.form, line)
        ):
            continue
        yield Finding(
            cells=(line.executed.at,),
            related=(line.budget.at,),
            message=f"“{line_name(line)}”全年执行{line.executed.text}大于全年预算{line.budget.text}",
            found=line.executed.text,
            expected=f"不超过{line.budget.text}",
            suggestion="全年预算应填调整后的数（含追加、结转）；核对两个数是否填反或单位不一致",
        )


@rule("FD06", "预算调整未作说明", severity=INFO, basis="profile:execution.budget_change")
def budget_change_is_unexplained(case: Case) -> Iterator[Finding]:
    """年初预算为0或空，而全年预算有数；或者两者相差较大，又没有说明。

    为什么：年初没有预算、年中才追加，会影响目标是否合理，核查时要问清楚。
    例：年初预算0，全年预算169.9万元，表内没有说明追加的来由。
    改为：填写真实的年初预算；确属年中追加的，在说明栏写明追加文号或原因。
    依据：年中调整应单独说明；相差多少需要说明由评分办法规定。
    """
    line = case.form.total_funds
    if line is None or line.initial_budget is None or line.budget is None or not line.budget.value:
        return
    before, after = line.initial_budget.value or Decimal(0), line.budget.value
    limit = case.profile.number("execution.budget_change")
    if line.initial_budget.value is None and not line.initial_budget.empty:
        return
    carried = sum(map(_carried_over, case.form.funds), Decimal(0))
    if before and min(abs(after - before), abs(after - carried - before)) / before * 100 <= limit:
        return
    said = [case.form.text(key) for key in case.form.texts] + [line.reason.text if line.reason else ""]
    if any(
        word in text for text in said for word in ("追加", "预算调整", "调整预算", "调剂", "压减", "结转")
    ):
        return
    shown = line.initial_budget.text or "空"
    yield Finding(
        cells=(line.initial_budget.at,),
        message=f"年初预算为{shown}，全年预算为{line.budget.text}，表内没有说明调整的原因",
        found=shown,
        expected=line.budget.text if not before else "",
        suggestion="核对年初预算；确属年中追加或调整的，写明原因或文号",
        basis="年初没有预算而全年有预算的，应说明追加情况" if not before else "",
    )


def _carried_over(line: FundLine) -> Decimal:
    """What a line of money left from last year (上年结转资金) added to the budget in the course of the year."""
    budget = _value(line.budget)
    if line.is_total or "结转" not in line_name(line) or budget is None:
        return Decimal(0)
    return budget - (_value(line.initial_budget) or Decimal(0))


@rule(
    "FD07",
    "金额为负或不是数字",
    severity=ERROR,
    basis="资金栏填写不小于0的金额",
    silences=("FD05",),
)
def amount_is_no_amount(case: Case) -> Iterator[Finding]:
    """资金表的金额是负数，或者写了文字。

    为什么：不是数字的金额无法核对，也无法计算执行率。
    例：全年执行写“约20万”“见附件”，或者写-5。
    改为：填数字，例如20；没有的填0或“—”。
    依据：资金栏填写不小于0的金额，单位见表头。
    """
    for line in case.form.funds:
        for name, amount in line.amounts():
            negative = amount.value is not None and amount.value < 0
            if negative or amount.unreadable:
                yield Finding(
                    cells=(amount.at,),
                    message=f"“{line_name(line)}”的{name}写“{amount.text}”，{'是负数' if negative else '不是数字'}",
                    found=amount.text,
                    expected="不小于0的数字",
                    suggestion="改填数字；没有这笔钱的填0",
                )


@rule("FD08", "执行率偏低未说明原因", severity=WARNING, basis="profile:execution.explain_below")
def low_execution_is_unexplained(case: Case) -> Iterator[Finding]:
    """执行率低于评分办法要求说明的界限，而表内没有写原因。

    为什么：钱没有花出去，要么目标没有完成，要么预算编多了，都需要单位说清楚。
    例：执行率45.17%，各栏都没有提到未支出的原因。
    改为：在原因或说明栏写明，例如“尾款按合同于次年一季度支付”。
    依据：评分办法规定的需说明原因的执行率；没有规定的，为本工具设定，只供参考。
    """
    line = case.form.total_funds
    limit = case.profile.number("execution.explain_below")
    rate = _line_rate(case, line) if line is not None else None
    if line is None or line.executed is None or rate is None or rate >= limit:
        return
    words = ("执行", "支付", "支出", "结余", "结转", "尾款", "进度", "未使用", "节约")
    if line.reason is not None and states_reason(line.reason.text):
        return
    said = [case.form.text(key) for key in case.form.texts]
    said += [i.deviation_reason.text for i in case.form.filled_indicators if i.deviation_reason is not None]
    if any(gives_reason(text, words) for text in said):
        return
    at = line.rate.at if line.rate is not None and not line.rate.empty else line.executed.at
    yield Finding(
        cells=(at,),
        message=f"执行率为{plain(rate)}%，低于{plain(limit)}%，表内没有说明原因",
        found=f"{plain(rate)}%",
        expected=f"不低于{plain(limit)}%，或者说明原因",
        suggestion="写明未支出的原因和后续安排",
    )


@rule("FD09", "金额单位可能写错", severity=WARNING, basis="文字中的金额应与资金表一致", silences=("NR01",))
def amount_is_in_another_unit(case: Case) -> Iterator[Finding]:
    """文字中引用的金额与资金表正好差一万倍，多半是元和万元弄混了。

    为什么：单位错了，金额差一万倍，上级汇总时会被放大。
    例：资金表单位是万元，填169.9；总体评价写“全年预算为169.9元”。
    改为：总体评价改为“169.9万元”，或者更正表头的单位。
    依据：同一笔钱在表内各处应当一致。
    """
    table = _amounts_in_yuan(case.form)
    for key in ("conclusion", "achieved"):
        text = case.form.texts.get(key)
        for quoted in money_quoted(text.text) if text is not None and table else ():
            value = quoted.quantity.magnitude
            if text is None or _PER_HEAD.search(re.split("[，。；;]", text.text[: quoted.start])[-1]):
                continue
            other = next((t for t in table if value in (t * _TEN_THOUSAND, t / _TEN_THOUSAND)), None)
            if other is not None and value not in table:
                yield Finding(
                    cells=(text.at,),
                    message=f"文中写“{quoted.quantity.text}”，资金表为{plain(other / _TEN_THOUSAND)}万元"
                    f"（{plain(other)}元），正好差一万倍",
                    found=quoted.quantity.text,
                    expected=f"{plain(other / _TEN_THOUSAND)}万元",
                    suggestion="核对表头和文字的金额单位（元、万元），改成一致",
                )


def _amounts_in_yuan(form: EvaluationForm) -> set[Decimal]:
    factor = {"万元": _TEN_THOUSAND, "元": Decimal(1)}.get(form.money_unit)
    if factor is None:
        return set()
    return {a.value * factor for line in form.funds for _, a in line.amounts() if a.value}


@rule("FD10", "没有金额却有执行率或得分", severity=ERROR, basis="没有预算的资金不计算执行率，也不得分")
def no_budget_yet_a_rate(case: Case) -> Iterator[Finding]:
    """这一行没有预算，或者总额没有填全年预算、全年执行，却填了不为0的执行率或得分。

    为什么：0除以0没有执行率，填100%会让人以为钱已花完；缺一个金额，执行率也无从核对。
    例：其他资金预算0、执行0，执行率填100%；年度资金总额的全年执行空着，执行率填98%。
    改为：没有预算的，执行率填0或“—”；漏填金额的，补填金额。
    依据：执行率＝全年执行÷全年预算，没有预算的不计算。
    """
    for line in case.form.funds:
        budget, executed = line.budget, line.executed
        if line is case.form.total_funds and any(amount and amount.empty for amount in (budget, executed)):
            yield from _rate_without_amount(line)
            continue
        if budget is None or executed is None or budget.value or executed.value:
            continue
        if budget.value != 0 and not (budget.empty and executed.empty):
            continue
        for name, field in (("执行率", line.rate), ("得分", line.score)):
            if field is not None and field.value and not field.inferred:
                yield Finding(
                    cells=(field.at,),
                    message=f"“{line_name(line)}”没有预算，{name}却写{field.text}",
                    found=field.text,
                    expected="0或“—”",
                    suggestion=f"没有预算的，{name}填0或“—”；有预算的，补填金额",
                )


def _rate_without_amount(line: FundLine) -> Iterator[Finding]:
    """The line that execution is reckoned from lacks an amount, and a rate or a score stands there."""
    given = [
        f"{name}却写{field.text}"
        for name, field in (("执行率", line.rate), ("得分", line.score))
        if field is not None and field.value and not field.inferred
    ]
    missing = [(name, amount) for name, amount in line.amounts() if amount.empty and name != "年初预算"]
    names = "、".join(name for name, _ in missing)
    if given:
        yield Finding(
            cells=tuple(amount.at for _, amount in missing),
            message=f"“{line_name(line)}”没有填{names}，{given[0]}",
            found=missing[0][1].text or "空",
            expected=names,
            suggestion=f"补填{names}；确实没有这笔钱的，填0，执行率和得分也填0",
            basis="执行率＝全年执行÷全年预算×100%",
        )

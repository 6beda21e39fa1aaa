"""FD 项目资金: the execution rate (执行率) and its points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.claims.stated_reason import gives_reason, states_reason
from scoring.finding import Finding, report, report_line
from scoring.form.field import ABSENT, Number
from scoring.form.model import EvaluationForm, FundLine
from scoring.points.arithmetic import execution_rate
from scoring.points.case import Case
from scoring.points.funding import repeats_the_total
from scoring.rule import ERROR, FORM, FUND_LINE, WARNING, rule
from scoring.text.graded_words import in_points
from scoring.text.printed_numbers import (
    plain,
    printed_places,
    rate_agrees,
    rounded,
    score_agrees,
)


def _line_rate(case: Case, line: FundLine) -> Decimal | None:
    budget, executed = line.budget.value, line.executed.value
    if line is case.form.total_funds:
        budget, executed = case.results.budget, case.results.executed
    return execution_rate(budget, executed) if budget is not None and executed is not None else None


@rule("FD01", "执行率与金额不符", severity=ERROR, basis="执行率＝全年执行÷全年预算×100%", scope=FUND_LINE)
def rate_is_wrong(line: FundLine, case: Case) -> Iterator[Finding]:
    """表内的执行率不等于全年执行除以全年预算。

    为什么：执行率决定资金部分的得分，也是总体评价要引用的数字；算错了，后面都跟着错。
    例：全年预算250000，全年执行215457.6，执行率写86.19%。
    改为：215457.6÷250000＝86.18%，写86.18%（写86%、0.8618也可以）。
    依据：执行率＝全年执行÷全年预算×100%，按表内的小数位四舍五入；分母是调整后的全年预算，不是年初预算。
    """
    rate, printed = _line_rate(case, line), line.rate.value
    if rate is None or printed is None or rate_agrees(printed, line.rate.plain, rate):
        return
    if case.follows(line.rate):
        return
    if repeats_the_total(case.form, line) and case.form.total_line.rate.value == printed:
        return
    right = rounded(rate, min(max(printed_places(line.rate.plain), 0), 2))
    yield report_line(
        line,
        line.rate,
        f"的执行率写{line.rate.text}，按金额计算应为{right}%",
        expected=f"{right}%",
        suggestion=f"核对全年预算和全年执行两个金额；金额无误的，执行率改为{right}%",
        correction=right,
    )


@rule(
    "FD11",
    "执行率或得分空着",
    severity=WARNING,
    basis="填了全年预算和全年执行的，执行率和得分也应填写",
    scope=FORM,
    since="0.2.0",
)
def rate_or_score_is_blank(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """年度资金总额填了预算和执行，执行率或者得分空着。

    为什么：执行率和得分要计入总分，空着总分就少算了。
    例：全年预算88、全年执行80，执行率空着。
    改为：补填执行率90.91%，得分9.09。
    依据：填了全年预算和全年执行的，执行率和得分也应填写；表里没有这一栏的不提。
    """
    line = form.total_funds
    if line.budget.value is None or not line.executed.value:
        return
    rate, score = case.results.execution_rate, case.results.execution_score
    blank = [
        (name, field, value)
        for name, field, value in (
            ("执行率", line.rate, None if rate is None else f"{plain(rate)}%"),
            ("得分", line.score if _lacks_score(line) else ABSENT, None if score is None else plain(score)),
        )
        if field.missing
    ]
    if blank:
        names = "和".join(name for name, _, _ in blank)
        values = "、".join(f"{name}{value}" for name, _, value in blank if value is not None)
        yield report(
            [field for _, field, _ in blank],
            f"资金部分填了全年执行，没有填{names}",
            found="空",
            expected=values or names,
            suggestion=f"补填{names}",
        )


def _lacks_score(line: FundLine) -> bool:
    """The funds have no score: nothing is written, or a stroke although there is a weight."""
    score = line.score
    return score.present and (score.blank or (score.dash and bool(line.weight.value)))


@rule("FD02", "执行率得分有误", severity=ERROR, basis="profile:execution.scoring", scope=FORM)
def execution_score_is_wrong(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """资金部分的得分不是按执行率和分值算出来的数。

    为什么：资金部分通常占10分或20分，直接计入总分。
    例：分值10分，执行率86.18%，得分写9分。
    改为：10×86.18%＝8.62分。
    依据：得分＝执行率×分值，超过100%的按分值计；按重新计算的执行率核对，不以表内的执行率为准。
    """
    line, right = form.total_funds, case.results.execution_score
    rate = case.results.execution_rate  # of the amounts, else as printed
    if line.score.value is None or right is None or rate is None:
        return
    if score_agrees(line.score.value, line.score.plain, right) or case.follows(line.score):
        return
    yield report(
        line.score,
        f"资金执行得分写{in_points(line.score.text)}，执行率{plain(rate)}%、分值{plain(case.results.execution_weight)}分，"
        f"应得{plain(right)}分",
        expected=plain(right),
        suggestion=f"得分改为{plain(right)}",
        correction=right,
    )


@rule(
    "FD04",
    "来源行另有分值或得分",
    severity=WARNING,
    basis="资金部分的分值只计在年度资金总额一行",
    scope=FUND_LINE,
)
def source_has_its_own_score(line: FundLine, case: Case) -> Iterator[Finding]:
    """资金来源行（其中：……）也填了分值或得分。

    为什么：资金部分只按总额评一次分，来源行再填会重复计分。
    例：年度资金总额10分，其中：财政拨款又填10分。
    改为：来源行的分值、得分填“—”。
    依据：自评表的资金部分只对年度资金总额计分。
    """
    total = case.form.total_line
    own = [field for field in (line.weight, line.score) if field.value]
    if line.is_total or not own or not (total.weight.value or total.score.value):
        return
    shown = "、".join(field.text for field in own)
    yield report_line(
        line,
        own,
        f"一行另填了分值或得分{shown}，会与总额重复计分",
        found=shown,
        expected="—",
        suggestion="来源行的分值和得分改为“—”，只在年度资金总额一行计分",
    )


@rule("FD08", "执行率偏低未说明原因", severity=WARNING, basis="profile:execution.explain_below", scope=FORM)
def low_execution_is_unexplained(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """执行率低于评分办法要求说明的界限，而表内没有写原因。

    为什么：钱没有花出去，要么目标没有完成，要么预算编多了，都需要单位说清楚。
    例：执行率45.17%，各栏都没有提到未支出的原因。
    改为：在原因或说明栏写明，例如“尾款按合同于次年一季度支付”。
    依据：评分办法规定的需说明原因的执行率；没有规定的，为本工具设定，只供参考。
    """
    line, limit = form.total_funds, case.profile.number("execution.explain_below")
    rate = _line_rate(case, line)
    said = (line.reason.plain, form.plain("spending_reason"))
    if rate is None or rate >= limit or any(map(states_reason, said)):
        return
    rows = form.filled_indicators
    if any(gives_reason(text, _OF_SPENDING) for text in map(form.plain, form.texts)):
        return
    if any(
        gives_reason(field.plain, _OF_A_ROW) for row in rows for field in (row.deviation_reason, row.opinion)
    ):
        return
    yield report(
        line.executed if line.rate.empty else line.rate,
        f"执行率为{plain(rate)}%，低于{plain(limit)}%，表内没有说明原因",
        found=f"{plain(rate)}%",
        expected=f"不低于{plain(limit)}%，或者说明原因",
        suggestion="写明未支出的原因和后续安排",
        speaks_of=tuple(field.at for field in (line.rate, line.executed, line.budget) if field.present),
    )


_OF_SPENDING = ("执行", "支付", "支出", "结余", "结转", "尾款", "进度", "未使用", "节约")
# What holds an indicator up holds its money up: 设备因流标推迟到次年采购.
_OF_A_ROW = (
    *(
        *_OF_SPENDING,
        "暂缓",
        "流标",
        "招标",
        "中标",
        "采购",
        "验收",
        "结算",
        "合同",
        "质保",
    ),
    *("资金", "经费", "款", "未实施", "未开展", "未开工", "停工", "取消", "次年", "下年", "跨年"),
)


@rule(
    "FD10",
    "没有金额却有执行率或得分",
    severity=ERROR,
    basis="没有预算的资金不计算执行率，也不得分",
    scope=FUND_LINE,
    silences=("FD12",),
)
def no_budget_yet_a_rate(line: FundLine, case: Case) -> Iterator[Finding]:
    """这一行没有预算，或者总额没有填全年预算、全年执行，却填了不为0的执行率或得分。

    为什么：0除以0没有执行率，填100%会让人以为钱已花完；缺一个金额，执行率也无从核对。
    例：其他资金预算0、执行0，执行率填100%；年度资金总额的全年执行空着，执行率填98%。
    改为：没有预算的，执行率填0或“—”；漏填金额的，补填金额。
    依据：执行率＝全年执行÷全年预算，没有预算的不计算。
    """
    budget, executed = line.budget, line.executed
    if case.follows(budget) or case.follows(executed):
        return
    if line is case.form.total_funds and (budget.missing or executed.missing):
        yield from _rate_without_amount(line)
        return
    if not budget.present or not executed.present or budget.value or executed.value:
        return
    if budget.value != 0 and not (budget.empty and executed.empty):
        return
    for name, field in _rate_and_score(line):
        yield report_line(
            line,
            field,
            f"没有预算，{name}却写{field.text}",
            expected="0或“—”",
            suggestion=f"没有预算的，{name}填0或“—”；有预算的，补填金额",
            speaks_of=(field.at, budget.at, executed.at),
        )


def _rate_and_score(line: FundLine) -> list[tuple[str, Number]]:
    """What a line has been given of rate and score, noughts left out."""
    own = (("执行率", line.rate), ("得分", line.score))
    return [(name, field) for name, field in own if field.value and not field.inferred]


def _rate_without_amount(line: FundLine) -> Iterator[Finding]:
    """The line that execution is reckoned from lacks an amount, and a rate or a score stands there."""
    missing = [(name, amount) for name, amount in line.amounts() if amount.empty and name != "年初预算"]
    names = "、".join(name for name, _ in missing)
    for name, field in _rate_and_score(line)[:1]:
        yield report_line(
            line,
            [amount for _, amount in missing],
            f"没有填{names}，{name}却写{field.text}",
            expected=names,
            suggestion=f"补填{names}；确实没有这笔钱的，填0，执行率和得分也填0",
            basis="执行率＝全年执行÷全年预算×100%",
        )

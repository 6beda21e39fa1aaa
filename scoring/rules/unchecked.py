"""LY 填表: what could not be checked: a blank form, parts that are not there, formulas without results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scoring.finding import WHOLE_FORM, Finding, report
from scoring.form.field import Field, Number, Typed
from scoring.form.model import EvaluationForm
from scoring.points.case import Case
from scoring.rule import ERROR, EVERYTHING, FORM, INFO, WARNING, rule

_MEND_HEADING = "列名写错的，改成规定的列名；自己加的列不用改"
_FEW = 3  # cells that may be anybody's remark
_NAMED = 6


@rule(
    "LY09",
    "未填写",
    severity=INFO,
    basis="没有填写的表不作核查",
    scope=FORM,
    silences=EVERYTHING,
)
def nothing_is_filled_in(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """这张表还没有填写。

    为什么：空表没有可核查的内容，逐格提示没有意义。
    例：只有表头和空行。
    改为：填写后再核查。
    依据：没有填写的表不作核查。
    """
    amounts = [amount for line in form.funds for _, amount in line.amounts()]
    if form.filled_indicators or any(map(_is_written, amounts)):
        return
    yield Finding(
        cells=(form.at,),
        message="这张表还没有填写",
        found="空",
        expected="填好的表",
        suggestion="填写后再核查",
        speaks_of=(WHOLE_FORM,),
    )


@rule(
    "LY17",
    "指标没有填写",
    severity=ERROR,
    basis="指标的指标值、完成值、分值和得分都应填写",
    scope=FORM,
    since="0.2.0",
    silences=("WT01",),
)
def indicators_are_not_filled_in(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """资金已经填了，指标表一行也没有填；或者不少指标只有名称，其余都空着。

    为什么：没有指标就没有总分和等级，这样的表不能算填好。
    例：资金表、总体评价都填了，三级指标只有名称，指标值、完成值、分值和得分都空着。
    改为：逐行填写；用不到的行删去。
    依据：指标的指标值、完成值、分值和得分都应填写；资金也没有填的是空白表，另作提示。
    """
    filled = {row.row for row in form.filled_indicators}
    bare = [row for row in form.named_indicators if row.row not in filled and row.named]
    if not form.indicators:
        places: list[Field[Any]] = [form.title if form.title.text else form.totals.label]
    else:
        places = [row.name for row in bare or form.indicators[:1]]
    if not filled:
        yield report(
            places,
            f"{'指标只有名称和分类，其余' if bare else '指标表'}没有填写，分数没有核查",
            found="空",
            expected="填好的指标",
            suggestion="逐行填写指标值、完成值、分值和得分",
        )
    elif bare:
        names = "、".join(f"“{row.label}”" for row in bare[:3]) + ("等" if len(bare) > 3 else "")
        yield report(
            places,
            f"{names}{len(bare)}个指标只有名称，指标值、完成值、分值和得分都没有填",
            found="空",
            expected="填好的指标",
            suggestion="逐行填写；用不到的行删去",
            severity=WARNING,
            # Their weights are missing too: that the others do not make the full mark is no other fault.
            speaks_of=tuple(row.weight.at for row in form.indicators),
        )


def _is_written(amount: Number) -> bool:
    """Whether a person has written an amount: a nought is none, a formula that nobody has calculated may be one."""
    return bool(amount.value) or amount.unreadable or amount.pending


@rule("LY10", "表中缺少一部分", severity=INFO, basis="自评表由资金表、指标表和合计组成", scope=FORM)
def part_is_absent(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """表里没有找到资金表，或者没有找到合计行；与它有关的核查没有做。

    为什么：没有资金表就不能核对执行率，没有合计行就不能核对总分，要让看的人知道。
    例：从别处复制的表只有指标部分。
    改为：补上资金表和合计行；表里本来有的，检查标签是否写成了别的名称。
    依据：自评表由资金表、指标表和合计组成。
    """
    totals_due = not form.is_plan and not form.is_unscored
    parts = (("资金表", bool(form.funds)), ("合计（总分）行", form.totals.present or not totals_due))
    absent = [name for name, there in parts if not there]
    if absent and form.indicators:
        yield Finding(
            cells=(form.at,),
            message=f"没有找到{'和'.join(absent)}，有关的核查没有做",
            found="无",
            expected="、".join(absent),
            suggestion="补上缺少的部分；本来有的，检查标签的写法",
        )


@rule(
    "LY12",
    "公式没有计算结果",
    severity=WARNING,
    basis="公式的结果要由 Excel 计算并保存后才有",
    scope=FORM,
)
def formula_has_no_result(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """单元格里有公式，但没有保存计算结果，这些格没有核查。

    为什么：由程序生成、没有用表格软件打开过的表，只有公式没有结果；合计、等级对不对，都看不出来。
    例：合计是公式“=SUM(G12:G18)”，文件里没有它的得数。
    改为：用 Excel 打开，保存后再核查。
    依据：公式的结果要由 Excel 计算并保存后才有。
    """
    pending = sorted({f.at for f in _fields(form) if f.typed is Typed.PENDING and not f.inferred})
    if pending:
        names = "、".join(at.a1 for at in pending[:5]) + ("……" if len(pending) > 5 else "")
        count = f"共{len(pending)}格" if len(pending) > 1 else ""
        yield Finding(
            cells=tuple(pending),
            message=f"{names}{count}的公式没有计算结果，没有核查",
            found="没有结果",
            expected="公式的计算结果",
            suggestion="用 Excel 打开，保存后再核查",
        )


def _fields(form: EvaluationForm) -> Iterator[Field[Any]]:
    """Every field of the form."""
    yield form.title
    yield from form.texts.values()
    yield from form.numbers
    yield from (line.rate for line in form.funds)
    for row in form.indicators:
        yield from (row.level1, row.level2, row.name, row.target, row.actual)
        yield from (row.opinion, row.deviation_reason)
    yield form.grade

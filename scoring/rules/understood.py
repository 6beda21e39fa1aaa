"""LY 填表: how the form was read: columns unknown, guessed or doubtful, contents not understood, forms that report less."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.finding import Finding, report
from scoring.form.columns import TITLES
from scoring.form.field import Text
from scoring.form.model import EvaluationForm
from scoring.points.case import Case
from scoring.rule import FORM, INFO, rule

_MEND_HEADING = "列名写错的，改成规定的列名；自己加的列不用改"
_FEW = 3  # cells that may be anybody's remark
_NAMED = 6
_MARKED = 30  # a long list below a form is not coloured to its end


@rule("LY11", "没有认出的列", severity=INFO, basis="指标表的列名应与规定的自评表一致", scope=FORM)
def heading_is_unknown(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """指标表或资金表里有一列的列名认不出来，这一列没有核查。

    为什么：列名写错了，整列内容都核查不到；是哪一列要让看的人知道，不能猜。
    例：列名写“完成情况分析”，不知道是实际完成值还是偏差原因。
    改为：改成规定的列名，例如“实际完成值”“偏差原因分析及改进措施”；确属自己加的列，不用改。
    依据：指标表的列名应与规定的自评表一致。
    """
    for heading in form.unknown_headings:
        name = " ".join(heading.text.split())[:30]
        yield report(
            heading,
            f"没有认出“{name}”这一列，这一列没有核查",
            found=name,
            expected="规定的列名",
            suggestion=_MEND_HEADING,
        )
    for column in form.unknown_funds_headings:
        yield Finding(
            cells=(column.at,),
            message=f"没有认出资金表的“{column.label[:30]}”这一列，这一列没有核查",
            found=column.label[:30],
            expected="规定的列名",
            suggestion=_MEND_HEADING,
        )


@rule(
    "LY13",
    "按内容认出的列",
    severity=INFO,
    basis="指标表的列名应与规定的自评表一致",
    scope=FORM,
    since="0.2.0",
)
def column_is_told_by_its_contents(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """列名不是常见的写法，这一列是按下面的内容认出来的。

    为什么：认得对不对，要请看的人过目；认错了，这一列的核查也就不对。
    例：列名写“维度”，下面是“产出指标”“效益指标”，认作一级指标。
    改为：认得对的不用改；认错了的，把列名改成规定的写法再核查。
    依据：指标表的列名应与规定的自评表一致。
    """
    guessed = [column for column in form.columns if column.guessed]
    if not guessed:
        return
    told = "；".join(
        f"{column.at.a1}“{column.label[:20]}”作为{TITLES.get(column.role, '')}（{column.evidence[-1]}）"
        for column in guessed
    )
    yield Finding(
        cells=tuple(column.at for column in guessed),
        message=f"{len(guessed)}列的列名不常见，按内容读：{told}",
        found="、".join(column.label[:20] for column in guessed),
        expected="、".join(TITLES.get(column.role, "") for column in guessed),
        suggestion="请看认得对不对；不对的，把列名改成规定的写法再核查",
    )


@rule(
    "LY14",
    "列有两种读法",
    severity=INFO,
    basis="指标表的列名应与规定的自评表一致",
    scope=FORM,
    since="0.2.0",
)
def column_can_be_read_two_ways(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """一列既像这一栏，又像那一栏，分不出来，与它有关的核查没有做。

    为什么：猜错了会冤枉人；不说，又会以为核查过了。
    例：两列的列名都写“指标值”，分不出哪列是目标，哪列是完成情况。
    改为：把列名改成规定的写法，例如“年度指标值”“实际完成值”。
    依据：指标表的列名应与规定的自评表一致。
    """
    doubtful = [column for column in form.columns if column.instead]
    if not doubtful:
        return
    names = "、".join(f"{column.at.a1}“{column.label[:20]}”" for column in doubtful)
    readings = sorted({TITLES.get(role, role) for column in doubtful for role in column.instead})
    which = f"都像{readings[0]}，分不出哪一列是" if len(readings) == 1 else f"分不出是{'还是'.join(readings)}"
    yield Finding(
        cells=tuple(column.at for column in doubtful),
        message=f"{names}{which}，有关的核查没有做",
        found="、".join(column.label[:20] for column in doubtful),
        expected="规定的列名",
        suggestion="把列名改成规定的写法再核查",
    )


@rule(
    "LY15",
    "不是完整的自评表",
    severity=INFO,
    basis="没有完成值、没有分值的表只核查有的部分",
    scope=FORM,
    since="0.2.0",
)
def form_reports_less(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """表里只有绩效目标，没有完成值（计划）；或者没有分值和得分；或者只有分值和得分。

    为什么：只能核查有的部分，要让看的人知道哪些没有核查。
    例：绩效目标申报表；中央对地方转移支付的自评表。
    改为：本来就是这样的表，不用改；拿错了表的，换成自评表。
    依据：没有完成值、没有分值的表只核查有的部分。
    """
    if form.is_plan:
        said = "这是绩效目标表（计划），没有完成值和得分，只核查了指标和目标的设置"
    elif form.is_unscored:
        said = "这张表没有分值和得分，只核查了资金、指标值、完成值和文字"
    elif form.is_scored_alone:
        said = "这张表没有指标值和完成值，只核查了分值、得分、合计和等级"
    else:
        return
    yield Finding(
        cells=(form.at,),
        message=said,
        found="没有得分" if not form.is_scored_alone else "没有指标值和完成值",
        expected="本来没有的，不用改",
        suggestion="拿错了表的，换成自评表再核查",
    )


@rule(
    "LY20",
    "没有读懂的内容",
    severity=INFO,
    basis="没有读懂的内容没有核查，要让看的人知道",
    scope=FORM,
    since="0.2.0",
)
def contents_are_not_understood(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """表里有几格填了数或者文字，看不出是什么，没有核查。

    为什么：以为核查过而其实没有，比没有核查更糟；是哪几格，要让看的人知道。
    例：资金表的两列都写“金额”，分不出预算和执行；表下有几段没有标签的文字。
    改为：给这些内容写上规定的标签或者列名；本来不用核查的，不用改。
    依据：没有读懂的内容没有核查，要让看的人知道。
    """
    lost = list(_lost_elsewhere(form))
    if len(lost) <= _FEW:
        return
    names = "、".join(text.at.a1 for text in lost[:_NAMED]) + ("……" if len(lost) > _NAMED else "")
    yield report(
        lost[:_MARKED],
        f"{names}共{len(lost)}格没有读懂，没有核查",
        found="、".join(" ".join(text.text.split())[:10] for text in lost[:_FEW]) + "……",
        expected="有标签、有列名的内容",
        suggestion="要核查的，写上规定的标签或列名；本来不用核查的，不用改",
    )


def _lost_elsewhere(form: EvaluationForm) -> Iterator[Text]:
    """The cells not understood outside the columns of which LY11 and LY14 speak."""
    told = {heading.at for heading in form.unknown_headings}
    told |= {column.at for column in form.columns if column.instead}
    columns = {at.column for at in told}
    rows = [indicator.row for indicator in form.indicators]
    funds_headings = {column.at for column in form.unknown_funds_headings}
    said = told | funds_headings
    funds_columns = {at.column for at in funds_headings}
    funds_rows = {line.row for line in form.funds}
    for text in form.not_understood:
        at = text.at
        of_indicators = bool(rows) and min(rows) <= at.row <= max(rows) and at.column in columns
        of_funds = at.row in funds_rows and at.column in funds_columns
        if not (of_indicators or of_funds) and at not in said:
            yield text

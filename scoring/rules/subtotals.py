"""SC 得分: printed subtotals."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.finding import Finding, report
from scoring.form.model import EvaluationForm, Number
from scoring.points.case import Case
from scoring.points.results import level1_name
from scoring.points.subtotals import COLUMNS, Rows
from scoring.rule import ERROR, FORM, rule
from scoring.text.graded_words import in_points
from scoring.text.printed_numbers import plain


def out_of_reach(printed: Number) -> str:
    """The likely cause where a formula prints another sum than its rows make: a row was put in beside its range."""
    return "，求和公式可能没有包括所有的行" if printed.calculated else ""


def range_to_check(printed: Number) -> str:
    """What to do where a formula prints a wrong sum; "" where the number is typed."""
    if not printed.calculated:
        return ""
    return "检查这一格公式的范围，使它包括每一行（新插入的行往往漏在外面），再重新计算"


@rule(
    "SC17",
    "小计与所属各行不符",
    severity=ERROR,
    basis="小计＝所属各指标之和，不含资金执行",
    scope=FORM,
    since="0.2.0",
)
def subtotal_is_not_the_sum(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """小计行的分值、自评得分或复核分，不等于它所属各行之和。

    为什么：小计错了，一级指标的得分就错了，各级得分率和总分也跟着不可靠。
    例：产出指标三项得15、15、10分，小计写39。
    改为：小计写40；小计是公式的，检查公式是否包括每一行。
    依据：小计＝所属各指标之和，不含资金执行。包括哪几行看不准的，不作判断。
    """
    for found in case.subtotals:
        for one in found.sums:
            if not one.right:
                yield report(
                    one.printed,
                    f"{_name(found.rows)}小计的{COLUMNS[one.column]}写{in_points(one.printed.text)}，"
                    f"所属{len(found.rows)}个指标相加为{plain(one.computed)}分{out_of_reach(one.printed)}",
                    related=[getattr(row, one.column) for row in found.rows],
                    expected=plain(one.computed),
                    suggestion=range_to_check(one.printed) or "核对所属各行；各行无误的，改正小计",
                    speaks_of=(one.subject,),
                    correction=one.computed,
                )


def _name(rows: Rows) -> str:
    names = {level1_name(row) for row in rows}
    return f"“{names.pop()}”" if len(names) == 1 else ""

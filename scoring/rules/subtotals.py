"""SC 得分: printed subtotals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from scoring.finding import Finding, report
from scoring.form.field import Number
from scoring.form.model import EvaluationForm
from scoring.points.case import Case
from scoring.points.following import sum_as_it_stands
from scoring.points.funding import counted
from scoring.points.results import level1_name
from scoring.points.subtotals import COLUMNS, Rows
from scoring.rule import ERROR, FORM, rule
from scoring.text.graded_words import in_points
from scoring.text.printed_numbers import plain, score_agrees


class Cause(NamedTuple):
    """Why a printed sum is likely to be wrong, and what to do; both "" where nobody can tell."""

    words: str = ""
    to_do: str = ""


_TYPED = Cause()
_TOO_LITTLE = Cause(
    "，求和公式可能没有包括所有的行",
    "检查这一格公式的范围，使它包括每一行（新插入的行往往漏在外面），再重新计算",
)
_TOO_MUCH = Cause(
    "，求和公式可能多加了别的格",
    "检查这一格公式的范围，只加各指标的格（合并单元格下面盖住的数也会加进去），再重新计算",
)


def cause_of_wrong_sum(printed: Number, right: Decimal) -> Cause:
    """Where a formula prints another sum than its rows make, a row was put in beside its range, or it takes more."""
    if not printed.calculated or printed.value is None:
        return _TYPED
    return _TOO_LITTLE if printed.value < right else _TOO_MUCH


def likely_cause(case: Case, column: str, right: Decimal) -> Cause:
    """Why the total of a column is wrong: it counts the 小计 once more, or a row is out of its formula's reach."""
    printed: Number = getattr(case.form.totals, column)
    subtotals: list[Number] = [getattr(one, column) for one in case.form.subtotals]
    again = sum(map(counted, subtotals), sum_as_it_stands(case.form, case.results, column))
    if any(map(counted, subtotals)) and score_agrees(printed.value or Decimal(0), printed.text, again):
        return Cause("，把小计又加了一遍", "合计只加各指标和资金执行，公式不要包括小计行；或者删去小计行")
    return cause_of_wrong_sum(printed, right)


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
                cause = cause_of_wrong_sum(one.printed, one.computed)
                yield report(
                    one.printed,
                    f"{_name(found.rows)}小计的{COLUMNS[one.column]}写{in_points(one.printed.text)}，"
                    f"所属{len(found.rows)}个指标相加为{plain(one.computed)}分{cause.words}",
                    related=[getattr(row, one.column) for row in found.rows],
                    expected=plain(one.computed),
                    suggestion=cause.to_do or "核对所属各行；各行无误的，改正小计",
                    speaks_of=(one.subject,),
                    correction=one.computed,
                )


def _name(rows: Rows) -> str:
    names = {level1_name(row) for row in rows}
    return f"“{names.pop()}”" if len(names) == 1 else ""

"""TG 完成值: how the actuals answer their targets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.claims.compared_periods import compares_periods
from scoring.finding import Finding, report, report_indicator
from scoring.form.field import Field
from scoring.form.indicator import Indicator
from scoring.form.taxonomy import is_bounded
from scoring.points.case import Case
from scoring.rule import EACH_ACTUAL, ERROR, INDICATORS, WARNING, rule
from scoring.targets.comparison import compare
from scoring.targets.target import Target, TargetKind
from scoring.text.characters import cell_text
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.trends import gives_both_periods

_WHOLE = Decimal(100)
_AND_MORE = Pattern("[余多几]")  # 200余人 is a report, though a round one
_NEARLY_ALL = Decimal(90)  # per cent: what a completion rate looks like


@rule(
    "TG01",
    "指标值与完成值单位不同",
    severity=WARNING,
    basis="实际完成值应与年度指标值同一口径",
    scope=EACH_ACTUAL,
    silences=("OP05",),
)
def target_and_actual_differ_in_unit(row: Indicator, case: Case) -> Iterator[Finding]:
    """指标值和完成值不是同一种单位，没法比较是否完成。

    为什么：指标值是次数，完成值填百分比，看不出到底完成了多少。
    例：指标值“不少于五十次”，完成值“100%”，或者只写“已完成”。
    改为：完成值填实际的次数，例如“70次”。
    依据：实际完成值应与年度指标值同一口径、同一单位；指标值只有一件的（1座、1套），写“已建成”也算。
    """
    seen, actual = row.outcome, row.actual.value
    if seen is None or seen.same_unit is not False or row.target.value is None or actual is None:
        return
    why, what = _other_unit(actual, _unit_of_target(row))
    yield report_indicator(
        row,
        row.actual,
        f"指标值为“{row.target.text}”，完成值为“{row.actual.text}”，{why}，无法比较",
        related=row.target,
        expected=_unit_of_target(row),
        suggestion=what,
    )


def _other_unit(actual: Target, asked_for: str) -> tuple[str, str]:
    """What keeps the actual from being compared, and what to write: 完成 has no figure at all."""
    if actual.quantity is None and actual.deadline is None:
        return "没有写出具体的数", f"完成值补填{asked_for}"
    share = actual.quantity is not None and actual.quantity.unit == "%"
    return "单位不同", f"完成值改填{asked_for}{'，不要填完成比例' if share else ''}"


def _unit_of_target(row: Indicator) -> str:
    target = row.target.value
    if target is not None and target.kind is TargetKind.DATE:
        return "实际完成的日期"
    unit = target.quantity.unit if target is not None and target.quantity is not None else ""
    return f"以“{unit}”为单位的实际数" if unit else "与指标值同一单位的实际数"


@rule(
    "TG02",
    "完成值照抄指标值",
    severity=WARNING,
    basis="实际完成值填写实际达到的数，不带“≥”一类的符号",
    scope=EACH_ACTUAL,
)
def actual_copies_the_target(row: Indicator, case: Case) -> Iterator[Finding]:
    """完成值连符号一起照抄了指标值。

    为什么：“≥266米”不是实际完成的数，看不出到底完成了多少。
    例：指标值“≥266米”，完成值“≥266米”。
    改为：完成值填“270米”。
    依据：实际完成值填写实际达到的数，不带“≥”一类的符号；定性指标写法相同的不算。
    """
    target, actual = row.target.value, row.actual.value
    if target is None or actual is None or not _copied(target, actual) or _AND_MORE.search(actual.text):
        return
    yield report_indicator(
        row,
        row.actual,
        f"的完成值“{row.actual.text}”照抄了指标值，不是实际完成的数",
        related=row.target,
        expected=_unit_of_target(row),
        suggestion="完成值改填实际达到的数，不带符号",
    )


def _copied(target: Target, actual: Target) -> bool:
    """Whether an actual is its target with the symbol. A rise copied as it stands is TG11's matter."""
    if target.kind is not TargetKind.NUMBER or actual.kind is not TargetKind.NUMBER:
        return False
    goal, reported = target.quantity, actual.quantity
    if goal is None or reported is None or target.upper != actual.upper:
        return False
    same = goal.magnitude == reported.magnitude and goal.unit == reported.unit
    return same and _same_way(target.operator, actual.operator)


_OPPOSITE = {
    Operator.AT_LEAST: (Operator.AT_MOST, Operator.BELOW),
    Operator.AT_MOST: (Operator.AT_LEAST, Operator.ABOVE),
}


def _same_way(target: Operator, actual: Operator) -> bool:
    """Whether an actual's symbol may be copied: 超过1200人 and 不足1200人 report something for ≥1200人."""
    if actual in (Operator.NONE, Operator.EQUAL):
        return False
    return actual is target or (actual in _OPPOSITE and target not in _OPPOSITE[actual])


@rule(
    "TG06",
    "完成值按字面不符合指标值却得满分",
    severity=WARNING,
    basis="实际完成值填写指标本身的实际数，不是完成比例",
    scope=EACH_ACTUAL,
    silences=("SC06", "SC08", "OP05"),
)
def completion_rate_typed_for_the_actual(row: Indicator, case: Case) -> Iterator[Finding]:
    """得了满分，但完成值按字面看恰好违反指标值：多半是把“完成比例”当成了完成值。

    为什么：故障率低于10%，完成值写100%，字面意思是天天故障。
    例：指标值“故障率低于10%”，完成值“100%”，得满分。
    改为：完成值填实际的故障率，例如“1.6%”。
    依据：实际完成值填写指标本身的实际数，不是完成比例。
    """
    seen, actual, score = row.outcome, row.actual.value, row.counting_score.value
    if seen is None or seen.met is not False or actual is None or actual.quantity is None:
        return
    if not _upper_bound(row) or actual.quantity.unit != "%" or actual.quantity.value < _NEARLY_ALL:
        return
    if score is None or score != row.weight.value:
        return
    yield report_indicator(
        row,
        row.actual,
        f"要求“{row.target.text}”，完成值写“{row.actual.text}”，"
        "按字面是没有达到，却得了满分；可能填成了完成比例",
        related=row.target,
        expected=f"符合“{row.target.text}”的实际数",
        suggestion=f"完成值改填{row.name.plain.partition('(')[0]}的实际数；确实没有达到的，相应扣分",
    )


def _upper_bound(row: Indicator) -> bool:
    target = row.target.value
    if target is None:
        return False
    if target.operator in (Operator.AT_MOST, Operator.BELOW):
        return True
    return target.operator is Operator.NONE and row.lower_is_better is True


@rule("TG08", "缺少完成值", severity=WARNING, basis="每个指标都应填写实际完成值", scope=INDICATORS)
def actual_is_missing(rows: tuple[Indicator, ...], case: Case) -> Iterator[Finding]:
    """指标没有填实际完成值，却给了得分，或者其他指标都填了，或者资金已经填了全年执行。

    为什么：没有完成值，得分就没有依据。
    例：指标值≥95%，完成值空着，自评得10分。
    改为：补填实际完成值，例如“97%”。
    依据：每个指标都应填写实际完成值。
    """
    begun = any(not row.actual.empty for row in rows)
    if not begun and not any(map(_scored, rows)):
        yield from _no_actual_at_all(rows, case)
    for row in rows:
        due = not row.target.empty or (row.target.blank and row.actual.blank)
        if row.actual.missing and due and (begun or _scored(row)) and not _says_none(row):
            yield report_indicator(
                row,
                row.actual,
                f"没有填实际完成值{'，却有得分' if _scored(row) else ''}",
                expected="实际完成值",
                suggestion="补填实际完成值",
            )


def _scored(row: Indicator) -> bool:
    return any(not score.empty for _, score in row.scores())


def _no_actual_at_all(rows: tuple[Indicator, ...], case: Case) -> Iterator[Finding]:
    """The year's spending is reported, and not one actual is."""
    due = [row for row in rows if not row.target.empty and row.filled and row.actual.present]
    if due and any(line.executed.value for line in case.form.funds):
        who = f"{len(due)}个指标都" if len(due) > 1 else f"指标“{due[0].label}”"
        yield report(
            [row.actual for row in due],
            f"资金已填全年执行，{who}没有填实际完成值",
            found="空",
            expected="实际完成值",
            suggestion="逐项补填实际完成值和得分",
        )


def _says_none(row: Indicator) -> bool:
    """无 answers a target that wants none or little (≤1起, 无安全事故); to ≥24期 it is no answer."""
    target, actual = row.target.value, row.actual.value
    if row.actual.plain != "无" or target is None or actual is None:
        return False
    if target.quantity is None:
        return target.kind is TargetKind.QUALITATIVE
    return compare(target, actual, row.lower_is_better).met is True


@rule(
    "TG11",
    "提升或缩短幅度没有前后对比",
    severity=WARNING,
    basis="幅度类指标应有前后两期的数据佐证",
    scope=EACH_ACTUAL,
)
def change_without_both_figures(row: Indicator, case: Case) -> Iterator[Finding]:
    """指标值是“提升20%”一类的幅度，表内却没有前后两期的数字。

    为什么：没有基数和现数，20%是怎么得来的无法核对；另一个百分比不能当证据。
    例：指标值“办事效率提升20%”，完成值“20%”，说明里只写“明显提高”。
    改为：写明“平均办理时间由30分钟缩短到24分钟”。
    依据：量化的提升、缩短、降低幅度，应有前后两期的数据对比。
    """
    target = row.target.value
    if target is None or target.kind is not TargetKind.TREND or target.quantity is None or row.actual.empty:
        return
    evidence = (row.actual.plain, row.deviation_reason.plain, row.opinion.plain)
    if any(compares_periods(text) or gives_both_periods(cell_text(text)) for text in evidence):
        return
    yield report_indicator(
        row,
        row.actual,
        f"要求“{row.target.text}”，完成值写“{row.actual.text}”，没有前后两期的数据",
        related=row.target,
        expected="前后两期的数字",
        suggestion="在完成值或说明中写出前后两期的数字；难以量化的，改设定性指标",
    )


@rule(
    "TG12",
    "比率超过100%或日期不存在",
    severity=ERROR,
    basis="满意度、合格率一类的比率不超过100%；日期应当存在",
    scope=EACH_ACTUAL,
    silences=("SC06", "SC11"),
)
def impossible_value(row: Indicator, case: Case) -> Iterator[Finding]:
    """不可能超过100%的比率超过了100%，或者写了不存在的日期。

    为什么：这样的数一定填错了。
    例：满意度105%；2月30日前完成。
    改为：核对后改正，例如“满意度95%”“2月28日前”。
    依据：满意度、合格率、覆盖率等不超过100%；完成率、增长率可以超过。
    """
    for field, name in ((row.target, "指标值"), (row.actual, "完成值")):
        too_much = _exceeds_the_whole(row, field)
        if too_much or _names_no_day(field):
            yield report_indicator(
                row,
                field,
                f"的{name}“{field.text}”{'超过了100%' if too_much else '是不存在的日期'}",
                expected="不超过100%" if too_much else "存在的日期",
                suggestion=f"核对原始资料，改正{name}",
            )


def _exceeds_the_whole(row: Indicator, field: Field[Target]) -> bool:
    value = field.value
    if value is None or value.kind is not TargetKind.NUMBER or value.quantity is None:
        return False
    share = value.quantity
    return share.unit == "%" and share.value > _WHOLE and is_bounded(row.name.plain)


def _names_no_day(field: Field[Target]) -> bool:
    value = field.value
    return value is not None and value.deadline is not None and not value.deadline.valid

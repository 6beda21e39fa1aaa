"""TG 指标值与完成值: targets and actuals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.finding import Finding
from scoring.form import Indicator
from scoring.narrative import compares_periods
from scoring.quantity import Operator
from scoring.results import Case
from scoring.rule import WARNING, rule
from scoring.rules.scores import counting_score
from scoring.target import Kind, compare

_NEARLY_ALL = Decimal(90)  # per cent: what a completion rate looks like


@rule("TG01", "指标值与完成值单位不同", severity=WARNING, basis="实际完成值应与年度指标值同一口径")
def target_and_actual_differ_in_unit(case: Case) -> Iterator[Finding]:
    """指标值和完成值不是同一种单位，没法比较是否完成。

    为什么：指标值是次数，完成值填百分比，看不出到底完成了多少。
    例：指标值“不少于五十次”，完成值“100%”。
    改为：完成值填实际的次数，例如“70次”。
    依据：实际完成值应与年度指标值同一口径、同一单位。
    """
    for indicator in case.form.filled_indicators:
        seen, target = indicator.outcome, indicator.target.value
        if seen is None or seen.same_unit is not False or target is None:
            continue
        yield Finding(
            cells=(indicator.actual.at,),
            related=(indicator.target.at,),
            message=f"指标“{indicator.label}”指标值为“{indicator.target.text}”，"
            f"完成值为“{indicator.actual.text}”，单位不同，无法比较",
            found=indicator.actual.text,
            expected=_wanted(indicator),
            suggestion=f"完成值改填{_wanted(indicator)}，不要填完成比例",
        )


def _wanted(indicator: Indicator) -> str:
    target = indicator.target.value
    if target is not None and target.kind is Kind.DATE:
        return "实际完成的日期"
    unit = target.quantity.unit if target is not None and target.quantity is not None else ""
    return f"以“{unit}”为单位的实际数" if unit else "与指标值同一单位的实际数"


@rule(
    "TG06",
    "完成值按字面不符合指标值却得满分",
    severity=WARNING,
    basis="实际完成值填写指标本身的实际数，不是完成比例",
    silences=("SC06", "SC08"),
)
def completion_rate_typed_for_the_actual(case: Case) -> Iterator[Finding]:
    """得了满分，但完成值按字面看恰好违反指标值：多半是把“完成比例”当成了完成值。

    为什么：故障率低于10%，完成值写100%，字面意思是天天故障。
    例：指标值“故障率低于10%”，完成值“100%”，得满分。
    改为：完成值填实际的故障率，例如“1.6%”。
    依据：实际完成值填写指标本身的实际数，不是完成比例。
    """
    for indicator in case.form.filled_indicators:
        seen, target, actual = indicator.outcome, indicator.target.value, indicator.actual.value
        if (
            seen is None
            or seen.met is not False
            or target is None
            or actual is None
            or actual.quantity is None
        ):
            continue
        if not _upper_bound(indicator) or actual.quantity.unit != "%" or actual.quantity.value < _NEARLY_ALL:
            continue
        score, weight = counting_score(indicator), indicator.weight
        if score is None or weight is None or score.value is None or score.value != weight.value:
            continue
        yield Finding(
            cells=(indicator.actual.at,),
            related=(indicator.target.at,),
            message=f"指标“{indicator.label}”要求“{indicator.target.text}”，完成值写“{indicator.actual.text}”，"
            "按字面是没有达到，却得了满分；可能填成了完成比例",
            found=indicator.actual.text,
            expected=f"符合“{indicator.target.text}”的实际数",
            suggestion=f"完成值改填{indicator.name.text.partition('（')[0]}的实际数；确实没有达到的，相应扣分",
        )


def _upper_bound(indicator: Indicator) -> bool:
    target = indicator.target.value
    if target is None:
        return False
    if target.operator in (Operator.AT_MOST, Operator.BELOW):
        return True
    return target.operator is Operator.NONE and indicator.lower_is_better


@rule("TG07", "缺少指标值", severity=WARNING, basis="每个指标都应有年度指标值")
def target_is_missing(case: Case) -> Iterator[Finding]:
    """指标没有填年度指标值。

    为什么：没有目标，就无从判断是否完成。
    例：三级指标“培训人次”，指标值空着，完成值填120人次。
    改为：补填年初批复的指标值，例如“≥100人次”。
    依据：每个指标都应有年度指标值。
    """
    for indicator in case.form.filled_indicators:
        if indicator.target.empty and not (indicator.actual.empty and indicator.weight is None):
            yield Finding(
                cells=(indicator.target.at,),
                message=f"指标“{indicator.label}”没有填年度指标值",
                found=indicator.target.text or "空",
                expected="年初批复的指标值",
                suggestion="补填年初批复的指标值",
            )


@rule("TG08", "缺少完成值", severity=WARNING, basis="每个指标都应填写实际完成值")
def actual_is_missing(case: Case) -> Iterator[Finding]:
    """指标没有填实际完成值，却给了得分，或者其他指标都填了。

    为什么：没有完成值，得分就没有依据。
    例：指标值≥95%，完成值空着，自评得10分。
    改为：补填实际完成值，例如“97%”。
    依据：每个指标都应填写实际完成值。
    """
    rows = case.form.filled_indicators
    begun = any(not i.actual.empty for i in rows)
    for indicator in rows:
        scored = any(not score.empty for _, score in indicator.scores())
        if _says_none(indicator):
            continue
        if indicator.actual.empty and not indicator.target.empty and (scored or begun):
            yield Finding(
                cells=(indicator.actual.at,),
                message=f"指标“{indicator.label}”没有填实际完成值{'，却有得分' if scored else ''}",
                found=indicator.actual.text or "空",
                expected="实际完成值",
                suggestion="补填实际完成值",
            )


def _says_none(indicator: Indicator) -> bool:
    """无 answers a target that wants none or little (≤1起, 无安全事故); to ≥24期 it is no answer."""
    target, actual = indicator.target.value, indicator.actual.value
    if indicator.actual.text != "无" or target is None or actual is None:
        return False
    if target.quantity is None:
        return target.kind is Kind.QUALITATIVE
    return compare(target, actual, indicator.lower_is_better).met is True


@rule("TG11", "提升或缩短幅度没有前后对比", severity=WARNING, basis="幅度类指标应有前后两期的数据佐证")
def change_without_both_figures(case: Case) -> Iterator[Finding]:
    """指标值是“提升20%”一类的幅度，表内却没有前后两期的数字。

    为什么：没有基数和现数，20%是怎么得来的无法核对；另一个百分比不能当证据。
    例：指标值“办事效率提升20%”，完成值“20%”，说明里只写“明显提高”。
    改为：写明“平均办理时间由30分钟缩短到24分钟”。
    依据：量化的提升、缩短、降低幅度，应有前后两期的数据对比。
    """
    for indicator in case.form.filled_indicators:
        target = indicator.target.value
        if (
            target is None
            or target.kind is not Kind.TREND
            or target.quantity is None
            or indicator.actual.empty
        ):
            continue
        texts = (indicator.actual, indicator.deviation_reason, indicator.opinion)
        if any(compares_periods(text.text) for text in texts if text is not None):
            continue
        yield Finding(
            cells=(indicator.actual.at,),
            related=(indicator.target.at,),
            message=f"指标“{indicator.label}”要求“{indicator.target.text}”，完成值写“{indicator.actual.text}”，"
            "没有前后两期的数据",
            found=indicator.actual.text,
            expected="前后两期的数字",
            suggestion="在完成值或说明中写出前后两期的数字；难以量化的，改设定性指标",
        )

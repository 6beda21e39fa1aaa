"""TG 指标值: what the targets are."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.finding import Finding, report, report_indicator
from scoring.form.indicator import Indicator
from scoring.form.taxonomy import cost_classes, direction, is_bounded, level2_class, name_kind
from scoring.points.case import Case
from scoring.rule import INDICATOR, INFO, WARNING, rule
from scoring.targets.target import Target, TargetKind
from scoring.text.graded_words import is_bare_scale
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern

_SLOGAN = Pattern("努力|争取|力争|大力|狠抓|发扬|认真做好|切实做好|全力")
_VAGUE = Pattern("若干|尽量|尽可能|一定数量|适量|酌情|视情况|详见|参见|^见|另行")
_UNIT_IN_NAME = Pattern(r"[（(][^（）()]{1,6}[)）]")
_SAVED = Pattern("节约|节省|节支|降低|下降|减少|压减|压缩|核减|缩减|收益|增收|标准")
_TIME = Pattern(
    "时|日|月|年|天|周|期|季|度前|分钟|及早|进度|进程|节点|提前|延误|滞后|速度|快|效率|准点|立即|当场|随到随"
)


@rule(
    "TG03",
    "指标值无法衡量",
    severity=WARNING,
    basis="指标值应当具体、可衡量；定性的用“有效”“显著提升”等通用说法",
    scope=INDICATOR,
)
def target_cannot_be_measured(row: Indicator, case: Case) -> Iterator[Finding]:
    """指标值是模板里的占位文字、疑问句、“好坏”，或者口号，没法判断完成没有。

    为什么：没有明确的标准，怎么填都能得满分。
    例：指标值“XX次”“好坏”“是否有利于……”“努力做好服务”。
    改为：写具体的数，例如“≥50次”；定性的写“有效”“显著提升”。
    依据：指标值应当具体、可衡量；定性指标用通用的分档说法。
    """
    target = row.target.value
    why = "" if target is None or row.target.empty or _is_graded_on(row) else _why_unmeasurable(target)
    if why:
        yield report_indicator(
            row,
            row.target,
            f"的指标值“{row.target.text}”{why}，无法衡量",
            expected="具体的数，或者“有效”“显著提升”一类的分档说法",
            suggestion="写明具体的数量、比例或时间；定性的改用分档的说法",
        )


def _is_graded_on(row: Indicator) -> bool:
    """The target is the scale 优良中低差, and the actual a grade of it."""
    scale, grade = row.target.compact, row.actual.compact
    return is_bare_scale(scale) and len(grade) == 1 and grade in scale and len(scale) > 2


def _why_unmeasurable(target: Target) -> str:
    if target.kind is TargetKind.PLACEHOLDER:
        return "是占位的文字"
    if target.kind is TargetKind.QUESTION:
        return "是疑问或两可的说法"
    if target.kind is not TargetKind.QUALITATIVE:
        return ""
    if not target.official and _VAGUE.search(target.text):
        return "没有写明标准"
    if not target.official and _SLOGAN.search(target.text):
        return "是口号，没有标准"
    return "只有两端，没有标准" if is_bare_scale(target.text) else ""


@rule("TG04", "指标值只有一个数", severity=INFO, basis="指标值应写明符号和单位", scope=INDICATOR)
def target_is_a_bare_number(row: Indicator, case: Case) -> Iterator[Finding]:
    """指标值只写了一个数，没有单位，也没有“≥”“≤”一类的符号。

    为什么：不知道是个、次还是人，也不知道是不少于还是不超过。
    例：指标值“6”。
    改为：“≥6艘”。
    依据：指标值应写明符号和单位；名称里写了单位的（万元）不提。
    """
    target = row.target.value
    if target is None or target.kind is not TargetKind.NUMBER or target.quantity is None:
        return
    if target.quantity.unit or target.operator is not Operator.NONE or target.upper is not None:
        return
    if _UNIT_IN_NAME.search(row.name.plain) or target.quantity.value == 0:
        return  # none at all needs no unit
    symbol = "≤" if row.lower_is_better else "≥"
    yield report_indicator(
        row,
        row.target,
        f"的指标值只写了“{row.target.text}”，没有单位和符号",
        expected=f"例如“{symbol}{row.target.text}”加单位",
        suggestion="补上单位，并写明不少于（≥）还是不超过（≤）",
    )


@rule(
    "TG05",
    "指标值符号方向相反",
    severity=WARNING,
    basis="越高越好的用“≥”，越低越好的用“≤”",
    scope=INDICATOR,
    silences=("SC06", "SC07", "TG06"),
)
def operator_points_the_wrong_way(row: Indicator, case: Case) -> Iterator[Finding]:
    """符号的方向与指标的性质相反。

    为什么：建设数量写“≤4个”，一个都不建也算完成。
    例：“新建站点数量 ≤4个”“系统故障率 ≥5%”。
    改为：“新建站点数量 ≥4个”“系统故障率 ≤5%”。
    依据：越高越好的用“≥”，越低越好的用“≤”；按名称的中心词判断；降低、减少了多少（降低办事成本≥5万元）等两可的不提。
    """
    target, better = row.target.value, direction(row.name.plain) or _costs(row)
    if target is None or target.kind is not TargetKind.NUMBER or not better or "每" in target.text:
        return  # 每期不超过50人 is a limit, however many there are in all
    upward = target.operator in (Operator.AT_LEAST, Operator.ABOVE)
    downward = target.operator in (Operator.AT_MOST, Operator.BELOW)
    if not (better > 0 and downward) and not (better < 0 and upward):
        return
    right = "≥" if better > 0 else "≤"
    yield report_indicator(
        row,
        row.target,
        f"越{'高' if better > 0 else '低'}越好，指标值却写“{row.target.text}”",
        related=row.name,
        expected=f"用“{right}”",
        suggestion=f"核对符号，改为“{right}”",
    )


def _costs(row: Indicator) -> int:
    """-1 for what is spent under 成本, whatever it is called; 0 where something is saved, or it is no money."""
    target = row.target.value
    money = (
        target is not None and target.quantity is not None and target.quantity.dimension.startswith("money")
    )
    under_cost = level2_class(row.level2.plain) in cost_classes()
    return -1 if money and under_cost and _SAVED.search(row.name.plain) is None else 0


@rule("TG07", "缺少指标值", severity=WARNING, basis="每个指标都应有年度指标值", scope=INDICATOR)
def target_is_missing(row: Indicator, case: Case) -> Iterator[Finding]:
    """指标没有填年度指标值。

    为什么：没有目标，就无从判断是否完成。
    例：三级指标“培训人次”，指标值空着，完成值填120人次。
    改为：补填年初批复的指标值，例如“≥100人次”。
    依据：每个指标都应有年度指标值；事故、投诉一类的指标值写“无”，是一起也没有，不提。
    """
    shared = row.actual.empty and not row.weight.present and row.filled
    if row.target.missing and not shared and not row.wants_none:
        yield report_indicator(
            row,
            row.target,
            "没有填年度指标值",
            expected="年初批复的指标值",
            suggestion="补填年初批复的指标值",
        )


@rule(
    "TG09",
    "指标名称与指标值不是一类",
    severity=WARNING,
    basis="名称是比率的用百分比，名称是数量的用数量",
    scope=INDICATOR,
)
def name_and_target_differ_in_kind(row: Indicator, case: Case) -> Iterator[Finding]:
    """名称是比率，指标值却是个数；或者名称是数量，指标值却是百分比。

    为什么：名称和指标值说的不是一回事，完成值也就没法填。
    例：“设备完好率（%）”的指标值写“50台”。
    改为：“≥95%”；或者名称改为“完好设备数量”。
    依据：名称是比率的用百分比，名称是数量的用数量。
    """
    target, name = row.target.value, row.name.plain
    kind = name_kind(name) or ("share" if is_bounded(name) else "")
    if target is None or target.kind is not TargetKind.NUMBER or target.quantity is None or not kind:
        return
    unit = target.quantity.unit
    is_share = unit in ("%", "‰", "百分点")
    per = "/" in row.target.plain or "每" in unit  # 12/10万, 元/人
    if not unit or per or (kind == "share") == is_share or unit in _MARKS:
        return
    yield report_indicator(
        row,
        row.target,
        f"是{'比率' if kind == 'share' else '数量'}，"
        f"指标值“{row.target.text}”却是{'百分比' if is_share else '数量'}",
        related=row.name,
        expected="百分比" if kind == "share" else "数量",
        suggestion="改正指标值，或者改正指标名称",
    )


_MARKS = ("分", "级", "星")  # 满意度 is given in points too


@rule(
    "TG10",
    "时效指标没有时间",
    severity=INFO,
    basis="时效指标应有时间要求：期限、及时率、按时完成等",
    scope=INDICATOR,
)
def timeliness_without_a_time(row: Indicator, case: Case) -> Iterator[Finding]:
    """时效指标里没有时间要求。

    为什么：时效考核的是什么时候完成，没有时间就考核不了。
    例：时效指标“预算资金执行率 90%”。
    改为：“项目按期完成率 ≥95%”，或者“12月底前完成”。
    依据：时效指标应有时间要求；期限、及时率、按时、及时都算。
    """
    target = row.target.value
    if level2_class(row.level2.plain) != "时效" or row.row in case.form.rows_of_guessed_class:
        return
    if (target is not None and target.kind is TargetKind.DATE) or _TIME.search(
        row.name.plain + row.target.plain
    ):
        return
    yield report(
        row.target if row.name.blank else row.name,
        f"时效指标“{row.label}”没有时间要求",
        found=f"{row.name.text} {row.target.text}".strip(),
        expected="期限、及时率或按时完成率",
        suggestion="写明完成的期限，或者改用及时率、按期完成率；不是时效的，移到相应的类别",
    )

"""TG 指标值与完成值: targets and actuals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.claims.quoted_results import compares_periods
from scoring.finding import Finding
from scoring.form.model import Indicator
from scoring.form.taxonomy import direction, is_bounded, level2_class, name_kind
from scoring.points.results import Case
from scoring.rule import ERROR, INFO, WARNING, rule
from scoring.rules.scores import counting_score
from scoring.targets.comparison import compare
from scoring.targets.target import Target, TargetKind
from scoring.text.characters import cell_text
from scoring.text.graded_words import is_bare_scale
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.trends import gives_both_periods

_WHOLE = Decimal(100)
_SLOGAN = Pattern("努力|争取|力争|大力|狠抓|发扬|认真做好|切实做好|全力")
_VAGUE = Pattern("若干|尽量|尽可能|一定数量|适量|酌情|视情况|详见|参见|^见|另行")
_UNIT_IN_NAME = Pattern(r"[（(][^（）()]{1,6}[)）]")
_TIME = Pattern(
    "时|日|月|年|天|周|期|季|度前|分钟|及早|进度|进程|节点|提前|延误|滞后|速度|快|效率|准点|立即|当场|随到随"
)
_AND_MORE = Pattern("[余多几]")  # 200余人 is a report, though a round one
_NEARLY_ALL = Decimal(90)  # per cent: what a completion rate looks like


@rule("TG01", "指标值与完成值单位不同", severity=WARNING, basis="实际完成值应与年度指标值同一口径")
def target_and_actual_differ_in_unit(case: Case) -> Iterator[Finding]:
    """指标值和完成值不是同一种单位，没法比较是否完成。

    为什么：指标值是次数，完成值填百分比，看不出到底完成了多少。
    例：指标值“不少于五十次”，完成值“100%”，或者只写“已完成”。
    改为：完成值填实际的次数，例如“70次”。
    依据：实际完成值应与年度指标值同一口径、同一单位；指标值只有一件的（1座、1套），写“已建成”也算。
    """
    for indicator in case.form.filled_indicators:
        seen, target, actual = indicator.outcome, indicator.target.value, indicator.actual.value
        if seen is None or seen.same_unit is not False or target is None or actual is None:
            continue
        why, what = _other_unit(actual, _wanted(indicator))
        yield Finding(
            cells=(indicator.actual.at,),
            related=(indicator.target.at,),
            message=f"指标“{indicator.label}”指标值为“{indicator.target.text}”，"
            f"完成值为“{indicator.actual.text}”，{why}，无法比较",
            found=indicator.actual.text,
            expected=_wanted(indicator),
            suggestion=what,
        )


def _other_unit(actual: Target, wanted: str) -> tuple[str, str]:
    """What keeps the actual from being compared, and what to write: 完成 has no figure at all."""
    if actual.quantity is None and actual.deadline is None:
        return "没有写出具体的数", f"完成值补填{wanted}"
    share = actual.quantity is not None and actual.quantity.unit == "%"
    return "单位不同", f"完成值改填{wanted}{'，不要填完成比例' if share else ''}"


def _wanted(indicator: Indicator) -> str:
    target = indicator.target.value
    if target is not None and target.kind is TargetKind.DATE:
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
    return target.operator is Operator.NONE and indicator.lower_is_better is True


@rule("TG07", "缺少指标值", severity=WARNING, basis="每个指标都应有年度指标值")
def target_is_missing(case: Case) -> Iterator[Finding]:
    """指标没有填年度指标值。

    为什么：没有目标，就无从判断是否完成。
    例：三级指标“培训人次”，指标值空着，完成值填120人次。
    改为：补填年初批复的指标值，例如“≥100人次”。
    依据：每个指标都应有年度指标值；事故、投诉一类的指标值写“无”，是一起也没有，不提。
    """
    for indicator in case.form.filled_indicators:
        shared = indicator.actual.empty and indicator.weight is None and indicator.filled
        if indicator.target.empty and not shared and not indicator.wants_none:
            yield Finding(
                cells=(indicator.target.at,),
                message=f"指标“{indicator.label}”没有填年度指标值",
                found=indicator.target.text or "空",
                expected="年初批复的指标值",
                suggestion="补填年初批复的指标值",
            )


@rule("TG08", "缺少完成值", severity=WARNING, basis="每个指标都应填写实际完成值")
def actual_is_missing(case: Case) -> Iterator[Finding]:
    """指标没有填实际完成值，却给了得分，或者其他指标都填了，或者资金已经填了全年执行。

    为什么：没有完成值，得分就没有依据。
    例：指标值≥95%，完成值空着，自评得10分。
    改为：补填实际完成值，例如“97%”。
    依据：每个指标都应填写实际完成值。
    """
    rows = case.form.filled_indicators
    begun = any(not i.actual.empty for i in rows)
    if not begun and not any(not score.empty for i in rows for _, score in i.scores()):
        yield from _no_actual_at_all(case)
    for indicator in rows:
        scored = any(not score.empty for _, score in indicator.scores())
        if _says_none(indicator):
            continue
        wanted = not indicator.target.empty or (indicator.target.blank and indicator.actual.blank)
        if indicator.actual.empty and wanted and (scored or begun):
            yield Finding(
                cells=(indicator.actual.at,),
                message=f"指标“{indicator.label}”没有填实际完成值{'，却有得分' if scored else ''}",
                found=indicator.actual.text or "空",
                expected="实际完成值",
                suggestion="补填实际完成值",
            )


def _no_actual_at_all(case: Case) -> Iterator[Finding]:
    """The year's spending is reported, and not one actual is."""
    rows = [i for i in case.form.filled_indicators if not i.target.empty and i.filled]
    if rows and any(line.executed is not None and line.executed.value for line in case.form.funds):
        who = f"{len(rows)}个指标都" if len(rows) > 1 else f"指标“{rows[0].label}”"
        yield Finding(
            cells=tuple(i.actual.at for i in rows),
            message=f"资金已填全年执行，{who}没有填实际完成值",
            found="空",
            expected="实际完成值",
            suggestion="逐项补填实际完成值和得分",
        )


def _says_none(indicator: Indicator) -> bool:
    """无 answers a target that wants none or little (≤1起, 无安全事故); to ≥24期 it is no answer."""
    target, actual = indicator.target.value, indicator.actual.value
    if indicator.actual.text != "无" or target is None or actual is None:
        return False
    if target.quantity is None:
        return target.kind is TargetKind.QUALITATIVE
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
            or target.kind is not TargetKind.TREND
            or target.quantity is None
            or indicator.actual.empty
        ):
            continue
        texts = (indicator.actual, indicator.deviation_reason, indicator.opinion)
        said = [text.text for text in texts if text is not None]
        if any(compares_periods(text) or gives_both_periods(cell_text(text)) for text in said):
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


@rule("TG02", "完成值照抄指标值", severity=WARNING, basis="实际完成值填写实际达到的数，不带“≥”一类的符号")
def actual_copies_the_target(case: Case) -> Iterator[Finding]:
    """完成值连符号一起照抄了指标值。

    为什么：“≥266米”不是实际完成的数，看不出到底完成了多少。
    例：指标值“≥266米”，完成值“≥266米”。
    改为：完成值填“270米”。
    依据：实际完成值填写实际达到的数，不带“≥”一类的符号；定性指标写法相同的不算。
    """
    for indicator in case.form.filled_indicators:
        target, actual = indicator.target.value, indicator.actual.value
        if target is None or actual is None or target.quantity is None or actual.quantity is None:
            continue
        if target.kind is not TargetKind.NUMBER or actual.kind is not TargetKind.NUMBER:
            continue  # a rise copied as it stands is TG11's matter
        if not _same_way(target.operator, actual.operator) or target.upper != actual.upper:
            continue
        if _AND_MORE.search(actual.text):
            continue
        if (
            target.quantity.magnitude != actual.quantity.magnitude
            or target.quantity.unit != actual.quantity.unit
        ):
            continue
        yield Finding(
            cells=(indicator.actual.at,),
            related=(indicator.target.at,),
            message=f"指标“{indicator.label}”的完成值“{indicator.actual.text}”照抄了指标值，不是实际完成的数",
            found=indicator.actual.text,
            expected=_wanted(indicator),
            suggestion="完成值改填实际达到的数，不带符号",
        )


_OPPOSITE = {
    Operator.AT_LEAST: (Operator.AT_MOST, Operator.BELOW),
    Operator.AT_MOST: (Operator.AT_LEAST, Operator.ABOVE),
}


def _same_way(wanted: Operator, got: Operator) -> bool:
    """Whether an actual's symbol may be copied: 超过1200人 and 不足1200人 report something for ≥1200人."""
    if got in (Operator.NONE, Operator.EQUAL):
        return False
    return got is wanted or (got in _OPPOSITE and wanted not in _OPPOSITE[got])


@rule(
    "TG03",
    "指标值无法衡量",
    severity=WARNING,
    basis="指标值应当具体、可衡量；定性的用“有效”“显著提升”等通用说法",
)
def target_cannot_be_measured(case: Case) -> Iterator[Finding]:
    """指标值是模板里的占位文字、疑问句、“好坏”，或者口号，没法判断完成没有。

    为什么：没有明确的标准，怎么填都能得满分。
    例：指标值“XX次”“好坏”“是否有利于……”“努力做好服务”。
    改为：写具体的数，例如“≥50次”；定性的写“有效”“显著提升”。
    依据：指标值应当具体、可衡量；定性指标用通用的分档说法。
    """
    for indicator in case.form.filled_indicators:
        target = indicator.target.value
        if target is None or indicator.target.empty:
            continue
        why = {TargetKind.PLACEHOLDER: "是占位的文字", TargetKind.QUESTION: "是疑问或两可的说法"}.get(
            target.kind, ""
        )
        if target.kind is TargetKind.QUALITATIVE and is_bare_scale(target.text):
            why = "只有两端，没有标准"
        if target.kind is TargetKind.QUALITATIVE and not target.official and _SLOGAN.search(target.text):
            why = "是口号，没有标准"
        if target.kind is TargetKind.QUALITATIVE and not target.official and _VAGUE.search(target.text):
            why = "没有写明标准"
        if why:
            yield Finding(
                cells=(indicator.target.at,),
                message=f"指标“{indicator.label}”的指标值“{indicator.target.text}”{why}，无法衡量",
                found=indicator.target.text,
                expected="具体的数，或者“有效”“显著提升”一类的分档说法",
                suggestion="写明具体的数量、比例或时间；定性的改用分档的说法",
            )


@rule("TG04", "指标值只有一个数", severity=INFO, basis="指标值应写明符号和单位")
def target_is_a_bare_number(case: Case) -> Iterator[Finding]:
    """指标值只写了一个数，没有单位，也没有“≥”“≤”一类的符号。

    为什么：不知道是个、次还是人，也不知道是不少于还是不超过。
    例：指标值“6”。
    改为：“≥6艘”。
    依据：指标值应写明符号和单位；名称里写了单位的（万元）不提。
    """
    for indicator in case.form.filled_indicators:
        target = indicator.target.value
        if target is None or target.kind is not TargetKind.NUMBER or target.quantity is None:
            continue
        if target.quantity.unit or target.operator is not Operator.NONE or target.upper is not None:
            continue
        if _UNIT_IN_NAME.search(indicator.name.text) or target.quantity.value == 0:
            continue  # none at all needs no unit
        symbol = "≤" if indicator.lower_is_better else "≥"
        yield Finding(
            cells=(indicator.target.at,),
            message=f"指标“{indicator.label}”的指标值只写了“{indicator.target.text}”，没有单位和符号",
            found=indicator.target.text,
            expected=f"例如“{symbol}{indicator.target.text}”加单位",
            suggestion="补上单位，并写明不少于（≥）还是不超过（≤）",
        )


@rule(
    "TG05",
    "指标值符号方向相反",
    severity=WARNING,
    basis="越高越好的用“≥”，越低越好的用“≤”",
    silences=("SC06", "SC07", "TG06"),
)
def operator_points_the_wrong_way(case: Case) -> Iterator[Finding]:
    """符号的方向与指标的性质相反。

    为什么：建设数量写“≤4个”，一个都不建也算完成。
    例：“新建站点数量 ≤4个”“系统故障率 ≥5%”。
    改为：“新建站点数量 ≥4个”“系统故障率 ≤5%”。
    依据：越高越好的用“≥”，越低越好的用“≤”；按名称的中心词判断，两可的不提。
    """
    for indicator in case.form.filled_indicators:
        target, better = indicator.target.value, direction(indicator.name.text)
        if target is None or target.kind is not TargetKind.NUMBER or not better or "每" in target.text:
            continue  # 每期不超过50人 is a limit, however many there are in all
        upward = target.operator in (Operator.AT_LEAST, Operator.ABOVE)
        downward = target.operator in (Operator.AT_MOST, Operator.BELOW)
        if not (better > 0 and downward) and not (better < 0 and upward):
            continue
        right = "≥" if better > 0 else "≤"
        yield Finding(
            cells=(indicator.target.at,),
            related=(indicator.name.at,),
            message=f"指标“{indicator.label}”越{'高' if better > 0 else '低'}越好，指标值却写“{indicator.target.text}”",
            found=indicator.target.text,
            expected=f"用“{right}”",
            suggestion=f"核对符号，改为“{right}”",
        )


@rule("TG09", "指标名称与指标值不是一类", severity=WARNING, basis="名称是比率的用百分比，名称是数量的用数量")
def name_and_target_differ_in_kind(case: Case) -> Iterator[Finding]:
    """名称是比率，指标值却是个数；或者名称是数量，指标值却是百分比。

    为什么：名称和指标值说的不是一回事，完成值也就没法填。
    例：“设备完好率（%）”的指标值写“50台”。
    改为：“≥95%”；或者名称改为“完好设备数量”。
    依据：名称是比率的用百分比，名称是数量的用数量。
    """
    for indicator in case.form.filled_indicators:
        target, name = indicator.target.value, indicator.name.text
        kind = name_kind(name) or ("share" if is_bounded(name) else "")
        if target is None or target.kind is not TargetKind.NUMBER or target.quantity is None or not kind:
            continue
        unit = target.quantity.unit
        is_share = unit in ("%", "‰", "百分点")
        per = "/" in indicator.target.text or "每" in unit  # 12/10万, 元/人
        if not unit or per or (kind == "share") == is_share or unit in _MARKS:
            continue
        yield Finding(
            cells=(indicator.target.at,),
            related=(indicator.name.at,),
            message=f"指标“{indicator.label}”是{'比率' if kind == 'share' else '数量'}，"
            f"指标值“{indicator.target.text}”却是{'百分比' if is_share else '数量'}",
            found=indicator.target.text,
            expected="百分比" if kind == "share" else "数量",
            suggestion="改正指标值，或者改正指标名称",
        )


_MARKS = ("分", "级", "星")  # 满意度 is given in points too


@rule("TG10", "时效指标没有时间", severity=INFO, basis="时效指标应有时间要求：期限、及时率、按时完成等")
def timeliness_without_a_time(case: Case) -> Iterator[Finding]:
    """时效指标里没有时间要求。

    为什么：时效考核的是什么时候完成，没有时间就考核不了。
    例：时效指标“预算资金执行率 90%”。
    改为：“项目按期完成率 ≥95%”，或者“12月底前完成”。
    依据：时效指标应有时间要求；期限、及时率、按时、及时都算。
    """
    for indicator in case.form.filled_indicators:
        if level2_class(indicator.level2.text) != "时效" or (
            indicator.level2.inferred and indicator.row in {shift.row for shift in case.form.shifts}
        ):
            continue
        target = indicator.target.value
        if target is not None and target.kind is TargetKind.DATE:
            continue
        if not _TIME.search(indicator.name.text + indicator.target.text):
            yield Finding(
                cells=(indicator.name.at if not indicator.name.blank else indicator.target.at,),
                message=f"时效指标“{indicator.label}”没有时间要求",
                found=f"{indicator.name.text} {indicator.target.text}".strip(),
                expected="期限、及时率或按时完成率",
                suggestion="写明完成的期限，或者改用及时率、按期完成率；不是时效的，移到相应的类别",
            )


@rule(
    "TG12",
    "比率超过100%或日期不存在",
    severity=ERROR,
    basis="满意度、合格率一类的比率不超过100%；日期应当存在",
    silences=("SC06", "SC11"),
)
def impossible_value(case: Case) -> Iterator[Finding]:
    """不可能超过100%的比率超过了100%，或者写了不存在的日期。

    为什么：这样的数一定填错了。
    例：满意度105%；2月30日前完成。
    改为：核对后改正，例如“满意度95%”“2月28日前”。
    依据：满意度、合格率、覆盖率等不超过100%；完成率、增长率可以超过。
    """
    for indicator in case.form.filled_indicators:
        for field, name in ((indicator.target, "指标值"), (indicator.actual, "完成值")):
            value = field.value
            if value is None:
                continue
            too_much = (
                value.quantity is not None
                and value.kind is TargetKind.NUMBER
                and value.quantity.unit == "%"
                and value.quantity.value > _WHOLE
                and is_bounded(indicator.name.text)
            )
            no_day = value.deadline is not None and not value.deadline.valid
            if too_much or no_day:
                yield Finding(
                    cells=(field.at,),
                    message=f"指标“{indicator.label}”的{name}“{field.text}”"
                    f"{'超过了100%' if too_much else '是不存在的日期'}",
                    found=field.text,
                    expected="不超过100%" if too_much else "存在的日期",
                    suggestion=f"核对原始资料，改正{name}",
                )

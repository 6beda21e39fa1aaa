"""DS 指标设置: how the indicators are designed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from scoring.finding import Finding
from scoring.form.model import Indicator
from scoring.form.taxonomy import (
    Head,
    head_of,
    is_bounded,
    level2_class,
    name_kind,
    names_a_deed,
    names_money,
    repeats_execution,
    same_measure,
)
from scoring.points.case import Case
from scoring.points.results import level1_name
from scoring.rule import INFO, WARNING, rule
from scoring.text.figures import Mention, find_mentions, parse_quantity
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.quantity import comparable


@rule(
    "DS01",
    "指标归类不当",
    severity=WARNING,
    basis="各类指标的含义：数量、质量、时效、成本和各类效益；按指标名称的中心词判断",
    silences=("TG10",),
)
def filed_under_the_wrong_class(case: Case) -> Iterator[Finding]:
    """三级指标放错了二级指标。

    为什么：归类错了，看上去各类都有，实际上缺了一类，效益也没有考核到。
    例：“设施完好率”放在社会效益指标下。
    改为：移到质量指标下；社会效益另设受益人数、知晓率等指标。
    依据：数量、质量、时效、成本和各类效益的含义；按指标名称的中心词判断，两可的不提。
    """
    for indicator, head in _misfiled(case):
        right, now = head.classes[0], level2_class(indicator.level2.text)
        yield Finding(
            cells=(indicator.name.at,),
            related=(indicator.level2.at,),
            message=f"指标“{indicator.label}”归在“{indicator.level2.text}”，“{head.word}”应属于{right}指标",
            found=indicator.level2.text,
            expected=f"{right}指标",
            suggestion=f"移到{right}指标下；{now}指标另设反映{now}的内容",
        )


def _misfiled(case: Case) -> Iterator[tuple[Indicator, Head]]:
    """The indicators whose name belongs to another class than the one they stand under."""
    known = {name for names in case.profile.classes("classes.official").values() for name in names}
    guessed = _rows_of_guessed_class(case)
    for indicator in case.form.filled_indicators:
        head, now = head_of(indicator.name.text), level2_class(indicator.level2.text)
        if head is None or now is None or now in head.classes or head.classes[0] not in known:
            continue
        if indicator.row not in guessed:
            yield indicator, head


def _named(case: Case) -> list[Indicator]:
    """The indicators that a person has put down, filled in or not; rows of the template are none."""
    template = {text.at.row for text in case.form.template_rows}
    return [i for i in case.form.indicators if not i.name.empty and i.row not in template]


def _rows_of_guessed_class(case: Case) -> set[int]:
    """The rows that were shifted over their level 2: the class they had is not known."""
    return {shift.row for shift in case.form.shifts if shift.level2}


@rule("DS02", "指标重复设置", severity=WARNING, basis="各指标应考核不同的内容")
def two_indicators_measure_one_thing(case: Case) -> Iterator[Finding]:
    """两个指标考核的是同一件事：名称相同、同义，或者互为反面。

    为什么：一件事算两次分，分值分配就失真了。
    例：“系统故障率”和“系统正常运行率”。
    改为：保留一个，另一个换成考核别的方面。
    依据：各指标应考核不同的内容；字面相近而内容不同的（开工与完工）不算重复；同名同类而只是指标值不同的算重复。
    """
    for first, second in combinations(case.form.filled_indicators, 2):
        why = same_measure(first.name.text, second.name.text)
        if why is None or (first.name.text == second.name.text and not _same_target(case, first, second)):
            continue
        yield Finding(
            cells=(second.name.at,),
            related=(first.name.at,),
            message=f"指标“{second.label}”与“{first.label}”考核同一件事（{why}）",
            found=second.name.text,
            expected="考核不同内容的指标",
            suggestion="保留其中一个，另一个换成考核其他方面的指标",
        )


def _same_target(case: Case, first: Indicator, second: Indicator) -> bool:
    """Whether two indicators of one name are one, although ≥24期 and ≥20期 may differ.

    Not where a target has words of its own (学生≥90%, 家长≥85%), and not in two classes.
    """
    if first.target.text == second.target.text:
        return True
    one, other = (parse_quantity(i.target.text.strip("≥≤≧≦><＞＜=＝ ")) for i in (first, second))
    if one is None or other is None:
        return False
    moved = {i.row for i, _ in _misfiled(case)}
    together = level2_class(first.level2.text) == level2_class(second.level2.text)
    alike = bool(name_kind(first.name.text)) or is_bounded(first.name.text) or comparable(one, other)
    return alike and (together or first.row in moved or second.row in moved)


@rule("DS03", "缺少应设的指标类别", severity=WARNING, basis="profile:classes.required")
def required_class_is_absent(case: Case) -> Iterator[Finding]:
    """评分办法要求的指标类别，表上一个也没有。

    为什么：缺了时效就不知道是否按时完成，缺了成本就不知道钱花得值不值。
    例：产出指标只有数量和质量，没有时效。
    改为：增设时效指标，例如“故障及时维修率”。
    依据：评分办法要求或建议设置的类别；放错了类别的（DS01），按应归的类别算。
    """
    rows = [i for i in case.form.indicators if not i.name.empty or i.filled]
    present = {level2_class(i.level2.text) for i in rows} | {
        level1_name(i).removesuffix("指标") for i in rows
    }
    if not present & {"数量", "质量", "时效", *_COST_CLASSES}:
        return
    guessed = [head_of(i.name.text) for i in rows if i.row in _rows_of_guessed_class(case)]
    present |= {head.classes[0] for head in guessed if head is not None}
    present |= {head.classes[0] for _, head in _misfiled(case)}  # DS01 says where they belong
    labels = "".join(label.text for i in rows for label in (i.level1, i.level2))
    if "满意度" in labels:
        present.add("服务对象满意度")
    if "成本" in labels:
        present.add("成本")  # 经济成本, 社会成本, 生态环境成本, 工程成本
    at = next((i.level1.at for i in rows if level1_name(i) == "产出指标"), rows[0].level1.at)
    for key, severity, word in (("classes.required", None, "缺少"), ("classes.advised", INFO, "没有设")):
        absent = [name for name in case.profile.names(key) if name not in present]
        if absent:
            names = "、".join(f"{name}指标" for name in absent)
            yield Finding(
                cells=(at,),
                message=f"全表{word}{names}",
                found="无",
                expected=names,
                suggestion=f"增设{names}；确实不适用的，在说明中写明",
                severity=severity,
                basis=f"profile:{key}",
            )


@rule("DS05", "二级指标名称不规范", severity=WARNING, basis="profile:classes.official")
def level2_is_no_official_class(case: Case) -> Iterator[Finding]:
    """二级指标的名称不是规定的类别，也不是通用的说法。

    为什么：名称不规范，汇总和比较时归不到任何一类。
    例：满意度指标下的二级指标写“读者”。
    改为：写“服务对象满意度指标”，读者写在三级指标里。
    依据：评分办法规定的二级指标；“环境效益”“可持续性”等通用说法不提。
    """
    official = case.profile.classes("classes.official")
    seen = set()
    for indicator in _named(case):
        level2 = indicator.level2
        if level2.empty or level2.at in seen or level2_class(level2.text) is not None:
            continue
        seen.add(level2.at)
        usual = "、".join(official.get(level1_name(indicator), ())) or "数量、质量、时效、成本"
        yield Finding(
            cells=(level2.at,),
            message=f"二级指标“{level2.text}”不是规定的类别",
            found=level2.text,
            expected=usual,
            suggestion=f"改为规定的二级指标（{usual}）",
        )


@rule(
    "DS04",
    "以花钱作产出",
    severity=WARNING,
    basis="预算执行已单独计分，产出应是花钱办成的事",
    silences=("TG10",),
)
def spending_is_no_output(case: Case) -> Iterator[Finding]:
    """把花了多少钱、预算执行率当作产出或时效，或者把投入的钱当作成本。

    为什么：执行率在资金部分已经计过分，再计一次就重复；花钱本身不是产出。
    例：数量指标“补助经费 72890元”；时效指标“预算资金执行率 90%”。
    改为：写办成的事，例如“补助发放人数 ≥120人”。
    依据：预算执行已单独计分；产出指标反映办成的事，成本指标反映单位成本。
    """
    for indicator in case.form.indicators:
        why = _why_spending(case, indicator) if not indicator.name.empty else ""
        if why:
            yield Finding(
                cells=(indicator.name.at,),
                message=f"指标“{indicator.label}”{why}",
                found=indicator.name.text,
                expected="办成的事，或者单位成本",
                suggestion="换成反映办成什么事的指标；执行率只在资金部分计分",
            )


def _why_spending(case: Case, indicator: Indicator) -> str:
    name, level2 = indicator.name.text, level2_class(indicator.level2.text)
    if repeats_execution(name):
        return "就是预算执行率，与资金部分重复计分"
    target = indicator.target.value
    amount = target.quantity if target is not None else None
    if target is None or amount is None or amount.dimension != "money" or not names_money(name):
        return ""
    if level2 == "数量":
        return "是花的钱，不是产出"
    budget = case.results.budget
    factor = {"万元": 10_000, "元": 1}.get(case.form.money_unit)
    limit = target.operator in (Operator.AT_MOST, Operator.BELOW)  # 总成本≤1000万元 is one
    if level2 in _COST_CLASSES and not limit and budget and factor and amount.magnitude == budget * factor:
        return "是投入的预算，不是成本"
    return ""


_COST_CLASSES = ("成本", "经济成本", "社会成本", "生态环境成本")


@rule("DS06", "二级指标放错一级指标", severity=WARNING, basis="profile:classes.official")
def level2_under_the_wrong_level1(case: Case) -> Iterator[Finding]:
    """二级指标不属于它所在的一级指标。

    为什么：放错了一级，一级指标的分值和得分率都会失真。
    例：“满意度指标”放在“产出指标”下。
    改为：移到满意度指标（或办法规定的一级指标）下。
    依据：评分办法规定的一、二级指标；有的办法把满意度列在效益指标之内，按表所用的办法判断。
    """
    official = case.profile.classes("classes.official")
    seen = set()
    for indicator in case.form.indicators:
        level1, level2 = level1_name(indicator), level2_class(indicator.level2.text)
        own = official.get(level1) or _LEVEL1_ALONE.get(level1)
        if level2 is None or own is None or indicator.level2.at in seen:
            continue
        if indicator.row in _rows_of_guessed_class(case) or level2 in own:
            continue
        right = [name for name, classes in official.items() if level2 in classes]
        if not right:
            continue
        seen.add(indicator.level2.at)
        yield Finding(
            cells=(indicator.level2.at,),
            related=(indicator.level1.at,),
            message=f"“{indicator.level2.text}”放在“{level1}”下，按评分办法属于{'或'.join(right)}",
            found=level1,
            expected="或".join(right),
            suggestion=f"移到{'或'.join(right)}下",
        )


# Level 1 that not every profile has, and what may stand there even so.
_LEVEL1_ALONE = {"满意度指标": ("服务对象满意度",), "成本指标": _COST_CLASSES}


@rule("DS07", "指标过少或过多", severity=INFO, basis="profile:classes.fewest")
def too_few_or_too_many(case: Case) -> Iterator[Finding]:
    """全表的三级指标太少或者太多。

    为什么：太少考核不全，太多抓不住重点，也填不准。
    例：全表只有两个指标。
    改为：每类设一至三个能说明问题的指标。
    依据：评分办法规定的个数；没有规定的，为本工具设定，只供参考。
    """
    rows = _named(case)
    fewest, most = case.profile.number("classes.fewest"), case.profile.number("classes.most")
    if not rows or fewest <= len(rows) <= most:
        return
    few = len(rows) < fewest
    yield Finding(
        cells=(rows[0].name.at,),
        message=f"全表有{len(rows)}个指标，{'少于' if few else '多于'}{fewest if few else most}个",
        found=f"{len(rows)}个",
        expected=f"{fewest}至{most}个",
        suggestion="补充没有考核到的方面" if few else "合并、删减次要的指标",
        basis="profile:classes.fewest" if few else "profile:classes.most",
    )


@rule("DS08", "预期目标没有指标考核", severity=INFO, basis="预期目标中的数量应有相应的指标")
def promise_without_an_indicator(case: Case) -> Iterator[Finding]:
    """预期目标里写了具体的数量，却没有一个指标考核它。

    为什么：承诺了的事没有人核对完成没有。
    例：预期目标“培训300人次”，指标表里没有培训人次。
    改为：增设“培训人次 ≥300人次”。
    依据：预期目标中的数量应有相应的指标；只在数量和单位都明确时提出。
    """
    text = case.form.texts.get("expected")
    if text is None or text.empty or not case.form.filled_indicators:
        return
    for mention in find_mentions(text.text):
        if not _is_promise(text.text, mention):
            continue
        if not any(_measures(i, mention, text.text) for i in case.form.indicators):
            yield Finding(
                cells=(text.at,),
                message=f"预期目标写“{mention.quantity.text}”，没有指标考核它",
                found=mention.quantity.text,
                expected="相应的指标",
                suggestion="增设相应的指标，或者改写预期目标",
            )


_SCOPE = Pattern(r"(?:[为对在由向给各共约]|覆盖|涉及|面向|全[市县区镇乡村省])$")
_GENERAL_UNITS = ("个", "项", "处", "件", "套", "批", "种", "")


def _is_promise(text: str, mention: Mention) -> bool:
    """培训300人次 is a promise; 六个 may be any six, 为12个乡镇 is whom it is for, 3个月 is no output."""
    quantity = mention.quantity
    if not quantity.text[:1].isdecimal() or quantity.dimension in ("", "%", "money", "time", "百分点"):
        return False
    clause = re.split("[，。；！？,;!?\n]", text[: mention.start])[-1]
    return quantity.value > 1 and names_a_deed(clause) and _SCOPE.search(clause) is None


def _measures(indicator: Indicator, mention: Mention, text: str) -> bool:
    """Whether an indicator may be about that figure: the same one, or the same unit and thing."""
    written = (indicator.target.text, indicator.name.text, indicator.actual.text)
    figures = [m.quantity for one in written for m in find_mentions(one)]
    target = indicator.target.value
    if target is not None and target.quantity is not None:
        figures.append(target.quantity)
    if any(figure.magnitude == mention.quantity.magnitude for figure in figures):
        return True
    unit = mention.quantity.unit
    if unit not in _GENERAL_UNITS:
        return any(figure.unit == unit for figure in figures)
    around = (text[: mention.start][-4:], text[mention.end :][:6])  # 新建驿站3个, 新建3个驿站
    pairs = {word[n : n + 2] for word in around for n in range(len(word) - 1)}
    return any(pair in indicator.name.text for pair in pairs)

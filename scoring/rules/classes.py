"""DS 指标归类: which class an indicator belongs to, and which classes a form must have."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from scoring.finding import Finding, report, report_indicator
from scoring.form.field import Text
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm
from scoring.form.naming.classes import Head, head_of
from scoring.form.taxonomy import (
    classes_alone,
    cost_classes,
    is_process,
    level2_class,
)
from scoring.points.case import Case
from scoring.points.results import level1_name
from scoring.rule import (
    FORM,
    INDICATOR,
    INDICATOR_ROWS,
    INFO,
    NAMED_INDICATORS,
    WARNING,
    rule,
)


@rule(
    "DS01",
    "指标归类不当",
    severity=WARNING,
    basis="各类指标的含义：数量、质量、时效、成本和各类效益；按指标名称的计量和对象判断",
    scope=INDICATOR,
    silences=("TG10",),
)
def filed_under_the_wrong_class(row: Indicator, case: Case) -> Iterator[Finding]:
    """三级指标放错了二级指标。

    为什么：归类错了，看上去各类都有，实际上缺了一类，效益也没有考核到。
    例：“设施完好率”放在社会效益指标下，“人均体检费用”放在质量指标下。
    改为：移到质量指标下；社会效益另设受益人数、知晓率等指标。
    依据：数量、质量、时效、成本和各类效益的含义；按名称末尾的计量和所说的对象判断，两可的不提。
    """
    head, now = head_of_another_class(row, case), level2_class(row.level2.plain)
    right = _official_class(head, case) if head is not None else None
    if head is not None and right is not None:
        yield report_indicator(
            row,
            row.name,
            f"归在“{row.level2.text}”，“{head.word}”应属于{right}指标",
            related=row.level2,
            found=row.level2.text,
            expected=f"{right}指标",
            suggestion=f"移到{right}指标下；{now}指标另设反映{now}的内容",
        )


def head_of_another_class(row: Indicator, case: Case) -> Head | None:
    """The head word of a name that belongs to another class than the one it stands under."""
    head, now = head_of(row.name.plain), level2_class(row.level2.plain)
    if head is None or now is None or now in head.classes or row.row in case.form.rows_of_guessed_class:
        return None
    return head if _official_class(head, case) is not None else None


def _official_class(head: Head, case: Case) -> str | None:
    """The class a name belongs to, as the profile calls it (经济成本 where it has no 成本); None where it has none."""
    own = head.classes[0]
    names = cost_classes() if own in cost_classes() else (own,)
    official = {name for classes in case.profile.classes("classes.official").values() for name in classes}
    return next((name for name in names if name in official), None)


@rule("DS03", "缺少应设的指标类别", severity=WARNING, basis="profile:classes.required", scope=FORM)
def required_class_is_absent(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """评分办法要求的指标类别，表上一个也没有。

    为什么：缺了时效就不知道是否按时完成，缺了成本就不知道钱花得值不值。
    例：产出指标只有数量和质量，没有时效。
    改为：增设时效指标，例如“故障及时维修率”。
    依据：评分办法要求或建议设置的类别；放错了类别的（DS01），按应归的类别算。
    """
    rows = [row for row in form.indicators if not row.name.empty or row.filled]
    if any(is_process(row.level1.plain) for row in rows):
        return  # DS05 says so
    present = _classes_present(rows, case)
    if not present & {"数量", "质量", "时效", *cost_classes()}:
        return
    present |= _classes_meant(rows, case)
    at = next((row.level1 for row in rows if level1_name(row) == "产出指标"), rows[0].level1)
    for key, severity, word in (("classes.required", None, "缺少"), ("classes.advised", INFO, "没有设")):
        absent = [name for name in case.profile.names(key) if name not in present]
        if absent:
            names = "、".join(f"{name}指标" for name in absent)
            yield report(
                at,
                f"全表{word}{names}",
                found="无",
                expected=names,
                suggestion=f"增设{names}；确实不适用的，在说明中写明",
                severity=severity,
                basis=f"profile:{key}",
            )


def _classes_present(rows: list[Indicator], case: Case) -> set[str | None]:
    """The classes that the labels of levels 1 and 2 name."""
    return {level2_class(row.level2.plain) for row in rows} | {
        level1_name(row).removesuffix("指标") for row in rows
    }


def _classes_meant(rows: list[Indicator], case: Case) -> set[str | None]:
    """The classes that are there under another label, or under none that is known."""
    guessed = [head_of(row.name.plain) for row in rows if row.row in case.form.rows_of_guessed_class]
    moved = [head_of_another_class(row, case) for row in case.form.filled_indicators]  # DS01 says so
    meant: set[str | None] = {head.classes[0] for head in (*guessed, *moved) if head is not None}
    labels = "".join(label.compact for row in rows for label in (row.level1, row.level2))
    if "满意度" in labels:
        meant.add("服务对象满意度")
    if "成本" in labels:
        meant.add("成本")  # 经济成本, 社会成本, 生态环境成本, 工程成本
    return meant


@rule(
    "DS05", "二级指标名称不规范", severity=WARNING, basis="profile:classes.official", scope=NAMED_INDICATORS
)
def level2_is_no_official_class(rows: tuple[Indicator, ...], case: Case) -> Iterator[Finding]:
    """二级指标的名称不是规定的类别，也不是通用的说法。

    为什么：名称不规范，汇总和比较时归不到任何一类。
    例：满意度指标下的二级指标写“读者”。
    改为：写“服务对象满意度指标”，读者写在三级指标里。
    依据：评分办法规定的二级指标；“环境效益”“可持续性”等通用说法不提；一级指标是决策、过程、投入、管理的，全表只提一次。
    """
    if case.form.is_scored_alone:
        return  # a system of its own
    yield from _process_levels(rows)
    official = case.profile.classes("classes.official")
    unknown: dict[str, list[Indicator]] = {}  # by name; a merged cell once
    for row in rows:
        level2 = row.level2
        if level2.empty or level2_class(level2.plain) is not None:
            continue
        if is_process(row.level1.plain):
            continue
        alike = unknown.setdefault(level2.compact, [])
        if all(other.level2.at != level2.at for other in alike):
            alike.append(row)
    if len(unknown) >= _OWN_CLASSES:
        yield _classes_of_its_own(unknown)
        return
    for alike in unknown.values():
        usual = "、".join(official.get(level1_name(alike[0]), ())) or "数量、质量、时效、成本"
        name = alike[0].level2.text
        yield report(
            [row.level2 for row in alike],
            f"二级指标“{name}”不是规定的类别",
            found=name,
            expected=usual,
            suggestion=f"改为规定的二级指标（{usual}）",
        )


def _process_levels(rows: tuple[Indicator, ...]) -> Iterator[Finding]:
    """Level 1 of decision and process, said once for the form: it is a system of its own, and no mistake."""
    first: dict[str, Text] = {}
    for row in rows:
        if is_process(row.level1.plain):
            first.setdefault(row.level1.compact, row.level1)
    if first:
        names = "、".join(first)
        yield report(
            list(first.values()),
            f"一级指标有“{names}”，这些指标评的是立项和管理，只核查分值、得分和理由，不核查类别",
            found=names,
            expected="产出、效益、满意度",
            suggestion="所用的表本来就有的，不用改",
            severity=INFO,
        )


# So many names that are no official classes are no slip: the form was printed with classes of its own.
_OWN_CLASSES = 4


def _classes_of_its_own(unknown: Mapping[str, list[Indicator]]) -> Finding:
    names = "、".join(alike[0].level2.text for alike in unknown.values())
    return report(
        [row.level2 for alike in unknown.values() for row in alike],
        f"{len(unknown)}个二级指标不是规定的类别：{names}",
        found=names,
        expected="规定的二级指标，或者本地区统一印发的类别",
        suggestion="本地区统一印发的表是这样的，不用改；自己改过的，改回规定的二级指标",
        severity=INFO,
    )


@rule(
    "DS06", "二级指标放错一级指标", severity=WARNING, basis="profile:classes.official", scope=INDICATOR_ROWS
)
def level2_under_the_wrong_level1(rows: tuple[Indicator, ...], case: Case) -> Iterator[Finding]:
    """二级指标不属于它所在的一级指标。

    为什么：放错了一级，一级指标的分值和得分率都会失真。
    例：“满意度指标”放在“产出指标”下。
    改为：移到满意度指标（或办法规定的一级指标）下。
    依据：评分办法规定的一、二级指标；有的办法把满意度列在效益指标之内，按表所用的办法判断。
    """
    official = case.profile.classes("classes.official")
    stated, seen = case.form.stated_weights, set()
    own_system = any(is_process(row.level1.plain) for row in rows)
    for row in rows:
        level1, level2 = level1_name(row), level2_class(row.level2.plain)
        own = official.get(level1) or classes_alone(level1)
        if level2 is None or not own or row.level2.at in seen:
            continue
        if (
            row.row in case.form.rows_of_guessed_class
            or level2 in own
            or _divided_by_the_form(row, stated, own_system)
        ):
            continue  # a form that prints 效益指标（40分） has its own way to divide them
        right = "或".join(name for name, classes in official.items() if level2 in classes)
        if not right:
            continue
        seen.add(row.level2.at)
        yield report(
            row.level2,
            f"“{row.level2.text}”放在“{level1}”下，按评分办法属于{right}",
            related=row.level1,
            found=level1,
            expected=right if right != row.level2.compact else f"放在{right}下",
            suggestion=f"移到{right}下",
        )


def _divided_by_the_form(row: Indicator, stated: Container[str], own_system: bool) -> bool:
    """效益指标（40分） with satisfaction in it: many forms count it among the benefits, and print the points.

    So do those that have a system of their own (投入, 过程, 产出, 效益).
    """
    is_satisfaction = level2_class(row.level2.plain) in classes_alone("满意度指标")
    return is_satisfaction and level1_name(row) == "效益指标" and (row.level1.compact in stated or own_system)

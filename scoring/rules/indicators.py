"""DS 指标设置: how the indicators are designed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import chain, combinations, product

from scoring.finding import Finding, report, report_indicator
from scoring.form.field import Text
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm
from scoring.form.naming.classes import Head, head_of
from scoring.form.naming.doubles import measures, same_measure
from scoring.form.taxonomy import (
    classes_alone,
    cost_classes,
    is_bounded,
    is_process,
    level2_class,
    name_kind,
    names_money,
    names_money_earned,
    repeats_execution,
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
from scoring.text.figures import parse_quantity
from scoring.text.operators import Operator
from scoring.text.quantity import IN_YUAN, Quantity, comparable

_OUTPUTS = ("数量", "质量", "时效")


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
    head, now = _head_of_another_class(row, case), level2_class(row.level2.plain)
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


def _head_of_another_class(row: Indicator, case: Case) -> Head | None:
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


@rule(
    "DS02",
    "指标重复设置",
    severity=WARNING,
    basis="各指标应考核不同的内容",
    scope=FORM,
    silences=("DS04",),
)
def two_indicators_measure_one_thing(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """两个指标考核的是同一件事：名称相同、同义，或者互为反面。

    为什么：一件事算两次分，分值分配就失真了。
    例：“系统故障率”和“系统正常运行率”；“投诉处理及时率”和“投诉及时处理率”。
    改为：保留一个，另一个换成考核别的方面。
    依据：各指标应考核不同的内容；去掉次序和同义词后对象、计量都相同才算，字面相近而内容不同的（开工与完工）不算；同名同类而只是指标值不同的算重复。
    """
    repeated: dict[int, tuple[Indicator, Indicator, str]] = {}
    for first, second in _likely_pairs(form.filled_indicators):
        known = repeated.get(second.row)
        if known is not None and known[0].row <= first.row:
            continue  # each is told once, beside the first that it repeats
        why = same_measure(first.name.plain, second.name.plain)
        if why is None or (
            first.name.compact == second.name.compact and not _same_target(first, second, case)
        ):
            continue
        repeated[second.row] = first, second, why
    for first, second, why in repeated.values():
        yield report(
            second.name,
            f"指标“{second.label}”与“{first.label}”考核同一件事（{why}）",
            related=first.name,
            expected="考核不同内容的指标",
            suggestion=_instead_of_a_double(second),
            speaks_of=(second.name.at,),  # of the first DS04 may still have to speak
        )


def _instead_of_a_double(row: Indicator) -> str:
    if repeats_execution(row.name.plain):
        return "换成反映办成什么事的指标；执行率只在资金部分计分"
    return "保留其中一个，另一个换成考核其他方面的指标"


def _likely_pairs(rows: Iterable[Indicator]) -> Iterator[tuple[Indicator, Indicator]]:
    """The rows that may measure one thing, two by two: most rows of a long form are compared with none."""
    by_name: dict[str, list[Indicator]] = {}
    for row in rows:
        by_name.setdefault(row.name.compact, []).append(row)
    for one, other in _likely_names(by_name):
        yield from (_in_order(*pair) for pair in product(by_name[one], by_name[other]))
    for name, alike in by_name.items():
        if len(alike) > 1 and measures(name):
            yield from _likely_targets(alike)


def _in_order(one: Indicator, other: Indicator) -> tuple[Indicator, Indicator]:
    return (one, other) if one.row < other.row else (other, one)


def _likely_names(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The different names that may measure one thing, two by two."""
    known: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        found = [known.setdefault(measure, []) for measure in measures(name)]
        yield from ((other, name) for other in dict.fromkeys(chain.from_iterable(found)))
        for alike in found:
            alike.append(name)


def _likely_targets(rows: list[Indicator]) -> Iterator[tuple[Indicator, Indicator]]:
    """The rows of one name whose targets may be one: those of one wording, and all that are quantities."""
    by_target: dict[str, list[Indicator]] = {}
    for row in rows:
        by_target.setdefault(row.target.plain, []).append(row)
    for first, *others in by_target.values():
        yield from ((first, other) for other in others)
    quantities = [row for row in rows if _bare_quantity(row) is not None] if len(by_target) > 1 else []
    yield from combinations(quantities, 2)


def _bare_quantity(row: Indicator) -> Quantity | None:
    """The target where it is a quantity, its symbol left out."""
    return parse_quantity(row.target.plain.strip("≥≤≧≦><＞＜=＝ "))


def _same_target(first: Indicator, second: Indicator, case: Case) -> bool:
    """Whether two indicators of one name are one, although ≥24期 and ≥20期 may differ.

    Not where a target has words of its own (学生≥90%, 家长≥85%), and not in two classes, unless one
    of them stands where it does not belong.
    """
    if first.target.plain == second.target.plain:
        return True
    one, other = _bare_quantity(first), _bare_quantity(second)
    if one is None or other is None:
        return False
    alike = bool(name_kind(first.name.plain)) or is_bounded(first.name.plain) or comparable(one, other)
    together = level2_class(first.level2.plain) == level2_class(second.level2.plain)
    return alike and (together or any(_head_of_another_class(row, case) for row in (first, second)))


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
    moved = [_head_of_another_class(row, case) for row in case.form.filled_indicators]  # DS01 says so
    meant: set[str | None] = {head.classes[0] for head in (*guessed, *moved) if head is not None}
    labels = "".join(label.compact for row in rows for label in (row.level1, row.level2))
    if "满意度" in labels:
        meant.add("服务对象满意度")
    if "成本" in labels:
        meant.add("成本")  # 经济成本, 社会成本, 生态环境成本, 工程成本
    return meant


@rule(
    "DS04",
    "以花钱作产出",
    severity=WARNING,
    basis="预算执行已单独计分，产出应是花钱办成的事",
    scope=FORM,
    silences=("TG10",),
)
def spending_is_no_output(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """把花了多少钱、预算执行率当作产出或时效，或者把投入的钱当作成本。

    为什么：执行率在资金部分已经计过分，再计一次就重复；花钱本身不是产出。
    例：数量指标“补助经费 72890元”；时效指标“预算资金执行率 90%”。
    改为：写办成的事，例如“补助发放人数 ≥120人”。
    依据：预算执行已单独计分；产出指标反映办成的事，成本指标反映单位成本。
    """
    for row in form.indicators:
        own_system = is_process(row.level1.plain) or form.is_scored_alone
        why = "" if row.name.empty or own_system else _why_spending(row, case)
        if why:
            yield report_indicator(
                row,
                row.name,
                why,
                expected="办成的事，或者单位成本",
                suggestion="换成反映办成什么事的指标；执行率只在资金部分计分",
            )


def _why_spending(row: Indicator, case: Case) -> str:
    name, level2 = row.name.compact, level2_class(row.level2.plain)
    if repeats_execution(name):
        return "就是预算执行率，与资金部分重复计分"
    target = row.target.value
    amount = target.quantity if target is not None else None
    if target is None or amount is None or amount.dimension != "money" or names_money_earned(name):
        return ""
    is_the_money = _is_the_money(amount, case)
    if level2 in _OUTPUTS and (is_the_money or (level2 == "数量" and names_money(name))):
        return "是花的钱，不是产出"
    limit = target.operator in (Operator.AT_MOST, Operator.BELOW)  # 总成本≤1000万元 is one
    if level2 in cost_classes() and not limit and is_the_money and names_money(name):
        return "是投入的预算，不是成本"
    return ""


def _is_the_money(amount: Quantity, case: Case) -> bool:
    """It is the amount that the funds table gives as budget or as spent."""
    factor = IN_YUAN.get(case.form.money_unit)
    amounts = (case.results.budget, case.results.executed)
    return factor is not None and any(money and amount.magnitude == money * factor for money in amounts)


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


@rule("DS07", "指标过少或过多", severity=INFO, basis="profile:classes.fewest", scope=FORM)
def too_few_or_too_many(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """全表的三级指标太少或者太多。

    为什么：太少考核不全，太多抓不住重点，也填不准。
    例：全表只有两个指标。
    改为：每类设一至三个能说明问题的指标。
    依据：评分办法规定的个数；没有规定的，为本工具设定，只供参考。
    """
    rows = form.named_indicators
    fewest, most = case.profile.number("classes.fewest"), case.profile.number("classes.most")
    if not rows or fewest <= len(rows) <= most:
        return
    few = len(rows) < fewest
    yield report(
        rows[0].name,
        f"全表有{len(rows)}个指标，{'少于' if few else '多于'}{fewest if few else most}个",
        found=f"{len(rows)}个",
        expected=f"{fewest}至{most}个",
        suggestion="补充没有考核到的方面" if few else "合并、删减次要的指标",
        basis="profile:classes.fewest" if few else "profile:classes.most",
    )

"""DS 指标设置: how the indicators are designed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from scoring.finding import Finding
from scoring.results import Case, level1_name
from scoring.rule import INFO, WARNING, rule
from scoring.taxonomy import head_of, level2_class, same_measure


@rule("DS01", "指标归类不当", severity=WARNING, basis="profile:classes.official")
def filed_under_the_wrong_class(case: Case) -> Iterator[Finding]:
    """三级指标放错了二级指标。

    为什么：归类错了，看上去各类都有，实际上缺了一类，效益也没有考核到。
    例：“设施完好率”放在社会效益指标下。
    改为：移到质量指标下；社会效益另设受益人数、知晓率等指标。
    依据：数量、质量、时效、成本和各类效益的含义；按指标名称的中心词判断，两可的不提。
    """
    official = case.profile.classes("classes.official")
    known = {name for names in official.values() for name in names}
    guessed = _rows_of_guessed_class(case)
    for indicator in case.form.filled_indicators:
        head, now = head_of(indicator.name.text), level2_class(indicator.level2.text)
        if indicator.row in guessed:
            continue
        if head is None or now is None or now in head.classes or head.classes[0] not in known:
            continue
        right = head.classes[0]
        yield Finding(
            cells=(indicator.name.at,),
            related=(indicator.level2.at,),
            message=f"指标“{indicator.label}”归在“{indicator.level2.text}”，“{head.word}”应属于{right}指标",
            found=indicator.level2.text,
            expected=f"{right}指标",
            suggestion=f"移到{right}指标下；{now}指标另设反映{now}的内容",
        )


def _rows_of_guessed_class(case: Case) -> set[int]:
    """The rows that were shifted over their level 2: the class they had is not known."""
    return {shift.row for shift in case.form.shifts if shift.level2}


@rule("DS02", "指标重复设置", severity=WARNING, basis="各指标应考核不同的内容")
def two_indicators_measure_one_thing(case: Case) -> Iterator[Finding]:
    """两个指标考核的是同一件事：名称相同、同义，或者互为反面。

    为什么：一件事算两次分，分值分配就失真了。
    例：“系统故障率”和“系统正常运行率”。
    改为：保留一个，另一个换成考核别的方面。
    依据：各指标应考核不同的内容；字面相近而内容不同的（开工与完工）不算重复。
    """
    for first, second in combinations(case.form.filled_indicators, 2):
        why = same_measure(first.name.text, second.name.text)
        if why is None or (first.name.text == second.name.text and first.target.text != second.target.text):
            continue
        yield Finding(
            cells=(second.name.at,),
            related=(first.name.at,),
            message=f"指标“{second.label}”与“{first.label}”考核同一件事（{why}）",
            found=second.name.text,
            expected="考核不同内容的指标",
            suggestion="保留其中一个，另一个换成考核其他方面的指标",
        )


@rule("DS03", "缺少应设的指标类别", severity=WARNING, basis="profile:classes.required")
def required_class_is_absent(case: Case) -> Iterator[Finding]:
    """评分办法要求的指标类别，表上一个也没有。

    为什么：缺了时效就不知道是否按时完成，缺了成本就不知道钱花得值不值。
    例：产出指标只有数量和质量，没有时效。
    改为：增设时效指标，例如“故障及时维修率”。
    依据：评分办法要求或建议设置的类别。
    """
    rows = case.form.filled_indicators
    present = {level2_class(i.level2.text) for i in rows} | {
        level1_name(i).removesuffix("指标") for i in rows
    }
    if not present & {"数量", "质量", "时效"}:
        return
    guessed = [head_of(i.name.text) for i in rows if i.row in _rows_of_guessed_class(case)]
    present |= {head.classes[0] for head in guessed if head is not None}
    if "满意度" in present:
        present.add("服务对象满意度")
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
    for indicator in case.form.filled_indicators:
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

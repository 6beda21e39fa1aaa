"""TG 指标值与完成值: the errors that these rules claim to find."""

from __future__ import annotations

from benchmarks.mutations.mutant import Clean, Mutants, mutation
from scoring.targets.target import TargetKind
from scoring.text.operators import Operator
from scoring.text.printed_numbers import plain


@mutation("TG01", "OP05", "TG06", "SC11", "TG12")
def another_unit(c: Clean) -> Mutants:
    for row in c.rows:
        target = row.target.value
        if target is None or (row.name.blank and not row.target.text):
            continue
        if target.kind is TargetKind.DATE or (
            target.quantity is not None and target.quantity.dimension not in ("%", "")
        ):
            yield f"“{row.name.text}”完成值写100%", c.put({row.actual.at: "100%"})
        elif target.quantity is not None and target.quantity.unit == "%" and target.kind is TargetKind.NUMBER:
            yield f"“{row.name.text}”完成值写38次", c.put({row.actual.at: "38次"})
            yield f"“{row.name.text}”完成值写25万元", c.put({row.actual.at: "25万元"})


@mutation("TG02", "OP05")
def actual_copied(c: Clean) -> Mutants:
    for row in c.rows:
        target = row.target.value
        if target is not None and target.quantity is not None and target.operator in (
            Operator.AT_LEAST, Operator.AT_MOST, Operator.ABOVE, Operator.BELOW,
        ):  # fmt: skip
            yield f"“{row.name.text}”完成值照抄", c.put({row.actual.at: row.target.text})


@mutation("TG03", "DS08", "TG10", "SC12", "OP05", "TG09")
def target_unmeasurable(c: Clean) -> Mutants:
    for row in c.rows:
        for text in ("XX", "……", "好坏", "是否有利于事业发展", "努力做好服务工作"):
            yield f"“{row.name.text}”指标值写{text}", c.put(c.target(row, "", text, ""))


@mutation("TG04", "DS08", "SC11", "SC06")
def target_bare(c: Clean) -> Mutants:
    for row in c.rows:
        target = row.target.value
        if target is None or target.quantity is None or target.kind is not TargetKind.NUMBER:
            continue
        if target.quantity.value == 0 or target.operator is Operator.WITHIN:
            continue
        if "（" not in row.name.text and "(" not in row.name.text:
            yield f"“{row.name.text}”指标值只写数", c.put(c.target(row, "", plain(target.quantity.value), ""))


# What a count counts as done; of 保洁人员人数 or 办理天数 nobody can tell from the name.
_DEEDS = ("改造", "新建", "加装", "培训", "建设", "受益", "惠及", "举办", "更换", "养护", "助餐")
_SHARES, _COUNTS = ("率", "满意度"), ("数", "数量", "次数", "人次", "里程", "面积", "站数")


@mutation("TG05", "SC06", "TG06", "SC07", "OP05", "TG02")
def operator_turned(c: Clean) -> Mutants:
    """≥ for ≤ and the reverse, where the name says which is right."""
    for row in c.rows:
        target, name = row.target.value, row.name.text.partition("（")[0]
        if target is None or target.quantity is None or target.kind is not TargetKind.NUMBER:
            continue
        figure, unit = (
            plain(target.quantity.value),
            target.quantity.text.lstrip("0123456789.") or target.quantity.unit,
        )
        done = any(deed in name for deed in _DEEDS) and name.endswith(_COUNTS)
        if done or (name.endswith(_SHARES) and not row.lower_is_better):
            for sign in ("≤", "不超过") if "nature" not in c.layout.columns else ("≤",):
                yield f"“{name}”符号写{sign}", c.put(c.target(row, sign, figure, unit))
        elif name.endswith(("成本", "造价", "起数")):
            yield f"“{name}”符号写≥", c.put(c.target(row, "≥", figure, unit))


@mutation("TG06", "DS01", "DS02", "TG10", "DS08", "TG12")
def completion_rate_for_a_fault_rate(c: Clean) -> Mutants:
    if "weight" not in c.layout.columns:
        return
    for row in c.of_class("质量"):
        for name, sign, figure in (("设备故障率", "≤", "10"), ("数据差错率", "≤", "2")):
            yield f"“{name}”完成值100%得满分", c.put(c.indicator(row, name, sign, figure, "%", "100"))


@mutation("TG07", "DS08", "TG10", "TG08")
def target_missing(c: Clean) -> Mutants:
    for row in c.rows:
        for value in ("", "—"):
            yield f"“{row.name.text}”没有指标值{value}", c.put(c.target(row, "", value, ""))


@mutation("TG08")
def actual_missing(c: Clean) -> Mutants:
    for row in c.rows:
        for value in (None, "—"):
            yield f"“{row.name.text}”没有完成值", c.put({row.actual.at: value})


@mutation("TG09", "TG05", "OP05", "DS08", "SC06", "DS01")
def name_of_another_kind(c: Clean) -> Mutants:
    for row in c.rows:
        name = row.name.text.partition("（")[0]
        if name.endswith("率"):
            yield f"“{name}”指标值写50台", c.put(c.indicator(row, row.name.text, "≥", "50", "台", "52"))
        elif name.endswith(_COUNTS):
            yield f"“{name}”指标值写90%", c.put(c.indicator(row, row.name.text, "≥", "90", "%", "95"))


@mutation("TG10", "DS01", "DS08", "SC02", "SC07")
def timeliness_without_time(c: Clean) -> Mutants:
    for row in c.of_class("时效"):
        if not row.deviation_reason.text:
            for name in ("工作开展情况", "制度落实情况", "资料归档率"):
                figure, unit = ("90", "%") if name.endswith("率") else ("良好", "")
                yield f"时效指标“{name}”", c.put(c.indicator(row, name, "", figure, unit, figure))


@mutation("TG11", "DS08", "TG10", "DS01", "SC06")
def change_without_figures(c: Clean) -> Mutants:
    for row in c.of_class("社会效益", "经济效益", "可持续影响", "生态效益"):
        for name, words in (("办事效率提升程度", "提升20%"), ("群众等候时间", "缩短30%")):
            if not row.deviation_reason.text:
                change = c.indicator(row, name, "", words, "", words[2:])
                yield f"“{name}”{words}没有前后数", c.put(change)


@mutation("TG12", "SC06", "SC11", "OP05", "TG01", "TG05", "SC07")
def impossible(c: Clean) -> Mutants:
    for row in c.rows:
        name = row.name.text.partition("（")[0]
        if name.endswith(("满意度", "合格率", "及时率", "覆盖率", "完好率", "达标率")):
            yield f"“{name}”完成105%", c.put({row.actual.at: "105%"})
            yield f"“{name}”指标值120%", c.put(c.target(row, "≥", "120", "%"))
        if row.target.value is not None and row.target.value.kind is TargetKind.DATE:
            yield f"“{name}”指标值2月30日前", c.put({row.target.at: "2月30日前"})
            yield f"“{name}”完成值2024年11月31日", c.put({row.actual.at: "2024年11月31日"})

"""DS 指标设置: the errors that these rules claim to find."""

from __future__ import annotations

from benchmarks.mutations.mutant import Clean, Mutants, mutation
from scoring.form.address import Address
from scoring.text.printed_numbers import plain

_WRONG = (
    (("合格率", "完好率"), ("数量指标", "时效指标")),
    (("及时率", "按时开放率", "按期完成率"), ("数量指标", "社会效益指标")),
    (("成本", "造价"), ("数量指标", "质量指标")),
    (("满意度",), ("社会效益指标", "质量指标")),
)


@mutation("DS01", "DS03", "DS06", "TG10", "DS08")
def class_changed(c: Clean) -> Mutants:
    for row in c.rows:
        name = row.name.text.partition("（")[0]
        for endings, classes in _WRONG:
            if name.endswith(endings) and row.level2.at.row == row.row:
                for wrong in classes:
                    yield f"“{name}”归在{wrong}", c.put({row.level2.at: wrong})


@mutation("DS01", "TG09", "DS08", "SC11", "SC06", "TG10")
def name_of_another_class(c: Clean) -> Mutants:
    for row in c.of_class("社会效益", "数量"):
        for name in ("设施完好率", "资料准确率", "办件及时率"):
            yield f"“{name}”归在{row.level2.text}", c.put(c.indicator(row, name, "≥", "90", "%", "96"))


@mutation("DS02", "DS01", "TG10", "DS08", "TG05", "SC06", "SC07")
def measured_twice(c: Clean) -> Mutants:
    """A second indicator for what the first measures: the same, a synonym, the opposite."""
    rows = c.rows
    for first, second in ((rows[0], rows[-2]), (rows[1], rows[-2])):
        copy = {second.name.at: first.name.text, second.actual.at: first.actual.text}
        for key in ("nature", "target", "unit"):
            if key in c.layout.columns:
                column = c.layout.columns[key]
                old = c.sheet.cells.get(Address(first.row, column))
                copy[Address(second.row, column)] = old.text if old is not None else None
        if second.opinion.text:
            copy[second.opinion.at] = "查阅资料，已完成。"
        yield f"“{first.name.text}”设了两次", c.put(copy)
    pairs = (
        (("设备故障率", "≤", "5", "3"), ("设备正常运行率", "≥", "95", "97")),
        (("资料差错率", "≤", "2", "1"), ("资料准确率", "≥", "98", "99")),
        (("群众满意度", "≥", "90", "95"), ("群众满意率", "≥", "90", "95")),
    )
    quality = next(c.of_class("质量"), None)
    other = next(c.of_class("可持续影响", "生态效益", "社会效益"), None)
    if quality is not None and other is not None:
        for (one, s1, f1, a1), (two, s2, f2, a2) in pairs:
            changes = c.indicator(quality, one, s1, f1, "%", a1) | c.indicator(other, two, s2, f2, "%", a2)
            yield f"“{one}”与“{two}”", c.put(changes)


@mutation("DS03", "DS01", "DS06", "TG10", "DS08")
def class_absent(c: Clean) -> Mutants:
    """Another class with a name that does not tell: where it tells, DS01 says what is misfiled."""
    for name, instead in (("数量", "质量指标"), ("质量", "时效指标"), ("时效", "数量指标")):
        rows = list(c.of_class(name))
        unit = "（%）" if any("%" in row.name.text for row in rows) else ""
        names = {row.name.at: f"重点工作{n}{unit}" for n, row in zip("甲乙丙丁戊己庚辛", rows, strict=False)}
        if rows:
            yield f"没有{name}指标", c.put(dict.fromkeys((row.level2.at for row in rows), instead) | names)


@mutation("DS04", "TG10", "DS01", "DS08", "TG09", "SC06", "SC07", "TG05", "SC11")
def spending_as_output(c: Clean) -> Mutants:
    """An output that is money spent, or the execution rate once more."""
    for row in c.of_class("数量", "时效", "质量"):
        for name in ("预算资金执行率", "经费使用率", "资金支付率", "预算支出进度"):
            yield f"“{name}”作指标", c.put(c.indicator(row, name, "≥", "90", "%", "95"))
    for row in c.of_class("数量"):
        yield "补助经费作数量", c.put(c.indicator(row, "补助经费", "", "72890", "元", "72890"))
        yield "投入资金作数量", c.put(c.indicator(row, "项目投入资金", "≥", "50", "万元", "52"))
    for row in c.of_class("数量", "时效"):
        for name in ("经费使用完成情况", "经费完成进度"):
            yield f"“{name}”作指标", c.put(c.indicator(row, name, "", "完成", "", "完成"))
    for row in c.of_class("成本", "经济成本"):
        budget, unit = c.line.budget, c.form.money_unit
        if budget is not None and budget.value:
            change = c.indicator(row, "财政补助资金", "", plain(budget.value), unit, plain(budget.value))
            yield "投入的预算作成本", c.put(change)


@mutation("DS05", "DS03", "DS06", "TG10")
def level2_unofficial(c: Clean) -> Mutants:
    for row in c.rows:
        if row.level2.at.row == row.row:
            for text in ("读者", "其他指标", "工作任务"):
                yield f"“{row.level2.text}”写成{text}", c.put({row.level2.at: text})


@mutation("DS06", "DS01", "DS03", "TG10")
def level2_under_another_level1(c: Clean) -> Mutants:
    for row in c.rows:
        wrong = {"产": ("社会效益指标", "满意度指标"), "效": ("数量指标", "时效指标")}.get(
            row.level1.text[:1], ()
        )
        if row.level2.at.row == row.row:
            for text in wrong:
                yield f"“{row.level1.text}”下写{text}", c.put({row.level2.at: text})


@mutation(
    "DS07",
    "DS03",
    "WT01",
    "WT02",
    "WT03",
    "WT06",
    "SC02",
    "SC03",
    "SC04",
    "SC05",
    "NR02",
    "OP01",
    "OP02",
    "SC17",
)
def too_few(c: Clean) -> Mutants:
    columns = [at for key, at in c.layout.columns.items() if key not in ("level1", "level2")]
    for keep in (1, 2):
        gone = {Address(row.row, column): None for row in c.rows[keep:] for column in columns}
        yield f"只留{keep}个指标", c.put(gone)


@mutation("DS08", "NR06")
def promise_unmeasured(c: Clean) -> Mutants:
    text = c.form.texts.get("expected")
    if text is not None:
        used = "".join(row.target.text for row in c.rows)
        for promise, unit in (
            ("培训护林员737人次", "人次"),
            ("改造危房463户", "户"),
            ("新建公厕137座", "座"),
        ):
            if unit in used:
                continue  # a form that measures one figure in this unit may measure this one
            yield f"预期目标添{promise}", c.put({text.at: f"{text.text.rstrip('。')}，{promise}。"})

"""LY 填表: how the form is filled in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from scoring.address import Address
from scoring.finding import Finding
from scoring.form import EvaluationForm, Number, Shift, Text, Typed
from scoring.results import Case
from scoring.rule import ERROR, INFO, WARNING, rule

_CLEAN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?%?")
_MANY = 8  # numbers typed as text: beyond that the whole form was pasted, and says so once


@rule("LY01", "整行错列", severity=ERROR, basis="各列填写表头所列的内容", silences=("TG01", "DS05"))
def row_is_shifted(case: Case) -> Iterator[Finding]:
    """这一行的内容整体错了一列。

    为什么：错列以后，分值成了完成值，得分成了分值，合计也就对不上。
    例：二级指标列填了三级指标的名称，指标值列填了完成值，分值列填了自评得分。
    改为：把错开的单元格移回各自的列。
    依据：各列内容的种类与表头不符、移动一列后全部相符；合计移动后才相符的，是进一步的证据。
    """
    for shift in case.form.shifts:
        cells = tuple(origin for origin, _ in shift.moved)
        first, last = cells[0].a1, cells[-1].a1
        toward = "右" if shift.moved[0][1].column > shift.moved[0][0].column else "左"
        side = "左" if toward == "右" else "右"
        surplus = f"，{shift.surplus.a1}的“{shift.surplus_text}”是多余的" if shift.surplus is not None else ""
        reading = "，".join(f"{title}“{text}”" for title, text in shift.reading)
        level2 = f"；二级指标沿用上一行的“{shift.level2}”（推断）" if shift.level2 else ""
        totals = f"。{shift.totals}" if shift.totals else ""
        yield Finding(
            cells=cells + ((shift.surplus,) if shift.surplus is not None else ()),
            message=f"指标“{shift.name}”这一行整体偏{side}一列：{first}:{last}应右移一列{surplus}".replace(
                "应右移", f"应{toward}移"
            ),
            found=f"{first}:{last}",
            expected=f"{reading}{level2}{totals}",
            suggestion=_how_to_repair(shift, first, last, toward),
        )


def _how_to_repair(shift: Shift, first: str, last: str, toward: str) -> str:
    surplus = f"删去{shift.surplus.a1}的“{shift.surplus_text}”，" if shift.surplus is not None else ""
    level2 = "，二级指标补填或与上一行合并" if shift.level2 else ""
    return f"{surplus}把{first}:{last}向{toward}移动一格{level2}"


@rule(
    "LY02", "数字按文本或带单位填写", severity=WARNING, basis="金额、分值、得分应填半角数字，不带单位和空格"
)
def number_typed_as_text(case: Case) -> Iterator[Finding]:
    """金额、分值或得分是文本格式，或者带了单位、空格、全角数字。

    为什么：表格软件不把它当数字，求和公式会漏掉它。
    例：得分填“１０”“10分”“10 ”。
    改为：填10，单元格格式为数值。
    依据：金额、分值、得分应填半角数字，不带单位和空格。
    """
    odd: list[Number] = []
    plain_text: list[Number] = []
    for number in _numbers(case.form):
        if number.typed is not Typed.TEXT or number.value is None or number.inferred:
            continue
        exact = _CLEAN_NUMBER.fullmatch(number.text) is not None
        (plain_text if exact else odd).append(number)
    if len(plain_text) > _MANY:
        yield _as_text(plain_text, f"全表有{len(plain_text)}个数字是文本格式")
    else:
        for number in plain_text:
            yield _as_text([number], f"“{number.text}”是文本格式的数字")
    for number in odd:
        wide = unicodedata.normalize("NFKC", number.text) != number.text
        why = "用了全角数字" if wide else "带有单位、空格或逗号"
        yield _as_text([number], f"“{number.text}”{why}")


def _as_text(numbers: list[Number], message: str) -> Finding:
    value = numbers[0].value
    expected = f"{value:f}" if len(numbers) == 1 and value is not None else "数值格式"
    return Finding(
        cells=tuple(n.at for n in numbers),
        message=f"{message}，求和时会漏掉",
        found="、".join(n.text for n in numbers[:3]) + ("……" if len(numbers) > 3 else ""),
        expected=expected,
        suggestion="重新填写半角数字，或者选中后点“转换为数字”",
    )


def _numbers(form: EvaluationForm) -> Iterator[Number]:
    """Amounts, weights and scores of the form; rates are told in many notations and are FD01's matter."""
    for line in form.funds:
        fields = [amount for _, amount in line.amounts()] + [line.weight, line.score]
        yield from (f for f in fields if f is not None)
    for indicator in form.indicators:
        yield from (
            f for f in (indicator.weight, indicator.self_score, indicator.review_score) if f is not None
        )
    if form.totals is not None:
        fields = [form.totals.weight, form.totals.self_score, form.totals.review_score]
        yield from (f for f in fields if f is not None)
    if form.final_score is not None:
        yield form.final_score


@rule("LY03", "缺少项目名称或单位", severity=ERROR, basis="项目名称、单位为必填")
def project_or_unit_is_missing(case: Case) -> Iterator[Finding]:
    """项目名称或单位没有填。

    为什么：没有名称的表无法归档，也不知道是哪个项目。
    例：“项目名称”右边空着。
    改为：填写预算批复的项目全称和单位名称。
    依据：项目名称、单位为必填。
    """
    for field, name in ((case.form.texts.get("project"), "项目名称"), (case.form.unit, "单位名称")):
        if field is not None and field.empty:
            yield Finding(
                cells=(field.at,),
                message=f"没有填{name}",
                found=field.text or "空",
                expected=name,
                suggestion=f"补填{name}",
            )


@rule("LY06", "公式出错", severity=ERROR, basis="评分单元格不应有错误值")
def formula_error(case: Case) -> Iterator[Finding]:
    """金额、分值、得分或合计里是公式错误（#REF!、#DIV/0!、#NAME?）。

    为什么：一个错误值会让合计和等级都出错。
    例：合计显示#REF!，因为引用的行被删了。
    改为：改正公式，或者直接填写数字。
    依据：评分单元格不应有错误值。
    """
    fields: list[Number | Text] = [*_numbers(case.form)]
    fields += [line.rate for line in case.form.funds if line.rate is not None]
    fields += [case.form.grade] if case.form.grade is not None else []
    for field in fields:
        if field.error:
            yield Finding(
                cells=(field.at,),
                message=f"{field.at.a1}是公式错误{field.text}",
                found=field.text,
                expected="数字",
                suggestion="改正公式引用的单元格，或者直接填写数字",
            )


@rule("LY09", "未填写", severity=INFO, basis="没有填写的表不作核查")
def nothing_is_filled_in(case: Case) -> Iterator[Finding]:
    """这张表还没有填写。

    为什么：空表没有可核查的内容，逐格提示没有意义。
    例：只有表头和空行。
    改为：填写后再核查。
    依据：没有填写的表不作核查。
    """
    form = case.form
    amounts = [a for line in form.funds for _, a in line.amounts()]
    if form.filled_indicators or any(
        a.value or a.unreadable or (a.calculated and not a.text) for a in amounts
    ):
        return
    at = (
        form.title.at
        if form.title.text
        else (form.indicators[0].name.at if form.indicators else Address(1, 1))
    )
    yield Finding(
        cells=(at,), message="这张表还没有填写", found="空", expected="填好的表", suggestion="填写后再核查"
    )


@rule("LY10", "表中缺少一部分", severity=INFO, basis="自评表由资金表、指标表和合计组成")
def part_is_absent(case: Case) -> Iterator[Finding]:
    """表里没有找到资金表，或者没有找到合计行；与它有关的核查没有做。

    为什么：没有资金表就不能核对执行率，没有合计行就不能核对总分，要让看的人知道。
    例：从别处复制的表只有指标部分。
    改为：补上资金表和合计行；表里本来有的，检查标签是否写成了别的名称。
    依据：自评表由资金表、指标表和合计组成。
    """
    form = case.form
    absent = [name for name, there in (("资金表", form.funds), ("合计（总分）行", form.totals)) if not there]
    if absent and form.indicators:
        at = form.title.at if form.title.text else form.indicators[0].name.at
        yield Finding(
            cells=(at,),
            message=f"没有找到{'和'.join(absent)}，有关的核查没有做",
            found="无",
            expected="、".join(absent),
            suggestion="补上缺少的部分；本来有的，检查标签的写法",
        )

"""LY 填表: how the form is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scoring.finding import Finding
from scoring.form.address import Address, Area
from scoring.form.model import EvaluationForm, Field, Number, Shift, Text, Typed
from scoring.points.case import Case
from scoring.rule import ERROR, INFO, WARNING, rule
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import exact

_CLEAN_NUMBER = Pattern(r"-?[0-9]+(\.[0-9]+)?%?")
_UNIT_AND_CODE = Pattern(r"[0-9０-９]{3,}[\W_]+[^\W\d_]")
_ENDS_IN_UNIT = Pattern(r"[^-+0-9０-９.．,，%％ 　\s]\s*$")
_WIDE_CHARACTER = Pattern(r"[０-９．％－＋]")


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
    例：得分填“１０”“10分”“1,000”，或者单元格设成了文本格式。
    改为：填10，单元格格式为数值；单位写在表头。
    依据：金额、分值、得分应填半角数字，不带单位和空格。
    """
    funds = {line.row for line in case.form.funds}
    groups: dict[tuple[bool, str], list[Number]] = {}
    for number in case.form.numbers:
        if number.typed is Typed.TEXT and number.value is not None and not number.inferred:
            groups.setdefault((number.at.row in funds, _why(number.text)), []).append(number)
    for (_, why), numbers in groups.items():
        one = len(numbers) == 1
        yield Finding(
            cells=tuple(n.at for n in numbers),
            message=f"{f'“{numbers[0].text}”' if one else f'{len(numbers)}个数字'}{why}，求和时会漏掉",
            found="、".join(n.text for n in numbers[:3]) + ("……" if len(numbers) > 3 else ""),
            expected="、".join(exact(n.value) for n in numbers[:3] if n.value is not None)
            + ("……" if len(numbers) > 3 else ""),
            suggestion=_TYPED[why],
        )


_AS_TEXT, _WIDE, _UNIT, _SEPARATED = "是文本格式", "用了全角数字", "带有单位", "带有空格或逗号"
_TYPED = {
    _AS_TEXT: "选中后点“转换为数字”，或者重新填写",
    _WIDE: "重新填写半角数字",
    _UNIT: "只填数字，单位写在表头",
    _SEPARATED: "只填数字，不加空格和逗号",
}


def _why(text: str) -> str:
    """What is odd about a number typed as text."""
    if _CLEAN_NUMBER.fullmatch(text):
        return _AS_TEXT
    if _ENDS_IN_UNIT.search(text):
        return _UNIT
    return _WIDE if _WIDE_CHARACTER.search(text) else _SEPARATED


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
    fields: list[Number | Text] = [*case.form.numbers]
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


@rule("LY04", "预算单位没有写代码", severity=INFO, basis="“预算单位及代码”写作“代码-名称”")
def unit_code_is_missing(case: Case) -> Iterator[Finding]:
    """“预算单位及代码”一栏没有按“代码-名称”填写。

    为什么：汇总时按代码归集，只有名称容易对错单位。
    例：只写“示例镇文化服务中心”，或者“301002示例镇文化服务中心”。
    改为：“301002-示例镇文化服务中心”。
    依据：“预算单位及代码”写作“代码-名称”。
    """
    field = case.form.texts.get("unit_and_code")
    if field is not None and not field.empty and _UNIT_AND_CODE.match(field.text) is None:
        yield Finding(
            cells=(field.at,),
            message=f"“{field.text[:30]}”没有按“代码-名称”填写",
            found=field.text,
            expected="代码-名称",
            suggestion="写作预算单位代码加名称，用短横线隔开",
        )


@rule("LY05", "模板的空行没有删", severity=WARNING, basis="没有用到的模板行应当删去")
def template_row_is_left(case: Case) -> Iterator[Finding]:
    """模板里的“指标2”“……”“XX”还留在表上。

    为什么：留着占位的文字，看的人不知道是漏填了还是没有。
    例：三级指标列有一行只写“指标2：”。
    改为：删去这一行，或者填上指标。
    依据：没有用到的模板行应当删去。
    """
    for text in case.form.template_rows if case.form.filled_indicators else ():
        yield Finding(
            cells=(text.at,),
            message=f"模板的“{text.text}”一行没有填写，也没有删去",
            found=text.text,
            expected="删去或填写",
            suggestion="没有用到的，删去这一行；漏填的，补填",
        )


@rule("LY07", "隐藏的行列里有得分", severity=WARNING, basis="参加评分的内容不应隐藏")
def scores_are_hidden(case: Case) -> Iterator[Finding]:
    """隐藏的行或列里有分值、得分。

    为什么：看不见的分数计入了总分，打印出来合计对不上。
    例：隐藏的第16行有一个10分的指标。
    改为：取消隐藏；确实不用的，删去。
    依据：参加评分的内容不应隐藏。
    """
    form = case.form
    hidden = [
        number
        for number in form.numbers
        if number.value  # a hidden line of noughts changes no total
        and not number.inferred
        and (number.at.row in form.hidden_rows or number.at.column in form.hidden_columns)
    ]
    if hidden:
        yield Finding(
            cells=tuple(number.at for number in hidden),
            message=f"隐藏的行或列里有{len(hidden)}个分值、得分或金额",
            found="、".join(number.at.a1 for number in hidden[:5]),
            expected="不隐藏",
            suggestion="取消隐藏这些行列；确实不用的，删去",
        )


@rule("LY08", "几个指标合用一个得分", severity=WARNING, basis="profile:filling.shared_scores")
def score_is_shared(case: Case) -> Iterator[Finding]:
    """一个分值或得分单元格跨了几个指标。

    为什么：看不出每个指标各得几分，扣分也不知道扣在哪里。
    例：两个三级指标合并成一个10分的得分格。
    改为：拆开单元格，每个指标分别填分值和得分。
    依据：评分办法规定每个指标单独计分（湖北的表允许合用）。
    """
    if case.profile.word("filling.shared_scores") == "allowed":
        return
    rows = [i.row for i in case.form.filled_indicators if not i.name.empty]
    groups: dict[tuple[int, int], list[Area]] = {}
    for area in case.form.shared_scores:
        groups.setdefault((area.top, area.bottom), []).append(area)
    for (top, bottom), areas in groups.items():
        if sum(top <= row <= bottom for row in rows) > 1:
            shared = "、".join(area.a1 for area in areas)
            yield Finding(
                cells=tuple(area.anchor for area in areas),
                message=f"{shared}合并成一格，几个指标合用一个分数",
                found=shared,
                expected="每个指标一个分数",
                suggestion="拆开单元格，每个指标分别填写",
            )


@rule("LY11", "没有认出的列", severity=INFO, basis="指标表的列名应与规定的自评表一致")
def heading_is_unknown(case: Case) -> Iterator[Finding]:
    """指标表里有一列的列名认不出来，这一列没有核查。

    为什么：列名写错了，整列内容都核查不到；是哪一列要让看的人知道，不能猜。
    例：列名写“完成情况分析”，不知道是实际完成值还是偏差原因。
    改为：改成规定的列名，例如“实际完成值”“偏差原因分析及改进措施”；确属自己加的列，不用改。
    依据：指标表的列名应与规定的自评表一致。
    """
    for heading in case.form.unknown_headings:
        name = " ".join(heading.text.split())[:30]
        yield Finding(
            cells=(heading.at,),
            message=f"没有认出“{name}”这一列，这一列没有核查",
            found=name,
            expected="规定的列名",
            suggestion="列名写错的，改成规定的列名；自己加的列不用改",
        )


@rule("LY12", "公式没有计算结果", severity=WARNING, basis="公式的结果要由 Excel 计算并保存后才有")
def formula_has_no_result(case: Case) -> Iterator[Finding]:
    """单元格里有公式，但没有保存计算结果，这些格没有核查。

    为什么：由程序生成、没有用表格软件打开过的表，只有公式没有结果；合计、等级对不对，都看不出来。
    例：合计是公式“=SUM(G12:G18)”，文件里没有它的得数。
    改为：用 Excel 打开，保存后再核查。
    依据：公式的结果要由 Excel 计算并保存后才有。
    """
    pending = sorted({f.at for f in _fields(case.form) if f.typed is Typed.PENDING and not f.inferred})
    if pending:
        names = "、".join(at.a1 for at in pending[:5]) + ("……" if len(pending) > 5 else "")
        count = f"共{len(pending)}格" if len(pending) > 1 else ""
        yield Finding(
            cells=tuple(pending),
            message=f"{names}{count}的公式没有计算结果，没有核查",
            found="没有结果",
            expected="公式的计算结果",
            suggestion="用 Excel 打开，保存后再核查",
        )


def _fields(form: EvaluationForm) -> Iterator[Field[Any]]:
    """Every field of the form."""
    yield form.title
    yield from form.texts.values()
    yield from form.numbers
    yield from (line.rate for line in form.funds if line.rate is not None)
    for i in form.indicators:
        yield from (i.level1, i.level2, i.name, i.target, i.actual)
        yield from (text for text in (i.opinion, i.deviation_reason) if text is not None)
    if form.grade is not None:
        yield form.grade

"""LY 填表: how the form is filled in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

from scoring.finding import Finding, report
from scoring.form.address import Address, Area
from scoring.form.field import Field, Number, Typed
from scoring.form.model import EvaluationForm, Shift
from scoring.points.case import Case
from scoring.rule import (
    ERROR,
    FORM,
    INFO,
    NUMBERS,
    SHIFT,
    WARNING,
    LabelledText,
    rule,
    texts,
)
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import HUNDRED, exact

_CLEAN_NUMBER = Pattern(r"-?[0-9]+(\.[0-9]+)?%?")
_UNIT_AND_CODE = Pattern(r"[0-9０-９]{3,}[\W_]+[^\W\d_]")
_ENDS_IN_UNIT = Pattern(r"[^-+0-9０-９.．,，%％ 　\s]\s*$")
_WIDE_CHARACTER = Pattern(r"[０-９．％－＋]")


@rule(
    "LY01",
    "整行错列",
    severity=ERROR,
    basis="各列填写表头所列的内容",
    scope=SHIFT,
    silences=("TG01", "DS05"),
)
def row_is_shifted(shift: Shift, case: Case) -> Iterator[Finding]:
    """这一行的内容整体错了一列。

    为什么：错列以后，分值成了完成值，得分成了分值，合计也就对不上。
    例：二级指标列填了三级指标的名称，指标值列填了完成值，分值列填了自评得分。
    改为：把错开的单元格移回各自的列。
    依据：各列内容的种类与表头不符、移动一列后全部相符；合计移动后才相符的，是进一步的证据。
    """
    origins = tuple(origin for origin, _ in shift.moved)
    first, last = origins[0].a1, origins[-1].a1
    rightward = shift.moved[0][1].column > origins[0].column
    toward, side = ("右", "左") if rightward else ("左", "右")
    surplus = f"，{shift.surplus.a1}的“{shift.surplus_text}”是多余的" if shift.surplus is not None else ""
    reading = "，".join(f"{title}“{text}”" for title, text in shift.reading)
    level2 = f"；二级指标沿用上一行的“{shift.level2}”（推断）" if shift.level2 else ""
    totals = f"。{shift.totals}" if shift.totals else ""
    cells = origins + ((shift.surplus,) if shift.surplus is not None else ())
    yield Finding(
        cells=cells,
        message=f"指标“{shift.name}”这一行整体偏{side}一列：{first}:{last}应{toward}移一列{surplus}",
        found=f"{first}:{last}",
        expected=f"{reading}{level2}{totals}",
        suggestion=_how_to_repair(shift, first, last, toward),
        speaks_of=(*cells, *(place for _, place in shift.moved), *_level2_cell(shift, case.form)),
    )


def _level2_cell(shift: Shift, form: EvaluationForm) -> Iterator[Address]:
    """The cell of the class of a shifted row, where it has one of its own; the rows stand in order."""
    at = bisect_left(form.indicators, shift.row, key=lambda row: row.row)
    for row in form.indicators[at : at + 1]:
        if row.row == row.level2.at.row == shift.row:
            yield row.level2.at


def _how_to_repair(shift: Shift, first: str, last: str, toward: str) -> str:
    surplus = f"删去{shift.surplus.a1}的“{shift.surplus_text}”，" if shift.surplus is not None else ""
    level2 = "，二级指标补填或与上一行合并" if shift.level2 else ""
    return f"{surplus}把{first}:{last}向{toward}移动一格{level2}"


@rule(
    "LY02",
    "数字按文本或带单位填写",
    severity=WARNING,
    basis="金额、分值、得分应填半角数字，不带单位、百分号和空格",
    scope=NUMBERS,
    silences=("SC01", "SC06", "SC07", "SC08", "SC12", "OP02", "OP06"),
)
def number_typed_as_text(numbers: tuple[Number, ...], case: Case) -> Iterator[Finding]:
    """金额、分值或得分是文本格式，或者带了单位、空格、全角数字、百分号、看不见的字符。

    为什么：表格软件不把文本当数字，求和公式会漏掉它；10%在表格软件里是0.1，求和时少算了。
    例：得分填“１０”“10分”“1,000”，或者单元格设成了文本格式；分值填“10%”。
    改为：填10，单元格格式为数值；单位写在表头。
    依据：金额、分值、得分应填半角数字，不带单位、百分号和空格；整列连同合计都按百分比填的，不提。
    """
    yield from _typed_as_percent(case.form)
    funds = {line.row for line in case.form.funds}
    groups: dict[tuple[bool, str], list[Number]] = {}
    for number in numbers:
        if number.typed is Typed.TEXT and number.value is not None and not number.inferred:
            groups.setdefault((number.at.row in funds, _why(number)), []).append(number)
    for (_, why), odd in groups.items():
        which = f"“{odd[0].text}”" if len(odd) == 1 else f"{len(odd)}个数字"
        more = "……" if len(odd) > 3 else ""
        yield report(
            odd,
            f"{which}{why}，求和时会漏掉",
            found="、".join(n.text for n in odd[:3]) + more,
            # A number that is typed as text looks as it must be.
            expected=("数值" if why == _AS_TEXT else "")
            + "、".join(exact(n.value) for n in odd[:3] if n.value is not None)
            + more,
            suggestion=_TYPED[why],
            # Silences nothing: a number in words of text is the number that it says.
            speaks_of=tuple((n.at, n.text) for n in odd),
        )


def _typed_as_percent(form: EvaluationForm) -> Iterator[Finding]:
    """Weights or scores that are percentages, in a column that is not one of percentages from top to bottom."""
    for name, column in (("分值", "weight"), ("自评得分", "self_score"), ("复核分", "review_score")):
        line = form.total_funds
        numbers: list[Number] = [getattr(row, column) for row in (*form.indicators, form.totals)]
        # The points for execution are beside both columns of scores, and told once.
        numbers.append(line.weight if column == "weight" else line.score)
        odd = [number for number in numbers if number.percent and number.value]
        if column == "review_score" and form.totals.self_score.present:
            odd = [number for number in odd if number.at != line.score.at]
        if odd and not all(number.percent for number in numbers if number.value):
            shown = "、".join(number.text for number in odd[:3]) + ("……" if len(odd) > 3 else "")
            yield report(
                odd,
                f"{name}按百分比填写：{shown}，求和时{odd[0].text}只算{exact((odd[0].value or 0) / HUNDRED)}",
                found=shown,
                expected="不带百分号的数字",
                suggestion="改填不带百分号的分数，单元格格式改为数值",
            )


_AS_TEXT, _WIDE, _UNIT, _SEPARATED = "是文本格式", "用了全角数字", "带有单位", "带有空格或逗号"
_UNSEEN = "带有看不见的字符"
_TYPED = {
    _AS_TEXT: "选中后点“转换为数字”，或者重新填写",
    _WIDE: "重新填写半角数字",
    _UNIT: "只填数字，单位写在表头",
    _SEPARATED: "只填数字，不加空格和逗号",
    _UNSEEN: "清空这一格，重新填写",
}


def _why(number: Number) -> str:
    """What is odd about a number typed as text."""
    if _CLEAN_NUMBER.fullmatch(number.text):
        return _AS_TEXT
    if _ENDS_IN_UNIT.search(number.plain):
        return _UNIT
    if _WIDE_CHARACTER.search(number.text):
        return _WIDE
    return _UNSEEN if _CLEAN_NUMBER.fullmatch(number.plain) else _SEPARATED


@rule("LY03", "缺少项目名称或单位", severity=ERROR, basis="项目名称、单位为必填", scope=FORM)
def project_or_unit_is_missing(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """项目名称或单位没有填。

    为什么：没有名称的表无法归档，也不知道是哪个项目。
    例：“项目名称”右边空着。
    改为：填写预算批复的项目全称和单位名称。
    依据：项目名称、单位为必填。
    """
    for field, name in ((form.field("project"), "项目名称"), (form.unit, "单位名称")):
        if field.missing:
            yield report(field, f"没有填{name}", expected=name, suggestion=f"补填{name}")


@rule(
    "LY04",
    "预算单位没有写代码",
    severity=INFO,
    basis="“预算单位及代码”写作“代码-名称”",
    scope=texts("unit_and_code"),
)
def unit_code_is_missing(text: LabelledText, case: Case) -> Iterator[Finding]:
    """“预算单位及代码”一栏没有按“代码-名称”填写。

    为什么：汇总时按代码归集，只有名称容易对错单位。
    例：只写“示例镇文化服务中心”，或者“301002示例镇文化服务中心”。
    改为：“301002-示例镇文化服务中心”。
    依据：“预算单位及代码”写作“代码-名称”。
    """
    unit = text.field
    if unit.missing or _UNIT_AND_CODE.match(unit.plain) is not None:
        return
    yield report(
        unit,
        f"“{unit.text[:30]}”没有按“代码-名称”填写",
        expected="代码-名称",
        suggestion="写作预算单位代码加名称，用短横线隔开",
    )


@rule("LY05", "模板的空行没有删", severity=WARNING, basis="没有用到的模板行应当删去", scope=FORM)
def template_row_is_left(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """模板里的“指标2”“……”“XX”还留在表上。

    为什么：留着占位的文字，看的人不知道是漏填了还是没有。
    例：三级指标列有一行只写“指标2：”。
    改为：删去这一行，或者填上指标。
    依据：没有用到的模板行应当删去。
    """
    for text in form.template_rows if form.filled_indicators else ():
        yield report(
            text,
            f"模板的“{text.text}”一行没有填写，也没有删去",
            found=text.text,
            expected="删去或填写",
            suggestion="没有用到的，删去这一行；漏填的，补填",
        )


@rule("LY06", "公式出错", severity=ERROR, basis="评分单元格不应有错误值", scope=NUMBERS)
def formula_error(numbers: tuple[Number, ...], case: Case) -> Iterator[Finding]:
    """金额、分值、得分或合计里是公式错误（#REF!、#DIV/0!、#NAME?）。

    为什么：一个错误值会让合计和等级都出错。
    例：合计显示#REF!，因为引用的行被删了。
    改为：改正公式，或者直接填写数字。
    依据：评分单元格不应有错误值。
    """
    fields: list[Field[Any]] = [*numbers, *(line.rate for line in case.form.funds), case.form.grade]
    for field in fields:
        if field.error:
            yield report(
                field,
                f"{field.at.a1}是公式错误{field.text}",
                expected="数字",
                suggestion="改正公式引用的单元格，或者直接填写数字",
            )


@rule("LY07", "隐藏的行列里有得分", severity=WARNING, basis="参加评分的内容不应隐藏", scope=FORM)
def scores_are_hidden(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """隐藏的行或列里有分值、得分。

    为什么：看不见的分数计入了总分，打印出来合计对不上。
    例：隐藏的第16行有一个10分的指标。
    改为：取消隐藏；确实不用的，删去。
    依据：参加评分的内容不应隐藏。
    """
    hidden = [
        number
        for number in form.numbers
        if number.value  # a hidden line of noughts changes no total
        and not number.inferred
        and (number.at.row in form.hidden_rows or number.at.column in form.hidden_columns)
    ]
    if hidden:
        yield report(
            hidden,
            f"隐藏的行或列里有{len(hidden)}个分值、得分或金额",
            found="、".join(number.at.a1 for number in hidden[:5]),
            expected="不隐藏",
            suggestion="取消隐藏这些行列；确实不用的，删去",
        )


@rule(
    "LY08",
    "几个指标合用一个得分",
    severity=WARNING,
    basis="profile:filling.shared_scores",
    scope=FORM,
)
def score_is_shared(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """一个分值或得分单元格跨了几个指标。

    为什么：看不出每个指标各得几分，扣分也不知道扣在哪里。
    例：两个三级指标合并成一个10分的得分格。
    改为：拆开单元格，每个指标分别填分值和得分。
    依据：评分办法规定每个指标单独计分（湖北的表允许合用）。
    """
    if case.profile.word("filling.shared_scores") == "allowed" or "weight" not in form.roles:
        return  # a form without weights scores a class at a time
    rows = [i.row for i in form.filled_indicators if not i.name.empty]
    groups: dict[tuple[int, int], list[Area]] = {}
    for area in form.shared_scores:
        groups.setdefault((area.top, area.bottom), []).append(area)
    for (top, bottom), areas in groups.items():
        if bisect_right(rows, bottom) - bisect_left(rows, top) > 1:
            shared = "、".join(area.a1 for area in areas)
            yield Finding(
                cells=tuple(area.anchor for area in areas),
                message=f"{shared}合并成一格，几个指标合用一个分数",
                found=shared,
                expected="每个指标一个分数",
                suggestion="拆开单元格，每个指标分别填写",
            )

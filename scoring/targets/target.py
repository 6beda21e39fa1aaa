"""Read a target (年度指标值) and what was reported for it (实际完成值).

A target is whatever stands in the cell: a figure with an operator, a date, a trend, a word such as
有效, or nothing that can be measured. ``parse_target`` and ``parse_actual`` say which.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from scoring.text.characters import cell_text
from scoring.text.dates import Deadline, date_in_column, deadline_operator, find_deadline, is_date
from scoring.text.figure_context import Figure, described
from scoring.text.figures import Mention, read_figures
from scoring.text.frequency import EACH, YEAR, Term
from scoring.text.graded_words import is_bare_scale, is_grade, is_graded
from scoring.text.moves import trend_in
from scoring.text.operators import Operator, read_symbol
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity, comparable
from scoring.text.relevant_figures import meant
from scoring.text.units import canonical_unit, unit_at


class TargetKind(StrEnum):
    """What a target or an actual is."""

    NUMBER = "数值"
    DATE = "日期"
    TREND = "趋势"
    QUALITATIVE = "定性"
    PLACEHOLDER = "占位"
    QUESTION = "疑问"
    BLANK = "空"


class Target(NamedTuple):
    """A target or an actual as read; ``upper`` is the far end of a range (90%-95%, 200人±5%)."""

    text: str
    kind: TargetKind
    operator: Operator = Operator.NONE
    quantity: Quantity | None = None
    deadline: Deadline | None = None
    rising: bool | None = None
    upper: Quantity | None = None
    term: Term | None = None
    about: bool = False  # 约200人, 200人左右

    @property
    def is_duration(self) -> bool:
        """Whether it is a length of time: 5个工作日, 12个月."""
        measured = self.quantity is not None and self.quantity.dimension.partition("/")[0] == "time"
        return measured and self.kind is TargetKind.NUMBER

    @property
    def official(self) -> bool:
        """Whether the wording is one of the usual graded ones (有效, 显著提升, 及时…).

        Such words can be scored in bands; 好坏 or a slogan cannot.
        """
        if self.kind is not TargetKind.QUALITATIVE or is_bare_scale(self.text):
            return False
        return self.operator is not Operator.NONE or is_graded(self.text)  # 不高于上年 can be checked


# 无 as the target of a name such as 安全事故: none at all.
NONE_AT_ALL = Target("无", TargetKind.NUMBER, Operator.AT_MOST, Quantity(Decimal(0), "", "无"))

_STROKES_AND_STOPS = frozenset("-—–―/\\_~·.、:，。 ")
# 服务范… is a text cut off, 指标2：…… a row never filled in.
_PLACEHOLDER = Pattern(
    r"[xX×*＊□_]{2,}|(?:^|[:≥≤<>=]) ?(?:…+|\.{3,})|(?:^|[^A-Za-z])[XNxn](?=$|[%个次人项元天户年月])"
)
_LETTER = Pattern(r"(?:^|[:≥≤<>=约共达到至少]) ?[XNxn] ?(?=[^0-9A-Za-z])")  # ≥X期
_DIGIT = Pattern("[0-9]")
_YEAR_AND_MONTH = Pattern(r"[<>=≥≤ ]*(?:19|20)[0-9]{2}\.[0-9]{2}")
_LEFT_EMPTY = frozenset(("空", "(空)", "空白", "(空白)", "未填", "未填写"))
_TO_BE_FILLED = frozenset(
    ("定性", "定量", "待定", "待填", "暂定", "待补充", "未定", "填写", "请填写", "指标值", "目标值")
)
_QUESTION = Pattern(r"是否|能否|可否|有无|有没有|如何|怎样|[?？吗]$")
# Bounds in words that have no figure: 不超过预算.
_WORD_BOUNDS = (
    (Operator.AT_MOST, ("不超", "未超", "不高于", "不大于", "不突破", "控制在", "以内", "之内", "预算内")),
    (Operator.AT_LEAST, ("不低于", "不少于", "不小于", "不亚于")),
    (Operator.BELOW, ("低于", "少于", "小于")),
    (Operator.ABOVE, ("高于", "超过", "优于", "大于")),
)
_NATURES = {
    "正向": Operator.AT_LEAST,
    "反向": Operator.AT_MOST,
    "逆向": Operator.AT_MOST,
    "负向": Operator.AT_MOST,
    "大于等于": Operator.AT_LEAST,
    "小于等于": Operator.AT_MOST,
    "等于": Operator.EQUAL,
    "大于": Operator.ABOVE,
    "小于": Operator.BELOW,
}
_ZERO_NOUN = Pattern(
    r"零(?:重大|安全|责任|质量)?(?:事故|投诉|差错|伤亡|死亡|案件|上访|违规|违纪|失误|发生|故障|感染|拖欠|欠薪)"
)


@lru_cache(maxsize=4096)
def parse_target(text: str, nature: str = "", unit: str = "") -> Target:
    """Read a target from one cell, or from the columns 指标性质 | 指标值 | 度量单位.

    无 is read as a blank: as a target it says that none was set.

    >>> parse_target("设备检查次数不少于五十次").operator
    <Operator.AT_LEAST: '≥'>
    >>> parse_target("735", "≧", "人次").quantity.unit
    '人次'
    """
    operator, qualitative = _read_nature(nature)
    plain = cell_text(text)
    for word in ("定性", "定量"):
        if plain.startswith(word) and plain[2:].strip(" :"):
            plain, qualitative = plain[2:].strip(" :"), word == "定性"
    target = _read(text.strip(), plain, canonical_unit(unit), levels=True)
    if target.kind is TargetKind.QUALITATIVE and plain == "无":
        target = target._replace(kind=TargetKind.BLANK)
    if qualitative and target.kind is TargetKind.TREND and target.quantity is None:
        target = target._replace(kind=TargetKind.QUALITATIVE)
    if target.operator is Operator.NONE and operator is not Operator.NONE:
        target = target._replace(operator=operator)
    return target


@lru_cache(maxsize=4096)
def parse_actual(text: str, unit: str = "") -> Target:
    """Read what was reported; ``unit`` is that of the column, for a number without one.

    Unlike in a target, 达到 and 提升至 report a level and bound nothing.
    """
    return _read(text.strip(), cell_text(text), canonical_unit(unit), levels=False)


def _read_nature(nature: str) -> tuple[Operator, bool]:
    """The operator of the column 指标性质, and whether it says 定性 (qualitative)."""
    plain = cell_text(nature)
    operator = read_symbol(plain)
    if operator is Operator.NONE:
        operator = next((found for word, found in _NATURES.items() if word in plain), Operator.NONE)
    return operator, "定性" in plain


def _read(text: str, plain: str, unit: str, levels: bool) -> Target:
    empty = _empty(text, plain)
    if empty is not None:
        return empty
    if _QUESTION.search(plain) is not None:
        return Target(text, TargetKind.QUESTION)
    if unit and _YEAR_AND_MONTH.fullmatch(plain) is not None and date_in_column("2020", unit) is None:
        plain += unit  # 2021.08 in a column 亩
    date = date_in_column(plain, unit)
    if date is not None:
        return Target(text, TargetKind.DATE, deadline=date)
    figures, dates = read_figures(plain, levels=levels)
    if not figures:
        figures, dates = read_figures(plain, loose=True, levels=levels)
    deadline = find_deadline(plain, dates)
    if figures:
        return _measured(text, plain, unit, figures, deadline)
    if deadline is not None and is_date(plain, deadline):
        return Target(text, TargetKind.DATE, deadline_operator(plain), deadline=deadline)
    return _worded(text, plain, deadline)


def _empty(text: str, plain: str) -> Target | None:
    """Nothing, dashes, or a template that was never filled in."""
    if (
        not plain
        or plain in _LEFT_EMPTY
        or (_STROKES_AND_STOPS.issuperset(plain) and not plain.startswith("..."))
    ):
        return Target(text, TargetKind.BLANK)
    if plain in _TO_BE_FILLED or _PLACEHOLDER.search(plain) is not None:
        return Target(text, TargetKind.PLACEHOLDER, read_symbol(plain))
    letter = _LETTER.search(plain)
    if letter is not None and unit_at(plain, letter.end()) is not None and _DIGIT.search(plain) is None:
        return Target(text, TargetKind.PLACEHOLDER, read_symbol(plain))
    rest = plain.lstrip("<>=≥≤± ")
    found = unit_at(rest, 0) if rest else None
    unfilled = found is not None and found[1] == len(rest) and not rest.startswith("十")  # 十人 is ten
    if not rest or (unfilled and not is_grade(rest)):
        return Target(text, TargetKind.PLACEHOLDER, read_symbol(plain))
    return None


def _measured(text: str, plain: str, unit: str, figures: list[Mention], deadline: Deadline | None) -> Target:
    """A figure, or a rise or cut by one."""
    chosen, upper = _choose(plain, list(described(plain, figures)))
    quantity = _in_unit(chosen.quantity, unit)
    rising = chosen.rising
    return Target(
        text,
        TargetKind.NUMBER if rising is None else TargetKind.TREND,
        chosen.operator,
        quantity,
        deadline,
        rising,
        None if upper is None else _in_unit(upper, unit),
        chosen.term,
        chosen.about,
    )


def _choose(plain: str, figures: list[Figure]) -> tuple[Figure, Quantity | None]:
    """The figure that is meant: the first that has an operator, else the last."""
    tolerated = next((t for pair in pairwise(figures) if (t := _tolerated(plain, *pair)) is not None), None)
    if tolerated is not None:
        return tolerated
    figures = meant(figures)
    bounded = [figure for figure in figures if figure.operator is not Operator.NONE]
    yearly = [figure for figure in bounded if figure.term in (None, EACH, YEAR)]
    chosen = (yearly or bounded or figures[-1:])[0]
    if chosen.upper is not None:
        return chosen, chosen.upper
    following = figures[figures.index(chosen) + 1 :]
    if chosen.operator in (Operator.AT_LEAST, Operator.ABOVE) and following:
        far = following[0]
        joined = plain[chosen.end : far.start].strip(" 且并和但，,、~-至同时") == ""
        if joined and far.operator in (Operator.AT_MOST, Operator.BELOW):
            return chosen, far.quantity if far.quantity.unit else None
    return chosen, None


_DEVIATION = Pattern(r"[ (，,、]{0,2}(?:允许|误差|偏差|浮动|上下|范围|幅度|控制在|不超过?|为|在|内|以)*[ (]?")


def _tolerated(plain: str, figure: Figure, deviation: Figure) -> tuple[Figure, Quantity] | None:
    """200人±5% and 25±2℃ are from one end to the other."""
    if deviation.operator is not Operator.WITHIN or figure.operator not in (Operator.NONE, Operator.EQUAL):
        return None
    if _DEVIATION.fullmatch(plain[figure.end : deviation.start]) is None:
        return None
    value, unit, by = figure.quantity.value, figure.quantity.unit, deviation.quantity
    share = by.unit == "%" and unit != "%"
    if not share and not comparable(figure.quantity, by):
        return None
    off = abs(value * by.value / 100 if share else by.value)
    unit = unit if share else unit or by.unit
    low, high = (Quantity(v, unit, figure.quantity.text) for v in (value - off, value + off))
    return figure._replace(quantity=low, operator=Operator.WITHIN), high


def _in_unit(quantity: Quantity, unit: str) -> Quantity:
    """A number without a unit takes that of its column; 5万 in a column 元 is 5万元."""
    if not unit or quantity.dimension:
        return quantity
    if not quantity.unit:
        return replace(quantity, unit=_COLUMN_UNITS.get(unit, unit))
    joined = canonical_unit(quantity.unit + unit)
    return replace(quantity, unit=unit if unit.startswith(quantity.unit) else joined)


# 月 and 日 in a unit column count months and days.
_COLUMN_UNITS = {"月": "月", "日": "天", "时": "小时", "分钟": "分钟"}


def _worded(text: str, plain: str, deadline: Deadline | None) -> Target:
    """No figure and no date: a trend, or words."""
    if _ZERO_NOUN.search(plain) is not None or plain == "零":
        return Target(text, TargetKind.NUMBER, quantity=Quantity(Decimal(0), "", "零"))
    rising = trend_in(plain)
    if rising is not None:
        return Target(text, TargetKind.TREND, deadline=deadline, rising=rising)
    operator = next(
        (found for found, words in _WORD_BOUNDS if any(word in plain for word in words)), Operator.NONE
    )
    return Target(text, TargetKind.QUALITATIVE, operator, deadline=deadline)

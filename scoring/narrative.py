"""What running text (总体评价, 存在问题) says: amounts, rates, scores, grades that it quotes, reasons it gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from scoring.mentions import Mention, find_mentions
from scoring.operators import Operator
from scoring.pattern import Pattern
from scoring.quantity import Quantity

_STOP = Pattern(r"[，。；！？,;!?\n]")
_FULL_STOP = Pattern(r"[。；！？;!?\n]")
_BUDGET = ("预算", "下达资金", "安排资金", "批复")
_SPENT = ("支出", "执行", "使用", "支付", "拨付", "花费", "列支")
_RATE = ("执行率", "支出率", "支付率", "支出进度", "执行进度")
_SCORE = Pattern(r"(?:得分|分数|总分|评分|自评分|复核分|综合分|得)(?:[^，。；\d]{0,6})(\d+(?:\.\d+)?)\s*分")
_NOT_THE_TOTAL = ("扣", "指标", "产出", "效益", "满意度", "执行", "项目资金", "满分", "该项", "每")
_GRADE = Pattern(
    r"(?:等级|等次|档次|评为|评定为|结果为|结论为)(?:[^，。；优良中差\d]{0,6})[“\"‘']?(优|良|中|差)(?![质化化好等])"
)
_REASON = Pattern(r"因|由于|原因|所致|导致|受.{1,12}影响|按合同|尚未|未到|推迟|延期|结余")
_SHARE = r"\d+(?:\.\d+)?\s*[%％]"
_SHIFTED = Pattern(
    rf"(?:由|从|自)[^。；]{{0,20}}?{_SHARE}[^。；]{{0,12}}?(?:到|至|为)[^。；]{{0,6}}?{_SHARE}"
)
_LAST, _THIS = r"(?:20\d\d年|上年|上一年|去年|往年)", r"(?:20\d\d年|本年|今年|当年)"
_LEVEL = rf"[^，。；提增升降减缩上下]{{0,12}}?{_SHARE}"
_BOTH_YEARS = Pattern(rf"{_LAST}{_LEVEL}.{{0,20}}?{_THIS}{_LEVEL}")


# Money that is neither the budget nor the spending of the whole project and year.
_OTHER_MONEY = Pattern(
    "上年|去年|上一年|下年|下一年|明年|次年|合同|成本|结余|结转|节约|剩余|余额|未支|未使用|未执行"
    "|采购|购置|人员|工资|劳务|每|人均|追加|核减|压减|调减|调增|增加|减少"
)
_OTHER_SCORE = Pattern("决策|过程|管理|质量|数量|时效|成本|资金|单项|平均")


class Quoted(StrEnum):
    """What a figure in the text is said to be."""

    BUDGET = "预算"
    SPENT = "支出"
    RATE = "执行率"


@dataclass(frozen=True, slots=True)
class Quote:
    """A figure of the funds table that the text quotes."""

    what: Quoted
    quantity: Quantity
    operator: Operator = Operator.NONE


def money_quoted(text: str) -> tuple[Mention, ...]:
    """The amounts of money in a text."""
    return tuple(m for m in find_mentions(text) if m.quantity.dimension == "money")


@lru_cache(maxsize=1024)  # in Excel the same texts are checked again at every click
def funds_quoted(text: str) -> tuple[Quote, ...]:
    """Budget, spending and execution rate as a text quotes them; what has another subject is left out."""
    return tuple(_funds_quoted(text))


def _funds_quoted(text: str) -> Iterator[Quote]:
    end = 0
    for mention in find_mentions(text):
        said = _STOP.split(text[end : mention.start])[-1]
        sentence = _FULL_STOP.split(text[: mention.start])[-1]
        end = mention.end
        what = _what(said, mention.quantity)
        if what is not None and "其中" not in sentence and not _OTHER_MONEY.search(_after_project(said)):
            yield Quote(what, mention.quantity, mention.operator)


def _after_project(said: str) -> str:
    """A clause without the name of the project at its beginning: ``图书采购项目全年预算为``."""
    return said.rpartition("项目")[2]


def _what(said: str, quantity: Quantity) -> Quoted | None:
    if quantity.unit == "%":
        return Quoted.RATE if any(word in said for word in _RATE) else None
    if quantity.dimension != "money":
        return None
    budget, spent = (max((said.rfind(word) for word in words), default=-1) for words in (_BUDGET, _SPENT))
    if max(budget, spent) < 0:
        return None
    return Quoted.SPENT if spent > budget else Quoted.BUDGET


@lru_cache(maxsize=1024)
def scores_quoted(text: str) -> tuple[Decimal, ...]:
    """Total scores that a text states: ``自评复核分数为98分``; scores of single items are left out."""
    return tuple(_scores_quoted(text))


def _scores_quoted(text: str) -> Iterator[Decimal]:
    for clause in _STOP.split(text):
        if any(word in clause for word in _NOT_THE_TOTAL) or _OTHER_SCORE.search(_after_project(clause)):
            continue
        for match in _SCORE.finditer(clause):
            yield Decimal(match[1])


def grades_quoted(text: str) -> Iterator[str]:
    """Grades that a text states: ``复核等级为优``."""
    for match in _GRADE.finditer(text):
        yield match[1]


def gives_reason(text: str, words: Iterable[str]) -> bool:
    """Whether a text gives a reason and speaks of one of the words (支付, 结余 …) while it does."""
    sentences = re.split(r"[。；;\n]", text)
    return any(_REASON.search(s) and any(word in s for word in words) for s in sentences)


@lru_cache(maxsize=1024)
def compares_periods(text: str) -> bool:
    """Whether a text gives figures of both periods: two counts in one unit, or 由 60% 提高到 80%.

    One percentage alone (较2022年提升20%以上) is no evidence of itself.
    """
    figures = find_mentions(text)
    counts = [m.quantity.dimension for m in figures if m.quantity.unit not in ("%", "百分点", "")]
    if any(counts.count(dimension) > 1 for dimension in set(counts)):
        return True
    shares = [m for m in figures if m.quantity.unit == "%"]
    return len(shares) > 1 and any(said.search(text) is not None for said in (_SHIFTED, _BOTH_YEARS))

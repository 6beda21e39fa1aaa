"""Rises and cuts (趋势): 提升20%, 缩短20%, 逐年提高."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from scoring.text.figures import Mention, find_mentions
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity, comparable

_RISE = "提升|提高|增长|增加|上升|上涨|扩大|增强|改善|优化|增幅|涨幅|好转|向好|提速|增多|加快"
_FALL = "缩短|降低|减少|下降|压缩|压减|节约|节省|减轻|缩减|精简|回落|下调|降幅|减幅|下滑|负增长|降"
_MOVES = rf"(?<![不无未勿负])(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))"
_TREND_BEFORE = Pattern(rf"{_MOVES}(?:幅度|比例|程度|比率)?了?(?:达|为|约|近|:|在| )?$")
# 降低成本10%: a noun may stand between, but not one that has a level of its own (提高参保率95%).
_TREND_ABOUT = Pattern(rf"{_MOVES}(?![到至])[^率度，。；;、0-9 ]{{1,6}}$")
_TREND_ALONE = Pattern(
    rf"(?:逐年|逐步|逐渐|稳步|持续|不断|稳中|同比|环比|比上年|较上年|比去年|较去年|年年|连续)[^，。；;]{{0,8}}?{_MOVES}"
)


def direction_of(plain: str, figure: Mention) -> bool | None:
    """True for 提升20%, False for 缩短20%, None for a plain figure."""
    before = plain[max(0, figure.start - 16) : figure.start]
    match = _TREND_BEFORE.search(before)
    if match is None and figure.quantity.dimension == "%" and figure.upper is None:
        match = _TREND_ABOUT.search(before)
    return None if match is None else match["rise"] is not None


def trend_in(plain: str) -> bool | None:
    """True for 逐年提高, False for 持续下降, None for a text without a trend."""
    match = _TREND_ALONE.search(plain)
    return None if match is None else match["rise"] is not None


# A move and nothing else: 有所下降, 同比降低10%. 改善 and 优化 say nothing of more or less.
_PLAIN_MOVE = Pattern(
    r"(?:逐年|逐步|逐渐|稳步|持续|不断|稳中|稳中有|年年|连续|同比|环比|[比较](?:上一?|去|往)年|有所|略有|小幅|大幅|明显|显著|有效|整体|总体|出现|呈|略|有)*"
    r"(?:(?P<rise>提升|提高|增长|增加|上升|上涨|增多)|(?P<fall>负增长|降低|减少|下降|下滑|回落|缩短|降))(?:趋势|态势|幅度)?"
    r"(?:了|约|近|达到?|为|:)*(?:[0-9][0-9.,]*[^，。；;,、0-9]{0,6})?"
)


_NO_SUBJECT = Pattern("[由从自]?(?:上一?年|去年|20[0-9]{2}年)?[的为:]?")


def plain_move(plain: str) -> bool | None:
    """True for 有所上升, False for 同比降低10% and 由90%下降到85%; None for a text about anything more."""
    match = _PLAIN_MOVE.fullmatch(plain.strip("。. "))
    if match is not None:
        return match["rise"] is not None
    periods, figures = _both_periods(plain), find_mentions(plain)
    if periods is None or len(figures) != 2 or periods[0].magnitude == periods[1].magnitude:
        return None
    if _NO_SUBJECT.fullmatch(plain[: figures[0].start]) is None:
        return None
    return periods[0].magnitude < periods[1].magnitude


# Between the figures of two periods: 由100万元增至106万元, 100→106万元, 2022年100万元，2023年106万元.
_ARROW = Pattern(r"^ ?(?:→|-+>|=+>|➔|➜)")
_EARLIER = Pattern(r"(?:由|从|自|上一?年|去年|原[有来为]?|(?P<year>20[0-9]{2})年)[^0-9。；;，,]{0,16}$")
_LATER = Pattern(
    r"^[^。；;0-9]{0,12}(?:到|至|为|成)[^0-9。；;]{0,4}$|(?:[今本当]年|(?P<year>20[0-9]{2})年)[^0-9。；;]{0,16}$"
)
_REACH = 24  # characters in front of the earlier figure


@lru_cache(maxsize=1024)
def _both_periods(plain: str) -> tuple[Quantity, Quantity] | None:
    """The figures of an earlier and a later time, where the text says which is which."""
    for first, second in pairwise(find_mentions(plain)):
        if is_earlier(plain, first, second):
            earlier, later = first.quantity, second.quantity
            if _shortened(earlier, later):
                later = replace(later, unit=earlier.unit)
            return (earlier if earlier.unit else Quantity(earlier.value, later.unit, earlier.text)), later
    return None


def is_earlier(plain: str, first: Mention, second: Mention) -> bool:
    """Whether a text gives a figure as that of the time before the next one."""
    between = plain[first.end : second.start]
    before = plain[max(0, first.start - _REACH) : first.start]
    told = _ARROW.search(between) is not None or _in_order(before, between)
    one, other = first.quantity, second.quantity
    return told and (comparable(one, other) or _shortened(one, other))


def _shortened(one: Quantity, other: Quantity) -> bool:
    """由100吨标煤降至96.5吨: the unit is not written out again."""
    return bool(other.unit) and other.unit != one.unit and one.unit.startswith(other.unit)


def _in_order(before: str, between: str) -> bool:
    earlier, later = _EARLIER.search(before), _LATER.search(between)
    if earlier is None or later is None:
        return False
    return not (earlier["year"] and later["year"]) or earlier["year"] < later["year"]


def gives_both_periods(plain: str) -> bool:
    """Whether a text has a figure of an earlier time beside that of a later one."""
    return _both_periods(plain) is not None


def change_in(plain: str, unit: str) -> Decimal | None:
    """By how much a text's figures rise from one period to the next: in per cent, or in ``unit``."""
    periods = _both_periods(plain)
    if periods is None or periods[0].unit == "%" or periods[0].magnitude == 0:
        return None
    before, after = periods[0].magnitude, periods[1].magnitude
    if unit == "%":
        return (after - before) / before * 100
    size = Quantity(Decimal(1), unit, "")
    return (after - before) / size.magnitude if comparable(size, periods[0]) else None

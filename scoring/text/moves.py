"""Words of rising and falling: 提升20%, 缩短20%, 逐年提高."""

from __future__ import annotations

from scoring.text.clauses import CLAUSE_ENDS
from scoring.text.figures import Mention
from scoring.text.pattern import Pattern

_RISE = "提升|提高|增长|增加|上升|上涨|扩大|增强|改善|优化|增幅|涨幅|好转|向好|提速|增多|加快"
_FALL = "缩短|降低|减少|下降|压缩|压减|节约|节省|减轻|缩减|精简|回落|下调|降幅|减幅|下滑|负增长|降"
_MOVES = rf"(?<![不无未勿负])(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))"
_TREND_BEFORE = Pattern(rf"{_MOVES}(?:幅度|比例|程度|比率)?了?(?:达|为|约|近|:|在| )?$")
# 降低成本10%: a noun may stand between, but not one that has a level of its own (提高参保率95%).
_TREND_ABOUT = Pattern(rf"{_MOVES}(?![到至])[^率度、0-9 {CLAUSE_ENDS}]{{1,6}}$")
_TREND_ALONE = Pattern(
    rf"(?:逐年|逐步|逐渐|稳步|持续|不断|稳中|同比|环比|比上年|较上年|比去年|较去年|年年|连续)[^{CLAUSE_ENDS}]{{0,8}}?{_MOVES}"
)


def direction_before(before: str, figure: Mention) -> bool | None:
    """True for 提升20%, False for 缩短20%, None for a plain figure; ``before``: what stands in front of it."""
    match = _TREND_BEFORE.search(before)
    if match is None and figure.quantity.dimension == "%" and figure.upper is None:
        match = _TREND_ABOUT.search(before)
    return None if match is None else match["rise"] is not None


def trend_in(plain: str) -> bool | None:
    """True for 逐年提高, False for 持续下降, None for a text without a trend."""
    match = _TREND_ALONE.search(plain)
    return None if match is None else match["rise"] is not None


_UNCHANGED = Pattern(
    "(?:总体|整体|同比|环比|较?[与和同比较]?(?:上一?年|去年|往年)(?:同期)?(?:相比)?)*"
    "(?:持平|没有?变化|无变化|保持不变|未增长|零增长|未(?:有)?(?:提升|提高|下降|降低|增加|减少)|无(?:增长|提升|下降))[。]?"
)


def says_unchanged(plain: str) -> bool:
    """与上年持平, 无变化, 零增长: the whole text says that nothing moved."""
    return _UNCHANGED.fullmatch(plain) is not None

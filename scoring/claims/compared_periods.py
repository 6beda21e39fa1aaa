"""Whether running text gives figures of two periods: 由60%提高到80%, 2023年为60%，2024年为80%."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from scoring.text.figures import find_mentions
from scoring.text.pattern import Pattern

_SHARE = r"\d+(?:\.\d+)?\s*[%％]"
_SHIFTED = Pattern(
    rf"(?:由|从|自)[^。；]{{0,20}}?{_SHARE}[^。；]{{0,12}}?(?:到|至|为)[^。；]{{0,6}}?{_SHARE}"
)
_LAST, _THIS = r"(?:20\d\d年|上年|上一年|去年|往年)", r"(?:20\d\d年|本年|今年|当年)"
_LEVEL = rf"[^，。；提增升降减缩上下]{{0,12}}?{_SHARE}"
_BOTH_YEARS = Pattern(rf"{_LAST}{_LEVEL}.{{0,20}}?{_THIS}{_LEVEL}")


@lru_cache(maxsize=1024)
def compares_periods(text: str) -> bool:
    """Whether a text gives figures of both periods: two counts in one unit, or 由 60% 提高到 80%.

    One percentage alone (较2022年提升20%以上) is no evidence of itself.
    """
    figures = find_mentions(text)
    counts = Counter(m.quantity.dimension for m in figures if m.quantity.unit not in ("%", "百分点", ""))
    if any(count > 1 for count in counts.values()):
        return True
    shares = [m for m in figures if m.quantity.unit == "%"]
    return len(shares) > 1 and any(both.search(text) is not None for both in (_SHIFTED, _BOTH_YEARS))

"""Which figures of a text are meant: not the parts (其中线上60人次), nor last year's, nor what was planned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from scoring.text.figures import Mention
from scoring.text.frequency import in_all
from scoring.text.pattern import Pattern
from scoring.text.trends import direction_of, is_earlier

_PART = Pattern(r"(?:其中|包括|包含|含(?![)量税率氮磷水]))[^。；;)]*$")
_OTHER = Pattern(
    r"(?:上一?年|去年|前年|往年|同期|原[有来]|目标|预算|概算|限额|控制数|(?<![按超成])计划|任务[数量]|指标值|应[到参培完发检查建])"
    r"[^，。；;、,()]*$"
)

_NEAR = 100  # characters: what stands farther off says nothing of a figure
# 其中线上60人次、线下150人次，共210人次: the last is none of the parts.
_SUM = Pattern(r"(?:(?<!公)共(?![享建同青产治])计?|合计|总计|累计)[^，。；;,]{0,6}$")


def is_part(plain: str, figure: Mention) -> bool:
    """210人次，其中线上60人次: a part of another figure."""
    before = plain[max(0, figure.start - _NEAR) : figure.start]
    return _PART.search(before) is not None and _SUM.search(before) is None


def meant(plain: str, figures: Sequence[Mention], change: bool | None = None) -> list[Mention]:
    """The figures that a text is about; at least one where there are any.

    ``change``: only rises and cuts (True), or none (False), where there are such.
    """
    kept = list(figures)
    if len(kept) < 2:
        return kept
    if change is not None:
        kept = _where(kept, lambda f: (direction_of(plain, f) is not None) is change)
    earlier = {first for first, second in pairwise(kept) if is_earlier(plain, first, second)}
    kept = [f for f in kept if f not in earlier]
    kept = _where(kept, lambda f: not is_part(plain, f))
    kept = _where(kept, lambda f: _OTHER.search(plain[max(0, f.start - _NEAR) : f.start]) is None)
    kept = _where(kept, lambda f: in_all(plain, f))
    return _where(kept, lambda f: not _bracketed(plain, f))


def _where(figures: list[Mention], wanted: Callable[[Mention], bool]) -> list[Mention]:
    return [f for f in figures if wanted(f)] or figures


def _bracketed(plain: str, figure: Mention) -> bool:
    before = plain[: figure.start]
    return before.count("(") > before.count(")")

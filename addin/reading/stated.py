"""Results that stand in a heading or a sentence: ``自评总分：99.23分``, ``自评得分 | 98``, ``等级：优``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from addin.reading.grid import Grid
from addin.reading.labelled import beside
from scoring.form.address import Address
from scoring.text.characters import normalise
from scoring.text.numerals import parse_number
from scoring.text.pattern import Pattern

_LONGEST, _LONGEST_ALONE = 40, 60  # characters: a longer text tells of results, it does not state them
_TOTAL = Pattern(
    r"(?:自评|评价|评定|综合|绩效|单位自评)?(?:总得分|总分|得分|分数)(?:合计)?\s*[:=]\s*(?P<points>[0-9]+(?:\.[0-9]+)?)\s*分?(?![0-9*×])"
    r"|(?:自评|评价|综合|绩效)(?:总得分|总分|得分)(?:为|是)?(?P<said>[0-9]+(?:\.[0-9]+)?)分(?![0-9值]|[(（]?含?[)）]?以)"
)
_REVIEWED = Pattern("复核|核查|审核|财政|专家")
_TOTAL_LABEL = Pattern(r"(?:自评|评价|综合|单位自评)(?:总得分|总分|得分)|总得分|总分")
_IN_POINTS = Pattern(r"\(分\)$")


def stated_total(grid: Grid, rows: Iterable[tuple[int, int]], passed_over: Collection[int]) -> Address | None:
    """The cell in these stretches of rows that states the unit's own total outside a row of totals."""
    for at, text in _short_texts(grid, rows, passed_over):
        plain = normalise(text)
        if _REVIEWED.search(plain) is not None:
            continue
        if _TOTAL.search(plain) is not None:
            return at
        following = beside(grid, at)
        label = _IN_POINTS.sub("", plain.strip(" :"))
        if _TOTAL_LABEL.fullmatch(label) is not None and _is_points(grid.text(following)):
            return following
    return None


def states_total(text: str, *, alone: bool = False) -> bool:
    """Whether a short text states a total: 自评总分：98分，等级为优; `alone`: there is no row of totals."""
    return len(text) <= (_LONGEST_ALONE if alone else _LONGEST) and _TOTAL.search(normalise(text)) is not None


def points_in(text: str) -> str:
    """The points that such a cell states, as written; "" where it states none."""
    found = _TOTAL.search(normalise(text))
    if found is not None:
        return found["points"] or found["said"]
    return text.strip() if _is_points(text) else ""


def _short_texts(
    grid: Grid, rows: Iterable[tuple[int, int]], passed_over: Collection[int]
) -> Iterator[tuple[Address, str]]:
    for top, bottom in rows:
        for row, texts in grid.between(top, bottom):
            if row not in passed_over:
                yield from (
                    (Address(row, at), text) for at, text in texts.items() if len(text) <= _LONGEST_ALONE
                )


def _is_points(text: str) -> bool:
    number = parse_number(text.strip().removesuffix("分"))
    return number is not None and 0 <= number <= 200

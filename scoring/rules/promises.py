"""DS 预期目标: what the expected results promise, and whether an indicator measures it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from scoring.finding import Finding, report
from scoring.form.indicator import Indicator
from scoring.form.taxonomy import first_deed
from scoring.points.case import Case
from scoring.rule import INFO, LabelledText, rule, texts
from scoring.text.figures import Mention, find_mentions
from scoring.text.pattern import Pattern


@rule(
    "DS08",
    "预期目标没有指标考核",
    severity=INFO,
    basis="预期目标中的数量应有相应的指标",
    scope=texts("expected"),
)
def promise_without_an_indicator(text: LabelledText, case: Case) -> Iterator[Finding]:
    """预期目标里写了具体的数量，却没有一个指标考核它。

    为什么：承诺了的事没有人核对完成没有。
    例：预期目标“培训300人次”，指标表里没有培训人次。
    改为：增设“培训人次 ≥300人次”。
    依据：预期目标中的数量应有相应的指标；只在数量和单位都明确时提出。
    """
    expected = text.field
    promised = [] if expected.empty or not case.form.filled_indicators else _promises(expected.plain)
    if not promised:
        return
    measured = _measured(case.form.indicators)
    for promise in promised:
        if not _is_measured(promise, expected.plain, measured):
            yield report(
                expected,
                f"预期目标写“{promise.quantity.text}”，没有指标考核它",
                found=promise.quantity.text,
                expected="相应的指标",
                suggestion="增设相应的指标，或者改写预期目标",
            )


_STOP = Pattern("[，。；！？,;!?\n]")
_SCOPE = Pattern(r"(?:[为对在由向给各共约]|覆盖|涉及|面向|全[市县区镇乡村省])$")
_GENERAL_UNITS = ("个", "项", "处", "件", "套", "批", "种", "")


def _promises(text: str) -> list[Mention]:
    """培训300人次 is a promise; 六个 may be any six, 为12个乡镇 is whom it is for, 3个月 is no output."""
    starts = [0, *(stop.end() for stop in _STOP.finditer(text))]
    deeds: dict[int, int] = {}  # where a clause begins, and where its first deed ends
    promised = []
    for mention in filter(_is_output, find_mentions(text)):
        clause = bisect_right(starts, mention.start) - 1
        start = starts[clause]
        if start not in deeds:
            end = starts[clause + 1] if clause + 1 < len(starts) else len(text)
            deeds[start] = start + first_deed(text[start:end])
        before = text[max(start, mention.start - 2) : mention.start]
        if start < deeds[start] <= mention.start and _SCOPE.search(before) is None:
            promised.append(mention)
    return promised


def _is_output(mention: Mention) -> bool:
    quantity = mention.quantity
    counted = quantity.dimension not in ("", "%", "money", "time", "百分点")
    return counted and quantity.text[:1].isdecimal() and quantity.value > 1


@dataclass(frozen=True, slots=True)
class _Measured:
    """What the indicators of a form are about: their figures, their units, each two characters of their names."""

    magnitudes: frozenset[Decimal]
    units: frozenset[str]
    words: frozenset[str]


def _measured(rows: tuple[Indicator, ...]) -> _Measured:
    figures = [
        mention.quantity
        for row in rows
        for text in (row.target.plain, row.name.plain, row.actual.plain)
        for mention in find_mentions(text)
    ]
    targets = [row.target.value for row in rows]
    figures += [target.quantity for target in targets if target is not None and target.quantity is not None]
    return _Measured(
        magnitudes=frozenset(figure.magnitude for figure in figures),
        units=frozenset(figure.unit for figure in figures),
        words=frozenset(word for row in rows for word in _two_by_two(row.name.plain)),
    )


def _is_measured(promise: Mention, text: str, measured: _Measured) -> bool:
    """Whether an indicator may be about that figure: the same one, or the same unit and thing."""
    quantity, start, end = promise.quantity, promise.start, promise.end
    if quantity.magnitude in measured.magnitudes:
        return True
    if quantity.unit not in _GENERAL_UNITS:
        return quantity.unit in measured.units
    before, behind = text[max(0, start - 4) : start], text[end : end + 6]  # 新建驿站3个, 新建3个驿站
    return not measured.words.isdisjoint((*_two_by_two(before), *_two_by_two(behind)))


def _two_by_two(text: str) -> list[str]:
    return [text[n : n + 2] for n in range(len(text) - 1)]

"""Targets of several parts (10期，500人; 新建3座，改造5座): met where every part is, missed where one is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from scoring.targets.outcome import MET, MISSED, UNSURE, Comparison
from scoring.targets.reported import Reported, as_reported
from scoring.targets.target import Target, TargetKind
from scoring.text.characters import cell_text
from scoring.text.clauses import CLAUSE_ENDS
from scoring.text.figure_context import Figure, described
from scoring.text.figures import read_figures
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity, comparable
from scoring.text.units import is_measure

_JOINT = Pattern(f"[、和及与并+＋ {CLAUSE_ENDS}]")
_WORDS = Pattern(
    "[^\u4e00-\u9fff]|不少于|不低于|不超过|至少|达到?|完成|已|左右|以[上下内]|内|约|共|了|各|为|计"
)

Judge = Callable[[Target, Quantity, Reported], Comparison]


class Part(NamedTuple):
    """A figure of a text, and what it is of."""

    figure: Figure
    label: str


def against_parts(target: Target, actual: Target, judge: Judge) -> Comparison | None:
    """``judge`` holds one part against what is reported for it. None where either side has no parts."""
    asked = _asked_for(cell_text(target.text))
    if len(asked) < 2:
        return None
    plain = cell_text(actual.text)
    reported = _parts(plain, levels=False)
    if not reported:
        return None
    met: list[bool | None] = []
    for at, part in enumerate(asked):
        answer = _answer(at, part, asked, reported)
        if answer is None and any(each.figure.in_all for each in asked):
            return None  # 250人 for 5期共250人
        if answer is None:
            met.append(None)
            continue
        wanted = _as_target(part)
        met.append(judge(wanted, part.figure.quantity, as_reported(plain, answer.figure)).met)
    if False in met:
        return MISSED
    return MET if all(met) else UNSURE


def has_unlike_parts(target: Target) -> bool:
    """Whether a level and a move are asked for at once: 90%以上，投诉下降10%."""
    parts = _parts(cell_text(target.text), levels=True)
    return len({part.figure.rising for part in parts}) > 1


def _asked_for(plain: str) -> list[Part]:
    """The parts of a target; a bound of the part before it (≥90%且≤100%) is none."""
    parts = _parts(plain, levels=True)
    if len({part.figure.rising for part in parts}) > 1 or any(_is_sum(part, parts) for part in parts):
        return []
    bounds = any(
        not other.label and comparable(one.figure.quantity, other.figure.quantity)
        for one, other in pairwise(parts)
    )
    return [] if bounds else parts


def _is_sum(part: Part, parts: list[Part]) -> bool:
    """Whether a part is the sum of others; 5期共250人 has none."""
    others = [each for each in parts if each is not part]
    return part.figure.in_all and any(comparable(part.figure.quantity, o.figure.quantity) for o in others)


def _parts(plain: str, levels: bool) -> list[Part]:
    mentions, _ = read_figures(plain, levels=levels)
    parts: list[Part] = []
    at = 0
    for figure in described(plain, mentions):
        gap = plain[at : figure.start]
        counts = bool(figure.quantity.unit) and not (figure.aside or figure.earlier or figure.bracketed)
        if counts and (not parts or _JOINT.search(gap) or _counts_others(parts[-1].figure, figure)):
            label = _JOINT.split(gap)[-1] + _JOINT.split(plain[figure.end :], 1)[0]
            parts.append(Part(figure, _WORDS.sub("", label)))
        elif counts:
            return []
        at = figure.end
    return parts


def _counts_others(one: Figure, other: Figure) -> bool:
    """3期60人: two counts, each of a kind of its own."""
    units = one.quantity.unit, other.quantity.unit
    return not any(map(is_measure, units)) and not comparable(one.quantity, other.quantity)


def _answer(at: int, part: Part, asked: list[Part], reported: list[Part]) -> Part | None:
    """What is reported for a part: by its name, else by its unit, else by its place."""
    alike = [each for each in reported if comparable(part.figure.quantity, each.figure.quantity)]
    named = [each for each in alike if part.label and part.label == each.label]
    if len(named) == 1:
        return named[0]
    rivals = [each for each in asked if comparable(part.figure.quantity, each.figure.quantity)]
    if len(rivals) == 1:
        return alike[0] if len(alike) == 1 else None
    if len(asked) != len(reported) or reported[at] not in alike:
        return None
    return None if part.label and reported[at].label else reported[at]


def _as_target(part: Part) -> Target:
    figure = part.figure
    return Target(
        figure.quantity.text,
        TargetKind.NUMBER,
        figure.operator,
        figure.quantity,
        upper=figure.upper,
        term=figure.term,
        about=figure.about,
    )

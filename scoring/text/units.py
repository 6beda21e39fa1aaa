"""Units (度量单位): how they are spelled, what they measure or count, how large they are (units.toml)."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from scoring.text.characters import is_latin, normalise
from scoring.text.numerals import MULTIPLIERS


class _Units(NamedTuple):
    """The tables of units.toml, turned to what is looked up."""

    spellings: dict[str, str]  # spelling → canonical unit
    sizes: dict[str, tuple[str, Decimal]]  # canonical unit → dimension, and size in its base unit
    dimensions: frozenset[str]
    kinds: dict[str, str]  # count word → what it counts
    per: frozenset[str]  # what stands behind a stroke
    visits: dict[str, str]  # 人/次 → 人次
    same: tuple[frozenset[str], ...]  # two words for one thing, of no kind
    longest: int  # characters of the longest spelling


@lru_cache(maxsize=1)
def _units() -> _Units:
    file = Path(__file__).with_name("units.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    spellings: dict[str, str] = {}
    sizes: dict[str, tuple[str, Decimal]] = {}
    for dimension, family in data["measures"].items():
        for unit, entry in family.items():
            sizes[unit] = dimension, Decimal(entry["size"])
            spellings |= dict.fromkeys(entry["spellings"], unit)
    kinds = {word: kind for kind, words in data["counted"].items() for word in words}
    spellings |= {word: word for word in kinds}
    spellings |= {other: unit for unit, others in data["spelled"].items() for other in others}
    return _Units(
        spellings=spellings,
        sizes=sizes,
        dimensions=frozenset(data["measures"]),
        kinds=kinds,
        per=frozenset(data["per"]["nouns"]),
        visits={f"{word}/次": f"{word}次" for word in data["per"]["visited"]},
        same=tuple(map(frozenset, data["synonyms"]["pairs"])),
        longest=max(map(len, spellings)),
    )


def _spelled(text: str, at: int) -> tuple[str, int] | None:
    """The longest unit that stands at ``at``, without multiplier, and where it ends."""
    units = _units()
    for end in range(min(at + units.longest, len(text)), at, -1):
        piece = text[at:end]
        unit = units.spellings.get(piece)
        if unit is None and end - at > 1 and piece.isascii():
            unit = units.spellings.get(piece.lower())
        # Latin letters are a unit only where the word ends: 5m, not 5minor.
        if unit is not None and not (is_latin(piece[-1]) and end < len(text) and is_latin(text[end])):
            return unit, end
    return None


def _multiplied(text: str, at: int) -> tuple[str, int] | None:
    """A unit with its multiplier (万元), or a bare multiplier (万)."""
    plain = _spelled(text, at)
    for width in (2, 1):
        if text[at : at + width] in MULTIPLIERS and at + width <= len(text):
            multiplier, behind = text[at : at + width], at + width
            unit = _spelled(text, behind)
            if unit is not None and unit[0] != "%":
                with_unit = multiplier + unit[0], unit[1]
                return plain if plain is not None and plain[1] >= with_unit[1] else with_unit
            return plain if plain is not None else (multiplier, behind)
    return plain


def _denominator(text: str, at: int) -> tuple[str, int] | None:
    """What follows the stroke of 元/人·月."""
    best = _multiplied(text, at)
    for end in range(min(at + 3, len(text)), at, -1):
        if text[at:end] in _units().per and (best is None or end > best[1]):
            return text[at:end], end
    return best


@lru_cache(maxsize=2048)
def _unit_in(text: str) -> tuple[str, int] | None:
    """The unit that ``text`` begins with, in its canonical spelling, and where it ends."""
    first = _multiplied(text, 0)
    if first is None:
        return None
    unit, end = first
    joint = "/"
    for _ in range(3):
        if end >= len(text) or text[end] not in "/每·*":
            break
        below = _denominator(text, end + 1)
        if below is None:
            break
        unit, end, joint = f"{unit}{joint}{below[0]}", below[1], "·"
    return _units().visits.get(unit, unit), end


def unit_at(text: str, at: int) -> tuple[str, int] | None:
    """The unit behind a number, in its canonical spelling, and where it ends: ``万元``, ``元/人·月``.

    The text is in plain characters. Spaces before the unit and brackets around it, 100 (份), belong to it.
    """
    while at < len(text) and text[at] == " ":
        at += 1
    bracketed = text[at : at + 1] == "("
    # No unit is longer than this slice; cutting it keeps the cache small and useful.
    found = _unit_in(text[at + bracketed : at + bracketed + 16])
    if found is None:
        return None
    end = at + bracketed + found[1]
    if not bracketed:
        return found[0], end
    return (found[0], end + 1) if text[end : end + 1] == ")" else None


# Behind a stroke these are one: 5元/生·天 is 5元/人·天.
_OF_ONE = {"生": "人", "名": "人", "位": "人", "日": "天", "个月": "月"}


@lru_cache(maxsize=1024)
def dimension_and_size(unit: str) -> tuple[str, Decimal]:
    """Dimension and size of a canonical unit; an unknown word is its own dimension."""
    units = _units()
    above, stroke, below = unit.partition("/")
    factor = Decimal(1)
    for width in (2, 1):
        if above not in units.sizes and above not in units.kinds and above[:width] in MULTIPLIERS:
            factor, above = MULTIPLIERS[above[:width]], above[width:]
            break
    dimension, size = units.sizes.get(above, (above, Decimal(1)))
    return dimension + stroke + "·".join(_OF_ONE.get(each, each) for each in below.split("·")), size * factor


def is_measure(unit: str) -> bool:
    """Whether a canonical unit measures (万元, 公里) rather than counts (次, 人)."""
    return dimension_and_size(unit)[0] in _units().dimensions


def same_count(a: str, b: str) -> bool:
    """Whether two words count one kind of thing: people, events or things; 个 counts anything, 户次 is 户.

    人 and 人次 are two: one person may come many times.
    """
    if "人次" in (a, b) and not {"人", "名", "位", "人份"}.isdisjoint((a, b)):
        return False
    if a.removesuffix("次") == b.removesuffix("次") != "" or {a, b} in _units().same:
        return True
    kind_a, kind_b = _units().kinds.get(a), _units().kinds.get(b)
    if kind_a is None or kind_b is None:
        return False
    return "个" in (a, b) or (kind_a == kind_b != "single")


def canonical_unit(text: str) -> str:
    """The canonical spelling of a unit that stands alone (度量单位); an unknown word stays as it is.

    >>> canonical_unit("百分比"), canonical_unit("KM"), canonical_unit("--")
    ('%', '公里', '')
    """
    plain = normalise(text).strip()[:16]
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1]
    if not plain.strip("-/—_无"):
        return ""
    found = unit_at(plain, 0)
    if found is None:
        return plain
    rest = plain[found[1] :]
    # 批（次） is 批: what stands in brackets is another word for it.
    return found[0] if not rest or (rest.startswith("(") and rest.endswith(")")) else plain

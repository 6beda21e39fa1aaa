"""Weight columns of the levels: each is told by the level that it stands right of."""

from __future__ import annotations

from collections.abc import Mapping

from addin.reading.column import WeighedColumn
from addin.reading.contents import fit
from addin.reading.evidence import ON_ITS_WORDS

_OF_LEVEL = {"level1": "level1_weight", "level2": "level2_weight"}


def weights_of_levels(columns: list[WeighedColumn], chosen: Mapping[int, str]) -> dict[int, str]:
    """Several weight columns: each is that of the level to its left; the indicator's own is the last of them."""
    weights = [c for c in columns if c.at not in chosen and c.exact == "weight"]
    found: dict[int, str] = {}
    for column in weights:
        left = max((at for at in chosen if at < column.at), default=0)
        of_a_level = chosen.get(left) in _OF_LEVEL
        if of_a_level and (column is not weights[-1] or "weight_and_score" in chosen.values()):
            found[column.at] = _OF_LEVEL[chosen[left]]
        elif chosen.get(left) == "name" or (column is weights[-1] and "weight" not in found.values()):
            found[column.at] = "weight"
    return found


def weight_of_a_level(columns: list[WeighedColumn], fixed: Mapping[str, WeighedColumn]) -> dict[int, str]:
    """The only 分值 is that of the level to its left where another column holds those of the indicators (应得分).

    Right of the first level it is, too, where only the rows that begin one have any.
    """
    lone = fixed.get("weight")
    if lone is None:
        return {}
    level = next((role for role in _OF_LEVEL if role in fixed and fixed[role].at == lone.at - 1), None)
    if level is None:
        return {}
    others = [column for column in columns if column is not lone and column.own_heading]
    told = "weight_and_score" in fixed or any(
        column.likenesses.get("weight", 0.0) >= ON_ITS_WORDS and fit("weight", column.contents) > 0
        for column in others
    )
    told = told or (level == "level1" and _stands_with(lone, fixed[level], columns))
    return {lone.at: _OF_LEVEL[level]} if told else {}


def _stands_with(column: WeighedColumn, level: WeighedColumn, columns: list[WeighedColumn]) -> bool:
    """A column is filled where the level begins, and the rows below have other things."""
    pairs = zip(column.contents.texts, level.contents.texts, strict=True)
    fullest = max(one.contents.filled for one in columns)
    return column.contents.filled < fullest and all(beside for own, beside in pairs if own)

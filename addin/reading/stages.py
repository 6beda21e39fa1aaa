"""Forms that are reviewed in stages (主管部门审核, then 财政核定): the last reviewer's columns count."""

from __future__ import annotations

from collections.abc import Mapping

from addin.reading.column import WeighedColumn
from addin.reading.contents import MOST
from addin.reading.evidence import ON_ITS_WORDS


def stages(columns: list[WeighedColumn], chosen: Mapping[int, str]) -> dict[int, str]:
    """The scores and opinions of several reviewers, none of them one of several experts; {} where one reviews."""
    scores = _like(columns, chosen, "review_score", numbers=True)
    if len(scores) < 2:
        return {}
    found = {column.at: "interim_score" for column in scores[:-1]} | {scores[-1].at: "review_score"}
    opinions = _like(columns, chosen, "opinion", numbers=False)
    if len(opinions) > 1:
        found |= {column.at: "interim_opinion" for column in opinions[:-1]} | {opinions[-1].at: "opinion"}
    return found


def _like(
    columns: list[WeighedColumn], chosen: Mapping[int, str], role: str, *, numbers: bool
) -> list[WeighedColumn]:
    """The columns whose headings are like that of a role, and that hold numbers or words as it does."""
    return [
        column
        for column in columns
        if chosen.get(column.at, role) == role
        and column.own_heading
        and column.likenesses.get(role, 0.0) >= ON_ITS_WORDS
        and (column.contents.numeric >= MOST) is numbers
    ]

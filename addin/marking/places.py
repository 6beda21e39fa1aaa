"""The places of the findings on a 核查结果 sheet, for going from one to the next and for settling one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from addin.marking.settlements import SHEET_COLUMN, Settlement, numbered_rows
from addin.reading.sheet import Sheet
from scoring.finding import Severity
from scoring.form.address import Address

_RANKS = {severity.chinese: severity.rank for severity in Severity}


class Place(NamedTuple):
    """A cell with a finding, how grave it is, and what is wrong there; `row` is its own on 核查结果."""

    rank: int
    sheet: str
    at: Address
    words: str
    row: int


def open_places(sheet: Sheet) -> list[Place]:
    """The cells with findings that no person has settled, in the order of the sheet's rows."""
    found = []
    for number, row in numbered_rows(sheet):
        at = Address.read(row["位置"])
        if at is not None and not Settlement(row["处理"], row["理由"]).settles:
            rank = _RANKS.get(row["程度"], len(_RANKS))
            words = f"{row['程度']} {row['规则']}：{row['问题']}"
            found.append(Place(rank, row[SHEET_COLUMN], at, words, number))
    return found


def places_at(places: Sequence[Place], sheet: str, at: Address) -> list[Place]:
    """The findings of one cell, the gravest first."""
    return sorted(place for place in places if (place.sheet, place.at) == (sheet, at))


def step(places: Sequence[Place], order: Sequence[str], sheet: str, at: Address, by: int) -> Place | None:
    """The next place (`by` +1) or the one before (-1), round and round; None without any.

    The gravest come first, then sheets in `order`, then cells; a cell counts once, by its gravest finding.
    From a cell without one, the way goes on from where it would stand among the gravest.
    """
    rank = {name: number for number, name in enumerate(order)}
    cells: dict[tuple[int, Address], Place] = {}
    for place in sorted(places):
        if place.sheet in rank:
            cells.setdefault((rank[place.sheet], place.at), place)
    known = sorted((place.rank, number, cell, place) for (number, cell), place in cells.items())
    if not known:
        return None
    number = rank.get(sheet, -1)
    own = cells.get((number, at))
    here = (known[0][0] if own is None else own.rank, number, at)
    beyond = [entry[-1] for entry in known if (entry[:3] > here if by > 0 else entry[:3] < here)]
    if not beyond:
        return known[0 if by > 0 else -1][-1]
    return beyond[0 if by > 0 else -1]

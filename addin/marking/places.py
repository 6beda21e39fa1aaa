"""The places of the findings on a 核查结果 sheet, for going from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from addin.marking.settlements import SHEET_COLUMN, Settlement, finding_rows
from addin.reading.sheet import Sheet
from scoring.form.address import Address


class Place(NamedTuple):
    """A cell with a finding, and what is wrong there."""

    sheet: str
    at: Address
    words: str


def open_places(sheet: Sheet) -> list[Place]:
    """The cells with findings that no person has settled, in the order of the sheet's rows."""
    found = []
    for row in finding_rows(sheet):
        at = Address.read(row["位置"])
        if at is not None and not Settlement(row["处理"], row["理由"]).settles:
            found.append(Place(row[SHEET_COLUMN], at, f"{row['规则']}：{row['问题']}"))
    return found


def step(places: Sequence[Place], order: Sequence[str], sheet: str, at: Address, by: int) -> Place | None:
    """The next place (`by` +1) or the one before (-1), sheets in `order`, round and round; None without any."""
    rank = {name: number for number, name in enumerate(order)}
    known = sorted((rank[p.sheet], p.at, p) for p in places if p.sheet in rank)
    if not known:
        return None
    here = (rank.get(sheet, -1), at)
    if by > 0:
        beyond = [place for number, cell, place in known if (number, cell) > here]
        return beyond[0] if beyond else known[0][2]
    beyond = [place for number, cell, place in known if (number, cell) < here]
    return beyond[-1] if beyond else known[-1][2]

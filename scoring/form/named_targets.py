"""What the name of an indicator adds to its target: the 5% of a 增长率 is a rise, that of a 降幅 a cut, 6-9 a pH value."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from scoring.targets.target import Target, TargetKind
from scoring.text.characters import clean
from scoring.text.pattern import Pattern

_RATE = "(?:率|幅度?|比例|比率|百分比|速度|速)?$"
_RISE = Pattern(
    rf"(?:增长|增加|提升|提高|上升|增收|增产)(?:率|幅度?|比例|比率|百分比|速度)$|增速$|增幅$|涨幅$|同比增长{_RATE}"
)
_CUT = Pattern(
    "(?:下降|降低|减少|压减|压降|压缩|削减|缩短|节约|节省|节能|降耗|减排)(?:率|幅度?|比例|比率|百分比)$|降幅$|减幅$|降速$"
)
_PH = Pattern("[pP][hH](?![A-Za-z])|酸碱度")


@lru_cache(maxsize=1024)
def as_its_name_says(target: Target, name: str) -> Target:
    """The target as it is meant under this name."""
    quantity = target.quantity
    if quantity is None or target.kind is not TargetKind.NUMBER:
        return target
    if not quantity.unit and _PH.search(name) is not None:
        upper = None if target.upper is None else replace(target.upper, unit="pH")
        return target._replace(quantity=replace(quantity, unit="pH"), upper=upper)
    if quantity.unit != "%" or target.rising is not None:
        return target
    cleaned = clean(name)
    if _CUT.search(cleaned) is not None:
        return target._replace(rising=False)
    return target._replace(rising=True) if _RISE.search(cleaned) is not None else target

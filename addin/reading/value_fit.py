"""How well the kind of a value fits the column that it stands in: a name, a target, points."""

from __future__ import annotations

import re
from functools import lru_cache

from scoring.form.taxonomy import level1_class, level2_class
from scoring.targets.target import Target, TargetKind, parse_target
from scoring.text.figures import parse_quantity
from scoring.text.numerals import parse_number

_OPENS_WITH_A_BOUND = re.compile("[≥≤≧≦><＞＜=＝]|(?:不[少低大超高]|至少|高于|低于|大于|小于)")
_IS_A_BOUND = re.compile("(?:达到?|超过)?[0-9.]+[^0-9]{0,4}(?:以上|以下|以内|以外|左右)")  # 达到90%以上
SCORES = ("weight", "self_score", "review_score")
REMARKS = ("opinion", "deviation_reason", "standard")
BEYOND = "beyond"


@lru_cache(maxsize=8192)  # each reading of a row tries most of its values in the same column
def fit(role: str, text: str) -> int:
    """How well the kind of a value fits a column."""
    if role in SCORES:
        return _fit_score(text)
    if not text:
        return 0 if role in (BEYOND, *REMARKS, "level2", "nature", "unit") else -1
    is_number = parse_number(text) is not None
    match role:
        case "level2":
            return 1 if level2_class(text) else -1
        case "name":
            return fit_name(text)
        case "nature":
            return -1 if len(text) > 6 or is_number else 1
        case "unit":
            return -2 if is_number else 1
    if role in (BEYOND, *REMARKS):
        return -1 if role == BEYOND or is_number else 1
    return _fit_value(parse_target(text))


def _fit_score(text: str) -> int:
    number = parse_number(text.removesuffix("分"))
    if number is not None:
        return 1 if 0 <= number <= 100 else -1
    return -1 if not text else -2


def fit_name(text: str) -> int:
    if _OPENS_WITH_A_BOUND.match(text) or _IS_A_BOUND.fullmatch(text):
        return -2
    if parse_number(text) is not None or parse_quantity(text) is not None:
        return -2
    if text.endswith("指标") and (level2_class(text) or level1_class(text)):
        return -1
    target = parse_target(text)
    return 0 if target.quantity is not None or target.kind is TargetKind.TREND else 1


def _fit_value(value: Target) -> int:
    if value.kind in (TargetKind.NUMBER, TargetKind.DATE, TargetKind.TREND):
        return 1
    return 1 if value.kind is TargetKind.QUALITATIVE and value.official else 0

"""When a loss of points has a reason: what the unit writes in the row, above it, or in a remark below."""

from __future__ import annotations

from scoring.claims.stated_reason import as_above, states_reason
from scoring.form.field import Text, Typed
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm


def standing_reasons(form: EvaluationForm) -> dict[int, Text]:
    """For each row the reason that holds for it: its own, or where it says 同上 the one above."""
    found: dict[int, Text] = {}
    standing = None
    for row in form.indicators:
        own = row.deviation_reason
        if own.present and not as_above(own.plain):
            standing = own
        if standing is not None:
            found[row.row] = standing
    return found


def is_reason(text: Text) -> bool:
    """Whether what stands in a place for reasons can be one; a number is none."""
    return text.typed is not Typed.NUMBER and states_reason(text.plain)


def reason_in_words(row: Indicator) -> str:
    """How a finding tells what stands for a reason: 没有写原因."""
    place = row.deviation_reason
    if place.blank:
        return "没有写原因"
    shown = f"“{place.text[:20]}”"
    return f"原因写{shown}，上面没有原因" if as_above(place.plain) else f"{shown}不是原因"

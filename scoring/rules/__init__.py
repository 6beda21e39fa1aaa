"""The rules, a module or two a family; importing them registers them. `RULES` has them in the catalogue's order."""

from scoring.rule import REGISTERED, Rule
from scoring.rules import (  # noqa: F401  (imported for what they register)
    actuals,
    classes,
    contradictions,
    execution,
    filling,
    funds,
    indicators,
    like_faults,
    misdated_texts,
    misquoted_funds,
    misquoting_opinions,
    misquoting_texts,
    missing_texts,
    opinions,
    promises,
    reviewed_rows,
    scores,
    subtotals,
    targets,
    totals,
    unchecked,
    understood,
    unlabelled,
    weights,
)

_FAMILIES = ("FD", "WT", "SC", "TG", "DS", "OP", "NR", "LY")

RULES: dict[str, Rule] = {
    code: REGISTERED[code] for code in sorted(REGISTERED, key=lambda code: (_FAMILIES.index(code[:2]), code))
}

__all__ = ["RULES"]

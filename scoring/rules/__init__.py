"""The rules, one module a family; importing them registers them in `RULES`, in the order of the catalogue."""

from scoring.rule import RULES

from scoring.rules import (  # isort: skip  (the catalogue's order)
    funds,
    weights,
    scores,
    targets,
    actuals,
    indicators,
    promises,
    opinions,
    narrative,
    filling,
)

__all__ = [
    "RULES",
    "actuals",
    "filling",
    "funds",
    "indicators",
    "narrative",
    "opinions",
    "promises",
    "scores",
    "targets",
    "weights",
]

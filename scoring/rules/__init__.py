"""The rules, one module a family; importing them registers them in `RULES`, in the order of the catalogue."""

from scoring.rule import RULES

from scoring.rules import (  # isort: skip  (the catalogue's order)
    funds,
    weights,
    scores,
    targets,
    indicators,
    opinions,
    narrative,
    filling,
)

__all__ = ["RULES", "filling", "funds", "indicators", "narrative", "opinions", "scores", "targets", "weights"]

"""The rules, one module a family; importing them registers them in `RULES`, in the order of the catalogue."""

from scoring.rule import RULES

from scoring.rules import (  # isort: skip  (the catalogue's order)
    funds,
    weights,
    scores,
    targets,
    indicators,
    opinions,
    misquoting_texts,
    missing_texts,
    filling,
    unchecked,
)

__all__ = [
    "RULES",
    "filling",
    "funds",
    "indicators",
    "misquoting_texts",
    "missing_texts",
    "opinions",
    "scores",
    "targets",
    "unchecked",
    "weights",
]

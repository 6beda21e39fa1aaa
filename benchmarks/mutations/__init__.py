"""The kinds of errors, one module a family of rules; importing them registers them, in the catalogue's order."""

from benchmarks.mutations import (  # isort: skip  (the catalogue's order)
    funds,
    weights,
    scores,
    targets,
    indicators,
    opinions,
    narrative,
    filling,
    left_out,
    between_rows,
)
from benchmarks.mutations.mutant import Clean, Mutant, mutants

__all__ = [
    "Clean",
    "Mutant",
    "between_rows",
    "filling",
    "funds",
    "indicators",
    "left_out",
    "mutants",
    "narrative",
    "opinions",
    "scores",
    "targets",
    "weights",
]

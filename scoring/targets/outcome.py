"""How an actual stands to its target: what every comparison answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple


class Measured(NamedTuple):
    """A reported figure and the bound that it is held against, exact and in one unit."""

    reported: Decimal
    bound: Decimal
    less_is_better: bool  # the bound is not to be passed; else it is to be reached


@dataclass(frozen=True, slots=True)
class Comparison:
    """How an actual stands to its target."""

    met: bool | None  # None: only a person can judge
    ratio: Decimal | None  # actual ÷ target in the same unit
    same_unit: bool | None  # False: 100% reported for 五十次, or for a date
    measured: Measured | None = field(default=None, compare=False)  # of which a score takes its share
    of_degree: bool = field(default=False, compare=False)  # met in words (有效): how well, a person says

    @property
    def less_is_better(self) -> bool:
        """Whether the bound that counts is an upper one: ≤, a cost, the far end of 25±2℃."""
        return self.measured is not None and self.measured.less_is_better


MET = Comparison(True, None, True)
UNJUDGED = Comparison(None, None, None)
UNSURE = Comparison(None, None, True)
MISSED = Comparison(False, None, True)
OTHER_UNIT = Comparison(None, None, False)
# Nothing was done, or the opposite of what was asked: no share of it is reached.
NOTHING = Comparison(False, None, True, Measured(Decimal(0), Decimal(1), less_is_better=False))


def measured_outcome(
    met: bool | None, reported: Decimal, bound: Decimal, less_is_better: bool = False
) -> Comparison:
    """The outcome for a figure and its bound, which are in one unit."""
    ratio = reported / bound if bound else None
    return Comparison(met, ratio, True, Measured(reported, bound, less_is_better))

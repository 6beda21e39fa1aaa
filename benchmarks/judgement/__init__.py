"""How well the rules judge what people have judged before: the cases of tests/blind, kind by kind.

Each other module of this package is a kind: its ``TITLE``, and ``table(verbose)``, the Markdown that stands under it
in docs/detection.md. The cases were written by people who know the forms and had not seen the rules.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Faults that are there, found or missed, and sound cases that are accused; by what the fault is."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    cases: list[str] = field(default_factory=list)  # those missed and those accused, as a person reads them

    def table(self, head: str) -> str:
        """Found, missed and false by kind of fault, and in all."""
        kinds = sorted({*self.found, *self.missed, *self.false})
        rows = [(kind, self.found[kind], self.missed[kind], self.false[kind]) for kind in kinds]
        rows.append(("合计", self.found.total(), self.missed.total(), self.false.total()))
        lines = [f"| {head} | 有 | 查出 | 漏查 | 误报 |", "|---|--:|--:|--:|--:|"]
        lines += [f"| {kind} | {hit + miss} | {hit} | {miss} | {wrong} |" for kind, hit, miss, wrong in rows]
        return "\n".join(lines)

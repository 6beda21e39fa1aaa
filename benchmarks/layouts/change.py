"""The list of changes, and how a module puts one into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.layouts.page import Page


@dataclass(frozen=True)
class Change:
    """A change of layout; `variant` tells those of one name apart (which synonym)."""

    name: str
    variant: str
    make: Callable[[Page], None]


CHANGES: list[Change] = []


def change(name: str, variant: str = "") -> Callable[[Callable[[Page], None]], Callable[[Page], None]]:
    """Register a change under the name that the table gives it. It raises Impossible where it cannot be made."""

    def register(make: Callable[[Page], None]) -> Callable[[Page], None]:
        CHANGES.append(Change(name, variant, make))
        return make

    return register

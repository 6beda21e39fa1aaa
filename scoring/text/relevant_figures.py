"""Which figures of a text are meant: not the parts (其中线上60人次), nor last year's, nor what was planned."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scoring.text.figure_context import Figure


def meant(figures: Sequence[Figure], change: bool | None = None) -> list[Figure]:
    """The figures that a text is about; at least one where there are any.

    ``change``: only rises and cuts (True), or none (False), where there are such.
    """
    kept = list(figures)
    if len(kept) < 2:
        return kept
    if change is not None:
        kept = _where(kept, lambda f: (f.rising is not None) is change)
    kept = _where(kept, lambda f: not f.earlier)
    kept = _where(kept, lambda f: not f.part)
    kept = _where(kept, lambda f: not f.aside)
    kept = _where(kept, lambda f: f.in_all)
    return _where(kept, lambda f: not f.bracketed)


def _where(figures: list[Figure], fitting: Callable[[Figure], bool]) -> list[Figure]:
    return [f for f in figures if fitting(f)] or figures

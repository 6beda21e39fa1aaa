"""Changes of layout that offices make, in the clean forms of tests/forms; importing a module registers its own.

The modules stand in the order in which two changes of a pair are made: what is in the tables before what
moves them, and what cannot be seen last.
"""

from benchmarks.layouts import (  # isort: skip
    headings,
    heading_rows,
    columns,
    rows,
    funds,
    texts,
    placement,
    characters,
)
from benchmarks.layouts.change import CHANGES, Change
from benchmarks.layouts.page import Impossible, Page

__all__ = [
    "CHANGES",
    "Change",
    "Impossible",
    "Page",
    "characters",
    "columns",
    "funds",
    "heading_rows",
    "headings",
    "placement",
    "rows",
    "texts",
]

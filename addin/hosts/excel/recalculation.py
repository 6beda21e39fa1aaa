"""Formulas with our functions entered again, then calculated.

In a file that Excel did not write, or on another PC, a ``PERF_`` name may stay unbound although the add-in
is loaded, or point to the add-in's old path; entering the formula again binds it. IFERROR hides which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from addin.hosts.excel import com
from addin.hosts.excel.com import Com
from addin.hosts.excel.own_sheets import runs
from addin.hosts.excel.reading import read_values
from scoring.form.address import Address

_OURS = re.compile(r"\bPERF_[A-Z_]+\(", re.IGNORECASE)
_PATH = re.compile(r"(?:'(?:[^']|'')*jixiao\.xla[m]?'|(?<![\w.])jixiao\.xla[m]?)!", re.IGNORECASE)
_PART = 2  # xlPart


class BoundBooks:
    """The books in which our functions have been bound in this Excel.

    Whether a name is bound cannot be seen of a formula, nor kept in the book: on another PC it is not.
    """

    def __init__(self) -> None:
        self._books: set[str] = set()

    def __contains__(self, full_name: str) -> bool:
        return full_name in self._books

    def add(self, full_name: str) -> None:
        """The functions in this book are bound from now on."""
        self._books.add(full_name)


def recalculate(book: Com, sheets: Iterable[str], bound: BoundBooks) -> None:
    """Bind our functions, once for a book; put right formulas that name the add-in's path; calculate."""
    full_name = str(book.FullName)
    for name in sheets:
        _bind(book.Worksheets(name), again=full_name not in bound)
    bound.add(full_name)
    book.Application.Calculate()


def _bind(sheet: Com, again: bool) -> None:
    formulas = {at: c.formula for at, c in read_values(sheet).cells.items() if c.formula is not None}
    ours = {at: formula for at, formula in formulas.items() if _OURS.search(formula)}
    for path in sorted({path for formula in ours.values() for path in _PATH.findall(formula)}):
        _replace(sheet, [at for at, formula in ours.items() if path in formula], path, "")
    if again:
        _replace(sheet, ours, "=", "=")


def _replace(sheet: Com, cells: Iterable[Address], what: str, by: str) -> None:
    """Replace in these cells and nowhere else: of a single cell Excel may make the whole sheet.

    There ``=100%``, typed as text, would become a formula. So one cell is named twice.
    """
    for address in com.chunks(runs(cells)):
        alone = ":" not in address and "," not in address
        sheet.Range(f"{address},{address}" if alone else address).Replace(what, by, _PART)

"""Whether what people have filled in is still the same: one sum over all sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from addin.reading.sheet import Cell, CellError, Sheet


def fingerprint(sheets: Iterable[Sheet]) -> str:
    """A sum over the contents of sheets without marks; looks do not count, nor what formulas come to.

    Another program that only saves the workbook leaves it as it is; hidden sheets do not count, as some
    programs show what was very hidden.
    """
    total = sha256()
    for sheet in (sheet for sheet in sheets if not sheet.hidden):
        total.update(f"\n[{sheet.name}]".encode("utf-8", "replace"))
        for at in sorted(sheet.cells):
            content = _content(sheet.cells[at])
            if content:
                total.update(f"\n{at.a1}={content}".encode("utf-8", "replace"))
    return total.hexdigest()


def _content(cell: Cell) -> str:
    if cell.formula is not None or isinstance(cell.value, bool | CellError):
        return "="  # programs write one formula in many ways, and ``TRUE`` or ``#N/A`` as one
    return " ".join(str(cell.value).split()) if cell.value is not None else ""

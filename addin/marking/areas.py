"""Areas as workbooks write them: in merged cells, in print areas, in defined names."""

from __future__ import annotations

import re

from scoring.form.address import MAX_ROW, Area

_SHEET = re.compile(r"(?:'(?:[^']|'')*'|[^'!,(]*)!")
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})?\$?(\d{1,7})?(?::\$?([A-Za-z]{1,3})?\$?(\d{1,7})?)?")


def read_area(text: str | None) -> Area | None:
    """The area of ``$A$1:$I$44`` or ``B2``; None for anything else."""
    try:
        return Area.parse(text or "")
    except ValueError:
        return None


def first_area(text: str) -> Area | None:
    """The first area of a defined name such as ``'表 1'!$A$1:$I$44,'表 1'!$K:$K``, whole columns and rows too."""
    sheet = _SHEET.match(text)
    reference = text[sheet.end() :] if sheet else text
    match = _REFERENCE.fullmatch(reference.split(",")[0].strip())
    if match is None:
        return None
    left, top, right, bottom = match.groups()
    if not (left or top):
        return None
    if right is None and bottom is None:
        right, bottom = left, top
    return read_area(f"{left or 'A'}{top or 1}:{right or 'XFD'}{bottom or MAX_ROW}")

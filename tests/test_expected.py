"""What a cell should hold is never what it shows: 应为：100 on a cell that shows 100 helps nobody."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from addin.checking.check import check
from addin.reading.sheet import Sheet
from benchmarks.mutations import Clean, mutants
from tests.forms import NAMES

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def as_seen(text: str) -> Decimal | str:
    """Without blanks round it; 98.50 and 98.5 are one number."""
    text = text.strip()
    return Decimal(text) if _NUMBER.fullmatch(text) else text


def asking_for_what_is_there(sheet: Sheet) -> list[tuple[str, str, str]]:
    return [
        (finding.rule, finding.cell.a1, finding.message)
        for checked in check([sheet])
        for finding in checked.review.findings
        if finding.expected and finding.cell in sheet.cells
        if as_seen(finding.expected) == as_seen(sheet.cells[finding.cell].text)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_no_finding_expects_what_its_cell_shows(name: str) -> None:
    clean = Clean(name)
    assert asking_for_what_is_there(clean.sheet) == []
    wrong = {(m.rule, m.what): asking_for_what_is_there(m.sheet) for m in mutants(clean)}
    assert {what: found for what, found in wrong.items() if found} == {}

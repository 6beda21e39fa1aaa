"""Areas as workbooks write them."""

from __future__ import annotations

import pytest

from addin.marking.areas import first_area, read_area
from scoring.form.address import MAX_ROW, Area


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("$A$1:$I$44", Area(1, 1, 44, 9)),
        ("'表 1'!$A$1:$I$44,'表 1'!$K$1:$L$9", Area(1, 1, 44, 9)),
        ("'它''s'!B2", Area(2, 2, 2, 2)),
        ("$A:$I", Area(1, 1, MAX_ROW, 9)),
        ("", None),
        ("#REF!", None),
    ],
)
def test_the_first_area_of_a_print_area(text: str, area: Area | None) -> None:
    assert first_area(text) == area


@pytest.mark.parametrize(
    ("text", "area"), [("B2:D4", Area(2, 2, 4, 4)), ("B2:", Area(2, 2, 2, 2)), (None, None)]
)
def test_an_area_or_nothing(text: str | None, area: Area | None) -> None:
    assert read_area(text) == area

"""Text in plain characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.text.characters import CELL_LIMIT, cell_text, normalise


@given(st.text(max_size=60))
def test_positions_stay(text: str) -> None:
    assert len(normalise(text)) == len(text)


@given(st.text(max_size=60))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (" ９５％ ", "95%"),
        ("≧５０次", "≥50次"),
        ("》90%", ">=90%"),
        ("《=5", "<=5"),
        ("〉3", ">3"),
        ("《规划》", "《规划》"),
        ("50 000元", "50000元"),
        ("≥5，000元", "≥5000元"),
        ("5，6月", "5，6月"),
    ],
)
def test_what_the_keyboard_got_wrong(text: str, plain: str) -> None:
    assert cell_text(text) == plain


def test_a_cell_is_read_up_to_its_limit() -> None:
    assert len(cell_text("有" * 100_000)) == CELL_LIMIT

"""Dates as far as they are given."""

from __future__ import annotations

from calendar import monthrange

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.text.dates import Deadline, not_later


@pytest.mark.parametrize(
    ("deadline", "valid"),
    [
        (Deadline(2023, 12, 31), True),
        (Deadline(None, 2, 29), True),
        (Deadline(2023, 2, 29), False),
        (Deadline(None, 2, 30), False),
        (Deadline(None, 13, None), False),
        (Deadline(None, 0, None), False),
        (Deadline(None, None, 31), True),
        (Deadline(None, None, 32), False),
        (Deadline(2023, None, None), True),
    ],
)
def test_dates_that_exist(deadline: Deadline, valid: bool) -> None:
    assert deadline.valid is valid


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 31))
def test_a_full_date_is_valid_when_its_month_has_the_day(year: int, month: int, day: int) -> None:
    assert Deadline(year, month, day).valid is (day <= monthrange(year, month)[1])


@pytest.mark.parametrize(
    ("limit", "actual", "kept"),
    [
        (Deadline(2023, 12, 31), Deadline(2023, 12, 31), True),
        (Deadline(2023, 12, 31), Deadline(2024, 1, 1), False),
        (Deadline(2023, 9, None), Deadline(2023, 9, 30), True),
        (Deadline(None, 9, None), Deadline(2023, 10, 1), None),
        (Deadline(None, 9, 15), Deadline(None, 9, None), None),
        (Deadline(None, 9, 30), Deadline(None, 9, None), True),
        (Deadline(2023, None, None), Deadline(2023, 5, 1), True),
        (Deadline(None, 12, None), Deadline(2023, None, None), None),
        (Deadline(None, 6, None), Deadline(2023, None, None), None),
        (Deadline(None, 2, 30), Deadline(None, 2, 1), None),
    ],
)
def test_what_is_left_open_counts_in_favour_unless_it_may_decide(
    limit: Deadline, actual: Deadline, kept: bool | None
) -> None:
    assert not_later(limit, actual) is kept

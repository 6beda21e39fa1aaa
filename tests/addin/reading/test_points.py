"""Weight and score in one column."""

from __future__ import annotations

from decimal import Decimal

import pytest

from addin.checking.check import check
from addin.reading.fields import Reader
from addin.reading.points import paired_number
from scoring.form.address import Address
from tests.forms import form_sheet, sheet_of

AT = Address(1, 1)


@pytest.mark.parametrize(
    ("text", "weight", "score"),
    [
        ("10/9.5", "10", "9.5"),
        ("10 / 9.5", "10", "9.5"),
        ("10分／9.5分", "10", "9.5"),
        ("20|20", "20", "20"),
        ("5、4", "5", "4"),
    ],
)
def test_both_in_one_cell(text: str, weight: str, score: str) -> None:
    reader = Reader(sheet_of([[f"'{text}"]]))
    assert paired_number(reader, AT, first=True).value == Decimal(weight)
    assert paired_number(reader, AT, first=False).value == Decimal(score)


def test_the_score_in_the_cell_beneath() -> None:
    reader = Reader(sheet_of([[10], [9.5]]))
    assert paired_number(reader, AT, first=True).value == Decimal(10)
    score = paired_number(reader, AT, first=False)
    assert (score.value, score.at) == (Decimal("9.5"), Address(2, 1))


@pytest.mark.parametrize("text", ["满分", "10/9.5/9", "10/", "2024/5/1"])
def test_what_is_no_pair_is_no_number(text: str) -> None:
    assert paired_number(Reader(sheet_of([[f"'{text}"]])), AT, first=True).value is None


def test_a_blank_cell_is_blank() -> None:
    assert paired_number(Reader(sheet_of([["", "x"]])), AT, first=True).blank


def test_a_form_with_both_in_one_column_is_judged_like_any_other() -> None:
    rows = {"G12": "分值/得分", "H12": None, "G20": "100/99.03", "H20": None, "F15": "96%"}
    points = {13: "15/15", 14: "15/15", 15: "10/9.6", 16: "10/10", 17: "20/20", 18: "10/10", 19: "10/12"}
    rows |= {f"G{row}": text for row, text in points.items()} | {f"H{row}": None for row in points}
    (checked,) = check([form_sheet("self", rows)])
    third, last = checked.review.form.indicators[2], checked.review.form.indicators[-1]
    assert (third.weight.value, third.self_score.value) == (Decimal(10), Decimal("9.6"))
    assert checked.review.form.totals.self_score.value == Decimal("99.03")
    assert {finding.cell for finding in checked.review.of("SC01")} == {last.self_score.at}

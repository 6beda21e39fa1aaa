"""What is plainly a number becomes one, and is seen as before; everything else stays the text it is."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from addin.hosts.converted.values import as_shown, moment_as_shown, typed


@pytest.mark.parametrize(
    ("text", "value", "number_format"),
    [
        ("12", "12", "General"),
        ("0", "0", "General"),
        ("-3.5", "-3.5", "General"),
        (" 12 ", "12", "General"),
        ("12.50", "12.5", "0.00"),
        ("95%", "0.95", "0%"),
        ("98.50%", "0.985", "0.00%"),
        ("1,800.00", "1800", "#,##0.00"),
        ("12,345", "12345", "#,##0"),
    ],
)
def test_plain_numbers(text: str, value: str, number_format: str) -> None:
    assert typed(text) == (Decimal(value), number_format)


@pytest.mark.parametrize(
    "text",
    [
        "007",
        "0760",
        "1,80",
        "12万元",
        "≥95%",
        "１２",
        "1e5",
        "+5",
        "-",
        "--",
        ".5",
        "5.",
        "1-2",
        "2024/1/5",
        "95％",
        "442000199001011234",
        "=1+1",
        "",
        " ",
    ],
)
def test_what_stays_a_text(text: str) -> None:
    assert typed(text) == (text, "General")


@pytest.mark.parametrize(
    ("value", "text", "number_format"),
    [
        ("98.456", "98.46", "0.00"),
        ("0.985", "98.5%", "0.0%"),
        ("80", "80万元", '0"万元"'),
        ("80", "¥80.00", '"¥"0.00'),
        ("7", "007", "000"),
        ("1234.5", "1,234.50", "#,##0.00"),
        ("3", "3", "0"),
    ],
)
def test_a_number_keeps_its_looks(value: str, text: str, number_format: str) -> None:
    assert as_shown(Decimal(value), text) == (Decimal(value), number_format)


@pytest.mark.parametrize(("value", "text"), [("0.5", "1/2"), ("12", "十二"), ("3", ""), ("3", "4")])
def test_a_look_that_no_format_gives_is_kept_as_a_text(value: str, text: str) -> None:
    assert as_shown(Decimal(value), text) == (text, "General")


@pytest.mark.parametrize(
    ("moment", "text", "number_format"),
    [
        (dt.date(2024, 3, 5), "2024/3/5", "yyyy/m/d"),
        (dt.date(2024, 3, 5), "2024-03-05", "yyyy-mm-dd"),
        (dt.date(2024, 3, 5), "2024年3月5日", 'yyyy"年"m"月"d"日"'),
        (dt.datetime(2024, 3, 5, 8, 30), "2024/3/5 8:30", "yyyy/m/d h:mm"),
        (dt.time(8, 30), "8:30", "h:mm"),
    ],
)
def test_a_day_keeps_its_looks(moment: dt.date | dt.time, text: str, number_format: str) -> None:
    assert moment_as_shown(moment, text)[1] == number_format


def test_a_day_in_other_words_is_a_text() -> None:
    assert moment_as_shown(dt.date(2024, 3, 5), "五日") == ("五日", "General")
    assert moment_as_shown(dt.date(1890, 3, 5), "1890/3/5") == ("1890/3/5", "General")

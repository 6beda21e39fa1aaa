"""What a person sees in a cell."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from addin.reading.display import display, from_serial, is_date_format
from addin.reading.sheet import CellError

ACCOUNT = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "number_format", "seen"),
    [
        # General
        ("100", "General", "100"),
        ("100.0", "General", "100"),
        ("-5.50", "General", "-5.5"),
        ("169.9", "G/通用格式", "169.9"),
        ("1E+3", "General", "1000"),
        ("12345678901", "General", "12345678901"),
        ("123456789012", "General", "1.23457E+11"),
        ("440106198001011230", "General", "4.40106E+17"),
        ("0.333333333333333", "General", "0.333333333"),
        ("1234567.891234", "General", "1234567.891"),
        ("0.00001", "General", "0.00001"),
        ("0.00001234567", "General", "1.23457E-05"),
        ("0", "General", "0"),
        # Per cent
        ("1", "0%", "100%"),
        ("0.958", "0%", "96%"),
        ("0.958", "0.00%", "95.80%"),
        ("0.0005", "0.00%", "0.05%"),
        # Decimals, half up
        ("12.345", "0.00", "12.35"),
        ("2.5", "0", "3"),
        ("-2.5", "0", "-3"),
        ("0.125", "0.00_ ", "0.13"),
        ("5", "0.##", "5."),
        ("0.5", "#.00", ".50"),
        ("7", "000", "007"),
        ("1234567.5", "#,##0.00", "1,234,567.50"),
        ("999", "#,##0", "999"),
        ("12345678", "000-0000", "1234-5678"),
        # Scale
        ("123456", "#,##0,", "123"),
        ("123456", '0\\.0,"万"', "12.3万"),
        # Text around the number
        ("50", '0"次"', "50次"),
        ("50", "0次", "50次"),
        ("50", "\\第0\\名", "第50名"),
        ("1234.5", "¥#,##0.00", "¥1,234.50"),
        ("1234.5", "[$¥-804]#,##0.00", "¥1,234.50"),
        ("3", 'G/通用格式"人"', "3人"),
        # Sections
        ("-3", '0.00;-0.00;"-"', "-3.00"),
        ("0", '0.00;-0.00;"-"', "-"),
        ("-3", "0.00;[Red](0.00)", "(3.00)"),
        ("-2", "[Red]0.0", "-2.0"),
        ("1234.5", ACCOUNT, "1,234.50"),
        ("-1234.5", ACCOUNT, "-1,234.50"),
        ("0", ACCOUNT, "-"),
        ("5", ";;;", ""),
        ("59", '[>=60]"合格";"不合格"', "不合格"),
        ("60", '[>=60]"合格";"不合格"', "合格"),
        # Scientific
        ("1234567", "0.00E+00", "1.23E+06"),
        ("0.00012", "0.0E+0", "1.2E-4"),
        ("9.99", "0.0E+0", "1.0E+1"),
        # Not interpreted: General
        ("0.5", "# ?/?", "0.5"),
        # Numbers under date and time formats
        ("45591", "yyyy/m/d", "2024/10/26"),
        ("45591", 'yyyy"年"m"月"d"日"', "2024年10月26日"),
        ("45591", "[$-804]yyyy-mm-dd", "2024-10-26"),
        ("45591", "[$-804]aaaa", "星期六"),
        ("45591", "d-mmm-yy", "26-Oct-24"),
        ("45591.5", "yyyy/m/d h:mm", "2024/10/26 12:00"),
        ("0.75", "h:mm AM/PM", "6:00 PM"),
        ("0.75", '上午/下午h"时"mm"分"', "下午6时00分"),
        ("1.5", "[h]:mm:ss", "36:00:00"),
        ("-1", "yyyy/m/d", "-1"),
        ("99999999999", "yyyy/m/d", "99999999999"),
    ],
)
def test_a_number_is_seen_as_its_format_says(value: str, number_format: str, seen: str) -> None:
    assert display(Decimal(value), number_format) == seen


@pytest.mark.parametrize(
    ("value", "number_format", "seen"),
    [
        ("优", "General", "优"),
        ("优", '@"级"', "优级"),
        ("优", "0;0;0;", ""),
        ("98%", "0.00", "98%"),
        (True, "0.00", "TRUE"),
        (False, "General", "FALSE"),
        (None, "0.00", ""),
        (CellError("#DIV/0!"), "0.00", "#DIV/0!"),
        (dt.date(2024, 10, 26), 'm"月"d"日"', "10月26日"),
        (dt.datetime(2024, 10, 26, 8, 5), "yyyy-mm-dd hh:mm", "2024-10-26 08:05"),
        (dt.datetime(2024, 10, 26, 8, 5, 9, 500_000), "mm:ss.0", "05:09.5"),
        (dt.time(8, 5), "h:mm", "8:05"),
        (dt.date(2024, 10, 26), "General", "2024/10/26"),
    ],
)
def test_other_values(value: object, number_format: str, seen: str) -> None:
    assert display(value, number_format) == seen  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "number_format", ["0" * 300, "0." + "0" * 99, "[", '"', "\\", "E+", "_", ";;;;;;", "%%%"]
)
def test_nonsense_formats_do_not_fail(number_format: str) -> None:
    assert isinstance(display(Decimal("12.5"), number_format), str)
    assert isinstance(display("文字", number_format), str)


@pytest.mark.parametrize("number_format", ["yyyy/m/d", 'm"月"d"日"', "h:mm", "[$-804]aaaa", "[Red]yyyy"])
def test_date_formats(number_format: str) -> None:
    assert is_date_format(number_format)


@pytest.mark.parametrize(
    "number_format", ["General", "0.00", '0"年"', "[h]:mm", "@", "[Red]0", "0.00E+00", "[DBNum1]0"]
)
def test_formats_that_are_no_dates(number_format: str) -> None:
    assert not is_date_format(number_format)


@pytest.mark.parametrize(
    ("serial", "date1904", "moment"),
    [
        ("1", False, dt.date(1900, 1, 1)),
        ("59", False, dt.date(1900, 2, 28)),
        ("60", False, Decimal(60)),  # a day that Excel believes in
        ("61", False, dt.date(1900, 3, 1)),
        ("45591", False, dt.date(2024, 10, 26)),
        ("45591.25", False, dt.datetime(2024, 10, 26, 6)),
        ("44129", True, dt.date(2024, 10, 26)),
        ("2958465", False, dt.date(9999, 12, 31)),
        ("2958466", False, Decimal(2958466)),
        ("-1", False, Decimal(-1)),
    ],
)
def test_serials_become_moments_where_they_can(serial: str, date1904: bool, moment: object) -> None:
    assert from_serial(Decimal(serial), "yyyy/m/d", date1904) == moment


def test_a_clock_alone_is_a_time() -> None:
    assert from_serial(Decimal("0.5"), "h:mm") == dt.time(12)
    assert from_serial(Decimal("0.5"), "yyyy/m/d") == Decimal("0.5")

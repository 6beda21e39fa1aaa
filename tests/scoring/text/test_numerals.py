"""Numbers in digits and in Chinese numerals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.text.numerals import chinese_number, parse_number
from tests.scoring.shorthand import ALPHABET


class TestPlainNumbers:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("215,457.6", "215457.6"),
            ("１００", "100"),
            (" 16.67 ", "16.67"),
            ("16. 67", "16.67"),
            ("1 000 000", "1000000"),
            ("1，024", "1024"),
            ("-3", "-3"),
            ("－3", "-3"),
            ("+0.50", "0.50"),
            (".5", "0.5"),
            ("1e-05", "0.00001"),
            ("0", "0"),
        ],
    )
    def test_number(self, text: str, value: str) -> None:
        assert parse_number(text) == Decimal(value)

    @pytest.mark.parametrize(
        "text",
        ["", " ", "98%", "5次", "10 20", "1,23", "1.", "1.2.3", "--", "五十", "1e400", "NaN", "Infinity"],
    )
    def test_not_a_plain_number(self, text: str) -> None:
        assert parse_number(text) is None

    @given(
        st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=2)
    )
    def test_thousands_separators_change_nothing(self, value: Decimal) -> None:
        assert parse_number(f"{value:,}") == parse_number(str(value)) == value


DIGITS = "零一二三四五六七八九"


def spell(number: int) -> str:
    """The usual Chinese spelling of a whole number below 10⁸."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        zero = "零" if 0 < low < 1000 else ""
        return spell(high) + "万" + zero + (spell(low) if low else "")
    if number < 10:
        return DIGITS[number]
    out = ""
    gap = False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + name
        gap = digit == 0
    return out


class TestChineseNumerals:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("五十", "50"),
            ("十二", "12"),
            ("一百零五", "105"),
            ("一百五", "150"),
            ("一百一十", "110"),
            ("两千三百", "2300"),
            ("一万二千", "12000"),
            ("一万二", "12000"),
            ("三亿零五十万", "300500000"),
            ("一万亿", "1000000000000"),
            ("三点五", "3.5"),
            ("三点五万", "35000"),
            ("半", "0.5"),
            ("零", "0"),
            ("廿五", "25"),
            ("二〇二三", "2023"),
            ("伍佰", "500"),
            ("壹万贰仟", "12000"),
        ],
    )
    def test_value(self, text: str, value: str) -> None:
        assert chinese_number(text) == Decimal(value)

    @pytest.mark.parametrize("text", ["", "百", "万", "五六", "万一", "五十次", "一二", "点五", "十十", "50"])
    def test_no_numeral(self, text: str) -> None:
        assert chinese_number(text) is None

    @given(st.integers(0, 99_999_999))
    def test_round_trip(self, number: int) -> None:
        assert chinese_number(spell(number)) == number

    @given(st.integers(0, 9_999))
    def test_the_formal_digits_of_vouchers_read_the_same(self, number: int) -> None:
        formal = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
        assert chinese_number(spell(number).translate(formal)) == number


class TestAnyText:
    @given(st.text(max_size=60) | st.text(alphabet=ALPHABET, max_size=60))
    def test_never_raises(self, text: str) -> None:
        parse_number(text)
        chinese_number(text)

    @pytest.mark.parametrize("piece", ["9", "一", "1 ", "1,", "111,", "-1", "万"])
    def test_a_huge_text_is_read_in_no_time(self, piece: str) -> None:
        text = piece * (100_000 // len(piece))
        assert parse_number(text) is None
        assert chinese_number(text) is None

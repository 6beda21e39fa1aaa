"""What is read as a figure, in a cell and in running text, and what is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.quantity import (
    Mention,
    Operator,
    Quantity,
    canonical_unit,
    chinese_number,
    comparable,
    find_mentions,
    parse_number,
    parse_quantity,
)


def brief(mention: Mention) -> str:
    """A mention as operator, figure, unit: ``≥90%``, ``5-6次``."""
    upper = f"-{mention.upper.value}" if mention.upper is not None else ""
    return f"{mention.operator}{mention.quantity.value}{upper}{mention.quantity.unit}"


def quantity(text: str) -> Quantity:
    found = parse_quantity(text)
    assert found is not None, text
    return found


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


class TestQuantities:
    @pytest.mark.parametrize(
        ("text", "value", "unit"),
        [
            ("五十次", "50", "次"),
            ("98%", "98", "%"),
            ("９５％", "95", "%"),
            ("百分之九十五", "95", "%"),
            ("百分之百", "100", "%"),
            ("百分之12.5", "12.5", "%"),
            ("0.3‰", "0.3", "‰"),
            ("2个百分点", "2", "百分点"),
            ("169.9万元", "169.9", "万元"),
            ("1.5万", "1.5", "万"),
            ("3千元", "3", "千元"),
            ("5000万元", "5000", "万元"),
            ("1亿2000万元", "12000", "万元"),
            ("12万人次", "12", "万人次"),
            ("735", "735", ""),
            ("735 人次", "735", "人次"),
            ("1000人/次", "1000", "人次"),
            ("100（份）", "100", "份"),
            ("12KM", "12", "公里"),
            ("1200㎡", "1200", "平方米"),
            ("25TB", "25", "TB"),
            ("6个月", "6", "月"),
            ("3个工作日", "3", "工作日"),
            ("1小时30分钟", "90", "分钟"),
            ("1500元/人·月", "1500", "元/人·月"),
            ("500元每人", "500", "元/人"),
            ("35μg/m³", "35", "微克/立方米"),
            ("一个", "1", "个"),
            ("半年", "0.5", "年"),
            ("约70次左右", "70", "次"),
            ("-5%", "-5", "%"),
            ("2023", "2023", ""),
        ],
    )
    def test_the_whole_text_is_one(self, text: str, value: str, unit: str) -> None:
        found = quantity(text)
        assert (found.value, found.unit) == (Decimal(value), unit)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "次",
            "≥50次",
            "5-6次",
            "50次以上",
            "2023年",
            "12月",
            "完成50次",
            "50次检查",
            "一次性",
            "3项2个",
            "无",
        ],
    )
    def test_there_is_more_to_it(self, text: str) -> None:
        assert parse_quantity(text) is None

    @pytest.mark.parametrize(
        ("text", "dimension", "magnitude"),
        [
            ("169.9万元", "money", "1699000"),
            ("5万", "", "50000"),
            ("735", "", "735"),
            ("2公里", "length", "2000"),
            ("3公顷", "area", "30000"),
            ("2TB", "data", "2097152"),
            ("1.5吨", "weight", "1500"),
            ("12个月", "time", "31536000"),
            ("5%", "%", "5"),
            ("3‰", "%", "0.3"),
            ("12次", "次", "12"),
            ("3万人次", "人次", "30000"),
            ("20万美元", "美元", "200000"),
            ("500元/人", "money/人", "500"),
        ],
    )
    def test_dimension_and_magnitude(self, text: str, dimension: str, magnitude: str) -> None:
        found = quantity(text)
        assert (found.dimension, found.magnitude) == (dimension, Decimal(magnitude))

    @pytest.mark.parametrize(
        ("text", "unit"),
        [
            ("百分比", "%"),
            ("（万元）", "万元"),
            ("批（次）", "批"),
            ("KM", "公里"),
            ("垛", "垛"),
            ("--", ""),
            ("无", ""),
        ],
    )
    def test_a_unit_column(self, text: str, unit: str) -> None:
        assert canonical_unit(text) == unit


class TestComparable:
    @pytest.mark.parametrize(
        ("a", "b"),
        [
            ("735", "735人次"),
            ("100", "100%"),
            ("5万", "50000元"),
            ("5亩", "1公顷"),
            ("5个", "6家"),
            ("30场", "30次"),
            ("6名", "6人"),
            ("500元/人", "500元"),
            ("2%", "2个百分点"),
            ("1年", "365天"),
        ],
    )
    def test_can_be_held_against_each_other(self, a: str, b: str) -> None:
        assert comparable(quantity(a), quantity(b))
        assert comparable(quantity(b), quantity(a))

    @pytest.mark.parametrize(
        ("a", "b"),
        [
            ("五十次", "100%"),
            ("30万元", "100%"),
            ("50次", "50人"),
            ("50户", "50人"),
            ("5公里", "5亩"),
            ("500元/人", "500元/月"),
            ("20万元", "20万美元"),
        ],
    )
    def test_cannot(self, a: str, b: str) -> None:
        assert not comparable(quantity(a), quantity(b))
        assert not comparable(quantity(b), quantity(a))


class TestRunningText:
    @pytest.mark.parametrize(
        ("text", "figures"),
        [
            ("一年共检查约70次左右，均已登记", ["70次"]),
            ("整体停摆率低于2%，在线率不低于90%", ["<2%", "≥90%"]),
            ("每台机具巡检5-6次", ["5-6次"]),
            ("80（含）-90分为良，60分以下为差", ["80-90分", "≤60分"]),
            ("开展五十次演练，补助三百元", ["50次", "300元"]),
            ("支出215,457.6元，执行率86.18%", ["215457.6元", "86.18%"]),
            ("受训300余人，发放5万多元", ["≥300人", "≥5万元"]),
            ("未超过10起，不得少于3场", ["≤10起", "≥3场"]),
            ("3个工作日内办结，覆盖2小时以内车程", ["≤3工作日", "≤2小时"]),
            ("满意度达到98%", ["98%"]),
            ("营收同比-5%，增长率-0.3%，演练-3次", ["5%", "-0.3%", "3次"]),
            ("由80%提升至90%", ["80%", "90%"]),
            ("占比百分之九十五以上", ["≥95%"]),
            ("新建泵房2座（台）、管线1.2km", ["2座", "1.2公里"]),
        ],
    )
    def test_figures(self, text: str, figures: list[str]) -> None:
        assert [brief(mention) for mention in find_mentions(text)] == figures

    @pytest.mark.parametrize(
        "text",
        [
            "2023年度，2021年12月31日前，9月底，2020-2022年，1-12月，2023-12-31，2023.12.31",
            "第三季度，四季度，第2批，上半年",
            "1.概况\n2、问题；（3）建议，(一)总体，一、情况",
            "财预〔2020〕10号、10号楼、8:30",
            "51000021R000000019951、256001-窗口、A4、PM2.5、GB/T19001、5G",
            "一窗通办、一是、二是、统一、一体化、进一步、十分满意、万一、一次性、最多跑一次、一件事、一方面",
            "唯一、数十次、三位一体、五六家、三方、一级、二类、二期工程、一项工作、一个、三分之一",
            "每3天、每百人、12345热线、2.0版、附件2：",
        ],
    )
    def test_none(self, text: str) -> None:
        assert [brief(mention) for mention in find_mentions(text)] == []

    def test_the_span_holds_the_words_of_the_operator(self) -> None:
        text = "其中，满意度不低于 ９０％以上的窗口有约12个"
        assert [text[mention.start : mention.end] for mention in find_mentions(text)] == [
            "不低于 ９０％以上",
            "约12个",
        ]

    @pytest.mark.parametrize(
        ("operator", "spellings"),
        [
            (
                Operator.AT_LEAST,
                ["≥", "≧", ">=", "> =", "＞＝", "不少于", "不低于", "不得低于", "至少", "大于等于"],
            ),
            (Operator.AT_MOST, ["≤", "≦", "<=", "＜＝", "不超过", "不高于", "不得超过", "最多", "小于等于"]),
            (Operator.ABOVE, [">", "＞", "超过", "高于", "大于"]),
            (Operator.BELOW, ["<", "＜", "低于", "少于", "小于"]),
            (Operator.EQUAL, ["=", "＝", "═", "﹦", "等于"]),
            (Operator.WITHIN, ["±", "正负"]),
        ],
    )
    @pytest.mark.parametrize("space", ["", " ", "　"])
    @pytest.mark.parametrize("figure", ["95%", "９５％", "百分之九十五", "95 %"])
    def test_operators_survive_spacing_and_width(
        self, operator: Operator, spellings: list[str], space: str, figure: str
    ) -> None:
        for spelling in spellings:
            (mention,) = find_mentions(f"完好率{spelling}{space}{figure}。")
            assert brief(mention) == f"{operator}95%", spelling

    @pytest.mark.parametrize(
        ("text", "operator"),
        [
            ("5次以上", "≥"),
            ("5次及以上", "≥"),
            ("5天以内", "≤"),
            ("5天内", "≤"),
            ("5项内容", ""),
            ("5次左右", ""),
        ],
    )
    def test_operators_behind_the_figure(self, text: str, operator: str) -> None:
        assert find_mentions(text)[0].operator == operator


class TestAnyText:
    ALPHABET = (
        "0123456789.,，-—~/()（）%％≥≤<>=±一二十百千万亿两半点零年月日次元个人 至第每不低于超过约以上内X…"
    )

    @given(st.text(max_size=60) | st.text(alphabet=ALPHABET, max_size=60))
    def test_never_raises_and_spans_lie_in_order(self, text: str) -> None:
        parse_number(text)
        chinese_number(text)
        parse_quantity(text)
        canonical_unit(text)
        end = 0
        for mention in find_mentions(text):
            assert end <= mention.start < mention.end <= len(text)
            assert mention.quantity.magnitude.is_finite()
            end = mention.end

    @pytest.mark.parametrize(
        "piece", ["9", "(", "一", "1 ", "1,", "111,", "<>= ", "-1", "2023年", "1万", "百分之", "1-"]
    )
    def test_a_huge_text_is_read_in_no_time(self, piece: str) -> None:
        text = piece * (100_000 // len(piece))
        assert parse_number(text) is None
        assert parse_quantity(text) is None
        find_mentions(text)

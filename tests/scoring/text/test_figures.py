"""What is read as a figure, in a cell and in running text, and what is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.text.figures import find_mentions, parse_quantity
from tests.scoring.shorthand import ALPHABET, brief, quantity


class TestWholeTexts:
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


class TestAnyText:
    @given(st.text(max_size=60) | st.text(alphabet=ALPHABET, max_size=60))
    def test_never_raises_and_spans_lie_in_order(self, text: str) -> None:
        parse_quantity(text)
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
        assert parse_quantity(text) is None
        find_mentions(text)

"""What a reviewer's opinion says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.claims.deductions import deduction
from scoring.claims.figures_of_opinion import agrees_with, figures_for
from scoring.claims.reviewer_opinion import gives_words, names_a_fault, says_full_marks, says_less_than_full
from scoring.claims.scores_given import scores_given
from scoring.text.figures import find_mentions, parse_quantity
from scoring.text.quantity import Quantity


@pytest.mark.parametrize(
    ("opinion", "points"),
    [
        ("缺少记录，扣1分。", "1"),
        ("酌情扣一分", "1"),
        ("扣减0.5分", "0.5"),
        ("缺登记扣1分，缺照片扣0.5分", "1.5"),
        ("缺登记扣1分，缺照片扣1分，共扣2分", "2"),
        ("每低5%扣1分，低10%，扣2分", "2"),
        ("完成较好，不扣分", "0"),
        ("原扣2分，补充材料后，扣1分", "1"),
        ("由扣2分改为扣1分", "1"),
        ("初审扣2分，复核认为可扣1分", "1"),
        ("缺登记扣1分，缺照片扣1分，综上扣2分", "2"),
        ("原因是缺登记，扣1分", "1"),
        ("原始凭证缺失扣1分，签字缺失扣1分", "2"),
        ("发现缺登记扣1分，现场缺照片扣0.5分", "1.5"),
        ("资料不全扣1分，整改后的照片缺失扣1分", "2"),
        ("未按规定公示扣1分，资料不全扣1分", "2"),
        ("按每缺一项扣1分的标准，扣2分", "2"),
        ("最多扣3分，扣1分", "1"),
        ("该项得满分。但指标重复，应扣1分", "1"),
        ("资料不全扣2分，补充材料后不扣分", "0"),
        ("减1分", "1"),
        ("缺登记核减1分，缺照片调减0.5分", "1.5"),
        ("扣分：1分", "1"),
        ("扣除分值1分", "1"),
        ("问卷少，-2分", "2"),
        ("自评扣1分，复核扣1分", "1"),
        ("两份缺签字，每份扣0.5分", "1"),
    ],
)
def test_points_deducted(opinion: str, points: str) -> None:
    assert deduction(opinion) == Decimal(points)


@pytest.mark.parametrize(
    "opinion",
    [
        *(
            "得8-10分",
            "调减为9分",
            "测评分增减1分",
            "达到目标，得满分",
            "酌情扣分",
            "每低5%扣1分",
            "得9分",
            "",
            "10",
        ),
        *("扣2分调整为1分", "原扣2分，维持", "单位多扣2分，应加回", "去年扣1分，今年齐全"),
        *("评分标准：缺1项扣1分。现场缺2项，扣2分", "按标准应扣2分，已整改，得满分"),
    ],
)
def test_what_does_not_say_how_many(opinion: str) -> None:
    assert deduction(opinion) is None


@pytest.mark.parametrize(
    ("opinion", "score"),
    [
        ("满意度94%，得9分。", "9"),
        ("综合评定该项得九分", "9"),
        ("复核得分为9.5分", "9.5"),
        ("没有资料，不得分", "0"),
        ("扣1分，得9分", "9"),
        ("调减为9分，资料不全", "9"),
        ("自评得10分，资料不全，故得9分", "9"),
        ("资料不全，应得9分", "9"),
        ("由10分调为9分，资料不全", "9"),
    ],
)
def test_the_score_given(opinion: str, score: str) -> None:
    assert scores_given(opinion)[0] == Decimal(score)


@pytest.mark.parametrize(
    "opinion",
    [
        *("满分10分", "自评得9分", "单位原得9分", "问卷平均得9分", "得9分以上的为优", "达标，得满分10分"),
        *("按评分标准，达到90%，得10分", "低于90%，不得分", "达到80%以上，得8分", "未达标的不得分"),
        *("自评应得10分", "最高可得10分", "缺登记，得5分；缺照片，得4分"),
    ],
)
def test_no_score_given(opinion: str) -> None:
    assert scores_given(opinion) == ()


@pytest.mark.parametrize("opinion", ["问卷少，不得满分", "酌情扣分", "资料不全，应予扣分"])
def test_less_than_full_marks(opinion: str) -> None:
    assert says_less_than_full(opinion)


@pytest.mark.parametrize(
    "opinion",
    ["未酌情扣分", "无需酌情扣分", "低于90%，酌情扣分", "酌情扣分的标准", "酌情扣分1分", "补齐后得满分"],
)
def test_not_less_than_full_marks(opinion: str) -> None:
    assert not says_less_than_full(opinion)


@pytest.mark.parametrize("opinion", ["达到目标，得满分。", "给予满分", "故该项计满分", "不扣分"])
def test_full_marks(opinion: str) -> None:
    assert says_full_marks(opinion)


@pytest.mark.parametrize(
    "opinion", ["不能得满分", "补齐后方可得满分", "未能获得满分", "满分10分，扣1分", "得9分"]
)
def test_no_full_marks(opinion: str) -> None:
    assert not says_full_marks(opinion)


@pytest.mark.parametrize(
    ("opinion", "words"),
    [
        ("同意自评", True),
        ("达标", True),
        ("10", False),
        ("10分", False),
        ("—", False),
        ("", False),
        ("√", False),
    ],
)
def test_an_opinion_has_words(opinion: str, words: bool) -> None:
    assert gives_words(opinion) is words


@pytest.mark.parametrize(
    ("opinion", "fault"),
    [("缺少两个月的记录", True), ("未提供台账", True), ("达到目标", False), ("9", False)],
)
def test_a_reason_names_a_fault(opinion: str, fault: bool) -> None:
    assert names_a_fault(opinion) is fault


@pytest.mark.parametrize(
    ("opinion", "name", "unit", "figures"),
    [
        ("查阅登记表，全年检查约70次", "检查次数", "次", ["70次"]),
        ("系统整体故障率低于2%", "系统故障率（%）", "%", ["2%"]),
        ("读者的满意度为94%", "读者满意度", "%", ["94%"]),
        ("平均每月5-6次，全年共70次", "检查次数", "次", ["70次"]),
        ("其中一季度20次，全年70次", "检查次数", "次", ["70次"]),
        ("100%的群众表示知道", "群众满意度", "%", []),
        ("抽查问卷200份", "群众满意度", "%", []),
        ("目标为50次，资料齐全", "检查次数", "次", []),
        ("比上年多12次", "检查次数", "次", []),
        ("平均分85分，扣1分", "测试平均分", "分", ["85分"]),
    ],
)
def test_figures_quoted_for_the_indicator(opinion: str, name: str, unit: str, figures: list[str]) -> None:
    assert [mention.quantity.text for mention in figures_for(opinion, name, unit)] == figures


def quantity(text: str) -> Quantity:
    found = parse_quantity(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("opinion", "reported", "agrees"),
    [
        ("约70次", "68次", True),
        ("约70次", "60次", False),
        ("70次", "68次", False),
        ("94%", "94.3%", True),
        ("94%", "98%", False),
        ("不少于60次", "68次", True),
        ("低于2%", "1.6%", True),
        ("5-6次", "5次", True),
        ("42300人次", "4.23万人次", True),
        ("70次", "100%", False),
    ],
)
def test_a_quoted_figure_and_the_one_reported(opinion: str, reported: str, agrees: bool) -> None:
    (mention,) = find_mentions(opinion)
    assert agrees_with(mention, quantity(reported), opinion) is agrees


@given(st.text(max_size=80), st.text(max_size=20), st.sampled_from(["", "%", "次", "万元"]))
def test_no_text_raises(opinion: str, name: str, unit: str) -> None:
    (
        scores_given(opinion),
        says_less_than_full(opinion),
        deduction(opinion),
        says_full_marks(opinion),
        gives_words(opinion),
        figures_for(opinion, name, unit),
    )

"""What running text says of money, scores, grades, reasons and periods."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.claims.quoted_results import (
    compares_periods,
    full_payment,
    funds_quoted,
    gives_reason,
    grades_quoted,
    money_quoted,
    scores_quoted,
)


def quotes(text: str) -> list[tuple[str, str]]:
    return [(str(quote.what), quote.quantity.text) for quote in funds_quoted(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全年预算为80万元，实际支出为76.4万元", [("预算", "80万元"), ("支出", "76.4万元")]),
        ("预算执行率为95.5%", [("执行率", "95.5%")]),
        ("设备采购项目全年预算为80万元", [("预算", "80万元")]),
        ("支出进度达到95%以上", [("执行率", "95%")]),
        ("预算80万，共投入90万元", [("预算", "80万")]),
        ("全年投入资金90万元。", [("投入", "90万元")]),
    ],
)
def test_figures_of_the_funds_table(text: str, found: list[tuple[str, str]]) -> None:
    assert quotes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "合同支付条款约定78万元",
        "上年支出70万元",
        "其中图书采购支出26.4万元、人员支出50万元",
        "预算结余3.6万元",
        "追加预算5万元",
        "人均支出80元",
        "读者满意度为94%",
        "服务居民40000人次",
    ],
)
def test_figures_with_another_subject_are_left_out(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("年初预算80万元，调整后预算90万元", [("年初预算", "80万元"), ("预算", "90万元")]),
        ("2023年度执行率90%，2024年度执行率95%", [("执行率", "95%")]),
        ("2023年执行率90%，全年支出70万元", []),
        ("较2023年增长13%，支出70万元", [("支出", "70万元")]),
        ("项目于2022年立项，全年支出70万元", [("支出", "70万元")]),
        ("上年结转20万元，全年支出70万元", [("支出", "70万元")]),
        ("2024年1-6月支出30万元", []),
        ("2024年1-12月支出70万元", [("支出", "70万元")]),
        ("全年累计支出70万元", [("支出", "70万元")]),
        ("累计支出70万元", []),
        ("申请预算90万元，支出70万元", [("支出", "70万元")]),
        ("区级配套预算90万元，支出70万元", []),
        ("区级配套预算90万元，项目共支出170万元", [("支出", "170万元")]),
        ("示例区图书馆全年支出70万元", [("支出", "70万元")]),
        ("示例区文化馆全年支出70万元", []),
        ("夜间开放项目支出70万元，设备更新项目支出20万元", [("支出", "70万元")]),
    ],
)
def test_figures_of_the_project_in_its_year(text: str, found: list[tuple[str, str]]) -> None:
    told = funds_quoted(text, 2024, ("夜间开放服务", "示例区图书馆"))
    assert [(str(quote.what), quote.quantity.text) for quote in told] == found


def test_amounts_of_money() -> None:
    assert [m.quantity.text for m in money_quoted("预算80万元，支出764000元，服务300人")] == [
        "80万元",
        "764000元",
    ]


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("综上，项目的自评复核分数为98.55分", ["98.55"]),
        ("自评得分99.55分，复核得分98.55分", ["99.55", "98.55"]),
        ("总分100分，实得98.55分", ["100", "98.55"]),
        ("产出指标得49分，扣1分", []),
        ("数量得分15分，过程得分20分", []),
        ("质量提升项目得分98分", ["98"]),
    ],
)
def test_total_scores(text: str, scores: list[str]) -> None:
    assert [str(score.value) for score in scores_quoted(text)] == scores


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("复核等级为优。", ["优"]),
        ("评为“良”", ["良"]),
        ("完成情况结果为良好", []),
        ("优化流程", []),
        ("评定为良好", ["良"]),
    ],
)
def test_grades(text: str, grades: list[str]) -> None:
    assert [grade.letter for grade in grades_quoted(text)] == grades


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("自评得分98分，等级为优", ["自评", "自评"]),
        ("复核得分98分，复核等级为优", ["复核", "复核"]),
        ("自评复核分数为98分", [""]),
    ],
)
def test_whose_result_it_is(text: str, whose: list[str]) -> None:
    assert [str(quote.whose) for quote in (*scores_quoted(text), *grades_quoted(text))] == whose


def test_a_reason_is_about_its_matter() -> None:
    assert gives_reason("因质保期未满，尾款尚未支付。", ("支付", "尾款"))
    assert not gives_reason("因质保期未满，设备未验收。", ("支付", "尾款"))
    assert not gives_reason("全年支付76.4万元。", ("支付",))
    assert gives_reason("按合同，尾款于次年支付。", ("支付",))
    assert not gives_reason("已按合同支付全部款项。", ("支付",))


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("资金已全部支付", "全部支付"),
        ("经费已足额支付。", "足额支付"),
        ("已支付100%的资金", "支付100%的资金"),
        ("款项已结清", "已结清"),
        ("资金未全部支付", None),
        ("足额支付人员工资", None),
        ("已支付100%的首期款", None),
    ],
)
def test_all_is_said_to_be_paid(text: str, claim: str | None) -> None:
    found = full_payment(text)
    assert (found is None) == (claim is None) and (claim or "") in (found or "")


@pytest.mark.parametrize(
    "text",
    [
        "平均办理时间由30分钟缩短到24分钟",
        "由35000人次增加到42300人次",
        "会游泳的学生比例由60%提高到80%",
        "2023年为60%，2024年为80%",
        "上年合格率90%，本年96%",
    ],
)
def test_figures_of_both_periods(text: str) -> None:
    assert compares_periods(text)


@pytest.mark.parametrize(
    "text",
    [
        "较2022年提升20%以上",
        "提升20%",
        "从调查看，满意度98%，知晓率95%，达到目标",
        "较2022年提升20%以上，2023年满意度95%",
        "明显提高",
        "",
    ],
)
def test_one_percentage_is_no_evidence_of_itself(text: str) -> None:
    assert not compares_periods(text)


@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    list(funds_quoted(text)), list(scores_quoted(text)), list(grades_quoted(text)), compares_periods(text)

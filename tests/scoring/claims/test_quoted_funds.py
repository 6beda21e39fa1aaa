"""What running text quotes of the funds table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.claims.quoted_funds import funds_quoted, money_quoted


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
        ("预算结余3.6万元", [("结余", "3.6万元")]),
        ("尚有3.6万元未支付", [("结余", "3.6万元")]),
        ("执行率=54÷60=90%", [("执行率", "90%")]),
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
        "上年结余3.6万元",
        "追加预算5万元",
        "人均支出80元",
        "读者满意度为94%",
        "服务居民40000人次",
        "执行率由上年的90%",
        "执行率全年达到了较高的90%",
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
    claims = funds_quoted(text, 2024, ("夜间开放服务", "示例区图书馆"))
    assert [(str(quote.what), quote.quantity.text) for quote in claims] == found


def test_amounts_of_money() -> None:
    assert [m.quantity.text for m in money_quoted("预算80万元，支出764000元，服务300人")] == [
        "80万元",
        "764000元",
    ]


@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    funds_quoted(text)

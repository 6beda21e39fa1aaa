"""How like a heading is to those of each role."""

from __future__ import annotations

import pytest

from addin.reading.labels import spellings
from addin.reading.likeness import EXACT, MADE_OF_WORDS, SLIP, likeness


def likeliest(table: str, text: str) -> str | None:
    found = likeness(table, text)
    return max(found, key=lambda role: found[role]) if found else None


@pytest.mark.parametrize("table", ["indicator", "funds"])
def test_a_heading_in_the_list_stands_for_its_role_alone(table: str) -> None:
    assert all(likeness(table, word) == {role: EXACT} for word, role in spellings(table).items())


@pytest.mark.parametrize(
    "text",
    [
        "年度 指标值",
        "年度\n指标值",
        "年度指标值（A）",
        "年度指标值：",
        "①年度指标值",
        "年度指标值 Target value",
    ],
)
def test_how_a_heading_was_typed_makes_no_difference(text: str) -> None:
    assert likeness("indicator", text) == {"target": EXACT}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("实际完成直", "actual"),
        ("三级指标名", "name"),
        ("年度指标直", "target"),
        ("偏差原因分晰", "deviation_reason"),
    ],
)
def test_a_slip_of_the_pen_is_told(text: str, role: str) -> None:
    assert likeness("indicator", text) == {role: SLIP}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("预期要达到的指标值", "target"),
        ("任务目标数", "target"),
        ("应完成的数量", "target"),
        ("年末实际完成数", "actual"),
        ("目标实现情况", "actual"),
        ("指标赋分", "weight"),
        ("应得分", "weight"),
        ("满分分值", "weight"),
        ("实得分", "self_score"),
        ("自查打分", "self_score"),
        ("第三方机构评分", "review_score"),
        ("核定得分", "review_score"),
        ("现场核实完成值", "review_actual"),
        ("自评与复核偏差率", "deviation"),
        ("专家组意见", "opinion"),
        ("没有完成的原因", "deviation_reason"),
        ("评分细则及标准", "standard"),
        ("指标含义解释", "explanation"),
        ("支撑材料", "evidence"),
        ("评价内容名称", "name"),
        ("上年同期完成数", "past"),
        ("指标完成比例", "rate"),
    ],
)
def test_a_heading_that_is_in_no_list_is_told_by_its_words(text: str, role: str) -> None:
    assert likeliest("indicator", text) == role
    assert likeness("indicator", text)[role] <= MADE_OF_WORDS


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("下达资金额度", "budget"),
        ("年初批复金额", "initial_budget"),
        ("实际支付金额", "executed"),
        ("支付进度", "rate"),
        ("资金使用率", "rate"),
        ("资金来源渠道", "line"),
    ],
)
def test_so_is_one_of_the_funds_table(text: str, role: str) -> None:
    assert likeliest("funds", text) == role


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("未完成原因说明", "actual"),
        ("指标完成率", "actual"),
        ("上年完成值", "actual"),
        ("复核完成情况", "actual"),
        ("计划完成数", "actual"),
        ("实际完成的目标", "target"),
        ("标准分数", "standard"),
        ("得分说明", "self_score"),
        ("扣分依据", "self_score"),
        ("复核得分", "self_score"),
        ("复核说明", "review_score"),
        ("评分标准", "weight"),
        ("责任单位", "unit"),
        ("偏差原因", "deviation"),
    ],
)
def test_a_word_can_speak_against_a_role(text: str, never: str) -> None:
    assert likeliest("indicator", text) != never


@pytest.mark.parametrize(
    "text",
    [
        "",
        "分",
        "联系方式",
        "经办科室",
        "绩效指标",
        "该项完成得好，得满分。",
        "自评得分由项目单位填报。",
        "2024",
        "自评得分由单位填写并由主管部门审核盖章",
    ],
)
def test_what_says_nothing_of_a_column_is_like_none(text: str) -> None:
    assert likeness("indicator", text) == {}

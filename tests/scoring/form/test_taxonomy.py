"""Labels, classes and what an indicator's name says of its class."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.form.taxonomy import (
    level1_class,
    level2_class,
    lower_is_better,
    names_an_incident,
    shorter_is_better,
)
from scoring.text.characters import clean


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("1.系统故障率（%）", "系统故障率"),
        ("指标1：培训人次", "培训人次"),
        ("★ 家长满意度", "家长满意度"),
        ("其中：财政拨款", "财政拨款"),
        ("年度\n指标值（Ａ）", "年度指标值"),
        ("一 级 指 标", "一级指标"),
        ("【必填】项目名称：", "项目名称"),
        ("合计（项目资金情况+产出指标（50分））", "合计"),
        ("（50分）", ""),
        ("", ""),
    ],
)
def test_a_label_without_its_trimmings(text: str, bare: str) -> None:
    assert clean(text) == bare


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("产出指标（50分）", "产出指标"),
        ("产出指标 50分", "产出指标"),
        ("产\n出\n指\n标", "产出指标"),
        ("效果指标", "效益指标"),
        ("满意度", "满意度指标"),
        ("成本", "成本指标"),
        ("管理指标", None),
    ],
)
def test_level1(label: str, name: str | None) -> None:
    assert level1_class(label) == name


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("数量指标", "数量"),
        ("产出质量", "质量"),
        ("时效", "时效"),
        ("环境效益", "生态效益"),
        ("可持续性影响指标", "可持续影响"),
        ("服务对象满意度指标等", "服务对象满意度"),
        ("服务对象", "服务对象满意度"),
        ("受益对象指标", "服务对象满意度"),
        ("社会 效益\n指标（10分）", "社会效益"),
        ("生态环境成本指标", "生态环境成本"),
        ("管理效益", None),
        ("", None),
    ],
)
def test_level2_in_both_generations(label: str, name: str | None) -> None:
    assert level2_class(label) == name


@pytest.mark.parametrize(
    ("name", "level2", "lower"),
    [
        ("系统故障率", "质量指标", True),
        ("安全事故起数", "社会效益指标", True),
        ("印刷费", "成本指标", True),
        ("设备完好率", "质量指标", False),
        ("参训人数", "", False),
    ],
)
def test_of_some_things_less_is_better(name: str, level2: str, lower: bool) -> None:
    assert lower_is_better(name, level2) is lower


@pytest.mark.parametrize(
    ("name", "shorter"),
    [
        *(
            (name, True)
            for name in [
                "平均办理时限",
                "项目建设周期",
                "建设工期",
                "完成时限",
                "办结时间",
                "审批时长",
                "资金拨付时限",
            ]
        ),
        *((name, True) for name in ["出警时间", "验收时间", "服务响应时间", "培训完成时限", "停电时间"]),
        *(
            (name, False)
            for name in [
                "服务时长",
                "培训时长",
                "场馆开放时间",
                "免费开放天数",
                "学时",
                "设备质保期",
                "使用年限",
            ]
        ),
        *((name, None) for name in ["缩短群众等待时间", "设备租用时间", "项目周期"]),
    ],
)
def test_of_a_length_of_time_the_name_says_whether_shorter_is_better(name: str, shorter: bool | None) -> None:
    assert shorter_is_better(name) is shorter


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_raises(one: str, other: str) -> None:
    level1_class(one), level2_class(one), lower_is_better(one, other)
    assert len(clean(one)) <= 4 * len(one)


@pytest.mark.parametrize(
    ("name", "incident"),
    [
        ("重大安全责任事故", True),
        ("负面舆情", True),
        ("违规违纪行为", True),
        ("事故起数", True),
        ("投诉办理件数", False),
        ("事故应急演练", False),
        ("投诉率", False),
        ("培训人数", False),
    ],
)
def test_what_should_not_happen(name: str, incident: bool) -> None:
    assert names_an_incident(name) is incident

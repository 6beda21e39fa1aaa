"""Labels, classes and what an indicator's name says of its class."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.form.taxonomy import (
    head_of,
    level1_class,
    level2_class,
    lower_is_better,
    measures,
    names_an_incident,
    same_measure,
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
    ("name", "word", "first"),
    [
        ("设施完好率（%）", "完好率", "质量"),
        ("系统正常运行率", "正常运行率", "质量"),
        ("设备验收不合格率", "不合格率", "质量"),
        ("工程按期完工率", "按期完工率", "时效"),
        ("资金到位率", "到位率", "质量"),
        ("每公里保洁成本", "成本", "成本"),
        ("家长满意度", "满意度", "服务对象满意度"),
        ("满意度调查次数", "次数", "数量"),
        ("奖补资金及时兑付率", "及时兑付率", "时效"),
        ("森林覆盖率", "森林覆盖率", "生态效益"),
    ],
)
def test_the_end_of_a_name_says_the_class(name: str, word: str, first: str) -> None:
    head = head_of(name)
    assert head is not None
    assert (head.word, head.classes[0]) == (word, first)


@pytest.mark.parametrize(
    "name",
    [
        "任务完成率",
        "村庄覆盖率",
        "救生员保障率",
        "免费开放天数",
        "降低办事成本",
        "有效降低企业成本",
        "安全事故起数",
        "信访投诉次数",
        "",
    ],
)
def test_what_may_stand_in_several_classes_has_no_head(name: str) -> None:
    assert head_of(name) is None


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


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("系统故障率", "系统正常运行率", "互为反面"),
        ("设备合格率", "设备不合格率", "互为反面"),
        ("家长满意度", "家长满意率（%）", "同义"),
        ("家长满意度", "全年平均家长满意度", "名称相同"),
        ("1.培训人次", "培训人次", "名称相同"),
    ],
)
def test_two_names_of_one_measure(one: str, other: str, why: str) -> None:
    for first, second in ((one, other), (other, one)):
        said = same_measure(first, second)
        assert said is not None and why in said


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("在岸数据容量", "离岸数据容量"),
        ("项目开工率", "项目完工率"),
        ("道路建设里程", "道路养护里程"),
        ("学生满意度", "家长满意度"),
        ("水泵故障率", "门禁正常运行率"),
        ("新增绿地面积", "绿地养护面积"),
        ("男生人数", "女生人数"),
        ("故障率", "正常运行率"),
        ("", ""),
    ],
)
def test_likeness_of_spelling_is_no_proof(one: str, other: str) -> None:
    assert same_measure(one, other) is None


NAMES = yaml.safe_load(Path(__file__).with_name("indicator_names.yaml").read_text(encoding="utf-8"))
COMMON_NAMES = sorted(
    {name for part in ("names", "held_out") for trade in NAMES[part].values() for name in trade}
)
# The same names with more about them, or with another head: pairs of one measure among them.
ENDINGS = ("满意度", "满意率", "故障率", "正常运行率", "完好率", "及时率", "准时率", "合格率", "不合格率")
VARIANTS = [f"{start}{name}" for name in COMMON_NAMES for start in ("全年", "1.", "平均的")]
VARIANTS += [name.removesuffix(end) + other for name in COMMON_NAMES for end in ENDINGS for other in ENDINGS]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(COMMON_NAMES + VARIANTS), max_size=60, unique=True))
def test_two_names_of_one_measure_share_a_key(names: list[str]) -> None:
    for one, other in combinations(names, 2):
        assert (same_measure(one, other) is not None) == bool({*measures(one)} & {*measures(other)})


def test_common_names_share_a_key_where_they_measure_one_thing() -> None:
    keys = {name: {*measures(name)} for name in COMMON_NAMES}
    for one, other in combinations(COMMON_NAMES, 2):
        assert (same_measure(one, other) is not None) == bool(keys[one] & keys[other])


def test_a_name_that_says_nothing_measures_nothing() -> None:
    assert measures("") == measures("　") == ()


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_raises(one: str, other: str) -> None:
    level1_class(one), level2_class(one), head_of(one), lower_is_better(one, other)
    assert (same_measure(one, other) is None) == (same_measure(other, one) is None)
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

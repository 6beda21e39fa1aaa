"""Whether two names measure one thing."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.form.naming.doubles import measures, same_measure

PAIRS = yaml.safe_load(Path(__file__).with_name("measured_twice.yaml").read_text(encoding="utf-8"))


def test_most_pairs_that_are_one_thing_are_told() -> None:
    missed = [pair for pair in PAIRS["one_thing"] if same_measure(*pair) is None]
    assert len(missed) <= 0.07 * len(PAIRS["one_thing"]), missed


def test_pairs_that_are_two_things_are_left_in_peace() -> None:
    assert [pair for pair in PAIRS["two_things"] if same_measure(*pair) is not None] == []


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


NAMES = yaml.safe_load((Path(__file__).parents[1] / "indicator_names.yaml").read_text(encoding="utf-8"))
COMMON_NAMES = sorted(
    {name for part in ("names", "held_out") for trade in NAMES[part].values() for name in trade}
)
# The same names with more about them, or with another head: pairs of one measure among them.
ENDINGS = ("满意度", "满意率", "故障率", "正常运行率", "完好率", "及时率", "准时率", "合格率", "不合格率")
VARIANTS = [f"{start}{name}" for name in COMMON_NAMES for start in ("全年", "1.", "平均的")]
VARIANTS += [name.removesuffix(end) + other for name in COMMON_NAMES for end in ENDINGS for other in ENDINGS]


@settings(max_examples=50)
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
def test_no_text_raises_and_the_order_of_two_names_is_nothing(one: str, other: str) -> None:
    assert (same_measure(one, other) is None) == (same_measure(other, one) is None)

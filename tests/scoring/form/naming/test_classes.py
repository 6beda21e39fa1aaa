"""The class that an indicator's name speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scoring.form.naming.classes import head_of
from scoring.form.taxonomy import level2_class

PLACED = yaml.safe_load(Path(__file__).with_name("placements.yaml").read_text(encoding="utf-8"))


def is_accused(placed: dict[str, str]) -> bool:
    """Whether a name says that it stands in the wrong place."""
    head, now = head_of(placed["name"]), level2_class(placed["level2"])
    return head is not None and now is not None and now not in head.classes


def test_what_stands_in_the_wrong_class_is_told_with_a_right_one() -> None:
    told = [placed for placed in PLACED["misplaced"] if is_accused(placed)]
    wrong = [
        placed["name"]
        for placed in told
        if (head := head_of(placed["name"])) is None or head.classes[0] not in placed["right"]
    ]
    assert len(told) >= 0.95 * len(PLACED["misplaced"])
    assert wrong == []


def test_what_stands_well_is_left_in_peace() -> None:
    assert [placed for placed in PLACED["well_placed"] if is_accused(placed)] == []


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
        "安全事故起数",
        "信访投诉次数",
        "",
    ],
)
def test_what_may_stand_in_several_classes_has_no_head(name: str) -> None:
    assert head_of(name) is None


@pytest.mark.parametrize("name", ["降低办事成本", "有效降低企业成本", "节约水费支出", "减轻企业负担"])
def test_what_is_saved_is_a_benefit_and_may_be_social(name: str) -> None:
    head = head_of(name)
    assert head is not None
    assert head.classes[0] == "经济效益"
    assert "社会效益" in head.classes
    assert "数量" not in head.classes


@given(st.text(max_size=60))
def test_no_text_raises(name: str) -> None:
    head_of(name)

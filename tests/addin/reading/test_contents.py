"""What stands below a heading speaks for a role, or against it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from addin.reading.contents import Contents, fit, in_words, never_above

COLUMNS = {
    "level1": ("产出指标", "", "", "效益指标", "满意度指标"),
    "level1 with points": ("产出指标", "（50分）", "", "效益指标", "（30分）"),
    "level2": ("数量指标", "质量指标", "时效指标", "社会效益指标", "服务对象满意度指标"),
    "name": ("修剪行道树株数", "树木成活率", "修剪完成时间", "绿化覆盖面积", "市民满意度"),
    "nature": ("≥", "≥", "≤", "定性", "="),
    "unit": ("株", "%", "天", "平方米", "%"),
    "target": ("≥500株", "≥95%", "10月底前", "≥2万平方米", "≥90%"),
    "actual": ("512株", "97%", "9月28日", "2.1万平方米", "93%"),
    "weight": ("20", "20", "10", "40", "10"),
    "score": ("20", "20", "9.5", "40", "10"),
    "serial": ("1", "2", "3", "4", "5"),
    "reason": ("", "", "因雨天推迟，今后提前安排", "", "受施工影响，下一步加强沟通"),
    "opinion": ("查阅台账属实", "", "没有佐证材料，扣0.5分", "", "该项得满分"),
    "standard": ("完成得满分", "每低1%扣1分", "按期得满分", "按比例计分", "≥90%得满分"),
    "evidence": ("验收报告", "巡查记录", "施工合同", "测绘文件", "调查问卷"),
}


def contents(name: str) -> Contents:
    return Contents.of(COLUMNS[name])


@pytest.mark.parametrize(
    ("role", "column"),
    [
        ("level1", "level1"),
        ("level1", "level1 with points"),
        ("level2", "level2"),
        ("name", "name"),
        ("nature", "nature"),
        ("unit", "unit"),
        ("target", "target"),
        ("actual", "actual"),
        ("weight", "weight"),
        ("self_score", "score"),
        ("review_score", "score"),
        ("serial", "serial"),
        ("deviation_reason", "reason"),
        ("opinion", "opinion"),
        ("standard", "standard"),
        ("evidence", "evidence"),
    ],
)
def test_a_column_of_a_role_speaks_for_it_and_can_say_why(role: str, column: str) -> None:
    assert fit(role, contents(column)) > 0
    assert in_words(role, contents(column))


@pytest.mark.parametrize(
    ("role", "column"),
    [
        ("level1", "name"),
        ("level1", "level2"),
        ("name", "level2"),
        ("name", "target"),
        ("name", "weight"),
        ("nature", "unit"),
        ("unit", "weight"),
        ("target", "name"),
        ("actual", "target"),
        ("weight", "name"),
        ("weight", "actual"),
        ("self_score", "reason"),
        ("serial", "weight"),
        ("opinion", "score"),
        ("deviation_reason", "weight"),
    ],
)
def test_a_column_of_another_role_does_not(role: str, column: str) -> None:
    assert fit(role, contents(column)) <= 0
    assert in_words(role, contents(column)) == ""


@pytest.mark.parametrize("role", ["level1", "name", "target", "weight", "opinion", "serial"])
@pytest.mark.parametrize("texts", [(), ("", ""), ("—", "／", "无")])
def test_a_blank_column_speaks_neither_for_nor_against(role: str, texts: tuple[str, ...]) -> None:
    assert fit(role, Contents.of(texts)) == 0


def test_targets_with_bounds_are_told_from_what_was_done() -> None:
    assert fit("target", contents("target")) > fit("target", contents("actual"))
    assert fit("actual", contents("actual")) > fit("actual", contents("target"))


def test_weights_that_make_a_full_mark_are_more_like_weights() -> None:
    assert fit("weight", Contents.of(("20", "30", "50"))) > fit("weight", Contents.of(("20", "30", "37")))
    assert fit("weight", Contents.of(("20", "30", "40"))) > fit("weight", Contents.of(("95", "12", "60")))


def test_numbers_are_points_with_or_without_their_word() -> None:
    read = Contents.of(("10", "9.5分", "—", "良好", "120"))
    assert read.numbers == (Decimal(10), Decimal("9.5"), None, None, None)
    assert read.total == Decimal("19.5")
    assert read.written == ("10", "9.5分", "良好", "120")
    assert read.filled == Decimal("0.8")


@pytest.mark.parametrize(
    ("lower", "upper", "never"),
    [
        (("10", "9"), ("10", "10"), True),
        (("10", "11"), ("10", "10"), False),
        (("10", ""), ("10", "10"), True),
        (("", ""), ("10", "10"), None),
        ((), (), None),
    ],
)
def test_whether_scores_are_ever_above_the_weights(
    lower: tuple[str, ...], upper: tuple[str, ...], never: bool | None
) -> None:
    assert never_above(Contents.of(lower).numbers, Contents.of(upper).numbers) is never

"""Actuals in words that deny their target, and those that only look so."""

from __future__ import annotations

import pytest

from scoring.targets.comparison import compare
from scoring.targets.target import parse_actual, parse_target


def met(target: str, actual: str) -> bool | None:
    return compare(parse_target(target), parse_actual(actual)).met


@pytest.mark.parametrize(
    "pair",
    [
        "有效/较差",
        "有效/无效",
        "有效/效果较差",
        "良好/差",
        "健全/不健全",
        "及时/不及时",
        "明显/不明显",
        "合格/不合格",
        "满意/不满意",
        "符合标准/不符合标准",
        "稳定/不稳定",
        "改善/恶化",
        "显著提升/无提升",
        "显著提升/提升不明显",
        "显著提升/下降",
        "逐步完善/制度不完善",
        "通过/未通过",
        "通过/尚未验收",
        "完成/未开展",
        "完成/未开工",
        "完成/正在实施",
        "完成/项目仍未完成",
        "完成/建设中",
        "12月底前/未完成",
        "12月底前/尚未完成",
        "12月底前/未按时完成",
        "12月底前/延期",
        "12月底前/延迟完成",
        "12月底前/正在施工",
        "2023年12月底前/未完成",
        "按时完成/逾期10天",
        "及时/未及时拨付到位",
        "不发生/发生1起",
        "不超预算/超预算",
        "控制在预算内/成本超支",
        "无事故/1起",
        "无重大安全事故/发生事故2起",
        "逐年下降/上升",
        "稳步提升/下降",
        "逐年减少/逐年增加",
        "逐年提升/由90%下降到85%",
        "逐年提升/未提升",
        "增长10%/降低10%",
        "增长10%/负增长",
        "增长10%/负增长5%",
        "增长10%/未增长",
        "下降3%/同比上升3%",
        "增长10%/由100万元下降到90万元",
        "100%/未完成",
        "≥24期/未开展",
    ],
)
def test_a_plain_denial_is_a_miss(pair: str) -> None:
    assert met(*pair.split("/")) is False


@pytest.mark.parametrize(
    "pair",
    [
        "有效/未发生安全事故",
        "有效/无不良反应",
        "良好/差异较小",
        "良好/未发现问题",
        "完善/不断完善",
        "有效/不断提升",
        "不提高成本/未提高",
        "完成/基本完成",
        "完成/部分未完成",
        "有效/不低于上年",
        "有效/正在实施",
        "长期/正在实施",
        "稳定/无变化",
        "良好/偏差",
        "12月底前/无延期",
        "12月底前/提前10天",
        "12月底前/已批准延期",
        "2025年12月底前/正在施工",
        "无事故/未发现违规",
        "不发生/开展检查12次，未发生",
        "无障碍/1处",
        "不断减少事故/3起",
        "未成年人事故防范有效/1起",
        "逐年提升/投诉由10起降至5起",
        "持续改善/下降",
        "增长10%/投诉率下降5%",
        "增长10%/成本降低10%",
    ],
)
def test_what_only_looks_like_a_denial_is_left_alone(pair: str) -> None:
    assert met(*pair.split("/")) is None


@pytest.mark.parametrize("pair", ["不发生/未发生", "无事故/无", "完成/完成"])
def test_what_agrees_is_met(pair: str) -> None:
    assert met(*pair.split("/")) is True

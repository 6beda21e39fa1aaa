"""What is a reason, and what only fills the cell for one."""

from __future__ import annotations

import pytest

from scoring.claims.stated_reason import as_above, gives_reason, states_reason

REASONS = """
疫情影响 资金未到位 招标延期 受台风影响 人员变动 项目未实施 任务未下达 报名人数不足 参会人员请假 指标值定得过高 天气 COVID-19
预算调整 年初计划未考虑物价 已完成验收，发票未到 目标设置不合理 未开展 验收中 见附件
"""
NONE = """
已完成 完成 未完成 无偏差 没有偏差 达到预期 达到预期目标 已按计划完成 正常 不涉及 不适用 暂无 没有 无 无原因 无。 。 √ 0 1 100%
98% XX …… 同上 同上。 N/A 是 — / OK 扣2分 自评扣分 未达到年度指标值 完成率98% 按比例得分 偏差较小 原因： 待补充 存在偏差
已完成，无偏差。 略
"""


@pytest.mark.parametrize("text", REASONS.split())
def test_a_short_reason_is_one(text: str) -> None:
    assert states_reason(text)


@pytest.mark.parametrize("text", [*NONE.split(), "", " ", "完成" * 500 + "！"])
def test_what_says_nothing_of_why_is_none(text: str) -> None:
    assert not states_reason(text)


def test_as_above() -> None:
    assert [t for t in ("同上", "同上。", "（同上）", "同上一行", "〃", "同上述原因", "") if as_above(t)] == [
        "同上",
        "同上。",
        "（同上）",
        "同上一行",
        "〃",
    ]


def test_a_reason_is_about_its_matter() -> None:
    assert gives_reason("因质保期未满，尾款尚未支付。", ("支付", "尾款"))
    assert not gives_reason("因质保期未满，设备未验收。", ("支付", "尾款"))
    assert not gives_reason("全年支付76.4万元。", ("支付",))
    assert gives_reason("按合同，尾款于次年支付。", ("支付",))
    assert not gives_reason("已按合同支付全部款项。", ("支付",))

"""Whether a text gives a reason, in a cell for reasons (偏差原因分析: 已完成, 无偏差, √, …… are none) or in passing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scoring.claims.payment import full_payment
from scoring.text.characters import normalise
from scoring.text.pattern import Pattern

# A text that is made of these alone says what came out, or that there is nothing to say, and not why.
_EMPTY_WORDS = (
    "无 没有 没 暂无 暂 未 不 不涉及 不适用 不存在 未发生 空 空白 略 待填 待补充 待定 见上 见左 "
    "是 否 有 对 好 行 已 已经 均 都 全 全部 基本 大部分 部分 顺利 圆满 较好 良好 很好 正常 合格 优秀 满意 一般 "
    "按 比例 按时 按期 按质 按量 按计划 按要求 按预期 如期 及时 完成 完成率 完成值 达成 达标 达到 实现 落实 执行 符合 超额 超 超过 高于 低于 "
    "预期 预计 计划 要求 目标 目标值 指标 指标值 任务 工作 实际 本 该 年度 当年 全年 项 项目 情况 进度 "
    "偏差 差异 偏离 较小 较大 略有 存在 产生 出现 原因 因 原因分析 改进 措施 改进措施 说明 需 问题 其他 "
    "得 得分 扣 扣分 满分 自评 为 的 了 和 及 与 与之 相符 一致 至 个 分"
)
_EMPTY = Pattern("|".join(sorted(_EMPTY_WORDS.split(), key=len, reverse=True)))
_WORD = Pattern("[一-鿿]|[a-zA-Z]{5}")  # COVID is one; N/A, XX and OK are none
_REASON = Pattern(r"因|由于|原因|所致|导致|受.{1,12}影响|尚未|未到|推迟|延期|结余")
_AS_ABOVE = Pattern(r"\W*(?:同上一?[行项条个]?(?:指标)?|同前|〃|″|\"|”)\W*")


def states_reason(text: str) -> bool:
    """Whether a text, by its words, can be a reason."""
    return not as_above(text) and _WORD.search(_EMPTY.sub("", normalise(text))) is not None


def as_above(text: str) -> bool:
    """同上: what the row above says holds here too."""
    return _AS_ABOVE.fullmatch(text.strip()) is not None


def gives_reason(text: str, words: Iterable[str]) -> bool:
    """Whether a text gives a reason and speaks of one of the words (支付, 结余 …) while it does."""
    sentences = re.split(r"[。；;\n]", text)
    return any(_explains(s) and any(word in s for word in words) for s in sentences)


def _explains(sentence: str) -> bool:
    """Whether a sentence gives a reason; 已按合同支付全部款项 gives none."""
    if _REASON.search(sentence):
        return True
    return "按合同" in sentence and full_payment(sentence) is None

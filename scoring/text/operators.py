"""Operators (指标性质): ≥, ≤, 不低于, 以上 …, in front of a figure and behind it.

Texts are in plain characters (``characters.normalise``).
"""

from __future__ import annotations

from enum import StrEnum

from scoring.text.pattern import Pattern
from scoring.text.units import is_measure


class Operator(StrEnum):
    """How a figure bounds what is measured (指标性质)."""

    AT_LEAST = "≥"
    ABOVE = ">"
    AT_MOST = "≤"
    BELOW = "<"
    EQUAL = "="
    WITHIN = "±"
    NONE = ""


# Words in front of a figure. Those of the second table say where a thing is, and bound it only
# where they stand in a target: 满意度达到95% asks for 95 % in a target and reports it elsewhere.
_BEFORE: dict[str, Operator] = {
    word: operator
    for operator, words in {
        Operator.AT_LEAST: "至少 最少 最低 大于等于 大于或等于 高于或等于 多于等于 不小于",
        Operator.ABOVE: "超过 高于 大于 多于 超出 突破 超 逾 优于 长于",
        Operator.AT_MOST: "最多 最高 至多 小于等于 小于或等于 低于或等于 少于等于 不超 不突破",
        Operator.BELOW: "低于 少于 小于 不足 不到 不满 未达到 未达 未到 不及 未及 没到 没达到 没有达到 未能达到 短于",
        Operator.EQUAL: "等于",
        Operator.WITHIN: "正负 上下浮动 浮动",
    }.items()
    for word in words.split()
}
_LEVELS: dict[str, Operator] = {
    word: operator
    for operator, words in {
        Operator.AT_LEAST: """达到 达 达成 保持在 稳定在 提升到 提升至 提高到 提高至 增加到 增加至
            增长到 增长至 上升到 上升至 扩大到 扩大至""",
        Operator.AT_MOST: """控制在 控制到 降到 降至 下降到 下降至 降低到 降低至 减少到 减少至 压缩到
            压缩至 缩短到 缩短至 压减到 压减至""",
    }.items()
    for word in words.split()
}
_NEGATED = {Operator.BELOW: Operator.AT_LEAST, Operator.ABOVE: Operator.AT_MOST}
_NEGATIONS = frozenset(
    ("不", "未", "不得", "不能", "不应", "不会", "不可", "不宜", "不准", "没有", "严禁", "不允许")
)
# Words between an operator and its figure, or alone in front of one: 约70次.
_ABOUT = ("大约", "约为", "将近", "约", "近", "为")
# 节约, 预约, 签约; 附近, 最近: no 约 and no 近 of a figure.
_WORDS_WITH_ABOUT = {"约": frozenset("节预签履违解集制合公条简契特续"), "近": frozenset("附最邻就临靠接")}
_SYMBOLS = "<>=≥≤±"
_LONGEST_WORD = max(map(len, _BEFORE | _LEVELS))

_AFTER = Pattern(
    r" ?(?:\(不?含(?:本数)?\)|含)? ?(?:(?P<least>[及或]?以上|之上)"
    r"|(?P<most>[及或]?以下|之下|以内|之内|范围内|的?时间内"
    r"|内(?!容|部|外|在|涵|资|科|环|河|网|存|墙|心|地|置|蒙|设|业|控|审))"
    r"|(?P<about>左右|上下(?!游|班|级)))"
)


def read_symbol(symbols: str) -> Operator:
    """The operator that a run of symbols stands for, in any of its spellings: ``> =``, ``≥``, ``=``."""
    if "±" in symbols:
        return Operator.WITHIN
    if "≥" in symbols or (">" in symbols and "=" in symbols):
        return Operator.AT_LEAST
    if "≤" in symbols or ("<" in symbols and "=" in symbols):
        return Operator.AT_MOST
    if ">" in symbols:
        return Operator.ABOVE
    if "<" in symbols:
        return Operator.BELOW
    return Operator.EQUAL if "=" in symbols else Operator.NONE


def operator_before(text: str, start: int, since: int, levels: bool) -> tuple[Operator, int]:
    """The operator in front of the figure at ``start``, and where its words begin.

    It is not looked for before ``since``. ``levels``: 达到 and its like are bounds, as in a target.
    """
    at, opening = _about(text, start, since)
    if at > since and text[at - 1] in _SYMBOLS:
        return _symbol(text, at, since)
    for width in range(min(_LONGEST_WORD, at - since), 0, -1):
        word = text[at - width : at]
        operator = _BEFORE.get(word) or (_LEVELS.get(word) if levels else None)
        if operator is not None:
            return _negated(operator, text, at - width, since)
    return Operator.NONE, opening


def _about(text: str, start: int, since: int) -> tuple[int, int]:
    """Where an operator would end in front of a figure, and where the figure begins with its 约."""
    at = opening = start
    while at > since and text[at - 1] == " ":
        at -= 1
    for word in _ABOUT:
        if text.endswith(word, since, at):
            if text[at - len(word) - 1 : at - len(word)] in _WORDS_WITH_ABOUT.get(word, ()):
                break
            at -= len(word)
            opening = start if word == "为" else at
            break
    while at > since and text[at - 1] == " ":
        at -= 1
    return at, opening


def _symbol(text: str, at: int, since: int) -> tuple[Operator, int]:
    """≥, and what people type for it: > =, ≥=, >=."""
    run = text[max(since, at - 5) : at]
    symbols = run[len(run.rstrip(_SYMBOLS + " ")) :].lstrip(" ")
    return read_symbol(symbols), at - len(symbols)


def _negated(operator: Operator, text: str, at: int, since: int) -> tuple[Operator, int]:
    """不低于 is at least, 不得超过 is at most."""
    if operator not in _NEGATED:
        return operator, at
    for width in (3, 2, 1):
        if at - width >= since and text[at - width : at] in _NEGATIONS:
            return _NEGATED[operator], at - width
    return operator, at


def operator_after(text: str, end: int, unit: str) -> tuple[Operator, int]:
    """The operator behind a figure that ends at ``end``, and where its words end: 以上, 以内, 左右.

    内 alone bounds a measure (3个工作日内), not a count (5项内…).
    """
    after = _AFTER.match(text, end)
    if after is None or (after[0].strip().startswith("内") and not is_measure(unit)):
        return Operator.NONE, end
    if after["least"]:
        return Operator.AT_LEAST, after.end()
    return Operator.AT_MOST if after["most"] else Operator.NONE, after.end()

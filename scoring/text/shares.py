"""Shares that an actual gives by their two figures: 180/200; 应到120人，实到96人; 抽检50批次，合格48批次."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from scoring.text.figure_context import figures_in
from scoring.text.pattern import Pattern
from scoring.text.quantity import comparable

_NUMBER = r"([0-9]+(?:\.[0-9]+)?)"
_DIVIDED = Pattern(
    rf"[^0-9]{{0,8}}?{_NUMBER} ?[^0-9/÷,，]{{0,2}} ?[/÷] ?{_NUMBER} ?[^0-9/÷,，]{{0,2}}(?:[=，].*)?"
)
# What the figure is of that stands behind these words, in its clause.
_BAD = Pattern(
    "不(?:合格|满意|达标|及格|符合|合规)|未(?!成年)|没有|缺[席勤]|逾期|超期|超时|延误|差评|失败|无效|死亡|故障|退回|差错|错误|超标|违规|破损|漏报|误报"
)
_PART = Pattern(
    "合格|达标|通过|优[良秀]|完成|实(?!施|验|习|训)|满意|及时|按时|按期|准时|成活|存活|办结|结案|整改|就业|参[加保训与]|已|其中|覆盖|"
    "合规|符合|完好|有效|到[位会场岗]|出[席勤]|兑现|发放|在线|正常|采用|采纳|录用|获|知晓|签约|好评|正确|准确|治愈|"
    "审结|化解|销号|建成|投用|利用|使用"
)
_WHOLE = Pattern(
    "应|共|总|参[训加会]|全[部县市区]|合计|抽[检查样取测验]|检[测查验]|调查|问卷|发出|发放问卷|计划|受理|受访|种植|栽植|培训|毕业|申报|申请|"
    "收到|登记|发现|立案|送检|采样|参[评考检]|接收|巡检|监测|样本|纳入|下达|目标"
)
# Who entered for it, and who came through.
_ENTERED = Pattern("报名|参赛|入学|开班|开课")
_FINISHED = Pattern("完[赛训课]|结业|毕业|及格|获奖")


class Share(NamedTuple):
    """A share in per cent; ``bad``: of what went wrong (不合格2批次)."""

    per_cent: Decimal
    bad: bool = False


def share_in(plain: str) -> Share | None:
    """The share that a text in plain characters gives by part and whole; None where it does not give both."""
    if "%" in plain:
        return None
    divided = _DIVIDED.fullmatch(plain)
    if divided is not None:
        return _share(Decimal(divided[1]), Decimal(divided[2]))
    figures = figures_in(plain)
    if len(figures) != 2 or not comparable(figures[0].quantity, figures[1].quantity):
        return None
    first, second = figures
    opening, middle = plain[: first.start], plain[first.end : second.start].strip("，,;；、 ")
    large, small = first.quantity.magnitude, second.quantity.magnitude
    if _named(opening, middle, plain[second.end :]):
        return _share(small, large, bad=_BAD.search(middle + plain[second.end :]) is not None)
    if _WHOLE.search(middle) and _PART.search(opening + middle) and small > large:  # 实到96人，应到120人
        return _share(large, small, bad=_BAD.search(opening) is not None)
    return None


def _named(opening: str, middle: str, rest: str) -> bool:
    """Whether the first figure is said to be the whole and the second its part."""
    if _ENTERED.search(opening) and _FINISHED.search(middle):
        return True
    of_part = _BAD.search(middle + rest) or _PART.search(middle) or _PART.match(rest)
    return of_part is not None and (_WHOLE.search(opening) is not None or not opening)


def _share(part: Decimal, whole: Decimal, bad: bool = False) -> Share | None:
    if not whole or part > whole:
        return None
    return Share(part * 100 / whole, bad)

"""Points as opinions write them: 1.5分, 贰分, 权重的20%, 四分之一, 打八折."""

from __future__ import annotations

import re
from decimal import Decimal

from scoring.text.numerals import chinese_number, written_number
from scoring.text.printed_numbers import HUNDRED

NUMERAL = "[零一二两三四五六七八九十点半壹贰叁肆伍陆柒捌玖拾]{1,9}"
# The group `points` of a pattern; `share` where it is one of the weight.
POINTS = rf"(?P<points>\d{{1,9}}(?:\.\d{{1,9}})?|{NUMERAL})\s*分(?!之)"
SHARE = (
    r"(?P<share>\d{1,3}(?:\.\d{1,4})?\s*[%％]|\d{1,3}/\d{1,3}|百分之[零一二三四五六七八九十点\d.]{1,6}"
    r"|[一二三四五六七八九十]{1,2}分之[一二三四五六七八九十]{1,2}|一半|半数|[一二两三四五六七八九][成折](?:[一二三四五六七八九])?)"
)


def points_said(match: re.Match[str], weight: Decimal | None) -> Decimal | None:
    """The points of a match of ``POINTS`` or ``SHARE``; a share of an unknown weight is None."""
    said = match.groupdict()
    if said.get("points"):
        return written_number(said["points"])
    share = share_said(said["share"])
    return None if share is None or weight is None else weight * share


def share_said(text: str) -> Decimal | None:
    """A share: 20%, 1/4, 四分之一, 一半, 八折, 八成五."""
    text = text.strip()
    if text in ("一半", "半数"):
        return Decimal("0.5")
    if text[-1] in "%％":
        return Decimal(text[:-1].strip()) / HUNDRED
    if text.startswith("百分之"):
        value = written_number(text.removeprefix("百分之"))
        return None if value is None else value / HUNDRED
    below, stroke, above = text.partition("分之") if "分之" in text else text.partition("/")[::-1]
    if stroke:
        return _fraction(above, below)
    tenths, hundredths = chinese_number(text[0]), chinese_number(text[2:]) if text[2:] else Decimal(0)
    return None if tenths is None or hundredths is None else tenths / 10 + hundredths / HUNDRED


def _fraction(above: str, below: str) -> Decimal | None:
    part, whole = written_number(above), written_number(below)
    return part / whole if part is not None and whole else None

"""The score that a reviewer's opinion says it gives: 得9分, 调低至7分, 打八折计分, 以9分为宜, 不得分."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from itertools import islice

from scoring.claims.deductions import deductions
from scoring.claims.points_in_words import POINTS, SHARE, points_said, share_said
from scoring.claims.reviewer_opinion import UNLESS, says_full_marks
from scoring.claims.subject import MOST_CLAIMS
from scoring.text.clauses import sentence_before
from scoring.text.pattern import Pattern
from scoring.text.time_spoken_of import Period, only_year, period

_ENDS = r"(?!\s*(?:[制值之的/钟]|以[上下内]|[-—~～至到]))"
_BROUGHT = r"(?:[调核扣]?减|下?调[整低]?|降低?|改)[至到为成]"
_GIVEN = Pattern(
    rf"(?:(?:复核|核定|评定|应?得分?|给予?|[计记评打]|应[计为是]|{_BROUGHT})(?:分数?|得分)?(?:[为是：:\s])*|按(?=[^，。；]{{1,6}}[计记给])|以(?=[^，。；]{{1,6}}为宜))"
    rf"{POINTS}{_ENDS}"
    r"|(?P<nothing>不(?:予)?[得计给记](?:分|0分)(?![值数的之/]))"
)
# 按80%计分, 打八折, 给一半分, 减半计分
_OF_WEIGHT = r"(?:[该本此]项|权重|分值|满分)*的?\s*"
_GIVEN_SHARE = SHARE.replace("?P<share>", "?P<given>")
_BY_SHARE = Pattern(
    rf"(?:[打按]{_OF_WEIGHT}{SHARE}\s*(?:计|给|得|记|评|打)?(?:分|算)?|(?:给|得|计|记)(?:予|了)?{_OF_WEIGHT}{_GIVEN_SHARE}的?分(?![之制])"
    r"|(?P<half>(?:减半|折半|对半)(?:计|给|得|记)?分?))"
)
_COUNTS = Pattern("计|给|得|记|评|折|半")
# Words before 得9分 that name no other subject than the indicator.
_OF_THE_ITEM = Pattern(
    "[由从]\\s*[\\d.]+\\s*分|(?:扣[除减]?|减)\\s*[\\d.]+\\s*分后?|[该本此]|项|三级指标|指标|复核|核查|财政|专家组?|评价组|经|综合|综上|所述|考虑|评[定价审]|认定|核[定实]|审核|最[终后]"
    "|故|因此|所以|予以|给予|酌情|实际?|得分|[评打]分|建议|同意|调整|[扣核调]减|按比例|比例|折算|[为是后仅只共合总应由从]"
)
_VERDICT = Pattern("[该本此]项|故|因此|所以|综上|最[终后]|核定|认定|复核")
_NOT_GIVEN = Pattern("自[评查我]|单位|满分|总分|权重|分值|原|初|上年|去年|曾|可|不|未|如果|若")
_RULED = Pattern("若|如果|每|标准|规则|细则|办法|[≥≤<>＜＞]|以[上下内]|之间|的[，,]$|时[，,]$|者[，,]$")
_SENTENCE = Pattern(r"[，。；、,;\n]")
_LONG = 200  # characters that are looked at before 得9分


class _Standing(Enum):
    """How much a score stated in an opinion weighs."""

    OTHER = 0
    OWN = 1
    VERDICT = 2


@lru_cache(maxsize=1024)
def scores_given(opinion: str, weight: Decimal | None = None, year: int | None = None) -> tuple[Decimal, ...]:
    """The score that an opinion says it gives (得9分, 不得分), and what else it may mean by that; mostly none.

    A score of something else (满分10分, 自评得9分, 问卷平均得9分), of another year or in a rule is none. A verdict
    (故该项得9分) stands above others; otherwise the sum may be meant as well: 得5分 of one half, 得4分 of the other.
    A share is one of the weight. The first 200 scores are looked at.
    """
    if says_full_marks(opinion):
        return ()
    stated = list(_stated_scores(opinion, weight, year or only_year(opinion)))
    verdicts = [points for points, standing in stated if standing is _Standing.VERDICT]
    own = {points for points, standing in stated if standing is _Standing.OWN}
    if verdicts or len(own) != 1:
        return tuple(verdicts[-1:])
    return own.pop(), sum((points for points, _ in stated), Decimal(0))


def _stated_scores(
    opinion: str, weight: Decimal | None, year: int | None
) -> Iterator[tuple[Decimal, _Standing]]:
    deducted = deductions(opinion, weight, year).end
    for match in islice(_statements(opinion), MOST_CLAIMS):
        points = _points(match, weight)
        before = opinion[max(0, match.start() - _LONG) : match.start()]
        clause = _SENTENCE.split(before)[-1]
        if points is None or _NOT_GIVEN.search(clause) or period(clause, year) is Period.OTHER:
            continue
        ruled = _RULED.search(sentence_before(opinion, match.start())) or UNLESS.search(before)
        if re.search(r"\w", _OF_THE_ITEM.sub("", clause)):
            yield points, _Standing.OTHER
        elif _VERDICT.search(clause + match[0]) and not ruled:
            yield points, _Standing.VERDICT
        else:
            yield points, _Standing.OTHER if ruled or match.start() < deducted else _Standing.OWN


def _statements(opinion: str) -> list[re.Match[str]]:
    """Scores and shares given, in order."""
    shares = [match for match in _BY_SHARE.finditer(opinion) if _COUNTS.search(match[0])]
    return sorted([*_GIVEN.finditer(opinion), *shares], key=lambda match: match.start())


def _points(match: re.Match[str], weight: Decimal | None) -> Decimal | None:
    said = match.groupdict()
    if said.get("nothing"):
        return Decimal(0)
    if said.get("half"):
        return weight / 2 if weight is not None else None
    if said.get("given"):
        share = share_said(said["given"])
        return None if share is None or weight is None else weight * share
    return points_said(match, weight)

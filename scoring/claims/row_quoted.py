"""What an opinion quotes of its row besides the actual: the target, the weight, the share of the target that was reached."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.claims.points_in_words import points_said
from scoring.text.clauses import clause_before, sentence_before
from scoring.text.figures import Mention, find_mentions
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity
from scoring.text.time_spoken_of import Period, only_year, period

# 目标值为维修90眼以上; not 超过目标值5个, 原目标为30次, 目标完成率90%.
_TARGET = Pattern(
    r"(?:^|[该本此])(?:项|指标|年度|全年|绩效|的)*(?:目标|指标|计划|任务)(?:值|数)?(?:设定|设置|要求)?[为是][^\d，。；率比例占超差低高多少原]{0,8}(?:不少于|不低于|不高于|不超过|至少|≥|≤|大于|高于|低于|少于)?$"
    # 指标要求整治2400亩以上
    r"|^(?:[该本此]项?)?(?:目标|指标)值?要求[^\d，。；率比例占超差多原每各]{0,8}$"
    # 目标2800株，实际清理2470株; 距目标45部差距较大; 年初目标定的是走访1500户
    r"|^(?:[该本此]项?)?(?:年度|年初|全年)?(?:目标|指标)值?(?:定的是[^\d，。；]{0,6})?$"
    r"|(?:距离?|离|对照)(?:年度|年初|全年)?的?(?:目标|指标)值?$"
)
# 高于目标值80%; by how much, 低于目标值5%, is said of small shares.
_ABOVE = Pattern(r"(?:高于|低于|达到|未达到?)(?:年度|年初)?(?:目标|指标)值$")
_MOST_OF_A_DIFFERENCE = 50
# 达到90%的在线率目标; not 原定80%的目标, 90%的目标群体.
_TARGET_BEHIND = Pattern(r"的[^，。；、\d]{0,6}目标(?![群人客对完])")
_OTHER_TARGET = Pattern(
    "原|上年|去年|调整|修[改订]|中期|长期|总体|三年|五年|上级|省|市|国家|同类|其[他它]|另|申[报请]|批复"
)
_REPORTED = Pattern(r"^(?:单位|自评)?(?:自报|填报|上报)了?(?![^，。；]*(?:目标|计划))[^，。；\d其另]{0,12}$")
_WEIGHT = Pattern(
    r"(?:^|[，,。；;\n])(?:[该本此]?项?(?:指标)?|三级指标|指标)(?:的)?(?:分值|权重|满分)(?:为|是|:|：)?\s*(?P<points>\d{1,3}(?:\.\d{1,2})?)\s*分"
)
_REACHED = Pattern(
    r"(?:^|[，,。；;\n])(?:[该本此]?项?(?:指标)?(?:的)?|总体|实际)?(?:目标|任务|计划)?(?:完成(?:率|比例|程度)|(?:仅|只)?(?:完成|达到|实现)了?(?:年度|全年)?(?:目标|指标|计划|任务)值?的)(?:只有|仅|为|是|达到?|:|：)*\s*(?P<rate>\d{1,3}(?:\.\d{1,2})?)\s*[%％](?P<about>左右|以上|以下)?"
)


def targets_quoted(opinion: str, dimension: str, year: int | None) -> Iterator[Mention]:
    """The figures that an opinion gives as the target of its row, in the dimension of that target."""
    for mention in find_mentions(opinion):
        clause = clause_before(opinion, mention.start)
        behind = _TARGET_BEHIND.match(opinion, mention.end) and not _OTHER_TARGET.search(clause)
        level = mention.quantity.unit == "%" and mention.quantity.value > _MOST_OF_A_DIFFERENCE
        said = behind or _TARGET.search(clause) or (level and _ABOVE.search(clause))
        if mention.quantity.dimension != dimension or not said:
            continue
        sentence = sentence_before(opinion, mention.start)
        if period(sentence, year or only_year(opinion)) is not Period.OTHER:
            yield mention


def reported_quoted(opinion: str, unit: str) -> Iterator[Mention]:
    """The figures that an opinion says the unit reported, in the unit of measure of its row: 单位自报160个."""
    for mention in find_mentions(opinion):
        if mention.quantity.unit == unit and _REPORTED.search(clause_before(opinion, mention.start)):
            yield mention


def weights_quoted(opinion: str) -> Iterator[Decimal]:
    """The points that an opinion gives as the weight of its row."""
    for match in _WEIGHT.finditer(opinion):
        points = points_said(match, None)
        if points is not None:
            yield points


def shares_reached(opinion: str) -> Iterator[Decimal]:
    """The shares in per cent to which an opinion says that the target was reached."""
    return (Decimal(match["rate"]) for match in _REACHED.finditer(opinion) if not match["about"])


def is_the_target(mention: Mention, target: Quantity, upper: Quantity | None) -> bool:
    """Whether a figure is one end of a target."""
    ends = [target, *([upper] if upper is not None else [])]
    said = mention.quantity.magnitude
    return any(said == end.magnitude for end in ends) or mention.operator is Operator.WITHIN

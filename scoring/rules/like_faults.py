"""OP 复核意见: whether like faults are deducted alike."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from scoring.finding import Finding, report
from scoring.form.indicator import Indicator
from scoring.points.case import Case
from scoring.rule import INFO, rule
from scoring.rules.reviewed_scopes import REVIEWED_ROWS
from scoring.text.characters import compact
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import plain, rounded

_POINTS = Pattern(
    r"(?:[，,；;。]?(?:故|因此|酌情|按规定|共|各|予以)?(?:扣减?|扣除|减|核减|得|给|评)[^，,；;。]{0,8}分)"
)
_SPACE_AND_YEARS = Pattern(r"(?:19|20)[0-9]{2}年度?|\s")
# Points that follow from the row's own figures: they differ as those do.
_BY_FIGURES = Pattern(
    "按(?:照)?[^，。；]{0,8}(?:比例|完成率|完成(?:程度|情况|度)|达成率|达标率|缺口|差额|差距|权重|系数|天数|份数|数量|个数|次数)[^，。；]{0,4}(?:扣|计|给|得|核|折|$)"
    "|[等同成]比例|折算|逐[份项次个条人天]|每(?:[一缺少差低降超]|[份项次个条人天])"
)
# 发票缺失, 缺失发票, 未附发票, 发票未附: one fault.
_LACK = "(?:均|都|全部|尚|仍)?(?:未(?:能)?(?:提供|提交|附上?|见|出具|留存|报送|上传)|没有(?:提供|提交|附|出具|留存)?|缺失|缺少|缺乏|缺|无)"
_LACKS = Pattern(f"{_LACK}(?P<one>[一-鿿]{{2,14}})|(?P<other>[一-鿿]{{2,14}}?){_LACK}")
_FIGURE = Pattern(r"[0-9０-９.%％]+|[一二两三四五六七八九十百]+(?=[份项次个条人天张处页期])")
_NO_EVIDENCE = Pattern(
    "(?:无|没有|未|缺|缺少|缺乏|未见|未能|不能)[^，。；]{0,6}(?:提供|提交|附|出具)?[^，。；]{0,4}(?:佐证|证明|支撑|依据)"
)
_PUNCTUATION = Pattern("[，,。；;、：:！!]+")
_NO_EVIDENCE_AT_ALL = "没有佐证"


@rule(
    "OP07",
    "同样的理由扣分比例不同",
    severity=INFO,
    basis="同样的问题应按同样的比例扣分",
    scope=REVIEWED_ROWS,
    since="0.2.0",
)
def like_faults_are_deducted_differently(rows: tuple[Indicator, ...], case: Case) -> Iterator[Finding]:
    """几个指标扣分的理由相同，扣掉的占分值的比例却不同。

    为什么：同样的问题扣得不一样，单位会有异议。
    例：两个10分的指标都写“未提供佐证材料”，一个扣2分，一个扣5分。
    改为：按同样的比例扣；情形轻重不同的，在意见里写明。
    依据：同样的问题应按同样的比例扣分；写法、语序不同而说的是一件事的算相同；写了不同的数、或者按完成率等折算的不比。
    """
    by_cause: dict[str, list[Indicator]] = {}
    for row in rows:
        cause = _cause(row.opinion.plain)
        if cause and _share(row) > 0:
            by_cause.setdefault(cause, []).append(row)
    for cause, alike in by_cause.items():
        shares = {rounded(_share(row)) for row in alike}
        if len(shares) > 1:
            told = "、".join(f"“{row.label}”扣{plain(rounded(_share(row)))}%" for row in alike)
            yield report(
                [row.review_score for row in alike],
                f"理由都是“{cause[:20]}”，{told}，比例不同",
                related=[row.opinion for row in alike],
                found=told,
                expected="同样的比例",
                suggestion="按同样的比例扣分；轻重不同的，在意见里写明",
            )


@lru_cache(maxsize=1024)
def _cause(opinion: str) -> str:
    """The reason without points; any way to say that there is no evidence is one.

    Its figures are left in: what is amiss in 12 of them is no like fault to what is amiss in 3. Empty where the
    points follow from figures.
    """
    if _BY_FIGURES.search(opinion) is not None:
        return ""
    said = _SPACE_AND_YEARS.sub("", _POINTS.sub("", compact(opinion)))
    if _NO_EVIDENCE.search(opinion) is not None:
        return _NO_EVIDENCE_AT_ALL + "".join(_FIGURE.findall(said))
    reason = _PUNCTUATION.sub("", said)
    lacks = _LACKS.fullmatch(reason)
    return f"缺{lacks['one'] or lacks['other']}" if lacks else reason


def _share(row: Indicator) -> Decimal:
    """The points that the reviewer took, in per cent of the weight; 0 where nobody knows."""
    weight, review, own = row.weight.value, row.review_score.value, row.self_score.value
    if not weight or review is None:
        return Decimal(0)
    return ((own if own is not None else weight) - review) / weight * 100

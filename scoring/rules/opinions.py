"""OP 复核意见: the reviewer's opinions. Silent while no reviewer has begun."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.claims.reviewer_opinion import (
    agrees_with,
    deduction,
    figures_for,
    gives_words,
    names_a_fault,
    says_full_marks,
    says_less_than_full,
    scores_given,
)
from scoring.finding import Finding
from scoring.form.model import Indicator
from scoring.points.results import Case
from scoring.rule import ERROR, INFO, WARNING, rule
from scoring.targets.target import TargetKind
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import plain, printed_places, rounded

_RAISED = Pattern(
    r"调[增高]|上调|补[计回加]|加[回0-9０-９一二三四五]|少[计算填得]|漏[计算填报]|多扣|误扣|错扣|应[得计为]|不应扣"
)


def _reviewed(case: Case) -> tuple[Indicator, ...]:
    if not case.form.reviewed:
        return ()
    return tuple(
        i for i in case.form.filled_indicators if i.opinion is not None and i.review_score is not None
    )


def _deducted(indicator: Indicator) -> Decimal:
    """The points that the reviewer took from the self score, where it is one that can be, else from the weight."""
    return min(indicator.lost_in_review, default=Decimal(0))


@rule(
    "OP01", "复核扣分没有理由", severity=WARNING, basis="复核扣分应在复核意见中写明理由", silences=("OP04",)
)
def deducted_without_reason(case: Case) -> Iterator[Finding]:
    """复核分低于自评得分，复核意见里却没有理由。

    为什么：扣了分不说为什么，单位无从改进，也会有异议。
    例：自评10分，复核8分，复核意见空着。
    改为：写明理由，例如“没有提供验收资料，扣2分”。
    依据：复核扣分应在复核意见中写明理由。
    """
    for indicator in _reviewed(case):
        opinion, review = indicator.opinion, indicator.review_score
        if opinion is None or review is None or _deducted(indicator) <= 0 or names_a_fault(opinion.text):
            continue
        yield Finding(
            cells=(opinion.at,),
            related=(review.at,),
            message=f"指标“{indicator.label}”复核扣了{plain(_deducted(indicator))}分，复核意见没有写理由",
            found=opinion.text or "空",
            expected="扣分的理由",
            suggestion="在复核意见中写明扣分的理由和依据的材料",
        )


@rule(
    "OP02",
    "意见所说扣分与得分不符",
    severity=ERROR,
    basis="复核分与复核意见所说的扣分、得分应当一致",
    silences=("OP01", "OP04"),
)
def opinion_deducts_another_number(case: Case) -> Iterator[Finding]:
    """复核意见写扣几分、得几分，复核分却不是这个数。

    为什么：分数和文字对不上，不知道哪个是复核人的本意。
    例：分值10分，意见写“扣1分”或“得9分”，复核分8分；意见写“酌情扣分”，复核分满分。
    改为：复核分改为9分，或者意见改为“扣2分”。
    依据：复核意见中的扣分＝分值（或自评得分）－复核分，所说的得分＝复核分；满分、自评得分、评分标准里的分数不算。
    """
    for indicator in _reviewed(case):
        opinion, review, lost = indicator.opinion, indicator.review_score, indicator.lost_in_review
        if opinion is None or review is None or not lost or min(lost) < 0:
            continue
        differs = _deducts_another(indicator, opinion.text) or _gives_another(indicator, opinion.text)
        if differs is None:
            continue
        said, expected = differs
        yield Finding(
            cells=(review.at,),
            related=(opinion.at,),
            message=f"指标“{indicator.label}”的意见说{said}",
            found=review.text,
            expected=expected,
            suggestion="核对复核分和意见，改正其中一个",
        )


def _deducts_another(indicator: Indicator, opinion: str) -> tuple[str, str] | None:
    """What an opinion says it takes, and the score that it makes, where the review score is another."""
    lost, said = indicator.lost_in_review, deduction(opinion)
    if said is None and says_full_marks(opinion):
        said = Decimal(0)
    if said is not None and rounded(said) not in lost:
        now = f"复核分{_written(indicator)}分是扣了{plain(lost[0])}分"
        return f"{f'扣{plain(said)}分' if said else '得满分'}，{now}", _expected(indicator, said)
    if said is None and not any(lost) and says_less_than_full(opinion):
        return f"要扣分，复核分{_written(indicator)}分却是满分", "少于满分"
    return None


def _written(indicator: Indicator) -> str:
    return indicator.review_score.text if indicator.review_score is not None else ""


def _gives_another(indicator: Indicator, opinion: str) -> tuple[str, str] | None:
    """What an opinion says it gives, where the review score is another."""
    review, weight, target = indicator.review_score, indicator.weight, indicator.target.value
    if review is None or review.value is None or weight is None or weight.value is None:
        return None
    in_points = target is not None and target.quantity is not None and target.quantity.unit == "分"
    given = scores_given(opinion)
    if not given or in_points or given[0] > weight.value:
        return None
    if any(rounded(review.value, printed_places(f"{score}")) == score for score in given):
        return None
    return f"得{plain(given[0])}分，复核分是{review.text}分", plain(given[0])


def _expected(indicator: Indicator, said: Decimal) -> str:
    weight = indicator.weight.value if indicator.weight is not None else None
    return plain(weight - said) if weight is not None else ""


@rule("OP03", "复核意见自相矛盾", severity=WARNING, basis="复核意见的结论应当一致")
def opinion_contradicts_itself(case: Case) -> Iterator[Finding]:
    """同一条意见里，前面说得满分，后面又说扣分。

    为什么：结论矛盾，看的人不知道到底扣没扣。
    例：“……故该项得满分。但是指标重复设置，扣1分。”
    改为：删去“得满分”，写“完成情况达到目标，但指标重复设置，扣1分”。
    依据：复核意见的结论应当一致。
    """
    for indicator in _reviewed(case):
        opinion = indicator.opinion
        said = deduction(opinion.text) if opinion is not None else None
        if opinion is None or not said or not says_full_marks(opinion.text):
            continue
        yield Finding(
            cells=(opinion.at,),
            message=f"指标“{indicator.label}”的意见既说得满分，又说扣{plain(said)}分",
            found=f"得满分；扣{plain(said)}分",
            expected="一个结论",
            suggestion="按最后的复核分改写意见，只留一个结论",
        )


@rule("OP04", "复核意见空白或只有数字", severity=WARNING, basis="每项复核都应写明意见")
def opinion_is_no_opinion(case: Case) -> Iterator[Finding]:
    """复核意见空着，或者只填了一个数字、一个“无”字。

    为什么：意见要说明依据了什么材料、为什么给这个分；一个数字多半是填错了列。
    例：复核意见一栏填“10”。
    改为：写明依据，例如“根据满意度调查报告，满意度98%，达到目标，得满分”。
    依据：每项复核都应写明意见。
    """
    explained = {finding.cell for finding in deducted_without_reason(case)}
    rows = [
        i
        for i in _reviewed(case)
        if i.review_score is not None
        and not i.review_score.empty
        and i.opinion is not None
        and i.opinion.at not in explained
    ]
    blank = [i for i in rows if i.opinion is not None and i.opinion.empty]
    if rows and len(blank) == len(rows):
        strokes = sorted(
            {i.opinion.text.strip() for i in blank if i.opinion is not None and not i.opinion.blank}
        )
        shown = f"空白或只有“{'”“'.join(strokes)}”" if strokes else "空白"
        yield Finding(
            cells=tuple(i.opinion.at for i in blank if i.opinion is not None),
            message=f"{len(blank)}个指标都有复核分，复核意见全部{shown}",
            found="、".join(strokes) or "空",
            expected="复核意见",
            suggestion="逐项写明复核依据的材料和结论",
        )
        return
    for indicator in rows:
        opinion = indicator.opinion
        if opinion is None or gives_words(opinion.text):
            continue
        shown = f"只有“{opinion.text.strip()}”" if not opinion.blank else "空着"
        yield Finding(
            cells=(opinion.at,),
            message=f"指标“{indicator.label}”的复核意见{shown}",
            found=opinion.text or "空",
            expected="复核意见",
            suggestion="写明复核依据的材料和结论；数字是填错列的，移回原处",
        )


@rule("OP05", "意见引用的数与完成值不符", severity=WARNING, basis="复核意见引用的数据应与实际完成值一致")
def opinion_quotes_another_figure(case: Case) -> Iterator[Finding]:
    """复核意见里查到的数，与表上的实际完成值不一致。

    为什么：复核人已经查到了真实的数，完成值却没有改过来。
    例：完成值“100%”，意见写“一年共检查约70次”。
    改为：完成值改为“70次”。
    依据：复核意见引用的、就是这个指标的数据，应与实际完成值一致；另一指标的数、一部分的数不算。
    """
    for indicator in _reviewed(case):
        opinion, target, actual = indicator.opinion, indicator.target.value, indicator.actual.value
        if opinion is None or target is None or actual is None or actual.kind is not TargetKind.NUMBER:
            continue
        if actual.quantity is None or target.kind is not TargetKind.NUMBER or target.quantity is None:
            continue
        quoted = figures_for(opinion.text, indicator.name.text, target.quantity.unit)
        if not quoted or any(agrees_with(m, actual.quantity, opinion.text) for m in quoted):
            continue
        figure = quoted[-1]
        written = opinion.text[figure.start : figure.end]
        yield Finding(
            cells=(opinion.at,),
            related=(indicator.actual.at,),
            message=f"指标“{indicator.label}”完成值写“{indicator.actual.text}”，复核意见查到的是“{written}”",
            found=written,
            expected=f"与完成值“{indicator.actual.text}”一致，或者改正完成值",
            suggestion="核对原始材料，把完成值改成查实的数",
        )


@rule("OP06", "复核分高于自评得分", severity=INFO, basis="复核一般不高于自评，确有依据的写明")
def review_exceeds_self_score(case: Case) -> Iterator[Finding]:
    """复核分比单位的自评得分还高。

    为什么：复核调高分数少见，多半是填错了格；确要调高的应写明依据。
    例：自评8分，复核10分，意见没有说明。
    改为：核对两个分数；确要调高的，在意见中写明依据。
    依据：复核一般不高于自评，确有依据的写明。
    """
    for indicator in _reviewed(case):
        own, review = indicator.self_score, indicator.review_score
        if (
            own is None
            or review is None
            or own.value is None
            or review.value is None
            or review.value <= own.value
        ):
            continue
        weight = indicator.weight.value if indicator.weight is not None else None
        if weight is not None and review.value > weight:
            continue
        if indicator.opinion is not None and _RAISED.search(indicator.opinion.text):
            continue
        yield Finding(
            cells=(review.at,),
            related=(own.at,),
            message=f"指标“{indicator.label}”复核分{review.text}分，高于自评得分{own.text}分",
            found=review.text,
            expected=f"不高于{own.text}",
            suggestion="核对两个分数；确要调高的，在意见中写明依据",
        )

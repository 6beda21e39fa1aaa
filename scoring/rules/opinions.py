"""OP 复核意见: the reviewer's opinions. Silent while no reviewer has begun."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.claims.criteria import criteria_named
from scoring.claims.deductions import deduction, deducts_on_top
from scoring.claims.reviewer_opinion import gives_words, names_a_fault, says_full_marks, says_less_than_full
from scoring.claims.scores_given import scores_given
from scoring.finding import Finding, report, report_indicator
from scoring.form.indicator import Indicator
from scoring.points.case import Case
from scoring.points.criteria import CASES, ruled_scores
from scoring.rule import ERROR, INFO, WARNING, rule
from scoring.rules.misquoting_opinions import quoted_otherwise
from scoring.rules.reviewed_scopes import REVIEWED, REVIEWED_ROWS
from scoring.text.clauses import clauses
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import (
    plain,
    printed_places,
    rounded,
    score_agrees,
)

_RAISED = Pattern(
    r"调[增高]|上调|补[计回加]|加[回0-9０-９一二三四五]|少[计算填得]|漏[计算填报]|多扣|误扣|错扣|不应扣"
)


# Said of one who did far more than was asked: 偏离过大, 偏差率较高.
_FAR_OFF = Pattern(
    "^(?:与?目标值?|完成值|指标值?)?(?:偏离|偏差)(?:度|率|程度|幅度|目标值?)*(?:过|较|太|偏)[大高多]"
)


def _deducted(row: Indicator) -> Decimal:
    """The points that the reviewer took from the self score, where it is one that can be, else from the weight."""
    return min(row.lost_in_review, default=Decimal(0))


def _unexplained(row: Indicator, year: int | None) -> bool:
    """The reviewer took points, and the opinion does not say what for (OP01); another figure than the actual does."""
    opinion = row.opinion.plain
    if _deducted(row) <= 0 or names_a_fault(opinion, _reached(row)) or criteria_named(opinion):
        return False
    if quoted_otherwise(row, year) is not None:
        return False
    found_another = row.review_actual.present and row.review_actual.plain != row.actual.plain
    return row.opinion.empty or not found_another  # 实点114台 beside 120 and 114 is a reason


def _reached(row: Indicator) -> bool:
    """Whether the row's figures reach a target that may be exceeded."""
    target, outcome = row.target.value, row.outcome
    if target is None or target.operator is Operator.AT_MOST or target.operator is Operator.BELOW:
        return False
    return outcome is not None and outcome.met is True


@rule(
    "OP01",
    "复核扣分没有理由",
    severity=WARNING,
    basis="复核扣分应在复核意见中写明理由",
    scope=REVIEWED,
    silences=("OP04",),
)
def deducted_without_reason(row: Indicator, case: Case) -> Iterator[Finding]:
    """复核分低于自评得分，复核意见里却没有理由。

    为什么：扣了分不说为什么，单位无从改进，也会有异议。
    例：自评10分，复核8分，复核意见空着。
    改为：写明理由，例如“没有提供验收资料，扣2分”。
    依据：复核扣分应在复核意见中写明理由。
    """
    if _unexplained(row, case.form.year):
        yield report_indicator(
            row,
            row.opinion,
            f"复核扣了{plain(_deducted(row))}分，复核意见没有写理由",
            related=row.review_score,
            expected="扣分的理由",
            suggestion="在复核意见中写明扣分的理由和依据的材料",
        )


@rule(
    "OP02",
    "意见所说扣分与得分不符",
    severity=ERROR,
    basis="复核分与复核意见所说的扣分、得分应当一致",
    scope=REVIEWED,
    silences=("OP01", "OP04"),
)
def opinion_deducts_another_number(row: Indicator, case: Case) -> Iterator[Finding]:
    """复核意见写扣几分、得几分，复核分却不是这个数。

    为什么：分数和文字对不上，不知道哪个是复核人的本意。
    例：分值10分，意见写“扣1分”或“得9分”，复核分8分；意见写“酌情扣分”，复核分满分。
    改为：复核分改为9分，或者意见改为“扣2分”。
    依据：复核意见中的扣分＝分值（或自评得分）－复核分，所说的得分＝复核分；满分、自评得分、评分标准里的分数不算。
    """
    lost = row.lost_in_review
    if not lost or min(lost) < 0:
        return
    differs = _deducts_another(row, case.form.year) or _gives_another(row, case.form.year)
    if differs is not None:
        conflict, expected = differs
        yield report_indicator(
            row,
            row.review_score,
            f"的意见说{conflict}",
            related=row.opinion,
            expected=expected,
            suggestion="核对复核分和意见，改正其中一个",
        )


def _deducts_another(row: Indicator, year: int | None) -> tuple[str, str] | None:
    """What an opinion says it takes, and the score that it makes, where the review score is another."""
    lost, opinion, review = row.lost_in_review, row.opinion.plain, row.review_score.text
    points = deduction(opinion, row.weight.value, year)
    if points and deducts_on_top(opinion):
        lost = lost[-1:]  # from the self score
    if points is None and says_full_marks(opinion):
        points = Decimal(0)
    if points is not None and rounded(points) not in lost:
        taken = f"扣{plain(points)}分" if points else "得满分"
        return f"{taken}，复核分{review}分是扣了{plain(lost[0])}分", _expected(row, points)
    if points is None and not any(lost) and says_less_than_full(opinion):
        return f"要扣分，复核分{review}分却是满分", "少于满分"
    return None


def _expected(row: Indicator, points: Decimal) -> str:
    weight = row.weight.value
    return plain(weight - points) if weight is not None else ""


def _gives_another(row: Indicator, year: int | None) -> tuple[str, str] | None:
    """What an opinion says it gives, where the review score is another."""
    review, weight, target = row.review_score.value, row.weight.value, row.target.value
    if review is None or weight is None:
        return None
    in_points = target is not None and target.quantity is not None and target.quantity.unit == "分"
    given = scores_given(row.opinion.plain, weight, year)
    if not given or in_points or given[0] > weight:
        return None
    if any(rounded(review, printed_places(f"{score}")) == score for score in given):
        return None
    return f"得{plain(given[0])}分，复核分是{row.review_score.text}分", plain(given[0])


@rule("OP03", "复核意见自相矛盾", severity=WARNING, basis="复核意见的结论应当一致", scope=REVIEWED)
def opinion_contradicts_itself(row: Indicator, case: Case) -> Iterator[Finding]:
    """同一条意见里，前面说得满分，后面又说扣分。

    为什么：结论矛盾，看的人不知道到底扣没扣。
    例：“……故该项得满分。但是指标重复设置，扣1分。”
    改为：删去“得满分”，写“完成情况达到目标，但指标重复设置，扣1分”。
    依据：复核意见的结论应当一致。
    """
    points = deduction(row.opinion.plain, row.weight.value, case.form.year)
    if points and says_full_marks(row.opinion.plain):
        yield report_indicator(
            row,
            row.opinion,
            f"的意见既说得满分，又说扣{plain(points)}分",
            found=f"得满分；扣{plain(points)}分",
            expected="一个结论",
            suggestion="按最后的复核分改写意见，只留一个结论",
        )


@rule(
    "OP04",
    "复核意见空白或只有数字",
    severity=WARNING,
    basis="每项复核都应写明意见",
    scope=REVIEWED_ROWS,
)
def opinion_is_no_opinion(rows: tuple[Indicator, ...], case: Case) -> Iterator[Finding]:
    """复核意见空着，或者只填了一个数字、一个“无”字。

    为什么：意见要说明依据了什么材料、为什么给这个分；一个数字多半是填错了列。
    例：复核意见一栏填“10”。
    改为：写明依据，例如“根据满意度调查报告，满意度98%，达到目标，得满分”。
    依据：每项复核都应写明意见。
    """
    # Where points were taken, OP01 asks for the reason: such a row is none of the blank ones.
    reason_is_asked_for = case.profile.checks("OP01")
    rows = tuple(
        row
        for row in rows
        if not row.review_score.empty and not (reason_is_asked_for and _unexplained(row, case.form.year))
    )
    if rows and all(row.opinion.empty for row in rows):
        yield _all_opinions_are_blank(rows)
        return
    for row in rows:
        if not gives_words(row.opinion.plain):
            yield report_indicator(
                row,
                row.opinion,
                "的复核意见" + ("空着" if row.opinion.blank else f"只有“{row.opinion.text.strip()}”"),
                expected="复核意见",
                suggestion="写明复核依据的材料和结论；数字是填错列的，移回原处",
            )


def _all_opinions_are_blank(rows: tuple[Indicator, ...]) -> Finding:
    strokes = sorted({row.opinion.text.strip() for row in rows if not row.opinion.blank})
    shown = f"空白或只有“{'”“'.join(strokes)}”" if strokes else "空白"
    return report(
        [row.opinion for row in rows],
        f"{len(rows)}个指标都有复核分，复核意见全部{shown}",
        found="、".join(strokes) or "空",
        expected="复核意见",
        suggestion="逐项写明复核依据的材料和结论",
    )


@rule(
    "OP06",
    "复核分高于自评得分",
    severity=INFO,
    basis="复核一般不高于自评，确有依据的写明",
    scope=REVIEWED,
)
def review_exceeds_self_score(row: Indicator, case: Case) -> Iterator[Finding]:
    """复核分比单位的自评得分还高。

    为什么：复核调高分数少见，多半是填错了格；确要调高的应写明依据。
    例：自评8分，复核10分，意见没有说明。
    改为：核对两个分数；确要调高的，在意见中写明依据。
    依据：复核一般不高于自评，确有依据的写明。
    """
    own, review, weight = row.self_score, row.review_score, row.weight.value
    if own.value is None or review.value is None or review.value <= own.value:
        return
    if (weight is None or review.value <= weight) and not _RAISED.search(row.opinion.plain):
        yield report_indicator(
            row,
            review,
            f"复核分{review.text}分，高于自评得分{own.text}分",
            related=own,
            expected=f"不高于{own.text}",
            suggestion="核对两个分数；确要调高的，在意见中写明依据",
        )


@rule(
    "OP08",
    "复核分与判分口径不符",
    severity=WARNING,
    basis="评分办法[review]所列的判分口径",
    scope=REVIEWED,
    since="0.2.0",
)
def score_is_not_what_the_criteria_give(row: Indicator, case: Case) -> Iterator[Finding]:
    """复核意见说的情形，判分口径规定了扣多少，复核分却不是这个数。

    为什么：同一种情形在各项目扣得不一样，被复核的单位会有异议，各项目的得分也不能比较。
    例：口径是没有佐证的不得分；意见写“未提供任何佐证材料，扣4分”，分值10分，复核分6分。
    改为：复核分改为0分；或者改正意见，写明有哪些佐证、缺哪些。
    依据：评分办法[review]所列的判分口径；办法没有列的，不查。几种情形都说到的，符合其中一种就可以；补齐材料以后的不算。
    """
    review, ruled = row.review_score, ruled_scores(row, case.profile)
    if review.value is None or not ruled or review.value < 0:
        return
    if any(score_agrees(review.value, review.plain, score) for one in ruled for score in one.scores):
        return
    if any(one.case == "over_achievement" for one in ruled) and _has_another_fault(row):
        return
    first = ruled[0]
    expected = "或".join(f"{plain(score)}分" for score in first.of_weight)
    yield report_indicator(
        row,
        review,
        f"的意见属于“{CASES[first.case]}”，按判分口径应得{expected}，复核分是{review.text}分",
        related=row.opinion,
        expected=expected,
        suggestion="按口径改正复核分；情形不是这样的，改正意见",
        basis=case.profile.basis(f"review.{first.case}"),
    )


def _has_another_fault(row: Indicator) -> bool:
    """Whether something else than a target set too low is named: 超额完成，但记录缺签字."""
    rest = (
        c
        for c in clauses(row.opinion.plain)
        if "超" not in c and not _FAR_OFF.search(c) and "over_achievement" not in criteria_named(c)
    )
    return any(names_a_fault(clause) for clause in rest)

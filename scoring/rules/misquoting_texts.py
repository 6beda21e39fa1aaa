"""NR 文字: texts of the form that quote it wrongly: its scores, grade, project, year, payment."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.claims.payment import full_payment, without_denials
from scoring.claims.project_names import (
    SHORTEST_NAME,
    bare,
    opening_project,
    quoted_project,
    same_project,
    titled_projects,
)
from scoring.claims.quoted_scores import (
    ScoreQuote,
    Whose,
    cuts_quoted,
    grades_quoted,
    lost_and_left,
    scores_quoted,
)
from scoring.claims.slips import is_any_slip
from scoring.finding import Finding, report
from scoring.form.field import Number, Text
from scoring.form.model import EvaluationForm
from scoring.points.arithmetic import grade
from scoring.points.case import Case
from scoring.rule import ERROR, FORM, WARNING, LabelledText, rule, texts
from scoring.rules.misquoted_funds import funds_table, project_and_unit
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import plain, printed_places, rounded, same_amount, score_agrees
from scoring.text.time_spoken_of import years_in_digits

_WHY_LESS = Pattern(
    "节约|节余|结余|中标|招标|审减|核减|据实|按实|质保金|尾款|余款|剩余|结转|[未没][^，。；]{0,6}[付完]"
)


_OTHER_PROJECTS = Pattern(
    "同类|类似|其[他它余]项目|另一|另[外有]|各(?:个)?项目|子项目|邻[省市县区镇]|平均|最高|最低"
)


@rule(
    "NR02",
    "文字引用的总分或等级与表内不符",
    severity=ERROR,
    basis="总体评价引用的分数、等级应与表内一致",
    scope=texts("conclusion"),
)
def quoted_result_differs(text: LabelledText, case: Case) -> Iterator[Finding]:
    """总体评价里写的总分或等级，与表内的不一致。

    为什么：同一张表上两个结论，不知道以哪个为准。
    例：复核总分98分，总体评价写“复核分数为96分”。
    改为：总体评价改为“98分”。
    依据：总体评价引用的分数、等级应与表内一致；自评的与自评比，复核的与复核比，上年的、单项的不算。
    """
    conclusion = text.field
    if conclusion.empty:
        return
    year, names, words = (
        case.form.year,
        project_and_unit(case.form, conclusion.plain),
        years_in_digits(conclusion.plain),
    )
    quotes = scores_quoted(words, year, names) or _mistyped(case, words)
    yield from _other_scores(case, conclusion, quotes)
    yield from _other_cut(case, conclusion, cuts_quoted(words, year, names))
    yield from _other_loss(case, conclusion)
    named = set()
    for quote in grades_quoted(words, year, names):
        grades = _grades(case, quote.whose)
        if not grades or quote.letter in grades or quote.letter in named:
            continue
        named.add(quote.letter)
        said = quote.said or quote.letter
        yield report(
            conclusion,
            f"总体评价写等级“{said}”，按总分应为“{grades[0]}”",
            found=said,
            expected=grades[0],
            suggestion=f"核对等级；总分无误的，文中改为“{grades[0]}”",
        )


def _other_scores(case: Case, conclusion: Text, quotes: tuple[ScoreQuote, ...]) -> Iterator[Finding]:
    full = case.profile.number("weights.full")
    for quote in dict.fromkeys(quotes):
        scores = totals_meant(case, quote.whose)
        # 100分 is no rounded 99.55: it says that nothing was lost.
        agrees_with = same_amount if quote.value == full else is_rounded
        if not scores or any(agrees_with(quote.value, score) for score in scores):
            continue
        # 总分100分，实得98.55分: the full mark beside a score is no score.
        if len(quotes) > 1 and quote.may_be_full and quote.value == full:
            continue
        yield report(
            conclusion,
            f"总体评价写{quote.whose}总分{plain(quote.value)}分，表内为{plain(scores[0])}分",
            found=plain(quote.value),
            expected=plain(scores[0]),
            suggestion=f"核对总分；表内无误的，文中改为{plain(scores[0])}分",
        )


def _mistyped(case: Case, text: str) -> tuple[ScoreQuote, ...]:
    """Scores of a project of another name (危房改造项目得分95.3分 for 93.5) that are the total mistyped."""
    if _OTHER_PROJECTS.search(text):
        return ()
    return tuple(
        quote
        for quote in scores_quoted(text, case.form.year)
        if any(is_any_slip(quote.value, score) for score in totals_meant(case, quote.whose))
    )


def is_rounded(quoted: Decimal, score: Decimal) -> bool:
    """Whether a text quotes a score, with fewer decimals perhaps: 89分 for 88.55, 90.2分 for 90.25."""
    places = printed_places(f"{quoted}")
    cut_off = places == 1 and int(score * 10) == quoted * 10
    return cut_off or score_agrees(quoted, f"{quoted}", score) or rounded(score, places) == quoted


def _other_cut(case: Case, conclusion: Text, cuts: tuple[Decimal, ...]) -> Iterator[Finding]:
    """复核核减5分, where the two totals are 3 points apart."""
    if len(cuts) != 1 or not case.form.reviewed:
        return
    pairs = [
        (own, review) for own in totals_meant(case, Whose.SELF) for review in totals_meant(case, Whose.REVIEW)
    ]
    if not pairs or any(is_rounded(cuts[0], abs(own - review)) for own, review in pairs):
        return
    own, review = pairs[0]
    right = plain(own - review)
    yield report(
        conclusion,
        f"总体评价写复核与自评相差{plain(cuts[0])}分，表内自评{plain(own)}分、复核{plain(review)}分，相差{right}分",
        found=plain(cuts[0]),
        expected=right,
        suggestion=f"核对两个总分；表内无误的，文中改为{right}分",
    )


def _other_loss(case: Case, conclusion: Text) -> Iterator[Finding]:
    """自评扣8分，得91分: the points lost do not go with the total of the table."""
    full = case.profile.number("weights.full")
    totals = totals_meant(case, Whose.EITHER)
    for lost, left in lost_and_left(conclusion.plain):
        rights = {full - left, *(abs(one - other) for one in totals for other in totals)}
        stated = any(is_rounded(left, total) for total in totals)
        if stated and not any(is_rounded(lost, right) for right in rights):
            yield report(
                conclusion,
                f"总体评价写扣{plain(lost)}分、得{plain(left)}分，满分{plain(full)}分，得{plain(left)}分应是扣了{plain(full - left)}分",
                found=plain(lost),
                expected=plain(full - left),
                suggestion=f"核对总分；表内无误的，文中改为扣{plain(full - left)}分",
            )


def totals_meant(case: Case, whose: Whose) -> list[Decimal]:
    """The totals that the text may mean: recomputed ones first, then the printed ones."""
    form, results = case.form, case.results
    review = [results.total, *_printed(case, results.total, form.totals.review_score, form.final_score)]
    own = [results.self_total, *_printed(case, results.self_total, form.totals.self_score)]
    if results.total and results.review_total and results.self_total:
        # The row of totals may leave execution out, and the text not.
        own.append(results.self_total + results.total - results.review_total)
    if not form.reviewed:
        review, own = [*review, *own], [*own, results.total, form.final_score.value]
    if whose is Whose.EITHER and form.reviewed and not any(value is not None for value in review):
        return []  # it may be the reviewer's, and that is not known
    meant = {Whose.SELF: own, Whose.REVIEW: review, Whose.EITHER: review + own}[whose]
    return [value for value in meant if value is not None]


def _printed(
    case: Case, recomputed: Decimal | None, total: Number, *repeated: Number
) -> list[Decimal | None]:
    """The printed totals; none where a formula reckons without what is still missing."""
    if recomputed is None and case.follows(total):
        return []
    return [field.value for field in (*repeated, total)]


def _grades(case: Case, whose: Whose) -> list[str]:
    earned = [case.results.grade] if case.results.grade is not None else []
    review = earned + ([] if not earned and case.follows(case.form.grade) else _printed_grade(case.form))
    if whose is Whose.REVIEW or not case.form.reviewed or (whose is Whose.EITHER and not review):
        return review
    own = [grade(score, case.profile) for score in totals_meant(case, Whose.SELF)]
    return own if whose is Whose.SELF else review + own


def _printed_grade(form: EvaluationForm) -> list[str]:
    if form.grade.empty:
        return []
    return [letter for letter in ("优", "良", "中", "差") if letter in form.grade.plain][:1]


@rule("NR05", "项目名称前后不一", severity=WARNING, basis="表内各处的项目名称应当一致", scope=FORM)
def project_names_differ(form: EvaluationForm, case: Case) -> Iterator[Finding]:
    """标题或总体评价里的项目名称，与“项目名称”栏不是同一个。

    为什么：多半是用去年或别的项目的表改的，有没改到的地方。
    例：标题写“长江禁捕项目自评表”，项目名称写“渔业补贴”。
    改为：核对后改成同一个名称。
    依据：表内各处的项目名称应当一致；一个包含另一个的算一致，地名、单位名不是项目名称。
    """
    project = form.project_name
    if len(bare(project)) < SHORTEST_NAME:
        return
    conclusion = form.field("conclusion")
    named = [(form.title, name, True) for name in titled_projects(form.title.compact)]
    named += [(conclusion, name, True) for name in quoted_project(conclusion.plain)]
    named += [(conclusion, name, False) for name in opening_project(conclusion.plain)]
    for place, name, whole in named:
        if not same_project(name, project, form.unit.plain, whole=whole):
            yield report(
                place,
                f"这里的项目是“{name}”，项目名称栏写“{project[:30]}”",
                found=name,
                expected=project,
                suggestion="核对项目名称，改成一致",
            )


@rule(
    "NR09",
    "执行率低而文字说已全部支付",
    severity=WARNING,
    basis="文字应与资金执行情况一致",
    scope=texts("achieved", "conclusion"),
)
def claims_full_payment(text: LabelledText, case: Case) -> Iterator[Finding]:
    """执行率不高，文字却说已经完成支付。

    为什么：说法与数字矛盾，要么数字没更新，要么话说过了。
    例：执行率45.17%，实际完成情况写“已完成相关经费支付”。
    改为：写明支付了多少、还有多少没付、为什么。
    依据：文字应与资金执行情况一致；低于评分办法规定的执行率时核对。
    """
    rate, limit = case.results.execution_rate, case.profile.number("execution.explain_below")
    if rate is None or rate >= limit:
        return
    table = funds_table(case)
    budget = table.budget if table is not None else None
    claim = full_payment(text.field.plain, budget, case.form.year)
    if claim is not None and not _WHY_LESS.search(without_denials(text.field.plain)):
        yield report(
            text.field,
            f"执行率只有{plain(rate)}%，文字却说“{claim}”",
            found=claim,
            expected=f"与执行率{plain(rate)}%一致",
            suggestion="核对支付情况，改正文字或资金表",
        )

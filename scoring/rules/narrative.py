"""NR 文字: what the texts of the form say."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.arithmetic import plain, rate_agrees, rounded, score_agrees
from scoring.finding import Finding
from scoring.form import EvaluationForm
from scoring.narrative import Quote, Quoted, funds_quoted, grades_quoted, scores_quoted
from scoring.quantity import Operator, Quantity
from scoring.results import Case
from scoring.rule import ERROR, rule

_FACTOR = {"万元": Decimal(10_000), "元": Decimal(1)}


@rule("NR01", "文字引用的资金数据与资金表不符", severity=ERROR, basis="总体评价引用的数据应与资金表一致")
def quoted_funds_differ(case: Case) -> Iterator[Finding]:
    """总体评价里写的预算、支出或执行率，与资金表对不上。

    为什么：总体评价会被摘录上报，与表内数据矛盾就成了错误信息。
    例：资金表全年预算169.9万元，总体评价写“全年预算为196.9万元”。
    改为：总体评价改为“169.9万元”。
    依据：总体评价引用的数据应与资金表一致，按文中的小数位四舍五入。
    """
    text = case.form.texts.get("conclusion")
    if text is None or text.empty or not case.form.funds:
        return
    told = set()
    for quote in funds_quoted(text.text):
        right = _right_values(case, quote)
        if not right or quote in told or any(_agrees(quote, value) for value in right):
            continue
        told.add(quote)
        shown = (
            f"{plain(right[0])}%" if quote.what is Quoted.RATE else f"{plain(right[0])}{case.form.money_unit}"
        )
        yield Finding(
            cells=(text.at,),
            message=f"总体评价写{quote.what}“{quote.quantity.text}”，资金表为{shown}",
            found=quote.quantity.text,
            expected=shown,
            suggestion=f"核对资金表；资金表无误的，文中改为{shown}",
        )


def _right_values(case: Case, quote: Quote) -> list[Decimal]:
    """The figures of the table that the quote may mean, in the table's unit (rates in per cent); total first."""
    lines = sorted(case.form.funds, key=lambda line: not line.is_total)
    if quote.what is Quoted.RATE:
        rate = case.results.execution_rate
        own = [line.rate.value for line in lines if line.rate and line.rate.value and not line.is_total]
        return [rate, *own] if rate is not None else []
    if case.form.money_unit not in _FACTOR:
        return []
    if quote.what is Quoted.SPENT:
        return [line.executed.value for line in lines if line.executed and line.executed.value is not None]
    fields = [f for line in lines for f in (line.budget, line.initial_budget) if f is not None]
    return [f.value for f in fields if f.value is not None]


def _agrees(quote: Quote, value: Decimal) -> bool:
    quantity = quote.quantity
    if quote.operator in (Operator.AT_LEAST, Operator.ABOVE, Operator.AT_MOST, Operator.BELOW):
        return _within(quote, value)
    if quote.what is Quoted.RATE:
        return rate_agrees(quantity.value, f"{quantity.value}%", value)
    return any(_same_amount(quantity, value * factor) for factor in _FACTOR.values())


def _within(quote: Quote, value: Decimal) -> bool:
    """95%以上 is right for 95.5 %."""
    bound, exact = quote.quantity.magnitude, [value]
    if quote.what is not Quoted.RATE:
        exact = [value * factor for factor in _FACTOR.values()]
    upward = quote.operator in (Operator.AT_LEAST, Operator.ABOVE)
    return any(v >= bound if upward else v <= bound for v in exact)


def _same_amount(quantity: Quantity, yuan: Decimal) -> bool:
    """Equal at the decimals that the text prints: 21.55万元 for 215457.6元."""
    size = quantity.magnitude / quantity.value if quantity.value else Decimal(1)
    exponent = quantity.value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return rounded(yuan / size, places) == quantity.value


@rule("NR02", "文字引用的总分或等级与表内不符", severity=ERROR, basis="总体评价引用的分数、等级应与表内一致")
def quoted_result_differs(case: Case) -> Iterator[Finding]:
    """总体评价里写的总分或等级，与表内的不一致。

    为什么：同一张表上两个结论，不知道以哪个为准。
    例：复核总分98分，总体评价写“复核分数为96分”。
    改为：总体评价改为“98分”。
    依据：总体评价引用的分数、等级应与表内一致。
    """
    text = case.form.texts.get("conclusion")
    if text is None or text.empty:
        return
    scores, grades = _scores(case), _grades(case)
    quoted = sorted(set(scores_quoted(text.text))) if scores else []
    right = [value for value in quoted if any(score_agrees(value, f"{value}", score) for score in scores)]
    full = case.profile.number("weights.full")
    for value in quoted:
        # 总分100分，实得98.55分: the full mark beside the right score is no score.
        if value not in right and not (right and value == full):
            yield Finding(
                cells=(text.at,),
                message=f"总体评价写总分{plain(value)}分，表内为{plain(scores[0])}分",
                found=plain(value),
                expected=plain(scores[0]),
                suggestion=f"核对总分；表内无误的，文中改为{plain(scores[0])}分",
            )
    for name in sorted(set(grades_quoted(text.text))) if grades else ():
        if name not in grades:
            yield Finding(
                cells=(text.at,),
                message=f"总体评价写等级“{name}”，按总分应为“{grades[0]}”",
                found=name,
                expected=grades[0],
                suggestion=f"核对等级；总分无误的，文中改为“{grades[0]}”",
            )


def _scores(case: Case) -> list[Decimal]:
    """The totals that the text may mean: recomputed ones first, then the printed ones."""
    totals = case.form.totals
    printed = [totals.review_score, totals.self_score] if totals is not None else []
    fields = [case.form.final_score, *printed]
    recomputed = [case.results.total, case.results.self_total]
    return [v for v in recomputed if v is not None] + [
        f.value for f in fields if f is not None and f.value is not None
    ]


def _grades(case: Case) -> list[str]:
    earned = [case.results.grade] if case.results.grade is not None else []
    return earned + _printed_grade(case.form)


def _printed_grade(form: EvaluationForm) -> list[str]:
    if form.grade is None or form.grade.empty:
        return []
    return [letter for letter in ("优", "良", "中", "差") if letter in form.grade.text][:1]

"""NR08: texts of the form that report on another year than the one evaluated."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.claims.accounts import accounts_told
from scoring.claims.money_in_short import written_out
from scoring.claims.quoted_funds import Quoted, agrees, funds_quoted
from scoring.claims.quoted_scores import ScoreQuote, scores_quoted
from scoring.claims.reported_years import (
    evaluated_year,
    gives_figure_of_funds,
    opens_with_project,
    reported_later,
    reported_years,
    reports_on,
    speaks_of_this_year,
    without_titles,
    years_told_of,
)
from scoring.claims.signed_date import signed_by_year_end
from scoring.finding import Finding, report
from scoring.points.case import Case
from scoring.rule import WARNING, LabelledText, rule, texts
from scoring.rules.misquoted_funds import REPORTS, funds_table, project_and_unit, right_values
from scoring.rules.misquoting_texts import is_rounded, totals_meant
from scoring.text.pattern import Pattern
from scoring.text.time_spoken_of import years_in_digits

# 21年度预算; 12年 would be a length of time.
_SHORT_YEAR = Pattern(r"(?:^|(?<=[，。；\n]))(?P<year>2\d)(?=年度)")

_AS_MUCH = Pattern("持平|相同|一样|不变")


@rule(
    "NR08",
    "年度前后不一",
    severity=WARNING,
    basis="标题、文字和日期应属于同一评价年度",
    scope=texts(*REPORTS, "date"),
)
def years_disagree(text: LabelledText, case: Case) -> Iterator[Finding]:
    """文字里说的年度与标题不同，或者填表日期早于评价年度结束。

    为什么：多半是用上一年的表改的，有没改到的地方。
    例：标题是2024年度，总体评价写“2023年全年预算为……”，后面的数却是表内2024年的。
    改为：改成2024年。
    依据：标题、文字和日期应属于同一评价年度；用来比较的年份（较2023年）、文件和计划的年份不算。
    """
    (key, field), year = text, case.form.year
    if year is None:
        return
    if key == "date":
        if not case.form.is_plan and signed_by_year_end(field.plain, year):  # a plan is made before its year
            yield report(
                field,
                f"评价{year}年度，日期却是{field.text}，早于年度结束",
                expected=f"{year}年12月31日以后",
                suggestion="核对日期和评价年度",
            )
        return
    other = _other_year(case, field.plain, year)
    if other is not None:
        yield report(
            field,
            f"标题是{year}年度，{REPORTS[key]}写的是{other}年",
            found=f"{other}年",
            expected=f"{year}年",
            suggestion="核对年度，改成一致",
        )


def _other_year(case: Case, text: str, year: int) -> int | None:
    """The year that a text reports on, where it is not the one evaluated."""
    text = _SHORT_YEAR.sub(r"20\g<year>", without_titles(years_in_digits(text)))
    later = reported_later(text, year)
    if later is not None:
        return later
    evaluated = evaluated_year(text, year)
    if evaluated is not None:
        return evaluated
    names = project_and_unit(case.form, text)
    this_year = speaks_of_this_year(text)
    named, own = f"{year}年" in text, reports_on(text, year)
    beside = bool(funds_quoted(text, year, names))
    for match in reported_years(text, year):
        other = int(match["year"])
        if _quotes_the_table(case, text, year, other):
            return other
        # 2022年预算执行率为92% beside the figures of the year itself
        if this_year or (beside and gives_figure_of_funds(text, match)):
            continue
        if not named or (not own and opens_with_project(text, match, names)):
            return other
    return _misdated_year(case, text, year)


def _misdated_year(case: Case, text: str, year: int) -> int | None:
    """The other year of which a text tells the very figures of the table, saying nothing of the year evaluated."""
    table = funds_table(case)
    if table is None or f"{year}年" in text or speaks_of_this_year(text):
        return None
    for other, sentence in years_told_of(text, year):
        accounts = accounts_told(written_out(sentence), other)
        scores = scores_quoted(sentence, other)
        if scores and all(_states(case, quote) for quote in scores):
            return other
        if any(table.is_told_by(account) for account in accounts):
            return other
    return None


def _states(case: Case, quote: ScoreQuote) -> bool:
    return any(is_rounded(quote.value, score) for score in totals_meant(case, quote.whose))


def _quotes_the_table(case: Case, text: str, year: int, other: int) -> bool:
    """Whether what a text says of another year are the figures of the table: then only the year is wrong."""
    if _AS_MUCH.search(text):
        return False
    names = project_and_unit(case.form, text)
    own = set(funds_quoted(text, year, names))
    quotes = [quote for quote in funds_quoted(text, other, names) if quote not in own]
    if not {q.what for q in quotes}.isdisjoint(q.what for q in own):
        return False
    enough = len(quotes) > 1 or any(quote.what is Quoted.SPENT for quote in quotes)
    return enough and all(any(agrees(q, value) for value in right_values(case, q)) for q in quotes)

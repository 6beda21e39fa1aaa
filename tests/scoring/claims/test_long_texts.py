"""Texts as long as a cell can hold: what is read of them grows with their length, not with its square.

The work is counted, not timed; on texts like these it took half a minute and more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from scoring.claims import figures_of_opinion, quoted_funds, quoted_scores
from scoring.claims.accounts import Table, misquoted
from scoring.claims.compared_periods import compares_periods
from scoring.claims.criteria import criteria_named
from scoring.claims.deductions import deduction
from scoring.claims.figures_of_opinion import figures_for
from scoring.claims.misprinted_amounts import misprints
from scoring.claims.payment import full_payment
from scoring.claims.placeholders import is_placeholder, is_prompt
from scoring.claims.quoted_funds import funds_quoted
from scoring.claims.quoted_scores import cuts_quoted, grades_quoted, lost_and_left, scores_quoted
from scoring.claims.rates_beside_amounts import rates_beside
from scoring.claims.reported_years import (
    evaluated_year,
    reported_later,
    reported_years,
    reports_on,
    without_titles,
    years_told_of,
)
from scoring.claims.reviewer_opinion import names_a_fault, says_full_marks, says_less_than_full
from scoring.claims.row_quoted import shares_reached, targets_quoted, weights_quoted
from scoring.claims.scores_given import scores_given
from scoring.claims.signed_date import signed_by_year_end
from scoring.claims.spent_shares import shares_spent
from scoring.claims.stated_reason import as_above, gives_reason, states_reason
from scoring.claims.subject import MOST_CLAIMS, clause_before, names_alike
from scoring.claims.sums_of_parts import wrong_sums
from scoring.text.pattern import Pattern

TABLE = Table(Decimal(936_000), Decimal(834_000), frozenset())
TABLE = Table(Decimal(936_000), Decimal(834_000), frozenset())
CELL = 32_767  # characters that a cell can hold
CLAUSE = 200  # characters of it that are read back from a figure

ODD = {
    "one character": "一",
    "digits": "1",
    "的 and digits": "的1",
    "不 of nothing": "未",
    "commas": "，",
    "line breaks": "\n",
    "quotation marks": "”",
    "总分": "总分",
    "执行率": "执行率",
    "counts": "1次",
    "slips": "全年列支84.3万元，",
    "sentences": "全年预算为80万元，实际支出为76.4万元。",
}


def long(text: str) -> str:
    return (text * (CELL // len(text) + 1))[: CELL - 1] + "x"


def ask_everything(text: str) -> None:
    names = ("社区图书室夜间开放服务", "示例镇文化服务中心")
    funds_quoted(text, 2024, names), scores_quoted(text, 2024, names), grades_quoted(text, 2024, names)
    full_payment(text), compares_periods(text), gives_reason(text, ("支付",)), states_reason(text)
    as_above(text), is_placeholder(text), is_prompt(text), signed_by_year_end(text, 2024)
    reported_years(without_titles(text), 2024), reported_later(text, 2024), reports_on(text, 2024)
    deduction(text), scores_given(text), says_full_marks(text), says_less_than_full(text)
    figures_for(text, "检查次数", "次"), names_a_fault(text), criteria_named(text)
    cuts_quoted(text, 2024, names), evaluated_year(text, 2024)
    list(misprints(text, Decimal(936_000), Decimal(834_000), frozenset(), 2024, names))
    list(rates_beside(text, Decimal(936_000), Decimal(834_000)))
    list(misquoted(text, TABLE, 2024)), list(shares_spent(text, 2024)), list(years_told_of(text, 2024))
    list(wrong_sums(text, (TABLE.executed,), TABLE.known, 2024)), lost_and_left(text)
    list(targets_quoted(text, "次", 2024)), list(weights_quoted(text)), list(shares_reached(text))
    list(misquoted(text, TABLE, 2024)), list(shares_spent(text, 2024)), list(years_told_of(text, 2024))
    list(wrong_sums(text, (TABLE.executed,), TABLE.known, 2024)), lost_and_left(text)
    list(targets_quoted(text, "次", 2024)), list(weights_quoted(text)), list(shares_reached(text))


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_the_longest_text_is_answered(text: str) -> None:
    ask_everything(long(text))
    quotes = funds_quoted(long(text), 2024, ()), scores_quoted(long(text), 2024, ())
    assert all(len(found) <= MOST_CLAIMS for found in quotes)


class Counting(str):
    """A text that counts how often something is looked for in it."""

    looked = 0

    def __contains__(self, part: object) -> bool:
        self.looked += 1
        return super().__contains__(part)


def test_a_name_is_not_looked_for_in_a_clause_too_short_for_half_of_it() -> None:
    clause = Counting("的" * CLAUSE)
    assert not names_alike(clause, "社区图书室夜间开放服务" * 3_000)
    assert clause.looked == 0
    assert not names_alike(clause, "社区图书室夜间开放服务")
    assert clause.looked == 6


def test_a_clause_is_read_back_no_farther_than_200_characters() -> None:
    text = "一" * CELL
    assert len(clause_before(text, 0, CELL)) == CLAUSE
    assert clause_before("预算80万元，支出70万元", 0, 9) == "支出"
    assert clause_before("预算80万元，支出70万元", 8, 9) == "出"


@pytest.fixture
def subjects(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is judged of whether it names another subject."""
    judged: list[str] = []

    def counted(real: Callable[..., bool]) -> Callable[..., bool]:
        def judge(before: str, *rest: Any) -> bool:
            judged.append(before)
            return real(before, *rest)

        return judge

    for module in (quoted_funds, quoted_scores):
        monkeypatch.setattr(module, "other_subject", counted(module.other_subject))
    yield judged


@pytest.mark.parametrize(
    "text", ["支出1元", "一" * 500 + "支出1元", "总得分98分，", "等级优，", "评定为优，"]
)
def test_no_more_than_200_results_are_looked_at(text: str, subjects: list[str]) -> None:
    for quoted in (funds_quoted, scores_quoted, grades_quoted):
        subjects.clear()
        quoted(long(text), 2024)
        assert len(subjects) <= MOST_CLAIMS
        assert all(len(before) <= CLAUSE for before in subjects)


def test_a_figure_of_an_indicator_is_judged_by_the_end_of_its_clause(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    class Spy(Pattern):
        def search(self, text: str, start: int = 0) -> Any:
            read.append(text)
            return super().search(text, start)

    monkeypatch.setattr(figures_of_opinion, "_PART", Spy(figures_of_opinion._PART.source))
    assert len(figures_for(long("3次"), "检查次数", "次")) > 1_000
    assert max(map(len, read)) == CLAUSE


def test_a_score_that_no_number_format_prints_is_none() -> None:
    """总分 with 500 digits could not be rounded, and the whole review failed."""
    digits = "9" * 500
    assert scores_quoted(f"总分{digits}分") == ()
    assert deduction(f"扣{digits}分") is None
    assert scores_given(f"得{digits}分") == ()

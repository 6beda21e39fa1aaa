"""How well the rules find errors, on a fifth of the mutants of benchmarks/detection.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.detection import ARITHMETIC, BEGIN, END, Outcome, measure, table
from scoring.rules import RULES

PAGE = Path(__file__).parents[1] / "docs" / "detection.md"


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return measure(every=5)


def test_every_rule_has_errors_to_find(outcome: Outcome) -> None:
    assert [code for code, score in outcome.scores.items() if not score.mutants] == []
    assert set(outcome.scores) == set(RULES)
    assert outcome.forms >= 12
    assert sum(score.mutants for score in outcome.scores.values()) > 1000


@pytest.mark.parametrize("code", RULES)
def test_a_rule_finds_its_errors(outcome: Outcome, code: str) -> None:
    score = outcome.scores[code]
    floor = 1.0 if code.startswith(ARITHMETIC) else 0.95
    assert score.share >= floor, [(mutant.form, mutant.what) for mutant in score.missed]


def test_no_rule_speaks_of_the_errors_of_another(outcome: Outcome) -> None:
    assert [(m.rule, m.form, m.what, rule, said) for m, rule, said in outcome.alarms] == []


def test_clean_forms_have_no_errors_and_less_than_a_warning_each(outcome: Outcome) -> None:
    assert sum(levels["error"] for levels in outcome.clean.values()) == 0
    assert all(levels["warning"] <= 1 for levels in outcome.clean.values())
    assert sum(levels["warning"] for levels in outcome.clean.values()) < len(outcome.clean)


def test_the_page_names_every_rule_and_has_its_table_between_the_markers(outcome: Outcome) -> None:
    written = PAGE.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0]
    assert [code for code in RULES if f"| {code} | {RULES[code].title} |" not in written] == []
    assert table(outcome).splitlines()[2] in written

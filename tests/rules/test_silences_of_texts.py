"""What the rules of texts, opinions and filling speak of, and whom they silence by it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from addin.checking.check import check
from scoring.finding import WHOLE_FORM
from scoring.form.address import Address
from scoring.points.case import Case
from scoring.profiles.profile import load_profile
from scoring.review import Review
from scoring.rule import LabelledText
from scoring.rules.misquoted_funds import quoted_funds_differ
from tests.forms import form_sheet


def reviewed(form: str, changes: dict[str, Any], **rules: str) -> Review:
    profile = replace(load_profile("xiaolan_2023"), rules=rules)
    (checked,) = check([form_sheet(form, changes)], profile)
    return checked.review


def cells(review: Review, code: str) -> list[list[str]]:
    return [[at.a1 for at in finding.cells] for finding in review.of(code)]


def test_a_misquoted_figure_is_spoken_of_as_it_is_written() -> None:
    review = reviewed("review", {"C22": "全年预算为82万，预算执行率为96.5%。"}, FD09="off")
    conclusion = LabelledText("conclusion", review.form.field("conclusion"))
    found = quoted_funds_differ(conclusion, Case(review.form, review.profile, review.results))
    assert [finding.speaks_of for finding in found] == [
        ((Address(22, 3), "82万"),),
        ((Address(22, 3), "96.5%"),),
    ]


def test_a_deduction_without_reason_is_no_blank_opinion_besides() -> None:
    review = reviewed("review", {"I14": "", "I18": ""})
    assert cells(review, "OP01") == [["I14"]]
    assert cells(review, "OP04") == [["I18"]]


def test_a_rule_that_is_switched_off_silences_no_blank_opinion() -> None:
    review = reviewed("review", {"I14": "", "I18": ""}, OP01="off")
    assert cells(review, "OP04") == [["I14"], ["I18"]]


def test_where_all_opinions_are_blank_that_is_said_once() -> None:
    blank = {f"I{row}": "" for row in range(12, 19)}
    assert cells(reviewed("review", blank), "OP04") == [["I12", "I13", "I15", "I16", "I17", "I18"]]
    assert cells(reviewed("review", blank, OP01="off"), "OP04") == [[f"I{row}" for row in range(12, 19)]]


def test_a_shifted_row_is_spoken_of_where_it_stands_and_where_it_belongs() -> None:
    shifted = {"B17": "志愿者活动次数", "C17": "不少于20次", "D17": "22次"}
    shifted |= {"E17": 10, "F17": 10, "G17": 10, "H17": 10}
    (finding,) = reviewed("review", shifted).of("LY01")
    assert {at.a1 for at in finding.subjects if isinstance(at, Address)} == {
        f"{column}17" for column in "BCDEFG"
    }


def test_a_form_that_is_not_filled_in_is_spoken_of_as_a_whole() -> None:
    blank = {f"{column}{row}": "" for column in "EFG" for row in range(9, 15)}
    blank |= {"B3": "", "C7": "", "D7": "", "E7": "", "F7": "", "G15": ""}
    (checked,) = check([form_sheet("no_weights", blank)])
    (finding,) = checked.review.findings
    assert finding.rule == "LY09" and finding.subjects == (WHOLE_FORM,)

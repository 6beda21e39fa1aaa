"""Rows of indicators against each other and against the funds: the rules that compare them."""

from __future__ import annotations

from benchmarks.judgement import Tally
from tests.blind.forms import cases, checked

TITLE = "几行之间"


def measure() -> Tally:
    """Whether the rule that each case names speaks where it should, by rule."""
    tally = Tally()
    for case in cases("rows"):
        rule, rows = case["rule"], case["rows"]
        reviewed = any(row.get("review_score") is not None for row in rows)
        told = bool(checked(rows, reviewed=reviewed, funds=case.get("funds")).review.of(rule))
        if case["fires"]:
            (tally.found if told else tally.missed)[rule] += 1
        elif told:
            tally.false[rule] += 1
        if told != case["fires"]:
            names = "、".join(f"“{row['name']}”" for row in rows)
            tally.cases.append(f"{'漏查' if case['fires'] else '误报'} {rule} {names}：{case['why']}")
    return tally


def table(verbose: bool = False) -> str:
    """The figures by rule."""
    tally = measure()
    return "\n".join([tally.table("规则"), *(["", *tally.cases] if verbose else [])])

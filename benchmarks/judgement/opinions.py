"""Opinions (复核意见) beside the scores that they explain."""

from __future__ import annotations

from benchmarks.judgement import Tally
from scoring.profiles.profile import load_profile
from tests.blind.forms import FIRST_ROW, cases, checked

TITLE = "复核意见"
# The profile of a case by its `criteria`.
CRITERIA = {"firm": "review_firm"}
_OTHER_ROW = {
    "name": "对照数量",
    "target": "5个",
    "actual": "5个",
    "weight": 10,
    "self_score": 10,
    "review_score": 9,
    "opinion": "资料不全，扣1分",
}
_JUDGED = ("OP01", "OP02", "OP03", "OP04", "OP05", "OP08")  # OP06 is information


# The files of cases: those that were open while the rules were made, those that were measured first, and later ones.
HALVES = (
    "opinions",
    "opinions_unseen",
    "opinions_later",
    "opinions_latest",
    "opinions_fifth",
    "opinions_sixth",
)


def measure(*halves: str) -> Tally:
    """What the rules make of the opinions of these files; all of them by default."""
    tally = Tally()
    for case in [case for half in halves or HALVES for case in cases(half)]:
        name = CRITERIA.get(case.get("criteria", ""))
        found = checked([case, _OTHER_ROW], reviewed=True, profile=load_profile(name) if name else None)
        said = {f.rule for f in found.review.findings if f.cell.row == FIRST_ROW and f.rule.startswith("OP")}
        due = set(case["faults"])
        tally.found.update(due & said)
        tally.missed.update(due - said)
        false = (said - due) & set(_JUDGED)
        if due & said:
            false.discard("OP04")  # a blank opinion is without a reason as well
        tally.false.update(sorted(false)[:1])
        if due - said or false:
            shown = f"{case['name']} {case['target']}／{case['actual']} 自评{case['self_score']}复核{case['review_score']}"
            tally.cases.append(f"漏查{sorted(due - said)} 误报{sorted(false)}：{shown} {case['opinion']}")
    return tally


def table(verbose: bool = False) -> str:
    """The figures by rule."""
    tally = measure()
    return "\n".join([tally.table("规则"), *(["", *tally.cases] if verbose else [])])

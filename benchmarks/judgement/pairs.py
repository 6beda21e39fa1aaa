"""Targets and actuals: whether the one meets the other, what is said of a full mark, and what PERF_SCORE gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from addin import functions
from tests.blind.forms import FIRST_ROW, cases, checked

TITLE = "指标值与完成值"
_ACCUSING = frozenset(("SC06", "TG06"))
_TOLERANCE = Decimal("0.011")


@dataclass
class Judged:
    """How often it was judged as a person did, left open, or judged otherwise."""

    met: Counter[str] = field(default_factory=Counter)
    full_mark: Counter[str] = field(default_factory=Counter)
    points: Counter[str] = field(default_factory=Counter)
    cases: list[str] = field(default_factory=list)  # those not judged as a person did


# The files of cases: those that were open while the rules were made, those that were measured first, and later ones.
HALVES = ("pairs", "pairs_unseen", "pairs_later", "pairs_latest", "pairs_fifth", "pairs_sixth")


def measure(*halves: str) -> Judged:
    """What the check and the function make of the pairs of these files (all by default), each given its full weight."""
    judged = Judged()
    for case in [case for half in halves or HALVES for case in cases(half)]:
        answers = {**_by_the_check(case), "points": _by_the_function(case)}
        for what, answer in answers.items():
            getattr(judged, what)[answer] += 1
        if set(answers.values()) != {"right"}:
            judged.cases.append(
                f"{answers}：{case['name']} {case['target']}／{case['actual']}，{case['why']}"
            )
    return judged


def _by_the_check(case: dict[str, Any]) -> dict[str, str]:
    form = checked([{**case, "self_score": case["weight"], "reason": ""}])
    outcome = form.review.form.indicators[0].outcome
    met = None if outcome is None else outcome.met
    wanted = None if case["met"] == "unknown" else case["met"]
    said = {finding.rule for finding in form.review.findings if finding.cell.row == FIRST_ROW}
    accused, unit = bool(said & _ACCUSING), "TG01" in said
    if wanted is None:
        full = (
            "right"
            if case["unit_ok"] is not unit and not accused
            else "wrong"
            if accused or unit
            else "silent"
        )
    elif wanted:
        full = "wrong" if accused or unit else "right"
    else:
        full = "right" if accused or unit else "silent"
    return {"met": "right" if met is wanted else "silent" if met is None else "wrong", "full_mark": full}


def _by_the_function(case: dict[str, Any]) -> str:
    written = ["" if case[key] is None else str(case[key]) for key in ("target", "actual")]
    (((points,),)) = functions.PERF_SCORE(*written, case["weight"])
    wanted = case["score"]
    if not isinstance(points, int | float):
        return "right" if wanted is None else "silent"
    if wanted is None:
        return "wrong"
    return "right" if abs(Decimal(str(points)) - Decimal(str(wanted))) <= _TOLERANCE else "wrong"


def table(verbose: bool = False) -> str:
    """The figures of each of the three."""
    judged = measure()
    lines = ["| 判断 | 对 | 不判断 | 错 |", "|---|--:|--:|--:|"]
    for name, counts in (
        ("是否完成", judged.met),
        ("满分时的提示", judged.full_mark),
        ("PERF_SCORE", judged.points),
    ):
        lines.append(f"| {name} | {counts['right']} | {counts['silent']} | {counts['wrong']} |")
    return "\n".join([*lines, *(["", *judged.cases] if verbose else [])])

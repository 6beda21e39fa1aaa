"""Two indicators that measure one thing: DS02."""

from __future__ import annotations

from typing import Any

from benchmarks.judgement import Tally
from tests.blind.forms import cases, checked

TITLE = "指标重复"

# The files of cases, by when they were written.
FILES = ("doubles", "doubles_later", "doubles_latest", "doubles_fifth", "doubles_sixth")


def measure(*files: str) -> Tally:
    """What DS02 makes of each pair; those of all files by default."""
    tally = Tally()
    for case in [case for file in files or FILES for case in cases(file)]:
        told = bool(checked([_row(case, "a", 9), _row(case, "b", 8)]).review.of("DS02"))
        if case["double"]:
            (tally.found if told else tally.missed)["同一件事"] += 1
        elif told:
            tally.false["两件事"] += 1
        if told != case["double"]:
            verdict = "漏查" if case["double"] else "误报"
            tally.cases.append(f"{verdict} “{case['a']}”与“{case['b']}”：{case['why']}")
    return tally


def _row(case: dict[str, Any], which: str, figure: int) -> dict[str, Any]:
    return {
        "name": case[which],
        "level2": f"{case[f'level2_{which}']}指标",
        "target": f"≥{figure}",
        "actual": str(figure),
        "weight": 10,
        "self_score": 10,
    }


def table(verbose: bool = False) -> str:
    """The figures."""
    tally = measure()
    return "\n".join([tally.table("名称"), *(["", *tally.cases] if verbose else [])])

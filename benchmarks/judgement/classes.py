"""Indicators under a class (二级指标) where they do not belong: DS01."""

from __future__ import annotations

from benchmarks.judgement import Tally
from tests.blind.forms import FIRST_ROW, cases, checked

TITLE = "指标归类"

# The files of cases, by when they were written.
FILES = ("classes", "classes_later", "classes_latest", "classes_fifth", "classes_sixth")


def measure(*files: str) -> Tally:
    """What DS01 makes of each name under its class, by the class that is right; those of all files by default."""
    tally = Tally()
    for case in [case for file in files or FILES for case in cases(file)]:
        level2 = case["level2"].removesuffix("指标") + "指标"
        row = {"name": case["name"], "level2": level2, "weight": 10, "self_score": 10}
        if level2.endswith("成本指标") and level2 != "成本指标":
            row["level1"] = "成本指标"
        review = checked([row]).review
        told = any(finding.cell.row == FIRST_ROW for finding in review.of("DS01"))
        kind, where = case["right"][0], f"“{case['name']}”在{case['level2']}，应归{'、'.join(case['right'])}"
        if case["wrong"]:
            (tally.found if told else tally.missed)[kind] += 1
        elif told:
            tally.false[kind] += 1
        if told != case["wrong"]:
            tally.cases.append(f"{'漏查' if case['wrong'] else '误报'} {where}")
    return tally


def table(verbose: bool = False) -> str:
    """The figures by the right class."""
    tally = measure()
    return "\n".join([tally.table("应归"), *(["", *tally.cases] if verbose else [])])

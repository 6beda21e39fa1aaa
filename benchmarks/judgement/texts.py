"""Running texts (总体评价) that quote the form: amounts, rates, scores, grades, years."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from addin.checking.check import Checked
from benchmarks.judgement import Tally
from scoring.text.printed_numbers import rounded
from tests.blind.forms import EXECUTION_WEIGHT, cases, checked

TITLE = "文字引用表内的数"
# What a fault of a text is, and the rules by which it counts as found.
FOUND_BY = {
    "budget": ("NR01", "FD09"),
    "executed": ("NR01", "FD09"),
    "unit": ("FD09", "NR01"),
    "rate": ("NR01",),
    "score": ("NR02",),
    "grade": ("NR02", "SC05"),  # SC05 where the text is the only place of the grade
    "year": ("NR08",),
    "full_payment": ("NR09",),
}
IN_CHINESE = {
    "budget": "预算",
    "executed": "支出、结余",
    "unit": "金额单位",
    "rate": "执行率",
    "score": "得分",
    "grade": "等级",
    "year": "年度",
    "full_payment": "全部付清",
}
_RULES = frozenset(rule for rules in FOUND_BY.values() for rule in rules)

# The files of cases, by when they were written.
FILES = (
    "texts",
    "texts_later",
    "texts_latest",
    "texts_fifth",
    "texts_sixth",
    "texts_seventh",
    "texts_eighth",
)


def measure(*files: str) -> Tally:
    """What the rules make of the texts; those of all files by default."""
    tally = Tally()
    for case in [case for file in files or FILES for case in cases(file)]:
        review = _checked(case).review
        said = {finding.rule for finding in review.findings} & _RULES
        for fault in case["faults"]:
            kind = IN_CHINESE[fault["what"]]
            if said.isdisjoint(FOUND_BY[fault["what"]]):
                tally.missed[kind] += 1
                tally.cases.append(f"漏查 {kind} {fault['wrong']}：{case['text']}")
            else:
                tally.found[kind] += 1
        due = {rule for fault in case["faults"] for rule in FOUND_BY[fault["what"]]}
        if said - due:
            tally.false["、".join(sorted(said - due))] += 1
            messages = [finding.message for finding in review.of(*sorted(said - due))]
            tally.cases.append(f"误报 {messages}：{case['text']}")
    return tally


def _checked(case: dict[str, Any]) -> Checked:
    budget, executed = (Decimal(str(case["funds"][key])) for key in ("budget", "executed"))
    review = None if case["review"] is None else Decimal(str(case["review"]))
    return checked_text(case["text"], budget, executed, Decimal(str(case["score"])), review, case["year"])


def checked_text(
    text: str, budget: Decimal, executed: Decimal, own: Decimal, review: Decimal | None, year: int = 2023
) -> Checked:
    """The check of a form that is sound but for its 总体评价; the funds in 万元, the totals in points."""
    rate = executed / budget * 100
    execution = rounded(rate * EXECUTION_WEIGHT / 100)
    row = {"name": "示例完成数量", "target": "≥90个", "actual": "90个", "weight": 90, "reason": "部分延后"}
    row["self_score"] = own - execution
    if review is not None:
        row |= {"review_score": review - execution, "opinion": "资料不全，扣分"}
    funds = {"budget": budget, "executed": executed, "rate": f"{rounded(rate)}%", "score": execution}
    return checked([row], reviewed=review is not None, funds=funds, year=year, texts={"总体评价": text})


def table(verbose: bool = False) -> str:
    """The figures by kind of fault."""
    tally = measure()
    return "\n".join([tally.table("错在"), *(["", *tally.cases] if verbose else [])])

"""Forms of many layouts are read as a person reads them, and a person's findings come out, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from addin.checking.check import check
from addin.marking.mark import Checked
from scoring.finding import Severity
from scoring.form.address import Address
from scoring.form.field import ABSENT, Field
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm, FundLine
from scoring.rules import RULES
from scoring.text.characters import compact
from tests.layouts import NAMES, load

FUNDS = {"initial": "initial_budget", "budget": "budget", "executed": "executed", "rate": "rate"} | {
    key: key for key in ("weight", "score", "review_score")
}
TEXTS = {
    **{key: key for key in ("level1", "level2", "name", "target", "actual", "opinion", "standard")},
    **{"actual2": "review_actual", "reason": "deviation_reason"},
}
POINTS = ("weight", "self_score", "review_score", "deviation")
ROLES = {"actual2": "review_actual", "reason": "deviation_reason", "weight/self_score": "weight"} | {
    **{"target_value": "target", "target_unit": "unit", "target_sign": "nature"},
    **{"first_score": "interim_score", "path": "classes", "deduct": "deducted"},
}
# 说明, 备注: where a reason may stand; the score stands beneath the weight; what is only explained is no standard.
SAME_ROLE = {"remark": "deviation_reason", "weight_and_score": "weight", "explanation": "standard"}

# What a person finds and the rules do not yet, by form and rule, with the reason.
MISSING = {
    ("township-in-one-row", "DS02"): "a complement whose objects are named by what is left: 离田率, 残留率",
    (
        "remarks-misquoting",
        "NR02",
    ): "the sentence is about another year and another project: nobody knows whose score it is",
    (
        "funds-at-the-end",
        "TG13",
    ): "尚有2个服务站未建成 under 时效 against 20个 built: two rows of other classes",
    ("responsible-and-due", "FD04"): "the sources under pairs of label and amount are not read",
    ("plan-bad", "DS02"): "doubles by meaning: issue 11",
    (
        "civil-affairs-in-pairs",
        "DS02",
    ): "the people served are named once by what they are, once by what they get",
    ("firm-weights-first", "SC15"): "9 of 10 for 76% of 80%: a reviewer may take off more than the share",
    ("school-with-template-rows", "SC08"): "SC06 speaks of the row, and says to write the reason",
    ("standard-evidence", "SC08"): "说明 is a column of remarks: a blank one is no missing reason",
}


# What a person reads and the reading leaves blank (never otherwise), by form: the fields, with the reason.
UNREAD: Mapping[str, tuple[tuple[str, ...], str]] = {
    "bands-and-a-sentence": (
        ("funds", "row 15 reason"),
        "the funds are a sentence; one reason under the table",
    ),
    "bands-with-comments": (
        ("funds 4 weight", "grade", "subtotal"),
        "得分（满分10）：9.8; grade in a long sentence; sums in bands",
    ),
    "classes-in-one-cell": (
        ("funds", "year", "department", "total"),
        "the funds are a footnote; a period; 考核主管; scores before the names",
    ),
    "college-of-two-levels": (("row",), "评分依据与差距 is read as the standard"),
    "funds-at-the-end": (("funds 18 score",), "赋分 of the funds"),
    "funds-transposed": (("funds",), "the sources are columns"),
    "institute-in-five-rows": (("funds 9 rate", "unit"), "决算率, 承担院所"),
    "numbered-indicators": (
        ("funds 6 weight", "year", "row 15 reason"),
        "权重10% beside the table; only the dates tell the year",
    ),
    "responsible-and-due": (
        ("funds 5", "funds 6", "row 9 reason"),
        "sources under pairs of label and amount",
    ),
    "score-first": (("funds", "unit"), "the funds are a sentence; 立卷单位"),
    "taken-off-for": (("funds 3",), "预算360万元 in one cell"),
    "three-reviewers": (("funds",), "the heading of the funds stands over two rows of labels"),
    "three-stages-of-score": (
        ("funds 4 review_score", "year"),
        "终审得9.50; the year is in the project's name",
    ),
    "transfer-review": (("funds 3 review_score",), "核定分9.6"),
    "county-review-numbered": (("grade",), "核查等级：优 at the end of a conclusion"),
    "experts-and-mean": (
        ("funds 4 review_score", "grade"),
        "the experts' scores of the funds; the grade at the end of a conclusion",
    ),
    "goals-numbered": (("total self_score", "grade"), "both at the end of a conclusion: NR02 judges them"),
    "weight-per-level-township": (("grade",), "自评等级为优 within a conclusion"),
    "whole-in-four-levels": (("funds 11", "indicator rows"), "部门预算完成比例 stays an indicator"),
}


DOUBTFUL = [name for name in NAMES if load(name).doubtful]
CLEAR = [name for name in NAMES if not load(name).doubtful]


@cache
def checked(name: str) -> tuple[Checked, ...]:
    return check(load(name).sheets)


def pairs(name: str) -> Iterator[tuple[Checked, Mapping[str, Any]]]:
    """Each form on the sheets as it was read, and what is expected of it."""
    yield from zip(checked(name), load(name).expect, strict=True)


def plain(text: Any) -> str:
    """A text as it is compared: no white space, no unseen characters, one width."""
    return compact("" if text is None else str(text))


def level(text: Any) -> str:
    """A level without its number, its points and 续: A1 产出指标（50分）."""
    return re.sub(r"^[一二三四五]、|^[A-Z]?[\d.]*(?=[一-鿿])|\(.*?\)|\d+分$", "", plain(text))


def value(text: Any) -> Decimal | str:
    """9.5, 1,200.00 and 95% as numbers; any other text as it is."""
    bare = plain(text).rstrip("%").replace(",", "")
    return Decimal(bare) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", bare) else bare


def number(field: Field[Any]) -> Decimal | str:
    """The value as it is shown, a share in per cent."""
    if field.value is None:
        return value(field.text)
    return field.value


def fields_of(form: EvaluationForm, wanted: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """What each field is called, what was read there, and what is expected."""
    for key in ("project", "unit", "department"):
        if wanted.get(key, {}).get("text") is not None:
            field = form.unit if key == "unit" else form.field(key)
            yield key, plain(field.text), plain(wanted[key]["text"])
    yield "year", form.year, wanted["year"]
    for key, text in wanted.get("goals", {}).items():
        yield f"goal {key}", plain(form.text(key)), plain(text)
    yield from _funds(form, wanted["funds"])
    yield from _indicators(form, wanted["indicators"], wanted.get("sub_rows", []))
    for key, points in wanted.get("totals", {}).items():
        if points is not None:
            field = form.final_score if key == "final" else getattr(form.totals, key)
            yield f"total {key}", number(field), value(points)
    if wanted.get("grade"):
        yield "grade", plain(form.grade.text), plain(wanted["grade"])
    if "subtotals" in wanted:
        yield from _subtotals(form, wanted["subtotals"])


def _funds(form: EvaluationForm, wanted: list[Mapping[str, Any]]) -> Iterator[tuple[str, Any, Any]]:
    by_row = {line.label.at.on_sheet.row: line for line in form.funds}
    for n, one in enumerate(wanted):
        row = one.get("execution_row") or Address.parse(one["cell"]).row
        line = by_row.get(row) or (form.funds[n] if len(form.funds) == len(wanted) else FundLine())
        for key, name in FUNDS.items():
            if one.get(key) is not None:
                yield f"funds {row} {key}", number(getattr(line, name)), value(one[key])


def _indicators(
    form: EvaluationForm, wanted: list[Mapping[str, Any]], details: list[Mapping[str, Any]]
) -> Iterator[tuple[str, Any, Any]]:
    by_row: dict[int, Indicator] = {on_its_sheet(row): row for row in form.indicators}
    rows = [one["row"] for one in wanted]
    parts = {on_its_sheet(row) for row in form.indicators if row.is_part}
    filled = {on_its_sheet(row) for row in form.indicators if row.filled} - parts
    yield "indicator rows", sorted(filled | (by_row.keys() & set(rows))), rows
    yield "rows of parts", sorted(parts), [one["row"] for one in details]
    for one in (*wanted, *details):
        read = by_row.get(one["row"])
        for key, name in TEXTS.items():
            as_compared = level if key.startswith("level") else plain
            explained = key == "standard" and "explanation" in form.roles
            if one.get(key) is not None and not explained:
                text = getattr(read, name, ABSENT).text
                yield f"row {one['row']} {key}", as_compared(text), as_compared(one[key])
        for key in POINTS:
            if one.get(key) is not None:
                yield f"row {one['row']} {key}", number(getattr(read, key, ABSENT)), value(one[key])


def on_its_sheet(row: Indicator) -> int:
    """The number of a row on the sheet that it stands on."""
    return Address(row.row, 1).on_sheet.row


def _subtotals(form: EvaluationForm, wanted: list[Mapping[str, Any]]) -> Iterator[tuple[str, Any, Any]]:
    yield "subtotal rows", [sums.label.at.row for sums in form.subtotals], [one["row"] for one in wanted]
    for sums, one in zip(form.subtotals, wanted, strict=False):
        for key in ("weight", "self_score", "review_score"):
            if one.get(key) is not None:
                yield f"subtotal {one['row']} {key}", number(getattr(sums, key)), value(one[key])


@pytest.mark.parametrize("name", CLEAR)
def test_every_field_is_read_as_a_person_reads_it(name: str) -> None:
    for read, wanted in pairs(name):
        unread, why = UNREAD.get(name, ((), ""))
        wrong = {key: (got, want) for key, got, want in fields_of(read.review.form, wanted) if got != want}
        assert {key: both for key, both in wrong.items() if not key.startswith(unread)} == {}, load(
            name
        ).about
        assert not unread or wrong, why


@pytest.mark.parametrize("name", CLEAR)
def test_each_column_is_taken_for_what_it_is(name: str) -> None:
    for read, wanted in pairs(name):
        told = {one.at.column: SAME_ROLE.get(one.role, one.role) for one in read.review.form.columns}
        of_the_table = {
            Address.parse(f"{letters.split('!')[-1]}1").column: ROLES.get(role, role)
            for letters, role in wanted["columns"].items()
        }
        assert {at: told.get(at) for at in of_the_table} == of_the_table


@pytest.mark.parametrize("name", CLEAR)
def test_what_a_person_finds_is_found(name: str) -> None:
    for read, wanted in pairs(name):
        said = {finding.rule for finding in read.review.findings}
        said |= {silent for code in said for silent in RULES[code].silences}  # one cause, one finding
        rules = {one["rule"] for one in wanted["findings"]}
        assert {rule for rule in rules - said if (name, rule) not in MISSING} == set()


@pytest.mark.parametrize(("name", "rule"), [pytest.param(*key, id="-".join(key)) for key in MISSING])
def test_what_is_listed_as_missing_is_missing(name: str, rule: str) -> None:
    assert rule not in {finding.rule for one in checked(name) for finding in one.review.findings}


@pytest.mark.parametrize("name", CLEAR)
def test_nothing_is_accused_that_a_person_finds_sound(name: str) -> None:
    for read, wanted in pairs(name):
        found = {one["rule"] for one in wanted["findings"]}
        allowed = found | {one["rule"] for one in wanted.get("may", ())}
        never = {one["rule"] for one in wanted.get("must_not", ())} - found
        accused = [
            (finding.rule, finding.cell.a1, finding.message)
            for finding in read.review.findings
            if (finding.level is not Severity.INFO and finding.rule not in allowed) or finding.rule in never
        ]
        assert accused == []


def test_hardly_a_cell_is_left_that_nobody_understood() -> None:
    read = [one.review.form for name in CLEAR for one in checked(name)]
    left = [(form.title.text, text.at.a1, text.text) for form in read for text in form.not_understood]
    assert len(left) <= sum(form.cells_written for form in read) * Decimal("0.031"), left


@pytest.mark.parametrize("name", DOUBTFUL)
def test_a_doubt_is_said_and_nobody_is_accused_on_account_of_it(name: str) -> None:
    for read, wanted in pairs(name):
        never = {one["rule"] for one in wanted.get("must_not", ())}
        said = {finding.rule for finding in read.review.findings}
        assert said & {"LY10", "LY13", "LY14"}
        assert said & never == set()
        assert [f.message for f in read.review.findings if f.level is not Severity.INFO] == []


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_is_read_in_spite_of_a_doubt_is_read_rightly(name: str) -> None:
    for read, wanted in pairs(name):
        fields = [one for one in fields_of(read.review.form, wanted) if one[1] != ""]
        assert {key: (got, want) for key, got, want in fields if got != want} == {}

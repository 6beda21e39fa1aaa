"""No rule accuses on account of a column that was not found: what is not known is said instead."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest

from addin.checking.check import check
from addin.marking.mark import Checked
from scoring.finding import Severity
from scoring.form.columns import ColumnReading
from scoring.text.characters import compact
from tests.forms import NAMES, form_sheet

UNKNOWN = ("丙栏", "丁栏")  # neither list nor words say anything of these
SAID = {
    "LY10",
    "LY11",
    "LY13",
    "LY14",
    "LY20",
}  # not found, unknown, told by contents, in doubt, not understood
BY_HEADING_ROLE = {"line"}  # 资金来源 stands over labels: nothing is read by it


def clean(name: str) -> Checked:
    (checked,) = check([form_sheet(name)])
    return checked


def columns(checked: Checked) -> Iterator[ColumnReading]:
    """The columns of both tables that are told by their headings."""
    form = checked.review.form
    yield from (one for one in (*form.columns, *form.funds_columns) if one.role not in ("", *BY_HEADING_ROLE))


def renamed(checked: Checked, column: ColumnReading, word: str) -> dict[str, str]:
    """The heading replaced, where it is repeated on another page too."""
    cells, headings = checked.sheet.cells, {*checked.layout.heading_rows, column.at.row}
    label = compact(cells[column.at].text)
    return {
        at.a1: word
        for at, cell in cells.items()
        if at.row in headings and at.column == column.at.column and compact(cell.text) == label
    }


def read_with(checked: Checked, name: str, changes: dict[str, str]) -> Checked:
    """The form with other headings, by the same profile: some are recognised by their headings."""
    (one,) = check([form_sheet(name, changes)], checked.review.profile)
    return one


def accusations(checked: Checked) -> set[tuple[str, str]]:
    return {(f.rule, f.message) for f in checked.review.findings if f.level is not Severity.INFO}


@pytest.mark.parametrize("name", NAMES)
def test_a_heading_that_nobody_knows_accuses_of_nothing_and_is_said(name: str) -> None:
    before = clean(name)
    for column in columns(before):
        after = read_with(before, name, renamed(before, column, UNKNOWN[0]))
        assert accusations(after) <= accusations(before), column.label
        (read,) = [
            one
            for one in (*after.review.form.columns, *after.review.form.funds_columns)
            if one.at == column.at
        ] or [None]
        by_what_spans_it = read is not None and read.role == column.role and not read.guessed
        assert by_what_spans_it or SAID & {f.rule for f in after.review.findings}, column.label


@pytest.mark.parametrize("name", NAMES)
def test_nor_do_two_of_them(name: str) -> None:
    """No target, actual, weight or score is missed on any row because its column is not known."""
    before = clean(name)
    told = [one for one in before.review.form.columns if one.role]
    for first, second in combinations(told, 2):
        words = renamed(before, first, UNKNOWN[0]) | renamed(before, second, UNKNOWN[1])
        try:
            after = read_with(before, name, words)
        except Exception as refusal:
            assert type(refusal).__name__ == "NoForm", refusal
            continue
        rules = {f.rule for f in after.review.findings} - {f.rule for f in before.review.findings}
        assert not rules & {"TG07", "TG08", "WT05", "SC09", "WT06", "SC02", "SC03"}, (
            first.label,
            second.label,
        )


def test_a_column_of_points_alone_is_neither_weight_nor_score() -> None:
    after = read_with(clean("no_weights"), "no_weights", {"G8": "丙栏"})
    (column,) = [one for one in after.review.form.columns if one.at.a1 == "G8"]
    assert (column.role, column.instead) == ("", ("self_score", "weight"))


def test_names_are_told_by_their_place_right_of_their_classes() -> None:
    after = read_with(clean("self"), "self", {"D12": "丙栏"})
    assert [row.name.text for row in after.review.form.indicators] == [
        row.name.text for row in clean("self").review.form.indicators
    ]
    (finding,) = after.review.of("LY13")
    assert finding.cell.a1 == "D12"


def test_a_column_of_the_funds_that_nobody_knows_is_said() -> None:
    after = read_with(clean("self"), "self", {"G5": "丙栏"})
    (finding,) = after.review.of("LY11")
    assert (finding.cell.a1, finding.found) == ("G5", "丙栏")
    assert "资金表" in finding.message

"""Every cell of a form is a label, a field, or listed as not understood."""

from __future__ import annotations

from typing import Any

import pytest

from addin.checking.check import check
from scoring.form.model import EvaluationForm
from tests.forms import NAMES, form_sheet


def read(name: str, changes: dict[str, Any] | None = None) -> EvaluationForm:
    (checked,) = check([form_sheet(name, changes)])
    return checked.review.form


def left(form: EvaluationForm) -> list[tuple[str, str]]:
    return [(text.at.a1, text.text) for text in form.not_understood]


@pytest.mark.parametrize(
    "name", ["self", "subtotals", "offset", "others/firm", "others/experts", "others/transfer"]
)
def test_of_a_usual_form_nothing_is_left(name: str) -> None:
    assert left(read(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_of_no_form_much_is_left(name: str) -> None:
    form = read(name)
    assert form.cells_written == len(form_sheet(name).cells)
    assert 10 * len(form.not_understood) <= form.cells_written


@pytest.mark.parametrize(
    ("at", "text"),
    [("K3", "联系人小张"), ("C2", "第三批"), ("J15", "已复查"), ("A21", "以上情况属实。")],
)
def test_a_text_that_belongs_to_nothing_is_listed_with_its_cell(at: str, text: str) -> None:
    assert left(read("self", {at: text})) == [(at, text)]


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("A21", "注：得分保留两位小数。"),
        ("H2", "单位：万元"),
        ("A21", "填表人：张三"),
        ("K1", "附件2"),
        ("H1", "（2024年度）"),
        ("G2", "金额单位"),
        ("H2", "元"),
        ("J12", "序号"),
    ],
)
def test_what_the_printed_form_says_of_itself_explains_itself(at: str, text: str) -> None:
    assert left(read("self", {at: text})) == []


def test_a_cell_that_only_seems_written_does_not_count() -> None:
    assert read("self", {"K3": "\u200b ", "K4": "\u3000"}).cells_written == read("self").cells_written


def test_the_cells_of_a_column_that_nobody_knows_are_listed() -> None:
    assert left(read("self", {"J12": "经办科室", "J13": "培训科"})) == [("J13", "培训科")]


def test_those_of_a_column_that_is_known_and_not_judged_are_not() -> None:
    assert left(read("self", {"J12": "佐证材料", "J13": "签到册"})) == []


def test_what_stands_beside_the_form_on_other_rows_is_not_of_it() -> None:
    assert left(read("offset")) == []

"""Rows inserted, deleted, copied and cut in LibreOffice at every place of both templates: the sums follow.

What the sheet shows afterwards is compared, cell by cell, with what a check of the saved file reckons.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from addin.checking.check import Checked, check
from addin.hosts.xlsx import Workbook
from addin.reading.sheet import Sheet
from addin.templates import FILES, TEMPLATES, StandardForm
from addin.udf.worksheet import beyond_full
from scoring.form.address import Address, column_letters
from tests.addin.build.in_libreoffice import in_libreoffice

Step = list[Any]
NEW = (4, 3.5, 3)  # weight, own score, reviewer's score of a row that is added


@dataclass(frozen=True)
class Blank:
    """Where a template has what these tests fill in."""

    kind: StandardForm
    first: int
    columns: str  # level 1, name, target, actual, and the numbers
    amounts: dict[str, Any]
    level1_rows: tuple[int, ...]
    block: tuple[int, int]  # top row and first column of 分项小计

    @property
    def totals(self) -> int:
        return self.first + 12

    def row(self, row: int, name: str, numbers: tuple[float, ...]) -> list[Step]:
        _, *columns = self.columns
        values = (name, "≥4次", "5次", *numbers)
        return [["put", f"{column}{row}", value] for column, value in zip(columns, values, strict=False)]


BLANKS = {
    StandardForm.REVIEW: Blank(
        StandardForm.REVIEW, 12, "ACDEFGH", {"D5": 60, "E5": 60, "F5": 57.3}, (12, 18, 22), (1, 11)
    ),
    StandardForm.SELF: Blank(
        StandardForm.SELF, 13, "BDEFGH", {"D7": 60, "E7": 60, "F7": 57.3}, (13, 19, 23), (2, 11)
    ),
}


@dataclass(frozen=True)
class Scenario:
    """What a person does to a filled form, and what the weights of its indicators come to."""

    name: str
    steps: list[Step]
    weights: Decimal


def scenarios(blank: Blank) -> list[Scenario]:
    first, totals = blank.first, blank.totals
    made = [Scenario("untouched", [], Decimal(90))]
    for row in range(first, totals + 1):
        steps = [["insert", row], *blank.row(row, f"新增指标{row}", NEW)]
        made.append(Scenario(f"insert {row}", steps, Decimal(94)))
    for row in range(first, totals):
        made.append(Scenario(f"delete {row}", [["delete", row]], Decimal(90) - Decimal("7.5")))
        if row not in blank.level1_rows:  # LibreOffice copies no row with the top of a merged label
            made.append(Scenario(f"copy {row} above the totals", [["copy", row, totals]], Decimal("97.5")))
    for before in (first, first + 4, totals):
        made.append(Scenario(f"copy last to {before}", [["copy", totals - 1, before]], Decimal("97.5")))
    for row, before in ((totals - 1, first), (first + 1, totals), (first + 8, first + 3)):
        made.append(Scenario(f"cut {row} to {before}", [["cut", row, before]], Decimal(90)))
    many = [
        step for n in range(5) for step in (["insert", totals + n], *blank.row(totals + n, f"加{n}", NEW))
    ]
    made.append(Scenario("five rows above the totals", many, Decimal(110)))
    emptied = [["delete", first] for _ in range(10)]
    made.append(Scenario("ten rows deleted from the top", emptied, Decimal(15)))
    weight = "G7" if blank.kind is StandardForm.REVIEW else "G6"
    made.append(Scenario("no weight of execution", [["put", weight, ""]], Decimal(90)))
    review = blank.kind is StandardForm.REVIEW
    for row in (5, 6, 7) if review else (7, 8, 10):  # another source of funds, at every place
        source, label = (5, "C") if review else (7, "B")
        moved = source + (row <= source)
        less = [["put", f"{c}{moved}", v] for c, v in zip("DEF", (50, 50, 47.3), strict=True)]
        more = [["put", f"{c}{row}", 10] for c in "DEF"]
        steps = [["insert", row], *less, ["put", f"{label}{row}", "上级补助资金"], *more]
        made.append(Scenario(f"a source at {row}", steps, Decimal(90)))
    for n, stroke in enumerate(("—", "--", "/", " ", "－")):
        others = "D6 E6 F6" if blank.kind is StandardForm.REVIEW else "D8 E8 F8 D9 E9 F9"
        strokes = [["put", cell, stroke] for cell in others.split()]
        made.append(Scenario(f"stroke {n}", strokes, Decimal(90)))
    return made


def filled(blank: Blank) -> list[Step]:
    """Twelve indicators of 7.5 points each."""
    steps: list[Step] = [["put", cell, value] for cell, value in blank.amounts.items()]
    for n in range(12):
        numbers = (7.5, 7.5 - n % 3 * 0.25, 7.5 - n % 4 * 0.5)
        steps += blank.row(blank.first + n, f"第{n + 1}项指标", numbers)
    return steps


@pytest.fixture(scope="module")
def edited(
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[tuple[StandardForm, str], tuple[Sheet, Checked]]:
    """Each scenario of each template as LibreOffice saved it, and its check."""
    folder = tmp_path_factory.mktemp("rows")
    tasks, targets = [], {}
    for kind, blank in BLANKS.items():
        for n, scenario in enumerate(scenarios(blank)):
            targets[kind, scenario.name] = folder / f"{kind}{n}.xlsx"
            tasks.append(
                {
                    "source": str(TEMPLATES / FILES[kind]),
                    "target": str(targets[kind, scenario.name]),
                    "steps": [*filled(blank), *scenario.steps],
                }
            )
    in_libreoffice(tasks, folder)
    found = {}
    for key, path in targets.items():
        sheets = Workbook.open(path).sheets
        (checked,) = check(sheets)
        found[key] = sheets[0], checked
    return found


CASES = [(kind, scenario) for kind, blank in BLANKS.items() for scenario in scenarios(blank)]
Edited = dict[tuple[StandardForm, str], tuple[Sheet, Checked]]


def shown(sheet: Sheet, at: Address | None) -> object:
    return sheet.cells[at].value if at is not None and at in sheet.cells else None


@pytest.mark.parametrize(("kind", "scenario"), CASES, ids=lambda case: getattr(case, "name", None))
def test_the_sheet_shows_what_a_check_reckons(kind: StandardForm, scenario: Scenario, edited: Edited) -> None:
    sheet, checked = edited[kind, scenario.name]
    layout, results = checked.layout, checked.review.results
    assert layout.funds is not None and layout.totals_row is not None
    total_line = checked.review.form.total_funds
    reckoned = {
        total_line.rate.at: results.execution_rate,
        total_line.score.at: results.execution_score,
        Address(layout.totals_row, layout.columns["weight"]): results.weight_total,
        Address(layout.totals_row, layout.columns["self_score"]): results.self_total,
    }
    if kind is StandardForm.REVIEW:
        assert layout.final_score is not None and layout.grade is not None
        assert results.total is not None
        beyond = beyond_full(results.total, checked.review.profile)
        reckoned |= {
            Address(layout.totals_row, layout.columns["review_score"]): results.review_total,
            layout.final_score: results.review_total,
            layout.grade: beyond or results.grade,
        }
    assert {at.a1: shown(sheet, at) for at in reckoned} == {at.a1: value for at, value in reckoned.items()}
    assert results.weight_total == Decimal(10) + scenario.weights
    assert (total_line.budget.value, total_line.executed.value) == (60, Decimal("57.3"))


@pytest.mark.parametrize(("kind", "scenario"), CASES, ids=lambda case: getattr(case, "name", None))
def test_subtotals_beside_the_form_are_those_of_a_check(
    kind: StandardForm, scenario: Scenario, edited: Edited
) -> None:
    sheet, checked = edited[kind, scenario.name]
    top, left = BLANKS[kind].block
    rows = 3 if kind is StandardForm.REVIEW else 2
    # A source inserted above all others leaves a blank line in the table beside it.
    (share_row,) = (at.row for at, cell in sheet.cells.items() if cell.text == "得分占权重")
    for n, name in enumerate(("产出指标", "效益指标", "满意度指标"), left + 2):
        assert shown(sheet, Address(top, n)) == name
        weight = shown(sheet, Address(top + 1, n)) or 0
        score = shown(sheet, Address(top + rows, n)) or 0
        share = shown(sheet, Address(share_row, n))
        assert weight == checked.review.results.level1_weights.get(name, 0), (name, column_letters(n))
        assert score == checked.review.results.subtotals.get(name, 0), name
        assert share == (round(Decimal(score) / Decimal(weight), 4) if weight else ""), name  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "scenario"), CASES, ids=lambda case: getattr(case, "name", None))
def test_no_message_stands_in_a_printed_cell(kind: StandardForm, scenario: Scenario, edited: Edited) -> None:
    sheet, _ = edited[kind, scenario.name]
    for cell in sheet.cells.values():
        assert not any(word in cell.text for word in ("请填数字", "单元格有错误", "#", "不能为负"))


@pytest.mark.parametrize(("kind", "scenario"), CASES, ids=lambda case: getattr(case, "name", None))
def test_labels_of_level_1_show_the_points_below_them(
    kind: StandardForm, scenario: Scenario, edited: Edited
) -> None:
    sheet, checked = edited[kind, scenario.name]
    layout, column = checked.layout, checked.layout.columns["level1"]
    labels = {row: text for row in layout.rows if (text := str(shown(sheet, Address(row, column)) or ""))}
    starts = [*sorted(labels), layout.rows[-1] + 1]
    points = {row: Decimal(0) for row in labels}
    for row, end in pairwise(starts):
        weights = (shown(sheet, Address(n, layout.columns["weight"])) for n in range(row, end))
        points[row] = sum((w for w in weights if isinstance(w, Decimal)), Decimal(0))
    assert labels and all(
        text == f"{text.partition(chr(10))[0]}\n（{points[row].normalize():f}分）"
        for row, text in labels.items()
    ), labels
    assert {f.rule for f in checked.review.findings} & {"WT02", "LY02"} == set()

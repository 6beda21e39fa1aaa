"""Rows inserted, deleted, copied and cut in LibreOffice at every place of both templates: the sums follow.

What the sheet shows afterwards is compared, cell by cell, with what a check of the saved file reckons.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
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
    moved = ((totals - 1, first), (first + 1, totals), (first + 8, first + 3))
    for row, before in moved:
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


# Typed over the label of the second block.
OTHER_LABELS = ("过程指标", "产出效益", "效果指标", "成本指标")


def relabelled(blank: Blank) -> list[Scenario]:
    at = f"{blank.columns[0]}{blank.level1_rows[1]}"
    return [Scenario(f"label {label}", [["put", at, label]], Decimal(90)) for label in OTHER_LABELS]


Files = dict[tuple[StandardForm, str], Path]
Edited = dict[tuple[StandardForm, str], tuple[Sheet, Checked]]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Each scenario of each template as LibreOffice saved it."""
    folder = tmp_path_factory.mktemp("rows")
    tasks, targets = [], {}
    for kind, blank in BLANKS.items():
        for n, scenario in enumerate([*scenarios(blank), *relabelled(blank)]):
            targets[kind, scenario.name] = folder / f"{kind}{n}.xlsx"
            tasks.append(
                {
                    "source": str(TEMPLATES / FILES[kind]),
                    "target": str(targets[kind, scenario.name]),
                    "steps": [*filled(blank), *scenario.steps],
                }
            )
    in_libreoffice(tasks, folder)
    return targets


@pytest.fixture(scope="module")
def edited(files: Files) -> Edited:
    """The form of each, and its check."""
    found = {}
    for key, path in files.items():
        sheets = Workbook.open(path).sheets
        (checked,) = check(sheets)
        found[key] = sheets[0], checked
    return found


CASES = [(kind, scenario) for kind, blank in BLANKS.items() for scenario in scenarios(blank)]


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
    for line in range(top + 1, top + rows + 1):  # of weights and scores, all but the last are parts of it
        *parts, whole = (shown(sheet, Address(line, n)) or 0 for n in range(left + 1, left + 8))
        assert sum(part for part in parts if isinstance(part, (int, Decimal))) == whole, line
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
def test_each_level_1_has_its_label_while_it_has_rows(
    kind: StandardForm, scenario: Scenario, edited: Edited
) -> None:
    sheet, checked = edited[kind, scenario.name]
    column = checked.layout.columns["level1"]
    labels = [shown(sheet, Address(row, column)) for row in checked.layout.rows]
    names = [str(label).partition("\n")[0] for label in labels if label]
    gone = ["产出指标", "效益指标"] if scenario.name == "ten rows deleted from the top" else []
    assert names == [name for name in ("产出指标", "效益指标", "满意度指标") if name not in gone]


@pytest.mark.parametrize("kind", BLANKS)
def test_a_row_above_the_first_indicator_is_one_of_its_kind(kind: StandardForm, edited: Edited) -> None:
    first = BLANKS[kind].first
    sheet, checked = edited[kind, f"insert {first}"]
    assert [f.cell.row for f in checked.review.findings if f.rule == "LY18"] == [first]
    top, left = BLANKS[kind].block
    assert shown(sheet, Address(top, left + 6)) == "其他"
    assert shown(sheet, Address(top + 1, left + 6)) == NEW[0]


@pytest.mark.parametrize("kind", BLANKS)
def test_a_row_above_the_first_indicator_has_its_formats_and_its_help(
    kind: StandardForm, files: Files
) -> None:
    first = BLANKS[kind].first
    sheet = openpyxl.load_workbook(files[kind, f"insert {first}"]).worksheets[0]
    columns = range(1 if kind is StandardForm.REVIEW else 2, 10)
    for column in columns:
        new, next_row = sheet.cell(first, column), sheet.cell(first + 1, column)
        assert (new.number_format, new.fill.fgColor.rgb) == (
            next_row.number_format,
            next_row.fill.fgColor.rgb,
        )
        assert not new.font.b
        for kinds in (sheet.data_validations.dataValidation, sheet.conditional_formatting):
            helping = [each for each in kinds if next_row.coordinate in each.sqref]
            assert all(new.coordinate in each.sqref for each in helping), (column, kinds)
        assert any(new.coordinate in each.sqref for each in sheet.data_validations.dataValidation), column


@pytest.mark.parametrize(
    ("kind", "label", "line"),
    [
        (StandardForm.REVIEW, "过程指标", "其他"),
        (StandardForm.REVIEW, "产出效益", "产出指标"),
        (StandardForm.REVIEW, "效果指标", "效益指标"),
        (StandardForm.SELF, "成本指标", "成本指标"),
    ],
)
def test_points_stand_in_one_line_by_the_beginning_of_their_label(
    kind: StandardForm, label: str, line: str, edited: Edited
) -> None:
    sheet, _ = edited[kind, f"label {label}"]
    top, left = BLANKS[kind].block
    weights = {
        shown(sheet, Address(top, n)): shown(sheet, Address(top + 1, n)) for n in range(left + 1, left + 9)
    }
    expected = {"产出指标": 45, "效益指标": 0, "满意度指标": 15, "成本指标": 0, "其他": 0}
    expected[line] += 30
    assert {name: weights[name] or 0 for name in expected} == expected


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

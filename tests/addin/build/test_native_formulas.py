"""The native formulas of the templates against Python: LibreOffice, without the add-in, shows the same results.

Hundreds of filled forms, a sheet each, are recalculated in one go; every result cell is compared with what
the UDFs answer (scoring.worksheet) and, where the input is clean, with what a check of the form comes to.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from addin.checking.check import check
from addin.hosts.xlsx import Workbook
from addin.reading.sheet import Cell, CellError, Sheet
from addin.templates import FILES, TEMPLATES, StandardForm, new_form
from addin.udf import worksheet
from scoring.form.address import Address
from scoring.points.results import Results
from scoring.profiles.profile import DEFAULT_PROFILE, Parameter, Profile, load_profile
from tests.conftest import Convert

Value = float | str | None

PROFILE_NAME = load_profile(DEFAULT_PROFILE)
ERROR = "#DIV/0!"
# The rules that judge results; on a filled template none has anything to say of a result cell.
RESULT_RULES = {"FD01", "FD02", "WT06", "SC02", "SC03", "SC04", "SC05", "LY06"}


@dataclass(frozen=True)
class Places:
    """Where a template has its inputs, and its results by name."""

    budget: str
    executed: str
    weight: str
    name: str
    columns: dict[str, str]
    first: int
    results: dict[str, str]
    source: tuple[str, str, str]  # budget, executed and rate of a single source


PLACES = {
    StandardForm.REVIEW: Places(
        budget="E7",
        executed="F7",
        weight="G7",
        name="C",
        columns={"weights": "F", "own": "G", "reviewed": "H"},
        first=12,
        results={
            "execution_rate": "H7",
            "execution_score": "I7",
            "weight_total": "F24",
            "self_total": "G24",
            "review_total": "H24",
            "final_score": "F25",
            "grade": "F26",
        },
        source=("E5", "F5", "H5"),
    ),
    StandardForm.SELF: Places(
        budget="E6",
        executed="F6",
        weight="G6",
        name="D",
        columns={"weights": "G", "own": "H"},
        first=13,
        results={
            "execution_rate": "H6",
            "execution_score": "I6",
            "weight_total": "G25",
            "self_total": "H25",
        },
        source=("E7", "F7", "H7"),
    ),
}


@dataclass(frozen=True)
class Filled:
    """What is typed into one copy of a template. `clean` says that all of it is as it should be."""

    budget: Value
    executed: Value
    weight: Value = 10
    weights: Sequence[Value] = (20, 15, 15, 20, 20)
    own: Sequence[Value] = (20, 15, 15, 20, 19.5)
    reviewed: Sequence[Value] = (20, 15, 14, 20, 18.5)
    merges: tuple[str, ...] = ()
    clean: bool = True
    typed: Mapping[str, Value] = field(default_factory=dict)  # over the formulas of results
    expected_total: Decimal | None = field(default=None, compare=False)


def boundaries() -> Iterator[Filled]:
    """Totals on the bounds of grades, made of parts whose binary sum misses them."""
    for wanted in (
        "59.995",
        "59.994",
        "60",
        "79.99",
        "79.995",
        "80",
        "89.994",
        "89.995",
        "90",
        "99.995",
        "100",
    ):
        for execution in (Decimal("9.55"), Decimal("9.53"), Decimal(10), Decimal("0.07")):
            parts = _parts(Decimal(wanted) - execution, random.Random(f"{wanted}/{execution}"))
            yield Filled(
                budget=60,
                executed=float(execution * 6),
                weights=[25.0] * len(parts),
                own=parts,
                reviewed=parts,
                expected_total=Decimal(wanted),
            )


def _parts(rest: Decimal, chance: random.Random) -> list[float]:
    """Twelve scores with three decimals that make up a sum."""
    parts = [(rest / 12 * chance.randint(2, 10) / 10).quantize(Decimal("0.001")) for _ in range(11)]
    return [float(part) for part in (*parts, rest - sum(parts))]


def random_forms() -> Iterator[Filled]:
    """Amounts to the cent and to the 元 in 万元, rates on half a cent, weights with decimals."""
    chance = random.Random(2024)
    for n in range(80):
        budget = Decimal(chance.randint(1, 10**8)) / 10 ** chance.randint(0, 6)
        executed = (budget * chance.randint(0, 12000) / 10000).quantize(Decimal("0.000001"))
        if n % 3 == 0:  # the rate is half a cent exactly
            budget = Decimal(chance.randint(1, 500)) * 20
            executed = budget * (2 * chance.randint(0, 11000) + 1) / 20000
        count = chance.randint(1, 12)
        weights = [Decimal(chance.randint(0, 3000)) / 100 for _ in range(count)]
        scores = [(w * chance.randint(0, 100) / 100).quantize(Decimal("0.001")) for w in weights]
        yield Filled(
            budget=float(budget),
            executed=float(executed),
            weight=chance.choice([10, 10, 20, 9, 9.5]),
            weights=[float(w) for w in weights],
            own=[float(s) for s in scores],
            reviewed=[float(s) for s in reversed(scores)] if n % 4 == 0 else [float(s) for s in scores],
            merges=("A", "B")[: n % 3],
        )


def odd_inputs() -> Iterator[Filled]:
    """Blanks, zeros, text, negatives and errors where numbers belong, in every pairing."""
    odd: tuple[Value, ...] = (None, 0, 60, 66.6, -1, "60万元", ERROR)
    for budget, executed in product(odd, odd):
        yield Filled(budget, executed, clean=False)
    for weight, executed in product((None, 0, "十分", -10, ERROR), (None, 30, 90)):
        yield Filled(60, executed, weight, clean=False)
    for value in (*odd, "--", " ", "不能为负", "*"):
        scores: list[Value] = [20, value, 15, None, 20]
        yield Filled(60, 57.3, weights=scores, own=scores, reviewed=scores, clean=False)
        yield Filled(None, None, weights=scores, own=[value], reviewed=[None], clean=False)
        yield Filled(0, 3, weights=[value], own=scores, reviewed=[value], clean=False)
    for value in (None, 0, 59.995, 79.995, 89.995, -1, "97分", "没有预算", "*", ERROR):
        for name in ("execution_score", "final_score"):
            yield Filled(60, 57.3, clean=False, typed={name: value})
    yield Filled(None, None, None, (), (), (), clean=False)
    yield Filled(60, 57.3, reviewed=(), clean=False)


FORMS = (*boundaries(), *random_forms(), *odd_inputs())


@pytest.fixture(scope="module", params=list(StandardForm))
def recalculated(
    request: pytest.FixtureRequest, soffice: Convert, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Places, tuple[Sheet, ...]]:
    """Copies of a template with every form filled in, as LibreOffice saves them."""
    places = PLACES[request.param]
    book = openpyxl.load_workbook(TEMPLATES / FILES[request.param])
    blank = book.worksheets[0]
    for form in FORMS:
        fill(book.copy_worksheet(blank), places, form)
    path = tmp_path_factory.mktemp("filled") / "forms.xlsx"
    book.save(path)
    sheets = Workbook.open(soffice(path, "xlsx")).sheets
    return places, sheets[2:]  # after the blank form and 填表说明


def fill(sheet: Worksheet, places: Places, form: Filled) -> None:
    _type(sheet, places.budget, form.budget)
    _type(sheet, places.executed, form.executed)
    _type(sheet, places.weight, form.weight)
    for cell, value in zip(places.source, (form.budget, form.executed), strict=False):
        _type(sheet, cell, value)
    for key, column in places.columns.items():
        for row, value in enumerate(getattr(form, key), places.first):
            _type(sheet, f"{column}{row}", value)
            _type(sheet, f"{places.name}{row}", f"第{row}项指标")
    for name, value in form.typed.items():
        if name in places.results:
            _type(sheet, places.results[name], value)
    for column in form.merges:
        _merge(sheet, column, places.first)


def _type(sheet: Worksheet, cell: str, value: Value) -> None:
    sheet[cell].value = "=1/0" if value == ERROR else value


def _merge(sheet: Worksheet, column: str, first: int) -> None:
    """Labels in merged cells, other than those of the template."""
    for area in [a for a in sheet.merged_cells.ranges if a.coord.startswith(column) and a.min_row >= first]:
        if area.max_row <= first + 11:
            sheet.unmerge_cells(area.coord)
    for top, bottom in ((first, first + 3), (first + 4, first + 11)):
        sheet.merge_cells(f"{column}{top}:{column}{bottom}")


def answers(places: Places, form: Filled) -> dict[str, object]:
    """What the UDFs answer, each given what the cells before it show."""
    rate = worksheet.execution_rate(form.budget, form.executed)
    score = form.typed.get(
        "execution_score", worksheet.execution_score(form.budget, form.executed, form.weight, PROFILE_NAME)
    )
    found: dict[str, object] = {
        "execution_rate": rate,
        "execution_score": score,
        "weight_total": worksheet.total(10 if form.weight is None else form.weight, form.weights),
        "self_total": worksheet.total(score, form.own),
    }
    if "grade" in places.results:
        reviewed = worksheet.total(score, form.reviewed)
        final = form.typed.get("final_score", reviewed)
        found |= {
            "review_total": reviewed,
            "final_score": final,
            "grade": worksheet.grade(final, PROFILE_NAME),
        }
    return found


def shown(sheet: Sheet, cell: str) -> Decimal | str:
    found = sheet.cells.get(Address.parse(cell), Cell(None, "")).value
    assert found is None or (isinstance(found, Decimal | str) and not isinstance(found, CellError)), found
    return "" if found is None else found


def test_every_result_is_what_the_udf_answers(recalculated: tuple[Places, tuple[Sheet, ...]]) -> None:
    places, sheets = recalculated
    assert len(sheets) == len(FORMS)
    wrong = []
    for sheet, form in zip(sheets, FORMS, strict=True):
        expected = answers(places, form)
        for name in form.typed:
            expected.pop(name, None)
        got = {name: shown(sheet, cell) for name, cell in places.results.items() if name in expected}
        if got != expected or shown(sheet, places.source[2]) != expected["execution_rate"]:
            wrong.append((sheet.name, form, got, expected))
    assert not wrong, f"{len(wrong)} of {len(FORMS)}, such as {wrong[:3]}"


def test_every_result_is_what_a_check_reckons(recalculated: tuple[Places, tuple[Sheet, ...]]) -> None:
    places, sheets = recalculated
    for sheet, form in zip(sheets, FORMS, strict=True):
        if not form.clean:
            continue
        (checked,) = check([sheet])
        results = checked.review.results
        reckoned = {
            "execution_rate": results.execution_rate,
            "execution_score": results.execution_score,
            "weight_total": results.weight_total,
            "self_total": results.self_total,
            "review_total": results.review_total,
            "final_score": results.review_total,
            "grade": graded(results, checked.review.profile),
        }
        got = {name: shown(sheet, cell) for name, cell in places.results.items()}
        assert got == {name: reckoned[name] for name in got}, sheet.name


def graded(results: Results, profile: Profile) -> str | None:
    """What stands for the grade: a total above the full mark has none."""
    assert results.total is not None
    return worksheet.beyond_full(results.total, profile) or results.grade


def test_the_check_has_nothing_to_say_of_results(recalculated: tuple[Places, tuple[Sheet, ...]]) -> None:
    places, sheets = recalculated
    cells = {*places.results.values(), places.source[2]}
    for sheet, form in zip(sheets, FORMS, strict=True):
        if form.clean or form.budget == 0:
            (checked,) = check([sheet])
            found = {(f.rule, f.cell.a1) for f in checked.review.findings if f.rule in RESULT_RULES}
            assert not {(rule, cell) for rule, cell in found if cell in cells}, (sheet.name, form)


def test_the_bounds_are_met(recalculated: tuple[Places, tuple[Sheet, ...]]) -> None:
    places, sheets = recalculated
    grades = {"59.99": "差", "60": "中", "79.99": "中", "80": "良", "89.99": "良", "90": "优", "100": "优"}
    for sheet, form in zip(sheets, FORMS, strict=True):
        if form.expected_total is not None and "grade" in places.results:
            total = shown(sheet, places.results["final_score"])
            assert total == round(form.expected_total + Decimal("1e-9"), 2), sheet.name
            assert shown(sheet, places.results["grade"]) == grades[f"{total:f}"], sheet.name


def test_a_profile_that_differs_decides(soffice: Convert, tmp_path: Path) -> None:
    """`jixiao new --profile` writes the bands and the weight that the native formulas reckon by."""
    bands = Parameter([[Decimal(95), "优"], [Decimal(85), "良"], [Decimal(70), "中"], [Decimal(0), "差"]], "")
    changed = {"grades.bands": bands, "execution.weight": Parameter(Decimal(20), "")}
    profile = replace(PROFILE_NAME, name="elsewhere", parameters={**PROFILE_NAME.parameters, **changed})
    places = PLACES[StandardForm.REVIEW]
    new_form(StandardForm.REVIEW, tmp_path / "new.xlsx", profile)
    book = openpyxl.load_workbook(tmp_path / "new.xlsx")
    fill(book.worksheets[0], places, Filled(60, 57, weight=None, reviewed=[20, 15, 15, 16, 9.9949]))
    book.save(tmp_path / "filled.xlsx")
    sheet = Workbook.open(soffice(tmp_path / "filled.xlsx", "xlsx")).sheets[0]
    got = [shown(sheet, places.results[name]) for name in ("execution_score", "final_score", "grade")]
    assert got == [19, Decimal("94.99"), "良"]
    assert worksheet.grade(Decimal("94.99"), profile) == "良"


def test_the_udfs_themselves_answer_so() -> None:
    """As Excel calls them: ranges come as rows of cells."""
    pytest.importorskip("xlwings")
    from addin import functions

    def one(block: list[list[object]]) -> Decimal | str:
        ((answer,),) = block
        return Decimal(repr(answer)) if isinstance(answer, float) else str(answer)

    for form in (form for form in FORMS if not form.typed):
        expected = answers(PLACES[StandardForm.REVIEW], form)
        cells = [[form.budget]], [[form.executed]]
        score = functions.PERF_EXEC_SCORE(*cells, [[form.weight]], [[None]])
        scores = [[value] for value in (*form.reviewed, None)]
        assert one(functions.PERF_EXEC_RATE(*cells)) == expected["execution_rate"], form
        assert one(score) == expected["execution_score"], form
        final = functions.PERF_TOTAL(score, scores)
        assert one(final) == expected["final_score"], form
        assert one(functions.PERF_GRADE(final, [[None]])) == expected["grade"], form


def test_the_stored_results_of_the_blank_forms_are_right(soffice: Convert, tmp_path: Path) -> None:
    for name in FILES.values():
        stored = {
            (s.name, at): c for s in Workbook.open(TEMPLATES / name).sheets for at, c in s.cells.items()
        }
        formulas = {at for at, cell in stored.items() if cell.formula is not None}
        fresh = {
            (s.name, at): c
            for s in Workbook.open(soffice(TEMPLATES / name, "xlsx")).sheets
            for at, c in s.cells.items()
        }
        assert formulas
        assert {at: stored[at].value or "" for at in formulas} == {
            at: fresh[at].value or "" for at in formulas
        }

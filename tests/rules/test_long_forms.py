"""What a rule looks at grows with the form and no faster: counted in comparisons and readings, not in time."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.checking.check import check
from scoring.finding import Finding
from scoring.form.address import Address
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm
from scoring.form.naming.doubles import same_measure
from scoring.points import subtotals
from scoring.points.case import Case
from scoring.points.results import recompute
from scoring.profiles.profile import load_profile
from scoring.rules import RULES, indicators, promises
from tests.forms import HERE, form_sheet, sheet_of

NAMES = yaml.safe_load(
    (Path(__file__).parents[1] / "scoring/form/indicator_names.yaml").read_text(encoding="utf-8")
)
COMMON_NAMES = sorted({name for trade in NAMES["names"].values() for name in trade})
VARIANTS = [f"全年{name}" for name in COMMON_NAMES]
VARIANTS += [
    name.removesuffix(end) + other
    for end, other in (
        ("满意度", "满意率"),
        ("故障率", "可用率"),
        ("及时率", "准时率"),
        ("合格率", "不合格率"),
    )
    for name in COMMON_NAMES
    if name.endswith(end)
]
TARGETS = ("≥24期", "≥20期", "24期", "学生≥90%", "家长≥85%", "")


def form_of(*rows: tuple[str, str]) -> EvaluationForm:
    """The clean self-evaluation with these names and targets in its indicator rows instead of its own."""
    (checked,) = check([form_sheet("self")])
    form = checked.review.form
    first = form.indicators[0]
    return replace(form, indicators=tuple(_row(first, 100 + n, *row) for n, row in enumerate(rows)))


def _row(row: Indicator, at: int, name: str, target: str) -> Indicator:
    return replace(
        row,
        row=at,
        name=row.name._replace(value=name, text=name, at=Address(at, row.name.at.column)),
        target=row.target._replace(text=target, at=Address(at, row.target.at.column)),
    )


def findings(code: str, form: EvaluationForm) -> list[Finding]:
    profile = load_profile("mof_2020")
    return RULES[code].apply(Case(form, profile, recompute(form, profile)))


def numbered(name: str, rows: int) -> list[tuple[str, str]]:
    digits = str.maketrans("0123456789", "甲乙丙丁戊己庚辛壬癸")
    return [(f"{str(n).translate(digits)}{name}", "≥90%") for n in range(rows)]


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from(COMMON_NAMES + VARIANTS), st.sampled_from(TARGETS)), max_size=40),
    st.lists(st.tuples(st.sampled_from(["培训期数", "学生满意度"]), st.sampled_from(TARGETS)), max_size=8),
)
def test_the_same_pairs_are_found_as_by_comparing_all(
    rows: list[tuple[str, str]], repeated: list[tuple[str, str]]
) -> None:
    form, profile = form_of(*rows, *repeated), load_profile("mof_2020")
    case = Case(form, profile, recompute(form, profile))
    pairs: dict[Address, Address] = {}  # each row with the first that it repeats
    for first, second in combinations(form.filled_indicators, 2):
        same = same_measure(first.name.text, second.name.text) is not None
        if same and (first.name.text != second.name.text or indicators._same_target(first, second, case)):
            pairs.setdefault(second.name.at, first.name.at)
    found = [(finding.cell, *finding.related) for finding in findings("DS02", form)]
    assert dict(found) == pairs and len(found) == len(pairs)


def test_a_row_copied_a_thousand_times_is_told_once_each() -> None:
    assert len(findings("DS02", form_of(*[("培训期数", "≥24期")] * 1000))) == 999


@pytest.mark.parametrize("name", ["设备故障率", "培训人次", "居民满意度"])
def test_a_name_is_compared_only_with_those_that_may_measure_the_same(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = _counted(monkeypatch, indicators, "same_measure")
    assert findings("DS02", form_of(*numbered(name, 1000))) == []
    assert len(compared) <= 1000
    compared.clear()
    rows = numbered("设备故障率", 500) + numbered("设备正常运行率", 500)
    assert len(findings("DS02", form_of(*rows))) == 500
    assert len(compared) <= 1000


def test_rows_of_one_name_are_compared_only_where_their_targets_may_be_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = _counted(monkeypatch, indicators, "same_measure")
    rows = [("合格率", f"{who}≥90%") for who, _ in numbered("", 1000)]
    assert findings("DS02", form_of(*rows)) == []
    assert len(compared) <= 1000


def test_a_text_of_many_promises_reads_each_indicator_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"购置救生设备{n}台，" for n in range(1300, 2300))
    form = form_of(*numbered("完好率", 100))
    expected = form.texts["expected"]._replace(value=text, text=text)
    form = replace(form, texts={**form.texts, "expected": expected})
    read = _counted(monkeypatch, promises, "find_mentions")
    assert len(findings("DS08", form)) == 1000
    assert len(read) <= 1 + 3 * 100


@pytest.mark.parametrize("printed", [3, 4])
def test_a_subtotal_looks_at_few_rows_however_long_the_form(
    printed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    summed: list[int] = []
    real = subtotals.sum_of_scores
    monkeypatch.setattr(subtotals, "sum_of_scores", lambda fields: summed.append(len(fields)) or real(fields))
    lines = (HERE / "subtotals.tsv").read_text(encoding="utf-8").split("\n")
    row = ["", "", "", "运行维护站点数", "=1个", "1个", "1", "1"]
    blocks = [*[row] * 3, ["", "", "", "小计", "", "", str(printed), str(printed)]] * 500
    check([sheet_of([*(line.split("\t") for line in lines[:13]), *blocks])])
    assert 500 <= len(summed) <= 500 * 2 * 4 and sum(summed) <= 500 * 2 * 2 * 110


@pytest.mark.parametrize("clause", ["购置水泥60台与61辆", "水泥60台与61辆", "购置水泥60台，"])
def test_each_clause_of_a_promise_is_read_once(clause: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = _counted(monkeypatch, promises, "first_deed")
    text = clause * 1000
    promises._promises(text)
    assert sum(len(part) for (part,) in read) <= len(text)


def _counted(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[Any]:
    """The arguments of each call of a function that a module uses."""
    calls: list[Any] = []
    real = getattr(module, name)

    def counted(*arguments: Any) -> Any:
        calls.append(arguments)
        return real(*arguments)

    monkeypatch.setattr(module, name, counted)
    return calls

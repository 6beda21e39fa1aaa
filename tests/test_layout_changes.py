"""The changes of layout of benchmarks/layouts: each changes the sheet and loses nothing, and is judged rightly."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from addin.checking.check import check
from addin.marking.mark import Checked
from benchmarks.layouts import CHANGES, Change, Impossible, Page
from benchmarks.layouts.__main__ import BEGIN, END, table
from benchmarks.layouts.compare import Difference, differences, facts, plain, unsaid
from benchmarks.layouts.headings import UNKNOWN
from benchmarks.layouts.measure import Measure, Outcome, laid_out, measure, outcomes
from benchmarks.mutations import Clean
from scoring.finding import Finding, Severity
from scoring.form.address import Address
from tests.forms import NAMES, cell

DETECTION = Path(__file__).parents[1] / "docs" / "detection.md"
FORMS = ("self", "review", "sichuan")
PAIRS = 200
# As measured on these forms: the reading may get better, never worse.
SAME_ALONE, SILENT_ALONE = 1264, 0
SAME_IN_PAIRS, SILENT_IN_PAIRS = 200, 0

clean = cache(Clean)


@pytest.fixture(scope="module")
def measured() -> Measure:
    return measure(FORMS, pairs=PAIRS)


def pages(change: Change) -> list[Page]:
    """The clean forms that can have the change, with it."""
    found = []
    for name in NAMES:
        try:
            found.append(laid_out(clean(name), [change]))
        except Impossible:
            continue
    return found


def read(page: Page) -> Checked:
    return check(page.sheets())[0]


def written(page: Page) -> str:
    """All that stands on the sheets, row by row, as it counts."""
    cells = (one for sheet in page.sheets() for _, one in sorted(sheet.cells.items()))
    return "".join(plain(one.text) for one in cells)


def test_there_are_at_least_sixty_changes_besides_other_words() -> None:
    assert len({one.name for one in CHANGES if not one.variant}) >= 60
    assert len({(one.name, one.variant) for one in CHANGES}) == len(CHANGES)


def test_a_change_can_be_made_to_a_form_and_loses_none_of_its_texts() -> None:
    impossible, lost = [], []
    for change in CHANGES:
        changed = pages(change)
        if not changed and "名单上的" not in change.name:  # the form that is called so already
            impossible.append((change.name, change.variant))
        lost += [(change.name, page.clean.name, text) for page in changed for text in lost_texts(page)]
    assert impossible == []
    assert lost == []


def lost_texts(page: Page) -> list[str]:
    """The texts of fields that stand nowhere any more, though nothing says that they may be gone."""
    there = written(page)
    may_go = tuple(page.may_differ)
    gone = []
    for key, fact in facts(page.clean.form, {}).items():
        is_text = isinstance(fact.value, str) and fact.kind.startswith(
            ("指标值", "完成值", "复核意见", "偏差", "栏目")
        )
        if not is_text or fact.kind.startswith(may_go) or key.startswith(may_go):
            continue
        if fact.value not in there and page.renamed.get(fact.value, fact.value) not in there:
            gone.append(fact.value)
    return gone


def made(name: str, *changes: str) -> Page:
    """The form with the changes of these names."""
    return laid_out(clean(name), [next(one for one in CHANGES if one.name == wanted) for wanted in changes])


@pytest.mark.parametrize(
    "after", ["没有合计行", "总分写成一句话（自评总分：98分）", "“其中：”子行没有分值", "资金表在指标表之后"]
)
def test_a_score_beneath_its_weight_stays_beneath_it(after: str) -> None:
    page = made("self", "得分在分值下一行", after)
    column, scored = page.column("weight"), [row.self_score.value for row, _ in page.rows()]
    assert [page.cells[Address(now + 1, column)].value for _, now in page.rows()] == scored
    totals = [at for at, one in page.cells.items() if at.column == column and one.text == "99.03"]
    assert len(totals) == (after in ("“其中：”子行没有分值", "资金表在指标表之后"))


def test_nobody_writes_execution_in_two_rows_or_marks_a_name_twice() -> None:
    with pytest.raises(Impossible):
        made("self", "预算执行是指标表的一行，前两级写横线", "预算执行两处都有")
    with pytest.raises(Impossible):
        made("self", "三级指标前有①②③", "三级指标前有★")


def test_a_row_of_the_template_stays_in_its_table() -> None:
    page = made("weight_first", "没有分值列、得分列（转移支付）", "资金表在指标表之后")
    (dots,) = [at.row for at, one in page.cells.items() if one.text == "……"]
    assert page.last_row < dots < page.fund_rows()[0]


def test_the_words_that_only_a_person_understands_are_no_others_labels() -> None:
    words = [word for table_of in UNKNOWN.values() for some in table_of.values() for word in some]
    assert len(words) > 100
    assert all(len(some) == len(set(some)) for table_of in UNKNOWN.values() for some in table_of.values())


@pytest.mark.parametrize("name", NAMES)
def test_a_form_as_it_was_is_the_same(name: str) -> None:
    page = Page(clean(name))
    assert page.is_as_it_was()
    assert differences(page, read(page)) == []


def test_a_form_that_has_only_moved_is_the_same() -> None:
    page = Page(clean("review"))
    page.insert_rows(1, 7)
    page.insert_columns(1, 2)
    assert not page.is_as_it_was()
    assert differences(page, read(page)) == []


def changed(text: str, at: str = "") -> tuple[Page, list[Difference]]:
    """The clean self-evaluation with one cell changed behind the page's back, and what is found to differ."""
    page = Page(clean("self"))
    page.cells[Address.parse(at)] = cell(text or None)
    return page, differences(page, read(page))


@pytest.mark.parametrize(
    ("at", "text", "kind"),
    [
        ("G14", "14", "分值"),
        ("H14", "14", "自评得分"),
        ("E14", "≥23期", "指标值"),
        ("C9", "", "资金年初预算"),
        ("F15", "93%", "完成值"),
        ("B17", "产出指标", "一级指标"),
        ("C6", "300000", "资金年初预算"),
        ("B3", "青少年游泳", "栏目project"),
        ("A2", "（2023年度）", "年度"),
        ("H20", "99", "合计自评"),
    ],
)
def test_another_value_is_a_difference_of_its_kind(at: str, text: str, kind: str) -> None:
    _, found = changed(text, at)
    assert kind in {one.kind for one in found}


def test_what_was_accused_is_told_from_what_was_read() -> None:
    _, found = changed("14", "G14")
    assert {one.kind for one in found if one.accuses} >= {"多报WT01"}
    assert all(one.kind.startswith("多报") for one in found if one.accuses)


def with_notice(checked: Checked, *at: str) -> Checked:
    """The reading with a finding of LY on these cells, which says that it did not understand them."""
    notice = Finding(
        tuple(map(Address.parse, at)), "没有认出", "", rule="LY11", severity=Severity.INFO, expected="列名"
    )
    review = replace(checked.review, findings=(*checked.review.findings, notice))
    return replace(checked, review=review)


def test_what_is_lost_is_said_where_a_notice_is_on_its_cell_or_on_its_heading() -> None:
    page = Page(clean("self"))
    checked = read(page)
    lost = [Difference("分值", "指标.培训班期数.分值", 15, "", (Address.parse("G14"),))]
    assert unsaid(lost, checked) == lost
    assert unsaid(lost, with_notice(checked, "G12")) == []
    assert unsaid(lost, with_notice(checked, "G14")) == []
    assert unsaid(lost, with_notice(checked, "F12")) == lost
    assert unsaid(lost, with_notice(checked, "G5")) == lost  # the funds' own heading


def test_a_finding_without_reason_is_never_said() -> None:
    page = Page(clean("self"))
    accusation = [
        Difference("多报TG07", "TG07", "", "没有指标值", (Address.parse("G14"),), False, accuses=True)
    ]
    assert unsaid(accusation, with_notice(read(page), "G12")) == accusation


def test_a_finding_that_is_lost_with_a_field_follows_from_it() -> None:
    checked = with_notice(read(Page(clean("self"))), "G12")
    field = Difference("分值", "指标.培训班期数.分值", 15, "", (Address.parse("G14"),))
    finding = Difference("漏报SC13", "SC13", "得分率高于执行率", "", field=False)
    assert unsaid([field, finding], checked) == []
    assert unsaid([finding], checked) == [finding]


def test_every_change_is_tried_on_its_own_and_so_many_pairs(measured: Measure) -> None:
    assert len(measured.pairs) == PAIRS
    assert all(len(trial.changes) == 2 for trial in measured.pairs)
    assert len({trial.name for trial in measured.singles}) >= 180
    assert {trial.form for trial in measured.singles} == set(FORMS)


def test_a_run_is_the_same_every_time() -> None:
    one, two = (measure(("self",), pairs=20) for _ in range(2))
    assert [(t.name, t.outcome) for t in one.pairs] == [(t.name, t.outcome) for t in two.pairs]


def test_as_many_layouts_are_read_alike_as_when_last_measured(measured: Measure) -> None:
    alone, together = outcomes(measured.singles), outcomes(measured.pairs)
    assert alone[Outcome.SAME] >= SAME_ALONE
    assert together[Outcome.SAME] >= SAME_IN_PAIRS
    assert alone[Outcome.SILENT] <= SILENT_ALONE
    assert together[Outcome.SILENT] <= SILENT_IN_PAIRS


def test_the_page_has_the_table_with_every_change(measured: Measure) -> None:
    on_page = DETECTION.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0]
    assert table(measured).splitlines()[2] in on_page
    assert [
        name for name in dict.fromkeys(t.name for t in measured.singles) if f"| {name} |" not in on_page
    ] == []

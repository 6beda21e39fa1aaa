"""A review: the same for the same form, in order, whole, and never an exception."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.checking.check import check
from addin.reading.refusal import NoForm
from scoring.finding import Finding, Severity, in_short
from scoring.form.address import Address
from scoring.profiles.profile import load_profile, profile_names
from scoring.review import Review
from scoring.rule import EVERYTHING
from scoring.rules import RULES
from tests.forms import NAMES, form_sheet

FAULTY = {"E12": "100%", "H14": 8, "F21": "良", "I18": 10, "H7": 1}


def reviewed(form: str, changes: dict[str, Any] | None = None) -> Review:
    (checked,) = check([form_sheet(form, changes)])
    return checked.review


def codes(review: Review) -> list[str]:
    return [finding.rule for finding in review.findings]


def test_equal_forms_give_equal_reviews() -> None:
    assert reviewed("review", FAULTY) == reviewed("review", dict(reversed(FAULTY.items())))


def test_findings_stand_in_the_order_of_the_form() -> None:
    cells = [finding.cell for finding in reviewed("review", FAULTY).findings]
    assert cells == sorted(cells) and len(cells) > 5


def test_of_and_count() -> None:
    review = reviewed("review", {"F21": "良", "C22": ""})
    assert [finding.cell.a1 for finding in review.of("SC05")] == ["F21"]
    assert review.of("FD01") == ()
    assert review.count(Severity.ERROR) == 1


def test_one_cause_one_finding() -> None:
    """A fault rate of 100 % with full marks: TG06 says it, and SC06 on the same row does not."""
    changes = {"D14": "救生设备故障率", "E14": "≤10%", "F14": "100%"}
    found = reviewed("self", changes)
    assert [finding.rule for finding in found.findings if finding.cell.row == 14] == ["TG06"]


def test_silence_reaches_no_other_row() -> None:
    changes = {"D14": "救生设备故障率", "E14": "≤10%", "F14": "100%", "F13": "20期"}
    assert {"TG06", "SC06"} <= set(codes(reviewed("self", changes)))


def test_of_an_empty_form_only_that_is_said() -> None:
    blank = {f"{column}{row}": "" for column in "EFG" for row in range(9, 15)}
    blank |= {"B3": "", "C7": "", "D7": "", "E7": "", "F7": "", "G15": ""}
    assert codes(reviewed("no_weights", blank)) == ["LY09"]


def test_what_a_rule_silences_exists() -> None:
    assert {code for rule in RULES.values() for code in rule.silences} <= {*RULES, *EVERYTHING}


def test_a_value_of_no_source_accuses_nobody() -> None:
    """单个指标分值一般不超过30分 is this tool's own: information, whatever the rule's severity."""
    (finding,) = reviewed("self", {"G13": 35, "G14": 5, "G15": 5, "G16": 5}).of("WT04")
    assert RULES["WT04"].severity is Severity.WARNING
    assert finding.level is Severity.INFO


def test_a_finding_carries_title_and_basis_of_its_rule() -> None:
    (finding,) = reviewed("review", {"F21": "良", "C22": ""}).of("SC05")
    assert finding.title == RULES["SC05"].title
    assert finding.basis == load_profile("xiaolan_2023").basis("grades.bands")


ODD = [
    "#REF!",
    "#DIV/0!",
    "≥",
    "100%",
    "%",
    "满分",
    "扣1分",
    "得满分",
    "0",
    "-1",
    "１００",
    "1e300",
    "9" * 32,
]
ODD += [
    "合计",
    "总分",
    "小计",
    "一级指标",
    "三级指标",
    "年度指标值",
    "年度资金总额",
    "XX",
    "指标2：……",
    "2月30日",
]
ODD += ["12月底前", "提升20%", "全年预算为80元"]
VALUES = st.one_of(
    st.text(max_size=40),
    st.integers(-(10**6), 10**12),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.sampled_from(ODD),
    st.booleans(),
    st.none(),
)


@settings(max_examples=300)
@given(st.data(), st.sampled_from(NAMES), st.sampled_from((None, *profile_names())))
def test_whatever_stands_in_a_cell_nothing_raises_and_every_finding_is_whole(
    data: Any, form: str, profile: str | None
) -> None:
    places = sorted(at.a1 for at in form_sheet(form).cells)
    changes = data.draw(st.dictionaries(st.sampled_from(places), VALUES, min_size=1, max_size=4))
    sheet = form_sheet(form, changes)
    try:
        forms = check([sheet], load_profile(profile) if profile else None)
    except NoForm:
        return  # the heading itself was overwritten
    for finding in (finding for checked in forms for finding in checked.review.findings):
        assert finding.cells and finding.rule in RULES
        assert finding.title and finding.message and finding.suggestion and finding.basis
        assert finding.severity is not None and not finding.basis.startswith("profile:")
        assert all(at.row >= 1 and at.column >= 1 for at in finding.cells)


@pytest.mark.parametrize("form", NAMES)
def test_a_check_changes_nothing_on_the_sheet(form: str) -> None:
    sheet = form_sheet(form)
    before = dict(sheet.cells)
    check([sheet])
    assert sheet.cells == before


def test_a_finding_quotes_no_more_than_a_person_reads() -> None:
    short = Finding((Address(1, 1),), "说明", "改正", found="好" * 800)
    assert in_short(short) is short
    long = in_short(short._replace(message=f"指标“{'好' * 30_000}”没有完成"))
    assert long.message.startswith("指标“好")
    assert long.message.endswith("没有完成")
    assert "（共30008字，中间略）" in long.message
    assert len(long.message) < 800

"""The grade, however it is written or ticked."""

from __future__ import annotations

from typing import Any

import pytest

from addin.checking.check import check
from addin.marking.edits import SetValue
from addin.marking.mark import marks
from addin.reading.grade import stated_grade
from tests.forms import form_sheet


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("良", "良"),
        (" 良 ", "良"),
        ("优秀", "优"),
        ("评价等级：良", "良"),
        ("自评等级:优秀", "优"),
        ("自评价结论：优", "优"),
        ("自评得分：98.6　　自评等级：优", "优"),
        ("自评总分：88分，等级为良。", "良"),
        ("自评得分：98.6　评价等级：优、良、中、差", None),
        ("评价结论：优先安排", None),
        ("优□ 良☑ 中□ 差□", "良"),
        ("□优 ☑良 □中 □差", "良"),
        ("优（）良（√）中（）差（ ）", "良"),
        ("（√）优  （ ）良  （ ）中  （ ）差", "优"),
        ("优（√）", "优"),
        ("√ 良", "良"),
        ("评价等级：优□ 良■ 中□ 差□", "良"),
        ("优、良√、中、差", "良"),
        ("优□ 良□ 中□ 差□", ""),
        ("优☑ 良☑ 中□ 差□", ""),
        ("评价等级：优（ ）良（ ）中（ ）差（ ）", ""),
        ("优、良、中、差", None),
        ("", None),
        ("评价等级：", None),
        ("□", None),
        ("90（含）-100分为优，80（含）-90分为良", None),
        ("说明：良", None),
        ("等级为优，较上年有提升", None),
        ("合格", None),
    ],
)
def test_a_grade_in_a_cell(text: str, grade: str | None) -> None:
    assert stated_grade(text) == grade


LABEL = "评价等级"


@pytest.mark.parametrize(
    ("cells", "place", "grade"),
    [
        ({"A21": LABEL, "F21": "优□ 良☑ 中□ 差□"}, "F21", "良"),
        ({"A21": "评价等级：良", "F21": ""}, "A21", "良"),
        ({"A21": "评价等级：优□ 良☑ 中□ 差□", "F21": ""}, "A21", "良"),
        ({"A21": LABEL, "F21": "优□", "G21": "良☑", "H21": "中□", "I21": "差□"}, "G21", "良"),
        ({"A21": LABEL, "F21": "优", "G21": "良", "H21": "√", "I21": "中"}, "G21", "良"),
        ({"A21": LABEL, "F21": "", "G21": "良"}, "G21", "良"),
        ({"A21": "自评等级", "F21": "良", "G21": "核查等级", "H21": "优"}, "F21", "良"),
        ({"A21": LABEL, "F21": "良", "G21": "评价人：（略）", "H21": "优先安排"}, "F21", "良"),
        ({"A21": LABEL, "F21": "优□ 良□ 中□ 差□"}, "F21", ""),
        ({"A21": "", "F21": "", "I19": "等级：良"}, "I19", "良"),
    ],
)
def test_the_cell_that_states_the_grade(cells: dict[str, Any], place: str, grade: str) -> None:
    (checked,) = check([form_sheet("review", cells | {"C22": "六个图书室按计划开放。"})])
    found = checked.review.form.grade
    assert found is not None and (found.at.a1, found.text) == (place, grade)
    assert [f.cell.a1 for f in checked.review.of("SC05")] == ([place] if grade else [])


def test_grades_side_by_side_without_a_tick_state_none() -> None:
    (checked,) = check([form_sheet("review", {"F21": "优", "G21": "良", "H21": "中", "I21": "差"})])
    assert not checked.review.form.grade.present


@pytest.mark.parametrize(("text", "written"), [("良", True), ("优□ 良☑ 中□ 差□", False)])
def test_a_recomputed_grade_replaces_a_grade_and_no_boxes(text: str, written: bool) -> None:
    forms = check([form_sheet("review", {"F21": text})])
    edits = marks(forms, {})
    assert any(isinstance(edit, SetValue) and edit.at.a1 == "F21" for edit in edits) is written

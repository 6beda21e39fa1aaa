"""The drop-down of level 2 offers the classes of the level 1 of its row: reckoned by LibreOffice, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.build.authoring import content
from addin.templates import FILES, TEMPLATES, StandardForm
from tests.addin.build.in_libreoffice import in_libreoffice

OFFERED = {key: ",".join(words) for key, words in content("template")["level2"].items()}
# First row, columns of level 1, level 2 and weight.
PLACES = {StandardForm.REVIEW: (12, "ABF"), StandardForm.SELF: (13, "BCG")}


@pytest.mark.parametrize("kind", list(StandardForm))
def test_the_choices_of_level_2_follow_level_1_through_points_and_inserted_rows(
    kind: StandardForm, tmp_path: Path
) -> None:
    first, (level1, level2, weight) = PLACES[kind]
    middle, last = first + 8, first + 13  # a row is inserted in 效益指标, and one above the totals
    steps = [
        ["put", f"{weight}{first}", 50],
        ["put", f"{weight}{first + 6}", 30],
        ["insert", middle],
        ["insert", last],
        *(["choices", f"{level2}{row}"] for row in range(first, last + 1)),
        ["put", f"{level1}{first}", "产出指标(50分)"],
        ["choices", f"{level2}{first + 1}"],
        ["put", f"{level1}{first}", "成本指标"],
        ["choices", f"{level2}{first + 5}"],
        ["put", f"{level1}{first}", "另一个指标"],
        ["choices", f"{level2}{first}"],
    ]
    source, target = TEMPLATES / FILES[kind], tmp_path / "a.xlsx"
    (said,) = in_libreoffice([{"source": str(source), "target": str(target), "steps": steps}], tmp_path)
    keys = ["产出"] * 6 + ["效益"] * 5 + ["满意"] * 3 + ["产出", "成本", "其他"]
    assert said == [OFFERED[key] for key in keys]

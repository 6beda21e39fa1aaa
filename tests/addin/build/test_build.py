"""What is built: the same bytes every time, and what the repository holds."""

from __future__ import annotations

from pathlib import Path

from addin.build.__main__ import TEMPLATES, build
from addin.checking.check import check
from addin.hosts.xlsx import Workbook


def contents(path: Path) -> list[tuple[dict[object, object], object]]:
    return [(dict(sheet.cells), sheet.merges) for sheet in Workbook.open(path).sheets]


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    for one, two in zip(build(first), build(second), strict=True):
        assert one.read_bytes() == two.read_bytes()


def test_the_repository_holds_what_is_built(tmp_path: Path) -> None:
    for path in build(tmp_path):
        assert contents(path) == contents(TEMPLATES / path.name)


def test_the_sample_shows_what_a_check_is_for() -> None:
    (checked,) = check(Workbook.open(TEMPLATES / "sample_review_form.xlsx").sheets)
    # Its deliberate faults, and nothing else.
    assert {(f.rule, f.cell.a1) for f in checked.review.findings} == {
        ("FD01", "H7"),
        ("LY01", "B18"),
        ("TG01", "E12"),
        ("TG06", "E13"),
        ("TG11", "D18"),
        ("DS01", "C16"),
        ("DS02", "C17"),
        ("OP03", "I17"),
        ("OP04", "I19"),
    }
    assert checked.review.results.grade == "优"

"""What is built: the same bytes every time, and what the repository holds."""

from __future__ import annotations

from pathlib import Path

from addin.build.__main__ import TEMPLATES, build
from addin.check import check
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
    found = {(f.rule, f.cell.a1) for f in checked.review.findings}
    assert found >= {
        ("FD01", "H7"),
        ("LY01", "B17"),
        ("TG01", "E12"),
        ("TG06", "E13"),
        ("DS01", "C15"),
        ("DS02", "C16"),
        ("OP03", "I16"),
        ("OP04", "I18"),
        ("OP05", "I12"),
    }
    assert checked.review.results.grade == "优"

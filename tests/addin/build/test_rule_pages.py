"""docs/rules/ says what the rules say."""

from __future__ import annotations

from pathlib import Path

from addin.build.rule_pages import FAMILIES, pages, write_pages
from scoring.rules import RULES

DOCS = Path(__file__).parents[3] / "docs" / "rules"


def test_the_pages_in_docs_are_current() -> None:
    assert {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")} == pages()


def test_every_rule_belongs_to_a_family_and_has_a_page_linked_from_the_index() -> None:
    for code, rule in RULES.items():
        assert code[:2] in FAMILIES
        assert f"[{code}]({code}.md)" in pages()["README.md"]
        assert rule.title in pages()[f"{code}.md"]


def test_a_page_of_no_rule_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "ZZ99.md").write_text("旧", encoding="utf-8")
    write_pages(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(pages())

"""The page that 使用说明 opens says what the guide says, and needs no other file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from addin.build.guide_page import DOCS, guide_page, write_guide
from addin.macros import GUIDE
from scoring import __version__
from scoring.rules import RULES

MARKDOWN = (DOCS / "user-guide.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return html.document_fromstring(guide_page())


def test_the_page_beside_the_templates_is_current(tmp_path: Path) -> None:
    assert write_guide(tmp_path / "page.html").read_bytes() == GUIDE.read_bytes()


def test_the_page_has_every_section_and_leads_to_it(page: html.HtmlElement) -> None:
    sections = re.findall(r"^## (.+)$", MARKDOWN, re.MULTILINE)
    assert page.get("lang") == "zh-CN"
    assert page.findtext(".//title") == re.findall(r"^# (.+)$", MARKDOWN, re.MULTILINE)[0]
    assert [each.text for each in page.findall(".//nav//a")] == [*sections, "附：核查规则"]
    assert __version__ in page.find(".//footer").text


def test_the_page_needs_no_other_file(page: html.HtmlElement) -> None:
    pictures = [each.get("src") for each in page.iter("img")]
    assert len(pictures) == MARKDOWN.count("![") > 0
    assert all(each.startswith("data:image/png;base64,iVBOR") for each in pictures)
    assert not [each.tag for each in page.iter("script", "link", "iframe")]
    assert "url(" not in page.findtext(".//style")
    places = {f"#{each.get('id')}" for each in page.iter() if each.get("id")}
    assert {each.get("href") for each in page.iter("a") if "href" in each.attrib} <= places


def test_the_rules_are_on_the_page(page: html.HtmlElement) -> None:
    for code, rule in RULES.items():
        (there,) = page.xpath(f"//details/div[@id='{code}']")
        assert there.getparent().findtext("summary") == f"{code} {rule.title}"
        assert "依据" in there.text_content()


def test_the_page_is_small() -> None:
    assert GUIDE.stat().st_size < 1_000_000

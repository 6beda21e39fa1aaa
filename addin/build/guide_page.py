"""The user guide as one page that is installed with the add-in: its pictures and the rules are in it.

A link leads to a place on the page or, where there is none, is left as text: who reads it may have no other file.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path
from string import Template

from markdown_it import MarkdownIt
from markdown_it.token import Token

from addin.build.rule_pages import FAMILIES, pages
from addin.macros import GUIDE
from scoring import __version__
from scoring.rules import RULES

DOCS = GUIDE.parents[1] / "docs"

_RULES = "rules/"
_TEMPLATE = Template(Path(__file__).with_suffix(".html").read_text(encoding="utf-8"))
_MARKDOWN = MarkdownIt("commonmark").enable("table")


def write_guide(file: Path = GUIDE) -> Path:
    """Write the page; the same bytes every time."""
    file.write_text(guide_page(), encoding="utf-8", newline="\n")
    return file


def guide_page() -> str:
    """The page made from docs/user-guide.md and the rules."""
    tokens = _MARKDOWN.parse((DOCS / "user-guide.md").read_text(encoding="utf-8"))
    headings = list(_headings(tokens))
    for token in tokens:
        for each in token.children or ():
            _make_whole(each)
    after_title = next(n for n, token in enumerate(tokens) if token.type == "heading_close") + 1
    title, *sections = headings
    return _TEMPLATE.substitute(
        title=escape(title),
        guide=_html(tokens[:after_title]) + _contents(sections) + _html(tokens[after_title:]),
        rules=_rules(),
        version=__version__,
    )


def _headings(tokens: list[Token]) -> Iterator[str]:
    """The texts of the title and the sections; each section gets a name to be linked by."""
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag in ("h1", "h2"):
            opening.attrSet("id", inline.content)
            yield inline.content


def _contents(sections: list[str]) -> str:
    items = "".join(f'<li><a href="#{escape(each)}">{escape(each)}</a></li>' for each in sections)
    return f'<nav><ul>{items}<li><a href="#rules">附：核查规则</a></li></ul></nav>\n'


def _make_whole(token: Token) -> None:
    """Put a picture itself into the page; let a link lead to a place on it, or to nowhere."""
    if token.type == "image":
        picture = (DOCS / str(token.attrs["src"])).read_bytes()
        token.attrs["src"] = f"data:image/png;base64,{b64encode(picture).decode('ascii')}"
    elif token.type == "link_open":
        target = str(token.attrs.pop("href"))
        if target.startswith("#"):
            token.attrs["href"] = target
        elif target.startswith(_RULES):
            name = Path(target).stem
            token.attrs["href"] = f"#{name}" if name in RULES else "#rules"


def _rules() -> str:
    texts = pages()
    parts = []
    for family, name in FAMILIES.items():
        parts.append(f"<h3>{family} {name}</h3>")
        parts += [_rule(code, texts[f"{code}.md"]) for code in RULES if code.startswith(family)]
    return "\n".join(parts)


def _rule(code: str, text: str) -> str:
    """A rule that is opened by a click, or by a link to what is in it."""
    heading, *body, _ = text.split("\n\n")  # the last line leads to the index
    summary = escape(heading.removeprefix("# "))
    inner = _MARKDOWN.render("\n\n".join(body))
    return f'<details><summary>{summary}</summary><div id="{code}">{inner}</div></details>'


def _html(tokens: list[Token]) -> str:
    rendered: str = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return rendered

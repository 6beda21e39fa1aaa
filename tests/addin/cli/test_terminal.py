"""Texts of a form are shown on a terminal, never obeyed."""

from __future__ import annotations

import io
import json
import unicodedata

import pytest
from rich.table import Table

from addin.cli.terminal import Terminal, Text, escaped, visible


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("巡检\x1b[2J次数", "巡检␛[2J次数"),
        ("\x9b31m红", "⟨U+009B⟩31m红"),
        ("总分\u202e99\u202c", "总分⟨U+202E⟩99⟨U+202C⟩"),
        ("\x00\x07\x08\r\x7f", "␀␇␈␍␡"),
        ("两行\n一列\t", "两行\n一列\t"),
        ("½ 𠮷 ️é", "½ 𠮷 ️é"),
    ],
)
def test_what_a_terminal_would_obey_is_a_mark(typed: str, seen: str) -> None:
    assert visible(typed) == seen


def test_no_control_character_of_unicode_is_left() -> None:
    every = "".join(map(chr, range(0x11_0000)))
    left = {
        character
        for character in visible(every)
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
    }
    assert left == {"\n", "\t"}
    turning = {
        c
        for c in visible(every)
        if unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    }
    assert turning == set()


def test_json_says_the_same_and_holds_none() -> None:
    said = {"text": "\x1b\x9b\u202e\ud800 总分"}
    text = escaped(json.dumps(said, ensure_ascii=False))
    assert json.loads(text) == said
    assert visible(text) == text


def test_a_table_shows_marks_and_keeps_its_own_colours() -> None:
    file = io.StringIO()
    table = Table("单元格", "问题")
    table.add_row(Text("B2", style="bold red"), Text("清\x1b[2J屏\u202e"))
    Terminal(file=file, force_terminal=True, width=60, color_system="standard").print(table)
    assert "清␛[2J屏⟨U+202E⟩" in file.getvalue()
    assert "\x1b[1;31mB2" in file.getvalue()

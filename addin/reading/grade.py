"""Which cell states the grade, and which grade: 良, ``评价等级：良``, ``优□ 良☑ 中□ 差□``, ``优（√）``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise, takewhile

from addin.reading.grid import Grid
from addin.reading.labelled import beside
from addin.reading.labels import is_any_label, label, likely_label
from addin.reading.stated import states_total
from scoring.form.address import Address

_PART = re.compile(
    r"(?P<grade>[优良中差])[秀好等]?"
    r"|(?P<box>[□☐☑☒√✓✔■●\uf0fc\uf0fe\uf052\uf0a3\uf06f]|[（(][\s√✓✔☑■●✕×Vv]*[)）])"
    r"|[\s、，,;；/／|]+"
)
_TICK = re.compile("[☑☒√✓✔■●Vv\uf0fc\uf0fe\uf052]")
# 自评得分：98.6　自评等级：优; not 等级：优、良, which lists them.
_AMONG_RESULTS = re.compile(
    r"(?:等级|等次|评级)\s*(?:[为是定]*\s*[:：]?)\s*[“\"]?(?P<grade>[优良中差])[秀好等]?[”\"]?(?=$|[\s，。；;])"
)
_RANGE = re.compile("[（(][^（）()]*分[^（）()]*[)）]")  # 优（90分以上）
_LABELLED = re.compile("(?P<label>[^:：]*)[:：](?P<content>.*)", re.DOTALL)


@lru_cache(maxsize=1024)
def stated_grade(text: str) -> str | None:
    """The grade; "" where there are boxes to tick and not one grade is; None where the text is no grade."""
    parts = list(_parts(_RANGE.sub("", _content(text))))
    if None in parts:
        return _among_results(text)
    written = [part for part in parts if part]
    grades = [part for part in written if not _is_box(part)]
    if len(grades) == len(written):
        return grades[0] if len(grades) == 1 else None
    ticked = _ticked(written)
    return (ticked[0] if len(ticked) == 1 else "") if grades else None


def is_labelled_grade(text: str) -> bool:
    """Whether label and grade share the cell."""
    labelled = _content(text) != text or (states_total(text) and _among_results(text) is not None)
    return labelled and stated_grade(text) is not None


def _content(text: str) -> str:
    """What follows the label in the same cell: that of a grade, or of a conclusion which is nothing else."""
    found = _LABELLED.fullmatch(text)
    if found is None or label("results", text) is not None:
        return text
    concludes = likely_label("texts", found["label"]) == "conclusion"
    return found["content"] if concludes or label("results", found["label"]) == "grade" else text


def _among_results(text: str) -> str | None:
    """The grade beside a total in a line of results; None where there is none, or more than one."""
    found = set(_AMONG_RESULTS.findall(text)) if states_total(text, alone=True) else set()
    return found.pop() if len(found) == 1 else None


def _parts(text: str) -> Iterator[str | None]:
    """Grades and boxes in their order, "" for what parts them, None for anything else."""
    at = 0
    while at < len(text):
        match = _PART.match(text, at)
        yield None if match is None else match["grade"] or match["box"] or ""
        at = match.end() if match is not None else len(text)


def _is_box(part: str) -> bool:
    return part not in ("优", "良", "中", "差")


def _ticked(parts: list[str]) -> list[str]:
    """The grades with a tick: behind each of them, or before where the row begins with a box."""
    if _is_box(parts[0]):
        parts = parts[::-1]
    return [one for one, box in pairwise(parts) if not _is_box(one) and _is_box(box) and _TICK.search(box)]


def grade_above(grid: Grid, top: int, bottom: int) -> Address | None:
    """等级：优 over the tables."""
    for row, texts in grid.between(top, bottom):
        for column, text in texts.items():
            if is_labelled_grade(text):
                return Address(row, column)
            if label("results", text) == "grade":
                return _grade_beside(grid, Address(row, column))
    return None


def grade_cell(grid: Grid, announced: Address | None, totals: Address | None, bottom: int) -> Address | None:
    """The cell that states the grade: beside its label, in one cell with it, or at the end of the 总分 row (云南)."""
    if announced is not None:
        return _grade_beside(grid, announced)
    if totals is not None and _among_results(grid.text(totals)) is not None:
        return totals
    top = totals.row if totals is not None else bottom + 1
    for row, texts in grid.between(top, bottom):
        for column, text in texts.items():
            if is_labelled_grade(text) or (row == top and stated_grade(text)):
                return Address(row, column)
    return None


def _grade_beside(grid: Grid, announced: Address) -> Address | None:
    """The next cell, or the ticked one where the grades stand side by side; None where none is ticked."""
    start = grid.right_of(announced)
    following = ((column, text) for column, text in grid.row(announced.row).items() if column >= start)
    texts = dict(takewhile(lambda item: not is_any_label(item[1]), following))
    together = stated_grade(" ".join(texts.values()))
    if together:
        return next(Address(announced.row, column) for column, text in texts.items() if together in text)
    several = sum(stated_grade(text) is not None for text in texts.values()) > 1
    return None if several else beside(grid, announced)

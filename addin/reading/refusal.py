"""Why a sheet is no form: what was found on it, what is missing, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from addin.reading.grid import Grid
from addin.reading.labels import likely_label

NEEDED_COLUMNS = "三级指标（指标名称）、年度指标值或实际完成值、分值或得分"
_NEEDED = (
    ("三级指标（指标名称）", ("name",)),
    ("年度指标值或实际完成值", ("target", "actual", "review_actual")),
    ("分值或得分", ("weight", "self_score", "review_score", "weight_and_score")),
)
_TELLING = {"level1", "level2", *(role for _, roles in _NEEDED for role in roles)}
_WHAT_TO_DO = "请确认打开的是绩效自评表或评分意见表，表头和指标在同一张工作表上"


class NoForm(Exception):
    """There is no evaluation form on the sheet; the message says what was looked for and what was found.

    `found` says the latter alone, `labels` how many of a form's column headings are there.
    """

    def __init__(self, message: str, found: str = "", labels: int = -1) -> None:
        super().__init__(message)
        self.found, self.labels = found, labels


def what_was_found(grid: Grid) -> NoForm:
    """The refusal of a sheet; it names no column that is not there."""
    sheet = f"工作表“{grid.name}”"
    if not grid.rows:
        return NoForm(f"{sheet}是空的。", f"{sheet}是空的")
    row, roles = _nearest_heading(grid)
    if roles:
        seen = "、".join(f"“{_one_line(text)}”" for text in roles)
        missing = "、".join(name for name, wanted in _NEEDED if not set(wanted) & set(roles.values()))
        lacks = f"缺少{missing}" if missing else "缺少一级指标、二级指标，看不出是指标表"
        return NoForm(
            f"{sheet}里没有完整的指标表：第{row}行的表头只有{seen}，{lacks}。{_WHAT_TO_DO}。",
            f"{sheet}第{row}行只找到{seen}，{lacks}",
            len(roles),
        )
    texts = (_one_line(text) for row in grid.rows.values() for text in row.values())
    first = f"最先出现的是“{next(filter(None, texts), '')[:30]}”"
    return NoForm(
        f"{sheet}里没有绩效自评表的指标表：要找的列是{NEEDED_COLUMNS}，一个也没有找到；表里{first}。{_WHAT_TO_DO}。",
        f"{sheet}里{first}",
        0,
    )


def _nearest_heading(grid: Grid) -> tuple[int, Mapping[str, str]]:
    """The row with most of the headings that are needed, and their roles by their texts."""
    best: tuple[int, Mapping[str, str]] = (0, {})
    for row in grid.order:
        likely = {text: likely_label("indicator", text) for text in grid.row(row).values()}
        roles = {text: role for text, role in likely.items() if role in _TELLING and role is not None}
        if len(set(roles.values())) > len(set(best[1].values())):
            best = (row, roles)
    return best


def _one_line(text: str) -> str:
    return " ".join(text.split())

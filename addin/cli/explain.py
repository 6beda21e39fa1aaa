"""How a form was read, for the person who wonders: every column and field, its cell, and the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from addin.cli.as_json import cell_of, kind, main_sheet
from addin.cli.terminal import Text
from addin.marking.mark import Checked
from addin.marking.outcome import understood
from addin.reading.labels import title_of
from scoring.form.address import Address
from scoring.form.columns import TITLES, ColumnReading

_KINDS = {
    "report": "自评表",
    "review": "有复核分的评分表",
    "plan": "绩效目标表（计划），没有完成值和得分",
    "unscored": "没有分值和得分的自评表",
    "scored": "没有指标值和完成值的评分表",
}
_LONGEST = 40  # characters of a content: enough to see which it is
_CHOSEN = "指定的"


def print_reading(console: Console, path: Path, checked: Checked) -> None:
    """What a form was read as, table by table, the cells that were not understood last."""
    form, profile = checked.review.form, checked.review.profile
    console.print(Text(f"\n{path}　{checked.sheet.name}　{form.title.text}", style="bold"))
    console.print(Text(f"按{_KINDS[kind(form)]}读"))
    console.print(Text(f"评分办法 {profile.title}（{checked.profile_by or _CHOSEN}）"))
    console.print(Text(understood(checked)))
    console.print(_columns(checked, "指标表的列", form.columns, "indicator"))
    if form.funds_columns:
        console.print(_columns(checked, "资金表的列", form.funds_columns, "funds"))
    console.print(_fields(checked))
    if form.not_understood:
        lost = _table("没有读懂的格", ("单元格", "内容"))
        for text in form.not_understood:
            lost.add_row(Text(cell_of(checked, text.at, main_sheet(checked))), _beginning(text.text))
        console.print(lost)


def _columns(checked: Checked, title: str, columns: Iterable[ColumnReading], table: str) -> Table:
    shown = _table(title, ("表头", "写的是", "读作", "依据"))
    for column in columns:
        shown.add_row(
            Text(cell_of(checked, column.at, main_sheet(checked))),
            _seen(checked, column.at, column.label),
            _read_as(column, table),
            _said(column),
        )
    return shown


def _read_as(column: ColumnReading, table: str) -> Text:
    if column.instead:
        names = "，也像".join(TITLES.get(role, role) for role in column.instead)
        return Text(f"分不清：像{names}", style="yellow")
    if not column.role:
        return Text("——", style="dim")
    title = title_of(column.role, table) if table == "funds" else TITLES.get(column.role, column.role)
    return Text(title, style="yellow" if column.guessed else "")


def _said(column: ColumnReading) -> Text:
    return Text("；".join(column.evidence) + ("（按内容认的）" if column.guessed else ""))


def _fields(checked: Checked) -> Table:
    shown = _table("栏目", ("标签", "写的是", "读作", "内容", "内容是", "依据"))
    for one in sorted(checked.review.form.fields, key=lambda field: (field.label_at, field.at)):
        content = _seen(checked, one.at, "") if one.at != one.label_at else Text("")
        evidence = "；".join(one.evidence) + ("" if one.used else "；另有一格为准，这一格没有用")
        style = "yellow" if one.guessed else "" if one.used else "dim"
        shown.add_row(
            cell_of(checked, one.label_at, main_sheet(checked)),
            _seen(checked, one.label_at, one.label),
            Text(title_of(one.key), style=style),
            cell_of(checked, one.at, main_sheet(checked)) if one.at != one.label_at else "同一格",
            content,
            Text(evidence + ("（标签不常见，按用字认的）" if one.guessed else "")),
        )
    return shown


def _table(title: str, columns: Iterable[str]) -> Table:
    table = Table(title=title, title_justify="left", show_lines=False)
    for position, column in enumerate(columns):
        table.add_column(column, no_wrap=position == 0, overflow="fold")
    return table


def _seen(checked: Checked, at: Address, otherwise: str) -> Text:
    """What is typed in a cell."""
    cell = checked.sheet.cells.get(at)
    return _beginning(cell.text if cell is not None and cell.text.strip() else otherwise)


def _beginning(text: str) -> Text:
    line = " ".join(text.split())
    return Text(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}……")

"""Checking a workbook that is open in Excel: in place, with the outcome in a sentence or two."""

from __future__ import annotations

from collections.abc import Collection

from addin.checking import session
from addin.checking.session import OURS, Session
from addin.hosts.excel import Workbook
from addin.marking.mark import Checked, open_findings
from addin.marking.outcome import changes, counts, headline, put_right
from addin.marking.settlements import Settlements
from scoring.finding import Finding

_LISTED = 12  # findings that a message names


def check_and_mark(book: Workbook) -> str:
    """Recalculate, check the active form and those checked before, mark them. The outcome in a sentence."""
    with book.in_place():
        check = Session(book)
        check.refuse_if_locked()
        forms = check.check(_needed(book, check))
        check.mark(forms)
    return "\n".join(_summary(form, check.settled, len(forms) > 1, True) for form in forms)


def check_only(book: Workbook) -> str:
    """Check the active form and write nothing. The outcome, and the first findings."""
    check = Session(book)
    forms = check.look(_needed(book, check))
    lines = [_summary(form, check.settled, len(forms) > 1, False) for form in forms]
    found = [(form, finding) for form in forms for finding in open_findings(form, check.settled)]
    found.sort(key=lambda one: one[1].level.rank)
    lines += [f"{_place(form, f)} {f.level.chinese}：{f.message}" for form, f in found[:_LISTED]]
    if len(found) > _LISTED:
        lines.append(f"……共{len(found)}条，点“重算并核查”看全部。")
    return "\n".join(lines)


def clear(book: Workbook) -> str:
    """Take our marks out. What was done in a sentence."""
    with book.in_place():
        was_marked = session.clear(book)
    return "标记已清除，表恢复原样。" if was_marked else "工作簿里没有核查标记。"


def undo(book: Workbook) -> str:
    """Take the last check back. Which values have come back, in a line each."""
    with book.in_place():
        was_marked, replaced = session.undo(book)
        has_kept = book.ledger() is not None
    if not was_marked:
        return "工作簿里没有可以撤销的核查。"
    lines = [f"已撤销本次核查：标记已去掉，改回了{len(replaced)}个数值{'：' if replaced else '。'}"]
    several = len({was.sheet for was in replaced}) > 1
    for was in replaced[:_LISTED]:
        place = f"“{was.sheet}”{was.cell}" if several else was.cell
        lines.append(f"{place}　{_shown(was.after)} → {_shown(was.before)}")
    if len(replaced) > _LISTED:
        lines.append(f"……共{len(replaced)}个。")
    if has_kept:
        lines.append("写过的处理和理由保留到下次核查；不再需要，请点“清除标记”。")
    return "\n".join(lines)


def _place(form: Checked, finding: Finding) -> str:
    """E5, of a form over two sheets “基本情况”E5."""
    name = f"“{form.sheet.holding(finding.cell).name}”" if form.sheet.parts else ""
    return name + finding.cell.a1


def _shown(value: str) -> str:
    return value.partition(":")[2] or "（空）"


def _needed(book: Workbook, check: Session) -> Collection[str]:
    """The sheet whose form the person wants checked; all of them, where 核查结果 is in front."""
    active = book.active_sheet
    return check.names if active in OURS else (active,)


def _summary(checked: Checked, settled: Settlements, several: bool, written: bool) -> str:
    """总分98.55，等级优（原填良），执行率95.5%。1个错误，0个提示，0个参考。改正了1格：F21 良→优。

    A line for each where there are several forms; else a line for each of the sentences.
    """
    said = [headline(checked), counts(checked, settled)]
    if written:
        said.append(put_right(changes(checked, settled)))
    name = f"“{checked.sheet.name}”" if several else ""
    return name + ("" if several else "\n").join(f"{sentence}。" for sentence in said if sentence)

"""Checking a workbook that is open in Excel: as addin/checking/files.py does with a file, but in place."""

from __future__ import annotations

from collections.abc import Sequence

from addin.checking.check import check, edits
from addin.hosts.excel import Workbook, marked_sheets
from addin.hosts.excel.profile_name import chosen_profile
from addin.hosts.excel.recalculation import recalculate
from addin.hosts.problems import Refused
from addin.marking.edits import MARKS_SHEET, RESULT_SHEET
from addin.marking.ledger import Ledger
from addin.marking.mark import Checked, open_findings
from addin.marking.settlements import Settlements
from addin.marking.unmarked import unmarked
from addin.reading.locate import locate
from addin.reading.sheet import Sheet
from scoring.finding import Severity
from scoring.profiles.profile import Profile, load_profile
from scoring.text.printed_numbers import plain

_OURS = (RESULT_SHEET, MARKS_SHEET)
_LISTED = 12  # findings that a message names


def check_and_mark(book: Workbook) -> str:
    """Recalculate, check the active form and those checked before, mark them. The outcome in a sentence."""
    ledger = book.ledger()
    settled = book.settlements() if ledger is not None else {}
    names = _to_check(book, ledger, settled)
    book.refuse_if_locked(names, ledger)
    profile = _profile(book)
    recalculate(book.book, names)
    sheets = [book.read(name) for name in names]
    _find_form(sheets, book.active_sheet, ledger)
    with book.in_place():
        if ledger is not None:
            # Formulas may rest on values that we replaced: the form is checked as it is without marks.
            book.clear_marks(ledger)
            book.book.Application.Calculate()
            sheets = [book.read(name) for name in names]
        forms = check(sheets, profile)
        book.apply(sheets, edits(forms, settled))
    return "\n".join(_summary(form, settled, len(forms) > 1) for form in forms)


def check_only(book: Workbook) -> str:
    """Check the active form and write nothing. The outcome, and the first findings."""
    ledger = book.ledger()
    settled = book.settlements() if ledger is not None else {}
    names = _to_check(book, ledger, settled)
    sheets = [_plain_sheet(book.read(name), ledger) for name in names]
    _find_form(sheets, book.active_sheet, None)
    forms = check(sheets, _profile(book))
    lines = [_summary(form, settled, len(forms) > 1) for form in forms]
    found = [finding for form in forms for finding in open_findings(form, settled)]
    found.sort(key=lambda finding: finding.level.rank)
    lines += [f"{f.cell.a1} {f.level.chinese}：{f.message}" for f in found[:_LISTED]]
    if len(found) > _LISTED:
        lines.append(f"……共{len(found)}条，点“重算并核查”看全部。")
    return "\n".join(lines)


def clear(book: Workbook) -> str:
    """Take our marks out. What was done in a sentence."""
    ledger = book.ledger()
    names = sorted(marked_sheets(ledger, {})) if ledger is not None else [book.active_sheet]
    book.refuse_if_locked(names, ledger or Ledger())
    with book.in_place():
        book.clear_marks(ledger)
    return "标记已清除，表恢复原样。" if ledger is not None else "工作簿里没有核查标记。"


def _to_check(book: Workbook, ledger: Ledger | None, settled: Settlements) -> list[str]:
    """The active sheet and those checked before: their findings and settlements must not get lost."""
    active = book.active_sheet
    before = marked_sheets(ledger, settled) if ledger is not None else set()
    names = book.in_order({*before, active} - set(_OURS))
    if not names:
        raise Refused("当前是核查结果。请先切换到评分表所在的工作表，再点一次。")
    return names


def _find_form(sheets: Sequence[Sheet], active: str, ledger: Ledger | None) -> None:
    """Raise NoForm, before anything is changed, where there is no form on the active sheet."""
    for sheet in sheets:
        if sheet.name == active or active in _OURS:
            locate(_plain_sheet(sheet, ledger))


def _plain_sheet(sheet: Sheet, ledger: Ledger | None) -> Sheet:
    return sheet if ledger is None else unmarked(sheet, ledger)


def _profile(book: Workbook) -> Profile | None:
    name = chosen_profile(book.book)
    return load_profile(name) if name else None


def _summary(checked: Checked, settled: Settlements, several: bool) -> str:
    """总分98.55，等级优。2个错误，3个提示。"""
    results = checked.review.results
    said = "总分无法计算" if results.total is None else f"总分{plain(results.total)}"
    said += f"，等级{results.grade}" if results.grade is not None else ""
    levels = [finding.level for finding in open_findings(checked, settled)]
    errors, warnings = levels.count(Severity.ERROR), levels.count(Severity.WARNING)
    name = f"“{checked.sheet.name}”" if several else ""
    return f"{name}{said}。{errors}个错误，{warnings}个提示。"

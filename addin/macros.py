"""The macros behind the ribbon's buttons (RunPython): each a few lines over the active workbook, one message.

They go through the same layout and scoring code as the file check. Structure-verified, not run in Excel.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import xlwings as xw

from addin.checking import one_finding, open_book
from addin.checking.files import check_file
from addin.hosts.excel import Workbook, com
from addin.hosts.excel.profile_name import keep_profile
from addin.hosts.excel.recalculation import BoundBooks
from addin.hosts.problems import Problem, Refused, aside
from addin.installing.details import unforeseen
from addin.marking.edits import PROFILE_NAME, RESULT_SHEET
from addin.reading.refusal import NoForm
from addin.templates import EXECUTION_WEIGHT, FILES, TEMPLATES, StandardForm, profile_cells
from scoring import __version__
from scoring.profiles.profile import ProfileProblem, load_profile

TITLE = "绩效核查"
_BOUND_BOOKS = BoundBooks()  # as long as Excel's Python runs
GUIDE = TEMPLATES / "user_guide.html"  # made from docs/user-guide.md
BY_TITLE = "by_title"  # in the menu of profiles: none is chosen
_SHOWN: list[Any] = []  # the note that 下一个问题 has opened
_FOUND = "【绩效核查】"  # before a finding in the status bar

_BUSY = "有单元格正在编辑，或有对话框开着。请按 Enter 结束编辑，关闭对话框，再点一次。"
_STEPS = """1. 打开评分表，填好。
2. 点“重算并核查”：有问题的单元格会着色，批注写明哪里不对、应为多少、依据是什么；右边的“核查提示”逐行说明。
3. “核查结果”工作表列出全部问题。属实不用改的，在“处理”栏选“属实不改”并写明理由，下次不再标记。
4. 改好后再点一次“重算并核查”。
5. 上报前点“清除标记”，表恢复原样。"""


def show(app: xw.App | None, message: str) -> None:
    """Say something to the person, with or without an Excel; the only way in which macros do. Tests replace it."""
    if app is not None:
        app.alert(message, TITLE)
    elif sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(None, message, TITLE, 0)
    else:
        print(message, file=sys.stderr)


def ask(app: xw.App, question: str, default: str) -> str | None:
    """What the person types; None where they cancel. Tests replace it."""
    typed = app.api.InputBox(question, TITLE, default)
    return None if typed is False else str(typed).strip()


def recalculate_and_check() -> None:
    """重算并核查: recalculate, check the active form, mark what is wrong."""
    _run("正在重算并核查……", open_book.check_and_mark)


def check_only() -> None:
    """只核查不改动: say what is wrong and write nothing."""
    _run("正在核查……", open_book.check_only)


def clear_marks() -> None:
    """清除标记: take everything out that a check has written."""
    _run("正在清除标记……", open_book.clear)


def undo_check() -> None:
    """撤销本次核查: take the last check back as a whole, and list the values put back.

    "Before the last check" means: no marks, and every value that the check replaced as the person had typed
    it, unless they have changed it since. What they wrote in 处理 and 理由 is kept for the next check.
    """
    _run("正在撤销本次核查……", open_book.undo)


def next_finding() -> None:
    """下一个问题: go to the next open finding, the gravest first, and show it."""
    _run("", lambda book: _go(book, +1))


def previous_finding() -> None:
    """上一个问题: go to the one before."""
    _run("", lambda book: _go(book, -1))


def adopt() -> None:
    """采用建议: take the recomputed value of the cell under the cursor for good."""
    _run("正在采用建议……", one_finding.adopt)


def keep_as_is() -> None:
    """属实不改…: settle the finding under the cursor, with a reason."""
    _run("", lambda book: _settle(book, "属实不改"))


def false_alarm() -> None:
    """误报…: the same for one that is wrong."""
    _run("", lambda book: _settle(book, "误报"))


def show_results() -> None:
    """打开核查结果: go to the list of findings."""
    _run("", _show_results)


def choose_profile(name: str) -> None:
    """评分办法: choose the profile, or that each form's title decides; it is kept in the workbook."""
    _run("", lambda book: _choose_profile(book, "" if name == BY_TITLE else name))


def show_profile() -> None:
    """现用的评分办法: say which one this workbook has chosen."""
    _run("", lambda book: f"这个工作簿现用的评分办法：{_profile_title(book.chosen_profile)}。")


def new_form(kind: str) -> None:
    """新建: open a fresh workbook made from a template."""
    template = TEMPLATES / FILES[StandardForm(kind)]
    _attempt("", lambda api: _open_template(api, template))


def self_test() -> None:
    """自检: what is installed, and whether a check works."""
    _attempt("正在自检……", _self_test)


def show_guide() -> None:
    """使用说明: the guide as a page; the five steps where there is none to show it."""
    opens = getattr(os, "startfile", None)  # on Windows only
    try:
        if opens is not None:
            opens(GUIDE)
            return
    except OSError:  # no page, or no program for pages
        pass
    _attempt("", lambda api: _STEPS)


def _run(message: str, work: Callable[[Workbook], str | None]) -> None:
    _attempt(message, lambda api: work(Workbook.active(api, _BOUND_BOOKS)))


def _attempt(message: str, work: Callable[[Any], str | None]) -> None:
    """Do the work in the Excel whose button was pressed, if there is one; then say how it went."""
    app: xw.App | None = None
    outcome: str | None
    try:
        app = _excel()
        outcome = _done(app.api, message, work)
    except (Problem, NoForm, ProfileProblem) as problem:
        outcome = "\n".join([str(problem), *aside(problem)])
    except Exception as problem:
        outcome = "\n".join([unforeseen(problem, "这一步没有做完"), *aside(problem)])
    if outcome:
        show(app, outcome)


def _done(api: Any, message: str, work: Callable[[Any], str | None]) -> str | None:
    """Do the work, quietly where there is a message for the status bar."""
    with com.spoken():
        if com.is_busy(api):
            raise Refused(_BUSY)
        _put_away(api)
        if not message:
            return work(api)
        with com.quietly(api, message):
            return work(api)


def _excel() -> xw.App:
    """The Excel whose button was pressed: there may be several."""
    com.bound_retries()
    try:
        return xw.Book.caller().app
    except Exception as problem:  # started from Python, not from a button
        app = xw.apps.active
        if app is None:
            raise Refused("Excel 没有运行") from problem
        return app


def _go(book: Workbook, by: int) -> str | None:
    place = one_finding.next_place(book, by)
    if place is None:
        return "没有待处理的问题。"
    app = book.book.Application
    cell = book.book.Worksheets(place.sheet).Range(place.at.a1)
    app.Goto(cell)
    app.StatusBar = f"{_FOUND}{place.words}"
    note = cell.Comment
    if note is not None and not note.Visible:
        note.Visible = True
        _SHOWN.append(note)
    return None


def _put_away(app: Any) -> None:
    """The note that was opened for the last finding is closed again, and its words leave the status bar."""
    while _SHOWN:
        with suppress(com.error()):  # its workbook may be closed, the note be gone
            _SHOWN.pop().Visible = False
    if str(app.StatusBar).startswith(_FOUND):
        app.StatusBar = False


def _settle(book: Workbook, action: str) -> str:
    place = one_finding.place_here(book)
    reason = ask(_excel(), f"{place.words}\n\n记为“{action}”，请写明理由：", "")
    if not reason:
        return "没有写理由，没有改动。"
    with com.quietly(book.book.Application, "正在记录……"):
        return one_finding.settle(book, place, action, reason)


def _show_results(book: Workbook) -> str | None:
    if book.result_sheet() is None:
        return one_finding.NOT_CHECKED
    book.book.Worksheets(RESULT_SHEET).Activate()
    return None


def _profile_title(name: str) -> str:
    return load_profile(name).title if name else "按表的标题识别"


def _choose_profile(book: Workbook, chosen: str) -> str:
    values = profile_cells(load_profile(chosen) if chosen else None)
    # The weight that stands on the form itself is the person's: they may have changed it.
    del values[EXECUTION_WEIGHT]
    keep_profile(book.book, chosen, {**values, PROFILE_NAME: (chosen,)})
    return f"评分办法：{_profile_title(chosen)}。已存入本工作簿，请点“重算并核查”。"


def _open_template(api: Any, template: Path) -> str | None:
    if not template.exists():
        raise Refused(f"找不到模板“{template.name}”，请重新安装 jixiao。")
    api.Workbooks.Add(str(template))
    return None


def _self_test(api: Any) -> str:
    lines = [
        f"jixiao {__version__}",
        f"Python {platform.python_version()}（{struct.calcsize('P') * 8} 位），xlwings {xw.__version__}",
        f"Excel {api.Version}，{api.OperatingSystem}",
    ]
    answer = api.Evaluate("PERF_GRADE(90)")
    lines.append("函数：可用" if answer == "优" else "函数：没有加载，请检查加载项；按钮不受影响")
    sample = TEMPLATES / "sample_review_form.xlsx"
    found = check_file(sample, write_copy=False).forms[0].review.findings
    lines.append(f"核查：可用，示例表中发现{len(found)}个问题")
    return "\n".join(lines)

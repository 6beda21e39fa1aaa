"""A check, a check again, a clearing: cut off at every call to Excel, by every kind of error, then mended.

Wherever it is cut off, the workbook is as it was, or all is done, or the message says that the marks are half
there. The next click brings it in order, and clearing gives the original back.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from addin import macros
from addin.checking import session
from addin.checking.check import check
from addin.hosts.excel import com
from addin.hosts.problems import Refused
from addin.marking.edits import RESULT_SHEET
from tests.addin.books import book_seen
from tests.addin.fake_excel import AppX, BookX
from tests.addin.fake_looks import BUSY, Com, fail
from tests.forms import write_form

HALF = ("标记只写了一部分", "标记只清除了一部分")
KINDS: Mapping[str, Callable[[], Exception]] = {
    "rejected": lambda: Com.error(BUSY, "被调用方拒绝接收呼叫。", None, None),
    "busy": lambda: Com.error(-2146777998, "", None, None),
    "busy inside": lambda: Com.error(-2147352567, "", (0, None, None, None, 0, -2146777998), None),
    "gone": lambda: Com.error(-2147417848, "被调用的对象已与其客户端断开连接。", None, None),
    "refused": lambda: fail("无法完成"),
    "python": lambda: RuntimeError("a mistake of ours"),
}
SORTS = {  # what the code can tell apart: the four that are not reached are one to it, as is tested below
    "not reached": ("rejected", "busy", "busy inside", "gone"),
    "refused": ("refused",),
    "python": ("python",),
}
NO_THEME_COLOUR = "ThemeColor"  # refused where there is none: that is Excel's answer
MACROS = {
    "check": macros.recalculate_and_check,
    "again": macros.recalculate_and_check,
    "clear": macros.clear_marks,
}

Seen = Mapping[str, dict[str, Any]]
Cut = Callable[[int, bool], None]


def people_s_form(path: Path) -> Path:
    """A small form with a wrong result, and where the marks will be, a person's note, colours, a width."""
    write_form(path, "self", changes={"H6": 10, "E14": "9月前"})
    book = openpyxl.load_workbook(path)
    sheet = book["self"]
    sheet["H6"].comment = Comment("王欣：请核对", "王欣", 90, 160)
    sheet["H6"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.4))
    sheet["E14"].fill = PatternFill("lightGrid", fgColor="FF112233", bgColor="FF445566")
    book.create_sheet("填表说明")
    book.save(path)
    return path


class Trial:
    """One workbook, brought where a macro begins, and what the macro makes of it undisturbed."""

    def __init__(self, app: AppX, original: Path, what: str, said: list[str]) -> None:
        self.app, self.run = app, MACROS[what]
        self.original = book_seen(openpyxl.load_workbook(original))
        self.path = original
        self.is_fresh = False  # whether the open workbook is as it was: opening takes longest
        self.held: tuple[Path, bytes, Any] | None = None  # what the file holds, and its values
        if what != "check":
            book = self.open()
            macros.recalculate_and_check()
            settle(book)
            macros.recalculate_and_check()
            self.path = original.with_name("标.xlsx")
            book.wb.save(self.path)
        book = self.open()
        self.before = book_seen(book.wb)
        Com.counter.names.clear()
        said.clear()
        self.run()
        self.said = list(said)
        self.calls = len(Com.counter)
        self.first = {name: number for number, name in reversed(list(enumerate(Com.counter.names, 1)))}
        self.done = book_seen(book.wb)

    def open(self) -> BookX:
        if self.held is None or self.held[0] != self.path:
            book, values = (openpyxl.load_workbook(self.path, data_only=yes) for yes in (False, True))
            self.held = self.path, pickle.dumps(book), values  # ten times as quick as to read the file again
        _, stored, values = self.held
        self.app.open = BookX(self.app, self.path, unpickled(stored), values)
        return self.app.open

    def cut_off(self, cut: Cut) -> BookX:
        """The workbook after the macro was cut off."""
        book = self.app.open if self.is_fresh and self.app.open is not None else self.open()
        self.is_fresh = False
        Com.counter.names.clear()
        self.failed = ""

        def cut_here(call: int, has_ended: bool) -> None:
            try:
                cut(call, has_ended)
            except Exception:
                self.failed = self.failed or Com.counter.names[-1]
                raise

        Com.counter.cut_off = cut_here
        try:
            self.run()
        finally:
            Com.counter.cut_off = None
        return book

    def mend(self, cut: Cut) -> None:
        """The next click does what was to be done, or takes out what is there; then all is as people had it."""
        book = self.app.open
        assert book is not None
        self.run()
        assert book_seen(book.wb) == self.done
        macros.clear_marks()
        assert book_seen(book.wb) == self.original
        book = self.cut_off(cut)
        macros.clear_marks()
        assert book_seen(book.wb) == self.original


def unpickled(stored: bytes) -> Any:
    """A workbook of openpyxl, all of it: rows and columns forget how they are added when they are asked for."""
    book = pickle.loads(stored)
    for sheet in book.worksheets:
        for held, add in (
            (sheet.row_dimensions, sheet._add_row),
            (sheet.column_dimensions, sheet._add_column),
        ):
            held.reference, held.default_factory = "index", add
    return book


def settle(book: BookX) -> None:
    """The person's word on a finding: it has to outlive everything."""
    results = book.wb[RESULT_SHEET]
    row = next(row for row in range(1, 30) if results.cell(row, 4).value == "提示")
    results.cell(row, 11).value, results.cell(row, 12).value = "属实不改", "按合同"


def once(number: int, kind: str, after: bool = False) -> Cut:
    """Let one call fail, before or after it has had its effect."""
    left = [True]

    def cut(call: int, has_ended: bool) -> None:
        if left and call >= number and has_ended is after:
            left.clear()
            raise KINDS[kind]()

    return cut


def from_there_on(number: int, kind: str) -> Cut:
    """Let every call fail from one on: Excel is gone, or the person goes on typing in a cell."""

    def cut(call: int, has_ended: bool) -> None:
        if call >= number and not has_ended:
            raise KINDS[kind]()

    return cut


@pytest.fixture(autouse=True)
def quick(app: AppX, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No second try by xlwings, which would hide a failure; equal sheets are reviewed once."""
    known: list[Any] = []

    def remembered(sheets: Any, *chosen: Any) -> Any:
        listed = list(sheets)
        for of, forms in known:
            if of == listed:
                return forms
        known.append((listed, check(listed, *chosen)))
        return known[-1][1]

    monkeypatch.setattr(session, "check", remembered)
    monkeypatch.setattr(com, "_ATTEMPTS", 1)
    monkeypatch.setattr(com, "_left_set", {})
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))


def ways(number: int, sort: str) -> Iterator[Callable[[], Cut]]:
    """How a call is cut off: once, by this sort of error; some also after their effect, or for good."""
    kinds = SORTS[sort]
    kind = kinds[number % len(kinds)]
    yield partial(once, number, kind)
    if (number + list(SORTS).index(sort)) % len(SORTS):
        return
    if number % 2 or sort == "refused":  # which happens to one call
        yield partial(once, number, kind, after=True)
    else:
        yield partial(from_there_on, number, kind)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("what", MACROS)
def test_wherever_it_is_cut_off_the_next_click_mends_it(
    what: str, sort: str, app: AppX, tmp_path: Path, said: list[str]
) -> None:
    trial = Trial(app, people_s_form(tmp_path / "表.xlsx"), what, said)
    assert trial.done != trial.before or what == "again"
    known: list[Seen] = [trial.before, trial.done]  # what was left, where it has been mended already
    for number in range(1, trial.calls + 1):
        for cut in ways(number, sort):
            said.clear()
            left = book_seen(trial.cut_off(cut()).wb)
            assert len(said) == 1, number
            # Said by those that are neither as before nor done; but some calls may be refused without harm.
            is_told = said[0].split("\n")[-1].startswith(HALF) or said == trial.said
            assert left in known[:2] or is_told, (number, said)
            assert said != trial.said or sort == "refused" or left == trial.done, (number, said)
            trial.is_fresh = left == trial.before
            if left not in known and trial.failed != NO_THEME_COLOUR:
                known.append(left)
                trial.mend(cut())


@pytest.mark.parametrize("kind", SORTS["not reached"])
def test_an_excel_that_is_not_reached_has_not_answered(app: AppX, kind: str) -> None:
    assert not com.got_through(KINDS[kind]())
    with pytest.raises(Refused, match=r"正忙.*再点一次|断开"), com.spoken():
        raise KINDS[kind]()


def test_a_call_that_is_rejected_once_is_made_again_and_nothing_is_lost(
    app: AppX, tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(com, "_ATTEMPTS", 2)
    trial = Trial(app, people_s_form(tmp_path / "表.xlsx"), "check", said)
    for number in sorted(trial.first.values()):  # one call of each kind
        said.clear()
        left = book_seen(trial.cut_off(once(number, "rejected")).wb)
        if trial.failed == "Ready":  # the one call that asks whether Excel is busy
            assert "结束编辑" in said[0] and left == trial.before
        else:
            assert (said, left) == (trial.said, trial.done), number


def test_xlwings_gives_up_on_an_attribute_and_that_is_a_busy_excel(
    app: AppX, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Excel turns the question for a name away, pywin32 says that there is no such attribute."""

    asked: list[str] = []

    def turned_away(_: AppX) -> None:
        asked.append("ActiveWorkbook")
        raise AttributeError("ActiveWorkbook")

    def not_asked(_: AppX, _lcid: int, name: str) -> int:
        raise KINDS["rejected"]()

    monkeypatch.setattr(com, "_ATTEMPTS", 3)
    monkeypatch.setattr(AppX, "ActiveWorkbook", property(turned_away))
    monkeypatch.setattr(AppX, "GetIDsOfNames", not_asked)
    macros.check_only()
    assert "再点一次" in said[0] and len(asked) == 3


def test_excel_is_given_back_as_it_was(app: AppX, tmp_path: Path, said: list[str]) -> None:
    trial = Trial(app, people_s_form(tmp_path / "表.xlsx"), "clear", said)
    for number in range(1, trial.calls + 1):
        trial.cut_off(once(number, "busy"))
        assert (app.bar, app.updating, app.events, app.alerts) == (False, True, True, True)
    trial.cut_off(from_there_on(trial.calls - 20, "gone"))
    assert not app.events
    trial.run()
    assert app.events

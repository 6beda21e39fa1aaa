"""A workbook that a person works on, whoever holds it: the same for a file and for Excel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import openpyxl

from addin import macros
from addin.checking import session
from addin.checking.files import check_file
from addin.checking.session import Session
from addin.hosts.problems import Problem
from addin.hosts.xlsx import Workbook
from addin.marking.mark import open_findings
from tests.addin.fake_excel import AppX, BookX, SheetX

Change = Callable[[Any], None]


class Kept(Protocol):
    """A workbook that a person works on, whoever holds it."""

    def check(self) -> str:
        """Check in place; what is said against it."""

    def clear(self) -> str:
        """Take the marks out; what is said against it."""

    def findings(self) -> list[tuple[str, str, str]]:
        """Sheet, cell and rule of what a check that writes nothing finds and nobody has settled."""

    def change(self, change: Change) -> None:
        """What the person does to it."""

    @property
    def book(self) -> Any:
        """The workbook as openpyxl has it."""


class InFile:
    """A checked copy, worked on with another program and checked itself."""

    def __init__(self, path: Path) -> None:
        copy = path.with_stem(f"{path.stem}-核查")
        path.rename(copy)
        fresh = Workbook.open(copy)
        first = Session(fresh)
        first.mark(first.check())
        fresh.save(copy)
        self._path = copy

    def check(self) -> str:
        return self._saying(lambda: check_file(self._path).problem or "")

    def clear(self) -> str:
        def cleared() -> str:
            book = Workbook.open(self._path)
            session.clear(book)
            book.save(self._path)
            return ""

        return self._saying(cleared)

    def findings(self) -> list[tuple[str, str, str]]:
        return open_ones(Session(Workbook.open(self._path)))

    def change(self, change: Change) -> None:
        book = self.book
        change(book)
        book.save(self._path)

    @property
    def book(self) -> Any:
        return openpyxl.load_workbook(self._path)

    @staticmethod
    def _saying(work: Callable[[], str]) -> str:
        try:
            return work()
        except Problem as problem:
            return str(problem)


class InExcel:
    """The same workbook, open in Excel and checked by the ribbon's buttons."""

    def __init__(self, app: AppX, path: Path, said: list[str]) -> None:
        self._open, self._said = BookX(app, path), said
        app.open = self._open
        assert self.check() == ""

    def check(self) -> str:
        return self._saying(macros.recalculate_and_check)

    def clear(self) -> str:
        return self._saying(macros.clear_marks)

    def findings(self) -> list[tuple[str, str, str]]:
        import xlwings as xw

        from addin.hosts.excel import Workbook as Live

        return open_ones(Session(Live(xw.books.active.api)))

    def change(self, change: Change) -> None:
        change(self._open.wb)
        known = {sheet.ws for sheet in self._open.sheets}
        self._open.sheets += [SheetX(self._open, ws, ws) for ws in self._open.wb if ws not in known]

    @property
    def book(self) -> Any:
        return self._open.wb

    def _saying(self, press: Callable[[], None]) -> str:
        self._said.clear()
        press()
        (message,) = self._said
        return "" if message.startswith(("总分", "标记已清除", "“")) else message


def open_ones(check: Session) -> list[tuple[str, str, str]]:
    forms = check.look()
    return [
        (f.sheet.holding(x.cell).name, x.cell.a1, x.rule)
        for f in forms
        for x in open_findings(f, check.settled)
    ]


Keep = Callable[[Path], Kept]

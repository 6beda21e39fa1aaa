"""The buttons as Excel presses them: RunPython through the DLL and COM, Excel's objects in another process.

The tests are those of tests/addin/test_macros.py, over the same Excel; here its objects are called through COM.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, SupportsIndex

import openpyxl
import pytest

from addin import macros
from tests.addin import fake_excel, test_macros
from tests.addin.books import book_seen, personal_form
from tests.addin.fake_excel import AppX, BookX
from tests.addin.fake_looks import Com
from tests.addin.test_macros import (  # noqa: F401 - collected here
    test_a_failure_takes_back_what_was_written_and_restores_excel,
    test_a_finding_is_settled_with_its_reason_there_and_then,
    test_a_personal_form_is_marked_alike_and_comes_back_exactly,
    test_a_result_is_adopted_for_good,
    test_goes_from_one_open_finding_to_the_next_and_back,
    test_refuses_clearly_and_changes_nothing,
    test_settled_findings_are_carried_over,
    test_the_last_check_is_taken_back_and_what_comes_back_is_listed,
    test_the_profile_is_kept_in_the_workbook_and_used,
    test_the_way_goes_by_gravity_and_shows_the_finding_and_its_note,
    test_what_the_file_host_marked_is_cleared_in_excel,
)
from tests.windows import excel_server, vba
from tests.windows.test_functions import reached  # noqa: F401 - a fixture

_HEAR = (
    "import addin.macros as macros\n"
    "macros.heard = []\n"
    "macros.show = lambda app, message, heard=macros.heard: heard.append(message)"
)


class Pressed:
    """`addin.macros` in the server: a name of it is a button."""

    def __init__(self, this_workbook: Any) -> None:
        self.this_workbook = this_workbook

    BY_TITLE = macros.BY_TITLE

    def __getattr__(self, name: str) -> Callable[..., None]:
        def press(*words: str) -> None:
            given = ", ".join(map(repr, words))
            vba.run_python(f"import addin.macros; addin.macros.{name}({given})", self.this_workbook)

        return press


class Heard(list[str]):
    """What the server has said, asked for when it is looked at."""

    def _ask(self) -> None:
        server = vba.xlpy()
        told = vba.invoke(server, "Eval", "'\\0'.join(__import__('addin.macros').macros.heard)")
        text = vba.invoke(server, "Str", told)
        self[:] = text.split("\0") if text else []

    def __eq__(self, other: object) -> bool:
        self._ask()
        return list(self) == other

    def pop(self, _index: SupportsIndex = -1) -> str:
        self._ask()
        vba.invoke(vba.xlpy(), "Exec", "__import__('addin.macros').macros.heard.pop()")
        return super().pop()

    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        self._ask()
        return super().__len__()

    def __getitem__(self, key: Any) -> Any:
        self._ask()
        return super().__getitem__(key)


@pytest.fixture
def app() -> AppX:
    excel_server.prepare()
    return AppX()


@pytest.fixture
def open_book(app: AppX) -> Callable[[Path], BookX]:
    def opened(path: Path) -> BookX:
        app.open = BookX(app, path)
        return app.open

    return opened


@pytest.fixture
def said(app: AppX, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The add-in's own book is the caller, as in Excel: it is there where no other is open."""
    from addin.templates import TEMPLATES

    addin = fake_excel.BookX(app, TEMPLATES / "self_evaluation_form.xlsx")
    monkeypatch.setattr(test_macros, "macros", Pressed(excel_server.outside(addin)))
    vba.invoke(vba.xlpy(), "Exec", _HEAR)
    yield Heard()


def test_the_self_test_says_what_is_there(app: AppX, said: list[str]) -> None:
    test_macros.macros.self_test()
    assert "Python 3.13" in said[0] and "核查：可用" in said[0]


@pytest.mark.parametrize("share", [0.3, 0.95])
def test_a_check_that_is_cut_off_is_mended_by_the_next(
    share: float, app: AppX, tmp_path: Path, open_book: Callable[[Path], BookX], said: list[str]
) -> None:
    """As tests/addin/hosts/test_interruptions.py does at every call, here from another process."""
    path = personal_form(tmp_path / "表.xlsx")
    original = book_seen(openpyxl.load_workbook(path))
    book = open_book(path)
    Com.counter.names.clear()
    test_macros.macros.recalculate_and_check()
    calls, marked = len(Com.counter), book_seen(book.wb)
    book = open_book(path)
    Com.counter.names.clear()

    def cut(call: int, _ended: bool) -> None:
        if call > calls * share:
            raise Com.error(-2147417848, "被调用的对象已与其客户端断开连接。", None, None)

    Com.counter.cut_off = cut
    try:
        test_macros.macros.recalculate_and_check()
    finally:
        Com.counter.cut_off = None
    assert book_seen(book.wb) == original or "标记只写了一部分" in said[-1]
    test_macros.macros.recalculate_and_check()
    assert book_seen(book.wb) == marked
    test_macros.macros.clear_marks()
    assert book_seen(book.wb) == original

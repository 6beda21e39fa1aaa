"""An Excel of ours for every test that asks for one; gone again after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.addin.fake_excel import AppX, BookX, excel

Open = Callable[[Path], BookX]


@pytest.fixture
def app() -> Iterator[AppX]:
    """Excel without a workbook."""
    with excel() as running:
        yield running


@pytest.fixture
def open_book(app: AppX) -> Open:
    """Opens a file in it."""

    def opened(path: Path) -> BookX:
        app.open = BookX(app, path)
        return app.open

    return opened


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What macros have said to the person."""
    from addin import macros

    messages: list[str] = []
    monkeypatch.setattr(macros, "show", lambda app, message: messages.append(message))
    return messages


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which a person runs the command line, in a terminal of 120 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path

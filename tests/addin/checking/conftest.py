"""Workbooks checked for the first time, by either host."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from addin import macros
from tests.addin.checking.kept import InExcel, InFile, Keep
from tests.addin.fake_excel import excel


@pytest.fixture(params=["file", "excel"])
def keep(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keep]:
    """Has a workbook checked for the first time, by either host."""
    if request.param == "file":
        yield InFile
        return
    messages: list[str] = []
    monkeypatch.setattr(macros, "show", lambda app, message: messages.append(message))
    with excel() as app:
        yield lambda path: InExcel(app, path, messages)

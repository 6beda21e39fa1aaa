"""What is between us and Excel's objects: how long we wait, how a text is written, what an error means.

Every attribute and every method call crosses to another process (4 to 20 ms): the modules of this package
say so by reading objects once and writing blocks. Objects are those of pywin32, which has no types.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from addin.hosts.problems import Refused

Com = Any  # an Excel object

VISIBLE, VERY_HIDDEN = -1, 2
WORKSHEET = -4167

_BUSY = {
    -2147418111,
    -2146777998,
    -2147417846,
}  # RPC_E_CALL_REJECTED, VBA_E_IGNORE, RPC_E_SERVERCALL_RETRYLATER
# Nothing but words: no digit, Chinese ones included, that could make a date or a number of it.
_PLAIN_WORDS = re.compile(r"[\u4e00-\u9fff【“（](?:(?![〇零一二三四五六七八九十])[^\d])*\Z")
_LONGEST_ADDRESS = 240  # Range("…") takes 255 characters


def error() -> type[Exception]:
    """The exception of pywin32; there is none off Windows, so it is asked for when something has happened."""
    kind: type[Exception] = importlib.import_module("pywintypes").com_error
    return kind


def is_busy(app: Com) -> bool:
    """Whether a cell is being edited or a dialogue is open.

    xlwings would ask again for ever; so the bare object is asked, once.
    """
    bare: Com = getattr(app, "_inner", app)
    try:
        return not bare.Ready
    except error() as problem:
        if getattr(problem, "hresult", None) in _BUSY:
            return True
        raise


@contextmanager
def quietly(app: Com, message: str) -> Iterator[None]:
    """Work without flicker, events and questions; what was set before is set again whatever happens."""
    before: dict[str, Any] = {}
    try:
        for name, value in (
            ("StatusBar", message),
            ("ScreenUpdating", False),
            ("EnableEvents", False),
            ("DisplayAlerts", False),
        ):
            before[name] = getattr(app, name)
            setattr(app, name, value)
        yield
    finally:
        for name, value in reversed(before.items()):
            # Excel says False, or "FALSE", where the status bar is its own.
            is_own = name == "StatusBar" and str(value).upper() == "FALSE"
            with suppress(error()):
                setattr(app, name, False if is_own else value)


def as_text(text: str) -> str:
    """What to write so that Excel takes it for text: not for a formula, a date (9月5日), a number, a truth.

    The apostrophe stays with the cell as its prefix character and is not seen; plain words go without.
    """
    return text if not text or _PLAIN_WORDS.match(text) else f"'{text}"


def chunks(addresses: Iterable[str]) -> Iterator[str]:
    """Addresses joined as long as one ``Range`` takes them, so that many cells are one call."""
    joined = ""
    for address in addresses:
        if joined and len(joined) + 1 + len(address) > _LONGEST_ADDRESS:
            yield joined
            joined = ""
        joined = f"{joined},{address}" if joined else address
    if joined:
        yield joined


def worksheet(book: Com, name: str) -> Com | None:
    """The worksheet of a name; Excel takes no two that differ in case only."""
    try:
        return book.Worksheets(name)
    except error():
        return None


@contextmanager
def spoken() -> Iterator[None]:
    """An error of Excel's own becomes a sentence; the person can do something about most of them."""
    try:
        yield
    except Exception as problem:
        if not isinstance(problem, error()):
            raise
        if getattr(problem, "hresult", None) in _BUSY:
            raise Refused(
                "Excel 正忙。请先按 Enter 结束单元格的编辑，关闭打开的对话框，再试一次。"
            ) from problem
        raise Refused(f"Excel 拒绝了这一步：{_reason(problem)}") from problem


def _reason(problem: Exception) -> str:
    """What Excel says itself (args: hresult, text, details, argument)."""
    details = problem.args[2] if len(problem.args) > 2 else None
    said = details[2] if isinstance(details, tuple) and len(details) > 2 else None
    return str(said or (problem.args[1] if len(problem.args) > 1 else problem)).strip()

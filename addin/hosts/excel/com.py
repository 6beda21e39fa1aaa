"""What is between us and Excel's objects: how long we wait, how a text is written, what an error means.

Every attribute and every method call crosses to another process (4 to 20 ms): the modules of this package
say so by reading objects once and writing blocks. Objects are those of pywin32, which has no types.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
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
_GONE = {
    -2147417848,
    -2147023174,
    -2147023170,
    -2147220995,
    -2147417851,
}  # RPC_E_DISCONNECTED, server unavailable, call failed, CO_E_OBJNOTCONNECTED, RPC_E_SERVERFAULT
_TRIES = 3  # for what must be set back
_ATTEMPTS = 1000  # of a call that a busy Excel turns away; each is over at once
# Nothing but words: no digit, Chinese ones included, that could make a date or a number of it.
_PLAIN_WORDS = re.compile(r"[\u4e00-\u9fff【“（](?:(?![〇零一二三四五六七八九十])[^\d])*\Z")
_LONGEST_ADDRESS = 240  # Range("…") takes 255 characters


def error() -> type[Exception]:
    """The exception of pywin32; there is none off Windows, so it is asked for when something has happened."""
    kind: type[Exception] = importlib.import_module("pywintypes").com_error
    return kind


def bound_retries() -> None:
    """Let xlwings ask a busy Excel again for a moment only, after which it is said to be busy.

    xlwings (0.37.8) asks again for ever after RPC_E_CALL_REJECTED, and for a value to be set also after
    VBA_E_IGNORE; but an item of a collection, ``Worksheets("…")``, it then takes for None. With a bound it
    asks again for items too. RPC_E_SERVERCALL_RETRYLATER it leaves to us.
    """
    with suppress(ImportError):  # off Windows there is nothing to bound
        engine: Any = importlib.import_module("xlwings._xlwindows")
        engine.N_COM_ATTEMPTS = _ATTEMPTS


def is_busy(app: Com) -> bool:
    """Whether a cell is being edited or a dialogue is open.

    xlwings would ask again and again; so the bare object is asked, once.
    """
    bare: Com = getattr(app, "_inner", app)
    try:
        return not bare.Ready
    except AttributeError:  # so pywin32 says that it was not even told what Ready is
        return True
    except error() as problem:
        if _codes(problem) & _BUSY:
            return True
        raise


def got_through(problem: Exception) -> bool:
    """Whether an error is Excel's answer to what was asked; else it was busy or gone, and nothing is known."""
    return not _codes(problem) & (_BUSY | _GONE)


@contextmanager
def if_possible() -> Iterator[None]:
    """What Excel may refuse without harm; a call that did not reach it is no refusal."""
    try:
        yield
    except error() as problem:
        if not got_through(problem):
            raise


def set_back(step: Callable[[], object]) -> bool:
    """Do what has to be done even after a failure, a few times if need be; whether it was done."""
    for _ in range(_TRIES):
        with suppress(Exception):
            step()
            return True
    return False


_left_set: dict[str, Any] = {}  # what could not be set back the last time, as it ought to be


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
            before[name] = _left_set.get(name, getattr(app, name))
            setattr(app, name, value)
        yield
    finally:
        for name, value in reversed(before.items()):
            # Excel says False, or "FALSE", where the status bar is its own.
            is_own = name == "StatusBar" and str(value).upper() == "FALSE"
            wanted = False if is_own else value
            if set_back(partial(setattr, app, name, wanted)):
                _left_set.pop(name, None)
            else:
                _left_set[name] = wanted


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
    """The worksheet of a name; Excel takes no two that differ in case only.

    That there is none is said by the list of names: an error alone may mean that the call failed.
    """
    try:
        return book.Worksheets(name)
    except error():
        listed = (book.Worksheets(n).Name for n in range(1, book.Worksheets.Count + 1))
        if name.casefold() in (str(one).casefold() for one in listed):
            raise
        return None


@contextmanager
def spoken() -> Iterator[None]:
    """An error of Excel's own becomes a sentence; the person can do something about most of them."""
    try:
        yield
    except Exception as problem:
        if _codes(problem) & _BUSY or _is_given_up(problem):
            raise Refused(
                "Excel 正忙。请先按 Enter 结束单元格的编辑，关闭打开的对话框，再点一次。"
            ) from problem
        if not isinstance(problem, error()):
            raise
        if _codes(problem) & _GONE:
            raise Refused("与 Excel 的连接断开了。请看看工作簿是否还开着，再试一次。") from problem
        raise Refused(f"Excel 拒绝了这一步：{_reason(problem)}") from problem


def _is_given_up(problem: Exception) -> bool:
    """Whether xlwings has asked for an attribute until it gave up."""
    windows = importlib.import_module("xlwings._xlwindows")
    return isinstance(problem, windows.ExcelBusyError)


def _codes(problem: Exception) -> set[int]:
    """What an error says by number: its own code, and the one inside that Excel gave it."""
    details = problem.args[2] if len(problem.args) > 2 else None
    inner = details[5] if isinstance(details, tuple) and len(details) > 5 else None
    return {code for code in (getattr(problem, "hresult", None), inner) if isinstance(code, int)}


def _reason(problem: Exception) -> str:
    """What Excel says itself (args: hresult, text, details, argument)."""
    details = problem.args[2] if len(problem.args) > 2 else None
    said = details[2] if isinstance(details, tuple) and len(details) > 2 else None
    return str(said or (problem.args[1] if len(problem.args) > 1 else problem)).strip()

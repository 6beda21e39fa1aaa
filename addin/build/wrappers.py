"""The VBA functions that call ``addin.functions``, as xlwings itself writes them, and their texts for the wizard.

xlwings writes them on Windows only: elsewhere its decorators do nothing and pywin32 is missing. Both are put
right here, in a process of its own, so that no other module ever sees the stand-ins.
"""

from __future__ import annotations

import importlib
import inspect
import io
import json
import os
import re
import subprocess
import sys
import types
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FUNCTIONS = "addin.functions"
_SHEET = "JixiaoSheet("  # addin/ribbon/own_sheet.bas
_LONGEST = 255  # what Excel takes for a description
_HEAD = 'Attribute VB_Name = "xlwings_udfs"\nOption Explicit\n#Const App = "Microsoft Excel"\n'


@dataclass(frozen=True)
class FunctionText:
    """What the function wizard shows."""

    name: str
    description: str
    arguments: list[str]


@dataclass(frozen=True)
class Wrappers:
    """The VBA module and the texts that it cannot hold, being ASCII."""

    source: str
    texts: list[FunctionText]


class NoWrappers(Exception):
    """The module of functions cannot be turned into VBA."""


def wrappers(module: str = FUNCTIONS, folder: Path | None = None) -> Wrappers:
    """The wrappers of a module of functions; ``folder`` is where to find one that is not on the path."""
    root = Path(__file__).parent.parent.parent
    path = os.pathsep.join(str(each) for each in (folder, root) if each)
    done = subprocess.run(
        [sys.executable, "-m", "addin.build.wrappers", module],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    if done.returncode:
        raise NoWrappers(f"{module}:\n{done.stderr}")
    made = json.loads(done.stdout)
    if not made["source"].isascii():
        raise NoWrappers(f"{module}: names of functions and arguments must be ASCII")
    return Wrappers(made["source"], [FunctionText(**each) for each in made["texts"]])


def _make(name: str) -> Wrappers:
    """In the process of its own: import the module under the real decorators and have xlwings write it."""
    _stand_in_for_pywin32()
    import xlwings
    from xlwings import udfs

    for shown, real in (("func", "xlfunc"), ("sub", "xlsub"), ("arg", "xlarg"), ("ret", "xlret")):
        setattr(xlwings, shown, getattr(udfs, real))
    module = importlib.import_module(name)
    out = io.StringIO()
    # For a book that is no add-in, xlwings passes ThisWorkbook on instead of ActiveWorkbook: then it never looks
    # into the workbook a person has open for sheets of Python code, and one text serves both our books.
    write: Callable[..., None] = udfs.generate_vba_wrapper
    write(name, module, out, types.SimpleNamespace(Name="book.xlsm"))
    source = out.getvalue()
    found = [each for _, each in sorted(vars(module).items()) if hasattr(each, "__xlfunc__")]
    source = _failing_as_errors(source, len(found))
    for function in found:
        source = _volatile_on_its_own_sheet(source, function.__xlfunc__)
    return Wrappers(_HEAD + source, [_text(each) for each in found])


def _failing_as_errors(source: str, functions: int) -> str:
    """Where Python cannot be reached, an error value: a text would pass by IFERROR and its native formula."""
    if source.count(" = Err.Description\n") != functions:
        raise NoWrappers("xlwings writes its wrappers in another way now")
    return source.replace(" = Err.Description\n", " = CVErr(xlErrNA)\n")


def _volatile_on_its_own_sheet(source: str, function: dict[str, Any]) -> str:
    """Nothing that a function reads of its own sheet would make Excel calculate it again: so it is volatile,
    and only where it is left without its ranges. Excel knows it by a call in the function itself.
    """
    conditions = {each["vba"][len(_SHEET) : -1] for each in function["args"] if _reads_sheet(each)}
    if not conditions:
        return source
    (missing,) = conditions
    header = re.compile(rf"(?m)^Function {function['name']}\(.*\)\n")
    made, times = header.subn(lambda found: f"{found[0]}    If {missing} Then Application.Volatile\n", source)
    if times != 1:
        raise NoWrappers("xlwings writes its wrappers in another way now")
    return made


def _reads_sheet(argument: dict[str, Any]) -> bool:
    return (argument["vba"] or "").startswith(_SHEET)


def _text(function: Any) -> FunctionText:
    about = function.__xlfunc__
    first_paragraph = inspect.cleandoc(about["ret"]["doc"]).partition("\n\n")[0].replace("\n", "")
    shown = [each for each in about["args"] if not each["vba"]]
    return FunctionText(
        about["name"], first_paragraph[:_LONGEST], [(each["doc"] or "")[:_LONGEST] for each in shown]
    )


def _stand_in_for_pywin32() -> None:
    """Enough of four modules for ``xlwings.udfs`` to be imported; none of it is called."""
    modules = {
        name: types.ModuleType(name) for name in ("pythoncom", "pywintypes", "win32com", "win32com.client")
    }
    vars(modules["pythoncom"])["CoInitialize"] = lambda: None
    vars(modules["pywintypes"])["com_error"] = type("com_error", (Exception,), {})
    vars(modules["win32com.client"])["Dispatch"] = lambda caller: caller
    vars(modules["win32com"])["client"] = modules["win32com.client"]
    for name, module in modules.items():
        sys.modules.setdefault(name, module)


if __name__ == "__main__":
    print(json.dumps(asdict(_make(sys.argv[1])), ensure_ascii=False))

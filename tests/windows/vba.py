r"""What the VBA of jixiao.xlam does to reach Python, line by line, in a Windows Python that stands for Excel.

`XLPyLoadDLL`, `XLPyCommand`, `GetConfig` as built (tests/addin/build/test_vba_runs.py holds the command line and
the settings against the VBA itself, run by LibreOffice), then the calls of `XLPy`: late bound, through COM.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import PureWindowsPath
from typing import Any

from addin.installing import XLWINGS

NO_DLL = "Could not load the DLL"
_MISSING = -2147352572  # DISP_E_PARAMNOTFOUND
DLL = f"xlwings64-{XLWINGS}.dll"


def config_file(environment: dict[str, str]) -> str:
    return environment["USERPROFILE"] + r"\.jixiao\jixiao.conf"


def settings(content: bytes, code_page: str) -> dict[str, str]:
    """What `Input #` reads of the file: in the code page of the system."""
    lines = content.decode(code_page).splitlines()
    pairs = (line.strip('"').partition('","') for line in lines)
    return {key: value for key, comma, value in pairs if comma}


def command(configured: dict[str, str], system_root: str) -> str:
    """The command line that the DLL starts; it puts a class id in place of ``$(CLSID)``."""
    path = configured.get("PYTHONPATH", "")
    path = f"false;;;;;;{path}" if path else "false"
    path = path.replace("\\", "\\\\").replace("'", "\\'").replace("&", "^&")
    return (
        rf'{system_root}\System32\cmd.exe /C ""{configured["INTERPRETER_WIN"]}" -P -B -c '
        rf'"import sys, os;import xlwings.utils;xlwings.utils.prepare_sys_path(\"{path}\");'
        """import xlwings; xlwings.serve('$(CLSID)')\"\""""
    )


def dll_folders(environment: dict[str, str], configured: dict[str, str]) -> list[str]:
    """Where the DLL is looked for, in this order."""
    beside = PureWindowsPath(configured["INTERPRETER_WIN"]).parent
    return [str(PureWindowsPath(config_file(environment)).parent), str(beside), str(beside.parent)]


if sys.platform == "win32":
    import pythoncom
    import win32com.client

    class Variant(ctypes.Structure):
        """A VARIANT as ``Declare`` hands it over."""

        _fields_ = (
            ("vt", ctypes.c_ushort),
            ("reserved", ctypes.c_ushort * 3),
            ("value", ctypes.c_void_p),
            ("second", ctypes.c_void_p),
        )

    def configured_here() -> dict[str, str]:
        with open(config_file(dict(os.environ)), "rb") as file:  # noqa: PTH123 - a Windows path by its text
            return settings(file.read(), "mbcs")

    _loaded: list[Any] = []

    def dll() -> Any:
        """The DLL from where it is found first; it stays loaded."""
        if not _loaded:
            for folder in dll_folders(dict(os.environ), configured_here()):
                if os.path.isfile(rf"{folder}\{DLL}"):  # noqa: PTH113
                    _loaded.append(ctypes.WinDLL(rf"{folder}\{DLL}"))
                    return _loaded[0]
            raise RuntimeError(NO_DLL)
        return _loaded[0]

    def xlpy(line: str | None = None) -> Any:
        """Python's end of the line: `XLPy`, for another command line than the built one too."""
        activate = dll().XLPyDLLActivateAuto
        activate.restype = ctypes.c_long
        activate.argtypes = [ctypes.POINTER(Variant), ctypes.c_char_p, ctypes.c_long]
        result = Variant()
        line = line or command(configured_here(), os.environ["SYSTEMROOT"])
        failed = activate(ctypes.byref(result), line.encode("mbcs"), 1)
        if failed:
            raise RuntimeError(ctypes.wstring_at(result.value) if result.vt == pythoncom.VT_BSTR else failed)
        assert result.vt == pythoncom.VT_DISPATCH
        return pythoncom.ObjectFromAddress(result.value, pythoncom.IID_IDispatch)

    def invoke(target: Any, name: str, *arguments: Any) -> Any:
        """Late bound, as VBA calls."""
        how = pythoncom.DISPATCH_METHOD | pythoncom.DISPATCH_PROPERTYGET
        return target.Invoke(target.GetIDsOfNames(0, name), 0, how, True, *arguments)

    def missing() -> Any:
        """An argument that the formula leaves out."""
        return win32com.client.VARIANT(pythoncom.VT_ERROR, _MISSING)

    def call_function(name: str, *arguments: Any) -> Any:
        """A worksheet function as its wrapper calls it."""
        packed = win32com.client.VARIANT(pythoncom.VT_ARRAY | pythoncom.VT_VARIANT, list(arguments))
        return invoke(xlpy(), "CallUDF", "addin.functions", name, packed)

    def run_python(code: str, this_workbook: Any) -> None:
        """`RunPython` behind its gate."""
        server = xlpy()
        module = invoke(server, "Module", "xlwings._xlwindows")
        invoke(server, "SetAttr", module, "BOOK_CALLER", this_workbook)
        invoke(server, "Exec", code)

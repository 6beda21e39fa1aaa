# ruff: noqa: N802 - the names are those of pywin32
"""The Excel of the other tests (tests/addin/fake_excel.py) as COM objects, for a Python in another process."""

# mypy: ignore-errors

from __future__ import annotations

import os
import tempfile
import types
import uuid
from typing import Any

import pythoncom
import pywintypes
import win32com.server.policy
import win32com.server.util
import winerror
from win32com.server.exception import COMException

from tests.addin.fake_com import Listing, RangeX
from tests.addin.fake_looks import Com, called

EXCEL_ERROR = -2146827284
# xlwings asks a range for the class of its type, and every object for the name of its own.
CLASS_IDS = {"RangeX": "{00020846-0000-0000-C000-000000000046}"}
# What jixiao calls with names for the arguments: pywin32 takes those from the type, as with Excel itself.
NAMED = {
    "SheetsX": {"Add": (101, "Before", "After", "Count", "Type")},
    "SheetX": {"Move": (102, "Before", "After")},
}


class ExcelError(COMException):
    """What the model raises where Excel would refuse."""

    def __init__(self, number: int, text: str, details: Any, _argument: Any) -> None:
        super().__init__(
            description=details[2] if details else text,
            scode=details[5] if details else number,
            source="Microsoft Excel",
        )


class Exposed:
    """An object of the model, called by name."""

    def __init__(self, held: Any) -> None:
        self.held = held

    def _dynamic_(self, name: str, _locale: int, flags: int, arguments: Any) -> Any:
        try:
            return outside(self._answer(name, flags, [inside(each) for each in arguments]))
        except COMException:
            raise
        except Exception as problem:  # Excel would say something of its own
            raise COMException(
                description=f"{type(problem).__name__}: {problem}", scode=EXCEL_ERROR
            ) from problem

    def _answer(self, name: str, flags: int, arguments: list[Any]) -> Any:
        if flags & (pythoncom.DISPATCH_PROPERTYPUT | pythoncom.DISPATCH_PROPERTYPUTREF):
            setattr(self.held, name, arguments[-1])
            return None
        if name == "_NewEnum":
            return win32com.server.util.NewEnum([outside(each) for each in self.held.items()])
        if name == "_value_":
            return self.held(*arguments)
        try:
            found = getattr(self.held, name)
        except AttributeError as problem:
            raise COMException(scode=winerror.DISP_E_MEMBERNOTFOUND) from problem
        if isinstance(found, types.MethodType):
            if (
                flags == pythoncom.DISPATCH_PROPERTYGET
            ):  # pywin32 asks so first, and learns that it is a method
                raise COMException(scode=winerror.DISP_E_MEMBERNOTFOUND)
            while arguments and arguments[-1] in (pythoncom.Missing, winerror.DISP_E_PARAMNOTFOUND):
                arguments.pop()
            return found(*arguments)
        return found(*arguments) if arguments and callable(found) else found


class Policy(win32com.server.policy.DynamicPolicy):
    """Only the names that Excel has; the names of arguments where they are needed."""

    def _getdispid_(self, name: str, flags: int) -> int:
        held = self._obj_.held
        if name.startswith("_") or (name not in dir(type(held)) and name not in vars(held)):
            raise COMException(scode=winerror.DISP_E_UNKNOWNNAME)
        return super()._getdispid_(name, flags)

    def _wrap_(self, exposed: Exposed) -> None:
        super()._wrap_(exposed)
        for name, (number, *_) in NAMED.get(type(exposed.held).__name__, {}).items():
            self._name_to_dispid_[name.lower()] = number
            self._dyn_dispid_to_name_[number] = name

    def _GetTypeInfoCount_(self) -> int:
        return 1

    def _GetTypeInfo_(self, _index: int, _locale: int) -> tuple[int, Any]:
        return 0, _type_of(type(self._obj_.held).__name__)


_types: dict[str, Any] = {}


def _type_of(kind: str) -> Any:
    if kind not in _types:
        path = os.path.join(tempfile.gettempdir(), f"fake-{kind}-{os.getpid()}.tlb")  # noqa: PTH118
        library = pythoncom.CreateTypeLib2(3, path)  # SYS_WIN64
        library.SetName(f"Fake{kind}")
        library.SetGuid(pythoncom.CreateGuid())
        info = library.CreateTypeInfo(kind.removesuffix("X"), pythoncom.TKIND_DISPATCH)
        info.SetGuid(pywintypes.IID(CLASS_IDS.get(kind) or f"{{{uuid.uuid4()}}}"))
        for index, (name, (number, *parameters)) in enumerate(NAMED.get(kind, {}).items()):
            info.AddFuncDesc(index, _method(number, len(parameters)))
            info.SetFuncAndParamNames(index, (name, *parameters))
        info.LayOut()
        # The library goes with its type: without it the type is gone.
        _types[kind] = info.QueryInterface(pythoncom.IID_ITypeInfo), library, info
    return _types[kind][0]


def _method(number: int, parameters: int) -> Any:
    method = pythoncom.FUNCDESC()
    method.memid, method.funckind, method.invkind = number, pythoncom.FUNC_DISPATCH, pythoncom.INVOKE_FUNC
    method.callconv, method.cParamsOpt = 4, 0  # CC_STDCALL
    method.rettype = (pythoncom.VT_VARIANT, 0, None)
    optional = (pythoncom.VT_VARIANT, pythoncom.PARAMFLAG_FIN | pythoncom.PARAMFLAG_FOPT, None)
    method.args = (optional,) * parameters
    return method


def outside(value: Any) -> Any:
    """A value as another process is given it."""
    if isinstance(value, Com):
        return win32com.server.util.wrap(Exposed(value), usePolicy=Policy)
    if isinstance(value, tuple):  # pywin32 would take a tuple for several answers
        return [list(row) if isinstance(row, tuple) else row for row in value]
    return value


def inside(value: Any) -> Any:
    """A value as another process has given it."""
    if isinstance(value, pythoncom.TypeIIDs[pythoncom.IID_IDispatch]):
        return win32com.server.util.unwrap(value).held
    if isinstance(value, tuple):
        return tuple(inside(each) for each in value)
    return value


class Span(Com):
    """The rows or the columns of a range, to be counted."""

    def __init__(self, length: int) -> None:
        self.length = length

    Count = property(lambda self: self.length)


def _lengths(cells: RangeX) -> tuple[int, int]:
    top, left, bottom, right = cells.areas[0]
    return bottom - top + 1, right - left + 1


def prepare() -> None:
    """Make the model's errors those of COM, and have its ranges say what xlwings asks of one in a formula."""
    Com.error = ExcelError
    Com._oleobj_ = None
    more = {
        "Row": lambda cells: cells.areas[0][0],
        "Column": lambda cells: cells.areas[0][1],
        "Rows": lambda cells: Span(_lengths(cells)[0]),
        "Columns": lambda cells: Span(_lengths(cells)[1]),
        "Count": lambda cells: _lengths(cells)[0] * _lengths(cells)[1],
        "Areas": lambda cells: Listing(lambda: [cells]),
    }
    for name, read in more.items():
        if not hasattr(RangeX, name):
            setattr(RangeX, name, called(name, property(read)))

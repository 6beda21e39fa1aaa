"""Sheets, workbooks and Excel itself over openpyxl, and the stubs by which the real xlwings engine takes them."""

# ruff: noqa: N802, N803 - the names are Excel's

from __future__ import annotations

import ctypes
import datetime as dt
import re
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink

from tests.addin.fake_com import ColumnX, CommentX, Listing, PageSetupX, RangeX, RowX
from tests.addin.fake_looks import BUSY, CDispatch, Com, fail

ERRORS = {"#DIV/0!": -2146826281, "#N/A": -2146826246, "#NAME?": -2146826259, "#REF!": -2146826265}
FORMAT_NAMES = {"0.00%": "Percent", "0.00": "Fixed", "#,##0.00": "Standard", "mm-dd-yy": "Short Date"}
_NUMBER = re.compile(r"-?\d+(\.\d+)?(%?)")
_DATE = re.compile(r"(\d{4}[-/年])?\d{1,2}[-/月](\d{1,2}日?)?")
_STUBS = ("pywintypes", "pythoncom", "win32api", "win32con", "win32gui", "win32process", "win32timezone")
_STUBS += (
    "win32com",
    "win32com.client",
    "win32com.server",
    "win32com.client.dynamic",
    "win32com.client.gencache",
)


class SheetX(Com):
    """A worksheet; `vals` has what its formulas come to."""

    Type = -4167
    StandardWidth = 8.38

    def __init__(self, book: BookX, ws: Any, vals: Any) -> None:
        self.book, self.ws, self.vals = book, ws, vals
        self.protected = False
        self.threads: set[tuple[int, int]] = set()
        self.selected = (1, 1)
        self.shown: set[str] = set()  # cells whose notes stay in view

    def title(self) -> str:
        return str(self.ws.title)

    def raw(self, row: int, column: int) -> Any:
        cell = self.ws._cells.get((row, column))
        if cell is None or cell.value is None:
            return None
        value = cell.value
        if cell.data_type == "f":
            value = self.vals.cell(row, column).value
        if isinstance(value, dt.date):
            return float(to_excel(value))
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        return ERRORS.get(value, value) if cell.data_type in ("e", "f") else value

    def enter(self, row: int, column: int, value: Any) -> None:
        """What Excel makes of a value that is written."""
        if value is None and (row, column) not in self.ws._cells:
            return
        cell = self.ws.cell(row, column)
        if not isinstance(value, str) or cell.number_format == "@":
            cell.value = value
            return
        if value.startswith("'"):
            cell.value = value[1:]
            cell.data_type = "s"
            cell.quotePrefix = True
            return
        assert not value.startswith(("+", "-", "@")), f"Excel would take {value!r} for a formula"
        number = _NUMBER.fullmatch(value)
        if number:
            cell.value = float(value.rstrip("%")) / (100 if number[2] else 1)
        elif _DATE.fullmatch(value):
            cell.value = 45000.0
        else:
            cell.value = value

    def xml(self, area: tuple[int, int, int, int]) -> str:
        return spreadsheet_xml(self, area)

    @property
    def UsedRange(self) -> RangeX:
        filled = [at for at, cell in self.ws._cells.items() if cell.value is not None or cell.has_style]
        filled += [(m.max_row, m.max_col) for m in self.ws.merged_cells.ranges]
        top, left = min((r for r, _ in filled), default=1), min((c for _, c in filled), default=1)
        bottom, right = max((r for r, _ in filled), default=1), max((c for _, c in filled), default=1)
        return RangeX(self, f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")

    Name = property(lambda self: self.ws.title, lambda self, name: setattr(self.ws, "title", name))
    Index = property(lambda self: self.book.wb.index(self.ws) + 1)
    Parent = property(lambda self: self.book)
    Application = property(lambda self: self.book.app)
    ProtectDrawingObjects = False
    ProtectContents = property(lambda self: self.protected)
    PageSetup = property(lambda self: PageSetupX(self))
    Hyperlinks = property(lambda self: LinksX(self))
    Visible = property(
        lambda self: {"visible": -1, "hidden": 0, "veryHidden": 2}[self.ws.sheet_state],
        lambda self, state: setattr(self.ws, "sheet_state", {-1: "visible", 2: "veryHidden"}[state]),
    )

    @property
    def Comments(self) -> Listing:
        def notes() -> list[CommentX]:
            return [CommentX(self, cell) for _, cell in sorted(self.ws._cells.items()) if cell.comment]

        return Listing(notes)

    def Range(self, address: str) -> RangeX:
        assert len(address) <= 255
        return RangeX(self, address)

    def Columns(self, number: int) -> ColumnX:
        return ColumnX(self, number)

    def Rows(self, number: int) -> RowX:
        return RowX(self, number)

    def Activate(self) -> None:
        self.book.wb.active = self.book.wb.index(self.ws)

    def Move(self, Before: SheetX) -> None:
        wb = self.book.wb
        front = wb.active
        wb.move_sheet(self.ws, wb.index(Before.ws) - wb.index(self.ws))
        wb.active = wb.index(front)

    def Delete(self) -> None:
        if self.ws.sheet_state == "veryHidden":
            raise fail("Delete 方法失败")
        assert self.book.app.alerts is False, "Excel would ask"
        front = self.book.wb.active
        self.book.wb.remove(self.ws)
        self.book.sheets.remove(self)
        self.book.wb.active = 0 if front is self.ws else self.book.wb.index(front)


class LinksX(Com):
    def __init__(self, sheet: SheetX) -> None:
        self.sheet = sheet

    def Add(self, anchor: RangeX, address: str, location: str) -> None:
        assert address == ""
        cell = self.sheet.ws.cell(*anchor.first)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
        cell.style = "Normal"


class SheetsX(Listing):
    def __init__(self, book: BookX) -> None:
        super().__init__(book.ordered)
        self.book = book

    def Add(self, Before: SheetX) -> SheetX:
        wb = self.book.wb
        ws = wb.create_sheet("Sheet99", wb.index(Before.ws))
        sheet = SheetX(self.book, ws, ws)
        self.book.sheets.append(sheet)
        wb.active = wb.index(ws)
        if self.book.app.fail_on_add:
            raise fail("内存不足")
        return sheet


class NameX(Com):
    def __init__(self, book: BookX, name: str) -> None:
        self.book, self.name = book, name

    def title(self) -> str:
        return self.name

    RefersTo = property(lambda self: f"={self.book.wb.defined_names[self.name].attr_text}")

    @property
    def RefersToRange(self) -> RangeX:
        sheet, _, area = self.book.wb.defined_names[self.name].attr_text.rpartition("!")
        return RangeX(next(s for s in self.book.sheets if s.title() == sheet.strip("'")), area)

    def Delete(self) -> None:
        del self.book.wb.defined_names[self.name]


class NamesX(Listing):
    def __init__(self, book: BookX) -> None:
        super().__init__(lambda: [NameX(book, name) for name in book.wb.defined_names])
        self.book = book

    def Add(self, name: str, refers_to: str, visible: bool) -> None:
        self.book.wb.defined_names[name] = DefinedName(name, attr_text=refers_to[1:], hidden=not visible)


class BookX(Com):
    Date1904 = MultiUserEditing = False

    def __init__(self, app: AppX, path: Path, wb: Any = None, vals: Any = None) -> None:
        """Open a file; what it holds may be known already, and the values that its formulas come to."""
        self.app, self.name = app, path.name
        self.wb = wb or openpyxl.load_workbook(path)
        vals = vals or openpyxl.load_workbook(path, data_only=True)
        self.sheets = [SheetX(self, ws, vals[ws.title]) for ws in self.wb.worksheets]
        self.read_only = self.protected = False
        self.restyled: dict[Any, Any] = {}

    def ordered(self) -> list[SheetX]:
        return sorted(self.sheets, key=lambda sheet: self.wb.index(sheet.ws))

    def title(self) -> str:
        return self.name

    Name = property(lambda self: self.name)
    FullName = property(lambda self: f"C:\\评分\\{self.name}")
    Application = property(lambda self: self.app)
    ReadOnly = property(lambda self: self.read_only)
    ProtectStructure = property(lambda self: self.protected)
    ActiveSheet = property(lambda self: next(s for s in self.sheets if s.ws is self.wb.active))
    Sheets = Worksheets = property(lambda self: SheetsX(self))
    Names = property(lambda self: NamesX(self))


class WindowX(Com):
    FreezePanes = ScrollRow = SplitColumn = property(lambda self: None, lambda self, value: None)

    def __init__(self, book: BookX) -> None:
        self.book = book

    SplitRow = property(
        lambda self: 0, lambda self, row: setattr(self.book.wb.active, "freeze_panes", f"A{row + 1}")
    )


class AppX(Com):
    """Excel with at most one workbook open."""

    Hwnd, Version, OperatingSystem = 1, "16.0", "Windows (64-bit) NT 10.00"

    def __init__(self) -> None:
        self.open: BookX | None = None
        self.editing = self.without_xml = self.fail_on_add = False
        self.entered: list[str] = []
        self.calculated = 0
        self.said: list[Any] = []  # what the person answers to InputBox
        self.bar: Any = False
        self.updating = self.events = self.alerts = True
        self.at = (1, 1)
        self.history: list[str] = []

    def tell(self, name: str, value: Any) -> None:
        self.history.append(f"{name}={value}")
        setattr(self, name, value)

    @property
    def Ready(self) -> bool:
        if self.editing:
            raise Com.error(BUSY, "被调用方拒绝", None, None)
        return True

    ActiveWorkbook = property(lambda self: self.open)
    ActiveWindow = property(lambda self: WindowX(self.open))
    ActiveCell = property(
        lambda self: RangeX(self.open.ActiveSheet, f"{get_column_letter(self.at[1])}{self.at[0]}")
    )
    Workbooks = property(lambda self: BooksX(self))
    StatusBar = property(lambda self: self.bar, lambda self, value: self.tell("bar", value))
    ScreenUpdating = property(lambda self: self.updating, lambda self, value: self.tell("updating", value))
    EnableEvents = property(lambda self: self.events, lambda self, value: self.tell("events", value))
    DisplayAlerts = property(lambda self: self.alerts, lambda self, value: self.tell("alerts", value))

    def Calculate(self) -> None:
        self.calculated += 1

    def Goto(self, place: RangeX) -> None:
        place.sheet.Activate()
        self.at = place.first

    def InputBox(self, question: str, title: str, default: str) -> Any:
        return self.said.pop(0)

    def Evaluate(self, formula: str) -> Any:
        return ERRORS["#NAME?"]


class BooksX(Listing):
    def __init__(self, app: AppX) -> None:
        super().__init__(lambda: [app.open] if app.open else [])
        self.app = app

    Application = property(lambda self: self.app)

    def Add(self, template: str) -> BookX:
        self.app.open = BookX(self.app, Path(template))
        return self.app.open


def spreadsheet_xml(sheet: SheetX, area: tuple[int, int, int, int]) -> str:
    """XML Spreadsheet 2003 as Excel writes it for ``Range.Value(11)``; only what differs from the default."""
    top, left, bottom, right = area
    styles: dict[str, str] = {}
    rows = []
    merged = {(m.min_row, m.min_col): m for m in sheet.ws.merged_cells.ranges}
    under = {
        (r, c)
        for m in merged.values()
        for r in range(m.min_row, m.max_row + 1)
        for c in range(m.min_col, m.max_col + 1)
    }
    for row in range(top, bottom + 1):
        cells = []
        for column in range(left, right + 1):
            at = (row, column)
            cell, merge = sheet.ws._cells.get(at), merged.get(at)
            if cell is None or (at in under and merge is None):
                continue
            style = styles.setdefault(cell.number_format, f"s{62 + len(styles)}")
            spread = (
                f' ss:MergeAcross="{merge.max_col - merge.min_col}" ss:MergeDown="{merge.max_row - merge.min_row}"'
                if merge
                else ""
            )
            raw = sheet.raw(*at)
            data = "" if raw is None else f'<Data ss:Type="String">{escape(str(raw))}</Data>'
            cells.append(f'<Cell ss:Index="{column - left + 1}" ss:StyleID="{style}"{spread}>{data}</Cell>')
        dimension = sheet.ws.row_dimensions.get(row)
        looks = ' ss:Hidden="1"' if dimension is not None and dimension.hidden else ""
        looks += f' ss:Height="{dimension.height}"' if dimension is not None and dimension.height else ""
        if cells or looks:
            rows.append(f'<Row ss:Index="{row - top + 1}"{looks}>{"".join(cells)}</Row>')
    shown = "".join(
        f'<Style ss:ID="{name}"><NumberFormat ss:Format={quoteattr(FORMAT_NAMES.get(text, text))}/></Style>'
        for text, name in styles.items()
        if text != "General"
    )
    hidden = "".join(
        f'<Column ss:Index="{range_boundaries(f"{letters}1")[0]}" ss:Hidden="1"/>'
        for letters, dimension in sheet.ws.column_dimensions.items()
        if dimension.hidden
    )
    return (
        '<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f"<Styles>{shown}</Styles><Worksheet ss:Name={quoteattr(sheet.title())}>"
        f'<Table ss:ExpandedColumnCount="{right}">{hidden}{"".join(rows)}</Table></Worksheet></Workbook>'
    )


@contextmanager
def excel() -> Iterator[AppX]:
    """The real xlwings engine over an Excel of ours; nothing of it is left when the block ends."""
    import xlwings as xw

    modules = {name: sys.modules.get(name) for name in (*_STUBS, "xlwings._xlwindows")}
    before = {name: getattr(ctypes, name, None) for name in ("oledll", "windll", "PyDLL")}
    engines, active = list(xw.engines.engines), xw.engines.active
    by_name = dict(xw.engines.engines_by_name)
    app = AppX()
    try:
        windows = _install(app)
        engine = xw.Engine(impl=windows.engine)
        xw.engines.add(engine)
        xw.engines.active = engine
        Com.counter.names.clear()
        yield app
    finally:
        xw.engines.engines[:] = engines
        xw.engines.active, xw.engines.engines_by_name = active, by_name
        for name, module in modules.items():
            sys.modules.pop(name, None)
            if module is not None:
                sys.modules[name] = module
        if hasattr(xw, "_xlwindows"):
            del xw._xlwindows
        for name, value in before.items():
            if value is None:
                delattr(ctypes, name)
            else:
                setattr(ctypes, name, value)


def _install(app: AppX) -> Any:
    class com_error(Exception):  # noqa: N801
        @property
        def hresult(self) -> int:
            return int(self.args[0])

    for name in _STUBS:
        stub = types.ModuleType(name)
        stub.__getattr__ = lambda attribute: MagicMock()  # type: ignore[method-assign]
        sys.modules[name] = stub
    sys.modules["pywintypes"].__dict__.update(com_error=com_error, error=com_error, TimeType=dt.datetime)
    sys.modules["pythoncom"].__dict__.update(ole_error=com_error)
    sys.modules["win32process"].__dict__.update(GetWindowThreadProcessId=lambda hwnd: (1, 42))
    client = sys.modules["win32com.client"]
    bases = {name: type(name, (), {}) for name in ("DispatchBaseClass", "CoClassBaseClass")}
    client.__dict__.update(bases, CDispatch=CDispatch, Dispatch=MagicMock())
    sys.modules["win32com"].__dict__.update(client=client)
    ctypes.oledll = ctypes.windll = MagicMock()  # type: ignore[attr-defined,assignment]
    real, ctypes.PyDLL = ctypes.PyDLL, MagicMock()  # type: ignore[misc]
    try:
        from xlwings import _xlwindows as windows
    finally:
        ctypes.PyDLL = real  # type: ignore[misc]
    windows.N_COM_ATTEMPTS = 2  # a name that is not there must not be asked for over and over
    windows.get_excel_hwnds = lambda: iter((1,))
    windows.get_xl_app_from_hwnd = lambda hwnd: windows.COMRetryObjectWrapper(app)
    Com.error = com_error
    return windows

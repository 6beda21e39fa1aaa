"""Excel's COM objects over openpyxl, as far as xlwings and the Excel host ask for them, with calls counted.

The real ``xlwings._xlwindows`` runs over them. What Excel does with a typed text (dates, numbers, formulas,
the apostrophe) is imitated, so that a text written without care shows up in a test.
"""

# ruff: noqa: N802 - the names are Excel's

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from typing import TYPE_CHECKING, Any

from openpyxl.comments import Comment as Note
from openpyxl.formatting.rule import FormulaRule
from openpyxl.formula.translate import Translator
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation

from tests.addin.fake_looks import BordersX, Com, FontX, Interior, fail, restyle

if TYPE_CHECKING:
    from tests.addin.fake_excel import SheetX


class CharactersX(Com):
    def __init__(self, note: CommentX, start: int, length: int) -> None:
        self.note, self.start, self.length = note, start, length

    def Delete(self) -> None:
        units = self.note.cell.comment.text.encode("utf-16-le")
        cut = units[: (self.start - 1) * 2] + units[(self.start - 1 + self.length) * 2 :]
        self.note.say(cut.decode("utf-16-le"))


class ShapeX(Com):
    def __init__(self, note: CommentX) -> None:
        self.note = note

    TextFrame = property(lambda self: self)
    Width = property(
        lambda self: float(self.note.cell.comment.width), lambda self, v: self.note.size(width=v)
    )
    Height = property(
        lambda self: float(self.note.cell.comment.height), lambda self, v: self.note.size(height=v)
    )

    def Characters(self, start: int, length: int) -> CharactersX:
        return CharactersX(self.note, start, length)


class CommentX(Com):
    def __init__(self, sheet: SheetX, cell: Any) -> None:
        self.sheet, self.cell = sheet, cell

    def say(self, text: str) -> None:
        old = self.cell.comment
        self.cell.comment = Note(text, old.author, old.height, old.width)

    def size(self, **sizes: float) -> None:
        for name, value in sizes.items():
            setattr(self.cell.comment, name, value)

    Shape = property(lambda self: ShapeX(self))
    Visible = property(
        lambda self: self.cell.coordinate in self.sheet.shown,
        lambda self, yes: (self.sheet.shown.add if yes else self.sheet.shown.discard)(self.cell.coordinate),
    )
    Parent = property(lambda self: RangeX(self.sheet, self.cell.coordinate))

    def Text(self, text: str | None = None, start: int = 1, overwrite: bool = True) -> str:
        if text is not None:
            units = self.cell.comment.text.encode("utf-16-le")
            kept = "" if overwrite else units[: (start - 1) * 2].decode("utf-16-le")
            rest = "" if overwrite else units[(start - 1) * 2 :].decode("utf-16-le")
            self.say(kept + text + rest)
        return self.cell.comment.text

    def Delete(self) -> None:
        self.cell.comment = None


class RangeX(Com):
    """Cells of one sheet; ``Range("A1:B2,D4")`` has two areas."""

    def __init__(self, sheet: SheetX, address: str) -> None:
        self.sheet = sheet
        self.areas = []
        for part in address.replace("$", "").split(","):
            left, top, right, bottom = range_boundaries(part)
            self.areas.append((top, left, bottom, right))

    @property
    def first(self) -> tuple[int, int]:
        return self.areas[0][:2]

    def peek(self, row: int, column: int) -> Any:
        """A cell if it is there: openpyxl makes those that are asked for."""
        return self.sheet.ws._cells.get((row, column))

    def every(self) -> Iterator[Any]:
        for top, left, bottom, right in self.areas:
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    yield self.sheet.ws.cell(row, column)

    def block(self, one: Any) -> Any:
        top, left, bottom, right = self.areas[0]
        rows = tuple(tuple(one(r, c) for c in range(left, right + 1)) for r in range(top, bottom + 1))
        return rows[0][0] if len(rows) == len(rows[0]) == 1 else rows

    @property
    def Value2(self) -> Any:
        return self.block(self.sheet.raw)

    @property
    def Formula(self) -> Any:
        def formula(row: int, column: int) -> str:
            cell = self.peek(row, column)
            if cell is None or cell.value is None:
                return ""
            raw = self.sheet.raw(row, column)
            return (
                cell.value if cell.data_type == "f" else f"{raw:.15g}" if isinstance(raw, float) else str(raw)
            )

        return self.block(formula)

    @Formula.setter
    def Formula(self, formula: str) -> None:
        assert formula.startswith("=")
        self.sheet.ws.cell(*self.first).value = formula

    @property
    def FormulaR1C1(self) -> str:
        """Here the formula with the cell that it stands in: as good for taking it to another cell."""
        return f"{self.GetAddress(False, False)}|{self.Formula}"

    @FormulaR1C1.setter
    def FormulaR1C1(self, said: str) -> None:
        origin, _, formula = said.partition("|")
        place = self.GetAddress(False, False)
        self.sheet.ws.cell(*self.first).value = Translator(formula, origin).translate_formula(place)

    @property
    def Value(self) -> Any:
        return self.Value2

    @Value.setter
    def Value(self, value: Any) -> None:
        if self.sheet.protected:
            raise fail("单元格受保护")
        top, left, bottom, right = self.areas[0]
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                one = value[row - top][column - left] if isinstance(value, tuple) else value
                self.sheet.enter(row, column, one)

    def GetValue(self, kind: int) -> str:
        assert kind == 11
        if self.sheet.book.app.without_xml:
            raise fail("XML")
        return self.sheet.xml(self.areas[0])

    def GetAddress(
        self, row_absolute: bool = True, column_absolute: bool = True, style: int = 1, external: bool = False
    ) -> str:
        top, left, bottom, right = self.areas[0]
        mark = ("$" if column_absolute else "", "$" if row_absolute else "")
        corners = [f"{mark[0]}{get_column_letter(c)}{mark[1]}{r}" for r, c in ((top, left), (bottom, right))]
        local = corners[0] if corners[0] == corners[1] else ":".join(corners)
        if not external:
            return local
        name = self.sheet.ws.title.replace("'", "''")
        return (
            f"'[{self.sheet.book.name}]{name}'!{local}"
            if re.search(r"\W", name)
            else f"[{self.sheet.book.name}]{name}!{local}"
        )

    @property
    def NumberFormat(self) -> str | None:
        formats = {cell.number_format if (cell := self.peek(*at)) else "General" for at in self.places()}
        return formats.pop() if len(formats) == 1 else None

    def places(self) -> Iterator[tuple[int, int]]:
        for top, left, bottom, right in self.areas:
            yield from ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))

    @property
    def HasFormula(self) -> bool:
        cell = self.peek(*self.first)
        return cell is not None and cell.data_type == "f"

    @property
    def Comment(self) -> CommentX | None:
        cell = self.peek(*self.first)
        return CommentX(self.sheet, cell) if cell is not None and cell.comment is not None else None

    @property
    def CommentThreaded(self) -> Any:
        return self if self.first in self.sheet.threads else None

    def AddComment(self, text: str) -> CommentX:
        cell = self.sheet.ws.cell(*self.first)
        if cell.comment is not None or self.first in self.sheet.threads:
            raise fail("already has a note")
        cell.comment = Note(text, "使用者")
        return CommentX(self.sheet, cell)

    def ClearFormats(self) -> None:
        for cell in self.every():
            cell.style = "Normal"

    def Merge(self, across: bool = False) -> None:
        top, left, bottom, right = self.areas[0]
        if across and bottom > top:
            for row in range(top, bottom + 1):
                RangeX(self.sheet, f"{get_column_letter(left)}{row}:{get_column_letter(right)}{row}").merge()
            return
        self.merge()

    def merge(self) -> None:
        top, left, bottom, right = self.areas[0]
        within = CellRange(min_row=top, min_col=left, max_row=bottom, max_col=right)
        ranges = self.sheet.ws.merged_cells.ranges
        for area in [area for area in ranges if within.issuperset(area)]:
            ranges.remove(area)
        self.sheet.ws.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)

    @property
    def EntireRow(self) -> RowsX:
        return RowsX(self)

    def AutoFilter(self) -> None:
        self.sheet.ws.auto_filter.ref = self.GetAddress(False, False)

    def Replace(self, what: str, by: str, part: int) -> bool:
        # One cell alone: Excel may well take the whole sheet, where a text "=100%" would become a formula.
        assert part == 2
        alone = len(list(self.places())) == 1
        cells = [cell for row in self.sheet.ws.iter_rows() for cell in row] if alone else list(self.every())
        for cell in cells:
            if isinstance(cell.value, str) and what in cell.value:
                self.sheet.book.app.entered.append(cell.coordinate)
                cell.value = cell.value.replace(what, by)
                cell.data_type = "f" if cell.value.startswith("=") else "s"
        return True

    def align(self, **changes: Any) -> None:
        def placed(cell: Any) -> None:
            alignment = copy(cell.alignment)
            for name, value in changes.items():
                setattr(alignment, name, value)
            cell.alignment = alignment

        restyle(self, placed, repr(changes))

    def Select(self) -> None:
        assert self.sheet is self.sheet.book.ActiveSheet, "Select 方法失败"
        self.sheet.selected = self.first

    Interior = property(lambda self: Interior(self))
    FormatConditions = property(lambda self: ConditionsX(self))
    Font = property(lambda self: FontX(self))
    Borders = property(lambda self: BordersX(self))
    Validation = property(lambda self: ValidationX(self))
    Worksheet = property(lambda self: self.sheet)
    Application = property(lambda self: self.sheet.book.app)
    WrapText = property(lambda self: None, lambda self, value: self.align(wrap_text=value))
    HorizontalAlignment = property(
        lambda self: None, lambda self, value: self.align(horizontal={-4131: "left"}[value])
    )
    VerticalAlignment = property(
        lambda self: None,
        lambda self, value: self.align(vertical={-4160: "top", -4108: "center", -4107: "bottom"}[value]),
    )


class ConditionsX(Com):
    """Conditions are kept as a file has them: for the first cell; Excel takes them for the selected one."""

    def __init__(self, cells: RangeX) -> None:
        self.cells = cells

    def Add(self, kind: int, operator: int, formula: str) -> ConditionX:
        assert (kind, operator) == (2, 1) and self.cells.sheet.selected[0] == self.cells.first[0]
        rule = FormulaRule(formula=[formula.removeprefix("=")])
        self.cells.sheet.ws.conditional_formatting.add(self.cells.GetAddress(False, False), rule)
        return ConditionX(rule)


class ConditionX(Com):
    def __init__(self, rule: Any) -> None:
        self.rule = rule

    def colour(self, bgr: int) -> None:
        rgb = f"FF{bgr & 255:02X}{bgr >> 8 & 255:02X}{bgr >> 16 & 255:02X}"
        self.rule.dxf = DifferentialStyle(fill=PatternFill(bgColor=rgb))

    Interior = property(lambda self: self)
    Color = property(lambda self: None, colour)


class ValidationX(Com):
    def __init__(self, cells: RangeX) -> None:
        self.cells = cells

    def Add(self, kind: int, alert: int, operator: int, formula: str) -> None:
        assert (kind, alert, operator) == (3, 1, 1)
        rule = DataValidation(type="list", formula1=f'"{formula}"')
        for top, left, bottom, right in self.cells.areas:
            rule.add(f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")
        self.cells.sheet.ws.add_data_validation(rule)


class ColumnX(Com):
    def __init__(self, sheet: SheetX, number: int) -> None:
        self.dimension, self.sheet, self.letters = (
            sheet.ws.column_dimensions,
            sheet,
            get_column_letter(number),
        )

    def get_width(self) -> float:
        own = self.dimension[self.letters].width if self.letters in self.dimension else 13
        return round(own - 5 / 7, 2) if own != 13 else 8.38

    def set_width(self, width: float) -> None:
        self.dimension[self.letters].width = width + 5 / 7

    def standard(self, _value: bool) -> None:
        self.dimension.pop(self.letters, None)

    ColumnWidth = property(get_width, set_width)
    UseStandardWidth = property(lambda self: None, standard)


class RowX(Com):
    def __init__(self, sheet: SheetX, number: int) -> None:
        self.sheet, self.number = sheet, number
        self.dimension = sheet.ws.row_dimensions[number]

    RowHeight = property(
        lambda self: self.dimension.height, lambda self, v: setattr(self.dimension, "height", v)
    )


class RowsX(Com):
    def __init__(self, cells: RangeX) -> None:
        self.cells = cells

    def set_height(self, height: float) -> None:
        for row in {row for row, _ in self.cells.places()}:
            self.cells.sheet.ws.row_dimensions[row].height = height

    RowHeight = property(lambda self: None, set_height)


class PageSetupX(Com):
    Orientation = PaperSize = Zoom = FitToPagesWide = FitToPagesTall = property(
        lambda self: None, lambda self, v: None
    )
    LeftMargin = RightMargin = TopMargin = BottomMargin = property(lambda self: None, lambda self, v: None)
    PrintTitleRows = property(
        lambda self: self.ws.print_title_rows or "",
        lambda self, rows: setattr(self.ws, "print_title_rows", rows.replace("$", "")),
    )

    def __init__(self, sheet: SheetX) -> None:
        self.ws = sheet.ws

    def get_area(self) -> str:
        return re.sub(r"('[^']*'|[^,!]*)!", "", self.ws.print_area or "")

    def set_area(self, text: str) -> None:
        self.ws.print_area = text or None

    PrintArea = property(get_area, set_area)


class Listing(Com):
    """A collection that is called by number or name."""

    def __init__(self, items: Any, named: Any = None) -> None:
        self.items, self.named = items, named

    Count = property(lambda self: len(self.items()))

    def __call__(self, key: Any) -> Any:
        Com.counter.began("Item()")
        found = self.items()
        if isinstance(key, str):
            one = next((item for item in found if item.title().casefold() == key.casefold()), None)
            if one is None:
                raise fail("下标越界")
            return one
        return found[int(key) - 1]

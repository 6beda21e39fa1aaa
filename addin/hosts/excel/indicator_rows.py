"""A row inserted below another, a row deleted with its labels kept: in as many calls, however long the form is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from addin.hosts.excel import com
from addin.hosts.excel.com import Com
from addin.hosts.problems import Refused
from scoring.form.address import Address, Area

_DOWN, _LIKE_ABOVE = -4121, 0  # xlShiftDown, xlFormatFromLeftOrAbove


def insert(sheet: Com, above: int, merges: Sequence[Area], formulas: Sequence[int]) -> None:
    """A row below `above` with its formats and, in these columns, its formulas; what fails is taken back.

    Excel is not asked to copy the row: that would bring its notes and its contents along.
    """
    row = above + 1
    sheet.Application.CutCopyMode = False  # else Excel inserts what was copied last
    sheet.Rows(row).Insert(_DOWN, _LIKE_ABOVE)
    try:
        for area in merges:
            sheet.Range(area.a1).Merge()
        for column in formulas:
            formula = sheet.Range(Address(above, column).a1).FormulaR1C1
            sheet.Range(Address(row, column).a1).FormulaR1C1 = formula
    except Exception:
        com.set_back(lambda: sheet.Rows(row).Delete())
        raise


def delete(sheet: Com, row: int, labels: Collection[Address]) -> None:
    """Delete a row; its labels are written into the row that takes its place, unless Excel has kept them."""
    kept = {at: str(sheet.Range(at.a1).Formula) for at in labels}
    sheet.Rows(row).Delete()
    for at, text in kept.items():
        if not com.set_back(partial(_write_if_blank, sheet, at, text)):
            raise Refused(f"行已删除，但“{text}”没有能写回，请在{at.a1}补填。")


def _write_if_blank(sheet: Com, at: Address, text: str) -> None:
    cell = sheet.Range(at.a1)
    if cell.Value2 is not None:
        return
    if text.startswith("="):
        cell.Formula = text
    else:
        cell.Value = com.as_text(text)

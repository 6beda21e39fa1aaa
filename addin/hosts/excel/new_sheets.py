"""A sheet added so that one without a name is never left behind, even where Excel is cut off in between.

Before a sheet is added, a hidden name in the workbook says how many sheets there are and which is the last
and the one in front; it goes when the sheet has its own name. By it the next click finds the stray sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from addin.hosts.excel import com
from addin.hosts.excel.com import Com
from addin.marking.edits import MARKS_SHEET
from addin.marking.ledger import SIGNATURE

ADDING = "jixiao_adding"

_SAID = re.compile(r'="(?P<count>\d+)/(?P<last>[^/]*)/(?P<front>[^/]*)"')  # no sheet has a slash in its name


@contextmanager
def new_sheet(book: Com) -> Iterator[Com]:
    """A new sheet behind the others; the block gives it its name."""
    count = book.Sheets.Count
    last = book.Sheets(count)
    said = f"{count}/{last.Name}/{book.ActiveSheet.Name}".replace('"', '""')
    book.Names.Add(ADDING, f'="{said}"', False)
    # "After" fails with some pywin32 (so xlwings says): put it before the last one, then change places.
    sheet = book.Sheets.Add(Before=last)
    if last.Name != MARKS_SHEET:  # which nobody sees, and which cannot be moved
        last.Move(Before=sheet)
    yield sheet
    book.Names(ADDING).Delete()


def remove_stray_sheet(book: Com) -> None:
    """Take out the sheet that was added when somebody or something cut us off, and bring the front one back."""
    name = _name(book)
    if name is None:
        return
    said = _SAID.fullmatch(str(name.RefersTo).replace('""', '"'))
    if said is not None and book.Sheets.Count > int(said["count"]):
        count = int(said["count"])
        for sheet in (book.Sheets(count), book.Sheets(count + 1)):
            if str(sheet.Name) not in (said["last"], MARKS_SHEET) and _is_stray(sheet):
                sheet.Visible = com.VISIBLE
                sheet.Delete()
                break
    front = com.worksheet(book, said["front"]) if said is not None else None
    if front is not None and front.Visible == com.VISIBLE:
        front.Activate()
    name.Delete()


def _name(book: Com) -> Com | None:
    with com.if_possible():
        return book.Names(ADDING)
    return None


def _is_stray(sheet: Com) -> bool:
    """Nothing is on it, or the ledger that has not got its name yet."""
    if sheet.Type != com.WORKSHEET:
        return False
    if sheet.UsedRange.GetAddress(False, False) == "A1":
        return sheet.Range("A1").Value2 is None
    return bool(sheet.Range("A1").Value2 == SIGNATURE)

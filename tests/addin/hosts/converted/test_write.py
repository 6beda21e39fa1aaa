"""The new workbook that a file of another format becomes."""

from __future__ import annotations

import io

import openpyxl

from addin.hosts.converted.table import Book, Cell
from addin.hosts.converted.write import written


def test_in_print_it_lies_on_a4_across_its_whole_width() -> None:
    book = Book()
    book.add("表").put(1, 1, Cell("项目支出绩效自评表"))
    sheet = openpyxl.load_workbook(io.BytesIO(written(book, "自评表.docx"))).active
    assert sheet is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )

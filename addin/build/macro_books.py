"""The two books that carry VBA: ``jixiao.xlam`` for forms in circulation, ``evaluation_form.xlsm`` to fill."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from addin.build.authoring import save
from addin.build.package import (
    ROOT_RELATIONS,
    WORKBOOK,
    Parts,
    pack,
    relate,
    set_content_type,
    unpack,
)
from addin.build.sheet_button import add_button
from addin.build.texts_sheet import add_texts
from addin.build.vba import add_project, modules
from addin.build.wrappers import Wrappers, wrappers
from addin.installing import XLWINGS
from addin.templates import FILES, StandardForm

ADDIN, FORM = "jixiao.xlam", "evaluation_form.xlsm"
RIBBON = Path(__file__).parent.parent / "ribbon" / "customUI.xml"
_XLAM = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
_RIBBON_RELATION = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"
_ABOUT = (
    "jixiao 绩效核查：Excel 加载项",
    "由 jixiao addin install 安装；不要直接编辑这个文件。",
    f"含有 xlwings {XLWINGS} 的 VBA 模块（BSD 3-clause，Copyright (C) 2014-present, Zoomer Analytics LLC），"
    "许可全文和所作改动的说明在模块 xlwings 的开头。",
)


def build_macro_books(folder: Path) -> list[Path]:
    """Write both books into a folder that holds ``evaluation_form.xlsx``; the same bytes every time."""
    made = wrappers()
    (folder / ADDIN).write_bytes(addin_book(made))
    form = unpack((folder / FILES[StandardForm.REVIEW]).read_bytes())
    (folder / FORM).write_bytes(form_book(form, made))
    return [folder / ADDIN, folder / FORM]


def addin_book(made: Wrappers) -> bytes:
    """The add-in: a sheet that says what it is, the texts, the VBA, the ribbon."""
    parts = _with_macros(_about(), made)
    set_content_type(parts, WORKBOOK, _XLAM)
    return pack(parts)


def form_book(form: Parts, made: Wrappers) -> bytes:
    """The form as it is in the ``.xlsx``, with the VBA, the ribbon and a button on its first sheet."""
    parts = dict(form)
    # Right of what is printed, over the title row, where neither the form nor its marks have anything.
    add_button(parts, "xl/worksheets/sheet1.xml", column=_printed_columns(form), row=0)
    return pack(_with_macros(parts, made))


def _printed_columns(form: Parts) -> int:
    """How many columns the print area of the first sheet has."""
    area = load_workbook(io.BytesIO(pack(form))).worksheets[0].print_area
    columns = range_boundaries(area.rpartition("!")[2])[2]
    assert columns is not None
    return columns


def _with_macros(parts: Parts, made: Wrappers) -> Parts:
    add_texts(parts, made.texts)
    parts = add_project(parts, modules(made.source))
    parts["customUI/customUI.xml"] = RIBBON.read_bytes()
    relate(parts, ROOT_RELATIONS, _RIBBON_RELATION, "customUI/customUI.xml")
    return parts


def _about() -> Parts:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "jixiao"
    for number, line in enumerate(_ABOUT, 1):
        sheet.cell(number, 1, line)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "about.xlsx"
        save(workbook, path)
        return unpack(path.read_bytes())

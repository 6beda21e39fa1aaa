"""Workbooks with something of the person's that a check must leave to them, or speak of."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.form import (
    CONTENT_TYPES,
    HEAD,
    MAIN,
    OFFICE,
    PACKAGE,
    ROOT_RELS,
    SHEET,
    WORKBOOK,
    Parts,
    book,
    grid,
    workbook,
)
from tests.hostile.registry import changed, enter, saved, with_part


def named(attributes: str, text: str = "自评表!$A$1") -> Parts:
    name = f'<definedNames><definedName name="自己的" {attributes}>{text}</definedName></definedNames>'
    return changed(WORKBOOK, "</sheets>", f"</sheets>{name}")


def final() -> Parts:
    """As Excel marks a workbook: 标记为最终状态."""
    parts = changed(
        CONTENT_TYPES,
        "</Types>",
        '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>',
    )
    parts[ROOT_RELS] = str(parts[ROOT_RELS]).replace(
        "</Rel",
        f'<Relationship Id="rId8" Type="{OFFICE}/custom-properties" Target="docProps/custom.xml"/></Rel',
    )
    parts["docProps/custom.xml"] = (
        f'{HEAD}<Properties xmlns="{OFFICE.replace("relationships", "custom-properties")}" xmlns:vt="{OFFICE.replace("relationships", "docPropsVTypes")}">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="_MarkAsFinal"><vt:bool>true</vt:bool></property></Properties>'
    )
    return parts


def before_sheets(xml: str) -> Parts:
    return book() | {WORKBOOK: workbook("自评表", "说明", before=xml)}


def state(value: str, sheet: str = "自评表") -> Parts:
    return changed(WORKBOOK, f'name="{sheet}"', f'name="{sheet}" state="{value}"')


BLANK = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
WORKBOOKS: dict[str, Callable[[], Parts]] = {
    "ordinary": book,
    "name-of-a-sheet-that-is-not-there": lambda: named('localSheetId="2"'),
    "name-of-a-sheet-far-beyond": lambda: named('localSheetId="99"'),
    "name-of-a-sheet-negative": lambda: named('localSheetId="-1"'),
    "name-of-a-sheet-no-number": lambda: named('localSheetId="x"'),
    "name-of-nothing": lambda: named("", "#REF!"),
    "name-of-500-kilobytes": lambda: named("", "1+" * 250_000 + "1"),
    "marked-as-final": final,
    "write-reserved": lambda: before_sheets('<fileSharing userName="某人" reservationPassword="CC1A"/>'),
    "read-only-recommended": lambda: before_sheets('<fileSharing readOnlyRecommended="1"/>'),
    "structure-locked": lambda: before_sheets('<workbookProtection workbookPassword="CC1A" lockStructure="1"/>'),
    "sheet-protected": lambda: changed(SHEET, "</sheetData>", '</sheetData><sheetProtection password="CC1A" sheet="1" objects="1"/>'),
    "sheet-hidden": lambda: state("hidden"),
    "sheet-very-hidden": lambda: state("veryHidden"),
    "sheet-state-of-nonsense": lambda: state("perhaps"),
    "sheet-active-beyond": lambda: before_sheets('<bookViews><workbookView activeTab="999" firstSheet="-7"/></bookViews>'),
    "sheet-of-a-chart-first": lambda: book() | {"xl/worksheets/sheet2.xml": BLANK.replace("worksheet", "chartsheet").replace("<sheetData/>", "<sheetViews/>")},
    "dates-since-1904": lambda: before_sheets('<workbookPr date1904="perhaps"/>'),
    "label-of-sensitivity": lambda: with_part("docMetadata/LabelInfo.xml", "<labelList/>"),
    "threads-of-comments": lambda: with_part("xl/threadedComments/threadedComment1.xml", "<ThreadedComments/>")
    | {"xl/persons/person.xml": "<personList/>"},
    "revisions-of-a-shared-book": lambda: with_part("xl/revisions/revisionHeaders.xml", f'<headers xmlns="{MAIN}"/>'),
    "custom-parts": lambda: with_part("xl/printerSettings/printerSettings1.bin", b"\0x") | {"xl/activeX/activeX1.bin": b"\1"} | {"customUI/customUI.xml": f'<customUI xmlns="{PACKAGE}"/>'},
    "form-blank": lambda: book() | {SHEET: BLANK},
    "form-of-a-title-only": lambda: book(grid()[:2]),
    "form-of-headings-only": lambda: book(grid()[:12]),
    "form-of-labels-only": lambda: book([[text if x < 3 else "" for x, text in enumerate(line)] for line in grid()]),
    "form-of-no-form": lambda: book([["姓名", "电话", "", "", "", "", "", "", ""], ["某人", "", "", "", "", "", "", "", ""]]),
    "form-upside-down": lambda: book(grid()[::-1]),
    "form-transposed": lambda: book([list(line) for line in zip(*grid(), strict=True)]),
    "form-in-the-last-columns": lambda: book([[""] * 16_375 + line for line in grid()]),
}  # fmt: skip
for name, make in WORKBOOKS.items():
    enter(name, saved(make))

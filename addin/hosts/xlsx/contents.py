"""What a workbook part lists: its worksheets, and what they share."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from addin.hosts.problems import Unreadable
from addin.hosts.xlsx import markup
from addin.hosts.xlsx.far_rows import NEAR_ROWS
from addin.hosts.xlsx.formats import cell_formats
from addin.hosts.xlsx.package import Package
from addin.hosts.xlsx.reading import Book, read_sheet
from addin.hosts.xlsx.relations import inside, related, relations
from addin.hosts.xlsx.text import string_item
from addin.marking.areas import first_area
from addin.marking.edits import MARKS_SHEET, RESULT_SHEET
from addin.reading.sheet import Sheet
from scoring.form.address import Area

PRINT_AREA = "_xlnm.Print_Area"

_NO_SHEETS = "文件中没有工作表，请用 Excel 打开检查"


@dataclass(frozen=True, slots=True)
class ListedSheet:
    """A worksheet as the workbook lists it; `index` counts all sheets, chart sheets too."""

    name: str
    part: str
    index: int
    state: str
    element: etree._Element


class Contents:
    """The workbook part and what it leads to."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = _workbook_part(package)
        self._known: tuple[ListedSheet, ...] | None = None
        root = package.root(self.part)
        if not is_spreadsheet(root, "workbook"):
            raise Unreadable("这个文件不是 Excel 工作簿，请用 Excel 打开后另存为 .xlsx 再核查")
        self.ns = markup.namespace(root)
        if root.find(f"{self.ns}sheets") is None or not self.listed():
            raise Unreadable(_NO_SHEETS)

    @property
    def root(self) -> etree._Element:
        """The root of the workbook part."""
        return self.package.root(self.part)

    @property
    def strict(self) -> bool:
        """Whether the workbook is written in the strict dialect."""
        return self.ns == f"{{{markup.STRICT_MAIN}}}"

    @property
    def listing(self) -> etree._Element:
        """The element that lists the sheets."""
        found = self.root.find(f"{self.ns}sheets")
        if found is None:
            raise Unreadable(_NO_SHEETS)
        return found

    def listed(self) -> tuple[ListedSheet, ...]:
        """All worksheets in their order, whatever their state."""
        if self._known is None:
            self._known = tuple(self._read_listing())
        return self._known

    def find(self, name: str) -> ListedSheet | None:
        """The worksheet of a name; Excel takes no two that differ in case only."""
        wanted = name.casefold()
        return next((entry for entry in self.listed() if entry.name.casefold() == wanted), None)

    def relisted(self) -> None:
        """Sheets have come or gone: who changes the listing says so."""
        self._known = None
        self.package.touch(self.part)

    def _read_listing(self) -> Iterator[ListedSheet]:
        known = {relation.id: relation for relation in relations(self.package, self.part)}
        items = [item for item in self.listing if markup.local(item) == "sheet"]
        for index, item in enumerate(items):
            name = item.get("name", "")
            relation = known.get(markup.relation_id(item) or "")
            if relation is None:
                raise Unreadable(f"文件不完整，缺少工作表“{name[:31]}”，请用 Excel 打开并修复后再核查")
            if relation.kind == "worksheet":
                yield ListedSheet(name, inside(relation), index, item.get("state", "visible"), item)

    def read_sheets(self) -> Iterator[Sheet]:
        """Every worksheet that is not very hidden."""
        book = self.book()
        areas = self._print_areas()
        for entry in self.listed():
            if entry.state != "veryHidden":
                sheet = read_sheet(entry.name, self._sheet_root(entry), book, areas.get(entry.index))
                below = (f"第{NEAR_ROWS}行以下",) if self.package.has_more_rows(entry.part) else ()
                yield replace(sheet, hidden=entry.state != "visible", unread=(*below, *sheet.unread))

    def read_one(self, entry: ListedSheet) -> Sheet:
        """One worksheet, even a very hidden one."""
        return read_sheet(entry.name, self._sheet_root(entry), self.book(), None)

    def _sheet_root(self, entry: ListedSheet) -> etree._Element:
        ours = entry.name in (RESULT_SHEET, MARKS_SHEET)
        root = self.package.root(entry.part) if ours else self.package.sheet_root(entry.part)
        if not is_spreadsheet(root, "worksheet"):
            raise Unreadable(
                f"文件已损坏（工作表“{entry.name[:31]}”不是工作表），请用 Excel 打开并修复后再核查"
            )
        return root

    def book(self) -> Book:
        """What the sheets share."""
        properties = self.root.find(f"{self.ns}workbookPr")
        styles = self._shared_part("styles")
        return Book(
            strings=self.strings,
            formats=cell_formats(styles),
            date1904=properties is not None and markup.is_true(properties.get("date1904")),
        )

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings; edits leave them as they are."""
        strings = self._shared_part("sharedStrings")
        return [] if strings is None else _strings(strings)

    def _shared_part(self, kind: str) -> etree._Element | None:
        relation = related(self.package, self.part, kind)
        if relation is None or inside(relation) not in self.package:
            return None
        root = self.package.root(relation.part)
        if not is_spreadsheet(root, "styleSheet" if kind == "styles" else "sst"):
            raise Unreadable(f"文件已损坏（{relation.part}），请用 Excel 打开并修复后再核查")
        return root

    def _print_areas(self) -> dict[int, Area]:
        areas = {}
        for item in self.root.iterfind(f"{self.ns}definedNames/{self.ns}definedName"):
            if item.get("name") == PRINT_AREA:
                area = first_area(item.text or "")
                if area is not None:
                    areas[markup.whole(item.get("localSheetId"), -1)] = area
        return areas


def is_spreadsheet(root: etree._Element, name: str) -> bool:
    """Whether a root element is the one expected, in either dialect."""
    return root.tag in (f"{{{markup.MAIN}}}{name}", f"{{{markup.STRICT_MAIN}}}{name}")


def _strings(root: etree._Element) -> list[str]:
    ns = markup.namespace(root)
    tag = f"{ns}si"
    return [string_item(item, ns) for item in root if item.tag == tag]


def _workbook_part(package: Package) -> str:
    relation = related(package, "", "officeDocument")
    part = inside(relation) if relation is not None else "xl/workbook.xml"
    if part.endswith(".bin"):
        raise Unreadable("这是二进制工作簿（.xlsb），请用 Excel 另存为 .xlsx 再核查")
    if part in package and (relation is not None or not part.startswith("word")):
        return part
    raise Unreadable(_other_kind(package))


def _other_kind(package: Package) -> str:
    if "OFD.xml" in package:
        return "这是 OFD 版式文件，不是表格，请用原来的 Excel 或 Word 文件核查"
    if "ppt/presentation.xml" in package:
        return "这是演示文稿，不是 Excel 工作簿，请选择 .xlsx 文件"
    if "[Content_Types].xml" in package:
        return "文件不完整，其中没有工作簿，请用 Excel 打开并修复后再核查"
    return "这是压缩包，不是 Excel 工作簿，请解压后选择其中的 .xlsx 文件"


def free_name(contents: Contents, pattern: str) -> str:
    """The first part name of a pattern that is not taken, in the workbook's folder."""
    path = posixpath.join(posixpath.dirname(contents.part), pattern)
    number = 1
    while path.format(number) in contents.package:
        number += 1
    return path.format(number)

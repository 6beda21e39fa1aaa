"""Defined names: print areas, and the sheet numbers by which local names know their sheet."""

from __future__ import annotations

from lxml import etree

from addin.hosts.xlsx import markup
from addin.hosts.xlsx.contents import PRINT_AREA, Contents

_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")


def named_text(contents: Contents, name: str) -> str:
    """What a name of the whole workbook stands for: ``="mof_2020"`` or ``'填表说明'!$B$12``; "" for none."""
    for item in contents.root.iterfind(f"{contents.ns}definedNames/{contents.ns}definedName"):
        if item.get("name") == name and item.get("localSheetId") is None:
            return (item.text or "").strip()
    return ""


def put_local(contents: Contents, index: int, name: str, text: str, **attributes: str) -> None:
    """Give a sheet a name of its own that it has not had."""
    item = markup.make(contents.ns, "definedName", name=name, localSheetId=str(index), **attributes)
    item.text = text
    _insert(_names(contents), item)
    contents.package.touch(contents.part)


def print_area_text(contents: Contents, index: int) -> str | None:
    """The print area of a sheet as the workbook writes it."""
    item = _find(contents, index)
    return None if item is None else item.text or ""


def put_print_area(contents: Contents, index: int, text: str | None) -> None:
    """Set the print area of a sheet, or take it away with None."""
    item = _find(contents, index)
    contents.package.touch(contents.part)
    if text is None:
        if item is not None:
            _remove(item)
        return
    if item is None:
        item = markup.make(contents.ns, "definedName", name=PRINT_AREA, localSheetId=str(index))
        _insert(_names(contents), item)
    item.text = text


def make_room(contents: Contents, index: int) -> None:
    """Let local names of sheets from there on move down: names that point behind the last one stay nobody's."""
    for item in contents.root.iterfind(f"{contents.ns}definedNames/{contents.ns}definedName"):
        local = markup.whole(item.get("localSheetId"), -1)
        if local >= index:
            item.set("localSheetId", str(local + 1))


def forget_sheet(contents: Contents, index: int) -> None:
    """Drop the local names of a sheet that goes, and let those of later ones move up."""
    for item in list(contents.root.iterfind(f"{contents.ns}definedNames/{contents.ns}definedName")):
        local = markup.whole(item.get("localSheetId"), -1)
        if local == index:
            _remove(item)
        elif local > index:
            item.set("localSheetId", str(local - 1))


def _find(contents: Contents, index: int) -> etree._Element | None:
    for item in contents.root.iterfind(f"{contents.ns}definedNames/{contents.ns}definedName"):
        if item.get("name") == PRINT_AREA and item.get("localSheetId") == str(index):
            return item
    return None


def _names(contents: Contents) -> etree._Element:
    names = contents.root.find(f"{contents.ns}definedNames")
    if names is None:
        names = markup.make(contents.ns, "definedNames")
        above = [item for item in contents.root if markup.local(item) in _BEFORE_NAMES]
        contents.root.insert(contents.root.index(above[-1]) + 1, names)
    return names


def _insert(names: etree._Element, item: etree._Element) -> None:
    """Names are kept in alphabetical order."""
    key = _order(item)
    following = [other for other in names if markup.local(other) and _order(other) > key]
    names.insert(names.index(following[0]) if following else len(names), item)


def _order(item: etree._Element) -> tuple[str, int]:
    return item.get("name", "").casefold(), markup.whole(item.get("localSheetId"), -1)


def _remove(item: etree._Element) -> None:
    names = item.getparent()
    if names is None:
        return
    names.remove(item)
    workbook = names.getparent()
    if not len(names) and workbook is not None:
        workbook.remove(names)

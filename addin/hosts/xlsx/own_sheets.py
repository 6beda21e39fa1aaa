"""Whole sheets of ours: put into the package, listed in the workbook, and taken out again.

``docProps/app.xml`` names the sheets too, but no program reads it when opening (Excel writes it anew
when saving): it is left as it is, so that it comes back untouched when the marks are cleared.
"""

from __future__ import annotations

from addin.hosts.xlsx import content_types, markup, names
from addin.hosts.xlsx.contents import Contents, ListedSheet, free_name
from addin.hosts.xlsx.relations import add_relation, inside, relations, relations_part, remove_relation
from addin.hosts.xlsx.sheet_text import worksheet
from addin.hosts.xlsx.styles import Styles
from addin.marking.edits import PutSheet
from scoring.form.address import column_letters

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_PRINT_TITLES, _FILTERED = "_xlnm.Print_Titles", "_xlnm._FilterDatabase"
_OWNED = {"comments", "vmlDrawing", "drawing", "printerSettings", "threadedComment", "table"}


def add_sheet(contents: Contents, styles: Styles, edit: PutSheet) -> None:
    """Put a sheet of ours behind all others."""
    package = contents.package
    part = free_name(contents, "worksheets/sheet{}.xml")
    package.put(part, worksheet(contents.ns, styles, edit))
    content_types.add_override(package, part, _TYPE)
    id = add_relation(package, contents.part, "worksheet", part, contents.strict)
    listing = contents.listing
    index = sum(markup.local(item) == "sheet" for item in listing)
    names.make_room(contents, index)
    taken = [markup.whole(item.get("sheetId"), 0) for item in listing]
    attributes = {"name": edit.name, "sheetId": str(max(taken, default=0) + 1)}
    if edit.hidden:
        attributes["state"] = "veryHidden"
    listing.append(markup.make_linked(contents.ns, "sheet", id, attributes))
    contents.relisted()
    _name_areas(contents, index, edit)


def _name_areas(contents: Contents, index: int, edit: PutSheet) -> None:
    """The rows that every printed page repeats, and the table that can be filtered, as programs know them."""
    quoted = edit.name.replace("'", "''")
    if edit.header_row:
        rows = f"'{quoted}'!${edit.header_row}:${edit.header_row}"
        names.put_local(contents, index, _PRINT_TITLES, rows)
    if edit.filter is not None:
        top, left, bottom, right = edit.filter
        area = f"${column_letters(left)}${top}:${column_letters(right)}${bottom}"
        names.put_local(contents, index, _FILTERED, f"'{quoted}'!{area}", hidden="1")


def remove_sheet(contents: Contents, entry: ListedSheet) -> None:
    """Take a sheet of ours out, with all that only it leads to."""
    package = contents.package
    for relation in relations(package, entry.part):
        if relation.kind in _OWNED and inside(relation) in package:
            _remove_part(contents, relation.part)
    _remove_part(contents, entry.part)
    remove_relation(package, contents.part, markup.relation_id(entry.element) or "")
    names.forget_sheet(contents, entry.index)
    markup.detach(entry.element)
    for view in contents.root.iterfind(f"{contents.ns}bookViews/{contents.ns}workbookView"):
        for attribute in ("activeTab", "firstSheet"):
            shown = markup.whole(view.get(attribute), 0)
            if shown > entry.index:
                view.set(attribute, str(shown - 1))
            elif shown == entry.index and shown:
                view.set(attribute, "0")
    contents.relisted()


def _remove_part(contents: Contents, part: str) -> None:
    package = contents.package
    if relations_part(part) in package:
        package.remove(relations_part(part))
    content_types.remove_override(package, part)
    package.remove(part)

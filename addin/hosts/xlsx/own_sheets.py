"""Whole sheets of ours: written as parts of their own, listed in the workbook, and taken out again.

``docProps/app.xml`` names the sheets too, but no program reads it when opening (Excel writes it anew
when saving): it is left as it is, so that it comes back untouched when the marks are cleared.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from xml.sax.saxutils import escape

from lxml import etree

from addin.hosts.xlsx import content_types, markup, names
from addin.hosts.xlsx.contents import Contents, Entry, free_name
from addin.hosts.xlsx.grid import number_text
from addin.hosts.xlsx.looks import on_our_sheet
from addin.hosts.xlsx.relations import add_relation, inside, relations, relations_part, remove_relation
from addin.hosts.xlsx.styles import Styles
from addin.hosts.xlsx.text import encode
from addin.layout.edits import PutSheet, SheetCell
from scoring.address import Address, column_letters

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_MAX_TEXT = 32_767
_MAX_CHOICES = 255
_OWNED = {"comments", "vmlDrawing", "drawing", "printerSettings", "threadedComment", "table"}


def add_sheet(contents: Contents, styles: Styles, edit: PutSheet) -> None:
    """Put a sheet of ours behind all others."""
    package = contents.package
    part = free_name(contents, "worksheets/sheet{}.xml")
    package.put(part, markup.serialise(_worksheet(contents.ns, styles, edit), None))
    content_types.add_override(package, part, _TYPE)
    id = add_relation(package, contents.part, "worksheet", part, contents.strict)
    listing = contents.listing
    taken = [markup.whole(item.get("sheetId"), 0) for item in listing]
    attributes = {"name": edit.name, "sheetId": str(max(taken, default=0) + 1)}
    if edit.hidden:
        attributes["state"] = "veryHidden"
    listing.append(markup.make_linked(contents.ns, "sheet", id, attributes))
    package.touch(contents.part)


def remove_sheet(contents: Contents, entry: Entry) -> None:
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
    package.touch(contents.part)


def _remove_part(contents: Contents, part: str) -> None:
    package = contents.package
    if relations_part(part) in package:
        package.remove(relations_part(part))
    content_types.remove_override(package, part)
    package.remove(part)


def _worksheet(ns: str, styles: Styles, edit: PutSheet) -> etree._Element:
    root = etree.fromstring(f'<worksheet xmlns="{ns[1:-1]}"/>')
    properties = etree.SubElement(root, f"{ns}sheetPr")
    etree.SubElement(properties, f"{ns}pageSetUpPr", fitToPage="1")
    _views(root, ns, edit.freeze_row)
    if edit.widths:
        _columns(etree.SubElement(root, f"{ns}cols"), ns, edit.widths)
    root.append(etree.fromstring(_rows(ns, styles, edit)))
    if edit.spans:
        merges = etree.SubElement(root, f"{ns}mergeCells", count=str(len(edit.spans)))
        for span in edit.spans:
            etree.SubElement(merges, f"{ns}mergeCell", ref=span.a1)
    _validations(root, ns, edit)
    _links(root, ns, edit)
    margins = {"left": "0.5", "right": "0.5", "top": "0.6", "bottom": "0.6", "header": "0.3", "footer": "0.3"}
    etree.SubElement(root, f"{ns}pageMargins", margins)
    setup = {"paperSize": "9", "fitToHeight": "0", "orientation": "landscape"}
    etree.SubElement(root, f"{ns}pageSetup", setup)
    return root


def _views(root: etree._Element, ns: str, freeze_row: int) -> None:
    view = etree.SubElement(etree.SubElement(root, f"{ns}sheetViews"), f"{ns}sheetView", workbookViewId="0")
    if freeze_row > 0:
        first = f"A{freeze_row + 1}"
        pane = {
            "ySplit": str(freeze_row),
            "topLeftCell": first,
            "activePane": "bottomLeft",
            "state": "frozen",
        }
        etree.SubElement(view, f"{ns}pane", pane)
        etree.SubElement(view, f"{ns}selection", pane="bottomLeft", activeCell=first, sqref=first)


def _columns(cols: etree._Element, ns: str, widths: Iterable[float]) -> None:
    for number, width in enumerate(widths, 1):
        column = {"min": str(number), "max": str(number), "width": f"{width:g}", "customWidth": "1"}
        etree.SubElement(cols, f"{ns}col", column)


def _rows(ns: str, styles: Styles, edit: PutSheet) -> str:
    """``sheetData`` as text: thousands of cells are parsed at once faster than made one by one."""
    known: dict[int, int] = {}
    rows = []
    letters = [column_letters(column) for column in range(1, max(map(len, edit.rows), default=0) + 1)]
    for number, cells in enumerate(edit.rows, 1):
        row = [
            _cell(cell, f"{letter}{number}", known, styles)
            for letter, cell in zip(letters, cells, strict=False)
            if cell is not None
        ]
        height = edit.heights[number - 1] if number <= len(edit.heights) else 0
        size = f' ht="{height:g}" customHeight="1"' if height else ""
        rows.append(f'<row r="{number}"{size}>{"".join(row)}</row>')
    return f'<sheetData xmlns="{ns[1:-1]}">{"".join(rows)}</sheetData>'


def _cell(cell: SheetCell, reference: str, known: dict[int, int], styles: Styles) -> str:
    value = cell.value
    if isinstance(value, Decimal) and not value.is_finite():
        value = str(value)
    look = on_our_sheet(cell.look, value if isinstance(value, str) else None)
    style = known.get(id(look))  # the looks are few and live on; their hash is slow
    if style is None:
        style = known[id(look)] = styles.style(look)
    opening = f'<c r="{reference}" s="{style}"'
    if not isinstance(value, str):
        return f"{opening}><v>{number_text(value)}</v></c>"
    if not value:
        return f"{opening}/>"
    text = escape(encode(value[:_MAX_TEXT]))
    return f'{opening} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _validations(root: etree._Element, ns: str, edit: PutSheet) -> None:
    """One drop-down list for all cells with the same choices."""
    cells: dict[tuple[str, ...], list[Address]] = {}
    for at, cell in _filled(edit):
        listed = ",".join(cell.choices)
        # A list in place cannot hold a comma in an item, nor more than 255 characters.
        if cell.choices and len(listed) <= _MAX_CHOICES and listed.count(",") == len(cell.choices) - 1:
            cells.setdefault(cell.choices, []).append(at)
    if not cells:
        return
    validations = etree.SubElement(root, f"{ns}dataValidations", count=str(len(cells)))
    for choices, places in cells.items():
        attributes = {"type": "list", "allowBlank": "1", "showErrorMessage": "1", "sqref": _ranges(places)}
        validation = etree.SubElement(validations, f"{ns}dataValidation", attributes)
        listed = ",".join(choices).replace('"', '""')
        etree.SubElement(validation, f"{ns}formula1").text = f'"{listed}"'


def _ranges(places: list[Address]) -> str:
    """Cells below one another as one range."""
    runs: list[list[Address]] = []
    for at in sorted(places, key=lambda at: (at.column, at.row)):
        if runs and runs[-1][-1] == (at.row - 1, at.column):
            runs[-1].append(at)
        else:
            runs.append([at])
    return " ".join(f"{run[0].a1}:{run[-1].a1}" if len(run) > 1 else run[0].a1 for run in runs)


def _links(root: etree._Element, ns: str, edit: PutSheet) -> None:
    linked = [(at, cell) for at, cell in _filled(edit) if cell.link]
    if not linked:
        return
    links = etree.SubElement(root, f"{ns}hyperlinks")
    for at, cell in linked:
        attributes = {"ref": at.a1, "location": encode(cell.link or ""), "display": encode(str(cell.value))}
        etree.SubElement(links, f"{ns}hyperlink", attributes)


def _filled(edit: PutSheet) -> list[tuple[Address, SheetCell]]:
    return [
        (Address(row, column), cell)
        for row, cells in enumerate(edit.rows, 1)
        for column, cell in enumerate(cells, 1)
        if cell is not None
    ]

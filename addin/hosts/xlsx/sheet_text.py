"""The worksheet part of a sheet of ours, written out as text: its cells are many, its shape is known."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from addin.hosts.xlsx import markup
from addin.hosts.xlsx.looks import looks_like_formula, on_our_sheet
from addin.hosts.xlsx.sheet_data import number_text
from addin.hosts.xlsx.styles import Styles
from addin.hosts.xlsx.text import encode, keeps_space
from addin.marking.edits import Alert, Look, PutSheet, SheetCell
from scoring.form.address import Address, Area, column_letters

_MAX_TEXT = 32_767
_MAX_CHOICES = 255
_PAGE = (
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>'
)


def worksheet(ns: str, styles: Styles, edit: PutSheet) -> bytes:
    """The bytes of the part, in the dialect of the namespace `ns`."""
    pieces = (
        f'<worksheet xmlns="{ns[1:-1]}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
        _views(edit.freeze_row),
        _columns(edit.widths),
        *_rows(edit, styles),
        f'<autoFilter ref="{edit.filter.a1}"/>' if edit.filter is not None else "",
        _merges(edit.spans),
        _alert(edit.alert, styles),
        _drop_down_lists(edit),
        _links(edit),
        _PAGE,
        "</worksheet>",
    )
    return markup.DECLARATION + "".join(pieces).encode()


def _views(freeze_row: int) -> str:
    first = f"A{freeze_row + 1}"
    pane = (
        f'<pane ySplit="{freeze_row}" topLeftCell="{first}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{first}" sqref="{first}"/>'
    )
    return (
        f'<sheetViews><sheetView workbookViewId="0">{pane if freeze_row > 0 else ""}</sheetView></sheetViews>'
    )


def _columns(widths: tuple[float, ...]) -> str:
    columns = (
        f'<col min="{number}" max="{number}" width="{width:g}" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    return f"<cols>{''.join(columns)}</cols>" if widths else ""


def _rows(edit: PutSheet, styles: Styles) -> Iterator[str]:
    known: dict[tuple[Look, bool], int] = {}
    letters = [column_letters(column) for column in range(1, max(map(len, edit.rows), default=0) + 1)]
    yield "<sheetData>"
    for number, cells in enumerate(edit.rows, 1):
        height = edit.heights[number - 1] if number <= len(edit.heights) else 0
        size = f' ht="{height:g}" customHeight="1"' if height else ""
        yield f'<row r="{number}"{size}>'
        for letter, cell in zip(letters, cells, strict=False):
            if cell is not None:
                looks = cell.look, looks_like_formula(cell.value)
                if looks not in known:
                    known[looks] = styles.style(on_our_sheet(*looks))
                yield _cell(f"{letter}{number}", known[looks], cell.value)
        yield "</row>"
    yield "</sheetData>"


def _cell(reference: str, style: int, value: str | Decimal | int) -> str:
    if not isinstance(value, str):
        if not isinstance(value, Decimal) or value.is_finite():
            return f'<c r="{reference}" s="{style}"><v>{number_text(value)}</v></c>'
        value = str(value)
    if not value:
        return f'<c r="{reference}" s="{style}"/>'
    text = escape(encode(value[:_MAX_TEXT]))
    space = ' xml:space="preserve"' if keeps_space(value) else ""
    return f'<c r="{reference}" s="{style}" t="inlineStr"><is><t{space}>{text}</t></is></c>'


def _merges(spans: tuple[Area, ...]) -> str:
    merges = "".join(f'<mergeCell ref="{span.a1}"/>' for span in spans)
    return f'<mergeCells count="{len(spans)}">{merges}</mergeCells>' if spans else ""


def _alert(alert: Alert | None, styles: Styles) -> str:
    if alert is None:
        return ""
    rule = f'<cfRule type="expression" dxfId="{styles.alert}" priority="1">'
    return (
        f'<conditionalFormatting sqref="{alert.cells.a1}">{rule}'
        f"<formula>{escape(alert.condition)}</formula></cfRule></conditionalFormatting>"
    )


def _drop_down_lists(edit: PutSheet) -> str:
    """One list for all cells with the same choices."""
    cells: dict[tuple[str, ...], list[Address]] = {}
    for at, cell in _filled(edit):
        listed = ",".join(cell.choices)
        # A list in place cannot hold a comma in an item, nor more than 255 characters.
        if cell.choices and len(listed) <= _MAX_CHOICES and listed.count(",") == len(cell.choices) - 1:
            cells.setdefault(cell.choices, []).append(at)
    lists = []
    for choices, places in cells.items():
        listed = ",".join(choices).replace('"', '""')
        lists.append(
            f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="{_ranges(places)}">'
            f'<formula1>"{escape(listed)}"</formula1></dataValidation>'
        )
    return f'<dataValidations count="{len(lists)}">{"".join(lists)}</dataValidations>' if lists else ""


def _ranges(places: list[Address]) -> str:
    """Cells below one another as one range."""
    runs: list[list[Address]] = []
    for at in sorted(places, key=lambda at: (at.column, at.row)):
        if runs and runs[-1][-1] == (at.row - 1, at.column):
            runs[-1].append(at)
        else:
            runs.append([at])
    return " ".join(f"{run[0].a1}:{run[-1].a1}" if len(run) > 1 else run[0].a1 for run in runs)


def _links(edit: PutSheet) -> str:
    links = "".join(
        f'<hyperlink ref="{at.a1}" location={quoteattr(encode(cell.link))}'
        f" display={quoteattr(encode(str(cell.value)))}/>"
        for at, cell in _filled(edit)
        if cell.link
    )
    return f"<hyperlinks>{links}</hyperlinks>" if links else ""


def _filled(edit: PutSheet) -> Iterator[tuple[Address, SheetCell]]:
    """The cells that can have choices or a link, with their places."""
    for row, cells in enumerate(edit.rows, 1):
        for column, cell in enumerate(cells, 1):
            if cell is not None and (cell.choices or cell.link):
                yield Address(row, column), cell

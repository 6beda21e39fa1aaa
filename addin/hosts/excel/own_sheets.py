"""Whole sheets of ours: values as one block, looks a run of cells at a time, a call for each link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from addin.hosts.excel import com
from addin.hosts.excel.com import Com
from addin.hosts.excel.fills import put_fill
from addin.hosts.excel.new_sheets import new_sheet
from addin.marking.colours import FONT_SIZE, FONT_SIZES, OUR_FILL
from addin.marking.edits import Alert, Look, PutSheet, SheetCell
from scoring.form.address import Address, Area

_MAX_TEXT = 32_767
_TOP, _CENTRE, _LEFT = -4160, -4108, -4131
_THIN, _GREY = 2, 0xBFBFBF
_LIST, _EXPRESSION = 3, 2
_LANDSCAPE, _A4 = 2, 9
_BOUND = 5 / 7  # a file counts the margins of a column's width, Excel does not
_BLUE = 0xC16305  # 0563C1, in Excel's order
_RED = 0xCEC7FF  # FFC7CE, as that of an error, in Excel's order
_WRAPPED = (Look.TEXT, Look.PLAIN, Look.SMALL, Look.HEADER, Look.INPUT)
_BARE = (Look.TITLE, Look.PLAIN, Look.SMALL)  # without borders
_SIDE, _END = 28.8, 36  # points of margin


def replace_sheet(book: Com, edit: PutSheet) -> None:
    """Put a sheet of ours behind all others; the one of that name goes."""
    remove_sheet(book, edit.name)
    with new_sheet(book) as sheet:
        sheet.Name = edit.name
    _write(sheet, edit)
    _dress(sheet, edit)
    _freeze(book, sheet, edit.freeze_row)
    _put_alert(sheet, edit.alert)
    _set_up_page(sheet, edit.header_row)


def put_ledger(book: Com, edit: PutSheet) -> None:
    """Write the ledger, all of it in one call: it is there as it was before, or as it is now.

    A new one gets its name last, as the sign that it is whole.
    """
    known = com.worksheet(book, edit.name)
    if known is not None:
        bottom = Area.parse(known.UsedRange.GetAddress(False, False)).bottom
        _write(known, replace(edit, rows=edit.rows + ((),) * (bottom - len(edit.rows))))
        return
    with new_sheet(book) as sheet:
        _write(sheet, edit)
        sheet.Visible = com.VERY_HIDDEN
        sheet.Name = edit.name


def remove_sheet(book: Com, name: str) -> None:
    """Take a sheet of ours out; a very hidden one cannot be deleted before it is shown."""
    sheet = com.worksheet(book, name)
    if sheet is not None:
        sheet.Visible = com.VISIBLE
        sheet.Delete()


def column_width(file_width: float) -> float:
    """A width in Excel's own count."""
    return max(file_width - _BOUND, 0)


def file_width(width: float) -> float:
    """A width as a file counts it."""
    return width + _BOUND


def _write(sheet: Com, edit: PutSheet) -> None:
    columns = max((len(row) for row in edit.rows), default=0)
    if not columns:
        return
    rows = tuple(
        tuple(_raw(row[column] if column < len(row) else None) for column in range(columns))
        for row in edit.rows
    )
    sheet.Range(Area(1, 1, len(rows), columns).a1).Value = rows


def _raw(cell: SheetCell | None) -> float | str | None:
    if cell is None:
        return None
    if isinstance(cell.value, Decimal | int):
        return float(cell.value)
    return com.as_text(cell.value[:_MAX_TEXT]) or None


def _dress(sheet: Com, edit: PutSheet) -> None:
    _size(sheet, edit)
    cells = dict(_filled(edit))
    for look in Look:
        for address in com.chunks(runs(at for at, cell in cells.items() if cell.look is look)):
            _put_look(sheet.Range(address), look)
    _put_lists(sheet, cells)
    _put_links(sheet, cells)
    if edit.filter is not None:
        sheet.Range(edit.filter.a1).AutoFilter()


def _size(sheet: Com, edit: PutSheet) -> None:
    for number, width in enumerate(edit.widths, 1):
        sheet.Columns(number).ColumnWidth = column_width(width)
    for block in _blocks(edit.spans):
        sheet.Range(block.a1).Merge(True)
    # Excel fits no row to what is merged.
    heights = {span.top: edit.heights[span.top - 1] for span in edit.spans if span.top <= len(edit.heights)}
    for height in sorted(set(heights.values())):
        for rows in com.chunks(runs(Address(row, 1) for row in heights if heights[row] == height)):
            sheet.Range(rows).EntireRow.RowHeight = height


def _blocks(spans: Iterable[Area]) -> Iterator[Area]:
    """Areas of one row each, taken together where they lie below one another: each row is merged by itself."""
    block: Area | None = None
    for span in sorted(spans, key=lambda span: (span.left, span.right, span.top)):
        if block is not None and span == (block.bottom + 1, block.left, block.bottom + 1, block.right):
            block = block._replace(bottom=span.bottom)
        else:
            if block is not None:
                yield block
            block = span
    if block is not None:
        yield block


def _put_lists(sheet: Com, cells: Mapping[Address, SheetCell]) -> None:
    for choices in {cell.choices for cell in cells.values() if cell.choices}:
        for address in com.chunks(runs(at for at, cell in cells.items() if cell.choices == choices)):
            sheet.Range(address).Validation.Add(_LIST, 1, 1, ",".join(choices))


def _put_links(sheet: Com, cells: Mapping[Address, SheetCell]) -> None:
    for at, cell in cells.items():
        if cell.link:
            sheet.Hyperlinks.Add(sheet.Range(at.a1), "", cell.link)
    # A link brings the workbook's own style for links with it.
    for address in com.chunks(runs(at for at, cell in cells.items() if cell.link)):
        _put_look(sheet.Range(address), Look.LINK)


def _put_look(cells: Com, look: Look) -> None:
    cells.VerticalAlignment = _CENTRE if look in (Look.TITLE, Look.HEADER, Look.HINT) else _TOP
    if look in (Look.TEXT, Look.ERROR):  # numbers too: they stand beside words
        cells.HorizontalAlignment = _LEFT
    if look in _WRAPPED:
        cells.WrapText = True
    if look in OUR_FILL:
        put_fill(cells.Interior, OUR_FILL[look])
    if look not in _BARE:
        borders = cells.Borders
        borders.Weight = _THIN
        borders.Color = _GREY
    if look in (Look.TITLE, Look.HEADER):
        cells.Font.Bold = True
    cells.Font.Size = FONT_SIZES.get(look, FONT_SIZE)
    if look is Look.LINK:
        cells.Font.Color = _BLUE
        cells.Font.Underline = 2


def runs(cells: Iterable[Address]) -> Iterator[str]:
    """Cells below one another as ranges, and ranges of the same rows side by side as one."""
    columns: list[Area] = []
    for at in sorted(cells, key=lambda at: (at.column, at.row)):
        last = columns[-1] if columns else None
        if last is not None and (last.left, last.bottom) == (at.column, at.row - 1):
            columns[-1] = last._replace(bottom=at.row)
        else:
            columns.append(Area(at.row, at.column, at.row, at.column))
    blocks: dict[tuple[int, int], list[Area]] = {}
    for area in columns:
        beside = blocks.setdefault((area.top, area.bottom), [])
        if beside and beside[-1].right == area.left - 1:
            beside[-1] = beside[-1]._replace(right=area.right)
        else:
            beside.append(area)
    return (area.a1 for areas in blocks.values() for area in areas)


def _freeze(book: Com, sheet: Com, row: int) -> None:
    """Keep the heading in view; a matter of the window, which must show the sheet for it."""
    if not row:
        return
    with com.if_possible():
        sheet.Activate()
        window = book.Application.ActiveWindow
        window.FreezePanes = False
        window.ScrollRow = 1
        window.SplitColumn = 0
        window.SplitRow = row
        window.FreezePanes = True


def _put_alert(sheet: Com, alert: Alert | None) -> None:
    """Colour while a condition holds; Excel reads its rows as seen from the cell that is selected."""
    if alert is None:
        return
    with com.if_possible():
        sheet.Activate()
        sheet.Range(Address(alert.cells.top, 1).a1).Select()
        added = sheet.Range(alert.cells.a1).FormatConditions.Add(_EXPRESSION, 1, f"={alert.condition}")
        added.Interior.Color = _RED


def _set_up_page(sheet: Com, header_row: int) -> None:
    """A4, landscape, as wide as the page, the heading on each. A PC without a printer refuses; the check goes on."""
    with com.if_possible():
        setup = sheet.PageSetup
        setup.Orientation = _LANDSCAPE
        setup.PaperSize = _A4
        setup.Zoom = False
        setup.FitToPagesWide = 1
        setup.FitToPagesTall = False
        setup.LeftMargin = setup.RightMargin = _SIDE
        setup.TopMargin = setup.BottomMargin = _END
        if header_row:
            setup.PrintTitleRows = f"${header_row}:${header_row}"


def _filled(edit: PutSheet) -> Iterator[tuple[Address, SheetCell]]:
    for row, cells in enumerate(edit.rows, 1):
        for column, cell in enumerate(cells, 1):
            if cell is not None:
                yield Address(row, column), cell

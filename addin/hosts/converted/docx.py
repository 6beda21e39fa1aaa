"""Word documents (.docx): the tables of a form and the texts between them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from addin.hosts.converted.docx_text import boxes, content_of, is_on, paragraph, tag
from addin.hosts.converted.flow import Block, Grid, Row, TextCell, lay_out
from addin.hosts.converted.markup_text import parse_part, refuse_many
from addin.hosts.converted.table import TOO_MUCH, Book, Look
from addin.hosts.problems import Unreadable
from addin.hosts.xlsx import markup
from addin.hosts.xlsx.package import Package

_LETTER = 105  # twentieths of a point of a column's width
_SLIM = 150  # a column so wide in which no cell stands alone comes from edges drawn nearly in line
_MOST_COLUMNS = 1_000
_DEEPEST = 10  # tables in tables


def read_docx(package: Package, part: str) -> Book:
    """The tables of a document down one sheet, in their order with the paragraphs; raises Unreadable."""
    root = parse_part(package.content(part), part)
    body = root.find(tag(root, "body"))
    if body is None or body.find(f".//{tag(root, 'tbl')}") is None:
        raise Unreadable("这个 Word 文档里没有表格，请检查是不是选错了文件")
    refuse_many(body, tag(root, "tr"), tag(root, "tc"))
    book = Book()
    lay_out(book, list(_blocks(body, 0)))
    return book


def _blocks(parent: etree._Element, depth: int) -> Iterator[Block]:
    """The paragraphs and tables of a body or a cell, as they follow each other."""
    if depth > _DEEPEST:
        raise Unreadable(TOO_MUCH)
    for item in content_of(parent):
        name = markup.local(item)
        if name == "p":
            text = paragraph(item)
            if text is not None:
                yield text
            for box in boxes(item):
                yield from _blocks(box, depth + 1)
        elif name == "tbl":
            yield _grid(item, depth)


def _grid(table: etree._Element, depth: int) -> Grid:
    widths = [
        max(markup.whole(item.get(tag(table, "w")), 0), 0)
        for item in table.iterfind(f"{tag(table, 'tblGrid')}/{tag(table, 'gridCol')}")
    ][:_MOST_COLUMNS]
    grid = Grid(widths=[width / _LETTER for width in widths] if all(widths) else [])
    above: dict[int, TextCell] = {}  # by their columns, those that may go on downwards
    for item in content_of(table):
        if markup.local(item) == "tr" and not _is_deleted(item):
            row, above = _row(item, above, depth)
            grid.rows.append(row)
    _align(grid, widths)
    return grid


def _is_deleted(row: etree._Element) -> bool:
    return row.find(f"{tag(row, 'trPr')}/{tag(row, 'del')}") is not None


def _row(item: etree._Element, above: dict[int, TextCell], depth: int) -> tuple[Row, dict[int, TextCell]]:
    """A row, and the cells of it that may go on downwards; a cell that goes on from above makes that one higher."""
    row, going_on = Row(), dict[int, TextCell]()
    column = _setting(item, "trPr", "gridBefore", 0)
    for part in content_of(item):
        if markup.local(part) != "tc":
            continue
        columns = max(_setting(part, "tcPr", "gridSpan", 1), 1)
        merge = part.find(f"{tag(part, 'tcPr')}/{tag(part, 'vMerge')}")
        upper = above.get(column) if merge is not None and _word(merge, "continue") == "continue" else None
        cell = upper or TextCell(column, columns)
        if upper is not None:
            upper.rows += 1
        else:
            cell.content = [] if _is_deleted_cell(part) else list(_blocks(part, depth + 1))
            cell.look = _look(part)
            row.cells.append(cell)
        if merge is not None:
            going_on[column] = cell
        column += columns
        if column > _MOST_COLUMNS:
            raise Unreadable(TOO_MUCH)
    return row, going_on


def _is_deleted_cell(part: etree._Element) -> bool:
    return part.find(f"{tag(part, 'tcPr')}/{tag(part, 'cellDel')}") is not None


def _setting(item: etree._Element, group: str, name: str, default: int) -> int:
    found = item.find(f"{tag(item, group)}/{tag(item, name)}")
    number = default if found is None else markup.whole(_word(found, ""), default)
    return min(max(number, 0), _MOST_COLUMNS)


def _word(item: etree._Element, default: str) -> str:
    return item.get(tag(item, "val"), default)


def _look(part: etree._Element) -> Look:
    first = part.find(f"{tag(part, 'p')}")
    aligned = None if first is None else first.find(f"{tag(part, 'pPr')}/{tag(part, 'jc')}")
    bold = None if first is None else first.find(f"{tag(part, 'r')}/{tag(part, 'rPr')}/{tag(part, 'b')}")
    return Look(True, is_on(bold), aligned is not None and _word(aligned, "") == "center")


def _align(grid: Grid, widths: list[int]) -> None:
    """Take slim columns out that only come from edges drawn by hand, so that what stands in line is in one column."""
    alone = {cell.column for row in grid.rows for cell in row.cells if cell.columns == 1}
    slim = {
        column for column, width in enumerate(widths) if 0 < width <= _SLIM and column not in alone and column
    }
    if not slim:
        return
    for row in grid.rows:
        for cell in row.cells:
            end = cell.column + cell.columns
            while cell.column in slim and cell.column + 1 < end:
                cell.column += 1
            while end in slim and end < len(widths):
                end += 1
            cell.columns = end - cell.column

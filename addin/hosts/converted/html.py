"""Tables in web pages (HTML), often named .xls: what a person sees of the page, and nothing fetched or run."""

from __future__ import annotations

import re

from lxml import etree

from addin.hosts.converted.flow import Block, Grid, Row, TextCell, lay_out
from addin.hosts.converted.markup_text import check_size, refuse_many
from addin.hosts.converted.table import TOO_MUCH, Book, Look
from addin.hosts.converted.text import decoded
from addin.hosts.problems import Unreadable
from addin.hosts.xlsx import markup

_SAID = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_-]+)""", re.IGNORECASE)
_UNSEEN = {"head", "script", "style", "template", "noscript", "object", "iframe", "svg", "select", "textarea"}
_OF_ITS_OWN = {
    *("address", "article", "blockquote", "body", "center", "div", "dl", "dt", "dd", "fieldset", "form"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "hr", "html", "li", "main", "ol", "p", "pre"),
    *("section", "ul"),
}
_HEADINGS = {"th", "h1", "h2", "h3", "h4", "h5", "h6"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_AS_TEXT = re.compile(r"mso-number-format\s*:\s*[\"']?\\@", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_PIXELS = re.compile(r"([0-9]{1,5})(?:\.[0-9]+)?(?:px)?", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")  # a no-break space is none of them
_CUT_OFF = {"ERR_RESOURCE_LIMIT", "ERR_INTERNAL_ERROR", "ERR_NAME_TOO_LONG"}  # the parser left something out
_LETTER = 7  # pixels of a column's width
_MOST_COLUMNS, _MOST_ROWS = 1_000, 65_534  # that one cell may span, as browsers have it
_DEEPEST = 200


def read_html(data: bytes) -> Book:
    """The tables of a page and the texts between them, down one sheet; raises Unreadable."""
    check_size(data)
    said = _SAID.search(data[:4096])
    text = decoded(data, said[1].decode("ascii") if said else "")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None or root.find(".//table") is None:
        raise Unreadable("这是网页，里面没有表格，请用 Excel 打开看到表格后另存为 .xlsx 再核查")
    if any(error.type_name in _CUT_OFF for error in parser.error_log):
        raise Unreadable(TOO_MUCH)
    refuse_many(root, "tr", "td", "th")
    page = _Page()
    page.read(root, 0)
    book = Book()
    lay_out(book, page.ended())
    return book


class _Page:
    """Brings the blocks together in their order: of the page, or of one cell."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._line: list[str] = []

    def ended(self) -> list[Block]:
        """All of them."""
        self._end_line()
        return self._blocks

    def read(self, element: etree._Element, depth: int) -> None:
        """Take in an element and what follows it up to the next one."""
        if depth > _DEEPEST:
            raise Unreadable(TOO_MUCH)
        name = markup.local(element) or str(element.tag)
        if name == "br":
            self._line.append("\n")
        elif name == "table":
            self._end_line()
            self._blocks.append(_grid(element, depth))
        elif name not in _UNSEEN and not _is_hidden(element):
            self._read_inside(element, name in _OF_ITS_OWN, depth)

    def _read_inside(self, element: etree._Element, is_apart: bool, depth: int) -> None:
        if is_apart:
            self._end_line()
        self._add(element.text)
        for child in element:
            self.read(child, depth + 1)
            self._add(child.tail)
        if is_apart:
            self._end_line()

    def _add(self, text: str | None) -> None:
        if text:
            self._line.append(_BLANKS.sub(" ", text))

    def _end_line(self) -> None:
        text = "".join(self._line).replace("\xa0", " ")
        line = "\n".join(part.strip(" ") for part in text.split("\n")).strip()
        if line:
            self._blocks.append(line)
        self._line = []


def _grid(table: etree._Element, depth: int) -> Grid:
    grid = Grid()
    taken: dict[int, int] = {}  # for how many rows more a column belongs to a cell above
    for element in _parts(table, "tr"):
        row, taken = _row(element, taken, depth)
        grid.rows.append(row)
    for part in _parts(table, "col"):
        first, many = len(grid.widths), min(_span(part, "span"), _MOST_COLUMNS - len(grid.widths))
        width = _PIXELS.fullmatch(part.get("width", "").strip())
        if _is_hidden(part):
            grid.hidden_columns.update(range(first, first + many))
        grid.widths += [int(width[1]) / _LETTER if width else 0] * many
    if not all(grid.widths):
        grid.widths = []
    return grid


def _row(element: etree._Element, taken: dict[int, int], depth: int) -> tuple[Row, dict[int, int]]:
    """A row, and which columns of the next ones are taken."""
    row, column = Row(hidden=_is_hidden(element)), 0
    for part in element.iterchildren("td", "th"):
        while taken.get(column):
            column += 1
        cell = _cell(part, column, depth)
        for place in range(column, column + cell.columns):
            taken[place] = max(taken.get(place, 0), cell.rows)
        row.cells.append(cell)
        column += cell.columns
        if column > _MOST_COLUMNS:
            raise Unreadable(TOO_MUCH)
    return row, {place: left - 1 for place, left in taken.items() if left > 1}


def _parts(table: etree._Element, name: str) -> list[etree._Element]:
    """The rows or columns of a table itself, in whatever groups they are."""
    groups = [table, *table.iterchildren("thead", "tbody", "tfoot", "colgroup")]
    return [part for group in groups for part in group.iterchildren(name)]


def _cell(part: etree._Element, column: int, depth: int) -> TextCell:
    inside = _Page()
    inside._add(part.text)
    for child in part:
        inside.read(child, depth + 1)
        inside._add(child.tail)
    style = part.get("style", "")
    is_centred = part.get("align", "").lower() == "center" or _CENTRED.search(style) is not None
    is_bold = part.tag in _HEADINGS or part.find("b") is not None or part.find("strong") is not None
    return TextCell(
        column,
        min(_span(part, "colspan"), _MOST_COLUMNS),
        min(_span(part, "rowspan", whole_rest=_MOST_ROWS), _MOST_ROWS),
        inside.ended(),
        is_text=_AS_TEXT.search(style) is not None,
        look=Look(True, is_bold, is_centred or part.tag == "th"),
    )


def _span(element: etree._Element, name: str, whole_rest: int = 1) -> int:
    """How many rows or columns; 0 rows are all that follow."""
    number = markup.whole(element.get(name, "").strip(), 1)
    return number if number > 0 else whole_rest


def _is_hidden(element: etree._Element) -> bool:
    return _HIDDEN.search(element.get("style", "")) is not None or element.get("hidden") is not None

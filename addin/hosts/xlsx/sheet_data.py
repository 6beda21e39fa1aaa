"""The cells of a worksheet part, found and changed in place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal

from lxml import etree

from addin.hosts.xlsx import markup
from addin.hosts.xlsx.kept_cells import read_cell, take_on
from addin.hosts.xlsx.reading import place
from addin.hosts.xlsx.text import decode, encode, keeps_space, string_item
from addin.marking.ledger import ABSENT, BLANK, read_number
from scoring.form.address import Address, Area, column_letters

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class SheetData:
    """``sheetData`` by address. Every row and cell gets its reference: places no longer follow from order."""

    def __init__(self, root: etree._Element, strings: Sequence[str]) -> None:
        self._root = root
        self._ns = markup.namespace(root)
        self._strings = strings
        data = root.find(f"{self._ns}sheetData")
        if data is None:
            data = markup.make(self._ns, "sheetData")
            markup.insert_in_order(root, data)
        self._data = data
        self._rows: dict[int, etree._Element] = {}
        self._cells: dict[int, dict[int, etree._Element]] = {}  # by row, then column; rows as they are needed
        self._index()
        self._row_numbers = sorted(self._rows)

    def _index(self) -> None:
        number = 0
        for row in self._data.iterchildren(f"{self._ns}row"):
            number = markup.whole(row.get("r"), number + 1)
            self._rows.setdefault(number, row)
            if row.get("r") != str(number):
                row.set("r", str(number))

    def _in_row(self, number: int) -> dict[int, etree._Element]:
        """The cells of a row by column."""
        if number not in self._cells:
            cells: dict[int, etree._Element] = {}
            self._cells[number] = cells
            column = 0
            for cell in self._rows[number].iterchildren(f"{self._ns}c") if number in self._rows else ():
                at = place(cell.get("r"), number, column + 1)
                column = at.column
                cells.setdefault(column, cell)
                if cell.get("r") != at.a1:
                    cell.set("r", at.a1)
        return self._cells[number]

    def get(self, at: Address) -> etree._Element | None:
        """The element of a cell; None where there is none."""
        return self._in_row(at.row).get(at.column)

    def ensure(self, at: Address) -> etree._Element:
        """The element of a cell, made in its place with the style of its row or column if need be."""
        known = self.get(at)
        if known is not None:
            return known
        row = self._rows.get(at.row)
        if row is None:
            row = self._new_row(at.row)
        style = self.style_at(at)
        cell = markup.make(self._ns, "c", r=at.a1)
        if style:
            set_style(cell, style)
        cells = self._in_row(at.row)
        last = max((column for column in cells if column < at.column), default=None)
        row.insert(0 if last is None else row.index(cells[last]) + 1, cell)
        self._widen(row, at.column)
        cells[at.column] = cell
        return cell

    def remove(self, at: Address) -> None:
        """Take a cell out."""
        cell = self._in_row(at.row).pop(at.column, None)
        if cell is not None:
            markup.detach(cell)

    def empty(self, at: Address) -> None:
        """Take value and formula out of a cell; its style stays."""
        cell = self.ensure(at)
        markup.drop(cell, "t")
        for child in list(cell):
            cell.remove(child)

    def style_at(self, at: Address) -> int:
        """The style that a cell has, or would have from its row or column."""
        cell = self.get(at)
        if cell is not None:
            return style_of(cell)
        row = self._rows.get(at.row)
        if row is not None and markup.is_true(row.get("customFormat")):
            return markup.whole(row.get("s"), 0)
        for item in self._root.iterfind(f"{self._ns}cols/{self._ns}col"):
            if markup.whole(item.get("min"), 1) <= at.column <= markup.whole(item.get("max"), 0):
                return markup.whole(item.get("style"), 0)
        return 0

    def spans(self, row: int) -> str:
        """The columns that a row says it has cells in: ``1:9``; "" where it says nothing, ABSENT without a row."""
        element = self._rows.get(row)
        return ABSENT if element is None else element.get("spans", "")

    def put_row_back(self, row: int, before: str, now: str) -> None:
        """Let a row that says `now` say what it said before; one that was made for us goes, where nobody uses it."""
        element = self._rows.get(row)
        if element is None:
            return
        if before == ABSENT:
            if not len(element) and set(map(str, element.attrib)) <= {"r", "spans"}:
                self._data.remove(element)
                del self._rows[row]
                self._row_numbers.remove(row)
        elif now and self.spans(row) == now:
            element.set("spans", before)

    def content(self, at: Address) -> str:
        """What a cell holds, in the words of the ledger; a number just as it is written."""
        cell = self.get(at)
        return BLANK if cell is None else self._content_of(cell)

    def _content_of(self, cell: etree._Element) -> str:
        inline = cell.find(f"{self._ns}is")
        if inline is not None:
            return f"s:{string_item(inline, self._ns)}"
        raw = cell.findtext(f"{self._ns}v")
        if raw is None:
            return BLANK
        kind = cell.get("t", "n")
        if kind == "s":
            index = markup.whole(raw, -1)
            return f"s:{self._strings[index]}" if 0 <= index < len(self._strings) else BLANK
        content = f"{kind}:{raw.strip()}"
        if kind in ("b", "e", "d") or (kind == "n" and read_number(content) is not None):
            return content
        return f"s:{decode(raw)}"

    def has_formula(self, at: Address) -> bool:
        """Whether a cell is computed."""
        cell = self.get(at)
        return cell is not None and cell.find(f"{self._ns}f") is not None

    def put(self, at: Address, content: str) -> None:
        """Write what the words of the ledger say; style and whatever else the cell has stay."""
        cell = self.ensure(at)
        if cell.get("t") == "e":
            markup.drop(cell, "vm")  # a picture in the cell stands behind an error value
        kind, _, value = content.partition(":")
        if (kind, cell.get("t")) != ("n", "n"):
            markup.drop(cell, "t")
        for child in [child for child in cell if markup.local(child) in ("v", "is")]:
            cell.remove(child)
        if kind == "n" and read_number(content) is not None:
            etree.SubElement(cell, f"{self._ns}v").text = value
        elif kind in ("b", "e", "d"):
            cell.set("t", kind)
            etree.SubElement(cell, f"{self._ns}v").text = encode(value)
        elif kind == "s":
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{self._ns}is"), f"{self._ns}t")
            text.text = encode(value)
            if keeps_space(value):
                text.set(_SPACE, "preserve")
        if len(cell) > 1 and markup.local(cell[-1]) in ("v", "is"):
            cell.insert(0, cell[-1])  # the value stands before an extension

    def put_as_written(self, at: Address, written: str, content: str) -> None:
        """Write `content`: in the very markup where that still says the same, be it rich or among the strings."""
        kept = read_cell(written)
        if kept is None or kept.tag != f"{self._ns}c" or self._content_of(kept) != content:
            self.put(at, content)
        else:
            take_on(self.ensure(at), kept)

    def _new_row(self, number: int) -> etree._Element:
        row = markup.make(self._ns, "row", r=str(number))
        place_ = bisect_left(self._row_numbers, number)
        if place_ < len(self._row_numbers):
            following = self._rows[self._row_numbers[place_]]
            self._data.insert(self._data.index(following), row)
        else:
            self._data.append(row)
        self._row_numbers.insert(place_, number)
        self._rows[number] = row
        return row

    def _widen(self, row: etree._Element, column: int) -> None:
        """Let the row's ``spans`` take in a new cell."""
        first, _, last = row.get("spans", "").partition(":")
        if first.isdecimal() and last.isdecimal() and not int(first) <= column <= int(last):
            row.set("spans", f"{min(int(first), column)}:{max(int(last), column)}")


def set_style(cell: etree._Element, style: int) -> None:
    """Give a cell a style, its attributes in the order in which Excel writes them: r, s, t."""
    if cell.get("s") is not None:
        cell.set("s", str(style))
        return
    attributes = list(cell.items())
    cell.attrib.clear()
    cell.attrib.update([*attributes[:1], ("s", str(style)), *attributes[1:]])


def style_of(cell: etree._Element) -> int:
    """The style that a cell says it has."""
    return markup.whole(cell.get("s"), 0)


def number_text(value: Decimal | int) -> str:
    """A number as a worksheet part writes it: never in a form that only Python reads."""
    return format(value, "f") if isinstance(value, int) or abs(value.adjusted()) < 16 else str(value)


def absolute(area: Area) -> str:
    """``$A$1:$I$44``."""
    first = f"${column_letters(area.left)}${area.top}"
    return f"{first}:${column_letters(area.right)}${area.bottom}"

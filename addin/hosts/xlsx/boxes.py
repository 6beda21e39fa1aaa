"""How large the box of a note must be, and which cells it then lies over."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from lxml import etree

from addin.hosts.xlsx import markup
from addin.hosts.xlsx.shapes import Box
from scoring.form.address import MAX_COLUMN, Area

_WIDTH = 300  # pixels
_LINE = 16
_HALF_CHARACTERS = 46  # in a line of 宋体 9 at that width
_MAX_HEIGHT = 640


@dataclass(frozen=True, slots=True)
class Tracks:
    """The sizes in pixels of a sheet's columns and rows, counted from 0, and their usual ones."""

    columns: tuple[dict[int, int], int]
    rows: tuple[dict[int, int], int]

    @classmethod
    def of(cls, root: etree._Element) -> Tracks:
        """The tracks of a worksheet part."""
        return cls(_column_pixels(root), _row_pixels(root))


def note_box(tracks: Tracks, cell: Area, text: str) -> Box:
    """A box beside the cell (right of its merged area) in which the text can be read whole."""
    height = min(_lines(text) * _LINE + 14, _MAX_HEIGHT)
    left = min(cell.right, MAX_COLUMN - 6)  # counted from 0, this is the column after the cell
    top = max(cell.top - 2, 0)
    right, right_offset = _walk(left, 15 + _WIDTH, tracks.columns)
    bottom, bottom_offset = _walk(top, 8 + height, tracks.rows)
    anchor = (left, 15, top, 8, right, right_offset, bottom, bottom_offset)
    return Box(anchor, _WIDTH * 3 // 4, height * 3 // 4)


def _lines(text: str) -> int:
    # In GB 18030 a Chinese character takes two bytes, as it takes two half-width places.
    widths = [len(line.encode("gb18030", "replace")) for line in text.splitlines() or [""]]
    return sum(max(1, ceil(width / _HALF_CHARACTERS)) for width in widths)


def _walk(start: int, pixels: int, sizes: tuple[dict[int, int], int]) -> tuple[int, int]:
    """The track, counted from 0, that lies so many pixels after the start of another one."""
    known, usual = sizes
    track = start
    while True:
        size = known.get(track, usual)
        if pixels <= size or track > start + 500:
            return track, min(pixels, size)
        pixels -= size
        track += 1


def _column_pixels(root: etree._Element) -> tuple[dict[int, int], int]:
    ns = markup.namespace(root)
    known = {}
    for item in root.iterfind(f"{ns}cols/{ns}col"):
        width = 0.0 if markup.is_true(item.get("hidden")) else markup.real(item.get("width"))
        first, last = markup.whole(item.get("min"), 1), markup.whole(item.get("max"), 0)
        if width is not None and last - first < 1000:
            known.update(dict.fromkeys(range(first - 1, last), int(width * 7 + 5) if width else 0))
    form = root.find(f"{ns}sheetFormatPr")
    usual = markup.real(form.get("defaultColWidth")) if form is not None else None
    return known, int(usual * 7 + 5) if usual else 64


def _row_pixels(root: etree._Element) -> tuple[dict[int, int], int]:
    ns = markup.namespace(root)
    known = {}
    for row in root.iterfind(f"{ns}sheetData/{ns}row"):
        height = 0.0 if markup.is_true(row.get("hidden")) else markup.real(row.get("ht"))
        if height is not None:
            known[markup.whole(row.get("r"), 1) - 1] = int(height * 4 / 3)
    form = root.find(f"{ns}sheetFormatPr")
    usual = markup.real(form.get("defaultRowHeight")) if form is not None else None
    return known, int(usual * 4 / 3) if usual else 20

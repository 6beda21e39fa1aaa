"""How the cells of a range look, all in one call: Excel's own XML (xlRangeValueXMLSpreadsheet) taken apart.

Values and formulas come as blocks; this is for what has no block: number formats, merged areas, hidden
rows and columns, heights. Where Excel gives no XML, number formats are asked for piece by piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from scoring.form.address import Address, Area

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"

# The XML has names for some formats; these are what a Chinese Excel shows for them.
_NAMED = {
    "General Number": "General",
    "General Date": "yyyy/m/d h:mm",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "Medium Date": "d-mmm-yy",
    "Short Date": "yyyy/m/d",
    "Long Time": "h:mm:ss",
    "Medium Time": "h:mm AM/PM",
    "Short Time": "h:mm",
    "Currency": '"¥"#,##0.00;[Red]"¥"\\-#,##0.00',
    "Euro Currency": "[$€-2]\\ #,##0.00;[Red]\\-[$€-2]\\ #,##0.00",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    "Yes/No": '"Yes";"Yes";"No"',
    "True/False": '"True";"True";"False"',
    "On/Off": '"On";"On";"Off"',
}


@dataclass(frozen=True, slots=True)
class Looks:
    """What is seen of a range beside its values; only formats other than General are listed."""

    formats: Mapping[Address, str] = field(default_factory=dict)
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    heights: Mapping[int, float] = field(default_factory=dict)


def parse_looks(xml: str) -> Looks:
    """The looks of a range that begins in A1. Raises ValueError where the text is not such XML."""
    try:
        root = ElementTree.fromstring(xml)
    except ElementTree.ParseError as problem:
        raise ValueError(str(problem)) from problem
    table = root.find(f"{_SS}Worksheet/{_SS}Table")
    if table is None:
        raise ValueError("no table")
    return _read_table(table, _styles(root))


def _read_table(table: ElementTree.Element, styles: Mapping[str, str]) -> Looks:
    of_column: dict[int, str] = {}
    hidden_columns: set[int] = set()
    for number, last, column in _counted(table, "Column", 1):
        columns = range(number, last + 1)
        of_column.update(dict.fromkeys(columns, column.get(f"{_SS}StyleID", "")))
        if column.get(f"{_SS}Hidden") == "1":
            hidden_columns.update(columns)
    formats: dict[Address, str] = {}
    merges: list[Area] = []
    hidden_rows: set[int] = set()
    heights: dict[int, float] = {}
    for number, last, row in _counted(table, "Row", 1):
        rows = range(number, last + 1)
        if row.get(f"{_SS}Hidden") == "1":
            hidden_rows.update(rows)
        if row.get(f"{_SS}Height") is not None:
            heights.update(dict.fromkeys(rows, float(row.get(f"{_SS}Height", "0"))))
        of_row = row.get(f"{_SS}StyleID", "")
        for column_number, right, cell in _counted(row, "Cell", 1, "MergeAcross"):
            style = cell.get(f"{_SS}StyleID") or of_row or of_column.get(column_number, "")
            if style in styles:
                formats[Address(number, column_number)] = styles[style]
            bottom = number + int(cell.get(f"{_SS}MergeDown", "0"))
            if right > column_number or bottom > number:
                merges.append(Area(number, column_number, bottom, right))
    return Looks(formats, tuple(merges), frozenset(hidden_rows), frozenset(hidden_columns), heights)


def _counted(
    parent: ElementTree.Element, tag: str, first: int, spread: str = "Span"
) -> Iterator[tuple[int, int, ElementTree.Element]]:
    """The children with the first and last number each stands for: ``ss:Index`` jumps, ``ss:Span`` repeats."""
    following = first
    for child in parent.iterfind(f"{_SS}{tag}"):
        number = int(child.get(f"{_SS}Index", following))
        last = number + int(child.get(f"{_SS}{spread}", "0"))
        yield number, last, child
        following = last + 1


def _styles(root: ElementTree.Element) -> dict[str, str]:
    """The number formats other than General, by style; a style without one has its parent's."""
    found: dict[str, str | None] = {}
    parents: dict[str, str] = {}
    for style in root.iterfind(f"{_SS}Styles/{_SS}Style"):
        name = style.get(f"{_SS}ID", "")
        parents[name] = style.get(f"{_SS}Parent", "")
        number_format = style.find(f"{_SS}NumberFormat")
        found[name] = None if number_format is None else number_format.get(f"{_SS}Format", "General")
    resolved = {}
    for name, own in found.items():
        said = own or found.get(parents[name]) or "General"
        if said != "General":
            resolved[name] = _NAMED.get(said, said)
    return resolved

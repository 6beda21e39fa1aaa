"""Column widths: one column taken out of the ranges in which ``cols`` describes them."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from addin.hosts.xlsx import markup
from addin.marking.ledger import ABSENT, read_width


def width_text(root: etree._Element, column: int) -> str:
    """The width that a column has, in the words of the ledger."""
    ns = markup.namespace(root)
    for item in root.iterfind(f"{ns}cols/{ns}col"):
        if _covers(item, column):
            width = item.get("width")
            custom = markup.is_true(item.get("customWidth"))
            return ABSENT if width is None else f"{'w' if custom else 'a'}:{width}"
    return ABSENT


def put_width(root: etree._Element, column: int, width: str) -> None:
    """Give one column the width that the ledger's words say; all else about it stays."""
    item = _single(root, column)
    kind, _, number = width.partition(":")
    if read_width(width) is None:
        for name in ("width", "customWidth"):
            markup.drop(item, name)
        if not set(map(str, item.attrib)) - {"min", "max"}:
            _drop(item)
        return
    item.set("width", number)
    if kind == "w":
        if not markup.is_true(item.get("customWidth")):
            item.set("customWidth", "1")
    else:
        markup.drop(item, "customWidth")


def put_width_back(root: etree._Element, column: int, width: str) -> None:
    """The same, and one range again of what is alike on either side, as it was before it was split."""
    put_width(root, column, width)
    ns = markup.namespace(root)
    for item in root.iterfind(f"{ns}cols/{ns}col"):
        if item.get("min") == item.get("max") == str(column):
            _join(item)
            return


def _join(item: etree._Element) -> None:
    before, after = item.getprevious(), item.getnext()
    if before is not None and _ends(before, "max") == _ends(item, "min") - 1 and _alike(before, item):
        item.set("min", before.get("min", ""))
        markup.detach(before)
    if after is not None and _ends(after, "min") == _ends(item, "max") + 1 and _alike(after, item):
        item.set("max", after.get("max", ""))
        markup.detach(after)


def _ends(item: etree._Element, side: str) -> int:
    return markup.whole(item.get(side), 0)


def _alike(one: etree._Element, other: etree._Element) -> bool:
    """Whether two ranges of columns differ in nothing but where they are."""
    first, second = (
        {key: value for key, value in item.items() if key not in ("min", "max")} for item in (one, other)
    )
    return one.tag == other.tag and first == second


def _covers(item: etree._Element, column: int) -> bool:
    return markup.whole(item.get("min"), 1) <= column <= markup.whole(item.get("max"), 0)


def _single(root: etree._Element, column: int) -> etree._Element:
    """The element of this column alone, split off from a range or made."""
    ns = markup.namespace(root)
    cols = root.find(f"{ns}cols")
    if cols is None:
        cols = markup.make(ns, "cols")
        markup.insert_in_order(root, cols)
    items = list(cols.iterchildren(f"{ns}col"))
    for item in items:
        if _covers(item, column):
            return _split(item, column)
    single = markup.make(ns, "col", min=str(column), max=str(column))
    following = [item for item in items if markup.whole(item.get("min"), 1) > column]
    cols.insert(cols.index(following[0]) if following else len(cols), single)
    return single


def _split(item: etree._Element, column: int) -> etree._Element:
    first, last = markup.whole(item.get("min"), 1), markup.whole(item.get("max"), column)
    if first < column:
        before = deepcopy(item)
        before.set("max", str(column - 1))
        item.addprevious(before)
    if last > column:
        after = deepcopy(item)
        after.set("min", str(column + 1))
        item.addnext(after)
    item.set("min", str(column))
    item.set("max", str(column))
    return item


def _drop(item: etree._Element) -> None:
    cols = item.getparent()
    if cols is None:
        return
    cols.remove(item)
    sheet = cols.getparent()
    if not len(cols) and sheet is not None:
        sheet.remove(cols)

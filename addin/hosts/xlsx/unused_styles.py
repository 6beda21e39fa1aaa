"""The styles that nobody uses any more when our marks are out: taken off the ends of their tables.

Only what came behind the person's own styles goes, so that no number changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from addin.hosts.problems import Unreadable
from addin.hosts.xlsx import content_types, markup
from addin.hosts.xlsx.contents import Contents
from addin.hosts.xlsx.relations import Relation, inside, related, relations, remove_relation
from addin.marking.ledger import ABSENT

_PARTS_OF_FORMATS = {"fonts": "fontId", "fills": "fillId", "borders": "borderId"}
_LENGTHS_OF = (*_PARTS_OF_FORMATS, "cellXfs", "dxfs")


def table_lengths(contents: Contents) -> str:
    """How long the tables of the styles are, for the ledger: ``fonts=2 … dxfs=-``, or that there are none."""
    relation = _styles(contents)
    if relation is None:
        return ABSENT
    tables = _tables(contents.package.root(relation.part))
    return " ".join(f"{name}={len(_items(tables[name])) if name in tables else '-'}" for name in _LENGTHS_OF)


def drop_unused(contents: Contents, lengths: str) -> None:
    """Take out what has come since the tables had those lengths and is in use nowhere."""
    relation = _styles(contents)
    if relation is None:
        return
    try:
        formats, changes = _used_formats(contents), _used_changes(contents)
    except Unreadable:  # a sheet that nobody can see, damaged: what it uses cannot be told
        return
    if lengths == ABSENT:
        if not formats - {0} and not changes:
            _drop_part(contents, relation)
        return
    tables, long = _tables(contents.package.root(relation.part)), table_lengths(contents)
    kept = dict(pair.partition("=")[::2] for pair in lengths.split())
    _shorten(tables, kept, "cellXfs", formats)
    _shorten(tables, kept, "dxfs", changes)
    xfs = [xf for name in ("cellXfs", "cellStyleXfs") if name in tables for xf in _items(tables[name])]
    for name, attribute in _PARTS_OF_FORMATS.items():
        _shorten(tables, kept, name, {markup.whole(xf.get(attribute), 0) for xf in xfs})
    if table_lengths(contents) != long:
        contents.package.touch(relation.part)


def _shorten(tables: dict[str, etree._Element], kept: dict[str, str], name: str, used: set[int]) -> None:
    table = tables.get(name)
    if table is None or name not in kept:
        return
    items, least = _items(table), max(markup.whole(kept[name], 0), 0)
    while len(items) > least and len(items) - 1 not in used:
        item = items.pop()
        previous = item.getprevious()
        if previous is not None:
            previous.tail = item.tail
        table.remove(item)
        if table.get("count") is not None:
            table.set("count", str(len(items)))
    if not items and kept[name] == "-":
        markup.detach(table)


def _used_formats(contents: Contents) -> set[int]:
    """The numbers of the formats that cells, rows and columns have."""
    used = set()
    for root in _sheets(contents):
        ns = markup.namespace(root)
        used |= {item.get("s") for item in root.iter(f"{ns}c", f"{ns}row")}
        used |= {item.get("style") for item in root.iter(f"{ns}col")}
    return {markup.whole(number, 0) for number in used}


def _used_changes(contents: Contents) -> set[int]:
    """The numbers of the changes of looks (``dxf``) that rules, filters, tables and pivot tables name."""
    parts = [child for root in _sheets(contents) for child in root if markup.local(child) != "sheetData"]
    for sheet in _sheet_relations(contents):
        parts += [
            contents.package.root(inside(relation))
            for relation in relations(contents.package, inside(sheet))
            if relation.kind in ("table", "pivotTable") and inside(relation) in contents.package
        ]
    styles = _styles(contents)
    if styles is not None:
        parts += contents.package.root(styles.part).iterchildren("{*}tableStyles")
    return {
        markup.whole(str(value), -1)
        for part in parts
        for item in part.iter(etree.Element)
        for name, value in item.items()
        if str(name).casefold().endswith("dxfid")
    }


def _sheets(contents: Contents) -> Iterator[etree._Element]:
    """The roots of all sheets, be they work, macro or dialog sheets, very hidden ones too."""
    for relation in _sheet_relations(contents):
        yield contents.package.root(inside(relation))


def _sheet_relations(contents: Contents) -> list[Relation]:
    package = contents.package
    found = relations(package, contents.part)
    return [one for one in found if one.kind.casefold().endswith("sheet") and inside(one) in package]


def _styles(contents: Contents) -> Relation | None:
    relation = related(contents.package, contents.part, "styles")
    return relation if relation is not None and inside(relation) in contents.package else None


def _drop_part(contents: Contents, relation: Relation) -> None:
    remove_relation(contents.package, contents.part, relation.id)
    content_types.remove_override(contents.package, relation.part)
    contents.package.remove(relation.part)


def _tables(root: etree._Element) -> dict[str, etree._Element]:
    return {markup.local(child): child for child in root if markup.local(child)}


def _items(table: etree._Element) -> list[etree._Element]:
    return list(table.iterchildren(etree.Element))

"""Relationships: which part leads to which."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from addin.hosts.problems import Unreadable
from addin.hosts.xlsx import markup
from addin.hosts.xlsx.package import Package

_EMPTY = f'<Relationships xmlns="{markup.PACKAGE_RELATIONS}"/>'.encode()


class Relation(NamedTuple):
    """One relationship; `kind` is the last word of its type, the same in both dialects."""

    id: str
    kind: str
    part: str  # empty when it leads out of the package by declaration


def relations_part(owner: str) -> str:
    """Where the relationships of a part are kept; the package itself is the owner ``""``."""
    folder, name = posixpath.split(owner)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(package: Package, owner: str) -> list[Relation]:
    """The relationships of a part, none where it has none."""
    part = relations_part(owner)
    if part not in package:
        return []
    return [
        Relation(
            item.get("Id", ""),
            item.get("Type", "").rpartition("/")[2],
            "" if item.get("TargetMode") == "External" else _resolved(owner, item.get("Target", "")),
        )
        for item in package.root(part).iterchildren(f"{{{markup.PACKAGE_RELATIONS}}}Relationship")
    ]


def related(package: Package, owner: str, kind: str) -> Relation | None:
    """The first relationship of a kind."""
    return next((item for item in relations(package, owner) if item.kind == kind), None)


def by_id(package: Package, owner: str, id: str | None) -> Relation | None:
    """The relationship of an id."""
    return next((item for item in relations(package, owner) if item.id == id), None)


def add_relation(package: Package, owner: str, kind: str, target: str, strict: bool) -> str:
    """Lead from a part to another; the new relationship's id."""
    part = relations_part(owner)
    if part not in package:
        package.put(part, markup.DECLARATION + _EMPTY)
    root = package.root(part)
    taken = {item.get("Id") for item in root}
    number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    etree.SubElement(
        root,
        f"{markup.namespace(root)}Relationship",
        Id=f"rId{number}",
        Type=f"{markup.STRICT_RELATIONS if strict else markup.RELATIONS}/{kind}",
        Target=posixpath.relpath(f"/{target}", f"/{posixpath.dirname(owner)}"),
    )
    package.touch(part)
    return f"rId{number}"


def remove_relation(package: Package, owner: str, id: str) -> None:
    """Take a relationship out; a part that held nothing else goes with it."""
    part = relations_part(owner)
    root = package.root(part)
    for item in [item for item in root if item.get("Id") == id]:
        root.remove(item)
    if len(root):
        package.touch(part)
    else:
        package.remove(part)


@lru_cache(maxsize=1024)
def _resolved(owner: str, target: str) -> str:
    target = unquote(target).replace("\\", "/").partition("#")[0]
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(owner), target))


def inside(relation: Relation) -> str:
    """The part a relationship leads to; one that leaves the package is not followed."""
    if not relation.part or relation.part.startswith(("..", "/")) or ":" in relation.part:
        raise Unreadable("文件内部的链接指向文件之外，不是 Excel 写出的文件，为安全起见不予读取")
    return relation.part

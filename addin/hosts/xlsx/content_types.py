"""``[Content_Types].xml``: what kind each part is of."""

from __future__ import annotations

from lxml import etree

from addin.hosts.xlsx import markup
from addin.hosts.xlsx.package import Package

PART = "[Content_Types].xml"


def add_override(package: Package, part: str, content_type: str) -> None:
    """Say what a new part is."""
    root = package.root(PART)
    remove_override(package, part)
    etree.SubElement(root, f"{markup.namespace(root)}Override", PartName=f"/{part}", ContentType=content_type)
    package.touch(PART)


def remove_override(package: Package, part: str) -> None:
    """Forget a part that is gone."""
    root = package.root(PART)
    name = f"/{part}".casefold()
    for item in [
        item for item in root.iterchildren("{*}Override") if item.get("PartName", "").casefold() == name
    ]:
        root.remove(item)
        package.touch(PART)


def add_default(package: Package, extension: str, content_type: str) -> None:
    """Say what all parts of an extension are, unless that is said already."""
    root = package.root(PART)
    defaults = list(root.iterchildren("{*}Default"))
    if any(item.get("Extension", "").casefold() == extension for item in defaults):
        return
    item = markup.make(markup.namespace(root), "Default", Extension=extension, ContentType=content_type)
    root.insert(root.index(defaults[-1]) + 1 if defaults else 0, item)
    package.touch(PART)


def remove_unused_default(package: Package, extension: str) -> None:
    """Forget an extension that no part has."""
    if any(key.endswith(f".{extension}") for key in package):
        return
    root = package.root(PART)
    for item in [
        item for item in root.iterchildren("{*}Default") if item.get("Extension", "").casefold() == extension
    ]:
        root.remove(item)
        package.touch(PART)

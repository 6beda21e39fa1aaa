"""Cells kept in their own markup, so that what comes back is written as it was: among the strings, or rich."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from addin.hosts.problems import Unreadable
from addin.hosts.xlsx import markup


def written_cell(cell: etree._Element) -> str:
    """The markup of a cell, to be kept."""
    alone = deepcopy(cell)
    alone.tail = None
    etree.cleanup_namespaces(alone)
    return etree.tostring(alone, encoding="unicode")


def read_cell(written: str) -> etree._Element | None:
    """The cell of a kept markup; None where there is none, or somebody has tampered with it."""
    try:
        cell = markup.parse(written.encode(), "cell")
    except Unreadable:
        return None
    return cell if all(markup.local(child) in ("v", "is", "extLst") for child in cell) else None


def take_on(cell: etree._Element, kept: etree._Element) -> None:
    """Let a cell hold what a kept one does, in its markup; its place and style stay."""
    attributes: dict[str, str | None] = {str(name): str(value) for name, value in kept.items()}
    attributes |= {name: cell.get(name) for name in ("r", "s")}
    cell.attrib.clear()
    for name, value in attributes.items():
        if value is not None:
            cell.set(name, value)
    for child in list(cell):
        cell.remove(child)
    cell.extend(list(kept))

"""A workbook as its parts: reading them, adding to them, writing them so that the same parts give the same bytes."""

from __future__ import annotations

import io
import posixpath
import zipfile

from lxml import etree

Parts = dict[str, bytes]

CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELATIONS = "_rels/.rels"
WORKBOOK = "xl/workbook.xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)


def unpack(workbook: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Parts) -> bytes:
    """The content types first, as Office writes them; then the parts in their order."""
    out = io.BytesIO()
    names = [CONTENT_TYPES, *(name for name in parts if name != CONTENT_TYPES)]
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, _NO_CLOCK)
            archive.writestr(entry, parts[name], zipfile.ZIP_DEFLATED, compresslevel=9)
    return out.getvalue()


def tree(parts: Parts, name: str) -> etree._Element:
    return etree.fromstring(parts[name])


def put_tree(parts: Parts, name: str, root: etree._Element) -> None:
    parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def set_content_type(parts: Parts, name: str, content_type: str) -> None:
    """Say what a part is, in place of what was said of it before."""
    root = tree(parts, CONTENT_TYPES)
    for each in root.findall(f"{{{_TYPES}}}Override[@PartName='/{name}']"):
        root.remove(each)
    etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=content_type)
    put_tree(parts, CONTENT_TYPES, root)


def relations_of(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def relate(parts: Parts, relations: str, kind: str, target: str) -> str:
    """Add a relationship to a relations part, which is made where it is not there; its id."""
    root = (
        tree(parts, relations)
        if relations in parts
        else etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
    )
    taken = {each.get("Id") for each in root}
    number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=f"rId{number}", Type=kind, Target=target)
    put_tree(parts, relations, root)
    return f"rId{number}"

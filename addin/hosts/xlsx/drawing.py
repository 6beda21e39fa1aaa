"""The drawing part of a sheet in which the boxes of its notes are."""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from addin.hosts.problems import Refused
from addin.hosts.xlsx import content_types, markup, shapes
from addin.hosts.xlsx.boxes import Tracks, note_box
from addin.hosts.xlsx.contents import Contents, Entry, free_name
from addin.hosts.xlsx.relations import add_relation, by_id, inside, remove_relation
from scoring.address import Address, Area

_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"


class Drawing:
    """The boxes of one sheet's notes."""

    def __init__(self, contents: Contents, entry: Entry) -> None:
        self._contents = contents
        self._package = contents.package
        self._owner = entry.part

    def fit(self, cell: Area, text: str, is_ours: bool) -> str:
        """Draw a box for a note, or make the one there large enough; where a person's one lay before."""
        vml = self._vml
        at, box = cell.anchor, note_box(self._tracks, cell, text)
        before = None if is_ours else shapes.anchor(vml, at)
        if before is None:
            vml = shapes.add_note(shapes.remove_note(vml, at), at, box)
        else:
            vml = shapes.put_anchor(vml, at, box.anchor_text)
        self._vml = vml
        self._package.put(self._part, _encode(vml))
        return before or ""

    def put_back(self, at: Address, anchor: str) -> None:
        """Let a person's box lie where it lay."""
        part = self._existing_part()
        if part is not None and shapes.is_anchor(anchor):
            vml = _decode(self._package.content(part))
            self._package.put(part, _encode(shapes.put_anchor(vml, at, anchor)))

    def erase(self, at: Address) -> None:
        """Take the box of a note away; a drawing that is empty then goes with it."""
        part = self._existing_part()
        if part is None:
            return
        vml = shapes.remove_note(_decode(self._package.content(part)), at)
        self._package.put(part, _encode(vml))
        if not shapes.has_shapes(vml):
            self._drop(part)

    @cached_property
    def _part(self) -> str:
        return self._existing_part() or self._new_part()

    @cached_property
    def _vml(self) -> str:
        """The drawing as it is now, while boxes are being added."""
        vml = _decode(self._package.content(self._part))
        if not shapes.is_drawable(vml):
            raise Refused("工作簿中批注的图形无法识别，请用 Excel 打开后另存，再核查一次")
        return vml

    @cached_property
    def _tracks(self) -> Tracks:
        return Tracks.of(self._root)

    @property
    def _root(self) -> etree._Element:
        return self._package.root(self._owner)

    def _anchor(self) -> etree._Element | None:
        return self._root.find(f"{markup.namespace(self._root)}legacyDrawing")

    def _existing_part(self) -> str | None:
        anchor = self._anchor()
        if anchor is None:
            return None
        relation = by_id(self._package, self._owner, markup.relation_id(anchor))
        return inside(relation) if relation is not None and inside(relation) in self._package else None

    def _new_part(self) -> str:
        used: set[int] = set()
        for key in self._package:
            if key.endswith(".vml"):
                used |= shapes.blocks(_decode(self._package.content(self._package.name(key))))
        block = next(number for number in range(1, len(used) + 2) if number not in used)
        part = free_name(self._contents, "drawings/vmlDrawing{}.vml")
        self._package.put(part, _encode(shapes.EMPTY.format(block=block)))
        content_types.add_default(self._package, "vml", _TYPE)
        strict = self._contents.strict
        id = add_relation(self._package, self._owner, "vmlDrawing", part, strict)
        stale = self._anchor()
        if stale is not None:
            markup.detach(stale)
        anchor = markup.make_linked(markup.namespace(self._root), "legacyDrawing", id, {})
        markup.insert_in_order(self._root, anchor)
        self._package.touch(self._owner)
        return part

    def _drop(self, part: str) -> None:
        anchor = self._anchor()
        if anchor is not None:
            remove_relation(self._package, self._owner, markup.relation_id(anchor) or "")
            markup.detach(anchor)
            self._package.touch(self._owner)
        content_types.remove_override(self._package, part)
        self._package.remove(part)
        content_types.remove_unused_default(self._package, "vml")


def _decode(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


def _encode(vml: str) -> bytes:
    return vml.encode("utf-8", "surrogateescape")

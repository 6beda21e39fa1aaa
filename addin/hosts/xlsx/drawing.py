"""The drawing part of a sheet in which the boxes of its notes are."""

from __future__ import annotations

import re
from functools import cached_property

from lxml import etree

from addin.hosts.problems import Refused, Unreadable
from addin.hosts.xlsx import content_types, markup, shapes
from addin.hosts.xlsx.boxes import Tracks, note_box
from addin.hosts.xlsx.contents import Contents, ListedSheet, free_name
from addin.hosts.xlsx.relations import add_relation, by_id, inside, remove_relation
from addin.hosts.xlsx.shapes import Box
from scoring.form.address import Address, Area

_OPEN_BREAK = re.compile(r"<br\s*>", re.IGNORECASE)
_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"


class Drawing:
    """The boxes of one sheet's notes. They are drawn together: `draw` writes what was asked for."""

    def __init__(self, contents: Contents, entry: ListedSheet) -> None:
        self._contents = contents
        self._package = contents.package
        self._owner = entry.part
        self._boxes: dict[Address, Box] = {}  # to be drawn anew
        self._anchors: dict[Address, str] = {}  # where boxes of a person's are to lie
        self._erased: set[Address] = set()

    def fit(self, cell: Area, text: str, is_ours: bool) -> str:
        """Draw a box for a note, or make the one there large enough; where a person's one lay before."""
        at, box = cell.anchor, note_box(self._tracks, cell, text)
        before = None if is_ours else shapes.anchor(self._vml, at)
        if before is None:
            self._boxes[at] = box
        else:
            self._anchors[at] = box.anchor_text
        return before or ""

    def put_back(self, at: Address, anchor: str) -> None:
        """Let a person's box lie where it lay."""
        if shapes.is_anchor(anchor):
            self._anchors[at] = anchor

    def erase(self, at: Address) -> None:
        """Take the box of a note away; a drawing that is empty then goes with it."""
        self._erased.add(at)

    def draw(self) -> None:
        """Write the drawing, all that was asked for at once."""
        part = self._existing_part()
        if self._boxes:
            part = part or self._new_part()
            if not (shapes.is_drawable(self._vml) and _is_sound(self._vml, part)):
                raise Refused("工作簿中批注的图形无法识别，请用 Excel 打开后另存，再核查一次")
        if part is None:
            return
        vml = shapes.remove_notes(self._vml, self._erased | self._boxes.keys())
        vml = shapes.add_notes(shapes.put_anchors(vml, self._anchors), self._boxes)
        self._package.put(part, _encode(vml))
        if self._erased and not shapes.has_shapes(vml):
            self._drop(part)

    @property
    def _vml(self) -> str:
        """The drawing as it was before; empty where there is none."""
        part = self._existing_part()
        return "" if part is None else _decode(self._package.content(part))

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


def _is_sound(vml: str, part: str) -> bool:
    """Whether a drawing is XML but for the ``<br>`` that Excel itself leaves open; a damaged one is not drawn into."""
    try:
        markup.parse(_encode(_OPEN_BREAK.sub("<br/>", vml)), part)
    except Unreadable:
        return False
    return True


def _decode(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


def _encode(vml: str) -> bytes:
    return vml.encode("utf-8", "surrogateescape")

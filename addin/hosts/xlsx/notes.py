"""Notes: the comments part of a sheet, and the boxes that belong to it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from lxml import etree

from addin.hosts.problems import Refused
from addin.hosts.xlsx import content_types, markup, shapes
from addin.hosts.xlsx.boxes import note_box
from addin.hosts.xlsx.contents import Contents, Entry
from addin.hosts.xlsx.relations import add_relation, by_id, inside, related, relations, remove_relation
from addin.hosts.xlsx.runs import add_run, cut_runs, note_run, note_text
from addin.layout.edits import NOTE_SIGNATURE
from scoring.address import Address, Area

AUTHOR = "绩效核查"
GAP = "\n\n"  # a blank line between the person's words and ours

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_THREAD_MARKS = ("[Threaded comment]", "[线程批注]")


class Notes:
    """The notes of one sheet."""

    def __init__(self, contents: Contents, entry: Entry) -> None:
        self._contents = contents
        self._package = contents.package
        self._entry = entry
        self._threaded = self._threaded_cells()

    def add(self, cell: Area, text: str) -> str | None:
        """Put our text into the note of a cell; what was added, None where a thread is left alone."""
        at = cell.anchor
        part = self._comments_part()
        known = self._comment(at)
        if at in self._threaded or (known is not None and self._is_thread(known)):
            return None
        root = self._package.root(part)
        ns = markup.namespace(root)
        ours = f"{NOTE_SIGNATURE}\n{text}"
        if known is None:
            comment = self._new_comment(root, at)
            add_run(comment, note_run(ours, ns))
        elif NOTE_SIGNATURE in note_text(known):
            ours = f"{GAP}{text}"
            add_run(known, note_run(ours, ns))
        else:
            ours = GAP + ours
            add_run(known, note_run(ours, ns))
        self._package.touch(part)
        self._draw(cell, known is None)
        return ours

    def clear(self, ours: dict[Address, str]) -> None:
        """Take our texts out of all notes; `ours` is what the ledger knows of them."""
        part = self._existing_part()
        if part is None:
            return
        root = self._package.root(part)
        gone = []
        for comment in list(root.iter(f"{markup.namespace(root)}comment")):
            try:
                at = Address.parse(comment.get("ref", ""))
            except ValueError:
                continue
            text = note_text(comment)
            if NOTE_SIGNATURE not in text or self._is_thread(comment):
                continue
            self._package.touch(part)
            start, end = _our_part(text, ours.get(at))
            if (text[:start] + text[end:]).strip() in ("", f"{AUTHOR}:", f"{AUTHOR}："):
                _detach(comment)
                gone.append(at)
            else:
                cut_runs(comment, start, end)
        self._drop_author(root)
        if gone:
            self._erase(part, root, gone)

    # The comments part.

    def _existing_part(self) -> str | None:
        relation = related(self._package, self._entry.part, "comments")
        return inside(relation) if relation is not None and inside(relation) in self._package else None

    def _comments_part(self) -> str:
        part = self._existing_part()
        if part is None:
            part = self._free_name("comments{}.xml")
            ns = self._contents.ns[1:-1]
            empty = f'<comments xmlns="{ns}"><authors/><commentList/></comments>'
            self._package.put(part, markup.DECLARATION + empty.encode())
            add_relation(self._package, self._entry.part, "comments", part, self._contents.strict)
            content_types.add_override(self._package, part, _COMMENTS)
        return part

    def _comment(self, at: Address) -> etree._Element | None:
        root = self._package.root(self._comments_part())
        for comment in root.iter(f"{markup.namespace(root)}comment"):
            if comment.get("ref", "").replace("$", "") == at.a1:
                return comment
        return None

    def _new_comment(self, root: etree._Element, at: Address) -> etree._Element:
        ns = markup.namespace(root)
        authors, listing = root.find(f"{ns}authors"), root.find(f"{ns}commentList")
        if authors is None or listing is None:
            raise Refused("工作簿中的批注已损坏，请用 Excel 打开并修复后再核查")
        names = [author.text for author in authors]
        if AUTHOR not in names:
            etree.SubElement(authors, f"{ns}author").text = AUTHOR
            names.append(AUTHOR)
        comment = etree.SubElement(listing, f"{ns}comment", ref=at.a1, authorId=str(names.index(AUTHOR)))
        etree.SubElement(comment, f"{ns}text")
        return comment

    def _drop_author(self, root: etree._Element) -> None:
        """Our name goes with our last note, where no other name would move up."""
        ns = markup.namespace(root)
        authors = root.find(f"{ns}authors")
        if authors is None or not len(authors) or authors[-1].text != AUTHOR:
            return
        last = str(len(authors) - 1)
        if all(comment.get("authorId") != last for comment in root.iter(f"{ns}comment")):
            authors.remove(authors[-1])

    # Threads.

    def _threaded_cells(self) -> set[Address]:
        cells = set()
        for relation in relations(self._package, self._entry.part):
            if relation.kind == "threadedComment" and inside(relation) in self._package:
                for item in self._package.root(relation.part).iter():
                    if markup.local(item) == "threadedComment":
                        cells.add(Address.parse(item.get("ref", "A1")))
        return cells

    def _is_thread(self, comment: etree._Element) -> bool:
        return note_text(comment).lstrip().startswith(_THREAD_MARKS)

    # The boxes.

    def _sheet_root(self) -> etree._Element:
        return self._package.root(self._entry.part)

    def _vml_part(self) -> str | None:
        root = self._sheet_root()
        anchor = root.find(f"{markup.namespace(root)}legacyDrawing")
        if anchor is None:
            return None
        relation = by_id(self._package, self._entry.part, markup.relation_id(anchor))
        return inside(relation) if relation is not None and inside(relation) in self._package else None

    def _draw(self, cell: Area, is_new: bool) -> None:
        part = self._vml_part()
        if part is None:
            part = self._new_vml_part()
        vml = _decode(self._package.content(part))
        if not shapes.is_drawable(vml):
            raise Refused("工作簿中批注的图形无法识别，请用 Excel 打开后另存，再核查一次")
        comment = self._comment(cell.anchor)
        text = note_text(comment) if comment is not None else ""
        has_box = shapes.has_note(vml, cell.anchor)
        if has_box and NOTE_SIGNATURE in text and text.startswith(NOTE_SIGNATURE) and not is_new:
            # Ours alone, and it has grown.
            vml, has_box = shapes.remove_note(vml, cell.anchor), False
        if not has_box:
            vml = shapes.add_note(vml, cell.anchor, note_box(self._sheet_root(), cell, text))
            self._package.put(part, _encode(vml))

    def _new_vml_part(self) -> str:
        used: set[int] = set()
        for key in self._package:
            if key.endswith(".vml"):
                used |= shapes.blocks(_decode(self._package.content(self._package.name(key))))
        block = next(number for number in range(1, len(used) + 2) if number not in used)
        part = self._free_name("drawings/vmlDrawing{}.vml")
        self._package.put(part, _encode(shapes.EMPTY.format(block=block)))
        content_types.add_default(self._package, "vml", _VML)
        root, strict = self._sheet_root(), self._contents.strict
        id = add_relation(self._package, self._entry.part, "vmlDrawing", part, strict)
        stale = root.find(f"{markup.namespace(root)}legacyDrawing")
        if stale is not None:
            root.remove(stale)
        namespace = markup.STRICT_RELATIONS if strict else markup.RELATIONS
        anchor = etree.Element(
            f"{markup.namespace(root)}legacyDrawing", {f"{{{namespace}}}id": id}, nsmap={"r": namespace}
        )
        markup.insert_in_order(root, anchor)
        self._package.touch(self._entry.part)
        return part

    def _erase(self, comments_part: str, root: etree._Element, gone: Iterable[Address]) -> None:
        """Take the boxes of removed notes away, and the parts that hold nothing any more."""
        part = self._vml_part()
        if part is not None:
            vml = _decode(self._package.content(part))
            for at in gone:
                vml = shapes.remove_note(vml, at)
            self._package.put(part, _encode(vml))
            if not shapes.has_shapes(vml):
                self._drop_vml_part(part)
        if root.find(f".//{markup.namespace(root)}comment") is None:
            relation = related(self._package, self._entry.part, "comments")
            if relation is not None:
                remove_relation(self._package, self._entry.part, relation.id)
            content_types.remove_override(self._package, comments_part)
            self._package.remove(comments_part)

    def _drop_vml_part(self, part: str) -> None:
        root = self._sheet_root()
        anchor = root.find(f"{markup.namespace(root)}legacyDrawing")
        if anchor is not None:
            remove_relation(self._package, self._entry.part, markup.relation_id(anchor) or "")
            root.remove(anchor)
            self._package.touch(self._entry.part)
        content_types.remove_override(self._package, part)
        self._package.remove(part)
        content_types.remove_unused_default(self._package, "vml")

    def _free_name(self, pattern: str) -> str:
        folder = posixpath.dirname(self._contents.part)
        number = 1
        while posixpath.join(folder, pattern.format(number)) in self._package:
            number += 1
        return posixpath.join(folder, pattern.format(number))


def _our_part(text: str, known: str | None) -> tuple[int, int]:
    """Where our part of a note begins and ends; without the ledger, from the signature to the end."""
    start = text.index(NOTE_SIGNATURE)
    if text[:start].endswith(GAP):
        start -= len(GAP)
    ours = (known or "").replace("\r\n", "\n").lstrip("\n")
    body = text[start:].replace("\r\n", "\n").lstrip("\n")
    if ours and body.startswith(ours) and "\r" not in text[start:]:
        return start, len(text) - len(body) + len(ours)
    return start, len(text)


def _detach(comment: etree._Element) -> None:
    parent = comment.getparent()
    if parent is not None:
        parent.remove(comment)


def _decode(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


def _encode(vml: str) -> bytes:
    return vml.encode("utf-8", "surrogateescape")

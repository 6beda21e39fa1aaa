"""Notes: our words in the comments part of a sheet, beside the person's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from lxml import etree

from addin.hosts.problems import Refused
from addin.hosts.xlsx import content_types, markup
from addin.hosts.xlsx.contents import Contents, ListedSheet, free_name
from addin.hosts.xlsx.drawing import Drawing
from addin.hosts.xlsx.reading import place
from addin.hosts.xlsx.relations import add_relation, inside, related, relations, remove_relation
from addin.hosts.xlsx.runs import add_run, cut_runs, note_run, note_text
from addin.marking.edits import NOTE_SIGNATURE
from addin.marking.notes import AUTHOR, KnownNote, OurPart, addition, is_thread, our_part
from scoring.form.address import Address, Area

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"


class Notes:
    """The notes of one sheet. New ones are written together: `write` does it."""

    def __init__(self, contents: Contents, entry: ListedSheet) -> None:
        self._contents = contents
        self._package = contents.package
        self._entry = entry
        self._drawing = Drawing(contents, entry)
        self._threaded = self._threaded_cells()
        self._new: dict[str, str] = {}  # what our new notes say, by cell
        self._ours: dict[Address, str] = {}  # what we have added to any note

    def add(self, cell: Area, text: str) -> tuple[str, str] | None:
        """Put our text into the note of a cell; None where a thread is left alone.

        Else for the ledger: where the person's box lay, and our whole part of the note.
        """
        at = cell.anchor
        if at in self._threaded:
            return None
        known = self._comments.get(at.a1)
        if known is not None and is_thread(note_text(known)):
            return None
        before = self._new.get(at.a1, "") if known is None else note_text(known)
        text = text.replace("\r\n", "\n").replace("\r", "\n")  # as XML would have it
        added, self._ours[at] = addition(before, self._ours.get(at), text)
        whole = before + added
        if known is None:
            self._new[at.a1] = whole
        else:
            add_run(known, markup.elements(markup.namespace(known), note_run(added))[0])
            self._package.touch(self._comments_part)
        box = self._drawing.fit(cell, whole, is_ours=known is None)
        return box, self._ours[at]

    def write(self) -> None:
        """Write the notes that are new, and draw the boxes of all that were added."""
        if self._new:
            listing, author = self._listing_and_author
            comments = (
                f'<comment ref="{cell}" authorId="{author}"><text>{note_run(text)}</text></comment>'
                for cell, text in self._new.items()
            )
            listing.extend(markup.elements(markup.namespace(listing), "".join(comments)))
            self._package.touch(self._comments_part)
        self._drawing.draw()

    def clear(self, known: Mapping[Address, KnownNote] | None) -> None:
        """Take our texts out of all notes; `known` is what the ledger knows of them."""
        part = self._existing_part()
        if part is None or NOTE_SIGNATURE not in _all_text(self._package.root(part)):
            return
        root = self._package.root(part)
        for comment in list(root.iter(f"{markup.namespace(root)}comment")):
            at = Address.read(comment.get("ref", ""))
            ours = our_part(at, note_text(comment), known) if at is not None else None
            if at is not None and ours is not None:
                self._clear_comment(comment, at, ours)
        self._drawing.draw()
        self._package.touch(part)
        self._drop_author(root)
        if root.find(f".//{markup.namespace(root)}comment") is None:
            relation = related(self._package, self._entry.part, "comments")
            remove_relation(self._package, self._entry.part, relation.id if relation else "")
            content_types.remove_override(self._package, part)
            self._package.remove(part)

    def _clear_comment(self, comment: etree._Element, at: Address, ours: OurPart) -> None:
        if ours.whole:
            markup.detach(comment)
            self._drawing.erase(at)
        else:
            cut_runs(comment, ours.start, ours.end)
            self._drawing.put_back(at, ours.box)

    # The comments part.

    def _existing_part(self) -> str | None:
        relation = related(self._package, self._entry.part, "comments")
        return inside(relation) if relation is not None and inside(relation) in self._package else None

    @cached_property
    def _comments_part(self) -> str:
        part = self._existing_part()
        if part is None:
            part = free_name(self._contents, "comments{}.xml")
            ns = self._contents.ns[1:-1]
            empty = f'<comments xmlns="{ns}"><authors/><commentList/></comments>'
            self._package.put(part, markup.DECLARATION + empty.encode())
            add_relation(self._package, self._entry.part, "comments", part, self._contents.strict)
            content_types.add_override(self._package, part, _COMMENTS)
        return part

    @cached_property
    def _comments(self) -> dict[str, etree._Element]:
        """The notes there are, by the cells that they say they belong to."""
        root = self._package.root(self._comments_part)
        found: dict[str, etree._Element] = {}
        for comment in root.iter(f"{markup.namespace(root)}comment"):
            found.setdefault(comment.get("ref", "").replace("$", ""), comment)
        return found

    @property
    def _listing_and_author(self) -> tuple[etree._Element, str]:
        """Where notes are listed, and our number among their authors."""
        root = self._package.root(self._comments_part)
        ns = markup.namespace(root)
        authors, listing = root.find(f"{ns}authors"), root.find(f"{ns}commentList")
        if authors is None or listing is None:
            raise Refused("工作簿中的批注已损坏，请用 Excel 打开并修复后再核查")
        names = [author.text for author in authors]
        if AUTHOR not in names:
            etree.SubElement(authors, f"{ns}author").text = AUTHOR
            names.append(AUTHOR)
        return listing, str(names.index(AUTHOR))

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
                        cells.add(place(item.get("ref"), 1, 1))
        return cells


def _all_text(root: etree._Element) -> str:
    return "".join(map(note_text, root.iter(f"{markup.namespace(root)}comment")))

"""Which part of a note is ours."""

from __future__ import annotations

import pytest

from addin.marking.ledger import Entry, EntryKind, Ledger
from addin.marking.notes import KnownNote, OurPart, addition, is_thread, known_notes, our_part
from scoring.form.address import Address

F21, H13 = Address.parse("F21"), Address.parse("H13")
OURS = "【绩效核查】\n错误 SC05"


@pytest.mark.parametrize(
    ("before", "earlier", "added", "ours"),
    [
        ("", None, OURS, OURS),
        ("请核对", None, f"\n\n{OURS}", OURS),
        (OURS, OURS, "\n\n错误 SC05", f"{OURS}\n\n错误 SC05"),
        ("我抄来的：【绩效核查】", None, f"\n\n{OURS}", OURS),
    ],
)
def test_our_words_come_behind_the_persons(before: str, earlier: str | None, added: str, ours: str) -> None:
    assert addition(before, earlier, "错误 SC05") == (added, ours)


@pytest.mark.parametrize(
    ("text", "kept", "whole"),
    [
        (OURS, "", True),
        (f"绩效核查:\n{OURS}", "绩效核查:\n", True),
        (f"请核对\n\n{OURS}", "请核对", False),
        (f"{OURS}\n已与科室核对", "\n已与科室核对", False),
        (f"【绩效核查】\n我抄来的\n\n{OURS}", "【绩效核查】\n我抄来的", False),
        ("请核对\n\n【绩效核查】\n改过的话", "请核对", False),
    ],
)
def test_only_our_part_is_taken_out(text: str, kept: str, whole: bool) -> None:
    part = our_part(F21, text, {F21: KnownNote("size:1x2", OURS)})
    assert part is not None
    assert (text[: part.start] + text[part.end :], part.whole, part.box) == (kept, whole, "size:1x2")


def test_without_a_ledger_all_from_the_signature_on_is_ours() -> None:
    text = f"请核对\n\n{OURS}\n又及"
    assert our_part(F21, text, None) == OurPart(3, len(text), False, "")


@pytest.mark.parametrize("text", ["请核对", f"[Threaded comment]\n{OURS}", "转：【绩效核查】请看"])
def test_a_note_of_a_person_alone_is_left(text: str) -> None:
    assert our_part(F21, text, {H13: KnownNote("", OURS)}) is None


def test_a_note_that_stands_elsewhere_is_known_by_its_words() -> None:
    known = {F21: KnownNote("", "【绩效核查】\n别的"), H13: KnownNote("size:1x2", OURS)}
    part = our_part(F21, f"请核对\n\n{OURS}", known)
    assert part is not None and part.box == "size:1x2"


def test_the_ledger_knows_the_notes_of_a_sheet() -> None:
    ledger = Ledger(
        [
            Entry(EntryKind.NOTE, "表", "F21", "size:1x2", OURS.replace("\n", "\r\n")),
            Entry(EntryKind.NOTE, "别的表", "F21", "", OURS),
            Entry(EntryKind.NOTE, "表", "F-1", "", OURS),
        ]
    )
    assert known_notes(ledger, "表") == {F21: KnownNote("size:1x2", OURS)}
    assert known_notes(None, "表") is None


def test_a_thread_is_known_by_what_older_programs_show() -> None:
    assert is_thread("[线程批注]\n旧版看到的话") and not is_thread(OURS)

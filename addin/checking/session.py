"""What happens round a check, decided once for every host.

What people have settled is read, the places where marked rows went are found, our marks are taken out, the
forms are checked and marked anew. In a workbook that is worked on itself, 已改 accepts a result that the check
has put right; in a copy made from an original the original's value is checked again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from addin.checking.carried_values import by_carried_values, carried_values
from addin.checking.check import check, edits
from addin.hosts.base import Host
from addin.hosts.problems import Refused, Unreadable
from addin.marking.edits import MARKS_SHEET, RESULT_SHEET
from addin.marking.ledger import Entry, EntryKind, Ledger
from addin.marking.mark import Checked
from addin.marking.moved_rows import Displaced, Moves, find_moves, hints_gone
from addin.marking.settlements import (
    Settlements,
    found_again,
    kept,
    kept_settlements,
    moved,
    read_settlements,
)
from addin.marking.unmarked import stands, unmarked
from addin.reading.joined import located, may_be_a_part
from addin.reading.sheet import Sheet
from scoring.profiles.chinese_names import profile_called
from scoring.profiles.profile import Profile, ProfileProblem

OURS = (RESULT_SHEET, MARKS_SHEET)


@dataclass(frozen=True, slots=True)
class EarlierCheck:
    """What an earlier check has left in a workbook, in terms of where everything stands now.

    Values that a person has accepted are no longer in the ledger. Without a ledger there was no check.
    """

    ledger: Ledger | None = None
    moves: Moves = field(default_factory=Moves)
    settled: Settlements = field(default_factory=dict)

    @property
    def sheets(self) -> set[str]:
        """The sheets that are marked, or on which a person has settled something."""
        marked = self.ledger.sheets() if self.ledger is not None else set()
        return marked | {sheet for sheet, *_ in self.settled}

    def plain(self, sheet: Sheet) -> Sheet:
        """A sheet as it reads without the marks."""
        return sheet if self.ledger is None else unmarked(sheet, self.ledger)


def earlier_check(host: Host, in_place: bool = True) -> EarlierCheck:
    """What an earlier check has left; nothing is changed. Raises Refused where nobody can tell where it went.

    `in_place` says that the workbook is worked on itself: then 已改 accepts the results put right in it.
    """
    ledger = host.ledger()
    if ledger is None:
        return EarlierCheck()
    sheets = host.values()
    results = next((sheet for sheet in sheets if sheet.name == RESULT_SHEET), None)
    # A check that was cut off has kept in its ledger what 核查结果 may have lost.
    settled = {**kept_settlements(ledger), **(read_settlements(results) if results is not None else {})}
    accepted = {(name, cell) for (name, cell, *_), word in settled.items() if in_place and word.says_mended}
    try:
        moves = find_moves(ledger, sheets)
        ledger = moves.ledger(ledger.accepting(accepted))
        if not ledger.begun and any(
            host.fills(sheet, ours) != ours for sheet, ours in moves.doubtful(ledger).items()
        ):
            raise hints_gone()
    except Displaced as reason:
        raise Refused(reason.in_words(host.called, host.otherwise)) from None
    return EarlierCheck(ledger, moves, moved(settled, moves))


def take_marks_out(host: Host, in_place: bool = True) -> EarlierCheck:
    """Take the marks of an earlier check out, if there are any; what it has left comes back."""
    earlier = earlier_check(host, in_place)
    if earlier.ledger is not None:
        host.clear(earlier.ledger, earlier.moves)
    return earlier


def clear(host: Host) -> bool:
    """Take everything of ours out, stray notes too. Whether the workbook was marked."""
    earlier = earlier_check(host)
    reason = host.refusal(sorted(earlier.sheets), adds_sheets=False)
    if reason is not None:
        raise Refused(reason)
    host.clear(earlier.ledger, earlier.moves)
    return earlier.ledger is not None


def undo(host: Host) -> tuple[bool, list[Entry]]:
    """Take the last check back: marks out, the values that it replaced back in, as before it.

    What people have settled is not lost: the next check finds it again, and clearing drops it. Whether there
    was a check, and the values put back; one that a person has changed since stays as it is.
    """
    earlier = earlier_check(host)
    reason = host.refusal(sorted(earlier.sheets), adds_sheets=False)
    if reason is not None:
        raise Refused(reason)
    ledger = earlier.ledger
    if ledger is None:
        return False, []
    now = {sheet.name: sheet for sheet in host.values()}
    replaced = [was for was in ledger.of(EntryKind.VALUE) if was.sheet in now and stands(was, now[was.sheet])]
    with_settled = Ledger((*ledger, *kept(earlier.settled)), ledger.begun)
    host.clear(with_settled, earlier.moves, again=bool(earlier.settled))
    return True, replaced


class Session:
    """One check of one workbook.

    Without a profile the workbook's own choice counts, then each form's title, and in both the values that the
    workbook carries.
    """

    def __init__(self, host: Host, profile: Profile | None = None, in_place: bool = True) -> None:
        self._host = host
        self._in_place = in_place
        carried = carried_values(host) if profile is None else {}
        self._adapted = partial(by_carried_values, carried=carried)
        chosen = None if profile is not None else _chosen_profile(host)
        self._profile = self._adapted(chosen) if chosen is not None else profile
        self._earlier = earlier_check(host, in_place)
        self._ours = OURS if self._earlier.ledger is not None else ()
        wanted = [name for name in host.to_check(self._earlier.sheets) if name not in self._ours]
        self._to_read = self._with_neighbours(wanted)
        self.names = self._with_other_parts(wanted)
        self.settled = (
            self._earlier.settled
        )  # by people in this workbook; after a check where its findings are

    def refuse_if_locked(self) -> None:
        """Raise Refused, before anything is changed, where marks could not be written or not be kept."""
        reason = self._host.refusal(self.names)
        if reason is not None:
            raise Refused(reason)

    def look(self, needed: Collection[str] = ()) -> tuple[Checked, ...]:
        """Check and change nothing. Raises NoForm where there is none, or none on a sheet of `needed`."""
        return self._check(self._plain_sheets(needed))

    def check(self, needed: Collection[str] = ()) -> tuple[Checked, ...]:
        """Check anew, the marks of an earlier check taken out. Raises NoForm, before that, as `look` does."""
        self._host.prepare(self.names)
        sheets = self._plain_sheets(needed)
        if self._earlier.ledger is not None:
            kept_too = Ledger(
                (*self._earlier.ledger, *kept(self._earlier.settled)), self._earlier.ledger.begun
            )
            self._host.clear(kept_too, self._earlier.moves, again=True)
            sheets = self._host.read(self._to_read)
        return self._check(sheets)

    def settle(self, others: Settlements, forms: Sequence[Checked]) -> None:
        """Take over what people have settled elsewhere, in an earlier copy of the workbook."""
        keys = {form.key_of(finding) for form in forms for finding in form.review.findings}
        self.settled = found_again({**self.settled, **others}, keys)

    def mark(self, forms: Sequence[Checked]) -> None:
        """Write what `check` has found. Raises Refused where it cannot be written."""
        kept = self._earlier.ledger
        source = kept.source if kept is not None and self._in_place else ""
        self._host.apply(edits(forms, self.settled), source)

    def _read(self, names: Sequence[str]) -> list[Sheet]:
        return [self._earlier.plain(sheet) for sheet in self._host.read(names)]

    def _with_neighbours(self, wanted: Sequence[str]) -> list[str]:
        """The sheets to be checked, and those beside one that may be a part of a form over two sheets."""
        visible = [name for name in self._host.visible if name not in self._ours]
        if set(visible) <= set(wanted):
            return list(wanted)
        parts = {sheet.name for sheet in self._read(wanted) if may_be_a_part(sheet)}
        beside = {name for pair in pairwise(visible) for name, other in (pair, pair[::-1]) if other in parts}
        hidden = [name for name in wanted if name not in visible]
        return hidden + [name for name in visible if name in beside or name in wanted]

    def _with_other_parts(self, wanted: Sequence[str]) -> list[str]:
        """The sheets to be checked, and those with the rest of their forms."""
        if set(self._to_read) <= set(wanted):
            return list(wanted)
        forms = [{part.name for part in one.sheet.sheets} for one in located(self._read(self._to_read))]
        own = {*wanted, *(name for names in forms if names & set(wanted) for name in names)}
        return [name for name in self._to_read if name in own]

    def _check(self, sheets: Sequence[Sheet]) -> tuple[Checked, ...]:
        forms = [
            form
            for form in check(sheets, self._profile, self._adapted)
            if any(sheet.name in self.names for sheet in form.sheet.sheets)
        ]
        self.settle({}, forms)
        return tuple(forms)

    def _plain_sheets(self, needed: Collection[str]) -> Sequence[Sheet]:
        sheets = self._read(self._to_read)
        for one in located(sheets) if needed else ():
            if one.refusal is not None and one.sheet.name in needed:
                raise one.refusal
        return sheets


def _chosen_profile(host: Host) -> Profile | None:
    """The scoring rules that the workbook itself names; one that there is not is said, not passed over."""
    name = host.chosen_profile
    if not name:
        return None
    try:
        return profile_called(name)
    except ProfileProblem as problem:
        raise Unreadable(f"工作簿“填表说明”所选的评分办法不能用：{problem}") from None

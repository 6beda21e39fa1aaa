"""What everyone who holds a workbook has to offer, and the sentences in which all of them refuse.

A host reads, says what it sees, and carries out; what is done when is decided in addin/checking/session.py.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from addin.marking.edits import MARKS_SHEET, RESULT_SHEET, Edit
from addin.marking.ledger import Ledger
from addin.marking.moved_rows import Moves
from addin.reading.sheet import Sheet
from scoring.form.address import Address


class Host(Protocol):
    """One workbook. Sheets go by their names; very hidden ones are nobody's forms."""

    called: str  # what messages call it: 副本, 工作簿
    otherwise: str  # what else a person can do who cannot undo something in it; begins with a comma, or ""

    @property
    def chosen_profile(self) -> str:
        """The scoring rules that the workbook itself names (评分办法); "" where the form's title decides."""

    def named_cells(self, name: str) -> Sequence[Decimal | str]:
        """What the cells of a name hold, from the top down; nothing where there is no such name."""

    def ledger(self) -> Ledger | None:
        """What stood in the workbook before it was marked; None where it is not marked."""

    def values(self) -> Sequence[Sheet]:
        """All worksheets in their order, those of ours too; of what is not a value or formula nothing is asked."""

    @property
    def visible(self) -> Sequence[str]:
        """The worksheets that a person sees, in their order, those of ours too."""

    def to_check(self, marked: Collection[str]) -> Sequence[str]:
        """The sheets that a check is about, in their order, where these are marked or settled upon already.

        Raises Refused where there is none to be checked.
        """

    def prepare(self, names: Collection[str]) -> None:
        """Let the formulas on these sheets come to what they should."""

    def read(self, names: Collection[str]) -> Sequence[Sheet]:
        """These sheets as they are now, in their order."""

    def fills(self, sheet: str, cells: Iterable[Address]) -> Mapping[Address, str | None]:
        """The fills of these cells in the words of the ledger; None where words cannot say it."""

    def refusal(self, names: Collection[str], adds_sheets: bool = True) -> str | None:
        """Why these sheets cannot be marked or cleared, in words for the owner; None where they can."""

    def clear(self, ledger: Ledger | None, moves: Moves, again: bool = False) -> None:
        """Take our marks out and put back what the ledger knows, unless a person has changed it since.

        The ledger speaks of the marks where they stand now; without one there are only notes to clear.
        With `again` a check follows at once: a host that can be cut off in between keeps the ledger till then.
        """

    def apply(self, edits: Iterable[Edit], source: str = "") -> None:
        """Carry the edits out and keep what stood there before; raises Refused where that cannot be.

        `source` is the fingerprint of what the workbook is a copy of, if it was made from another one.
        """


SHARED = "工作簿处于“共享工作簿”状态，请先在 Excel 中取消共享再核查"


def name_taken(name: str) -> str:
    """A sheet that is not ours has the name of one of ours."""
    return f"工作簿中已有名为“{name}”的工作表，请将它改名后再核查"


def first_taken(has_sheet: Callable[[str], bool]) -> str | None:
    """The same for the first of our names that an unmarked workbook has already; None where it has none."""
    return next((name_taken(name) for name in (RESULT_SHEET, MARKS_SHEET) if has_sheet(name)), None)


def too_long(at: Address) -> str:
    """A value that has to be replaced is longer than the ledger can keep."""
    return f"单元格 {at.a1} 中的文字过长，无法保留原值，请缩短后再核查"

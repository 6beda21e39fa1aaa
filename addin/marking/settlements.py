"""What people have settled: the 处理 and 理由 columns of 核查结果, carried from one check to the next."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from addin.marking.ledger import Entry, EntryKind, Ledger
from addin.marking.moved_rows import Moves
from addin.reading.sheet import Sheet
from scoring.finding import Finding
from scoring.form.address import Address
from scoring.text.characters import bare

ACTIONS = ("已改", "属实不改", "误报")
NEEDING_REASON = ACTIONS[1:]
COLUMNS = ("序号", "位置", "程度", "规则", "问题", "填写的是", "应为", "怎么办", "依据", "处理", "理由")
SHEET_COLUMN = "工作表"
MENDED_COLUMN = "已更正"  # not on the copies of earlier versions

Key = tuple[str, str, str, str, str]  # sheet, cell, rule, message, value: one that says something else is new


@dataclass(frozen=True, slots=True)
class Settlement:
    """A person's word on a finding; only one with a reason settles it."""

    action: str
    reason: str

    @property
    def settles(self) -> bool:
        """属实不改 or 误报, with a reason: not marked again."""
        return self.action in NEEDING_REASON and bool(self.reason.strip())

    @property
    def says_mended(self) -> bool:
        """已改: checked anew like anything else, and found again."""
        return self.action == ACTIONS[0]

    @property
    def lacks_reason(self) -> bool:
        """Settled but for the reason, which is asked for."""
        return self.action in NEEDING_REASON and not self.reason.strip()


Settlements = Mapping[Key, Settlement]


def key_of(sheet: str, finding: Finding) -> Key:
    """What makes a finding the same one at the next check."""
    return sheet, finding.cell.a1, finding.rule, _flat(finding.message), _flat(finding.found)


def finding_rows(sheet: Sheet) -> Iterator[dict[str, str]]:
    """The rows of findings on a 核查结果 sheet by column title, however a person has sorted or widened it."""
    yield from (row for _, row in numbered_rows(sheet))


def title_columns(sheet: Sheet) -> dict[str, int]:
    """The columns of a 核查结果 sheet by their titles."""
    heading = next((at.row for at, cell in sheet.cells.items() if cell.text.strip() == COLUMNS[0]), 0)
    return {cell.text.strip(): at.column for at, cell in sheet.cells.items() if at.row == heading}


def numbered_rows(sheet: Sheet) -> Iterator[tuple[int, dict[str, str]]]:
    """The same, each with the number of its row."""
    heading = next((at for at, cell in sheet.cells.items() if cell.text.strip() == COLUMNS[0]), None)
    if heading is None:
        return
    titles = {at.column: cell.text.strip() for at, cell in sheet.cells.items() if at.row == heading.row}
    if not {SHEET_COLUMN, *COLUMNS} <= set(titles.values()):
        return
    rows: dict[int, dict[str, str]] = {}
    for at, cell in sheet.cells.items():
        if at.row > heading.row:
            row = rows.setdefault(at.row, dict.fromkeys(titles.values(), ""))
            if at.column in titles:
                row[titles[at.column]] = cell.text.strip()
    yield from sorted(rows.items())


def read_settlements(sheet: Sheet) -> Settlements:
    """The settlements on a 核查结果 sheet."""
    return {
        (
            row[SHEET_COLUMN],
            row["位置"],
            row["规则"][:4],
            _flat(row["问题"]),
            _flat(row["填写的是"]),
        ): Settlement(row["处理"], row["理由"])
        for row in finding_rows(sheet)
        if row["处理"] or row["理由"]
    }


def kept(settled: Settlements) -> Iterator[Entry]:
    """The settlements as entries of the ledger, where they are safe while 核查结果 is written anew."""
    for number, ((sheet, cell, *finding), word) in enumerate(settled.items()):
        words = [json.dumps(list(said), ensure_ascii=False) for said in (finding, (word.action, word.reason))]
        yield Entry(EntryKind.SETTLED, sheet, f"{cell}#{number}", *words)


def kept_settlements(ledger: Ledger) -> Settlements:
    """The settlements that a ledger keeps; what somebody has tampered with is passed over."""
    found: dict[Key, Settlement] = {}
    for entry in ledger.of(EntryKind.SETTLED):
        with suppress(ValueError):
            rule, message, value = map(str, json.loads(entry.before))
            action, reason = map(str, json.loads(entry.after))
            key = entry.sheet, entry.cell.partition("#")[0], rule, _flat(message), _flat(value)
            found[key] = Settlement(action, reason)
    return found


def moved(settled: Settlements, moves: Moves) -> Settlements:
    """The settlements at the cells as they stand now."""
    return {
        (moves.sheet(sheet), moves.a1(sheet, cell), rule, message, found): word
        for (sheet, cell, rule, message, found), word in settled.items()
    }


def found_again(settled: Settlements, keys: Collection[Key]) -> Settlements:
    """The settlements at the cells where their findings, which have these keys, are now.

    Beside a settled finding nothing is written that would go along with its row. So it is known by what it
    says in its column, where as many findings are new as settled ones have gone. One that is said to be
    mended (已改) is not looked for: that it has gone is as it ought to be.
    """
    gone = _by_words(key for key, word in settled.items() if key not in keys and not word.says_mended)
    new = _by_words(key for key in keys if key not in settled)
    again = dict(settled)
    for words, lost in gone.items():
        if len(lost) == len(new.get(words, ())):
            again.update(zip(new[words], [again.pop(key) for key in lost], strict=True))
    return again


def _by_words(keys: Iterable[Key]) -> dict[tuple[str, ...], list[Key]]:
    """Keys that differ in their rows only, each group from the top down."""
    groups: dict[tuple[str, ...], list[tuple[Address, Key]]] = {}
    for key in keys:
        at = Address.read(key[1])
        if at is not None:
            groups.setdefault((str(at.column), key[0], *key[2:]), []).append((at, key))
    return {words: [key for _, key in sorted(group)] for words, group in groups.items()}


def _flat(text: str) -> str:
    """The words as they are compared: a finding is the same whatever characters its cell was typed in."""
    return " ".join(bare(text).split())

"""A workbook file: opened, read, marked, cleared, saved."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from addin.hosts.problems import Refused
from addin.hosts.xlsx.clearing import Clearing
from addin.hosts.xlsx.contents import Contents
from addin.hosts.xlsx.marking import Marking
from addin.hosts.xlsx.names import named_text
from addin.hosts.xlsx.package import Package
from addin.hosts.xlsx.reading import first_area
from addin.hosts.xlsx.relations import related
from addin.hosts.xlsx.saving import save
from addin.marking.edits import MARKS_SHEET, PROFILE_NAME, RESULT_SHEET, Edit
from addin.marking.fingerprint import fingerprint
from addin.marking.ledger import EntryKind, Ledger, read_ledger
from addin.marking.moved_rows import Displaced, Moves, find_moves
from addin.reading.sheet import Sheet


class Workbook:
    """One .xlsx or .xlsm file in memory; nothing is written before `save`."""

    def __init__(self, path: Path, package: Package) -> None:
        self._path = path
        self._package = package
        self._contents = Contents(package)
        self._sheets: tuple[Sheet, ...] | None = None

    @classmethod
    def open(cls, path: Path) -> Workbook:
        """Open a file; whatever is wrong with it is `Unreadable`."""
        return cls(path, Package(path))

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All worksheets in their order but very hidden ones, as they are now."""
        if self._sheets is None:
            self._sheets = tuple(self._contents.read_sheets())
        return self._sheets

    @property
    def chosen_profile(self) -> str:
        """The scoring rules that the workbook itself names (评分办法); "" where the form's title decides."""
        text = named_text(self._contents, PROFILE_NAME).lstrip("=")
        if text.startswith('"'):
            return text.strip('"').strip()
        at, name = first_area(text), text.rpartition("!")[0].strip("'").replace("''", "'")
        found = next((s for s in self.sheets if s.name == name), None)
        cell = found.cells.get(at.anchor) if found is not None and at is not None else None
        return cell.text.strip() if cell is not None else ""

    @property
    def is_marked(self) -> bool:
        """Whether the marks of a check are in it."""
        return self._ledger() is not None

    @property
    def refusal(self) -> str | None:
        """Why no marked copy can be written, in words for its owner; None where it can."""
        package = self._package
        if related(package, "", "origin") or any(key.startswith("_xmlsignatures/") for key in package):
            return "工作簿带有数字签名，写入标记会使签名失效，请在未签名的文件上核查"
        if related(package, self._contents.part, "revisionHeaders"):
            return "工作簿处于“共享工作簿”状态，请先在 Excel 中取消共享再核查"
        if package.has_odd_names:
            return "文件内部的部件名称不规范，请用 Excel 打开后另存再核查"
        if not self.is_marked:
            for name in (RESULT_SHEET, MARKS_SHEET):
                if self._contents.find(name) is not None:
                    return f"工作簿中已有名为“{name}”的工作表，请将它改名后再核查"
        return None

    @property
    def source(self) -> str:
        """The fingerprint of the workbook that this marked copy was made from; "" where nobody kept it."""
        ledger = self._ledger()
        kept = ledger.find(EntryKind.SOURCE, "") if ledger is not None else None
        return kept.after if kept is not None else ""

    def clear_marks(self, accepted: Collection[tuple[str, str]] = ()) -> Moves:
        """Take all our marks out; replaced values come back unless the person has changed them since.

        A value at a place in `accepted` (sheet, cell) stays as it is. What comes back says where the
        marked cells stand now. Raises `Refused` where nobody can tell.
        """
        ledger, moves = self._ledger(), Moves()
        if ledger is not None:
            try:
                moves = find_moves(ledger, self.sheets)
            except Displaced as reason:
                raise Refused(str(reason)) from None
            kept = Ledger(
                entry
                for kind in EntryKind
                for entry in ledger.of(kind)
                if kind is not EntryKind.VALUE or (entry.sheet, entry.cell) not in accepted
            )
            ledger = moves.ledger(kept)
        Clearing(self._contents, moves).clear(ledger)
        self._sheets = None
        return moves

    def apply(self, edits: Iterable[Edit], source: str = "") -> None:
        """Carry the edits out and keep what stood there before; raises `Refused` where that cannot be.

        `source` is the fingerprint of what the copy was made from, if that is not this workbook. After an exception the workbook is half marked and of no further use; the file is untouched.
        """
        reason = self.refusal
        if reason is not None:
            raise Refused(reason)
        ledger = self._ledger() or Ledger()
        ledger.note(EntryKind.SOURCE, "", "", "", source or fingerprint(self.sheets))
        Marking(self._contents, self.sheets, ledger).carry_out(edits)
        self._sheets = None

    def save(self, path: Path) -> None:
        """Write the workbook, whole or not at all; the opened file is replaced only under its own name."""
        if path != self._path and path.exists() and self._path.exists() and path.samefile(self._path):
            raise Refused(f"“{path.name}”就是正在核查的文件本身，请换一个文件名保存")
        save(self._package, path)

    def _ledger(self) -> Ledger | None:
        entry = self._contents.find(MARKS_SHEET)
        return None if entry is None else read_ledger(self._contents.read_one(entry))

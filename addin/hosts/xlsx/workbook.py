"""A workbook file: opened, read, marked, cleared, saved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from addin.hosts.base import SHARED, first_taken
from addin.hosts.problems import Refused
from addin.hosts.xlsx.clearing import Clearing
from addin.hosts.xlsx.contents import Contents
from addin.hosts.xlsx.marking import Marking
from addin.hosts.xlsx.names import named_text
from addin.hosts.xlsx.package import Package
from addin.hosts.xlsx.properties import ORIGINAL, custom_property
from addin.hosts.xlsx.relations import related
from addin.hosts.xlsx.reservation import reservation
from addin.hosts.xlsx.saving import save
from addin.hosts.xlsx.sheet_data import SheetData
from addin.hosts.xlsx.styles import Styles
from addin.marking.areas import first_area
from addin.marking.edits import MARKS_SHEET, PROFILE_NAME, Edit
from addin.marking.fingerprint import fingerprint
from addin.marking.ledger import EntryKind, Ledger, read_ledger
from addin.marking.moved_rows import Moves
from addin.reading.sheet import Sheet
from scoring.form.address import Address


class Workbook:
    """One .xlsx or .xlsm file in memory, a `Host`; nothing is written before `save`."""

    called = "副本"
    otherwise = "，或者在原文件上修改后重新核查"

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
        return "".join(str(value) for value in self.named_cells(PROFILE_NAME)[:1]).strip()

    def named_cells(self, name: str) -> Sequence[Decimal | str]:
        """What the cells of a name hold, from the top down; nothing where there is no such name."""
        text = named_text(self._contents, name).lstrip("=")
        area, sheet = first_area(text), text.rpartition("!")[0].strip("'").replace("''", "'")
        found = next((s for s in self.sheets if s.name == sheet), None)
        if found is None or area is None:
            return []
        cells = (found.cells.get(Address(row, area.left)) for row in range(area.top, area.bottom + 1))
        return [
            "" if cell is None else cell.value if isinstance(cell.value, Decimal) else cell.text
            for cell in cells
        ]

    @property
    def original(self) -> str:
        """The name of the file of another format that it was made from; "" where it was not."""
        return custom_property(self._package, ORIGINAL)

    @property
    def is_marked(self) -> bool:
        """Whether the marks of a check are in it."""
        return self.ledger() is not None

    def ledger(self) -> Ledger | None:
        """What stood in the workbook before it was marked; None where it is not marked."""
        listed = self._contents.find(MARKS_SHEET)
        return None if listed is None else read_ledger(self._contents.read_one(listed))

    def values(self) -> Sequence[Sheet]:
        """All worksheets in their order, those of ours too."""
        return self.sheets

    @property
    def visible(self) -> Sequence[str]:
        """The worksheets that a person sees, in their order."""
        return [sheet.name for sheet in self.sheets if not sheet.hidden]

    def to_check(self, marked: Collection[str]) -> Sequence[str]:
        """All sheets, marked ones or not: a file is checked as a whole."""
        return [sheet.name for sheet in self.sheets]

    def prepare(self, names: Collection[str]) -> None:
        """Nothing: what formulas come to is taken as the file has it."""

    def read(self, names: Collection[str]) -> Sequence[Sheet]:
        """These sheets as they are now, in their order."""
        return [sheet for sheet in self.sheets if sheet.name in names]

    def fills(self, sheet: str, cells: Iterable[Address]) -> Mapping[Address, str | None]:
        """The fills of these cells in the words of the ledger."""
        listed = self._contents.find(sheet)
        if listed is None:
            return {}
        data, styles = (
            SheetData(self._package.root(listed.part), self._contents.strings),
            Styles(self._contents),
        )
        return {at: styles.fill_of(data.style_at(at)) for at in cells}

    def refusal(self, names: Collection[str] = (), adds_sheets: bool = True) -> str | None:
        """Why no marked copy can be written, in words for its owner; None where it can."""
        package = self._package
        if related(package, "", "origin") or any(key.startswith("_xmlsignatures/") for key in package):
            return "工作簿带有数字签名，写入标记会使签名失效，请在未签名的文件上核查"
        if related(package, self._contents.part, "revisionHeaders"):
            return SHARED
        if package.has_odd_names:
            return "文件内部的部件名称不规范，请用 Excel 打开后另存再核查"
        if adds_sheets and not self.is_marked:
            return first_taken(lambda name: self._contents.find(name) is not None)
        return None

    def clear(self, ledger: Ledger | None, moves: Moves, again: bool = False) -> None:
        """Take all our marks out; replaced values come back unless the person has changed them since."""
        Clearing(self._contents, moves).clear(ledger)
        self._sheets = None

    def apply(self, edits: Iterable[Edit], source: str = "") -> None:
        """Carry the edits out and keep what stood there before; raises `Refused` where that cannot be.

        `source` is the fingerprint of what the copy was made from, if that is not this workbook. After an exception the workbook is half marked and of no further use; the file is untouched.
        """
        reason = self.refusal()
        if reason is not None:
            raise Refused(reason)
        ledger = self.ledger() or Ledger()
        ledger.note(EntryKind.SOURCE, "", "", "", source or fingerprint(self.sheets))
        Marking(self._contents, self.sheets, ledger).carry_out(edits)
        self._sheets = None

    @property
    def is_changed(self) -> bool:
        """Whether anything would be written that is not in the file."""
        return self._package.is_changed

    @property
    def reservation(self) -> str | None:
        """Why its owner does not want it written to, in words, and how that is undone; None where nothing says so."""
        return reservation(self._contents)

    def release(self) -> None:
        """Give back the memory that it takes; it is not used after that."""
        self._package.release()

    def save(self, path: Path, proof: Callable[[Path], None] = lambda draft: None) -> None:
        """Write the workbook, whole or not at all; the opened file is replaced only under its own name.

        `proof` is shown the finished file before that, and raises Refused where it must not be.
        """
        if path != self._path and path.exists() and self._path.exists() and path.samefile(self._path):
            raise Refused(f"“{path.name}”就是正在核查的文件本身，请换一个文件名保存")
        save(self._package, path, proof)

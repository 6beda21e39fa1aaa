"""A workbook that is open in Excel: read, marked, cleared in place. Structure-verified, not run in Excel."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal

from addin.hosts.base import SHARED, first_taken
from addin.hosts.excel import clearing, com, profile_name
from addin.hosts.excel.com import Com
from addin.hosts.excel.fills import fill_text
from addin.hosts.excel.marking import Marking
from addin.hosts.excel.new_sheets import remove_stray_sheet
from addin.hosts.excel.reading import read_sheet, read_values
from addin.hosts.excel.recalculation import BoundBooks, recalculate
from addin.hosts.problems import Refused
from addin.marking.edits import MARKS_SHEET, RESULT_SHEET, Edit
from addin.marking.ledger import Entry, EntryKind, Ledger, read_ledger
from addin.marking.moved_rows import Moves
from addin.reading.sheet import Sheet
from scoring.form.address import Address

_HALF_CHECKED = (
    "标记只写了一部分，您填写的内容和写过的处理、理由都在。"
    "再点一次“重算并核查”就会补齐；要恢复原样，请点“清除标记”。"
)
_HALF_CLEARED = "标记只清除了一部分，您填写的内容都在。再点一次“清除标记”就会全部清除。"
_NO_BOOK = "没有打开的工作簿。请先打开评分表；如果窗口上方有“受保护的视图”，请先点“启用编辑”。"


class Workbook:
    """One open workbook, a `Host`.

    What is asked of it is asked of Excel then and there; only a sheet that was read whole is kept until
    something is changed.
    """

    called = "工作簿"
    otherwise = ""

    def __init__(self, book: Com, bound: BoundBooks | None = None) -> None:
        self.book = book
        self._bound = BoundBooks() if bound is None else bound
        self._read: dict[str, Sheet] = {}
        self._half = ""  # what to say of the marks where we are cut off now
        self._kept: list[Entry] = []  # what is settled, during a check

    @classmethod
    def active(cls, app: Com, bound: BoundBooks | None = None) -> Workbook:
        """The workbook in front; raises Refused where there is none."""
        book = app.ActiveWorkbook
        if book is None:
            raise Refused(_NO_BOOK)
        return cls(book, bound)

    @property
    def active_sheet(self) -> str:
        """The name of the worksheet in front."""
        sheet = self.book.ActiveSheet
        if sheet is None or sheet.Type != com.WORKSHEET:
            raise Refused("当前是图表，不是工作表。请先切换到评分表所在的工作表。")
        return str(sheet.Name)

    @property
    def chosen_profile(self) -> str:
        """The scoring rules that the workbook itself names (评分办法); "" where the form's title decides."""
        return profile_name.chosen_profile(self.book)

    def named_cells(self, name: str) -> Sequence[Decimal | str]:
        """What the cells of a name hold, from the top down; nothing where there is no such name."""
        return profile_name.named_cells(self.book, name)

    def ledger(self) -> Ledger | None:
        """What was there before the marks; None where the workbook is not marked."""
        sheet = com.worksheet(self.book, MARKS_SHEET)
        return None if sheet is None else read_ledger(read_values(sheet))

    def result_sheet(self) -> Sheet | None:
        """核查结果 as it is now."""
        sheet = com.worksheet(self.book, RESULT_SHEET)
        return None if sheet is None else read_values(sheet)

    def values(self) -> Sequence[Sheet]:
        """All worksheets but very hidden ones in their order; values and formulas alone."""
        sheets = [self.book.Worksheets(n) for n in range(1, self.book.Worksheets.Count + 1)]
        return [read_values(sheet) for sheet in sheets if sheet.Visible != com.VERY_HIDDEN]

    @property
    def visible(self) -> Sequence[str]:
        """The worksheets that a person sees, in their order."""
        sheets = [self.book.Worksheets(n) for n in range(1, self.book.Worksheets.Count + 1)]
        return [str(sheet.Name) for sheet in sheets if sheet.Visible == com.VISIBLE]

    def to_check(self, marked: Collection[str]) -> Sequence[str]:
        """The sheet in front and those checked before: their findings and settlements must not get lost."""
        names = self.in_order({*marked, self.active_sheet} - {RESULT_SHEET, MARKS_SHEET})
        if not names:
            raise Refused("当前是核查结果。请先切换到评分表所在的工作表，再点一次。")
        return names

    def in_order(self, names: Iterable[str]) -> list[str]:
        """Those of the names that are worksheets, as the workbook orders them."""
        found = {name: com.worksheet(self.book, name) for name in names}
        placed = [(sheet.Index, name) for name, sheet in found.items() if sheet is not None]
        return [name for _, name in sorted(placed)]

    def prepare(self, names: Collection[str]) -> None:
        """Bind our functions in the formulas on these sheets, and calculate."""
        self._read = {}
        recalculate(self.book, names, self._bound)

    def read(self, names: Collection[str]) -> Sequence[Sheet]:
        """These worksheets as they are now."""
        for name in names:
            if name not in self._read:
                self._read[name] = read_sheet(self.book.Worksheets(name))
        return [self._read[name] for name in names]

    def fills(self, sheet: str, cells: Iterable[Address]) -> Mapping[Address, str | None]:
        """The fills of these cells in the words of the ledger; None where words cannot say it."""
        found = com.worksheet(self.book, sheet)
        return {} if found is None else {at: fill_text(found.Range(at.a1).Interior) for at in cells}

    def refusal(self, names: Collection[str], adds_sheets: bool = True) -> str | None:
        """Why marks could not be written or not be kept; None where they can."""
        book = self.book
        if book.ReadOnly:
            return "工作簿是以只读方式打开的，标记无法保存。请另存为新文件，或以可编辑方式打开后再核查。"
        if book.ProtectStructure:
            return "工作簿的结构受保护，不能添加“核查结果”工作表。请先在“审阅”中撤销保护工作簿。"
        if book.MultiUserEditing:
            return f"{SHARED}。"
        for name in names:
            sheet = com.worksheet(book, name)
            if sheet is not None and (sheet.ProtectContents or sheet.ProtectDrawingObjects):
                return f"工作表“{name}”受保护，不能写入标记。请先在“审阅”中撤销工作表保护。"
        if adds_sheets and self.ledger() is None:
            return first_taken(lambda name: com.worksheet(book, name) is not None)
        return None

    def clear(self, ledger: Ledger | None, moves: Moves, again: bool = False) -> None:
        """Take all our marks out; replaced values come back unless the person has changed them since.

        Before a check `again` the ledger stays, as begun, and with it what people have settled.
        """
        self._read = {}
        if ledger is None:
            clearing.clear(self.book, None, moves)
            return
        self._half = _HALF_CHECKED if again else _HALF_CLEARED
        clearing.clear(self.book, ledger, moves, keeps_ledger=again)
        if again:
            self._kept = ledger.of(EntryKind.SETTLED)
        else:
            self._half = ""

    def apply(self, edits: Iterable[Edit], source: str = "") -> None:
        """Carry the edits out on an unmarked workbook; where one fails, all are taken back."""
        ledger = Ledger(self._kept)
        if source:
            ledger.note(EntryKind.SOURCE, "", "", "", source)
        is_first = not self._half
        marking = Marking(self.book, self._sheet, ledger)
        try:
            marking.plan(edits)
            self._half = _HALF_CHECKED
            marking.carry_out()
            self._half = ""
        except Exception:
            if is_first and self._half:
                self._take_back(ledger)
            raise
        finally:
            self._read = {}

    def _take_back(self, ledger: Ledger) -> None:
        """After a failure the workbook is as it was before its first check, if Excel still lets us."""

        def clear() -> None:
            remove_stray_sheet(self.book)  # which counts on the sheets as they were when it was added
            clearing.clear(self.book, ledger, Moves())

        if com.set_back(clear):
            self._half = ""

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Adding and removing sheets changes which one is in front; the person's comes back.

        A stray sheet that an earlier failure has left goes. Where the marks are left half there, the failure
        has a note that says so.
        """
        remove_stray_sheet(self.book)
        name = str(self.book.ActiveSheet.Name)
        try:
            yield
        except Exception as problem:
            if self._half:
                problem.add_note(self._half)
            raise
        finally:
            com.set_back(lambda: self._bring_to_front(name))

    def _bring_to_front(self, name: str) -> None:
        sheet = com.worksheet(self.book, name)
        if sheet is not None:
            sheet.Activate()

    def _sheet(self, name: str) -> Sheet:
        (sheet,) = self.read((name,))
        return sheet

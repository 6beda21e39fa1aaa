"""A workbook that is open in Excel: read, marked, cleared in place. Structure-verified, not run in Excel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress

from addin.hosts.excel import clearing, com
from addin.hosts.excel.com import Com
from addin.hosts.excel.marking import Marking
from addin.hosts.excel.reading import read_sheet, read_values
from addin.hosts.problems import Refused
from addin.marking.edits import MARKS_SHEET, RESULT_SHEET, Edit
from addin.marking.ledger import EntryKind, Ledger, read_ledger
from addin.marking.settlements import Settlements, read_settlements
from addin.reading.sheet import Sheet

_NO_BOOK = "没有打开的工作簿。请先打开评分表；如果窗口上方有“受保护的视图”，请先点“启用编辑”。"


class Workbook:
    """One open workbook. What is asked of it is asked of Excel then and there; nothing is kept."""

    def __init__(self, book: Com) -> None:
        self.book = book

    @classmethod
    def active(cls, app: Com) -> Workbook:
        """The workbook in front; raises Refused where there is none."""
        book = app.ActiveWorkbook
        if book is None:
            raise Refused(_NO_BOOK)
        return cls(book)

    @property
    def active_sheet(self) -> str:
        """The name of the worksheet in front."""
        sheet = self.book.ActiveSheet
        if sheet is None or sheet.Type != com.WORKSHEET:
            raise Refused("当前是图表，不是工作表。请先切换到评分表所在的工作表。")
        return str(sheet.Name)

    def read(self, name: str) -> Sheet:
        """A worksheet as it is now."""
        return read_sheet(self.book.Worksheets(name))

    def ledger(self) -> Ledger | None:
        """What was there before the marks; None where the workbook is not marked."""
        sheet = com.worksheet(self.book, MARKS_SHEET)
        return None if sheet is None else read_ledger(read_values(sheet))

    def result_sheet(self) -> Sheet | None:
        """核查结果 as it is now."""
        sheet = com.worksheet(self.book, RESULT_SHEET)
        return None if sheet is None else read_values(sheet)

    def settlements(self) -> Settlements:
        """What the person has settled on 核查结果."""
        sheet = self.result_sheet()
        return {} if sheet is None else read_settlements(sheet)

    def in_order(self, names: Iterable[str]) -> list[str]:
        """Those of the names that are worksheets, as the workbook orders them."""
        found = {name: com.worksheet(self.book, name) for name in names}
        placed = [(sheet.Index, name) for name, sheet in found.items() if sheet is not None]
        return [name for _, name in sorted(placed)]

    def refuse_if_locked(self, names: Sequence[str], ledger: Ledger | None) -> None:
        """Raise Refused, before anything is changed, where marks could not be written or not be kept."""
        book = self.book
        if book.ReadOnly:
            raise Refused(
                "工作簿是以只读方式打开的，标记无法保存。请另存为新文件，或以可编辑方式打开后再核查。"
            )
        if book.ProtectStructure:
            raise Refused("工作簿的结构受保护，不能添加“核查结果”工作表。请先在“审阅”中撤销保护工作簿。")
        if book.MultiUserEditing:
            raise Refused("工作簿处于“共享工作簿”状态，请先在 Excel 中取消共享再核查。")
        for name in names:
            sheet = com.worksheet(book, name)
            if sheet is not None and (sheet.ProtectContents or sheet.ProtectDrawingObjects):
                raise Refused(f"工作表“{name}”受保护，不能写入标记。请先在“审阅”中撤销工作表保护。")
        for name in (RESULT_SHEET, MARKS_SHEET) if ledger is None else ():
            if com.worksheet(book, name) is not None:
                raise Refused(f"工作簿中已有名为“{name}”的工作表，请将它改名后再核查")

    def clear_marks(self, ledger: Ledger | None) -> None:
        """Take all our marks out; replaced values come back unless the person has changed them since."""
        clearing.clear(self.book, ledger)

    def apply(self, sheets: Iterable[Sheet], edits: Iterable[Edit]) -> None:
        """Carry the edits out on an unmarked workbook; where one fails, all are taken back."""
        ledger = Ledger()
        try:
            Marking(self.book, sheets, ledger).carry_out(edits)
        except Exception:
            with suppress(com.error()):
                clearing.clear(self.book, ledger)
            raise

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Adding and removing sheets changes which one is in front; the person's comes back."""
        name = str(self.book.ActiveSheet.Name)
        try:
            yield
        finally:
            with suppress(com.error()):
                sheet = com.worksheet(self.book, name)
                if sheet is not None:
                    sheet.Activate()


def marked_sheets(ledger: Ledger, settled: Settlements) -> set[str]:
    """The sheets that an earlier check has marked, or where a person has settled findings."""
    kinds = (kind for kind in EntryKind if kind is not EntryKind.SHEET)
    return {was.sheet for kind in kinds for was in ledger.of(kind)} | {key[0] for key in settled}

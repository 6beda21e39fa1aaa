"""What a person does about the one finding under the cursor: go to the next, take its value, give a reason."""

from __future__ import annotations

from addin.checking import open_book
from addin.checking.session import OURS, Session
from addin.hosts.excel import Workbook, com
from addin.hosts.excel.contents import raw_of
from addin.hosts.problems import Refused
from addin.marking.edits import RESULT_SHEET, SetValue
from addin.marking.ledger import EntryKind
from addin.marking.mark import corrections, open_findings
from addin.marking.places import Place, open_places, places_at, step
from addin.marking.settlements import ACTIONS, title_columns
from scoring.finding import Finding
from scoring.form.address import Address

NOT_CHECKED = "还没有核查过。请先点“重算并核查”。"
_NOTHING_HERE = (
    "光标所在的单元格没有待处理的问题。请用“下一个问题”转到有问题的单元格，或在“核查结果”中选中那一行。"
)


def next_place(book: Workbook, by: int) -> Place | None:
    """The next finding by gravity; None where none is open."""
    places = _places(book)
    order = book.in_order({place.sheet for place in places})
    return step(places, order, book.active_sheet, cursor(book), by)


def place_here(book: Workbook) -> Place:
    """The gravest open finding of the cell under the cursor, or that of its row on 核查结果; raises Refused."""
    places, at = _places(book), cursor(book)
    if book.active_sheet == RESULT_SHEET:
        found = [place for place in places if place.row == at.row]
    else:
        found = places_at(places, book.active_sheet, at)
    if not found:
        raise Refused(_NOTHING_HERE)
    return found[0]


def cursor(book: Workbook) -> Address:
    """The cell under the cursor; outside the sheet where there is none."""
    cell = book.book.Application.ActiveCell
    return Address(0, 0) if cell is None else Address.parse(cell.GetAddress(False, False))


def settle(book: Workbook, place: Place, action: str, reason: str) -> str:
    """Write a person's word on a finding beside it and check anew, so that it is no longer marked."""
    _write_word(book, place, action, reason)
    return f"已记为“{action}”：{place.words}\n{open_book.check_and_mark(book)}"


def adopt(book: Workbook) -> str:
    """Take the recomputed value of the result under the cursor for good, and check anew."""
    name, at = book.active_sheet, cursor(book)
    if name in OURS:
        raise Refused("请在评分表上选中要改的单元格，再点“采用建议”。")
    check = Session(book)
    check.refuse_if_locked()
    found: tuple[Finding, SetValue] | None = None
    wrong: Finding | None = None
    for form in check.look((name,)):
        here = [edit for edit in corrections(form, check.settled) if (edit.sheet, edit.at) == (name, at)]
        for finding in open_findings(form, check.settled):
            right = next(iter(here), None)
            if finding.correction is not None and form.speaks_of(finding, name, at):
                wrong = wrong or finding
                found = found or (None if right is None else (finding, right))
    if found is None:
        raise Refused(_no_value(book, name, at, wrong))
    _take(book, *found)
    return f"{at.a1}已采用“{found[1].value}”。\n{open_book.check_and_mark(book)}"


def _no_value(book: Workbook, name: str, at: Address, wrong: Finding | None) -> str:
    """Why nothing is written. Over a formula never: the cell would no longer follow the scores."""
    if book.book.Worksheets(name).Range(at.a1).HasFormula:
        said = f"公式算出的是{wrong.found}，应为{wrong.expected}。" if wrong is not None else ""
        return (
            f"{at.a1}是公式，没有改动：写成数，以后就不随得分和金额变了。{said}"
            "请核对公式有没有漏掉的行、引用的格对不对，改好公式再点“重算并核查”。"
        )
    return "这一格没有可以直接采用的数：请看批注里的“怎么办”。"


def _take(book: Workbook, finding: Finding, edit: SetValue) -> None:
    """Where the check has put the value in already it is accepted (已改); else it is written."""
    ledger = book.ledger()
    if ledger is None or ledger.find(EntryKind.VALUE, edit.sheet, edit.at.a1) is None:
        cell = book.book.Worksheets(edit.sheet).Range(edit.at.a1)
        value = f"s:{edit.value}" if isinstance(edit.value, str) else f"n:{edit.value:f}"
        cell.Value = raw_of(value, cell.NumberFormat == "@")
        return
    if edit.at != finding.cell.on_sheet:
        raise Refused(f"这一格是随{finding.cell.a1}一起改正的，请在{finding.cell.a1}上点“采用建议”。")
    for place in places_at(_places(book), edit.sheet, edit.at):
        if f" {finding.rule} " in place.words:
            _write_word(book, place, ACTIONS[0], "")


def _write_word(book: Workbook, place: Place, action: str, reason: str) -> None:
    results = book.result_sheet()
    columns = title_columns(results) if results is not None else {}
    sheet = book.book.Worksheets(RESULT_SHEET)
    for title, text in (("处理", action), ("理由", reason)):
        sheet.Range(Address(place.row, columns[title]).a1).Value = com.as_text(text) or None


def _places(book: Workbook) -> list[Place]:
    results = book.result_sheet()
    if results is None or book.ledger() is None:
        raise Refused(NOT_CHECKED)
    return open_places(results)

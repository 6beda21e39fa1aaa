"""From reviews to edits: what a check writes to a sheet, and where. Nothing of a person's own is altered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from addin.marking.edits import (
    HINT_HEADER,
    AddNote,
    Edit,
    Fill,
    Hint,
    Look,
    SetPrintArea,
    SetValue,
    SetWidth,
)
from addin.marking.settlements import Key, Settlements, key_of
from addin.reading.layout import Layout
from addin.reading.sheet import Cell, Sheet
from scoring.finding import Finding, Severity
from scoring.form.address import MAX_COLUMN, Address, Area
from scoring.form.field import Number
from scoring.form.model import EvaluationForm
from scoring.review import Review
from scoring.text.printed_numbers import LARGEST, plain, printed_places, rounded

LOOKS = {Severity.ERROR: Look.ERROR, Severity.WARNING: Look.WARNING, Severity.INFO: Look.INFO}
_HINT_WIDTH = 96.0  # characters: 48 Chinese ones
_LINE = 14.0  # points
_FAR = 200  # columns: a print area as wide is nobody's intention
_CLOSE = 12  # columns: what stands further from a form is stray, and a hint beyond it is seen by nobody


@dataclass(frozen=True, slots=True)
class Checked:
    """A form that was found on a sheet, or on two put together, and its review.

    Cells are those of the form; in the workbook they stand on ``sheet.holding(at)`` at ``at.on_sheet``.
    `profile_by` says by what the profile was recognised, "" where a person has chosen it.
    """

    sheet: Sheet
    layout: Layout
    review: Review
    profile_by: str = ""

    def key_of(self, finding: Finding) -> Key:
        """What makes a finding the same one at the next check."""
        return key_of(self.sheet.holding(finding.cell).name, finding)

    def speaks_of(self, finding: Finding, sheet: str, at: Address) -> bool:
        """Whether a cell of a sheet of the workbook is among those of a finding."""
        return any(cell.on_sheet == at and self.sheet.holding(cell).name == sheet for cell in finding.cells)

    def stands_on(self, sheet: Sheet, at: Address) -> bool:
        """Whether a cell of the form stands on that sheet of the workbook."""
        return self.sheet.holding(at).name == sheet.name


def open_findings(checked: Checked, settled: Settlements) -> list[Finding]:
    """The findings that no person has settled with a reason."""
    settlements = ((f, settled.get(checked.key_of(f))) for f in checked.review.findings)
    return [finding for finding, settlement in settlements if settlement is None or not settlement.settles]


def marks(forms: Sequence[Checked], settled: Settlements) -> Iterator[Edit]:
    """The edits that mark the findings in the forms: results, fills, notes, the 核查提示 column."""
    by_sheet: dict[str, tuple[Sheet, list[Checked]]] = {}
    for checked in forms:
        for sheet in checked.sheet.sheets:
            by_sheet.setdefault(sheet.name, (sheet, []))[1].append(checked)
    for sheet, on_it in by_sheet.values():
        findings = [finding for checked in on_it for finding in _findings_on(sheet, checked, settled)]
        edits = (edit for checked in on_it for edit in corrections(checked, settled))
        replaced = [edit for edit in edits if edit.sheet == sheet.name]
        yield from replaced
        if findings:
            yield from _fills(sheet.name, findings)
            yield from _notes(sheet.name, findings, {edit.at for edit in replaced})
            yield from _hints(sheet, on_it, findings)


def _findings_on(sheet: Sheet, checked: Checked, settled: Settlements) -> Iterator[Finding]:
    """The open findings with those of their cells that stand on a sheet: it is marked as if it were alone."""
    for finding in open_findings(checked, settled):
        cells = tuple(at.on_sheet for at in finding.cells if checked.stands_on(sheet, at))
        if cells:
            yield finding._replace(cells=cells)


def _fills(sheet: str, findings: Iterable[Finding]) -> Iterator[Edit]:
    gravest: dict[Address, Severity] = {}
    for finding in findings:
        for at in finding.cells:
            gravest[at] = min(gravest.get(at, finding.level), finding.level, key=lambda s: s.rank)
    for at, severity in sorted(gravest.items()):
        yield Fill(sheet, at, LOOKS[severity])


def _notes(sheet: str, findings: Iterable[Finding], replaced: Collection[Address]) -> Iterator[Edit]:
    texts: dict[Address, list[str]] = {}
    for finding in findings:
        # A result that is replaced beside the finding's own cell has its note too.
        for at in (finding.cell, *(at for at in finding.cells[1:] if at in replaced)):
            texts.setdefault(at, []).append(note_text(finding))
    for at, parts in sorted(texts.items()):
        yield AddNote(sheet, at, "\n\n".join([*parts, _REPLACED] if at in replaced else parts))


def note_text(finding: Finding) -> str:
    """A finding as the note of its cell: rule, what is wrong, what it should be, what to do, the basis."""
    lines = [f"{finding.level.chinese} {finding.rule} {finding.title}", finding.message]
    if finding.expected:
        lines.append(f"应为：{finding.expected}")
    return "\n".join([*lines, f"怎么办：{finding.suggestion}", f"依据：{finding.basis}"])


def _hints(sheet: Sheet, forms: Sequence[Checked], findings: Iterable[Finding]) -> Iterator[Edit]:
    column = _hint_column(sheet, forms)
    if column > MAX_COLUMN:
        return
    if sheet.print_area is None:
        bottom = max(at.row for at in sheet.cells)
        yield SetPrintArea(sheet.name, Area(1, 1, bottom, column - 1))
    yield SetWidth(sheet.name, column, _HINT_WIDTH)
    by_row: dict[int, list[Finding]] = {}
    tops = _rows_of_indicators(sheet, forms)
    for finding in sorted(findings, key=lambda f: f.level.rank):
        row = finding.cell.row
        by_row.setdefault(tops.get(row, row) if finding.rule in _OF_THE_FORM else row, []).append(finding)
    for checked in forms:
        top = _top(sheet, checked)
        if top not in by_row:
            yield Hint(sheet.name, Address(top, column), HINT_HEADER, Look.HEADER)
    for row, in_row in sorted(by_row.items()):
        text, wrap = _hint_text(in_row, sheet.row_heights.get(row, 0))
        yield Hint(sheet.name, Address(row, column), text, wrap=wrap)


def _top(sheet: Sheet, checked: Checked) -> int:
    """The row of a sheet for what concerns a form as a whole."""
    top = checked.layout.title or Address(checked.layout.top, 1)
    return top.row if checked.stands_on(sheet, top) else min(at.row for at in sheet.cells)


def _rows_of_indicators(sheet: Sheet, forms: Iterable[Checked]) -> dict[int, int]:
    """The rows of a sheet that say something of one indicator, each with the top row of its form."""
    return {
        Address(row.row, 1).on_sheet.row: _top(sheet, checked)
        for checked in forms
        for row in checked.review.form.indicators
        if checked.stands_on(sheet, Address(row.row, 1))
    }


def _letter(finding: Finding) -> str:
    """错, 提 or 参: colours are one grey in print."""
    return f"【{finding.level.chinese[0]}】"


def _hint_text(findings: Sequence[Finding], height: float) -> tuple[str, bool]:
    """The words beside a row so many points high, a line a finding, and whether they are wrapped there.

    Of several findings whose messages need more room those that are less grave are given by their titles, and
    share a line only where the row is too low for a line each: none is out of sight.
    """
    texts = [f"{_letter(finding)}{finding.message}" for finding in findings]
    titles = [f"{_letter(finding)}{finding.title}" for finding in findings]
    for whole in range(len(texts), -1, -1):
        rest = titles[whole:]
        lines = texts[:whole] + ([*rest[:-1], f"{rest[-1]}{_SEE_NOTE}"] if rest else [])
        if sum(text_lines(line, _HINT_WIDTH) for line in lines) * _LINE <= height:
            return "\n".join(lines), True
    if text_lines("；".join(texts), _HINT_WIDTH) == 1 or len(findings) == 1:
        return "；".join(texts), False
    return f"{'；'.join(titles)}{_SEE_NOTE}", False


def _hint_column(sheet: Sheet, forms: Sequence[Checked]) -> int:
    """The first free column to the right of the forms, of their print area, and of what stands close by."""
    printed = sheet.print_area.right if sheet.print_area is not None and sheet.print_area.right < _FAR else 0
    right = max(printed, *(_right(sheet, checked) for checked in forms))
    written = {at.column for at in sheet.cells}
    taken = {*written, *(area.right for area in sheet.merges), sheet.extent.column}
    column = max([right, *(column for column in taken if column <= right + _CLOSE)]) + 1
    while column in written:
        column += 1
    return column


def _right(sheet: Sheet, checked: Checked) -> int:
    """The last column of a form on a sheet: that of its indicators, else of all that is written there."""
    if checked.stands_on(sheet, Address(checked.layout.header_row, 1)):
        return checked.layout.right
    return max(at.column for at in sheet.cells)


def text_lines(text: str, width: float) -> int:
    """The lines that a text takes in a column so many half-width characters wide."""
    # In GB 18030 a Chinese character takes two bytes, as it takes two half-width places.
    return ceil(len(text.encode("gb18030", "replace")) / (width - 1)) or 1


_OF_THE_FORM = {"DS03", "DS07", "SC13", "WT01", "WT03"}  # rules that say nothing of the row they point at
_SEE_NOTE = "（详见批注）"
_GRADE_ALONE = 2  # 优, 优秀; not 评价等级：良, nor boxes to tick
_REPLACED = "这一格显示的已是重新计算的结果，原来填的数见上。"


def corrections(checked: Checked, settled: Settlements) -> Iterator[SetValue]:
    """The recomputed value for each typed result that a finding says is wrong. A formula stays a formula."""
    for at, right in recomputed(checked, settled):
        yield SetValue(checked.sheet.holding(at).name, at.on_sheet, right)


def recomputed(checked: Checked, settled: Settlements) -> Iterator[tuple[Address, Decimal | str]]:
    """The same by the cells of the form."""
    for finding in open_findings(checked, settled):
        for at in finding.cells if finding.correction is not None else ():
            cell = checked.sheet.cells.get(at)
            if cell is None or cell.formula is not None:
                continue
            right = _as_typed(checked.review.form, at, finding.correction, cell)
            if right is not None:
                yield at, right


def _as_typed(
    form: EvaluationForm, at: Address, right: Decimal | str | None, cell: Cell
) -> Decimal | str | None:
    """The right value in the way the person wrote the wrong one; None where the cell holds no result alone."""
    if isinstance(right, Decimal) and abs(right) > LARGEST:
        return None  # no cell can hold it: the note says it
    if isinstance(right, str):
        return right if at == form.grade.at and len(cell.text.strip()) <= _GRADE_ALONE else None
    rate = next((line.rate for line in form.funds if line.rate.at == at), None)
    if right is not None and rate is not None:
        return _rate_as_typed(rate, right, cell.value)
    if right is None or all(at != field.at for field in _points(form)):
        return None
    return plain(right) if isinstance(cell.value, str) else Decimal(plain(right))


def _points(form: EvaluationForm) -> Iterator[Number]:
    """The fields of points that a check reckons again."""
    yield from (line.score for line in form.funds)
    for sums in (*form.subtotals, form.totals):
        yield from (sums.weight, sums.self_score, sums.review_score)
    yield form.final_score


def _rate_as_typed(field: Number, rate: Decimal, typed: object) -> Decimal | str:
    """A rate in per cent in the way the person wrote the wrong one: as a number, a percentage, a ratio, a text."""
    if isinstance(typed, str):
        return f"{rate}%" if "%" in field.plain else f"{rate}"
    if "%" in field.plain or _is_ratio(field):
        places = 4 if "%" in field.plain else max(printed_places(field.plain), 2)
        return rounded(rate / 100, places).normalize()
    return rate


def _is_ratio(field: Number) -> bool:
    return field.value is not None and 0 < field.value < 1

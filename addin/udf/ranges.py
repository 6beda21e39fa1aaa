"""A block of cell values checked as a form: what PERF_CHECK and PERF_CHECK_ROW show.

A UDF is given values without number formats: 98% comes as 0.98. The rules read both as the same rate.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from addin.checking.check import check
from addin.reading.display import display
from addin.reading.locate import locate
from addin.reading.refusal import NoForm
from addin.reading.sheet import Cell, CellError, CellValue, Sheet
from addin.udf.worksheet import decimal, is_blank, is_error
from scoring.finding import Finding, Severity
from scoring.form.address import Address
from scoring.profiles.profile import Profile
from scoring.rules import RULES
from scoring.text.printed_numbers import exact

Block = Sequence[Sequence[object]]

TABLE_HEADER = ("单元格", "程度", "规则", "问题", "应为")
NOTHING_FOUND = "没有发现问题"
BLANK_ROW = "这一行是空的"


def findings_table(block: Block, profile: Profile | None) -> list[list[str]]:
    """The findings in a range as a table with a header; cells are counted from the range's top left, A1."""
    try:
        forms = check([_with_percentages(sheet_of(block))], profile)
    except NoForm as problem:
        return [[str(problem).replace("工作表“区域”", "所选区域")]]
    return table([finding for form in forms for finding in form.review.findings])


def table(findings: Sequence[Finding]) -> list[list[str]]:
    """Findings as a table with a header, gravest first."""
    rows = [
        [f.cell.a1, f.level.chinese, f"{f.rule} {f.title}", f.message, f.expected]
        for f in sorted(findings, key=lambda f: f.level.rank)
    ]
    return [list(TABLE_HEADER), *rows] if rows else [[NOTHING_FOUND]]


def row_warnings(row: Block, headers: Block) -> str:
    """What is wrong with one row of the indicator table, in words; blank where nothing is."""
    if any(not is_blank(value) for other in row[1:] for value in other):
        return "只能选指标表中的一行"
    block = [*headers, *row[:1]]
    try:
        forms = check([_with_percentages(sheet_of(block))])
    except NoForm as problem:
        return str(problem).replace("工作表“区域”", "表头")
    if forms[-1].layout.header_row == len(block):
        return "行和表头填反了"
    if all(is_blank(value) for value in row[0]):
        return BLANK_ROW
    if not any(i.row == len(block) for form in forms for i in form.review.form.indicators):
        return "这一行不是指标"
    return in_words(f for form in forms for f in form.review.findings if _is_of_row(f, len(block)))


def in_words(findings: Iterable[Finding]) -> str:
    """The findings of a row in one cell."""
    return "；".join(f"【{finding.level.chinese}】{finding.message}" for finding in findings)


def sheet_of(block: Block) -> Sheet:
    """A sheet that holds these values from A1 on."""
    cells = dict(_cells(block))
    extent = Address(len(block), max((len(row) for row in block), default=1))
    return Sheet("区域", cells, extent=extent)


def _cells(block: Block) -> Iterator[tuple[Address, Cell]]:
    for r, row in enumerate(block, 1):
        for c, raw in enumerate(row, 1):
            value, number_format = _cell_value(raw)
            if value is not None:
                yield Address(r, c), Cell(value, display(value, number_format), None, number_format)


def _with_percentages(sheet: Sheet) -> Sheet:
    """The sheet with 0.98 read as 98% where a target or an actual is meant: between 0 and 1 no count lies."""
    cells = dict(sheet.cells)
    for layout in locate(sheet):
        columns = [layout.columns[key] for key in ("target", "actual") if key in layout.columns]
        context = [layout.columns[key] for key in ("target", "unit", "actual") if key in layout.columns]
        for row in layout.rows:
            texts = [cells[at].text for at in (Address(row, c) for c in context) if at in cells]
            is_rate = any("%" in text or "％" in text for text in texts)
            for at in (Address(row, column) for column in columns):
                value = cells[at].value if at in cells else None
                if isinstance(value, Decimal) and (0 < value < 1 or (is_rate and value in (0, 1))):
                    cells[at] = Cell(value, f"{exact(value * 100)}%", None, "0.00%")
    return Sheet(sheet.name, cells, extent=sheet.extent)


def _cell_value(raw: object) -> tuple[CellValue, str]:
    if raw is None or raw == "":
        return None, "General"
    if is_error(raw):
        return CellError(raw if isinstance(raw, str) else "#N/A"), "General"
    if isinstance(raw, dt.datetime):
        is_day = raw.time() == dt.time()
        return (raw.date() if is_day else raw), "yyyy/m/d" if is_day else "yyyy/m/d h:mm"
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return decimal(raw), "General"
    if isinstance(raw, str | bool | dt.date | Decimal):
        return raw, "General"
    return str(raw), "General"


def _is_of_row(finding: Finding, row: int) -> bool:
    return (
        finding.cell.row == row
        and finding.level is not Severity.INFO
        and RULES[finding.rule].scope.of_row  # classes carried down and sums need the whole form
    )

"""The 核查结果 sheet: a stamp, the results, a row for each finding, two columns for the person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from addin.marking.edits import RESULT_SHEET, Look, PutSheet, SheetCell
from addin.marking.mark import LOOKS, Checked, open_findings, text_lines
from addin.marking.settlements import ACTIONS, COLUMNS, SHEET_COLUMN, Settlement, Settlements, key_of
from scoring import __version__
from scoring.finding import Finding, Severity
from scoring.form.address import Area
from scoring.profiles.profile import Profile
from scoring.text.printed_numbers import plain

_WIDTHS = (5.0, 12.0, 7.0, 6.0, 18.0, 42.0, 18.0, 26.0, 32.0, 26.0, 11.0, 20.0)
_LINE = 16.0  # points
_NOTHING_LEFT = (
    "核查在本机完成，没有任何数据离开这台电脑。除算错的结果外，没有改动任何填写的内容；标记可以清除。"
)

ASK_FOR_REASON = "；已选“属实不改”或“误报”的，请在“理由”栏写明理由"
_STILL_THERE = "；已选“已改”，但问题仍在，请再核对"

Row = tuple[SheetCell | None, ...]


def result_sheet(forms: Sequence[Checked], settled: Settlements) -> PutSheet:
    """The sheet that lists every finding of a workbook, settled ones included."""
    rows: list[Row] = [
        (SheetCell("绩效核查结果", Look.TITLE),),
        *((SheetCell(line),) for line in _stamp(forms)),
        (SheetCell(_NOTHING_LEFT),),
        (SheetCell(_how_to_settle()),),
        *((SheetCell(line),) for line in _results(forms, settled)),
        (),
    ]
    heading = len(rows) + 1
    first, *others = COLUMNS
    rows.append(tuple(SheetCell(title, Look.HEADER) for title in (first, SHEET_COLUMN, *others)))
    rows += _findings(forms, settled)
    spans = tuple(
        Area(row, 1, row, len(_WIDTHS)) for row in range(1, len(rows) + 1) if len(rows[row - 1]) == 1
    )
    heights = tuple(_height(row) for row in rows)
    return PutSheet(RESULT_SHEET, tuple(rows), _WIDTHS, heights, spans, heading)


def _height(row: Row) -> float:
    """Tall enough for every cell's text: not every program fits the rows of a sheet that it opens."""
    widths = _WIDTHS if len(row) > 1 else (sum(_WIDTHS),)
    lines = [text_lines(str(cell.value), width) for cell, width in zip(row, widths, strict=False) if cell]
    return max(lines, default=1) * _LINE + (
        6 if len(row) == 1 and row[0] and row[0].look is Look.TITLE else 2
    )


def _stamp(forms: Sequence[Checked]) -> Iterator[str]:
    profiles: dict[str, Profile] = {c.review.profile.name: c.review.profile for c in forms}
    for profile in profiles.values():
        yield f"jixiao {__version__}；评分办法：{profile.title}（{profile.name}，{profile.date}）"
        unverified = [profile.parameters[key].reference for key in profile.unverified]
        if unverified:
            yield "以下取值未核对原文，据此提出的问题供参考：" + "；".join(unverified)


def _how_to_settle() -> str:
    return f"核对后请在“处理”栏选{'、'.join(ACTIONS)}；选属实不改或误报并写明理由的，再次核查时不再标记，直到数值改变。"


def _results(forms: Sequence[Checked], settled: Settlements) -> Iterator[str]:
    """A sentence for each form: what it comes to, what was found, and how much of that is settled."""
    for checked in forms:
        review, results = checked.review, checked.review.results
        parts = [f"“{checked.sheet.name}”{review.form.text('project')}"]
        for name, value, unit in (
            ("执行率", results.execution_rate, "%"),
            ("执行得分", results.execution_score, "分"),
            ("自评总分", results.self_total, "分"),
            ("复核总分", results.review_total, "分"),
        ):
            if value is not None:
                parts.append(f"{name}{plain(value)}{unit}")
        if results.grade is not None:
            parts.append(f"等级{results.grade}")
        levels = [finding.level for finding in open_findings(checked, settled)]
        parts += [f"{levels.count(severity)}个{severity.chinese}" for severity in Severity]
        if len(levels) < len(review.findings):
            parts.append(f"另有{len(review.findings) - len(levels)}个已写明理由，不再标记")
        yield "，".join(parts)


def _findings(forms: Sequence[Checked], settled: Settlements) -> Iterator[Row]:
    number = 0
    for checked in forms:
        for finding in sorted(checked.review.findings, key=lambda f: f.level.rank):
            number += 1
            settlement = settled.get(key_of(checked.sheet.name, finding), Settlement("", ""))
            yield _finding_row(number, checked.sheet.name, finding, settlement)
    if not number:
        yield (SheetCell("没有发现问题"),)


def _finding_row(number: int, sheet: str, finding: Finding, settlement: Settlement) -> Row:
    quoted = sheet.replace("'", "''")
    return (
        SheetCell(number),
        SheetCell(sheet),
        SheetCell(finding.cell.a1, Look.LINK, link=f"'{quoted}'!{finding.cell.a1}"),
        SheetCell(finding.level.chinese, LOOKS[finding.level]),
        SheetCell(f"{finding.rule} {finding.title}"),
        SheetCell(finding.message),
        SheetCell(finding.found),
        SheetCell(finding.expected),
        SheetCell(finding.suggestion + _reminder(settlement)),
        SheetCell(finding.basis),
        SheetCell(settlement.action, Look.INPUT, choices=ACTIONS),
        SheetCell(settlement.reason, Look.INPUT),
    )


def _reminder(settlement: Settlement) -> str:
    """What is still to be done about a finding on which a person has said something."""
    if settlement.lacks_reason:
        return ASK_FOR_REASON
    return _STILL_THERE if settlement.says_mended else ""

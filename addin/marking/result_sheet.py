"""The 核查结果 sheet: what each form comes to, a row for each finding, two columns for the person, a stamp."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from addin.marking.colours import FONT_SIZE, FONT_SIZES
from addin.marking.edits import RESULT_SHEET, Alert, Look, PutSheet, SheetCell
from addin.marking.mark import LOOKS, Checked, open_findings
from addin.marking.outcome import (
    SAME,
    changes,
    counts,
    headline,
    is_filled,
    put_right,
    put_right_for,
    results,
    understood,
)
from addin.marking.settlements import (
    ACTIONS,
    COLUMNS,
    MENDED_COLUMN,
    NEEDING_REASON,
    SHEET_COLUMN,
    Settlement,
    Settlements,
)
from addin.marking.wrapping import wrapped_lines
from scoring import __version__
from scoring.finding import Finding
from scoring.form.address import Area, column_letters, sheet_reference
from scoring.profiles.profile import Profile

# Together as wide as A4 lies at 10 points, of 8 pixels each (宋体, 等线): nothing is made smaller in print.
_WIDTHS = (5.0, 8.0, 6.0, 5.5, 10.0, 19.5, 9.5, 16.0, 15.0, 11.5, 7.5, 8.5, 8.5)
_LINES = {Look.TITLE: 22.0, Look.SMALL: 11.0}  # points
_LINE = 14.0  # of 10 points, in a font that has high lines too
_FROZEN = 18  # rows that leave room for findings on a small screen
_RESULT_SPANS = ((1, 2), (3, 4))  # columns of the table of results that go together
_RESULT_WIDTHS = (_WIDTHS[0] + _WIDTHS[1], 0.0, _WIDTHS[2] + _WIDTHS[3], 0.0, *_WIDTHS[4:6])
_NOTHING_LEFT = (
    "核查在本机完成，没有任何数据离开这台电脑。除算错的结果外，没有改动任何填写的内容；标记可以清除。"
)

ASK_FOR_REASON = "；已选“属实不改”或“误报”的，请在“理由”栏写明理由"
_STILL_THERE = "；已选“已改”，但问题仍在，请再核对"

Row = tuple[SheetCell | None, ...]


def result_sheet(forms: Sequence[Checked], settled: Settlements) -> PutSheet:
    """The sheet that lists every finding of a workbook, settled ones included."""
    rows: list[Row] = [(SheetCell("绩效核查结果", Look.TITLE),)]
    rows += [_words(line, Look.SMALL) for line in _stamp(forms)]
    spans: list[Area] = []
    for checked in forms:
        rows += [_words(line) for line in _outcome(checked, settled)]
        if len(forms) == 1 and is_filled(checked):
            table = list(_results(checked))
            first = len(rows) + 1
            spans += [
                Area(row, left, row, right)
                for row in range(first, first + len(table))
                for left, right in _RESULT_SPANS
            ]
            rows += table
    rows += [_words(line) for line in _how_to_settle()]
    heading = len(rows) + 1
    first_column, *others = COLUMNS
    titles = (first_column, SHEET_COLUMN, *others, MENDED_COLUMN)
    rows.append(tuple(SheetCell(title, Look.HEADER) for title in titles))
    found = list(_findings(forms, settled))
    rows += found or [_words("没有发现问题")]
    table_end = len(rows)
    rows.append(())
    rows += [_words(line, Look.SMALL) for line in (_NOTHING_LEFT, *_unverified(forms))]
    spans += [Area(row, 1, row, len(_WIDTHS)) for row, cells in enumerate(rows, 1) if len(cells) == 1]
    return PutSheet(
        RESULT_SHEET,
        tuple(rows),
        _WIDTHS,
        tuple(_height(row) for row in rows),
        tuple(sorted(spans)),
        heading if heading <= _FROZEN else 0,
        header_row=heading,
        filter=Area(heading, 1, table_end, len(_WIDTHS)) if found else None,
        alert=_missing_reasons(titles, heading + 1, table_end) if found else None,
    )


def _missing_reasons(titles: Sequence[str], top: int, bottom: int) -> Alert:
    """The cells of 理由: red from the choice in 处理 that needs a reason until one is written."""
    action, reason = (titles.index(title) + 1 for title in ("处理", "理由"))
    at_action, at_reason = (f"${column_letters(column)}{top}" for column in (action, reason))
    chosen = ",".join(f'{at_action}="{action}"' for action in NEEDING_REASON)
    return Alert(Area(top, reason, bottom, reason), f'AND(OR({chosen}),TRIM({at_reason})="")')


def _words(text: str, look: Look = Look.PLAIN) -> Row:
    """A line as wide as the page."""
    return (SheetCell(text, look),)


def _height(row: Row) -> float:
    """Tall enough for every cell's text: not every program fits the rows of a sheet that it opens."""
    look = row[0].look if len(row) == 1 and row[0] else Look.TEXT
    points = FONT_SIZES.get(look, FONT_SIZE)
    widths = {1: (sum(_WIDTHS),), 6: _RESULT_WIDTHS}.get(len(row), _WIDTHS)
    lines = [
        wrapped_lines(str(cell.value), width, points)
        for cell, width in zip(row, widths, strict=False)
        if cell and cell.value != ""
    ]
    return max(lines, default=1) * _LINES.get(look, _LINE) + 3


def _profiles(forms: Sequence[Checked]) -> list[Profile]:
    return list({checked.review.profile.name: checked.review.profile for checked in forms}.values())


def _stamp(forms: Sequence[Checked]) -> Iterator[str]:
    for profile in _profiles(forms):
        yield f"jixiao {__version__}；评分办法：{profile.title}（{profile.name}，{profile.date}）"


def _unverified(forms: Sequence[Checked]) -> Iterator[str]:
    for profile in _profiles(forms):
        values = [profile.parameters[key].reference for key in profile.unverified]
        if values:
            yield f"{profile.title}的以下取值未核对原文，据此提出的问题供参考：{'；'.join(values)}"


def _how_to_settle() -> tuple[str, str]:
    return (
        f"核对后请在“处理”栏选{'、'.join(ACTIONS)}；选属实不改或误报并写明理由的，再次核查时不再标记，直到数值改变。",
        "同样的问题可以一次处理：按“规则”筛选，写好第一行的处理和理由，连同下面各行一起选中，按 Ctrl+D 向下填充。",
    )


def _outcome(checked: Checked, settled: Settlements) -> Iterator[str]:
    """What a form comes to, what was found, what was put right, how much is settled."""
    said = [f"{headline(checked)}。"]
    mended = put_right(changes(checked, settled))
    if mended:
        said.append(f"{mended}。")
    said.append(counts(checked, settled))
    silent = len(checked.review.findings) - len(open_findings(checked, settled))
    if silent:
        said.append(f"，另有{silent}个已写明理由，不再标记")
    said.append(f"。{understood(checked)}")
    yield f"“{checked.sheet.name}”{checked.review.form.text('project')}：{''.join(said)}"


def _results(checked: Checked) -> Iterator[Row]:
    """What is printed, what it comes to when reckoned again, and by how much it differs."""
    yield _result_row("结果", "原填", "重算", "差（重算减原填）", Look.HEADER)
    for result in results(checked):
        reckoned = f"{result.reckoned}{result.unit}" if result.unit else result.reckoned
        right = not result.printed or result.difference == SAME
        look = Look.TEXT if right else Look.ERROR
        yield _result_row(result.name, result.printed, reckoned, result.difference, look)


def _result_row(name: str, printed: str, reckoned: Decimal | str, difference: str, look: Look) -> Row:
    plain = look if look is Look.HEADER else Look.TEXT
    blank = SheetCell("")  # its border is that of the merged cell before it
    return (
        SheetCell(name, plain),
        blank,
        SheetCell(printed, plain),
        blank,
        SheetCell(reckoned, look),
        SheetCell(difference, look),
    )


def _findings(forms: Sequence[Checked], settled: Settlements) -> Iterator[Row]:
    """Form by form, the gravest first, those of one rule together: so they can be settled by filling down."""
    number = 0
    for checked in forms:
        changed = changes(checked, settled)
        for finding in sorted(checked.review.findings, key=lambda f: (f.level.rank, f.rule)):
            number += 1
            settlement = settled.get(checked.key_of(finding), Settlement("", ""))
            mended = put_right_for(finding, changed)
            yield _finding_row(number, checked.sheet.holding(finding.cell).name, finding, settlement, mended)


def _finding_row(number: int, sheet: str, finding: Finding, settlement: Settlement, mended: str) -> Row:
    return (
        SheetCell(number),
        SheetCell(sheet),
        SheetCell(finding.cell.a1, Look.LINK, link=sheet_reference(sheet, finding.cell.a1)),
        SheetCell(finding.level.chinese, LOOKS[finding.level]),
        SheetCell(f"{finding.rule} {finding.title}"),
        SheetCell(finding.message),
        SheetCell(finding.found),
        SheetCell(finding.expected),
        SheetCell(finding.suggestion + _reminder(settlement)),
        SheetCell(finding.basis),
        SheetCell(settlement.action, Look.INPUT, choices=ACTIONS),
        SheetCell(settlement.reason, Look.INPUT),
        SheetCell(mended),
    )


def _reminder(settlement: Settlement) -> str:
    """What is still to be done about a finding on which a person has said something."""
    if settlement.lacks_reason:
        return ASK_FOR_REASON
    return _STILL_THERE if settlement.says_mended else ""

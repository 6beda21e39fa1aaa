"""What a function without its ranges answers: for the form on the sheet that it stands on.

The VBA wrapper hands over the values of the sheet from A1 on, and where the function stands: one call, and
none back to Excel. What our functions and the check have written beside a form is not part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from addin.marking.edits import HINT_HEADER
from addin.reading.layout import Layout
from addin.reading.locate import locate
from addin.reading.read import read
from addin.reading.refusal import NoForm
from addin.reading.sheet import Cell, Sheet
from addin.udf import ranges, worksheet
from addin.udf.answers import NO_BUDGET, NOT_A_NUMBER
from addin.udf.arguments import Misused
from addin.udf.worksheet import level1_called, shares
from scoring.finding import Severity
from scoring.form.address import Address, Area
from scoring.form.model import EvaluationForm
from scoring.points import arithmetic
from scoring.points.results import Results, recompute
from scoring.profiles.chinese_names import profile_called
from scoring.profiles.profile import Profile
from scoring.profiles.recognition import recognise_profile
from scoring.review import review
from scoring.text.printed_numbers import exact

_OURS = re.compile("^【(?:" + "|".join(severity.chinese for severity in Severity) + ")】")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a function stands, and what of its sheet the values do not tell."""

    cells: Area  # its own: they count as not written
    merges: tuple[Area, ...] = ()
    percentages: frozenset[Address] = frozenset()
    profile: str = ""  # that the workbook has chosen

    @classmethod
    def parse(cls, text: str) -> Standing:
        """From ``L5|A1:J1,B5:B7|E5,F5|xiaolan_2023``, as the VBA puts it."""
        own, merges, percentages, profile = text.split("|", 3)
        return cls(
            Area.parse(own),
            tuple(Area.parse(each) for each in merges.split(",") if each),
            frozenset(Address.parse(each) for each in percentages.split(",") if each),
            profile.strip(),
        )


@dataclass(frozen=True, slots=True)
class OwnForm:
    """The form that a function speaks of, and what it comes to."""

    form: EvaluationForm
    layout: Layout
    profile: Profile
    results: Results
    row: int  # of the function


def own_form(block: ranges.Block, place: str, profile: Profile | None) -> OwnForm:
    """The form in whose rows the function stands, else the one above it, else the first.

    Raises Misused where the sheet holds no form.
    """
    standing = Standing.parse(place)
    sheet, layouts = _layouts(block, standing)
    row = standing.cells.anchor.row
    above = [layout for layout in layouts if layout.top <= row]
    around = [layout for layout in above if row <= layout.bottom]
    layout = (around or above or [layouts[0]])[-1]
    form, chosen = _read(sheet, layout, standing, profile)
    return OwnForm(form, layout, chosen, recompute(form, chosen), row)


def execution_rate(own: OwnForm) -> Decimal | str:
    """执行率, or why there is none."""
    rate = own.results.execution_rate
    return rate if rate is not None else _without_rate(own)


def execution_score(own: OwnForm, weight: Decimal | None) -> Decimal | str:
    """执行得分 by the form's own points or those given, or why there is none."""
    score, rate = own.results.execution_score, own.results.execution_rate
    if weight is not None and rate is not None:
        return arithmetic.execution_score(rate, weight, own.profile)
    return score if score is not None and own.form.total_funds.present else _without_rate(own)


def subtotal(own: OwnForm, label: str) -> Decimal | str:
    """The sum of the scores that count under one level 1, or why there is none."""
    name, known = level1_called(label), own.results.level1_weights
    if name in own.results.subtotals:
        return own.results.subtotals[name]
    named = {level1_called(row.level1.text): None for row in own.form.indicators if not row.level1.blank}
    if name in known or name in named:
        return f"{name}还没有得分"
    there = f"，有：{'、'.join(named)}" if named else ""
    return f"没有一级指标“{label[:20]}”{there}"


def total(own: OwnForm) -> Decimal | str:
    """总分, or why there is none."""
    if own.results.total is not None:
        return own.results.total
    if not own.form.filled_indicators:
        return "指标还没有填"
    reviewed = own.form.reviewed
    scores = [row.review_score if reviewed else row.self_score for row in own.form.filled_indicators]
    if any(score.value is None and not score.dash for score in scores):
        return "得分没有填全"
    return _without_rate(own) if own.results.execution_score is None else "得分有误"


def grade(own: OwnForm) -> str:
    """优, 良, 中 or 差, or why there is none."""
    reckoned = own.results.total
    beyond = worksheet.beyond_full(reckoned, own.profile) if reckoned is not None else None
    return beyond or own.results.grade or str(total(own))


def weights(own: OwnForm) -> str:
    """What the weights come to, and what is missing to the full mark."""
    results, form = own.results, own.form
    if results.weight_total is None:
        return "分值没有填全" if form.filled_indicators else "指标还没有填"
    with_execution = form.total_funds.present and not results.indicators_alone
    execution = results.execution_weight if with_execution else None
    indicators = results.weight_total - (execution or 0)
    return shares(indicators, execution, own.profile)


def findings_table(block: ranges.Block, place: str, profile: Profile | None) -> list[list[str]]:
    """The findings in all forms of the sheet, as a table with a header."""
    standing = Standing.parse(place)
    sheet, layouts = _layouts(block, standing)
    reviews = [review(*_read(sheet, layout, standing, profile)) for layout in layouts]
    return ranges.table([finding for each in reviews for finding in each.findings])


def row_warnings(own: OwnForm) -> str:
    """What is wrong in the function's row, in words; blank where nothing is."""
    if own.row not in own.layout.rows:
        raise Misused("这一行不是指标")
    if all(row.row != own.row for row in own.form.indicators):
        raise Misused(ranges.BLANK_ROW)
    return ranges.in_words(
        f
        for f in review(own.form, own.profile).findings
        if f.cell.row == own.row and f.level is not Severity.INFO
    )


def _layouts(block: ranges.Block, standing: Standing) -> tuple[Sheet, tuple[Layout, ...]]:
    sheet = _sheet(block, standing)
    try:
        return sheet, locate(sheet)
    except NoForm as problem:
        raise Misused(str(problem).replace("工作表“区域”", "这张表")) from None


def _read(
    sheet: Sheet, layout: Layout, standing: Standing, profile: Profile | None
) -> tuple[EvaluationForm, Profile]:
    form = read(sheet, layout)
    if profile is None and standing.profile:
        profile = profile_called(standing.profile)
    return form, profile or recognise_profile(form.title.compact, form.headings, form.unit.compact)


def _sheet(block: ranges.Block, standing: Standing) -> Sheet:
    plain = ranges.sheet_of(block)
    ours = set(_written_by_us(plain))
    cells = {
        at: _percentage(cell) if at in standing.percentages else cell
        for at, cell in plain.cells.items()
        if at not in ours and not standing.cells.covers(at)
    }
    return Sheet(plain.name, cells, standing.merges, extent=plain.extent)


def _percentage(cell: Cell) -> Cell:
    if not isinstance(cell.value, Decimal):
        return cell
    return Cell(cell.value, f"{exact(cell.value * 100)}%", None, "0.00%")


def _written_by_us(sheet: Sheet) -> Iterator[Address]:
    """The cells in which PERF_CHECK, PERF_CHECK_ROW or a check have written what they found."""
    for at, cell in sheet.cells.items():
        if _OURS.match(cell.text):
            yield at
        elif cell.text == HINT_HEADER:
            yield from (other for other in sheet.cells if other.column == at.column and other.row >= at.row)
        elif cell.text == ranges.TABLE_HEADER[0] and _is_table(sheet, at):
            yield from _table_cells(sheet, at)


def _is_table(sheet: Sheet, at: Address) -> bool:
    heads = (sheet.cells.get(Address(at.row, at.column + c)) for c in range(len(ranges.TABLE_HEADER)))
    return [head.text if head else "" for head in heads] == list(ranges.TABLE_HEADER)


def _table_cells(sheet: Sheet, at: Address) -> Iterator[Address]:
    """The header and the rows below it, as far as they begin with the address of a cell."""
    row = at.row
    while row == at.row or _names_a_cell(sheet.cells.get(Address(row, at.column))):
        yield from (Address(row, at.column + c) for c in range(len(ranges.TABLE_HEADER)))
        row += 1


def _names_a_cell(cell: Cell | None) -> bool:
    return cell is not None and Address.read(cell.text) is not None


def _without_rate(own: OwnForm) -> str:
    """Why there is no execution rate."""
    line = own.form.total_funds
    if not line.present:
        return "表中没有资金情况"
    for amount, name in ((line.budget, "全年预算数"), (line.executed, "全年执行数")):
        if amount.value is None:
            return f"没有填{name}" if amount.blank or amount.dash else f"{name}：{NOT_A_NUMBER}"
    return NO_BUDGET

"""Makes a form into a template: formulas, inputs, drop-downs, prompts, formats, names, 填表说明.

Where the fields are is not said again here: the form is read by `locate`, as a filled one will be.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation

from addin.build import formulas
from addin.build.authoring import BORDER, CENTRED, TEXT_FONT, content, name_area
from addin.build.blank_form import Form, located
from addin.build.instructions import LEVEL1_KEYS, LEVEL2_LIST, add_instructions
from addin.build.row_heights import LONG, characters_that_print, size_rows
from addin.build.subtotals import add_subtotals
from addin.templates import PROFILE_WEIGHT
from scoring.form.address import Address, column_letters

_WORDS = content("template")
_TINT = PatternFill("solid", start_color="FFFFFBE6")  # so light that a printer leaves it out
_ALARM = PatternFill("solid", start_color="FFFCE4D6", end_color="FFFCE4D6")  # for what needs a look
_WHITE = PatternFill("solid", start_color="FFFFFFFF", end_color="FFFFFFFF")
_ALARM_FONT = Font(color="FFC00000")
_OPEN = Protection(locked=False)
_TWO_PLACES = "0.00"
_AMOUNT = "#,##0.00####"
_AMOUNTS = ("initial_budget", "budget", "executed")
_SCORES = ("self_score", "review_score")
_LEVELS = ("level1", "level2")


def template(workbook: Workbook, kind: str) -> Workbook:
    """Equip the blank form of a workbook; `kind` (review, self) chooses the instructions.

    Sheets come without protection. On a protected one nobody can merge cells, a row goes only if all of its cells
    are unlocked (AllowDeletingRows in Microsoft's reference of Worksheet.Protect), which that of a merged label or
    a formula is not, and no check can write notes; staff do all of that. Cells are locked and unlocked all the same, so that whoever
    wants protection turns it on with two clicks (填表说明 says how); a password would only be lost.
    """
    sheet = workbook.worksheets[0]
    form = Form(sheet, located(sheet))
    _write_results(form)
    size_rows(form)
    _tint_inputs(form)
    _restrict(form)
    _label_points(form)
    _alert(form)
    _format_points(form)
    _head_like_a_row(form)
    add_subtotals(form)
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    add_instructions(workbook, _WORDS["instructions"], kind)
    return workbook


def _write_results(form: Form) -> None:
    sheet, results = form.sheet, form.results
    for row in form.fund_rows:
        rate = sheet[form.fund("rate", row)]
        rate.value = formulas.execution_rate(form.fund("budget", row), form.fund("executed", row))
        rate.number_format = _TWO_PLACES
    for role in _AMOUNTS:
        for row in form.fund_rows:
            sheet[form.fund(role, row)].number_format = _AMOUNT
        sheet[form.fund(role, form.total_funds_row)].value = formulas.sources(form.sources(role))
    for name, formula in _result_formulas(form):
        sheet[results[name]].value = formula
        sheet[results[name]].number_format = _TWO_PLACES
    for name, cell in form.names.items():
        name_area(sheet, f"jixiao_{name}", cell)


def _format_points(form: Form) -> None:
    """Weights and scores with two decimals, as the official forms print them; what is more stays in the cell."""
    for role in form.roles(("weight", *_SCORES)):
        for (cell,) in form.sheet[form.column(role)]:
            cell.number_format = _TWO_PLACES
    form.sheet[form.execution_weight].number_format = _TWO_PLACES


def _label_points(form: Form) -> None:
    """The labels of level 1 with their points (产出指标（50分）), as many forms print them: live.

    One from the drop-down, or a typed one, takes the place of the formula: then it is a plain text. A label that
    reckons claims nothing of its own, and the check does not take it for a stated weight (addin/reading/read.py).
    Each row of a block has the formula, below the merged label too: when the first one is deleted, it is the
    next one that shows. A program that keeps the label on top (Excel) shows the same.
    """
    sheet = form.sheet
    levels, below, weights = (
        f"${column_letters(form.layout.columns[role])}" for role in ("level1", "level2", "weight")
    )
    for rows in form.blocks:
        top = sheet[f"{levels[1:]}{rows[0]}"]
        block = f"{below}${rows[0]}:{below}${rows[-1]}"
        name, totals = str(top.value), "jixiao_weight_total"
        for row in rows:
            cell = Cell(sheet, row, top.column, formulas.labelled(name, block, levels, weights, totals))
            cell.font, cell.alignment, cell.border = TEXT_FONT, CENTRED, BORDER
            cell.fill, cell.protection = _TINT, _OPEN
            sheet._cells[row, top.column] = cell  # openpyxl writes nothing into merged cells otherwise


def _result_formulas(form: Form) -> Iterator[tuple[str, str]]:
    row, weight, results = form.total_funds_row, form.execution_weight, form.results
    budget, executed = form.fund("budget", row), form.fund("executed", row)
    score = results["execution_score"]
    yield "execution_score", formulas.execution_score(budget, executed, weight)
    yield "weight_total", formulas.total(weight, form.spanned("weight"), PROFILE_WEIGHT)
    yield "self_total", formulas.total(score, form.spanned("self_score"))
    if "review_total" in results:
        yield "review_total", formulas.total(score, form.spanned("review_score"))
    if "final_score" in results:
        yield "final_score", formulas.total(score, form.spanned("review_score"))
    if "grade" in results:
        yield "grade", formulas.grade(results["final_score"])


def _tint_inputs(form: Form) -> None:
    areas = {str(area).partition(":")[0]: str(area) for area in form.sheet.merged_cells.ranges}
    for cell in _inputs(form):
        for row in form.sheet[areas.get(cell, f"{cell}:{cell}")]:
            for part in row:
                part.fill, part.protection = _TINT, _OPEN


def _inputs(form: Form) -> Iterator[str]:
    """What staff fill in: blank cells but those of the headings and totals, and what is only a proposal."""
    layout, sheet = form.layout, form.sheet
    assert layout.funds is not None
    headings = {layout.funds.header_row, layout.header_row, layout.totals_row}
    proposed = {form.execution_weight, *(form.fund(role, form.total_funds_row) for role in _AMOUNTS)}
    proposed |= {at.a1 for key, at in layout.texts.items() if key == "next_budget"}
    proposed |= {f"{column_letters(layout.columns[level])}{row}" for level in _LEVELS for row in layout.rows}
    for row in sheet.iter_rows(max_row=layout.bottom, max_col=layout.right):
        for cell in row:
            if isinstance(cell, MergedCell):
                continue
            blank = cell.value is None and cell.row not in headings
            if blank or cell.coordinate in proposed or _is_line_to_complete(str(cell.value)):
                yield cell.coordinate


def _is_line_to_complete(text: str) -> bool:
    """``评价组：``, ``____年度…表``, ``（        年度）``: label and what is filled in share a cell."""
    return text.endswith("：") or "____" in text or "     " in text


def _restrict(form: Form) -> None:
    """Drop-downs, bounds and prompts. Every alert can be overruled: forms differ, and 无 is an answer too."""
    rows = form.fund_rows
    amounts = f"{form.fund('initial_budget', rows[0])}:{form.fund('executed', rows[-1])}"
    _validate(form, amounts, "amount", "amount", type="decimal", operator="greaterThanOrEqual", formula1="0")
    bounds = {"type": "decimal", "operator": "between", "formula1": "0"}
    _validate(form, form.execution_weight, "execution_weight", "weight", **bounds, formula2="100")
    _validate(form, form.headed("weight"), "weight", "weight", **bounds, formula2="100")
    for role in form.roles(_SCORES):
        _validate(form, form.headed(role), role, "score", **bounds, formula2=form.heading("weight"))
    _choose(form, form.headed("level1"), "level1")
    _validate(form, form.headed("level2"), "level2", "level2", type="list", formula1=_level2_list(form))
    for role in form.roles(("name", "target", "actual", "opinion", "deviation_reason")):
        _validate(form, form.headed(role), role)
    for key, at in form.texts.items():
        if key in LONG:
            _limit(form, key, at)
        elif key != "next_budget":
            _validate(form, at.a1, key)
    title = form.layout.title
    if title is not None and not form.sheet[title.a1].protection.locked:
        _validate(form, title.a1, "title")
    elif title is not None:
        _validate(form, f"A{title.row + 1}", "year")
    _prompt_suggested(form)
    if "next_budget" in form.texts:
        _choose(form, form.texts["next_budget"].a1, "next_budget")


def _limit(form: Form, key: str, at: Address) -> None:
    """A merged cell does not grow: whoever writes more than it prints is told so, and may go on."""
    fits = characters_that_print(form, at)
    condition = {"type": "textLength", "operator": "lessThanOrEqual", "formula1": str(fits)}
    made = _validate(form, at.a1, key, "long_text", **condition)
    made.error = _WORDS["alerts"]["long_text"].format(fits // 10 * 10)


def _level2_list(form: Form) -> str:
    """The choices by the level 1 of the row, which is the last one written in its row or above."""
    start = form.heading("level1")
    above = f"{start[:2]}${start[2:]}:{start}"
    key = f'LEFT(LOOKUP(2,1/({above}<>""),{above}),2)'
    lists = [f"{LEVEL2_LIST}{number}" for number in range(1, len(_WORDS["level2"]) + 1)]
    return f"CHOOSE(IFERROR(MATCH({key},{LEVEL1_KEYS},0),{len(lists)}),{','.join(lists)})"


def _prompt_suggested(form: Form) -> None:
    """建议的绩效指标: what stands between the budget of the next year and who has reviewed."""
    texts = form.texts
    if "next_budget" in texts and "group" in texts:
        _validate(form, f"C{texts['next_budget'].row + 2}:I{texts['group'].row - 1}", "suggested")


def _choose(form: Form, cells: str, key: str) -> None:
    _validate(form, cells, key, key, type="list", formula1=f'"{",".join(_WORDS["choices"][key])}"')


def _validate(form: Form, cells: str, prompt: str, alert: str = "", **condition: Any) -> DataValidation:
    validation = DataValidation(allow_blank=True, **condition)
    validation.promptTitle, validation.prompt = _WORDS["prompts"][prompt]
    validation.showInputMessage = True
    if alert:
        validation.errorStyle, validation.errorTitle = "warning", "请核对"
        validation.error = _WORDS["alerts"][alert]
        validation.showErrorMessage = True
    validation.add(cells)
    form.sheet.add_data_validation(validation)
    return validation


def _alert(form: Form) -> None:
    """Conditional formats: what a look at the row would tell, and no more; the check tells the rest."""
    weight = form.heading("weight")
    for role in form.roles(_SCORES):
        score = form.heading(role)
        _when(form, form.headed(role), f"AND(ISNUMBER({score}),ISNUMBER({weight}),{score}>{weight})")
    for role, counting in (("opinion", "review_score"), ("deviation_reason", "self_score")):
        if role in form.layout.columns:
            reason, score = form.heading(role), form.heading(counting)
            lost = f"ISNUMBER({score}),ISNUMBER({weight}),{score}<{weight}"
            _when(form, form.headed(role), f"AND({lost},LEN(TRIM({reason}))=0)")
    weights = form.results["weight_total"]
    _when(form, weights, f"AND(ISNUMBER({weights}),{weights}<>100)", fill=None)
    rates = [form.fund("rate", row) for row in form.fund_rows]
    for cell in sorted({*rates, *form.results.values()} - {form.results.get("grade", "")}):
        _when(form, cell, f"AND(ISTEXT({cell}),LEN({cell})>0)", fill=None)


def _when(form: Form, cells: str, formula: str, fill: PatternFill | None = _ALARM) -> None:
    looks = DifferentialStyle(font=_ALARM_FONT, fill=fill)
    form.sheet.conditional_formatting.add(cells, Rule(type="expression", dxf=looks, formula=[formula]))


def _head_like_a_row(form: Form) -> None:
    """A row that is inserted below the headings takes their formats: so these are those of an indicator.

    What makes a heading look like one is conditional, and holds in its own row alone.
    """
    sheet, layout = form.sheet, form.layout
    row = layout.header_row
    for column in layout.columns.values():
        heading, below = sheet.cell(row, column), sheet.cell(layout.rows[0], column)
        heading.font, heading.fill, heading.number_format = TEXT_FONT, _TINT, below.number_format
    left, right = (column_letters(find(layout.columns.values())) for find in (min, max))
    looks = DifferentialStyle(font=Font(bold=True), fill=_WHITE)
    itself = Rule(type="expression", dxf=looks, formula=[f"ROW()=ROW(${left}${row})"])
    sheet.conditional_formatting.add(f"{left}{row}:{right}{row}", itself)

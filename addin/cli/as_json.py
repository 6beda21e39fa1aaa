"""One JSON object a form, on a line of its own, for programs; check.schema.json is the schema of what check prints."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from addin.hosts.files import Format
from addin.marking.mark import Checked
from addin.marking.outcome import summary
from addin.marking.settlements import Settlement, Settlements
from scoring.finding import Finding
from scoring.form.address import Address, sheet_reference
from scoring.form.columns import ColumnReading, FieldReading
from scoring.form.field import Field
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm, FundLine, Suggestion, Totals
from scoring.points.results import level1_name

SCHEMA = 1


def checked_as_json(path: Path, checked: Checked, settled: Settlements, format: Format = Format.XLSX) -> str:
    """A form as read, its results and findings in the order of the sheet, with what a person said of them."""
    return _line(
        {
            **_head(path, checked, format),
            "form": _form(checked),
            "reading": reading(checked),
            "results": _results(checked),
            "findings": [
                _finding(checked, finding, _settlement(checked, finding, settled))
                for finding in checked.review.findings
            ],
            "summary": summary(checked, settled),
        }
    )


def explained_as_json(path: Path, checked: Checked, format: Format = Format.XLSX) -> str:
    """What every cell of a form was taken for, and on what evidence."""
    title = {"title": checked.review.form.title.text, "profile_by": checked.profile_by or None}
    return _line({**_head(path, checked, format), **title, "reading": reading(checked)})


def problem_as_json(path: Path, problem: str) -> str:
    """A file that cannot be checked, as one line of JSON."""
    return _line({"schema": SCHEMA, "file": str(path), "error": problem})


def _head(path: Path, checked: Checked, format: Format) -> dict[str, Any]:
    profile = checked.review.profile.name
    return {
        "schema": SCHEMA,
        "file": str(path),
        "format": format.value,
        "sheet": main_sheet(checked),
        "profile": profile,
    }


def main_sheet(checked: Checked) -> str:
    """The sheet of the indicators; of a form over two sheets the head stands on another one."""
    return _sheet(checked, Address(checked.layout.header_row, 1))


def _sheet(checked: Checked, at: Address) -> str:
    return checked.sheet.holding(at).name


def cell_of(checked: Checked, at: Address, sheet: str) -> str:
    """E5; on another sheet of the form than that one ``'基本情况'!E5``."""
    own = _sheet(checked, at)
    return at.a1 if own == sheet else sheet_reference(own, at.a1)


def _line(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, default=_number)


def _number(value: object) -> int | float:
    assert isinstance(value, Decimal), type(value)
    return int(value) if value == value.to_integral_value() else float(value)


def reading(checked: Checked) -> dict[str, Any]:
    """What columns and labelled fields were taken for, the cells not understood, and how many there are of all."""
    form, sheet = checked.review.form, main_sheet(checked)
    return {
        "columns": [_column(checked, column) for column in form.columns],
        "funds_columns": [_column(checked, column) for column in form.funds_columns],
        "fields": [_field(checked, one) for one in form.fields],
        "not_understood": [
            {"cell": cell_of(checked, text.at, sheet), "text": text.text} for text in form.not_understood
        ],
        "cells_written": form.cells_written,
        "cells_understood": form.cells_written - len(form.not_understood),
        "unread": {part.name: list(part.unread) for part in checked.sheet.sheets if part.unread},
    }


def _column(checked: Checked, column: ColumnReading) -> dict[str, Any]:
    return {
        "role": column.role or None,
        "cell": cell_of(checked, column.at, main_sheet(checked)),
        "label": _typed(checked, column.at) or column.label,
        "guessed": column.guessed,
        "instead": list(column.instead),
        "evidence": list(column.evidence),
    }


def _field(checked: Checked, one: FieldReading) -> dict[str, Any]:
    return {
        "field": one.key,
        "label": _typed(checked, one.label_at) or one.label,
        "label_cell": cell_of(checked, one.label_at, main_sheet(checked)),
        "cell": cell_of(checked, one.at, main_sheet(checked)),
        "text": _typed(checked, one.at),
        "guessed": one.guessed,
        "used": one.used,
        "evidence": list(one.evidence),
    }


def _typed(checked: Checked, at: Address) -> str:
    """What stands in a cell as it was typed."""
    cell = checked.sheet.cells.get(at)
    return cell.text.strip() if cell is not None else ""


def _form(checked: Checked) -> dict[str, Any]:
    form = checked.review.form
    return {
        "title": form.title.text,
        "kind": kind(form),
        "year": form.year,
        "project": form.text("project"),
        "unit": form.unit.text,
        "department": form.text("department"),
        "texts": {key: text.text for key, text in form.texts.items()},
        "money_unit": form.money_unit,
        "funds": [_fund_line(checked, line) for line in form.funds],
        "execution_row": form.execution_row.at.on_sheet.row if form.execution_row.present else None,
        "indicators": [_indicator(indicator) for indicator in form.indicators],
        "subtotals": [_sums(sums) for sums in form.subtotals],
        "totals": _sums(form.totals) if form.totals.present else None,
        "final_score": form.final_score.value,
        "grade": _text(form.grade),
        "suggested": [_suggestion(one) for one in form.suggested],
    }


def kind(form: EvaluationForm) -> str:
    """plan (targets alone), unscored (no points), scored (points alone), review (a reviewer's too), or report."""
    if form.is_plan:
        return "plan"
    if form.is_unscored:
        return "unscored"
    if form.is_scored_alone:
        return "scored"
    return "review" if form.is_review else "report"


def _text(field: Field[Any]) -> str | None:
    """The text of a field, null for one that the layout lacks."""
    return field.text if field.present else None


def _fund_line(checked: Checked, line: FundLine) -> dict[str, Any]:
    return {
        "line": line.label.text,
        "sheet": _sheet(checked, line.label.at),
        "row": line.label.at.on_sheet.row,
        "total": line.is_total,
        "initial_budget": line.initial_budget.value,
        "budget": line.budget.value,
        "executed": line.executed.value,
        "weight": line.weight.value,
        "rate": line.rate.value,
        "score": line.score.value,
        "review_score": line.review_score.value,
        "reason": _text(line.reason),
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "row": Address(indicator.row, 1).on_sheet.row,
        "level1": level1_name(indicator),
        "level2": indicator.level2.text,
        "name": indicator.name.text,
        "part": indicator.is_part,
        "target": indicator.target.text,
        "actual": indicator.actual.text,
        "review_actual": _text(indicator.review_actual),
        "weight": indicator.weight.value,
        "self_score": indicator.self_score.value,
        "expert_scores": [score.value for score in indicator.expert_scores],
        "review_score": indicator.review_score.value,
        "deviation": indicator.deviation.value,
        "opinion": _text(indicator.opinion),
        "deviation_reason": _text(indicator.deviation_reason),
        "standard": _text(indicator.standard),
    }


def _sums(sums: Totals) -> dict[str, Any]:
    return {
        "label": sums.label.text,
        "row": sums.label.at.on_sheet.row,
        "weight": sums.weight.value,
        "self_score": sums.self_score.value,
        "review_score": sums.review_score.value,
    }


def _suggestion(one: Suggestion) -> dict[str, str]:
    return {
        "level1": one.level1.text,
        "level2": one.level2.text,
        "name": one.name.text,
        "target": one.target.text,
    }


def _results(checked: Checked) -> dict[str, Any]:
    results = checked.review.results
    return {
        "execution_rate": results.execution_rate,
        "execution_score": results.execution_score,
        "subtotals": dict(results.subtotals),
        "self_total": results.self_total,
        "review_total": results.review_total,
        "total": results.total,
        "grade": results.grade,
    }


def _settlement(checked: Checked, finding: Finding, settled: Settlements) -> Settlement:
    return settled.get(checked.key_of(finding), Settlement("", ""))


def _finding(checked: Checked, finding: Finding, settlement: Settlement) -> dict[str, Any]:
    sheet = _sheet(checked, finding.cell)
    return {
        "rule": finding.rule,
        "severity": finding.level.value,
        "sheet": sheet,
        "cell": finding.cell.a1,
        "cells": [cell_of(checked, at, sheet) for at in (*finding.cells, *finding.related)],
        "message": finding.message,
        "found": finding.found,
        "expected": finding.expected,
        "basis": finding.basis,
        "suggestion": finding.suggestion,
        "settled": {"action": settlement.action, "reason": settlement.reason} if settlement.action else None,
    }

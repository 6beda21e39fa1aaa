"""What the command line prints: tables for people, one JSON object a form for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from addin.checking.files import FileCheck
from addin.marking.mark import Checked, open_findings
from addin.marking.settlements import Settlement, Settlements
from scoring.finding import Finding, Severity
from scoring.form.address import Address, sheet_reference
from scoring.form.model import Field, FundLine, Indicator
from scoring.points.results import level1_name
from scoring.profiles.profile import DEFAULT_PROFILE, Profile
from scoring.rule import Rule
from scoring.text.printed_numbers import plain

SCHEMA = 1
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def form_as_json(path: Path, checked: Checked, settled: Settlements) -> str:
    """One form as one line of JSON; findings in the order of the sheet, with what a person said of them."""
    review = checked.review
    form = review.form
    return _line(
        {
            "schema": SCHEMA,
            "file": str(path),
            "sheet": _sheet(checked, Address(checked.layout.header_row, 1)),
            "profile": review.profile.name,
            "form": {
                "title": form.title.text,
                "year": form.year,
                "project": form.text("project"),
                "unit": form.unit.text,
                "funds": [_fund_line(checked, line) for line in form.funds],
                "indicators": [_indicator(indicator) for indicator in form.indicators],
            },
            "results": _results(checked),
            "findings": [
                _finding(checked, finding, _settlement(checked, finding, settled))
                for finding in review.findings
            ],
            "summary": _summary(checked, settled),
        }
    )


def problem_as_json(path: Path, problem: str) -> str:
    """A file that cannot be checked, as one line of JSON."""
    return _line({"schema": SCHEMA, "file": str(path), "error": problem})


def _line(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, default=_number)


def _number(value: object) -> int | float:
    assert isinstance(value, Decimal), type(value)
    return int(value) if value == value.to_integral_value() else float(value)


def _text(field: Field[Any]) -> str | None:
    """The text of a field, null for one that the layout lacks."""
    return field.text if field.present else None


def _sheet(checked: Checked, at: Address) -> str:
    return checked.sheet.holding(at).name


def _cell(checked: Checked, at: Address, sheet: str) -> str:
    """E5; on another sheet of the form than that one ``'基本情况'!E5``."""
    own = _sheet(checked, at)
    return at.a1 if own == sheet else sheet_reference(own, at.a1)


def _fund_line(checked: Checked, line: FundLine) -> dict[str, Any]:
    return {
        "line": line.label.text,
        "sheet": _sheet(checked, line.label.at),
        "row": line.label.at.on_sheet.row,
        "initial_budget": line.initial_budget.value,
        "budget": line.budget.value,
        "executed": line.executed.value,
        "weight": line.weight.value,
        "rate": line.rate.value,
        "score": line.score.value,
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "row": Address(indicator.row, 1).on_sheet.row,
        "level1": level1_name(indicator),
        "level2": indicator.level2.text,
        "name": indicator.name.text,
        "target": indicator.target.text,
        "actual": indicator.actual.text,
        "weight": indicator.weight.value,
        "self_score": indicator.self_score.value,
        "review_score": indicator.review_score.value,
        "opinion": _text(indicator.opinion),
        "deviation_reason": _text(indicator.deviation_reason),
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


def _summary(checked: Checked, settled: Settlements) -> dict[str, int]:
    """The open findings by gravity, and how many a person has settled."""
    levels = [finding.level for finding in open_findings(checked, settled)]
    counts = {severity.value: levels.count(severity) for severity in Severity}
    return {**counts, "settled": len(checked.review.findings) - len(levels)}


def _settlement(checked: Checked, finding: Finding, settled: Settlements) -> Settlement:
    return settled.get(checked.key_of(finding), Settlement("", ""))


def _finding(checked: Checked, finding: Finding, settlement: Settlement) -> dict[str, Any]:
    sheet = _sheet(checked, finding.cell)
    return {
        "rule": finding.rule,
        "severity": finding.level.value,
        "sheet": sheet,
        "cell": finding.cell.a1,
        "cells": [_cell(checked, at, sheet) for at in (*finding.cells, *finding.related)],
        "message": finding.message,
        "found": finding.found,
        "expected": finding.expected,
        "basis": finding.basis,
        "suggestion": finding.suggestion,
        "settled": {"action": settlement.action, "reason": settlement.reason} if settlement.action else None,
    }


def print_check(console: Console, outcome: FileCheck) -> None:
    """The findings of a file, the gravest first, and where the checked copy is."""
    for checked in outcome.forms:
        review, results = checked.review, checked.review.results
        console.print(
            Text(f"\n{outcome.path}　{checked.sheet.name}　{review.form.text('project')}", style="bold")
        )
        facts = [f"评分办法 {review.profile.title}"]
        if results.execution_rate is not None:
            facts.append(f"执行率 {plain(results.execution_rate)}%")
        if results.total is not None:
            facts.append(f"总分 {plain(results.total)}　等级 {results.grade}")
        console.print(Text("　".join(facts)))
        if review.findings:
            console.print(_findings_table(checked, outcome))
        console.print(Text(_counted(_summary(checked, outcome.settled))))
    if outcome.copy is not None:
        console.print(Text(f"核查副本：{outcome.copy}", style="green"), soft_wrap=True)
    if outcome.problem is not None:
        console.print(Text(f"没有写出核查副本：{outcome.problem}", style="red"), soft_wrap=True)


def _counted(summary: dict[str, int]) -> str:
    found = "、".join(f"{summary[s.value]}个{s.chinese}" for s in Severity if summary[s.value])
    if not summary["settled"]:
        return f"共{found}。" if found else "没有发现问题。"
    return f"{f'共{found}' if found else '没有待处理的问题'}，另有{summary['settled']}个已处理。"


def _findings_table(checked: Checked, outcome: FileCheck) -> Table:
    table, main = Table(show_lines=True), _sheet(checked, Address(checked.layout.header_row, 1))
    for title, width in (("单元格", 6), ("程度", 4), ("规则", 4), ("问题", None), ("怎么办", None)):
        table.add_column(title, min_width=width, no_wrap=width is not None, overflow="fold")
    for finding in sorted(checked.review.findings, key=lambda f: f.level.rank):
        settlement = _settlement(checked, finding, outcome.settled)
        settled = f"\n（已处理：{settlement.action}，{settlement.reason}）" if settlement.settles else ""
        if settlement.lacks_reason:
            settled = f"\n（已选{settlement.action}，请在“核查结果”写明理由）"
        table.add_row(
            Text(_cell(checked, finding.cell, main)),
            Text(finding.level.chinese, style=_STYLES[finding.level]),
            Text(finding.rule),
            Text(finding.message + settled),
            Text(finding.suggestion),
            style="dim" if settlement.settles else None,
        )
    return table


def print_rules(console: Console, rules: Iterable[Rule]) -> None:
    """The catalogue of rules as a table."""
    table = Table()
    for title in ("规则", "程度", "问题"):
        table.add_column(title)
    for rule in rules:
        table.add_row(rule.code, rule.severity.chinese, Text(rule.title))
    console.print(table)


def print_rule(console: Console, rule: Rule) -> None:
    """The page of one rule."""
    console.print(
        Text(f"{rule.code} {rule.title}（{rule.severity.chinese}，自 {rule.since} 版）", style="bold")
    )
    console.print(Text("\n".join(line.strip() for line in rule.page.splitlines())))


def print_profiles(console: Console, profiles: Iterable[Profile]) -> None:
    """The profiles that come with jixiao."""
    table = Table(show_lines=True)
    for title in ("名称", "评分办法", "日期", "按标题、列名、单位识别"):
        table.add_column(title, overflow="fold")
    for profile in profiles:
        table.add_row(
            profile.name,
            Text(profile.title),
            str(profile.date),
            "、".join(profile.recognised.words)
            or ("（默认）" if profile.name == DEFAULT_PROFILE else "（用 --profile 选）"),
        )
    console.print(table)


def print_profile(console: Console, profile: Profile) -> None:
    """Every value of a profile with its reference; unverified ones say so."""
    console.print(Text(f"{profile.name}　{profile.title}　{profile.date}", style="bold"))
    table = Table(show_lines=True)
    for title in ("项目", "取值", "依据", "核对"):
        table.add_column(title, overflow="fold")
    for key, parameter in profile.parameters.items():
        checked = "已核对" if parameter.verified else "未核对原文"
        table.add_row(key, Text(_shown(parameter.value)), Text(parameter.reference), checked)
    console.print(table)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "；".join(f"{key} {_shown(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "、".join(_shown(item) for item in value)
    return str(value)

"""What the command line prints: tables for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.table import Table

from addin.checking.files import FileCheck
from addin.cli.as_json import cell_of, main_sheet
from addin.cli.terminal import Text
from addin.hosts.files import Format
from addin.marking.mark import Checked
from addin.marking.outcome import summary, understood
from addin.marking.settlements import Settlement
from scoring.finding import Severity
from scoring.profiles.profile import DEFAULT_PROFILE, Profile
from scoring.rule import Rule
from scoring.text.printed_numbers import plain

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


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
        console.print(Text(understood(checked)))
        if review.findings:
            console.print(_findings_table(checked, outcome))
        console.print(Text(_counted(summary(checked, outcome.settled))))
    print_format(console, outcome)
    if outcome.copy is not None:
        console.print(Text(f"核查副本：{outcome.copy}", style="green"), soft_wrap=True)
    if outcome.problem is not None:
        console.print(Text(f"没有写出核查副本：{outcome.problem}", style="red"), soft_wrap=True)


def print_format(console: Console, outcome: FileCheck) -> None:
    """What becomes of a file that is no .xlsx: staff would look for their stamps in the copy."""
    if outcome.format is Format.XLSX:
        return
    where = f"原文件是{outcome.format.chinese}，"
    if outcome.copy is None:
        where += "单元格的位置是按原表排列的新 .xlsx 文件中的"
    else:
        where += "核查副本是按原表排列的新 .xlsx 文件；图片、印章、公式、批注和颜色只在原文件里"
    console.print(Text(where), soft_wrap=True)


def _counted(summary: dict[str, int]) -> str:
    found = "、".join(f"{summary[s.value]}个{s.chinese}" for s in Severity if summary[s.value])
    if not summary["settled"]:
        return f"共{found}。" if found else "没有发现问题。"
    return f"{f'共{found}' if found else '没有待处理的问题'}，另有{summary['settled']}个已处理。"


def _findings_table(checked: Checked, outcome: FileCheck) -> Table:
    table, main = Table(show_lines=True), main_sheet(checked)
    for title, width in (("单元格", 6), ("程度", 4), ("规则", 4), ("问题", None), ("怎么办", None)):
        table.add_column(title, min_width=width, no_wrap=width is not None, overflow="fold")
    for finding in sorted(checked.review.findings, key=lambda f: f.level.rank):
        settlement = outcome.settled.get(checked.key_of(finding), Settlement("", ""))
        settled = f"\n（已处理：{settlement.action}，{settlement.reason}）" if settlement.settles else ""
        if settlement.lacks_reason:
            settled = f"\n（已选{settlement.action}，请在“核查结果”写明理由）"
        table.add_row(
            Text(cell_of(checked, finding.cell, main)),
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

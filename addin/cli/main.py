"""The command line: ``jixiao check | clear | explain | demo | new | rules | profiles | addin``."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, NoReturn

import typer

from addin.checking.copies import Copies, sorted_out
from addin.checking.files import FileCheck, check_file, copy_path
from addin.cli import addin_commands, as_json, output, usage
from addin.cli.clear import clear
from addin.cli.explain import print_reading
from addin.cli.profile_file import profile_from_file
from addin.cli.terminal import Terminal, Text, escaped, visible
from addin.hosts.problems import Problem
from addin.installing.details import unforeseen
from addin.marking.mark import open_findings
from addin.reading.refusal import NoForm
from addin.templates import TEMPLATES, StandardForm, new_form, put
from addin.udf.worksheet import rule_code
from scoring import __version__
from scoring.finding import Severity
from scoring.profiles.chinese_names import profile_called
from scoring.profiles.profile import Profile, ProfileProblem, load_profile, profile_names
from scoring.rule import RENAMED
from scoring.rules import RULES

OK, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130

_SAMPLE = TEMPLATES / "sample_review_form.xlsx"
_DEMO = Path("jixiao-demo")

app = typer.Typer(
    help="核查项目支出绩效自评表、绩效核查评分意见表。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(addin_commands.app, name="addin")


class FailOn(StrEnum):
    """The gravity of findings from which the exit code is 1."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


@app.command()
def check(
    files: Annotated[
        list[Path],
        # readable: typer would stop the whole run at one file.
        typer.Argument(
            help="要核查的表格文件，可以多个：.xlsx、.xlsm、.xls、.et、.ods、.csv、.docx",
            metavar="文件…",
            readable=False,
        ),
    ],
    output_path: Annotated[
        str | None,  # a Path would lose the slash at the end
        typer.Option("-o", "--output", help="核查副本的文件名或文件夹；默认在原文件旁边", metavar="路径"),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            help="评分办法的名称（如“小榄”或 xiaolan_2023），或自己的 .toml 文件；默认按表自选的、再按标题识别",
            metavar="名称",
        ),
    ] = None,
    format: Annotated[Format, typer.Option(help="输出格式")] = Format.TEXT,
    fail_on: Annotated[FailOn, typer.Option(help="发现这一程度以上的问题时，退出码为 1")] = FailOn.ERROR,
    no_copy: Annotated[bool, typer.Option("--no-copy", help="只核查，不写核查副本")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="标记为最终状态、有修改密码、结构受保护的工作簿，也写出副本")
    ] = False,
) -> None:
    """核查文件，在原文件旁边写出带标记的副本（<文件名>-核查），原文件不动。"""
    chosen = _profile(profile)
    copies = Copies(output_path, force)
    to_check, left_out = sorted_out(files, copies)
    for line in left_out:
        Terminal(stderr=True, soft_wrap=True).print(Text(line, style="dim"))
    if len(to_check) > 1 and not copies.has_folder():
        _fail(f"核查多个文件时，-o 要指定一个已有的文件夹；“{output_path}”不是文件夹")
    codes = [_check_one(path, None if no_copy else copies, chosen, format, fail_on) for path in to_check]
    raise typer.Exit(max(codes, default=OK))


app.command()(clear)


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="要看的表格文件", metavar="文件", readable=False)],
    profile: Annotated[
        str | None,
        typer.Option(help="评分办法的名称，或自己的 .toml 文件；默认与 check 相同", metavar="名称"),
    ] = None,
    format: Annotated[Format, typer.Option(help="输出格式")] = Format.TEXT,
) -> None:
    """说明一份表是怎样读的：每一列、每一栏读作什么，凭什么，哪些格没有读懂；不写任何文件。"""
    outcome = _outcome(file, None, _profile(profile), format)
    if outcome is None:
        raise typer.Exit(FAILED)
    for checked in outcome.forms:
        if format is Format.JSON:
            _print_json(as_json.explained_as_json(file, checked, outcome.format))
        else:
            print_reading(_console(), file, checked)
    if format is Format.TEXT:
        output.print_format(_console(), outcome)


def _outcome(path: Path, copies: Copies | None, profile: Profile | None, format: Format) -> FileCheck | None:
    """What came of checking a file; None where it could not be, which is said."""
    try:
        if copies is None:
            return check_file(path, None, profile, write_copy=False)
        return copies.check(path, profile)
    except (Problem, NoForm) as problem:
        _cannot(path, str(problem), format)
    except Exception as problem:  # a fault of ours: staff are not shown a traceback
        if os.environ.get("JIXIAO_DEBUG"):
            raise
        _cannot(path, unforeseen(problem, "这份文件没有核查，也没有改动"), format)
    return None


def _check_one(
    path: Path, copies: Copies | None, profile: Profile | None, format: Format, fail_on: FailOn
) -> int:
    outcome = _outcome(path, copies, profile, format)
    if outcome is None:
        return FAILED
    if format is Format.JSON:
        for checked in outcome.forms:
            _print_json(as_json.checked_as_json(path, checked, outcome.settled, outcome.format))
        if outcome.problem is not None:
            _complain(f"{path}：没有写出核查副本：{outcome.problem}")
    else:
        output.print_check(_console(), outcome)
    if outcome.problem is not None:
        return FAILED
    return FOUND if _reaches(outcome, fail_on) else OK


def _reaches(outcome: FileCheck, fail_on: FailOn) -> bool:
    if fail_on is FailOn.NEVER:
        return False
    limit = Severity(fail_on.value).rank
    return any(f.level.rank <= limit for form in outcome.forms for f in open_findings(form, outcome.settled))


@app.command()
def demo() -> None:
    """写出一份填好的示例表和它的核查副本到 ./jixiao-demo/，并列出发现的问题。"""
    sample = _DEMO / "示例-评分意见表.xlsx"
    copy = copy_path(sample)
    try:
        with TemporaryDirectory() as fresh:
            outcome = check_file(_SAMPLE, Path(fresh) / copy.name)
            put(_SAMPLE, sample)
            if outcome.copy is not None:
                put(outcome.copy, copy)
    except Problem as problem:
        _fail(f"没有写出示例：{problem}")
    except OSError:
        _fail("没有写出示例：系统的临时文件夹不能用，请检查磁盘空间")
    console = _console()
    output.print_check(console, replace(outcome, path=sample, copy=outcome.copy and copy))
    if outcome.copy is None:
        raise typer.Exit(FAILED)
    console.print(
        f"请打开 {copy} 看标记：单元格的颜色和批注、右侧的“核查提示”、最后的“核查结果”工作表。",
        soft_wrap=True,
    )


@app.command()
def new(
    path: Annotated[Path, typer.Argument(help="新文件的名称，以 .xlsx 结尾", metavar="路径", readable=False)],
    form: Annotated[
        StandardForm, typer.Option(help="review 绩效核查评分意见表，self 项目支出绩效自评表")
    ] = StandardForm.REVIEW,
    profile: Annotated[
        str | None,
        typer.Option(
            help="评分办法的名称（如“小榄”），写入“填表说明”中名为 jixiao_profile 的单元格；默认空着，按表的标题识别",
            metavar="名称",
        ),
    ] = None,
) -> None:
    """新建一份空白的评分表；已有的文件不覆盖。"""
    chosen = _profile(profile)
    try:
        new_form(form, path, chosen)
    except Problem as problem:
        _fail(f"没有新建评分表：{problem}")
    _console().print(Text(f"已新建 {path}"))


@app.command()
def rules(
    code: Annotated[
        str | None, typer.Argument(help="规则编号，例如 SC05，写成 sc5 也可以", metavar="编号")
    ] = None,
) -> None:
    """列出全部规则；给出编号时，显示这条规则的说明。"""
    if code is None:
        output.print_rules(_console(), RULES.values())
        return
    asked = rule_code(code)
    rule = RULES.get(RENAMED.get(asked, asked))
    if rule is None:
        _fail(f"没有编号为“{code}”的规则。用 jixiao rules 查看全部规则")
    output.print_rule(_console(), rule)


@app.command()
def profiles(
    name: Annotated[str | None, typer.Argument(help="评分办法的名称", metavar="名称")] = None,
) -> None:
    """列出评分办法；给出名称时，显示每个取值和依据。"""
    if name is None:
        output.print_profiles(_console(), [load_profile(each) for each in profile_names()])
        return
    chosen = _profile(name)
    assert chosen is not None
    output.print_profile(_console(), chosen)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"jixiao {__version__}")
        raise typer.Exit(OK)


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="显示版本", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


def _profile(name: str | None) -> Profile | None:
    try:
        if name is None:
            return None
        is_file = name.lower().endswith(".toml")
        return profile_from_file(Path(name)) if is_file else profile_called(name)
    except ProfileProblem as problem:
        _fail(str(problem))


def _cannot(path: Path, problem: str, format: Format) -> None:
    if format is Format.JSON:
        _print_json(as_json.problem_as_json(path, problem))
    else:
        _complain(f"{path}：{problem}")


def _print_json(text: str) -> None:
    """As it is where all of it goes out as UTF-8; else in ASCII, so that no character is lost on the way."""
    in_full = (sys.stdout.encoding or "").lower() in ("utf-8", "utf8")
    print(escaped(text) if in_full else json.dumps(json.loads(text)))


def _complain(problem: str) -> None:
    print(visible(problem), file=sys.stderr)


def _fail(problem: str) -> NoReturn:
    _complain(problem)
    raise typer.Exit(FAILED)


def _console() -> Terminal:
    return Terminal(highlight=False, soft_wrap=False)


def main() -> None:
    """The console script. A terminal that cannot show a character shows ? instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = app(prog_name="jixiao", standalone_mode=False)
    except usage.UsageError as mistake:
        _complain(usage.in_chinese(mistake))
        code = FAILED
    except typer.Abort:  # how older versions of typer say Ctrl+C
        code = INTERRUPTED
    except Exception as problem:
        if os.environ.get("JIXIAO_DEBUG"):
            raise
        _complain(unforeseen(problem, "没有做完"))
        code = FAILED
    sys.exit(code)

"""``jixiao clear``: our marks taken out of a checked copy."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from addin.checking.cleared import Cleared, clear_file
from addin.checking.copies import misplaced
from addin.hosts.problems import Problem, Refused
from addin.installing.details import unforeseen

_FAILED = 2


def clear(
    file: Annotated[
        Path, typer.Argument(help="核查副本，.xlsx 或 .xlsm 文件", metavar="文件", readable=False)
    ],
    output: Annotated[
        str | None,  # a Path would lose the slash at the end
        typer.Option("-o", "--output", help="清除后写到的文件名或文件夹；默认写回这个文件", metavar="路径"),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="连同写在“核查结果”里的处理和理由一起清除；标记为最终状态的也写")
    ] = False,
) -> None:
    """清除核查副本里的标记，恢复核查前的样子；填表人自己改过的内容保留。"""
    try:
        print(_said(file, clear_file(file, _target(file, output), force)))
    except Problem as problem:
        _fail(f"{file}：{problem}")
    except Exception as problem:  # a fault of ours: staff are not shown a traceback
        if os.environ.get("JIXIAO_DEBUG"):
            raise
        _fail(f"{file}：{unforeseen(problem, '这份文件没有改动')}")


def _target(file: Path, output: str | None) -> Path | None:
    if output is None:
        return None
    folder = Path(output)
    if folder.is_dir():
        return folder / file.name
    if (why := misplaced(file, output)) is not None:
        raise Refused(why)
    return folder


def _said(file: Path, cleared: Cleared) -> str:
    if cleared.written is None:
        return f"{file}：没有核查标记，没有改动"
    if not cleared.was_marked:
        return (
            f"{file}：没有核查记录，只去掉了带“【绩效核查】”的批注；颜色和“核查提示”如有留下，请自己去掉。"
            f"写到：{cleared.written}"
        )
    return f"已清除标记：{cleared.written}"


def _fail(problem: str) -> None:
    print(problem, file=sys.stderr)
    raise typer.Exit(_FAILED)

"""Mistakes in a command line, said in Chinese: typer says them in English."""

from __future__ import annotations

import re
from typing import Any, cast

import typer

# Of its errors typer exports this one alone; its class is what they have in common.
UsageError = cast(type[Exception], typer.BadParameter.__mro__[1])

_QUOTED = re.compile("'([^']*)'")


def in_chinese(error: Any) -> str:
    """What is wrong, and where the usage is to be read. Without any command: the help itself."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return str(error.format_message())
    command = error.ctx.command_path if error.ctx is not None else "jixiao"
    return f"{_mistake(kind, error)}。用法见 {command} --help"


def _mistake(kind: str, error: Any) -> str:
    words = _QUOTED.findall(error.message)
    first = words[0] if words else ""
    if kind == "NoSuchOption":
        return f"没有“{error.option_name}”这个选项。文件名以 - 开头的，要写成 ./-文件名.xlsx"
    if kind == "BadOptionUsage":
        return f"选项“{error.option_name}”后面缺少取值，或者多了取值"
    if kind == "MissingParameter":
        return f"缺少“{error.param.metavar or error.param.name}”"
    if kind == "BadParameter":
        return f"“{first}”不是 {error.param.opts[-1]} 的取值，可以是 {'、'.join(words[1:])}"
    if hasattr(error.ctx.command, "commands"):
        return f"没有“{first}”这个命令，可用的有 {'、'.join(error.ctx.command.commands)}"
    extra = error.message.partition(" (")[2].removesuffix(")")
    return f"多出了“{extra}”"

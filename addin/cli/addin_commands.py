"""``jixiao addin install | uninstall | doctor``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

import typer

from addin.installing.doctor import Diagnosis, State, examine
from addin.installing.install import NotPossible, install, uninstall
from addin.installing.windows import System, Windows

OK, FOUND, FAILED = 0, 1, 2

app = typer.Typer(
    help="安装、卸载、检查 Excel 加载项（只在 Windows 上）。", no_args_is_help=True, rich_markup_mode=None
)

Answer = TypeVar("Answer")


def system() -> System:
    """This PC; tests put another in its place."""
    return Windows()


@app.command("install")
def install_addin() -> None:
    """为当前用户安装 Excel 加载项，并检查它能不能用；再次运行即更新。不需要管理员权限。"""
    there = _answer(lambda: install(system()))
    print(f"已安装：{there.addin}")
    print(f"配置：{there.configuration}")
    troubles = [each for each in _answer(lambda: examine(system())) if each.state is State.TROUBLE]
    for each in troubles:
        _print(each)
    if troubles:
        print(f"文件已经装好，但有 {len(troubles)} 个问题，加载项还不能用：请从上到下逐个处理，再安装一次")
        raise typer.Exit(FOUND)
    print("检查过了，没有发现问题。请重新打开 Excel，功能区里会出现“绩效核查”")


@app.command("uninstall")
def uninstall_addin() -> None:
    """删除加载项和它的配置。"""
    removed = _answer(lambda: uninstall(system()))
    for name in removed:
        print(f"已删除：{name}")
    if not removed:
        print("没有安装过，不需要删除")


@app.command("doctor")
def doctor() -> None:
    """逐项检查加载项不能工作的已知原因，并给出办法。有问题时退出码为 1。"""
    found = _answer(lambda: examine(system()))
    for diagnosis in found:
        _print(diagnosis)
    troubles = sum(each.state is State.TROUBLE for each in found)
    print(f"有 {troubles} 个问题，请从上到下逐个处理" if troubles else "没有发现问题")
    raise typer.Exit(FOUND if troubles else OK)


def _print(diagnosis: Diagnosis) -> None:
    print(f"[{diagnosis.state.value}] {diagnosis.subject}：{diagnosis.found}")
    if diagnosis.way_out:
        print(f"       办法：{diagnosis.way_out}")


def _answer(question: Callable[[], Answer]) -> Answer:
    try:
        return question()
    except NotPossible as problem:
        print(problem, file=sys.stderr)
        raise typer.Exit(FAILED) from problem
    except OSError as error:
        print(f"不能读写“{error.filename}”，请检查权限和磁盘空间后再试", file=sys.stderr)
        raise typer.Exit(FAILED) from error

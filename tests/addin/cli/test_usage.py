"""Mistakes in the command line are said in Chinese, with the command whose help tells more."""

from __future__ import annotations

import sys

import pytest

from addin.cli.main import main


def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    monkeypatch.setattr(sys, "argv", ["jixiao", *words])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    return capsys.readouterr().err.strip()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("check", "缺少“文件…”。用法见 jixiao check --help"),
        (
            "chek a.xlsx",
            "没有“chek”这个命令，可用的有 check、clear、explain、demo、new、rules、profiles、addin。用法见 jixiao --help",
        ),
        (
            "addin remove",
            "没有“remove”这个命令，可用的有 install、uninstall、doctor。用法见 jixiao addin --help",
        ),
        (
            "check a.xlsx --fail-on red",
            "“red”不是 --fail-on 的取值，可以是 error、warning、never。用法见 jixiao check --help",
        ),
        ("check a.xlsx -o", "选项“-o”后面缺少取值，或者多了取值。用法见 jixiao --help"),
        ("new a.xlsx 二(1).xlsx", "多出了“二(1).xlsx”。用法见 jixiao new --help"),
        (
            "check --kopie a.xlsx",
            "没有“--kopie”这个选项。文件名以 - 开头的，要写成 ./-文件名.xlsx。用法见 jixiao check --help",
        ),
        (
            "check -dash.xlsx",
            "没有“-d”这个选项。文件名以 - 开头的，要写成 ./-文件名.xlsx。用法见 jixiao check --help",
        ),
    ],
)
def test_a_mistake_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str, sentence: str
) -> None:
    assert said(monkeypatch, capsys, *words.split()) == sentence


def test_the_exit_code_of_a_command_is_that_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    for words, code in ((["--version"], 0), (["rules", "SC05"], 0), (["rules", "ZZ99"], 2)):
        monkeypatch.setattr(sys, "argv", ["jixiao", *words])
        with pytest.raises(SystemExit) as end:
            main()
        assert (end.value.code or 0) == code

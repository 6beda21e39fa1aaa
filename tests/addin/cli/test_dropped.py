"""Files dropped on 核查文件.cmd: their names as cmd.exe was given them."""

from __future__ import annotations

import sys

import pytest

from addin.cli import dropped

SCRIPT = r'C:\Windows\system32\cmd.exe /c ""D:\绩效 (1)\核查文件.cmd"'


@pytest.mark.parametrize(
    ("line", "arguments", "files"),
    [
        (rf'{SCRIPT} C:\表.xlsx"', [r"C:\表.xlsx"], [r"C:\表.xlsx"]),
        (rf'{SCRIPT} C:\A&B.xlsx"', [r"C:\A"], [r"C:\A&B.xlsx"]),  # cmd.exe has cut it in two
        (
            rf'{SCRIPT} "C:\a b.xlsx" C:\100%^&.xlsx "D:\x (1).xlsx""',
            [],
            [r"C:\a b.xlsx", r"C:\100%^&.xlsx", r"D:\x (1).xlsx"],
        ),
        (rf'{SCRIPT} "', [], []),  # double-clicked
        (r'"C:\Windows\system32\cmd.exe" ', ["a.xlsx"], ["a.xlsx"]),  # typed by a person
        ("", ["a.xlsx", "b.xlsx"], ["a.xlsx", "b.xlsx"]),
    ],
)
def test_the_files_are_those_of_the_whole_line(line: str, arguments: list[str], files: list[str]) -> None:
    assert dropped.dropped(line, arguments) == files


def test_without_files_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["dropped"])
    monkeypatch.setenv("JIXIAO_DROPPED", rf'{SCRIPT} "')
    with pytest.raises(SystemExit, match="2"):
        dropped.main()
    assert "拖到“核查文件.cmd”的图标上" in capsys.readouterr().out

"""``jixiao clear`` as a person meets it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.addin.cli.test_main import run, settle
from tests.forms import write_form


@pytest.fixture
def copy(folder: Path) -> Path:
    run("check", write_form(folder / "a.xlsx", "review", changes={"F21": "良"}))
    return folder / "a-核查.xlsx"


def test_it_is_said_where_the_cleared_file_is(copy: Path) -> None:
    result = run("clear", "a-核查.xlsx")
    assert (result.exit_code, result.stdout) == (0, "已清除标记：a-核查.xlsx\n")
    assert openpyxl.load_workbook(copy).sheetnames == ["review"]


def test_into_a_file_or_a_folder(copy: Path) -> None:
    Path("上报").mkdir()
    assert run("clear", copy.name, "-o", "b.xlsx").stdout == "已清除标记：b.xlsx\n"
    written = Path("上报") / copy.name
    assert run("clear", copy.name, "-o", "上报").stdout == f"已清除标记：{written}\n"
    assert written.exists()


def test_a_file_without_marks(copy: Path) -> None:
    result = run("clear", "a.xlsx")
    assert (result.exit_code, result.stdout) == (0, "a.xlsx：没有核查标记，没有改动\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("a-核查.xlsx", "-o", "a.xlsx"), "已经存在"),
        (("a-核查.xlsx", "-o", "b.xlsm"), "后缀"),
        (("a-核查.xlsx", "-o", "没有/b.xlsx"), "文件夹“没有”不存在"),
        (("a-核查.xlsx", "-o", "没有/"), "不存在"),
        (("没有.xlsx",), "文件不存在"),
        (("~$a.xlsx",), "文件不存在"),
    ],
)
def test_what_cannot_be_is_one_line_and_exits_with_2(copy: Path, words: tuple[str, ...], said: str) -> None:
    before = copy.read_bytes()
    result = run("clear", *words)
    assert result.exit_code == 2 and result.stdout == ""
    assert said in result.stderr and len(result.stderr.splitlines()) == 1
    assert copy.read_bytes() == before


def test_words_of_a_person_are_dropped_only_with_force(copy: Path) -> None:
    settle(copy, "SC05", "误报", "另有规定")
    assert run("clear", copy.name).exit_code == 2
    assert run("clear", copy.name, "--force").exit_code == 0


def test_force_writes_the_copy_of_a_workbook_whose_structure_is_locked(folder: Path) -> None:
    form = write_form(folder / "a.xlsx", "offset")
    book = openpyxl.load_workbook(form)
    book.security.lockStructure = True
    book.save(form)
    result = run("check", "a.xlsx")
    assert result.exit_code == 2
    assert "没有发现问题" in result.stdout and "没有写出核查副本：工作簿的结构受保护" in result.stdout
    assert run("check", "a.xlsx", "--force").exit_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no FIFOs there")
@pytest.mark.parametrize("command", ["check", "clear", "explain"])
def test_no_command_waits_for_a_fifo(folder: Path, command: str) -> None:
    os.mkfifo("a.xlsx")
    result = run(command, "a.xlsx")
    assert result.exit_code == 2
    assert "管道或设备" in result.stderr


def test_a_mistake_of_ours_is_said_in_a_sentence(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.delenv("JIXIAO_DEBUG", raising=False)
    monkeypatch.setattr("addin.cli.clear.clear_file", fails)
    result = run("clear", copy.name)
    assert result.exit_code == 2 and "没有改动" in result.stderr and "Traceback" not in result.stderr

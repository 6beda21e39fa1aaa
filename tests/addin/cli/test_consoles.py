"""The command as Windows starts it: other code pages than UTF-8, and failures that nobody foresaw."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from addin.templates import TEMPLATES
from tests.forms import write_form

SOURCES = TEMPLATES.parent


def jixiao(
    *words: object, encoding: str, before: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own whose streams have this encoding; `before` runs first."""
    start = f"import sys; sys.path.insert(0, {str(SOURCES)!r}); {before}\nimport jixiao; jixiao.main()"
    return subprocess.run(
        [sys.executable, "-c", start, *map(str, words)],
        env={**os.environ, "PYTHONIOENCODING": encoding, **environment},
        capture_output=True,
        check=False,
    )


def answered(done: subprocess.CompletedProcess[bytes], encoding: str) -> Any:
    return json.loads(done.stdout.decode(encoding))


@pytest.mark.parametrize("encoding", ["gbk", "cp437", "utf-8"])
def test_json_loses_nothing_whatever_the_code_page(tmp_path: Path, encoding: str) -> None:
    form = write_form(tmp_path / "绩效😀é.xlsx", "review", changes={"I12": "记录完整😀，扣1分"})
    done = jixiao("check", form, "--format", "json", "--no-copy", encoding=encoding)
    expected = answered(jixiao("check", form, "--format", "json", "--no-copy", encoding="utf-8"), "utf-8")
    assert answered(done, encoding) == expected
    assert expected["file"] == str(form)
    assert "😀" in json.dumps(expected["form"], ensure_ascii=False)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_the_name_of_a_file_that_cannot_be_read_comes_back_whole(tmp_path: Path, encoding: str) -> None:
    missing = tmp_path / "没有😀.xlsx"
    assert answered(jixiao("check", missing, "--format", "json", encoding=encoding), encoding)["file"] == str(
        missing
    )
    assert answered(jixiao("explain", missing, "--format", "json", encoding=encoding), encoding)[
        "file"
    ] == str(missing)


def test_a_name_that_is_no_text_does_not_stop_json(tmp_path: Path) -> None:
    missing = os.fsdecode(b"\xff.xlsx")
    assert (
        answered(jixiao("check", missing, "--format", "json", encoding="utf-8"), "utf-8")["file"] == missing
    )


def details(done: subprocess.CompletedProcess[bytes], home: Path) -> str:
    """What the file holds that a message names; the message is Chinese and no traceback."""
    said = done.stderr.decode("utf-8")
    assert "Traceback" not in said + done.stdout.decode("utf-8")
    assert "jixiao 出错了，" in said.splitlines()[0]
    kept = home / "jixiao" / "jixiao-errors.txt"
    assert f"详细情况记在“{kept}”" in said
    return kept.read_text(encoding="utf-8")


FAULTS = {
    "in a check": ("check", "import addin.cli.main as m; m.check_file = None; m.Copies.check = None"),
    "anywhere else": ("rules", "import addin.cli.output as o; o.print_rules = None"),
    "a part that is missing": ("rules", "sys.modules['lxml.etree'] = None"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_nobody_is_shown_a_traceback(tmp_path: Path, fault: str) -> None:
    command, before = FAULTS[fault]
    words = [write_form(tmp_path / "a.xlsx", "review")] if command == "check" else []
    done = jixiao(command, *words, encoding="utf-8", before=before, LOCALAPPDATA=str(tmp_path / "home"))
    assert done.returncode == 2
    assert "Traceback" in details(done, tmp_path / "home")


def test_whoever_mends_it_may_ask_for_the_traceback(tmp_path: Path) -> None:
    before = FAULTS["anywhere else"][1]
    done = jixiao("rules", encoding="utf-8", before=before, JIXIAO_DEBUG="1", LOCALAPPDATA=str(tmp_path))
    assert b"Traceback" in done.stderr

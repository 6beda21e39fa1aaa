"""``jixiao explain``: how a form was read, for a person who wonders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from addin.cli.main import app
from tests.forms import write_form


def explain(*words: object) -> Result:
    return CliRunner().invoke(app, ["explain", *map(str, words)], env={"COLUMNS": "200"})


def row(result: Result, cell: str, beside: str = "") -> str:
    """The line of a table that begins with this cell."""
    return next(x for x in result.stdout.splitlines() if x.startswith(f"│ {cell} ") and beside in x)


def test_each_column_and_field_with_its_cell_and_its_evidence(tmp_path: Path) -> None:
    result = explain(write_form(tmp_path / "a.xlsx", "review"))
    assert result.exit_code == 0
    assert "中山市小榄镇财政项目支出绩效核查（2023）（按表名里的地区识别）" in result.stdout
    assert "已读懂136/136格" in result.stdout
    assert "财政/专家复核分" in row(result, "H11") and "表头“财政/专家复核分”" in row(result, "H11")
    assert "全年执行" in row(result, "F4")
    assert "D2" in row(result, "C2") and "标签“项目名称”" in row(result, "C2")
    assert "没有读懂" not in result.stdout


def test_what_was_told_by_contents_what_is_in_doubt_and_what_is_unknown(tmp_path: Path) -> None:
    form = write_form(tmp_path / "a.xlsx", "self", changes={"B12": "维度", "J12": "补充", "J13": "[red]甲"})
    result = explain(form)
    assert "一级指标" in row(result, "B12") and "（按内容认的）" in row(result, "B12")
    assert "——" in row(result, "J12", "补充")
    assert "没有读懂的是J12、J13" in result.stdout
    assert "[red]甲" in row(result, "J13")  # a text of the form is no markup


def test_two_readings_that_are_as_good(tmp_path: Path) -> None:
    result = explain(write_form(tmp_path / "a.xlsx", "no_weights", changes={"G8": "丙栏"}))
    assert "分不清：像自评得分，也像分值" in row(result, "G8")


def test_no_file_is_written(tmp_path: Path) -> None:
    form = write_form(tmp_path / "a.xlsx", "review", changes={"F21": "良"})
    before = form.read_bytes()
    assert explain(form).exit_code == 0  # whatever is wrong with the form
    assert (list(tmp_path.iterdir()), form.read_bytes()) == ([form], before)


def test_each_form_of_a_file_by_the_profile_that_is_asked_for(tmp_path: Path) -> None:
    form = write_form(tmp_path / "a.xlsx", "review", "self")
    lines = [
        json.loads(line)
        for line in explain(form, "--format", "json", "--profile", "hubei").stdout.splitlines()
    ]
    assert [line["sheet"] for line in lines] == ["review", "self"]
    assert {(line["profile"], line["profile_by"]) for line in lines} == {("hubei", None)}
    assert "（指定的）" in explain(form, "--profile", "hubei").stdout


@pytest.mark.parametrize("format", ["text", "json"])
def test_a_file_that_cannot_be_read_exits_with_2(tmp_path: Path, format: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"no workbook")
    result = explain(path, "--format", format)
    assert result.exit_code == 2
    said = json.loads(result.stdout)["error"] if format == "json" else result.stderr.partition("：")[2]
    assert said.strip() and "Traceback" not in result.output

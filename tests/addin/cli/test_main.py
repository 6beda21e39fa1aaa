"""The command line as a person meets it: what it prints, what it writes, how it exits."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from addin.cli.main import app
from scoring.rules import RULES
from tests.forms import write_form


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def objects(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_sound_form_exits_with_0(folder: Path) -> None:
    result = run("check", write_form(folder / "a.xlsx", "offset"))
    assert result.exit_code == 0
    assert "没有发现问题" in result.stdout
    assert (folder / "a-核查.xlsx").exists()


def test_it_is_said_how_much_was_understood_and_what_was_not(folder: Path) -> None:
    assert "已读懂136/136格\n" in run("check", write_form(folder / "a.xlsx", "review")).stdout
    stray = write_form(folder / "b.xlsx", "review", changes={"K14": "待核"})
    assert "已读懂136/137格，没有读懂的是K14\n" in run("check", stray).stdout


def test_an_error_exits_with_1_and_is_in_the_table(folder: Path) -> None:
    result = run("check", write_form(folder / "a.xlsx", "review", changes={"F21": "良"}))
    assert result.exit_code == 1
    assert "SC05" in result.stdout and "F21" in result.stdout


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("never", 0)])
def test_fail_on_says_from_which_gravity_the_exit_code_is_1(folder: Path, fail_on: str, code: int) -> None:
    form = write_form(folder / "a.xlsx", "self", changes={"I15": ""})
    assert run("check", form, "--fail-on", fail_on).exit_code == code


def test_json_is_one_object_a_form(folder: Path) -> None:
    form = write_form(folder / "a.xlsx", "review", "self", changes={"F21": "良"})
    first, second = objects(run("check", form, "--format", "json", "--no-copy"))
    assert (first["sheet"], second["sheet"]) == ("review", "self")
    assert first["profile"] == "xiaolan_2023"
    assert first["results"] == {
        "execution_rate": 95.5,
        "execution_score": 9.55,
        "subtotals": {"产出指标": 49, "效益指标": 40},
        "self_total": 99.55,
        "review_total": 98.55,
        "total": 98.55,
        "grade": "优",
    }
    form_read = first["form"]
    assert isinstance(form_read, dict)
    assert (form_read["year"], form_read["project"]) == (2024, "社区图书室夜间开放服务项目")
    assert form_read["funds"][2] == {
        "line": "年度资金总额",
        "sheet": "review",
        "row": 7,
        "total": True,
        "initial_budget": 80,
        "budget": 80,
        "executed": 76.4,
        "weight": 10,
        "rate": 95.5,
        "score": 9.55,
        "review_score": None,
        "reason": None,
    }
    findings = first["findings"]
    assert isinstance(findings, list)
    wrong = next(f for f in findings if f["rule"] == "SC05")
    assert (wrong["severity"], wrong["cell"], wrong["found"], wrong["expected"]) == (
        "error",
        "F21",
        "良",
        "优",
    )
    assert all(wrong[key] for key in ("cells", "message", "basis", "suggestion"))
    assert first["summary"] == {
        "error": len([f for f in findings if f["severity"] == "error"]),
        "warning": 0,
        "info": 0,
        "settled": 0,
    }


def settle(copy: Path, rule: str, action: str, reason: str) -> None:
    book = openpyxl.load_workbook(copy)
    sheet = book["核查结果"]
    row = next(cell.row for cell in sheet["E"] if str(cell.value).startswith(rule))
    sheet.cell(row, 11).value, sheet.cell(row, 12).value = action, reason
    book.save(copy)


def test_json_carries_what_a_person_said_of_a_finding(folder: Path) -> None:
    form = write_form(folder / "a.xlsx", "review", changes={"F21": "良"})
    run("check", form)
    settle(folder / "a-核查.xlsx", "SC05", "误报", "另有规定")
    (data,) = objects(run("check", form, "--format", "json"))
    findings = data["findings"]
    assert isinstance(findings, list)
    assert [f["settled"] for f in findings if f["rule"] == "SC05"] == [
        {"action": "误报", "reason": "另有规定"}
    ]


class TestWhatAPersonHasSettled:
    """Two errors, one of them or both settled in the copy."""

    @pytest.fixture
    def form(self, folder: Path) -> Path:
        form = write_form(folder / "a.xlsx", "review", changes={"F21": "良", "I14": "扣2分"})
        assert "共2个错误。" in run("check", form).stdout
        settle(folder / "a-核查.xlsx", "SC05", "属实不改", "评审会议定为良")
        return form

    def test_is_counted_by_itself(self, form: Path) -> None:
        result = run("check", form)
        assert result.exit_code == 1
        assert "共1个错误，另有1个已处理。" in result.stdout
        (data,) = objects(run("check", form, "--format", "json"))
        assert data["summary"] == {"error": 1, "warning": 0, "info": 0, "settled": 1}

    @pytest.mark.parametrize("name", ["a.xlsx", "a-核查.xlsx"])
    def test_does_not_fail_a_check(self, form: Path, name: str) -> None:
        settle(form.with_name("a-核查.xlsx"), "OP02", "误报", "另有说明")
        result = run("check", form.with_name(name), "--fail-on", "warning")
        assert result.exit_code == 0
        assert "没有待处理的问题，另有2个已处理。" in result.stdout
        assert "已处理：误报，另有说明" in result.stdout

    @pytest.mark.parametrize(("action", "reason"), [("误报", ""), ("已改", "改为优")])
    def test_no_reason_or_another_word_settles_nothing(self, form: Path, action: str, reason: str) -> None:
        settle(form.with_name("a-核查.xlsx"), "SC05", action, reason)
        result = run("check", form)
        assert result.exit_code == 1
        assert "共2个错误。" in result.stdout


def test_one_bad_file_does_not_keep_the_others_from_being_checked(folder: Path) -> None:
    (folder / "坏.xlsx").write_text("不是工作簿", encoding="utf-8")
    good = write_form(folder / "a.xlsx", "offset")
    result = run("check", folder / "坏.xlsx", good, "--format", "json", "--no-copy")
    bad, read = objects(result)
    assert set(bad) == {"schema", "file", "error"}
    assert read["summary"] == {"error": 0, "warning": 0, "info": 0, "settled": 0}
    assert result.exit_code == 2


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04junk", b"\xd0\xcf\x11\xe0junk", b"<html></html>", b"a,b\n1,2\n"]
)
def test_a_file_that_cannot_be_read_gets_one_clear_line_and_nothing_is_written(
    folder: Path, content: bytes
) -> None:
    (folder / "a.xlsx").write_bytes(content)
    result = run("check", "a.xlsx")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr
    assert [path.name for path in folder.iterdir()] == ["a.xlsx"]


def test_several_files_need_a_folder_to_go_to(folder: Path) -> None:
    one, two = write_form(folder / "a.xlsx", "self"), write_form(folder / "b.xlsx", "self")
    assert run("check", one, two, "-o", folder / "c.xlsx").exit_code == 2
    (folder / "副本").mkdir()
    assert run("check", one, two, "-o", folder / "副本").exit_code == 0
    assert sorted(path.name for path in (folder / "副本").iterdir()) == ["a-核查.xlsx", "b-核查.xlsx"]


def test_an_unknown_profile_names_those_there_are(folder: Path) -> None:
    result = run("check", write_form(folder / "a.xlsx", "self"), "--profile", "火星")
    assert result.exit_code == 2
    assert "火星" in result.stderr and "小榄" in result.stderr


@pytest.mark.parametrize("name", ["小榄", "小榄镇", "xiaolan_2023"])
def test_a_profile_goes_by_the_names_that_the_functions_take(folder: Path, name: str) -> None:
    path = folder / "新表.xlsx"
    assert run("new", path, "--profile", name).exit_code == 0
    (data,) = objects(
        run("check", write_form(folder / "a.xlsx", "self"), "--profile", name, "--format", "json")
    )
    assert data["profile"] == "xiaolan_2023"
    assert run("profiles", name).exit_code == 0


def test_a_profile_can_be_chosen(folder: Path) -> None:
    form = write_form(folder / "a.xlsx", "self")
    (data,) = objects(run("check", form, "--profile", "xiaolan_2023", "--format", "json", "--no-copy"))
    assert data["profile"] == "xiaolan_2023"


def test_a_profile_file_of_ones_own_can_be_chosen(folder: Path) -> None:
    form = write_form(folder / "a.xlsx", "review", changes={"F21": "良"})
    mine = folder / "mine.toml"
    mine.write_text('inherits = "xiaolan_2023"\n[rules]\nSC05 = "off"\n', encoding="utf-8")
    (data,) = objects(run("check", form, "--profile", mine, "--format", "json", "--no-copy"))
    assert data["profile"] == "mine"
    assert "SC05" not in {finding["rule"] for finding in data["findings"]}


def test_a_faulty_profile_file_is_told_by_line(folder: Path) -> None:
    form = write_form(folder / "a.xlsx", "self")
    (folder / "mine.toml").write_text("[execution]\nweigth = 10\n", encoding="utf-8")
    result = run("check", form, "--profile", folder / "mine.toml")
    assert result.exit_code == 2
    assert "第2行" in result.stderr and "weigth" in result.stderr


def test_markup_in_a_form_is_printed_as_it_stands(folder: Path) -> None:
    form = write_form(folder / "a.xlsx", "review", changes={"D2": "[red]某项目[/red]", "F21": "良"})
    assert "[red]某项目[/red]" in run("check", form).stdout


def test_demo_writes_a_form_and_its_checked_copy_and_says_which_to_open(folder: Path) -> None:
    result = run("demo")
    assert result.exit_code == 0
    made = sorted(path.name for path in (folder / "jixiao-demo").iterdir())
    assert made == ["示例-评分意见表-核查.xlsx", "示例-评分意见表.xlsx"]
    assert "请打开" in result.stdout and "LY01" in result.stdout
    assert run("demo").exit_code == 0


@pytest.mark.parametrize("name", ["示例-评分意见表.xlsx", "示例-评分意见表-核查.xlsx"])
def test_demo_never_replaces_what_a_person_has_changed(folder: Path, name: str) -> None:
    run("demo")
    changed = write_form(folder / "jixiao-demo" / name, "self").read_bytes()
    result = run("demo")
    assert result.exit_code == 2
    assert f"“jixiao-demo/{name}”已经存在，而且改动过，没有覆盖它" in result.stderr
    assert (folder / "jixiao-demo" / name).read_bytes() == changed


def test_demo_where_it_cannot_write(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "jixiao-demo").write_text("")
    assert run("demo").stderr == "没有写出示例：已经有同名的文件或文件夹“jixiao-demo”，请将它改名\n"
    (folder / "jixiao-demo").unlink()
    monkeypatch.setattr(Path, "mkdir", lambda *_, **__: os.close(-1))
    assert run("demo").stderr.startswith("没有写出示例：无法写入“jixiao-demo/示例-评分意见表.xlsx”：请检查")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errno.EACCES, "没有读写“a.xlsx”的权限，请换一个文件夹"),
        (errno.ENOSPC, "无法写入“a.xlsx”：磁盘已满"),
        (errno.EIO, "无法写入“a.xlsx”：请检查文件名、磁盘空间和文件夹"),
    ],
)
def test_new_says_in_chinese_why_it_cannot_write(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: int, words: str
) -> None:
    def fails(*_: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr("addin.templates.copyfile", fails)
    result = run("new", "a.xlsx")
    assert (result.exit_code, result.stderr) == (2, f"没有新建评分表：{words}\n")


def test_new_refuses_what_is_there_and_a_folder_that_is_not(folder: Path) -> None:
    assert run("new", "a.xlsx").exit_code == 0
    assert "已经存在" in run("new", "a.xlsx").stderr
    assert "文件夹“nodir”不存在" in run("new", "nodir/a.xlsx").stderr
    assert "文件名太长" in run("new", f"{'长' * 90}.xlsx").stderr


def test_rules_lists_all_and_explains_one() -> None:
    listed = run("rules").stdout
    assert all(code in listed for code in RULES)
    assert "为什么" in run("rules", "sc05").stdout
    assert run("rules", "sc5").stdout == run("rules", "SC-05").stdout == run("rules", "sc05").stdout
    assert run("rules", "ZZ99").exit_code == 2


def test_profiles_lists_all_and_shows_what_is_not_verified() -> None:
    assert "xiaolan_2023" in run("profiles").stdout
    assert "未核对原文" in run("profiles", "mof_2020").stdout
    assert run("profiles", "火星").exit_code == 2


def test_version_is_printed() -> None:
    assert run("--version").stdout.startswith("jixiao ")

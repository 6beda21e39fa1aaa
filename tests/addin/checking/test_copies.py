"""Several files in one run: what is left out, and where the copies go."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.addin.cli.test_main import objects, run
from tests.forms import write_form


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def namesakes(folder: Path) -> tuple[Path, Path]:
    for name in ("A", "B", "out"):
        (folder / name).mkdir()
    upper, lower = Path("A", "表.xlsx"), Path("B", "表.xlsx")
    return write_form(upper, "review", changes={"F21": "良"}), write_form(lower, "self", changes={"I15": ""})


class TestTwoCopiesOfOneName:
    def test_the_second_does_not_replace_the_first(self, namesakes: tuple[Path, Path], folder: Path) -> None:
        run("check", namesakes[0], "-o", "out")
        alone = Path("out/表-核查.xlsx").read_bytes()
        result = run("check", *namesakes, "-o", "out")
        assert result.exit_code == 2
        assert Path("out/表-核查.xlsx").read_bytes() == alone
        assert "SC08" in result.stdout  # of the second
        assert "“A/表.xlsx”写出的副本，没有覆盖它" in result.stdout and "-o" in result.stdout

    def test_in_another_spelling_of_the_folder(self, namesakes: tuple[Path, Path], folder: Path) -> None:
        Path("B/表-核查.xlsx").symlink_to(folder / "A/表-核查.xlsx")
        assert run("check", *namesakes).exit_code == 2

    def test_the_findings_are_in_the_json_and_the_reason_is_beside_it(
        self, namesakes: tuple[Path, Path]
    ) -> None:
        result = run("check", *namesakes, "-o", "out", "--format", "json")
        assert [data["file"] for data in objects(result)] == ["A/表.xlsx", "B/表.xlsx"]
        assert "B/表.xlsx：没有写出核查副本" in result.stderr

    def test_beside_their_originals_both_are_written(self, namesakes: tuple[Path, Path]) -> None:
        assert run("check", *namesakes).exit_code == 1
        assert names(Path("A")) == names(Path("B")) == ["表-核查.xlsx", "表.xlsx"]

    def test_a_copy_that_was_not_written_is_in_nobodys_way(self, namesakes: tuple[Path, Path]) -> None:
        Path("A/表.xlsx").write_text("不是工作簿", encoding="utf-8")
        result = run("check", *namesakes, "-o", "out")
        assert "核查副本：out/表-核查.xlsx" in result.stdout


class TestWhereTheCopyMayGo:
    @pytest.mark.parametrize(
        ("where", "why"),
        [
            ("nodir/", "文件夹“nodir/”不存在"),
            ("nodir/b.xlsx", "文件夹“nodir”不存在"),
            ("b.txt", "后缀要与原文件“a.xlsx”相同"),
            ("b", "不是已有的文件夹"),
            ("b.xlsm", "后缀要与原文件“a.xlsx”相同"),
            (f"{'长' * 90}.xlsx", "文件名太长"),
        ],
    )
    def test_not_there_and_the_findings_still_come(self, folder: Path, where: str, why: str) -> None:
        write_form(Path("a.xlsx"), "review", changes={"F21": "良"})
        result = run("check", "a.xlsx", "-o", where)
        assert result.exit_code == 2
        assert "SC05" in result.stdout and why in result.stdout
        assert names(folder) == ["a.xlsx"]

    def test_the_suffix_may_be_written_in_capitals(self, folder: Path) -> None:
        write_form(Path("a.xlsx"), "three_columns")
        assert run("check", "a.xlsx", "-o", "b.XLSX").exit_code == 0
        assert names(folder) == ["a.xlsx", "b.XLSX"]

    def test_a_folder_with_a_slash(self, folder: Path) -> None:
        write_form(Path("a.xlsx"), "three_columns")
        Path("out").mkdir()
        assert run("check", "a.xlsx", "-o", "out/").exit_code == 0
        assert names(Path("out")) == ["a-核查.xlsx"]


class TestLeftOut:
    def test_the_lock_files_of_excel_and_wps(self, folder: Path) -> None:
        write_form(Path("a.xlsx"), "three_columns")
        for lock in ("~$a.xlsx", ".~a.xlsx"):
            Path(lock).write_bytes(b"\x06" * 165)
        result = run("check", "a.xlsx", "~$a.xlsx", ".~a.xlsx", "-o", "b.xlsx", "--format", "json")
        assert result.exit_code == 0
        assert [data["file"] for data in objects(result)] == ["a.xlsx"]
        assert "~$a.xlsx：Excel 或 WPS 打开文件时的临时文件" in result.stderr
        assert run("check", "~$a.xlsx").exit_code == 0

    @pytest.mark.parametrize("where", [(), ("-o", "out")])
    def test_a_copy_whose_original_is_checked(self, folder: Path, where: tuple[str, ...]) -> None:
        Path("out").mkdir()
        write_form(Path("a.xlsx"), "three_columns")
        run("check", "a.xlsx")
        result = run("check", "a-核查.xlsx", "a.xlsx", *where, "--format", "json")
        assert [data["file"] for data in objects(result)] == ["a.xlsx"]
        assert "a-核查.xlsx：是“a.xlsx”的核查副本，只核查原文件" in result.stderr

    def test_not_a_copy_by_itself(self, folder: Path) -> None:
        write_form(Path("a.xlsx"), "three_columns")
        run("check", "a.xlsx")
        assert [data["file"] for data in objects(run("check", "a-核查.xlsx", "--format", "json"))] == [
            "a-核查.xlsx"
        ]

    def test_not_a_form_of_a_persons_own_that_is_named_like_a_copy(self, folder: Path) -> None:
        write_form(Path("a.xlsx"), "three_columns")
        write_form(Path("a-核查.xlsx"), "three_columns")
        result = run("check", "a.xlsx", "a-核查.xlsx", "--no-copy", "--format", "json")
        assert [data["file"] for data in objects(result)] == ["a.xlsx", "a-核查.xlsx"]

    def test_a_file_given_twice(self, folder: Path) -> None:
        write_form(Path("a.xlsx"), "three_columns")
        result = run("check", "a.xlsx", "./a.xlsx", "--format", "json")
        assert result.exit_code == 0
        assert len(objects(result)) == 1


def test_a_file_that_may_not_be_read_does_not_stop_the_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_form(Path(name), "three_columns")
    may, read = os.access, Path.read_bytes

    def closed(path: Path) -> bytes:
        if path.name == "a.xlsx":
            raise PermissionError(13, "Permission denied")
        return read(path)

    # The tests may run as root, who may read everything.
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "a.xlsx" and may(path, mode))
    monkeypatch.setattr(Path, "read_bytes", closed)
    result = run("check", "a.xlsx", "b.xlsx")
    assert result.exit_code == 2
    assert result.stderr.startswith("a.xlsx：没有读取这个文件的权限")
    assert "核查副本：b-核查.xlsx" in result.stdout


@pytest.mark.parametrize("name", [".", "/", ""])
def test_what_has_no_name_is_said_to_be_a_folder(folder: Path, name: str) -> None:
    write_form(Path("a.xlsx"), "three_columns")
    result = run("check", name, "a.xlsx")
    assert result.exit_code == 2
    assert "这是文件夹" in result.stderr and "a-核查.xlsx" in result.stdout

"""Where a copy is written, and where not: whole or not at all, and nothing of a person's in its way is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from addin.checking.files import check_file
from addin.hosts.problems import Refused, Unreadable
from addin.hosts.xlsx import Workbook, drafts
from addin.marking.edits import RESULT_SHEET
from tests.forms import write_form

posix = pytest.mark.skipif(sys.platform == "win32", reason="no FIFOs, links for all and signals there")


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return write_form(tmp_path / "自评.xlsx", "review", changes={"F21": "良"})


@pytest.fixture
def copy(form: Path) -> Path:
    copy = check_file(form).copy
    assert copy is not None
    return copy


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(form: Path, output: Path | None = None) -> str:
    """Why no copy was written; the findings come all the same."""
    outcome = check_file(form, output)
    assert outcome.copy is None and outcome.problem is not None
    assert outcome.forms[0].review.of("SC05")
    return outcome.problem


@posix
class TestWhatIsNoFile:
    def test_as_input(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.xlsx")
        (tmp_path / "b.xlsx").symlink_to("/dev/zero")
        (tmp_path / "c.xlsx").symlink_to("c.xlsx")
        (tmp_path / "d.xlsx").mkdir()
        for name, words in (("a", "管道或设备"), ("b", "管道或设备"), ("c", "指回自己"), ("d", "文件夹")):
            with pytest.raises(Unreadable, match=words):
                check_file(tmp_path / f"{name}.xlsx")

    def test_where_the_copy_should_go(self, form: Path) -> None:
        target = form.with_name("自评-核查.xlsx")
        os.mkfifo(target)
        assert "管道或设备" in refused(form)
        target.unlink()
        target.mkdir()
        assert "文件夹" in refused(form)
        target.rmdir()
        target.symlink_to(target.name)
        assert "链接" in refused(form)

    def test_nor_is_a_fifo_looked_into_for_what_was_settled(self, form: Path) -> None:
        os.mkfifo(form.with_name("自评-核查.xlsx"))
        assert check_file(form, write_copy=False).forms


@posix
def test_a_copy_that_is_a_link_is_not_replaced_nor_what_it_points_to(form: Path, tmp_path: Path) -> None:
    copy = check_file(form).copy
    assert copy is not None
    elsewhere = copy.rename(tmp_path / "别处.xlsx")
    copy.symlink_to(elsewhere)
    kept = elsewhere.read_bytes()
    for path in (form, copy):
        outcome = check_file(path)
        assert outcome.problem is not None and "链接" in outcome.problem
    assert copy.is_symlink() and elsewhere.read_bytes() == kept


def test_a_read_only_copy(form: Path, copy: Path) -> None:
    kept = copy.read_bytes()
    copy.chmod(0o444)
    assert "只读" in refused(form)
    assert copy.read_bytes() == kept
    copy.chmod(0o644)


@pytest.mark.parametrize("lock", ["~$自评-核查.xlsx", ".~自评-核查.xlsx", ".~lock.自评-核查.xlsx#"])
def test_a_copy_that_is_open_elsewhere(form: Path, copy: Path, lock: str) -> None:
    kept = copy.read_bytes()
    form.with_name(lock).write_bytes(b"\x06")
    problem = refused(form)
    assert "正在别处打开" in problem and lock in problem
    assert copy.read_bytes() == kept
    form.with_name(lock).unlink()
    assert check_file(form).copy == copy


class TestReserved:
    """A workbook that its owner wants left alone is checked; a copy is written where somebody insists."""

    @pytest.fixture
    def reserved(self, form: Path) -> Path:
        book = openpyxl.load_workbook(form)
        book.security.lockStructure = True
        book.save(form)
        return form

    def test_is_checked_and_no_copy_is_written(self, reserved: Path) -> None:
        problem = refused(reserved)
        assert "结构受保护" in problem and "--force" in problem
        assert names(reserved.parent) == ["自评.xlsx"]

    def test_unless_somebody_insists(self, reserved: Path) -> None:
        copy = check_file(reserved, force=True).copy
        assert copy is not None
        book = openpyxl.load_workbook(copy)
        assert book.security.lockStructure and RESULT_SHEET in book.sheetnames

    def test_the_copy_too_is_brought_up_to_date_only_then(self, reserved: Path) -> None:
        copy = check_file(reserved, force=True).copy
        assert copy is not None
        assert check_file(copy).copy is None
        assert check_file(copy, force=True).copy == copy


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            "表😀.xlsx",
            "第一行\n第二行.xlsx",
            " 空格 .xlsx",
            "a.b.XLSX",
            "-表.xlsx",
            "'引号\".xlsx",
            "[1].xlsx",
            "%41#.xlsx",
        ],
    )
    @posix
    def test_odd_ones(self, tmp_path: Path, name: str) -> None:
        form = write_form(tmp_path / "x.xlsx", "review", changes={"F21": "良"}).rename(tmp_path / name)
        copy = check_file(form).copy
        assert copy is not None and copy.name == f"{form.stem}-核查{form.suffix}"
        assert check_file(copy).copy == copy
        assert names(tmp_path) == sorted([name, copy.name])

    def test_one_that_is_nothing_but_a_suffix(self, tmp_path: Path) -> None:
        form = write_form(tmp_path / "x.xlsx", "review").rename(tmp_path / ".xlsx")
        copy = check_file(form).copy
        assert copy == tmp_path / "-核查.xlsx"
        assert check_file(copy).copy == copy

    @posix
    def test_one_that_is_no_text(self, tmp_path: Path) -> None:
        name = os.fsdecode(b"\xb1\xed.xlsx")
        form = write_form(tmp_path / "x.xlsx", "review").rename(tmp_path / name)
        assert check_file(form).copy is not None

    @posix
    def test_one_as_long_as_a_name_can_be(self, tmp_path: Path) -> None:
        form = write_form(tmp_path / "x.xlsx", "review", changes={"F21": "良"})
        form = form.rename(tmp_path / f"{'b' * (255 - len(os.fsencode('-核查.xlsx')))}.xlsx")
        copy = check_file(form).copy
        assert copy is not None and len(os.fsencode(copy.name)) == 255
        assert check_file(copy).copy == copy
        too_long = form.rename(tmp_path / f"b{form.name}")
        assert "太长" in refused(too_long)


CHECK = "import sys; from pathlib import Path; from addin.checking.files import check_file; "


@posix
class TestRunsThatWereKilled:
    def killed(self, form: Path, at: str) -> None:
        """A check that dies without a word at this call."""
        patch = f"import os, signal; {at} = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL); "
        done = subprocess.run(
            [sys.executable, "-c", f"{CHECK}{patch}check_file(Path(sys.argv[1]))", str(form)]
        )
        assert done.returncode == -signal.SIGKILL

    @pytest.mark.parametrize("at", ["os.fsync", "Path.replace"])
    def test_leave_a_draft_that_the_next_check_of_the_file_removes(self, form: Path, at: str) -> None:
        self.killed(form, at)
        assert len(names(form.parent)) == 2 and not form.with_name("自评-核查.xlsx").exists()
        write_form(form.with_name("别的.xlsx"), "review")
        check_file(form.with_name("别的.xlsx"))
        assert any(name.endswith(".tmp") for name in names(form.parent))  # not of that file
        check_file(form)
        assert names(form.parent) == sorted(["别的.xlsx", "别的-核查.xlsx", "自评.xlsx", "自评-核查.xlsx"])

    def test_leave_the_earlier_copy_as_it_was(self, form: Path, copy: Path) -> None:
        kept = copy.read_bytes()
        self.killed(form, "Path.replace")
        assert copy.read_bytes() == kept
        check_file(copy)
        assert names(form.parent) == sorted(["自评.xlsx", "自评-核查.xlsx"])

    def test_a_draft_that_is_being_written_is_left_alone(self, tmp_path: Path) -> None:
        draft, file = drafts.new_draft(tmp_path / "a.xlsx")
        drafts.remove_left_behind(tmp_path / "a.xlsx")
        assert draft.exists()
        file.close()
        drafts.remove_left_behind(tmp_path / "a.xlsx")
        assert not draft.exists()


@posix
def test_two_runs_at_once_leave_one_whole_copy(form: Path) -> None:
    script = f"{CHECK}outcome = check_file(Path(sys.argv[1])); sys.exit(2 if outcome.problem else 0)"
    runs = [subprocess.Popen([sys.executable, "-c", script, str(form)]) for _ in range(4)]
    assert {run.wait() for run in runs} <= {0, 2}
    assert names(form.parent) == sorted(["自评.xlsx", "自评-核查.xlsx"])
    assert check_file(form.with_name("自评-核查.xlsx")).problem is None


@posix
def test_a_disk_that_is_full_leaves_nothing_behind(form: Path, copy: Path) -> None:
    kept = copy.read_bytes()
    script = (
        f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); {CHECK}"
        "print(check_file(Path(sys.argv[1])).problem)"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, str(form)], capture_output=True, encoding="utf-8"
    )
    assert "无法写入“自评-核查.xlsx”：文件超过了这个磁盘或账户所允许的大小" in done.stdout
    assert copy.read_bytes() == kept
    assert names(form.parent) == sorted(["自评.xlsx", "自评-核查.xlsx"])


def test_a_folder_that_is_read_only(form: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def closed(path: Path, mode: str = "r", *more: Any) -> Any:
        if "x" in mode:
            raise PermissionError(13, "Permission denied")
        return opened(path, mode, *more)

    monkeypatch.setattr(Path, "open", closed)  # the tests may run as root, who may write everywhere
    assert "没有写入权限" in refused(form)
    assert names(form.parent) == ["自评.xlsx"]


def change_before_replacing(monkeypatch: pytest.MonkeyPatch, target: Path, content: bytes) -> None:
    """A person saves the copy while a check is at its last step."""
    hold = drafts._hold

    def late(file: object) -> bool:
        target.write_bytes(content)
        return hold(file)  # type: ignore[arg-type]

    monkeypatch.setattr(drafts, "_hold", late)


@pytest.mark.parametrize("checked", ["自评.xlsx", "自评-核查.xlsx"])
def test_what_is_saved_in_the_copy_during_a_check_is_not_lost(
    form: Path, copy: Path, monkeypatch: pytest.MonkeyPatch, checked: str
) -> None:
    change_before_replacing(monkeypatch, copy, b"saved by a person")
    assert "改动过" in refused(form.with_name(checked))
    assert copy.read_bytes() == b"saved by a person"


def test_nor_is_a_file_that_has_come_during_it(form: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = form.with_name("自评-核查.xlsx")
    change_before_replacing(monkeypatch, target, b"new")
    assert "改动过" in refused(form)
    assert target.read_bytes() == b"new"


def test_a_file_whose_copy_could_not_be_checked_again_gets_none(form: Path) -> None:
    """A second sheet holds the very hints that the check is going to write: nobody could tell them apart."""
    first = check_file(form).copy
    assert first is not None
    book = openpyxl.load_workbook(form)
    hints = openpyxl.load_workbook(first)["review"]
    other = book.create_sheet("旧表的备份")
    for row in hints.iter_rows(min_col=10):
        for cell in row:
            if cell.value:
                other[cell.coordinate] = cell.value
    book.save(form)
    first.unlink()
    problem = refused(form)
    assert "再核查时会出错" in problem and "旧表的备份" in problem
    assert names(form.parent) == ["自评.xlsx"]


def test_a_draft_is_shown_before_it_takes_its_place(form: Path, tmp_path: Path) -> None:
    seen = []

    def proof(draft: Path) -> None:
        seen.append(zipfile.is_zipfile(draft))
        raise Refused("不行")

    with pytest.raises(Refused, match="不行"):
        Workbook.open(form).save(tmp_path / "b.xlsx", proof)
    assert seen == [True]
    assert names(tmp_path) == ["自评.xlsx"]

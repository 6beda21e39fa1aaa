"""Damaged sample forms: a few hundred of those that benchmarks/fuzz makes by the thousand, the same ones every day."""

from __future__ import annotations

import signal
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from addin.checking import files
from addin.hosts.problems import Refused
from benchmarks.fuzz import by_bytes, by_markup, trial
from benchmarks.fuzz.__main__ import SEED
from benchmarks.fuzz.case import make
from benchmarks.fuzz.samples import Sample, samples

BLOCKS, EACH = range(8), 30
ORDINARY = next(one for one in samples() if one.name == "ordinary.xlsx")

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="bounded by an alarm")


def judged(folder: Path, number: int) -> list[str]:
    one = make(SEED, number)
    (folder / str(number)).mkdir()
    return [
        f"{number} ({one.name}): {wrong}"
        for wrong in trial.judge(folder / str(number), one.suffix, one.data).wrong
    ]


@pytest.mark.parametrize("block", BLOCKS)
def test_a_check_keeps_its_promises(block: int, tmp_path: Path) -> None:
    assert [
        wrong for number in range(block * EACH, (block + 1) * EACH) for wrong in judged(tmp_path, number)
    ] == []


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_an_undamaged_sample_is_checked(sample: Sample, tmp_path: Path) -> None:
    result = trial.judge(tmp_path, sample.suffix, sample.data)
    assert (result.came, result.wrong) == ("copy", [])


def test_a_case_is_the_same_on_every_day() -> None:
    before = [make(SEED, number) for number in range(40)]
    samples.cache_clear()
    assert [make(SEED, number) for number in range(40)] == before


def test_damage_is_done() -> None:
    parts = ORDINARY.parts
    for number in range(100):
        chance = Random(number)
        assert isinstance(by_bytes.damaged(chance, ORDINARY.data), bytes)
        changed = by_markup.damaged(chance, parts["xl/worksheets/sheet1.xml"])
        assert changed is not None
        etree.fromstring(changed)
    assert by_markup.damaged(Random(1), b"no markup") is None


def wrong(folder: Path) -> str:
    return "\n".join(trial.judge(folder, ".xlsx", ORDINARY.data).wrong)


class TestWhatIsWrongIsTold:
    def test_an_exception(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(trial, "check_file", lambda path: [][1])
        assert "IndexError" in wrong(tmp_path)

    def test_a_check_without_end(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def forever(path: Path) -> None:
            while True:
                pass

        monkeypatch.setattr(trial, "check_file", forever)
        monkeypatch.setattr(trial, "HANG", 1)
        assert wrong(tmp_path) == "took more than 1 s"

    def test_an_original_that_is_written_to(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def spoiled(path: Path) -> files.FileCheck:
            path.write_bytes(b"x")
            raise Refused("不行")

        monkeypatch.setattr(trial, "check_file", spoiled)
        assert wrong(tmp_path) == "the original is no longer what it was"

    def test_another_copy_at_the_second_check(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        calls = []

        def checked(path: Path) -> files.FileCheck:
            result = files.check_file(path)
            calls.append(path)
            if len(calls) == 2 and result.copy is not None:
                result.copy.write_bytes(result.copy.read_bytes() + b"x")
            return result

        monkeypatch.setattr(trial, "check_file", checked)
        assert "the original checked again: other bytes" in wrong(tmp_path)

    def test_something_left_behind(self, tmp_path: Path) -> None:
        (tmp_path / "~草稿").touch()
        assert wrong(tmp_path) == "left behind: ['~草稿']"

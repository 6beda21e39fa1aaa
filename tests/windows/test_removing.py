"""卸载.cmd: what was installed is gone, and nothing else is."""

from __future__ import annotations

from pathlib import Path

from addin.installing.install import places
from addin.installing.windows import Windows
from tests.windows.test_bundle import run


def test_removing_leaves_nothing(bundle: Path) -> None:
    there = places(Windows())
    mine = Path(there.start) / "我的.xlsb"
    mine.write_bytes(b"mine")
    code, said = run(bundle / "卸载.cmd")
    assert code == 0 and "已删除" in said
    assert [path.name for path in Path(there.start).iterdir()] == [mine.name]
    assert not Path(there.folder).exists()


def test_once_more_there_is_nothing_to_remove(bundle: Path) -> None:
    code, said = run(bundle / "卸载.cmd")
    assert code == 0 and "没有安装过" in said

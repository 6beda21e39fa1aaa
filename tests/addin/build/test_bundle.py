"""jixiao-windows.zip, as far as it shows without its parts; .ci/windows makes the whole, and uses it under Wine."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from addin.build import bundle
from addin.installing import XLWINGS
from addin.templates import TEMPLATES

TEXT = Path(bundle.__file__).with_suffix(".toml").read_text(encoding="utf-8")
CONTENT = tomllib.loads(TEXT)
PARTS = [CONTENT["python"], *CONTENT["wheel"]]
SIGNS_OF_CMD = set(b'&|<>^%!"()')


def test_each_part_is_named_by_version_and_hash_and_by_no_address() -> None:
    for part in PARTS:
        assert re.fullmatch(r"\d[\w.]*", part["version"]), part
        assert re.fullmatch(r"[0-9a-f]{64}", part["sha256"]), part
    assert "://" not in TEXT


def test_xlwings_is_that_of_the_addin() -> None:
    assert {part["version"] for part in PARTS if part["name"] == "xlwings"} == {XLWINGS}


def test_what_is_not_free_is_left_out() -> None:
    (xlwings,) = (part for part in PARTS if part["name"] == "xlwings")
    assert "xlwings/pro/*" in xlwings["leave_out"]


def wheel(folder: Path, **files: str) -> dict[str, Any]:
    with zipfile.ZipFile(folder / "thing-1.0-py3-none-any.whl", "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return {"name": "thing", "version": "1.0"}


def test_a_wheel_is_laid_as_pip_lays_it_and_its_licence_comes_along(tmp_path: Path) -> None:
    files = {
        "thing/__init__.py": "code",
        "thing-1.0.data/data/thing.dll": "dll",
        "thing-1.0.dist-info/licenses/LICENSE": "free",
    }
    assert bundle._wheel(wheel(tmp_path, **files), tmp_path) == {
        "python/site-packages/thing/__init__.py": b"code",
        "python/thing.dll": b"dll",
        "python/site-packages/thing-1.0.dist-info/licenses/LICENSE": b"free",
        "许可/thing/LICENSE.txt": b"free",
    }


def test_a_part_without_a_licence_is_not_packed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="licence"):
        bundle._wheel(wheel(tmp_path, **{"thing/__init__.py": "code"}), tmp_path)


def test_what_is_left_out_has_to_be_there(tmp_path: Path) -> None:
    part = wheel(tmp_path, **{"thing/tests.py": "", "thing-1.0.dist-info/LICENSE": "free"})
    kept = bundle._wheel({**part, "leave_out": ["thing/tests.py"]}, tmp_path)
    assert "python/site-packages/thing/tests.py" not in kept
    with pytest.raises(ValueError, match="nothing to leave out"):
        bundle._wheel({**part, "leave_out": ["thing/demos/*"]}, tmp_path)


def test_our_own_part_is_that_of_the_wheel_without_what_builds_it() -> None:
    own = bundle._own(CONTENT)
    assert (
        own["python/site-packages/workbook_templates/jixiao.xlam"] == (TEMPLATES / "jixiao.xlam").read_bytes()
    )
    assert "python/site-packages/addin/cli/dropped.py" in own
    assert not [name for name in own if "/addin/build/" in name]


def test_people_find_the_scripts_the_guide_and_the_forms() -> None:
    pages = bundle._pages(CONTENT)
    assert {"安装.cmd", "卸载.cmd", "核查文件.cmd", "说明.txt", "使用指南.html", "许可/jixiao.txt"} <= set(
        pages
    )
    forms = {path.read_bytes() for path in TEMPLATES.glob("*.xls?") if path.suffix != ".xlam"}
    assert {content for name, content in pages.items() if name.startswith("空白表/")} == forms
    for name in re.findall(r"“([^”]+\.(?:cmd|html))”", pages["说明.txt"].decode("utf-8-sig")):
        assert name in pages


@pytest.mark.parametrize("name", ["安装.cmd", "卸载.cmd", "核查文件.cmd"])
def test_a_script_is_read_alike_in_every_code_page_but_for_what_it_says(name: str) -> None:
    """cmd.exe reads it byte by byte: half of a Chinese character must not be a sign of its own."""
    script = bundle._pages(CONTENT)[name]
    assert b"\n" not in script.replace(b"\r\n", b"")
    for line in script.decode("gbk").splitlines():
        halves = {byte for letter in line if not letter.isascii() for byte in letter.encode("gbk")}
        assert not halves & SIGNS_OF_CMD
        assert line.isascii() or line.startswith("echo ")


def test_the_same_files_give_the_same_bytes() -> None:
    one = bundle._zipped({"a": b"1", "说明.txt": b"2"})
    assert one == bundle._zipped({"说明.txt": b"2", "a": b"1"})
    assert zipfile.ZipFile(io.BytesIO(one)).namelist() == [f"{bundle.FOLDER}/a", f"{bundle.FOLDER}/说明.txt"]

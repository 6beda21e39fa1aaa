"""The unpacked folder on a PC without Python: what a person double-clicks or drops files on."""

from __future__ import annotations

import json
import os
import subprocess
import winreg
from pathlib import Path

import pytest

from addin.installing import XLWINGS
from addin.installing.install import configured, places
from addin.installing.windows import Windows

CODE_PAGE = "gbk"
HOME = Path(os.environ["USERPROFILE"])
EXCEL = r"Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"


def run(script: Path, *dropped: Path) -> tuple[int, str]:
    """What Explorer does: cmd.exe with the script in quotes, and names with blanks in quotes."""
    names = [f'"{path}"' if " " in str(path) else str(path) for path in dropped]
    line = f'{os.environ["COMSPEC"]} /c ""{script}" {" ".join(names)}"'
    done = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, timeout=100, check=False)
    return done.returncode, (done.stdout + done.stderr).decode(CODE_PAGE)


def copied(source: Path, folder: Path) -> Path:
    """Not by shutil: Wine 8 has no CopyFile2."""
    folder.mkdir(exist_ok=True)
    target = folder / source.name
    target.write_bytes(source.read_bytes())
    return target


def test_the_folder_lies_under_a_difficult_path(bundle: Path) -> None:
    """As the bundle is to work anywhere in the profile of a user."""
    assert all(mark in str(bundle) for mark in " ()（）【】'") and bundle.is_relative_to(HOME)


def test_installing_says_what_this_pc_lacks(bundle: Path) -> None:
    code, said = run(bundle / "安装.cmd")
    assert code == 1
    assert "[问题] Excel：没有找到 Excel" in said and "Traceback" not in said


def test_with_an_excel_installing_finds_nothing_amiss(bundle: Path) -> None:
    with winreg.CreateKey(winreg.HKEY_LOCAL_MACHINE, EXCEL) as key:
        winreg.SetValueEx(
            key, "", 0, winreg.REG_SZ, r"C:\Program Files\Microsoft Office\root\Office16\EXCEL.EXE"
        )
    code, said = run(bundle / "安装.cmd")
    assert code == 0, said
    assert "没有发现问题" in said


def test_the_addin_the_settings_and_the_dlls_are_where_excel_looks_for_them(bundle: Path) -> None:
    there, built = (
        places(Windows()),
        bundle / "python" / "site-packages" / "workbook_templates" / "jixiao.xlam",
    )
    assert Path(there.addin).read_bytes() == built.read_bytes()
    assert configured(Windows()) == {"INTERPRETER_WIN": str(bundle / "python" / "python.exe")}
    for bits in (64, 32):
        name = f"xlwings{bits}-{XLWINGS}.dll"
        assert Path(there.dll(name)).read_bytes() == (bundle / "python" / name).read_bytes()


def test_python_takes_nothing_from_this_pc(bundle: Path, tmp_path: Path) -> None:
    """Neither a module beside the workbook nor what the environment names."""
    for name in ("xlwings.py", "openpyxl.py"):
        (tmp_path / name).write_text("raise SystemExit('not ours')")
    done = subprocess.run(
        [bundle / "python" / "python.exe", "-m", "jixiao", "--version"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONHOME": r"C:\nowhere"},
        capture_output=True,
        timeout=100,
        check=False,
    )
    assert done.stdout.startswith(b"jixiao "), done.stderr


def checked(bundle: Path, folder: Path) -> list[str]:
    """All forms in one go, as JSON into a pipe in the code page."""
    names = sorted(path.name for path in folder.iterdir())
    done = subprocess.run(
        [bundle / "python" / "python.exe", "-m", "jixiao", "check", *names, "--format", "json"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=200,
        check=False,
    )
    assert done.stderr == b"" and done.returncode == 1
    return done.stdout.decode("ascii").splitlines()


def test_a_check_gives_what_it_gives_on_linux_to_the_byte(bundle: Path, given: Path, tmp_path: Path) -> None:
    folder = tmp_path / "表 (2026)"
    for form in (given / "forms").iterdir():
        copied(form, folder)
    lines = checked(bundle, folder)
    expected = (given / "check.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [json.loads(line) for line in expected]
    copies = sorted((given / "copies").iterdir())
    assert len(copies) > 20
    assert {path.name for path in copies} == {path.name for path in folder.iterdir() if "-核查" in path.stem}
    assert [path.name for path in copies if path.read_bytes() != (folder / path.name).read_bytes()] == []


def test_dropped_files_are_checked_beside_the_originals(bundle: Path, given: Path, tmp_path: Path) -> None:
    folder = tmp_path / "投递 (1)"
    names = ["review 表（一）.xlsx", "有错&review.xlsx", "自己的标记😀.xlsx"]
    dropped = [copied(given / "forms" / name, folder) for name in names]
    code, said = run(bundle / "核查文件.cmd", *dropped)
    assert code == 1 and "SC05" in said and "Traceback" not in said
    for name in names:
        copy = f"{Path(name).stem}-核查.xlsx"
        assert (folder / copy).read_bytes() == (given / "copies" / copy).read_bytes()


def test_a_name_is_never_taken_for_a_command(bundle: Path, given: Path, tmp_path: Path) -> None:
    """Explorer puts a name without blanks into the line without quotes, an ampersand in it or not."""
    line = subprocess.run(
        ["cmd", "/v:on", "/c", "echo !cmdcmdline!"], capture_output=True, timeout=60, check=False
    )
    if b"echo" not in line.stdout:
        pytest.skip("this cmd.exe does not tell its command line (Wine 8)")
    form = given / "forms" / "有错&review.xlsx"
    dropped = copied(form, tmp_path)
    code, said = run(bundle / "核查文件.cmd", dropped)
    assert code == 1 and "SC05" in said
    assert (tmp_path / "有错&review-核查.xlsx").exists()


def test_without_files_it_says_what_to_do(bundle: Path) -> None:
    code, said = run(bundle / "核查文件.cmd")
    assert code == 2 and "拖到“核查文件.cmd”的图标上" in said


def test_a_part_that_was_taken_away_is_said_in_chinese(bundle: Path, given: Path) -> None:
    (taken,) = (bundle / "python" / "site-packages" / "lxml").glob("etree*.pyd")
    aside = taken.rename(taken.with_suffix(".taken"))
    try:
        code, said = run(bundle / "核查文件.cmd", given / "forms" / "review 表（一）.xlsx")
    finally:
        aside.rename(taken)
    assert code == 2 and "jixiao 出错了，程序不完整，没有运行" in said and "Traceback" not in said
    log = Path(os.environ["LOCALAPPDATA"]) / "jixiao" / "jixiao-errors.txt"
    assert str(log) in said and "etree" in log.read_text(encoding="utf-8")


def test_a_script_that_was_not_unpacked_says_so(bundle: Path, tmp_path: Path) -> None:
    """Double-clicked inside the zip, it lies alone in a temporary folder."""
    code, said = run(copied(bundle / "安装.cmd", tmp_path))
    assert code == 2 and "请先把压缩包全部解压" in said

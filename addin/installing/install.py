"""Installs the Excel add-in for one user of one PC, and takes it away again.

The add-in goes into the user's XLSTART, which Excel opens at every start and trusts; the configuration that it
reads, and the DLLs that it loads, into a folder of their own in the user's profile. No administrator, no Excel
running, no registry, no "trust access" setting.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from addin.hosts.problems import Problem, reason
from addin.installing import dll
from addin.installing.windows import System

ADDIN = "jixiao.xlam"
BUILT = Path(__file__).parents[2] / "workbook_templates" / ADDIN
NOT_WINDOWS = "加载项只能装在 Windows 的 Excel 里；在这台电脑上请用 jixiao check 核查文件"
INTERPRETER, PYTHONPATH = "INTERPRETER_WIN", "PYTHONPATH"

_PACKAGES = "site-packages"
_MARK_OF_THE_WEB = ":Zone.Identifier"


class NotPossible(Problem):
    """The add-in cannot be installed or removed here; the message says what to do."""


@dataclass(frozen=True)
class Places:
    """Where things are for this user: full Windows paths."""

    start: str  # the folder whose books Excel opens
    addin: str
    folder: str  # ours, in the user's profile
    configuration: str

    def dll(self, name: str) -> str:
        return rf"{self.folder}\{name}"


def places(system: System) -> Places:
    """Raises NotPossible where this is no Windows, or one that does not say where the user's folders are."""
    if not system.is_windows():
        raise NotPossible(NOT_WINDOWS)
    roaming, home = system.variable("APPDATA"), system.variable("USERPROFILE")
    if not roaming or not home:
        raise NotPossible("Windows 没有给出用户文件夹的位置（APPDATA、USERPROFILE），无法安装")
    start = rf"{roaming}\Microsoft\Excel\XLSTART"
    # The add-in looks for its configuration and its DLLs in just this place.
    folder = rf"{home}\.jixiao"
    return Places(start, rf"{start}\{ADDIN}", folder, rf"{folder}\jixiao.conf")


def install(system: System, built: Path = BUILT, package: str | None = None) -> Places:
    """Copy the add-in and its DLLs and write its configuration; doing it again brings all up to date.

    ``package`` is the folder that holds ``addin/`` and ``scoring/``. A DLL that is nowhere on this PC is left
    for the doctor to speak of.
    """
    there = places(system)
    configuration = _configuration(system, package or str(BUILT.parent.parent))
    _write(system, there.addin, built.read_bytes())
    _write(system, there.configuration, configuration)
    python = configured(system)[INTERPRETER]
    for name in dll.NAMES:
        if source := dll.source(system, python, name):
            _write(system, there.dll(name), system.path(source).read_bytes())
    # Written over, a file keeps the mark that it was downloaded, and Excel would block its macros.
    _remove(system, there.addin + _MARK_OF_THE_WEB)
    return there


def uninstall(system: System) -> list[str]:
    """Remove what was installed; the paths of the files that were there."""
    there = places(system)
    files = (there.addin, there.configuration, *map(there.dll, dll.NAMES))
    removed = [name for name in files if _remove(system, name)]
    folder = system.path(there.folder)
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
    return removed


def configured(system: System) -> dict[str, str]:
    """The configuration as the add-in reads it; empty where there is none."""
    file = system.path(places(system).configuration)
    if not file.is_file():
        return {}
    lines = file.read_bytes().decode(system.ansi, errors="replace").splitlines()
    pairs = (line.strip('"').partition('","') for line in lines)
    return {key: value for key, comma, value in pairs if comma}


def marked_as_downloaded(system: System) -> bool:
    return system.path(places(system).addin + _MARK_OF_THE_WEB).exists()


def _configuration(system: System, package: str) -> bytes:
    python = PureWindowsPath(system.python)
    if not python.drive.endswith(":"):
        raise NotPossible(
            f"Python 在网络上（{python}）。请把 Python 和 jixiao（用安装包的，解压出来的文件夹）放到本机的硬盘上，再安装加载项"
        )
    # python.exe, not pythonw.exe: cmd.exe waits for the one and not for the other.
    settings = {INTERPRETER: str(python.with_name("python.exe"))}
    if _PACKAGES not in PureWindowsPath(package).parts:
        settings[PYTHONPATH] = package  # run from a copy of the sources: not found by itself
    text = "".join(f'"{key}","{value}"\r\n' for key, value in settings.items())
    try:
        return text.encode(system.ansi)
    except UnicodeEncodeError as error:
        letters = text[error.start : error.end]
        raise NotPossible(
            f"Python 的路径里有 Excel 读不了的字符“{letters}”。"
            r"请把 Python（用安装包的，解压出来的文件夹）放到只含字母的文件夹里（例如 C:\Python）再安装"
        ) from error


def _write(system: System, name: str, content: bytes) -> None:
    file = system.path(name)
    try:
        if file.is_file() and file.read_bytes() == content:
            return  # nothing to write, so an open Excel is not in the way
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except PermissionError as error:
        raise NotPossible(f"不能写“{name}”。{_in_use(system)}") from error
    except OSError as error:
        raise NotPossible(f"不能写“{name}”：{reason(error)}") from error


def _remove(system: System, name: str) -> bool:
    file = system.path(name)
    try:
        file.unlink()
    except FileNotFoundError:
        return False
    except PermissionError as error:
        raise NotPossible(f"不能删除“{name}”。{_in_use(system)}") from error
    except OSError:  # a disk without alternate streams says so in its own way
        if name.endswith(_MARK_OF_THE_WEB):
            return False
        raise
    return True


def _in_use(system: System) -> str:
    if "excel.exe" in system.processes():
        return "Excel 正在使用它：请关闭所有 Excel 窗口后再试；窗口都关了还不行，在任务管理器里结束 EXCEL.EXE"
    return "请确认这个文件夹允许您写入，并且杀毒软件没有拦截"

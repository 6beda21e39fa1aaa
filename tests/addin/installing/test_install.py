"""Installing, removing and examining the add-in on a PC that a small stand-in plays."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

import pytest
from typer.testing import CliRunner

from addin.cli import addin_commands
from addin.cli.main import app
from addin.installing import XLWINGS, windows
from addin.installing.dll import _RECORDED
from addin.installing.doctor import Diagnosis, State, examine, excel_bits
from addin.installing.install import BUILT, NotPossible, configured, install, places, uninstall
from addin.installing.windows import Values, Windows

HOME = r"C:\Users\张三"
ADDIN = HOME + r"\AppData\Roaming\Microsoft\Excel\XLSTART\jixiao.xlam"
CONFIGURATION = HOME + r"\.jixiao\jixiao.conf"
PYTHON = r"C:\Python311\python.exe"
PACKAGE = r"C:\Python311\Lib\site-packages"
BESIDE = rf"C:\Python311\xlwings64-{XLWINGS}.dll"  # where pip puts it for all users
DLL = HOME + rf"\.jixiao\xlwings64-{XLWINGS}.dll"
SMALL_DLL = DLL.replace("64-", "32-")
SECURITY = r"HKCU\Software\Microsoft\Office\16.0\Excel\Security"
POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0"
OPTIONS = r"HKCU\Software\Microsoft\Office\16.0\Excel\Options"
EXCEL_CLASS = r"HKLM\SOFTWARE\Classes\CLSID\{00024500-0000-0000-C000-000000000046}\LocalServer32"
EXCEL = r"C:\Program Files\Microsoft Office\Root\Office16\EXCEL.EXE /automation"
ET = r"C:\Users\张三\AppData\Local\Kingsoft\WPS Office\12.1.0.1\office6\et.exe /Automation"
APP_PATHS = r"\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
STORE_EXCEL = r"C:\Program Files\WindowsApps\Microsoft.Office.Desktop.Excel_16051.0_x86__x\Office16\EXCEL.EXE"
DISABLED = r"HKCU\Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"
CLICK_TO_RUN = r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"


class Pc:
    """A Windows PC in a folder: `C:\\x` is the file `<folder>/C/x`."""

    ansi = "gbk"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = PYTHON
        self.windows = True
        self.variables = {"APPDATA": HOME + r"\AppData\Roaming", "USERPROFILE": HOME, "ProgramW6432": "x"}
        self.keys: dict[str, Values] = {CLICK_TO_RUN: {"Platform": "x64"}}
        self.running: set[str] = set()
        self.printed = f"xlwings {XLWINGS}\n"
        self.recorded = ""  # the DLLs that pip has put somewhere
        self.commands: list[list[str]] = []
        self.put(PYTHON)
        self.put(BESIDE, b"64 bit")
        self.put(BESIDE.replace("64-", "32-"), b"32 bit")

    def put(self, name: str, content: bytes = b"") -> Path:
        file = self.path(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return file

    def is_windows(self) -> bool:
        return self.windows

    def variable(self, name: str) -> str:
        return self.variables.get(name, "")

    def path(self, name: str) -> Path:
        drive, *rest = PureWindowsPath(name).parts
        return self.folder.joinpath(drive.strip(":\\").replace("\\", "_"), *rest)

    def registry(self, key: str) -> Values:
        return self.keys.get(key, {})

    def processes(self) -> set[str]:
        return self.running

    def run(self, command: list[str]) -> str:
        self.commands.append(command)
        return self.recorded if "metadata" in command[-1] else self.printed


@pytest.fixture
def pc(tmp_path: Path) -> Pc:
    return Pc(tmp_path)


@pytest.fixture
def installed(pc: Pc) -> Pc:
    install(pc, package=PACKAGE)
    return pc


def troubles(pc: Pc) -> list[Diagnosis]:
    return [each for each in examine(pc) if each.state is State.TROUBLE]


# Installing


def test_install_puts_the_addin_where_excel_opens_it(installed: Pc) -> None:
    assert installed.path(ADDIN).read_bytes() == BUILT.read_bytes()


def test_the_configuration_is_in_the_code_page_and_names_the_interpreter(pc: Pc) -> None:
    pc.python = r"D:\工具\Scripts\pythonw.exe"
    install(pc, package=r"D:\工具\jixiao")
    assert pc.path(CONFIGURATION).read_bytes() == (
        '"INTERPRETER_WIN","D:\\工具\\Scripts\\python.exe"\r\n"PYTHONPATH","D:\\工具\\jixiao"\r\n'.encode(
            "gbk"
        )
    )
    assert configured(pc) == {
        "INTERPRETER_WIN": r"D:\工具\Scripts\python.exe",
        "PYTHONPATH": r"D:\工具\jixiao",
    }


def test_an_installed_package_needs_no_path(installed: Pc) -> None:
    """A path of ours would come before Python's own library."""
    assert set(configured(installed)) == {"INTERPRETER_WIN"}


def test_install_removes_the_mark_of_the_web(pc: Pc) -> None:
    mark = pc.put(ADDIN + ":Zone.Identifier", b"[ZoneTransfer]\r\nZoneId=3\r\n")
    install(pc, package=PACKAGE)
    assert not mark.exists()


def test_installing_again_changes_nothing(installed: Pc) -> None:
    before = {file: file.read_bytes() for file in installed.folder.rglob("*") if file.is_file()}
    install(installed, package=PACKAGE)
    assert {file: file.read_bytes() for file in installed.folder.rglob("*") if file.is_file()} == before


def test_a_path_that_the_code_page_cannot_hold_is_refused(pc: Pc) -> None:
    pc.python = "C:\\Users\\Ɓ\\python.exe"
    with pytest.raises(NotPossible, match="Ɓ"):
        install(pc, package=PACKAGE)
    assert not pc.path(ADDIN).exists()


def test_a_python_on_the_network_is_refused(pc: Pc) -> None:
    pc.python = r"\\server\share\python.exe"
    with pytest.raises(NotPossible, match="网络"):
        install(pc, package=PACKAGE)


def test_a_file_that_excel_holds_is_told(pc: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(self: Path, data: bytes) -> int:
        raise PermissionError

    monkeypatch.setattr(Path, "write_bytes", held)
    pc.running = {"excel.exe"}
    with pytest.raises(NotPossible, match="关闭所有 Excel 窗口"):
        install(pc, package=PACKAGE)


def test_uninstall_leaves_nothing(installed: Pc) -> None:
    mine = installed.put(HOME + r"\AppData\Roaming\Microsoft\Excel\XLSTART\我的.xlsb")
    assert uninstall(installed) == [ADDIN, CONFIGURATION, DLL, SMALL_DLL]
    assert mine.exists()
    assert not installed.path(CONFIGURATION).parent.exists()
    assert uninstall(installed) == []


def test_the_addin_looks_where_the_configuration_is(pc: Pc) -> None:
    """The VBA spells the path out for itself."""
    from addin.build.vba import modules

    assert places(pc).configuration == CONFIGURATION
    source = modules("")["xlwings"]
    assert 'Environ("USERPROFILE") & "\\." & PROJECT_NAME & "\\" & PROJECT_NAME & ".conf"' in source
    assert 'PROJECT_NAME As String = "jixiao"' in source


def test_the_addin_looks_for_the_dll_in_the_users_own_folder_first(pc: Pc) -> None:
    from addin.build.vba import modules

    (loading,) = re.findall(r"(?s)Private Sub XLPyLoadDLL\(\).*?End Sub", modules("")["xlwings"])
    folders = re.findall(r'LoadLibrary\((.*?) \+ "\\" \+ XLPyDLLName\)', loading)
    assert folders == [
        "ParentFolder(GetConfigFilePath())",
        "ParentFolder(PYTHON_WIN)",
        "ParentFolder(ParentFolder(PYTHON_WIN))",
    ]
    assert str(PureWindowsPath(CONFIGURATION).parent) == str(PureWindowsPath(DLL).parent)


@pytest.mark.parametrize(
    "folder",
    [r"C:\Python311", HOME + r"\AppData\Roaming\Python"],
    ids=["for all users", "pip install --user"],
)
def test_wherever_pip_has_put_the_dlls_the_addin_has_them(pc: Pc, folder: str) -> None:
    for name in (BESIDE, BESIDE.replace("64-", "32-")):
        content = pc.path(name).read_bytes()
        pc.path(name).unlink()
        pc.put(rf"{folder}\{PureWindowsPath(name).name}", content)
        pc.recorded += rf"{folder}\{PureWindowsPath(name).name}" + "\n"
    install(pc, package=PACKAGE)
    assert (pc.path(DLL).read_bytes(), pc.path(SMALL_DLL).read_bytes()) == (b"64 bit", b"32 bit")
    assert troubles(pc) == []


def test_the_doctor_knows_the_version_that_is_built_in() -> None:
    from addin.build.vba import modules

    assert f"xlwings64-{XLWINGS}.dll" in modules("")["xlwings"]


# Examining


def test_after_install_all_is_well(installed: Pc) -> None:
    assert {each.state for each in examine(installed)} == {State.OK}
    assert installed.commands[0][:4] == [PYTHON, "-P", "-B", "-c"]  # as the add-in starts it


def without_python(pc: Pc) -> None:
    pc.path(PYTHON).unlink()


def without_dll(pc: Pc) -> None:
    pc.path(DLL).unlink()
    pc.path(BESIDE).unlink()


def without_the_small_dll(pc: Pc) -> None:
    pc.keys[CLICK_TO_RUN] = {"Platform": "x86"}
    pc.path(SMALL_DLL).unlink()
    pc.path(BESIDE.replace("64-", "32-")).unlink()


def sets(key: str, **values: str | int | bytes) -> Callable[[Pc], None]:
    def change(pc: Pc) -> None:
        pc.keys[key] = dict(values)

    return change


def prints(text: str) -> Callable[[Pc], None]:
    def change(pc: Pc) -> None:
        pc.printed = text

    return change


@pytest.mark.parametrize(
    ("change", "subject", "way_out"),
    [
        (lambda pc: pc.path(ADDIN).unlink(), "加载项文件", "杀毒软件"),
        (lambda pc: pc.put(ADDIN, b"older"), "加载项文件", "关闭 Excel"),
        (lambda pc: pc.put(ADDIN + ":Zone.Identifier"), "下载标记", "install"),
        (lambda pc: pc.keys.clear(), "Excel", "安装 Excel"),
        (without_python, "Python", "install"),
        (without_dll, "xlwings 的 DLL", "杀毒软件"),
        (without_the_small_dll, "xlwings 的 DLL", "pip install"),
        (prints("xlwings 0.30.0\n"), "Python 模块", f"xlwings=={XLWINGS}"),
        (prints("Traceback\nModuleNotFoundError: No module named 'addin'\n"), "Python 模块", "重新安装"),
        (sets(POLICY + r"\Common", VBAOff=1), "宏的设置", "信息部门"),
        (sets(POLICY + r"\Excel\Security", RequireAddinSig=1), "宏的设置", "信息部门"),
        (sets(SECURITY, DisableAllAddins=1), "宏的设置", "信任中心"),
        (sets(SECURITY + r"\Trusted Locations", AllLocationsDisabled=1), "受信任位置", "信任中心"),
        (sets(OPTIONS, OPEN1=r'/A "C:\下载\jixiao.xlam"'), "重复加载", "XLSTART"),
        (sets(DISABLED, x="\\XLSTART\\jixiao.xlam".encode("utf-16-le")), "禁用的项目", "禁用项目"),
        (lambda pc: pc.variables.update(OneDrive="C:\\Python311"), "OneDrive", "OneDrive 之外"),
    ],
)
def test_each_trouble_is_told_with_its_way_out(
    installed: Pc, change: Callable[[Pc], object], subject: str, way_out: str
) -> None:
    change(installed)
    found = {each.subject: each for each in troubles(installed)}
    assert way_out in found[subject].way_out
    assert set(found) == {subject}


def test_a_healthy_pc_says_nothing_new(installed: Pc) -> None:
    """Both Excel and WPS are there, and Excel answers to its name."""
    before = examine(installed)
    installed.keys[r"HKLM\SOFTWARE\Classes\Excel.Application\CLSID"] = {"": EXCEL_CLASS.split("\\")[-2]}
    installed.keys[EXCEL_CLASS] = {"": EXCEL}
    installed.keys[r"HKLM" + APP_PATHS] = {"": EXCEL.partition(" /")[0]}
    installed.keys[r"HKCU\Software\kingsoft\Office\6.0\Common"] = {"x": 1}
    installed.variables["LOCALAPPDATA"] = HOME + r"\AppData\Local"
    assert examine(installed) == before
    assert {each.state for each in before} == {State.OK}


OWN = r"HKCU\Software\Classes"
ET_CLASS = "{45540001-5750-5300-4B49-4E47534F4655}"


@pytest.mark.parametrize(
    "keys",
    [
        {EXCEL_CLASS: {"": ET}},
        {EXCEL_CLASS.replace(r"HKLM\SOFTWARE", r"HKCU\Software"): {"": ET}},  # comes before the PC's
        {EXCEL_CLASS.replace(r"\CLSID", r"\Wow6432Node\CLSID"): {"": rf'"{ET}"'}},
        {EXCEL_CLASS: {"": r"D:\办公\wps.exe /et /automation"}},
        {  # the name itself leads elsewhere
            rf"{OWN}\Excel.Application\CLSID": {"": ET_CLASS},
            rf"{OWN}\CLSID\{ET_CLASS}\LocalServer32": {"": ET},
        },
    ],
)
def test_a_wps_in_the_place_of_excel_is_told(installed: Pc, keys: dict[str, Values]) -> None:
    installed.keys.setdefault(EXCEL_CLASS, {"": EXCEL})
    if any("Wow6432Node" in key for key in keys):
        del installed.keys[EXCEL_CLASS]
    installed.keys.update(keys)
    (found,) = troubles(installed)
    assert found.subject == "Excel"
    assert "WPS 占用了 Excel 的登记" in found.found and next(reversed(keys.values()))[""] in found.found
    assert "兼容第三方系统和软件" in found.way_out and "快速修复" in found.way_out


def test_a_32_bit_registration_of_wps_does_not_hide_excel(installed: Pc) -> None:
    installed.keys[EXCEL_CLASS] = {"": EXCEL}
    installed.keys[EXCEL_CLASS.replace(r"\CLSID", r"\Wow6432Node\CLSID")] = {"": ET}
    assert troubles(installed) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda pc: pc.keys.update({EXCEL_CLASS: {"": STORE_EXCEL}}),
        lambda pc: pc.keys.update({"HKLM" + APP_PATHS: {"": STORE_EXCEL}}),
        lambda pc: pc.keys.update({"HKCU" + APP_PATHS: {"": STORE_EXCEL}}),
        lambda pc: pc.put(
            HOME + r"\AppData\Local\Packages\Microsoft.Office.Desktop_8wekyb3d8bbwe\Settings\settings.dat"
        ),
    ],
)
def test_the_shops_excel_is_told(installed: Pc, change: Callable[[Pc], object]) -> None:
    installed.keys = {}
    installed.variables["LOCALAPPDATA"] = HOME + r"\AppData\Local"
    change(installed)
    (found,) = troubles(installed)
    assert found.subject == "Excel" and "商店版" in found.found
    assert "桌面版" in found.way_out and "jixiao check" in found.way_out


def test_the_shops_leavings_beside_a_desktop_excel_are_nothing(installed: Pc) -> None:
    installed.variables["LOCALAPPDATA"] = HOME + r"\AppData\Local"
    installed.put(HOME + r"\AppData\Local\Packages\Microsoft.Office.Desktop_8wekyb3d8bbwe\x")
    assert troubles(installed) == []


def test_a_dll_that_was_taken_away_is_told_from_one_that_was_never_there(installed: Pc) -> None:
    without_dll(installed)
    (never,) = troubles(installed)
    assert "没有" in never.found and never.way_out.startswith(f'请运行 "{PYTHON}" -m pip install')
    installed.recorded = f"{BESIDE.replace('64-', '32-')}\n{BESIDE}\n"
    (taken,) = troubles(installed)
    assert taken.found == f"{BESIDE} 装过，后来被删除了，多半是杀毒软件隔离了它"
    assert "隔离区" in taken.way_out and "--force-reinstall" in taken.way_out


@pytest.mark.parametrize("change", [lambda pc: pc.path(ADDIN).unlink(), without_dll])
def test_the_files_to_allow_are_named_in_full(installed: Pc, change: Callable[[Pc], object]) -> None:
    change(installed)
    (found,) = troubles(installed)
    assert found.way_out.partition("（白名单）：")[2].startswith(f"{ADDIN}、{DLL}")


def test_a_dll_that_lies_elsewhere_is_brought_by_installing_again(installed: Pc) -> None:
    without_dll(installed)
    installed.recorded = HOME + rf"\AppData\Roaming\Python\xlwings64-{XLWINGS}.dll"
    installed.put(installed.recorded)
    (found,) = troubles(installed)
    assert HOME + r"\.jixiao" in found.found
    assert "jixiao addin install" in found.way_out
    install(installed, package=PACKAGE)
    assert troubles(installed) == []


def test_a_dll_beside_python_will_do(installed: Pc) -> None:
    """The add-in looks there too."""
    installed.path(DLL).unlink()
    assert troubles(installed) == []


def test_what_pip_has_put_on_the_pc_is_what_python_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """The question to Python runs, and names each DLL by its full path."""
    import importlib.metadata as metadata

    files = [metadata.PackagePath(f"../../../xlwings{bits}-{XLWINGS}.dll") for bits in (32, 64)] + [
        metadata.PackagePath("xlwings/__init__.py")
    ]
    for each in files:
        each.dist = metadata.PathDistribution(Path("/env/Lib/site-packages/xlwings.dist-info"))
    monkeypatch.setattr(metadata, "files", lambda name: files)
    said: list[str] = []
    exec(_RECORDED, {"print": lambda *lines, sep: said.extend(lines)})
    assert said == [f"/xlwings{bits}-{XLWINGS}.dll" for bits in (32, 64)]


def test_wps_alone_is_told_apart(installed: Pc) -> None:
    installed.keys = {r"HKCU\Software\kingsoft\Office\6.0\Common": {"x": 1}}
    assert "WPS" in troubles(installed)[0].found


def test_without_a_configuration_nothing_is_run(installed: Pc) -> None:
    installed.path(CONFIGURATION).unlink()
    assert {each.subject for each in troubles(installed)} == {
        "配置文件",
        "Python",
        "Python 模块",
        "xlwings 的 DLL",
    }
    assert installed.commands == []


def test_the_shops_python_is_told(installed: Pc) -> None:
    installed.python = HOME + r"\AppData\Local\Microsoft\WindowsApps\python.exe"
    installed.put(installed.python)
    install(installed, package=PACKAGE)
    assert any("商店" in each.found for each in troubles(installed))


def test_a_network_profile_is_not_trusted(installed: Pc) -> None:
    installed.variables["APPDATA"] = r"\\server\home\zhang"
    install(installed, package=PACKAGE)
    (found,) = troubles(installed)
    assert found.subject == "受信任位置"


@pytest.mark.parametrize("setting", [3, 4])
def test_disabled_macros_do_not_touch_the_addin(installed: Pc, setting: int) -> None:
    installed.keys[SECURITY] = {"VBAWarnings": setting}
    assert troubles(installed) == []
    (note,) = [each for each in examine(installed) if each.state is State.NOTE]
    assert "evaluation_form.xlsm" in note.found


def test_a_running_excel_is_noted(installed: Pc) -> None:
    installed.running = {"excel.exe"}
    assert [each.subject for each in examine(installed) if each.state is State.NOTE] == ["Excel 进程"]


@pytest.mark.parametrize(
    ("keys", "bits"),
    [
        ({CLICK_TO_RUN: {"Platform": "x86"}}, 32),
        ({r"HKLM\SOFTWARE\Microsoft\Office\16.0\Outlook": {"Bitness": "x64"}}, 64),
        (
            {
                r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe": {
                    "": r"C:\Program Files (x86)\Microsoft Office\Office14\EXCEL.EXE"
                }
            },
            32,
        ),
        ({}, None),
    ],
)
def test_the_bits_of_excel(pc: Pc, keys: dict[str, Values], bits: int | None) -> None:
    pc.keys = keys
    assert excel_bits(pc) == bits


# The command line


@pytest.mark.parametrize("command", ["install", "uninstall", "doctor"])
def test_elsewhere_one_line_and_exit_code_2(pc: Pc, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pc.windows = False
    monkeypatch.setattr(addin_commands, "system", lambda: pc)
    done = CliRunner().invoke(app, ["addin", command])
    assert done.exit_code == 2
    assert len(done.output.splitlines()) == 1
    assert "Windows" in done.output


def test_from_install_to_uninstall(pc: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addin_commands, "system", lambda: pc)
    runner = CliRunner()
    done = runner.invoke(app, ["addin", "install"])
    assert done.exit_code == 0 and ADDIN in done.output and "没有发现问题" in done.output
    healthy = runner.invoke(app, ["addin", "doctor"])
    assert (healthy.exit_code, healthy.output.splitlines()[-1]) == (0, "没有发现问题")
    without_dll(pc)
    ill = runner.invoke(app, ["addin", "doctor"])
    assert ill.exit_code == 1
    assert "[问题] xlwings 的 DLL" in ill.output and "办法：" in ill.output
    assert "已删除" in runner.invoke(app, ["addin", "uninstall"]).output


def test_installing_says_at_once_what_will_not_work(pc: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addin_commands, "system", lambda: pc)
    pc.keys = {}
    done = CliRunner().invoke(app, ["addin", "install"])
    assert done.exit_code == 1
    assert "[问题] Excel" in done.output and "办法：" in done.output and "有 1 个问题" in done.output
    assert pc.path(ADDIN).exists()


def test_a_file_that_cannot_be_read_or_written_is_one_line(pc: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(system: Pc) -> None:
        raise OSError(5, "Input/output error", r"C:\jixiao.xlam")

    monkeypatch.setattr(addin_commands, "system", lambda: pc)
    monkeypatch.setattr(addin_commands, "install", fails)
    done = CliRunner().invoke(app, ["addin", "install"])
    assert (done.exit_code, done.stderr) == (
        2,
        "不能读写“C:\\jixiao.xlam”，请检查权限和磁盘空间后再试\n",
    )


def test_this_machine_is_asked_without_harm() -> None:
    """The real one, as far as it answers anywhere."""
    here = Windows()
    assert here.registry(r"HKCU\Software\No such key") == {}
    assert here.run(["no such program"]) == ""
    assert here.variable("NO_SUCH_VARIABLE") == ""
    assert here.run([sys.executable, "-c", "import sys; print('out'); print('err', file=sys.stderr)"]) in (
        "out\nerr\n",
        "err\nout\n",
    )


HOLDS_ITS_OUTPUT = """
import subprocess, sys
other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(other.pid, flush=True)
"""


def test_a_program_that_leaves_another_behind_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other holds the output open, as the desktop of Windows does that a program has started."""
    monkeypatch.setattr(windows, "_WAIT", 10)
    printed = Windows().run([sys.executable, "-c", HOLDS_ITS_OUTPUT])
    assert printed.strip().isdecimal()
    os.kill(int(printed), signal.SIGTERM)


def test_a_program_that_does_not_end_has_said_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "_WAIT", 0.2)
    assert Windows().run([sys.executable, "-c", "import time; print(1, flush=True); time.sleep(60)"]) == ""

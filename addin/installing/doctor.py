"""Says which of the known troubles keeps the add-in from working on this PC, and the way out of each.

One function a trouble; each looks and answers, none changes anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from addin.installing import XLWINGS, dll
from addin.installing.install import (
    ADDIN,
    BUILT,
    INTERPRETER,
    PYTHONPATH,
    configured,
    marked_as_downloaded,
    places,
)
from addin.installing.which_excel import OFFICE_VERSIONS, excel_bits, is_from_the_store, taken_by_wps
from addin.installing.windows import System

_TRIAL = "import xlwings, addin.functions, addin.macros; print('xlwings', xlwings.__version__)"
_INSTALL = "请运行 jixiao addin install（用安装包的，双击“安装.cmd”）"
_TRUST_CENTER = "Excel 的“选项 → 信任中心 → 信任中心设置”"
_ASK_IT = "这是单位统一设置的，请联系信息部门"


class State(Enum):
    """How a check came out."""

    OK = "正常"
    NOTE = "注意"
    TROUBLE = "问题"


@dataclass(frozen=True)
class Diagnosis:
    """One thing looked at: what was found and, where it is a trouble, the way out."""

    subject: str
    state: State
    found: str
    way_out: str = ""


def examine(system: System, built: Path = BUILT) -> list[Diagnosis]:
    """Every check in its order; raises NotPossible where this is no Windows."""
    places(system)
    return [_addin_file(system, built), *(check(system) for check in _CHECKS)]


def _addin_file(system: System, built: Path) -> Diagnosis:
    subject, file = "加载项文件", system.path(places(system).addin)
    if not file.is_file():
        way_out = f"{_INSTALL}；装过又不见了，多半是杀毒软件隔离了它：{_restore(system)}"
        return _trouble(subject, f"{places(system).addin} 不存在", way_out)
    if file.read_bytes() != built.read_bytes():
        return _trouble(subject, "与 jixiao 的版本不一致", "请关闭 Excel，再运行 jixiao addin install")
    return _ok(subject, places(system).addin)


def _downloaded(system: System) -> Diagnosis:
    subject = "下载标记"
    if marked_as_downloaded(system):
        return _trouble(subject, "文件带有“来自网络”的标记，Excel 会禁用其中的宏", _INSTALL)
    return _ok(subject, "没有“来自网络”的标记")


def _excel(system: System) -> Diagnosis:
    subject = "Excel"
    if is_from_the_store(system):
        found = "是微软商店版的 Excel（“文件 → 帐户”里写着 Microsoft Store），它在隔离的环境里运行，加载项可能不能用"
        way_out = (
            "请卸载商店版的 Office，改装桌面版（单位的安装包，或从微软网站登录后下载），"
            "再运行 jixiao addin install；在此之前用 jixiao check（用安装包的，用“核查文件.cmd”）核查文件"
        )
        return _trouble(subject, found, way_out)
    bits = excel_bits(system)
    if bits is not None:
        wps = taken_by_wps(system)
        return _replaced(subject, wps) if wps else _ok(subject, f"{bits} 位")
    if system.registry(r"HKCU\Software\kingsoft\Office\6.0\Common"):
        return _trouble(
            subject,
            "只找到 WPS，没有找到 Excel",
            "WPS 不支持这个加载项，请用 jixiao check（用安装包的，用“核查文件.cmd”）核查文件",
        )
    return _trouble(
        subject,
        "没有找到 Excel",
        "请先安装 Excel；没有 Excel 时可以用 jixiao check（用安装包的，用“核查文件.cmd”）核查文件",
    )


def _replaced(subject: str, wps: str) -> Diagnosis:
    way_out = (
        "请关闭 WPS 和 Excel，打开“开始 → WPS Office → 配置工具 → 高级 → 兼容设置”，"
        "去掉“WPS Office 兼容第三方系统和软件”的勾；再到 Windows 的“设置 → 应用”，"
        "在 Microsoft Office 上点“修改 → 快速修复”（需要管理员，可请信息部门做）。WPS 还可以照常使用"
    )
    found = f"WPS 占用了 Excel 的登记（Excel.Application 指向 {wps}），加载项会找到 WPS，而不是 Excel"
    return _trouble(subject, found, way_out)


def _configuration(system: System) -> Diagnosis:
    subject, file = "配置文件", places(system).configuration
    settings = configured(system)
    if INTERPRETER not in settings:
        return _trouble(subject, f"{file} 不存在，或其中没有 Python 的位置", _INSTALL)
    return _ok(subject, file)


def _interpreter(system: System) -> Diagnosis:
    subject, python = "Python", configured(system).get(INTERPRETER, "")
    if not python:
        return _trouble(subject, "没有设置", _INSTALL)
    if "windowsapps" in python.lower():
        way_out = "请从 python.org 安装 Python，重新安装 jixiao，再运行 jixiao addin install"
        return _trouble(subject, "是微软商店版的 Python，Excel 不能从中加载 DLL", way_out)
    if not system.path(python).is_file():
        return _trouble(subject, f"{python} 不存在", f"Python 可能移动过或卸载了：{_INSTALL}")
    return _ok(subject, python)


def _modules(system: System) -> Diagnosis:
    """Run Python as the add-in will, so that what is missing there is missing here."""
    subject = "Python 模块"
    if not configured(system).get(INTERPRETER):
        return _trouble(subject, "没有 Python，无法检查", _INSTALL)
    printed = _asked(system, _TRIAL).strip()
    last = printed.splitlines()[-1] if printed else ""
    if last == f"xlwings {XLWINGS}":
        return _ok(subject, last)
    if last.startswith("xlwings "):
        way_out = f"请运行 pip install xlwings=={XLWINGS}，然后重新打开 Excel"
        return _trouble(subject, f"装的是 {last}，加载项要的是 {XLWINGS}", way_out)
    return _trouble(
        subject, f"Python 不能加载 jixiao：{last or '没有回答'}", "请在这个 Python 里重新安装 jixiao"
    )


def _dll(system: System) -> Diagnosis:
    subject = "xlwings 的 DLL"
    python = configured(system).get(INTERPRETER, "")
    if not python:
        return _trouble(subject, "没有 Python，无法检查", _INSTALL)
    name, own = dll.name_for(excel_bits(system)), places(system).folder
    for folder in (own, *dll.beside(python)):  # where the add-in looks, in its order
        if system.path(rf"{folder}\{name}").is_file():
            return _ok(subject, rf"{folder}\{name}")
    recorded = dll.recorded(system, python, name)
    if recorded and system.path(recorded).is_file():
        way_out = f"{_INSTALL}；装过又不见了，多半是杀毒软件隔离了它：{_restore(system)}"
        return _trouble(subject, f"{own} 里没有 {name}", way_out)
    again = f'请运行 "{python}" -m pip install --force-reinstall --no-deps xlwings=={XLWINGS}，再运行 jixiao addin install'
    if not recorded:
        return _trouble(
            subject,
            f"这台电脑上没有 {name}",
            f"{again}；用安装包的，请重新解压，再双击“安装.cmd”。装好后又不见了，多半是杀毒软件隔离了它：{_restore(system)}",
        )
    way_out = f"{_restore(system, recorded)}。隔离区里没有的，先加入信任，然后{again}"
    return _trouble(subject, f"{recorded} 装过，后来被删除了，多半是杀毒软件隔离了它", way_out)


def _asked(system: System, code: str) -> str:
    """What Python prints when started as the add-in starts it."""
    settings = configured(system)
    path = settings.get(PYTHONPATH, "")
    first = f"import sys; sys.path[:0] = {path.split(';')!r}; " if path else ""
    return system.run([settings[INTERPRETER], "-P", "-B", "-c", first + code])


def _restore(system: System, recorded: str = "") -> str:
    """What to do in the program that guards against viruses, with the full names of the files to allow."""
    there = places(system)
    files = [there.addin, there.dll(dll.name_for(excel_bits(system)))]
    if recorded:
        files.append(recorded)
    return f"请在杀毒软件的隔离区（恢复区）里恢复它，并把这些文件加入信任（白名单）：{'、'.join(files)}"


def _macros(system: System) -> Diagnosis:
    subject = "宏的设置"
    for root in ("HKCU", "HKLM"):
        for version in OFFICE_VERSIONS:
            common = rf"{root}\Software\Policies\Microsoft\Office\{version}\Common"
            if system.registry(common).get("VBAOff") == 1:
                return _trouble(subject, "VBA 被关闭", _ASK_IT)
    for name, found in (
        ("DisableAllAddins", "所有加载项被禁用"),
        ("RequireAddinSig", "只允许带数字签名的加载项"),
    ):
        by_policy, value = _security(system, name)
        if value == 1:
            here = f"请在{_TRUST_CENTER}的“加载项”里取消"
            return _trouble(subject, found, _ASK_IT if by_policy else here)
    if _security(system, "VBAWarnings")[1] in (3, 4):
        found = "宏被禁用。XLSTART 受信任，加载项不受影响；evaluation_form.xlsm 里的宏不能运行"
        return Diagnosis(subject, State.NOTE, found, "请用加载项的按钮，表格用 evaluation_form.xlsx")
    return _ok(subject, "没有禁用宏和加载项")


def _trusted(system: System) -> Diagnosis:
    """XLSTART is trusted by itself, whatever the macro setting, unless trust in folders is off."""
    subject, start = "受信任位置", places(system).start
    by_policy, value = _security(system, "AllLocationsDisabled", r"\Trusted Locations")
    if value == 1:
        here = f"请在{_TRUST_CENTER}的“受信任位置”里去掉“禁用所有受信任位置”"
        return _trouble(subject, "所有受信任位置被禁用，加载项里的宏不能运行", _ASK_IT if by_policy else here)
    network = _security(system, "AllowNetworkLocations", r"\Trusted Locations")[1]
    if start.startswith("\\\\") and network != 1:
        here = f"请在{_TRUST_CENTER}的“受信任位置”里允许网络上的位置，并加入这个文件夹"
        return _trouble(subject, f"{start} 在网络上，Excel 默认不信任", here)
    return _ok(subject, start)


def _second_copy(system: System) -> Diagnosis:
    subject = "重复加载"
    for version in OFFICE_VERSIONS:
        options = system.registry(rf"HKCU\Software\Microsoft\Office\{version}\Excel\Options")
        for name, value in options.items():
            if name.upper().startswith("OPEN") and isinstance(value, str) and ADDIN in value.lower():
                way_out = f"请在 Excel 的“开发工具 → Excel 加载项”里去掉 {ADDIN} 的勾，保留 XLSTART 里的一份"
                return _trouble(subject, f"Excel 还会加载另一份：{value}", way_out)
    return _ok(subject, "没有第二份")


def _disabled(system: System) -> Diagnosis:
    """Excel puts a book that it takes for the cause of a crash on a list, and opens it no more."""
    subject = "禁用的项目"
    for version in OFFICE_VERSIONS:
        key = rf"HKCU\Software\Microsoft\Office\{version}\Excel\Resiliency\DisabledItems"
        for value in system.registry(key).values():
            if isinstance(value, bytes) and ADDIN in value.decode("utf-16-le", errors="ignore").lower():
                way_out = "请在 Excel 的“选项 → 加载项 → 管理：禁用项目 → 转到”里启用它"
                return _trouble(subject, f"Excel 把 {ADDIN} 放进了禁用项目", way_out)
    return _ok(subject, "没有被 Excel 禁用")


def _synchronised(system: System) -> Diagnosis:
    """A folder that OneDrive keeps may hold a placeholder where the DLL should be."""
    subject = "OneDrive"
    settings = configured(system)
    watched = [
        each.lower()
        for each in map(system.variable, ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"))
        if each
    ]
    for name in (settings.get(INTERPRETER, ""), settings.get(PYTHONPATH, "")):
        if any(name.lower().startswith(each + "\\") for each in watched):
            way_out = "请把 Python 和 jixiao 装到 OneDrive 之外，再运行 jixiao addin install"
            return _trouble(subject, f"{name} 在 OneDrive 的文件夹里，文件可能不在本机", way_out)
    return _ok(subject, "程序不在 OneDrive 的文件夹里")


def _running(system: System) -> Diagnosis:
    subject = "Excel 进程"
    if "excel.exe" in system.processes():
        return Diagnosis(
            subject,
            State.NOTE,
            "Excel 正在运行",
            "安装后要重新打开 Excel 才生效；看不到窗口时，在任务管理器里结束 EXCEL.EXE",
        )
    return _ok(subject, "没有在运行")


_CHECKS: tuple[Callable[[System], Diagnosis], ...] = (
    _downloaded,
    _excel,
    _configuration,
    _interpreter,
    _modules,
    _dll,
    _macros,
    _trusted,
    _second_copy,
    _disabled,
    _synchronised,
    _running,
)


def _security(system: System, name: str, below: str = "") -> tuple[bool, object]:
    """A security setting of Excel, and whether the organisation set it; policies come before the user's own."""
    for policy, root in (
        (True, r"HKLM\Software\Policies"),
        (True, r"HKCU\Software\Policies"),
        (False, r"HKCU\Software"),
    ):
        for version in OFFICE_VERSIONS:
            key = rf"{root}\Microsoft\Office\{version}\Excel\Security{below}"
            value = system.registry(key).get(name)
            if value is not None:
                return policy, value
    return False, None


def _ok(subject: str, found: str) -> Diagnosis:
    return Diagnosis(subject, State.OK, found)


def _trouble(subject: str, found: str, way_out: str) -> Diagnosis:
    return Diagnosis(subject, State.TROUBLE, found, way_out)

"""Which Excel this PC has, and which program answers in its name: WPS can take its place."""

from __future__ import annotations

import re

from addin.installing.windows import System

OFFICE_VERSIONS = ("16.0", "15.0", "14.0")

_EXCEL_PATH = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_CLICK_TO_RUN = r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
# A person's own registrations come before those of the PC, 64-bit ones before 32-bit ones.
_CLASSES = (r"HKCU\Software\Classes", r"HKLM\SOFTWARE\Classes")
_CLASS_IDS = ("CLSID", r"Wow6432Node\CLSID")
_EXCEL_CLASS = "{00024500-0000-0000-C000-000000000046}"
_WPS = re.compile(r"\\kingsoft\\|\\wps office\\|\\(?:et|wps|wpsoffice|ksolaunch)\.exe", re.IGNORECASE)
_STORE = "\\windowsapps\\"
_STORE_OFFICE = r"\Packages\Microsoft.Office.Desktop_8wekyb3d8bbwe"  # its data, in LOCALAPPDATA


def excel_bits(system: System) -> int | None:
    """32 or 64; None where there is no Excel."""
    excel = str(system.registry(rf"HKLM\{_EXCEL_PATH}").get("", ""))
    platform = system.registry(_CLICK_TO_RUN).get("Platform")
    if platform in ("x86", "x64"):
        return 32 if platform == "x86" else 64
    for version in OFFICE_VERSIONS:
        bitness = system.registry(rf"HKLM\SOFTWARE\Microsoft\Office\{version}\Outlook").get("Bitness")
        if bitness in ("x86", "x64"):
            return 32 if bitness == "x86" else 64
    if not excel:
        return None
    return 32 if "(x86)" in excel.lower() or not system.variable("ProgramW6432") else 64


def taken_by_wps(system: System) -> str:
    """The program of WPS that Windows starts where Excel is asked for; empty where it starts Excel."""
    server = _server(system)
    return server if _WPS.search(server) else ""


def is_from_the_store(system: System) -> bool:
    """Whether Excel is the one of the Microsoft Store, which lives in a box of its own."""
    if system.registry(_CLICK_TO_RUN).get("Platform"):
        return False
    programs = [_server(system)]
    programs += [str(system.registry(rf"{root}\{_EXCEL_PATH}").get("", "")) for root in ("HKCU", "HKLM")]
    if any(_STORE in each.lower() for each in programs):
        return True
    local = system.variable("LOCALAPPDATA")
    return bool(local) and excel_bits(system) is None and system.path(local + _STORE_OFFICE).is_dir()


def _server(system: System) -> str:
    """The program that is registered for the name Excel.Application (COM); empty where none is."""
    named = _first(system, [rf"{root}\Excel.Application\CLSID" for root in _CLASSES])
    class_id = named or _EXCEL_CLASS
    return _first(
        system,
        [rf"{root}\{ids}\{class_id}\LocalServer32" for ids in _CLASS_IDS for root in _CLASSES],
    )


def _first(system: System, keys: list[str]) -> str:
    """The default value of the first of these keys that has one."""
    return next((str(value) for key in keys if (value := system.registry(key).get(""))), "")

"""What of Windows the installer and the doctor touch, behind one small protocol so that tests stand in for it."""

from __future__ import annotations

import csv
import io
import locale
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Protocol

Values = dict[str, str | int | bytes]  # of a registry key, by name; "" is the default value

_WAIT = 60  # seconds for a program that should answer at once


class System(Protocol):
    """A PC, as far as the add-in is concerned."""

    ansi: str  # the codec of the system's code page: VBA reads text files in it
    python: str  # the full path of the Python that runs

    def is_windows(self) -> bool: ...

    def variable(self, name: str) -> str:
        """An environment variable; empty where it is not set."""

    def path(self, name: str) -> Path:
        """The file or folder of a full Windows path."""

    def registry(self, key: str) -> Values:
        r"""The values of a key such as ``HKCU\Software\...``; empty where there is no such key."""

    def processes(self) -> set[str]:
        """The programs that run, in lower case: ``excel.exe``."""

    def run(self, command: list[str]) -> str:
        """What a program prints, errors included; empty where it cannot be started."""


class Windows:
    """The PC itself."""

    ansi = "mbcs"
    python = sys.executable

    def is_windows(self) -> bool:
        return sys.platform == "win32"

    def variable(self, name: str) -> str:
        return os.environ.get(name, "")

    def path(self, name: str) -> Path:
        return Path(name)

    def registry(self, key: str) -> Values:
        """The values of a key of the registry, by name; none where there is no such key."""
        if sys.platform != "win32":
            return {}
        import winreg

        root, _, rest = key.partition("\\")
        roots = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}
        # The 64-bit view: a 32-bit Python would be shown other keys.
        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        values: Values = {}
        try:
            with winreg.OpenKey(roots[root], rest, 0, access) as opened:
                for index in range(winreg.QueryInfoKey(opened)[1]):
                    name, value, _ = winreg.EnumValue(opened, index)
                    values[name] = value
        except OSError:
            pass
        return values

    def processes(self) -> set[str]:
        listed = self.run(["tasklist", "/FO", "CSV", "/NH"])
        return {row[0].lower() for row in csv.reader(io.StringIO(listed)) if row}

    def run(self, command: list[str]) -> str:
        """What a program prints, "" where it cannot be run or does not end in time."""
        # Into a file: a program that it has started and that goes on would keep a pipe open, and us waiting.
        with tempfile.TemporaryFile() as printed:
            try:
                subprocess.run(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=printed,
                    stderr=printed,
                    timeout=_WAIT,
                    check=False,
                )
            except (OSError, subprocess.TimeoutExpired):
                return ""
            printed.seek(0)
            return printed.read().decode(locale.getencoding(), errors="replace").replace("\r\n", "\n")

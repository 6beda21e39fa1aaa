"""The DLLs of xlwings through which Excel reaches Python: where pip has put them, where the add-in looks for them.

pip puts them beside Python or, where that cannot be written to, into the user's own site; the add-in knows
neither. So installing copies them into the user's own folder, where the add-in looks first.
"""

from __future__ import annotations

from pathlib import PureWindowsPath

from addin.installing import XLWINGS
from addin.installing.windows import System

# One for each kind of Excel (32 and 64 bit); either speaks to a Python of either kind.
NAMES = tuple(f"xlwings{bits}-{XLWINGS}.dll" for bits in (64, 32))

# The DLLs that pip has put on this PC, whether they are still there or not.
_RECORDED = (
    "import importlib.metadata as m, os; "
    "print(*(os.path.normpath(f.locate()) for f in m.files('xlwings') or () if f.suffix == '.dll'), sep='\\n')"
)


def name_for(bits: int | None) -> str:
    """The DLL that an Excel of so many bits loads."""
    return NAMES[bits == 32]


def beside(python: str) -> list[str]:
    """The folders where the add-in looks after the user's own: of Python itself, of a virtual environment."""
    folder = PureWindowsPath(python).parent
    return [str(folder), str(folder.parent)]


def recorded(system: System, python: str, name: str) -> str:
    """Where pip says that it has put a DLL for this Python, still there or not; empty where it says nothing."""
    printed = system.run([python, "-P", "-B", "-c", _RECORDED])
    return next((line for line in printed.splitlines() if line.endswith(name)), "")


def source(system: System, python: str, name: str) -> str:
    """A DLL as it came with xlwings; empty where there is none."""
    for folder in beside(python):
        if system.path(rf"{folder}\{name}").is_file():
            return rf"{folder}\{name}"
    found = recorded(system, python, name)
    return found if found and system.path(found).is_file() else ""

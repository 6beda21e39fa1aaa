"""The VBA project of our two macro books: its modules, and writing it into a workbook without Excel.

pyOpenVBA writes the project. What Excel compiled is left out of it, as xlwings leaves it out of its own files,
so that Excel, 32 or 64 bit, compiles from the source. The source is ASCII: VBA stores it in a code page.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from addin.build.hardening import harden
from addin.build.package import WORKBOOK, Parts, pack, set_content_type, unpack

XLSM = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PROJECT = "xl/vbaProject.bin"
_RIBBON = Path(__file__).parent.parent / "ribbon"
_DOCUMENT = "ThisWorkbook"
# [MS-OVBA] 2.3.4.1: a version that no Office has, and no cache after it.
_COMPILE_FROM_SOURCE = bytes.fromhex("CC61FFFF000000")


def modules(wrappers: str) -> dict[str, str]:
    """Name and source of every standard module; lines end in ``\\n``."""
    sources = {
        "xlwings": harden(_xlwings_module()),
        "xlwings_udfs": wrappers,
        "JixiaoRibbon": _own("callbacks.bas"),
        "JixiaoSupport": _own("support.bas"),
        "JixiaoOwnSheet": _own("own_sheet.bas"),
        "JixiaoIndicatorRows": _own("indicator_rows.bas"),
    }
    for name, source in sources.items():
        if not source.isascii():
            raise ValueError(f"VBA module {name} is not ASCII")
    return sources


def on_open() -> str:
    """The code of ThisWorkbook."""
    return _own("this_workbook.bas")


def add_project(parts: Parts, sources: dict[str, str]) -> Parts:
    """A workbook's parts as those of a macro workbook with these modules."""
    from pyopenvba import ExcelFile

    given = dict(parts)
    set_content_type(given, WORKBOOK, XLSM)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsm"
        path.write_bytes(pack(given))
        with ExcelFile(path) as book:
            project = book.add_vba_project()
            project.get_module(_DOCUMENT).body = _windows_lines(on_open())
            for name, source in sources.items():
                project.add_module(name, _windows_lines(source))
            problems = project.validate()
            if problems:
                raise ValueError("; ".join(problems))
            book.save()
        made = unpack(path.read_bytes())
    made[PROJECT] = _without_cache(made[PROJECT])
    return made


def _without_cache(project: bytes) -> bytes:
    from pyopenvba.cfb import CFB

    file = CFB.from_bytes(project)
    file.write_stream_in_storage("VBA", "_VBA_PROJECT", _COMPILE_FROM_SOURCE)
    return bytes(file.to_bytes())


def _xlwings_module() -> str:
    import xlwings

    path = Path(xlwings.__file__).with_name("xlwings_custom_addin.bas")
    return path.read_bytes().decode("ascii").replace("\r\n", "\n")


def _own(name: str) -> str:
    return (_RIBBON / name).read_text(encoding="ascii")


def _windows_lines(source: str) -> str:
    return re.sub(r"\r?\n", "\r\n", source)

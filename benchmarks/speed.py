"""How fast a check is, beside openpyxl on the same file in the same run.

    python -m benchmarks.speed [FORM.xlsx]

Every figure is the median of interleaved rounds, so that a machine whose speed drifts is fair to both.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import openpyxl
from rich.console import Console
from rich.table import Table

from addin.build.__main__ import TEMPLATES
from addin.check import check
from addin.files import check_file
from addin.hosts.xlsx import Workbook

ROUNDS = 25
STARTS = 9
_IMPORT = "import time; start = time.perf_counter(); import {module}; print(time.perf_counter() - start)"


def interleaved(ours: Callable[[], object], peer: Callable[[], object]) -> tuple[float, float]:
    """Median seconds of each, measured in turn; the first round only warms up."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS + 1):
        for run, taken in zip((ours, peer), times, strict=True):
            gc.collect()  # neither pays for the cycles that the other left behind
            start = perf_counter()
            run()
            taken.append(perf_counter() - start)
    return median(times[0][1:]), median(times[1][1:])


def import_seconds(module: str) -> float:
    """Median seconds that a fresh interpreter takes to import a module."""
    command = [sys.executable, "-c", _IMPORT.format(module=module)]
    # With bytecode, as an installed package has it; the first start writes it where there is none.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    starts = [float(subprocess.check_output(command, env=environment)) for _ in range(STARTS + 1)]
    return median(starts[1:])


def main() -> None:
    """Measure and print."""
    form = Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATES / "sample_review_form.xlsx"
    table = Table("what", "jixiao", "peer", "times faster", title=form.name)
    with tempfile.TemporaryDirectory() as folder:
        copy, saved = Path(folder) / "copy.xlsx", Path(folder) / "saved.xlsx"
        pairs = (
            (
                "read + review / openpyxl load",
                lambda: check(Workbook.open(form).sheets),
                lambda: openpyxl.load_workbook(form),
            ),
            (
                "check with the copy written / openpyxl load + save",
                lambda: check_file(form, copy.unlink(missing_ok=True) or copy),
                lambda: openpyxl.load_workbook(form).save(saved),
            ),
        )
        for name, ours, peer in pairs:
            mine, theirs = interleaved(ours, peer)
            table.add_row(name, f"{mine * 1000:.1f} ms", f"{theirs * 1000:.1f} ms", f"{theirs / mine:.1f}")
    peer = import_seconds("openpyxl")
    for module in ("scoring", "scoring.review"):
        ours = import_seconds(module)
        row = (f"{ours * 1000:.0f} ms", f"{peer * 1000:.0f} ms", f"{peer / ours:.1f}")
        table.add_row(f"import {module} / import openpyxl", *row)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()

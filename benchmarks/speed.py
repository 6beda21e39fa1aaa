"""How fast a check is, beside openpyxl on the same file in the same run.

    python -m benchmarks.speed [FORM.xlsx]

Every pair is measured in interleaved rounds, so that a machine whose speed drifts is fair to both: the best
round, as timeit has it (whatever else runs can only add time), and the median. Both have run before.
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
from addin.checking.check import check
from addin.checking.files import check_file
from addin.hosts.xlsx import Workbook

ROUNDS = 60
STARTS = 9
_IMPORT = "import time; start = time.perf_counter(); import {module}; print(time.perf_counter() - start)"


class Times(list[float]):
    """The seconds of every round."""

    def __str__(self) -> str:
        return f"{min(self) * 1000:.1f} / {median(self) * 1000:.1f} ms"

    def slower_than(self, other: Times) -> str:
        """How many times the seconds of the other, best and median."""
        return f"{min(self) / min(other):.1f} / {median(self) / median(other):.1f}"


def interleaved(ours: Callable[[], object], peer: Callable[[], object]) -> tuple[Times, Times]:
    """The times of each, measured in turn; the first round only warms up."""
    times = (Times(), Times())
    for number in range(ROUNDS + 1):
        for run, taken in zip((ours, peer), times, strict=True):
            gc.collect()  # neither pays for the cycles that the other left behind
            start = perf_counter()
            run()
            if number:
                taken.append(perf_counter() - start)
    return times


def imports(module: str) -> Times:
    """The seconds that fresh interpreters take to import a module."""
    command = [sys.executable, "-c", _IMPORT.format(module=module)]
    # With bytecode, as an installed package has it; the first start writes it where there is none.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    starts = Times(float(subprocess.check_output(command, env=environment)) for _ in range(STARTS + 1))
    return Times(starts[1:])


def main() -> None:
    """Measure and print."""
    form = Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATES / "sample_review_form.xlsx"
    table = Table("what", "jixiao", "peer", "times faster", title=f"{form.name}: best / median")
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
            table.add_row(name, str(mine), str(theirs), theirs.slower_than(mine))
    theirs = imports("openpyxl")
    for module in ("scoring", "scoring.review"):
        mine = imports(module)
        table.add_row(f"import {module} / import openpyxl", str(mine), str(theirs), theirs.slower_than(mine))
    Console(width=120).print(table)


if __name__ == "__main__":
    main()

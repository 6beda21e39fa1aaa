"""Damaged forms by the thousand: no exception but our own, the original whole, the same bytes on a second check.

    python -m benchmarks.fuzz [--cases N] [--seed S] [--first N] [--minutes M]

A failing case is printed with its seed and number, and `--keep FOLDER` keeps its file:
`--seed S --first N --cases 1` makes it again. The exit code is 1 where a case failed.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from benchmarks.fuzz.case import Case, make
from benchmarks.fuzz.trial import Result, judge

SEED = 20241026
MOST_MEMORY = 2 << 30  # a net under the machine: a case that needs more fails with a MemoryError
TOLD = 20_000  # cases between two lines that say how far it is


@dataclass
class Tally:
    """What came of all cases."""

    came: Counter[str] = field(default_factory=Counter)
    failed: int = 0
    slowest: float = 0.0

    def add(self, result: Result) -> None:
        self.came[result.came] += 1
        self.failed += bool(result.wrong)
        self.slowest = max(self.slowest, result.seconds)

    def __str__(self) -> str:
        came = ", ".join(f"{name} {count}" for name, count in self.came.most_common())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return f"{self.came.total()} cases: {came}; {self.failed} failed; the slowest {self.slowest:.1f} s; peak {peak:.0f} MB"


def trial(one: Case) -> Result:
    """What comes of one case, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        return judge(Path(folder), one.suffix, one.data)


def report(seed: int, number: int, one: Case, result: Result, keep: Path | None) -> None:
    """Print a failing case."""
    print(f"FAILED --seed {seed} --first {number} --cases 1  ({one.name}; {result.came})", flush=True)
    for line in result.wrong:
        print(f"    {line}".replace("\n", "\n    "), flush=True)
    if keep is not None:
        (keep / f"{seed}-{number}{one.suffix}").write_bytes(one.data)


def run(options: argparse.Namespace) -> Tally:
    """All cases that are asked for, or as many as the minutes give."""
    tally, end = Tally(), monotonic() + 60 * options.minutes
    for number in range(options.first, options.first + options.cases):
        if monotonic() > end:
            break
        one = make(options.seed, number)
        result = trial(one)
        tally.add(result)
        if result.wrong:
            report(options.seed, number, one, result, options.keep)
        if tally.came.total() % TOLD == 0:
            print(tally, flush=True)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=1_000, help="how many (1,000)")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case (0)")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--keep", type=Path, help="a folder for the files of failing cases")
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    tally = run(parser.parse_args())
    print(tally)
    sys.exit(1 if tally.failed else 0)


if __name__ == "__main__":
    main()

"""`python -m tests.hostile [NAME…]`: run the kinds, and print what each came to."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.hostile.generate import make
from tests.hostile.kinds import KINDS
from tests.hostile.outcome import TIME, Place, run


def main() -> None:
    for name in sys.argv[1:] or KINDS:
        with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
            place = Place.under(Path(folder), KINDS[name].file)
            began = time.monotonic()
            try:
                make(name, place.file)
            except PermissionError as problem:
                print(f"{name}: not made: {problem}")
                continue
            making = time.monotonic() - began
            outcome = run(KINDS[name], place)
        mark = "WRONG" if outcome.wrong else "slow" if outcome.seconds > TIME else "ok"
        print(
            f"{mark:5} {name}: {outcome.got}, {outcome.seconds:.2f} s, {outcome.megabytes:.0f} MB (made in {making:.1f} s)",
            flush=True,
        )
        for line in outcome.wrong:
            print(f"        {line}", flush=True)


if __name__ == "__main__":
    main()

"""All kinds of broken and hostile files: `python -m tests.hostile.generate FOLDER [NAME…]` makes them."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.hostile.families import bombs, bulk, cells, markup, packages, places, strangers, texts, workbooks
from tests.hostile.kinds import KINDS
from tests.hostile.registry import MAKERS

FAMILIES = (bombs, bulk, cells, markup, packages, places, strangers, texts, workbooks)

__all__ = ["FAMILIES", "MAKERS", "make"]


def make(name: str, path: Path) -> None:
    """Write the file of one kind, and what has to lie beside it."""
    MAKERS[name](path)


def main() -> None:
    folder = Path(sys.argv[1])
    for name in sys.argv[2:] or MAKERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
        make(name, folder / name / KINDS[name].file)


if __name__ == "__main__":
    main()

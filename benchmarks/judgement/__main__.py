"""Print the tables of every kind, or write them into docs/detection.md.

python -m benchmarks.judgement [--write] [--missed]
"""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module

import benchmarks.judgement as kinds
from benchmarks.results_page import write

BEGIN, END = "<!-- 判断：开始 -->", "<!-- 判断：结束 -->"


def tables() -> str:
    """The tables of all kinds, each under its title."""
    names = (module.name for module in pkgutil.iter_modules(kinds.__path__) if module.name != "__main__")
    modules = [import_module(f"{kinds.__name__}.{name}") for name in sorted(names)]
    return "\n\n".join(f"### {module.TITLE}\n\n{module.table('--missed' in sys.argv)}" for module in modules)


def main() -> None:
    text = tables()
    print(text)
    if "--write" in sys.argv:
        write(text, BEGIN, END)


if __name__ == "__main__":
    main()

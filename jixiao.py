"""The command ``jixiao``, and ``python -m jixiao`` where that is not on the search path (不是内部或外部命令)."""

from __future__ import annotations

import sys

from addin.installing.details import unforeseen


def main() -> None:
    """Run the command line; a part of it that cannot be loaded (a virus scanner took it away) is said in words."""
    try:
        from addin.cli.main import main as command_line
    except Exception as problem:
        print(unforeseen(problem, "程序不完整，没有运行"), file=sys.stderr)
        sys.exit(2)
    command_line()


if __name__ == "__main__":
    main()

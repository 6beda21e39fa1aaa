r"""核查文件.cmd: checks the files that were dropped on its icon.

Explorer puts names without blanks into the command line as they are, so that cmd.exe takes ``A&B.xlsx`` for two
commands. The script hands over the whole line that cmd.exe was given, and what is behind the script's name is
read here.
"""

from __future__ import annotations

import os
import re
import sys

from jixiao import main as command_line

_HELP = "没有收到文件。请把要核查的表格文件（.xlsx、.xls、.docx 等，可以多个）拖到“核查文件.cmd”的图标上，放开鼠标。"
_SCRIPT = re.compile(r'\.cmd"? (.*)"\s*$', re.IGNORECASE)
_NAME = re.compile(r'"([^"]+)"|([^\s"]+)')


def dropped(line: str, arguments: list[str]) -> list[str]:
    """The files by the command line of cmd.exe; by the arguments where it does not name any."""
    behind = _SCRIPT.search(line)
    found = _NAME.findall(behind[1]) if behind else []
    return [quoted or plain for quoted, plain in found] or arguments


def main() -> None:
    """Check them all; each copy goes beside its original."""
    files = dropped(os.environ.get("JIXIAO_DROPPED", ""), sys.argv[1:])
    if not files:
        print(_HELP)
        sys.exit(2)
    sys.argv[1:] = ["check", "--", *files]
    command_line()


if __name__ == "__main__":
    main()

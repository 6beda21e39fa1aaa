"""What kinds of file there are: what `kinds.toml` says of each."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

OUTCOMES = frozenset({"checked", "checked_no_copy", "refused"})

# What a check writes: the form's sheet with its notes, and what a workbook says of its sheets and looks.
WRITTEN = (
    "[[]Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/_rels/sheet1.xml.rels",
    "xl/calcChain.xml",
    "docProps/app.xml",
)


@dataclass(frozen=True)
class Kind:
    """One kind of file, and what a check of it must come to."""

    name: str
    what: str
    outcome: frozenset[str]  # any of these will do
    mentions: tuple[str, ...] = ()  # patterns: what the message must hold
    silent: tuple[str, ...] = ()  # what it must not hold
    file: str = ""  # the file's name, or a path of its own
    options: tuple[str, ...] = ()
    written: tuple[str, ...] = ()  # parts that a check may write here, besides the usual

    def may_write(self, part: str) -> bool:
        return any(fnmatchcase(part, pattern) for pattern in WRITTEN + self.written)


def kind(name: str, table: dict[str, Any]) -> Kind:
    outcome = frozenset(str(table.pop("outcome")).split(" or "))
    assert outcome <= OUTCOMES, f"{name}: {outcome}"
    if "file_bytes" in table:
        table["file"] = os.fsdecode(bytes.fromhex(table.pop("file_bytes")))
    lists = {
        key: tuple(table.pop(key)) for key in ("mentions", "silent", "options", "written") if key in table
    }
    return Kind(**{"name": name, "outcome": outcome, "file": f"{name}.xlsx"} | table | lists)


def load() -> dict[str, Kind]:
    tables = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
    return {name: kind(name, table) for name, table in tables.items()}


KINDS = load()

"""A workbook file: opened, read, marked, cleared, saved."""

from __future__ import annotations

from pathlib import Path

from addin.hosts.xlsx.contents import Contents
from addin.hosts.xlsx.package import Package
from addin.layout.sheet import Sheet


class Workbook:
    """One .xlsx or .xlsm file in memory; nothing is written before `save`."""

    def __init__(self, path: Path, package: Package) -> None:
        self._path = path
        self._package = package
        self._contents = Contents(package)
        self._sheets: tuple[Sheet, ...] | None = None

    @classmethod
    def open(cls, path: Path) -> Workbook:
        """Open a file; whatever is wrong with it is `Unreadable`."""
        return cls(path, Package(path))

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All worksheets in their order but very hidden ones, as they are now."""
        if self._sheets is None:
            self._sheets = tuple(self._contents.read_sheets())
        return self._sheets

"""Edits workbooks in LibreOffice row by row, as a person would; run by a Python that has `uno`.

Standard input: JSON, ``{"soffice": …, "profile": …, "tasks": [{"source", "target", "steps": [[verb, …], …]}]}``.
Rows count from 1. Verbs: put(cell, value), insert(row), delete(row), copy(row, before), cut(row, before).
"""
# mypy: ignore-errors

from __future__ import annotations

import json
import subprocess
import sys
import time
import uuid
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.sheet.CellDeleteMode import ROWS as DELETE_ROWS
from com.sun.star.sheet.CellInsertMode import ROWS as INSERT_ROWS
from com.sun.star.table import CellAddress, CellRangeAddress

_LAST_COLUMN = 1023


class Person:
    """Someone at the first sheet of an open workbook."""

    def __init__(self, document):
        self.document = document
        self.sheet = document.Sheets.getByIndex(0)

    def put(self, cell, value):
        target = self.sheet.getCellRangeByName(cell)
        if isinstance(value, str):
            target.String = value
        else:
            target.Value = value

    def insert(self, row):
        self.sheet.insertCells(self._row(row), INSERT_ROWS)

    def delete(self, row):
        self.sheet.removeRange(self._row(row), DELETE_ROWS)

    def copy(self, row, before):
        self.insert(before)
        self.sheet.copyRange(self._at(before), self._row(row + (row >= before)))

    def cut(self, row, before):
        self.insert(before)
        source = row + (row >= before)
        self.sheet.moveRange(self._at(before), self._row(source))
        self.delete(source)

    def _at(self, row):
        return CellAddress(0, 0, row - 1)

    def _row(self, row):
        return CellRangeAddress(0, 0, row - 1, _LAST_COLUMN, row - 1)


def _property(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.2)
    raise SystemExit("LibreOffice does not answer")


def _do(desktop, task):
    url = Path(task["source"]).as_uri()
    document = desktop.loadComponentFromURL(url, "_blank", 0, (_property("Hidden", True),))
    try:
        person = Person(document)
        for verb, *arguments in task["steps"]:
            getattr(person, verb)(*arguments)
        document.calculateAll()
        target = Path(task["target"]).as_uri()
        document.storeToURL(target, (_property("FilterName", "Calc MS Excel 2007 XML"),))
    finally:
        document.close(True)


def main():
    order = json.load(sys.stdin)
    pipe = f"jixiao{uuid.uuid4().hex}"
    office = subprocess.Popen(
        [
            order["soffice"],
            f"-env:UserInstallation={order['profile']}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp;",
        ]
    )
    desktop = _connect(pipe)
    try:
        for task in order["tasks"]:
            _do(desktop, task)
    finally:
        desktop.terminate()
        office.wait(60)


if __name__ == "__main__":
    main()

"""Edits workbooks in LibreOffice row by row, as a person would; run by a Python that has `uno`.

Standard input: JSON, ``{"soffice": …, "profile": …, "tasks": [{"source", "target", "steps": [[verb, …], …]}]}``.
Rows count from 1. Verbs: put(cell, value), formula(cell, formula), insert(row), delete(row), copy(row, before), cut(row, before),
choices(cell), protect(), macro(function, row, column) of the module Try, call(procedure, argument…). Standard output: what macros and drop-downs of each task said.
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
from com.sun.star.document.MacroExecMode import ALWAYS_EXECUTE_NO_WARN
from com.sun.star.sheet.CellDeleteMode import ROWS as DELETE_ROWS
from com.sun.star.sheet.CellInsertMode import ROWS as INSERT_ROWS
from com.sun.star.table import CellAddress, CellRangeAddress

_LAST_COLUMN = 1023
_SCRATCH = 40


class Person:
    """Someone at the first sheet of an open workbook."""

    def __init__(self, document):
        self.document = document
        self.sheet = document.Sheets.getByIndex(0)
        self.said = []

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

    def formula(self, cell, formula):
        self.sheet.getCellRangeByName(cell).Formula = formula

    def protect(self):
        self.sheet.protect("")

    def macro(self, function, row, column):
        self.call(f"Try.{function}", row, column)

    def call(self, procedure, *arguments):
        """A procedure of the workbook's own VBA, private ones too."""
        where = f"vnd.sun.star.script:VBAProject.{procedure}?language=Basic&location=document"
        script = self.document.getScriptProvider().getScript(where)
        self.said.append(script.invoke(arguments, (), ())[0])

    def choices(self, cell):
        """What the drop-down of a cell offers: its formula is reckoned in the same row, right of everything."""
        target = self.sheet.getCellRangeByName(cell)
        source, row = target.Validation.getSourcePosition().Row, target.CellAddress.Row
        beside = self.sheet.getCellByPosition(_SCRATCH, source)
        beside.Formula = f'=TEXTJOIN(",";1;{target.Validation.getFormula1()})'
        self.sheet.copyRange(CellAddress(0, _SCRATCH, row), beside.RangeAddress)
        self.said.append(self.sheet.getCellByPosition(_SCRATCH, row).String)
        for place in (source, row):
            self.sheet.getCellByPosition(_SCRATCH, place).String = ""

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


_OPENING = (_property("Hidden", True), _property("MacroExecutionMode", ALWAYS_EXECUTE_NO_WARN))
# Not told by the name of the file: LibreOffice opens no .xlam by itself.
_MACRO_BOOK = (*_OPENING, _property("FilterName", "Calc MS Excel 2007 VBA XML"))


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
    opening = _MACRO_BOOK if url.endswith((".xlsm", ".xlam")) else _OPENING
    document = desktop.loadComponentFromURL(url, "_blank", 0, opening)
    try:
        person = Person(document)
        for verb, *arguments in task["steps"]:
            getattr(person, verb)(*arguments)
        document.calculateAll()
        target = Path(task["target"]).as_uri()
        document.storeToURL(target, (_property("FilterName", "Calc MS Excel 2007 XML"),))
        return person.said
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
        said = [_do(desktop, task) for task in order["tasks"]]
    finally:
        desktop.terminate()
        office.wait(60)
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()

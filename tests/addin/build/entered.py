"""Formulas as a person enters them, run through the generated VBA up to the call of Python."""

from __future__ import annotations

import re
from pathlib import Path

from pyopenvba.apps.excel import ExcelApplication

from addin.build import vba
from addin.build.wrappers import Wrappers

# And the condition under which a function takes its own sheet.
ON_THEIR_SHEET = {
    "PERF_EXEC_RATE()": "IsMissing(budget) And IsMissing(executed)",
    "PERF_EXEC_SCORE()": "IsMissing(budget) And IsMissing(executed)",
    'PERF_SUBTOTAL("产出指标")': "IsMissing(scores) And IsMissing(label)",
    "PERF_TOTAL()": "IsMissing(execution_score) And IsMissing(scores)",
    "PERF_GRADE()": "IsMissing(score)",
    "PERF_CHECK()": "IsMissing(form_range)",
    "PERF_CHECK_ROW()": "IsMissing(row) And IsMissing(headers)",
    "PERF_WEIGHTS()": "IsMissing(weights)",
}
WITH_RANGES = (
    "PERF_EXEC_RATE(80,76.4)",
    "PERF_EXEC_RATE(80)",
    "PERF_EXEC_SCORE(80,76.4)",
    'PERF_SUBTOTAL("产出指标",1,"产出指标")',
    "PERF_TOTAL(9.5,85)",
    "PERF_GRADE(90)",
    'PERF_CHECK("x")',
    'PERF_CHECK_ROW("x","y")',
    "PERF_WEIGHTS(90)",
)


def in_a_workbook(made: Wrappers, path: Path, cell: str) -> ExcelApplication:
    """The wrappers and what they read of the sheet, in the interpreter: as if called from a cell of a workbook.

    In place of the call to Python stands what it would be given, and whether the function is volatile.
    """
    excel = ExcelApplication.open(path, with_vba=False)
    source = re.sub(r"(?s)#If App = \"Microsoft Excel\" Then\n(.*?)#Else.*?#End If", r"\1", made.source)
    source = source.replace('#Const App = "Microsoft Excel"\n', "")
    source = source.replace("If TypeOf Application.Caller Is Range Then On Error GoTo failed", "")
    source = source.replace("Application.Volatile", "isVolatile = True")
    source = source.replace("Option Explicit\n", "Option Explicit\nPrivate isVolatile As Boolean\n")
    source = re.sub(r"XLPy\.CallUDF\(.*?, .*?, (Array\(.*\)), .*?\)\n", r"Array(isVolatile, \1)\n", source)
    source = source.replace(" = CVErr(xlErrNA)", " = Err.Description")
    own = vba.modules("")["JixiaoOwnSheet"].replace(
        "Application.Caller", f'ThisWorkbook.Worksheets(1).Range("{cell}")'
    )
    excel.add_module(own, name="JixiaoOwnSheet")
    excel.add_module(source, name="xlwings_udfs")
    return excel

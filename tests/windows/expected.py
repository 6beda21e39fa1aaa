"""``python -m tests.windows.expected FOLDER``: forms, and what Linux makes of them, for Windows to be held against."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from addin.build.wrappers import wrappers
from addin.checking.check import check
from addin.hosts.xlsx import Workbook
from addin.templates import TEMPLATES
from tests.addin.books import FAULTS, personal_form
from tests.addin.build.entered import ON_THEIR_SHEET, in_a_workbook
from tests.forms import NAMES, write_form

RULES = Path(__file__).parents[1] / "rules"


def write(folder: Path) -> None:
    """The forms, their checked copies, the findings as JSON, and what functions are given on their own sheet."""
    forms, copies = folder / "forms", folder / "copies"
    forms.mkdir(parents=True)
    copies.mkdir()
    for name in NAMES:
        write_form(forms / f"{name} 表（一）.xlsx", name)
    for name, faults in FAULTS.items():
        write_form(forms / f"有错&{name}.xlsx", name, changes=faults)
    for path in sorted(RULES.glob("*.yaml"))[::6]:
        case = yaml.safe_load(path.read_text(encoding="utf-8"))["fail"][0]
        write_form(forms / f"{path.stem}.xlsx", case["form"], changes=case.get("set", {}))
    personal_form(forms / "自己的标记😀.xlsx")
    names = sorted(path.name for path in forms.iterdir())
    command = [sys.executable, "-m", "jixiao", "check", *names, "-o", str(copies), "--format", "json"]
    done = subprocess.run(command, cwd=forms, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stderr
    (folder / "check.jsonl").write_text(done.stdout, encoding="utf-8")
    (folder / "own_sheet.json").write_text(json.dumps(_own_sheet(), ensure_ascii=False), encoding="utf-8")


def _own_sheet() -> dict[str, Any]:
    """What the wrappers hand over in a cell of the sample, and what the check says of that form."""
    sample = TEMPLATES / "sample_review_form.xlsx"
    (checked,) = check(Workbook.open(sample).sheets)
    book = in_a_workbook(wrappers(), sample, "L17")
    results = checked.review.results
    return {
        "given": {entered: book.evaluate(entered)[1] for entered in ON_THEIR_SHEET},
        "answers": {
            "PERF_EXEC_RATE()": float(results.execution_rate or 0),
            "PERF_EXEC_SCORE()": float(results.execution_score or 0),
            'PERF_SUBTOTAL("产出指标")': float(results.subtotals["产出指标"] or 0),
            "PERF_TOTAL()": float(results.total or 0),
            "PERF_GRADE()": results.grade,
        },
        "found": [[finding.cell.a1, finding.message] for finding in checked.review.findings],
    }


if __name__ == "__main__":
    write(Path(sys.argv[1]))

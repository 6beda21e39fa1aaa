"""LY 填表: rows, labels and years that somebody has left out."""

from __future__ import annotations

from typing import Any

from benchmarks.mutations.mutant import Clean, Mutants, mutation
from scoring.form.address import Address

_FILLED = ("target", "actual", "weight", "self_score", "review_score", "opinion", "deviation_reason")


def _emptied(c: Clean, row: int, *keys: str) -> dict[Address, Any]:
    """Those cells of a row of the table emptied that the layout has."""
    columns = (*keys, "nature", "unit") if "target" in keys else keys
    return {Address(row, c.layout.columns[key]): None for key in columns if key in c.layout.columns}


@mutation("LY16", "DS03", "DS08", "NR03", "DS07", "SC09", "LY08")
def name_left_out(c: Clean) -> Mutants:
    """Name, target and actual of a row whose points stay."""
    for row in c.rows:
        if row.weight.value and c.form.totals.present:
            keys = ("name", "target", "actual", "opinion", "deviation_reason")
            yield f"“{row.name.text}”只留分数", c.put(_emptied(c, row.row, *keys))


@mutation("LY17")
def nothing_but_names(c: Clean) -> Mutants:
    """No indicator is filled in, the funds are."""
    changes = {at: cell for row in c.rows for at, cell in _emptied(c, row.row, *_FILLED).items()}
    totals = c.form.totals
    sums = (totals.weight, totals.self_score, totals.review_score, c.form.final_score, c.form.grade)
    changes |= {field.at: None for field in sums if field.present}
    conclusion = c.form.texts.get("conclusion")
    if conclusion is not None:
        changes[conclusion.at] = None
    if any(amount.value for line in c.form.funds for _, amount in line.amounts()):
        yield "指标只有名称", c.put(changes)


@mutation("LY18", "WT01", "WT02", "WT03", "DS03", "DS05", "DS06")
def level1_left_out(c: Clean) -> Mutants:
    """The label of the first level 1."""
    first = c.rows[0].level1
    if first.at.row == c.rows[0].row and "level1" in c.layout.columns:
        yield f"没有“{first.text}”", c.put({first.at: None})


@mutation("LY19", "NR08")
def year_left_out(c: Clean) -> Mutants:
    """A line in the place of the year in the title."""
    title = c.form.title
    if title.text:
        bare = title.text.removeprefix(f"{c.form.year}年度").removeprefix(f"{c.form.year}年")
        for blank in ("____年度", "××年", "（   ）年度"):
            yield f"标题的年度写“{blank}”", c.put({title.at: f"{blank}{bare}"})

"""LY 填表: the errors that these rules claim to find."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from addin.reading.sheet import Cell, CellError, Sheet
from benchmarks.mutations.mutant import Clean, Mutants, mutation
from scoring.form.address import Address, Area
from scoring.form.indicator import Indicator
from scoring.text.printed_numbers import plain
from tests.addin.reading.sheets import with_blank_rows
from tests.forms import cell


@mutation("LY01", "DS03", "DS05", "TG01")
def row_shifted(c: Clean) -> Mutants:
    """A run of values one column to the left or right of its own."""
    order = [k for k, _ in sorted(c.layout.columns.items(), key=lambda item: item[1])]
    scores = [k for k in ("weight", "self_score") if k in order]
    if "weight" not in order or order.index("name") > order.index(scores[-1]):
        return
    last = max(order.index(k) for k in scores)
    for row in c.rows:
        texts = {k: c.sheet.cells.get(Address(row.row, c.layout.columns[k])) for k in order}
        for first in ("name", "target" if "nature" not in order else "nature"):
            begin = order.index(first)
            after = order[last + 1] if last + 1 < len(order) else None
            free = after is not None and texts[after] is None
            if free or after is None:
                yield f"“{row.name.text}”从{first}起右移一列", _moved(c, row, begin, last, +1, False)
        if row.level2.at.row != row.row or "nature" not in order:
            begin = order.index("name")
            for surplus in (False, True):
                kept = "，得分重填" if surplus else ""
                yield f"“{row.name.text}”左移一列{kept}", _moved(c, row, begin, last, -1, surplus)


def _moved(c: Clean, row: Indicator, first: int, last: int, step: int, surplus: bool) -> Sheet:
    """The values of some columns of a row one column further; what they leave is blank, or filled in again."""
    places = sorted(c.layout.columns.values())
    beyond = places[-1] + 1
    places = [*places, beyond]
    cells = dict(c.sheet.cells)
    old = [cells.pop(Address(row.row, places[n]), None) for n in range(first, last + 1)]
    if step < 0:
        cells.pop(Address(row.row, places[first - 1]), None)
    for n, one in enumerate(old):
        if one is not None:
            cells[Address(row.row, places[first + n + step])] = one
    if surplus and old[-1] is not None:
        cells[Address(row.row, places[last])] = old[-1]
    return replace(c.sheet, cells=cells)


@mutation("LY02", "OP02")
def number_as_text(c: Clean) -> Mutants:
    """A number typed as text, with a unit, or in full-width digits."""
    for row in c.rows:
        for field in (row.weight, row.self_score, row.review_score):
            if field.value is None:
                continue
            number = plain(field.value)
            wide = number.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
            for text in (f"{number}分", f"'{wide}", f"'{number}", f"'{number} "):
                yield f"“{row.name.text}”写“{text[1:]}”", c.put({field.at: text})
    for line in c.form.funds:
        for name, amount in line.amounts():
            if amount.value:
                yield (
                    f"{name}写成带单位的文字",
                    c.put({amount.at: f"{plain(amount.value)}{c.form.money_unit}"}),
                )
                if amount.value >= 1000:
                    yield f"{name}写成带逗号的文字", c.put({amount.at: f"'{amount.value:,}"})


@mutation("LY03")
def name_or_unit_missing(c: Clean) -> Mutants:
    for field, what in ((c.form.field("project"), "项目名称"), (c.form.unit, "单位")):
        if field.present:
            bodies = ("单位名称：", field.text) if what == "单位" else ()  # said again above the form
            again = [at for at, one in c.sheet.cells.items() if bodies and one.text.startswith(bodies)]
            elsewhere = dict.fromkeys(again)
            yield f"没有{what}", c.put({**elsewhere, field.at: None})
            yield f"{what}写成斜线", c.put({**elsewhere, field.at: "/"})


@mutation("LY04")
def unit_without_code(c: Clean) -> Mutants:
    field = c.form.texts.get("unit_and_code")
    if field is not None:
        yield "没有单位代码", c.put({field.at: field.text.partition("-")[2]})


@mutation("LY05")
def template_row_left(c: Clean) -> Mutants:
    below = c.layout.rows[-1] + 1
    roomy = with_blank_rows(c.sheet, below)
    for key, text in (("name", "指标2："), ("name", "……"), ("level1", "……"), ("name", "XX")):
        if key in c.layout.columns:
            cells = {**roomy.cells, Address(below, c.layout.columns[key]): cell(text)}
            yield f"多一行“{text}”", replace(roomy, cells=cells)


@mutation("LY06", "SC09")
def formula_error(c: Clean) -> Mutants:
    fields = [f for row in c.rows for f in (row.weight, row.self_score, row.review_score)]
    fields += [c.line.score, c.line.rate, c.line.budget]
    fields += [c.form.totals.weight, c.form.totals.self_score]
    for n, field in enumerate(f for f in fields if f.value is not None and not f.inferred):
        error = CellError(("#REF!", "#DIV/0!", "#NAME?", "#VALUE!")[n % 4])
        cells = {**c.sheet.cells, field.at: Cell(error, str(error), "A1/0", "General")}
        yield f"{field.at.a1}写{error}", replace(c.sheet, cells=cells)


@mutation("LY07")
def scores_hidden(c: Clean) -> Mutants:
    for row in (one for one in c.rows if one.self_score.present):
        yield f"隐藏第{row.row}行", replace(c.sheet, hidden_rows=frozenset({row.row}))
    for key in ("weight", "self_score"):
        if key in c.layout.columns:
            column = c.layout.columns[key]
            yield f"隐藏{key}列", replace(c.sheet, hidden_columns=frozenset({column}))


@mutation("LY08", "SC02", "SC03", "WT01", "WT02", "WT06", "SC04", "SC01", "NR02", "SC05", "SC17")
def score_shared(c: Clean) -> Mutants:
    if c.review.profile.word("filling.shared_scores") == "allowed":
        return
    for one, two in zip(c.rows, c.rows[1:], strict=False):
        field = two.self_score
        if two.row != one.row + 1 or not field.present or not one.self_score.present:
            continue
        if one.level1.text == two.level1.text:
            area = Area(one.row, field.at.column, two.row, field.at.column)
            sheet = c.put({field.at: None})
            yield f"{area.a1}合并", replace(sheet, merges=(*sheet.merges, area))


@mutation("LY09")
def nothing_filled_in(c: Clean) -> Mutants:
    """The form as it was before anybody wrote into it."""
    keys = [
        k for k in c.layout.columns if k not in ("level1", "level2", "name", "nature", "unit", "standard")
    ]
    gone = {Address(row.row, c.layout.columns[k]): None for row in c.rows for k in keys}
    for line in c.form.funds:
        gone |= {a.at: None for _, a in line.amounts()}
        gone |= {f.at: None for f in (line.rate, line.score) if f.present and not f.inferred}
    totals = c.form.totals
    for field in (totals.self_score, totals.review_score, c.form.final_score):
        gone |= {field.at: None} if field.present else {}
    gone |= {
        t.at: None for k, t in c.form.texts.items() if k in ("conclusion", "problems", "advice", "achieved")
    }
    yield "一项也没有填", c.put(gone)


@mutation("LY10", "LY08", "DS06", "FD01", "NR01", "WT01", "SC02", "SC03", "SC04", "SC05", "NR02")
def part_absent(c: Clean) -> Mutants:
    funds = c.layout.funds
    if funds is not None:
        rows = {funds.header_row, *(row for row, _ in funds.lines)}
        yield (
            "没有资金表",
            replace(c.sheet, cells={a: v for a, v in c.sheet.cells.items() if a.row not in rows}),
        )
    if c.layout.totals_row is not None:
        cells = {a: v for a, v in c.sheet.cells.items() if a.row != c.layout.totals_row}
        yield "没有合计行", replace(c.sheet, cells=cells)


@mutation("LY11", "SC08", "TG08", "SC09", "WT05", "OP01", "OP04", "TG07", "DS03")
def heading_unknown(c: Clean) -> Mutants:
    right = Address(c.layout.header_row, c.layout.right + 1)
    for text in ("联系方式", "经办科室"):
        yield f"多一列{text}", replace(c.sheet, cells={**c.sheet.cells, right: cell(text)})
    for key in ("deviation_reason", "opinion"):
        if key in c.layout.columns:
            at = Address(c.layout.header_row, c.layout.columns[key])
            yield f"{key}的列名写成情况", c.put({at: "情况"})


@mutation("LY13", "LY11", "DS03")
def heading_says_nothing(c: Clean) -> Mutants:
    """A column whose heading is no word for what stands below, and its contents tell it all the same."""
    for role, words in (("level1", ("维度", "方面")), ("level2", ("细项", "方面"))):
        if role in c.layout.columns:
            for text in words:
                yield f"{role}的列名写成{text}", c.put({_heading(c, role): text})


@mutation("LY14")
def two_columns_alike(c: Clean) -> Mutants:
    """Target and actual under one and the same heading, and nothing below that tells them apart."""
    repeated = len(c.layout.heading_rows) > 1  # the other heading would say it
    if repeated or "nature" in c.layout.columns or not {"target", "actual"} <= c.layout.columns.keys():
        return
    bare = {row.target.at: row.actual.text for row in c.rows}
    both = {_heading(c, "target"): "指标值", _heading(c, "actual"): "指标值"}
    yield "目标和完成的列名都写指标值", c.put({**bare, **both})


@mutation("LY15", "LY10", "FD06", "NR03", "NR04", "NR07")
def reports_less(c: Clean) -> Mutants:
    """A form without points and scores, and one without what was done."""
    scores = ("weight", "self_score", "review_score")
    yield "没有分值和得分", _without_columns(c, *scores)
    yield "没有完成值和得分", _without_columns(c, "actual", *scores[1:], "opinion", "deviation_reason")


def _heading(c: Clean, role: str) -> Address:
    """The cell of the heading of a column."""
    return next(one.at for one in c.form.columns if one.role == role)


def _without_columns(c: Clean, *roles: str) -> Sheet:
    """The sheet without these columns of the indicator table, its totals too."""
    gone = {c.layout.columns[role] for role in roles if role in c.layout.columns}
    rows = {*c.layout.heading_rows, *c.layout.rows, c.layout.totals_row}
    kept = {at: one for at, one in c.sheet.cells.items() if at.row not in rows or at.column not in gone}
    return replace(c.sheet, cells=kept)


@mutation("LY20")
def figures_beside_the_table(c: Clean) -> Mutants:
    """A column of figures without a heading, beside the table."""
    beside = c.layout.right + 2
    places = [Address(row.row, beside) for row in c.rows[:5]]
    yield "表右边没有列名的一列数", c.put({at: Decimal(n) + Decimal("0.5") for n, at in enumerate(places, 1)})


@mutation("LY12")
def formula_without_result(c: Clean) -> Mutants:
    """A result as a program writes it: the formula, and nothing that it gave."""
    totals = c.form.totals
    fields = [
        c.line.rate,
        c.line.score,
        totals.weight,
        totals.self_score,
    ]
    fields += [c.form.final_score, *(row.self_score for row in c.rows)]
    for field in (f for f in fields if f.value is not None and not f.inferred):
        cells = {**c.sheet.cells, field.at: Cell(None, "", "A1+B1", "General")}
        yield f"{field.at.a1}的公式没有结果", replace(c.sheet, cells=cells)

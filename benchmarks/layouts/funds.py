"""The funds table: below the indicators, as pairs of label and value, its heading, unit and strokes."""

from __future__ import annotations

from decimal import Decimal

from addin.reading.labels import label
from benchmarks.layouts.change import change
from benchmarks.layouts.compare import name_of, plain
from benchmarks.layouts.page import Impossible, Page
from scoring.form.address import Address, Area
from scoring.form.field import is_dash

_MONEY = ("initial_budget", "budget", "executed")


def _money_headings(page: Page) -> dict[str, Address]:
    funds = page.clean.layout.funds
    if funds is None:
        raise Impossible("funds")
    return {key: page.fund_heading(key) for key in _MONEY if key in funds.columns}


def _moved_below(page: Page, after: int) -> None:
    """The rows of the funds table put after a row; those between move up."""
    rows = page.fund_rows()
    count = len(rows)

    def to(at: Address) -> Address:
        if at.row in rows:
            return Address(at.row + after - rows[-1], at.column)
        return Address(at.row - count, at.column) if rows[-1] < at.row <= after else at

    page.move(to)


@change("资金表在指标表之后")
def funds_after_totals(page: Page) -> None:
    _moved_below(page, page.table[-1])


@change("资金表在全表最后")
def funds_last(page: Page) -> None:
    _moved_below(page, page.bottom)


@change("资金表在绩效目标之后")
def funds_after_goals(page: Page) -> None:
    if not page.fund_rows()[-1] < page.header_rows[0] - 1:
        raise Impossible("nothing between")
    _moved_below(page, page.header_rows[0] - 1)


def _without_sources(page: Page) -> None:
    """Only budget and execution are told, no longer from which source."""
    sources = (line for line in page.clean.form.funds if line is not page.clean.form.total_funds)
    page.may_differ |= {f"资金.{name_of(line.name)}." for line in sources}
    page.may_differ |= {"资金年初预算", "资金原因"}
    if page.clean.form.total_funds.weight.inferred:
        # 得分（20分*执行率） told whose rules hold, and goes with the heading, as the region does with the title.
        page.may_differ.add("DS06")


@change("资金表是一行“名称、数额”")
def funds_as_pairs(page: Page) -> None:
    """全年预算数 | 100 | 全年执行数 | 95 … in one row instead of the table."""
    line = page.clean.form.total_funds
    rows, left = page.fund_rows(), page.left
    pairs = [
        ("全年预算数（万元）" if page.clean.form.money_unit == "万元" else "全年预算数（元）", line.budget),
        ("全年执行数", line.executed),
        ("分值", line.weight),
        ("执行率", line.rate),
        ("得分", line.score),
    ]
    page.clear_rows(rows)
    here = Address(rows[0], left)
    for name, field in pairs:
        if field.value is None or field.inferred:
            continue
        page.write(here, name)
        value = f"{field.value.normalize():f}%" if name == "执行率" else field.value
        page.write(Address(here.row, here.column + 1), value)
        here = Address(here.row, here.column + 2)
    _without_sources(page)


@change("资金表是上下几行“名称、数额”")
def funds_as_column(page: Page) -> None:
    """Two pairs of name and amount a row instead of the table."""
    line = page.clean.form.total_funds
    rows, left = page.fund_rows(), page.left
    unit = page.clean.form.money_unit or "万元"
    pairs = [
        (f"全年预算数（{unit}）", line.budget, f"全年执行数（{unit}）", line.executed),
        ("预算执行率", line.rate, "执行率得分", line.score),
    ]
    page.clear_rows(rows)
    page.insert_rows(rows[0], max(0, len(pairs) - len(rows)))
    for n, (one, first, two, second) in enumerate(pairs):
        row = rows[0] + n
        for column, text in enumerate((one, first.value, two, second.value)):
            page.write(Address(row, left + column), text)
    _without_sources(page)
    page.may_differ.add("资金分值")


@change("资金表两行表头：预算数、执行情况")
def funds_heading_in_two_rows(page: Page) -> None:
    """预算数 over 年初预算 and 全年预算; the other headings are merged over both rows."""
    heads = _money_headings(page)
    rows = page.fund_rows()
    under = [heads[key] for key in ("initial_budget", "budget") if key in heads]
    if len(under) < 2:
        raise Impossible("one budget")
    page.insert_rows(rows[0] + 1)
    low = rows[0] + 1
    for at, text in zip(under, ("年初预算", "全年预算"), strict=True):
        page.move(lambda here, at=at: Address(low, here.column) if here == at else here)  # type: ignore[misc]
        page.write(Address(low, at.column), text)
    page.write(under[0], f"预算数（{page.clean.form.money_unit}）")
    page.merges.append(Area(rows[0], under[0].column, rows[0], under[-1].column))
    for at in [at for at in page.cells if at.row == rows[0] and at != under[0]]:
        page.merges.append(Area(rows[0], at.column, low, at.column))


@change("资金表两行表头：执行情况下分执行数、执行率")
def execution_heading_in_two_rows(page: Page) -> None:
    executed, rate = page.fund_heading("executed"), page.fund_heading("rate")
    row = executed.row
    page.insert_rows(row + 1)
    for at in (executed, rate):
        page.move(lambda here, at=at: Address(row + 1, here.column) if here == at else here)  # type: ignore[misc]
    page.write(Address(row, min(executed.column, rate.column)), "预算执行情况")


@change("金额单位移到表上方")
def unit_above(page: Page) -> None:
    """单位：万元 over the table, and no unit in its headings."""
    unit = page.clean.form.money_unit
    if not unit:
        raise Impossible("no unit")
    found = False
    for at in [at for at in page.cells if at.row in page.fund_rows()]:
        text = page.text(at)
        bare = text.replace(f"（{unit}）", "").replace(f"({unit})", "")
        if bare != text:
            page.write(at, bare)
            found = True
    if not found:
        raise Impossible("above already")
    row = page.fund_rows()[0]
    page.insert_rows(row)
    page.write(Address(row, page.left + 5), f"单位：{unit}")


@change("金额单位写进每个列名")
def unit_in_each_heading(page: Page) -> None:
    unit = page.clean.form.money_unit
    if not unit:
        raise Impossible("no unit")
    for at in _money_headings(page).values():
        if unit not in page.text(at):
            page.write(at, f"{page.text(at)}（{unit}）")


def _each_line(page: Page, key: str) -> list[Address]:
    column = page.fund_heading(key).column
    return [Address(row, column) for row in page.fund_rows()[1:]]


@change("执行率写成文字")
def rate_as_text(page: Page) -> None:
    for at in _each_line(page, "rate"):
        one = page.cells.get(at)
        if one is not None and isinstance(one.value, Decimal):
            page.write(at, one.text if one.text.endswith("%") else f"{one.text}%")


@change("执行率是不带百分号的数")
def rate_as_number(page: Page) -> None:
    done = False
    for at in _each_line(page, "rate"):
        one = page.cells.get(at)
        if one is not None and isinstance(one.value, Decimal) and one.text.endswith("%"):
            page.write(at, Decimal(one.text[:-1]))
            done = True
    if not done:
        raise Impossible("already so")


@change("执行率是长小数、百分数格式")
def rate_as_fraction(page: Page) -> None:
    line = page.clean.form.total_funds
    at = page.at(line.rate.at) if line.rate.value is not None else None
    if at is None or not line.budget.value or not line.executed.value:
        raise Impossible("no rate")
    page.cells[at] = page.cells[at]._replace(
        value=line.executed.value / line.budget.value, text=f"{line.rate.value:.2f}%", number_format="0.00%"
    )
    page.may_differ.add("资金执行率")


@change("资金表的横线换一种写法")
def other_strokes(page: Page) -> None:
    done = False
    for at in [at for at in page.cells if at.row in page.fund_rows()]:
        if is_dash(page.text(at)):
            page.write(at, "－－" if page.text(at) != "－－" else "/")
            done = True
    if not done:
        raise Impossible("no strokes")


@change("资金表的横线改为空格")
def no_strokes(page: Page) -> None:
    strokes = [at for at in page.cells if at.row in page.fund_rows() and is_dash(page.text(at))]
    if not strokes:
        raise Impossible("no strokes")
    for at in strokes:
        page.clear(at)


@change("资金总额在各来源之后")
def total_last(page: Page) -> None:
    line, rows = page.clean.form.total_line, page.fund_rows()
    if not line.present or page.at(line.label.at).row != rows[1] or len(rows) < 3:
        raise Impossible("not first")

    def to(at: Address) -> Address:
        if at.row == rows[1]:
            return Address(rows[-1], at.column)
        return Address(at.row - 1, at.column) if at.row in rows[2:] else at

    page.move(to)


@change("“其中：”单占一格")
def of_which_apart(page: Page) -> None:
    lines = [line for line in page.clean.form.funds if line.label.text.startswith("其中：")]
    if not lines:
        raise Impossible("no 其中")
    at = page.at(lines[0].label.at)
    page.insert_columns(at.column)
    page.write(Address(at.row, at.column), "其中：")
    page.write(Address(at.row, at.column + 1), lines[0].label.text.removeprefix("其中："))


@change("资金来源另有叫法")
def other_sources(page: Page) -> None:
    names = iter(("中央补助", "省级补助", "市县配套", "自筹资金"))
    for line in page.clean.form.funds:
        if not line.is_total:
            before = line.label.text
            name = next(names)
            lead = "其中：" if before.startswith("其中") else ""
            page.write(page.at(line.label.at), lead + name)
            page.renamed[plain(before)] = plain(lead + name)
    if not page.renamed:
        raise Impossible("no sources")


@change("资金表的左侧标签竖写")
def vertical_funds_label(page: Page) -> None:
    funds = page.clean.layout.funds
    if funds is None or funds.heading is None:
        raise Impossible("no label")
    at = page.at(funds.heading)
    if label("sections", page.text(at)) != "funds" or "20" in page.text(at):
        raise Impossible("no such label")
    text, bracket, rest = page.text(at).partition("（")
    page.write(at, "\n".join(text) + (f"\n{bracket}{rest}" if bracket else ""))

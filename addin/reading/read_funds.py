"""The lines of the funds table, and the unit of money that they are in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from addin.reading.evidence import announced, one_line
from addin.reading.fields import Reader
from addin.reading.funds_layout import FundsLayout
from addin.reading.labels import likely_label
from addin.reading.layout import Layout
from addin.reading.likeness import EXACT
from addin.reading.points import labelled_number, paired_number
from scoring.form.address import Address
from scoring.form.columns import FieldReading
from scoring.form.field import ABSENT, Field, Number, Typed
from scoring.form.model import FundLine
from scoring.text.characters import compact
from scoring.text.printed_numbers import plain
from scoring.text.quantity import IN_YUAN

_WHOLE = re.compile("总额|总金额|合计|总计|总资金|资金总|总投资|总支出|总量|整体支出|全部资金")
_STATED = re.compile(r"(\d+(?:\.\d+)?)\s*分")
_IN_BRACKETS = re.compile(r"\((\d+(?:\.\d+)?)分\)")
_FULL = Decimal(100)
_UNIT_OF_MONEY = re.compile(r"\(?(?:金额)?单位?:?(万元|元)\)?")


def money_unit(reader: Reader, layout: Layout) -> str:
    """万元 or 元: from the headings of the funds table, else from a remark above the form."""
    if layout.funds is None:
        return ""
    funds, cells = layout.funds, reader.sheet.cells
    heading_row = funds.heading.row if funds.heading is not None else funds.header_row
    headings = range(heading_row, funds.header_row + 1)
    for text in (compact(reader.seen(at)) for at in cells if at.row in headings):
        if "万元" in text:
            return "万元"
        if "(元)" in text:
            return "元"
    for text in (compact(reader.seen(at)) for at in cells if layout.top <= at.row < heading_row):
        match = _UNIT_OF_MONEY.search(text) if len(text) < 20 else None
        if match and "单位" in text:
            return match[1]
    return ""


def fund_lines(reader: Reader, layout: Layout) -> Iterable[FundLine]:
    """The lines of the funds table from the top down; labels and amounts side by side make one line."""
    funds = layout.funds
    if funds is None:
        return
    stated = _stated_weight(reader, layout, funds)
    unit = money_unit(reader, layout)
    whole = _line_of_the_whole(reader, funds)
    for row, at in funds.lines:
        text = reader.text(at)
        is_total = row == whole
        weight = _number(reader, funds, row, "weight")
        yield FundLine(
            label=text,
            is_total=is_total,
            initial_budget=_in_unit(_number(reader, funds, row, "initial_budget"), unit),
            budget=_in_unit(_number(reader, funds, row, "budget"), unit),
            executed=_in_unit(_number(reader, funds, row, "executed"), unit),
            weight=weight if weight.present or not (is_total or len(funds.lines) == 1) else stated,
            rate=_number(reader, funds, row, "rate"),
            score=_number(reader, funds, row, "score"),
            review_score=_number(reader, funds, row, "review_score"),
            reason=reader.text(Address(row, funds.columns["reason"]))
            if "reason" in funds.columns
            else ABSENT,
        )


def lines_read(reader: Reader, layout: Layout) -> Iterator[FieldReading]:
    """What each line of the funds table was taken for: the total, or a source."""
    funds = layout.funds
    if funds is None or funds.pairs:
        return
    whole = _line_of_the_whole(reader, funds)
    for row, at in funds.lines:
        text = reader.seen(at)
        label = one_line(text)
        if row != whole:
            yield FieldReading("source", at, at, label, ("资金表里有标签的一行",))
        elif _is_total(text):
            yield FieldReading(
                "total", at, at, label, (announced("标签", "fund_lines", "total", text, EXACT),)
            )
        else:
            yield FieldReading("total", at, at, label, (f"标签“{label}”里有合计的意思",), guessed=True)


def _line_of_the_whole(reader: Reader, funds: FundsLayout) -> int:
    """The row of the total: by its label, else the first that is called a total of some kind; 0 where none is."""
    if funds.pairs:
        return funds.lines[0][0]
    labels = {row: reader.seen(at) for row, at in funds.lines}
    for is_total in (_is_total, _is_called_a_total):
        found = [row for row, text in labels.items() if is_total(text)]
        if found:
            return found[0]
    return 0


def _is_total(text: str) -> bool:
    return likely_label("fund_lines", text) == "total"


def _is_called_a_total(text: str) -> bool:
    return _WHOLE.search(text) is not None and not text.startswith("其中")


def _number(reader: Reader, funds: FundsLayout, row: int, key: str) -> Number:
    at = funds.pairs.get(key) or (Address(row, funds.columns[key]) if key in funds.columns else None)
    if at is not None:
        return labelled_number(reader.number(at)) if funds.pairs else reader.number(at)
    both = funds.pairs.get("weight_and_score")
    if both is None and "weight_and_score" in funds.columns:
        both = Address(row, funds.columns["weight_and_score"])
    if both is None or key not in ("weight", "score"):
        return ABSENT
    return paired_number(reader, both, first=key == "weight")


def _in_unit(amount: Number, unit: str) -> Number:
    """An amount that names its own unit (32万元 in a table of 元) in that of its table."""
    if amount.value is None or not amount.plain.endswith("元") or not unit:
        return amount
    own = "万元" if amount.plain.endswith("万元") else "元"
    if own == unit or amount.typed is not Typed.TEXT:
        return amount
    return amount._replace(value=amount.value * IN_YUAN[own] / IN_YUAN[unit])


def _stated_weight(reader: Reader, layout: Layout, funds: FundsLayout) -> Number:
    """湖北 has no weight column: the weight stands in 预算执行情况（20分） or 得分（20分*执行率）.

    Where neither says so, it is what the heading of the indicators, 年度绩效目标1（80分）, leaves of the full mark.
    """
    scores = [one.at for one in funds.readings if one.role == "score"]
    scores += [one.label_at for one in funds.fields if one.key == "score"]
    for at in (*filter(None, (funds.heading,)), *scores):
        text = reader.text(at)
        match = _STATED.search(text.compact)
        if match:
            return Field(Decimal(match[1]), match[1], at, Typed.TEXT, inferred=True)
    return _left_by_the_indicators(reader, layout) if scores else ABSENT


def _left_by_the_indicators(reader: Reader, layout: Layout) -> Number:
    """100 less the points that one heading over the whole indicator table states."""
    over = [reading.at for reading in layout.readings if not reading.role and not reading.instead]
    stated = [(at, found) for at in over if (found := _IN_BRACKETS.search(reader.text(at).compact))]
    if len(stated) != 1:
        return ABSENT
    at, found = stated[0]
    left = _FULL - Decimal(found[1])
    return Field(left, plain(left), at, Typed.TEXT, inferred=True) if 0 < left < _FULL else ABSENT

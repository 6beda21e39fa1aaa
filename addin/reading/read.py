"""From a sheet and a layout to an `EvaluationForm` in which every value knows its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from addin.reading.fields import Reader, blank
from addin.reading.grade import stated_grade
from addin.reading.labelled import content_after_colon
from addin.reading.labels import label, likely_label
from addin.reading.locate import Layout
from addin.reading.sheet import Sheet
from addin.reading.shift import Column, put_right
from scoring.form.address import Address, Area
from scoring.form.model import ABSENT, EvaluationForm, Field, FundLine, Indicator, Number, Text, Totals, Typed
from scoring.text.characters import clean, compact
from scoring.text.quantity import IN_YUAN

_STATED = re.compile(r"(\d+(?:\.\d+)?)\s*分")
_PLACEHOLDER = re.compile(r"(?:指标\s*\d*\s*[:：.、]?|[…⋯]+|[.。·]{2,}|[xX×]{2,}.{0,4})\s*")
_YEAR = re.compile(r"(20\d\d)\s*年?")
_YEAR_LINE = re.compile(r"(20\d\d)\s*年度")
_UNIT_OF_MONEY = re.compile(r"[(（]?\s*(?:金额)?单位?\s*[:：]?\s*(万元|元)\s*[)）]?")


def read(sheet: Sheet, layout: Layout) -> EvaluationForm:
    """The form that `layout` found on `sheet`. Odd input gives odd fields, never an exception."""
    reader = Reader(sheet)
    title = _title(reader, layout)
    year = _year(reader, layout, title)
    reader = Reader(sheet, year)
    totals = _totals(reader, layout)
    shared = tuple(_shared_scores(sheet, layout))
    indicators, stated = _indicators(reader, layout, shared)
    form = EvaluationForm(
        title=title,
        year=year,
        is_review="review_score" in layout.columns,
        money_unit=_money_unit(reader, layout),
        texts={key: _labelled_text(reader, at) for key, at in layout.texts.items()},
        funds=tuple(_fund_lines(reader, layout)),
        indicators=indicators,
        totals=totals,
        subtotals=tuple(_subtotals(reader, layout)),
        final_score=reader.number(layout.final_score) if layout.final_score else ABSENT,
        grade=_grade(reader, layout.grade) if layout.grade else ABSENT,
        stated_weights=stated,
        shared_scores=shared,
        template_rows=tuple(_template_rows(reader, layout, indicators)),
        headings=_headings(reader, layout),
        unknown_headings=tuple(reader.text(at) for at in layout.unknown_headings),
        hidden_rows=sheet.hidden_rows,
        hidden_columns=sheet.hidden_columns,
    )
    return put_right(form, _columns(layout), reader)


def _title(reader: Reader, layout: Layout) -> Text:
    """The title; a formula that opens the form and has no result yet is one too."""
    if layout.title is not None:
        return reader.text(layout.title)
    above = (at for at in reader.sheet.cells if layout.top <= at.row < layout.header_row)
    first = reader.text(min(above, default=Address(layout.top, 1)))
    return first if first.pending else blank(Address(layout.top, 1))


def _labelled_text(reader: Reader, at: Address) -> Text:
    found = reader.text(at)
    before = re.split("[:：]", found.text, maxsplit=1)[0]
    if label("texts", before) is None:
        return found
    content = content_after_colon(found.text)
    return found._replace(value=content or None, text=content)


def _year(reader: Reader, layout: Layout, title: Text) -> int | None:
    """The year of the title, else of a line beside it that says 年度 (（2022年度）; a date does not)."""
    found = _YEAR.search(title.text)
    if found is None and layout.title is not None:
        near = range(layout.title.row - 1, layout.title.row + 2)
        texts = (
            cell.text for at, cell in reader.sheet.cells.items() if at.row in near and len(cell.text) < 20
        )
        found = next((match for match in map(_YEAR_LINE.search, texts) if match), None)
    return int(found[1]) if found else None


def _money_unit(reader: Reader, layout: Layout) -> str:
    """万元 or 元: from the headings of the funds table, else from a remark above the form."""
    if layout.funds is None:
        return ""
    heading_row = layout.funds.header_row
    for text in (c.text for at, c in reader.sheet.cells.items() if at.row == heading_row):
        if "万元" in text:
            return "万元"
        if "（元）" in text or "(元)" in text:
            return "元"
    above = (c.text for at, c in reader.sheet.cells.items() if layout.top <= at.row < heading_row)
    for text in above:
        match = _UNIT_OF_MONEY.search(text) if len(text) < 20 else None
        if match and "单位" in text:
            return match[1]
    return ""


def _grade(reader: Reader, at: Address) -> Text:
    """The grade that is written or ticked; what is neither stays as it is written."""
    found = reader.text(at)
    grade = stated_grade(found.text)
    return found if grade is None else found._replace(value=grade or None, text=grade)


def _fund_lines(reader: Reader, layout: Layout) -> Iterable[FundLine]:
    funds = layout.funds
    if funds is None:
        return
    stated = _stated_weight(reader, funds.heading, funds.columns.get("score"), funds.header_row)

    def number(row: int, key: str) -> Number:
        return reader.number(Address(row, funds.columns[key])) if key in funds.columns else ABSENT

    def amount(row: int, key: str) -> Number:
        return _in_unit(number(row, key), unit)

    unit = _money_unit(reader, layout)
    for row, at in funds.lines:
        text = reader.text(at)
        is_total = likely_label("fund_lines", text.text) == "total"
        weight = number(row, "weight")
        yield FundLine(
            label=text,
            is_total=is_total,
            initial_budget=amount(row, "initial_budget"),
            budget=amount(row, "budget"),
            executed=amount(row, "executed"),
            weight=weight if weight.present or not (is_total or len(funds.lines) == 1) else stated,
            rate=number(row, "rate"),
            score=number(row, "score"),
            reason=reader.text(Address(row, funds.columns["reason"]))
            if "reason" in funds.columns
            else ABSENT,
        )


def _in_unit(amount: Number, unit: str) -> Number:
    """An amount that names its own unit (32万元 in a table of 元) in that of its table."""
    if amount.value is None or not amount.text.endswith("元") or not unit:
        return amount
    own = "万元" if amount.text.endswith("万元") else "元"
    if own == unit or amount.typed is not Typed.TEXT:
        return amount
    return amount._replace(value=amount.value * IN_YUAN[own] / IN_YUAN[unit])


def _stated_weight(reader: Reader, heading: Address | None, score: int | None, row: int) -> Number:
    """湖北 has no weight column: the weight stands in 预算执行情况（20分） or 得分（20分*执行率）."""
    places = [heading, Address(row, score) if score else None]
    for at in (place for place in places if place is not None):
        text = reader.text(at)
        match = _STATED.search(text.text)
        if match:
            return Field(Decimal(match[1]), match[1], at, Typed.TEXT, inferred=True)
    return ABSENT


def _shared_scores(sheet: Sheet, layout: Layout) -> Iterable[Area]:
    """Weight and score cells that are merged over several rows of the indicator table."""
    columns = {
        layout.columns[key] for key in ("weight", "self_score", "review_score") if key in layout.columns
    }
    rows = set(layout.rows)
    for area in sheet.merges:
        if area.left in columns and area.top in rows and area.bottom > area.top:
            yield area


def _headings(reader: Reader, layout: Layout) -> frozenset[str]:
    """The column headings of both tables: layouts of different regions are told apart by them."""
    heads = [Address(layout.header_row, column) for column in layout.columns.values()]
    if layout.funds is not None:
        heads += [Address(layout.funds.header_row, column) for column in layout.funds.columns.values()]
    return frozenset(compact(reader.seen(at)) for at in heads)


def _template_rows(reader: Reader, layout: Layout, indicators: tuple[Indicator, ...]) -> Iterable[Text]:
    """What stands in rows that nobody has filled in, where it is a placeholder of the template."""
    filled = {indicator.row for indicator in indicators if indicator.filled}
    columns = [layout.columns[key] for key in ("level1", "level2", "name") if key in layout.columns]
    for row in layout.rows:
        if row in filled:
            continue
        texts = (reader.text(Address(row, column)) for column in columns)
        placeholder = next((text for text in texts if _PLACEHOLDER.fullmatch(text.text)), None)
        if placeholder is not None:
            yield placeholder


def _indicators(
    reader: Reader, layout: Layout, shared: tuple[Area, ...]
) -> tuple[tuple[Indicator, ...], dict[str, Text]]:
    columns = layout.columns
    level1 = level2 = blank(Address(layout.header_row, columns.get("level1", 1)))
    stated: dict[str, Text] = {}
    indicators = []
    for row in layout.rows:
        own1 = _level(reader, columns.get("level1"), row)
        summed = _subtotal_label(reader, layout, row)
        if summed is not None and (own1 is None or own1.at == summed):
            continue
        begins = False  # a level 1 of its own; a label repeated on a new page is none, nor is (50分) below it
        if own1 is not None and not own1.blank:
            if _PLACEHOLDER.fullmatch(own1.text):
                continue
            if clean(own1.text) and _STATED.fullmatch(clean(own1.text).strip("()")) is None:
                begins = own1.text != level1.text
                level1 = own1
            if _STATED.search(own1.text) and not own1.calculated:  # a sum that the sheet shows states nothing
                stated[level1.text] = own1
        if summed is not None:
            level2 = level2._replace(value=None, text="", inferred=False) if begins else level2
            continue
        own2 = _level(reader, columns.get("level2"), row)
        if own2 is not None and (begins or not own2.blank):
            level2 = own2  # a blank cell carries the class down, but not into another level 1
        elif begins:
            level2 = level2._replace(value=None, text="", inferred=False)
        indicators.append(_indicator(reader, layout, row, level1, level2, shared))
    rows = tuple(i for i in indicators if _has_content(i))
    return (rows if "weight" in columns else _with_shared_scores(rows)), stated


def _subtotal_label(reader: Reader, layout: Layout, row: int) -> Address | None:
    """The cell that says 小计, where the row is one."""
    columns = [layout.columns[key] for key in ("level1", "level2", "name") if key in layout.columns]
    cells = (Address(row, column) for column in columns)
    return next((at for at in cells if label("results", reader.seen(at)) == "subtotal"), None)


def _with_shared_scores(rows: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """湖北 has no weights, and one score for all rows of a class: a blank below it is not a missing one."""
    scored: set[Address] = set()
    read = []
    for indicator in rows:
        own, group = indicator.self_score, indicator.level2.at
        if own.blank and group in scored:
            indicator = replace(indicator, self_score=ABSENT)
        elif not own.blank:
            scored.add(group)
        read.append(indicator)
    return tuple(read)


def _has_content(indicator: Indicator) -> bool:
    values = (indicator.name, indicator.target, indicator.actual, indicator.weight)
    scores = (indicator.self_score, indicator.review_score)
    return any(not value.blank for value in (*values, *scores))


def _level(reader: Reader, column: int | None, row: int) -> Text | None:
    return reader.text(Address(row, column)) if column is not None else None


def _indicator(
    reader: Reader, layout: Layout, row: int, level1: Text, level2: Text, shared: tuple[Area, ...]
) -> Indicator:
    columns = layout.columns

    def at(key: str) -> Address:
        return Address(row, columns[key])

    def text(key: str) -> Text:
        return reader.text(at(key)) if key in columns else ABSENT

    def number(key: str) -> Number:
        if key not in columns or any(area.covers(at(key)) and area.top < row for area in shared):
            return ABSENT  # the score of the row above counts for this one too
        return reader.number(at(key))

    def place(key: str) -> Address | None:
        return at(key) if key in columns else None

    return Indicator(
        row=row,
        level1=_carried(level1, row),
        level2=_carried(level2, row),
        name=reader.text(at("name")),
        target=reader.target(place("target"), place("nature"), place("unit"), row),
        actual=reader.actual(at("actual"), place("unit")),
        weight=number("weight"),
        self_score=number("self_score"),
        review_score=number("review_score"),
        opinion=text("opinion"),
        deviation_reason=text("deviation_reason"),
    )


def _carried(level: Text, row: int) -> Text:
    return level if level.at.row == row else level._replace(inferred=True)


def _totals(reader: Reader, layout: Layout) -> Totals:
    return Totals() if layout.totals_label is None else _sums(reader, layout, layout.totals_label)


def _subtotals(reader: Reader, layout: Layout) -> Iterable[Totals]:
    for row in layout.rows:
        at = _subtotal_label(reader, layout, row)
        if at is not None:
            yield _sums(reader, layout, at)


def _sums(reader: Reader, layout: Layout, at: Address) -> Totals:
    """The result row with that label."""

    def number(key: str) -> Number:
        column = layout.columns.get(key)
        return reader.number(Address(at.row, column)) if column else ABSENT

    return Totals(reader.text(at), number("weight"), number("self_score"), number("review_score"))


def _columns(layout: Layout) -> tuple[Column, ...]:
    """The columns of the indicator table from left to right, with their roles."""
    return tuple(Column(role, at) for role, at in sorted(layout.columns.items(), key=lambda item: item[1]))

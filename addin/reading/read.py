"""From a sheet and a layout to an `EvaluationForm` in which every value knows its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from addin.reading.accounts import account_for
from addin.reading.evidence import one_line
from addin.reading.execution_row import execution_apart
from addin.reading.fields import Reader, blank
from addin.reading.grade import stated_grade
from addin.reading.labelled import content_after_colon, own_content, with_other_labels, without_code
from addin.reading.layout import Layout
from addin.reading.points import number_in
from addin.reading.read_funds import fund_lines, lines_read, money_unit
from addin.reading.read_indicators import indicators, subtotal_label, template_rows
from addin.reading.sheet import Sheet
from addin.reading.shift import SLIPPING, Column, put_right
from addin.reading.stated import points_in
from addin.reading.table_rows import NUMBERS
from addin.reading.year import year_in_line, year_in_title
from scoring.form.address import Address, Area
from scoring.form.columns import FieldReading
from scoring.form.field import ABSENT, Number, Text
from scoring.form.model import EvaluationForm, Suggestion, Totals
from scoring.text.characters import compact
from scoring.text.numerals import parse_number

_LONGEST_LINE = 20
_UNITS = ("unit", "unit_and_code", "unit_above", "department")
_STAMP = re.compile(r"[（(]\s*(?:盖\s*章|公\s*章|签\s*章)\s*[)）]\s*$")
_WHEN_FILLED_IN = ("日期", "时间")


def read(sheet: Sheet, layout: Layout) -> EvaluationForm:
    """The form that `layout` found on `sheet`. Odd input gives odd fields, never an exception."""
    reader = Reader(sheet)
    title = _title(reader, layout)
    year, year_at = _year(reader, layout, title)
    shared = tuple(_shared_scores(sheet, layout))
    rows, stated = indicators(reader, layout, shared)
    form = EvaluationForm(
        title=title,
        year=year,
        is_review=layout.is_review,
        money_unit=money_unit(reader, layout),
        texts=with_other_labels(
            {key: _labelled_text(reader, layout, key, at) for key, at in layout.texts.items()}
        ),
        funds=tuple(fund_lines(reader, layout)),
        indicators=rows,
        totals=_totals(reader, layout),
        subtotals=tuple(_subtotals(reader, layout)),
        final_score=reader.number(layout.final_score) if layout.final_score else ABSENT,
        grade=_grade(reader, layout.grade) if layout.grade else ABSENT,
        stated_weights=stated,
        shared_scores=shared,
        template_rows=tuple(template_rows(reader, layout, rows)),
        suggested=tuple(_suggestions(reader, layout)),
        columns=layout.readings,
        funds_columns=layout.funds.readings if layout.funds is not None else (),
        fields=(*_heads(title, year, year_at, layout), *layout.fields, *_funds_read(reader, layout)),
        headings=_headings(reader, layout),
        unknown_headings=tuple(reader.text(at) for at in layout.unknown_headings),
        hidden_rows=sheet.hidden_rows,
        hidden_columns=sheet.hidden_columns,
    )
    form = put_right(_with_execution_row(execution_apart(form)), _columns(layout), layout.rows, reader)
    return account_for(form, layout, reader)


def _with_execution_row(form: EvaluationForm) -> EvaluationForm:
    row = form.execution_row
    if not row.present:
        return form
    said = ("指标表里的一行，名称是预算执行，不在产出、效益之下",)
    read = FieldReading("execution_row", row.at, row.at, one_line(row.text), said)
    return replace(form, fields=(*form.fields, read))


def _heads(title: Text, year: int | None, year_at: Address, layout: Layout) -> Iterator[FieldReading]:
    """The title, and where the year was found."""
    if not title.blank:
        yield FieldReading("title", title.at, title.at, one_line(title.text), ("表名的用字",))
    if year is not None and year_at != layout.texts.get("year"):
        where = "表名里写明" if year_at == title.at else "写有年度的一格"
        yield FieldReading("year", year_at, year_at, str(year), (where,))


def _funds_read(reader: Reader, layout: Layout) -> Iterator[FieldReading]:
    if layout.funds is not None:
        yield from layout.funds.fields
        yield from lines_read(reader, layout)


def _suggestions(reader: Reader, layout: Layout) -> Iterator[Suggestion]:
    """The indicators that a reviewer suggests, those rows left out in which nothing is written."""
    for table in layout.suggested:
        for row in table.rows:
            found = {role: reader.text(Address(row, column)) for role, column in table.columns.items()}
            texts: list[Text] = [found.get(role, ABSENT) for role in ("level1", "level2", "name", "target")]
            if not all(text.blank for text in texts[2:]):
                yield Suggestion(*texts)


def _title(reader: Reader, layout: Layout) -> Text:
    """The title; a formula that opens the form and has no result yet is one too."""
    if layout.title is not None:
        return reader.text(layout.title)
    above = (at for at in reader.sheet.cells if layout.top <= at.row < layout.header_row)
    first = reader.text(min(above, default=Address(layout.top, 1)))
    return first if first.pending else blank(Address(layout.top, 1))


def _labelled_text(reader: Reader, layout: Layout, key: str, at: Address) -> Text:
    found = _behind_its_label(reader.text(at), key)
    more = [reader.text(below).text for below in layout.more_lines.get(key, ())]
    if more:
        text = "\n".join((found.text, *more))
        found = found._replace(value=text, text=text)
    if key in _UNITS and found.value is not None:
        name = _STAMP.sub("", found.text)
        found = found._replace(value=name, text=name) if name else found
    if key != "project_and_code" or found.blank:
        return found
    return found._replace(value=without_code(found.text))


def _behind_its_label(found: Text, key: str) -> Text:
    """The content of a cell that may hold the label of that key too."""
    plain = own_content(found.plain, key)
    if plain == found.plain:
        return found
    return found._replace(value=plain or None, text=content_after_colon(found.text) or plain)


def _year(reader: Reader, layout: Layout, title: Text) -> tuple[int | None, Address]:
    """The year of the title, else of a line beside it or alone in its row that says nothing else; its cell."""
    found = year_in_title(title.text)
    if found is not None:
        return found, title.at
    if "year" in layout.texts:
        labelled = _behind_its_label(reader.text(layout.texts["year"]), "year").compact
        found = year_in_line(labelled) or year_in_title(f"{labelled}年度")
        if found is not None:
            return found, layout.texts["year"]
    beside = layout.title.row if layout.title is not None else 0
    for row, texts in layout.grid.between(min(layout.top, beside - 1), layout.header_row - 1):
        before = ""
        for column, text in texts.items():
            year = year_in_line(text) if len(texts) == 1 or abs(row - beside) <= 1 else None
            if year is None and len(texts) == 1 and abs(row - beside) == 1 and len(text) <= _LONGEST_LINE:
                year = year_in_title(text)  # the title takes two rows
            if year is not None and not before.rstrip(":").endswith(_WHEN_FILLED_IN):
                return year, Address(row, column)
            before = compact(text)
    return None, title.at


def _grade(reader: Reader, at: Address) -> Text:
    """The grade that is written or ticked; what is neither stays as it is written."""
    found = reader.text(at)
    grade = stated_grade(found.plain)
    return found if grade is None else found._replace(value=grade or None, text=grade)


def _shared_scores(sheet: Sheet, layout: Layout) -> Iterable[Area]:
    """Weight and score cells that are merged over several rows of the indicator table."""
    for part in layout.parts:
        columns = {
            part.columns[key] for key in ("weight", "self_score", "review_score") if key in part.columns
        }
        rows = set(part.rows)
        for area in sheet.merges:
            if area.left in columns and area.top in rows and area.bottom > area.top:
                yield area


def _headings(reader: Reader, layout: Layout) -> frozenset[str]:
    """The column headings of both tables: layouts of different regions are told apart by them."""
    heads = [Address(layout.header_row, column) for column in layout.columns.values()]
    heads += [reading.at for reading in layout.readings if reading.role]
    if layout.funds is not None:
        heads += [Address(layout.funds.header_row, column) for column in layout.funds.columns.values()]
        heads += [reading.at for reading in layout.funds.readings if reading.role]
        heads += [pair.label_at for pair in layout.funds.fields]
    return frozenset(compact(reader.seen(at)) for at in heads)


def _totals(reader: Reader, layout: Layout) -> Totals:
    if layout.totals_label is not None:
        return _sums(reader, layout, layout.totals_label)
    if layout.stated_total is not None:
        return Totals(reader.text(layout.stated_total), self_score=_stated(reader, layout.stated_total))
    return Totals()


def _stated(reader: Reader, at: Address) -> Number:
    """The points in a cell that states a total: 自评得分：98.5分."""
    field = reader.number(at)
    text = points_in(field.text)
    return field._replace(value=parse_number(text), text=text, inferred=text != field.text.strip())


def _subtotals(reader: Reader, layout: Layout) -> Iterable[Totals]:
    for part in layout.parts:
        for row in part.rows:
            at = subtotal_label(reader, part, row)
            if at is not None:
                yield _sums(reader, part, at)


def _sums(reader: Reader, layout: Layout, at: Address) -> Totals:
    """The result row with that label; a column over which the label is merged has no place for a sum."""
    covered = range(at.column + 1, layout.grid.right_of(at))
    free = {role: column for role, column in layout.columns.items() if column not in covered}
    weight, own, review = (
        number_in(reader, free, at.row, role) for role in ("weight", "self_score", "review_score")
    )
    if own.blank and "self_score" in layout.columns and review.blank:
        own = _beside_its_column(reader, layout, at) or own
    return Totals(reader.text(at), weight, own, review)


def _beside_its_column(reader: Reader, layout: Layout, label: Address) -> Number | None:
    """The total of the scores in a cell merged over the columns right of theirs: the only other number there."""
    known = {layout.columns[role] for role in NUMBERS if role in layout.columns} | set(layout.experts)
    others = (
        reader.number(Address(label.row, column))
        for column in layout.grid.row(label.row)
        if column > layout.columns["self_score"] and column not in known
    )
    numbers = [number for number in others if number.value is not None]
    return numbers[0] if len(numbers) == 1 else None


def _columns(layout: Layout) -> tuple[Column, ...]:
    """The columns of the indicator table that a row can slip along, from left to right."""
    roles = ((role, at) for role, at in layout.columns.items() if role in SLIPPING)
    return tuple(Column(role, at) for role, at in sorted(roles, key=lambda item: item[1]))

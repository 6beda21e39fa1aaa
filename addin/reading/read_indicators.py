"""The rows of the indicator table: levels carried down, targets and actuals, points, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from addin.reading.contents import both_classes
from addin.reading.fields import Reader, blank
from addin.reading.labelled import is_unchanged
from addin.reading.labels import is_subtotal, label
from addin.reading.layout import Layout
from addin.reading.points import number_in
from addin.reading.table_rows import NUMBERS
from scoring.form.address import Address, Area
from scoring.form.field import ABSENT, Number, Text
from scoring.form.indicator import Indicator
from scoring.form.taxonomy import level1_class, level2_class
from scoring.text.characters import clean
from scoring.text.numerals import parse_number

_STATED = re.compile(r"(\d+(?:\.\d+)?)\s*分")
_PLACEHOLDER = re.compile(r"(?:指标\s*\d*\s*[:：.、]?|[…⋯]+|[.。·]{2,}|[xX×]{2,}.{0,4})\s*")
_SHORTEST_REASON = 5  # characters
_PART = re.compile(r"\s*其\s*中\s*[:：]?")


def template_rows(reader: Reader, layout: Layout, indicators: tuple[Indicator, ...]) -> Iterable[Text]:
    """What stands in rows that nobody has filled in, where it is a placeholder of the template."""
    filled = {indicator.row for indicator in indicators if indicator.filled}
    columns = [layout.columns[key] for key in ("level1", "level2", "name") if key in layout.columns]
    for row in layout.rows:
        if row in filled:
            continue
        texts = (reader.text(Address(row, column)) for column in columns)
        placeholder = next((text for text in texts if _PLACEHOLDER.fullmatch(text.plain)), None)
        if placeholder is not None:
            yield placeholder


def indicators(
    reader: Reader, layout: Layout, shared: tuple[Area, ...]
) -> tuple[tuple[Indicator, ...], dict[str, Text]]:
    """The indicators from the top down, and by each level-1 label the cell that states its points."""
    read: list[Indicator] = []
    stated: dict[str, Text] = {}
    for part in layout.parts:
        levels = _Levels(reader, part)
        for row in part.rows:
            if levels.move_to(row):
                read.append(_indicator(reader, part, row, levels.level1, levels.level2, shared))
        stated |= levels.stated
    rows = tuple(_with_parts(i for i in _without_lower_halves(read) if _has_content(i)))
    if _gives_reasons_alone(layout):
        rows = tuple(map(_without_needless_opinion, rows))
    return (rows if "weight" in layout.columns else _with_shared_scores(rows)), stated


def _gives_reasons_alone(layout: Layout) -> bool:
    """The reviewer writes under 备注 or 扣分原因, and only where points are lost."""
    headings = (reading.label for reading in layout.readings if reading.role == "opinion")
    return any(label("indicator", text) == "remark" or "扣分" in text for text in headings)


def _without_needless_opinion(row: Indicator) -> Indicator:
    """Where nothing is deducted, from the weight or the self score, a blank opinion is none missing."""
    deducted = min(row.lost_in_review, default=0) > 0
    return row if deducted or not row.opinion.blank else replace(row, opinion=ABSENT)


class _Levels:
    """The level 1 and level 2 that hold for a row: its own, or carried down from above."""

    def __init__(self, reader: Reader, layout: Layout) -> None:
        self._reader, self._layout = reader, layout
        self.level1 = self.level2 = blank(Address(layout.header_row, layout.columns.get("level1", 1)))
        self.stated: dict[str, Text] = {}
        self._in_bands = False  # the classes stand in rows of their own
        values = (*NUMBERS, "target", "actual", "unit", "nature")
        self._first_value = min(at for role, at in layout.columns.items() if role in values)

    def _take_band(self, row: int) -> bool:
        """Whether a class stands alone in its row (一、产出指标（50分）), sums beside it or none: it holds for those below."""
        texts = self._layout.grid.row(row)
        left = [column for column in texts if column < self._first_value]
        values = (self._layout.columns.get(role) for role in ("target", "actual"))
        if (
            len(left) != 1
            or any(column in texts for column in values)
            or not self._reaches_the_names(row, left[0])
        ):
            return False
        own = self._reader.text(Address(row, left[0]))
        within = self._in_bands and level1_class(own.plain) == level1_class(self.level1.plain)
        if level1_class(own.plain) is not None and not (within and level2_class(own.plain) is not None):
            if not self._in_bands and left[0] == self._layout.columns.get("level1"):
                return False  # where it always stands, above rows that are not filled in
            self._take_level1(own, row)
            self.level2 = blank(own.at)
        elif level2_class(own.plain) is not None and left[0] != self._layout.columns.get("level2"):
            self.level2 = own
        else:
            return False
        self._in_bands = True
        return True

    def _reaches_the_names(self, row: int, column: int) -> bool:
        """The cell is merged over the names, or stands in their column."""
        area, names = self._layout.grid.anchors.get((row, column)), self._layout.columns["name"]
        return column == names or (area is not None and area.right >= names)

    def move_to(self, row: int) -> bool:
        """Take over what stands in the next row; whether it may be an indicator."""
        if self._take_band(row):
            return False
        own = self._own("level1", row)
        both = self._own("classes", row)
        if (parts := both_classes(both.plain)) is not None:
            self.level1, self.level2 = (both._replace(value=part, text=part) for part in parts)
        if self._in_bands and parse_number(own.plain) is not None:
            own = own._replace(value=None, text="")  # a serial number
        summed = subtotal_label(self._reader, self._layout, row)
        if summed is not None and (own.blank or own.at == summed):
            return False
        if _PLACEHOLDER.fullmatch(own.plain):
            return False
        begins = not own.blank and self._take_level1(own, row)
        level2 = self._own("level2", row)
        if begins and (summed is not None or not level2.present):
            self.level2 = self.level2._replace(value=None, text="", inferred=False)
        elif summed is None and level2.present and (begins or not level2.blank):
            self.level2 = level2  # a blank cell carries the class down, but not into another level 1
        return summed is None

    def _own(self, key: str, row: int) -> Text:
        column = self._layout.columns.get(key)
        return self._reader.text(Address(row, column)) if column is not None else ABSENT

    def _take_level1(self, own: Text, row: int) -> bool:
        """Whether another level 1 begins; a label repeated on a new page is none, nor is (50分) below it."""
        name = clean(own.plain)
        is_label = bool(name) and _STATED.fullmatch(name.strip("()")) is None
        begins = is_label and not _same_level(own.plain, self.level1.plain)
        if begins:
            self.level1 = own
        if _STATED.search(own.compact) and not own.calculated:  # a sum that the sheet shows states nothing
            self.stated.setdefault(self.level1.compact, own)
        elif begins and "level1_weight" in self._layout.columns:
            points = self._own("level1_weight", row)
            if parse_number(points.plain) is not None:
                self.stated[self.level1.compact] = points
        return begins


def _same_level(one: str, other: str) -> bool:
    return clean(one) == clean(other) or (
        level1_class(one) is not None and level1_class(one) == level1_class(other)
    )


def _without_lower_halves(rows: Iterable[Indicator]) -> Iterator[Indicator]:
    """Where the score stands beneath the weight, the row of the score is no indicator of its own."""
    taken: set[Address] = set()
    for row in rows:
        if row.weight.at not in taken or not row.name.blank:
            yield row
        if row.self_score.present and row.self_score.at.column == row.weight.at.column:
            taken.add(row.self_score.at)


def _with_parts(rows: Iterable[Indicator]) -> Iterator[Indicator]:
    """其中：小学 and the rows after it only detail the row above: their blank points are none missing."""
    detailing = False
    for row in rows:
        unscored = all(points.empty for points in (row.weight, row.self_score, row.review_score))
        begins = _PART.match(row.name.plain) is not None
        detailing = unscored and (begins or (detailing and row.level2.at.row != row.row))
        if detailing:
            row = replace(row, weight=ABSENT, self_score=ABSENT, review_score=ABSENT, is_part=True)
        yield row


def subtotal_label(reader: Reader, layout: Layout, row: int) -> Address | None:
    """The cell that says 小计, where the row is one."""
    columns = [layout.columns[key] for key in ("serial", "level1", "level2", "name") if key in layout.columns]
    cells = (Address(row, column) for column in columns)
    return next((at for at in cells if is_subtotal(reader.seen(at))), None)


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


def _indicator(
    reader: Reader, layout: Layout, row: int, level1: Text, level2: Text, shared: tuple[Area, ...]
) -> Indicator:
    columns = layout.columns

    def place(key: str) -> Address | None:
        return Address(row, columns[key]) if key in columns else None

    def text(key: str) -> Text:
        at = place(key)
        return reader.text(at) if at is not None else ABSENT

    def number(key: str) -> Number:
        at = place(key)
        if at is not None and any(area.covers(at) and area.top < row for area in shared):
            return ABSENT  # the score of the row above counts for this one too
        return number_in(reader, columns, row, key)

    target_at, actual_at, found_at = place("target"), place("actual"), place("review_actual")
    if target_at is not None and "initial_target" in columns and is_unchanged(reader.seen(target_at)):
        target_at = place("initial_target")
    return Indicator(
        row=row,
        level1=_carried(level1, row),
        level2=_carried(level2, row),
        name=text("name"),
        target=reader.target(target_at, place("nature"), place("unit"), row) if target_at else ABSENT,
        actual=reader.actual(actual_at, place("unit")) if actual_at else ABSENT,
        weight=number("weight"),
        self_score=number("self_score"),
        review_score=number("review_score"),
        opinion=text("opinion"),
        deviation_reason=text("deviation_reason")
        if "deviation_reason" in columns
        else _remark(text("remark")),
        review_actual=reader.actual(found_at, place("unit")) if found_at else ABSENT,
        deviation=number("deviation"),
        expert_scores=tuple(reader.number(Address(row, at)) for at in layout.experts),
        standard=text("standard"),
        level2_weight=reader.number(Address(level2.at.row, columns["level2_weight"]))
        if "level2_weight" in columns and level2.present
        else ABSENT,
    )


def _remark(remark: Text) -> Text:
    """What is written under 备注 may be the reason (not 见附件); a blank one there is none missing."""
    return remark if len(remark.compact) >= _SHORTEST_REASON else ABSENT


def _carried(level: Text, row: int) -> Text:
    return level if level.at.row == row else level._replace(inferred=True)

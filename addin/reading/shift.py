"""Rows whose values stand one column too far left or right (LY01), and how they read when put right.

The proof is the structure: the kinds of the values against the kinds of the columns. A printed total that
agrees only after the repair strengthens it; weights that made their total and would no longer, refute it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from addin.reading.fields import Reader
from addin.reading.value_fit import BEYOND, REMARKS, SCORES, fit, fit_name
from scoring.form.address import Address
from scoring.form.columns import TITLES
from scoring.form.field import ABSENT, Field, Number, Text
from scoring.form.indicator import Indicator
from scoring.form.model import EvaluationForm, Shift
from scoring.form.taxonomy import level2_class
from scoring.text.numerals import parse_number
from scoring.text.printed_numbers import plain, rounded

SLIPPING = (
    *("level1", "level2", "name", "nature", "target", "unit", "actual", "weight", "self_score"),
    *("review_score", "opinion", "deviation_reason", "standard"),
)
_WORST = {"level2": -1, "name": -2, "nature": -1, "unit": -2, BEYOND: -1}  # fits that make a row suspicious
_ENOUGH = 3  # how much better the kinds must fit: at least three values come to stand where they belong
_FEWEST = 3  # values that move together: fewer is a slip in a cell, not a shift


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the indicator table by role."""

    role: str
    at: int


@dataclass(frozen=True, slots=True)
class _Row:
    """The texts of a row by position of the columns, and where each now stands."""

    texts: tuple[str, ...]
    places: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a row: the positions first..last belong one column to the right (+1) or left (-1)."""

    first: int
    last: int
    step: int
    row: _Row
    surplus: int | None

    @property
    def moved(self) -> int:
        return self.last - self.first + 1


def put_right(
    form: EvaluationForm, columns: tuple[Column, ...], rows: Collection[int], reader: Reader
) -> EvaluationForm:
    """The form with shifted rows read as they were meant, and a `Shift` for each in `form.shifts`.

    `rows` are those that have these columns.
    """
    beyond = Column(BEYOND, columns[-1].at + 1)
    table = tuple(c for c in (*columns, beyond) if c.role != "level1")
    roles = tuple(column.role for column in table)
    for position, indicator in enumerate(form.indicators):
        if indicator.row not in rows:
            continue
        places = tuple(Address(indicator.row, column.at) for column in table)
        row = _Row(tuple(reader.seen(at) for at in places), places)
        if not _suspicious(roles, row):
            continue
        best = _best_reading(form, indicator, roles, row, reader)
        if best is not None:
            form = _with_shift(form, position, roles, row, best, reader)
    return form


def _suspicious(roles: tuple[str, ...], row: _Row) -> bool:
    """A value of a kind that its column cannot hold; most rows have none, and end here."""
    return any(
        fit(role, text) <= _WORST.get(role, -2)
        for role, text in zip(roles, row.texts, strict=True)
        if text and role not in REMARKS
    )


def _best_reading(
    form: EvaluationForm, indicator: Indicator, roles: tuple[str, ...], row: _Row, reader: Reader
) -> _Reading | None:
    before = _fits(roles, row)
    ranked = []
    for reading in _readings(roles, row):
        fit = _fits(roles, reading.row)
        if fit - before < _ENOUGH or not _complete(roles, reading.row):
            continue
        if _breaks_the_weights(form, indicator, roles, reading.row, reader):
            continue
        if _reviewed_alone(form, indicator, roles, reading):
            continue
        ranked.append(
            (
                fit,
                _stops_at_the_reviewer(roles, reading),
                _surplus_repeats(reading, row),
                -reading.moved,
                reading,
            )
        )
    return max(ranked, key=lambda item: item[:4])[4] if ranked else None


def _readings(roles: tuple[str, ...], row: _Row) -> Iterator[_Reading]:
    """Nothing is moved beyond the table; what stands there may have slipped, or be anybody's remark."""
    beyond = roles.index(BEYOND)
    for first in range(beyond):
        for last in range(first + _FEWEST - 1, beyond + 1):
            if not row.texts[first] or not row.texts[last]:
                continue
            if last < beyond - 1 and (roles[last + 1] in SCORES or not row.texts[last + 1]):
                yield _moved(row, first, last, +1)
            if first > 0 and not row.texts[first - 1]:
                yield _moved(row, first, last, -1)


def _moved(row: _Row, first: int, last: int, step: int) -> _Reading:
    texts, places = list(row.texts), list(row.places)
    overwritten = last + 1 if step > 0 else first - 1
    surplus = overwritten if row.texts[overwritten] else None
    for position in range(first, last + 1):
        texts[position + step] = row.texts[position]
        places[position + step] = row.places[position]
    left = first if step > 0 else last
    texts[left], places[left] = "", row.places[left]
    return _Reading(first, last, step, _Row(tuple(texts), tuple(places)), surplus)


def _fits(roles: tuple[str, ...], row: _Row) -> int:
    """How well the kinds of the values fit the columns."""
    total = sum(map(fit, roles, row.texts))
    by_role = dict(zip(roles, row.texts, strict=True))
    target, actual = by_role.get("target", ""), by_role.get("actual", "")
    if "%" in target and parse_number(actual) is not None:
        total -= 1  # a bare number under a percentage is less likely an actual than a score
    return total


def _complete(roles: tuple[str, ...], row: _Row) -> bool:
    """Put right, the row has all that a row needs, and every score is a number."""
    by_role = dict(zip(roles, row.texts, strict=True))
    needed = all(by_role.get(role, "-") for role in ("name", "target", "actual"))
    numbers = {role: parse_number(by_role[role].removesuffix("分")) for role in SCORES if by_role.get(role)}
    weight = numbers.get("weight")
    in_order = all(n is not None and n >= 0 and (weight is None or n <= weight) for n in numbers.values())
    last_level = not by_role.get("level2") or level2_class(by_role["level2"]) is not None
    return needed and in_order and last_level and fit_name(by_role["name"]) >= 0


def _breaks_the_weights(
    form: EvaluationForm, indicator: Indicator, roles: tuple[str, ...], row: _Row, reader: Reader
) -> bool:
    """The weights make their printed total as they stand, and would not when the row is put right."""
    if "weight" not in roles:
        return False
    now, then = indicator.weight, reader.number(row.places[roles.index("weight")])
    others = _column_sum(form, "weight", indicator)
    return _agrees(form, "weight", others, now) and not _agrees(form, "weight", others, then)


def _reviewed_alone(
    form: EvaluationForm, indicator: Indicator, roles: tuple[str, ...], reading: _Reading
) -> bool:
    """The row would be the only one that is reviewed: what is in the reviewer's column slipped there."""
    if "review_score" not in roles or not reading.row.texts[roles.index("review_score")]:
        return False
    others = (i.review_score for i in form.indicators if i.row != indicator.row)
    return all(score.empty for score in others)


def _stops_at_the_reviewer(roles: tuple[str, ...], reading: _Reading) -> bool:
    """The unit slips in its own columns; what the reviewer wrote beside them stays where it is."""
    after = reading.last + 2 if reading.step > 0 else reading.last + 1
    return after < len(roles) and roles[after] == "review_score"


def _agrees(form: EvaluationForm, role: str, others: Decimal, own: Number) -> bool:
    """Whether a row's own score makes, with those of the other rows, the printed total."""
    printed: Number = getattr(form.totals, role)
    if printed.value is None or own.value is None:
        return False
    return rounded(others + own.value) == rounded(printed.value)


def _column_sum(form: EvaluationForm, role: str, indicator: Indicator) -> Decimal:
    """The sum of a score column without one row, execution included."""
    line = form.total_funds
    fields = [getattr(i, role) for i in form.indicators if i.row != indicator.row]
    values = [
        f.value for f in (*fields, line.weight if role == "weight" else line.score) if f.value is not None
    ]
    return sum(values, Decimal(0))


def _surplus_repeats(reading: _Reading, row: _Row) -> bool:
    """The surplus value only repeats its neighbour that stays: it was typed again after the slip."""
    at = reading.surplus
    if at is None:
        return False
    neighbour = at + reading.step
    return 0 <= neighbour < len(row.texts) and row.texts[neighbour] == row.texts[at]


def _with_shift(
    form: EvaluationForm, position: int, roles: tuple[str, ...], row: _Row, reading: _Reading, reader: Reader
) -> EvaluationForm:
    old = form.indicators[position]
    new = _reread(old, roles, reading.row, reader)
    if new.level2.blank or not level2_class(new.level2.plain):
        new = replace(new, level2=_carried_level2(form, position, old))
    shift = Shift(
        row=old.row,
        name=new.name.text,
        moved=tuple(
            (row.places[p], row.places[p + reading.step]) for p in range(reading.first, reading.last + 1)
        ),
        surplus=row.places[reading.surplus] if reading.surplus is not None else None,
        surplus_text=reader.text(row.places[reading.surplus]).text if reading.surplus is not None else "",
        reading=tuple(
            (TITLES[role], reader.text(place).text)
            for role, text, place in zip(roles, reading.row.texts, reading.row.places, strict=True)
            if text and role in TITLES and role not in REMARKS
        ),
        level2=new.level2.text if new.level2.inferred else "",
        totals=_totals_in_words(form, old, new),
        displaced={
            role: (_number_or_zero(getattr(old, role)), _number_or_zero(getattr(new, role)))
            for role in SCORES
        },
    )
    indicators = (*form.indicators[:position], new, *form.indicators[position + 1 :])
    return replace(form, indicators=indicators, shifts=(*form.shifts, shift))


def _carried_level2(form: EvaluationForm, position: int, old: Indicator) -> Text:
    """The class of the row above under the same level 1: what a blank level-2 cell stands for."""
    above = form.indicators[position - 1] if position else None
    if above is not None and above.level1.compact == old.level1.compact:
        return above.level2._replace(inferred=True)
    return Field(None, "", old.level2.at)


def _reread(old: Indicator, roles: tuple[str, ...], row: _Row, reader: Reader) -> Indicator:
    places = dict(zip(roles, row.places, strict=True))
    blank = {role for role, text in zip(roles, row.texts, strict=True) if not text}

    def number(role: str) -> Number:
        if role not in places:
            return ABSENT
        return Field(None, "", places[role]) if role in blank else reader.number(places[role])

    def text(role: str) -> Text:
        if role not in places:
            return ABSENT
        return Field(None, "", places[role]) if role in blank else reader.text(places[role])

    return replace(
        old,
        level2=text("level2") if "level2" in places else old.level2,
        name=reader.text(places["name"]),
        target=reader.target(places.get("target"), places.get("nature"), places.get("unit"), old.row),
        actual=reader.actual(places["actual"], places.get("unit")) if "actual" in places else ABSENT,
        weight=number("weight"),
        self_score=number("self_score"),
        review_score=number("review_score"),
        opinion=text("opinion"),
        deviation_reason=text("deviation_reason"),
    )


def _number_or_zero(number: Number) -> Decimal:
    return number.value if number.value is not None else Decimal(0)


def _totals_in_words(form: EvaluationForm, old: Indicator, new: Indicator) -> str:
    """What the printed totals say: ``自评得分合计改正后为100，与表内一致（现为99）``."""
    sentences = []
    for role in SCORES:
        now, then = getattr(old, role), getattr(new, role)
        if not then.present:
            continue
        others = _column_sum(form, role, old)
        if _agrees(form, role, others, then) and not _agrees(form, role, others, now):
            printed: Number = getattr(form.totals, role)
            as_is = f"为{plain(others + now.value)}" if now.value is not None else "算不出合计"
            sentences.append(
                f"{TITLES[role]}合计改正后与表内的{plain(printed.value or Decimal(0))}一致，按现状{as_is}"
            )
    return "；".join(sentences)

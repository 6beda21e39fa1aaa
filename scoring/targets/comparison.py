"""Hold what was reported (实际完成值) against its target (年度指标值).

``compare`` says whether the one meets the other, and ``None`` wherever only a person can tell.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from scoring.targets.denial import denies, says_undone
from scoring.targets.target import Target, TargetKind
from scoring.text.characters import cell_text
from scoring.text.dates import Deadline, not_later
from scoring.text.figure_context import figures_in
from scoring.text.frequency import EACH, YEAR, Term, factors
from scoring.text.graded_words import bare_words, says_done, says_it_stands, says_nothing, says_reached
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity, comparable
from scoring.text.relevant_figures import meant
from scoring.text.trends import change_in, gives_both_periods, plain_move
from scoring.text.units import is_measure


class Comparison(NamedTuple):
    """How an actual stands to its target."""

    met: bool | None  # None: only a person can judge
    ratio: Decimal | None  # actual ÷ target in the same unit
    same_unit: bool | None  # False: 100% reported for 五十次, or for a date


_UNJUDGED = Comparison(None, None, None)
_UNSURE = Comparison(None, None, True)
_MISSED = Comparison(False, None, True)
_OTHER_UNIT = Comparison(None, None, False)


@lru_cache(maxsize=4096)  # in Excel the same form is checked again at every click
def compare(target: Target, actual: Target, reverse: bool | None = False) -> Comparison:
    """Whether ``actual`` meets ``target``, and by how much.

    ``reverse``: less is better (故障率, 成本), for a target that has no operator of its own; None where
    nobody can tell, and only what is just as much meets it.
    """
    unreadable = (TargetKind.BLANK, TargetKind.PLACEHOLDER, TargetKind.QUESTION)
    if target.kind in unreadable or actual.kind in unreadable:
        return _UNJUDGED
    if target.quantity is not None:
        # Of a cut (能耗减少10%) more is better, although less of the thing is.
        found = _against_figure(target, target.quantity, actual, bool(reverse) and target.rising is not False)
        bounded = target.operator not in (Operator.NONE, Operator.EQUAL)
        either = reverse is None and not bounded and found.met is not None and found.ratio != 1
        return found._replace(met=None) if either else found
    if denies(target, actual):
        return Comparison(False, None, True if target.kind is TargetKind.DATE else None)
    if target.kind is TargetKind.DATE:
        return _against_date(target, actual)
    if target.kind is TargetKind.TREND:
        return _against_trend(target, actual)
    same = _same_words(target, actual) or (_is_nothing(target) and _is_nothing(actual))
    return Comparison(True, None, None) if same else _UNJUDGED


def _same_words(target: Target, actual: Target) -> bool:
    return bare_words(target.text) == bare_words(actual.text)


def _is_nothing(value: Target) -> bool:
    """无, 未发生, 0起."""
    if value.quantity is not None:
        return value.quantity.value == 0
    return says_nothing(value.text)


def _against_figure(target: Target, wanted: Quantity, actual: Target, reverse: bool) -> Comparison:
    if actual.kind is TargetKind.DATE:
        return _figure_against_date(target, wanted, actual)
    if actual.quantity is None:
        return _figure_against_words(target, wanted, actual, reverse)
    plain = cell_text(actual.text)
    if target.rising is not None and actual.rising is None and _only_periods(plain, wanted):
        return _against_change(target, wanted, plain)
    if wanted.unit == "%" and "%" not in plain and _two_of_a_kind(plain):
        return _UNSURE  # 196/200, 应发120人，实发120人
    if _PRODUCT.search(plain) is not None and not _same_words(target, actual):
        return _UNSURE
    reported = _matching(target, wanted, actual)
    if not reported:
        return _OTHER_UNIT if target.rising is None else _UNSURE
    if target.rising is not None and actual.rising is not None and target.rising != actual.rising:
        return _opposite(target, plain)
    outcomes = [_against_reported(target, wanted, got, reverse) for got in reported]
    if all(got.part for got in reported) and not all(o.met for o in outcomes):
        return _UNSURE if comparable(wanted, actual.quantity) else _OTHER_UNIT  # 100%（含线上60人次）
    if len(outcomes) == 1:
        return outcomes[0]
    # Of several figures nobody knows which is meant, or whether it is their sum.
    most = _effective(target.operator, wanted, reverse) in (Operator.AT_MOST, Operator.BELOW)
    may_sum = most and wanted.dimension != "%"
    return Comparison(True, None, True) if all(o.met for o in outcomes) and not may_sum else _UNSURE


_PRODUCT = Pattern(r"[^ ] ?[×✕*] ?[0-9]")  # 7期×30人


def _two_of_a_kind(plain: str) -> bool:
    kinds = [figure.quantity.dimension for figure in figures_in(plain)]
    return len(kinds) > len(set(kinds))


def _only_periods(plain: str, wanted: Quantity) -> bool:
    """Whether a text gives the figures of two periods and not the change itself."""
    figures = [f for f in figures_in(plain) if comparable(wanted, f.quantity)]
    return gives_both_periods(plain) and all(f.rising is None for f in figures)


def _against_change(target: Target, wanted: Quantity, plain: str) -> Comparison:
    """增长5% against 2022年100万元，2023年106万元: the figures of both periods say it."""
    change = change_in(plain, wanted.unit)
    if change is None or target.upper is not None:
        return _opposite(target, plain)
    rise = round(change if target.rising else -change, 1)
    operator = _effective(target.operator, wanted, reverse=False)
    return Comparison(_met(operator, (rise, rise, False, False), wanted.value), None, True)


_QUALITY = Pattern("改善|优化|好转|向好|增强")  # of these a figure may be less


def _opposite(target: Target, plain: str) -> Comparison:
    """增长10% against 同比降低10%, which is a miss; against 投诉降低10%, which is about something else."""
    moved = plain_move(plain)
    missed = moved is not None and moved is not target.rising and _QUALITY.search(target.text) is None
    return _MISSED if missed else _UNSURE


def _against_reported(target: Target, wanted: Quantity, got: _Reported, reverse: bool) -> Comparison:
    """One figure against the target, in the term of the target: 每月2次 against 全年28次."""
    here, there = got.term, target.term
    if here == there or {here, there} <= {None, YEAR}:
        found = _against_one(target, wanted, got, reverse)
    elif EACH in (here, there):
        found = _each(_against_one(target, wanted, got, reverse), there is EACH, wanted.dimension)
    elif here is None and there is not None:
        yearly = _against_one(target, wanted, got.over(*factors(YEAR, there)), reverse)
        found = _either(_against_one(target, wanted, got, reverse), yearly)
    else:
        found = _against_one(target, wanted, got.over(*factors(here or YEAR, there or YEAR)), reverse)
    if found.met is False and wanted.unit == f"{got.quantity.unit}次" != "人次":
        return _UNSURE  # 走访100户 may be 200户次
    return _softened(found, target.about, got.about)


_SAME, _FAR = Decimal("1.2"), Decimal(3)


def _each(direct: Comparison, wanted: bool, dimension: str) -> Comparison:
    """One of both is for each of many (``wanted``: the target): 每村1名 against 12名, 每人300元 against 280元.

    What is less than that for one is less in all; what differs little is the same measure.
    """
    if direct.met is not False or direct.ratio is None:
        same = direct.ratio is not None and _apart(direct.ratio, Decimal(1)) < _SAME
        return direct if same else Comparison(direct.met or None, None, True)
    near = 1 / _FAR < direct.ratio < _FAR and (wanted or dimension.startswith("money"))
    certain = direct.ratio < 1 if wanted else direct.ratio > 1
    return direct if near or certain else _UNSURE


def _either(direct: Comparison, yearly: Comparison) -> Comparison:
    """每季度1次 against 4次, which does not say whether it is for the year."""
    nearness = [_apart(o.ratio, Decimal(1)) if o.ratio is not None else None for o in (direct, yearly)]
    first, second = nearness
    if first is None or second is None:
        return direct._replace(ratio=None) if direct.met is yearly.met else _UNSURE
    if direct.met is yearly.met:
        return direct if first < second else yearly
    return yearly if first >= second * 2 else _UNSURE


_ABOUT, _NEARLY = Decimal("0.1"), Decimal("0.3")


def _softened(found: Comparison, wanted_about: bool, got_about: bool) -> Comparison:
    """Round figures (约200人) are met a tenth off, and a little farther off nobody judges."""
    if found.met is not False or found.ratio is None or not (wanted_about or got_about):
        return found
    off = abs(found.ratio - 1)
    if wanted_about and off <= _ABOUT:
        return found._replace(met=True)
    return found._replace(met=None) if off <= (_NEARLY if wanted_about else _ABOUT) else found


def _against_one(target: Target, wanted: Quantity, got: _Reported, reverse: bool) -> Comparison:
    operator = _effective(target.operator, wanted, reverse)
    if target.upper is not None:
        return _against_range(target, operator, wanted, target.upper, got)
    value, want = _in_one_unit(got.quantity, wanted)
    if got.upper is None and got.operator is Operator.NONE and _may_be_as_long(got.quantity, wanted):
        return _by_the_calendar(operator, got.quantity, wanted)
    if got.upper is None:
        return Comparison(_met(operator, _span(got.operator, value, value), want), _ratio(value, want), True)
    top = _in_one_unit(got.upper, wanted)[0]
    ratio = None if got.stretched else _ratio(value, want)
    return Comparison(_met(operator, _span(got.operator, value, top), want), ratio, True)


# How many days each is: a month has 28 to 31, and a weekend may lie between working days.
_DAYS = {"天": (1, 1), "周": (7, 7), "工作日": (1, 2), "月": (28, 31), "季度": (84, 93), "年": (365, 366)}
_MONTHS = frozenset(("月", "季度", "年"))


def _days(quantity: Quantity) -> tuple[Decimal, Decimal]:
    least, most = _DAYS[quantity.unit]
    return quantity.value * least, quantity.value * most


def _may_be_as_long(got: Quantity, wanted: Quantity) -> bool:
    """3个月 may be 90天, 7天 may be 5个工作日."""
    units = {got.unit, wanted.unit}
    if len(units) == 1 or not units <= _DAYS.keys() or units <= _MONTHS or units == {"天", "周"}:
        return False
    (low, high), (least, most) = _days(got), _days(wanted)
    return low <= most and least <= high


def _by_the_calendar(operator: Operator, got: Quantity, wanted: Quantity) -> Comparison:
    """Judged only where it holds for months of any length: 92天 for 3个月 may be too long."""
    low, high = _days(got)
    met = {_met(operator, (low, high, False, False), bound) for bound in _days(wanted)}
    return Comparison(True, _ratio(got.magnitude, wanted.magnitude), True) if met == {True} else _UNSURE


def _effective(operator: Operator, wanted: Quantity, reverse: bool) -> Operator:
    """The bound that a target sets: none written is ≥, or ≤ where less is better."""
    if operator in (Operator.NONE, Operator.EQUAL) and wanted.value == 0:
        return Operator.AT_MOST  # of 0起 nobody asks for more
    if operator is Operator.EQUAL and wanted.unit == "%" and wanted.value == 100:
        return Operator.AT_LEAST
    if operator is Operator.EQUAL and reverse and wanted.dimension == "time":
        return Operator.AT_MOST  # nobody minds a shorter 工期
    if operator is Operator.NONE:
        return Operator.AT_MOST if reverse else Operator.AT_LEAST
    return operator


class _Reported(NamedTuple):
    """A figure of an actual that answers the target."""

    quantity: Quantity
    operator: Operator
    upper: Quantity | None
    term: Term | None = None
    about: bool = False
    part: bool = False  # 其中线上60人次, and the whole is not there
    stretched: bool = False  # from quantity to upper only because days and weeks are not counted alike

    def over(self, least: Decimal, most: Decimal) -> _Reported:
        """The same for another term, so many times as much."""
        low, far = self.quantity, self.upper or self.quantity
        upper = replace(far, value=far.value * most) if self.upper is not None or least != most else None
        return self._replace(
            quantity=replace(low, value=low.value * least), upper=upper, stretched=least != most
        )


def _matching(target: Target, wanted: Quantity, actual: Target) -> list[_Reported]:
    """The figures of the actual that can be held against ``wanted``; parts (其中) only where no other can."""
    plain = cell_text(actual.text)
    figures = figures_in(plain)
    chosen = actual.quantity
    if len(figures) < 2 and chosen is not None and comparable(wanted, chosen):
        return [_Reported(chosen, _strict(actual.operator, plain), actual.upper, actual.term, actual.about)]
    fitting = [f for f in figures if f.quantity.unit and comparable(wanted, f.quantity)]
    if not fitting and chosen is not None and not chosen.unit:
        fitting = [f for f in figures if not f.quantity.unit]
    alike = [f for f in fitting if f.quantity.dimension == wanted.dimension] or fitting
    if not alike and chosen is not None and comparable(wanted, chosen):
        return [_Reported(chosen, actual.operator, actual.upper, actual.term, actual.about)]
    change = None if target.rising is None and actual.rising is None else target.rising is not None
    return [
        _Reported(
            f.quantity,
            _strict(f.operator, plain[f.start : f.end]),
            f.upper,
            f.term,
            f.about,
            f.part,
        )
        for f in meant(alike, change)
    ]


def _strict(operator: Operator, written: str) -> Operator:
    """90%以下 reports less than 90 %, although as a target it allows for 90 %."""
    return Operator.BELOW if operator is Operator.AT_MOST and _UNDER.search(written) else operator


_UNDER = Pattern("[0-9%][^0-9]{0,4}[以之]下")


def _against_range(
    target: Target, operator: Operator, low: Quantity, high: Quantity, got: _Reported
) -> Comparison:
    """90%-95% asks for 90 % (where less is better, for 95 % at most); ≥98%且≤100% asks for both.

    The ratio is to the end that the actual lies beyond, and 1 between them.
    """
    far = got.upper if got.upper is not None else got.quantity
    value, lowest = _in_one_unit(got.quantity, low)
    value_high, highest = _in_one_unit(got.quantity, high)
    at_least = Operator.AT_LEAST if operator in (Operator.AT_MOST, Operator.WITHIN) else operator
    above = _met(at_least, _span(got.operator, value, _in_one_unit(far, low)[0]), lowest)
    below = _met(Operator.AT_MOST, _span(got.operator, value_high, _in_one_unit(far, high)[0]), highest)
    met = below if operator is Operator.AT_MOST else above
    if target.operator is not Operator.NONE:
        met = _both(above, below)
    if value < lowest:
        return Comparison(met, _ratio(value, lowest), True)
    return Comparison(met, _ratio(value_high, highest) if value_high > highest else Decimal(1), True)


def _both(a: bool | None, b: bool | None) -> bool | None:
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def _ratio(got: Decimal, want: Decimal) -> Decimal | None:
    return got / want if want else None


# Two units of one dimension differ by rounding at most by this share (a 亩 has no finite decimal).
_ROUNDING = Decimal("1e-9")


def _in_one_unit(got: Quantity, want: Quantity) -> tuple[Decimal, Decimal]:
    """Both values in one unit.

    A number without a unit is in that of the other, 28 against 30万元 is 28万元, unless reading it
    in the base unit brings the two much closer: 285000 against 30万元, 2.5万 against 2000. Against
    a percentage, 0.98 is 98 %.
    """
    got, want = _in_per_cent(got, want), _in_per_cent(want, got)
    if got.unit == want.unit:
        return got.value, want.value
    a, b = got.magnitude, want.magnitude
    if got.unit and want.unit:
        return (b, b) if abs(a - b) <= abs(b) * _ROUNDING else (a, b)
    if _apart(a, b) * _MUCH_CLOSER <= _apart(got.value, want.value):
        return a, b
    return got.value, want.value


def _in_per_cent(quantity: Quantity, other: Quantity) -> Quantity:
    """0.98 against a percentage is 98 %, also in a column of percentages."""
    bare = not quantity.unit or (quantity.unit == "%" and _PER_CENT.search(quantity.text) is None)
    if not bare or other.unit != "%" or other.value <= 10 or not 0 < quantity.value <= 1:
        return quantity
    return replace(quantity, value=quantity.value * 100, unit="%")


_PER_CENT = Pattern("[%％﹪]|百分")
_MUCH_CLOSER = 10


def _apart(a: Decimal, b: Decimal) -> Decimal:
    """How many times the one is the other, whichever is larger."""
    return max(abs(a / b), abs(b / a)) if a and b else Decimal(1)


_Span = tuple[Decimal | None, Decimal | None, bool, bool]


def _span(operator: Operator, low: Decimal, high: Decimal) -> _Span:
    """What an actual says it lies between (None: open), and whether the ends are excluded."""
    if operator in (Operator.AT_LEAST, Operator.ABOVE):
        return low, None, operator is Operator.ABOVE, False
    if operator in (Operator.AT_MOST, Operator.BELOW):
        return None, high, False, operator is Operator.BELOW
    if operator is Operator.WITHIN:
        return -abs(high), abs(high), False, False
    return low, high, False, False


def _met(operator: Operator, actual: _Span, bound: Decimal) -> bool | None:
    """Whether all (True), none (False) or some (None) of what the actual may be meets the bound."""
    low, high, above_low, below_high = actual
    if operator is Operator.EQUAL:
        return _equals(low, high, bound)
    if operator is Operator.WITHIN:
        if low is None or high is None:
            return None
        return -abs(bound) <= low and high <= abs(bound)
    if operator in (Operator.AT_LEAST, Operator.ABOVE):
        strict = operator is Operator.ABOVE
        if low is not None and (low > bound or (low == bound and (above_low or not strict))):
            return True
        missed = high is not None and (high < bound or (high == bound and (below_high or strict)))
    else:
        strict = operator is Operator.BELOW
        if high is not None and (high < bound or (high == bound and (below_high or not strict))):
            return True
        missed = low is not None and (low > bound or (low == bound and (above_low or strict)))
    return False if missed else None


def _equals(low: Decimal | None, high: Decimal | None, bound: Decimal) -> bool | None:
    if low is not None and low == high:
        return low == bound
    outside = (low is not None and low > bound) or (high is not None and high < bound)
    return False if outside else None


def _figure_against_date(target: Target, wanted: Quantity, actual: Target) -> Comparison:
    """A date reported for a figure; ≤12月 and 10月 are both months."""
    assert actual.deadline is not None
    if wanted.unit == "月" and actual.deadline.day is None and wanted.value == int(wanted.value) <= 12:
        limit = Deadline(None, int(wanted.value), None)
        return Comparison(not_later(limit, actual.deadline), None, True)
    if wanted.dimension == "time":
        return _UNJUDGED
    return _OTHER_UNIT


def _figure_against_words(target: Target, wanted: Quantity, actual: Target, reverse: bool) -> Comparison:
    """完成 says that a percentage was reached; for a count it does not say how many."""
    upper_bound = target.operator in (Operator.AT_MOST, Operator.BELOW) or reverse or wanted.value == 0
    if _is_nothing(actual) and (upper_bound or target.operator is Operator.EQUAL):
        return Comparison(True if upper_bound else None, None, True)
    if target.rising is not None and (
        denies(target, actual) or _opposite(target, cell_text(actual.text)).met is False
    ):
        return _MISSED
    if not upper_bound and says_undone(actual.text):
        return _MISSED
    one = wanted.magnitude == 1 and wanted.unit and not is_measure(wanted.unit)
    if one and not upper_bound and says_it_stands(actual.text):
        return Comparison(True, None, True)  # 新建泵站1座: 已建成
    if wanted.dimension != "%":
        bounded = actual.operator is not Operator.NONE or actual.kind is TargetKind.TREND
        return _UNJUDGED if bounded or _PRODUCT.search(cell_text(actual.text)) else _OTHER_UNIT
    if not says_done(actual.text):
        return _UNJUDGED
    lower_is_better = target.operator in (Operator.AT_MOST, Operator.BELOW, Operator.WITHIN) or reverse
    if lower_is_better and not says_reached(actual.text):
        return Comparison(None, None, True)
    return Comparison(True, None, True)


def _against_date(target: Target, actual: Target) -> Comparison:
    assert target.deadline is not None
    if actual.kind is TargetKind.DATE and actual.deadline is not None:
        return Comparison(not_later(target.deadline, actual.deadline), None, True)
    if actual.quantity is not None:
        if target.deadline.month is None and target.deadline.year is None and actual.quantity.unit == "天":
            return Comparison(actual.quantity.value <= (target.deadline.day or 0), None, True)  # 每月15日
        if actual.quantity.unit == "月" or actual.quantity.dimension != "time":
            return _OTHER_UNIT if actual.deadline is None else _dated_anyway(target, actual)
        return _UNJUDGED
    if says_done(actual.text):
        return Comparison(True, None, True)
    same = _same_words(target, actual)
    return Comparison(True, None, True) if same else _UNJUDGED


def _dated_anyway(target: Target, actual: Target) -> Comparison:
    """11月30日完成100% gives the date too."""
    assert target.deadline is not None and actual.deadline is not None
    return Comparison(not_later(target.deadline, actual.deadline), None, True)


def _against_trend(target: Target, actual: Target) -> Comparison:
    if _same_words(target, actual):
        return Comparison(True, None, None)
    if actual.rising is not None and actual.rising is target.rising:
        return Comparison(True, None, None)
    found = _opposite(target, cell_text(actual.text))
    return Comparison(found.met, None, None)

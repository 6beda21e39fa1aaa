"""A figure as the target, and an actual with figures: 每月不少于2次 against 全年28次."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial

from scoring.targets.added_up import added_up
from scoring.targets.against_date import figure_against_date
from scoring.targets.against_parts import against_parts, has_unlike_parts
from scoring.targets.against_trend import against_change, gives_only_periods, opposite, turned
from scoring.targets.against_words import PRODUCT, figure_against_words
from scoring.targets.bounds import LOWER, UPPER, Span, both, bound_of, meets, span
from scoring.targets.outcome import MISSED, OTHER_UNIT, UNSURE, Comparison, Measured, measured_outcome
from scoring.targets.reckoned import reckoned_figure
from scoring.targets.reported import Reported, alike_figures, figures_that_answer
from scoring.targets.same_unit import days, in_one_unit, may_be_as_long, unit_is_open
from scoring.targets.target import Target, TargetKind
from scoring.text.characters import cell_text
from scoring.text.figure_context import figures_in
from scoring.text.frequency import EACH, YEAR, without_term
from scoring.text.graded_words import same_wording
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import HUNDRED
from scoring.text.quantity import Quantity, comparable, times_apart
from scoring.text.units import is_measure

OPEN = LOWER | UPPER


def against_figure(target: Target, required: Quantity, actual: Target, reverse: bool) -> Comparison:
    """``required``: the figure of the target; ``reverse``: less is better, where no operator tells."""
    if actual.kind is TargetKind.DATE and actual.deadline is not None:
        return figure_against_date(required, actual.deadline)
    plain = cell_text(actual.text)
    reckoned = reckoned_figure(target, required, plain, reverse)
    if reckoned is not None:
        return _against_reported(target, required, reckoned, reverse)
    if actual.quantity is None:
        return figure_against_words(target, required, actual, reverse)
    if target.rising is not None and actual.rising is None and gives_only_periods(plain, required):
        return against_change(target, required, plain)
    if _needs_reckoning(target, required, actual, plain):
        return UNSURE
    if not same_wording(target.text, actual.text):
        found = against_parts(target, actual, partial(_against_reported, reverse=reverse))
        if found is not None:
            return found
    found = _against_figures(target, required, actual, reverse)
    # 90%以上，投诉下降10%: how much of both is reached no share of one of them says
    return MISSED if found.met is False and has_unlike_parts(target) else found


def _against_figures(target: Target, required: Quantity, actual: Target, reverse: bool) -> Comparison:
    """The figures that an actual gives for one bound."""
    plain = cell_text(actual.text)
    if turned(target, actual, required):
        return UNSURE if target.rising is None else opposite(target, plain)
    if _THAN_BEFORE.fullmatch(plain) is not None:
        return UNSURE
    figures = alike_figures(target, required, actual)
    whole = None if required.unit == "%" else added_up(plain, figures, required)
    if whole is not None:
        found = _against_sum(target, required, *whole, reverse)
        if found is not None:
            return found
    reported = figures_that_answer(target, required, actual)
    if not reported:
        return (
            OTHER_UNIT
            if target.rising is None or _is_money_for_a_saved_share(target, required, actual)
            else UNSURE
        )
    outcomes = [_against_reported(target, required, figure, reverse) for figure in reported]
    if len(outcomes) == 1 and not outcomes[0].met and _OF_A_PART.match(plain) is not None:
        return UNSURE if outcomes[0].same_unit else outcomes[0]
    if all(figure.part for figure in reported) and not all(o.met for o in outcomes):
        return (
            UNSURE if comparable(required, actual.quantity or required) else OTHER_UNIT
        )  # 100%（含线上60人次）
    return _taken_together(target, required, outcomes, reverse)


def _is_money_for_a_saved_share(target: Target, required: Quantity, actual: Target) -> bool:
    """Whether ≥5% was to be saved, and 6万元 is reported; of 增长5% an amount may be what it grew to."""
    money = actual.quantity is not None and actual.quantity.dimension == "money"
    return target.rising is False and required.unit == "%" and money


# What was done in a part of the year is not all; 一季度一次 may be once a quarter.
_OF_A_PART = Pattern(
    "(?:[上下]半年|(?:第|前)?[一二三四1-4]个?季度)(?!.*(?:全年|累计|合计|共))[^0-9，,。；]{0,12}[0-9一二两三四五六七八九十]"
)
# 比上年少4户 says nothing of the target.
_THAN_BEFORE = Pattern(
    "[比较与](?:上一?年|去年|往年|同期)(?:同期)?(?:相比)?[，]?[^0-9，,。]{0,4}(?:(?<!增)多|(?<!减)少|(?<!提)高|(?<!降)低)了?[0-9][^，,。0-9]*[。]?"
)


def _against_sum(
    target: Target, required: Quantity, whole: Reported, certain: bool, reverse: bool
) -> Comparison | None:
    """The sum is the most that they can be, and all of it where they are parts of one thing; None where it does
    not tell."""
    found = _against_reported(target, required, whole, reverse)
    upper = bound_of(target, required, reverse) in UPPER
    if upper:  # what exceeds it in sum may be meant for each
        return found if found.met and required.dimension != "time" else UNSURE
    return found if certain or found.met is False else None


def _taken_together(
    target: Target, required: Quantity, outcomes: list[Comparison], reverse: bool
) -> Comparison:
    """Of several figures nobody knows which is meant, or whether it is their sum."""
    if len(outcomes) == 1:
        return outcomes[0]
    may_sum = bound_of(target, required, reverse) in UPPER and required.dimension != "%"
    return Comparison(True, None, True) if all(o.met for o in outcomes) and not may_sum else UNSURE


def _needs_reckoning(target: Target, required: Quantity, actual: Target, plain: str) -> bool:
    """应发120人，另发80人 for a share; 7期×30人 for a count."""
    if required.unit == "%" and "%" not in plain:
        kinds = [figure.quantity.dimension for figure in figures_in(plain)]
        if len(kinds) > len(set(kinds)):
            return True
    return PRODUCT.search(plain) is not None and not same_wording(target.text, actual.text)


def _against_reported(target: Target, required: Quantity, reported: Reported, reverse: bool) -> Comparison:
    """One figure against the target, in the term of the target: 每月2次 against 全年28次."""
    required, reported = without_term(required)[0], reported.without_term()
    target = target._replace(upper=target.upper and without_term(target.upper)[0])
    if target.rising is False and reported.quantity.value < 0:
        reported = reported.times(Decimal(-1), Decimal(-1))  # -5% is a cut by 5 %
    if _cost_of_one_and_of_all(required, reported.quantity):
        return OTHER_UNIT
    here, there = reported.term, target.term
    if here == there or {here, there} <= {None, YEAR}:
        found = _against_one(target, required, reported, reverse)
    elif EACH in (here, there):
        direct = _against_one(target, required, reported, reverse)
        found = _each(direct, there is EACH, required.dimension)
    else:
        found = _in_one_term(target, required, reported, reverse)
        if here is None:
            direct = _against_one(target, required, reported, reverse)
            rate = required.dimension.startswith("money") and direct.ratio is not None
            same = rate and times_apart(direct.ratio or Decimal(0), Decimal(1)) < _SAME
            found = direct if same else _either(direct, found)  # 300元 for 300元/人·月 is a month's
    if found.met is False and required.unit == f"{reported.quantity.unit}次" != "人次":
        return UNSURE  # 走访100户 may be 200户次
    return _softened(found, target.about, reported.about)


_MANY = Decimal(10)


def _cost_of_one_and_of_all(required: Quantity, reported: Quantity) -> bool:
    """≤400元/人·天 and 39.5万元, which is what all of them cost."""
    one, other = required, reported
    if not one.dimension.startswith("money") or ("/" in one.unit) is ("/" in other.unit) or not other.unit:
        return False
    return comparable(one, other) and times_apart(one.magnitude, other.magnitude) >= _MANY


def _in_one_term(target: Target, required: Quantity, reported: Reported, reverse: bool) -> Comparison:
    """Both as they are for the year; where one of them is only nearly known, all on the reported figure."""
    here, there = reported.term or YEAR, target.term or YEAR
    if there.fewest != there.most:
        reported = reported.times(here.fewest / there.most, here.most / there.fewest)
        return _against_one(target, required, reported, reverse)
    target = target._replace(upper=target.upper and _times(target.upper, there.most))
    reported = reported.times(here.fewest, here.most)
    return _against_one(target, _times(required, there.most), reported, reverse)


def _times(quantity: Quantity, many: Decimal) -> Quantity:
    return replace(quantity, value=quantity.value * many)


_SAME, _FAR = Decimal("1.2"), Decimal(3)


def _each(direct: Comparison, of_target: bool, dimension: str) -> Comparison:
    """One of both is for each of many (``of_target``: the target): 每村1名 against 12名, 每人300元 against 280元.

    What is less than that for one is less in all; what differs little is the same measure.
    """
    if direct.met is not False or direct.ratio is None:
        if direct.ratio is not None and times_apart(direct.ratio, Decimal(1)) < _SAME:
            return direct
        more_in_all = not of_target and direct.ratio is not None and direct.ratio > 1
        return Comparison(True, None, True) if direct.met and more_in_all else UNSURE
    near = 1 / _FAR < direct.ratio < _FAR and (of_target or dimension.startswith("money"))
    certain = direct.ratio < 1 if of_target else direct.ratio > 1
    return direct if near or certain else UNSURE


def _either(direct: Comparison, yearly: Comparison) -> Comparison:
    """每季度1次 against 4次, which does not say whether it is for the year."""
    first, second = (
        times_apart(o.ratio, Decimal(1)) if o.ratio is not None else None for o in (direct, yearly)
    )
    if first is None or second is None:
        return replace(direct, ratio=None, measured=None) if direct.met is yearly.met else UNSURE
    if direct.met is yearly.met:
        return direct if first < second else yearly
    return yearly if first >= second * 2 else UNSURE


# How far off a figure that is only about one may be: as a report, and as a target, which gives no bounds.
_ROUNDED_BY, _ABOUT, _NEARLY = Decimal("0.05"), Decimal("0.1"), Decimal("0.3")


def _softened(found: Comparison, about_target: bool, about_reported: bool) -> Comparison:
    """How far from 200人左右 is too far nobody says, so that what is a little less is for a person to judge."""
    if found.met is None or found.ratio is None or not (about_target or about_reported):
        return found
    off = abs(found.ratio - 1)
    if found.met:
        open_to_doubt = about_reported and not about_target and off < _ROUNDED_BY
        return replace(found, met=None) if open_to_doubt else found
    return replace(found, met=None) if off <= (_NEARLY if about_target else _ABOUT) else found


def _against_one(target: Target, required: Quantity, reported: Reported, reverse: bool) -> Comparison:
    """One figure against the bound of the target, both for the same term."""
    operator, figure = bound_of(target, required, reverse), reported.quantity
    if unit_is_open(figure, required):
        return UNSURE
    if target.upper is not None:
        return _against_range(target, operator, required, target.upper, reported)
    if reported.upper is None and reported.operator is Operator.NONE and may_be_as_long(figure, required):
        return _by_the_calendar(operator, figure, required)
    value, bound = in_one_unit(figure, required)
    top = value if reported.upper is None else in_one_unit(reported.upper, required)[0]
    met = meets(operator, span(reported.operator, value, top), bound)
    if reported.stretched:
        exactly = met and reported.at_least and value == bound
        return measured_outcome(met, value, bound) if exactly else Comparison(met, None, True)
    found = measured_outcome(met, value, bound, operator in UPPER)
    if met is False and reported.operator in OPEN:
        return replace(found, measured=None)  # 不足98%: by how much it is missed, nobody says
    if operator is Operator.WITHIN:
        return _against_tolerance(found, value, bound, in_per_cent=required.unit == "%")
    return found


def _against_tolerance(found: Comparison, value: Decimal, bound: Decimal, in_per_cent: bool) -> Comparison:
    """±5% against 8%, which is too much, and against 98%, which may be 2 % less than the whole."""
    if found.met is False and in_per_cent and abs(abs(value) - HUNDRED) <= abs(bound):
        return UNSURE
    return replace(found, measured=None)  # no formula is known for what leaves a band


def _by_the_calendar(operator: Operator, figure: Quantity, required: Quantity) -> Comparison:
    """Judged only where it holds for months of any length: 92天 for 3个月 may be too long."""
    outcomes = {meets(operator, Span(*days(figure)), bound) for bound in days(required)}
    return measured_outcome(True, figure.magnitude, required.magnitude) if outcomes == {True} else UNSURE


# Of these neither more nor less is better: a range of them is to be kept at both ends.
_KEPT = frozenset(("temperature", "voltage", "sound", "pH"))
_SHARES_OR_COUNTS = frozenset(("%", "money"))


def _against_range(
    target: Target, operator: Operator, low: Quantity, high: Quantity, reported: Reported
) -> Comparison:
    """90%-95% asks for 90 % (where less is better, for 95 % at most); ≥98%且≤100% and 18-22℃ ask for both.

    The ratio is to the end that the actual lies beyond, and 1 between them.
    """
    far = reported.upper if reported.upper is not None else reported.quantity
    value, lowest = in_one_unit(reported.quantity, low)
    value_high, highest = in_one_unit(reported.quantity, high)
    at_least = Operator.AT_LEAST if operator in (Operator.AT_MOST, Operator.WITHIN) else operator
    above = meets(at_least, span(reported.operator, value, in_one_unit(far, low)[0]), lowest)
    top = span(reported.operator, value_high, in_one_unit(far, high)[0])
    below = meets(Operator.AT_MOST, top, highest)
    met = below if operator is Operator.AT_MOST else above
    stated = target.operator is not Operator.NONE
    if stated or _is_kept(low, high, reported.quantity):
        met = both(above, below)
    elif operator is not Operator.AT_MOST and above and below is False and _may_be_too_much(low):
        met = None  # a road of 3 to 5 metres that is 6 metres wide
    if target.operator is Operator.WITHIN and met is False:
        return MISSED
    if value < lowest:
        return measured_outcome(met, value, lowest)
    if value_high > highest:
        ends = measured_outcome(met, value_high, highest, less_is_better=True)
        return ends if operator in UPPER else replace(ends, measured=None)
    return Comparison(met, Decimal(1), True, Measured(value, value, less_is_better=False))


def _is_kept(*quantities: Quantity) -> bool:
    """Whether a range is of a temperature or its like, or bare with fractions (7.0-7.8), as pH values are."""
    dimensions = {each.dimension for each in quantities}
    bare_fractions = dimensions == {""} and any(each.value % 1 for each in quantities)
    return bare_fractions or not dimensions.isdisjoint(_KEPT)


def _may_be_too_much(low: Quantity) -> bool:
    dimension = low.dimension.partition("/")[0]
    return not dimension or (is_measure(low.unit) and dimension not in _SHARES_OR_COUNTS)

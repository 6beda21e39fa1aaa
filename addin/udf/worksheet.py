"""What a worksheet function answers to the values of its cells: a number, or the text that says why there is none.

The answers and their order are those of addin/udf/answers.py, so that a UDF and the native formula beside it
in a template say the same about the same cells.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from addin.udf.answers import (
    ABOVE_FULL,
    BLANK,
    ERROR_CELL,
    MESSAGES,
    NEGATIVE,
    NO_BUDGET,
    NOT_A_NUMBER,
    STROKES,
)
from scoring.claims.deductions import deduction
from scoring.form.named_targets import as_its_name_says
from scoring.form.taxonomy import (
    level1_class,
    lower_is_better,
    names_an_incident,
    shorter_is_better,
)
from scoring.points import arithmetic
from scoring.profiles.profile import Profile
from scoring.targets.target import NONE_AT_ALL, Target, TargetKind, parse_actual, parse_target
from scoring.targets.unsaid_direction import leaves_direction_open
from scoring.text.characters import clean
from scoring.text.printed_numbers import exact, plain, rounded

Answer = Decimal | str

_ERRORS = re.compile(r"#(?:[A-Z]+[/_]?[A-Z0-9]*[!?]?)")
_PERCENT = re.compile("[%％]")
_RULE_CODE = re.compile(r"([A-Z]{2})[-_]?0*(\d{1,2})")
_FEE = re.compile("(?:费用?|经费|支出|开支)$")
_NAMED = 6  # labels that a message names
_WITHOUT_POINTS = re.compile(r"\d+(\.\d+)?分$")


def execution_rate(budget: object, executed: object) -> Answer:
    """执行率 in per cent."""
    complaint = _complaint((budget, executed))
    if complaint is not None:
        return complaint
    rate = _rate(budget, executed)
    return rate if isinstance(rate, str) else rounded(rate)


def execution_score(budget: object, executed: object, weight: object, profile: Profile) -> Answer:
    """执行得分; a blank weight is the profile's."""
    complaint = _complaint((budget, executed, weight))
    if complaint is not None:
        return complaint
    rate = _rate(budget, executed)
    if isinstance(rate, str):
        return rate
    points = profile.number("execution.weight") if is_unstated(weight) else _number(weight)
    return arithmetic.execution_score(rate, points, profile)


def indicator_score(
    target: object, actual: object, weight: object, profile: Profile, name: object = None
) -> Answer:
    """The score of one indicator, as the check reckons it; blank where only a person can judge.

    ``name`` (指标名称) tells whether more or less is better where the target does not: 3% of 故障率, of 增长率.
    """
    if is_error(target) or is_error(actual):
        return ERROR_CELL
    complaint = _complaint((weight,))
    if complaint is not None:
        return complaint
    if is_blank(target) or is_blank(actual) or is_unstated(weight):
        return BLANK
    target_text, actual_text = _as_percentages(target, actual)
    named = "" if is_blank(name) or is_error(name) else as_text(name)
    wanted, reverse = _as_named(parse_target(target_text), named)
    points = arithmetic.indicator_score(wanted, parse_actual(actual_text), _number(weight), profile, reverse)
    return BLANK if points is None else points


def _as_named(target: Target, name: str) -> tuple[Target, bool | None]:
    """A target as its name means it, and whether less of it is better; None where neither tells."""
    if target.text == "无" and names_an_incident(name):
        return NONE_AT_ALL, True
    if not name:
        return target, None if leaves_direction_open(target) else False
    target = as_its_name_says(target, name)
    if target.is_duration:
        return target, shorter_is_better(name)
    lower = lower_is_better(name)
    # Under 成本指标 the check takes 会议费 for a cost; of the class nothing is known here.
    may_cost = lower is False and leaves_direction_open(target) and _FEE.search(name) is not None
    return target, None if may_cost else lower


def subtotal(labels: Sequence[object], scores: Sequence[object], label: str) -> Answer:
    """The sum of the scores under one level-1 label; a label in a merged cell goes on until the next one."""
    own_class, current, chosen = level1_called(label), "", []
    for own, score in zip(labels, scores, strict=True):
        current = current if is_blank(own) or is_error(own) else level1_called(as_text(own))
        if current == own_class:
            chosen.append(score)
    if not chosen:
        return _not_there(labels, scores, label)
    complaint = _complaint(chosen)
    return complaint if complaint is not None else _sum(chosen)


def _not_there(labels: Sequence[object], scores: Sequence[object], label: str) -> str:
    if any(isinstance(score, str) and level1_class(score) for score in scores):
        return "一级指标和得分填反了"
    named = dict.fromkeys(level1_called(as_text(each)) for each in labels if isinstance(each, str) and each)
    there = f"，有：{'、'.join(list(named)[:_NAMED])}" if named else ""
    return f"没有一级指标“{label[:20]}”{there}"


def total(execution: object, scores: Iterable[object]) -> Answer:
    """总分: the execution score and the scores; blank while no score is written."""
    scores = list(scores)
    if any(is_error(value) for value in (execution, *scores)):
        return ERROR_CELL
    if execution in MESSAGES:
        return str(execution)
    complaint = _complaint((execution, *scores))
    if complaint is not None:
        return complaint
    return BLANK if all(is_unstated(value) for value in scores) else _sum([execution, *scores])


def grade(score: object, profile: Profile) -> str:
    """优, 良, 中 or 差; a text where the score is above the full mark."""
    if score in MESSAGES:
        return str(score)
    complaint = _complaint((score,))
    if complaint is not None:
        return complaint
    if is_unstated(score):
        return BLANK
    return beyond_full(_number(score), profile) or arithmetic.grade(_number(score), profile)


def beyond_full(score: Decimal, profile: Profile) -> str | None:
    """What is to be said of a score above the full mark, which has no grade; None of any other."""
    full = profile.number("weights.full")
    return ABOVE_FULL.format(plain(full)) if rounded(score) > full else None


def weights(values: Iterable[object], execution: object, profile: Profile) -> str:
    """What the weights come to and what is missing to the full mark; a blank execution weight is the profile's."""
    values = list(values)
    complaint = _complaint((execution, *values))
    if complaint is not None:
        return complaint
    if all(is_unstated(value) for value in values):
        return "还没有分值"
    points = profile.number("execution.weight") if is_unstated(execution) else _number(execution)
    return shares(
        arithmetic.total(_number(value) for value in values if not is_unstated(value)), points, profile
    )


def shares(indicators: Decimal, execution: Decimal | None, profile: Profile) -> str:
    """The sum of the weights in words: with execution, unless the indicators stand alone."""
    full, whole = profile.number("weights.full"), indicators + (execution or 0)
    parts = f"指标{plain(indicators)}分" + (
        f"＋预算执行{plain(execution)}分＝" if execution is not None else "，合计"
    )
    missing = full - whole
    if missing == 0:
        return f"{parts}{plain(whole)}分，正好"
    return f"{parts}{plain(whole)}分，" + (
        f"还差{plain(missing)}分" if missing > 0 else f"多{plain(-missing)}分"
    )


def difference(own: object, reviewed: object) -> Answer:
    """The unit's own score less the reviewer's; a text where one of the two is missing."""
    complaint = _complaint((own, reviewed))
    if complaint is not None:
        return complaint
    if is_unstated(own) and is_unstated(reviewed):
        return BLANK
    if is_unstated(own) or is_unstated(reviewed):
        return "没有自评得分" if is_unstated(own) else "没有复核分"
    return _number(own) - _number(reviewed)


def rank(score: object, scores: Iterable[object]) -> Answer:
    """The place of a score among all, the highest first; equal scores share one. Texts among them do not count."""
    complaint = _complaint((score,))
    if complaint is not None:
        return complaint
    if is_unstated(score):
        return BLANK
    numbers, own = (
        [_number(value) for value in scores if _is_number(value) and not is_error(value)],
        _number(score),
    )
    if own not in numbers:
        return "不在所选的分数中"
    return Decimal(1 + sum(number > own for number in numbers))


def deducted(opinion: object) -> Answer:
    """The points that an opinion says it deducts; blank where it does not say."""
    if is_error(opinion):
        return ERROR_CELL
    points = deduction(as_text(opinion))
    return BLANK if points is None else points


def target_parts(value: object) -> tuple[str, Answer, str, str]:
    """Operator, number (or date), unit and kind of a target."""
    if is_error(value):
        return ERROR_CELL, BLANK, BLANK, BLANK
    if is_blank(value):
        return BLANK, BLANK, BLANK, BLANK
    target = parse_target(as_text(value))
    if target.quantity is not None:
        return str(target.operator), target.quantity.value, target.quantity.unit, str(target.kind)
    shown = _date_in_words(target) if target.kind is TargetKind.DATE else BLANK
    return str(target.operator), shown, BLANK, str(target.kind)


def rule_code(text: str) -> str:
    """SC05 for sc5, ＳＣ０５ and SC-05."""
    match = _RULE_CODE.fullmatch(clean(text).upper())
    return f"{match[1]}{match[2]:0>2}" if match else clean(text).upper()


def number_or_none(value: object) -> Decimal | str | None:
    """The number of a cell, None where it is blank or a stroke, or what is wrong with it."""
    complaint = _complaint((value,))
    if complaint is not None:
        return complaint
    return None if is_unstated(value) else _number(value)


def level1_called(label: str) -> str:
    """产出指标 for 产出指标, 产出指标(50分) and 1.产出指标."""
    return level1_class(label) or _WITHOUT_POINTS.sub("", clean(label))


def is_blank(value: object) -> bool:
    """Nothing is written."""
    return value is None or value == ""


def is_unstated(value: object) -> bool:
    """No number is meant: a blank, or a stroke (—, --, /)."""
    return value is None or (isinstance(value, str) and value.strip(" ") in STROKES)


def is_error(value: object) -> bool:
    """A formula error, by its name or as the number by which Excel hands it over."""
    if isinstance(value, str):
        return _ERRORS.fullmatch(value) is not None
    return type(value) is int and value < -2_146_820_000


def as_text(value: object) -> str:
    """A value as a person writes it; no display format is known here."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return f"{value.year}/{value.month}/{value.day}"
    return exact(_number(value)) if _is_number(value) else str(value).strip()


def decimal(value: float) -> Decimal:
    """A number at the fifteen digits that Excel holds."""
    return Decimal(format(value, ".15g"))


def _complaint(values: Iterable[object]) -> str | None:
    """What is wrong with cells that must hold numbers, blanks let pass; None where nothing is."""
    filled = [value for value in values if not is_unstated(value)]
    if any(is_error(value) for value in filled):
        return ERROR_CELL
    if not all(_is_number(value) for value in filled):
        return NOT_A_NUMBER
    return NEGATIVE if any(_number(value) < 0 for value in filled) else None


def _rate(budget: object, executed: object) -> Answer:
    if is_unstated(budget):
        return BLANK
    if _number(budget) == 0:
        return NO_BUDGET if not is_unstated(executed) and _number(executed) > 0 else BLANK
    if is_unstated(executed):
        return BLANK
    rate = arithmetic.execution_rate(_number(budget), _number(executed))
    return BLANK if rate is None else rate


def _sum(values: Iterable[object]) -> Answer:
    numbers = [_number(value) for value in values if not is_unstated(value)]
    return arithmetic.total(numbers) if numbers else BLANK


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _number(value: object) -> Decimal:
    assert isinstance(value, int | float | Decimal)
    return value if isinstance(value, Decimal) else decimal(value)


def _as_percentages(target: object, actual: object) -> tuple[str, str]:
    """Both as texts. Excel hands 98% over as 0.98: beside a percentage a number up to 1 is one too."""
    target_text, actual_text = as_text(target), as_text(actual)
    if _is_ratio(actual) and _PERCENT.search(target_text):
        actual_text = f"{exact(_number(actual) * 100)}%"
    elif _is_ratio(target) and _PERCENT.search(actual_text):
        target_text = f"{exact(_number(target) * 100)}%"
    return target_text, actual_text


def _is_ratio(value: object) -> bool:
    return _is_number(value) and 0 <= _number(value) <= 1


def _date_in_words(target: Target) -> str:
    if target.deadline is None:
        return BLANK
    parts = zip((target.deadline.year, target.deadline.month, target.deadline.day), "年月日", strict=True)
    return "".join(f"{number}{word}" for number, word in parts if number is not None)

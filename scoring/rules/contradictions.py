"""TG 指标值与完成值: what two rows, or a row and its reason, say against each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from scoring.finding import Finding, report, report_indicator
from scoring.form.indicator import Indicator
from scoring.form.stages import Stage, is_late, is_of_time, is_undone, stages_of
from scoring.form.taxonomy import classes_alone, level2_class
from scoring.points.case import Case
from scoring.rule import INDICATOR, INDICATORS, WARNING, rule
from scoring.targets.target import TargetKind
from scoring.text.pattern import Pattern
from scoring.text.quantity import comparable

_MANY = 60  # rows: more are no form that a person compares row by row
_WHOLE = Decimal(100)
_COMPLETED, _ACCEPTED = ("完工", "竣工", "建成"), "验收"


class _Reported(NamedTuple):
    row: Indicator
    stage: Stage


@rule(
    "TG13",
    "两个指标的完成值互相矛盾",
    severity=WARNING,
    basis="同一件事，后一步做了，前一步必然做了",
    scope=INDICATORS,
    since="0.2.0",
)
def rows_contradict_each_other(rows: tuple[Indicator, ...], case: Case) -> Iterator[Finding]:
    """同一件事的两个指标，一个说做了，一个说没有做；一个说按期，一个说延期；或者后一步的数比前一步还多。

    为什么：两个数至少有一个填错了，或者评分依据不实。
    例：“渠道开工数”3处，“渠道完工数”5处；“完工率”100%，“验收情况”未验收。
    改为：核对原始材料，改正填错的一个；确实如此的，写明原因。
    依据：同一件事，后一步做了，前一步必然做了；名称说的不是同一件事的不比。
    """
    reported = [
        _Reported(row, stage)
        for row in rows[:_MANY]
        if not row.actual.empty
        for stage in stages_of(row.name.plain)
    ]
    seen: set[frozenset[int]] = set()
    for earlier, later in permutations(reported, 2):
        pair = frozenset((earlier.row.row, later.row.row))
        if pair in seen or earlier.row is later.row:
            continue
        if _in_time_and_late(earlier, later) or (
            _same_course(earlier.stage, later.stage) and _contradict(earlier, later)
        ):
            seen.add(pair)
            yield report(
                [later.row.actual, earlier.row.actual],
                f"“{earlier.row.label}”填“{earlier.row.actual.text}”，"
                f"“{later.row.label}”填“{later.row.actual.text}”，互相矛盾",
                found=f"{earlier.row.actual.text}；{later.row.actual.text}",
                expected="两个完成值一致",
                suggestion="核对原始材料，改正填错的一个；确实如此的，写明原因",
            )


def _same_course(earlier: Stage, later: Stage) -> bool:
    return earlier.course == later.course and earlier.place < later.place and earlier.thing == later.thing


def _in_time_and_late(in_time: _Reported, late: _Reported) -> bool:
    """按期完工率 100% in one row, and in another that the same thing was finished too late."""
    one, other = in_time.stage, late.stage
    if (one.thing, one.course, one.place) != (other.thing, other.course, other.place):
        return False
    if not is_of_time(in_time.row.name.plain) or not _was_late(late.row):
        return False
    return _is_whole(in_time.row) and not is_late(in_time.row.actual.plain)


def _was_late(row: Indicator) -> bool:
    """It says so, or its date is after that of the target."""
    target, outcome = row.target.value, row.outcome
    dated = target is not None and target.kind is TargetKind.DATE
    return is_late(row.actual.plain) or (dated and outcome is not None and outcome.met is False)


def _is_whole(row: Indicator) -> bool:
    """100% is reported."""
    quantity = row.actual.value.quantity if row.actual.value is not None else None
    return quantity is not None and quantity.unit == "%" and quantity.value >= _WHOLE


def _contradict(earlier: _Reported, later: _Reported) -> bool:
    if is_undone(earlier.row.actual.plain):
        return _was_done(later.row)
    one, other = earlier.row.actual.value, later.row.actual.value
    if earlier.stage.word in _COMPLETED and later.stage.word == _ACCEPTED:
        return _is_whole(earlier.row) and is_undone(later.row.actual.plain)
    if one is None or other is None or one.quantity is None or other.quantity is None:
        return False
    if not earlier.stage.is_counted:
        return False
    counts = one.kind is other.kind is TargetKind.NUMBER and "%" not in (
        one.quantity.unit,
        other.quantity.unit,
    )
    if not counts or not one.quantity.unit or not comparable(one.quantity, other.quantity):
        return False
    return other.quantity.magnitude > one.quantity.magnitude


def _was_done(row: Indicator) -> bool:
    """Something is reported as done: 100%, 12件全部办结, 已运行12个月."""
    actual = row.actual.value
    if actual is None or is_undone(row.actual.plain):
        return False
    return actual.quantity is not None and actual.quantity.value > 0


_QUIET = Pattern(
    "(?:无|没有|零|未(?:收到|接到|发生|出现|反映|提出|有)|没(?:收到|接到|反映|提出)|均未(?:提出|反映|收到))"
    "[^，。；,;]{0,12}?(?:投诉|意见|举报|异议|信访|反映问题|不满)"
)
_SURVEY = Pattern("问卷|调查|回访|测评|访谈|抽样|样本|打分|评议表|[0-9]+ ?份|电话")
_EVERYBODY = Pattern("100 ?%|百分之百")
_FULL = Decimal(100)


@rule(
    "TG14",
    "以没有投诉作为满意的依据",
    severity=WARNING,
    basis="满意度应以调查取得；没有人投诉，不等于人人满意",
    scope=INDICATOR,
    since="0.2.0",
)
def nobody_complained_is_no_satisfaction(row: Indicator, case: Case) -> Iterator[Finding]:
    """满意度填100%，依据是没有人投诉。

    为什么：没有人投诉，不等于人人满意；满意度要有调查的数据。
    例：满意度完成值“100%（全年无投诉）”。
    改为：做问卷或者电话回访，填写调查所得的比例；没有调查的，如实写明。
    依据：满意度应以调查取得；写明问卷、回访的不提。
    """
    is_satisfaction = "满意" in row.name.plain or level2_class(row.level2.plain) in classes_alone(
        "满意度指标"
    )
    shown = row.actual.value.quantity if row.actual.value is not None else None
    everybody = shown is not None and (shown.value, shown.unit) == (_FULL, "%")
    if not is_satisfaction or not (everybody or _EVERYBODY.search(row.actual.plain)):
        return
    told = [field for field in (row.actual, row.deviation_reason, row.opinion) if not field.empty]
    said = next((field for field in told if _QUIET.search(field.plain)), None)
    if said is None or any(_SURVEY.search(field.plain) for field in told):
        return
    yield report_indicator(
        row,
        row.actual,
        "以没有投诉作为满意度100%的依据",
        related=said,
        expected="调查所得的满意度",
        suggestion="补做问卷或回访，按调查的结果填写；没有调查的，如实写明",
    )

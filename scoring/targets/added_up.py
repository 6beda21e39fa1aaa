"""Figures of an actual that a person adds up: 上半年3场，下半年4场; 小学教师72人、初中教师53人."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from scoring.targets.reported import Reported
from scoring.text.clauses import CLAUSE_ENDS
from scoring.text.figure_context import Figure
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity, comparable

_JOINTS = f"、和及与+＋ {CLAUSE_ENDS}"
_LABEL = Pattern(rf"[^{_JOINTS}]*$")
_FOLLOWED = Pattern(rf"(?:\([^()]*\))?[^0-9{_JOINTS}]{{0,4}}(?=[{_JOINTS}]|$)")
# The same thing may be done twice to one object: 走访100户，慰问80户.
_STEPS = Pattern(
    "走访|签约|引进|洽谈|开工|投产|落地|慰问|培训|考核|检[查测验]|整改|发现|参[加训与会]|合格|通过|申报|受理|办[结理]|立案|结案|应|实|计划|签订|完成|审[核批]|报名|录取|"
    "毕业|就业|抽|发放|发出|回收|收回|维修|回访|复[查检]|验收|招[聘录]|出席|登记|入库|出库|采购|支付|到[位账]|下达"
)
_PERIODS = Pattern(
    "半年|季度|月|[一二三四五六七八九十0-9]期|[第首头前末][一二三四五六七八九十0-9]*[批期轮次]|线[上下]|学期|阶段"
)


def added_up(plain: str, figures: Sequence[Figure], required: Quantity) -> tuple[Reported, bool] | None:
    """The sum of figures that stand side by side, each with a name of its own, and whether they are the parts of
    one thing for certain; None where they do not stand so."""
    if len(figures) < 2 or any(_stands_out(figure) for figure in figures):
        return None
    labels = _labels(plain, figures)
    if labels is None or len(set(labels)) < len(labels):
        return None
    unit = next((figure.quantity.unit for figure in figures if figure.quantity.unit), "")
    quantities = [figure.quantity for figure in figures]
    if any(each.unit and each.unit != unit and not comparable(each, required) for each in quantities):
        return None
    same = all(each.unit in ("", unit) for each in quantities)
    total = sum((each.value if same else each.magnitude for each in quantities), Decimal(0))
    if not same and not unit:
        return None
    size = Quantity(Decimal(1), unit, "").magnitude
    whole = Quantity(total if same else total / size, unit, plain)
    return Reported(whole, Operator.NONE, None), _of_one_thing(labels)


def _stands_out(figure: Figure) -> bool:
    special = figure.part or figure.earlier or figure.aside or figure.in_all or figure.bracketed
    bound = figure.upper is not None or figure.operator is not Operator.NONE or figure.about
    return special or bound or figure.rising is not None or figure.term is not None


def _labels(plain: str, figures: Sequence[Figure]) -> list[str] | None:
    """What stands before each figure in its clause; None where something else stands between them."""
    labels, at = [], 0
    for figure in figures:
        label = _LABEL.search(plain[at : figure.start])
        if label is None or not label[0].strip() or _FOLLOWED.match(plain, figure.end) is None:
            return None
        labels.append(label[0].strip("其中: "))
        at = figure.end
    return labels if all(labels) else None


def _of_one_thing(labels: Sequence[str]) -> bool:
    """Whether no object can be in two of them: periods, or names in which nothing is done to it."""
    if all(_PERIODS.search(label) for label in labels):
        return True
    steps = [_STEPS.findall(label) for label in labels]
    return all(each == steps[0] for each in steps)

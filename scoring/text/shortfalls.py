"""Actuals that say by how much a target was missed or passed: 比计划少1个, 还差2场, 3户未完成, 比计划多2台."""

from __future__ import annotations

from scoring.text.clauses import CLAUSE_ENDS
from scoring.text.figure_context import figures_in
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity

_PLAN = "(?:年初|年度|原|既定|预期|任务|绩效|设定)*(?:计划|目标|任务|预期|指标|要求|约定|合同|规定)(?:值|数|量|时间|工期|期限)?"
_DID = "(?:完成|建设|建成|开展|举办|组织|购置|采购|培训|新建|新增|改造|发放|实施|安排|支出|用|花费?)*"
_NOT_DONE = (
    "(?:(?:尚|还|仍|均|暂)*(?:未|没有?)(?:能|得到|按[时期])?(?:完成|完工|开展|实施|达到|建成|到位|发放|举办|购置|采购|培训|"
    "整改|办结|验收|竣工|组织|落实|支付|改造|安装|交付|召开|覆盖|报送|启动)了?(?:任务|目标|建设|改造|培训)?|未果)"
)
_SHORT = Pattern(
    rf"(?:(?:低于|少于|不及|落后于?){_PLAN}|[比较与距离]*{_PLAN}(?:相比)?，?(?:还|仍)?(?:少|低|短|差|欠|缺|减少|提前)了?{_DID}了?"
    rf"|(?:还|尚|仍|目前|只|仅|就)*(?:差|缺口?|欠|少){_DID}了?|未完成|未达标|提前了?)"
)
_OVER = Pattern(
    rf"(?:(?:高于|多于|超出|超过|高出|优于){_PLAN}|[比较与]*{_PLAN}(?:相比)?，?(?:还)?(?:多|高|长|超|增加|超出|延长|延后|推迟|延期|超额)了?{_DID}了?"
    rf"|(?:超出?|超额|超过)了?(?:完成)?{_PLAN}{_DID}|(?:超额|多){_DID}了?|(?:延期|延后|推迟|超期|逾期|延误|拖期|滞后)了?)"
)
_LEFT = Pattern(r"(?:还|尚|仍|目前|其中)*(?:有|剩余?|余)?")
_LEFT_UNDONE = Pattern(
    rf"(?:(?:因|由于)[^0-9{CLAUSE_ENDS}]{{1,10}})?{_NOT_DONE}[。 ]?(?:[{CLAUSE_ENDS}(].*)?"
)
_LATER = Pattern(rf"(?:完成|完工|竣工|办结|交付)?[。 ]?(?:[{CLAUSE_ENDS}(].*)?")


def off_target(plain: str) -> Quantity | None:
    """By how much an actual in plain characters passes its target (below zero: misses it); None where it gives
    its figure itself."""
    figures = figures_in(plain)
    if len(figures) != 1 or figures[0].upper is not None:
        return None
    quantity = figures[0].quantity
    before, behind = plain[: figures[0].start].strip(), plain[figures[0].end :].strip()
    written = plain[figures[0].start : figures[0].end]
    before += written[
        : max(written.find(quantity.text), 0)
    ]  # an operator is read as part of the figure: 超过
    left = _LEFT.fullmatch(before) is not None and _LEFT_UNDONE.fullmatch(behind) is not None
    finished = _LATER.fullmatch(behind) is not None or _LEFT_UNDONE.fullmatch(behind) is not None
    if left or (_SHORT.fullmatch(before) is not None and finished):
        return Quantity(-abs(quantity.value), quantity.unit, quantity.text)
    if _OVER.fullmatch(before) is not None and finished:
        return Quantity(abs(quantity.value), quantity.unit, quantity.text)
    return None


_SAVED = Pattern(
    r"(?:共|实际|累计)?(?P<less>节约|节省|结余|结转|少支出|少用)?(?P<more>超支)?了?(?:资金|经费|成本|费用|支出|约)*"
)


def off_budget(plain: str) -> Quantity | None:
    """By how much an actual spent more (超支2万元) or less (节约3万元, below zero) than it was to."""
    figures = figures_in(plain)
    if len(figures) != 1 or _LATER.fullmatch(plain[figures[0].end :].strip()) is None:
        return None
    quantity = figures[0].quantity
    said = _SAVED.fullmatch(plain[: figures[0].start].strip())
    if said is None or bool(said["less"]) is bool(said["more"]):
        return None
    return Quantity(quantity.value if said["more"] else -quantity.value, quantity.unit, quantity.text)

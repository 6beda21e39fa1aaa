"""Whether running text says that all is paid: 已全部支付, 款项已结清."""

from __future__ import annotations

from scoring.text.clauses import sentence_before
from scoring.text.pattern import Pattern

_PART = "[未尚没不部首预前期第半%％]|进度款|季度"
_ALL_PAID = Pattern(
    rf"(?:已|均|全部)(?:(?!{_PART})[^，。；]){{0,14}}"
    "(?:[支拨]付完毕|[支拨]付到位|完成支付|支付完成|全额支付|[付结]清|支出完毕|使用完毕|用完)"
    rf"|已完成(?:(?!{_PART})[^，。；]){{0,14}}支付|全部(?:支付|拨付|(?:支出|使用|执行|花费)完毕?)"
    r"|[足全]额(?:支付|支出|付清)(?=\W|$|了?(?:款|资金|经费|费用|价款|合同款))"
    "|支付了?全部(?:款项?|资金|经费|费用|价款|合同款)"
    "|支付了?100[%％](?:的?(?:款项?|资金|经费|费用|价款|合同款))?|100[%％](?:支付|付清|支出)"
)
# Said of a part, of the future, or with a not: 尚未全部支付, 将于次年全部支付, 除质保金外已全部支付.
_NOT_PAID = Pattern(
    "未|没|尚|不|无法|难以|部分|首[期付批]|预付|前期|第[一二三]|半|进度|季度|(?<!已)将|拟|预计|计划于|争取|力争|确保"
    "|应(?!付)|需|如(?!期)"
)
_EXCEPT = Pattern("(?<![消拆清解扫])除|(?<!接)待|若|以外")
_PAID_LATER = Pattern("[^，。；]{0,2}(?:的|率|后|前|[0-9]|手续|申请|首|预付|进度|第)")


def full_payment(text: str) -> str | None:
    """The words by which a text says that all is paid."""
    for claim in _ALL_PAID.finditer(text):
        before = sentence_before(text, claim.start())
        clause = before[before.rfind("，") + 1 :]
        denied = _NOT_PAID.search(clause) or _EXCEPT.search(before)
        if not denied and not _PAID_LATER.match(text, claim.end()):
            return claim[0]
    return None

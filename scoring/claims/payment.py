"""Whether running text says that all is paid: 已全部支付, 款项已结清, 补助全额兑付, 没有结余."""

from __future__ import annotations

import re
from decimal import Decimal

from scoring.claims.quoted_funds import same_money
from scoring.text.clauses import sentence_after, sentence_before
from scoring.text.figures import find_mentions
from scoring.text.pattern import Pattern
from scoring.text.time_spoken_of import Period, period

_PART = "[未尚没不部首预前第期半%％]|进度款|季度"
_ALL = "(?:全部|全额|全数|尽数|悉数|如数|百分之百|100[%％]|百分百)"
_MONEY = "(?:资金|经费|款|补[助贴]金?|奖[励补]金?|慰问金|预算|专款|费用?)"
_NOTHING_LEFT = "(?:(?:(?<![有并])无|没有|未(?:形成|产生|发生|出现|有|见)|不存在|零)(?:任何|资金|经费|[一半]分钱?|分文|分毫)*的?(?:结余|结转|沉淀|剩余|余额)+(?!(?:较|过)?[多大])|(?:结余|余额|余款)(?:资金|金额)?[为是]?(?:零|0(?![.\\d])))"
_PAID_DOWN = "(?:至|到|给)[各该]?(?:[乡镇县区村]|街道|下级|基层)"  # who then spends it
_ALL_PAID = Pattern(
    rf"(?:已|均|全部)(?:(?!{_PART})[^，。；]){{0,14}}"
    "(?:一次性付清|付讫|[支拨兑]付完毕|[支拨兑]付到位|完成支付|支付完成|全额支付|[付结]清|支出完毕|使用完毕|用完|花完|兑现到位)"
    rf"|已完成(?:(?!{_PART})[^，。；]){{0,14}}支付|全部(?:支付|拨付(?!{_PAID_DOWN})|(?:支出|使用|执行|花费)完毕?)"
    rf"|{_ALL}(?:予以|已|都)?(?:兑付|兑现|[支拨]付(?!{_PAID_DOWN})|付[清讫]|(?:支出|使用|执行)(?=[，。；]|$|完|到|了))"
    rf"|{_MONEY}[^，。；未尚没不]{{0,10}}(?:{_ALL}|足额|均|都)(?:已经?)?(?:发放|下发|发到|兑现|拨出)(?:完毕|到位|到)?"
    rf"|{_MONEY}[^，。；未尚没不待]{{0,8}}(?:执行|支付|支出|使用|拨付|发放|兑付)(?:完毕|完成|一空)|(?:{_MONEY}|[万亿]元)[^，。；未尚没不待]{{0,16}}(?:(?:执行|支付|支出|使用|兑付)(?:完毕|殆尽|一空)|[花用]完(?![成善整])|[花用]光|支付完(?![成善整]))|(?:款项?|资金|经费)[^，。；未尚没不]{{0,3}}[付结]清|账款两清|{_MONEY}[^，。；未尚没不]{{0,6}}(?:用|花)光"
    r"|[足全]额(?:支付|支出|付清)(?=\W|$|了?(?:款|资金|经费|费用|价款|合同款))"
    "|支付了?全部(?:款项?|资金|经费|费用|价款|合同款)"
    "|支付了?100[%％](?:的?(?:款项?|资金|经费|费用|价款|合同款))?|100[%％](?:支付|付清|支出)"
    f"|{_ALL}(?:予以|已|都)?(?:[打汇转划存][入进到至])(?=[^，。；]{{0,12}}(?:账户|账号|一卡通|银行卡|卡[上中里内]|存折))"
    "(?![^，。；]{0,12}(?:专户|财政|国库|共管|监管|[乡镇街]))"
    rf"|(?:{_MONEY}|奖金|[助补][学贴]金)[^，。；未尚没不]{{0,6}}{_ALL}(?:予以|已|都)?发(?:给|放给)(?=[一-龥])"
    "|[一半]分钱?(?:[不未没]|没有)(?:剩|留|余)|分[文毫](?:不|未)(?:剩|留)|不[剩留]一分|(?:用|花|支)得?(?:尽|一干二净|精光)"
    rf"|(?:所有|全部|各项){_MONEY}[^，。；未尚没不无待]{{0,3}}(?:已|均|都|于[^，。；]{{1,10}}前)[^，。；未尚没不无待]{{0,8}}(?:支付|付清|结清|兑付|付讫)(?![率进手凭程管规])"
    rf"|{_MONEY}[^，。；未尚没不]{{0,6}}(?:均|都|全部){{1,2}}已?(?:经)?(?:支付|付给|拨付|拨给)(?:给|至|到)?(?:施工|供货|供应|承包|承建|服务商|服务单位|中标|企业|商家|农户|受助|补贴对象|个人|第三方)"
    f"|{_ALL}(?:予以|已|都)?发放(?:到|至|给|完毕|到位)|(?:支付|拨付|兑付)(?:工作|任务)(?:已|均|全部|全面)*完成"
    f"|{_NOTHING_LEFT}|{_ALL}(?:都|已)?(?:形成|转为|实现)(?:了|实际)?支出"
)
# What is used up without being said to be money may be things: 物资已全部使用完毕.
_USED = Pattern("发放[到至给完位毕]*$|[使花]?用(?:完毕?|光|尽)$|使用(?:完毕?|到|了)?$")
_OF_MONEY = Pattern("资金|经费|款|补[助贴]|预算|费用?|钱|财政|[万亿]元|[^单多美]元")
# Said of a part, of the future, or with a not: 尚未全部支付, 将于次年全部支付, 除质保金外已全部支付.
_NOT_PAID = Pattern(
    "(?:材料|设备|人工|货|尾)款|押金|(?:施工|承包|承建)(?:方|单位|企业)已?[将把]|未|没|尚|不|无法|难以|部分|首[期付批]|预付|前期|第[一二三]|半|进度|季度|(?<!已)将|拟|预计|计划于|争取|力争|确保"
    "|应(?!付)|(?<!所)需|如(?!期|数)|上年|去年|历年|往年|以前|[其当]中|(?<!经)(?<!各项)(?<!全部)费(?!用)|工资|薪酬|报酬|[上下一二三四]批|合同约定"
)
_DENIED = Pattern(
    "未|没|尚|不|无法|难以|部分|首[期付批]|预付|半|(?<!已)将|拟|预计|计划于|争取|力争|确保|如(?!期)|上年|去年"
)
_EXCEPT = Pattern("(?<![消拆清解扫])除|(?<!接)待|若|以外")
# 勘察合同款项已结清，主体工程按进度支付: one contract of several.
_OF_ONE_CONTRACT = Pattern(
    "(?:勘察|测绘|勘测|设计|监理|咨询|检测|审计|造价|主体|土建|安装|装修|绿化|设备|软件|服务|采购|施工|运维|宣传|印刷|租赁|甲|乙|[一二三]标段?)"
    "(?:合同|协议|标段|分包)"
)
_OF_ANOTHER_FUND = Pattern("工会|党费|会费|往来款?|代管|食堂")  # 工会经费无结余
_OTHERS_ARE_NOT = Pattern(
    "(?:按|依|根据)[^，。；]{0,6}(?:进度|节点|比例|阶段|月|季)[^，。；]{0,6}(?:支付|拨付|付款|结算)|分[期批年次](?:支付|拨付|付款)"
    "|其[余他][^。；]{0,14}(?:流标|废标|取消|暂停|暂缓|推迟|延[后期迟])"
    "|(?:待|尚|仍|还)[^，。；]{0,14}(?:支付|拨付|付款|结算|付)|[未没](?:有|能)?(?:支付|拨付|付款|结算|付)"
)
_PAID_LATER = Pattern(
    "(?:了|的)?[^，。；]{0,5}(?:工资|薪酬|报酬|欠款)|[^，。；]{0,2}(?:的|率|后|前|[0-9]|手续|申请|首|预付|进度|第)"
)
_NOTHING_LEFT_AT_ALL = Pattern(_NOTHING_LEFT)
_DEBTS = Pattern("(?:无|没有|不存在)(?:任何)?(?:拖欠|欠款|尾款|余款)")


def full_payment(text: str, budget: Decimal | None = None, year: int | None = None) -> str | None:
    """The words by which a text says that all is paid; ``budget``, in yuan, is what all is.

    What is said of another amount (设备款80万元已全部支付), of things or of another year is said of no such thing.
    """
    for claim in _ALL_PAID.finditer(text):
        before = sentence_before(text, claim.start())
        clause = before[before.rfind("，") + 1 :]
        if _of_another_time(before, year) or _PAID_LATER.match(text, claim.end()):
            continue
        amounts = [m.quantity for m in find_mentions(clause + claim[0]) if m.quantity.dimension == "money"]
        if amounts and budget is not None:
            of_a_part = _DENIED.search(clause) or _EXCEPT.search(before)
            if same_money(amounts[-1], budget) and not of_a_part:
                return claim[0]
            continue
        denied = _NOT_PAID.search(clause) or _EXCEPT.search(before) or _is_one_contract(text, clause, claim)
        if not denied and not _is_of_things(before, claim):
            return claim[0]
    return None


def _of_another_time(before: str, year: int | None) -> bool:
    return year is not None and period(before, year) is Period.OTHER


def _is_of_things(before: str, claim: re.Match[str]) -> bool:
    """Whether what is used up is not said to be money."""
    return _USED.search(claim[0]) is not None and not _OF_MONEY.search(before + claim[0])


def _is_one_contract(text: str, clause: str, claim: re.Match[str]) -> bool:
    """Whether one contract is paid, and the text says of others, or of the rest, that they are not."""
    if _OF_ONE_CONTRACT.search(clause + claim[0]):
        return True
    if _OF_ANOTHER_FUND.search(clause):
        return True
    return _OTHERS_ARE_NOT.search(sentence_after(text, claim.end())) is not None


def without_denials(text: str) -> str:
    """A text without what it says there is not: 没有结余, 无尾款 give no reason for a low execution."""
    return _DEBTS.sub("", _NOTHING_LEFT_AT_ALL.sub("", text))

"""Amounts that are a figure of the funds table misprinted: 列支86.3万元 for 83.6万元, 31.08万元 for 31.8万元.

Two figures swapped, or a nought too many or too few among the decimals, are no coincidence; so no word for 支出 or
预算 has to be known of old, as long as the words beside the amount name no other money.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from scoring.claims.money_in_short import written_out
from scoring.claims.quoted_funds import EMPTY_OF_FUNDS
from scoring.claims.slips import is_slip
from scoring.claims.subject import MOST_CLAIMS, clause_before, other_subject
from scoring.text.clauses import sentence_after, sentence_before
from scoring.text.figures import Mention, find_mentions
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.time_spoken_of import Period, period

# What the amount is said to be, by the last of these words before it.
_ROLE = Pattern(
    "(?P<given>预算|拿出|下达|安排|核定|批[复准]|额度|盘子|专款|拨款|补[助贴])"
    "|(?P<spent>[列开]支|支[出付用]?|拨[出付]|实拨|出账|付出?|花|用(?![户品途工地水电])|发放|兑[付现]|执行|报[账销]|核销|结算|决算|开销|耗|[打划汇](?:[拨入付给]|出))"
    "|(?P<either>资金|经费|投入|下拨|款|总额)"
)
_OTHER_MONEY = Pattern(
    "其中|如果|假如|若|预计|拟|申[请报]|上报|送审|[概估匡测]算|合同|协议|中标|招标|采购|控制价|报价|审[定减]|年初|期初|初始|调整前|追加"
    "|调[增减整]|[核压]减|节[约余]|结[余转]|剩|余|收入|产值|销售|营业|利[润息]|税|捐|自[筹有]|配套|社会|[人户均]均|平均|每|带动|撬动|引导|[贷借]款|融资"
    "|[赔补]偿|损失|发票|欠|债|挽回|罚|质保|保证金|[首尾预进]付?款|费(?!用)|工资|薪|劳务|设备|购|工程|监理|设计|材料|培训|部分|子项|分项|另|累计安排|总投资"
    "|[甲乙丙一二三]标|[东西南北]片|资产|造价|价值|估值|限额|标准|上限|下限|[未尚没不]|[较比超]|[两二三四五]年"
    "|减免|免[征收]|追|收[缴回]|清收|争取|筹[集措得]|盘活|券|涉|查处|违规|监管|审计|成交|交易|产值|招商|投资|化解|增收|基金|奖|物资|退|保险(?!补贴|缴费|保费|费补|县级|市级)|股|分红|同类|类似|相邻|邻[省市县区镇乡村]|兄弟"
)
_OF_OTHERS = Pattern("合同|自[有筹]|垫|[贷借]款|社会|集体|企业|追加|各[县镇村区市]|本表|不在|未列")
_WAY = Pattern(
    "(?:向|对|给|由|通过)[^，。；]{1,10}$|(?:银行|国库)?(?:流水|回单|对账单)|耗用?|使用|共计?|前后|年内"
)
_YEAR = Pattern(r"20\d\d(?=\s*年)")
_ENUMERATED = Pattern(r"\s*[、和及与]")
_LIST = Pattern("、")
_APPROXIMATE = Pattern("[约近余多几]|左右|上下")
_SUMMED_UP = Pattern("累计")


class Misprint(NamedTuple):
    """An amount of a text, and the figure of the form, in yuan, that it is a slip of."""

    said: Mention
    right: Decimal
    spent: bool  # the form's spending, else its budget


def misprints(
    text: str,
    budget: Decimal,
    executed: Decimal,
    known: Container[Decimal],
    year: int | None,
    names: tuple[str, ...] = (),
) -> Iterator[Misprint]:
    """The amounts in a text that are budget or spending misprinted; all amounts are in yuan.

    ``known`` are the amounts of the funds table: none of them is a misprint. Where the right figure stands in the
    text as well, or the amount is what others in it come to, it is some other money.
    """
    text = written_out(text)
    money = [m for m in islice(find_mentions(text), MOST_CLAIMS) if m.quantity.dimension == "money"]
    named = {m.quantity.magnitude for m in money}
    end = 0
    for mention in money:
        slips = [
            (right, spent) for right, spent in ((executed, True), (budget, False)) if _is_slip(mention, right)
        ]
        amount = mention.quantity.magnitude
        if slips and amount not in known and not _comes_to(amount, named - {amount}):
            for right, spent in slips:
                if right not in named and _is_said_of(text, end, mention, spent, year, names):
                    yield Misprint(mention, right, spent)
                    break
        end = mention.end


def _comes_to(amount: Decimal, others: set[Decimal]) -> bool:
    """Whether an amount is the sum or the difference of others."""
    return sum(others) == amount or any(abs(amount - other) in others for other in others)


def _is_slip(mention: Mention, right: Decimal) -> bool:
    value = mention.quantity.value
    if not value or mention.operator is not Operator.NONE or mention.upper is not None:
        return False
    return is_slip(value, right * value / mention.quantity.magnitude)


def _is_said_of(
    text: str, end: int, mention: Mention, spent: bool, year: int | None, names: tuple[str, ...]
) -> bool:
    """Whether the words beside an amount say that it is the project's spending, or budget, of the year."""
    sentence = sentence_before(text, mention.start)
    clause = clause_before(text, end, mention.start)
    if _is_other_money(clause, text, mention) or not _is_this_time(sentence, clause, year):
        return False
    roles: list[re.Match[str]] = list(_ROLE.finditer(clause))
    whole = sentence + sentence_after(text, mention.end)
    if not roles or _OF_OTHERS.search(whole) or _names_another_year(whole, year):
        return False
    # 养老服务补贴预算2.64亿元: before 预算, or 批复资金, the project is named, in whatever words.
    telling = [role for role in roles if role["either"] is None][-1:]
    before = "" if telling and telling[0]["given"] else _WAY.sub("", _ROLE.sub("", clause))
    if other_subject(before, EMPTY_OF_FUNDS, names):
        return False
    return roles[-1]["either"] is not None or (roles[-1]["spent"] is not None) == spent


def _names_another_year(sentence: str, year: int | None) -> bool:
    return any(int(named) != year for named in _YEAR.findall(sentence))


def _is_other_money(clause: str, text: str, mention: Mention) -> bool:
    if _APPROXIMATE.search(text[mention.start : mention.end]) or _LIST.search(clause):
        return True
    enumerated = _ENUMERATED.match(text, mention.end) or sentence_after(text, mention.end)[:1] in ("以", "的")
    return bool(enumerated) or _OTHER_MONEY.search(clause) is not None


def _is_this_time(sentence: str, clause: str, year: int | None) -> bool:
    when = period(sentence, year)
    return when.evaluated and (when is Period.OWN or not _SUMMED_UP.search(clause))

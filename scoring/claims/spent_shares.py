"""Shares of the money that a text says are spent or left, in a verb: 执行八成, 花掉了九成五, 尚有三成资金未支付, 结余率20%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from scoring.claims.money_in_short import written_out
from scoring.claims.quoted_funds import EMPTY_OF_FUNDS
from scoring.text.clauses import clauses, sentences
from scoring.text.figures import find_mentions
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import HUNDRED, rate_agrees
from scoring.text.quantity import Quantity
from scoring.text.time_spoken_of import period, without_times

_ABOUT = "(?P<about>大?约|将近|接近|近)?"
_SHARE = (
    r"(?P<nearly>大?约|将近|接近|近)?(?P<share>百分之[零一二三四五六七八九十百点]{1,8}|\d{1,3}(?:\.\d{1,4})?\s*[%％])"
    r"(?P<more>左右|上下|[多余])?\s*"
)
_SUBJECT = "(?P<subject>.{0,40}?)"
_OF_BUDGET = "(?:全部|全年|年度|总)?(?:预算|资金|经费)?(?:总额|数)?的?"
_OF_MONEY = "的?(?:财政|项目|预算|资金|经费|款项)"
_UNSPENT = "[未没](?:有|能)?(?:支付|执行|支出|使用|拨付|支用|付|花|用|动用)(?:出去|完毕?|掉)?"
_SPENT = Pattern(
    f"{_SUBJECT}(?:执行|支[出付用]|使用|花费?|用|拨付|兑付|列支|开支)(?:完成|达到?|[了掉去到至出过])*"
    f"{_ABOUT}{_OF_BUDGET}{_SHARE}(?:的(?:预算|资金|经费))?"
)
# 尚有三成预算资金未支付, 资金还有25%没有花出去; 结余率为30%; 剩余30%的资金年底收回; 未支付资金占预算的30%
_LEFT = (
    Pattern(f"{_SUBJECT}(?:[尚还仍]|目前)*有{_ABOUT}{_SHARE}(?:{_OF_MONEY})*[尚还仍]?{_UNSPENT}"),
    Pattern(
        f"{_SUBJECT}(?:结余|剩余|节余)率?(?:资金)?(?:[了为是达至]|占)*{_ABOUT}{_OF_BUDGET}{_SHARE}(?:{_OF_MONEY}.*)?"
    ),
    # 四成资金到年末仍趴在账上
    Pattern(
        f"{_SUBJECT}(?:[尚还仍]|目前)*[有余]?{_ABOUT}{_SHARE}(?:{_OF_MONEY})*(?:[截至到]|年[末底]|[尚还仍]|目前)*"
        "(?:趴|躺|留|沉淀|滞留|闲置|结存|停留|积压|存)[在于](?:单位|财政|银行|项目|监管)*(?:账[上户面]?|专户|国库)[上里内中]?"
    ),
    Pattern(f"{_SUBJECT}{_UNSPENT}的?(?:资金|部分|预算|金额|经费)?{_ABOUT}占?(?:比为?)?{_OF_BUDGET}{_SHARE}"),
)
_MONEY = Pattern("预算|资金|经费|钱|财政|款")
_AMOUNT = Pattern(r"\d\s*[万亿]?元")
_NOT_SO = Pattern("年中|[期中]中|中期|目标|要求|计划|应|须|不得|如果|若|其中")
_MORE_EMPTY = Pattern(r"\d[\d.,]*\s*[万亿]?元|盘子|[钱款到至]")
_FEW_POINTS = 3  # 近三成 is left where 27 % are


class Share(NamedTuple):
    """A share of the money in per cent; ``left``: of what is not spent."""

    quantity: Quantity
    about: bool
    left: bool

    def agrees(self, rate: Decimal) -> bool:
        """Whether it can be said where so many per cent are spent."""
        right = HUNDRED - rate if self.left else rate
        if self.about and abs(self.quantity.value - right) <= _FEW_POINTS:
            return True
        return rate_agrees(self.quantity.value, f"{self.quantity.value}%", right)


def shares_spent(text: str, year: int | None) -> Iterator[Share]:
    """The shares of the whole year's money that a text says are spent or left; those of a part of it are none."""
    if not _MONEY.search(text):
        return
    for sentence in sentences(written_out(text)):
        before = ""
        for clause in clauses(sentence):
            yield from _in_clause(before, clause.strip(), year)
            before += f"{clause}，"


def _in_clause(before: str, clause: str, year: int | None) -> Iterator[Share]:
    if "%" not in clause and "％" not in clause and "百分之" not in clause:
        return
    for pattern in (*_LEFT, _SPENT):
        match = pattern.fullmatch(clause)
        if match is not None:
            if _is_of_all(before, match, year):
                yield from _share(match, left=pattern is not _SPENT)
            return


def _is_of_all(before: str, match: re.Match[str], year: int | None) -> bool:
    subject = match["subject"]
    if _NOT_SO.search(before) or _NOT_SO.search(subject):
        return False
    if not _MONEY.search(match[0]) and not _AMOUNT.search(before + subject):
        return False
    rest = _MORE_EMPTY.sub("", EMPTY_OF_FUNDS.sub("", without_times(subject)))
    return re.search(r"\w", rest) is None and period(before + subject, year).evaluated


def _share(match: re.Match[str], *, left: bool) -> Iterator[Share]:
    found = find_mentions(match["share"])
    if len(found) == 1 and found[0].quantity.value <= HUNDRED:
        about = any(match[group] for group in ("about", "nearly", "more"))
        yield Share(Quantity(found[0].quantity.value, "%", found[0].quantity.text), about, left)

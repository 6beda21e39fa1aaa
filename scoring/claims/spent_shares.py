"""Shares of the money that a text says are spent, in a verb and not as a rate: 执行八成, 花掉了九成五, 支付预算的80%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from scoring.claims.money_in_short import written_out
from scoring.claims.quoted_funds import EMPTY_OF_FUNDS, Quote, Quoted
from scoring.text.clauses import sentences
from scoring.text.figures import find_mentions
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.quantity import Quantity
from scoring.text.time_spoken_of import period, without_times

_ABOUT = "大?约|将近|接近|近"
_SPENT = Pattern(
    "(?P<subject>.{0,40}?)(?:执行|支[出付用]|使用|花费?|用|拨付|兑付|列支|开支)(?:完成|达到?|[了掉去到至出过])*"
    f"(?P<about>{_ABOUT})?(?:全部|全年|年度|总)?(?:预算|资金|经费)?(?:总额|数)?的?(?P<nearly>{_ABOUT})?"
    r"(?P<rate>百分之[零一二三四五六七八九十百点]{1,8}|\d{1,3}(?:\.\d{1,4})?\s*[%％])(?P<more>左右|上下|[多余])?\s*(?:的(?:预算|资金|经费))?"
)
_MONEY = Pattern("预算|资金|经费|钱|财政|款")
_AMOUNT = Pattern(r"\d\s*[万亿]?元")
_OF_A_PART_OF_THE_YEAR = Pattern("年中|[期中]中|中期|目标|要求|计划|应|须|不得|如果|若")
_MORE_EMPTY = Pattern("[钱款到至]")


def shares_spent(text: str, year: int | None) -> Iterator[Quote]:
    """The shares of the whole year's money that a text says are spent; those of a part of it are left out."""
    if not _MONEY.search(text):
        return
    for sentence in sentences(written_out(text)):
        before = ""
        for clause in re.split("[，,]", sentence):
            match = _SPENT.fullmatch(clause.strip())
            if match is not None and _is_of_all(before, match, year):
                yield from _quoted(match)
            before += f"{clause}，"


def _is_of_all(before: str, match: re.Match[str], year: int | None) -> bool:
    subject = match["subject"]
    if _OF_A_PART_OF_THE_YEAR.search(subject) or "其中" in before + subject:
        return False
    if not _MONEY.search(match[0]) and not _AMOUNT.search(before):
        return False
    rest = _MORE_EMPTY.sub("", EMPTY_OF_FUNDS.sub("", without_times(subject)))
    return re.search(r"\w", rest) is None and period(before + subject, year).evaluated


def _quoted(match: re.Match[str]) -> Iterator[Quote]:
    found = find_mentions(match["rate"])
    if len(found) == 1 and found[0].quantity.value <= Decimal(100):
        quantity = found[0].quantity
        about = any(match[group] for group in ("about", "nearly", "more"))
        yield Quote(Quoted.RATE, Quantity(quantity.value, "%", quantity.text), Operator.NONE, about=about)

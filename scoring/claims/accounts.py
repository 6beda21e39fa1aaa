"""What a text tells of one sum of money, taken together: its budget, its spending, what is left, and the rate.

The four are tied. Who says 社区文体活动经费预算28.9万元，支出26.82万元，执行率90% speaks of the money of the table where it
has the 26.82 and the 90 %, whatever he calls it: the figures say whose money it is where the words do not, and the
one that does not fit is the one that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from scoring.claims.money_in_short import written_out
from scoring.claims.quoted_funds import EMPTY_OF_FUNDS, Quoted, same_money
from scoring.claims.slips import is_any_slip, is_slip, significant_digits
from scoring.claims.subject import MOST_CLAIMS, clause_before
from scoring.text.clauses import FULL_STOP, sentence_before
from scoring.text.figures import Mention, find_mentions
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import rate_agrees
from scoring.text.quantity import Quantity
from scoring.text.time_spoken_of import period, without_times

_RATE = Pattern(
    "(?:支[出付用]|付款|执行|使用|拨付|用款|报账|兑付|发放|列支|开支)(?:完成)?(?:率|进度|比例|情况)"
    "|占(?:全年|年度|总|项目)?预算(?:数|总额|资金|额|总数)?[^，。；\\d]{0,4}的?"
)
# 占47.5万元预算的96%: whose amount it is stands behind it.
_BUDGET = "的?(?:全年|年度|总|项目)?预算(?:数|总额|资金|额|总数)?的"
_BUDGET_BEHIND = Pattern(rf"\s*{_BUDGET}\s*\d[\d.]*\s*[%％]")
_SHARE_OF_AMOUNT = Pattern(rf"[占为是达][到约]?\s*\d[\d.,]*\s*[万亿]?元?\s*{_BUDGET}\s*$")
_COMPARES = Pattern("[占为是达][到约]?$")
_LONG = 40  # characters that are read back for such a share
_MONEY = Pattern(
    "(?P<left>^余$|结余|节余|剩余|余款|余额|尚余|结转|[还尚仍]剩下?|剩下|[未没](?:有|能)?(?:支付|执行|支出|使用|拨付|支用))"
    "|(?P<spent>[列开]支|支[出付用]|拨[出付]|实[支付]|付出|付款(?![率进比])|发出|花[费了掉去]?|使用|用[掉去了款]|发放|兑[付现]|执行|报[账销]|核销|决算|开销|耗[用费])"
    "|(?P<given>预算|下达|安排|批[复准]|盘子|额度|总额|资金|经费|补[助贴]金?|专款|拨款|款项?|费用?)"
)
# Between such a word and its figure, besides 为, 共 and their like, only what says the money again.
_GAP = Pattern(
    r"(?:[为是了的共总计数额至到约达仅只有已均都在近余下去掉：:=\s]|[（(][%％万元]+[)）]|合计|金额|财政|资金|经费|款项|费用?|项目|专项|安排|下达|批复|完成|实际|人民币|预算|支出|资)*"
)
# Money of another kind, or another time, or of a part; what the money is for says nothing of it.
_OTHER_MONEY = Pattern(
    "其[中余他]|如果|假如|若|倘|预计|拟|计划|申[请报]|上报|报送|送审|[概估匡测]算|合同|协议|中标|招标|采购价|控制价|报价|审[定减]|年初|期初|初始|调整前|原预算"
    "|追加|调[增减整]|[核压]减|节[约省]|收入|产值|销售|营业|利[润息]|税|捐|自[筹有]|配套|社会|[人户均]均|平均|每|带动|撬动|引导|[贷借]款|融资|[赔补]偿"
    "|损失|发票|欠|债|挽回|罚|质保|保证金|[首尾预进]付?款|部分|子项|分项|另|累计|总投资|[甲乙丙一二三]标|资产|造价|价值|估值|限额|标准|上限|下限|[较比超]|同类|类似|该类|相邻|邻[省市县区镇乡村]|兄弟|合并|统筹|全[省市县区镇乡州国]"
    "|[两二三四五]年|年中|上半年|减免|免[征收]|追[缴回]|收[缴回]|清收|盘活|券|查处|违规|成交|交易|招商|垫|上级|中央|[省市县区镇乡州]级|本级|结余资金|存量|目标|要求|单价|成本"
)
_PROJECT = Pattern("项目|专项|工程$")
_WHOLE = Pattern("预算|全年|本年|年度|项目")
_LEFT_BEHIND = Pattern(
    r"\s*(?:资金|经费|款项?)?(?:尚|还|仍)?[未没](?:有|能)?(?:支付|执行|支出|使用|拨付|支用|花|用完)"
)
_LEFT_OPENING = Pattern("(?:尚|还|仍|余|剩)有?$")
_BEHIND = Pattern(r"\s*(?:[、和及与～~—-]|以[上下内外]|[余多]|的(?!(?:预算|资金|经费|支出|\d)))")
_ABOUT = Pattern("[约近余多几]|左右|上下")
_FEW_DIGITS = 3  # a figure of so many, found in the table, is no coincidence


class Told(NamedTuple):
    """A figure of an account, and what it is said to be: budget, spending, rest or rate."""

    what: Quoted
    mention: Mention


class Account(NamedTuple):
    """Figures with one subject, each of its own kind; ``subject``: the words that name it, empty for the project's own."""

    subject: str
    told: tuple[Told, ...]

    @property
    def names_a_project(self) -> bool:
        """Whether it is told of a project, under whatever name, or of nothing in particular."""
        return not self.subject or _PROJECT.search(self.subject) is not None


class Table(NamedTuple):
    """The funds of a form, in yuan; ``known``: all its amounts."""

    budget: Decimal
    executed: Decimal
    known: Container[Decimal]

    @property
    def rate(self) -> Decimal:
        return self.executed * 100 / self.budget

    def right(self, what: Quoted) -> Decimal:
        """The figure of the table, in yuan; the rate in per cent."""
        if what is Quoted.RATE:
            return self.rate
        return {Quoted.BUDGET: self.budget, Quoted.SPENT: self.executed}.get(
            what, self.budget - self.executed
        )

    def has(self, told: Told) -> bool:
        """Whether a figure is the one of the table."""
        quantity = told.mention.quantity
        if told.what is Quoted.RATE:
            return rate_agrees(quantity.value, f"{quantity.value}%", self.rate)
        return same_money(quantity, self.right(told.what))

    def is_told_by(self, account: Account) -> bool:
        """Whether an account can be of no other money: all its figures agree, more than one, or one of many digits."""
        if not self.budget or not all(map(self.has, account.told)):
            return False
        spent = [told.mention.quantity for told in account.told if told.what is Quoted.SPENT]
        money = [told for told in account.told if told.what is not Quoted.RATE]
        telling = any(significant_digits(amount.value) >= _FEW_DIGITS for amount in spent)
        return (len(account.told) > 1 and bool(money)) or telling


def misquoted(text: str, table: Table, year: int | None) -> Iterator[Told]:
    """The figures by which an account of the table's money differs from the table, one an account at most."""
    if not table.budget:
        return
    text = written_out(text)
    for account in accounts_told(text, year):
        wrong = [told for told in account.told if not table.has(told)]
        if len(wrong) != 1 or _adds_up(account.told) or _is_known(text, account, wrong[0], table):
            continue
        if _is_of_the_table(account, wrong[0], table):
            yield wrong[0]


def _is_of_the_table(account: Account, wrong: Told, table: Table) -> bool:
    """Whether the figures that agree show the account to be of the table's money."""
    right = [told for told in account.told if told is not wrong]
    amounts = [told.mention.quantity for told in right if told.what in (Quoted.BUDGET, Quoted.SPENT)]
    quantity = wrong.mention.quantity
    size = quantity.magnitude / quantity.value if quantity.value and wrong.what is not Quoted.RATE else 1
    meant = table.right(wrong.what) / size
    if not amounts:
        return (
            account.names_a_project and wrong.what is not Quoted.RATE and _is_mistyped(quantity, meant, right)
        )
    telling = any(significant_digits(amount.value) >= _FEW_DIGITS for amount in amounts)
    return len(right) > 1 or telling or is_any_slip(quantity.value, meant)


def _is_mistyped(quantity: Quantity, meant: Decimal, right: list[Told]) -> bool:
    """Whether a figure is plainly the one meant, without another amount to tell: beside the right rate, any slip."""
    if is_slip(quantity.value, meant):
        return True
    return bool(right) and significant_digits(meant) >= _FEW_DIGITS and is_any_slip(quantity.value, meant)


def _adds_up(told_of_it: tuple[Told, ...]) -> bool:
    """Whether the figures of an account fit each other: then it is of another sum of money."""
    told = {one.what: one.mention.quantity for one in told_of_it}
    budget, spent, left, rate = map(told.get, (Quoted.BUDGET, Quoted.SPENT, Quoted.LEFT, Quoted.RATE))
    if budget is None or spent is None or not budget.value:
        return False
    by_rate = rate is not None and rate_agrees(
        rate.value, f"{rate.value}%", spent.magnitude * 100 / budget.magnitude
    )
    by_rest = left is not None and budget.magnitude - spent.magnitude == left.magnitude
    return by_rate or by_rest


def _is_known(text: str, account: Account, wrong: Told, table: Table) -> bool:
    """Whether the figure is another one of the table, or a part, or the right one stands in the text as well."""
    if wrong.what is Quoted.RATE:
        return any(
            rate_agrees(m.quantity.value, f"{m.quantity.value}%", table.rate)
            for m in find_mentions(text)
            if m.quantity.unit == "%"
        )
    right = table.right(wrong.what)
    money = [m.quantity for m in find_mentions(text) if m.quantity.dimension == "money"]
    said = wrong.mention.quantity.magnitude
    own = [told.mention.quantity for told in account.told]
    # 剩余2万元上缴，1万元结转
    made_up = any(said + other.magnitude == right for other in money if other not in own)
    return said in table.known or made_up or any(same_money(m, right) for m in money)


@lru_cache(maxsize=256)
def accounts_told(text: str, year: int | None) -> tuple[Account, ...]:
    """The accounts that a text gives, in order."""
    return tuple(_read(text, year))


def _read(text: str, year: int | None) -> Iterator[Account]:
    account, subject = dict[Quoted, Told](), ""
    end, closed = 0, False
    for mention in find_mentions(text)[:MOST_CLAIMS]:
        between = text[end : mention.start]
        clause = clause_before(text, end, mention.start)
        end = mention.end
        closed = closed and FULL_STOP.search(between) is None
        key = _key(text, clause, mention)
        if key is None:
            continue
        what, opening = key
        if what is None or _is_other(text, clause, mention, year):
            yield Account(subject, tuple(account.values()))
            account, subject, closed = {}, "", True
            continue
        if closed and not _WHOLE.search(clause):
            continue
        named = _subject_named(opening)
        if what in account or named:
            yield Account(subject, tuple(account.values()))
            account, subject = {}, named
        account[what], closed = Told(what, mention), False
    yield Account(subject, tuple(account.values()))


def _key(text: str, clause: str, mention: Mention) -> tuple[Quoted | None, str] | None:
    """What a figure is said to be, and the words before that; None for one that is neither money nor a rate."""
    if mention.quantity.unit == "%":
        if _SHARE_OF_AMOUNT.search(text[max(0, mention.start - _LONG) : mention.start]):
            return Quoted.RATE, ""
        rates = list(_RATE.finditer(clause))
        if not rates or not _GAP.fullmatch(clause, rates[-1].end()):
            return None
        return Quoted.RATE, clause[: rates[-1].start()]
    if mention.quantity.dimension != "money":
        return None
    if _COMPARES.search(clause) and _BUDGET_BEHIND.match(text, mention.end):
        return Quoted.BUDGET, ""
    if _LEFT_OPENING.search(clause) and _LEFT_BEHIND.match(text, mention.end):
        return Quoted.LEFT, ""
    keys = list(_MONEY.finditer(clause))
    key = _telling(keys) if keys else None
    if key is None or not _GAP.fullmatch(clause, key.end()):
        return None, ""
    what = Quoted.LEFT if key["left"] else Quoted.SPENT if key["spent"] else Quoted.BUDGET
    return what, clause[: keys[0].start()]


def _telling(keys: list[re.Match[str]]) -> re.Match[str]:
    """Of 支付资金 the verb says what the figure is, of 预算支出 the last word."""
    last = keys[-1]
    if last["given"] in ("资金", "经费", "款", "款项", "费", "费用", "总额"):
        return next((key for key in reversed(keys) if key["spent"] or key["left"]), last)
    return last


def _is_other(text: str, clause: str, mention: Mention, year: int | None) -> bool:
    """Whether a figure is of other money, of a part of it, of another time, or no exact one."""
    if mention.operator is not Operator.NONE or mention.upper is not None:
        return True
    if _ABOUT.search(text[mention.start : mention.end]) or _BEHIND.match(text, mention.end) or "、" in clause:
        return True
    sentence = sentence_before(text, mention.start)
    if "其中" in sentence or _OTHER_MONEY.search(clause.replace("政府采购", "")):
        return True
    return not period(sentence, year).evaluated


def _subject_named(opening: str) -> str:
    """The words of a clause before 预算, 支出 … where they name something; the empty ones name nothing."""
    rest = EMPTY_OF_FUNDS.sub("", without_times(opening))
    return opening if re.search(r"\w", rest) else ""

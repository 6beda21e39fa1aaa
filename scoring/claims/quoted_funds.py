"""What running text (总体评价) quotes of the funds table: budget, spending, execution rate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from scoring.claims.money_in_short import written_out
from scoring.claims.subject import MOST_CLAIMS, clause_before, other_subject
from scoring.text.clauses import FULL_STOP, STOP, sentence_before
from scoring.text.figures import Mention, find_mentions
from scoring.text.operators import Operator
from scoring.text.pattern import Pattern
from scoring.text.printed_numbers import rate_agrees, rounded
from scoring.text.quantity import IN_YUAN, Quantity, times_apart
from scoring.text.time_spoken_of import Period, only_year, period, without_times

_RATE = Pattern(
    "(?:支出|支付|执行|使用)(?:数|额|金额|资金)?约?占(?:全年|年度|总)?预算(?:数|总额|资金|额|总数)?的?|执行率|执行情况|(?:支付|执行|支出|拨付)完成率|支出率|支付率|拨付率|支用率|(?:支出|执行|支付|拨付|兑付)(?:进度|比例)|(?<=资金)使用(?:进度|比例)|(?<=资金)使用率|(?<=经费)使用率|(?<=预算)使用率|(?<=预算)完成率|(?<=支出)完成率"
)
_MONEY = Pattern(
    "(?P<left>(?<!上年)(?<!年初)(?<!年度)(?:结余|剩余|余款|结转(?:了|约)?$)|[未没](?:有|能)?(?:支付|执行|支出|使用|拨付|支用))"
    "|(?P<budget>预算(?!支出)|下达资金|安排资金|批复|总盘子)"
    "|(?P<spent>(?<!预算)支出|执行|使用|支付|(?<!财政)(?<!财政已)(?<!上级)拨付|花费|花[了去掉]|用[了去掉]|已[用支](?![出付])|用款|开支|支用|报销"
    "|列支|决算)"
    "|(?P<invested>(?:共计?|合计|全年|本年度?|年度)(?:已|实际)?投入|(?<!未)(?<!执行)到[位账])"
)
_AT_FIRST = Pattern("年初|初始|期初|调整前")
_ADJUSTED = Pattern("全年预算|调整后")
# Between 预算 and its figure nothing else may stand: 预算安排为, but not 支付工程款, 预算由.
_GAP = Pattern(
    r"(?:[为是了的共计总数额至约达到仅只有已均都在近：:=\s]|[（(][%％万元A-Z/÷]+[)）]|合计|金额|资金|经费|财政|项目|专项|款项|额度|指标"
    "|控制在|安排|下达|批复|调整|调整后|实际|完成|人民币|支出|执行|提升至|提高到)*"
)
# 全年报销差旅、专家劳务等共计25万元: what it was spent on, all of it.
_GAP_OF_ALL = Pattern(r"[^，。；]{1,30}等[^，。；]{0,6}(?:共计?|合计|总计)(?:约|为|达)?\s*")
# Words that name no subject of their own.
EMPTY_OF_FUNDS = Pattern(
    "[一二三四五六七八九十]+、|[发产]生|形成|(?:财务|会计|记账)?(?:凭证|账簿|账面|台账|资料|数据)|显示|反映|表明|统计|核算|按[^，。；]{0,12}(?:程序|规定|方式|进度|合同|要求|流程)|项目|国库(?:集中)?|前后|先后|尚|仍|还|政府|专项|财政(?:拨款|资金)?|资金|经费|预算|(?<!单位)决算|支出|执行|使用|支付|拨付|实际|共计|合计|总计|累计|总体|整体|综合|完成"
    "|控制在|安排|下达|批[复准]|调整[前后]?|年[中初]|初始|期初|最终|最后|截[至止]|情况|方面|绩效|评价|期间|到位|金额|总额"
    "|进度|完毕|全部|足额|及时|有效|良好|较好|严格|规范|一般公共|核定|确定|审批|纳入|(?:我|本)?单位|学校|[我本][市县区镇乡街村局校院所站馆中心]+"
    r"|[^，。；、]{0,10}(?:财政[局厅部所]|政府|人大|主管部门)(?=批|下|安|核|审|同|$)"
    "|[该本此其所实有共总从看来在于经由按照根据通过的为是与和及均都也已并且且但而故因此即达用度数额率内]"
)
_ASKED = Pattern("申请|申报|上报|报送|追加|调[增减]|[核压]减|拟|[人户]均")  # speak of their own figure only
_SOURCE = Pattern("补助|上级|中央|[省市县区镇]级|本级|配套|自筹|自有|贷款|债券|捐赠|其他资金")
_WHOLE = Pattern("全年|本年|年度|项目|总|合计|共|批复")
_NOT_SO = Pattern("其中|若|如果|剔除|不考虑|届时|预计")  # parts, and what is only supposed
_OF_A_CONTRACT = Pattern("合同|标段|工程款|进度款")  # 一标段合同价310万元，支付比例90%
_INSTALMENT = Pattern("第[一二三四五六七八九1-9][笔批期次]|首[笔批期]")
_SUMMED_BEFORE = Pattern("合计|累计|总计|共|全年|年度|总")
_SAMPLED = Pattern("抽[查取样检][^，。；]{0,12}$")  # 抽查12笔支出共计86.4万元
_SUMMED_UP = Pattern("累计|总预算|总投资|总概算")
# A figure of several years, of a part, or in a rule: 500万元（三年）, 执行率低于90%的，扣分.
_NOT_ALL = Pattern(
    r"\s*(?:以[上下内])?[（(][^（()）]{0,40}(?:[两二三四五多\d]年|上年|不含|首期|一期)[^（()）]{0,40}[)）]"
    r"|\s*的[，,、]?\s*(?:扣|得|不得分|酌情)"
)
# The rate that the rules ask for: 按执行率100%得满分的规则, 按评分标准，执行率100%得满分, 未达到执行率100%的要求.
_RULE = "(?:规则|标准|原则|办法|规定|细则|方法|口径)"
_IN_A_RULE = Pattern(rf"[^，。；]{{0,6}}(?:[得计给扣]|满分)[^，。；]{{0,8}}{_RULE}")
_OF_THE_RULES = Pattern(rf"(?:评分|计分){_RULE}")
_EARNS = Pattern(r"\s*的?[得计给]\s*(?:满分|\d)")
_NOT_REACHED = Pattern("[未没不]")
_ASKED_FOR = Pattern(r"\s*的(?:目标|要求|进度|标准)(?P<missed>[^，。；]{0,4}[未没不])?")
_ASIDE = Pattern("[，。；]")
# What a policy makes of a rate: 执行率90%以上的项目予以优先保障, 95%以上方可申请追加.
_OF_A_POLICY = Pattern(
    r"\s*(?:的|者)(?:项目|单位|部门|地区|资金|[省市县区乡镇]+)?[，,]?\s*(?:均|都|原则上|一律|财政)*"
    "(?:可以?|应(?!当?予?以?肯定)|须|必须|需|原则上|优先|予以|给予|[不免]予|不[再得]|将|视[为同]|[评定列]为|取消|压减|[扣核调]减|收[回缴]|奖励|通报|约谈|暂停)"
    "|\\s*(?:方可|方能|才[可能])"
)
# 共投入资金30万元购置图书, 购置图书，共投入30万元 and 共投入90万元，其中自筹 are no figures of the table.
_ENDS = Pattern(r"\s*(?:[，。；;,！!\n]|$)")
_OTHER_SOURCES = Pattern("[^。；;\n]*(?:自筹|社会|捐|配套|企业|集体|群众)")


# 尚有16万元未支付: what says so stands behind.
_LEFT_BEHIND = Pattern(
    "(?:(?:截[至止]|[至到]|年[末底])[^，。；]{0,12}?)?(?:资金|经费|项目)?(?:尚|还|仍|目前)*有?约?$"
)
_UNPAID = Pattern(
    r"(?:资金|经费|款项?|尾款|余款|质保金|工程款|货款)?[尚还]?(?P<left>[未没](?:有|能)?(?:支付|执行|支出|使用|拨付|支用|付|花|用[完掉出]|动用))(?P<budget>\b\B)?(?P<spent>\b\B)?(?P<invested>\b\B)?"
)
# Of what is left, only some: 剩余资金3万元结转下年，另3万元交回.
_AND_MORE = Pattern(r"[^。；\n]{0,40}[，、][^。；\n]{0,10}(?:另|其余|还有|以及|余下)[^。；\n]{0,20}\d")
_ABOUT = Pattern("约|近|左右|上下")
_NEARLY = Pattern("(?<!最|附|临|接|将)(?:将?近|接近|约|大约|大概)$")
_YEAR_ROUND = Pattern("全年|本年|年度|项目")
_SUM = Pattern(
    r"\s*(?:[以]上)?(?:[两二三四五六七八九十\d]{1,2}[级笔批期次方项](?:财政|专项)?(?:资金|经费|款项?|支出)?)?(?:总共|共计?|合计|总计|三项|两项)(?:共|为|约|是)?\s*"
)


class Quoted(StrEnum):
    """What a figure in the text is said to be."""

    INITIAL = "年初预算"
    BUDGET = "预算"
    SPENT = "支出"
    RATE = "执行率"
    INVESTED = "投入"  # may be budget or spending
    LEFT = "结余"


# By the groups of _MONEY.
_SAID = {"left": Quoted.LEFT, "spent": Quoted.SPENT, "invested": Quoted.INVESTED}
# What a sum is of, by how its sentence opens.
_SUMMED = {
    Quoted.BUDGET: Pattern("^[^，。；\\d]{0,10}(?:资金|经费)来源"),
    Quoted.SPENT: Pattern(
        "^[^，。；\\d]{0,6}(?:资金|款项?|经费)[^，。；\\d]{0,6}分[两二三四五六多几\\d]{1,2}[笔次批期][^，。；]{0,4}(?:拨付|支付|兑付|付[清款]?|支出|拨出)"
    ),
}


# What a sum is of where what is summed up stands before it, all of it: 先后支付设计费12万元、施工款60万元，共计72万元.
_ITEMIZED = {
    Quoted.BUDGET: Pattern(
        r"^[^，。；\d]{0,8}(?P<one>中央|上级|本级|[省市县区镇州]级?)(?:财政)?(?:专项)?(?:补[助贴]|安排|下达|拨付|拨款|配套|投入|承担|资金)[^。；]*"
        r"[，、及和][^，。；\d]{0,4}(?!(?P=one))(?:中央|上级|本级|[省市县区镇州]级?)(?:财政)?(?:专项)?(?:补[助贴]|安排|下达|拨付|拨款|配套|投入|承担|资金)"
    ),
    Quoted.SPENT: Pattern(
        r"^(?:[^，。；\d]{0,4}项目)?(?:全年|年内|本年度?|当年)?(?:先后|陆续|依次)(?:已|共)?(?:支付|支出|拨付|兑付|付出?|开支|列支|报销)"
    ),
}
_NOT_THE_WHOLE = Pattern(
    "自[筹有]|社会|捐|另|此外|除|其[余中他]|还|企业|集体|群众|部分|不[含在]|未|[上前去]年|[两二三]年|[一二三四五]期|仅|只|本表|[首尾余预]付?款|进度款|质保"
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A figure of the funds table that the text quotes."""

    what: Quoted
    quantity: Quantity
    operator: Operator = Operator.NONE
    adjusted: bool = False  # 全年预算, 调整后预算: the initial one is not meant
    about: bool = False  # 约, 左右, 近
    source: Quantity | None = None  # what a source gave, of which the text speaks: 省级下达1.2亿元，执行…


class _Claim(NamedTuple):
    """A quote with what stands before it in its sentence, by which its time is judged."""

    quote: Quote
    sentence: str
    summed_up: bool  # 累计, 总预算: of the year evaluated only where the text says so


def money_quoted(text: str) -> tuple[Mention, ...]:
    """The amounts of money in a text."""
    return tuple(m for m in find_mentions(text) if m.quantity.dimension == "money")


@lru_cache(maxsize=1024)  # in Excel the same texts are checked again at every click
def funds_quoted(text: str, year: int | None = None, names: tuple[str, ...] = ()) -> tuple[Quote, ...]:
    """Budget, spending and execution rate of the project in the year evaluated, as a text quotes them.

    A figure with another subject (培训支出, 上级补助, 申请预算) or of another time is left out: what
    stands around 预算 or 支出 has to be empty words, or one of the ``names`` (project, unit). The first
    200 figures that 预算, 支出 or 执行率 stands before are looked at.
    """
    year = year or only_year(text)
    return tuple(claim.quote for claim in _claims(written_out(text), names) if _is_of(claim, year))


def _is_of(claim: _Claim, year: int | None) -> bool:
    when = period(claim.sentence, year)
    return when.evaluated and (when is Period.OWN or not claim.summed_up)


@lru_cache(maxsize=128)
def _claims(text: str, names: tuple[str, ...]) -> tuple[_Claim, ...]:
    """The figures that a text quotes of the project, of whatever year."""
    return tuple(_read_claims(text, names))


def _read_claims(text: str, names: tuple[str, ...]) -> Iterator[_Claim]:
    end, seen = 0, 0
    context = _Context()
    for mention in map(in_yuan, find_mentions(text)):
        if FULL_STOP.search(text[end : mention.start]) is not None:
            context = _Context()
        clause = clause_before(text, end, mention.start)
        end = mention.end
        key = _key(text, clause, mention)
        if key is None:
            yield from _sum_claim(text, mention, clause)
            context = context.after_source(mention, clause)
            continue
        seen += 1
        if seen > MOST_CLAIMS:
            return
        other = other_subject(clause[: key.start()], EMPTY_OF_FUNDS, names)
        context = context.after_key(clause, other)
        if not other and not context.part and _is_gap(clause, key):
            yield from _claim(text, mention, clause, key, context.source)


class _Context(NamedTuple):
    """What the sentence so far speaks of: a part of the project's money, or what one source gave."""

    part: bool = False
    source: Quantity | None = None

    def after_source(self, mention: Mention, clause: str) -> _Context:
        """Behind 上级补助60万元 the text speaks of that money; behind two sources, of parts."""
        if mention.quantity.dimension != "money" or _SOURCE.search(clause) is None:
            return self
        return _Context(self.part or self.source is not None, mention.quantity)

    def after_key(self, clause: str, other: bool) -> _Context:
        if other:
            return self._replace(part=self.part or not _ASKED.search(clause))
        return _Context() if _WHOLE.search(clause) else self


def _is_gap(clause: str, key: re.Match[str]) -> bool:
    """Whether nothing else stands between 支出 and its figure than what it was spent on, all of it."""
    between = clause[key.end() :]
    if _GAP.fullmatch(between):
        return True
    return (
        key.groupdict().get("spent") is not None
        and _YEAR_ROUND.search(clause[: key.start()]) is not None
        and (_GAP_OF_ALL.fullmatch(between) is not None)
    )


def _sum_claim(text: str, mention: Mention, clause: str) -> Iterator[_Claim]:
    """What 资金分三笔拨付，…，合计115万元 and 资金来源：…，共65万元 claim."""
    if mention.quantity.dimension != "money" or not _SUM.fullmatch(clause):
        return
    sentence = sentence_before(text, mention.start)
    what = next((what for what, opening in _SUMMED.items() if opening.search(sentence)), None)
    what = what or _itemized(text, mention, sentence)
    if what is not None and not _NOT_SO.search(sentence) and _ENDS.match(text, mention.end):
        yield _Claim(Quote(what, mention.quantity), "", False)


def _itemized(text: str, mention: Mention, sentence: str) -> Quoted | None:
    """What a sum is of that follows from the amounts before it in its sentence, where nothing is said of others."""
    what = next((what for what, opening in _ITEMIZED.items() if opening.search(sentence)), None)
    if what is None or _NOT_THE_WHOLE.search(text):
        return None
    items = [item.quantity.magnitude for item in money_quoted(sentence)]
    return what if len(items) > 1 and sum(items) == mention.quantity.magnitude else None


def _claim(
    text: str, mention: Mention, clause: str, key: re.Match[str], source: Quantity | None
) -> Iterator[_Claim]:
    """The claim that a figure of the project makes; none where it is a part, supposed, or what a rule asks for."""
    sentence = sentence_before(text, mention.start)
    if (
        (key[0].endswith("比例") and _OF_A_CONTRACT.search(sentence))
        or _NOT_SO.search(sentence)
        or (_INSTALMENT.search(sentence) and not _SUMMED_BEFORE.search(clause))
        or _SAMPLED.search(sentence)
        or _NOT_ALL.match(text, mention.end)
        or _is_a_rule(sentence, text, mention.end)
        or (mention.operator is not Operator.NONE and _OF_A_POLICY.match(text, mention.end))
    ):
        return
    quote = _quote(text, clause, key, mention, source)
    if quote.what is Quoted.LEFT and _AND_MORE.match(text, mention.end):
        return
    if key.groupdict().get("invested") in ("到位", "到账"):
        if "预算" not in sentence:
            yield _Claim(quote, sentence, False)
        return
    if quote.what is not Quoted.INVESTED or _is_all(sentence, text, mention.end):
        yield _Claim(quote, sentence, _SUMMED_UP.search(clause) is not None)


def in_yuan(mention: Mention) -> Mention:
    """A figure that may be money, 80万, as 80万元."""
    quantity = mention.quantity
    if quantity.unit not in ("万", "亿"):
        return mention
    return mention._replace(quantity=Quantity(quantity.value, f"{quantity.unit}元", quantity.text))


def _is_a_rule(sentence: str, text: str, end: int) -> bool:
    """Whether a figure is what the rules ask for."""
    asked = _ASKED_FOR.match(text, end)
    if _IN_A_RULE.match(text, end):
        return True
    if asked and (asked["missed"] or _NOT_REACHED.search(_ASIDE.split(sentence)[-1])):
        return True
    return _OF_THE_RULES.search(sentence) is not None and _EARNS.match(text, end) is not None


def _is_all(sentence: str, text: str, end: int) -> bool:
    """Whether 共投入90万元 speaks of the project, and of nothing that it was spent on or that others gave."""
    *earlier, _ = STOP.split(sentence)
    about = re.search(r"\w", without_times("，".join(earlier)))
    return about is None and _ENDS.match(text, end) is not None and not _OTHER_SOURCES.match(text, end)


def _key(text: str, clause: str, mention: Mention) -> re.Match[str] | None:
    """The last word of a clause that says what its figure is; behind it in 尚有16万元未支付."""
    quantity = mention.quantity
    if quantity.unit != "%" and quantity.dimension != "money":
        return None
    keys = _RATE if quantity.unit == "%" else _MONEY
    left = _LEFT_BEHIND.match(clause) and _UNPAID.match(text, mention.end)
    return left or max(keys.finditer(clause), key=lambda match: match.end(), default=None)


def _quote(text: str, clause: str, key: re.Match[str], mention: Mention, source: Quantity | None) -> Quote:
    about = _ABOUT.search(text[mention.start : mention.end]) is not None or _NEARLY.search(clause) is not None
    if mention.quantity.unit == "%":
        return Quote(Quoted.RATE, mention.quantity, mention.operator, about=about, source=source)
    what = next((what for group, what in _SAID.items() if key[group]), Quoted.BUDGET)
    adjusted = what is Quoted.BUDGET and _ADJUSTED.search(clause) is not None
    if what is Quoted.BUDGET and _AT_FIRST.search(clause):
        what = Quoted.INITIAL
    return Quote(what, mention.quantity, mention.operator, adjusted, about, source)


def agrees(quote: Quote, value: Decimal) -> bool:
    """Whether a quote can stand for a figure of the table: a rate in per cent, an amount in either unit."""
    quantity = quote.quantity
    if quote.operator in (Operator.AT_LEAST, Operator.ABOVE, Operator.AT_MOST, Operator.BELOW):
        return _within(quote, value)
    if quote.about and _is_about(quote, value):
        return True
    if quote.what is Quoted.RATE:
        return rate_agrees(quantity.value, f"{quantity.value}%", value)
    return any(same_money(quantity, value * size) for size in IN_YUAN.values())


def _is_about(quote: Quote, value: Decimal) -> bool:
    """约80% stands for 82 %: off by a twentieth at most."""
    sizes = (Decimal(1),) if quote.what is Quoted.RATE else tuple(IN_YUAN.values())
    said = quote.quantity.value if quote.what is Quoted.RATE else quote.quantity.magnitude
    return any(abs(value * size - said) * 20 <= abs(value * size) for size in sizes)


def _within(quote: Quote, value: Decimal) -> bool:
    """95%以上 is right for 95.5 %; an amount of the table is in the unit in which it comes nearest to the bound."""
    bound, value_in_unit = quote.quantity.magnitude, value
    if quote.what is not Quoted.RATE:
        value_in_unit = min((value * size for size in IN_YUAN.values()), key=lambda v: times_apart(v, bound))
    upward = quote.operator in (Operator.AT_LEAST, Operator.ABOVE)
    return value_in_unit >= bound if upward else value_in_unit <= bound


def same_money(quantity: Quantity, yuan: Decimal) -> bool:
    """Whether a text's amount is one in yuan, at the decimals that it prints: 21.55万元 for 215457.6元."""
    size = quantity.magnitude / quantity.value if quantity.value else Decimal(1)
    exponent = quantity.value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return rounded(yuan / size, places) == quantity.value
